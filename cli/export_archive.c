/* export_archive.c - reading events, their parties and mentions out of the archive, in bounded memory. */
#include "export_archive.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

acta_status export_say(acta_err *err, acta_status status, const char *form, ...) {
    if (err == NULL) return status;
    va_list values;
    va_start(values, form);
    vsnprintf(err->message, sizeof err->message, form, values);
    va_end(values);
    err->status = status;
    err->byte_offset = -1;
    return status;
}

acta_status export_fail(sqlite3 *db, const char *doing, acta_err *err) {
    int code = sqlite3_errcode(db) & 0xff;
    acta_status status = code == SQLITE_NOMEM ? ACTA_NOMEM : code == SQLITE_NOTADB || code == SQLITE_CORRUPT ? ACTA_DATA_FORMAT : ACTA_IO;
    return export_say(err, status, "%s: %s", doing, sqlite3_errmsg(db));
}

/* ---- opening ---- */

/* The archive's version of schema, or 0 where there is none. */
static acta_status schema_of(sqlite3 *db, int *version, acta_err *err) {
    sqlite3_stmt *s;
    *version = 0;
    if (sqlite3_prepare_v2(db, "SELECT value FROM setting WHERE name = 'schema'", -1, &s, NULL) != SQLITE_OK) {
        if ((sqlite3_errcode(db) & 0xff) == SQLITE_ERROR) return ACTA_OK;    /* no such table: a database of something else */
        return export_fail(db, "cannot be read as an archive", err);
    }
    if (sqlite3_step(s) == SQLITE_ROW) *version = sqlite3_column_int(s, 0);
    sqlite3_finalize(s);
    return ACTA_OK;
}

acta_status export_open(const char *path, sqlite3 **db, acta_err *err) {
    int version = 0;
    acta_status status = ACTA_OK;
    if (sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) status = export_fail(*db, "cannot be opened", err);
    if (status == ACTA_OK) sqlite3_busy_timeout(*db, 60000);         /* another program may be writing */
    if (status == ACTA_OK) status = schema_of(*db, &version, err);
    if (status == ACTA_OK && version < 1) status = export_say(err, ACTA_DATA_FORMAT, "no archive of acta's; 'acta ingest' makes one");
    if (status == ACTA_OK && version > ACTA_STORE_SCHEMA) {
        status = export_say(err, ACTA_DATA_VERSION, "an archive of schema %d; this acta reads schema %d: take a newer acta", version, ACTA_STORE_SCHEMA);
    }
    if (status == ACTA_OK) return ACTA_OK;
    sqlite3_close(*db);
    *db = NULL;
    return status;
}

/* ---- choosing ---- */

/* ",A,B," for a list "A,B", so that one instr finds a whole word; NULL stays NULL. SQLite frees the copy. */
static void bind_list(sqlite3_stmt *s, int at, const char *list) {
    if (list == NULL || strcmp(list, "all") == 0) return;
    char *fenced = sqlite3_mprintf(",%s,", list);
    sqlite3_bind_text(s, at, fenced, -1, sqlite3_free);
}

static void bind_text(sqlite3_stmt *s, int at, const char *text) {
    if (text != NULL) sqlite3_bind_text(s, at, text, -1, SQLITE_TRANSIENT);
}

void export_bind(sqlite3_stmt *s, const export_filter *filter, const char *status, bool once) {
    bind_text(s, 1, filter->from);
    bind_text(s, 2, filter->to);
    bind_list(s, 3, filter->type);
    bind_list(s, 4, filter->status != NULL ? filter->status : status);
    bind_list(s, 5, filter->country);
    bind_text(s, 6, filter->actor);
    bind_text(s, 7, filter->recipient);
    if (filter->min_confidence >= 0) sqlite3_bind_double(s, 8, filter->min_confidence);
    sqlite3_bind_int(s, 9, filter->copies);
    sqlite3_bind_int(s, 10, once);
}

#define EXPORT_FIELD_SQL(name, sql) sql ", "
#define EXPORT_SELECT "SELECT " EXPORT_FIELDS(EXPORT_FIELD_SQL) "NULL"
/* Along the table itself: no sorting, so no memory that grows. */
static const char events_sql[] = EXPORT_SELECT EXPORT_CHOOSE("event e NOT INDEXED") " ORDER BY e.event";
static const char listed_sql[] =
    EXPORT_SELECT " FROM event e JOIN document d ON d.doc = e.doc LEFT JOIN happening h ON h.happening = e.happening WHERE e.event = ?1";

