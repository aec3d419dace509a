/* kernels_avx2.c - the kernels for x86 with AVX2 and FMA: eight floats at a time. */
#if defined(__x86_64__)
#define LANES 8
#define KERNELS kernels_avx2
#define KERNELS_TARGET "avx2,fma"
#include "nn/kernels_target.h"

#include <immintrin.h>

#define LARGER(a, b) _mm256_max_ps((__m256)(a), (__m256)(b))
#define SMALLER(a, b) _mm256_min_ps((__m256)(a), (__m256)(b))
#define STORE_BYTES(to, v) _mm_storel_epi64((__m128i *)(to), low_bytes((__m256i)(v)))
#define STORE_HALVES(to, v) _mm_storeu_si128((__m128i *)(to), low_halves((__m256i)(v)))

static inline __m128i low_halves(__m256i v) {
    v = _mm256_and_si256(v, _mm256_set1_epi32(0xffff));
    return _mm_packus_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
}

static inline __m128i low_bytes(__m256i v) {
    __m128i halves = low_halves(_mm256_and_si256(v, _mm256_set1_epi32(0xff)));
    return _mm_packus_epi16(halves, halves);
}

#include "nn/kernels_body.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int kernels_avx2_unused;     /* a file may not be empty */
#endif
