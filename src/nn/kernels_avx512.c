/* kernels_avx512.c - the kernels for x86 with AVX-512: sixteen floats at a time. */
#if defined(__x86_64__)
#define LANES 16
#define KERNELS kernels_avx512
#define KERNELS_TARGET "avx512f,avx512bw,avx512vl,avx512dq,fma"
#include "nn/kernels_target.h"

#include <immintrin.h>

#define LARGER(a, b) _mm512_max_ps((__m512)(a), (__m512)(b))
#define SMALLER(a, b) _mm512_min_ps((__m512)(a), (__m512)(b))
#define SUM_LANES(v) _mm512_reduce_add_ps((__m512)(v))
#define LARGEST_LANE(v) _mm512_reduce_max_ps((__m512)(v))
#define STORE_BYTES(to, v) _mm_storeu_si128((__m128i *)(to), _mm512_cvtepi32_epi8((__m512i)(v)))
#define STORE_HALVES(to, v) _mm256_storeu_si256((__m256i *)(to), _mm512_cvtepi32_epi16((__m512i)(v)))
#include "nn/kernels_body.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int kernels_avx512_unused;     /* a file may not be empty */
#endif
