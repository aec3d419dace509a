/* english.h - is a report written in English?
 *
 * Function words tell most: those of English against those of the one other language whose list covers the text best. Letter trigrams
 * tell of the languages that have no list. Whatever leaves doubt is English: a headline, a table of results, a text of names.
 */
#ifndef ACTA_REPORT_ENGLISH_H
#define ACTA_REPORT_ENGLISH_H

#include "acta.h"

enum { ENGLISH_WORDS_MAX = 200 };    /* so many from the beginning are looked at */

/* What is seen of a text. */
typedef struct english_signs {
    uint32_t letters, latin;         /* letters; of them of the Latin alphabet */
    uint32_t tokens, numeric;        /* stretches between blanks; of them with a digit */
    uint32_t words;                  /* of two letters and more; addresses of pages and mail left out */
    uint32_t english;                /* of them function words of English */
    uint32_t foreign, foreign_kinds; /* of the other language with most: how many, and how many different ones */
    uint32_t trigrams, known;        /* of the different words in lower case of four letters and more; of them English ones */
} english_signs;

void english_look(const char *utf8, size_t bytes, english_signs *signs);
bool english_is(const english_signs *signs);

#endif
