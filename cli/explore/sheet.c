/* sheet.c - the columns that views count by, read out of an archive. */
#include "sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codes.h"

/* What is needed while reading alone. */
typedef struct loading {
    sheet *s;
    reader *r;
    int rc;
    size_t event_room, doc_room, place_room, happening_room, face_room, said_room;
    names face_keys, place_keys;
    struct said {                    /* one who takes part, as read; the archive has them in any order */
        uint32_t event, face;
        uint8_t role;
    } *said;
    size_t said_count;
} loading;

/* ---- asking ---- */

static sqlite3_stmt *ask(loading *l, const char *sql) {
    sqlite3_stmt *q = NULL;
    if (l->rc == SQLITE_OK) l->rc = sqlite3_prepare_v2(l->r->db, sql, -1, &q, NULL);
    return q;
}

static bool row(loading *l, sqlite3_stmt *q) {
    if (l->rc != SQLITE_OK || q == NULL) return false;
    int rc = sqlite3_step(q);
    if (rc == SQLITE_ROW) return true;
    if (rc != SQLITE_DONE) l->rc = rc;
    return false;
}

static const char *text(sqlite3_stmt *q, int column) {
    return (const char *)sqlite3_column_text(q, column);
}

/* ---- finding by number ---- */

/* Index of the number in a list ordered by it, whose items begin with it. SIZE_MAX: not there. */
static size_t find_number(const void *list, size_t count, size_t size, int64_t number) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (*(const int64_t *)((const char *)list + middle * size) < number) low = middle + 1;
        else high = middle;
    }
    return low < count && *(const int64_t *)((const char *)list + low * size) == number ? low : SIZE_MAX;
}

size_t sheet_event_index(const sheet *s, int64_t event) {
    return find_number(s->events, s->event_count, sizeof *s->events, event);
}

size_t sheet_doc_index(const sheet *s, int64_t doc) {
    return find_number(s->docs, s->doc_count, sizeof *s->docs, doc);
}

/* ---- reading ---- */

/* Through the index on the day, which holds these two columns and no text. */
static void load_docs(loading *l) {
    sheet *s = l->s;
    sqlite3_stmt *q = ask(l, "SELECT doc, published FROM document INDEXED BY document_published");
    while (row(l, q)) {
        s->docs = list_room(s->docs, s->doc_count, &l->doc_room, sizeof *s->docs);
        s->docs[s->doc_count++] = (sheet_doc){.doc = sqlite3_column_int64(q, 0), .day = explore_day_read(text(q, 1)), .weight = 1};
    }
    sqlite3_finalize(q);
}

static int by_number(const void *a, const void *b) {
    int64_t m = *(const int64_t *)a, n = *(const int64_t *)b;
    return m < n ? -1 : m > n;
}

static void load_copies(loading *l) {
    sheet *s = l->s;
    if (s->doc_count > 0) qsort(s->docs, s->doc_count, sizeof *s->docs, by_number);
    sqlite3_stmt *q = ask(l, "SELECT doc, copy_of, model IS NULL FROM document WHERE copy_of IS NOT NULL");
    while (row(l, q)) {
        size_t copy = sheet_doc_index(s, sqlite3_column_int64(q, 0)), first = sheet_doc_index(s, sqlite3_column_int64(q, 1));
        if (copy != SIZE_MAX) s->docs[copy].copy = true;
        if (first != SIZE_MAX) s->docs[first].weight += sqlite3_column_int(q, 2) != 0;
    }
    sqlite3_finalize(q);
}

static void load_happenings(loading *l) {
    sheet *s = l->s;
    sqlite3_stmt *q = ask(l, "SELECT happening, event, sources FROM happening ORDER BY happening");
    while (row(l, q)) {
        s->happenings = list_room(s->happenings, s->happening_count, &l->happening_room, sizeof *s->happenings);
        s->happenings[s->happening_count++] =
            (sheet_happening){.happening = sqlite3_column_int64(q, 0), .best = sqlite3_column_int64(q, 1), .sources = (uint32_t)sqlite3_column_int(q, 2)};
    }
    sqlite3_finalize(q);
}

static double real(sqlite3_stmt *q, int column) {
    return sqlite3_column_type(q, column) == SQLITE_NULL ? NAN : sqlite3_column_double(q, column);
}

/* The parts one after the other, each ended by a character that no name holds; NULL is as empty. What is past the room is cut off. */
enum { KEY_BYTES = 768 };

