/* names.c - when two spellings are one name.
 *
 * Transliterations of one name differ in vowels, doubled letters and a few consonants: words are compared by their sound, which is what
 * is left when those are made one, and must not lie too far apart letter by letter either. The rules for letters are what wires do
 * with Arabic, Persian, Russian, Turkish and South Slav names.
 */
#include "entity/names.h"

#include <string.h>

#include "base/table.h"

enum { WORD_MAX = 64, EDITS_MAX = 4 };

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Several letters that stand for one sound; the longest first. 'j' and 's' stand for all that hisses with and without voice. */
static const struct {
    const char *letters, *sound;
    bool first;                      /* at the beginning of a word alone */
} sounds[] = {{"shch", "s", false}, {"dzh", "j", false}, {"sch", "s", false}, {"tsch", "s", false}, {"dj", "d", false}, {"zh", "j", false}, {"kh", "h", false},
              {"gh", "k", false}, {"sh", "s", false}, {"ch", "s", false}, {"ph", "f", false}, {"ck", "k", false}, {"hs", "s", true}, {"x", "s", true}, {"x", "ks", false},
              {"q", "k", false}, {"c", "k", false}, {"g", "k", false}, {"z", "s", false}};

/* A word's sound: `all` letters with vowels as they are, and of these the consonants. */
typedef struct sound {
    char all[WORD_MAX], consonants[WORD_MAX];
    size_t all_count, consonant_count;
} sound;

static void put(char *out, size_t *n, char c) {
    if (*n + 1 < WORD_MAX && (*n == 0 || out[*n - 1] != c)) out[(*n)++] = c;
    out[*n] = '\0';
}

/* h is mute after a consonant and at the end, w within a word. */
static bool is_mute(char c, const char *word, const char *at, const char *next) {
    if (at == word) return false;
    return c == 'w' || (c == 'h' && (!(is_vowel(at[-1]) || at[-1] == 'w') || *next == '\0'));
}

/* One letter for each group that transliterations mix, none doubled. */
static void sound_of(const char *word, sound *s) {
    *s = (sound){.all_count = 0};
    for (const char *at = word, *next; *at != '\0'; at = next) {
        char single[2] = {*at, '\0'};
        const char *letters = single;
        next = at + 1;
        for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
            size_t n = strlen(sounds[i].letters);
            if (strncmp(at, sounds[i].letters, n) != 0 || (sounds[i].first && at != word)) continue;
            letters = sounds[i].sound;
            next = at + n;
            break;
        }
        for (; *letters != '\0'; letters++) {
            char c = *letters == 'w' && at == word ? 'v' : *letters;
            if (is_mute(c, word, at, next)) continue;
            put(s->all, &s->all_count, c);
            if (!is_vowel(c)) put(s->consonants, &s->consonant_count, c);
        }
    }
}

