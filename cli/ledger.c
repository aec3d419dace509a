/* ledger.c - acta ledger: records of many reports, or an archive of them, in, the state of play out: what was agreed, who is bound to what, and who
 * says that it was kept or broken. Claims stand as they were made; acta gives no verdict. */
#include <json-c/json.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "book.h"
#include "commands.h"
#include "export.h"
#include "export_archive.h"
#include "jsonl.h"
#include "output.h"
#include "stream.h"

enum { LINE_BYTES_MAX = 8 << 20 };

/* ---- reading ---- */

typedef struct tally {
    size_t lines, wrong, unread;     /* unread: files */
} tally;

static void read_lines(book *b, stream *file, line_buffer *line, const char *place, tally *t) {
    line_state state;
    for (size_t number = 1; (state = stream_line(file, line, LINE_BYTES_MAX)) != LINE_END; number++) {
        const char *wrong = state == LINE_NOMEM ? "out of memory" : "line longer than 8 MiB, skipped";
        if (state == LINE_WHOLE && jsonl_is_blank(line->at, line->bytes)) continue;
        t->lines++;
        if (state == LINE_WHOLE) wrong = book_read(b, line->at, line->bytes);
        if (wrong == NULL) continue;
        fprintf(stderr, "%s:%zu: %s\n", place, number, wrong);
        t->wrong++;
        if (state == LINE_NOMEM) return;
    }
}

/* SQLite's files begin with their name. */
static bool is_archive(const char *path) {
    char head[16] = "";
    FILE *f = strcmp(path, "-") == 0 ? NULL : fopen(path, "rb");
    bool is = f != NULL && fread(head, 1, sizeof head, f) == sizeof head && memcmp(head, "SQLite format 3", sizeof head) == 0;
    if (f != NULL) fclose(f);
    return is;
}

/* Copies tell nothing new and are left out; so are the reports that say nothing for the ledger. */
static bool read_rows(book *b, sqlite3 *db, const char *place, tally *t) {
    static const char question[] =
        "WITH telling AS (SELECT doc FROM document WHERE copy_of IS NULL AND doc IN (SELECT doc FROM agreement UNION SELECT doc FROM obligation))"
        " SELECT record FROM document WHERE doc IN telling UNION ALL SELECT record FROM agreement WHERE doc IN telling"
        " UNION ALL SELECT record FROM obligation WHERE doc IN telling UNION ALL SELECT record FROM claim WHERE doc IN telling";
    sqlite3_stmt *q;
    int code = sqlite3_prepare_v2(db, question, -1, &q, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(q);
        if (code != SQLITE_ROW) break;
        t->lines++;
        const char *wrong = book_read(b, (const char *)sqlite3_column_text(q, 0), (size_t)sqlite3_column_bytes(q, 0));
        if (wrong == NULL) continue;
        fprintf(stderr, "%s: a record that %s\n", place, wrong);
        t->wrong++;
    }
    if (code != SQLITE_DONE) fprintf(stderr, "%s: %s\n", place, sqlite3_errmsg(db));
    sqlite3_finalize(q);
    return code == SQLITE_DONE;
}

