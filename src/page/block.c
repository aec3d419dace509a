#include "page/block.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"

enum { LINE_OF_PARAGRAPH = 60, WRAPPED_LINE_MIN = 40, WRAPPED_LINE_MAX = 100, PROSE_WORDS = 8, LONG_PROSE_WORDS = 25 };

bool block_is_inline(const node *n) {
    switch (n->tag) {
    case GUMBO_TAG_A: case GUMBO_TAG_ABBR: case GUMBO_TAG_ACRONYM: case GUMBO_TAG_B: case GUMBO_TAG_BDI: case GUMBO_TAG_BDO: case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE: case GUMBO_TAG_CODE: case GUMBO_TAG_DATA: case GUMBO_TAG_DEL: case GUMBO_TAG_DFN: case GUMBO_TAG_EM: case GUMBO_TAG_FONT:
    case GUMBO_TAG_I: case GUMBO_TAG_INS: case GUMBO_TAG_KBD: case GUMBO_TAG_LABEL: case GUMBO_TAG_MARK: case GUMBO_TAG_METER: case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q: case GUMBO_TAG_S: case GUMBO_TAG_SAMP: case GUMBO_TAG_SMALL: case GUMBO_TAG_SPAN: case GUMBO_TAG_STRIKE: case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB: case GUMBO_TAG_SUP: case GUMBO_TAG_TIME: case GUMBO_TAG_TT: case GUMBO_TAG_U: case GUMBO_TAG_VAR: case GUMBO_TAG_META:
    case GUMBO_TAG_LINK: case GUMBO_TAG_BR: case GUMBO_TAG_WBR: case GUMBO_TAG_RUBY: case GUMBO_TAG_RB: case GUMBO_TAG_RT: case GUMBO_TAG_RP:
    case GUMBO_TAG_SCRIPT: case GUMBO_TAG_LAST: return true;
    case GUMBO_TAG_UNKNOWN: {
        /* Elements of a maker's own, "amp-fit-text", stand as blocks; "o:p" of a word processor does not. */
        GumboStringPiece tag = n->source->v.element.original_tag;
        const char *blank = memchr(tag.data != NULL ? tag.data : "", ' ', tag.length);
        return memchr(tag.data != NULL ? tag.data : "", '-', blank != NULL ? (size_t)(blank - tag.data) : tag.length) == NULL;
    }
    default: return false;
    }
}

/* ---- Building ---- */

typedef struct builder {
    const tree *t;
    arena *arena;
    block_list *blocks;
    char *out;                       /* the texts of all blocks, one after the other */
    size_t count;
    block now;
    size_t line_from;                /* in `out`, where the line at hand begins */
    uint32_t breaks;                 /* line breaks since the last character */
    bool blank;                      /* white space since the last character */
    bool open;                       /* `now` holds text */
    bool plain;                      /* some of it is not bold */
} builder;

bool block_ends_sentence(const block *b) {
    uint32_t last = 0;
    if (b->bytes > 0) utf8_before(b->text, b->bytes, &last);
    return last == '.' || last == '!' || last == '?' || last == '"' || last == 0x201D || last == 0x2019 || last == ')' || last == ':' || last == 0x2026;
}

static acta_status close_block(builder *b) {
    b->breaks = 0;
    b->blank = false;
    if (!b->open) return ACTA_OK;
    b->open = false;
    b->now.bytes = (uint32_t)(b->out + b->count - b->now.text);
    b->now.bold = !b->plain;
    block *made = ARENA_PUSH(b->arena, b->blocks->at, b->blocks->count, b->blocks->capacity);
    if (made == NULL) return ACTA_NOMEM;
    *made = b->now;
    return ACTA_OK;
}

typedef struct run {                 /* how the text at hand stands */
    uint32_t block;
    bool link, bold, pre;
} run;

static size_t line_bytes(const builder *b) { return b->count - b->line_from; }

/* A single break divides paragraphs after a sentence of some length; in text set as it was typed, where lines are wrapped, only after a
 * line that is longer than any. */
static bool break_divides(const builder *b, const run *r) {
    size_t bytes = line_bytes(b);
    block said = {.text = b->now.text, .bytes = (uint32_t)(b->out + b->count - b->now.text)};
    if (b->breaks > 1) return true;
    return r->pre ? bytes > WRAPPED_LINE_MAX : bytes > LINE_OF_PARAGRAPH && block_ends_sentence(&said);
}

