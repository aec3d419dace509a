#include "page/body.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "page/phrase.h"

enum { SERIES_WORTH_MIN = 200, STANDFIRST_WORDS_MIN = 6, STANDFIRST_CHARS_MAX = 900, LAST_WORDS_MIN = 4 };

typedef struct finder {
    const tree *t;
    const element *elements;
    bool *cut;
    block_list blocks;
    float *worth;                    /* [t->count] of the blocks inside an element */
} finder;

static slice text_of(const block *b) { return (slice){b->text, b->bytes}; }

static GumboTag tag_of(const finder *f, const block *b) { return f->t->nodes[b->node].tag; }

static bool is_heading(GumboTag tag) { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }

static bool within(const tree *t, uint32_t at, uint32_t element) { return at >= element && at < t->nodes[element].end; }

static bool is_linked(const block *b) { return b->link_chars * 10 > b->char_count * 7; }

/* ---- Sections that a heading calls something else ---- */

/* The largest element around the heading that is neither most of the page nor holds the report's own marks. */
static uint32_t section_of(const finder *f, uint32_t heading) {
    const element *page = &f->elements[0];
    uint32_t at = heading;
    for (uint32_t up = f->t->nodes[at].parent; up != NO_NODE; up = f->t->nodes[up].parent) {
        const element *e = &f->elements[up];
        if (e->headline || e->body || f->t->nodes[up].tag == GUMBO_TAG_ARTICLE || f->t->nodes[up].tag == GUMBO_TAG_BODY ||
            (e->chars - e->link_chars) * 5 > (page->chars - page->link_chars) * 2)
            break;
        at = up;
    }
    return at;
}

/* The list that follows a heading standing among paragraphs. */
static void cut_list_behind(finder *f, uint32_t heading) {
    uint32_t parent = f->t->nodes[heading].parent;
    for (uint32_t i = heading; i < f->t->nodes[parent].end; i = f->t->nodes[i].end) {
        const element *e = &f->elements[i];
        GumboTag tag = f->t->nodes[i].tag;
        if (i != heading && e->chars > 0 && tag != GUMBO_TAG_UL && tag != GUMBO_TAG_OL && e->link_chars * 2 < e->chars) break;
        for (uint32_t j = i; j < f->t->nodes[i].end; j++) f->cut[j] = true;
    }
}

static void cut_sections(finder *f) {
    for (uint32_t i = 0; i < f->blocks.count; i++) {
        const block *b = &f->blocks.at[i];
        bool heads = is_heading(tag_of(f, b)) || (b->bold && b->word_count < 6);
        if (!heads || f->cut[b->node] || tag_of(f, b) == GUMBO_TAG_H1 || !phrase_heads_others(text_of(b))) continue;
        uint32_t section = section_of(f, b->node);
        if (section == b->node) cut_list_behind(f, b->node);
        for (uint32_t j = section; section != b->node && j < f->t->nodes[section].end; j++) f->cut[j] = true;
    }
}

/* ---- Which element ---- */

/* What a block adds to the elements around it: prose its letters, links take something away. */
static float worth_of(const finder *f, const block *b) {
    if (f->cut[b->node] || phrase_is_furniture(text_of(b), b->word_count)) return 0;
    if (block_is_prose(b)) return (float)(b->char_count - b->link_chars);
    if (is_linked(b)) return -(float)b->link_chars / 2 - 10;
    return is_heading(tag_of(f, b)) ? 0 : -10;
}

static float weight_of(const finder *f, uint32_t at) {
    unsigned hints = f->elements[at].hints;
    GumboTag tag = f->t->nodes[at].tag;
    float weight = 1;
    if (hints & HINT_BODY) weight *= 1.5F;
    else if (tag == GUMBO_TAG_ARTICLE) weight *= 1.25F;
    else if (tag == GUMBO_TAG_MAIN || (hints & HINT_ARTICLE)) weight *= 1.1F;
    return weight;
}

static void weigh(finder *f) {
    for (uint32_t i = 0; i < f->blocks.count; i++) f->worth[f->blocks.at[i].node] += worth_of(f, &f->blocks.at[i]);
    for (uint32_t i = f->t->count; i-- > 1;) f->worth[f->t->nodes[i].parent] += f->worth[i];
}