static void read_archive(book *b, const char *path, tally *t) {
    sqlite3 *db;
    acta_err err;
    if (export_open(path, &db, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s\n", path, err.message);
        t->unread++;
        return;
    }
    if (!read_rows(b, db, path, t)) t->unread++;
    sqlite3_close(db);
}

/* What breaks off or is damaged is told; what came before it counts. */
static void read_file(book *b, const char *path, tally *t) {
    if (is_archive(path)) {
        read_archive(b, path, t);
        return;
    }
    const char *place = strcmp(path, "-") == 0 ? "standard input" : path;
    char problem[STREAM_PROBLEM_BYTES];
    line_buffer line = {0};
    stream *file = stream_open(path, NULL, problem);
    if (file != NULL) read_lines(b, file, &line, place, t);
    const char *fault = file != NULL ? stream_fault(file) : problem;
    if (fault != NULL) {
        fprintf(stderr, "%s: %s\n", place, fault);
        t->unread++;
    }
    stream_close(file);
    free(line.at);
}

/* ---- what is shown of a group ---- */

static void add_parties(pad *p, party_list *all, const party_list *more) {
    for (size_t i = 0; i < more->count; i++) {
        size_t k = 0;
        while (k < all->count && strcmp(all->at[k].key, more->at[i].key) != 0) k++;
        if (k < all->count) continue;
        all->at = pad_append(p, all->at, &all->count, sizeof *all->at);
        all->at[k] = more->at[i];
    }
}

static party_list pact_parties(book *b, const book_pact *p, bool mediators) {
    party_list all = {0};
    for (size_t i = 0; i < p->agreement_count; i++) {
        const book_agreement *a = &b->agreements[p->agreements[i]];
        add_parties(&b->pad, &all, mediators ? &a->mediators : &a->parties);
    }
    return all;
}

/* The narrowest interval told. */
static const book_agreement *pact_day(const book *b, const book_pact *p) {
    const book_agreement *best = NULL;
    for (size_t i = 0; i < p->agreement_count; i++) {
        const book_agreement *a = &b->agreements[p->agreements[i]];
        if (a->from[0] == '\0') continue;
        if (best == NULL || strcmp(a->from, best->from) > 0 || (strcmp(a->from, best->from) == 0 && strcmp(a->to, best->to) < 0)) best = a;
    }
    return best;
}

static party_list duty_obligors(book *b, const book_duty *d) {
    party_list all = {0};
    for (size_t i = 0; i < d->obligation_count; i++) add_parties(&b->pad, &all, &b->obligations[d->obligations[i]].obligors);
    return all;
}

static const char *names(book *b, const party_list *list, const char *between) {
    const char *out = "";
    for (size_t i = 0; i < list->count; i++) out = pad_printf(&b->pad, "%s%s%s", out, i > 0 ? between : "", list->at[i].name);
    return out;
}

/* ---- for people ---- */

static size_t columns(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++) count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static void put_cell(FILE *out, const char *text, size_t width) {
    fputs(text, out);
    for (size_t n = columns(text); n < width; n++) fputc(' ', out);
    fputs("  ", out);
}

/* "Almaz Bekele (ETH), through state radio (ETH)" */
static const char *speakers(book *b, const book_claim *c) {
    const char *out = c->speakers.count > 0 ? "" : "the report itself";
    for (size_t i = 0; i < c->speakers.count; i++) {
        const book_party *p = &c->speakers.at[i];
        bool known = p->code[0] != '\0';
        out = pad_printf(&b->pad, "%s%s%s%s%s%s", out, i > 0 ? ", through " : "", p->name, known ? " (" : "", p->code, known ? ")" : "");
    }
    return out;
}

static void show_claims(book *b, const book_duty *d, FILE *out) {
    size_t who = 0, doc = 0;
    for (size_t i = 0; i < d->claim_count; i++) {
        const book_claim *c = &b->claims[d->claims[i]];
        size_t w = columns(speakers(b, c)), n = columns(c->doc);
        if (w > who) who = w;
        if (n > doc) doc = n;
    }
    for (size_t i = 0; i < d->claim_count; i++) {
        const book_claim *c = &b->claims[d->claims[i]];
        fputs("    ", out);
        put_cell(out, c->verdict, 8);
        put_cell(out, c->day, 10);
        put_cell(out, speakers(b, c), who);
        put_cell(out, c->doc, doc);
        fprintf(out, "\"%s\"\n", c->words);
    }
}

static void show_duty(book *b, const book_duty *d, FILE *out) {
    const book_obligation *first = &b->obligations[d->obligations[0]];
    party_list obligors = duty_obligors(b, d);
    const char *deadline = "";
    for (size_t i = 0; i < d->obligation_count && deadline[0] == '\0'; i++) deadline = b->obligations[d->obligations[i]].deadline;
    fprintf(out, "  %s  %s: \"%s\"", first->type, obligors.count > 0 ? names(b, &obligors, ", ") : "nobody named", first->action);
    if (deadline[0] != '\0') fprintf(out, ", by %s", deadline);
    fprintf(out, "%s\n", d->contrary ? "  [contrary claims]" : d->claim_count == 0 ? "  [nothing said of it]" : "");
    show_claims(b, d, out);
}

static void show_pact(book *b, const book_pact *p, FILE *out) {
    party_list parties = pact_parties(b, p, false), mediators = pact_parties(b, p, true);
    const book_agreement *day = pact_day(b, p);
    fprintf(out, "%s\n ", book_name(b, p));
    if (parties.count > 0) fprintf(out, " parties %s;", names(b, &parties, ", "));
    if (mediators.count > 0) fprintf(out, " through %s;", names(b, &mediators, ", "));
    if (day != NULL) fprintf(out, " %s%s%s;", day->from, strcmp(day->from, day->to) != 0 ? " to " : "", strcmp(day->from, day->to) != 0 ? day->to : "");
    fputs(" told in", out);
    for (size_t i = 0; i < p->agreement_count; i++) fprintf(out, "%s %s", i > 0 ? "," : "", b->agreements[p->agreements[i]].doc);
    fputs("\n", out);
    for (size_t i = 0; i < p->duty_count; i++) show_duty(b, &b->duties[p->duties[i]], out);
    fputs("\n", out);
}

static void show_table(book *b, FILE *out) {
    bool outside = false;
    for (size_t i = 0; i < b->pact_count; i++) show_pact(b, &b->pacts[i], out);
    for (size_t i = 0; i < b->duty_count; i++) {
        if (b->duties[i].pact != SIZE_MAX) continue;
        if (!outside) fputs("Outside any agreement\n", out);
        outside = true;
        show_duty(b, &b->duties[i], out);
    }
}

/* ---- as JSON ---- */

static void put_text(json_object *o, const char *key, const char *text) {
    if (text[0] != '\0') json_object_object_add(o, key, json_object_new_string(text));
}

static json_object *json_parties(const party_list *list) {
    json_object *out = json_object_new_array();
    for (size_t i = 0; i < list->count; i++) {
        json_object *one = json_object_new_object();
        put_text(one, "name", list->at[i].name);
        put_text(one, "code", list->at[i].code);
        json_object_array_add(out, one);
    }
    return out;
}

static void put_parties(json_object *o, const char *key, const party_list *list) {
    if (list->count > 0) json_object_object_add(o, key, json_parties(list));
}

static json_object *json_claim(const book_claim *c) {
    json_object *o = json_object_new_object();
    put_text(o, "verdict", c->verdict);
    json_object_object_add(o, "said_by", json_parties(&c->speakers));
    put_text(o, "day", c->day);
    put_text(o, "doc", c->doc);
    put_text(o, "id", c->id);
    put_text(o, "words", c->words);
    return o;
}

static json_object *json_duty(book *b, const book_duty *d) {
    json_object *o = json_object_new_object(), *told = json_object_new_array(), *claims = json_object_new_array();
    party_list obligors = duty_obligors(b, d);
    put_text(o, "type", b->obligations[d->obligations[0]].type);
    put_parties(o, "obligor", &obligors);
    for (size_t i = 0; i < d->obligation_count; i++) {
        const book_obligation *from = &b->obligations[d->obligations[i]];
        json_object *one = json_object_new_object();
        put_text(one, "doc", from->doc);
        put_text(one, "id", from->id);
        put_text(one, "action", from->action);
        put_text(one, "deadline", from->deadline);
        json_object_array_add(told, one);
    }
    json_object_object_add(o, "told", told);
    json_object_object_add(o, "contrary", json_object_new_boolean(d->contrary));
    for (size_t i = 0; i < d->claim_count; i++) json_object_array_add(claims, json_claim(&b->claims[d->claims[i]]));
    json_object_object_add(o, "claims", claims);
    return o;
}

static json_object *json_pact(book *b, const book_pact *p) {
    json_object *o = json_object_new_object(), *told = json_object_new_array(), *duties = json_object_new_array();
    party_list parties = pact_parties(b, p, false), mediators = pact_parties(b, p, true);
    const book_agreement *day = pact_day(b, p);
    put_text(o, "agreement", book_name(b, p));
    put_parties(o, "parties", &parties);
    put_parties(o, "mediator", &mediators);
    if (day != NULL) put_text(o, "date", day->from);
    if (day != NULL && strcmp(day->from, day->to) != 0) put_text(o, "enddate", day->to);
    for (size_t i = 0; i < p->agreement_count; i++) {
        const book_agreement *a = &b->agreements[p->agreements[i]];
        json_object *one = json_object_new_object();
        put_text(one, "doc", a->doc);
        put_text(one, "id", a->id);
        put_text(one, "name", a->name);
        json_object_array_add(told, one);
    }
    json_object_object_add(o, "told", told);
    for (size_t i = 0; i < p->duty_count; i++) json_object_array_add(duties, json_duty(b, &b->duties[p->duties[i]]));
    json_object_object_add(o, "obligations", duties);
    return o;
}

static void put_object(json_object *o, FILE *out) {
    fprintf(out, "%s\n", json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(o);
}

/* One object a line: each agreement, then one without a name for the obligations outside any. */
static void show_json(book *b, FILE *out) {
    json_object *duties = json_object_new_array();
    for (size_t i = 0; i < b->pact_count; i++) put_object(json_pact(b, &b->pacts[i]), out);
    for (size_t i = 0; i < b->duty_count; i++) {
        if (b->duties[i].pact == SIZE_MAX) json_object_array_add(duties, json_duty(b, &b->duties[i]));
    }
    if (json_object_array_length(duties) == 0) {
        json_object_put(duties);
        return;
    }
    json_object *o = json_object_new_object();
    json_object_object_add(o, "obligations", duties);
    put_object(o, out);
}

/* ---- the command ---- */

static bool show(const settings *s, book *b) {
    char *text = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&text, &count);
    if (out == NULL) {
        fprintf(stderr, "%s: out of memory\n", s->program);
        return false;
    }
    if (s->json) show_json(b, out);
    else show_table(b, out);
    bool whole = fclose(out) == 0;
    bool sent = whole && output_print(s, text, count);
    free(text);
    return sent;
}

int run_ledger(const settings *s, int count, char **arguments) {
    book b = {0};
    tally t = {0};
    if (count == 0) read_file(&b, "-", &t);
    for (int i = 0; i < count; i++) read_file(&b, arguments[i], &t);
    book_join(&b);
    if (b.lost > 0) fprintf(stderr, "%s: %zu claims judge obligations that no record tells; they are left out\n", s->program, b.lost);
    bool nothing = t.unread == (size_t)count && count > 0, failed = t.wrong == t.lines && t.lines > 0;
    bool sent = nothing || failed || show(s, &b);
    if (t.wrong > 0) fprintf(stderr, "%s: %zu of %zu lines failed\n", s->program, t.wrong, t.lines);
    bool some = t.wrong > 0 || t.unread > 0 || b.lost > 0;
    book_clear(&b);
    return nothing || failed || !sent ? EXIT_NOTHING : some ? EXIT_SOME : EXIT_FINE;
}
