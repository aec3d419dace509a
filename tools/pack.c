/* pack.c - puts the data file together: acta-pack WEIGHTS -o OUT [--raw NAME=FILE]... TABLE.tsv...
 *
 * OUT holds every section of the weights container, a section `table.NAME` for each data/tables/NAME.tsv, and each raw
 * file under its own name. The form of the container is told in train/MODEL.md, that of a compiled table in
 * src/base/table.h, that of a TSV in docs/tables.md:
 *
 *   # text            a comment
 *   #key<TAB>col...   the header, before the first row; a column whose name ends in ? may be left out at a row's end
 *   #unique           one row a key
 *   #dated            rows of one key may not hold on the same day with different sectors (columns `from` and `to`)
 *   #homonyms         save rows of another `code`: one name, two bearers
 *   a|b<TAB>cell...   a row; | parts keys that share it; spellings with one folded form may stand together
 *   soldier+s<TAB>... both "soldier" and "soldiers" (any letters may follow the plus)
 *
 * The same inputs give the same bytes. A mistake in a table is told with file and line, and no file is written.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/table.h"

enum { HEAD_BYTES = 64, ENTRY_BYTES = 128, NAME_BYTES = 64, ALIGN = 64, COLUMNS_MAX = 16, SECTIONS_MAX = 1024, TYPE_TABLE = 5 };

typedef struct bytes {
    unsigned char *at;
    size_t count, capacity;
} bytes;

typedef struct section {
    char name[NAME_BYTES];
    uint32_t type, rank;
    uint64_t dim[4];
    const unsigned char *at;
    uint64_t count;
} section;

typedef struct pack {
    section sections[SECTIONS_MAX];
    uint32_t count;
    uint32_t mistakes;
} pack;

static void die(const char *what, const char *path) {
    fprintf(stderr, "acta-pack: %s: %s\n", path, what);
    exit(1);
}

static void *more(void *old, size_t count) {
    void *p = realloc(old, count == 0 ? 1 : count);
    if (p == NULL) die("out of memory", "pack");
    return p;
}

static void add(bytes *b, const void *at, size_t count) {
    if (b->capacity - b->count < count) {
        b->capacity = (b->count + count) * 2;
        b->at = more(b->at, b->capacity);
    }
    if (count > 0) memcpy(b->at + b->count, at, count);
    b->count += count;
}

static bytes read_file(const char *path) {
    FILE *f = fopen(path, "rb");
    if (f == NULL) die(strerror(errno), path);
    bytes b = {0};
    unsigned char chunk[1 << 16];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) add(&b, chunk, n);
    if (ferror(f)) die("cannot be read", path);
    fclose(f);
    add(&b, "", 1);                  /* a NUL after it, not counted */
    b.count--;
    return b;
}

