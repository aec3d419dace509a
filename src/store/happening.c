/* happening.c - which event records tell the same event of the world, worked out over the whole archive.
 *
 * What merge/across.h makes of the records depends on all of them, so it is made anew after reports have come, in one transaction. The
 * setting "happenings" says `due` from the first report put until that is done: a program that was ended in between has left it due, and
 * the next one does it. Numbers follow the days and ids of the records, not the order in which reports came.
 */
#include "merge/across.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/store.h"

enum { CHARS_ABOUT = 160, PARTIES_MAX = 64 };

static const char doing[] = "joining the events";

static acta_status failed(acta_store *store, acta_err *err) {
    return store_fail(store, sqlite3_extended_errcode(store->db), doing, err);
}

static acta_status set(acta_store *store, const char *value, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(store, SQL_SETTING);
    if (s == NULL) return failed(store, err);
    sqlite3_bind_text(s, 1, "happenings", -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, value, -1, SQLITE_STATIC);
    return store_step(store, s, doing, err);
}

acta_status happening_due(acta_store *store, acta_err *err) {
    return set(store, "due", err);
}

/* ---- the records as tellings ------------------------------------------------------------------------------------------- */

typedef enum query { Q_REPORTS, Q_EVENTS, Q_PARTIES, QUERIES } query;

static const char *const queries[QUERIES] = {
    [Q_REPORTS] = "SELECT doc, id, published, text, coalesce(title, '') || ' ' || coalesce((SELECT group_concat(name, ' ') FROM entity n WHERE n.doc = d.doc), '')"
                  " FROM document d WHERE model IS NOT NULL ORDER BY doc",
    [Q_EVENTS] = "SELECT event, id, type, mode, status, date, enddate, granularity, place, country, province, geonameid, lat, lon,"
                 " dead, injured, arrested, released, displaced, people, event_text,"
                 " (SELECT char_from FROM mention m WHERE m.event = e.event ORDER BY mention LIMIT 1),"
                 " (SELECT char_to FROM mention m WHERE m.event = e.event ORDER BY mention LIMIT 1) FROM event e WHERE doc = ? ORDER BY event",
    [Q_PARTIES] = "SELECT role, code, sector, coalesce(name, text) FROM party WHERE event = ? AND role IN ('actor', 'recipient') ORDER BY role, place",
};
enum { E_EVENT, E_ID, E_TYPE, E_MODE, E_STATUS, E_DATE, E_ENDDATE, E_GRANULARITY, E_PLACE, E_COUNTRY, E_PROVINCE, E_GEONAMEID, E_LAT, E_LON, E_FIGURES,
       E_TRIGGERS = E_FIGURES + ACROSS_FIGURES, E_FROM, E_TO };

typedef struct joining {
    acta_store *store;
    acta_err *err;
    sqlite3_stmt *statements[QUERIES];
    across *across;
    int64_t *events;                 /* [count] rows, in the order in which they were added */
    uint32_t count, capacity;
} joining;

static const char *text_at(sqlite3_stmt *s, int column) {
    return (const char *)sqlite3_column_text(s, column);
}

/* The first of words parted by spaces, in `room`; NULL stays NULL. */
static const char *first_word(const char *words, char *room, size_t room_bytes) {
    if (words == NULL) return NULL;
    size_t bytes = strcspn(words, " ");
    if (bytes >= room_bytes) bytes = room_bytes - 1;
    memcpy(room, words, bytes);
    room[bytes] = '\0';
    return room;
}

/* Some characters before and after a span of the text; the memory is the caller's. NULL: out of memory. */
static char *words_about(const char *text, size_t bytes, int64_t char_from, int64_t char_to) {
    size_t from = 0, at = 0;
    uint32_t code;
    for (int64_t n = 0; at < bytes && n < char_to + CHARS_ABOUT; n++) {
        if (n == char_from - CHARS_ABOUT) from = at;
        at += utf8_decode(text + at, bytes - at, &code);
    }
    char *words = malloc(at - from + 1);
    if (words == NULL) return NULL;
    memcpy(words, text + from, at - from);
    words[at - from] = '\0';
    return words;
}

typedef struct parties {
    across_party at[PARTIES_MAX];
    char texts[PARTIES_MAX][3][96];  /* code, sector, name; what is longer counts by its beginning */
    size_t count;
} parties;

static const char *keep_text(const char *text, char room[96]) {
    if (text == NULL) return NULL;
    size_t bytes = strnlen(text, 95);
    memcpy(room, text, bytes);
    room[bytes] = '\0';
    return room;
}

