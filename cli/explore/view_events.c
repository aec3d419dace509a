/* view_events.c - /api/events: the table, a window of it at a time, in any order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "codes.h"
#include "filter.h"
#include "order.h"

enum { ROWS_MAX = 1000, ROWS = 100 };

/* ---- order ---- */

enum { BY_DATE, BY_TYPE, BY_QUAD, BY_SCALE, BY_STATUS, BY_COUNTRY, BY_PLACE, BY_CONFIDENCE, BY_SOURCES, BY_PUBLISHED, BY_ACTOR, BY_RECIPIENT, BY_SPEAKER };
static const char *const orders[] = {"date", "type", "quad", "scale", "status", "country", "place", "confidence", "sources", "published", "actor", "recipient",
                                     "speaker", NULL};
#define LAST UINT32_MAX              /* rows with nothing in the column stand last, whichever way it is ordered */

static uint32_t rank_of(const sheet *s, uint32_t name) {
    return name == NO_NAME ? LAST : s->rank[name];
}

static uint32_t day_key(int32_t day) {
    return day == NO_DAY ? LAST : (uint32_t)day ^ 0x80000000u;
}

static uint32_t first_who(const sheet *s, const uint32_t *faces, uint8_t count) {
    return count == 0 ? LAST : rank_of(s, s->faces[faces[0]].who);
}

static uint32_t sources_of(const sheet *s, const sheet_event *e) {
    return e->happening == NOWHERE ? 1 : s->happenings[e->happening].sources;
}

/* A number that orders as the column does. */
static uint32_t key_of(const sheet *s, const sheet_event *e, int order) {
    switch (order) {
    case BY_DATE: return day_key(e->day);
    case BY_TYPE: return e->type;                    /* by number: cooperation to conflict */
    case BY_QUAD: return e->quad;
    case BY_SCALE: return (uint32_t)lround((e->scale + 100) * 1000);
    case BY_STATUS: return e->status;
    case BY_COUNTRY: return rank_of(s, e->country);
    case BY_PLACE: return e->place == NOWHERE ? LAST : rank_of(s, s->places[e->place].name);
    case BY_CONFIDENCE: return e->confidence < 0 ? LAST : (uint32_t)lround(e->confidence * 1e6);
    case BY_SOURCES: return sources_of(s, e);
    case BY_PUBLISHED: return day_key(s->docs[e->doc].day);
    case BY_ACTOR: return first_who(s, event_actors(s, e), e->actors);
    case BY_RECIPIENT: return first_who(s, event_recipients(s, e), e->recipients);
    default: return first_who(s, event_speakers(s, e), e->speakers);
    }
}

static bool read_order(work *w, int *order, bool *down) {
    const char *value = asked(w, "sort");
    *order = BY_DATE;
    *down = true;
    if (value == NULL) return true;
    *down = value[0] == '-';
    for (*order = 0; orders[*order] != NULL; (*order)++) {
        if (strcmp(orders[*order], value + *down) == 0) return true;
    }
    return refuse(w, 400, "sort takes a column, with - before it for descending: date type quad scale status country place confidence sources published actor "
                          "recipient speaker");
}

/* ---- rows ---- */

typedef struct questions {
    sqlite3_stmt *event, *parties;
} questions;

static bool questions_open(work *w, questions *q) {
    q->event = work_ask(w, "SELECT e.id, d.id, e.date, e.enddate, e.granularity, e.type, e.mode, e.quad, e.scale, e.status, e.place, e.country, e.lat, e.lon, "
                           "e.event_text, e.confidence, coalesce(h.sources, 1), d.title, d.published, d.publisher FROM event e JOIN document d ON d.doc = e.doc "
                           "LEFT JOIN happening h ON h.happening = e.happening WHERE e.event = ?1");
    q->parties = work_ask(w, "SELECT role, text, name, code, sector, who FROM party WHERE event = ?1 ORDER BY role, place");
    return q->event != NULL && q->parties != NULL;
}