/* The best element inside `within`. Of equals the innermost. */
static uint32_t choose(const finder *f, uint32_t within) {
    uint32_t best = NO_NODE;
    float most = 0;
    for (uint32_t i = within; i < f->t->nodes[within].end; i++) {
        float value = f->worth[i] * weight_of(f, i);
        if (f->t->nodes[i].tag == GUMBO_TAG_LAST || f->t->nodes[i].tag == GUMBO_TAG_P || value < most || value <= 0) continue;
        best = i;
        most = value;
    }
    return best;
}

static bool is_title(const block *b, const char *title) {
    size_t bytes = title != NULL ? strlen(title) : 0;
    return bytes > 0 && b->bytes >= bytes && b->bytes <= bytes + 2 && memcmp(b->text, title, bytes) == 0;
}

/* The block that is the page's headline: the first that reads so, an h1 before others. blocks.count: it is not seen. */
static uint32_t headline_block(const finder *f, const char *title) {
    uint32_t first = f->blocks.count;
    for (uint32_t i = 0; i < f->blocks.count; i++) {
        const block *b = &f->blocks.at[i];
        if (!is_title(b, title) || is_linked(b)) continue;
        if (tag_of(f, b) == GUMBO_TAG_H1) return i;
        if (first == f->blocks.count) first = i;
    }
    return first;
}

/* Pages that never end have one story after the other, each made alike: the element of the series that holds the headline; or the
 * element given, where there is no series. */
static uint32_t one_of_series(const finder *f, uint32_t chosen, uint32_t headline) {
    if (!within(f->t, headline, chosen)) return chosen;
    for (uint32_t up = headline; up != chosen; up = f->t->nodes[up].parent) {
        uint32_t parent = f->t->nodes[up].parent;
        if (f->worth[up] < SERIES_WORTH_MIN) continue;
        for (uint32_t i = parent + 1; i < f->t->nodes[parent].end; i = f->t->nodes[i].end)
            if (i != up && f->worth[i] > 0 && tree_alike(f->t, up, i)) return up;
    }
    return chosen;
}

/* ---- Which blocks ---- */

/* Lists, quotations and cells hold short text that is the report's; elsewhere what is no sentence hardly ever is. */
static bool stands_among(const finder *f, const block *b) {
    for (uint32_t i = b->node; i != NO_NODE; i = f->t->nodes[i].parent) {
        GumboTag tag = f->t->nodes[i].tag;
        if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_DD || tag == GUMBO_TAG_DT || tag == GUMBO_TAG_PRE) return true;
        if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH || tag == GUMBO_TAG_P) return true;
        if (!block_is_inline(&f->t->nodes[i]) && tag != GUMBO_TAG_UL && tag != GUMBO_TAG_OL) break;
    }
    return false;
}

typedef enum verdict { OUT, IN, BETWEEN } verdict;    /* BETWEEN: kept where prose stands before and behind it */

static verdict judge(const finder *f, const block *b, const char *title) {
    if (f->cut[b->node] || phrase_is_furniture(text_of(b), b->word_count) || is_title(b, title)) return OUT;
    if (tag_of(f, b) == GUMBO_TAG_H1) return OUT;
    if (is_linked(b) && (b->word_count < 25 || !block_ends_sentence(b))) return OUT;
    if (block_is_prose(b)) return IN;
    if (is_heading(tag_of(f, b)) || b->bold) return BETWEEN;
    return stands_among(f, b) || block_ends_sentence(b) ? BETWEEN : OUT;
}

static void put_paragraph(body *out, const block *b) {
    if (out->bytes > 0) {
        out->text[out->bytes++] = '\n';
        out->text[out->bytes++] = '\n';
    }
    memcpy(out->text + out->bytes, b->text, b->bytes);
    out->bytes += b->bytes;
}

