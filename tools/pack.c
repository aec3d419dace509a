/* pack.c - puts the data file together: acta-pack WEIGHTS -o OUT [--raw NAME=FILE]... TABLE.tsv...
 *
 * OUT holds every section of the weights container, a section `table.NAME` for each data/tables/NAME.tsv, and each raw
 * file under its own name. The form of the container is told in train/MODEL.md, that of a compiled table in
 * src/base/table.h, that of a TSV in src/base/tsv.h and docs/tables.md.
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

#include "base/container.h"
#include "base/tsv.h"

enum { HEAD_BYTES = 64, ENTRY_BYTES = 128, NAME_BYTES = 64, SECTIONS_MAX = 1024, TYPE_TABLE = SECTION_TABLE };

typedef struct bytes {
    unsigned char *at;
    size_t count, capacity;
} bytes;

typedef struct part {
    char name[NAME_BYTES];
    uint32_t type, rank;
    uint64_t dim[4];
    const unsigned char *at;
    uint64_t count;
} part;

typedef struct pack {
    part parts[SECTIONS_MAX];
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

static part *new_part(pack *p, const char *name, const char *path) {
    if (p->count == SECTIONS_MAX) die("too many sections", path);
    if (strlen(name) >= NAME_BYTES) die("the section's name is too long", path);
    for (uint32_t i = 0; i < p->count; i++) {
        if (strcmp(p->parts[i].name, name) == 0) die("a second section of that name", name);
    }
    part *s = &p->parts[p->count++];
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
        part *s = new_part(p, (const char *)e, path);
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

static void tell(void *ctx, const char *path, uint32_t line, const char *what, slice about) {
    (void)ctx;
    fprintf(stderr, "%s:%u: %s: %.*s\n", path, line, what, (int)about.bytes, about.at);
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
    tsv t;
    tsv_begin(&t, path, tell, NULL);
    tsv_read(&t, (slice){(const char *)b.at, b.count});
    tsv_settle(&t);
    p->mistakes += t.mistakes;
    char name[NAME_BYTES];
    table_name(path, name);
    part *s = new_part(p, name, path);
    unsigned char *compiled;
    size_t count;
    acta_err err;
    if (tsv_compile(&t, &compiled, &count, &err) != ACTA_OK) die(err.message, path);
    s->type = TYPE_TABLE;
    s->rank = 1;
    s->dim[0] = s->count = count;
    s->at = compiled;
    tsv_clear(&t);
}

static void take_raw(pack *p, const char *name_file) {
    const char *equals = strchr(name_file, '=');
    if (equals == NULL || equals == name_file || equals - name_file >= NAME_BYTES) die("--raw wants NAME=FILE", name_file);
    char name[NAME_BYTES] = {0};
    memcpy(name, name_file, (size_t)(equals - name_file));
    bytes b = read_file(equals + 1);
    part *s = new_part(p, name, equals + 1);
    s->rank = 1;
    s->dim[0] = s->count = b.count;
    s->at = b.at;
}

/* ---- out -------------------------------------------------------------------------------------------------------- */

static bytes container(const pack *p) {
    static section sections[SECTIONS_MAX];
    for (uint32_t i = 0; i < p->count; i++) {
        const part *from = &p->parts[i];
        sections[i] = (section){.name = from->name, .type = (section_type)from->type, .rank = from->rank, .at = from->at, .bytes = from->count};
        memcpy(sections[i].dim, from->dim, sizeof from->dim);
    }
    bytes out = {0};
    acta_err err;
    if (container_make(sections, p->count, &out.at, &out.count, &err) != ACTA_OK) die(err.message, "pack");
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
