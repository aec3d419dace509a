#include "when/atoms.h"

#include <string.h>

#include "base/status.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/* Bytes of a dash or slash at the place: '-', '/', en or em dash; 0: none. */
static uint32_t joint_bytes(const char *at, uint32_t bytes) {
    if (*at == '-' || *at == '/') return 1;
    if (bytes >= 3 && memcmp(at, "\xe2\x80", 2) == 0 && (at[2] == '\x93' || at[2] == '\x94' || at[2] == '\x90' || at[2] == '\x91')) return 3;
    return 0;
}

/* Digits and joints only: "2006-11-01", "11/01/06", "1/2" are read whole; "3-7" and "1997-98" are not. */
static bool is_numeric_whole(const char *at, uint32_t bytes) {
    int joints = 0;
    for (uint32_t i = 0; i < bytes; i++) {
        if (at[i] == '-' || at[i] == '/' || at[i] == '.') joints++;
        else if (!is_digit(at[i])) return false;
    }
    return joints == 2 || (joints == 1 && memchr(at, '/', bytes) != NULL && bytes <= 3);
}

/* ---- one atom's number -------------------------------------------------------------------------------------- */

static number_form suffix_form(const char *at, uint32_t bytes) {
    if (bytes == 0) return NUMBER_PLAIN;
    if (bytes == 1 && at[0] == 's') return NUMBER_DECADE;
    if (bytes == 2 && at[0] == '\'' && at[1] == 's') return NUMBER_DECADE;
    if (bytes == 2 && (memcmp(at, "th", 2) == 0 || memcmp(at, "st", 2) == 0 || memcmp(at, "nd", 2) == 0 || memcmp(at, "rd", 2) == 0))
        return NUMBER_ORDINAL;
    return NUMBER_NONE;
}

static bool read_fraction(atom *a) {
    if (a->bytes == 3 && a->at[1] == '/' && is_digit(a->at[0]) && is_digit(a->at[2]) && a->at[2] != '0') {
        a->number = (double)(a->at[0] - '0') / (a->at[2] - '0');
        a->form = NUMBER_FRACTION;
        return true;
    }
    if (a->bytes == 2 && (memcmp(a->at, "\xc2\xbd", 2) == 0 || memcmp(a->at, "\xc2\xbc", 2) == 0)) {
        a->number = a->at[1] == '\xbd' ? 0.5 : 0.25;
        a->form = NUMBER_FRACTION;
        return true;
    }
    return false;
}

static void read_number(atom *a) {
    double value = 0, place = 0;
    uint32_t i = 0, digits = 0;
    bool comma = false;
    if (read_fraction(a)) return;
    for (; i < a->bytes && i < 15; i++) {
        if (is_digit(a->at[i])) {
            value = value * 10 + (a->at[i] - '0');
            place *= 10;
            digits++;
        } else if (a->at[i] == ',' && digits > 0) {
            comma = true;
        } else if (a->at[i] == '.' && place == 0 && digits > 0 && i + 1 < a->bytes) {
            place = 1;
        } else {
            break;
        }
    }
    if (digits == 0) return;
    a->form = suffix_form(a->at + i, a->bytes - i);
    if (a->form == NUMBER_NONE) return;
    a->number = place > 1 ? value / place : value;
    if (place > 1) a->form = NUMBER_FRACTION;
    a->digits = comma || place > 0 ? 0 : (uint8_t)digits;
}

/* ---- words into atoms --------------------------------------------------------------------------------------- */

/* "a.m." and "e.s.t." lose their dots; every word its final one. */
static acta_status undot(atom *a, arena *scratch, acta_err *err) {
    while (a->bytes > 1 && a->at[a->bytes - 1] == '.') a->bytes--;
    if (a->bytes < 3 || a->bytes > 5 || a->at[1] != '.' || !is_letter(a->at[0])) return ACTA_OK;
    char *plain = arena_text(scratch, "", 0), *copy = arena_take(scratch, 8, 1);
    TRY_NEW(plain, err);
    TRY_NEW(copy, err);
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->bytes; i++)
        if (a->at[i] != '.') copy[count++] = a->at[i];
    a->at = copy;
    a->bytes = count;
    return ACTA_OK;
}

