/* own.c - finds a folder's tables, checks their cells, lays them over ours. */
#include "who/own.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <xxhash.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/plover.h"
#include "who/petrarch.h"

enum { FILE_BYTES_MAX = 64 << 20, PATH_BYTES = 4096, FILES_MAX = 256 };

/* As the headers of data/tables. */
static const struct {
    const char *name, *header;
    bool unique, dated, homonyms;
    int as, kind;                    /* columns of closed lists of words, or 0 */
} shapes[OWN_KINDS] = {
    [OWN_AGENTS] = {"agents", "key\tsectors\tas?\tcode?", true, false, false, AGENT_AS, 0},
    [OWN_CAPITALS] = {"capitals", "key\tcode\tsectors\tkind\tfrom?\tto?", false, true, false, 0, CAPITAL_KIND},
    [OWN_COUNTRIES] = {"countries", "key\tcode\tsectors?\tfrom?\tto?\tnote?", false, true, false, 0, 0},
    [OWN_DEMONYMS] = {"demonyms", "key\tcode\tsectors?\tfrom?\tto?", false, true, false, 0, 0},
    [OWN_GIVEN] = {"given", "key\tgender", true, false, false, 0, 0},
    [OWN_HOLDERS] = {"holders", "key\tname\tcode\tsectors\toffice\tfrom?\tto?", false, true, true, 0, 0},
    [OWN_OFFICES] = {"offices", "key\toffice\tsectors\tcode", true, false, false, 0, 0},
    [OWN_ORGS] = {"orgs", "key\tcode\tsectors\tfrom?\tto?\tnote?", false, true, true, 0, 0},
};

typedef struct reading {
    who_tables *tables;              /* ours: what codes there are */
    tsv rows[OWN_KINDS];
    char *texts[FILES_MAX];          /* of the files read */
    uint32_t text_count;
    arena keep;                      /* paths, and cells that stand in no file */
    XXH3_state_t *hash;
    acta_table_count *count;
    tsv_note note;
    void *ctx;
} reading;

static table *ours(who_tables *t, own_kind kind) {
    table *const all[OWN_KINDS] = {&t->agents, &t->capitals, &t->countries, &t->demonyms, &t->given, &t->holders, &t->offices, &t->orgs};
    return all[kind];
}

/* ---- cells -------------------------------------------------------------------------------------------------------- */

static bool is_word_of(slice word, const char *words) {
    for (const char *at = words; *at != '\0';) {
        size_t bytes = strcspn(at, " ");
        if (word.bytes == bytes && memcmp(word.at, at, bytes) == 0) return true;
        at += bytes + strspn(at + bytes, " ");
    }
    return false;
}

bool own_code_known(const who_tables *tables, slice code) {
    if (code.bytes != 3 || is_word_of(code, "IGO UNO EUR NGO ISM IMG MNC")) return code.bytes == 3;
    for (uint32_t row = 0; row < tables->countries.rows; row++) {
        slice known = table_cell(&tables->countries, row, COUNTRY_CODE);
        if (known.bytes == 3 && memcmp(known.at, code.at, 3) == 0) return true;
    }
    return false;
}

static bool blank(slice cell) {
    return cell.bytes == 0 || (cell.bytes == 1 && cell.at[0] == '-');
}

static bool sectors_known(slice cell) {
    for (const char *at = cell.at, *end = at + cell.bytes; at < end;) {
        const char *space = memchr(at, ' ', (size_t)(end - at));
        size_t bytes = (size_t)((space == NULL ? end : space) - at);
        if (bytes > 0 && plover_sector_named(at, bytes) < 0) return false;
        at += bytes + 1;
    }
    return true;
}

/* "2006", "2006-03", "2006-03-31". */
static bool is_period(slice cell) {
    if (cell.bytes != 4 && cell.bytes != 7 && cell.bytes != 10) return false;
    char day[] = "0000-01-01";
    memcpy(day, cell.at, cell.bytes);
    return civil_read(day, 10).year != 0;
}

static bool ends_before_it_begins(slice from, slice to) {
    return from.bytes > 0 && to.bytes > 0 && memcmp(to.at, from.at, to.bytes < from.bytes ? to.bytes : from.bytes) < 0;
}

/* What is wrong with a row, or NULL. */
static const char *fault(const reading *r, own_kind kind, const tsv_row *row, slice *about) {
    const tsv *t = &r->rows[kind];
    int code = kind == OWN_AGENTS ? AGENT_CODE : t->code;
    slice none = {"", 0}, from = t->from < 0 ? none : row->cell[t->from], to = t->to < 0 ? none : row->cell[t->to];
    if (code > 0 && !blank(*about = row->cell[code]) && !own_code_known(r->tables, *about)) return "no country or kind of body has this code";
    if (t->sectors > 0 && !blank(*about = row->cell[t->sectors]) && !sectors_known(*about)) return "not a list of PLOVER's sectors";
    if ((*about = from).bytes > 0 && !is_period(from)) return "no day, month or year";
    if ((*about = to).bytes > 0 && !is_period(to)) return "no day, month or year";
    if (ends_before_it_begins(from, to)) return "ends before it begins";
    if (shapes[kind].as > 0 && (*about = row->cell[shapes[kind].as]).bytes > 0 && !is_word_of(*about, "weak adds wins")) return "must be weak, adds, wins or empty";
    if (shapes[kind].kind > 0 && !is_word_of(*about = row->cell[shapes[kind].kind], "capital house")) return "must be capital or house";
    return NULL;
}

