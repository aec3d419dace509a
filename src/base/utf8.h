/* utf8.h - reading, writing and folding UTF-8. Knows characters, nothing of words or news; no locale.
 *
 * Everything takes a pointer and a length and never looks past it. Classes are Unicode general categories.
 */
#ifndef ACTA_BASE_UTF8_H
#define ACTA_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

enum {
    UTF8_DAMAGED = 0x110000,         /* what utf8_decode says of a byte that begins no character */
    UTF8_REPLACEMENT = 0xFFFD,
    UTF8_BYTES_MAX = 4,
    UTF8_FOLD_GROWTH = 3             /* folding makes of n bytes at most n times this */
};

/* The character at `at`, where at least one byte must stand. Strict: over-long forms, surrogates and numbers over 10FFFF
 * are broken. A broken byte is UTF8_DAMAGED, one byte long, so that every byte belongs to exactly one character.
 * Returns the bytes it takes, 1..4. */
uint32_t utf8_decode(const char *at, size_t bytes, uint32_t *code);

/* The character that ends just before at + offset (offset > 0), as utf8_decode would read it going forward. */
uint32_t utf8_before(const char *at, size_t offset, uint32_t *code);

/* Writes the character, 1..4 bytes; what is no character is written as U+FFFD. */
uint32_t utf8_encode(uint32_t code, char out[UTF8_BYTES_MAX]);

/* Characters in valid or broken UTF-8. */
size_t utf8_count(const char *at, size_t bytes);

bool utf8_is_letter(uint32_t code);  /* L*, and marks, which belong to the letter before them */
bool utf8_is_upper(uint32_t code);   /* Lu, Lt */
bool utf8_is_lower(uint32_t code);   /* Ll */
bool utf8_is_digit(uint32_t code);   /* Nd */
bool utf8_is_mark(uint32_t code);    /* Mn, Mc, Me */
bool utf8_is_space(uint32_t code);   /* white space and control characters */
bool utf8_is_punct(uint32_t code);   /* P* and S* */
bool utf8_is_cjk(uint32_t code);     /* the ideographs that stand without spaces between words */
bool utf8_is_ignorable(uint32_t code); /* soft hyphen, zero-width and direction marks: format characters (Cf) */

uint32_t utf8_lower(uint32_t code);  /* one character for one */

/* Folded text: each character in lower case, decomposed (NFD), without marks (Mn) and format characters (Cf). Broken
 * bytes become U+FFFD. `out` has room for bytes * UTF8_FOLD_GROWTH + 1; NUL-terminated; returns its length. */
size_t utf8_fold(const char *at, size_t bytes, char *out);

/* The same in memory of its own, or NULL. */
char *utf8_folded(arena *a, const char *at, size_t bytes);

/* ASCII, for tables and hand-written rules. */
static inline bool ascii_is_digit(uint32_t c) { return c - '0' < 10; }
static inline bool ascii_is_upper(uint32_t c) { return c - 'A' < 26; }
static inline bool ascii_is_lower(uint32_t c) { return c - 'a' < 26; }
static inline bool ascii_is_letter(uint32_t c) { return (c | 32) - 'a' < 26; }
static inline uint32_t ascii_lower(uint32_t c) { return ascii_is_upper(c) ? c + 32 : c; }

/* Is the text this word, letter case aside? `word` is lower-case ASCII. */
bool ascii_same(const char *at, size_t bytes, const char *word);

#endif
