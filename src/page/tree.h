/* tree.h - a page as a flat list of elements and texts in the order in which they stand.
 *
 * Parents come before their children and `end` is behind the last descendant: passes over the list take the place of recursion, and
 * sums over subtrees are made from the back to the front.
 */
#ifndef ACTA_PAGE_TREE_H
#define ACTA_PAGE_TREE_H

#include <gumbo.h>
#include <stdbool.h>

#include "acta.h"
#include "base/arena.h"
#include "base/slice.h"

#define TREE_BYTES_MAX ((size_t)64 << 20)    /* memory that the tree of one page may take */
#define NO_NODE UINT32_MAX

typedef struct node {
    const GumboNode *source;
    uint32_t parent;                 /* NO_NODE: it is the first */
    uint32_t end;                    /* half open */
    GumboTag tag;                    /* GUMBO_TAG_LAST: a text */
} node;

typedef struct tree {
    node *nodes;                     /* [count]; the first is the html element */
    uint32_t count;
} tree;

/* Parse sifted UTF-8.  Fails with: LIMIT (the tree takes more than TREE_BYTES_MAX), NOMEM. */
acta_status tree_read(slice page, arena *a, tree *t, acta_err *err);

/* The value of an attribute, NULL where the element has none or the node is a text. */
const char *tree_attribute(const node *n, const char *name);

/* The text of a text node; NULL for an element. */
const char *tree_text(const node *n);

/* The texts inside an element, white space collapsed to single blanks; at most `most` bytes of them, into out [most + 1], which comes
 * back. */
const char *tree_words(const tree *t, uint32_t at, size_t most, char *out);

/* Are the two elements made alike: the same tag, the same first class (articles need none)? */
bool tree_alike(const tree *t, uint32_t one, uint32_t other);

/* The first element of this kind from `from` on, or NO_NODE. */
uint32_t tree_find(const tree *t, GumboTag tag, uint32_t from);

#endif