static uint32_t u32(const unsigned char *p) {
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t u64(const unsigned char *p) {
    return u32(p) | (uint64_t)u32(p + 4) << 32;
}

static void put32(unsigned char *p, uint32_t v) {
    for (int i = 0; i < 4; i++) p[i] = (unsigned char)(v >> 8 * i);
}

static void put64(unsigned char *p, uint64_t v) {
    put32(p, (uint32_t)v);
    put32(p + 4, (uint32_t)(v >> 32));
}

static section *new_section(pack *p, const char *name, const char *path) {
    if (p->count == SECTIONS_MAX) die("too many sections", path);
    if (strlen(name) >= NAME_BYTES) die("the section's name is too long", path);
    for (uint32_t i = 0; i < p->count; i++) {
        if (strcmp(p->sections[i].name, name) == 0) die("a second section of that name", name);
    }
    section *s = &p->sections[p->count++];
    memset(s, 0, sizeof *s);
    memcpy(s->name, name, strlen(name));
    return s;
}

/* ---- weights ---------------------------------------------------------------------------------------------------- */

static void take_weights(pack *p, const char *path) {
    bytes b = read_file(path);
    if (b.count < HEAD_BYTES || memcmp(b.at, "ACTADAT\n", 8) != 0) die("not an acta container", path);
    if (u32(b.at + 8) != ACTA_FILE_FORMAT) die("a container of another version", path);
    if (u64(b.at + 16) != b.count) die("cut short, or longer than it says", path);
    if (u64(b.at + 24) != XXH3_64bits(b.at + HEAD_BYTES, b.count - HEAD_BYTES)) die("damaged: its checksum is wrong", path);
    uint32_t n = u32(b.at + 12);
    if (n > SECTIONS_MAX || HEAD_BYTES + (uint64_t)n * ENTRY_BYTES > b.count) die("too many sections", path);
    for (uint32_t i = 0; i < n; i++) {
        const unsigned char *e = b.at + HEAD_BYTES + (size_t)i * ENTRY_BYTES;
        if (e[NAME_BYTES - 1] != 0) die("a section without a name", path);
        section *s = new_section(p, (const char *)e, path);
        s->type = u32(e + 64);
        s->rank = u32(e + 68);
        for (int d = 0; d < 4; d++) s->dim[d] = u64(e + 72 + 8 * d);
        uint64_t offset = u64(e + 104);
        s->count = u64(e + 112);
        if (offset > b.count || s->count > b.count - offset) die("a section outside the file", path);
        s->at = b.at + offset;
    }
}

/* ---- tables ----------------------------------------------------------------------------------------------------- */

typedef struct row {
    slice cell[COLUMNS_MAX];         /* [0] is the key, allocated */
    uint32_t line;
} row;

typedef struct tsv {
    const char *path;
    row *rows;
    size_t count, capacity;
    uint32_t columns, required;      /* 0 before the header */
    int from, to, code, sectors;     /* columns, or -1 */
    bool unique, dated, homonyms;
} tsv;

static void mistake(pack *p, const tsv *t, uint32_t line, const char *what, slice about) {
    fprintf(stderr, "%s:%u: %s: %.*s\n", t->path, line, what, (int)about.bytes, about.at);
    p->mistakes++;
}

/* Cut a line at tabs; returns the number of cells, COLUMNS_MAX + 1 if there are more than fit. */
static uint32_t cut(slice line, slice cell[COLUMNS_MAX]) {
    uint32_t n = 0;
    const char *end = line.at + line.bytes;
    for (const char *at = line.at;; n++) {
        if (n == COLUMNS_MAX) return n + 1;
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        cell[n] = (slice){at, (size_t)((tab == NULL ? end : tab) - at)};
        if (tab == NULL) return n + 1;
        at = tab + 1;
    }
}

static bool is(slice s, const char *text) {
    return s.bytes == strlen(text) && memcmp(s.at, text, s.bytes) == 0;
}

static void read_header(pack *p, tsv *t, slice line, uint32_t number) {
    slice cell[COLUMNS_MAX];
    uint32_t n = cut((slice){line.at + 1, line.bytes - 1}, cell);
    if (t->columns != 0 || n > COLUMNS_MAX) {
        mistake(p, t, number, t->columns != 0 ? "a second header" : "too many columns", line);
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

static void read_comment(pack *p, tsv *t, slice line, uint32_t number) {
    if (line.bytes > 5 && memcmp(line.at, "#key\t", 5) == 0) read_header(p, t, line, number);
    if (is(line, "#unique")) t->unique = true;
    if (is(line, "#dated")) t->dated = true;
    if (is(line, "#homonyms")) t->homonyms = true;
}

static void add_row(pack *p, tsv *t, slice key, const slice *cell, uint32_t cells, uint32_t number) {
    char folded[TABLE_KEY_MAX];
    size_t n = table_key(key.at, key.bytes, folded, sizeof folded);
    if (n == 0) {
        mistake(p, t, number, "a key that is empty or too long", key);
        return;
    }
    if (t->count == t->capacity) {
        t->capacity = t->capacity * 2 + 64;
        t->rows = more(t->rows, t->capacity * sizeof *t->rows);
    }
    row *r = &t->rows[t->count++];
    for (uint32_t i = 0; i < COLUMNS_MAX; i++) r->cell[i] = i < cells ? cell[i] : (slice){"", 0};
    char *copy = more(NULL, n);
    memcpy(copy, folded, n);
    r->cell[0] = (slice){copy, n};
    r->line = number;
}

/* "ally" is one form, "soldier+s" two. */
static void add_forms(pack *p, tsv *t, slice key, const slice *cell, uint32_t cells, uint32_t number) {
    const char *plus = memchr(key.at, '+', key.bytes);
    if (plus == NULL) {
        add_row(p, t, key, cell, cells, number);
        return;
    }
    size_t stem = (size_t)(plus - key.at);
    char *whole = more(NULL, key.bytes);
    memcpy(whole, key.at, stem);
    memcpy(whole + stem, plus + 1, key.bytes - stem - 1);
    add_row(p, t, (slice){key.at, stem}, cell, cells, number);
    add_row(p, t, (slice){whole, key.bytes - 1}, cell, cells, number);
    free(whole);                     /* add_row keeps a folded copy */
}

static void read_row(pack *p, tsv *t, slice line, uint32_t number) {
    slice cell[COLUMNS_MAX];
    if (t->columns == 0) {
        mistake(p, t, number, "a row before the header", line);
        return;
    }
    uint32_t n = cut(line, cell);
    if (n > t->columns || n < t->required) {
        mistake(p, t, number, n > t->columns ? "more cells than columns" : "too few cells", line);
        return;
    }
    const char *at = cell[0].at, *end = at + cell[0].bytes;
    for (;;) {
        const char *bar = memchr(at, '|', (size_t)(end - at));
        add_forms(p, t, (slice){at, (size_t)((bar == NULL ? end : bar) - at)}, cell, n, number);
        if (bar == NULL) break;
        at = bar + 1;
    }
}

static int by_key(const void *a, const void *b) {
    const row *x = a, *y = b;
    size_t n = x->cell[0].bytes < y->cell[0].bytes ? x->cell[0].bytes : y->cell[0].bytes;
    int order = memcmp(x->cell[0].at, y->cell[0].at, n);
    if (order != 0) return order;
    if (x->cell[0].bytes != y->cell[0].bytes) return x->cell[0].bytes < y->cell[0].bytes ? -1 : 1;
    return x->line < y->line ? -1 : x->line > y->line;
}

static bool same_cell(const row *a, const row *b, uint32_t c) {
    return a->cell[c].bytes == b->cell[c].bytes && memcmp(a->cell[c].at, b->cell[c].at, a->cell[c].bytes) == 0;
}

static bool same_key(const row *a, const row *b) {
    return same_cell(a, b, 0);
}

static bool same_cells(const tsv *t, const row *a, const row *b) {
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
static bool overlap(const tsv *t, const row *a, const row *b) {
    if (t->sectors >= 0 && same_cell(a, b, (uint32_t)t->sectors)) return false;
    if (t->homonyms && t->code >= 0 && !same_cell(a, b, (uint32_t)t->code)) return false;
    if (t->from < 0 || t->to < 0) return true;
    slice a_from = a->cell[t->from], a_to = a->cell[t->to], b_from = b->cell[t->from], b_to = b->cell[t->to];
    if (a_to.bytes > 0 && b_from.bytes > 0 && before(a_to, b_from)) return false;
    if (b_to.bytes > 0 && a_from.bytes > 0 && before(b_to, a_from)) return false;
    return true;
}

static void check_rows(pack *p, const tsv *t) {
    for (size_t i = 0; i < t->count; i++) {
        for (size_t j = i + 1; j < t->count && same_key(&t->rows[i], &t->rows[j]); j++) {
            const row *a = &t->rows[i], *b = &t->rows[j];
            char what[80];
            snprintf(what, sizeof what, "the key stands on line %u already", a->line);
            if (t->unique || same_cells(t, a, b)) mistake(p, t, b->line, what, b->cell[0]);
            else if (t->dated && overlap(t, a, b)) {
                snprintf(what, sizeof what, "contradicts line %u, which holds on the same days", a->line);
                mistake(p, t, b->line, what, b->cell[0]);
            }
        }
    }
}

/* Spellings of one line that fold to one key ("U.S.", "US") are one row. Rows are sorted. */
static void drop_doubles(tsv *t) {
    size_t kept = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (kept > 0 && t->rows[kept - 1].line == t->rows[i].line && same_key(&t->rows[kept - 1], &t->rows[i])) {
            free((char *)t->rows[i].cell[0].at);
        } else {
            t->rows[kept++] = t->rows[i];
        }
    }
    t->count = kept;
}

/* The rows of one line share their cells, so that a reader can tell that they are one line's. */
static void compile(const tsv *t, section *s) {
    bytes cells = {0}, text = {0};
    uint32_t last = 0;
    for (size_t i = 0; i < t->count; i++) last = t->rows[i].line > last ? t->rows[i].line : last;
    uint32_t *written = calloc((size_t)last + 1, sizeof *written);   /* [line] 1 + its first row's number */
    if (written == NULL) die("out of memory", t->path);
    add(&text, "", 1);               /* every empty cell */
    for (size_t i = 0; i < t->count; i++) {
        const row *r = &t->rows[i];
        uint32_t before = written[r->line];
        written[r->line] = (uint32_t)i + 1;
        for (uint32_t c = 0; c < t->columns; c++) {
            slice cell = r->cell[c];
            unsigned char pair[8];
            put32(pair, cell.bytes == 0 ? 0 : (uint32_t)text.count);
            put32(pair + 4, (uint32_t)cell.bytes);
            if (c > 0 && before > 0) memcpy(pair, cells.at + ((size_t)(before - 1) * t->columns + c) * sizeof pair, sizeof pair);
            add(&cells, pair, sizeof pair);
            if (cell.bytes == 0 || (c > 0 && before > 0)) continue;
            add(&text, cell.at, cell.bytes);
            add(&text, "", 1);
        }
    }
    free(written);
    bytes all = {0};
    unsigned char head[16] = {0};
    put32(head, (uint32_t)t->count);
    put32(head + 4, t->columns);
    put32(head + 8, (uint32_t)text.count);
    add(&all, head, sizeof head);
    add(&all, cells.at, cells.count);
    add(&all, text.at, text.count);
    s->type = TYPE_TABLE;
    s->rank = 1;
    s->dim[0] = s->count = all.count;
    s->at = all.at;
}

/* "data/tables/agents.tsv" -> "table.agents" */
static void table_name(const char *path, char name[NAME_BYTES]) {
    const char *slash = strrchr(path, '/'), *base = slash == NULL ? path : slash + 1;
    size_t n = strlen(base);
    if (n > 4 && strcmp(base + n - 4, ".tsv") == 0) n -= 4;
    snprintf(name, NAME_BYTES, "table.%.*s", (int)n, base);
}

static void take_table(pack *p, const char *path) {
    bytes b = read_file(path);
    tsv t = {.path = path, .from = -1, .to = -1, .code = -1, .sectors = -1};
    uint32_t number = 0;
    for (const char *at = (const char *)b.at, *end = at + b.count; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (stop == NULL) stop = end;
        slice line = {at, (size_t)(stop - at)};
        at = stop + 1;
        number++;
        if (line.bytes == 0) continue;
        if (line.at[0] == '#') read_comment(p, &t, line, number);
        else read_row(p, &t, line, number);
    }
    if (t.count > 0) qsort(t.rows, t.count, sizeof *t.rows, by_key);
    drop_doubles(&t);
    check_rows(p, &t);
    char name[NAME_BYTES];
    table_name(path, name);
    compile(&t, new_section(p, name, path));
    for (size_t i = 0; i < t.count; i++) free((char *)t.rows[i].cell[0].at);
    free(t.rows);
}

static void take_raw(pack *p, const char *name_file) {
    const char *equals = strchr(name_file, '=');
    if (equals == NULL || equals == name_file || equals - name_file >= NAME_BYTES) die("--raw wants NAME=FILE", name_file);
    char name[NAME_BYTES] = {0};
    memcpy(name, name_file, (size_t)(equals - name_file));
    bytes b = read_file(equals + 1);
    section *s = new_section(p, name, equals + 1);
    s->rank = 1;
    s->dim[0] = s->count = b.count;
    s->at = b.at;
}

/* ---- out -------------------------------------------------------------------------------------------------------- */

static bytes container(const pack *p) {
    static const unsigned char zero[ALIGN] = {0};
    bytes out = {0};
    for (uint32_t i = 0; i < HEAD_BYTES / ALIGN + p->count * (ENTRY_BYTES / ALIGN); i++) add(&out, zero, ALIGN);
    for (uint32_t i = 0; i < p->count; i++) {
        const section *s = &p->sections[i];
        size_t entry = HEAD_BYTES + (size_t)i * ENTRY_BYTES;
        memcpy(out.at + entry, s->name, NAME_BYTES);
        put32(out.at + entry + 64, s->type);
        put32(out.at + entry + 68, s->rank);
        for (int d = 0; d < 4; d++) put64(out.at + entry + 72 + 8 * d, s->dim[d]);
        put64(out.at + entry + 104, out.count);
        put64(out.at + entry + 112, s->count);
        add(&out, s->at, s->count);
        add(&out, zero, (ALIGN - out.count % ALIGN) % ALIGN);
    }
    memcpy(out.at, "ACTADAT\n", 8);
    put32(out.at + 8, ACTA_FILE_FORMAT);
    put32(out.at + 12, p->count);
    put64(out.at + 16, out.count);
    put64(out.at + 24, XXH3_64bits(out.at + HEAD_BYTES, out.count - HEAD_BYTES));
    return out;
}

/* Written beside its place and moved there, so that nobody sees half a file. */
static void write_file(const char *path, bytes b) {
    size_t n = strlen(path) + sizeof ".new";
    char *fresh = more(NULL, n);
    snprintf(fresh, n, "%s.new", path);
    FILE *f = fopen(fresh, "wb");
    if (f == NULL) die(strerror(errno), fresh);
    bool whole = fwrite(b.at, 1, b.count, f) == b.count;
    if (fclose(f) != 0 || !whole) {
        remove(fresh);
        die("cannot be written (disk full?)", path);
    }
    if (rename(fresh, path) != 0) die(strerror(errno), path);
    free(fresh);
}

int main(int argc, char **argv) {
    static pack p;
    const char *out = NULL, *weights = NULL;
    for (int i = 1; i < argc; i++) {
        bool value = strcmp(argv[i], "-o") == 0 || strcmp(argv[i], "--raw") == 0;
        if (value && i + 1 == argc) die("wants a value", argv[i]);
        if (strcmp(argv[i], "-o") == 0) out = argv[++i];
        else if (strcmp(argv[i], "--raw") == 0) take_raw(&p, argv[++i]);
        else if (weights == NULL) take_weights(&p, weights = argv[i]);
        else take_table(&p, argv[i]);
    }
    if (out == NULL || weights == NULL) {
        fputs("usage: acta-pack WEIGHTS -o OUT [--raw NAME=FILE]... TABLE.tsv...\n", stderr);
        return 2;
    }
    if (p.mistakes > 0) {
        fprintf(stderr, "acta-pack: %u mistakes in the tables, nothing written\n", p.mistakes);
        return 1;
    }
    write_file(out, container(&p));
    return 0;
}
