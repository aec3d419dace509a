/* lexicon.h - the closed lists of English that cutting text into words and sentences needs.
 *
 * All keys are lower-case ASCII; look-up ignores letter case. A token longer than any key is simply not found.
 */
#ifndef ACTA_TEXT_LEXICON_H
#define ACTA_TEXT_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a full stop after a word means. */
typedef enum abbreviation {
    ABBREVIATION_NONE,
    ABBREVIATION_INSIDE,             /* something always follows: "Gen.", "vs." */
    ABBREVIATION_NUMBER,             /* an abbreviation before a number only: "No. 7", "Mar. 3" */
    ABBREVIATION_STATE,              /* an American state, and so an abbreviation, after a comma: "Salem, Ore." */
    ABBREVIATION_ANY                 /* may end a sentence as well: "Corp.", "p.m.", "etc." */
} abbreviation;

/* `word` without its last full stop; inner ones stay ("u.s", "p.m"). */
abbreviation lexicon_abbreviation(const char *word, size_t bytes);

/* May "non-" stand joined in "non-violent"?  May "-wise" in "clock-wise"? */
bool lexicon_is_prefix(const char *word, size_t bytes);
bool lexicon_is_suffix(const char *word, size_t bytes);

bool lexicon_is_domain(const char *word, size_t bytes);      /* top-level domains and file endings: "com", "pdf" */
bool lexicon_is_unit(const char *word, size_t bytes);        /* written on to its number in capitals: "PM", "KM" */
bool lexicon_is_currency(const char *word, size_t bytes);    /* before a $ sign: "US", "HK" */
bool lexicon_is_starter(const char *word, size_t bytes);     /* capital says a sentence begins: "The", "However" */
bool lexicon_is_speech(const char *word, size_t bytes);      /* "said", "asked": goes on after a quoted question */
bool lexicon_is_elision(const char *word, size_t bytes);     /* an apostrophe begins it: "'em", "'til" */

/* Byte at which "cannot", "gonna", "dont" falls in two words; 0: it does not. */
uint32_t lexicon_contraction(const char *word, size_t bytes);

/* Are all lists in the order that look-up relies on? For the tests. */
bool lexicon_is_sorted(void);

#endif
