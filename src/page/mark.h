/* mark.h - the marks of a page, one after the other: tags, comments, declarations. Reads bytes, builds nothing.
 *
 * It finds where a tag ends as a browser does (quotes count inside a tag), and knows nothing of what tags mean.
 */
#ifndef ACTA_PAGE_MARK_H
#define ACTA_PAGE_MARK_H

#include <stdbool.h>

#include "base/slice.h"

typedef enum mark_kind {
    MARK_TEXT,                       /* what stands before the next mark, or to the end */
    MARK_OPEN, MARK_CLOSE,           /* a tag; `name` is its name */
    MARK_OTHER                       /* comment, doctype, processing instruction */
} mark_kind;

typedef struct mark {
    mark_kind kind;
    slice whole;                     /* as it stands, brackets included */
    slice name;
} mark;

/* Where the reading of a page stands. What was once looked for in vain to the end of the page is not looked for again, so that no
 * page takes more than a few passes. */
typedef struct mark_reader {
    slice text;
    size_t at;
    bool no_comment_end;             /* no "-->" follows */
    bool lost_quotes;                /* a quotation mark is missing: brackets end tags everywhere from here */
} mark_reader;

/* The next mark; at the end an empty text. */
mark mark_next(mark_reader *r);

/* The value of an attribute of a tag, as it stands there; empty where there is none. `name` in lower case. */
slice mark_attribute(slice tag, const char *name);

bool mark_is_blank(char c);

#endif
