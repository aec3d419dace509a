/* gemm.h - the big matrix products: int8 and bf16 by oneDNN, f32 by our own kernel.
 *
 *   gemm          the library's engine and the arithmetic chosen; shared, read-only once its matrices are made
 *   gemm_matrix   one weight matrix [out, in], packed once for that arithmetic; shared, read-only
 *   gemm_run      one thread's compiled products and scratch
 *
 * y[rows, out] = x[rows, in] W^T, without bias or scale: the caller's epilogue adds them (kernels.h). x is uint8, bf16
 * or f32 according to the kind; y is int32 for GEMM_INT8, else f32.
 *
 * A row of y depends on its row of x alone, to the last bit. (oneDNN's own f32 products do not keep that on every CPU, and
 * are no faster.)
 *
 * int8. A row of W is its largest magnitude / 127 (`scale`) times whole numbers -127..127, whose sum is kept (`sums`). A row
 * of x lies on a grid of its own of gemm_levels steps (kernels.h): 255 where the CPU has VNNI and 127 where not, as there
 * oneDNN adds neighbouring products in 16 bits, which 2 * 127 * 127 just fits. Sums are whole numbers, so no order of
 * adding changes a result.
 */
#ifndef ACTA_NN_GEMM_H
#define ACTA_NN_GEMM_H

#include "base/arena.h"
#include "base/status.h"
#include "nn/kernels.h"

typedef enum gemm_kind { GEMM_INT8, GEMM_BF16, GEMM_F32 } gemm_kind;

enum {
    GEMM_ROWS_MAX = 64,              /* of one product; longer inputs go in pieces, which keeps results in cache */
    GEMM_ROWS_STEP = 16,             /* products are compiled for multiples of this */
    GEMM_PANEL = 32                  /* columns of y that the f32 kernel makes at once */
};

typedef struct gemm gemm;
typedef struct gemm_run gemm_run;

typedef struct gemm_matrix {
    uint32_t in, out;
    const float *bias;               /* [out]; borrowed */
    float *scale;                    /* [out]; int8 only, else NULL */
    int32_t *sums;                   /* [out]; int8 only, else NULL */
    void *packed;                    /* oneDNN's memory object; NULL for f32 */
    uint32_t shape;                  /* which of the engine's (in, out) pairs */
    float *panels;                   /* f32 only: [out / GEMM_PANEL, in, GEMM_PANEL] */
} gemm_matrix;

/* bf16 becomes f32 where the CPU has no instructions for it: ask gemm_kind_of.
 * Structs come from the arena, which must outlive the engine; what oneDNN holds goes with gemm_free.
 * Fails with: NOMEM, INTERNAL. */
acta_status gemm_new(gemm_kind wanted, const kernels *k, arena *a, gemm **made, acta_err *err);
void gemm_free(gemm *g);             /* NULL is accepted; matrices first */
gemm_kind gemm_kind_of(const gemm *g);
int gemm_levels(const gemm *g);      /* see above: 255 or 127 */

/* weights: bf16 [out, in]. in and out are multiples of KERNEL_ALIGN.  Fails with: NOMEM, INTERNAL. */
acta_status gemm_matrix_new(gemm *g, arena *a, const uint16_t *weights, const float *bias, uint32_t out, uint32_t in,
                            gemm_matrix *made, acta_err *err);
void gemm_matrix_free(gemm_matrix *m);

/* Fails with: NOMEM, INTERNAL. */
acta_status gemm_run_new(const gemm *g, acta_alloc alloc, gemm_run **made, acta_err *err);
void gemm_run_free(gemm_run *run);   /* NULL is accepted */

/* rows <= GEMM_ROWS_MAX; x and y have room for rows rounded up to GEMM_ROWS_STEP (what those rows hold is of no
 * account, but must be initialised).  Fails with: NOMEM, INTERNAL. */
acta_status gemm_product(gemm_run *run, const gemm_matrix *m, const void *x, uint32_t rows, void *y, acta_err *err);

/* oneDNN works through OpenMP. Between these two calls it uses the calling thread alone; the caller's own setting for
 * that thread is put back by the second. */
int gemm_threads_begin(void);
void gemm_threads_end(int before);

#endif
