#include "report/english.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "report/decode.h"

enum { LOOK_BYTES = 1 << 14, WORD_BYTES = 40, LETTERS = 27 };

static const struct {
    const char *words;               /* each between two blanks */
} languages[] = {
#define LANGUAGE(name, words) {" " words " "},
#include "report/languages.def"
#undef LANGUAGE
};
enum { LANGUAGES = sizeof languages / sizeof *languages };       /* English is the first */

static const uint32_t english_trigrams[(LETTERS * LETTERS * LETTERS + 31) / 32] = {
#include "report/trigrams.def"
};

/* Words that names are full of. */
static const char particles[] = " de la el al da do van von der den del di le los las du des dos san bin ibn zu ben ";

typedef struct word {
    char key[WORD_BYTES + 3];        /* folded, between two blanks, cut to fit; NUL-terminated */
    uint8_t bytes;                   /* of the key */
    uint8_t letters;
    bool lower, particle;
} word;

typedef struct words {
    word at[ENGLISH_WORDS_MAX];
    uint32_t count;
} words;

/* ---- words ---- */

static bool is_latin(uint32_t code) {
    return code < 0x250 || (code >= 0x1E00 && code < 0x1F00);
}

static bool in_list(const char *list, const word *w) {
    return strstr(list, w->key) != NULL;
}

