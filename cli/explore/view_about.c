/* view_about.c - /api/about: what the archive holds. */
#include <string.h>

#include "acta.h"
#include "codes.h"
#include "explorer.h"

static bool put_count(work *w, const char *key, const char *sql) {
    sqlite3_stmt *q = work_ask(w, sql);
    if (work_row(w, q)) put_column(&w->out, key, q, 0);
    return work_done(w, q);
}

static void put_day(json *j, const char *key, int32_t day) {
    char room[16];
    json_key(j, key);
    if (day == NO_DAY) {
        json_null(j);
        return;
    }
    day_write(day, room);
    json_text(j, room);
}

static void put_types(json *j) {
    json_key(j, "types");
    json_open(j, '[');
    for (size_t i = 0; i < TYPES; i++) {
        json_open(j, '{');
        json_key(j, "type");
        json_text(j, types[i].name);
        json_key(j, "quad");
        json_integer(j, types[i].quad);
        json_key(j, "scale");
        json_real(j, types[i].scale, 4);
        json_key(j, "label");
        json_text(j, types[i].label);
        json_close(j, '}');
    }
    json_close(j, ']');
}

bool view_about(work *w) {
    const sheet *s = w->sheet;
    json *j = &w->out;
    json_open(j, '{');
    bool fine = put_count(w, "documents", "SELECT count(*) FROM document") &&
                put_count(w, "copies", "SELECT count(*) FROM document WHERE copy_of IS NOT NULL") &&
                put_count(w, "agreements", "SELECT count(*) FROM agreement") && put_count(w, "claims", "SELECT count(*) FROM claim");
    json_key(j, "events");
    json_integer(j, (int64_t)s->event_count);
    json_key(j, "happenings");
    json_integer(j, (int64_t)s->happening_count);
    put_day(j, "first", s->first);
    put_day(j, "last", s->last);
    put_types(j);
    json_key(j, "sample");
    json_bool(j, w->explorer->sample);
    json_key(j, "version");
    json_text(j, acta_version());
    json_close(j, '}');
    return fine;
}
