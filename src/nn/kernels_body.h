/* kernels_body.h - the kernels in terms of vectors of LANES floats; included once by each kernels_ISA.c, which defines
 * LANES (4, 8 or 16), KERNELS (the name of the table at the end) and, where the CPU has instructions that the compiler
 * does not find by itself, LARGER, SMALLER, SUM_LANES, LARGEST_LANE, STORE_BYTES, STORE_HALVES.
 *
 * Sums and maxima keep one partial result a lane and join them at the end, in an order that LANES alone decides.
 */
#include <string.h>

#include "nn/kernels.h"

typedef float vf __attribute__((vector_size(LANES * 4)));
typedef int32_t vi __attribute__((vector_size(LANES * 4)));
typedef uint32_t vu __attribute__((vector_size(LANES * 4)));
typedef int8_t vb __attribute__((vector_size(LANES)));
typedef uint8_t vub __attribute__((vector_size(LANES)));
typedef uint16_t vh __attribute__((vector_size(LANES * 2)));

#define INLINE static inline __attribute__((always_inline))
#define NOINLINE static __attribute__((noinline))

INLINE vf load(const float *p) {
    vf v;
    memcpy(&v, p, sizeof v);
    return v;
}

INLINE void store(float *p, vf v) {
    memcpy(p, &v, sizeof v);
}

INLINE vf splat(float x) {
    return (vf){0} + x;
}

INLINE vf pick(vi mask, vf yes, vf no) {
    return (vf)((mask & (vi)yes) | (~mask & (vi)no));
}

INLINE vf larger(vf a, vf b) {
#ifdef LARGER
    return (vf)LARGER(a, b);
#else
    return pick(a > b, a, b);
#endif
}

INLINE vf smaller(vf a, vf b) {
#ifdef SMALLER
    return (vf)SMALLER(a, b);
#else
    return pick(a < b, a, b);
#endif
}

INLINE vf absolute(vf x) {
    return (vf)((vi)x & 0x7fffffff);
}

INLINE float sum_lanes(vf v) {
#ifdef SUM_LANES
    return SUM_LANES(v);
#else
    float lane[LANES];
    memcpy(lane, &v, sizeof v);
#pragma GCC unroll 4
    for (int half = LANES / 2; half > 0; half /= 2) {
#pragma GCC unroll 8
        for (int i = 0; i < half; i++) lane[i] += lane[i + half];
    }
    return lane[0];
#endif
}

INLINE float largest_lane(vf v) {
#ifdef LARGEST_LANE
    return LARGEST_LANE(v);
#else
    float lane[LANES];
    memcpy(lane, &v, sizeof v);
#pragma GCC unroll 4
    for (int half = LANES / 2; half > 0; half /= 2) {
#pragma GCC unroll 8
        for (int i = 0; i < half; i++) lane[i] = lane[i] > lane[i + half] ? lane[i] : lane[i + half];
    }
    return lane[0];
#endif
}

/* The lowest byte of each lane. */
INLINE void store_bytes(uint8_t *to, vu v) {
#ifdef STORE_BYTES
    STORE_BYTES(to, v);
#else
    vub bytes = __builtin_convertvector(v & 0xff, vub);
    memcpy(to, &bytes, sizeof bytes);
#endif
}

/* The lower half of each lane. */
INLINE void store_halves(uint16_t *to, vu v) {
#ifdef STORE_HALVES
    STORE_HALVES(to, v);
#else
    vh halves = __builtin_convertvector(v & 0xffff, vh);
    memcpy(to, &halves, sizeof halves);
#endif
}

/* e^x for x <= 0; below -87 a number near 1e-38. 2^n comes from the exponent bits, the rest from a polynomial
 * (Taylor to the sixth power of at most ln 2 / 2: relative error 2e-7). */
INLINE vf exponential(vf x) {
    const float magic = 12582912.0f; /* 1.5 * 2^23: adding it rounds to a whole number in the low bits */
    x = larger(x, splat(-87.0f));
    vf shifted = x * 1.44269504f + magic;
    vf n = shifted - magic;
    vf r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    vf p = splat(1.0f / 720) * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    vi power = ((vi)shifted - 0x4b400000 + 127) << 23;
    return p * (vf)power;
}

NOINLINE void dequantise(const int32_t *sum, const int32_t *weights, const float *scale, grid row, const float *bias,
                         float *out, size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        vi s, w;
        memcpy(&s, sum + i, sizeof s);
        memcpy(&w, weights + i, sizeof w);
        store(out + i, __builtin_convertvector(s - w * row.zero, vf) * (load(scale + i) * row.unit) + load(bias + i));
    }
}

