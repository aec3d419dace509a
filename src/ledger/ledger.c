/* ledger.c - the stage: agreements first, then what was undertaken in them, then what is said of that. */
#include "ledger/ledger.h"

#include "coder.h"
#include "ledger/work.h"

acta_status ledger_find(doc *d, const pact_thresholds *least, const float *role_least, const table *words, acta_err *err) {
    ledger l = {.d = d, .least = least, .role_least = role_least, .err = err};
    if (d->pact_cue_count == 0) return ACTA_OK;
    TRY(ledger_read_senses(&l, words));
    TRY(ledger_agreements(&l));
    TRY(ledger_obligations(&l));
    return ledger_claims(&l);
}

acta_status ledger_stage(const acta_coder *coder, doc *d, acta_err *err) {
    const nn_model *nn = coder->model->nn;
    return ledger_find(d, nn_pact_thresholds(nn), nn_role_thresholds(nn), &coder->model->pacts, err);
}