/* What a page sets between headline and text, wherever it stands: called so, or a heading with a sentence in it. */
static bool is_standfirst(const finder *f, const block *b, uint32_t behind_headline) {
    if (f->cut[b->node] || phrase_is_furniture(text_of(b), b->word_count) || is_linked(b) || b->word_count < STANDFIRST_WORDS_MIN) return false;
    if (behind_headline == 1 && is_heading(tag_of(f, b))) return true;
    uint32_t up = b->node;
    for (int i = 0; i < 3 && up != NO_NODE; i++, up = f->t->nodes[up].parent) {
        unsigned hints = f->elements[up].hints;
        if ((hints & HINT_STANDFIRST) && !(hints & HINT_BODY) && f->elements[up].chars < STANDFIRST_CHARS_MAX) return true;
    }
    return false;
}

/* Blocks before the headline are of something else, unless most of the text stands there. */
static uint32_t begin_of(const finder *f, const verdict *verdicts, uint32_t headline) {
    uint32_t before = 0, behind = 0;
    for (uint32_t i = 0; i < f->blocks.count; i++)
        if (verdicts[i] == IN) *(i < headline ? &before : &behind) += f->blocks.at[i].char_count;
    return behind > before ? headline + 1 : 0;
}

/* A short sentence that ends a text is made like the paragraph before it: its sibling, or a part of the same element. */
static bool goes_on(const finder *f, const block *last, const block *b, verdict v) {
    const node *one = &f->t->nodes[last->node], *other = &f->t->nodes[b->node];
    bool beside = last->node == b->node || (one->tag == other->tag && one->parent == other->parent);
    return v == BETWEEN && beside && b->word_count >= LAST_WORDS_MIN && b->bytes > 0 && strchr(".!?\"", b->text[b->bytes - 1]) != NULL;
}

static acta_status write_text(const finder *f, const char *title, uint32_t headline, arena *a, body *out) {
    verdict *verdicts = ARENA_NEW(a, verdict, f->blocks.count);
    size_t room = 1;
    uint32_t first = f->blocks.count, last = 0;
    if (verdicts == NULL) return ACTA_NOMEM;
    for (uint32_t i = 0; i < f->blocks.count; i++) {
        const block *b = &f->blocks.at[i];
        if (within(f->t, b->node, out->element)) verdicts[i] = judge(f, b, title);
        room += b->bytes + 2;
    }
    for (uint32_t i = headline < f->blocks.count ? begin_of(f, verdicts, headline) : 0; i < f->blocks.count; i++) {
        if (verdicts[i] == IN && first > i) first = i;
        if (verdicts[i] == IN) last = i;
    }
    while (first <= last && last + 1 < f->blocks.count && goes_on(f, &f->blocks.at[last], &f->blocks.at[last + 1], verdicts[last + 1])) last++;
    out->text = arena_take(a, room, 1);
    if (out->text == NULL) return ACTA_NOMEM;
    for (uint32_t i = headline + 1; i < first && first < f->blocks.count; i++)
        if (is_standfirst(f, &f->blocks.at[i], i - headline)) put_paragraph(out, &f->blocks.at[i]);
        else if (i + 1 == first && verdicts[i] == BETWEEN && is_heading(tag_of(f, &f->blocks.at[i]))) put_paragraph(out, &f->blocks.at[i]);
    for (uint32_t i = first; i <= last && i < f->blocks.count; i++)
        if (verdicts[i] != OUT) put_paragraph(out, &f->blocks.at[i]);
    return ACTA_OK;
}

acta_status body_read(const tree *t, const element *elements, const char *title, arena *a, body *out) {
    finder f = {.t = t, .elements = elements, .cut = ARENA_NEW(a, bool, t->count), .worth = ARENA_NEW(a, float, t->count)};
    *out = (body){.text = arena_take(a, 1, 1), .element = NO_NODE};
    if (f.cut == NULL || f.worth == NULL || out->text == NULL) return ACTA_NOMEM;
    cut_around(t, elements, f.cut);
    TRY(blocks_read(t, f.cut, a, &f.blocks));
    cut_sections(&f);
    weigh(&f);
    uint32_t chosen = choose(&f, 0), headline = headline_block(&f, title);
    if (chosen == NO_NODE) return ACTA_OK;
    if (headline < f.blocks.count) {
        uint32_t one = one_of_series(&f, chosen, f.blocks.at[headline].node);
        if (one != chosen) chosen = choose(&f, one);
    }
    out->element = chosen;
    return write_text(&f, title, headline, a, out);
}
