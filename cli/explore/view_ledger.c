/* view_ledger.c - /api/ledger: agreements, what was undertaken in them and who says what of it, joined across reports as `acta ledger` does. */
#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "book.h"
#include "explorer.h"
#include "filter.h"

/* Joining compares agreements pair by pair: of an archive with more such reports the newest are shown. */
enum { REPORTS_MAX = 2000 };

/* The joined book of one sheet, kept until the archive has changed. */
struct ledger_cache {
    pthread_mutex_t lock;
    uint64_t serial;                 /* of the sheet it was made for; 0: none */
    book book;
    int64_t left_out;                /* reports with something for the ledger that are not in it */
};

struct ledger_cache *ledger_new(void) {
    struct ledger_cache *cache = calloc(1, sizeof *cache);
    if (cache != NULL) pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

void ledger_free(struct ledger_cache *cache) {
    if (cache == NULL) return;
    book_clear(&cache->book);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

/* ---- reading ---- */

#define TELLING "(SELECT doc FROM agreement UNION SELECT doc FROM obligation)"

static bool find_oldest(work *w, int64_t *oldest, int64_t *left_out) {
    sqlite3_stmt *q = work_ask(w, "SELECT count(*), (SELECT doc FROM " TELLING " ORDER BY doc DESC LIMIT 1 OFFSET ?1) FROM " TELLING);
    sqlite3_bind_int(q, 1, REPORTS_MAX - 1);
    *oldest = *left_out = 0;
    if (work_row(w, q)) {
        int64_t reports = sqlite3_column_int64(q, 0);
        *oldest = sqlite3_column_int64(q, 1);        /* NULL, so 0, where there are fewer */
        *left_out = reports > REPORTS_MAX ? reports - REPORTS_MAX : 0;
    }
    return work_done(w, q);
}

static bool read_book(work *w, book *b, int64_t oldest) {
    static const char *const questions[] = {
        "SELECT record FROM document WHERE doc IN " TELLING " AND doc >= ?1 ORDER BY doc",
        "SELECT record FROM agreement WHERE doc >= ?1 ORDER BY agreement",
        "SELECT record FROM obligation WHERE doc >= ?1 ORDER BY obligation",
        "SELECT record FROM claim WHERE doc >= ?1 ORDER BY claim",
    };
    bool fine = true;
    for (size_t i = 0; i < sizeof questions / sizeof *questions && fine; i++) {
        sqlite3_stmt *q = work_ask(w, questions[i]);
        sqlite3_bind_int64(q, 1, oldest);
        while (work_row(w, q)) book_read(b, column_text(q, 0), (size_t)sqlite3_column_bytes(q, 0));   /* a record of another hand is passed over */
        fine = work_done(w, q);
    }
    return fine;
}

static bool renew(work *w, struct ledger_cache *cache) {
    int64_t oldest;
    if (cache->serial == w->sheet->serial) return true;
    book_clear(&cache->book);
    cache->serial = 0;
    if (!find_oldest(w, &oldest, &cache->left_out) || !read_book(w, &cache->book, oldest)) return false;
    book_join(&cache->book);
    cache->serial = w->sheet->serial;
    return true;
}

/* ---- which are asked for ---- */

static bool holds(const char *text, const char *word) {
    return strcasestr(text, word) != NULL;
}

static bool parties_hold(const party_list *list, const char *word) {
    for (size_t i = 0; i < list->count; i++) {
        if (holds(list->at[i].name, word) || holds(list->at[i].text, word) || strcasecmp(list->at[i].code, word) == 0) return true;
    }
    return false;
}

static bool duty_holds(const book *b, const book_duty *d, const char *word) {
    for (size_t i = 0; i < d->obligation_count; i++) {
        const book_obligation *o = &b->obligations[d->obligations[i]];
        if (holds(o->action, word) || holds(o->type, word) || parties_hold(&o->obligors, word)) return true;
    }
    for (size_t i = 0; i < d->claim_count; i++) {
        const book_claim *c = &b->claims[d->claims[i]];
        if (holds(c->words, word) || holds(c->verdict, word) || parties_hold(&c->speakers, word)) return true;
    }
    return false;
}

static bool pact_holds(const book *b, const book_pact *p, const char *word) {
    for (size_t i = 0; i < p->agreement_count; i++) {
        const book_agreement *a = &b->agreements[p->agreements[i]];
        if (holds(a->name, word) || parties_hold(&a->parties, word) || parties_hold(&a->mediators, word)) return true;
    }
    for (size_t i = 0; i < p->duty_count; i++) {
        if (duty_holds(b, &b->duties[p->duties[i]], word)) return true;
    }
    return false;
}

/* The words of `q`, each to be found in the agreement or what hangs on it. */
static size_t split_words(work *w, const char **words, size_t most) {
    const char *at = asked(w, "q");
    size_t count = 0;
    while (at != NULL && count < most) {
        at += strspn(at, " \t\"*");
        size_t bytes = strcspn(at, " \t\"*");
        if (bytes == 0) break;
        words[count++] = pad_text(&w->pad, at, bytes);
        at += bytes;
    }
    return count;
}

/* ---- what is shown ---- */

static void put_party(reply *j, const book_party *p) {
    reply_open(j, '{');
    reply_key(j, "name");
    reply_text(j, p->name);
    if (p->code[0] != '\0') {
        reply_key(j, "code");
        reply_text(j, p->code);
    }
    reply_close(j, '}');
}

/* The parties of several records, each once. */
static void put_parties(reply *j, const char *key, const party_list *const *lists, size_t count) {
    reply_key(j, key);
    reply_open(j, '[');
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < lists[i]->count; k++) {
            bool before = false;
            for (size_t m = 0; m <= i; m++) {
                size_t until = m == i ? k : lists[m]->count;
                for (size_t n = 0; n < until && !before; n++) before = strcmp(lists[m]->at[n].key, lists[i]->at[k].key) == 0;
            }
            if (!before) put_party(j, &lists[i]->at[k]);
        }
    }
    reply_close(j, ']');
}

