/* heads.c - the small heads over slices of heads.in, in f32 whatever arithmetic the encoder has. */
#include "nn/heads.h"

#include <math.h>
#include <string.h>

#include "nn/model.h"

acta_status read_slices(nn_run *run, acta_err *err) {
    const nn_model *m = run->model;
    for (uint32_t from = 0; from < run->row_count; from += GEMM_ROWS_MAX) {
        uint32_t rows = run->row_count - from < GEMM_ROWS_MAX ? run->row_count - from : GEMM_ROWS_MAX;
        for (uint32_t r = 0; r < rows; r++) linear_load(run, &m->heads_in, run->rows + (size_t)(from + r) * m->width, r);
        TRY(linear_run(run, &m->heads_in, rows, err));
        for (uint32_t r = 0; r < rows; r++) {
            float *y = run->slices + (size_t)(from + r) * m->slices_width;
            linear_take(run, &m->heads_in, r, y);
            for (int s = 0; s < SLICE_COUNT; s++) {
                if (m->slices[s].relu) m->kernels->relu(y + m->slices[s].from, m->slices[s].width);
            }
        }
    }
    return ACTA_OK;
}

static const float *slice_row(const nn_run *run, slice_name s, uint32_t row) {
    return run->slices + (size_t)row * run->model->slices_width + run->model->slices[s].from;
}

/* Labels of `rows` rows that lie `x_stride` apart, into run->scores. */
static nn_scores apply(nn_run *run, const dense *d, const float *x, size_t x_stride, uint32_t rows) {
    run->model->kernels->product(x, x_stride, d->weight, d->stride, d->bias, run->scores, d->stride, rows, d->stride,
                                 d->in);
    return (nn_scores){run->scores, d->labels, d->stride};
}

nn_scores nn_classify(nn_run *run, nn_head head, uint32_t row, uint32_t rows) {
    const dense *d = &run->model->classifiers[head];
    return apply(run, d, slice_row(run, d->from, row), run->model->slices_width, rows);
}

/* score(d, h) = dep_d A head_h + b head_h = (dep_d A + b) head_h */
nn_scores nn_arcs(nn_run *run, uint32_t row, uint32_t rows) {
    const nn_model *m = run->model;
    uint32_t dep = m->slices[SLICE_ARC_DEP].width, head = m->slices[SLICE_ARC_HEAD].width;
    uint32_t stride = (rows + KERNEL_ALIGN - 1) / KERNEL_ALIGN * KERNEL_ALIGN;
    float *turned = run->work, *heads = run->work2; /* [rows, head] [head, stride] */
    m->kernels->product(slice_row(run, SLICE_ARC_DEP, row), m->slices_width, m->arc_weight, head, m->arc_bias, turned,
                        head, rows, head, dep);
    memset(heads, 0, (size_t)head * stride * sizeof *heads);
    for (uint32_t h = 0; h < rows; h++) {
        const float *from = slice_row(run, SLICE_ARC_HEAD, row + h);
        for (uint32_t i = 0; i < head; i++) heads[(size_t)i * stride + h] = from[i];
    }
    m->kernels->product(turned, head, heads, stride, NULL, run->scores, stride, rows, stride, head);
    return (nn_scores){run->scores, rows, stride};
}

nn_scores nn_relations(nn_run *run, uint32_t row, const uint32_t *heads, uint32_t words) {
    const nn_model *m = run->model;
    uint32_t width = m->rel.in;
    for (uint32_t i = 0; i < words; i++) {
        float *x = run->work + (size_t)i * width;
        memcpy(x, slice_row(run, SLICE_REL_DEP, row + 1 + i), width * sizeof *x);
        m->kernels->add(x, slice_row(run, SLICE_REL_HEAD, row + heads[i]), width);
        m->kernels->relu(x, width);
    }
    return apply(run, &m->rel, run->work, width, words);
}

static const float *distance_row(const nn_model *m, uint32_t word, uint32_t trigger) {
    int32_t apart = (int32_t)word - (int32_t)trigger;
    if (apart < -ROLE_REACH) apart = -ROLE_REACH;
    if (apart > ROLE_REACH) apart = ROLE_REACH;
    return m->role_distance + (size_t)(apart + ROLE_REACH) * m->role.in;
}

nn_scores nn_roles(nn_run *run, uint32_t row, uint32_t trigger, uint32_t words) {
    const nn_model *m = run->model;
    uint32_t width = m->role.in;
    for (uint32_t i = 1; i <= words; i++) {
        float *x = run->work + (size_t)(i - 1) * width;
        memcpy(x, slice_row(run, SLICE_ROLE_WORD, row + i), width * sizeof *x);
        m->kernels->add(x, slice_row(run, SLICE_ROLE_TRIGGER, row + trigger), width);
        m->kernels->add(x, distance_row(m, i, trigger), width);
        m->kernels->relu(x, width);
    }
    return apply(run, &m->role, run->work, width, words);
}

void nn_same(const nn_run *run, uint32_t row, float *vector, uint32_t width) {
    const float *x = slice_row(run, SLICE_SAME, row);
    uint32_t given = run->model->slices[SLICE_SAME].width;
    uint32_t used = given < width ? given : width;
    float squares = 0;
    for (uint32_t i = 0; i < used; i++) squares += x[i] * x[i];
    float inverse = squares > 0 ? 1.0f / sqrtf(squares) : 0.0f;
    for (uint32_t i = 0; i < width; i++) vector[i] = i < used ? x[i] * inverse : 0.0f;
}

float nn_sigmoid(float x) {
    return 1.0f / (1.0f + expf(-x));
}
