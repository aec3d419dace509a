#include "text/cut.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "text/lexicon.h"

/* Where the knife is. Positions are bytes into text; a chunk is a stretch without white space. */
typedef struct cutter {
    const char *text;
    uint32_t block_from, block_to;
    uint32_t chunk_from, chunk_to;
    uint32_t at;
    uint32_t no_mail_before;         /* no e-mail address begins before this byte: keeps the search linear */
    bool has_at_sign;                /* in this chunk */
    bool space_before;
    token_list *out;
} cutter;

/* The character at a byte of the chunk; 0 at its end. */
static uint32_t char_at(const cutter *c, uint32_t at, uint32_t *bytes) {
    uint32_t code = 0;
    *bytes = 0;
    if (at < c->chunk_to) *bytes = utf8_decode(c->text + at, c->chunk_to - at, &code);
    return code;
}

static uint32_t code_at(const cutter *c, uint32_t at) {
    uint32_t bytes;
    return char_at(c, at, &bytes);
}

static uint32_t code_before(const cutter *c, uint32_t at) {
    uint32_t code = 0;
    if (at > c->chunk_from) utf8_before(c->text + c->chunk_from, at - c->chunk_from, &code);
    return code;
}

static bool is_word_char(uint32_t code) {
    return utf8_is_letter(code) || utf8_is_digit(code) || code == '_' || code == UTF8_REPLACEMENT;
}

uint32_t cut_apostrophe(const char *at, uint32_t bytes) {
    if (bytes == 0) return 0;
    if (at[0] == '\'' || at[0] == '`') return 1;
    if (bytes >= 3 && memcmp(at, "\xE2\x80\x99", 3) == 0) return 3;
    return bytes >= 2 && memcmp(at, "\xCA\xBC", 2) == 0 ? 2 : 0;
}

static uint32_t apostrophe_at(const cutter *c, uint32_t at) {
    return at < c->chunk_to ? cut_apostrophe(c->text + at, c->chunk_to - at) : 0;
}

static acta_status push(cutter *c, uint32_t to) {
    token *t = ARENA_PUSH(c->out->arena, c->out->at, c->out->count, c->out->capacity);
    if (t == NULL) return ACTA_NOMEM;
    *t = (token){c->at, to, c->space_before};
    c->at = to;
    c->space_before = false;
    return ACTA_OK;
}

/* ---- Addresses --------------------------------------------------------------------------------------------------- */

static bool is_address_char(uint32_t code) {
    return code > ' ' && strchr("<>\"{}|\\^`", (int)code) == NULL && code < 0x7F;
}

/* An address in running text does not end in the punctuation of the sentence around it. */
static uint32_t trim_address(const cutter *c, uint32_t from, uint32_t to) {
    while (to > from) {
        char last = c->text[to - 1];
        bool unopened = last == ')' && memchr(c->text + from, '(', to - from) == NULL;
        if (strchr(".,;:!?'*]", last) == NULL && !unopened) break;
        to--;
    }
    return to;
}

static bool starts_with(const cutter *c, uint32_t at, const char *lower) {
    size_t length = strlen(lower);
    return c->chunk_to - at > length && ascii_same(c->text + at, length, lower);
}

static uint32_t url_end(const cutter *c) {
    static const char *const openings[] = {"http://", "https://", "ftp://", "www.", "mailto:"};
    bool found = false;
    for (size_t i = 0; i < sizeof openings / sizeof *openings && !found; i++)
        found = starts_with(c, c->at, openings[i]);
    if (!found) return 0;
    uint32_t to = c->at;
    while (to < c->chunk_to && is_address_char((uint8_t)c->text[to])) to++;
    return trim_address(c, c->at, to);
}

static bool is_mail_char(uint8_t b) {
    return ascii_is_letter(b) || ascii_is_digit(b) || (b != 0 && strchr("._%+-&", b) != NULL);
}

