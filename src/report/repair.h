/* repair.h - decoded text is made plain, in place: it only ever shrinks.
 *
 * Doubly encoded characters ("Peopleâ€™s") become what they were, also where it was done twice, if no honest text looks
 * so. Soft hyphens, zero-width and direction marks go. Every kind of space, and control characters with NUL among them,
 * becomes a blank; every kind of line end "\n". HTML's character references are read. U+FFFD stays and parts words,
 * save where only an apostrophe can have stood ("don�t"). */
#ifndef ACTA_REPORT_REPAIR_H
#define ACTA_REPORT_REPAIR_H

#include "report/decode.h"

void repair_text(report_text *text);

#endif
