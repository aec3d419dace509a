/* ledger.h - what was agreed, who undertook what in it, and who says that it was done.
 *
 * The model marks words that anchor an agreement's name, an undertaking of some type, a verdict on one; rules give each its
 * words, its parties and its place among the others. Two parties' contrary claims stand side by side: nothing here weighs them.
 */
#ifndef ACTA_LEDGER_LEDGER_H
#define ACTA_LEDGER_LEDGER_H

#include "doc.h"
#include "nn/nn.h"

/* Fill doc->agreements, doc->obligations and doc->claims from doc->pact_cues. `least`, `role_least` [ROLES]: the least
 * probabilities believed.  Fails with: NOMEM. */
acta_status ledger_find(doc *d, const pact_thresholds *least, const float *role_least, acta_err *err);

acta_status ledger_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