static acta_status put_char(builder *b, const run *r, const char *bytes, uint32_t count) {
    if (b->open && b->breaks > 0 && break_divides(b, r)) TRY(close_block(b));
    if (!b->open) {
        b->now = (block){.node = r->block, .text = b->out + b->count};
        b->open = true;
        b->line_from = b->count;
        b->plain = b->blank = false;
        b->breaks = 0;
    }
    bool begins = b->blank || b->breaks > 0 || b->now.char_count == 0;
    if (b->breaks > 0) {
        b->out[b->count++] = r->pre && line_bytes(b) > WRAPPED_LINE_MIN ? ' ' : '\n';
        b->line_from = b->count;
    } else if (b->blank) {
        b->out[b->count++] = ' ';
    }
    b->breaks = 0;
    b->blank = false;
    memcpy(b->out + b->count, bytes, count);
    b->count += count;
    b->now.char_count++;
    b->now.link_chars += r->link;
    b->now.word_count += begins;
    b->plain |= !r->bold;
    return ACTA_OK;
}

static acta_status put_text(builder *b, const run *r, const char *text) {
    size_t left = strlen(text);
    while (left > 0) {
        uint32_t code, bytes = utf8_decode(text, left, &code);
        if (code == '\n' && r->pre) b->breaks++;
        if (utf8_is_space(code)) b->blank = true;
        else if (code != UTF8_DAMAGED && !utf8_is_ignorable(code)) TRY(put_char(b, r, text, bytes));
        text += bytes;
        left -= bytes;
    }
    return ACTA_OK;
}

/* What a text inherits from the elements around it, kept for every node. */
static run run_of(const run *of_parent, const node *n, uint32_t at) {
    run r = *of_parent;
    if (!block_is_inline(n)) r.block = at;
    r.link |= n->tag == GUMBO_TAG_A && tree_attribute(n, "href") != NULL;
    r.bold |= n->tag == GUMBO_TAG_B || n->tag == GUMBO_TAG_STRONG;
    r.pre |= n->tag == GUMBO_TAG_PRE;
    return r;
}

static size_t text_bytes(const tree *t) {
    size_t bytes = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const char *text = tree_text(&t->nodes[i]);
        if (text != NULL) bytes += strlen(text) + 1;
    }
    return bytes;
}

acta_status blocks_read(const tree *t, const bool *cut, arena *a, block_list *blocks) {
    builder b = {.t = t, .arena = a, .blocks = blocks, .out = arena_take(a, text_bytes(t) + 1, 1)};
    run *runs = ARENA_NEW(a, run, t->count);
    if (b.out == NULL || runs == NULL) return ACTA_NOMEM;
    for (uint32_t i = 0; i < t->count; i++) {
        const node *n = &t->nodes[i];
        const run *parent = &runs[n->parent != NO_NODE ? n->parent : 0];
        const char *text = tree_text(n);
        runs[i] = run_of(parent, n, i);
        if (cut[i]) continue;
        if (b.open && runs[i].block != b.now.node) TRY(close_block(&b));
        if (n->tag == GUMBO_TAG_BR) b.breaks++;
        else if (text != NULL) TRY(put_text(&b, &runs[i], text));
        else if (!block_is_inline(n)) TRY(close_block(&b));
    }
    return close_block(&b);
}

acta_status blocks_join(const block_list *blocks, arena *a, slice *text) {
    size_t room = 1, count = 0;
    for (uint32_t i = 0; i < blocks->count; i++) room += blocks->at[i].bytes + 2;
    char *out = arena_take(a, room, 1);
    if (out == NULL) return ACTA_NOMEM;
    for (uint32_t i = 0; i < blocks->count; i++) {
        if (i > 0) {
            memcpy(out + count, "\n\n", 2);
            count += 2;
        }
        memcpy(out + count, blocks->at[i].text, blocks->at[i].bytes);
        count += blocks->at[i].bytes;
    }
    *text = (slice){out, count};
    return ACTA_OK;
}

/* ---- Judging ---- */

bool block_is_prose(const block *b) {
    if (b->word_count < PROSE_WORDS || b->link_chars * 5 > b->char_count * 2) return false;
    return block_ends_sentence(b) || b->word_count >= LONG_PROSE_WORDS;
}