/* "name@host.domain" that begins here; remembers where none can begin, so that no byte is searched twice. */
static uint32_t mail_end(cutter *c) {
    if (!c->has_at_sign || c->at < c->no_mail_before) return 0;
    uint32_t at = c->at;
    while (at < c->chunk_to && is_mail_char((uint8_t)c->text[at])) at++;
    c->no_mail_before = at;
    if (at == c->at || at >= c->chunk_to || c->text[at] != '@') return 0;
    uint32_t to = at + 1;
    while (to < c->chunk_to && is_mail_char((uint8_t)c->text[to])) to++;
    to = trim_address(c, at + 1, to);
    return memchr(c->text + at + 1, '.', to - at - 1) != NULL ? to : 0;
}

enum { DOMAIN_BYTES_MAX = 64, ABBREVIATION_BYTES_MAX = 16 };   /* how far ahead is looked; keeps the work linear */

/* "example.co.uk/path", "report.pdf": labels with points between, the last one of the known endings. */
static uint32_t domain_end(const cutter *c, uint32_t first_point) {
    uint32_t label = first_point + 1, at = label, to = 0;
    uint32_t limit = c->chunk_to - first_point < DOMAIN_BYTES_MAX ? c->chunk_to : first_point + DOMAIN_BYTES_MAX;
    for (; at <= limit; at++) {
        uint8_t b = at < c->chunk_to ? (uint8_t)c->text[at] : 0;
        if (ascii_is_lower(b) || ascii_is_digit(b) || b == '-') continue;
        if (at == label || ascii_is_letter(b) || b >= 0x80) break;
        if (lexicon_is_domain(c->text + label, at - label)) to = at;
        if (b != '.') break;
        label = at + 1;
    }
    if (to == 0 || to >= c->chunk_to || c->text[to] != '/') return to;
    while (to < c->chunk_to && is_address_char((uint8_t)c->text[to])) to++;
    return trim_address(c, first_point, to);
}

/* ---- Numbers ------------------------------------------------------------------------------------------------------ */

/* Digits with inner points, commas and colons: "1,234.5", "7:30". */
static uint32_t digits_end(const cutter *c, uint32_t at) {
    for (;;) {
        uint32_t bytes, code = char_at(c, at, &bytes);
        if (utf8_is_digit(code)) {
            at += bytes;
        } else if ((code == '.' || code == ',' || code == ':') && utf8_is_digit(code_at(c, at + 1))) {
            at++;
        } else {
            return at;
        }
    }
}

static uint32_t plain_digits_end(const cutter *c, uint32_t at) {
    while (at < c->chunk_to && ascii_is_digit((uint8_t)c->text[at])) at++;
    return at;
}

/* Groups of digits joined by one mark: dates "3/8/2000", "9/11", telephone numbers "713-853-3989", "345-9945". Ranges
 * ("5-10", "2001/02") are parted. 0: not such a group. */
static uint32_t grouped_end(const cutter *c, uint32_t from, uint32_t first_to) {
    char mark = first_to < c->chunk_to ? c->text[first_to] : '\0';
    if (mark != '/' && mark != '-') return 0;
    uint32_t groups = 1, to = first_to, last_from = from;
    while (to < c->chunk_to && c->text[to] == mark && plain_digits_end(c, to + 1) > to + 1) {
        last_from = to + 1;
        to = plain_digits_end(c, last_from);
        groups++;
    }
    if (is_word_char(code_at(c, to))) return 0;
    uint32_t first = first_to - from, last = to - last_from;
    if (groups == 2 && mark == '/') return first <= 2 && last <= 2 ? to : 0;
    if (groups == 2) return (first == 3 || first == 5) && last == 4 ? to : 0;
    return groups >= 3 ? to : 0;
}

/* Letters written on to a number: do they belong to it ("10th", "1990s", "4x4") or follow it ("5 pm", "30 km")? */
static bool letters_join_number(const cutter *c, uint32_t from, uint32_t to) {
    const char *at = c->text + from;
    uint32_t bytes = to - from;
    if (bytes == 1) return strchr("kmpfxKMFC", at[0]) == NULL;
    bool lower = bytes > 2;
    for (uint32_t i = 0; i < bytes && lower; i++) lower = ascii_is_lower((uint8_t)at[i]);
    return !lower && !lexicon_is_unit(at, bytes);
}

