/* work.c - what views need to answer. */
#include "work.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool refuse(work *w, unsigned status, const char *format, ...) {
    va_list given;
    va_start(given, format);
    vsnprintf(w->wrong, sizeof w->wrong, format, given);
    va_end(given);
    w->status = status;
    return false;
}

const char *asked(const work *w, const char *name) {
    for (size_t i = 0; i < w->parameter_count; i++) {
        if (strcmp(w->parameters[i].name, name) == 0) return w->parameters[i].value;
    }
    return NULL;
}

bool asked_number(work *w, const char *name, long least, long most, long otherwise, long *number) {
    const char *value = asked(w, name);
    char *end;
    *number = otherwise;
    if (value == NULL) return true;
    size_t digits = strspn(value, "0123456789");
    *number = strtol(value, &end, 10);
    if (digits > 0 && digits <= 18 && *end == '\0' && *number >= least && *number <= most) return true;
    return refuse(w, 400, "%s takes a whole number from %ld to %ld", name, least, most);
}

bool asked_word(work *w, const char *name, const char *const *words, int otherwise, int *word) {
    const char *value = asked(w, name);
    *word = otherwise;
    if (value == NULL) return true;
    for (*word = 0; words[*word] != NULL; (*word)++) {
        if (strcmp(words[*word], value) == 0) return true;
    }
    const char *all = "";
    for (int i = 0; words[i] != NULL; i++) all = pad_printf(&w->pad, "%s%s%s", all, i > 0 ? ", " : "", words[i]);
    return refuse(w, 400, "%s takes one of: %s", name, all);
}

/* ---- the archive ---- */

static void refuse_query(work *w, int rc) {
    if (rc == SQLITE_INTERRUPT) refuse(w, 503, "this question takes too long on this archive; narrow it by a filter, or ask for fewer rows");
    else if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) refuse(w, 503, "the archive is being written to; ask again in a moment");
    else refuse(w, 500, "the archive cannot be read: %s", sqlite3_errmsg(w->reader->db));
}

sqlite3_stmt *work_ask(work *w, const char *sql) {
    sqlite3_stmt *q = NULL;
    int rc = sqlite3_prepare_v2(w->reader->db, sql, -1, &q, NULL);
    if (rc == SQLITE_OK) return q;
    refuse_query(w, rc);
    return NULL;
}

bool work_row(work *w, sqlite3_stmt *q) {
    if (q == NULL) return false;
    int rc = sqlite3_step(q);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE) refuse_query(w, rc);
    return rc == SQLITE_ROW;
}

bool work_done(work *w, sqlite3_stmt *q) {
    sqlite3_finalize(q);
    return w->status == 200;
}

const char *column_text(sqlite3_stmt *q, int column) {
    return (const char *)sqlite3_column_text(q, column);
}

void put_column(reply *j, const char *key, sqlite3_stmt *q, int column) {
    switch (sqlite3_column_type(q, column)) {
    case SQLITE_NULL: return;
    case SQLITE_INTEGER: reply_key(j, key); reply_integer(j, sqlite3_column_int64(q, column)); return;
    case SQLITE_FLOAT: reply_key(j, key); reply_real(j, sqlite3_column_double(q, column), 8); return;
    default:
        reply_key(j, key);
        reply_text_n(j, (const char *)sqlite3_column_text(q, column), (size_t)sqlite3_column_bytes(q, column));
    }
}

/* ---- the views ---- */

static const struct {
    const char *path;
    view answer;
} views[] = {{"/api/about", view_about}, {"/api/timeline", view_timeline}, {"/api/map", view_map}, {"/api/network", view_network},
             {"/api/matrix", view_matrix}, {"/api/ledger", view_ledger}, {"/api/events", view_events}, {"/api/report", view_report},
             {"/api/search", view_search}, {"/api/explain", view_explain}, {"/api/export", view_export}};

view view_named(const char *path) {
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        if (strcmp(views[i].path, path) == 0) return views[i].answer;
    }
    return NULL;
}
