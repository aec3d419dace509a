/* test_kernels.c - each instruction set's kernels against plain arithmetic in double, and the big products against naive
 * ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "nn/gemm.h"
#include "nn/kernels.h"

enum { N = 384, SETS_MAX = 3 };

static uint32_t seed = 99;

static uint32_t roll(uint32_t sides) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % sides;
}

/* -1 .. 1 */
static float dice(void) {
    return (float)roll(200001) / 100000 - 1;
}

static void fill(float *x, size_t n, float size) {
    for (size_t i = 0; i < n; i++) x[i] = dice() * size;
}

/* All sets that this CPU runs. */
static int sets(const kernels **list) {
    int count = 0;
    list[count++] = &kernels_plain;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) list[count++] = &kernels_avx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) list[count++] = &kernels_avx512;
#endif
    return count;
}

#define FOR_EACH_SET(k)                                                                                                \
    const kernels *sets_[SETS_MAX];                                                                                    \
    int set_count_ = sets(sets_);                                                                                      \
    for (const kernels **at_ = sets_, *k = *at_; at_ < sets_ + set_count_ && (k = *at_, true); at_++)

static void gelu_is_gelu(void **state) {
    (void)state;
    FOR_EACH_SET(k) {
        for (int round = 0; round < 200; round++) {
            float x[N], y[N];
            fill(x, N, round % 4 == 0 ? 40 : 6);
            memcpy(y, x, sizeof x);
            k->gelu(y, N);
            for (int i = 0; i < N; i++) assert_float_equal(y[i], x[i] * 0.5 * (1 + erf(x[i] / sqrt(2))), 2e-5);
        }
    }
}

static void norm_is_norm(void **state) {
    (void)state;
    FOR_EACH_SET(k) {
        float x[N], y[N], gain[N], bias[N], out[N];
        fill(x, N, 3), fill(y, N, 3), fill(gain, N, 2), fill(bias, N, 1);
        memcpy(out, x, sizeof x);
        k->add_norm(out, y, gain, bias, N);
        double mean = 0, variance = 0;
        for (int i = 0; i < N; i++) mean += ((double)x[i] + y[i]) / N;
        for (int i = 0; i < N; i++) variance += ((double)x[i] + y[i] - mean) * ((double)x[i] + y[i] - mean) / N;
        for (int i = 0; i < N; i++) {
            assert_float_equal(out[i], ((double)x[i] + y[i] - mean) / sqrt(variance + 1e-12) * gain[i] + bias[i], 1e-5);
        }
    }
}

static void grids_hold_their_rows(void **state) {
    (void)state;
    FOR_EACH_SET(k) {
        for (int round = 0; round < 300; round++) {
            float x[N];
            uint8_t q[N];
            int levels = round % 2 ? 255 : 127;
            fill(x, N, powf(10, (float)roll(12) - 6));
            if (round % 5 == 0) for (int i = 0; i < N; i++) x[i] = fabsf(x[i]);
            if (round % 5 == 1) for (int i = 0; i < N; i++) x[i] = -fabsf(x[i]);
            if (round % 50 == 2) memset(x, 0, sizeof x);
            grid g = k->quantise(x, levels, q, N);
            assert_true(g.zero >= 0 && g.zero <= levels);
            for (int i = 0; i < N; i++) {
                assert_true(q[i] <= levels);
                assert_true(fabs(((double)q[i] - g.zero) * g.unit - x[i]) <= 0.51 * g.unit + 1e-30);
            }
        }
        float odd[N];
        uint8_t q[N];
        for (int i = 0; i < N; i++) odd[i] = (float[]){NAN, INFINITY, -INFINITY, 3e38f, 1e-40f, 0}[roll(6)];
        k->quantise(odd, 127, q, N);
        for (int i = 0; i < N; i++) assert_true(q[i] <= 127);
    }
}

static void weights_keep_their_sign(void **state) {
    (void)state;
    FOR_EACH_SET(k) {
        float x[N];
        int8_t q[N];
        fill(x, N, 0.3f);
        float unit = k->quantise_weights(x, q, N);
        for (int i = 0; i < N; i++) assert_true(q[i] >= -127 && fabsf(q[i] * unit - x[i]) <= 0.51f * unit);
    }
}

