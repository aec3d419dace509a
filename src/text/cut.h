/* cut.h - cutting a stretch of text into tokens as the English treebanks of Universal Dependencies do.
 *
 * The conventions, learnt from EWT and GUM: clitics part ("do" "n't", "Kabul" "'s"); hyphens part words except after
 * the prefixes and before the suffixes of lexicon.h; slashes part words but not dates; numbers keep their inner points,
 * commas and colons and part from currency, per cent and units; abbreviations keep their full stop; runs of one mark
 * ("...", "--", "?!") are one token; addresses of the net are one token.
 *
 * One pass, in time linear in the text. A stretch without white space is cut after CHUNK_BYTES_MAX in any case.
 */
#ifndef ACTA_TEXT_CUT_H
#define ACTA_TEXT_CUT_H

#include "acta.h"
#include "base/arena.h"

enum { CHUNK_BYTES_MAX = 1000 };

typedef struct token {
    uint32_t byte_from, byte_to;
    bool space_before;
} token;

typedef struct token_list {
    arena *arena;
    token *at;
    uint32_t count, capacity;
} token_list;

/* Appends the tokens of text[byte_from, byte_to), valid UTF-8. U+FFFD parts tokens like white space unless it stands
 * inside a word. Fails with: NOMEM. */
acta_status cut_tokens(const char *text, uint32_t byte_from, uint32_t byte_to, token_list *tokens);

/* The apostrophes ' and U+2019 (and ` and U+02BC, which stand in for them): bytes it takes, 0 if there is none at `at`. */
uint32_t cut_apostrophe(const char *at, uint32_t bytes);

#endif