NOINLINE void add_bias(const float *sum, const float *bias, float *out, size_t n) {
    for (size_t i = 0; i < n; i += LANES) store(out + i, load(sum + i) + load(bias + i));
}

/* gelu(x) = max(x, 0) - a (1 - Phi(a)) with a = |x|, and a (1 - Phi(a)) = a/2 - a^2/2 P(a^2) where a P(a^2) is a minimax fit
 * of erf(a / sqrt 2) for a <= 4.6, as a polynomial in t = 2 a^2 / 4.6^2 - 1. Largest error 2.5e-6; past 4.6 the tail keeps
 * its last value, which is 1e-5. */
NOINLINE void gelu(float *x, size_t n) {
    static const float fit[] = {0.30708661675453186f,   -0.15153399109840393f, 0.1083068922162056f,
                                -0.08082644641399384f,  0.05858222767710686f,  -0.03992379829287529f,
                                0.023937460035085678f,  -0.01254231482744217f, 0.007948581129312515f,
                                -0.0054018828086555f,   0.0017572195501998067f};
    enum { TERMS = sizeof fit / sizeof *fit };
    for (size_t i = 0; i < n; i += LANES) {
        vf v = load(x + i);
        vf a = smaller(absolute(v), splat(4.6f));
        vf square = a * a;
        vf t = square * (2.0f / (4.6f * 4.6f)) - 1.0f;
        vf p = splat(fit[TERMS - 1]);
#pragma GCC unroll 16
        for (int k = TERMS - 2; k >= 0; k--) p = p * t + fit[k];
        vf tail = a * 0.5f - square * (p * 0.5f);
        store(x + i, larger(v, splat(0.0f)) - tail);
    }
}

NOINLINE void relu(float *x, size_t n) {
    for (size_t i = 0; i < n; i += LANES) store(x + i, larger(load(x + i), splat(0.0f)));
}

NOINLINE void add_norm(float *x, const float *y, const float *gain, const float *bias, size_t n) {
    const float tiny = 1e-12f;
    if (y != NULL) {
        for (size_t i = 0; i < n; i += LANES) store(x + i, load(x + i) + load(y + i));
    }
    vf sum = {0}, squares = {0};
    for (size_t i = 0; i < n; i += LANES) sum += load(x + i);
    float mean = sum_lanes(sum) / (float)n;
    for (size_t i = 0; i < n; i += LANES) {
        vf d = load(x + i) - mean;
        squares += d * d;
    }
    float inverse = 1.0f / __builtin_sqrtf(sum_lanes(squares) / (float)n + tiny);
    for (size_t i = 0; i < n; i += LANES) {
        store(x + i, (load(x + i) - mean) * inverse * load(gain + i) + load(bias + i));
    }
}

NOINLINE grid quantise(const float *x, int levels, uint8_t *out, size_t n) {
    const float magic = 12582912.0f; /* as in exponential */
    vf top = {0}, bottom = {0};
    for (size_t i = 0; i < n; i += LANES) {
        vf v = load(x + i);
        top = larger(v, top);
        bottom = smaller(v, bottom);
    }
    float most = largest_lane(top), least = -largest_lane(-bottom), span = most - least;
    float inverse = span > 1e-30f && span < 1e30f ? (float)levels / span : 0.0f;
    float zero = inverse > 0 ? __builtin_floorf(-least * inverse + 0.5f) : 0.0f;
    for (size_t i = 0; i < n; i += LANES) {
        vf q = smaller(larger(load(x + i) * inverse + zero, splat(0.0f)), splat((float)levels));
        store_bytes(out + i, (vu)(q + magic));
    }
    return (grid){inverse > 0 ? 1.0f / inverse : 0.0f, (int32_t)zero};
}

NOINLINE float quantise_weights(const float *x, int8_t *out, size_t n) {
    const float magic = 12582912.0f; /* as in exponential; the low byte of the sum is the number itself */
    vf top = {0};
    for (size_t i = 0; i < n; i += LANES) top = larger(absolute(load(x + i)), top);
    float most = largest_lane(top);
    float inverse = most > 1e-30f ? 127.0f / most : 0.0f;
    for (size_t i = 0; i < n; i += LANES) store_bytes((uint8_t *)out + i, (vu)(load(x + i) * inverse + magic));
    return most / 127.0f;
}

/* To the nearest, ties to even. */
NOINLINE void to_bf16(const float *x, uint16_t *out, size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        vu bits = (vu)load(x + i);
        bits += 0x7fff + ((bits >> 16) & 1);
        store_halves(out + i, bits >> 16);
    }
}

