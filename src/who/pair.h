/* pair.h - words that stand for several parties: "the two countries", "Indian and Pakistani troops". */
#ifndef ACTA_WHO_PAIR_H
#define ACTA_WHO_PAIR_H

#include "who/phrase.h"

/* Gives mentions that stand for several parties the first for their own and the others beside it (mention.also).
 * Codes must be known. `own`: [mentions] what each tells by itself.  Fails with: NOMEM. */
acta_status who_pairs(doc *d, const lookup_context *c, const reading *own, arena *scratch, acta_err *err);

#endif
