/* texts.h - a list of texts without its repetitions, in the order they first came, letter case aside. */
#ifndef ACTA_WRITE_TEXTS_H
#define ACTA_WRITE_TEXTS_H

#include "base/arena.h"
#include "base/slice.h"

typedef struct texts {
    slice *seen;                     /* [slots] open addressing; at NULL: free */
    uint32_t slots;                  /* a power of two, more than twice the texts to come */
} texts;

/* Room for `most` texts. Fails with: NOMEM. */
acta_status texts_begin(texts *t, uint32_t most, arena *scratch, acta_err *err);

/* Is this the first time? Texts are borrowed, not copied. */
bool texts_first(texts *t, slice text);

#endif