static void add_word(words *all, const char *at, size_t bytes, uint32_t letters, bool lower) {
    char folded[WORD_BYTES * UTF8_FOLD_GROWTH + 1];
    word *w = &all->at[all->count++];
    size_t count = utf8_fold(at, bytes < WORD_BYTES ? bytes : WORD_BYTES, folded);
    if (count > WORD_BYTES) count = WORD_BYTES;
    w->key[0] = ' ';
    memcpy(w->key + 1, folded, count);
    memcpy(w->key + 1 + count, " ", 2);
    w->bytes = (uint8_t)(count + 2);
    w->letters = letters < UINT8_MAX ? (uint8_t)letters : UINT8_MAX;
    w->lower = lower;
    w->particle = in_list(particles, w);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* "http://…", "www.…", "a@b": their words are of no language. */
static bool is_address(const char *at, size_t bytes) {
    if (at == NULL) return false;
    return memmem(at, bytes, "://", 3) != NULL || memmem(at, bytes, "www.", 4) != NULL || memchr(at, '@', bytes) != NULL || memchr(at, '_', bytes) != NULL;
}

/* The words of one stretch between blanks. */
static void take_token(words *all, english_signs *signs, const char *at, size_t bytes) {
    bool digit = false, address = is_address(at, bytes);
    for (size_t i = 0; i < bytes;) {
        size_t from = i;
        uint32_t code, letters = 0;
        bool lower = true;
        while (i < bytes) {
            uint32_t length = utf8_decode(at + i, bytes - i, &code);
            if (!utf8_is_letter(code)) break;
            if (!utf8_is_mark(code)) {
                letters++;
                signs->latin += is_latin(code);
                lower = lower && !utf8_is_upper(code);
            }
            i += length;
        }
        signs->letters += letters;
        if (letters > 1 && !address && all->count < ENGLISH_WORDS_MAX) add_word(all, at + from, i - from, letters, lower);
        if (i == bytes) break;
        i += utf8_decode(at + i, bytes - i, &code);
        digit = digit || utf8_is_digit(code);
    }
    signs->tokens++;
    signs->numeric += digit;
}

static void take_words(words *all, english_signs *signs, const char *text, size_t bytes) {
    for (size_t i = 0; i < bytes && all->count < ENGLISH_WORDS_MAX;) {
        size_t from = i;
        while (i < bytes && !is_blank(text[i])) i++;
        if (i > from) take_token(all, signs, text + from, i - from);
        else i++;
    }
    signs->words = all->count;
}

/* ---- function words ---- */

/* "de" between "Carlos" and "la Torre" is part of a name, between words in lower case it is a word. */
static bool is_name_part(const words *all, uint32_t i) {
    if (!all->at[i].particle) return false;
    bool before = i > 0 && all->at[i - 1].lower && !all->at[i - 1].particle;
    bool after = i + 1 < all->count && all->at[i + 1].lower && !all->at[i + 1].particle;
    return !before && !after;
}

static bool stood_before(const words *all, uint32_t i) {
    for (uint32_t k = 0; k < i; k++)
        if (all->at[k].bytes == all->at[i].bytes && memcmp(all->at[k].key, all->at[i].key, all->at[i].bytes) == 0) return true;
    return false;
}

static void count_english(const words *all, english_signs *signs) {
    for (uint32_t i = 0; i < all->count; i++) signs->english += in_list(languages[0].words, &all->at[i]);
}

static void count_foreign(const words *all, english_signs *signs) {
    for (uint32_t l = 1; l < LANGUAGES; l++) {
        uint32_t found = 0, kinds = 0;
        for (uint32_t i = 0; i < all->count; i++) {
            if (is_name_part(all, i) || !in_list(languages[l].words, &all->at[i])) continue;
            found++;
            kinds += !stood_before(all, i);
        }
        if (found < signs->foreign || (found == signs->foreign && kinds <= signs->foreign_kinds)) continue;
        signs->foreign = found;
        signs->foreign_kinds = kinds;
    }
}

/* ---- trigrams ---- */

/* 0: edge, 1 to 26: a to z; LETTERS: a letter that English has not. */
static uint32_t letter_number(char c) {
    if (c == ' ') return 0;
    return ascii_is_lower((unsigned char)c) ? (uint32_t)(c - 'a') + 1 : LETTERS;
}

static bool is_known_trigram(const char *at) {
    uint32_t a = letter_number(at[0]), b = letter_number(at[1]), c = letter_number(at[2]);
    if (a == LETTERS || b == LETTERS || c == LETTERS) return false;
    uint32_t n = (a * LETTERS + b) * LETTERS + c;
    return english_trigrams[n / 32] >> n % 32 & 1;
}

/* Words without a vowel are abbreviations: "cts", "mln". */
static void count_trigrams(const words *all, english_signs *signs) {
    for (uint32_t i = 0; i < all->count; i++) {
        const word *w = &all->at[i];
        if (!w->lower || w->letters < 4 || strpbrk(w->key, "aeiouy") == NULL || stood_before(all, i)) continue;
        for (uint32_t k = 0; k + 3 <= w->bytes; k++) {
            signs->trigrams++;
            signs->known += is_known_trigram(w->key + k);
        }
    }
}

/* ---- the answer ---- */

static bool surely_english(const english_signs *s) {
    return s->english >= 8 && s->english * 4 >= s->words && s->latin * 10 >= s->letters * 6;
}

void english_look(const char *utf8, size_t bytes, english_signs *signs) {
    words all;
    all.count = 0;
    *signs = (english_signs){0};
    take_words(&all, signs, utf8, bytes);
    count_english(&all, signs);
    if (surely_english(signs)) return;               /* nearly every report ends here */
    count_foreign(&all, signs);
    count_trigrams(&all, signs);
}

/* Of a language with a list so many words are function words, whatever else stands in the text. */
static bool is_covered(const english_signs *s) {
    return s->foreign_kinds >= 2 && s->foreign * 12 >= s->words;
}

/* The limits were set on reports, sentences and headlines of English agencies, of which none may be lost. */
bool english_is(const english_signs *s) {
    if (s->letters >= 8 && s->latin * 10 < s->letters * 6) return s->english >= 5 && s->english * 100 >= s->words * 15;
    if (s->english >= 2 * s->foreign && s->english * 10 >= s->words) return true;
    if (is_covered(s) && s->foreign >= 3 && 2 * s->foreign >= 3 * s->english + 4) return false;
    if (is_covered(s) && s->english == 0 && s->trigrams >= 40 && s->known * 100 < s->trigrams * 80) return false;
    bool strange = s->trigrams >= 60 && s->known * 100 < s->trigrams * 72;
    return !strange || s->english * 10 >= s->words || s->numeric * 10 >= s->tokens * 3;
}

acta_status acta_report_language(const acta_report *report, acta_language *language, acta_err *err) {
    report_part parts[3] = {{report->title, report->title != NULL ? strlen(report->title) : 0}, {"\n\n", 2}, {report->bytes, report->byte_count}};
    report_text text;
    arena scratch;
    english_signs signs;
    if (parts[0].byte_count > LOOK_BYTES) parts[0].byte_count = LOOK_BYTES;
    if (parts[2].byte_count > LOOK_BYTES) parts[2].byte_count = LOOK_BYTES;
    if (report->title == NULL) parts[0].bytes = "";
    if (report->bytes == NULL) parts[2] = (report_part){"", 0};
    arena_begin(&scratch, acta__malloc(), LOOK_BYTES * 8);
    acta_status status = decode_parts(parts, 3, &scratch, &text);
    if (status == ACTA_OK) {
        english_look(text.bytes, text.byte_count, &signs);
        *language = english_is(&signs) ? ACTA_LANGUAGE_ENGLISH : ACTA_LANGUAGE_OTHER;
    }
    arena_end(&scratch);
    if (status != ACTA_OK) return acta__fail(err, status, -1, "out of memory");
    return ACTA_OK;
}
