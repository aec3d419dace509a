/* ledger.h - what was agreed, who undertook what in it, and who says that it was done.
 *
 * The model marks words that anchor an agreement's name, an undertaking of some type, a verdict on one; rules give each its
 * words, its parties and its place among the others. Two parties' contrary claims stand side by side: nothing here weighs them.
 */
#ifndef ACTA_LEDGER_LEDGER_H
#define ACTA_LEDGER_LEDGER_H

#include "base/datafile.h"
#include "base/table.h"
#include "doc.h"
#include "nn/nn.h"

/* The table of words that speak of undertakings: data/tables/pacts.tsv as the data file holds it.  Fails with: DATA_FORMAT. */
acta_status ledger_tables_open(const datafile *file, table *words, acta_err *err);

/* Fill doc->agreements, doc->obligations and doc->claims from doc->pact_cues. `least`, `role_least` [ROLES]: the least
 * probabilities believed; `words`: the table, or NULL to take the model at its word.  Fails with: NOMEM. */
acta_status ledger_find(doc *d, const pact_thresholds *least, const float *role_least, const table *words, acta_err *err);

acta_status ledger_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
