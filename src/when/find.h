/* find.h - every time expression of a report. */
#ifndef ACTA_WHEN_FIND_H
#define ACTA_WHEN_FIND_H

#include "doc.h"
#include "when/resolve.h"

/* Fills d->times in text order; they do not overlap. Counts from d->published, else from the dateline's date. Needs
 * words and sentences only; uses the parse where there is one. */
acta_status when_find(doc *d, arena *scratch, acta_err *err);

#endif
