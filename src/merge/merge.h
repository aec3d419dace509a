/* merge.h - one event told twice in a report becomes one record with two mentions. */
#ifndef ACTA_MERGE_MERGE_H
#define ACTA_MERGE_MERGE_H

#include "doc.h"
#include "nn/nn.h"

/* Fold doc->events that tell the same event into the one told first.  Fails with: NOMEM. */
acta_status merge_events(doc *d, same_scale scale, acta_err *err);

acta_status merge_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