static uint32_t number_end(const cutter *c) {
    uint32_t to = digits_end(c, c->at);
    uint32_t plain = plain_digits_end(c, c->at);
    uint32_t grouped = plain == to ? grouped_end(c, c->at, to) : 0;
    if (grouped != 0) return grouped;
    uint32_t letters = to, bytes, code;
    while (is_word_char(code = char_at(c, letters, &bytes))) letters += bytes;
    if (letters > to && letters_join_number(c, to, letters)) to = letters;
    uint32_t domain = to < c->chunk_to && c->text[to] == '.' ? domain_end(c, to) : 0;
    return domain != 0 ? domain : to;
}

/* ---- Words -------------------------------------------------------------------------------------------------------- */

/* At a full stop inside a stretch of letters: does "U.S", "a.m", "Ph.D" go on after it? */
static bool point_joins(const cutter *c, uint32_t word_from, uint32_t at) {
    uint32_t bytes, next = char_at(c, at + 1, &bytes);
    if (!utf8_is_letter(next)) return false;
    uint32_t after = code_at(c, at + 1 + bytes);
    uint32_t letter_bytes, previous = 0;
    uint32_t letter_from = at;
    if (at > word_from) {
        letter_bytes = utf8_before(c->text + word_from, at - word_from, &previous);
        letter_from = at - letter_bytes;
    }
    bool one_letter = letter_from == word_from || c->text[letter_from - 1] == '.';
    bool next_one = !is_word_char(after);
    if (one_letter && next_one) return utf8_is_letter(previous);
    uint32_t to = at + 1;
    uint32_t limit = c->chunk_to - at < ABBREVIATION_BYTES_MAX ? c->chunk_to : at + ABBREVIATION_BYTES_MAX;
    while (to < limit && (ascii_is_letter((uint8_t)c->text[to]) || c->text[to] == '.')) to++;
    while (to > at && c->text[to - 1] == '.') to--;
    return lexicon_abbreviation(c->text + word_from, to - word_from) != ABBREVIATION_NONE;
}

/* "non-violent", but "UN-led", "U-17", "to-be-named": a prefix is no name and begins the whole compound. */
static bool is_prefix(const cutter *c, uint32_t word_from, uint32_t at) {
    if (!lexicon_is_prefix(c->text + word_from, at - word_from) || code_before(c, word_from) == '-') return false;
    if (utf8_is_digit(code_at(c, at + 1))) return ascii_same(c->text + word_from, at - word_from, "mid");
    bool capitals = at - word_from > 1 && ascii_is_upper((uint8_t)c->text[at - 1]);
    return !capitals || utf8_is_upper(code_at(c, at + 2));
}

/* "non-violent", "clock-wise": prefix or suffix and hyphen make one word. */
static bool hyphen_joins(const cutter *c, uint32_t word_from, uint32_t at) {
    if (!is_word_char(code_at(c, at + 1))) return false;
    if (is_prefix(c, word_from, at)) return true;
    uint32_t to = at + 1;
    while (to < c->chunk_to && ascii_is_letter((uint8_t)c->text[to])) to++;
    return lexicon_is_suffix(c->text + at + 1, to - at - 1);
}

/* "AT&T", "R&D": capitals on both sides. */
static bool ampersand_joins(const cutter *c, uint32_t at) {
    uint32_t before = code_before(c, at), after = code_at(c, at + 1);
    return (utf8_is_upper(before) && utf8_is_upper(after)) ||
           (utf8_is_letter(before) && utf8_is_letter(after) && !is_word_char(code_at(c, at + 2)));
}

/* "s/he", "w/o": one letter, slash, no more than three. */
static bool slash_joins(const cutter *c, uint32_t word_from, uint32_t at) {
    uint32_t to = at + 1;
    while (to < c->chunk_to && ascii_is_letter((uint8_t)c->text[to])) to++;
    return at - word_from == 1 && to > at + 1 && to - at <= 4 && ascii_is_lower((uint8_t)c->text[word_from]);
}

static bool mark_joins(const cutter *c, uint32_t word_from, uint32_t at, uint32_t code) {
    switch (code) {
    case '.': return point_joins(c, word_from, at);
    case '-': return hyphen_joins(c, word_from, at);
    case '&': return ampersand_joins(c, at);
    case '/': return slash_joins(c, word_from, at);
    case '*': return utf8_is_letter(code_at(c, at + 1));
    default: return false;
    }
}