static acta_status read_parties(joining *j, int64_t event, parties *p) {
    sqlite3_stmt *s = j->statements[Q_PARTIES];
    int code;
    p->count = 0;
    sqlite3_bind_int64(s, 1, event);
    while ((code = sqlite3_step(s)) == SQLITE_ROW && p->count < PARTIES_MAX) {
        char (*texts)[96] = p->texts[p->count];
        p->at[p->count++] = (across_party){.actor = strcmp(text_at(s, 0), "actor") == 0, .code = keep_text(text_at(s, 1), texts[0]),
                                           .sector = first_word(text_at(s, 2), texts[1], sizeof texts[1]), .name = keep_text(text_at(s, 3), texts[2])};
    }
    sqlite3_reset(s);
    return code == SQLITE_ROW || code == SQLITE_DONE ? ACTA_OK : failed(j->store, j->err);
}

static acta_status add_event(joining *j, const char *text, size_t bytes, parties *p) {
    sqlite3_stmt *s = j->statements[Q_EVENTS];
    char mode[64];
    int64_t event = sqlite3_column_int64(s, E_EVENT);
    TRY(read_parties(j, event, p));
    across_telling t = {.id = text_at(s, E_ID), .type = text_at(s, E_TYPE), .mode = first_word(text_at(s, E_MODE), mode, sizeof mode), .status = text_at(s, E_STATUS),
                        .date = text_at(s, E_DATE), .enddate = text_at(s, E_ENDDATE), .granularity = text_at(s, E_GRANULARITY), .place = text_at(s, E_PLACE),
                        .country = text_at(s, E_COUNTRY), .province = text_at(s, E_PROVINCE), .geonameid = sqlite3_column_int64(s, E_GEONAMEID),
                        .has_point = sqlite3_column_type(s, E_LAT) != SQLITE_NULL, .lat = sqlite3_column_double(s, E_LAT), .lon = sqlite3_column_double(s, E_LON),
                        .parties = p->at, .party_count = p->count, .triggers = text_at(s, E_TRIGGERS)};
    for (int i = 0; i < ACROSS_FIGURES; i++) {
        t.figures[i] = sqlite3_column_type(s, E_FIGURES + i) == SQLITE_NULL ? -1 : sqlite3_column_double(s, E_FIGURES + i);
    }
    char *told = words_about(text, bytes, sqlite3_column_int64(s, E_FROM), sqlite3_column_int64(s, E_TO));
    TRY_NEW(told, j->err);
    t.told = told;
    acta_status status = across_add(j->across, &t, j->err);
    free(told);
    if (status != ACTA_OK) return status;
    if (j->count == j->capacity) {
        uint32_t capacity = j->capacity == 0 ? 1024 : 2 * j->capacity;
        int64_t *grown = realloc(j->events, capacity * sizeof *grown);
        TRY_NEW(grown, j->err);
        j->events = grown;
        j->capacity = capacity;
    }
    j->events[j->count++] = event;
    return ACTA_OK;
}

static acta_status add_report(joining *j, sqlite3_stmt *report, parties *p) {
    sqlite3_stmt *s = j->statements[Q_EVENTS];
    across_report about = {.id = text_at(report, 1), .published = text_at(report, 2), .topic = text_at(report, 4)};
    TRY(across_add_report(j->across, &about, j->err));
    const char *text = text_at(report, 3);
    size_t bytes = (size_t)sqlite3_column_bytes(report, 3);
    acta_status status = ACTA_OK;
    int code;
    sqlite3_bind_int64(s, 1, sqlite3_column_int64(report, 0));
    while (status == ACTA_OK && (code = sqlite3_step(s)) == SQLITE_ROW) status = add_event(j, text, bytes, p);
    if (status == ACTA_OK && code != SQLITE_DONE) status = failed(j->store, j->err);
    sqlite3_reset(s);
    return status;
}

static acta_status add_reports(joining *j) {
    sqlite3_stmt *s = j->statements[Q_REPORTS];
    parties *p = malloc(sizeof *p);
    TRY_NEW(p, j->err);
    acta_status status = ACTA_OK;
    int code = SQLITE_DONE;
    while (status == ACTA_OK && (code = sqlite3_step(s)) == SQLITE_ROW) status = add_report(j, s, p);
    if (status == ACTA_OK && code != SQLITE_DONE) status = failed(j->store, j->err);
    sqlite3_reset(s);
    free(p);
    return status;
}

/* ---- what comes of them ------------------------------------------------------------------------------------------------ */

