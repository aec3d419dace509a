/* tsv.c - tables as people write them: lines to rows, rows to the compiled form. */
#include "base/tsv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tsv_begin(tsv *t, const char *path, tsv_note note, void *ctx) {
    *t = (tsv){.path = path, .from = -1, .to = -1, .code = -1, .sectors = -1, .note = note, .ctx = ctx};
}

void tsv_clear(tsv *t) {
    for (size_t i = 0; i < t->count; i++) free((char *)t->rows[i].cell[0].at);
    free(t->rows);
    t->rows = NULL;
    t->count = t->capacity = 0;
}

void tsv_mistake(tsv *t, uint32_t line, const char *what, slice about) {
    t->mistakes++;
    t->note(t->ctx, t->path, line, what, about);
}

/* ---- reading ---------------------------------------------------------------------------------------------------- */

uint32_t tsv_cut(slice line, slice cell[TSV_COLUMNS_MAX]) {
    uint32_t n = 0;
    const char *end = line.at + line.bytes;
    for (const char *at = line.at;; n++) {
        if (n == TSV_COLUMNS_MAX) return n + 1;
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        cell[n] = (slice){at, (size_t)((tab == NULL ? end : tab) - at)};
        if (tab == NULL) return n + 1;
        at = tab + 1;
    }
}

static bool is(slice s, const char *text) {
    return s.bytes == strlen(text) && memcmp(s.at, text, s.bytes) == 0;
}

void tsv_header(tsv *t, slice header, uint32_t line) {
    slice cell[TSV_COLUMNS_MAX];
    uint32_t n = tsv_cut(header, cell);
    if (t->columns != 0 || n > TSV_COLUMNS_MAX) {
        tsv_mistake(t, line, t->columns != 0 ? "a second header" : "too many columns", header);
        return;
    }
    t->columns = t->required = n;
    for (uint32_t i = n; i-- > 0;) {
        bool optional = cell[i].bytes > 0 && cell[i].at[cell[i].bytes - 1] == '?';
        if (optional && t->required == i + 1) t->required = i;
        slice name = {cell[i].at, cell[i].bytes - optional};
        if (is(name, "from")) t->from = (int)i;
        if (is(name, "to")) t->to = (int)i;
        if (is(name, "code")) t->code = (int)i;
        if (is(name, "sectors")) t->sectors = (int)i;
    }
}

static void read_comment(tsv *t, slice line, uint32_t number) {
    if (line.bytes > 5 && memcmp(line.at, "#key\t", 5) == 0) tsv_header(t, (slice){line.at + 1, line.bytes - 1}, number);
    if (is(line, "#unique")) t->unique = true;
    if (is(line, "#dated")) t->dated = true;
    if (is(line, "#homonyms")) t->homonyms = true;
}

static tsv_row *new_row(tsv *t, slice folded) {
    if (t->count == t->capacity) {
        size_t capacity = t->capacity * 2 + 64;
        tsv_row *rows = realloc(t->rows, capacity * sizeof *rows);
        if (rows == NULL) return NULL;
        t->rows = rows;
        t->capacity = capacity;
    }
    char *copy = malloc(folded.bytes);
    if (copy == NULL) return NULL;
    memcpy(copy, folded.at, folded.bytes);
    tsv_row *r = &t->rows[t->count++];
    r->cell[0] = (slice){copy, folded.bytes};
    return r;
}

static void add_key(tsv *t, slice key, const slice *cell, uint32_t cells, uint32_t line) {
    char folded[TABLE_KEY_MAX];
    size_t n = table_key(key.at, key.bytes, folded, sizeof folded);
    if (n == 0) {
        tsv_mistake(t, line, "a key that is empty or too long", key);
        return;
    }
    tsv_row *r = new_row(t, (slice){folded, n});
    if (r == NULL) {
        t->failed = true;
        return;
    }
    for (uint32_t i = 1; i < TSV_COLUMNS_MAX; i++) r->cell[i] = i < cells ? cell[i] : (slice){"", 0};
    r->path = t->path;
    r->line = line;
    r->group = t->lines;
}

/* "ally" is one form, "soldier+s" two. */
static void add_forms(tsv *t, slice key, const slice *cell, uint32_t cells, uint32_t line) {
    const char *plus = memchr(key.at, '+', key.bytes);
    if (plus == NULL) {
        add_key(t, key, cell, cells, line);
        return;
    }
    size_t stem = (size_t)(plus - key.at);
    char whole[TABLE_KEY_MAX];
    if (key.bytes > sizeof whole) {
        tsv_mistake(t, line, "a key that is empty or too long", key);
        return;
    }
    memcpy(whole, key.at, stem);
    memcpy(whole + stem, plus + 1, key.bytes - stem - 1);
    add_key(t, (slice){key.at, stem}, cell, cells, line);
    add_key(t, (slice){whole, key.bytes - 1}, cell, cells, line);
}