static void put_said(reply *j, const char *key, const char *text) {
    if (text[0] == '\0') return;
    reply_key(j, key);
    reply_text(j, text);
}

/* Where in its report a record is told first. */
static void put_span(work *w, sqlite3_stmt *q, const char *id) {
    sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
    if (work_row(w, q) && sqlite3_column_type(q, 0) == SQLITE_INTEGER && sqlite3_column_type(q, 1) == SQLITE_INTEGER) {
        reply_key(&w->out, "span");
        reply_open(&w->out, '[');
        reply_integer(&w->out, sqlite3_column_int64(q, 0));
        reply_integer(&w->out, sqlite3_column_int64(q, 1));
        reply_close(&w->out, ']');
    }
    sqlite3_reset(q);
}

typedef struct showing {
    work *w;
    book *b;
    sqlite3_stmt *claim_span, *obligation_span;
} showing;

static void put_claim(showing *s, const book_claim *c) {
    reply *j = &s->w->out;
    reply_open(j, '{');
    put_said(j, "id", c->id);
    put_said(j, "doc", c->doc);
    put_said(j, "verdict", c->verdict);
    put_said(j, "day", c->day);
    put_parties(j, "speakers", (const party_list *[]){&c->speakers}, 1);
    put_said(j, "words", c->words);
    put_span(s->w, s->claim_span, c->id);
    reply_close(j, '}');
}

/* The reports that tell of the obligation, each with its own words. */
static void put_told(showing *s, const book_duty *d) {
    reply *j = &s->w->out;
    reply_key(j, "told");
    reply_open(j, '[');
    for (size_t i = 0; i < d->obligation_count; i++) {
        const book_obligation *o = &s->b->obligations[d->obligations[i]];
        reply_open(j, '{');
        put_said(j, "id", o->id);
        put_said(j, "doc", o->doc);
        put_said(j, "action", o->action);
        put_span(s->w, s->obligation_span, o->id);
        reply_close(j, '}');
    }
    reply_close(j, ']');
}

static void put_duty(showing *s, const book_duty *d) {
    reply *j = &s->w->out;
    const book_obligation *first = &s->b->obligations[d->obligations[0]];
    const party_list **obligors = pad_take(&s->w->pad, d->obligation_count * sizeof *obligors);
    const char *deadline = "";
    for (size_t i = 0; i < d->obligation_count; i++) {
        const book_obligation *o = &s->b->obligations[d->obligations[i]];
        obligors[i] = &o->obligors;
        if (deadline[0] == '\0') deadline = o->deadline;
    }
    reply_open(j, '{');
    put_said(j, "key", first->id);
    put_said(j, "action", first->action);
    put_said(j, "type", first->type);
    put_said(j, "deadline", deadline);
    put_parties(j, "obligors", obligors, d->obligation_count);
    reply_key(j, "contrary");
    reply_bool(j, d->contrary);
    put_told(s, d);
    reply_key(j, "claims");
    reply_open(j, '[');
    for (size_t i = 0; i < d->claim_count && s->w->status == 200; i++) put_claim(s, &s->b->claims[d->claims[i]]);
    reply_close(j, ']');
    reply_close(j, '}');
}

