/* pairs.h - who acts on whom, how often and how: counted for the network and the matrix. */
#ifndef ACTA_EXPLORE_PAIRS_H
#define ACTA_EXPLORE_PAIRS_H

#include "filter.h"

typedef struct pair {
    uint32_t from, to;               /* names */
    uint64_t count;
    double scale;                    /* sum */
} pair;

typedef struct pairs {
    selection chosen;
    int level;
    uint64_t *acts, *meets, *takes_part;     /* [names] events in which a name acts, is acted on, does either, where there is another side */
    pair *at;                        /* [count] strongest first */
    size_t count;
    size_t left_out;                 /* weaker ones past `most` */
    size_t slot_count;
    uint32_t *slots;
} pairs;

extern const char *const pair_levels[];

/* Reads `level` (country, who, name; otherwise who) and counts how often each takes part, of what the filter lets through. */
bool pairs_tally(work *w, pairs *p);

/* Then the pairs themselves, of those alone whose sides are in both lists: for every name its place in the list from 1, or 0. */
void pairs_count(work *w, pairs *p, const uint32_t *from_places, const uint32_t *to_places, size_t most);

/* The names with the highest counts, at most `most` of them, highest first. */
uint32_t *names_ranked(work *w, const uint64_t *counts, size_t most, size_t *count);

#endif
