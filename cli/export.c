/* export.c - acta export: an archive handed on in the formats that people's tools read. */
#include "export.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "export_table.h"
#include "output.h"

/* Formats that have no column for the status carry what happened, and nothing that did not. */
#define HAPPENED "actual"

static const export_format formats[] = {
    {"plover", NULL, export_write_plover, NULL},
    {"csv", NULL, export_write_table, &table_csv},
    {"tsv", NULL, export_write_table, &table_tsv},
    {"polecat", HAPPENED, export_write_table, &table_polecat},
    {"icews", HAPPENED, export_write_table, &table_icews},
    {"gdelt1", HAPPENED, export_write_table, &table_gdelt1},
    {"gdelt2", HAPPENED, export_write_table, &table_gdelt2},
    {"gdelt2-mentions", HAPPENED, export_write_table, &table_mentions},
    {"phoenix", HAPPENED, export_write_table, &table_phoenix},
    {"petrarch", HAPPENED, export_write_table, &table_petrarch},
    {"geojson", NULL, export_write_geojson, &table_csv},
    {"gexf", HAPPENED, export_write_gexf, NULL},
    {"parquet", NULL, export_write_parquet, &table_csv},
};
enum { FORMATS = sizeof formats / sizeof *formats };

const export_format *export_format_named(const char *name) {
    for (int i = 0; i < FORMATS; i++) {
        if (strcmp(formats[i].name, name) == 0) return &formats[i];
    }
    return NULL;
}

const char *export_format_names(void) {
    return "plover csv tsv polecat icews gdelt1 gdelt2 gdelt2-mentions phoenix petrarch geojson gexf parquet";
}

/* ---- filters ---- */

static bool is_day(const char *text) {
    static const char form[] = "dddd-dd-dd";
    size_t count = strlen(text);
    if (count != 4 && count != 7 && count != 10) return false;
    for (size_t i = 0; i < count; i++) {
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-') return false;
    }
    return true;
}

/* Is every word of the list one of `words`, which are parted by blanks? *bad is the first that is not. */
static bool are_among(const char *list, const char *words, const char **bad) {
    for (const char *at = list;; at++) {
        size_t bytes = strcspn(at, ",");
        const char *found = words;
        while (found != NULL && *found != '\0' && !(strcspn(found, " ") == bytes && memcmp(found, at, bytes) == 0)) {
            found = strchr(found, ' ');
            if (found != NULL) found++;
        }
        *bad = at;
        if (bytes == 0 || found == NULL || *found == '\0') return false;
        at += bytes;
        if (*at == '\0') return true;
    }
}

static bool are_countries(const char *list) {
    for (const char *at = list;; at += 4) {
        if (strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3 || (at[3] != ',' && at[3] != '\0')) return false;
        if (at[3] == '\0') return true;
    }
}

acta_status export_filter_check(const export_filter *f, acta_err *err) {
    static const char types[] = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT";
    static const char statuses[] = "actual future hypothetical negated historical all";
    const char *bad;
    if (f->from != NULL && !is_day(f->from)) return export_say(err, ACTA_MISUSE, "--from takes YYYY, YYYY-MM or YYYY-MM-DD: %s", f->from);
    if (f->to != NULL && !is_day(f->to)) return export_say(err, ACTA_MISUSE, "--to takes YYYY, YYYY-MM or YYYY-MM-DD: %s", f->to);
    if (f->type != NULL && !are_among(f->type, types, &bad)) return export_say(err, ACTA_MISUSE, "no such type of event: %s", bad);
    if (f->status != NULL && !are_among(f->status, statuses, &bad)) return export_say(err, ACTA_MISUSE, "no such status: %s", bad);
    if (f->country != NULL && !are_countries(f->country)) {
        return export_say(err, ACTA_MISUSE, "--country takes ISO codes of three letters, parted by commas: %s", f->country);
    }
    return ACTA_OK;
}

acta_status export_write(sqlite3 *db, const export_format *format, const export_filter *filter, acta_sink sink, void *ctx, acta_err *err) {
    acta_status status = export_filter_check(filter, err);
    if (status != ACTA_OK) return status;
    bool ours = sqlite3_get_autocommit(db) != 0;     /* one view of the archive from the first row to the last */
    if (ours && sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK) return export_fail(db, "the archive cannot be read", err);
    status = format->write(&(export_job){.db = db, .format = format, .filter = filter, .sink = sink, .ctx = ctx, .err = err});
    if (ours) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* ---- the command ---- */

static export_filter filter_of(const settings *s) {
    return (export_filter){.from = s->from, .to = s->to, .type = s->type, .status = s->status, .country = s->country, .actor = s->actor,
                           .recipient = s->recipient, .min_confidence = s->min_confidence, .kinds = s->kinds, .copies = s->copies};
}

typedef struct taker {
    output *out;
    bool failed;                     /* and has been told */
} taker;

static bool to_output(void *ctx, const char *at, size_t count) {
    taker *t = ctx;
    t->failed = !output_write(t->out, at, count);
    return !t->failed;
}

static int export_all(const settings *s, sqlite3 *db, const char *path, const export_format *format) {
    acta_err err = {0};
    export_filter filter = filter_of(s);
    taker t = {.out = output_open(s)};
    if (t.out == NULL) return EXIT_NOTHING;
    acta_status status = export_write(db, format, &filter, to_output, &t, &err);
    if (status == ACTA_OK) return output_close(t.out) ? EXIT_FINE : EXIT_NOTHING;
    output_drop(t.out);
    if (!t.failed) fprintf(stderr, "%s: %s: %s\n", s->program, path, err.message);
    return EXIT_NOTHING;
}

int run_export(const settings *s, int count, char **arguments) {
    acta_err err = {0};
    export_filter filter = filter_of(s);
    const export_format *format = export_format_named(s->format != NULL ? s->format : "plover");
    if (count != 1) {
        fprintf(stderr, "%s export: one archive is wanted; try '%s help export'\n", s->program, s->program);
        return EXIT_USAGE;
    }
    if (format == NULL) {
        fprintf(stderr, "%s export: no format %s; there are: %s\n", s->program, s->format, export_format_names());
        return EXIT_USAGE;
    }
    if (export_filter_check(&filter, &err) != ACTA_OK) {
        fprintf(stderr, "%s export: %s\n", s->program, err.message);
        return EXIT_USAGE;
    }
    sqlite3 *db;
    if (export_open(arguments[0], &db, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s: %s\n", s->program, arguments[0], err.message);
        return EXIT_NOTHING;
    }
    int status = export_all(s, db, arguments[0], format);
    sqlite3_close(db);
    return status;
}