static void put_pact_parties(showing *s, const book_pact *p) {
    const party_list **parties = pad_take(&s->w->pad, p->agreement_count * sizeof *parties), **mediators = pad_take(&s->w->pad, p->agreement_count * sizeof *mediators);
    for (size_t i = 0; i < p->agreement_count; i++) {
        parties[i] = &s->b->agreements[p->agreements[i]].parties;
        mediators[i] = &s->b->agreements[p->agreements[i]].mediators;
    }
    put_parties(&s->w->out, "parties", parties, p->agreement_count);
    put_parties(&s->w->out, "mediators", mediators, p->agreement_count);
}

/* The narrowest interval that a report tells. */
static void put_days(showing *s, const book_pact *p) {
    const book_agreement *best = NULL;
    for (size_t i = 0; i < p->agreement_count; i++) {
        const book_agreement *a = &s->b->agreements[p->agreements[i]];
        if (a->from[0] == '\0') continue;
        int order = best == NULL ? 1 : strcmp(a->from, best->from);
        if (order > 0 || (order == 0 && strcmp(a->to, best->to) < 0)) best = a;
    }
    if (best == NULL) return;
    put_said(&s->w->out, "from", best->from);
    put_said(&s->w->out, "to", best->to);
}

static void put_pact(showing *s, const book_pact *p) {
    reply *j = &s->w->out;
    reply_open(j, '{');
    put_said(j, "key", s->b->agreements[p->agreements[0]].id);
    put_said(j, "name", book_name(s->b, p));
    put_days(s, p);
    put_pact_parties(s, p);
    reply_key(j, "reports");
    reply_integer(j, (int64_t)p->agreement_count);
    reply_key(j, "docs");
    reply_open(j, '[');
    for (size_t i = 0; i < p->agreement_count; i++) reply_text(j, s->b->agreements[p->agreements[i]].doc);
    reply_close(j, ']');
    reply_key(j, "obligations");
    reply_open(j, '[');
    for (size_t i = 0; i < p->duty_count && s->w->status == 200; i++) put_duty(s, &s->b->duties[p->duties[i]]);
    reply_close(j, ']');
    reply_close(j, '}');
}

static bool all_hold(const book *b, const book_pact *p, const book_duty *d, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (p != NULL ? !pact_holds(b, p, words[i]) : !duty_holds(b, d, words[i])) return false;
    }
    return true;
}

/* Promises outside any agreement stand in one of their own, without a name, at the end. */
static void put_promises(showing *s, const char *const *words, size_t count) {
    reply *j = &s->w->out;
    bool any = false;
    for (size_t i = 0; i < s->b->duty_count && s->w->status == 200; i++) {
        const book_duty *d = &s->b->duties[i];
        if (d->pact != SIZE_MAX || !all_hold(s->b, NULL, d, words, count)) continue;
        if (!any) {
            reply_open(j, '{');
            put_said(j, "key", "-");
            reply_key(j, "name");
            reply_null(j);
            put_parties(j, "parties", NULL, 0);
            reply_key(j, "obligations");
            reply_open(j, '[');
        }
        any = true;
        put_duty(s, d);
    }
    if (!any) return;
    reply_close(j, ']');
    reply_close(j, '}');
}

static bool put_ledger(work *w, struct ledger_cache *cache) {
    const char *words[16];
    size_t count = split_words(w, words, sizeof words / sizeof *words);
    showing s = {.w = w, .b = &cache->book};
    s.claim_span = work_ask(w, "SELECT json_extract(record, '$.mentions[0].span[0]'), json_extract(record, '$.mentions[0].span[1]') FROM claim WHERE id = ?1");
    s.obligation_span = work_ask(w, "SELECT json_extract(record, '$.mentions[0].span[0]'), json_extract(record, '$.mentions[0].span[1]') FROM obligation WHERE id = ?1");
    reply_open(&w->out, '{');
    reply_key(&w->out, "left_out");
    reply_integer(&w->out, cache->left_out);
    reply_key(&w->out, "agreements");
    reply_open(&w->out, '[');
    for (size_t i = 0; i < cache->book.pact_count && w->status == 200; i++) {
        if (all_hold(&cache->book, &cache->book.pacts[i], NULL, words, count)) put_pact(&s, &cache->book.pacts[i]);
    }
    if (w->status == 200) put_promises(&s, words, count);
    reply_close(&w->out, ']');
    reply_close(&w->out, '}');
    sqlite3_finalize(s.claim_span);
    sqlite3_finalize(s.obligation_span);
    return w->status == 200;
}

bool view_ledger(work *w) {
    struct ledger_cache *cache = w->explorer->ledger;
    pthread_mutex_lock(&cache->lock);
    bool fine = renew(w, cache) && put_ledger(w, cache);
    pthread_mutex_unlock(&cache->lock);
    return fine;
}
