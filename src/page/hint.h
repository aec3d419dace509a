/* hint.h - what the names that page makers give their elements say of what is in them. Tables of words, no judgement of text.
 *
 * Names are class, id, role, itemprop. They are cut into words where punctuation or a capital does ("article__relatedLinks" is
 * article, related, links); a word or two neighbours together are looked up. "has-sidebar" and "no-comments" say nothing.
 */
#ifndef ACTA_PAGE_HINT_H
#define ACTA_PAGE_HINT_H

#include "page/tree.h"

typedef enum hint {
    HINT_BODY = 1,                   /* the text of the report, and hardly more */
    HINT_ARTICLE = 2,                /* the report with what belongs to it */
    HINT_AROUND = 4,                 /* share bars, menus, related stories, advertisements, bylines */
    HINT_COMMENTS = 8,               /* what readers say */
    HINT_HIDDEN = 16,                /* not shown */
    HINT_DATE = 32,                  /* a day or a time */
    HINT_FLOAT = 128,                /* set at the side, the text running around it: a picture, a box */
    HINT_STANDFIRST = 64             /* what stands between the headline and the text */
} hint;

/* A set of hints. */
unsigned hint_of(const node *n);

#endif
