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
    pair *at;                        /* [count] in no order */
    size_t count;
    size_t slot_count;
    uint32_t *slots;
    uint64_t *acts, *meets, *takes_part;     /* [names] events in which a name acts, is acted on, does either in a pair */
} pairs;

/* Reads `level` (country, who, name; otherwise who) and counts what the filter lets through. In the request's pad. */
bool pairs_count(work *w, pairs *p, int *level);
extern const char *const pair_levels[];

/* The names with the highest counts, at most `most` of them, highest first. */
uint32_t *names_ranked(work *w, const uint64_t *counts, size_t most, size_t *count);

#endif
