/* rows.c - events as CSV, as GeoJSON, or as the PLOVER records that are stored. */
#include <stdlib.h>
#include <string.h>

#include "download.h"

struct rows {
    int format;
    sqlite3_stmt *event, *parties;
    bool any;                        /* a feature stands before */
};

static const char *const columns[] = {"id", "doc", "date", "enddate", "granularity", "event", "mode", "context", "quad_code", "event_scale", "status", "place",
                                      "geonameid", "lat", "lon", "country", "event_text", "confidence", "happening", "sources", "title", "published",
                                      "publisher", "url"};
enum { COLUMNS = sizeof columns / sizeof *columns, LAT = 13, LON = 14, ROLES = 3 };
static const char *const roles[ROLES] = {"actor", "recipient", "said_by"}, *const stored_roles[ROLES] = {"actor", "recipient", "speaker"};

static const char one_event[] =
    "SELECT e.id, d.id, e.date, e.enddate, e.granularity, e.type, e.mode, e.context, e.quad, e.scale, e.status, e.place, e.geonameid, e.lat, e.lon, e.country, "
    "e.event_text, e.confidence, e.happening, h.sources, d.title, d.published, d.publisher, d.url "
    "FROM event e JOIN document d ON d.doc = e.doc LEFT JOIN happening h ON h.happening = e.happening WHERE e.event = ?1";

rows *rows_new(sqlite3 *db, int format) {
    rows *r = calloc(1, sizeof *r);
    if (r == NULL) return NULL;
    r->format = format;
    const char *sql = format == AS_PLOVER ? "SELECT record FROM event WHERE event = ?1 AND json_valid(record)" : one_event;
    int rc = sqlite3_prepare_v2(db, sql, -1, &r->event, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(db, "SELECT role, who, name, text FROM party WHERE event = ?1 ORDER BY role, place", -1, &r->parties, NULL);
    if (rc == SQLITE_OK) return r;
    rows_free(r);
    return NULL;
}

void rows_free(rows *r) {
    if (r == NULL) return;
    sqlite3_finalize(r->event);
    sqlite3_finalize(r->parties);
    free(r);
}

static void put(reply *out, const char *text) {
    reply_bytes(out, text, strlen(text));
}

/* ---- CSV ---- */

/* A spreadsheet takes text that begins with one of these for a formula and runs it; a mark before it makes it text. */
static bool is_formula(const char *text) {
    return text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
}

static void put_quoted(reply *out, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '"') put(out, "\"");
        reply_bytes(out, text, 1);
    }
}

static void put_cell(reply *out, sqlite3_stmt *q, int column) {
    const char *text = column_text(q, column);
    bool is_text = sqlite3_column_type(q, column) == SQLITE_TEXT;
    if (text == NULL) return;
    if (!is_text) {
        put(out, text);
        return;
    }
    put(out, is_formula(text) ? "\"'" : "\"");
    put_quoted(out, text);
    put(out, "\"");
}

/* All of a role in one cell: "AFG GOV (Mohammad Hanif Atmar); USA". */
static bool put_role_cell(reply *out, sqlite3_stmt *q, int64_t event, const char *role) {
    int rc;
    bool any = false;
    sqlite3_bind_int64(q, 1, event);
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        const char *who = column_text(q, 1), *name = column_text(q, 2) != NULL ? column_text(q, 2) : column_text(q, 3);
        if (strcmp(column_text(q, 0), role) != 0) continue;
        put(out, any ? "; " : is_formula(who) ? "\"'" : "\"");
        any = true;
        put_quoted(out, who);
        if (name == NULL || strcmp(name, who) == 0) continue;
        put(out, " (");
        put_quoted(out, name);
        put(out, ")");
    }
    if (any) put(out, "\"");
    sqlite3_reset(q);
    return rc == SQLITE_DONE;
}

