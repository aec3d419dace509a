#include "page/tree.h"

#include <setjmp.h>
#include <string.h>

#include "base/status.h"
#include "base/utf8.h"

/* gumbo takes its memory from an arena and never gives it back, so that nothing need be walked to free a tree. It does not expect to
 * be refused memory: then it is left by a jump, which loses nothing but what is in the arena anyway. */
typedef struct pool {
    arena *arena;
    size_t taken;
    bool too_large;
    jmp_buf refused;
} pool;

static void *take(void *ctx, size_t bytes) {
    pool *p = ctx;
    p->too_large = bytes > TREE_BYTES_MAX - p->taken;
    void *piece = p->too_large ? NULL : arena_take(p->arena, bytes, 1);
    if (piece == NULL) longjmp(p->refused, 1);
    p->taken += bytes + 16;
    if (p->taken > TREE_BYTES_MAX) p->taken = TREE_BYTES_MAX;
    return piece;
}

static void keep(void *ctx, void *piece) {
    (void)ctx;
    (void)piece;
}

static const GumboNode *parse(pool *p, slice page) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = keep;
    options.userdata = p;
    options.max_errors = 0;
    if (setjmp(p->refused) != 0) return NULL;
    return gumbo_parse_with_options(&options, page.at, page.bytes)->root;
}

static const GumboVector *children_of(const GumboNode *n) {
    return n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE ? &n->v.element.children : NULL;
}

/* ---- From gumbo's tree to the list ---- */

typedef struct list {
    arena *arena;
    node *nodes;
    uint32_t count, capacity;
} list;

static acta_status add(list *l, const GumboNode *source, uint32_t parent) {
    node *n = ARENA_PUSH(l->arena, l->nodes, l->count, l->capacity);
    if (n == NULL) return ACTA_NOMEM;
    *n = (node){source, parent, 0, children_of(source) != NULL ? source->v.element.tag : GUMBO_TAG_LAST};
    return ACTA_OK;
}

/* While an element is being read, its `end` counts the children that have been; behind the last of them it becomes what it is. */
static acta_status flatten(const GumboNode *root, arena *a, tree *t) {
    list l = {.arena = a};
    TRY(add(&l, root, NO_NODE));
    for (uint32_t at = 0; at != NO_NODE;) {
        node *n = &l.nodes[at];
        const GumboVector *children = children_of(n->source);
        if (children != NULL && n->end < children->length) {
            const GumboNode *child = children->data[n->end++];
            TRY(add(&l, child, at));
            at = l.count - 1;
        } else {
            n->end = l.count;
            at = n->parent;
        }
    }
    *t = (tree){l.nodes, l.count};
    return ACTA_OK;
}

acta_status tree_read(slice page, arena *a, tree *t, acta_err *err) {
    pool *p = ARENA_NEW(a, pool, 1);
    TRY_NEW(p, err);
    p->arena = a;
    const GumboNode *root = parse(p, page);
    if (root == NULL && p->too_large)
        return acta__fail(err, ACTA_LIMIT, -1, "a page with too many elements: its tree takes more than %zu MiB", TREE_BYTES_MAX >> 20);
    if (root == NULL || flatten(root, a, t) != ACTA_OK) return acta__fail(err, ACTA_NOMEM, -1, "out of memory");
    return ACTA_OK;
}

/* ---- Reading it ---- */

const char *tree_attribute(const node *n, const char *name) {
    if (n->tag == GUMBO_TAG_LAST) return NULL;
    const GumboAttribute *found = gumbo_get_attribute(&n->source->v.element.attributes, name);
    return found != NULL ? found->value : NULL;
}

const char *tree_text(const node *n) {
    GumboNodeType type = n->source->type;
    return type == GUMBO_NODE_TEXT || type == GUMBO_NODE_WHITESPACE || type == GUMBO_NODE_CDATA ? n->source->v.text.text : NULL;
}

const char *tree_words(const tree *t, uint32_t at, size_t most, char *out) {
    size_t count = 0;
    out[0] = '\0';
    bool blank = false;
    for (uint32_t i = at; i < t->nodes[at].end; i++) {
        const char *text = tree_text(&t->nodes[i]);
        if (text == NULL) blank |= t->nodes[i].tag != GUMBO_TAG_SPAN && t->nodes[i].tag != GUMBO_TAG_A;
        for (size_t left = text != NULL ? strlen(text) : 0; left > 0;) {
            uint32_t code, bytes = utf8_decode(text, left, &code);
            bool space = utf8_is_space(code) || code == UTF8_DAMAGED;
            if (!space) {
                if (count + bytes + blank > most) return out;
                if (blank && count > 0) out[count++] = ' ';
                memcpy(out + count, text, bytes);
                count += bytes;
                out[count] = '\0';
            }
            blank = space;
            text += bytes;
            left -= bytes;
        }
    }
    return out;
}

bool tree_alike(const tree *t, uint32_t one, uint32_t other) {
    const char *a = tree_attribute(&t->nodes[one], "class"), *b = tree_attribute(&t->nodes[other], "class");
    if (t->nodes[one].tag != t->nodes[other].tag) return false;
    if (a == NULL || b == NULL) return t->nodes[one].tag == GUMBO_TAG_ARTICLE;
    size_t bytes = strcspn(a, " ");
    return bytes > 0 && strncmp(a, b, bytes) == 0 && (b[bytes] == '\0' || b[bytes] == ' ');
}

uint32_t tree_find(const tree *t, GumboTag tag, uint32_t from) {
    for (uint32_t i = from; i < t->count; i++)
        if (t->nodes[i].tag == tag) return i;
    return NO_NODE;
}
