/* run.c - one thread's activations, and a reading from words to slices. */
#include <stdlib.h>
#include <string.h>

#include "nn/model.h"

enum { MEMORY_ALIGN = 64 };

/* Hands out pieces of one block; with a NULL block it only measures. */
typedef struct carve {
    char *at;
    size_t used;
} carve;

static void *carve_off(carve *c, size_t count, size_t size) {
    void *piece = c->at == NULL ? NULL : c->at + c->used;
    c->used += (count * size + MEMORY_ALIGN - 1) / MEMORY_ALIGN * MEMORY_ALIGN;
    return piece;
}

static uint32_t most(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

static uint32_t widest_slice(const nn_model *m) {
    uint32_t widest = 0;
    for (int i = 0; i < SLICE_COUNT; i++) widest = most(widest, m->slices[i].width);
    return widest;
}

static void lay_out(nn_run *r, carve *c) {
    const nn_model *m = r->model;
    uint32_t width = m->width, widest = most(most(3 * width, m->inner), m->slices_width);
    r->rows = carve_off(c, (size_t)NN_ROWS_MAX * width, sizeof *r->rows);
    r->slices = carve_off(c, (size_t)NN_ROWS_MAX * m->slices_width, sizeof *r->slices);
    r->scores = carve_off(c, (size_t)NN_ROWS_MAX * NN_ROWS_MAX, sizeof *r->scores);
    r->work = carve_off(c, (size_t)NN_ROWS_MAX * widest_slice(m), sizeof *r->work);
    r->work2 = carve_off(c, (size_t)NN_ROWS_MAX * widest_slice(m), sizeof *r->work2);
    r->piece = carve_off(c, PIECES_MAX, sizeof *r->piece);
    r->row = carve_off(c, PIECES_MAX, sizeof *r->row);
    r->letter_case = carve_off(c, PIECES_MAX, sizeof *r->letter_case);
    r->window = carve_off(c, WINDOWS_MAX + 1, sizeof *r->window);
    r->x = carve_off(c, (size_t)GROUP_PIECES * width, sizeof *r->x);
    r->context = carve_off(c, (size_t)GROUP_PIECES * width, sizeof *r->context);
    r->qkv = carve_off(c, (size_t)GROUP_PIECES * 3 * width, sizeof *r->qkv);
    r->attention = carve_off(c, kernel_attention_scratch(WINDOW_PIECES, HEAD_WIDTH), sizeof *r->attention);
    r->in = carve_off(c, (size_t)GEMM_ROWS_MAX * most(width, m->inner), sizeof(float));
    r->in_grid = carve_off(c, GEMM_ROWS_MAX, sizeof *r->in_grid);
    r->sum = carve_off(c, (size_t)GEMM_ROWS_MAX * widest, sizeof(float));
    r->line = carve_off(c, widest, sizeof *r->line);
}

static acta_status take_memory(nn_run *r, acta_err *err) {
    carve c = {0};
    lay_out(r, &c);
    r->memory_bytes = c.used + MEMORY_ALIGN;
    r->memory = r->alloc.resize(r->alloc.ctx, NULL, 0, r->memory_bytes);
    TRY_NEW(r->memory, err);
    c = (carve){.at = (char *)(((uintptr_t)r->memory + MEMORY_ALIGN - 1) / MEMORY_ALIGN * MEMORY_ALIGN)};
    lay_out(r, &c);
    memset(r->in, 0, (size_t)GEMM_ROWS_MAX * most(r->model->width, r->model->inner) * sizeof(float));
    return ACTA_OK;
}

acta_status nn_run_new(const nn_model *model, acta_alloc alloc, nn_run **run, acta_err *err) {
    nn_run *r = alloc.resize(alloc.ctx, NULL, 0, sizeof *r);
    TRY_NEW(r, err);
    *r = (nn_run){.model = model, .alloc = alloc};
    acta_status status = take_memory(r, err);
    if (status == ACTA_OK) status = gemm_run_new(model->gemm, alloc, &r->gemm, err);
    if (status != ACTA_OK) {
        nn_run_free(r);
        return status;
    }
    *run = r;
    return ACTA_OK;
}

void nn_run_free(nn_run *run) {
    if (run == NULL) return;
    gemm_run_free(run->gemm);
    if (run->memory != NULL) run->alloc.resize(run->alloc.ctx, run->memory, run->memory_bytes, 0);
    run->alloc.resize(run->alloc.ctx, run, sizeof *run, 0);
}

const nn_model *nn_run_model(const nn_run *run) {
    return run->model;
}

static uint32_t rows_of(const nn_sentence *sentences, uint32_t count) {
    uint32_t rows = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t words = sentences[i].word_count;
        if (words == 0 || words > NN_WORDS_MAX) return UINT32_MAX;
        rows += words + 1;
        if (rows > NN_ROWS_MAX) return UINT32_MAX;
    }
    return rows;
}

acta_status nn_read(nn_run *run, nn_sentence *sentences, uint32_t count, acta_err *err) {
    run->row_count = 0;
    uint32_t rows = rows_of(sentences, count);
    if (rows == UINT32_MAX) return acta__fail(err, ACTA_MISUSE, -1, "more words than the model reads at once");
    run->row_count = rows;
    sequence_sentences(run, sentences, count);
    int threads = gemm_threads_begin();
    acta_status status = encode(run, err);
    if (status == ACTA_OK) status = read_slices(run, err);
    gemm_threads_end(threads);
    return status;
}

const float *nn_row(const nn_run *run, uint32_t row, uint32_t *width) {
    *width = run->model->width;
    return run->rows + (size_t)row * run->model->width;
}
