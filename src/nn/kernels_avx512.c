/* kernels_avx512.c - the kernels for x86 with AVX-512: sixteen floats at a time. */
#if defined(__x86_64__)
#define LANES 16
#define KERNELS kernels_avx512
#define KERNELS_TARGET "avx512f,avx512bw,avx512vl,avx512dq,fma"
#include "nn/kernels_target.h"

#include "nn/kernels_body.h"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int kernels_avx512_unused;     /* a file may not be empty */
#endif