/* Rows from `first` on; those of a wrong line go, the line is told once. Returns how many lines went. */
static uint32_t drop_faulty(reading *r, own_kind kind, size_t first) {
    tsv *t = &r->rows[kind];
    size_t kept = first;
    uint32_t told = 0, lines = 0;
    for (size_t i = first; i < t->count; i++) {
        slice about;
        const char *what = fault(r, kind, &t->rows[i], &about);
        if (what == NULL) {
            t->rows[kept++] = t->rows[i];
            continue;
        }
        if (t->rows[i].line != told) {
            tsv_mistake(t, told = t->rows[i].line, what, about);
            lines++;
        }
        free((char *)t->rows[i].cell[0].at);
    }
    t->count = kept;
    return lines;
}

/* ---- files -------------------------------------------------------------------------------------------------------- */

static bool read_text(reading *r, const char *path, slice *text, acta_err *err, acta_status *status) {
    FILE *f = fopen(path, "rb");
    struct stat about;
    char *bytes = NULL;
    *status = ACTA_IO;
    if (f == NULL || fstat(fileno(f), &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > FILE_BYTES_MAX) {
        acta__fail(err, ACTA_IO, -1, "%.200s cannot be read: %s", path, f == NULL ? strerror(errno) : "not a file, or longer than 64 MiB");
    } else if ((bytes = malloc((size_t)about.st_size + 1)) == NULL) {
        *status = acta__fail(err, ACTA_NOMEM, -1, "no memory for %.200s", path);
    } else {
        *text = (slice){bytes, fread(bytes, 1, (size_t)about.st_size, f)};
        r->texts[r->text_count++] = bytes;
        *status = ferror(f) ? acta__fail(err, ACTA_IO, -1, "%.200s cannot be read: %s", path, strerror(errno)) : ACTA_OK;
    }
    if (f != NULL) fclose(f);
    return *status == ACTA_OK;
}

/* A header in the file must name our columns in our order; the marks of optional ones do not matter. */
static bool header_fits(slice text, const char *header) {
    const char *at = text.at, *end = at + text.bytes;
    while (at < end && !(end - at > 5 && memcmp(at, "#key\t", 5) == 0)) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop == NULL ? end : stop + 1;
    }
    if (at == end) return true;
    for (at++; at < end && *at != '\n' && *at != '\r'; at++) {
        if (*at == '?') continue;
        header += *header == '?';
        if (*header++ != *at) return false;
    }
    return true;
}

static void read_rows(reading *r, own_kind kind, slice text) {
    size_t first = r->rows[kind].count;
    tsv_read(&r->rows[kind], text);
    r->count->lines -= drop_faulty(r, kind, first);
}

static bool ends_with(const char *name, const char *end) {
    size_t n = strlen(name), m = strlen(end);
    return n >= m && strcmp(name + n - m, end) == 0;
}

static void aside(reading *r, const char *path, const char *what) {
    r->count->unused++;
    r->note(r->ctx, path, 0, what, (slice){"", 0});
}

/* Which table a file's lines go to; OWN_KINDS: none. */
static own_kind kind_of(const char *name) {
    if (ends_with(name, ".actors.txt")) return OWN_ORGS;
    if (ends_with(name, ".agents.txt")) return OWN_AGENTS;
    for (int k = 0; k < OWN_KINDS; k++) {
        size_t n = strlen(shapes[k].name);
        if (strncmp(name, shapes[k].name, n) == 0 && strcmp(name + n, ".tsv") == 0) return (own_kind)k;
    }
    return OWN_KINDS;
}

static const char *why_not(const char *name) {
    if (strstr(name, "verb") != NULL || strstr(name, "CAMEO") != NULL) return "verb patterns are not used: acta's model finds the acts";
    if (strstr(name, "discard") != NULL || strstr(name, "Issue") != NULL || strstr(name, "issue") != NULL) return "not used: acta has no discards and issues";
    if (ends_with(name, ".tsv")) return "no table of acta's is called so: agents, capitals, countries, demonyms, given, holders, offices, orgs";
    return NULL;
}