static uint32_t word_end(const cutter *c) {
    uint32_t at = c->at;
    for (;;) {
        uint32_t bytes, code = char_at(c, at, &bytes);
        uint32_t apostrophe = apostrophe_at(c, at);
        if (is_word_char(code) || (code != 0 && mark_joins(c, c->at, at, code))) {
            at += bytes;
        } else if (apostrophe != 0 && utf8_is_letter(code_at(c, at + apostrophe))) {
            at += apostrophe;
        } else {
            return at;
        }
    }
}

/* First character after the white space at `at`, within the block; 0: none. */
static uint32_t next_visible(const cutter *c, uint32_t at, uint32_t *where) {
    while (at < c->block_to) {
        uint32_t code, bytes = utf8_decode(c->text + at, c->block_to - at, &code);
        *where = at;
        if (!utf8_is_space(code)) return code;
        at += bytes;
    }
    return 0;
}

static bool last_token_is_capital(const cutter *c) {
    if (c->out->count == 0) return true;
    const token *t = &c->out->at[c->out->count - 1];
    if (t->byte_to <= c->block_from) return true;
    uint32_t code;
    utf8_decode(c->text + t->byte_from, t->byte_to - t->byte_from, &code);
    return utf8_is_upper(code) || (utf8_is_punct(code) && code != ')');
}

static bool last_token_is_comma(const cutter *c) {
    if (c->out->count == 0) return false;
    return c->text[c->out->at[c->out->count - 1].byte_from] == ',';
}

static bool last_token_is_initial(const cutter *c) {
    if (c->out->count == 0) return false;
    const token *t = &c->out->at[c->out->count - 1];
    return t->byte_to - t->byte_from == 2 && c->text[t->byte_from + 1] == '.' &&
           ascii_is_upper((uint8_t)c->text[t->byte_from]);
}

/* "George W. Bush", "J. K. Rowling", but "Plan B. The ..." */
static bool is_initial(const cutter *c, uint32_t to) {
    uint32_t code, where = 0;
    utf8_decode(c->text + c->at, to - c->at, &code);
    if (!utf8_is_upper(code) || code == 'I' || !last_token_is_capital(c)) return false;
    uint32_t next = next_visible(c, to + 1, &where);
    if (last_token_is_initial(c) && !utf8_is_upper(next)) return true;
    if (!utf8_is_upper(next)) return false;
    uint32_t end = where;
    while (end < c->block_to && ascii_is_letter((uint8_t)c->text[end])) end++;
    return end - where < 2 || !lexicon_is_starter(c->text + where, end - where);
}

/* Does the full stop after the word [c->at, to) belong to it? */
static bool stop_joins(const cutter *c, uint32_t to) {
    if (to >= c->chunk_to || c->text[to] != '.' || code_at(c, to + 1) == '.') return false;
    const char *word = c->text + c->at;
    uint32_t bytes = to - c->at, where = to, next = next_visible(c, to + 1, &where);
    uint32_t code, letter = utf8_decode(word, bytes, &code);
    if (letter == bytes && utf8_is_letter(code)) return is_initial(c, to);
    if (memchr(word, '.', bytes) != NULL) return true;
    switch (lexicon_abbreviation(word, bytes)) {
    case ABBREVIATION_NONE: return false;
    case ABBREVIATION_INSIDE: return next != 0;
    case ABBREVIATION_NUMBER: return utf8_is_digit(next);
    case ABBREVIATION_STATE: return last_token_is_comma(c) && utf8_is_upper(code);
    case ABBREVIATION_ANY: return true;
    }
    return false;
}

/* Byte at which the last clitic of a word begins: "n't", "'s", "'ll" ...; 0: there is none. */
static uint32_t clitic_from(const cutter *c, uint32_t from, uint32_t to) {
    static const char *const clitics[] = {"s", "re", "ve", "ll", "d", "m"};
    uint32_t letters = to;
    while (letters > from && to - letters < 3 && ascii_is_letter((uint8_t)c->text[letters - 1])) letters--;
    uint32_t mark = 0;
    for (uint32_t bytes = 1; bytes <= 3 && letters - from > bytes; bytes++)
        if (cut_apostrophe(c->text + letters - bytes, bytes) == bytes) mark = letters - bytes;
    if (mark == 0) return 0;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
        if (ascii_same(c->text + letters, to - letters, clitics[i])) return mark;
    bool not = ascii_same(c->text + letters, to - letters, "t") && ascii_lower((uint8_t)c->text[mark - 1]) == 'n';
    return not && mark - 1 > from ? mark - 1 : 0;
}

