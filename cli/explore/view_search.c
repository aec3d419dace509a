/* view_search.c - /api/search: reports, actors and places for what is typed into the search field. */
#include <strings.h>
#include <stdlib.h>
#include <string.h>

#include "filter.h"

enum { FOUND_MAX = 100, FOUND = 10 };

/* Marks that FTS5 sets around what was found; a text that holds such characters itself shows a mark too many, no more. */
#define HIT_FROM "\x01"
#define HIT_TO "\x02"

static void put_stretch(reply *j, const char *at, size_t bytes, bool hit) {
    if (bytes == 0) return;
    reply_open(j, '{');
    reply_key(j, "text");
    reply_text_n(j, at, bytes);
    reply_key(j, "hit");
    reply_bool(j, hit);
    reply_close(j, '}');
}

static void put_snippet(reply *j, const char *text) {
    bool hit = false;
    reply_key(j, "snippet");
    reply_open(j, '[');
    while (text != NULL && *text != '\0') {
        size_t bytes = strcspn(text, HIT_FROM HIT_TO);
        put_stretch(j, text, bytes, hit);
        text += bytes;
        if (*text != '\0') hit = *text++ == HIT_FROM[0];
    }
    reply_close(j, ']');
}

/* Best first among the newest: to rank all reports that hold a common word would take seconds. */
static const char find_documents[] =
    "SELECT d.id, d.title, d.published, d.publisher, f.id, snippet(words, -1, '" HIT_FROM "', '" HIT_TO "', ' … ', 24) "
    "FROM words JOIN document d ON d.doc = words.rowid LEFT JOIN document f ON f.doc = d.copy_of "
    "WHERE words MATCH ?1 AND words.rowid >= ?3 ORDER BY rank LIMIT ?2";
enum { RANKED_MAX = 20000 };

/* The number of the report from which on RANKED_MAX of those found begin. */
static int64_t newest_from(work *w, const char *question) {
    sqlite3_stmt *q = work_ask(w, "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2");
    int64_t from = 0;
    sqlite3_bind_text(q, 1, question, -1, SQLITE_STATIC);
    sqlite3_bind_int(q, 2, RANKED_MAX);
    if (work_row(w, q)) from = sqlite3_column_int64(q, 0);
    work_done(w, q);
    return from;
}

static bool put_documents(work *w, const char *question, long limit) {
    static const char *const keys[] = {"id", "title", "published", "publisher", "copy_of"};
    reply *j = &w->out;
    reply_key(j, "documents");
    reply_open(j, '[');
    bool fine = true;
    if (question != NULL) {
        int64_t from = newest_from(w, question);
        sqlite3_stmt *q = work_ask(w, find_documents);
        sqlite3_bind_text(q, 1, question, -1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 2, limit);
        sqlite3_bind_int64(q, 3, from);
        while (work_row(w, q)) {
            reply_open(j, '{');
            for (int k = 0; k < 5; k++) put_column(j, keys[k], q, k);
            put_snippet(j, column_text(q, 5));
            reply_close(j, '}');
        }
        fine = work_done(w, q);
    }
    reply_close(j, ']');
    return fine;
}

/* ---- names ---- */

/* How well a name answers to what was typed: 3 it is it, 2 it begins so, 1 a word of it does, 0 not at all. ASCII letters of either case. */
static int likeness(const char *name, const char *typed) {
    size_t bytes = strlen(typed);
    if (strcasecmp(name, typed) == 0) return 3;
    if (strncasecmp(name, typed, bytes) == 0) return 2;
    for (const char *at = name; *at != '\0'; at++) {
        if (at > name && (at[-1] == ' ' || at[-1] == '-') && strncasecmp(at, typed, bytes) == 0) return 1;
    }
    return 0;
}

typedef struct found {
    int like;
    uint32_t count, index;
} found;

static int best_first(const void *a, const void *b) {
    const found *m = a, *n = b;
    if (m->like != n->like) return n->like - m->like;
    if (m->count != n->count) return m->count < n->count ? 1 : -1;
    return m->index < n->index ? -1 : m->index > n->index;
}

static found *sorted(found *list, size_t count) {
    if (count > 0) qsort(list, count, sizeof *list, best_first);
    return list;
}

/* A face stands for a name and a `who`; several faces share both where their codes differ, which they hardly do. */
static void put_actors(work *w, const char *typed, long limit) {
    const sheet *s = w->sheet;
    found *list = pad_take(&w->pad, (s->face_count + 1) * sizeof *list);
    size_t count = 0;
    for (uint32_t i = 0; i < s->face_count; i++) {
        const sheet_face *f = &s->faces[i];
        const char *name = names_text(&s->names, f->name), *who = names_text(&s->names, f->who);
        int like = name != NULL ? likeness(name, typed) : 0, as_who = likeness(who, typed);
        if (as_who > like) like = as_who;
        if (like > 0 && f->count > 0) list[count++] = (found){like, f->count, i};
    }
    sorted(list, count);
    reply_key(&w->out, "actors");
    reply_open(&w->out, '[');
    for (size_t i = 0; i < count && i < (size_t)limit; i++) {
        const sheet_face *f = &s->faces[list[i].index];
        reply_open(&w->out, '{');
        reply_key(&w->out, "who");
        reply_text(&w->out, names_text(&s->names, f->who));
        reply_key(&w->out, "name");
        reply_text(&w->out, names_text(&s->names, f->name == NO_NAME ? f->who : f->name));
        reply_key(&w->out, "count");
        reply_integer(&w->out, f->count);
        reply_close(&w->out, '}');
    }
    reply_close(&w->out, ']');
}

static void put_places(work *w, const char *typed, long limit) {
    const sheet *s = w->sheet;
    found *list = pad_take(&w->pad, (s->place_count + 1) * sizeof *list);
    size_t count = 0;
    for (uint32_t i = 0; i < s->place_count; i++) {
        int like = likeness(names_text(&s->names, s->places[i].name), typed);
        if (like > 0 && s->places[i].count > 0) list[count++] = (found){like, s->places[i].count, i};
    }
    sorted(list, count);
    reply_key(&w->out, "places");
    reply_open(&w->out, '[');
    for (size_t i = 0; i < count && i < (size_t)limit; i++) {
        const sheet_place *p = &s->places[list[i].index];
        reply_open(&w->out, '{');
        reply_key(&w->out, "name");
        reply_text(&w->out, names_text(&s->names, p->name));
        reply_key(&w->out, "country");
        reply_text(&w->out, names_text(&s->names, p->country));
        reply_key(&w->out, "count");
        reply_integer(&w->out, p->count);
        reply_close(&w->out, '}');
    }
    reply_close(&w->out, ']');
}

bool view_search(work *w) {
    const char *typed = asked(w, "q");
    long limit;
    if (typed == NULL) return refuse(w, 400, "search takes words: /api/search?q=WORDS");
    if (!asked_number(w, "limit", 1, FOUND_MAX, FOUND, &limit)) return false;
    reply_open(&w->out, '{');
    if (!put_documents(w, words_as_question(&w->pad, typed), limit)) return false;
    put_actors(w, typed, limit);
    put_places(w, typed, limit);
    reply_close(&w->out, '}');
    return true;
}
