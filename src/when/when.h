/* when.h - time expressions, and the time of each event. */
#ifndef ACTA_WHEN_WHEN_H
#define ACTA_WHEN_WHEN_H

#include "doc.h"

/* Fills d->times (see when/find.h) and the time, interval and date_rule of each of d->events (see when/attach.h).
 * Fails with: NOMEM. */
acta_status when_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
