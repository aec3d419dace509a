/* filter.c - the filter that all views share. */
#include "filter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "codes.h"

const char *const filter_names[] = {"from", "to", "type", "quad", "status", "country", "actor", "recipient", "either", "speaker", "place", "box", "q", "min",
                                    "copies", "happenings", NULL};

/* A list of truths by number, NULL where the filter does not ask. */
typedef struct filter {
    int32_t from, to;                /* NO_DAY: open */
    uint32_t types, quads, statuses; /* sets by number */
    const bool *countries;           /* of names */
    const bool *actors, *recipients, *either, *speakers; /* of faces */
    bool own_word;                   /* speaker "-": the report itself says so */
    const bool *places, *docs;
    double least;
    bool copies, once;               /* once: each happening */
} filter;

/* ---- reading it ---- */

static bool read_day(work *w, const char *name, int32_t *day) {
    const char *value = asked(w, name);
    *day = value != NULL ? explore_day_read(value) : NO_DAY;
    return value == NULL || *day != NO_DAY || refuse(w, 400, "%s takes a day, YYYY-MM-DD", name);
}

/* The next piece of a list parted by commas, copied; NULL at its end. */
static const char *next_piece(pad *p, const char **at) {
    if (**at == '\0') return NULL;
    size_t bytes = strcspn(*at, ",");
    const char *piece = pad_text(p, *at, bytes);
    *at += bytes + ((*at)[bytes] == ',');
    return piece;
}

static size_t quad_named(const char *name) {
    return name[0] >= '1' && name[0] <= '4' && name[1] == '\0' ? (size_t)(name[0] - '0') : QUADS + 1;
}

static bool read_set(work *w, const char *name, size_t (*number)(const char *), size_t none, uint32_t otherwise, uint32_t *set) {
    const char *value = asked(w, name);
    *set = value != NULL ? 0 : otherwise;
    for (const char *at = value != NULL ? value : "", *piece; (piece = next_piece(&w->pad, &at)) != NULL;) {
        size_t n = number(piece);
        if (n == none) return refuse(w, 400, "%s: there is no %s '%.40s'; /api/about lists the types, quads are 1 to 4, statuses %s", name, name, piece,
                                     "actual, future, hypothetical, negated, historical");
        *set |= 1u << n;
    }
    return true;
}

static bool read_switch(work *w, const char *name, bool *on) {
    const char *value = asked(w, name);
    *on = value != NULL && strcmp(value, "1") == 0;
    return value == NULL || *on || strcmp(value, "0") == 0 || refuse(w, 400, "%s takes 1 or 0", name);
}

static bool read_least(work *w, double *least) {
    const char *value = asked(w, "min");
    char *end = NULL;
    *least = value != NULL ? strtod(value, &end) : 0;
    return value == NULL || (end != value && *end == '\0' && *least >= 0 && *least <= 1) || refuse(w, 400, "min takes a confidence from 0 to 1");
}

static const bool *read_countries(work *w) {
    const char *value = asked(w, "country");
    if (value == NULL) return NULL;
    bool *wanted = pad_take(&w->pad, w->sheet->names.count + 1);
    for (const char *piece; (piece = next_piece(&w->pad, &value)) != NULL;) {
        uint32_t name = names_find(&w->sheet->names, piece);
        if (name != NO_NAME) wanted[name] = true;
    }
    return wanted;
}

static bool is_called(const sheet *s, uint32_t name, const char *wanted) {
    return name != NO_NAME && strcasecmp(names_text(&s->names, name), wanted) == 0;
}

/* Those who are known by the words: as code and sector, as code, or as a name. */
static const bool *read_faces(work *w, const char *parameter) {
    const sheet *s = w->sheet;
    const char *value = asked(w, parameter);
    if (value == NULL) return NULL;
    bool *wanted = pad_take(&w->pad, s->face_count + 1);
    for (size_t i = 0; i < s->face_count; i++) {
        const sheet_face *f = &s->faces[i];
        wanted[i] = is_called(s, f->who, value) || is_called(s, f->code, value) || is_called(s, f->name, value);
    }
    return wanted;
}

typedef struct map_box {
    double west, south, east, north; /* degrees; west > east: across the date line */
} map_box;

static bool read_box(work *w, map_box *box, bool *given) {
    const char *value = asked(w, "box");
    *given = value != NULL;
    if (value == NULL) return true;
    double sides[4] = {0};
    const char *at = value;
    bool fine = true;
    for (int i = 0; i < 4 && fine; i++) {
        char *end;
        sides[i] = strtod(at, &end);
        fine = end != at && *end == (i < 3 ? ',' : '\0') && fabs(sides[i]) <= 360;
        at = end + 1;
    }
    *box = (map_box){sides[0], sides[1], sides[2], sides[3]};
    return fine || refuse(w, 400, "box takes four numbers, west,south,east,north in degrees");
}

static bool lies_in(const map_box *box, const sheet_place *p) {
    if (isnan(p->lat) || p->lat < box->south || p->lat > box->north) return false;
    bool right_of_west = p->lon >= box->west, left_of_east = p->lon <= box->east;
    return box->west <= box->east ? right_of_west && left_of_east : right_of_west || left_of_east;
}

