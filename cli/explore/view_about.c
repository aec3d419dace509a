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

static void put_day(reply *j, const char *key, int32_t day) {
    char room[16];
    reply_key(j, key);
    if (day == NO_DAY) {
        reply_null(j);
        return;
    }
    day_write(day, room);
    reply_text(j, room);
}

static void put_types(reply *j) {
    reply_key(j, "types");
    reply_open(j, '[');
    for (size_t i = 0; i < TYPES; i++) {
        reply_open(j, '{');
        reply_key(j, "type");
        reply_text(j, types[i].name);
        reply_key(j, "quad");
        reply_integer(j, types[i].quad);
        reply_key(j, "scale");
        reply_real(j, types[i].scale, 4);
        reply_key(j, "label");
        reply_text(j, types[i].label);
        reply_close(j, '}');
    }
    reply_close(j, ']');
}

bool view_about(work *w) {
    const sheet *s = w->sheet;
    reply *j = &w->out;
    reply_open(j, '{');
    bool fine = put_count(w, "documents", "SELECT count(*) FROM document") &&
                put_count(w, "copies", "SELECT count(*) FROM document WHERE copy_of IS NOT NULL") &&
                put_count(w, "agreements", "SELECT count(*) FROM agreement") && put_count(w, "claims", "SELECT count(*) FROM claim");
    reply_key(j, "events");
    reply_integer(j, (int64_t)s->event_count);
    reply_key(j, "happenings");
    reply_integer(j, (int64_t)s->happening_count);
    put_day(j, "first", s->first);
    put_day(j, "last", s->last);
    put_types(j);
    reply_key(j, "sample");
    reply_bool(j, w->explorer->sample);
    reply_key(j, "version");
    reply_text(j, acta_version());
    reply_close(j, '}');
    return fine;
}
