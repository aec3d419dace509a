/* pieces.c - the vocabulary in a hash table, and greedy longest match within a part of a word. */
#include "nn/pieces.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/utf8.h"

enum {
    PART_CHARS_MAX = 100,            /* a longer part is unknown */
    FOLD_BYTES_MAX = UTF8_BYTES_MAX * UTF8_FOLD_GROWTH, /* of one character */
    NO_PIECE = -1
};

typedef struct piece {
    uint32_t at, bytes;              /* in the text, without "##" */
    bool goes_on;                    /* "##": a continuation */
} piece;

struct pieces {
    const char *text;
    uint32_t count, cls, sep, unknown;
    uint32_t longest;                /* bytes of the longest piece */
    uint32_t mask;                   /* slots - 1; slots is a power of two over twice the count */
    piece *list;                     /* [count] */
    uint32_t *slots;                 /* [mask + 1] number of a piece + 1, 0: empty */
};

/* A stretch of a folded word between characters that stand alone. */
typedef struct part {
    char text[PART_CHARS_MAX * UTF8_BYTES_MAX];
    uint16_t char_at[PART_CHARS_MAX + 1]; /* byte where each character begins, and the end */
    uint32_t chars;
    bool too_long;
} part;

typedef struct cutting {
    const pieces *vocabulary;
    uint32_t *out;
    uint32_t count;
    part part;
} cutting;

static uint32_t slot_of(const pieces *p, const char *text, size_t bytes, bool goes_on) {
    return (uint32_t)XXH3_64bits_withSeed(text, bytes, goes_on) & p->mask;
}

static int32_t find(const pieces *p, const char *text, size_t bytes, bool goes_on) {
    if (bytes > p->longest) return NO_PIECE;
    for (uint32_t i = slot_of(p, text, bytes, goes_on); p->slots[i] != 0; i = (i + 1) & p->mask) {
        const piece *found = &p->list[p->slots[i] - 1];
        if (found->goes_on == goes_on && found->bytes == bytes && memcmp(p->text + found->at, text, bytes) == 0) {
            return (int32_t)p->slots[i] - 1;
        }
    }
    return NO_PIECE;
}

/* The first of equal pieces keeps its place. */
static void insert(pieces *p, uint32_t number) {
    const piece *new = &p->list[number];
    if (new->bytes > p->longest) p->longest = new->bytes;
    if (find(p, p->text + new->at, new->bytes, new->goes_on) != NO_PIECE) return;
    uint32_t i = slot_of(p, p->text + new->at, new->bytes, new->goes_on);
    while (p->slots[i] != 0) i = (i + 1) & p->mask;
    p->slots[i] = number + 1;
}

static uint32_t count_lines(const char *text, size_t bytes) {
    uint32_t lines = 0;
    for (size_t i = 0; i < bytes; i++) lines += text[i] == '\n';
    return lines;
}

static void read_lines(pieces *p) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < p->count; i++) {
        uint32_t end = at;
        while (p->text[end] != '\n') end++;
        bool goes_on = end - at > 2 && p->text[at] == '#' && p->text[at + 1] == '#';
        p->list[i] = goes_on ? (piece){at + 2, end - at - 2, true} : (piece){at, end - at, false};
        insert(p, i);
        at = end + 1;
    }
}

static acta_status need(const pieces *p, const char *name, uint32_t *number, acta_err *err) {
    int32_t found = find(p, name, strlen(name), false);
    if (found == NO_PIECE) return acta__fail(err, ACTA_DATA_FORMAT, -1, "the vocabulary has no %s", name);
    *number = (uint32_t)found;
    return ACTA_OK;
}

acta_status pieces_new(const char *text, size_t bytes, arena *a, pieces **made, acta_err *err) {
    if (bytes == 0 || bytes > INT32_MAX || text[bytes - 1] != '\n') {
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "the vocabulary is damaged");
    }
    pieces *p = ARENA_NEW(a, pieces, 1);
    TRY_NEW(p, err);
    p->text = text;
    p->count = count_lines(text, bytes);
    uint32_t slots = 16;
    while (slots < 2 * p->count) slots *= 2;
    p->mask = slots - 1;
    p->list = ARENA_NEW(a, piece, p->count);
    TRY_NEW(p->list, err);
    p->slots = ARENA_NEW(a, uint32_t, slots);
    TRY_NEW(p->slots, err);
    read_lines(p);
    TRY(need(p, "[CLS]", &p->cls, err));
    TRY(need(p, "[SEP]", &p->sep, err));
    TRY(need(p, "[UNK]", &p->unknown, err));
    *made = p;
    return ACTA_OK;
}

uint32_t pieces_count(const pieces *p) {
    return p->count;
}

uint32_t pieces_cls(const pieces *p) {
    return p->cls;
}

