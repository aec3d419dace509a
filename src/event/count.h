/* count.h - how many people a sentence counts, and where. */
#ifndef ACTA_EVENT_COUNT_H
#define ACTA_EVENT_COUNT_H

#include "doc.h"

/* A number of people in the text. */
typedef struct head_count {
    uint32_t first;                  /* the first word of the number, of its hedge ("at least"), or the article */
    uint32_t counted;                /* the noun that is counted, or the number itself where it stands for one */
    uint32_t last;                   /* of its phrase: the noun, or that of "twelve of the soldiers" */
    int64_t value;
    bool approx;                     /* "about", "at least" */
    bool article;                    /* one by the article alone: "a farmer" */
} head_count;

/* The next count of people at or after *at, before end, one sentence; *at is moved past it. "Nine soldiers", "twelve of them", "a farmer"
 * count; years, money, ages and dates count nobody. Who is named before "and nine others" counts with them. */
bool count_next(const doc *d, uint32_t *at, uint32_t end, head_count *c);

#endif
