/* compare.h - expected records and given ones laid side by side. */
#ifndef ACTA_CLI_COMPARE_H
#define ACTA_CLI_COMPARE_H

#include "facts.h"

/* One row of the comparison: expected NULL: acta says more than was expected; given NULL: it says nothing there. */
typedef struct fact_pair {
    const fact *expected, *given;
    bool right;
} fact_pair;

typedef struct record_pair {
    const fact_record *expected, *given;     /* either may be NULL, not both */
    bool label_right;
    fact_pair *facts;                        /* only where both are there */
    size_t fact_count, right_count;          /* right_count: of the facts that are asked */
    size_t asked_count;
    bool right;                              /* found, and everything asked is right */
} record_pair;

typedef struct comparison {
    record_pair *pairs;
    size_t pair_count;
    bool right;                              /* every pair is, entities acta found besides excepted */
} comparison;

/* A fact written must be met, one not written is not asked; `open`: records besides are allowed. */
comparison compare(pad *p, const fact_list *expected, const fact_list *given, bool open);

#endif