/* A word and its clitics, of which there may be three ("wouldn't've"). */
static acta_status push_word(cutter *c, uint32_t to) {
    uint32_t cuts[3], count = 0, end = to;
    for (; count < 3; count++) {
        uint32_t from = clitic_from(c, c->at, end);
        if (from == 0) break;
        cuts[count] = end = from;
    }
    uint32_t contraction = count == 0 ? lexicon_contraction(c->text + c->at, to - c->at) : 0;
    if (contraction != 0) TRY(push(c, c->at + contraction));
    while (count > 0) TRY(push(c, cuts[--count]));
    return push(c, to);
}

static acta_status cut_word(cutter *c) {
    uint32_t to = word_end(c);
    if (to < c->chunk_to && c->text[to] == '.') {
        uint32_t domain = domain_end(c, to);
        if (domain != 0) return push(c, domain);
    }
    if (stop_joins(c, to)) return push(c, to + 1);
    if (to < c->chunk_to && c->text[to] == '$' && lexicon_is_currency(c->text + c->at, to - c->at))
        return push(c, to + 1);
    return push_word(c, to);
}

/* ---- Marks -------------------------------------------------------------------------------------------------------- */

static const char *const emoticons[] = {":-)", ":-(", ";-)", ":-D", ":-P", ":-p", ":-/", ":-|", ":'(", ">:(", ":)",
                                        ":(",  ";)",  ":D",  ":P",  ":p",  ":/",  ":O",  ":o",  ":|",  ":*",  ":]",
                                        ":S",  ":s",  "=)",  "=(",  "=D",  "=P",  ";D",  ";P",  "<3",  "^_^"};

static uint32_t emoticon_end(const cutter *c) {
    if (c->at > c->chunk_from && !is_word_char(code_before(c, c->at)) && code_before(c, c->at) != '.') return 0;
    for (size_t i = 0; i < sizeof emoticons / sizeof *emoticons; i++) {
        uint32_t length = (uint32_t)strlen(emoticons[i]);
        if (c->chunk_to - c->at >= length && memcmp(c->text + c->at, emoticons[i], length) == 0 &&
            !is_word_char(code_at(c, c->at + length)))
            return c->at + length;
    }
    return 0;
}

/* A chunk of drawing characters only, "====>": one token. */
static uint32_t drawing_end(const cutter *c) {
    if (c->at != c->chunk_from || c->chunk_to - c->at < 3) return 0;
    for (uint32_t at = c->at; at < c->chunk_to; at++)
        if (strchr("-=<>+|*{}~_^", c->text[at]) == NULL || c->text[at] == '\0') return 0;
    return c->chunk_to;
}

/* The end of a run of one mark, of "!" and "?" mixed, or of the single character here. */
static uint32_t run_end(const cutter *c) {
    uint32_t bytes, code = char_at(c, c->at, &bytes);
    uint32_t to = c->at + bytes;
    if (code >= 0x80 || strchr(".-*=_~#!?<>`'$+", (int)code) == NULL) return to;
    bool mixed = code == '!' || code == '?';
    while (to < c->chunk_to && (c->text[to] == (char)code || (mixed && (c->text[to] == '!' || c->text[to] == '?'))))
        to++;
    if ((code == '`' || code == '\'') && to > c->at + 2) to = c->at + 2;
    return to;
}