static void key_of(char *key, const char *const *parts, size_t count) {
    char *end = key;
    for (size_t i = 0; i < count; i++) {
        size_t room = KEY_BYTES - 2 - (size_t)(end - key), bytes = parts[i] != NULL ? strlen(parts[i]) : 0;
        if (bytes > room) bytes = room;
        if (bytes > 0) memcpy(end, parts[i], bytes);
        end += bytes;
        if (end < key + KEY_BYTES - 2) *end++ = '\x1f';
    }
    *end = '\0';
}

/* By the gazetteer's number, else by name and country: a place that has no number is known by these. */
static uint32_t place_of(loading *l, const char *name, int64_t geonameid, double lat, double lon, const char *country) {
    sheet *s = l->s;
    char key[KEY_BYTES], number[24];
    if (name == NULL) return NOWHERE;
    snprintf(number, sizeof number, "%lld", (long long)geonameid);
    key_of(key, geonameid != 0 ? (const char *[]){number, NULL, NULL} : (const char *[]){NULL, country, name}, 3);
    uint32_t place = names_add(&l->place_keys, key);
    if (place < s->place_count) return place;
    bool pointed = lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
    s->places = list_room(s->places, s->place_count, &l->place_room, sizeof *s->places);
    s->places[s->place_count++] = (sheet_place){.lat = pointed ? lat : NAN, .lon = pointed ? lon : NAN, .name = names_add(&s->names, name),
                                                .country = names_add(&s->names, country), .geonameid = geonameid};
    return place;
}

static uint32_t index_or_nowhere(size_t index) {
    return index == SIZE_MAX ? NOWHERE : (uint32_t)index;
}

static void load_events(loading *l) {
    sheet *s = l->s;
    sqlite3_stmt *q = ask(l, "SELECT event, doc, type, quad, scale, status, date, place, geonameid, lat, lon, country, confidence, happening FROM event ORDER BY event");
    while (row(l, q)) {
        sheet_event e = {.event = sqlite3_column_int64(q, 0), .doc = index_or_nowhere(sheet_doc_index(s, sqlite3_column_int64(q, 1))),
                         .type = (uint8_t)type_named(text(q, 2)), .scale = (float)sqlite3_column_double(q, 4), .status = (uint8_t)status_named(text(q, 5)),
                         .day = explore_day_read(text(q, 6)), .country = names_add(&s->names, text(q, 11)), .happening = NOWHERE};
        int quad = sqlite3_column_int(q, 3);
        e.quad = (uint8_t)(quad >= 1 && quad <= QUADS ? quad : 0);
        if (e.doc == NOWHERE) continue;              /* an event of no report: no archive of acta's has one */
        e.confidence = sqlite3_column_type(q, 12) == SQLITE_NULL ? -1 : (float)sqlite3_column_double(q, 12);
        e.place = place_of(l, text(q, 7), sqlite3_column_int64(q, 8), real(q, 9), real(q, 10), text(q, 11));
        if (sqlite3_column_type(q, 13) != SQLITE_NULL) {
            e.happening = index_or_nowhere(find_number(s->happenings, s->happening_count, sizeof *s->happenings, sqlite3_column_int64(q, 13)));
        }
        s->events = list_room(s->events, s->event_count, &l->event_room, sizeof *s->events);
        s->events[s->event_count++] = e;
    }
    sqlite3_finalize(q);
}

static uint32_t face_of(loading *l, const char *who, const char *code, const char *name) {
    sheet *s = l->s;
    char key[KEY_BYTES];
    key_of(key, (const char *[]){who, code, name}, 3);
    uint32_t face = names_add(&l->face_keys, key);
    if (face < s->face_count) return face;
    s->faces = list_room(s->faces, s->face_count, &l->face_room, sizeof *s->faces);
    s->faces[s->face_count++] = (sheet_face){.who = names_add(&s->names, who), .code = names_add(&s->names, code), .name = names_add(&s->names, name)};
    return face;
}

enum { ACTOR, RECIPIENT, SPEAKER };

static void load_said(loading *l) {
    sheet *s = l->s;
    sqlite3_stmt *q = ask(l, "SELECT event, role, who, code, name FROM party WHERE event IS NOT NULL ORDER BY party");
    size_t index = 0;
    while (row(l, q)) {
        int64_t event = sqlite3_column_int64(q, 0);
        const char *role = text(q, 1);
        if (index >= s->event_count || s->events[index].event != event) index = sheet_event_index(s, event);
        if (index == SIZE_MAX || role == NULL) continue;
        uint8_t number = role[0] == 'a' ? ACTOR : role[0] == 'r' ? RECIPIENT : SPEAKER;
        sheet_event *e = &s->events[index];
        uint8_t *count = number == ACTOR ? &e->actors : number == RECIPIENT ? &e->recipients : &e->speakers;
        if (*count == UINT8_MAX || text(q, 2) == NULL) continue;
        (*count)++;
        l->said = list_room(l->said, l->said_count, &l->said_room, sizeof *l->said);
        l->said[l->said_count++] = (struct said){(uint32_t)index, face_of(l, text(q, 2), text(q, 3), text(q, 4)), number};
    }
    sqlite3_finalize(q);
}

