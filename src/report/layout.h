/* layout.h - the lines of a report become paragraphs.
 *
 * A blank line parts paragraphs, save in the middle of a sentence: a long line with no stop before it, a word in lower
 * case after it. A single line end parts them too, unless the report's lines look wrapped. They
 * look wrapped where somewhere a line that ends no sentence goes on in lower case; the longest such line tells the
 * width. Then a line end is white space if the next line begins in lower case, or if this line ends no sentence and
 * fills more than half the width, or if it ends one but is so full that the next word would not have fitted.
 */
#ifndef ACTA_REPORT_LAYOUT_H
#define ACTA_REPORT_LAYOUT_H

#include "doc.h"

typedef struct paragraph_list {
    arena *arena;
    byte_span *at;                   /* without white space at the ends; never empty */
    uint32_t count, capacity;
} paragraph_list;

/* Appends the paragraphs of text[byte_from, byte_to). Fails with: NOMEM. */
acta_status layout_paragraphs(const char *text, uint32_t byte_from, uint32_t byte_to, paragraph_list *paragraphs);

#endif
