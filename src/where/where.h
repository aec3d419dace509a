/* where.h - place names resolved, and the place of each event. */
#ifndef ACTA_WHERE_WHERE_H
#define ACTA_WHERE_WHERE_H

#include "doc.h"

/* Fills d->toponyms (see where/resolve.h) and the place of each of d->events (see where/attach.h).  Fails with: NOMEM. */
acta_status where_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
