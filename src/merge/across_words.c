/* across_words.c - the words of a text that tell something, as hashes. */
#include <string.h>
#include <stdlib.h>
#include <xxhash.h>

#include "base/utf8.h"
#include "merge/across_work.h"

enum { TEXT_BYTES = 4096,           /* of a text, what lies beyond is not read */
       WORDS_MAX = 64 };

/* Words that every report has, in alphabetical order. */
static const char *const EMPTY[] = {
    "a", "about", "after", "again", "against", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "but", "by", "could", "during", "for", "from", "had", "has", "have", "he", "her", "his", "i", "in", "into", "is", "it", "its",
    "more", "mr", "mrs", "ms", "no", "not", "of", "on", "one", "or", "other", "over", "said", "say", "says", "she", "some",
    "than", "that", "the", "their", "them", "there", "they", "this", "to", "told", "under", "up", "was", "were", "when", "where",
    "which", "while", "who", "will", "with", "would"
};

static int by_text(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

static bool ends(const char *word, size_t n, const char *with) {
    size_t k = strlen(with);
    return n >= k + 4 && memcmp(word + n - k, with, k) == 0;
}

/* "bombings", "bombing", "bombed", "bombs" are "bomb". Blunt, but the same for all. */
static size_t stem(const char *word, size_t n) {
    if (ends(word, n, "s") && !ends(word, n, "ss")) n--;
    if (ends(word, n, "ing")) return n - 3;
    if (ends(word, n, "ed")) return n - 2;
    if (ends(word, n, "e")) return n - 1;
    return n;
}

static bool in_word(unsigned char c) {
    return c >= 0x80 || ascii_is_letter(c) || ascii_is_digit(c);
}

static uint32_t add(uint32_t *out, size_t count, uint32_t hash) {
    for (size_t i = 0; i < count; i++) {
        if (out[i] == hash) return 0;
    }
    out[count] = hash;
    return 1;
}

static int by_number(const void *x, const void *y) {
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

static size_t folded(const char *text, char out[TEXT_BYTES * UTF8_FOLD_GROWTH + 1]) {
    return text == NULL ? 0 : utf8_fold(text, strnlen(text, TEXT_BYTES), out);
}

size_t across_words(const char *text, size_t room, uint32_t *out) {
    char plain[TEXT_BYTES * UTF8_FOLD_GROWTH + 1], word[WORDS_MAX];
    size_t n = folded(text, plain), count = 0;
    for (size_t i = 0; i < n && count < room;) {
        size_t length = 0;
        while (i < n && !in_word((unsigned char)plain[i])) i++;
        for (; i < n && in_word((unsigned char)plain[i]); i++) {
            if (length < sizeof word - 1) word[length++] = plain[i];
        }
        word[length] = 0;
        const char *key = word;
        if (length == 0 || (length == 1 && !ascii_is_digit((unsigned char)word[0]))) continue;
        if (bsearch(&key, EMPTY, sizeof EMPTY / sizeof *EMPTY, sizeof *EMPTY, by_text) != NULL) continue;
        count += add(out, count, (uint32_t)XXH3_64bits(word, stem(word, length)));
    }
    qsort(out, count, sizeof *out, by_number);
    return count;
}

uint32_t across_hash(const char *text) {
    char plain[TEXT_BYTES * UTF8_FOLD_GROWTH + 1];
    size_t n = folded(text, plain);
    if (n == 0) return 0;
    uint32_t hash = (uint32_t)XXH3_64bits(plain, n);
    return hash == 0 ? 1 : hash;
}