static acta_status read_table(reading *r, const char *folder, const char *name, acta_err *err) {
    own_kind kind = kind_of(name);
    char *path = arena_printf(&r->keep, "%s/%s", folder, name);
    if (path == NULL) return acta__fail(err, ACTA_NOMEM, -1, "no memory for the tables of %.200s", folder);
    if (kind == OWN_KINDS) {
        const char *why = why_not(name);
        if (why != NULL) aside(r, path, why);
        return ACTA_OK;
    }
    slice text;
    acta_status status;
    if (!read_text(r, path, &text, err, &status)) return status;
    tsv *t = &r->rows[kind];
    t->path = path;
    uint32_t lines = t->lines, mistakes = t->mistakes;
    if (ends_with(name, ".actors.txt")) petrarch_actors(t, text, r->tables, &r->keep);
    else if (ends_with(name, ".agents.txt")) petrarch_agents(t, text, &r->keep);
    else if (header_fits(text, shapes[kind].header)) read_rows(r, kind, text);
    else aside(r, path, "its header names other columns than acta's table of that name");
    r->count->files++;
    r->count->lines += t->lines - lines;
    r->count->unused += t->mistakes - mistakes;
    XXH3_64bits_update(r->hash, name, strlen(name) + 1);
    XXH3_64bits_update(r->hash, text.at, text.bytes);
    return ACTA_OK;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In the order of their names, so that the same folder gives the same tables everywhere. */
static acta_status read_folder(reading *r, const char *folder, acta_err *err) {
    DIR *open = opendir(folder);
    if (open == NULL) return acta__fail(err, ACTA_IO, -1, "%.200s: %s; --tables takes a folder of tables", folder, strerror(errno));
    char *names[FILES_MAX];
    size_t count = 0;
    bool many = false;
    for (struct dirent *e; (e = readdir(open)) != NULL;) {
        if (e->d_name[0] == '.' || (kind_of(e->d_name) == OWN_KINDS && why_not(e->d_name) == NULL)) continue;
        if (count == FILES_MAX) many = true;
        else if ((names[count] = arena_text(&r->keep, e->d_name, strlen(e->d_name))) != NULL) count++;
    }
    closedir(open);
    if (many) return acta__fail(err, ACTA_IO, -1, "%.200s holds more than %d tables", folder, FILES_MAX);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) TRY(read_table(r, folder, names[i], err));
    if (r->count->files == 0 && r->count->unused == 0) return acta__fail(err, ACTA_IO, -1, "%.200s holds no table: agents.tsv, orgs.tsv …, NAME.actors.txt, NAME.agents.txt", folder);
    return ACTA_OK;
}

/* ---- over ours ---------------------------------------------------------------------------------------------------- */

static acta_status compile(reading *r, own_kind kind, own_tables *own, table *made, acta_err *err) {
    tsv *t = &r->rows[kind];
    uint32_t mistakes = t->mistakes;
    tsv_settle(t);
    r->count->unused += t->mistakes - mistakes;
    tsv_over(t, ours(r->tables, kind));
    size_t bytes;
    TRY(tsv_compile(t, &own->compiled[kind], &bytes, err));
    return table_read(own->compiled[kind], bytes, shapes[kind].name, 1, made, err);
}

static acta_status compile_all(reading *r, own_tables *own, acta_err *err) {
    table made[OWN_KINDS];
    for (int k = 0; k < OWN_KINDS; k++) {
        if (r->rows[k].count > 0 || r->rows[k].failed) TRY(compile(r, (own_kind)k, own, &made[k], err));
    }
    for (int k = 0; k < OWN_KINDS; k++) {
        if (own->compiled[k] != NULL) *ours(r->tables, (own_kind)k) = made[k];
    }
    if (own->compiled[OWN_AGENTS] != NULL) r->tables->own_agents = true;
    own->hash = XXH3_64bits_digest(r->hash);
    return ACTA_OK;
}

acta_status own_tables_read(const char *folder, who_tables *tables, own_tables *own, tsv_note note, void *ctx, acta_table_count *count,
                            acta_err *err) {
    *count = (acta_table_count){0};
    *own = (own_tables){0};
    reading *r = calloc(1, sizeof *r);
    XXH3_state_t *hash = XXH3_createState();
    acta_status status = ACTA_NOMEM;
    if (r == NULL || hash == NULL) {
        acta__fail(err, ACTA_NOMEM, -1, "no memory for the tables of %.200s", folder);
        goto done;
    }
    *r = (reading){.tables = tables, .hash = hash, .count = count, .note = note, .ctx = ctx};
    arena_begin(&r->keep, acta__malloc(), 1 << 16);
    XXH3_64bits_reset(hash);
    for (int k = 0; k < OWN_KINDS; k++) {
        tsv *t = &r->rows[k];
        tsv_begin(t, shapes[k].name, note, ctx);
        tsv_header(t, (slice){shapes[k].header, strlen(shapes[k].header)}, 0);
        t->fixed = true;
        t->unique = shapes[k].unique;
        t->dated = shapes[k].dated;
        t->homonyms = shapes[k].homonyms;
    }
    status = read_folder(r, folder, err);
    if (status == ACTA_OK) status = compile_all(r, own, err);
    if (status != ACTA_OK) own_tables_clear(own);
    for (int k = 0; k < OWN_KINDS; k++) tsv_clear(&r->rows[k]);
    for (uint32_t i = 0; i < r->text_count; i++) free(r->texts[i]);
    arena_end(&r->keep);
done:
    XXH3_freeState(hash);
    free(r);
    return status;
}

void own_tables_clear(own_tables *own) {
    for (int k = 0; k < OWN_KINDS; k++) free(own->compiled[k]);
    *own = (own_tables){0};
}
