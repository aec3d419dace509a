/* line.c - a record read back out of its line of JSON. */
#include "store/line.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 32 };

typedef struct reading {
    line_reader *r;
    const char *at, *end;            /* of what is not read yet */
    line_value *open[DEPTH_MAX];     /* [depth] the objects and lists that it lies in */
    int depth;
} reading;

/* ---- memory ---- */

static bool room(void **at, size_t *have, size_t wanted, size_t size) {
    if (wanted <= *have) return true;
    void *grown = realloc(*at, 2 * wanted * size);
    if (grown == NULL) return false;
    *at = grown;
    *have = 2 * wanted;
    return true;
}

/* Each value but the first stands behind a comma or an open bracket; texts have no more bytes than the line, quotation marks aside. */
static bool make_room(line_reader *r, slice line) {
    size_t values = 1;
    for (size_t i = 0; i < line.bytes; i++) values += line.at[i] == ',' || line.at[i] == '[' || line.at[i] == '{';
    void *list = r->values, *texts = r->texts;
    bool made = room(&list, &r->value_room, values, sizeof *r->values) && room(&texts, &r->text_room, line.bytes + 1, 1);
    r->values = list;
    r->texts = texts;
    r->value_count = r->text_count = 0;
    return made;
}

void line_end(line_reader *r) {
    free(r->values);
    free(r->texts);
    *r = (line_reader){0};
}

/* ---- values ---- */

static bool take(reading *g, char byte) {
    if (g->at == g->end || *g->at != byte) return false;
    g->at++;
    return true;
}

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What stands behind a backslash; -1: nothing that write/ writes. */
static int escaped(reading *g) {
    switch (g->at < g->end ? *g->at++ : 0) {
    case '"': return '"';
    case '\\': return '\\';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u': break;
    default: return -1;
    }
    if (g->end - g->at < 4 || g->at[0] != '0' || g->at[1] != '0') return -1;
    int high = hex_digit(g->at[2]), low = hex_digit(g->at[3]);
    g->at += 4;
    return high < 0 || high > 7 || low < 0 ? -1 : high << 4 | low;
}

static bool take_text(reading *g, line_value *v) {
    char *to = g->r->texts + g->r->text_count;
    v->kind = LINE_TEXT;
    v->text = to;
    for (;;) {
        const char *from = g->at;
        while (g->at < g->end && *g->at != '"' && *g->at != '\\') g->at++;
        memcpy(to, from, (size_t)(g->at - from));
        to += g->at - from;
        if (take(g, '"')) break;
        if (!take(g, '\\')) return false;
        int byte = escaped(g);
        if (byte < 0) return false;
        *to++ = (char)byte;
    }
    v->bytes = (size_t)(to - v->text);
    *to++ = '\0';
    g->r->text_count = (size_t)(to - g->r->texts);
    return true;
}

static bool is(const line_value *v, const char *word) {
    return v->bytes == strlen(word) && memcmp(v->text, word, v->bytes) == 0;
}

/* A number, or a word. */
static bool take_plain(reading *g, line_value *v) {
    v->text = g->at;
    while (g->at < g->end && *g->at != ',' && *g->at != ']' && *g->at != '}') g->at++;
    v->bytes = (size_t)(g->at - v->text);
    v->kind = is(v, "true") ? LINE_TRUE : is(v, "false") ? LINE_FALSE : is(v, "null") ? LINE_NULL : LINE_NUMBER;
    for (size_t i = 0; i < v->bytes && v->kind == LINE_NUMBER; i++) {
        char c = v->text[i];
        if ((c < '0' || c > '9') && c != '.' && (c != '-' || i > 0)) return false;
    }
    return v->bytes > 0;
}

static bool take_key(reading *g, slice *key) {
    if (!take(g, '"')) return false;
    const char *end = memchr(g->at, '"', (size_t)(g->end - g->at));
    if (end == NULL) return false;
    *key = (slice){g->at, (size_t)(end - g->at)};
    g->at = end + 1;
    return take(g, ':');
}

/* ---- the line ---- */

static line_value *add(reading *g, line_value *inside) {
    line_value *v = &g->r->values[g->r->value_count++];
    *v = (line_value){0};
    if (inside == NULL) return v;
    if (inside->last != NULL) inside->last->next = v;
    else inside->first = v;
    inside->last = v;
    inside->count++;
    return v;
}

static bool open_value(reading *g, line_value *v) {
    bool object = take(g, '{');
    if ((!object && !take(g, '[')) || g->depth == DEPTH_MAX) return false;
    v->kind = object ? LINE_OBJECT : LINE_LIST;
    g->open[g->depth++] = v;
    return true;
}

/* The next value of what is open; false: the line ends, or is malformed. */
static bool next_value(reading *g, line_value *inside) {
    if (inside != NULL && inside->count > 0 && !take(g, ',')) return false;
    line_value *v = add(g, inside);
    if (inside != NULL && inside->kind == LINE_OBJECT && !take_key(g, &v->key)) return false;
    if (g->at == g->end) return false;
    if (*g->at == '{' || *g->at == '[') return open_value(g, v);
    bool fine = take(g, '"') ? take_text(g, v) : take_plain(g, v);
    v->to = g->at;
    return fine;
}

static bool read_all(reading *g) {
    do {
        line_value *inside = g->depth > 0 ? g->open[g->depth - 1] : NULL;
        if (inside != NULL && take(g, inside->kind == LINE_OBJECT ? '}' : ']')) {
            inside->to = g->at;
            g->depth--;
        } else if (!next_value(g, inside)) {
            return false;
        }
    } while (g->depth > 0);
    return g->at == g->end;
}

const line_value *line_read(line_reader *r, slice line, bool *memory) {
    reading g = {.r = r, .at = line.at, .end = line.at + line.bytes};
    *memory = make_room(r, line);
    return *memory && read_all(&g) ? r->values : NULL;
}

/* ---- asking ---- */

const line_value *line_child(const line_value *value, const char *key) {
    size_t bytes = strlen(key);
    if (value == NULL || value->kind != LINE_OBJECT) return NULL;
    for (const line_value *v = value->first; v != NULL; v = v->next) {
        if (v->key.bytes == bytes && memcmp(v->key.at, key, bytes) == 0) return v->kind != LINE_NULL ? v : NULL;
    }
    return NULL;
}

uint32_t line_count(const line_value *list) {
    return list != NULL && list->kind == LINE_LIST ? list->count : 0;
}

const line_value *line_item(const line_value *list, uint32_t at) {
    const line_value *v = line_count(list) > at ? list->first : NULL;
    for (; v != NULL && at > 0; at--) v = v->next;
    return v;
}

int64_t line_whole(const line_value *value) {
    if (value->kind == LINE_TRUE) return 1;
    return value->kind == LINE_NUMBER ? strtoll(value->text, NULL, 10) : 0;
}

/* At most so many digits: then both numbers are whole in a double, and their quotient is the nearest double. */
double line_number(const line_value *value) {
    double whole = 0, unit = 1;
    bool behind = false, less = value->kind == LINE_NUMBER && value->text[0] == '-';
    for (size_t i = less; value->kind == LINE_NUMBER && i < value->bytes; i++) {
        char c = value->text[i];
        if (c == '.') behind = true;
        if (c < '0' || c > '9') continue;
        whole = whole * 10 + (c - '0');
        if (behind) unit *= 10;
    }
    return (less ? -whole : whole) / unit;
}