static const char parties_sql[] =
    "SELECT p.role, p.text, n.id, p.name, p.code, p.sector, p.office, p.who, p.char_from, p.char_to FROM party p"
    " LEFT JOIN entity n ON n.entity = p.entity WHERE p.event = ?1 ORDER BY p.role, p.place";

/* ?1 the event, ?2 its happening or NULL, ?3 and ?4 who the row's pair is, ?5 copies too. */
#define TELLINGS " FROM event e JOIN document d ON d.doc = e.doc JOIN mention m ON m.event = e.event" \
                 " WHERE (e.event = ?1 OR e.happening = ?2) AND (?5 OR d.copy_of IS NULL OR e.event = ?1)"
static const char mentions_sql[] =
    "SELECT m.sentence, m.char_from, m.char_to, length(d.text), d.id, d.published, d.publisher, d.url, e.confidence,"
    " (SELECT p.char_from FROM party p WHERE p.event = e.event AND p.who = ?3 AND p.role <> 'speaker' ORDER BY p.party LIMIT 1),"
    " (SELECT p.char_from FROM party p WHERE p.event = e.event AND p.who = ?4 AND p.role <> 'speaker' ORDER BY p.party DESC LIMIT 1)"
    TELLINGS " ORDER BY e.event, m.mention";
static const char tellings_sql[] = "SELECT count(*)" TELLINGS;

static const char story_sql[] = "SELECT CASE type WHEN 'PER' THEN 0 WHEN 'GPE' THEN 2 ELSE 1 END, name FROM entity"
                                " WHERE doc = ?1 AND type IN ('PER', 'ORG', 'GROUP', 'GPE') ORDER BY entity";

acta_status export_events_begin(export_archive *a, sqlite3 *db, const export_filter *filter, const char *status, bool once, acta_err *err) {
    *a = (export_archive){.db = db, .filter = filter, .story_doc = -1};
    const struct {
        const char *sql;
        sqlite3_stmt **statement;
    } all[] = {{filter->events != NULL ? listed_sql : events_sql, &a->events}, {parties_sql, &a->parties}, {mentions_sql, &a->mentions}, {tellings_sql, &a->tellings}, {story_sql, &a->story}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (sqlite3_prepare_v2(db, all[i].sql, -1, all[i].statement, NULL) != SQLITE_OK) return export_fail(db, "the archive cannot be read", err);
    }
    if (filter->events == NULL) export_bind(a->events, filter, status, once);
    return ACTA_OK;
}

void export_events_end(export_archive *a, export_row *row) {
    sqlite3_finalize(a->events);
    sqlite3_finalize(a->parties);
    sqlite3_finalize(a->mentions);
    sqlite3_finalize(a->tellings);
    sqlite3_finalize(a->story);
    pad_clear(&a->story_pad);
    pad_clear(&row->pad);
}

/* ---- events ---- */

static const char *copied(pad *p, sqlite3_stmt *s, int column) {
    const char *text = (const char *)sqlite3_column_text(s, column);
    return text == NULL ? "" : pad_text(p, text, (size_t)sqlite3_column_bytes(s, column));
}

static int64_t number_or(sqlite3_stmt *s, int column, int64_t otherwise) {
    return sqlite3_column_type(s, column) == SQLITE_NULL ? otherwise : sqlite3_column_int64(s, column);
}

static void add_party(export_row *row, sqlite3_stmt *s) {
    const char *role = (const char *)sqlite3_column_text(s, 0);
    export_parties *list = strcmp(role, "actor") == 0 ? &row->actors : strcmp(role, "recipient") == 0 ? &row->recipients : &row->speakers;
    list->at = pad_append(&row->pad, list->at, &list->count, sizeof *list->at);
    list->at[list->count - 1] = (export_party){
        .text = copied(&row->pad, s, 1), .entity = copied(&row->pad, s, 2), .name = copied(&row->pad, s, 3), .code = copied(&row->pad, s, 4),
        .sector = copied(&row->pad, s, 5), .office = copied(&row->pad, s, 6), .who = copied(&row->pad, s, 7),
        .char_from = number_or(s, 8, -1), .char_to = number_or(s, 9, -1)};
}

