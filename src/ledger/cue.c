/* cue.c - does a word tell something of a kind at all, and which of the kind? Types are many and like each other: the model may be
 * sure of an undertaking and not of its type. */
#include "ledger/work.h"

uint32_t ledger_label(const float *shares, uint32_t count, float *together) {
    float none = 1;
    uint32_t best = 0;
    for (uint32_t k = 0; k < count; k++) {
        none *= 1 - shares[k];
        if (shares[k] > shares[best]) best = k;
    }
    *together = 1 - none;
    return best;
}