NOINLINE void from_bf16(const uint16_t *x, float *out, size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        vh half;
        memcpy(&half, x + i, sizeof half);
        store(out + i, (vf)(__builtin_convertvector(half, vu) << 16));
    }
}

NOINLINE void add(float *x, const float *y, size_t n) {
    for (size_t i = 0; i < n; i += LANES) store(x + i, load(x + i) + load(y + i));
}

NOINLINE void scale(float *x, float factor, size_t n) {
    for (size_t i = 0; i < n; i += LANES) store(x + i, load(x + i) * factor);
}

NOINLINE void embed(const int8_t *word, float word_scale, const float *position, const float *letter_case, float *out,
                    size_t n) {
    for (size_t i = 0; i < n; i += LANES) {
        vb bytes;
        memcpy(&bytes, word + i, sizeof bytes);
        store(out + i, __builtin_convertvector(bytes, vf) * word_scale + load(position + i) + load(letter_case + i));
    }
}

/* A block of `rows` x `columns` vectors of a product, all in registers. */
INLINE void product_block(const float *a, size_t a_stride, const float *b, size_t b_stride, const float *bias, float *c,
                          size_t c_stride, size_t k, const int rows, const int columns) {
    vf sum[6][2];
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
#pragma GCC unroll 2
        for (int v = 0; v < columns; v++) sum[r][v] = bias != NULL ? load(bias + v * LANES) : splat(0.0f);
    }
    for (size_t i = 0; i < k; i++) {
        vf line[2];
#pragma GCC unroll 2
        for (int v = 0; v < columns; v++) line[v] = load(b + i * b_stride + v * LANES);
#pragma GCC unroll 6
        for (int r = 0; r < rows; r++) {
            vf left = splat(a[(size_t)r * a_stride + i]);
#pragma GCC unroll 2
            for (int v = 0; v < columns; v++) sum[r][v] += left * line[v];
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < rows; r++) {
#pragma GCC unroll 2
        for (int v = 0; v < columns; v++) store(c + (size_t)r * c_stride + v * LANES, sum[r][v]);
    }
}

#define PRODUCT_BLOCK(rows, columns)                                                                                   \
    NOINLINE void product_##rows##_##columns(const float *a, size_t a_stride, const float *b, size_t b_stride,         \
                                             const float *bias, float *c, size_t c_stride, size_t k) {                 \
        product_block(a, a_stride, b, b_stride, bias, c, c_stride, k, rows, columns);                                  \
    }
PRODUCT_BLOCK(6, 2)
PRODUCT_BLOCK(5, 2)
PRODUCT_BLOCK(4, 2)
PRODUCT_BLOCK(3, 2)
PRODUCT_BLOCK(2, 2)
PRODUCT_BLOCK(1, 2)
PRODUCT_BLOCK(6, 1)
PRODUCT_BLOCK(5, 1)
PRODUCT_BLOCK(4, 1)
PRODUCT_BLOCK(3, 1)
PRODUCT_BLOCK(2, 1)
PRODUCT_BLOCK(1, 1)
#undef PRODUCT_BLOCK

typedef void (*product_function)(const float *a, size_t a_stride, const float *b, size_t b_stride, const float *bias,
                                 float *c, size_t c_stride, size_t k);

/* All rows of one block of columns. */
static void product_columns(const float *a, size_t a_stride, const float *b, size_t b_stride, const float *bias, float *c,
                            size_t c_stride, size_t m, size_t k, int columns) {
    static const product_function block[2][7] = {
        {NULL, product_1_1, product_2_1, product_3_1, product_4_1, product_5_1, product_6_1},
        {NULL, product_1_2, product_2_2, product_3_2, product_4_2, product_5_2, product_6_2}};
    for (size_t r = 0; r < m; r += 6) {
        size_t rows = m - r < 6 ? m - r : 6;
        block[columns - 1][rows](a + r * a_stride, a_stride, b, b_stride, bias, c + r * c_stride, c_stride, k);
    }
}

static void product(const float *a, size_t a_stride, const float *b, size_t b_stride, const float *bias, float *c,
                    size_t c_stride, size_t m, size_t n, size_t k) {
    size_t i = 0;
    for (; i + 2 * LANES <= n; i += 2 * LANES) {
        product_columns(a, a_stride, b + i, b_stride, bias != NULL ? bias + i : NULL, c + i, c_stride, m, k, 2);
    }
    for (; i < n; i += LANES) {
        product_columns(a, a_stride, b + i, b_stride, bias != NULL ? bias + i : NULL, c + i, c_stride, m, k, 1);
    }
}