/* A word without marks, strokes, hyphens and the article before it: "al-Sarraj" is "sarraj". Returns its length. */
static size_t plain(const char *word, char out[WORD_MAX]) {
    static const char *const articles[] = {"al ", "el ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ", "d "};
    char key[WORD_MAX];
    size_t bytes = table_key(word, strlen(word), key, sizeof key - 1), from = 0, n = 0;
    key[bytes] = '\0';
    for (size_t i = 0; i < sizeof articles / sizeof *articles && from == 0; i++) {
        size_t length = strlen(articles[i]);
        if (strncmp(key, articles[i], length) == 0 && bytes > length + 2) from = length;
    }
    for (size_t i = from; i < bytes; i++) {
        if (key[i] != ' ') out[n++] = key[i];
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

/* Is what lies between two words of one sound no more than spelling? The more consonants they share, the more it may be. */
static bool near_enough(const char *a, const char *b, size_t least, int limit) {
    sound x, y;
    if (strlen(a) < least || strlen(b) < least) return false;
    sound_of(a, &x);
    sound_of(b, &y);
    if (x.consonant_count == 0 || strcmp(x.consonants, y.consonants) != 0) return false;
    int more = x.consonant_count >= 5 ? 2 : x.consonant_count == 4;
    return edits(x.all, x.all_count, y.all, y.all_count) <= limit + more;
}

bool name_same_word(const char *a, const char *b) {
    if (strcmp(a, b) == 0) return true;
    char x[WORD_MAX], y[WORD_MAX];
    size_t xn = plain(a, x), yn = plain(b, y);
    if (xn == yn && xn > 0 && memcmp(x, y, xn) == 0) return true;
    return near_enough(x, y, 5, 2) || near_enough(x, y, 4, 0);
}

/* Short words too: only where the rest of the name is the same. */
static bool alike_word(const char *a, const char *b) {
    char x[WORD_MAX], y[WORD_MAX];
    plain(a, x);
    plain(b, y);
    return name_same_word(a, b) || near_enough(x, y, 3, 1);
}

static bool is_initial_of(const char *letter, const char *word) {
    return letter[0] == word[0] && (letter[1] == '\0' || (letter[1] == '.' && letter[2] == '\0'));
}

/* One word: the other's last name, or its first where that is how people are called ("Saddam", "Kim"), or, in full and of four letters, any of
 * three or more ("Uribe" of "Alvaro Uribe Velez", "Lula"). */
static bool same_by_one_word(const char *word, const name_tokens *whole) {
    if (name_same_word(word, whole->at[whole->count - 1])) return true;
    for (uint32_t i = 0; whole->count > 1 && i + 1 < whole->count; i++) {
        if (strcmp(word, whole->at[i]) == 0 && (i == 0 || (whole->count > 2 && strlen(word) >= 4))) return true;
    }
    return false;
}

/* "abdul rahman", "abdurrahman", "abdel rahman": the servant's article is written in many ways. Cuts it out of the letters run together. */
static void drop_servants_article(char *letters) {
    for (char *at = strstr(letters, "abd"); at != NULL; at = strstr(at + 3, "abd")) {
        char *rest = at + 3;
        if (!is_vowel(rest[0])) continue;
        bool doubled = rest[1] != '\0' && rest[1] == rest[2];
        if (rest[1] != 'l' && !doubled) continue;
        memmove(rest, rest + 2, strlen(rest + 2) + 1);
    }
}

/* All words run together: "Shui-bian" is "Shuibian", "Abdel Aziz" "Abdelaziz". */
static size_t run_together(const name_tokens *name, char out[WORD_MAX]) {
    size_t n = 0;
    for (uint32_t i = 0; i < name->count; i++) {
        char word[WORD_MAX];
        size_t bytes = plain(name->at[i], word);
        if (n + bytes >= WORD_MAX) break;
        memcpy(out + n, word, bytes + 1);
        n += bytes;
    }
    out[n] = '\0';
    drop_servants_article(out);
    return strlen(out);
}

static bool same_run_together(const name_tokens *a, const name_tokens *b) {
    char x[WORD_MAX], y[WORD_MAX];
    size_t xn = run_together(a, x), yn = run_together(b, y);
    return a->count != b->count && xn == yn ? memcmp(x, y, xn) == 0 : a->count != b->count && near_enough(x, y, 8, 1);
}

/* First and last words alike: one of them surely, the other at least nearly. */
static bool same_ends(const name_tokens *a, const name_tokens *b) {
    const char *first[] = {a->at[0], b->at[0]}, *last[] = {a->at[a->count - 1], b->at[b->count - 1]};
    if (name_same_word(last[0], last[1]) && (is_initial_of(first[0], first[1]) || is_initial_of(first[1], first[0]))) return true;
    return (name_same_word(last[0], last[1]) && alike_word(first[0], first[1])) || (name_same_word(first[0], first[1]) && alike_word(last[0], last[1]));
}

/* "Suu Kyi" of "Aung San Suu Kyi", its tail; "Mohamed Ould Abdel" of "Mohamed Ould Abdel Aziz", its beginning: two words at least. */
static bool part_of(const name_tokens *shorter, const name_tokens *longer) {
    uint32_t gap = longer->count - shorter->count;
    bool tail = name_same_word(shorter->at[shorter->count - 1], longer->at[longer->count - 1]) && name_same_word(shorter->at[0], longer->at[gap]), head = true;
    for (uint32_t i = 0; i < shorter->count; i++) head = head && name_same_word(shorter->at[i], longer->at[i]);
    return tail || head;
}

bool name_same_person(const name_tokens *a, const name_tokens *b) {
    if (a->count == 0 || b->count == 0) return false;
    if (a->count == 1 && b->count > 1) return same_by_one_word(a->at[0], b);
    if (b->count == 1) return same_by_one_word(b->at[0], a);
    if (same_ends(a, b) || same_run_together(a, b)) return true;
    return a->count < b->count ? part_of(a, b) : b->count < a->count && part_of(b, a);
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

bool name_word_in(const char *word, const char *list) {
    size_t n = strlen(word);
    for (const char *at = strstr(list, word); at != NULL; at = strstr(at + 1, word)) {
        if (at > list && at[-1] == ' ' && at[n] == ' ') return true;
    }
    return false;
}
