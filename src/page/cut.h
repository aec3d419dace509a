/* cut.h - which elements of a page stand around the report: decided by what they are and what they are called.
 *
 * Names lie now and then ("article-with-related"), so nothing is cut that holds the headline, the element that calls itself the text, or
 * most of the words of the page.
 */
#ifndef ACTA_PAGE_CUT_H
#define ACTA_PAGE_CUT_H

#include "page/hint.h"

typedef struct element {
    unsigned hints;                  /* of hint.h */
    uint32_t chars, link_chars;      /* of text inside, scripts aside; of these, in links */
    bool headline;                   /* it is, or holds, an h1 */
    bool body;                       /* it is, or holds, what calls itself the text of the report */
} element;

/* elements: [t->count], zeroed. */
void elements_measure(const tree *t, element *elements);

/* cut: [t->count], zeroed. */
void cut_around(const tree *t, const element *elements, bool *cut);

#endif
