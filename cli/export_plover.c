/* export_plover.c - PLOVER JSON lines: the stored records byte for byte, report after report, in the order in which `acta code` writes
 * them. Without a filter that is everything; with one, the reports of which an event is left, with those events alone. */
#include <string.h>

#include "export_table.h"

enum { SEND_BYTES = 1 << 16, KINDS = 6 };

/* In the order of records.md. Events are chosen by the filter, the others go with their report. */
static const struct {
    acta_kind kind;
    const char *sql;
} kinds[KINDS] = {
    {ACTA_DOCUMENT, "SELECT record FROM document WHERE doc = ?11"},
    {ACTA_EVENT, "SELECT e.record" EXPORT_CHOOSE("event e") " AND e.doc = ?11 ORDER BY e.event"},
    {ACTA_AGREEMENT, "SELECT record FROM agreement WHERE doc = ?11 ORDER BY agreement"},
    {ACTA_OBLIGATION, "SELECT record FROM obligation WHERE doc = ?11 ORDER BY obligation"},
    {ACTA_CLAIM, "SELECT record FROM claim WHERE doc = ?11 ORDER BY claim"},
    {ACTA_ENTITY, "SELECT record FROM entity WHERE doc = ?11 ORDER BY entity"},
};

typedef struct lines {
    const export_job *job;
    sqlite3_stmt *reports, *any, *records[KINDS];
    bytes gathered;
    bool stopped;
} lines;

static bool is_narrow(const export_filter *f) {
    return f->from != NULL || f->to != NULL || f->type != NULL || f->status != NULL || f->country != NULL || f->actor != NULL ||
           f->recipient != NULL || f->min_confidence >= 0;
}

static acta_status prepare(lines *l) {
    static const char reports[] = "SELECT doc FROM document WHERE ?1 OR copy_of IS NULL ORDER BY doc";
    static const char any[] = "SELECT 1" EXPORT_CHOOSE("event e") " AND e.doc = ?11 LIMIT 1";
    sqlite3 *db = l->job->db;
    bool ok = sqlite3_prepare_v2(db, reports, -1, &l->reports, NULL) == SQLITE_OK && sqlite3_prepare_v2(db, any, -1, &l->any, NULL) == SQLITE_OK;
    for (int k = 0; ok && k < KINDS; k++) ok = sqlite3_prepare_v2(db, kinds[k].sql, -1, &l->records[k], NULL) == SQLITE_OK;
    if (!ok) return export_fail(db, "the archive cannot be read", l->job->err);
    sqlite3_bind_int(l->reports, 1, l->job->filter->copies);
    export_bind(l->any, l->job->filter, NULL, false);
    export_bind(l->records[1], l->job->filter, NULL, false);
    return ACTA_OK;
}

static acta_status write_kind(lines *l, sqlite3_stmt *s, sqlite3_int64 doc) {
    int code;
    sqlite3_bind_int64(s, 11, doc);
    while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        bytes_sink(&l->gathered, (const char *)sqlite3_column_text(s, 0), (size_t)sqlite3_column_bytes(s, 0));
        bytes_sink(&l->gathered, "\n", 1);
    }
    acta_status status = code == SQLITE_DONE ? ACTA_OK : export_fail(l->job->db, "records of a report", l->job->err);
    sqlite3_reset(s);
    return status;
}

/* Does the filter leave an event of it? */
static bool is_wanted(lines *l, sqlite3_int64 doc) {
    if (!is_narrow(l->job->filter)) return true;
    sqlite3_bind_int64(l->any, 11, doc);
    bool any = sqlite3_step(l->any) == SQLITE_ROW;
    sqlite3_reset(l->any);
    return any;
}

static acta_status write_report(lines *l, sqlite3_int64 doc) {
    unsigned wanted = l->job->filter->kinds != 0 ? l->job->filter->kinds : ACTA_ALL_KINDS;
    acta_status status = ACTA_OK;
    for (int k = 0; status == ACTA_OK && k < KINDS; k++) {
        if ((wanted & kinds[k].kind) != 0) status = write_kind(l, l->records[k], doc);
    }
    l->stopped = l->gathered.failed || (l->gathered.count >= SEND_BYTES && !export_send(l->job, &l->gathered));
    return status;
}

static acta_status write_reports(lines *l) {
    int code = SQLITE_DONE;
    while (!l->stopped && (code = sqlite3_step(l->reports)) == SQLITE_ROW) {
        sqlite3_int64 doc = sqlite3_column_int64(l->reports, 0);
        acta_status status = is_wanted(l, doc) ? write_report(l, doc) : ACTA_OK;
        if (status != ACTA_OK) return status;
    }
    if (l->stopped || !export_send(l->job, &l->gathered)) return export_stopped(l->job, &l->gathered);
    return code == SQLITE_DONE ? ACTA_OK : export_fail(l->job->db, "reports", l->job->err);
}

acta_status export_write_plover(const export_job *job) {
    lines l = {.job = job};
    acta_status status = prepare(&l);
    if (status == ACTA_OK) status = write_reports(&l);
    sqlite3_finalize(l.reports);
    sqlite3_finalize(l.any);
    for (int k = 0; k < KINDS; k++) sqlite3_finalize(l.records[k]);
    bytes_clear(&l.gathered);
    return status;
}