/* x = e^(factor (x - max x)) over `pieces` numbers, the padding after them small enough to count for nothing; returns
 * the sum. */
INLINE float soften(float *x, size_t pieces, size_t padded, float factor) {
    for (size_t i = pieces; i < padded; i++) x[i] = -1e30f;
    vf top = splat(-1e30f), sum = {0};
    for (size_t i = 0; i < padded; i += LANES) top = larger(load(x + i), top);
    float most = largest_lane(top);
    for (size_t i = 0; i < padded; i += LANES) {
        vf e = exponential((load(x + i) - most) * factor);
        store(x + i, e);
        sum += e;
    }
    return sum_lanes(sum);
}

/* Queries [first, first + count) of one head. keys: [head_width, padded], transposed. */
static void attend_block(const attention *a, size_t head, size_t first, size_t count, const float *keys, float *scores,
                         size_t padded) {
    size_t width = a->heads * a->head_width, stride = 3 * width, at = head * a->head_width;
    const float *queries = a->qkv + first * stride + at, *values = a->qkv + 2 * width + at;
    float *out = a->out + first * width + at;
    float sums[KERNEL_QUERIES];
    product(queries, stride, keys, padded, NULL, scores, padded, count, padded, a->head_width);
    float factor = 1.0f / __builtin_sqrtf((float)a->head_width);
    for (size_t q = 0; q < count; q++) sums[q] = soften(scores + q * padded, a->pieces, padded, factor);
    product(scores, padded, values, stride, NULL, out, width, count, a->head_width, a->pieces);
    for (size_t q = 0; q < count; q++) scale(out + q * width, 1.0f / sums[q], a->head_width);
}

typedef float v4 __attribute__((vector_size(16)));

/* Four rows of four floats, each row `from_stride` apart, become four columns. */
INLINE void turn_four(const float *from, size_t from_stride, float *to, size_t to_stride) {
    v4 r[4];
    for (int i = 0; i < 4; i++) memcpy(&r[i], from + (size_t)i * from_stride, sizeof r[i]);
    v4 low = __builtin_shufflevector(r[0], r[1], 0, 4, 1, 5), low2 = __builtin_shufflevector(r[2], r[3], 0, 4, 1, 5);
    v4 high = __builtin_shufflevector(r[0], r[1], 2, 6, 3, 7), high2 = __builtin_shufflevector(r[2], r[3], 2, 6, 3, 7);
    r[0] = __builtin_shufflevector(low, low2, 0, 1, 4, 5);
    r[1] = __builtin_shufflevector(low, low2, 2, 3, 6, 7);
    r[2] = __builtin_shufflevector(high, high2, 0, 1, 4, 5);
    r[3] = __builtin_shufflevector(high, high2, 2, 3, 6, 7);
    for (int i = 0; i < 4; i++) memcpy(to + (size_t)i * to_stride, &r[i], sizeof r[i]);
}

/* keys[d, p] = key[p, d], and zeros for the padding. */
NOINLINE void turn_keys(const float *key, size_t stride, size_t pieces, size_t head_width, float *keys, size_t padded) {
    size_t whole = pieces / 4 * 4;
    for (size_t p = 0; p < whole; p += 4) {
        for (size_t d = 0; d < head_width; d += 4) turn_four(key + p * stride + d, stride, keys + d * padded + p, padded);
    }
    for (size_t d = 0; d < head_width; d++) {
        for (size_t p = whole; p < padded; p++) keys[d * padded + p] = p < pieces ? key[p * stride + d] : 0;
    }
}

static void attend(const attention *a) {
    size_t width = a->heads * a->head_width, stride = 3 * width;
    size_t padded = (a->pieces + KERNEL_ALIGN - 1) / KERNEL_ALIGN * KERNEL_ALIGN;
    float *keys = a->scratch, *scores = keys + a->head_width * padded;
    for (size_t h = 0; h < a->heads; h++) {
        turn_keys(a->qkv + width + h * a->head_width, stride, a->pieces, a->head_width, keys, padded);
        for (size_t q = 0; q < a->pieces; q += KERNEL_QUERIES) {
            size_t count = a->pieces - q < KERNEL_QUERIES ? a->pieces - q : KERNEL_QUERIES;
            attend_block(a, h, q, count, keys, scores, padded);
        }
    }
}

#define TEXT_OF(x) #x
#define NAME_OF(x) TEXT_OF(x)
const kernels KERNELS = {NAME_OF(KERNELS), dequantise, add_bias,  gelu,    relu,    add_norm, quantise,
                         quantise_weights, to_bf16,    from_bf16, add,     scale,   embed,    product,
                         attend};
