/* content.h - the words an attribution gives somebody, as runs of words in text order. */
#ifndef ACTA_VOICE_CONTENT_H
#define ACTA_VOICE_CONTENT_H

#include "voice/syntax.h"

/* Add a run. Runs parted by nothing but punctuation grow together; beyond CONTENT_SPANS_MAX the last one takes in the rest. */
void content_add(const syntax *s, attribution *a, word_span run);

/* Add what stands under top, but for what stands under `without` and `without_too` (NONE: nothing). */
void content_add_subtree(const syntax *s, attribution *a, uint32_t top, uint32_t without, uint32_t without_too);

/* Commas and stops at the ends of runs are nobody's words; empty runs go. */
void content_trim(const syntax *s, attribution *a);

bool content_holds(const attribution *a, uint32_t word);
uint32_t content_length(const attribution *a);

#endif
