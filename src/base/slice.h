/* slice.h - some bytes of a text that somebody else owns. */
#ifndef ACTA_BASE_SLICE_H
#define ACTA_BASE_SLICE_H

#include <stddef.h>

typedef struct slice {
    const char *at;                  /* [bytes], not NUL-terminated unless said so */
    size_t bytes;
} slice;

#endif
