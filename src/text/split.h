/* split.h - where sentences end, and which tokens stand in quotation marks.
 *
 * A sentence ends after a full stop, question or exclamation mark or ellipsis, with the quotation marks and brackets
 * that close right after it, unless what follows says that it goes on. An abbreviation ends one only where a word
 * follows whose capital nothing else explains. No sentence has more than SENTENCE_WORDS_MAX tokens.
 */
#ifndef ACTA_TEXT_SPLIT_H
#define ACTA_TEXT_SPLIT_H

#include "text/cut.h"

enum { SENTENCE_WORDS_MAX = 400 };

/* Index of the token after the sentence that begins at token `from`; from < count. Tokens [0, count) are a block's. */
uint32_t split_sentence(const char *text, const token *tokens, uint32_t from, uint32_t count);

/* in_quotes[i]: token i stands between quotation marks, which may have opened sentences earlier in the block. The
 * marks themselves do not. A paragraph that goes on with a quotation opens it anew, so blocks are done one by one. */
void split_quotes(const char *text, const token *tokens, uint32_t count, bool *in_quotes);

#endif
