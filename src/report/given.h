/* given.h - the words as they were given, kept beside the repaired ones where repair changed any, so that records can
 * show them.
 */
#ifndef ACTA_REPORT_GIVEN_H
#define ACTA_REPORT_GIVEN_H

#include "doc.h"
#include "report/decode.h"

/* Repair the text; where that changes it, doc->given and doc->given_at hold it as it was.  Fails with: NOMEM. */
acta_status given_repair(report_text *text, doc *d, acta_err *err);

#endif
