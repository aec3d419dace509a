/* body.h - the main text of a page: which element holds it, and which of its blocks are the report. */
#ifndef ACTA_PAGE_BODY_H
#define ACTA_PAGE_BODY_H

#include "page/block.h"
#include "page/cut.h"

typedef struct body {
    char *text;                      /* [bytes] paragraphs with blank lines between, NUL-terminated */
    size_t bytes;
    uint32_t element;                /* the element chosen; NO_NODE: the page has no text */
} body;

/* title: the page's headline, which is not repeated in the text; may be NULL.  Fails with: NOMEM. */
acta_status body_read(const tree *t, const element *elements, const char *title, arena *a, body *out);

#endif
