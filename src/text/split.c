#include "text/split.h"

#include <string.h>

#include "base/utf8.h"
#include "text/lexicon.h"

typedef struct splitter {
    const char *text;
    const token *tokens;
    uint32_t count;
} splitter;

static const char *token_text(const splitter *s, uint32_t i) { return s->text + s->tokens[i].byte_from; }

static uint32_t token_bytes(const splitter *s, uint32_t i) { return s->tokens[i].byte_to - s->tokens[i].byte_from; }

static uint32_t first_code(const splitter *s, uint32_t i) {
    uint32_t code;
    utf8_decode(token_text(s, i), token_bytes(s, i), &code);
    return code;
}

static bool space_before(const splitter *s, uint32_t i) { return i >= s->count || s->tokens[i].space_before; }

typedef enum stop_kind { STOP_NONE, STOP_FULL, STOP_CRY, STOP_DOTS, STOP_ABBREVIATION } stop_kind;

static stop_kind stop_of(const splitter *s, uint32_t i) {
    const char *at = token_text(s, i);
    uint32_t bytes = token_bytes(s, i);
    if (at[0] == '.') return bytes == 1 ? STOP_FULL : at[1] == '.' ? STOP_DOTS : STOP_NONE;
    if (at[0] == '!' || at[0] == '?') return STOP_CRY;
    uint32_t code = first_code(s, i);
    if (code == 0x2026) return STOP_DOTS;
    if (code == 0x3002 || code == 0x0964 || code == 0x061F || code == 0x06D4) return STOP_CRY;
    return at[bytes - 1] == '.' && bytes > 1 ? STOP_ABBREVIATION : STOP_NONE;
}

static bool is_closer(uint32_t code) {
    return code == ')' || code == ']' || code == '}' || code == '"' || code == '\'' || code == 0x201D || code == 0x2019 ||
           code == 0xBB;
}

/* A quotation mark or bracket that can close after a stop. A straight mark closes where it leans on what is before it. */
static bool closes(const splitter *s, uint32_t i) {
    uint32_t code = first_code(s, i);
    if (code == ')' || code == ']' || code == '}' || code == 0x201D || code == 0xBB) return !space_before(s, i);
    if (code == 0x2019) return !space_before(s, i) && token_bytes(s, i) == 3;
    if (code != '"' && code != '\'') return false;
    if (token_bytes(s, i) > 2 || (token_bytes(s, i) == 2 && token_text(s, i)[1] != '\'')) return false;
    return !space_before(s, i) && (space_before(s, i + 1) || is_closer(first_code(s, i + 1)));
}

static bool is_starter(const splitter *s, uint32_t i) {
    return lexicon_is_starter(token_text(s, i), token_bytes(s, i));
}

static bool is_opening(uint32_t code) {
    return code == '"' || code == '(' || code == '[' || code == '\'' || code == '`' || code == 0x201C ||
           code == 0x2018 || code == 0xAB;
}

/* "Why?" Smith asked: within four tokens, all but the last capitalised or small change, stands a verb of speech. */
static bool speech_follows(const splitter *s, uint32_t i) {
    for (uint32_t j = i; j < s->count && j < i + 5; j++) {
        if (lexicon_is_speech(token_text(s, j), token_bytes(s, j))) return true;
        if (j > i && !utf8_is_upper(first_code(s, j)) && stop_of(s, j) != STOP_ABBREVIATION) return false;
    }
    return false;
}

/* "1.", "(a)." at the head of a sentence number it. */
static bool is_list_mark(const splitter *s, uint32_t from, uint32_t stop) {
    if (stop != from + 1) return false;
    uint32_t code = first_code(s, from);
    uint32_t bytes = token_bytes(s, from);
    return (ascii_is_digit(code) && bytes <= 2) || (utf8_is_letter(code) && bytes == 1 && code != 'I');
}

/* Does a sentence that has come to tokens [stop, next) end there? `next` exists. */
static bool ends_between(const splitter *s, uint32_t from, uint32_t stop, uint32_t next) {
    uint32_t code = first_code(s, next);
    stop_kind kind = stop_of(s, stop);
    if (strchr(",;:)]}%", (int)code) != NULL && code < 0x80) return false;
    if (kind == STOP_FULL && is_list_mark(s, from, stop)) return false;
    bool lower = utf8_is_lower(code);
    bool quoted = next > stop + 1 && first_code(s, stop + 1) != '[';
    switch (kind) {
    case STOP_FULL: return !(lower && quoted);
    case STOP_CRY:
        if (lower) return !quoted;
        return !(quoted && speech_follows(s, next));
    case STOP_DOTS: return utf8_is_upper(code) || is_opening(code);
    case STOP_ABBREVIATION: {
        abbreviation a = lexicon_abbreviation(token_text(s, stop), token_bytes(s, stop) - 1);
        if (quoted && a != ABBREVIATION_INSIDE) return utf8_is_upper(code) || is_opening(code);
        if (a == ABBREVIATION_INSIDE || a == ABBREVIATION_NUMBER) return false;
        return utf8_is_upper(code) && is_starter(s, next);
    }
    case STOP_NONE: break;
    }
    return false;
}

