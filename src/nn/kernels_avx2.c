/* kernels_avx2.c - the kernels for x86 with AVX2 and FMA: eight floats at a time. */
#if defined(__x86_64__)
#define LANES 8
#define KERNELS kernels_avx2
#define KERNELS_TARGET "avx2,fma"
#include "nn/kernels_target.h"

#include "nn/kernels_body.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int kernels_avx2_unused;     /* a file may not be empty */
#endif