/* "'s" after a token that is no word, "'90s", "'em"; 0: the mark stands alone. */
static uint32_t apostrophe_word_end(const cutter *c, uint32_t apostrophe) {
    static const char *const clitics[] = {"s", "re", "ve", "ll", "d", "m"};
    uint32_t from = c->at + apostrophe, to = from;
    while (to < c->chunk_to && to - from < 6 && ascii_is_letter((uint8_t)c->text[to])) to++;
    bool ends = !is_word_char(code_at(c, to));
    if (ends && to > from && lexicon_is_elision(c->text + from, to - from))
        return to - from == 1 && apostrophe_at(c, to) != 0 ? to + apostrophe_at(c, to) : to;
    if (ends && to > from && c->at > c->chunk_from)
        for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
            if (ascii_same(c->text + from, to - from, clitics[i])) return to;
    uint32_t digits = plain_digits_end(c, from);
    if (digits != from + 2 || c->at > c->chunk_from) return 0;
    if (code_at(c, digits) == 's') digits++;
    return is_word_char(code_at(c, digits)) ? 0 : digits;
}

/* "#hashtag", "@name": mark and word are one. */
static uint32_t tag_end(const cutter *c) {
    char mark = c->text[c->at];
    if ((mark != '#' && mark != '@') || !utf8_is_letter(code_at(c, c->at + 1))) return 0;
    uint32_t to = c->at + 1, bytes, code;
    while (is_word_char(code = char_at(c, to, &bytes))) to += bytes;
    return to;
}

static acta_status cut_mark(cutter *c) {
    uint32_t to = drawing_end(c);
    if (to == 0) to = emoticon_end(c);
    if (to == 0) to = tag_end(c);
    uint32_t apostrophe = apostrophe_at(c, c->at);
    if (to == 0 && apostrophe != 0) to = apostrophe_word_end(c, apostrophe);
    if (to == 0 && c->text[c->at] == '.' && utf8_is_digit(code_at(c, c->at + 1)) &&
        !is_word_char(code_before(c, c->at)))
        to = digits_end(c, c->at + 1);
    return push(c, to != 0 ? to : run_end(c));
}

/* ---- Chunks -------------------------------------------------------------------------------------------------------- */

static acta_status cut_chunk(cutter *c) {
    c->at = c->chunk_from;
    c->no_mail_before = c->at;
    c->has_at_sign = memchr(c->text + c->at, '@', c->chunk_to - c->at) != NULL;
    while (c->at < c->chunk_to) {
        uint32_t code = code_at(c, c->at);
        uint32_t address = is_word_char(code) ? url_end(c) : 0;
        if (address <= c->at) address = mail_end(c);
        if (address > c->at) TRY(push(c, address));
        else if (utf8_is_digit(code)) TRY(push(c, number_end(c)));
        else if (is_word_char(code)) TRY(cut_word(c));
        else TRY(cut_mark(c));
    }
    return ACTA_OK;
}

/* U+FFFD stands for an unreadable character: a letter of the word around it, or else a gap. */
static bool is_gap(const cutter *c, uint32_t at, uint32_t bytes, uint32_t code) {
    if (utf8_is_space(code)) return true;
    if (code != UTF8_REPLACEMENT) return false;
    uint32_t before = 0, after = 0;
    if (at > c->block_from) utf8_before(c->text + c->block_from, at - c->block_from, &before);
    if (at + bytes < c->block_to) utf8_decode(c->text + at + bytes, c->block_to - at - bytes, &after);
    return !(utf8_is_letter(before) && utf8_is_lower(after));
}

/* End of the chunk that begins at chunk_from. */
static uint32_t find_chunk_end(const cutter *c) {
    uint32_t at = c->chunk_from;
    while (at < c->block_to) {
        uint32_t code, bytes = utf8_decode(c->text + at, c->block_to - at, &code);
        if (is_gap(c, at, bytes, code) || at + bytes - c->chunk_from > CHUNK_BYTES_MAX) break;
        at += bytes;
    }
    return at;
}

acta_status cut_tokens(const char *text, uint32_t byte_from, uint32_t byte_to, token_list *tokens) {
    cutter c = {.text = text, .block_from = byte_from, .block_to = byte_to, .out = tokens, .space_before = true};
    for (uint32_t at = byte_from; at < byte_to;) {
        uint32_t code, bytes = utf8_decode(text + at, byte_to - at, &code);
        if (is_gap(&c, at, bytes, code)) {
            c.space_before = true;
            at += bytes;
            continue;
        }
        c.chunk_from = at;
        c.chunk_to = find_chunk_end(&c);
        TRY(cut_chunk(&c));
        at = c.chunk_to;
    }
    return ACTA_OK;
}
