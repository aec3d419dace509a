/* page.c - acta_page_read: a page from bytes to text, a line a stage. */
#include <string.h>

#include "acta.h"
#include "base/status.h"
#include "page/body.h"
#include "page/charset.h"
#include "page/facts.h"
#include "page/sift.h"

enum { BODY_TOLD_MIN = 300 };        /* bytes of an articleBody that may be the whole text */

/* What the caller gets, and the memory in which it lies. */
typedef struct page {
    acta_page public;                /* must be first */
    arena arena;                     /* of what is given out */
} page;

/* Text that stands in data: markup in it becomes paragraphs; without markup its line breaks are what the page means. */
static acta_status text_of_data(const char *told, arena *a, slice *text) {
    bool marked = strchr(told, '<') != NULL;
    const char *html = marked ? told : arena_printf(a, "<pre>%s", told);
    slice sifted;
    tree t;
    block_list blocks = {0};
    if (html == NULL) return ACTA_NOMEM;
    TRY(sift((slice){html, strlen(html)}, a, &sifted));
    TRY(tree_read(sifted, a, &t, NULL));
    bool *cut = ARENA_NEW(a, bool, t.count);
    if (cut == NULL) return ACTA_NOMEM;
    TRY(blocks_read(&t, cut, a, &blocks));
    return blocks_join(&blocks, a, text);
}

/* Where the page shows no text, or hardly any of what it tells machines, their text is taken. */
static acta_status choose_text(const tree *t, const page_data *data, const body *seen, arena *a, slice *text) {
    *text = (slice){seen->text, seen->bytes};
    const char *told = data->body;
    if (told == NULL && seen->bytes < BODY_TOLD_MIN) TRY(data_drawn(t, a, &told));
    if (told == NULL || strlen(told) < BODY_TOLD_MIN) return ACTA_OK;
    slice other;
    acta_status status = text_of_data(told, a, &other);
    if (status == ACTA_LIMIT) return ACTA_OK;  /* what is seen will do */
    TRY(status);
    if (seen->bytes * 5 < other.bytes * 3) *text = other;
    return ACTA_OK;
}

static acta_status copy(const char *text, arena *a, const char **slot) {
    if (text != NULL) *slot = arena_text(a, text, strlen(text));
    return text == NULL || *slot != NULL ? ACTA_OK : ACTA_NOMEM;
}

static acta_status fill(page *p, const facts *f, slice text) {
    acta_page *out = &p->public;
    TRY(copy(f->title, &p->arena, &out->title));
    TRY(copy(f->publisher, &p->arena, &out->publisher));
    TRY(copy(f->url, &p->arena, &out->url));
    TRY(copy(f->language, &p->arena, &out->language));
    civil_date day = f->published;
    if (day.year != 0) out->published = arena_printf(&p->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
    out->text = arena_text(&p->arena, text.at, text.bytes);
    out->text_bytes = text.bytes;
    return out->text != NULL && (day.year == 0 || out->published != NULL) ? ACTA_OK : ACTA_NOMEM;
}

/* Without a single tag it is a text that somebody has called a page: all of it is kept, and who reads reports will find its headline. */
static acta_status read_plain(slice utf8, arena *a, page *p) {
    const facts none = {0};
    slice text;
    const char *copied = arena_text(a, utf8.at, utf8.bytes);
    if (copied == NULL) return ACTA_NOMEM;
    TRY(text_of_data(copied, a, &text));
    return fill(p, &none, text);
}

static acta_status journey(slice bytes, const char *charset, arena *a, page *p, acta_err *err) {
    slice utf8, sifted, text;
    tree t;
    page_data data;
    facts found;
    body seen;
    TRY(charset_decode(bytes, charset, a, &utf8));
    if (memchr(utf8.at, '<', utf8.bytes) == NULL) return read_plain(utf8, a, p);
    TRY(sift(utf8, a, &sifted));
    TRY(tree_read(sifted, a, &t, err));
    element *elements = ARENA_NEW(a, element, t.count);
    TRY_NEW(elements, err);
    elements_measure(&t, elements);
    TRY(data_read(&t, a, &data));
    TRY(facts_read(&t, elements, &data, a, &found));
    TRY(body_read(&t, elements, found.title, a, &seen));
    TRY(choose_text(&t, &data, &seen, a, &text));
    return fill(p, &found, text);
}

acta_status acta_page_read(const char *bytes, size_t count, const char *charset, acta_page **out, acta_err *err) {
    if ((bytes == NULL && count > 0) || out == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_page_read needs bytes and a place for the page");
    *out = NULL;
    if (count > ACTA_PAGE_BYTES_MAX)
        return acta__fail(err, ACTA_LIMIT, -1, "a page of %zu bytes; at most %u are read", count, ACTA_PAGE_BYTES_MAX);
    acta_alloc memory = acta__malloc();
    page *made = memory.resize(memory.ctx, NULL, 0, sizeof *made);
    if (made == NULL) return acta__fail(err, ACTA_NOMEM, -1, "out of memory");
    *made = (page){0};
    arena scratch;
    arena_begin(&made->arena, memory, 0);
    arena_begin(&scratch, memory, count * 4);
    acta_status status = journey((slice){bytes != NULL ? bytes : "", count}, charset, &scratch, made, err);
    arena_end(&scratch);
    if (status == ACTA_OK) {
        *out = &made->public;
        return ACTA_OK;
    }
    if (status == ACTA_NOMEM) acta__fail(err, ACTA_NOMEM, -1, "out of memory");
    acta_page_free(&made->public);
    return status;
}

void acta_page_free(acta_page *given) {
    if (given == NULL) return;
    page *p = (page *)given;
    arena_end(&p->arena);
    acta_alloc memory = acta__malloc();
    memory.resize(memory.ctx, p, sizeof *p, 0);
}