static acta_status read_parties(export_archive *a, export_row *row, acta_err *err) {
    sqlite3_bind_int64(a->parties, 1, sqlite3_column_int64(a->events, F_EVENT));
    int code;
    while ((code = sqlite3_step(a->parties)) == SQLITE_ROW) add_party(row, a->parties);
    acta_status status = code == SQLITE_DONE ? ACTA_OK : export_fail(a->db, "parties of an event", err);
    sqlite3_reset(a->parties);
    return status;
}

/* The next of the filter's list; one that has left the archive since is passed over. */
static int next_listed(export_archive *a) {
    int code = SQLITE_DONE;
    while (code == SQLITE_DONE && a->next < a->filter->event_count) {
        sqlite3_reset(a->events);
        sqlite3_bind_int64(a->events, 1, a->filter->events[a->next++]);
        code = sqlite3_step(a->events);
    }
    return code;
}

acta_status export_events_next(export_archive *a, export_row *row, bool *more, acta_err *err) {
    pad_clear(&row->pad);
    *row = (export_row){.archive = a};
    int code = a->filter->events != NULL ? next_listed(a) : sqlite3_step(a->events);
    *more = code == SQLITE_ROW;
    if (code == SQLITE_DONE) return ACTA_OK;
    return *more ? read_parties(a, row, err) : export_fail(a->db, "events", err);
}

const char *export_text(const export_row *row, export_field field) {
    const char *text = (const char *)sqlite3_column_text(row->archive->events, (int)field);
    return text == NULL ? "" : text;
}

int64_t export_number(const export_row *row, export_field field, int64_t otherwise) {
    return number_or(row->archive->events, (int)field, otherwise);
}

/* ---- what hangs on an event ---- */

static void bind_telling(const export_row *row, sqlite3_stmt *s) {
    sqlite3_clear_bindings(s);
    sqlite3_bind_int64(s, 1, export_number(row, F_EVENT, 0));
    if (export_number(row, F_HAPPENING, -1) >= 0) sqlite3_bind_int64(s, 2, export_number(row, F_HAPPENING, -1));
    if (row->source != NULL) sqlite3_bind_text(s, 3, row->source->who, -1, SQLITE_TRANSIENT);
    if (row->target != NULL) sqlite3_bind_text(s, 4, row->target->who, -1, SQLITE_TRANSIENT);
    sqlite3_bind_int(s, 5, row->archive->filter->copies);
}

acta_status export_mentions(export_row *row, bool (*each)(void *ctx, export_row *row), void *ctx, bool *on, acta_err *err) {
    sqlite3_stmt *s = row->archive->mentions;
    bind_telling(row, s);
    int code = SQLITE_DONE;
    while (*on && (code = sqlite3_step(s)) == SQLITE_ROW) {
        pad here = {NULL};
        export_mention m = {.sentence = number_or(s, 0, -1), .char_from = number_or(s, 1, -1), .char_to = number_or(s, 2, -1), .doc_chars = number_or(s, 3, -1),
                            .doc = copied(&here, s, 4), .published = copied(&here, s, 5), .publisher = copied(&here, s, 6), .url = copied(&here, s, 7),
                            .confidence = sqlite3_column_type(s, 8) == SQLITE_NULL ? -1 : sqlite3_column_double(s, 8),
                            .source_from = number_or(s, 9, -1), .target_from = number_or(s, 10, -1)};
        row->mention = &m;
        *on = each(ctx, row);
        row->mention = NULL;
        pad_clear(&here);
    }
    acta_status status = !*on || code == SQLITE_DONE ? ACTA_OK : export_fail(row->archive->db, "mentions of an event", err);
    sqlite3_reset(s);
    return status;
}

int64_t export_mention_count(const export_row *row) {
    sqlite3_stmt *s = row->archive->tellings;
    bind_telling(row, s);
    int64_t count = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    return count;
}

const char *export_story(const export_row *row, int which) {
    export_archive *a = row->archive;
    int64_t doc = export_number(row, F_DOC_NUMBER, 0);
    if (doc == a->story_doc) return a->story_names[which];
    pad_clear(&a->story_pad);
    for (int i = 0; i < 3; i++) a->story_names[i] = "";
    sqlite3_bind_int64(a->story, 1, doc);
    while (sqlite3_step(a->story) == SQLITE_ROW) {
        const char **list = &a->story_names[sqlite3_column_int(a->story, 0)];
        *list = pad_printf(&a->story_pad, "%s%s%s", *list, (*list)[0] != '\0' ? ";" : "", (const char *)sqlite3_column_text(a->story, 1));
    }
    sqlite3_reset(a->story);
    a->story_doc = doc;
    return a->story_names[which];
}
