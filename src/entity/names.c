/* names.c - when two spellings are one name.
 *
 * Transliterations of one name differ in vowels, doubled letters and a few consonants, so words are compared by what is
 * left without those, and must not lie too far apart letter by letter either.
 */
#include "entity/names.h"

#include <string.h>

enum { WORD_MAX = 40, EDITS_MAX = 2 };

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == '\'';
}

static char one_for_many(char c) {
    switch (c) {
    case 'q': case 'c': case 'x': case 'g': return 'k';
    case 'w': return 'v';
    case 'z': return 's';
    default: return c;
    }
}

/* Consonants only, one letter for each group that transliterations mix, h dropped after a consonant, none doubled. */
static size_t skeleton(const char *word, char out[WORD_MAX]) {
    size_t n = 0;
    for (const char *at = word; *at != '\0' && n + 1 < WORD_MAX; at++) {
        char c = one_for_many(*at);
        if (is_vowel(c) || (c == 'h' && at != word && !is_vowel(at[-1]))) continue;
        if (at[0] == 'p' && at[1] == 'h') c = 'f';
        if (n == 0 || out[n - 1] != c) out[n++] = c;
    }
    out[n] = '\0';
    return n;
}

/* Edit distance, no more than EDITS_MAX + 1. */
static int edits(const char *a, size_t an, const char *b, size_t bn) {
    unsigned char row[WORD_MAX + 1];
    if (an > WORD_MAX || bn > WORD_MAX) return EDITS_MAX + 1;
    for (size_t k = 0; k <= bn; k++) row[k] = (unsigned char)k;
    for (size_t i = 1; i <= an; i++) {
        unsigned char diagonal = row[0];
        row[0] = (unsigned char)i;
        for (size_t k = 1; k <= bn; k++) {
            unsigned char above = row[k], least = diagonal + (a[i - 1] != b[k - 1]);
            if (above + 1 < least) least = above + 1;
            if (row[k - 1] + 1 < least) least = row[k - 1] + 1;
            diagonal = above;
            row[k] = least;
        }
    }
    return row[bn];
}

bool name_same_word(const char *a, const char *b) {
    size_t an = strlen(a), bn = strlen(b);
    if (strcmp(a, b) == 0) return true;
    if (an < 5 || bn < 5) return false;
    char x[WORD_MAX], y[WORD_MAX];
    if (skeleton(a, x) < 2 || skeleton(b, y) < 2 || strcmp(x, y) != 0) return false;
    return edits(a, an, b, bn) <= EDITS_MAX;
}

static bool is_initial_of(const char *letter, const char *word) {
    return letter[0] == word[0] && (letter[1] == '\0' || (letter[1] == '.' && letter[2] == '\0'));
}

static bool may_be_one_first_name(const char *a, const char *b) {
    return name_same_word(a, b) || is_initial_of(a, b) || is_initial_of(b, a);
}

/* One word: the other's last name, or its first where that is how people are called ("Saddam", "Kim"). */
static bool same_by_one_word(const char *word, const name_tokens *whole) {
    return name_same_word(word, whole->at[whole->count - 1]) || (whole->count > 1 && strcmp(word, whole->at[0]) == 0);
}

bool name_same_person(const name_tokens *a, const name_tokens *b) {
    if (a->count == 0 || b->count == 0) return false;
    if (a->count == 1) return same_by_one_word(a->at[0], b);
    if (b->count == 1) return same_by_one_word(b->at[0], a);
    const char *a_last = a->at[a->count - 1], *b_last = b->at[b->count - 1];
    if (name_same_word(a_last, b_last)) {
        if (may_be_one_first_name(a->at[0], b->at[0])) return true;
        /* "Suu Kyi" of "Aung San Suu Kyi": the shorter is the longer's tail. */
        const name_tokens *shorter = a->count < b->count ? a : b, *longer = a->count < b->count ? b : a;
        return shorter->count < longer->count && name_same_word(shorter->at[0], longer->at[longer->count - shorter->count]);
    }
    /* "Mohamed Ould Abdel" of "Mohamed Ould Abdel Aziz": its beginning, two words at least. */
    const name_tokens *shorter = a->count < b->count ? a : b, *longer = a->count < b->count ? b : a;
    if (shorter->count == longer->count) return false;
    for (uint32_t i = 0; i < shorter->count; i++) {
        if (!name_same_word(shorter->at[i], longer->at[i])) return false;
    }
    return true;
}

bool name_is_acronym(const char *letters, const char *const *words, uint32_t count) {
    static const char small[] = " of the and for in on to de la du des del al ";
    uint32_t n = 0;
    size_t length = strlen(letters);
    for (uint32_t i = 0; i < count; i++) {
        char padded[WORD_MAX + 3] = " ";
        size_t bytes = strlen(words[i]);
        if (bytes == 0 || bytes > WORD_MAX) return false;
        memcpy(padded + 1, words[i], bytes);
        padded[bytes + 1] = ' ';
        if (n < length && words[i][0] == letters[n]) n++;
        else if (strstr(small, padded) == NULL) return false;
    }
    return n == length && n >= 2;
}

char name_gender_of_title(const char *folded) {
    static const char *const men[] = {"mr", "mr.", "sir", "king", "prince", "emperor", "sultan", "emir", "father", "brother", "sheikh", "pope", "bishop",
                                      "archbishop", "cardinal", "imam", "mullah", "ayatollah", "spokesman", "chairman", "businessman", "congressman", "lord",
                                      "husband", "son", "policeman", "gunman", "man", "boy", "he", "him", "himself", "his", "monsignor", "rabbi", "statesman", "patriarch"};
    static const char *const women[] = {"mrs", "mrs.", "ms", "ms.", "miss", "madame", "madam", "queen", "princess", "empress", "sister", "lady", "spokeswoman",
                                        "chairwoman", "businesswoman", "congresswoman", "wife", "daughter", "mother", "policewoman", "woman", "girl",
                                        "she", "her", "herself", "hers", "dame", "baroness", "nun", "widow", "actress"};
    for (size_t i = 0; i < sizeof men / sizeof *men; i++) {
        if (strcmp(folded, men[i]) == 0) return 'm';
    }
    for (size_t i = 0; i < sizeof women / sizeof *women; i++) {
        if (strcmp(folded, women[i]) == 0) return 'f';
    }
    return 0;
}
