#include "page/cut.h"

#include <string.h>

#include "page/block.h"
#include "page/mark.h"

enum { CARDS_LEAST = 3, CARD_CHARS_MAX = 600, HEADLINE_CHARS_MIN = 18, FLOAT_CHARS_MAX = 300 };

/* Never shown as text. */
static bool is_silent(GumboTag tag) {
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_TEMPLATE ||
           tag == GUMBO_TAG_TEXTAREA || tag == GUMBO_TAG_OPTION || tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_OBJECT || tag == GUMBO_TAG_SVG;
}

/* Pictures and controls: what is written in them is not the report. */
static bool is_no_text(GumboTag tag) {
    return is_silent(tag) || tag == GUMBO_TAG_SELECT || tag == GUMBO_TAG_BUTTON || tag == GUMBO_TAG_FIGCAPTION ||
           tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_AUDIO || tag == GUMBO_TAG_CANVAS || tag == GUMBO_TAG_MAP ||
           tag == GUMBO_TAG_MENU || tag == GUMBO_TAG_FIELDSET;
}

/* ---- Measures ---- */

static uint32_t letters_in(const char *text) {
    uint32_t count = 0;
    for (const char *c = text; *c != '\0'; c++) count += !mark_is_blank(*c);
    return count;
}

void elements_measure(const tree *t, element *elements) {
    for (uint32_t i = 0; i < t->count; i++) {
        const node *n = &t->nodes[i];
        element *e = &elements[i];
        e->hints = hint_of(n);
        e->headline = n->tag == GUMBO_TAG_H1;
        e->body = (e->hints & HINT_BODY) != 0 && !(e->hints & HINT_COMMENTS);
        const char *text = tree_text(n);
        if (text != NULL) e->chars = letters_in(text);
    }
    for (uint32_t i = t->count; i-- > 1;) {
        const element *e = &elements[i];
        element *parent = &elements[t->nodes[i].parent];
        if (is_silent(t->nodes[i].tag)) continue;
        parent->chars += e->chars;
        parent->link_chars += t->nodes[i].tag == GUMBO_TAG_A ? e->chars : e->link_chars;
        parent->headline |= e->headline;
        parent->body |= e->body;
    }
}

/* ---- Cards: other stories, each with a headline that is a link ---- */

/* The first text that an element shows stands in a link of some length, and nothing else in the same block: a headline. */
static bool opens_with_link(const tree *t, const element *elements, uint32_t at) {
    uint32_t first = at;
    while (first < t->nodes[at].end && (t->nodes[first].tag != GUMBO_TAG_LAST || elements[first].chars == 0)) first++;
    if (first == t->nodes[at].end) return false;
    bool linked = false;
    uint32_t up = first;
    while (up != at && block_is_inline(&t->nodes[up])) {
        linked |= t->nodes[up].tag == GUMBO_TAG_A;
        up = t->nodes[up].parent;
    }
    for (uint32_t i = up; i != at && !linked; i = t->nodes[i].parent) linked = t->nodes[i].tag == GUMBO_TAG_A;
    return linked && elements[first].chars >= HEADLINE_CHARS_MIN && elements[up].chars < elements[first].chars + 5;
}

static bool has_linked_heading(const tree *t, const element *elements, uint32_t at) {
    bool link = t->nodes[at].tag == GUMBO_TAG_A;
    uint32_t link_end = link ? t->nodes[at].end : 0;
    for (uint32_t i = at; i < t->nodes[at].end; i++) {
        GumboTag tag = t->nodes[i].tag;
        if (tag == GUMBO_TAG_A && i >= link_end) link_end = t->nodes[i].end;
        if (tag < GUMBO_TAG_H1 || tag > GUMBO_TAG_H6) continue;
        if (i < link_end || elements[i].link_chars * 2 > elements[i].chars) return true;
    }
    return false;
}

