/* data.h - what a page tells machines of its report: JSON-LD, and the data that scripts draw a page from. */
#ifndef ACTA_PAGE_DATA_H
#define ACTA_PAGE_DATA_H

#include "page/tree.h"

/* All texts are in the arena, as they stand in the data: they may hold markup. NULL: not told. */
typedef struct page_data {
    const char *headline, *published, *publisher, *url;
    const char *body;                /* the articleBody */
} page_data;

/* Reads every JSON-LD script; the first that is an article tells. Broken JSON tells nothing. Fails with: NOMEM. */
acta_status data_read(const tree *t, arena *a, page_data *data);

/* The longest text in the data that a script would draw the page from: paragraphs with blank lines between, in markup. NULL: none. For
 * pages that have no text of their own.  Fails with: NOMEM. */
acta_status data_drawn(const tree *t, arena *a, const char **text);

#endif
