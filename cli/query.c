/* query.c - acta query: an archive asked in SQL, or by options for its events. */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "archive.h"
#include "commands.h"
#include "export_archive.h"
#include "output.h"
#include "rows.h"

enum { SECONDS_DEFAULT = 60 };

/* ---- asking ------------------------------------------------------------------------------------------------------------ */

static bool to_output(void *ctx, const char *at, size_t count) {
    return output_write(ctx, at, count);
}

static int write_rows(const settings *s, sqlite3 *db, sqlite3_stmt *statement, rows_form form) {
    output *out = output_open(s);
    if (out == NULL) return EXIT_NOTHING;
    bool sent;
    int code = rows_write(statement, form, to_output, out, &sent);
    if (code != SQLITE_DONE && sent) {
        const char *why = (code & 0xFF) == SQLITE_INTERRUPT ? "it ran past its time; --seconds gives it more" : sqlite3_errmsg(db);
        fprintf(stderr, "%s query: %s\n", s->program, why);
    }
    if (code == SQLITE_DONE && sent) return output_close(out) ? EXIT_FINE : EXIT_NOTHING;
    output_drop(out);
    return EXIT_NOTHING;
}

static bool is_blank(const char *text) {
    return text[strspn(text, " \t\r\n;")] == '\0';
}

static int ask_sql(const settings *s, sqlite3 *db, const char *sql, rows_form form) {
    sqlite3_stmt *statement = NULL;
    const char *rest = "", *wrong = NULL;
    archive_only_read(db);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, &rest) != SQLITE_OK) {
        wrong = sqlite3_errcode(db) == SQLITE_AUTH ? "a query may read the archive and nothing else" : sqlite3_errmsg(db);
    } else if (statement == NULL) wrong = "an empty question";
    else if (!is_blank(rest)) wrong = "one statement at a time";
    else if (sqlite3_column_count(statement) == 0 || !sqlite3_stmt_readonly(statement)) wrong = "a query may read the archive and nothing else";
    if (wrong != NULL) fprintf(stderr, "%s query: %s\n", s->program, wrong);
    int status = wrong != NULL ? EXIT_USAGE : write_rows(s, db, statement, form);
    sqlite3_finalize(statement);
    return status;
}

/* ---- ready questions --------------------------------------------------------------------------------------------------- */

/* Two take part together, in whichever order: one does it, the other does it too or has it done to them. */
#define TOGETHER(first, second)                                                                                                 \
    "EXISTS (SELECT 1 FROM party p JOIN party q ON q.event = p.event AND q.party <> p.party WHERE p.event = e.event"            \
    " AND p.role = 'actor' AND q.role IN ('actor', 'recipient')"                                                                \
    " AND (p.code = " first " OR p.who = " first " OR p.name = " first " COLLATE NOCASE)"                                       \
    " AND (q.code = " second " OR q.who = " second " OR q.name = " second " COLLATE NOCASE))"
#define NAMES(of) "(SELECT group_concat(coalesce(p.name, p.text), '; ') FROM party p WHERE p.event = e.event AND p.role = '" of "') AS " of
#define WHO(of) "(SELECT group_concat(p.who, '; ') FROM party p WHERE p.event = e.event AND p.role = '" of "') AS " of "_who"

static const char events_sql[] =
    "SELECT e.id, e.date, e.type, e.mode, e.status, " NAMES("actor") ", " WHO("actor") ", " NAMES("recipient") ", " WHO("recipient")
    ", e.place, e.country, " NAMES("speaker") ", e.event_text AS words, e.confidence, h.sources, d.id AS doc, d.published"
    EXPORT_CHOOSE("event e")
    " AND (?11 IS NULL OR " TOGETHER("?11", "?12") " OR " TOGETHER("?12", "?11") ") ORDER BY e.date, e.id LIMIT ?13";

static int ask_events(const settings *s, sqlite3 *db, rows_form form) {
    acta_err err;
    export_filter filter = {.from = s->from, .to = s->to, .type = s->type, .status = s->status, .country = s->country, .actor = s->actor,
                            .recipient = s->recipient, .min_confidence = s->min_confidence, .copies = s->copies};
    if (export_filter_check(&filter, &err) != ACTA_OK) {
        fprintf(stderr, "%s query: %s\n", s->program, err.message);
        return EXIT_USAGE;
    }
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, events_sql, -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s query: %s\n", s->program, sqlite3_errmsg(db));
        return EXIT_NOTHING;
    }
    export_bind(statement, &filter, NULL, false);
    if (s->dyad[0] != NULL) {
        sqlite3_bind_text(statement, 11, s->dyad[0], -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 12, s->dyad[1], -1, SQLITE_STATIC);
    }
    sqlite3_bind_int64(statement, 13, s->limit > 0 ? (sqlite3_int64)s->limit : -1);
    int status = write_rows(s, db, statement, form);
    sqlite3_finalize(statement);
    return status;
}

static bool asks_for_events(const settings *s) {
    return s->from != NULL || s->to != NULL || s->type != NULL || s->status != NULL || s->country != NULL || s->actor != NULL || s->recipient != NULL ||
           s->min_confidence >= 0 || s->copies || s->dyad[0] != NULL || s->limit > 0;
}

int run_query(const settings *s, int count, char **arguments) {
    rows_form form = rows_form_named(s->format != NULL ? s->format : "table");
    const char *wrong = count < 1 ? "which archive?" : count > 2 ? "one archive and one question are wanted"
                        : count == 2 && asks_for_events(s) ? "SQL or options, not both; LIMIT and WHERE are SQL too"
                        : form == ROWS_FORMS ? "--format is table, csv, tsv or json here" : NULL;
    if (wrong != NULL) {
        fprintf(stderr, "%s query: %s\n", s->program, wrong);
        return EXIT_USAGE;
    }
    sqlite3 *db = NULL;
    acta_err err;
    if (export_open(arguments[0], &db, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s: %s\n", s->program, arguments[0], err.message);
        return EXIT_NOTHING;
    }
    archive_deadline deadline;
    archive_limit(db, &deadline, s->seconds > 0 ? s->seconds : SECONDS_DEFAULT);
    int status = count == 2 ? ask_sql(s, db, arguments[1], form) : ask_events(s, db, form);
    sqlite3_close(db);
    return status;
}
