#include "text/text.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "text/split.h"

static uint8_t word_flags(const char *text, const token *t, bool in_quotes) {
    uint8_t flags = t->space_before ? WORD_SPACE_BEFORE : 0;
    if (in_quotes) flags |= WORD_IN_QUOTES;
    bool lettered = false;
    for (uint32_t at = t->byte_from; at < t->byte_to;) {
        uint32_t code;
        at += utf8_decode(text + at, t->byte_to - at, &code);
        if (utf8_is_digit(code)) flags |= WORD_NUMBER;
        if (!lettered && utf8_is_letter(code)) {
            lettered = true;
            if (utf8_is_upper(code)) flags |= WORD_CAPITAL;
        }
    }
    return flags;
}

/* Words of one block's tokens, their folded forms one after the other in one piece of memory. */
static acta_status add_words(doc *d, const token *tokens, uint32_t count, const bool *in_quotes, acta_err *err) {
    size_t room = 0;
    for (uint32_t i = 0; i < count; i++)
        room += (tokens[i].byte_to - tokens[i].byte_from) * (size_t)UTF8_FOLD_GROWTH + 1;
    char *folded = ARENA_NEW(d->arena, char, room);
    TRY_NEW(folded, err);
    for (uint32_t i = 0; i < count; i++) {
        word *w = &d->words[d->word_count++];
        *w = (word){.span = {tokens[i].byte_from, tokens[i].byte_to}, .folded = folded, .lemma = folded, .head = NONE};
        w->flags = word_flags(d->text, &tokens[i], in_quotes[i]);
        folded += utf8_fold(d->text + tokens[i].byte_from, tokens[i].byte_to - tokens[i].byte_from, folded) + 1;
    }
    return ACTA_OK;
}

static acta_status add_sentence(doc *d, uint32_t word_from, uint32_t word_to, uint32_t block, acta_err *err) {
    uint32_t number = d->sentence_count;
    sentence *s = ARENA_PUSH(d->arena, d->sentences, d->sentence_count, d->sentence_capacity);
    TRY_NEW(s, err);
    s->span = (byte_span){d->words[word_from].span.byte_from, d->words[word_to - 1].span.byte_to};
    s->words = (word_span){word_from, word_to};
    s->block = block;
    for (uint32_t i = word_from; i < word_to; i++) d->words[i].sentence = number;
    return ACTA_OK;
}

static acta_status read_block(doc *d, uint32_t block, const token *tokens, uint32_t count, bool *in_quotes,
                              acta_err *err) {
    uint32_t first_word = d->word_count;
    split_quotes(d->text, tokens, count, in_quotes);
    TRY(add_words(d, tokens, count, in_quotes, err));
    for (uint32_t from = 0; from < count;) {
        bool whole = d->blocks[block].kind == BLOCK_TITLE && count <= SENTENCE_WORDS_MAX;
        uint32_t to = whole ? count : split_sentence(d->text, tokens, from, count);
        TRY(add_sentence(d, first_word + from, first_word + to, block, err));
        from = to;
    }
    return ACTA_OK;
}

/* All tokens first, in memory that goes again, so that the words are one array of the right size. */
static acta_status read_blocks(doc *d, arena *scratch, acta_err *err) {
    token_list tokens = {.arena = scratch};
    uint32_t *block_from = ARENA_NEW(scratch, uint32_t, (size_t)d->block_count + 1);
    TRY_NEW(block_from, err);
    for (uint32_t b = 0; b < d->block_count; b++) {
        block_from[b] = tokens.count;
        if (cut_tokens(d->text, d->blocks[b].span.byte_from, d->blocks[b].span.byte_to, &tokens) != ACTA_OK)
            TRY_NEW(NULL, err);
    }
    block_from[d->block_count] = tokens.count;
    bool *in_quotes = ARENA_NEW(scratch, bool, (size_t)tokens.count + 1);
    TRY_NEW(in_quotes, err);
    d->words = ARENA_NEW(d->arena, word, (size_t)tokens.count + 1);
    TRY_NEW(d->words, err);
    d->word_capacity = tokens.count + 1;
    d->word_count = 0;
    for (uint32_t b = 0; b < d->block_count; b++)
        TRY(read_block(d, b, tokens.at + block_from[b], block_from[b + 1] - block_from[b], in_quotes, err));
    return ACTA_OK;
}

acta_status text_read(doc *d, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, d->arena->alloc, (size_t)d->text_bytes * 4 + 4096);
    acta_status status = read_blocks(d, &scratch, err);
    arena_end(&scratch);
    return status;
}

acta_status text_stage(const acta_coder *coder, doc *d, acta_err *err) {
    (void)coder;
    return text_read(d, err);
}
