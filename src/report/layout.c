#include "report/layout.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "report/dateline.h"
#include "report/matter.h"

typedef struct line {
    uint32_t byte_from, byte_to;     /* without white space at the ends */
    uint32_t chars;
    bool blank_before;
} line;

typedef struct line_list {
    arena *arena;
    line *at;
    uint32_t count, capacity;
} line_list;

static acta_status add_line(line_list *lines, const char *text, uint32_t from, uint32_t to, bool *blank) {
    while (from < to && text[from] == ' ') from++;
    while (to > from && text[to - 1] == ' ') to--;
    if (from == to) {
        *blank = true;
        return ACTA_OK;
    }
    line *l = ARENA_PUSH(lines->arena, lines->at, lines->count, lines->capacity);
    if (l == NULL) return ACTA_NOMEM;
    *l = (line){from, to, (uint32_t)utf8_count(text + from, to - from), *blank};
    *blank = false;
    return ACTA_OK;
}

static acta_status find_lines(const char *text, uint32_t from, uint32_t to, line_list *lines) {
    bool blank = true;
    while (from < to) {
        const char *end = memchr(text + from, '\n', to - from);
        uint32_t line_to = end != NULL ? (uint32_t)(end - text) : to;
        TRY(add_line(lines, text, from, line_to, &blank));
        from = line_to + 1;
    }
    return ACTA_OK;
}

static bool ends_sentence(const char *text, const line *l) {
    uint32_t code;
    utf8_before(text, l->byte_to, &code);
    return code == '.' || code == '!' || code == '?' || code == '"' || code == 0x201D || code == ':' || code == ')';
}

static bool begins_lower(const char *text, const line *l) {
    uint32_t code;
    utf8_decode(text + l->byte_from, l->byte_to - l->byte_from, &code);
    return utf8_is_lower(code);
}

/* Width of the wrapped lines in characters; 0: the report's lines are not wrapped. */
static uint32_t wrap_width(const char *text, const line_list *lines) {
    enum { WRAPPED_CHARS_MIN = 30, WRAPPED_CHARS_MAX = 400 };
    uint32_t width = 0;
    for (uint32_t i = 0; i + 1 < lines->count; i++) {
        const line *l = &lines->at[i];
        if (lines->at[i + 1].blank_before || l->chars < WRAPPED_CHARS_MIN || l->chars > WRAPPED_CHARS_MAX) continue;
        if (begins_lower(text, l + 1) && !ends_sentence(text, l) && l->chars > width) width = l->chars;
    }
    return width;
}

static uint32_t first_word_chars(const char *text, const line *l) {
    const char *blank = memchr(text + l->byte_from, ' ', l->byte_to - l->byte_from);
    return (uint32_t)utf8_count(text + l->byte_from,
                                blank != NULL ? (size_t)(blank - text) - l->byte_from : l->byte_to - l->byte_from);
}

/* A blank line inside a sentence: nothing closes before it, and a word in lower case that opens no list comes after. */
static bool goes_on_over_blank(const char *text, const line *l) {
    uint32_t last, at = l[1].byte_from;
    utf8_before(text, l->byte_to, &last);
    if (l->chars < 30 || !(utf8_is_letter(last) || last == ',') || !begins_lower(text, l + 1)) return false;
    while (at < l[1].byte_to && ascii_is_letter((uint8_t)text[at])) at++;
    return at - l[1].byte_from >= 2 && (at == l[1].byte_to || text[at] == ' ' || text[at] == ',');
}

/* Is the line end between l and the next line mere white space? */
static bool goes_on(const char *text, const line *l, uint32_t width, bool first) {
    const line *next = l + 1;
    if (next->blank_before)
        return !first && goes_on_over_blank(text, l) &&
               !matter_is_byline(text, (byte_span){next->byte_from, next->byte_to});
    if (width == 0) return false;
    dateline ignored;
    uint32_t body;
    if (dateline_read(text, next->byte_from, next->byte_to, (civil_date){0}, false, &ignored, &body)) return false;
    if (matter_is_byline(text, (byte_span){l->byte_from, l->byte_to}) ||
        matter_is_byline(text, (byte_span){next->byte_from, next->byte_to}))
        return false;
    if (begins_lower(text, next) && !ends_sentence(text, l)) return true;
    bool full = l->chars + 1 + first_word_chars(text, next) > width - width / 20;
    return ends_sentence(text, l) || first ? full : l->chars > width / 2;
}

acta_status layout_paragraphs(const char *text, uint32_t byte_from, uint32_t byte_to, paragraph_list *paragraphs) {
    line_list lines = {.arena = paragraphs->arena};
    TRY(find_lines(text, byte_from, byte_to, &lines));
    uint32_t width = wrap_width(text, &lines);
    for (uint32_t i = 0; i < lines.count;) {
        uint32_t last = i;
        while (last + 1 < lines.count && goes_on(text, &lines.at[last], width, last == 0)) last++;
        byte_span *p = ARENA_PUSH(paragraphs->arena, paragraphs->at, paragraphs->count, paragraphs->capacity);
        if (p == NULL) return ACTA_NOMEM;
        *p = (byte_span){lines.at[i].byte_from, lines.at[last].byte_to};
        i = last + 1;
    }
    return ACTA_OK;
}
