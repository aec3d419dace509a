/* report.h - the bytes of a report become text, headline, dateline and paragraphs. */
#ifndef ACTA_REPORT_REPORT_H
#define ACTA_REPORT_REPORT_H

#include "doc.h"

/* Fills the report part of the doc. Fails with: LIMIT, MISUSE (published is no day), NOMEM. */
acta_status report_stage(const acta_coder *coder, const acta_report *report, doc *d, acta_err *err);

/* The same, which needs no coder. d->arena is set, all else zero. */
acta_status report_read(const acta_report *report, doc *d, acta_err *err);

#endif
