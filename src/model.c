/* model.c - opening a data file: weights and tables, checked and made ready, then shared and never written again. */
#include <stdlib.h>

#include "coder.h"
#include "voice/voice.h"

static acta_status open_parts(acta_model *model, const char *path, acta_precision precision, acta_err *err) {
    TRY(datafile_open(path, &model->file, err));
    TRY(nn_model_open(&model->file, precision, &model->nn, err));
    TRY(who_tables_open(&model->file, &model->who, err));
    TRY(confidence_open(&model->file, &model->confidence, err));
    TRY(voice_cues_open(&model->file, &model->cues, err));
    return gazetteer_open(&model->file, &model->places, err);
}

acta_status acta_model_open(const char *path, acta_precision precision, acta_model **model, acta_err *err) {
    if (path == NULL || model == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_model_open needs a path and a place for the model");
    acta_model *made = calloc(1, sizeof *made);
    if (made == NULL) return acta__fail(err, ACTA_NOMEM, -1, "no memory for a model");
    acta_status status = open_parts(made, path, precision, err);
    if (status != ACTA_OK) {
        acta_model_close(made);
        return status;
    }
    *model = made;
    return ACTA_OK;
}

const char *acta_model_info(const acta_model *model) {
    return nn_model_info(model->nn);
}

void acta_model_close(acta_model *model) {
    if (model == NULL) return;
    nn_model_close(model->nn);
    datafile_close(&model->file);
    free(model);
}
