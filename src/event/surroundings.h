/* surroundings.h - what the rest of a report says of one event in it. */
#ifndef ACTA_EVENT_SURROUNDINGS_H
#define ACTA_EVENT_SURROUNDINGS_H

#include "doc.h"

/* The probability of each sentence's likeliest event, and their sum. In the doc's arena. */
typedef struct surroundings {
    float *likeliest;                /* [sentences] */
    float sum;
    uint32_t sentences;
} surroundings;

/* Fails with: NOMEM. */
acta_status surroundings_read(doc *d, surroundings *s, acta_err *err);

/* Log odds to take from those of the model's probability that a sentence tells an event of a type: more, the less the other
 * sentences tell; none where they tell as much as in a usual report, or where there are no others. */
float surroundings_doubt(const surroundings *s, uint32_t sentence, plover_type type);

#endif
