/* model.c - opening the network: every section found, its shape checked, its weights packed. */
#include "nn/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t dims[SECTION_RANK_MAX];

static acta_status need_f32(const datafile *file, const char *name, uint32_t rank, const dims dim, const float **at,
                            acta_err *err) {
    section s;
    TRY(datafile_need(file, name, SECTION_F32, rank, dim, &s, err));
    *at = s.at;
    return ACTA_OK;
}

static acta_status need_norm(const datafile *file, const char *name, uint32_t width, norm *n, acta_err *err) {
    char part[64];
    snprintf(part, sizeof part, "%s.gain", name);
    TRY(need_f32(file, part, 1, (dims){width}, &n->gain, err));
    snprintf(part, sizeof part, "%s.bias", name);
    return need_f32(file, part, 1, (dims){width}, &n->bias, err);
}

static acta_status need_matrix(nn_model *m, const char *name, uint32_t out, uint32_t in, gemm_matrix *made,
                               acta_err *err) {
    char part[64];
    section s;
    const float *bias;
    snprintf(part, sizeof part, "%s.weight", name);
    TRY(datafile_need(m->file, part, SECTION_BF16, 2, (dims){out, in}, &s, err));
    snprintf(part, sizeof part, "%s.bias", name);
    TRY(need_f32(m->file, part, 1, (dims){out}, &bias, err));
    return gemm_matrix_new(m->gemm, &m->arena, s.at, bias, out, in, made, err);
}

/* ---- sizes ---- */

static bool fits(uint64_t n, uint32_t most) {
    return n > 0 && n <= most && n % KERNEL_ALIGN == 0;
}

/* One more than the highest layer that any section belongs to. */
static uint32_t count_layers(const datafile *file) {
    uint32_t count = 0, number;
    for (uint32_t i = 0; i < file->section_count; i++) {
        if (sscanf(datafile_section(file, i).name, "enc.%3u.", &number) == 1 && number >= count) count = number + 1;
    }
    return count;
}

static acta_status read_sizes(nn_model *m, acta_err *err) {
    section word, up, heads;
    TRY(datafile_need(m->file, "embed.word", SECTION_I8, 2, (dims){0}, &word, err));
    TRY(datafile_need(m->file, "enc.0.up.weight", SECTION_BF16, 2, (dims){0}, &up, err));
    TRY(datafile_need(m->file, "heads.in.weight", SECTION_BF16, 2, (dims){0}, &heads, err));
    if (!fits(word.dim[1], WIDTH_MAX) || word.dim[1] % HEAD_WIDTH != 0 || !fits(up.dim[0], INNER_MAX) ||
        !fits(heads.dim[0], SLICES_MAX)) {
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "the data file's network has sizes that this program does not run");
    }
    m->width = (uint32_t)word.dim[1];
    m->inner = (uint32_t)up.dim[0];
    m->slices_width = (uint32_t)heads.dim[0];
    m->layer_count = count_layers(m->file);
    if (m->layer_count > LAYERS_MAX) return acta__fail(err, ACTA_DATA_FORMAT, -1, "the data file's network has too many layers");
    return ACTA_OK;
}

/* ---- embeddings and encoder ---- */

static acta_status read_embeddings(nn_model *m, acta_err *err) {
    section text, word;
    TRY(datafile_need(m->file, "vocab", SECTION_BYTES, 1, (dims){0}, &text, err));
    TRY(pieces_new(text.at, text.bytes, &m->arena, &m->pieces, err));
    uint32_t count = pieces_count(m->pieces), width = m->width;
    TRY(datafile_need(m->file, "embed.word", SECTION_I8, 2, (dims){count, width}, &word, err));
    m->word = word.at;
    TRY(need_f32(m->file, "embed.word.scale", 1, (dims){count}, &m->word_scale, err));
    TRY(need_f32(m->file, "embed.position", 2, (dims){WINDOW_PIECES, width}, &m->position, err));
    TRY(need_f32(m->file, "embed.case", 2, (dims){8, width}, &m->letter_case, err));
    return need_norm(m->file, "embed.norm", width, &m->embed_norm, err);
}