/* Short, with a link, and either a headline that is one or hardly a word outside it. */
static bool is_card(const tree *t, const element *elements, uint32_t at) {
    const element *e = &elements[at];
    GumboTag tag = t->nodes[at].tag;
    bool linked = e->link_chars > 0 || tag == GUMBO_TAG_A;
    if (tag == GUMBO_TAG_LAST || tag == GUMBO_TAG_P || e->chars == 0 || e->chars > CARD_CHARS_MAX || !linked) return false;
    if (e->link_chars * 2 > e->chars || has_linked_heading(t, elements, at)) return true;
    return tag != GUMBO_TAG_LI && opens_with_link(t, elements, at);
}

static uint32_t cards_in(const tree *t, const element *elements, uint32_t at) {
    uint32_t cards = 0;
    for (uint32_t i = at + 1; i < t->nodes[at].end; i = t->nodes[i].end) cards += is_card(t, elements, i);
    return cards;
}

/* Three or more stand side by side: each is cut, whatever stands between them. Paragraphs hold links, not cards. */
static void cut_cards(const tree *t, const element *elements, uint32_t at, bool *cut) {
    GumboTag tag = t->nodes[at].tag;
    if (tag == GUMBO_TAG_LAST || tag == GUMBO_TAG_P || block_is_inline(&t->nodes[at]) || elements[at].link_chars == 0) return;
    if (cards_in(t, elements, at) < CARDS_LEAST) return;
    uint32_t before = NO_NODE;       /* the card before: what is made like it is one too, whatever it holds */
    for (uint32_t i = at + 1; i < t->nodes[at].end; i = t->nodes[i].end) {
        const element *e = &elements[i];
        if (e->headline || e->body || block_is_inline(&t->nodes[i]) || e->chars > CARD_CHARS_MAX) continue;
        if (!is_card(t, elements, i) && (before == NO_NODE || !tree_alike(t, before, i))) continue;
        cut[i] = true;
        before = i;
    }
}

/* ---- What is cut ---- */

static bool inside(const tree *t, uint32_t at, GumboTag one, GumboTag other) {
    for (uint32_t i = t->nodes[at].parent; i != NO_NODE; i = t->nodes[i].parent)
        if (t->nodes[i].tag == one || t->nodes[i].tag == other) return true;
    return false;
}

/* Elements that stand around a report by what they are. */
static bool is_around_by_tag(const tree *t, const element *elements, uint32_t at) {
    switch (t->nodes[at].tag) {
    case GUMBO_TAG_NAV: case GUMBO_TAG_ASIDE: case GUMBO_TAG_FORM: return true;
    case GUMBO_TAG_FOOTER: return t->nodes[t->nodes[at].parent].tag != GUMBO_TAG_BLOCKQUOTE;
    case GUMBO_TAG_HEADER: return !elements[at].headline && !inside(t, at, GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN);
    case GUMBO_TAG_FIGURE:
        for (uint32_t i = at; i < t->nodes[at].end; i++)
            if (t->nodes[i].tag == GUMBO_TAG_TABLE) return false;
        return true;
    default: return false;
    }
}

/* Too much of the page to be something around the report. */
static bool is_most(const element *page, const element *e) {
    return (e->chars - e->link_chars) * 2 > page->chars - page->link_chars;
}

static bool is_around(const tree *t, const element *elements, uint32_t at) {
    const element *e = &elements[at], *page = &elements[0];
    GumboTag tag = t->nodes[at].tag;
    if (is_no_text(tag)) return true;
    if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_LAST) return false;
    if (e->headline || e->body) return false;
    if (e->hints & HINT_COMMENTS) return true;
    if (is_most(page, e)) return false;
    if (e->hints & (HINT_AROUND | HINT_HIDDEN)) return true;
    if ((e->hints & HINT_FLOAT) && e->chars < FLOAT_CHARS_MAX) return true;
    return is_around_by_tag(t, elements, at);
}

void cut_around(const tree *t, const element *elements, bool *cut) {
    for (uint32_t i = 1; i < t->count; i++) {
        cut[i] = cut[i] || cut[t->nodes[i].parent] || is_around(t, elements, i);
        if (!cut[i]) cut_cards(t, elements, i, cut);
    }
}