/* A safe place to cut what runs too long: after the last semicolon or dash, else the last comma, in its last quarter. */
static uint32_t cut_long(const splitter *s, uint32_t from) {
    uint32_t most = from + SENTENCE_WORDS_MAX, comma = most;
    for (uint32_t i = most; i > most - SENTENCE_WORDS_MAX / 4; i--) {
        uint32_t code = first_code(s, i - 1);
        if (code == ';' || code == ':' || code == 0x2014) return i;
        if (code == ',' && comma == most) comma = i;
    }
    return comma;
}

/* "[17]" after a stop refers to a note and belongs to what it follows. */
static uint32_t skip_reference(const splitter *s, uint32_t next) {
    bool note = next + 2 < s->count && first_code(s, next) == '[' && ascii_is_digit(first_code(s, next + 1)) &&
                first_code(s, next + 2) == ']';
    return note ? next + 3 : next;
}

uint32_t split_sentence(const char *text, const token *tokens, uint32_t from, uint32_t count) {
    splitter s = {text, tokens, count};
    uint32_t end = count;
    uint32_t limit = count - from > SENTENCE_WORDS_MAX ? from + SENTENCE_WORDS_MAX : count;
    for (uint32_t i = from; i < limit; i++) {
        if (stop_of(&s, i) == STOP_NONE) continue;
        uint32_t next = i + 1;
        while (next < count && !space_before(&s, next) && stop_of(&s, next) != STOP_NONE &&
               stop_of(&s, next) != STOP_ABBREVIATION)
            next++;
        uint32_t stop = next - 1;
        while (next < count && stop_of(&s, i) == STOP_FULL && stop_of(&s, next) == STOP_FULL) stop = next++;
        while (next < count && closes(&s, next)) next++;
        next = skip_reference(&s, next);
        if (next == count || ends_between(&s, from, stop, next)) {
            end = next;
            break;
        }
        i = next - 1;
    }
    return end - from > SENTENCE_WORDS_MAX ? cut_long(&s, from) : end;
}

typedef enum quote_mark { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES, QUOTE_TURNS } quote_mark;

static quote_mark quote_of(const splitter *s, uint32_t i) {
    uint32_t code = first_code(s, i), bytes = token_bytes(s, i);
    const char *at = token_text(s, i);
    if (code == 0x201C || code == 0x201E || code == 0xAB) return QUOTE_OPENS;
    if (code == 0x201D || code == 0xBB) return QUOTE_CLOSES;
    if (code == 0x2018) return QUOTE_OPENS;
    if (code == 0x2019 && bytes == 3) return QUOTE_CLOSES;
    if (bytes == 2 && at[0] == '`' && at[1] == '`') return QUOTE_OPENS;
    if (bytes == 2 && at[0] == '\'' && at[1] == '\'') return QUOTE_TURNS;
    if (bytes == 1 && (code == '"' || code == '\'')) return QUOTE_TURNS;
    return QUOTE_NONE;
}

/* Single marks and double ones are counted apart: a quotation within a quotation leaves the outer one open. */
static bool is_single(uint32_t code) { return code == '\'' || code == '`' || code == 0x2018 || code == 0x2019; }

void split_quotes(const char *text, const token *tokens, uint32_t count, bool *in_quotes) {
    splitter s = {text, tokens, count};
    bool open[2] = {false, false};
    for (uint32_t i = 0; i < count; i++) {
        quote_mark mark = quote_of(&s, i);
        bool single = is_single(first_code(&s, i)) && token_bytes(&s, i) != 2;
        bool leans_right = (i == 0 || space_before(&s, i) || is_opening(first_code(&s, i - 1))) &&
                           !space_before(&s, i + 1);
        bool before = open[0] || open[1];
        if (mark == QUOTE_OPENS) open[single] = true;
        if (mark == QUOTE_CLOSES) open[single] = false;
        if (mark == QUOTE_TURNS) open[single] = single ? leans_right : !open[0];
        in_quotes[i] = mark == QUOTE_NONE ? before : (open[0] || open[1]) && before;
    }
}
