/* answer.h - to whom a refusal or a denial goes: whoever asked, offered, threatened or accused before. */
#ifndef ACTA_WHO_ANSWER_H
#define ACTA_WHO_ANSWER_H

#include "doc.h"

/* Gives a REJECT that names no recipient the one it answers, where the report tells who that is. Codes must be known.
 * Fails with: NOMEM. */
acta_status who_answers(doc *d, acta_err *err);

#endif
