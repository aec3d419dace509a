/* block.h - the runs of text that stand as one on the page: paragraphs, headings, items of lists, cells. */
#ifndef ACTA_PAGE_BLOCK_H
#define ACTA_PAGE_BLOCK_H

#include "page/tree.h"

typedef struct block {
    uint32_t node;                   /* the element that makes it a block of its own: the nearest one that is no run of text */
    uint32_t char_count, link_chars; /* white space not counted; of these, inside links */
    uint32_t word_count;
    const char *text;                /* [bytes] white space collapsed; "\n" where the page breaks the line */
    uint32_t bytes;
    bool bold;                       /* all of it, as headings are that are none */
} block;

typedef struct block_list {
    block *at;                       /* [count] in the order of the page */
    uint32_t count, capacity;
} block_list;

/* The blocks of all that is not `cut` ([t->count]).  Fails with: NOMEM. */
acta_status blocks_read(const tree *t, const bool *cut, arena *a, block_list *blocks);

/* Their texts with a blank line between.  Fails with: NOMEM. */
acta_status blocks_join(const block_list *blocks, arena *a, slice *text);

/* Is it an element within a run of text? */
bool block_is_inline(const node *n);

/* A paragraph that tells something: sentences, not links, labels or names. */
bool block_is_prose(const block *b);

bool block_ends_sentence(const block *b);

#endif