uint32_t pieces_sep(const pieces *p) {
    return p->sep;
}

/* The longest piece from character `from` of the part; its end goes to *to. */
static int32_t longest_piece(const pieces *p, const part *w, uint32_t from, uint32_t *to) {
    for (uint32_t end = w->chars; end > from; end--) {
        int32_t found = find(p, w->text + w->char_at[from], w->char_at[end] - w->char_at[from], from > 0);
        if (found == NO_PIECE) continue;
        *to = end;
        return found;
    }
    return NO_PIECE;
}

/* Cut the open part and begin a new one. */
static void end_part(cutting *c) {
    part *w = &c->part;
    uint32_t found[PART_CHARS_MAX], count = 0;
    bool known = !w->too_long;
    for (uint32_t at = 0; known && at < w->chars;) {
        int32_t piece = longest_piece(c->vocabulary, w, at, &at);
        known = piece != NO_PIECE;
        if (known) found[count++] = (uint32_t)piece;
    }
    if (!known) {
        found[0] = c->vocabulary->unknown;
        count = 1;
    }
    if (w->chars == 0) count = 0;
    for (uint32_t i = 0; i < count && c->count < PIECES_OF_WORD_MAX; i++) c->out[c->count++] = found[i];
    w->chars = 0;
    w->too_long = false;
}

static void add_char(part *w, const char *at, uint32_t bytes) {
    if (w->chars == PART_CHARS_MAX) {
        w->too_long = true;
        return;
    }
    if (w->chars == 0) w->char_at[0] = 0;
    memcpy(w->text + w->char_at[w->chars], at, bytes);
    w->char_at[w->chars + 1] = (uint16_t)(w->char_at[w->chars] + bytes);
    w->chars++;
}

/* One character of the folded word. */
static void take(cutting *c, const char *at, uint32_t bytes, uint32_t code) {
    if (!utf8_is_punct(code) && !utf8_is_cjk(code)) {
        add_char(&c->part, at, bytes);
        return;
    }
    end_part(c);
    add_char(&c->part, at, bytes);
    end_part(c);
}

static bool ascii_stands_alone(char ch) {
    return (ch >= '!' && ch <= '/') || (ch >= ':' && ch <= '@') || (ch >= '[' && ch <= '`') || (ch >= '{' && ch <= '~');
}

/* ASCII folds by letter case alone. Returns where the first other byte stands. */
static size_t take_ascii(cutting *c, const char *word, size_t bytes) {
    size_t i = 0;
    for (; i < bytes && (unsigned char)word[i] < 0x80 && c->count < PIECES_OF_WORD_MAX; i++) {
        char low = (char)ascii_lower((unsigned char)word[i]);
        bool alone = ascii_stands_alone(low);
        if (alone) end_part(c);
        add_char(&c->part, &low, 1);
        if (alone) end_part(c);
    }
    return i;
}

/* One character of the word as written, folded to any number. */
static size_t take_other(cutting *c, const char *at, size_t bytes) {
    uint32_t code, width = utf8_decode(at, bytes, &code);
    char folded[FOLD_BYTES_MAX + 1];
    size_t length = utf8_fold(at, width, folded);
    for (size_t i = 0; i < length;) {
        uint32_t inner, step = utf8_decode(folded + i, length - i, &inner);
        take(c, folded + i, step, inner);
        i += step;
    }
    return width;
}

uint32_t pieces_of_word(const pieces *p, const char *word, size_t bytes, uint32_t out[PIECES_OF_WORD_MAX]) {
    cutting c;
    c.vocabulary = p;
    c.out = out;
    c.count = 0;
    c.part.chars = 0;
    c.part.too_long = false;
    for (size_t i = 0; i < bytes && c.count < PIECES_OF_WORD_MAX;) {
        i += take_ascii(&c, word + i, bytes - i);
        if (i < bytes && c.count < PIECES_OF_WORD_MAX) i += take_other(&c, word + i, bytes - i);
    }
    end_part(&c);
    if (c.count == 0) out[c.count++] = p->unknown;
    return c.count;
}

letter_case case_of_word(const char *word, size_t bytes) {
    size_t upper = 0, lower = 0;
    bool first_upper = false;
    for (size_t i = 0; i < bytes;) {
        uint32_t code;
        i += utf8_decode(word + i, bytes - i, &code);
        bool up = code < 0x80 ? ascii_is_upper(code) : utf8_is_upper(code);
        bool low = code < 0x80 ? ascii_is_lower(code) : utf8_is_lower(code);
        if (up && upper + lower == 0) first_upper = true;
        upper += up;
        lower += low;
    }
    if (upper + lower == 0) return CASE_NONE;
    if (upper == 0) return CASE_LOWER;
    if (first_upper && upper == 1) return CASE_FIRST;
    return lower == 0 ? CASE_UPPER : CASE_MIXED;
}