/* The places of that name, in that part of the map. */
static bool read_places(work *w, const bool **places) {
    const sheet *s = w->sheet;
    const char *value = asked(w, "place");
    map_box box;
    bool boxed;
    *places = NULL;
    if (!read_box(w, &box, &boxed)) return false;
    if (value == NULL && !boxed) return true;
    bool *wanted = pad_take(&w->pad, s->place_count + 1);
    for (size_t i = 0; i < s->place_count; i++) {
        wanted[i] = (value == NULL || is_called(s, s->places[i].name, value)) && (!boxed || lies_in(&box, &s->places[i]));
    }
    *places = wanted;
    return true;
}

/* The reports with the words in them. */
static bool read_words(work *w, const bool **docs) {
    const char *value = asked(w, "q"), *question = value != NULL ? words_as_question(&w->pad, value) : NULL;
    *docs = NULL;
    if (value == NULL) return true;
    if (question == NULL) return refuse(w, 400, "q holds no word to look for");
    bool *wanted = pad_take(&w->pad, w->sheet->doc_count + 1);
    sqlite3_stmt *q = work_ask(w, "SELECT rowid FROM words WHERE words MATCH ?1");
    sqlite3_bind_text(q, 1, question, -1, SQLITE_STATIC);
    while (work_row(w, q)) {
        size_t doc = sheet_doc_index(w->sheet, sqlite3_column_int64(q, 0));
        if (doc != SIZE_MAX) wanted[doc] = true;     /* one that came after the sheet is not in it */
    }
    *docs = wanted;
    return work_done(w, q);
}

static bool filter_read(work *w, filter *f) {
    const char *speaker = asked(w, "speaker");
    if (!read_day(w, "from", &f->from) || !read_day(w, "to", &f->to)) return false;
    if (!read_set(w, "type", type_named, TYPES, UINT32_MAX, &f->types)) return false;
    if (!read_set(w, "quad", quad_named, QUADS + 1, UINT32_MAX, &f->quads)) return false;
    if (!read_set(w, "status", status_named, STATUSES, 1, &f->statuses)) return false;
    if (!read_least(w, &f->least) || !read_switch(w, "copies", &f->copies) || !read_switch(w, "happenings", &f->once)) return false;
    f->countries = read_countries(w);
    f->actors = read_faces(w, "actor");
    f->recipients = read_faces(w, "recipient");
    f->either = read_faces(w, "either");
    f->own_word = speaker != NULL && strcmp(speaker, "-") == 0;
    f->speakers = f->own_word ? NULL : read_faces(w, "speaker");
    return read_places(w, &f->places) && read_words(w, &f->docs);
}

/* ---- applying it ---- */

static bool any_wanted(const bool *wanted, const uint32_t *faces, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (wanted[faces[i]]) return true;
    }
    return false;
}

static bool parties_pass(const filter *f, const sheet *s, const sheet_event *e) {
    if (f->actors != NULL && !any_wanted(f->actors, event_actors(s, e), e->actors)) return false;
    if (f->recipients != NULL && !any_wanted(f->recipients, event_recipients(s, e), e->recipients)) return false;
    if (f->either != NULL && !any_wanted(f->either, event_actors(s, e), (size_t)e->actors + e->recipients)) return false;
    if (f->own_word && e->speakers > 0) return false;
    return f->speakers == NULL || any_wanted(f->speakers, event_speakers(s, e), e->speakers);
}

static bool passes(const filter *f, const sheet *s, const sheet_event *e) {
    if ((f->statuses >> e->status & 1) == 0 || (f->types >> e->type & 1) == 0 || (f->quads >> e->quad & 1) == 0) return false;
    if ((f->from != NO_DAY || f->to != NO_DAY) && e->day == NO_DAY) return false;
    if ((f->from != NO_DAY && e->day < f->from) || (f->to != NO_DAY && e->day > f->to)) return false;
    if (f->countries != NULL && (e->country == NO_NAME || !f->countries[e->country])) return false;
    if (f->places != NULL && (e->place == NOWHERE || !f->places[e->place])) return false;
    if (f->least > 0 && e->confidence < (float)f->least) return false;
    if (!f->copies && s->docs[e->doc].copy) return false;
    if (f->docs != NULL && !f->docs[e->doc]) return false;
    return parties_pass(f, s, e);
}

/* Each happening once: the event that tells it best where it is among the chosen, else the first that is. */
static void keep_one_each(work *w, selection *chosen) {
    const sheet *s = w->sheet;
    uint32_t *kept = pad_take(&w->pad, (s->happening_count + 1) * sizeof *kept);     /* index + 1; 0: none yet */
    for (size_t i = 0; i < chosen->count; i++) {
        const sheet_event *e = &s->events[chosen->rows[i]];
        if (e->happening == NOWHERE) continue;
        if (kept[e->happening] == 0 || s->happenings[e->happening].best == e->event) kept[e->happening] = chosen->rows[i] + 1;
    }
    size_t count = 0;
    for (size_t i = 0; i < chosen->count; i++) {
        uint32_t row = chosen->rows[i], happening = s->events[row].happening;
        if (happening == NOWHERE || kept[happening] == row + 1) chosen->rows[count++] = row;
    }
    chosen->count = count;
}

bool filter_select(work *w, selection *chosen) {
    const sheet *s = w->sheet;
    filter f = {0};
    *chosen = (selection){0};
    if (!filter_read(w, &f)) return false;
    chosen->rows = pad_take(&w->pad, (s->event_count + 1) * sizeof *chosen->rows);
    chosen->weighted = f.copies && !f.once;
    for (size_t i = 0; i < s->event_count; i++) {
        if (passes(&f, s, &s->events[i])) chosen->rows[chosen->count++] = (uint32_t)i;
    }
    if (f.once) keep_one_each(w, chosen);
    return true;
}
