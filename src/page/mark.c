#include "page/mark.h"

#include <string.h>

#include "base/utf8.h"

bool mark_is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

static size_t first_bracket(slice text, size_t at) {
    const char *bracket = memchr(text.at + at, '>', text.bytes - at);
    return bracket != NULL ? (size_t)(bracket - text.at) + 1 : text.bytes;
}

/* Where the tag at r->at ends: behind its bracket. Quotes hide brackets only after an equals sign. A tag that is never closed ends at
 * its first bracket, so that one lost quotation mark does not cost the page. */
static size_t tag_end(mark_reader *r) {
    slice text = r->text;
    char before = 0;
    for (size_t i = r->at + 1; i < text.bytes && !r->lost_quotes; i++) {
        char c = text.at[i];
        if (c == '>') return i + 1;
        if ((c == '"' || c == '\'') && before == '=') {
            const char *close = memchr(text.at + i + 1, c, text.bytes - i - 1);
            if (close == NULL) break;
            i = (size_t)(close - text.at);
        }
        if (!mark_is_blank(c)) before = c;
    }
    r->lost_quotes = true;
    return first_bracket(text, r->at);
}

/* "<!-- … -->"; one that is never closed ends at its first bracket. */
static size_t comment_end(mark_reader *r) {
    const char *close = NULL;
    if (!r->no_comment_end) close = memmem(r->text.at + r->at + 4, r->text.bytes - r->at - 4, "-->", 3);
    if (close != NULL) return (size_t)(close - r->text.at) + 3;
    r->no_comment_end = true;
    return first_bracket(r->text, r->at);
}

static slice tag_name(slice text, size_t from) {
    size_t to = from;
    while (to < text.bytes && !mark_is_blank(text.at[to]) && text.at[to] != '>' && text.at[to] != '/') to++;
    return (slice){text.at + from, to - from};
}

/* Does a mark begin at this bracket? "< 5" and "<3" are text. */
static bool begins_mark(slice text, size_t at) {
    if (at + 1 >= text.bytes) return false;
    char c = text.at[at + 1];
    if (c == '/') return at + 2 < text.bytes && ascii_is_letter((uint8_t)text.at[at + 2]);
    return ascii_is_letter((uint8_t)c) || c == '!' || c == '?';
}

static mark take(mark_reader *r, mark_kind kind, size_t to, slice name) {
    mark m = {kind, {r->text.at + r->at, to - r->at}, name};
    r->at = to;
    return m;
}

static mark take_text(mark_reader *r) {
    size_t to = r->at;
    while (to < r->text.bytes) {
        const char *bracket = memchr(r->text.at + to, '<', r->text.bytes - to);
        to = bracket != NULL ? (size_t)(bracket - r->text.at) : r->text.bytes;
        if (to >= r->text.bytes || (to > r->at && begins_mark(r->text, to))) break;
        to++;
    }
    return take(r, MARK_TEXT, to, (slice){NULL, 0});
}

mark mark_next(mark_reader *r) {
    slice text = r->text;
    if (r->at >= text.bytes || text.at[r->at] != '<' || !begins_mark(text, r->at)) return take_text(r);
    char c = text.at[r->at + 1];
    bool comment = text.bytes - r->at >= 4 && memcmp(text.at + r->at, "<!--", 4) == 0;
    if (comment) return take(r, MARK_OTHER, comment_end(r), (slice){NULL, 0});
    if (c == '!' || c == '?') return take(r, MARK_OTHER, tag_end(r), (slice){NULL, 0});
    slice name = tag_name(text, r->at + 1 + (c == '/'));
    return take(r, c == '/' ? MARK_CLOSE : MARK_OPEN, tag_end(r), name);
}

static size_t skip_blanks(slice tag, size_t at) {
    while (at < tag.bytes && (mark_is_blank(tag.at[at]) || tag.at[at] == '/')) at++;
    return at;
}

static slice read_value(slice tag, size_t *at) {
    char quote = *at < tag.bytes ? tag.at[*at] : 0;
    bool quoted = quote == '"' || quote == '\'';
    size_t from = *at + quoted, to = from;
    while (to < tag.bytes && (quoted ? tag.at[to] != quote : !mark_is_blank(tag.at[to]) && tag.at[to] != '>')) to++;
    *at = to + quoted;
    return (slice){tag.at + from, to - from};
}

slice mark_attribute(slice tag, const char *name) {
    size_t at = 1;
    while (at < tag.bytes && !mark_is_blank(tag.at[at])) at++;
    while ((at = skip_blanks(tag, at)) < tag.bytes) {
        size_t from = at;
        while (at < tag.bytes && !mark_is_blank(tag.at[at]) && tag.at[at] != '=' && tag.at[at] != '>') at++;
        slice found = {tag.at + from, at - from}, value = {NULL, 0};
        while (at < tag.bytes && mark_is_blank(tag.at[at])) at++;
        if (at < tag.bytes && tag.at[at] == '=') {
            at++;
            while (at < tag.bytes && mark_is_blank(tag.at[at])) at++;
            value = read_value(tag, &at);
        } else if (at == from) {
            at++;
        }
        if (ascii_same(found.at, found.bytes, name)) return value;
    }
    return (slice){NULL, 0};
}