static acta_status read_layer(nn_model *m, uint32_t number, layer *l, acta_err *err) {
    char name[64];
#define NAMED(part) (snprintf(name, sizeof name, "enc.%u." part, number), name)
    TRY(need_matrix(m, NAMED("qkv"), 3 * m->width, m->width, &l->qkv, err));
    TRY(need_matrix(m, NAMED("out"), m->width, m->width, &l->out, err));
    TRY(need_matrix(m, NAMED("up"), m->inner, m->width, &l->up, err));
    TRY(need_matrix(m, NAMED("down"), m->width, m->inner, &l->down, err));
    TRY(need_norm(m->file, NAMED("norm1"), m->width, &l->norm1, err));
    return need_norm(m->file, NAMED("norm2"), m->width, &l->norm2, err);
#undef NAMED
}

/* ---- heads ---- */

static const char *const slice_names[SLICE_COUNT] = {"tag",      "ner",   "mention",      "arc_dep",   "arc_head", "rel_dep",
                                                     "rel_head", "event", "role_trigger", "role_word", "same"};

/* One line, "name offset width relu|linear". */
static bool read_slice(nn_model *m, const char *line) {
    char name[32], kind[8];
    unsigned from, width;
    if (sscanf(line, "%31s %u %u %7s", name, &from, &width, kind) != 4) return false;
    if (!fits(width, m->slices_width) || from % KERNEL_ALIGN != 0 || from > m->slices_width - width) return false;
    bool relu = strcmp(kind, "relu") == 0;
    if (!relu && strcmp(kind, "linear") != 0) return false;
    for (int i = 0; i < SLICE_COUNT; i++) {
        if (strcmp(name, slice_names[i]) == 0) m->slices[i] = (slice_of_heads){from, width, relu};
    }
    return true;                     /* a slice this program does not use is no fault */
}

static acta_status read_slice_lines(nn_model *m, acta_err *err) {
    section s;
    TRY(datafile_need(m->file, "heads.slices", SECTION_BYTES, 1, (dims){0}, &s, err));
    char *text = arena_text(&m->arena, s.at, s.bytes);
    TRY_NEW(text, err);
    bool good = true;
    for (char *line = text; good && *line != 0;) {
        char *end = strchr(line, '\n');
        if (end != NULL) *end = 0;
        good = read_slice(m, line);
        line = end == NULL ? line + strlen(line) : end + 1;
    }
    for (int i = 0; good && i < SLICE_COUNT; i++) good = m->slices[i].width > 0;
    if (!good) return acta__fail(err, ACTA_DATA_FORMAT, -1, "heads.slices of the data file is damaged");
    return ACTA_OK;
}

static acta_status read_dense(nn_model *m, const char *name, slice_name from, uint32_t labels, dense *d, acta_err *err) {
    const float *weight, *bias;
    char part[64];
    d->in = m->slices[from].width;
    d->labels = labels;
    d->stride = (labels + KERNEL_ALIGN - 1) / KERNEL_ALIGN * KERNEL_ALIGN;
    d->from = from;
    snprintf(part, sizeof part, "%s.weight", name);
    TRY(need_f32(m->file, part, 2, (dims){labels, d->in}, &weight, err));
    snprintf(part, sizeof part, "%s.bias", name);
    TRY(need_f32(m->file, part, 1, (dims){labels}, &bias, err));
    d->weight = ARENA_NEW(&m->arena, float, (size_t)d->in * d->stride);
    TRY_NEW(d->weight, err);
    d->bias = ARENA_NEW(&m->arena, float, d->stride);
    TRY_NEW(d->bias, err);
    memcpy(d->bias, bias, labels * sizeof *bias);
    for (uint32_t i = 0; i < d->in; i++) {
        for (uint32_t l = 0; l < labels; l++) d->weight[i * d->stride + l] = weight[l * d->in + i];
    }
    return ACTA_OK;
}

