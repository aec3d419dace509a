/* merge.h - one event told twice in a report becomes one record with two mentions. */
#ifndef ACTA_MERGE_MERGE_H
#define ACTA_MERGE_MERGE_H

#include "doc.h"

/* How the cosine of two triggers' vectors becomes the probability that they tell the same event. */
typedef struct same_scale {
    float scale, bias;
} same_scale;

/* Fold doc->events that tell the same event into the one told first.  Fails with: NOMEM. */
acta_status merge_events(doc *d, same_scale scale, acta_err *err);

acta_status merge_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
