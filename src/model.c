/* model.c - opening a data file: weights and tables, checked and made ready, then shared and never written again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coder.h"
#include "ledger/ledger.h"
#include "voice/voice.h"

/* The value of a line "key: value" of the data file's account of itself; its length is 0 if there is none. */
static const char *info_value(const char *info, const char *key, int *bytes) {
    size_t key_bytes = strlen(key);
    for (const char *line = info; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
        if (strncmp(line, key, key_bytes) != 0 || strncmp(line + key_bytes, ": ", 2) != 0) continue;
        *bytes = (int)strcspn(line + key_bytes + 2, "\n");
        return line + key_bytes + 2;
    }
    *bytes = 0;
    return "";
}

static void name_model(acta_model *model) {
    static const char *const precisions[] = {[ACTA_INT8] = "int8", [ACTA_BF16] = "bf16", [ACTA_F32] = "f32"};
    const char *info = nn_model_info(model->nn);
    int name_bytes, version_bytes;
    const char *name = info_value(info, "name", &name_bytes), *version = info_value(info, "version", &version_bytes);
    snprintf(model->name, sizeof model->name, "%.*s %.*s %s %016llx", name_bytes < 64 ? name_bytes : 64, name, version_bytes < 32 ? version_bytes : 32, version,
             precisions[nn_model_precision(model->nn)], (unsigned long long)datafile_checksum(&model->file));
}

static acta_status open_parts(acta_model *model, const char *path, acta_precision precision, acta_err *err) {
    TRY(datafile_open(path, &model->file, err));
    TRY(nn_model_open(&model->file, precision, &model->nn, err));
    TRY(who_tables_open(&model->file, &model->who, err));
    TRY(confidence_open(&model->file, &model->confidence, err));
    TRY(voice_cues_open(&model->file, &model->cues, err));
    TRY(ledger_tables_open(&model->file, &model->pacts, err));
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
    name_model(made);
    *model = made;
    return ACTA_OK;
}

typedef struct table_listener {
    acta_table_note note;
    void *ctx;
} table_listener;

static void pass_on(void *ctx, const char *path, uint32_t line, const char *what, slice about) {
    const table_listener *to = ctx;
    if (to->note == NULL) return;
    char message[400];
    int shown = about.bytes < 120 ? (int)about.bytes : 120;
    snprintf(message, sizeof message, shown > 0 ? "%.260s: %.*s" : "%.260s", what, shown, about.at);
    to->note(to->ctx, path, line, message);
}

acta_status acta_model_add_tables(acta_model *model, const char *folder, acta_table_note note, void *ctx, acta_table_count *count, acta_err *err) {
    if (model == NULL || folder == NULL || count == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_model_add_tables needs a model, a folder and a place for the count");
    if (model->own.hash != 0) return acta__fail(err, ACTA_MISUSE, -1, "tables were added to this model already; put them into one folder");
    table_listener to = {note, ctx};
    TRY(own_tables_read(folder, &model->who, &model->own, pass_on, &to, count, err));
    size_t used = strlen(model->name);
    snprintf(model->name + used, sizeof model->name - used, " tables %016llx", (unsigned long long)model->own.hash);
    return ACTA_OK;
}

acta_status acta_model_add_types(acta_model *model, const char *path, acta_err *err) {
    if (model == NULL || path == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_model_add_types needs a model and a file");
    if (model->types.count > 0) return acta__fail(err, ACTA_MISUSE, -1, "types were added to this model already; make one file of all examples");
    TRY(classes_read(&model->types, path, classes_encoder(&model->file), 2 * nn_model_width(model->nn), err));
    size_t used = strlen(model->name);
    snprintf(model->name + used, sizeof model->name - used, " types %016llx", (unsigned long long)model->types.checksum);
    return ACTA_OK;
}

const char *acta_model_name(const acta_model *model) {
    return model->name;
}

const char *acta_model_info(const acta_model *model) {
    return nn_model_info(model->nn);
}

void acta_model_close(acta_model *model) {
    if (model == NULL) return;
    nn_model_close(model->nn);
    own_tables_clear(&model->own);
    classes_clear(&model->types);
    datafile_close(&model->file);
    free(model);
}
