/* pieces.h - words to word pieces, as BERT's uncased vocabulary cuts them (the rules: train/MODEL.md). */
#ifndef ACTA_NN_PIECES_H
#define ACTA_NN_PIECES_H

#include "base/arena.h"
#include "base/status.h"

enum { PIECES_OF_WORD_MAX = 16 };    /* what follows in a word is not read */

typedef struct pieces pieces;        /* the vocabulary; read-only once made */

/* text: one piece a line, in order of their numbers; borrowed as long as the vocabulary lives.
 * Fails with: NOMEM, DATA_FORMAT (no [CLS], [SEP], [UNK], or an unfinished last line). */
acta_status pieces_new(const char *text, size_t bytes, arena *a, pieces **made, acta_err *err);

uint32_t pieces_count(const pieces *p);
uint32_t pieces_cls(const pieces *p);
uint32_t pieces_sep(const pieces *p);

/* The pieces of one word of UTF-8; at least one. Returns their number. */
uint32_t pieces_of_word(const pieces *p, const char *word, size_t bytes, uint32_t out[PIECES_OF_WORD_MAX]);

/* The feature that folding loses. */
typedef enum letter_case { CASE_NONE, CASE_LOWER, CASE_FIRST, CASE_UPPER, CASE_MIXED, CASES } letter_case;
letter_case case_of_word(const char *word, size_t bytes);

#endif