static void bf16_rounds_to_even(void **state) {
    (void)state;
    FOR_EACH_SET(k) {
        float x[16] = {1, -1, 1.00390625f, 1.01171875f, 3.14159265f, 0, -0.0f, 1e30f, 1.004f}, back[16];
        uint16_t half[16];
        k->to_bf16(x, half, 16);
        k->from_bf16(half, back, 16);
        assert_true(back[0] == 1 && back[1] == -1);
        assert_true(back[2] == 1 && back[3] == 1.015625f);   /* halfway: to the even neighbour */
        assert_true(back[8] == 1.0078125f);                  /* just past halfway: up */
        assert_true(fabsf(back[4] - x[4]) < 0.01f && fabsf(back[7] - x[7]) < 1e28f);
    }
}

static void products_are_products(void **state) {
    (void)state;
    enum { M = 20, K = 50, WIDE = 80 };
    static float a[M * K], b[K * WIDE], c[M * WIDE], bias[WIDE];
    FOR_EACH_SET(k) {
        fill(a, M * K, 1), fill(b, K * WIDE, 1), fill(bias, WIDE, 1);
        for (size_t m = 1; m <= M; m++) {
            for (size_t n = 16; n <= WIDE; n += 16) {
                k->product(a, K, b, WIDE, m % 2 ? bias : NULL, c, WIDE, m, n, m * 2);
                for (size_t i = 0; i < m; i++) {
                    for (size_t j = 0; j < n; j++) {
                        double sum = m % 2 ? bias[j] : 0;
                        for (size_t l = 0; l < m * 2; l++) sum += (double)a[i * K + l] * b[l * WIDE + j];
                        assert_float_equal(c[i * WIDE + j], sum, 1e-5);
                    }
                }
            }
        }
    }
}

/* One head of attention in double. */
static void naive_attention(const float *qkv, size_t pieces, size_t heads, size_t width, double *out) {
    size_t stride = 3 * heads * width;
    for (size_t h = 0; h < heads; h++) {
        for (size_t i = 0; i < pieces; i++) {
            double weight[160], sum = 0;
            for (size_t j = 0; j < pieces; j++) {
                double score = 0;
                for (size_t d = 0; d < width; d++) {
                    score += (double)qkv[i * stride + h * width + d] * qkv[j * stride + (heads + h) * width + d];
                }
                sum += weight[j] = exp(score / sqrt((double)width));
            }
            for (size_t d = 0; d < width; d++) {
                double *to = &out[i * heads * width + h * width + d];
                *to = 0;
                for (size_t j = 0; j < pieces; j++) *to += weight[j] / sum * qkv[j * stride + (2 * heads + h) * width + d];
            }
        }
    }
}

static void attention_is_attention(void **state) {
    (void)state;
    enum { HEADS = 2, WIDTH = 32, MOST = 130 };
    static float qkv[MOST * 3 * HEADS * WIDTH], out[MOST * HEADS * WIDTH];
    static double wanted[MOST * HEADS * WIDTH];
    FOR_EACH_SET(k) {
        static const size_t lengths[] = {1, 2, 3, 15, 16, 17, 47, 48, 49, 97, MOST};
        for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
            size_t n = lengths[l];
            float *scratch = malloc(kernel_attention_scratch(n, WIDTH) * sizeof *scratch);
            assert_non_null(scratch);
            fill(qkv, n * 3 * HEADS * WIDTH, 2);
            attention a = {qkv, n, HEADS, WIDTH, scratch, out};
            k->attend(&a);
            naive_attention(qkv, n, HEADS, WIDTH, wanted);
            for (size_t i = 0; i < n * HEADS * WIDTH; i++) assert_float_equal(out[i], wanted[i], 1e-5);
            free(scratch);
        }
    }
}

/* ---- the big products ---- */

static uint16_t half_of(float x) {
    uint32_t bits;
    memcpy(&bits, &x, 4);
    return (uint16_t)(bits >> 16);
}

static float float_of(uint16_t half) {
    uint32_t bits = (uint32_t)half << 16;
    float x;
    memcpy(&x, &bits, 4);
    return x;
}

enum { IN = 96, OUT = 80 };

typedef struct bench {
    arena arena;
    gemm *gemm;
    gemm_run *run;
    gemm_matrix matrix;
    uint16_t weights[OUT * IN];
    float bias[OUT];
} bench;

