/* kernels.c - which kernels this CPU runs. */
#include "nn/kernels.h"

#include <oneapi/dnnl/dnnl.h>

size_t kernel_attention_scratch(size_t pieces, size_t head_width) {
    size_t padded = (pieces + KERNEL_ALIGN - 1) / KERNEL_ALIGN * KERNEL_ALIGN;
    return (head_width + KERNEL_QUERIES) * padded;
}

const kernels *kernels_choose(void) {
#if defined(__x86_64__)
    unsigned allowed = dnnl_get_effective_cpu_isa();
    if ((allowed & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core) return &kernels_avx512;
    if ((allowed & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2 && __builtin_cpu_supports("fma")) return &kernels_avx2;
#endif
    return &kernels_plain;
}