/* ---- putting in order ---- */

/* Each event's actors, then its recipients, then its speakers, in the order in which they were read. */
static void place_parties(loading *l) {
    sheet *s = l->s;
    size_t room = 0;
    s->party_count = l->said_count;
    while (room < s->party_count + 1) s->parties = list_room(s->parties, room, &room, sizeof *s->parties);
    uint32_t from = 0;
    for (size_t i = 0; i < s->event_count; i++) {
        s->events[i].party_from = from;
        from += s->events[i].actors + s->events[i].recipients + s->events[i].speakers;
    }
    uint8_t *done = calloc(s->event_count * 3 + 1, 1);
    if (done == NULL) {
        l->rc = SQLITE_NOMEM;
        return;
    }
    for (size_t i = 0; i < l->said_count; i++) {
        const struct said *one = &l->said[i];
        const sheet_event *e = &s->events[one->event];
        uint32_t before = one->role == ACTOR ? 0 : one->role == RECIPIENT ? e->actors : (uint32_t)e->actors + e->recipients;
        s->parties[e->party_from + before + done[one->event * 3 + one->role]++] = one->face;
    }
    free(done);
}

static void count_all(sheet *s) {
    s->first = s->last = NO_DAY;
    for (size_t i = 0; i < s->event_count; i++) {
        const sheet_event *e = &s->events[i];
        uint32_t parties = (uint32_t)e->actors + e->recipients + e->speakers;
        for (uint32_t k = 0; k < parties; k++) s->faces[s->parties[e->party_from + k]].count++;
        if (e->place != NOWHERE && e->status == 0 && !s->docs[e->doc].copy) s->places[e->place].count++;
        if (e->day == NO_DAY || e->status != 0) continue;
        if (s->first == NO_DAY || e->day < s->first) s->first = e->day;
        if (e->day > s->last) s->last = e->day;
    }
}

static int by_text(const void *a, const void *b, void *context) {
    const names *n = context;
    return strcmp(n->bytes + n->from[*(const uint32_t *)a], n->bytes + n->from[*(const uint32_t *)b]);
}

static void rank_names(loading *l) {
    names *n = &l->s->names;
    uint32_t *order = malloc((n->count + 1) * sizeof *order);
    l->s->rank = malloc((n->count + 1) * sizeof *l->s->rank);
    if (order == NULL || l->s->rank == NULL) {
        l->rc = SQLITE_NOMEM;
    } else {
        for (size_t i = 0; i < n->count; i++) order[i] = (uint32_t)i;
        qsort_r(order, n->count, sizeof *order, by_text, n);
        for (size_t i = 0; i < n->count; i++) l->s->rank[order[i]] = (uint32_t)i;
    }
    free(order);
}

void sheet_clear(sheet *s) {
    free(s->events);
    free(s->docs);
    free(s->places);
    free(s->happenings);
    free(s->parties);
    free(s->faces);
    free(s->rank);
    names_clear(&s->names);
    *s = (sheet){0};
}

static void load_all(loading *l) {
    load_docs(l);
    load_copies(l);
    load_happenings(l);
    load_events(l);
    load_said(l);
    if (l->rc != SQLITE_OK) return;
    place_parties(l);
    if (l->rc != SQLITE_OK) return;
    count_all(l->s);
    rank_names(l);
}

bool sheet_load(sheet *s, reader *r, char *wrong, size_t wrong_bytes) {
    double begun = seconds_now();
    *s = (sheet){0};
    loading l = {.s = s, .r = r};
    l.rc = sqlite3_exec(r->db, "BEGIN", NULL, NULL, NULL);
    if (l.rc == SQLITE_OK) load_all(&l);
    if (l.rc != SQLITE_OK) snprintf(wrong, wrong_bytes, "the archive cannot be read: %s", l.rc == SQLITE_NOMEM ? "out of memory" : sqlite3_errmsg(r->db));
    sqlite3_exec(r->db, "COMMIT", NULL, NULL, NULL);
    free(l.said);
    names_clear(&l.face_keys);
    names_clear(&l.place_keys);
    if (l.rc != SQLITE_OK) sheet_clear(s);
    s->seconds = seconds_now() - begun;
    return l.rc == SQLITE_OK;
}