void tsv_add_line(tsv *t, const slice *cell, uint32_t cells, uint32_t line) {
    const char *at = cell[0].at, *end = at + cell[0].bytes;
    t->lines++;
    for (;;) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        add_forms(t, (slice){at, (size_t)((bar == NULL ? end : bar) - at)}, cell, cells, line);
        if (bar == NULL) return;
        at = bar + 1;
    }
}

static void read_line(tsv *t, slice line, uint32_t number) {
    slice cell[TSV_COLUMNS_MAX];
    if (t->columns == 0) {
        tsv_mistake(t, number, "a row before the header", line);
        return;
    }
    uint32_t n = tsv_cut(line, cell);
    if (n > t->columns || n < t->required) tsv_mistake(t, number, n > t->columns ? "more cells than columns" : "too few cells", line);
    else tsv_add_line(t, cell, n, number);
}

void tsv_read(tsv *t, slice text) {
    uint32_t number = 0;
    for (const char *at = text.at, *end = at + text.bytes; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) stop = end;
        slice line = {at, (size_t)(stop - at)};
        if (line.bytes > 0 && line.at[line.bytes - 1] == '\r') line.bytes--;
        at = stop + 1;
        number++;
        if (line.bytes == 0) continue;
        if (line.at[0] == '#' && !t->fixed) read_comment(t, line, number);
        else if (line.at[0] != '#') read_line(t, line, number);
    }
}

/* ---- order and contradictions ----------------------------------------------------------------------------------- */

static int by_bytes(slice a, slice b) {
    int order = memcmp(a.at, b.at, a.bytes < b.bytes ? a.bytes : b.bytes);
    return order != 0 ? order : (a.bytes > b.bytes) - (a.bytes < b.bytes);
}

static int by_key(const void *a, const void *b) {
    const tsv_row *x = a, *y = b;
    int order = by_bytes(x->cell[0], y->cell[0]);
    return order != 0 ? order : (x->group > y->group) - (x->group < y->group);
}

static bool same_cell(const tsv_row *a, const tsv_row *b, uint32_t c) {
    return by_bytes(a->cell[c], b->cell[c]) == 0;
}

static bool same_cells(const tsv *t, const tsv_row *a, const tsv_row *b) {
    for (uint32_t i = 1; i < t->columns; i++) {
        if (!same_cell(a, b, i)) return false;
    }
    return true;
}

/* Dates are "YYYY", "YYYY-MM" or "YYYY-MM-DD": text order is time order. */
static bool before(slice a, slice b) {
    return memcmp(a.at, b.at, a.bytes < b.bytes ? a.bytes : b.bytes) < 0;
}

/* Is there a day on which both rows hold and say different things? `from` is the first, `to` the last day, month or year in which a row does. */
static bool contradict(const tsv *t, const tsv_row *a, const tsv_row *b) {
    if (t->sectors >= 0 && same_cell(a, b, (uint32_t)t->sectors)) return false;
    if (t->homonyms && t->code >= 0 && !same_cell(a, b, (uint32_t)t->code)) return false;
    if (t->from < 0 || t->to < 0) return true;
    slice a_from = a->cell[t->from], a_to = a->cell[t->to], b_from = b->cell[t->from], b_to = b->cell[t->to];
    if (a_to.bytes > 0 && b_from.bytes > 0 && before(a_to, b_from)) return false;
    if (b_to.bytes > 0 && a_from.bytes > 0 && before(b_to, a_from)) return false;
    return true;
}

/* Does row `b` stand against an earlier one of its key? Told if so. */
static bool wrong_beside(tsv *t, const tsv_row *a, const tsv_row *b) {
    char what[300];
    const char *path = a->path == b->path ? "" : a->path, *of = a->path == b->path ? "" : " of ";
    if (t->unique || same_cells(t, a, b)) snprintf(what, sizeof what, "the key stands on line %u%s%.200s already", a->line, of, path);
    else if (t->dated && contradict(t, a, b)) snprintf(what, sizeof what, "contradicts line %u%s%.200s, which holds on the same days", a->line, of, path);
    else return false;
    t->mistakes++;
    t->note(t->ctx, b->path, b->line, what, b->cell[0]);
    return true;
}

/* Spellings of one line that fold to one key ("U.S.", "US") are one row. */
static bool stands(tsv *t, size_t kept, const tsv_row *r) {
    for (size_t i = kept; i-- > 0 && same_cell(&t->rows[i], r, 0);) {
        if (t->rows[i].group == r->group || wrong_beside(t, &t->rows[i], r)) return true;
    }
    return false;
}

