#include "when/when.h"

#include "coder.h"
#include "when/attach.h"
#include "when/find.h"

acta_status when_stage(const acta_coder *coder, doc *d, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, coder->alloc, 16384);
    acta_status status = when_find(d, &scratch, err);
    arena_end(&scratch);
    if (status == ACTA_OK) when_attach(d, nn_role_thresholds(coder->model->nn)[ROLE_DATE]);
    return status;
}
