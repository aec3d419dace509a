#include "page/sift.h"

#include <string.h>

#include "base/utf8.h"
#include "page/mark.h"

/* Elements that are taken whole. The first RAW of them hold no marks but their own close tag. */
static const char *const elements[] = {"script", "style", "noembed", "xmp", "iframe", "textarea", "title", "svg", "noscript", "math"};
enum { TAG_BYTES_MAX = 2048, ELEMENTS = sizeof elements / sizeof *elements, RAW = 7 };

typedef struct sieve {
    mark_reader reader;
    bool open_for_ever[ELEMENTS];    /* no close tag of the element of this number follows */
    char *out;                       /* room for as many bytes as the page has, and more: a long tag's values gain quotes */
    size_t count;
    uint32_t depth;                  /* of tags that must be closed */
} sieve;

static bool is_one_of(slice name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ascii_same(name.at, name.bytes, names[i])) return true;
    return false;
}
#define IS_ONE_OF(name, ...) is_one_of((name), (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* NULs stand for nothing in a page; everything else is kept. */
static void put(sieve *s, slice kept) {
    const char *at = kept.at, *end = kept.at + kept.bytes;
    while (at < end) {
        const char *zero = memchr(at, '\0', (size_t)(end - at));
        size_t bytes = (size_t)((zero != NULL ? zero : end) - at);
        memcpy(s->out + s->count, at, bytes);
        s->count += bytes;
        at += bytes + (zero != NULL);
    }
}

/* Data that a page carries for machines, and that tells of the report. */
static bool is_data_script(slice tag) {
    slice type = mark_attribute(tag, "type");
    return ascii_same(type.at, type.bytes, "application/ld+json") || ascii_same(type.at, type.bytes, "application/json");
}

/* Where the close tag of element `number` begins; the end of the page where there is none. */
static size_t close_of(sieve *s, size_t number) {
    slice page = s->reader.text;
    size_t bytes = strlen(elements[number]);
    for (size_t at = s->reader.at; at < page.bytes && !s->open_for_ever[number]; at += 2) {
        const char *bracket = memmem(page.at + at, page.bytes - at, "</", 2);
        if (bracket == NULL) break;
        at = (size_t)(bracket - page.at);
        size_t after = at + 2 + bytes;
        if (after <= page.bytes && ascii_same(page.at + at + 2, bytes, elements[number]) &&
            (after == page.bytes || mark_is_blank(page.at[after]) || page.at[after] == '>' || page.at[after] == '/'))
            return at;
    }
    s->open_for_ever[number] = true;
    return page.bytes;
}

static bool closes_itself(slice tag) { return tag.bytes >= 2 && tag.at[tag.bytes - 2] == '/'; }

/* The content of data scripts and titles is no markup: it goes through whole. */
static void put_raw(sieve *s, const mark *m, size_t close) {
    if (close == s->reader.text.bytes) return;
    put(s, m->whole);
    put(s, (slice){s->reader.text.at + s->reader.at, close - s->reader.at});
    s->reader.at = close;
    put(s, mark_next(&s->reader).whole);
}

/* Elements taken whole, most of them dropped; the reader stands behind the open tag, and then behind the element. False: not such an
 * element. */
static bool take_element(sieve *s, const mark *m) {
    size_t number = 0;
    while (number < ELEMENTS && !ascii_same(m->name.at, m->name.bytes, elements[number])) number++;
    bool raw = number < RAW;
    if (number == ELEMENTS || (!raw && closes_itself(m->whole))) return false;
    size_t close = close_of(s, number);
    bool kept = ascii_same(m->name.at, m->name.bytes, "title") || (number == 0 && is_data_script(m->whole));
    if (kept) put_raw(s, m, close);
    /* A drawing that is not closed is only its tag; a script that is not closed hides the rest from a browser too. */
    else if (close < s->reader.text.bytes || raw) s->reader.at = close;
    return true;
}

/* Tags that carry nothing. plaintext would turn the rest of the page into text. */
static bool is_idle(slice name) { return IS_ONE_OF(name, "img", "source", "track", "embed", "wbr", "plaintext", "param", "area", "input"); }

/* Tags that need no close tag, so that many of them are not deep. */
static bool is_shallow(slice name) {
    return IS_ONE_OF(name, "p", "br", "hr", "li", "td", "th", "tr", "dd", "dt", "meta", "link", "base", "option", "thead", "tbody", "tfoot", "col", "colgroup",
                     "html", "head", "body", "title", "optgroup", "rt", "rp", "basefont", "bgsound", "frame", "image", "keygen");
}

static void put_string(sieve *s, const char *text) { put(s, (slice){text, strlen(text)}); }

/* A tag of unusual length keeps the attributes that are read here alone: parsers compare each attribute with all before it. */
static void put_long_tag(sieve *s, const mark *m) {
    static const char *const read[] = {"class", "id", "role", "itemprop", "href", "rel", "name", "property", "content", "datetime", "lang", "style", "type"};
    put_string(s, "<");
    put(s, m->name);
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        slice value = mark_attribute(m->whole, read[i]);
        if (value.bytes == 0) continue;
        const char *quote = memchr(value.at, '"', value.bytes) == NULL ? "\"" : "'";
        if (memchr(value.at, quote[0], value.bytes) != NULL) continue;
        put_string(s, " ");
        put_string(s, read[i]);
        put_string(s, "=");
        put_string(s, quote);
        put(s, value);
        put_string(s, quote);
    }
    put_string(s, ">");
}

static void put_open(sieve *s, const mark *m) {
    if (m->whole.bytes > TAG_BYTES_MAX) put_long_tag(s, m);
    else put(s, m->whole);
}

static void put_tag(sieve *s, const mark *m) {
    if (is_idle(m->name)) return;
    if (is_shallow(m->name)) {
        put_open(s, m);
    } else if (m->kind == MARK_OPEN) {
        if (++s->depth <= PAGE_DEPTH_MAX) put_open(s, m);
    } else {
        if (s->depth <= PAGE_DEPTH_MAX) put(s, m->whole);
        if (s->depth > 0) s->depth--;
    }
}

acta_status sift(slice page, arena *a, slice *sifted) {
    sieve s = {.reader.text = page, .out = arena_take(a, page.bytes + page.bytes / 32 + 64, 1)};
    if (s.out == NULL) return ACTA_NOMEM;
    while (s.reader.at < page.bytes) {
        mark m = mark_next(&s.reader);
        if (m.kind == MARK_TEXT) put(&s, m.whole);
        if (m.kind == MARK_CLOSE) put_tag(&s, &m);
        if (m.kind == MARK_OPEN && !take_element(&s, &m)) put_tag(&s, &m);
    }
    *sifted = (slice){s.out, s.count};
    return ACTA_OK;
}
