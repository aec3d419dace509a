/* linear.c - y = x W^T + bias in whichever arithmetic the model runs. */
#include <string.h>

#include "nn/model.h"

/* Put a row of x into the product's input, rounded as the arithmetic has it. */
void linear_load(nn_run *run, const gemm_matrix *m, const float *x, uint32_t row) {
    const kernels *k = run->model->kernels;
    size_t at = (size_t)row * m->in;
    switch (run->model->kind) {
    case GEMM_INT8:
        run->in_grid[row] = k->quantise(x, gemm_levels(run->model->gemm), (uint8_t *)run->in + at, m->in);
        break;
    case GEMM_BF16: k->to_bf16(x, (uint16_t *)run->in + at, m->in); break;
    case GEMM_F32: memcpy((float *)run->in + at, x, m->in * sizeof *x); break;
    }
}

acta_status linear_run(nn_run *run, const gemm_matrix *m, uint32_t rows, acta_err *err) {
    return gemm_product(run->gemm, m, run->in, rows, run->sum, err);
}

/* A row of y. */
void linear_take(const nn_run *run, const gemm_matrix *m, uint32_t row, float *y) {
    const kernels *k = run->model->kernels;
    size_t at = (size_t)row * m->out;
    if (run->model->kind == GEMM_INT8) {
        k->dequantise((const int32_t *)run->sum + at, m->sums, m->scale, run->in_grid[row], m->bias, y, m->out);
    } else {
        k->add_bias((const float *)run->sum + at, m->bias, y, m->out);
    }
}
