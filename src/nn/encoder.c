/* encoder.c - BERT's layers over packed windows: rows of all windows of a group lie one after another, so that the
 * matrix products know no padding; only attention asks where a window begins and ends.
 *
 *   x = norm(word + position + case)
 *   each layer:  x = norm1(x + out(attention(qkv(x))));  x = norm2(x + down(gelu(up(x))))
 */
#include <string.h>

#include "nn/model.h"

/* Windows [first, end) of run->window that are encoded together. */
typedef struct group {
    uint32_t first, end;
    uint32_t from;                   /* their first piece */
    uint32_t pieces;
} group;

static uint32_t at_most(uint32_t n, uint32_t most) {
    return n < most ? n : most;
}

static void embed(nn_run *run, const group *g) {
    const nn_model *m = run->model;
    for (uint32_t w = g->first; w < g->end; w++) {
        for (uint32_t p = run->window[w]; p < run->window[w + 1]; p++) {
            float *x = run->x + (size_t)(p - g->from) * m->width;
            uint32_t piece = run->piece[p], position = p - run->window[w];
            m->kernels->embed(m->word + (size_t)piece * m->width, m->word_scale[piece],
                              m->position + (size_t)position * m->width,
                              m->letter_case + (size_t)run->letter_case[p] * m->width, x, m->width);
            m->kernels->add_norm(x, NULL, m->embed_norm.gain, m->embed_norm.bias, m->width);
        }
    }
}

/* Queries, keys and values of `rows` rows from row `from` of the group. */
static acta_status project(nn_run *run, const layer *l, uint32_t from, uint32_t rows, acta_err *err) {
    uint32_t width = run->model->width;
    for (uint32_t r = 0; r < rows; r++) linear_load(run, &l->qkv, run->x + (size_t)(from + r) * width, r);
    TRY(linear_run(run, &l->qkv, rows, err));
    for (uint32_t r = 0; r < rows; r++) linear_take(run, &l->qkv, r, run->qkv + (size_t)(from + r) * 3 * width);
    return ACTA_OK;
}

static void attend(nn_run *run, const group *g, uint32_t window) {
    const nn_model *m = run->model;
    size_t at = run->window[window] - g->from;
    attention a = {.qkv = run->qkv + at * 3 * m->width, .pieces = run->window[window + 1] - run->window[window],
                   .heads = m->width / HEAD_WIDTH, .head_width = HEAD_WIDTH, .scratch = run->attention,
                   .out = run->context + at * m->width};
    m->kernels->attend(&a);
}

/* Attention for each window as soon as its last row is projected, while its rows are still in cache. */
static acta_status project_and_attend(nn_run *run, const layer *l, const group *g, acta_err *err) {
    uint32_t window = g->first;
    for (uint32_t from = 0; from < g->pieces; from += GEMM_ROWS_MAX) {
        uint32_t rows = at_most(g->pieces - from, GEMM_ROWS_MAX);
        TRY(project(run, l, from, rows, err));
        for (; window < g->end && run->window[window + 1] - g->from <= from + rows; window++) attend(run, g, window);
    }
    return ACTA_OK;
}

/* The rest of a layer for the rows x[rows] whose attention lies in context[rows]. */
static acta_status finish(nn_run *run, const layer *l, float *x, const float *context, uint32_t rows, acta_err *err) {
    const nn_model *m = run->model;
    const kernels *k = m->kernels;
    uint32_t width = m->width;
    for (uint32_t r = 0; r < rows; r++) linear_load(run, &l->out, context + (size_t)r * width, r);
    TRY(linear_run(run, &l->out, rows, err));
    for (uint32_t r = 0; r < rows; r++) {
        linear_take(run, &l->out, r, run->line);
        k->add_norm(x + (size_t)r * width, run->line, l->norm1.gain, l->norm1.bias, width);
        linear_load(run, &l->up, x + (size_t)r * width, r);
    }
    TRY(linear_run(run, &l->up, rows, err));
    for (uint32_t r = 0; r < rows; r++) {
        linear_take(run, &l->up, r, run->line);
        k->gelu(run->line, m->inner);
        linear_load(run, &l->down, run->line, r);
    }
    TRY(linear_run(run, &l->down, rows, err));
    for (uint32_t r = 0; r < rows; r++) {
        linear_take(run, &l->down, r, run->line);
        k->add_norm(x + (size_t)r * width, run->line, l->norm2.gain, l->norm2.bias, width);
    }
    return ACTA_OK;
}

static acta_status run_layer(nn_run *run, const layer *l, const group *g, acta_err *err) {
    uint32_t width = run->model->width;
    TRY(project_and_attend(run, l, g, err));
    for (uint32_t from = 0; from < g->pieces; from += GEMM_ROWS_MAX) {
        size_t at = (size_t)from * width;
        TRY(finish(run, l, run->x + at, run->context + at, at_most(g->pieces - from, GEMM_ROWS_MAX), err));
    }
    return ACTA_OK;
}

/* Add each piece to its row; a row's pieces stand together in one window. */
static void pool(nn_run *run, const group *g) {
    const nn_model *m = run->model;
    uint32_t end = g->from + g->pieces;
    for (uint32_t p = g->from; p < end;) {
        uint32_t row = run->row[p], first = p;
        for (; p < end && run->row[p] == row; p++) {
            if (row == NO_ROW) continue;
            float *to = run->rows + (size_t)row * m->width;
            const float *x = run->x + (size_t)(p - g->from) * m->width;
            if (p == first) memcpy(to, x, m->width * sizeof *to);
            else m->kernels->add(to, x, m->width);
        }
        if (row != NO_ROW && p - first > 1) {
            m->kernels->scale(run->rows + (size_t)row * m->width, 1.0f / (float)(p - first), m->width);
        }
    }
}

static acta_status encode_group(nn_run *run, const group *g, acta_err *err) {
    embed(run, g);
    for (uint32_t i = 0; i < run->model->layer_count; i++) TRY(run_layer(run, &run->model->layers[i], g, err));
    pool(run, g);
    return ACTA_OK;
}

acta_status encode(nn_run *run, acta_err *err) {
    group g = {0};
    while (g.end < run->window_count) {
        g.first = g.end;
        g.from = run->window[g.first];
        do g.end++;
        while (g.end < run->window_count && run->window[g.end + 1] - g.from <= GROUP_PIECES);
        g.pieces = run->window[g.end] - g.from;
        TRY(encode_group(run, &g, err));
    }
    return ACTA_OK;
}
