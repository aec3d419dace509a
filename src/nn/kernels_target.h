/* kernels_target.h - compile what follows in this file for the instruction set KERNELS_TARGET, with multiply and add
 * joined into one instruction. */
#if defined(__clang__)
#define KERNELS_PRAGMA(x) _Pragma(#x)
#define KERNELS_ATTRIBUTE(isa) KERNELS_PRAGMA(clang attribute push(__attribute__((target(isa))), apply_to = function))
#pragma clang fp contract(fast)
KERNELS_ATTRIBUTE(KERNELS_TARGET)
#else
#pragma GCC push_options
#pragma GCC optimize("fp-contract=fast")
#define KERNELS_PRAGMA(x) _Pragma(#x)
#define KERNELS_OPTION(isa) KERNELS_PRAGMA(GCC target(isa))
KERNELS_OPTION(KERNELS_TARGET)
#endif