/* Was the letter at this place of the folded word a capital as written? Only where folding kept the word's length. */
static bool was_capital(const doc *d, const word *w, const char *at) {
    size_t offset = (size_t)(at - w->folded);
    if (offset == 0) return (w->flags & WORD_CAPITAL) != 0;
    if (d->text == NULL || strlen(w->folded) != w->span.byte_to - w->span.byte_from) return false;
    char c = d->text[w->span.byte_from + offset];
    return c >= 'A' && c <= 'Z';
}

static acta_status push_piece(const doc *d, const word *w, uint32_t index, const char *at, uint32_t bytes, arena *scratch, atom_list *list, acta_err *err) {
    atom *a = ARENA_PUSH(scratch, list->at, list->count, list->capacity);
    TRY_NEW(a, err);
    *a = (atom){.at = at, .bytes = bytes, .word = index};
    a->capital = was_capital(d, w, at);
    if (bytes > 2 && *at == '\'' && is_digit(at[1])) {
        a->apostrophe = true;
        a->at++;
        a->bytes--;
    } else if (bytes > 4 && memcmp(at, "\xe2\x80", 2) == 0 && (at[2] == '\x98' || at[2] == '\x99') && is_digit(at[3])) {
        a->apostrophe = true;
        a->at += 3;
        a->bytes -= 3;
    }
    TRY(undot(a, scratch, err));
    a->lex = time_lexicon_find(a->at, a->bytes, &a->lex_count);
    if (is_digit(*a->at) || (unsigned char)*a->at == 0xc2) read_number(a);
    return ACTA_OK;
}

/* Where "10am", "0900gmt" or "10:30p.m." turns from digits to letters; 0: nowhere. */
static uint32_t letters_after_digits(const char *at, uint32_t bytes) {
    static const char *const tails[] = {"am", "pm", "a.m", "p.m", "a.m.", "p.m.", "gmt", "est", "edt", "hrs", "h", NULL};
    uint32_t i = 0;
    while (i < bytes && (is_digit(at[i]) || at[i] == ':' || at[i] == '.')) i++;
    if (i == 0 || i == bytes || !is_digit(*at)) return 0;
    for (const char *const *tail = tails; *tail != NULL; tail++)
        if (strlen(*tail) == bytes - i && memcmp(*tail, at + i, bytes - i) == 0) return i;
    return 0;
}

static acta_status push_part(const doc *d, const word *w, uint32_t index, const char *at, uint32_t bytes, arena *scratch, atom_list *list, acta_err *err) {
    uint32_t cut = letters_after_digits(at, bytes);
    if (cut > 0) TRY(push_piece(d, w, index, at, cut, scratch, list, err));
    return push_piece(d, w, index, at + cut, bytes - cut, scratch, list, err);
}

static acta_status push_word(const doc *d, const word *w, uint32_t index, arena *scratch, atom_list *list, acta_err *err) {
    const char *at = w->folded;
    uint32_t bytes = (uint32_t)strlen(at), from = 0;
    if (bytes > 64 || is_numeric_whole(at, bytes)) return push_piece(d, w, index, at, bytes, scratch, list, err);
    for (uint32_t i = 0; i < bytes; i++) {
        uint32_t joint = joint_bytes(at + i, bytes - i);
        if (joint == 0) continue;
        if (i > from) TRY(push_part(d, w, index, at + from, i - from, scratch, list, err));
        TRY(push_piece(d, w, index, at + i, joint, scratch, list, err));
        from = i + joint;
        i = from - 1;
    }
    return from < bytes ? push_part(d, w, index, at + from, bytes - from, scratch, list, err) : ACTA_OK;
}

acta_status atoms_of_sentence(const doc *d, uint32_t sentence, arena *scratch, atom_list *list, acta_err *err) {
    word_span words = d->sentences[sentence].words;
    list->count = 0;
    for (uint32_t w = words.word_from; w < words.word_to; w++) TRY(push_word(d, &d->words[w], w, scratch, list, err));
    return ACTA_OK;
}