static void put_party(reply *j, sqlite3_stmt *q) {
    static const char *const keys[] = {"role", "text", "name", "code", "sector", "who"};
    reply_open(j, '{');
    for (int k = 1; k < 6; k++) put_column(j, keys[k], q, k);
    reply_close(j, '}');
}

/* The rows come by role; every role has its list, be it empty. */
static bool put_parties(work *w, sqlite3_stmt *q, int64_t event) {
    static const char *const roles[] = {"actor", "recipient", "speaker"};
    reply *j = &w->out;
    int role = 0;
    reply_key(j, roles[0]);
    reply_open(j, '[');
    sqlite3_bind_int64(q, 1, event);
    while (work_row(w, q)) {
        const char *name = column_text(q, 0);
        while (role < 2 && strcmp(roles[role], name) != 0) {
            reply_close(j, ']');
            reply_key(j, roles[++role]);
            reply_open(j, '[');
        }
        if (strcmp(roles[role], name) == 0) put_party(j, q);
    }
    reply_close(j, ']');
    while (++role < 3) {
        reply_key(j, roles[role]);
        reply_open(j, '[');
        reply_close(j, ']');
    }
    sqlite3_reset(q);
    return w->status == 200;
}

static bool put_row(work *w, const questions *q, const sheet_event *e) {
    static const char *const keys[] = {"id", "doc", "date", "enddate", "granularity", "type", "mode", "quad", "scale", "status", "place", "country", "lat",
                                       "lon", "words", "confidence", "sources", "title", "published", "publisher"};
    reply *j = &w->out;
    sqlite3_bind_int64(q->event, 1, e->event);
    if (work_row(w, q->event)) {                     /* gone: it was taken out of the archive just now */
        reply_open(j, '{');
        for (int k = 0; k < (int)(sizeof keys / sizeof *keys); k++) put_column(j, keys[k], q->event, k);
        put_parties(w, q->parties, e->event);
        reply_close(j, '}');
    }
    sqlite3_reset(q->event);
    return w->status == 200;
}

static bool put_rows(work *w, const keyed *rows, size_t from, size_t to) {
    questions q;
    bool fine = questions_open(w, &q);
    for (size_t i = from; i < to && fine; i++) fine = put_row(w, &q, &w->sheet->events[rows[i].row]);
    sqlite3_finalize(q.event);
    sqlite3_finalize(q.parties);
    return fine;
}

bool view_events(work *w) {
    long offset, limit;
    int order;
    bool down;
    selection chosen;
    if (!asked_number(w, "offset", 0, 1000000000, 0, &offset) || !asked_number(w, "limit", 0, ROWS_MAX, ROWS, &limit)) return false;
    if (!read_order(w, &order, &down) || !filter_select(w, &chosen)) return false;
    keyed *rows = pad_take(&w->pad, (chosen.count + 1) * sizeof *rows);
    for (size_t i = 0; i < chosen.count; i++) {
        uint32_t key = key_of(w->sheet, &w->sheet->events[chosen.rows[i]], order);
        rows[i] = (keyed){key == LAST || !down ? key : LAST - 1 - key, chosen.rows[i]};
    }
    rows = order_rows(&w->pad, rows, chosen.count);
    size_t from = (size_t)offset < chosen.count ? (size_t)offset : chosen.count, to = chosen.count - from > (size_t)limit ? from + (size_t)limit : chosen.count;
    reply_open(&w->out, '{');
    reply_key(&w->out, "total");
    reply_integer(&w->out, (int64_t)chosen.count);
    reply_key(&w->out, "offset");
    reply_integer(&w->out, (int64_t)from);
    reply_key(&w->out, "rows");
    reply_open(&w->out, '[');
    bool fine = put_rows(w, rows, from, to);
    reply_close(&w->out, ']');
    reply_close(&w->out, '}');
    return fine;
}