static acta_status read_classifiers(nn_model *m, acta_err *err) {
    const nn_labels *n = &m->labels;
    const struct {
        const char *name;
        slice_name from;
        uint32_t labels;
    } list[NN_CLASSIFIERS] = {
        [NN_UPOS] = {"upos", SLICE_TAG, n->upos.count},           [NN_XPOS] = {"xpos", SLICE_TAG, n->xpos.count},
        [NN_NER] = {"ner", SLICE_NER, n->ner.count},              [NN_MENTION] = {"mention", SLICE_MENTION, n->mention_side.count},
        [NN_TRIGGER] = {"trigger", SLICE_EVENT, n->trigger.count}, [NN_MODE] = {"mode", SLICE_EVENT, n->mode.count},
        [NN_STATUS] = {"status", SLICE_EVENT, n->status.count},   [NN_CONTEXT] = {"context", SLICE_EVENT, n->context.count},
        [NN_AGREEMENT] = {"agreement", SLICE_EVENT, n->agreement.count}, [NN_CLAIM] = {"claim", SLICE_EVENT, n->claim.count},
        [NN_OBLIGATION] = {"obligation", SLICE_EVENT, n->obligation.count}, [NN_SECTOR] = {"sector", SLICE_MENTION, n->sector.count},
    };
    for (int i = 0; i < NN_CLASSIFIERS; i++) {
        if (list[i].labels > 0) TRY(read_dense(m, list[i].name, list[i].from, list[i].labels, &m->classifiers[i], err));
    }
    TRY(read_dense(m, "rel", SLICE_REL_DEP, n->rel.count, &m->rel, err));
    return read_dense(m, "role", SLICE_ROLE_WORD, n->role.count, &m->role, err);
}

/* Thresholds come in the order of the labels and are kept in the order of the enum; 0.5 where the file gives none. */
static acta_status read_thresholds(const nn_model *m, const char *name, const label_list *labels, float *out, int count,
                                   acta_err *err) {
    section s;
    const float *given;
    for (int i = 0; i < count; i++) out[i] = 0.5f;
    if (!datafile_find(m->file, name, &s)) return ACTA_OK;
    TRY(need_f32(m->file, name, 1, (dims){labels->count}, &given, err));
    for (uint32_t i = 0; i < labels->count; i++) {
        if (given[i] >= 0 && given[i] <= 1) out[labels->number[i]] = given[i];
    }
    return ACTA_OK;
}

/* The one threshold of a head that a file may lack. */
static acta_status read_threshold(const nn_model *m, const char *name, float *out, acta_err *err) {
    section s;
    const float *given;
    *out = 0.5f;
    if (!datafile_find(m->file, name, &s)) return ACTA_OK;
    TRY(need_f32(m->file, name, 1, (dims){1}, &given, err));
    if (*given >= 0 && *given <= 1) *out = *given;
    return ACTA_OK;
}

static bool widths_agree(const nn_model *m) {
    const slice_of_heads *s = m->slices;
    return s[SLICE_REL_DEP].width == s[SLICE_REL_HEAD].width && s[SLICE_ROLE_TRIGGER].width == s[SLICE_ROLE_WORD].width;
}

static acta_status read_pair_heads(nn_model *m, acta_err *err) {
    const slice_of_heads *s = m->slices;
    if (!widths_agree(m)) return acta__fail(err, ACTA_DATA_FORMAT, -1, "heads.slices of the data file is damaged");
    TRY(need_f32(m->file, "arc.weight", 2, (dims){s[SLICE_ARC_DEP].width, s[SLICE_ARC_HEAD].width}, &m->arc_weight, err));
    TRY(need_f32(m->file, "arc.bias", 1, (dims){s[SLICE_ARC_HEAD].width}, &m->arc_bias, err));
    TRY(need_f32(m->file, "role.distance", 2, (dims){2 * ROLE_REACH + 1, s[SLICE_ROLE_WORD].width}, &m->role_distance,
                 err));
    const float *same;
    TRY(need_f32(m->file, "same.scale", 1, (dims){2}, &same, err));
    m->same = (same_scale){same[0], same[1]};
    TRY(read_thresholds(m, "role.threshold", &m->labels.role, m->role_threshold, NN_ROLES_MAX, err));
    TRY(read_threshold(m, "agreement.threshold", &m->pact.agreement, err));
    TRY(read_threshold(m, "obligation.threshold", &m->pact.obligation, err));
    return read_threshold(m, "claim.threshold", &m->pact.claim, err);
}

