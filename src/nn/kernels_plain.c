/* kernels_plain.c - the kernels for any CPU: vectors of four floats, which every 64-bit machine has. */
#define LANES 4
#define KERNELS kernels_plain
#include "nn/kernels_body.h"