/* The record that tells a happening best is of an original rather than of a copy, and the surest. */
static const char keep_sql[] =
    "INSERT INTO happening(happening, event, tellings, documents, sources)"
    " SELECT happening, max(CASE WHEN place = 1 THEN event END), count(*), count(DISTINCT doc), count(DISTINCT original) FROM"
    "  (SELECT t.happening, t.event, d.doc, coalesce(d.copy_of, d.doc) AS original,"
    "   row_number() OVER (PARTITION BY t.happening ORDER BY d.copy_of IS NOT NULL, e.confidence DESC, e.id) AS place"
    "   FROM temp.told t JOIN event e ON e.event = t.event JOIN document d ON d.doc = e.doc)"
    " WHERE true GROUP BY happening"
    " ON CONFLICT(happening) DO UPDATE SET event = excluded.event, tellings = excluded.tellings, documents = excluded.documents, sources = excluded.sources;"
    "UPDATE event SET happening = t.happening FROM temp.told t WHERE t.event = event.event AND event.happening IS NOT t.happening";

/* The records of one that is no more are looked for by their index. */
static const char forget_sql[] =
    "UPDATE event SET happening = NULL WHERE happening > (SELECT coalesce(max(happening), 0) FROM temp.told);"
    "DELETE FROM happening WHERE happening > (SELECT coalesce(max(happening), 0) FROM temp.told);"
    "DROP TABLE temp.told";

static acta_status write_told(joining *j, const uint32_t *happening) {
    sqlite3_stmt *s = NULL;
    TRY(store_run(j->store, "DROP TABLE IF EXISTS temp.told; CREATE TEMP TABLE told(event INTEGER PRIMARY KEY, happening INTEGER NOT NULL)", doing, j->err));
    if (sqlite3_prepare_v2(j->store->db, "INSERT INTO temp.told VALUES (?, ?)", -1, &s, NULL) != SQLITE_OK) return failed(j->store, j->err);
    acta_status status = ACTA_OK;
    for (uint32_t i = 0; i < j->count && status == ACTA_OK; i++) {
        sqlite3_bind_int64(s, 1, j->events[i]);
        sqlite3_bind_int64(s, 2, (int64_t)happening[i] + 1);
        status = store_step(j->store, s, doing, j->err);
    }
    sqlite3_finalize(s);
    return status;
}

static acta_status join_events(joining *j) {
    uint32_t happenings = 0, *happening = calloc((size_t)j->count + 1, sizeof *happening);
    TRY_NEW(happening, j->err);
    acta_status status = across_join(j->across, happening, &happenings, j->err);
    across_free(j->across);          /* much memory, which SQLite's sorting may have now */
    j->across = NULL;
    if (status == ACTA_OK) status = write_told(j, happening);
    free(happening);
    if (status == ACTA_OK) status = store_run(j->store, keep_sql, doing, j->err);
    if (status == ACTA_OK) status = late_make_one(j->store, "event_happening", j->err);
    if (status == ACTA_OK) status = store_run(j->store, forget_sql, doing, j->err);
    return status == ACTA_OK ? set(j->store, "done", j->err) : status;
}

static acta_status work(joining *j) {
    for (int i = 0; i < QUERIES; i++) {
        if (sqlite3_prepare_v2(j->store->db, queries[i], -1, &j->statements[i], NULL) != SQLITE_OK) return failed(j->store, j->err);
    }
    TRY(across_new(&j->across, j->err));
    TRY(add_reports(j));
    return join_events(j);
}

static acta_status join(acta_store *store, acta_err *err) {
    joining j = {.store = store, .err = err};
    TRY(store_do(store, SQL_BEGIN, doing, err));
    acta_status status = work(&j);
    for (int i = 0; i < QUERIES; i++) sqlite3_finalize(j.statements[i]);
    across_free(j.across);
    free(j.events);
    if (status == ACTA_OK) status = store_do(store, SQL_COMMIT, doing, err);
    if (status != ACTA_OK && !sqlite3_get_autocommit(store->db)) store_do(store, SQL_ROLLBACK, "", NULL);
    return status;
}

acta_status acta_store_join(acta_store *store, acta_err *err) {
    if (store == NULL || store->mode != ACTA_STORE_WRITE || store->batch) return acta__fail(err, ACTA_MISUSE, -1, "acta_store_join needs a store that is written, and no batch");
    int64_t due;
    TRY(store_number(store, "SELECT count(*) FROM setting WHERE name = 'happenings' AND value = 'due'", 0, &due, err));
    if (due > 0) TRY(join(store, err));
    TRY(bands_catch_up(store, err));    /* also those of a program that was ended with all reports kept */
    TRY(bands_write(store, 1, err));
    return late_make(store, err);
}