static acta_status read_info(nn_model *m, acta_err *err) {
    section s;
    TRY(datafile_need(m->file, "info", SECTION_BYTES, 1, (dims){0}, &s, err));
    m->info = arena_text(&m->arena, s.at, s.bytes);
    TRY_NEW(m->info, err);
    return ACTA_OK;
}

static acta_status read_network(nn_model *m, acta_err *err) {
    TRY(read_info(m, err));
    TRY(read_sizes(m, err));
    TRY(read_embeddings(m, err));
    for (uint32_t i = 0; i < m->layer_count; i++) TRY(read_layer(m, i, &m->layers[i], err));
    TRY(need_matrix(m, "heads.in", m->slices_width, m->width, &m->heads_in, err));
    TRY(read_slice_lines(m, err));
    TRY(labels_open(m->file, &m->labels, err));
    TRY(read_classifiers(m, err));
    return read_pair_heads(m, err);
}

static gemm_kind kind_of(acta_precision precision) {
    return precision == ACTA_INT8 ? GEMM_INT8 : precision == ACTA_BF16 ? GEMM_BF16 : GEMM_F32;
}

static acta_status open_alone(nn_model *m, acta_precision precision, acta_err *err) {
    TRY(gemm_new(kind_of(precision), m->kernels, &m->arena, &m->gemm, err));
    m->kind = gemm_kind_of(m->gemm);
    return read_network(m, err);
}

acta_status nn_model_open(const datafile *file, acta_precision precision, nn_model **model, acta_err *err) {
    nn_model *m = calloc(1, sizeof *m);
    TRY_NEW(m, err);
    arena_begin(&m->arena, acta__malloc(), 1 << 20);
    m->file = file;
    m->kernels = kernels_choose();
    int threads = gemm_threads_begin();
    acta_status status = open_alone(m, precision, err);
    gemm_threads_end(threads);
    if (status != ACTA_OK) {
        nn_model_close(m);
        return status;
    }
    *model = m;
    return ACTA_OK;
}

void nn_model_close(nn_model *model) {
    if (model == NULL) return;
    for (int i = 0; i < LAYERS_MAX; i++) {
        gemm_matrix_free(&model->layers[i].qkv);
        gemm_matrix_free(&model->layers[i].out);
        gemm_matrix_free(&model->layers[i].up);
        gemm_matrix_free(&model->layers[i].down);
    }
    gemm_matrix_free(&model->heads_in);
    gemm_free(model->gemm);
    arena_end(&model->arena);
    free(model);
}

const char *nn_model_info(const nn_model *model) {
    return model->info;
}

uint32_t nn_model_width(const nn_model *model) {
    return model->width;
}

acta_precision nn_model_precision(const nn_model *model) {
    return model->kind == GEMM_INT8 ? ACTA_INT8 : model->kind == GEMM_BF16 ? ACTA_BF16 : ACTA_F32;
}

const char *nn_model_isa(const nn_model *model) {
    return model->kernels->isa;
}

const float *nn_role_thresholds(const nn_model *model) {
    return model->role_threshold;
}

same_scale nn_same_scale(const nn_model *model) {
    return model->same;
}

const pact_thresholds *nn_pact_thresholds(const nn_model *model) {
    return &model->pact;
}

const nn_labels *nn_model_labels(const nn_model *model) {
    return &model->labels;
}
