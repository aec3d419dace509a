/* names.h - when two spellings are one name. */
#ifndef ACTA_ENTITY_NAMES_H
#define ACTA_ENTITY_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NAME_TOKENS_MAX = 8 };

/* A person's name as folded words: no titles, particles or hyphens. */
typedef struct name_tokens {
    const char *at[NAME_TOKENS_MAX];
    uint32_t count;
} name_tokens;

/* One word in two transliterations: "haneef" and "hanif", "gaddafi" and "qadhafi"; not "hassan" and "hussein". */
bool name_same_word(const char *a, const char *b);

/* Can both name one person? A last name alone fits any name that ends in it; two first names must be spellings of one,
 * or one the other's initial. */
bool name_same_person(const name_tokens *a, const name_tokens *b);

/* "wfp" for "world food programme": the initials of the words that count. */
bool name_is_acronym(const char *letters, const char *const *words, uint32_t count);

/* Mr, Mrs, king, queen ...: 'm' or 'f', 0 where the word tells nothing. */
char name_gender_of_title(const char *folded);

/* Is the word one of a list's, which begins and ends with a blank and has one between its words? */
bool name_word_in(const char *word, const char *list);

#endif
