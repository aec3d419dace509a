#include "where/where.h"

#include "coder.h"
#include "where/attach.h"
#include "where/resolve.h"

acta_status where_stage(const acta_coder *coder, doc *d, acta_err *err) {
    const acta_model *model = coder->model;
    arena scratch;
    arena_begin(&scratch, coder->alloc, 65536);
    acta_status status = where_find(d, &model->places, &model->who.demonyms, &scratch, err);
    arena_end(&scratch);
    if (status != ACTA_OK) return status;
    return where_attach(d, &model->places, &model->who.demonyms, nn_role_thresholds(model->nn)[ROLE_PLACE], err);
}