static bool csv_event(rows *r, int64_t event, reply *out) {
    bool fine = true;
    for (int i = 0; i < COLUMNS; i++) {
        if (i > 0) put(out, ",");
        put_cell(out, r->event, i);
    }
    for (int i = 0; i < ROLES && fine; i++) {
        put(out, ",");
        fine = put_role_cell(out, r->parties, event, stored_roles[i]);
    }
    put(out, "\r\n");
    return fine;
}

/* ---- GeoJSON ---- */

static void put_point(reply *out, sqlite3_stmt *q) {
    reply_key(out, "geometry");
    if (sqlite3_column_type(q, LAT) == SQLITE_NULL || sqlite3_column_type(q, LON) == SQLITE_NULL) {
        reply_null(out);
        return;
    }
    reply_open(out, '{');
    reply_key(out, "type");
    reply_text(out, "Point");
    reply_key(out, "coordinates");
    reply_open(out, '[');
    reply_real(out, sqlite3_column_double(q, LON), 9);
    reply_real(out, sqlite3_column_double(q, LAT), 9);
    reply_close(out, ']');
    reply_close(out, '}');
}

static bool put_role_list(reply *out, sqlite3_stmt *q, int64_t event, int role) {
    int rc;
    reply_key(out, roles[role]);
    reply_open(out, '[');
    sqlite3_bind_int64(q, 1, event);
    while ((rc = sqlite3_step(q)) == SQLITE_ROW) {
        if (strcmp(column_text(q, 0), stored_roles[role]) != 0) continue;
        reply_open(out, '{');
        put_column(out, "who", q, 1);
        put_column(out, "name", q, 2);
        put_column(out, "entity_text", q, 3);
        reply_close(out, '}');
    }
    reply_close(out, ']');
    sqlite3_reset(q);
    return rc == SQLITE_DONE;
}

static bool geojson_event(rows *r, int64_t event, reply *out) {
    bool fine = true;
    put(out, r->any ? ",\n" : "\n");
    r->any = true;
    reply feature = {0};              /* its commas are its own */
    reply_open(&feature, '{');
    reply_key(&feature, "type");
    reply_text(&feature, "Feature");
    put_point(&feature, r->event);
    reply_key(&feature, "properties");
    reply_open(&feature, '{');
    for (int i = 0; i < COLUMNS; i++) {
        if (i != LAT && i != LON) put_column(&feature, columns[i], r->event, i);
    }
    for (int i = 0; i < ROLES && fine; i++) fine = put_role_list(&feature, r->parties, event, i);
    reply_close(&feature, '}');
    reply_close(&feature, '}');
    reply_bytes(out, feature.at, feature.count);
    fine = fine && !feature.failed;
    free(feature.at);
    return fine;
}

/* ---- PLOVER ---- */

static bool plover_event(rows *r, reply *out) {
    reply line = {0};
    reply_stored(&line, column_text(r->event, 0));
    put(&line, "\n");
    reply_bytes(out, line.at, line.count);
    bool fine = !line.failed;
    free(line.at);
    return fine;
}

/* ---- any ---- */

void rows_head(rows *r, reply *out) {
    if (r->format == AS_GEOJSON) put(out, "{\"type\":\"FeatureCollection\",\"features\":[");
    if (r->format != AS_CSV) return;
    for (int i = 0; i < COLUMNS; i++) {
        if (i > 0) put(out, ",");
        put(out, columns[i]);
    }
    for (int i = 0; i < ROLES; i++) {
        put(out, ",");
        put(out, roles[i]);
    }
    put(out, "\r\n");
}

bool rows_event(rows *r, int64_t event, reply *out) {
    sqlite3_bind_int64(r->event, 1, event);
    int rc = sqlite3_step(r->event);
    bool fine = rc == SQLITE_ROW || rc == SQLITE_DONE;
    if (rc == SQLITE_ROW) fine = r->format == AS_CSV ? csv_event(r, event, out) : r->format == AS_GEOJSON ? geojson_event(r, event, out) : plover_event(r, out);
    sqlite3_reset(r->event);
    return fine;
}

void rows_tail(rows *r, reply *out) {
    if (r->format == AS_GEOJSON) put(out, "\n]}\n");
}
