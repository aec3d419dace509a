/* lemma.h - the dictionary form of an English word, from its folded form and its Penn tag. */
#ifndef ACTA_PARSE_LEMMA_H
#define ACTA_PARSE_LEMMA_H

#include "base/arena.h"
#include "base/ud.h"

/* NUL-terminated, from the arena or static, or `folded` itself; NULL: no memory. */
const char *lemma_of(arena *a, const char *folded, upos u, xpos x);

#endif