static void set_up(bench *b, gemm_kind kind, float size) {
    arena_begin(&b->arena, acta__malloc(), 0);
    for (int i = 0; i < OUT * IN; i++) b->weights[i] = half_of(size > 0 ? dice() * size : size);
    assert_int_equal(gemm_new(kind, kernels_choose(), &b->arena, &b->gemm, NULL), ACTA_OK);
    assert_int_equal(gemm_matrix_new(b->gemm, &b->arena, b->weights, b->bias, OUT, IN, &b->matrix, NULL), ACTA_OK);
    assert_int_equal(gemm_run_new(b->gemm, acta__malloc(), &b->run, NULL), ACTA_OK);
}

static void tear_down(bench *b) {
    gemm_run_free(b->run);
    gemm_matrix_free(&b->matrix);
    gemm_free(b->gemm);
    arena_end(&b->arena);
}

/* To the last unit, even where every product is as large as it can be (weights all alike: size < 0). */
static void int8_sums_are_exact(void **state) {
    (void)state;
    static uint8_t x[GEMM_ROWS_MAX * IN];
    static int32_t y[GEMM_ROWS_MAX * OUT];
    for (int extreme = 0; extreme < 2; extreme++) {
        static bench b;
        set_up(&b, GEMM_INT8, extreme ? -0.5f : 0.5f);
        uint32_t levels = (uint32_t)gemm_levels(b.gemm);
        assert_true(levels == 255 || levels == 127);
        for (uint32_t rows = 1; rows <= GEMM_ROWS_MAX; rows += 7) {
            for (int i = 0; i < GEMM_ROWS_MAX * IN; i++) x[i] = (uint8_t)(extreme ? levels : roll(levels + 1));
            assert_int_equal(gemm_product(b.run, &b.matrix, x, rows, y, NULL), ACTA_OK);
            for (uint32_t o = 0; o < OUT; o++) {
                float row[IN];
                int8_t w[IN];
                int32_t all = 0;
                for (int i = 0; i < IN; i++) row[i] = float_of(b.weights[o * IN + (uint32_t)i]);
                assert_true(kernels_choose()->quantise_weights(row, w, IN) == b.matrix.scale[o]);
                for (int i = 0; i < IN; i++) all += w[i];
                assert_int_equal(all, b.matrix.sums[o]);
                for (uint32_t r = 0; r < rows; r++) {
                    int32_t sum = 0;
                    for (uint32_t i = 0; i < IN; i++) sum += x[r * IN + i] * w[i];
                    assert_int_equal(y[r * OUT + o], sum);
                }
            }
        }
        tear_down(&b);
    }
}

static void float_products_are_near(void **state) {
    (void)state;
    static float x[GEMM_ROWS_MAX * IN], y[GEMM_ROWS_MAX * OUT];
    static uint16_t halves[GEMM_ROWS_MAX * IN];
    for (int kind = GEMM_BF16; kind <= GEMM_F32; kind++) {
        static bench b;
        set_up(&b, (gemm_kind)kind, 0.5f);
        fill(x, GEMM_ROWS_MAX * IN, 2);
        for (int i = 0; i < GEMM_ROWS_MAX * IN; i++) {
            halves[i] = half_of(x[i]);
            if (gemm_kind_of(b.gemm) == GEMM_BF16) x[i] = float_of(halves[i]);
        }
        const void *input = gemm_kind_of(b.gemm) == GEMM_BF16 ? (const void *)halves : x;
        for (uint32_t rows = 1; rows <= GEMM_ROWS_MAX; rows += 9) {
            assert_int_equal(gemm_product(b.run, &b.matrix, input, rows, y, NULL), ACTA_OK);
            for (uint32_t r = 0; r < rows; r++) {
                for (uint32_t o = 0; o < OUT; o++) {
                    double sum = 0;
                    for (uint32_t i = 0; i < IN; i++) sum += (double)x[r * IN + i] * float_of(b.weights[o * IN + i]);
                    assert_float_equal(y[r * OUT + o], sum, 2e-5);
                }
            }
        }
        tear_down(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gelu_is_gelu),          cmocka_unit_test(norm_is_norm),
        cmocka_unit_test(grids_hold_their_rows), cmocka_unit_test(weights_keep_their_sign),
        cmocka_unit_test(bf16_rounds_to_even),   cmocka_unit_test(products_are_products),
        cmocka_unit_test(attention_is_attention), cmocka_unit_test(int8_sums_are_exact),
        cmocka_unit_test(float_products_are_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
