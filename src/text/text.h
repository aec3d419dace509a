/* text.h - blocks become sentences and words. */
#ifndef ACTA_TEXT_TEXT_H
#define ACTA_TEXT_TEXT_H

#include "doc.h"

/* Fills d->sentences and d->words from d->blocks. A headline is one sentence. Fails with: NOMEM. */
acta_status text_stage(const acta_coder *coder, doc *d, acta_err *err);

/* The same, which needs no coder. */
acta_status text_read(doc *d, acta_err *err);

#endif