void tsv_settle(tsv *t) {
    if (t->count > 0) qsort(t->rows, t->count, sizeof *t->rows, by_key);
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        tsv_row r = t->rows[i];
        if (stands(t, kept, &r)) free((char *)r.cell[0].at);
        else t->rows[kept++] = r;
    }
    t->count = kept;
}

/* ---- over another table ------------------------------------------------------------------------------------------ */

static bool has_key(const tsv *t, size_t own, slice key) {
    size_t low = 0, high = own;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = by_bytes(t->rows[middle].cell[0], key);
        if (order == 0) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}

void tsv_over(tsv *t, const table *under) {
    size_t own = t->count;
    for (size_t i = 0; i < own; i++) t->rows[i].group += under->text_bytes + under->rows;
    for (uint32_t row = 0; row < under->rows; row++) {
        slice key = table_cell(under, row, 0);
        if (has_key(t, own, key)) continue;
        tsv_row *r = new_row(t, key);
        if (r == NULL) {
            t->failed = true;
            return;
        }
        for (uint32_t c = 1; c < TSV_COLUMNS_MAX; c++) r->cell[c] = table_cell(under, row, c);
        size_t at = (size_t)(r->cell[1].at - under->text);           /* rows of one line share their cells */
        r->path = t->path;
        r->line = row + 1;
        r->group = r->cell[1].bytes > 0 ? (uint32_t)at : under->text_bytes + row;
    }
    if (under->columns > t->columns) t->columns = under->columns;
    if (t->count > 0) qsort(t->rows, t->count, sizeof *t->rows, by_key);
}

/* ---- compiling ---------------------------------------------------------------------------------------------------- */

typedef struct compiler {
    uint32_t *cells;                 /* [count * columns * 2] */
    char *text;
    size_t text_count;
    uint32_t *first;                 /* [groups] 1 + the first row of each group */
} compiler;

static uint32_t last_group(const tsv *t) {
    uint32_t last = 0;
    for (size_t i = 0; i < t->count; i++) last = t->rows[i].group > last ? t->rows[i].group : last;
    return last;
}

static size_t text_room(const tsv *t) {
    size_t room = 1;
    for (size_t i = 0; i < t->count; i++) {
        for (uint32_t c = 0; c < t->columns; c++) room += t->rows[i].cell[c].bytes + 1;
    }
    return room;
}

/* The rows of one line share their cells, so that a reader can tell that they are one line's. */
static void lay_out(const tsv *t, compiler *out) {
    out->text[out->text_count++] = '\0';     /* every empty cell */
    for (size_t i = 0; i < t->count; i++) {
        const tsv_row *r = &t->rows[i];
        uint32_t earlier = out->first[r->group];
        out->first[r->group] = (uint32_t)i + 1;
        for (uint32_t c = 0; c < t->columns; c++) {
            uint32_t *pair = out->cells + (i * t->columns + c) * 2;
            slice cell = r->cell[c];
            if (c > 0 && earlier > 0) {
                memcpy(pair, out->cells + ((size_t)(earlier - 1) * t->columns + c) * 2, 2 * sizeof *pair);
                continue;
            }
            pair[0] = cell.bytes == 0 ? 0 : (uint32_t)out->text_count;
            pair[1] = (uint32_t)cell.bytes;
            if (cell.bytes == 0) continue;
            memcpy(out->text + out->text_count, cell.at, cell.bytes);
            out->text_count += cell.bytes;
            out->text[out->text_count++] = '\0';
        }
    }
}

acta_status tsv_compile(const tsv *t, unsigned char **bytes, size_t *count, acta_err *err) {
    size_t cell_bytes = t->count * t->columns * 2 * sizeof(uint32_t);
    compiler out = {.cells = malloc(cell_bytes + 1), .text = malloc(text_room(t)), .first = calloc((size_t)last_group(t) + 1, sizeof(uint32_t))};
    acta_status status = ACTA_OK;
    *bytes = NULL;
    if (t->failed || out.cells == NULL || out.text == NULL || out.first == NULL) goto nomem;
    lay_out(t, &out);
    const uint32_t head[4] = {(uint32_t)t->count, t->columns, (uint32_t)out.text_count, 0};
    *count = sizeof head + cell_bytes + out.text_count;
    *bytes = malloc(*count);
    if (*bytes == NULL) goto nomem;
    memcpy(*bytes, head, sizeof head);
    memcpy(*bytes + sizeof head, out.cells, cell_bytes);
    memcpy(*bytes + sizeof head + cell_bytes, out.text, out.text_count);
    goto done;
nomem:
    status = acta__fail(err, ACTA_NOMEM, -1, "no memory for the table %s", t->path);
done:
    free(out.cells);
    free(out.text);
    free(out.first);
    return status;
}
