/* kernels.h - the arithmetic between the matrix products, compiled once for each instruction set.
 *
 * Every length n is a multiple of KERNEL_ALIGN; arrays need no alignment beyond their type's. A row's result depends on
 * that row alone, never on how many rows stand beside it.
 */
#ifndef ACTA_NN_KERNELS_H
#define ACTA_NN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum {
    KERNEL_ALIGN = 16,
    KERNEL_QUERIES = 48              /* queries whose attention scores are held at once */
};

/* One layer's attention over one window. */
typedef struct attention {
    const float *qkv;                /* [pieces, 3 * heads * head_width]: queries, keys, values */
    size_t pieces, heads, head_width;
    float *scratch;                  /* [kernel_attention_scratch(pieces, head_width)] */
    float *out;                      /* [pieces, heads * head_width] */
} attention;

/* Whole numbers that stand for a row of floats: x = (q - zero) * unit. */
typedef struct grid {
    float unit;
    int32_t zero;
} grid;

typedef struct kernels {
    const char *isa;

    /* out = (sum - zero * weights) * unit * scale + bias, element by element */
    void (*dequantise)(const int32_t *sum, const int32_t *weights, const float *scale, grid row, const float *bias,
                       float *out, size_t n);
    void (*add_bias)(const float *sum, const float *bias, float *out, size_t n);
    void (*gelu)(float *x, size_t n);                    /* x * Phi(x), to 1e-5 */
    void (*relu)(float *x, size_t n);

    /* x = norm(x + y) * gain + bias; y may be NULL */
    void (*add_norm)(float *x, const float *y, const float *gain, const float *bias, size_t n);

    /* out = round(x / unit) + zero, in 0 .. levels; the grid spans the row and holds 0. */
    grid (*quantise)(const float *x, int levels, uint8_t *out, size_t n);
    /* The same around 0, for weights: out in -127 .. 127; returns the unit. */
    float (*quantise_weights)(const float *x, int8_t *out, size_t n);
    void (*to_bf16)(const float *x, uint16_t *out, size_t n);
    void (*from_bf16)(const uint16_t *x, float *out, size_t n);
    void (*add)(float *x, const float *y, size_t n);     /* x += y */
    void (*scale)(float *x, float factor, size_t n);
    void (*embed)(const int8_t *word, float word_scale, const float *position, const float *letter_case, float *out,
                  size_t n);

    /* c[m, n] = a[m, k] b[k, n] + bias[n] (may be NULL); strides in elements between rows; k is any number */
    void (*product)(const float *a, size_t a_stride, const float *b, size_t b_stride, const float *bias, float *c,
                    size_t c_stride, size_t m, size_t n, size_t k);
    void (*attend)(const attention *a);
} kernels;

/* Floats of scratch that `attend` needs for a window of that many pieces. */
size_t kernel_attention_scratch(size_t pieces, size_t head_width);

/* The fastest that this CPU and the limit set for oneDNN (dnnl_set_max_cpu_isa) allow. */
const kernels *kernels_choose(void);

extern const kernels kernels_plain;
#if defined(__x86_64__)
extern const kernels kernels_avx2;
extern const kernels kernels_avx512;
#endif

#endif
