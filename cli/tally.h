/* tally.h - what became of the reports so far. */
#ifndef ACTA_CLI_TALLY_H
#define ACTA_CLI_TALLY_H

#include <stdint.h>

typedef struct pool_tally {
    uint64_t done;                   /* all: coded, failed, and passed over */
    uint64_t failed;
    uint64_t foreign;                /* not English */
    uint64_t empty;                  /* pages without a text */
} pool_tally;

#endif
