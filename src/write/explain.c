/* explain.c - why an event's record says what it says, for a person at a terminal: the sentence with trigger and roles
 * marked, the arcs of the parse from the trigger to each filler, the next likely type, and the table row or rule behind
 * every code, date and place.
 */
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "coder.h"
#include "write/fields.h"

enum {
    MARKS_MAX = 32,                  /* marks in one sentence; more stay unmarked */
    PATH_MAX_WORDS = 24              /* a longer way from trigger to filler is not told */
};

typedef struct mark {
    byte_span span;
    const char *name;                /* "actor" */
    const char *colour;              /* ANSI, without the escape around it */
} mark;

typedef struct account {
    writer w;
    bool colour;
    const event *event;
    mark marks[MARKS_MAX];
    uint32_t mark_count;
} account;

/* ---- bits of text ---- */

static void put(account *a, const char *text) {
    json_raw_string(&a->w.json, text);
}

static void put_colour(account *a, const char *code) {
    if (!a->colour) return;
    put(a, "\033[");
    put(a, code);
    put(a, "m");
}

static void put_coloured(account *a, const char *code, const char *text) {
    put_colour(a, code);
    put(a, text);
    put_colour(a, "0");
}

/* Words of the repaired text on one line. */
static void put_words(account *a, byte_span span) {
    for (uint32_t i = span.byte_from; i < span.byte_to; i++) {
        char byte = a->w.doc->text[i];
        json_raw(&a->w.json, (slice){byte == '\n' || byte == '\r' ? " " : &a->w.doc->text[i], 1});
    }
}

static void put_number(account *a, uint32_t value) {
    char digits[10];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    json_raw(&a->w.json, (slice){digits + at, sizeof digits - at});
}

/* A probability with two places. */
static void put_score(account *a, float score) {
    uint32_t hundredths = score > 0 ? (uint32_t)(score * 100 + 0.5f) : 0;
    put_number(a, hundredths / 100);
    put(a, hundredths % 100 < 10 ? ".0" : ".");
    put_number(a, hundredths % 100);
}

static void put_date(account *a, civil_date date) {
    static const char zeros[] = "0000";
    uint32_t year = (uint32_t)date.year;
    put(a, zeros + (year < 10 ? 1 : year < 100 ? 2 : year < 1000 ? 3 : 4));
    put_number(a, year);
    put(a, date.month < 10 ? "-0" : "-");
    put_number(a, (uint32_t)date.month);
    put(a, date.day < 10 ? "-0" : "-");
    put_number(a, (uint32_t)date.day);
}

static void put_field(account *a, const char *name) {
    put(a, "\n  ");
    put_coloured(a, "2", name);
    for (size_t n = strlen(name); n < 11; n++) put(a, " ");
}

static void put_why(account *a, const char *why) {
    if (why == NULL || why[0] == '\0') return;
    put(a, "\n               ");
    put_coloured(a, "2", "because ");
    put(a, why);
}

/* ---- the sentence with its marks ---- */

static void add_mark(account *a, byte_span inside, byte_span span, const char *name, const char *colour) {
    if (span_empty(span) || span.byte_from < inside.byte_from || span.byte_to > inside.byte_to) return;
    if (a->mark_count < MARKS_MAX) a->marks[a->mark_count++] = (mark){span, name, colour};
}

static void mark_list(account *a, byte_span inside, const mention_list *list, const char *name, const char *colour) {
    for (uint32_t i = 0; i < list->count; i++) {
        add_mark(a, inside, words_bytes(a->w.doc, a->w.doc->mentions[list->at[i]].words), name, colour);
    }
}

/* Outer before inner. */
static int by_place(const void *x, const void *y) {
    const mark *a = x, *b = y;
    if (a->span.byte_from != b->span.byte_from) return a->span.byte_from < b->span.byte_from ? -1 : 1;
    if (a->span.byte_to != b->span.byte_to) return a->span.byte_to > b->span.byte_to ? -1 : 1;
    return strcmp(a->name, b->name);
}

static void gather_marks(account *a, byte_span inside) {
    const doc *d = a->w.doc;
    const event *e = a->event;
    a->mark_count = 0;
    for (uint32_t i = 0; i < e->mention_count; i++) add_mark(a, inside, e->mentions[i].span, "trigger", "1;31");
    mark_list(a, inside, &e->actors, "actor", "1;34");
    mark_list(a, inside, &e->recipients, "recipient", "1;35");
    mark_list(a, inside, &e->speakers, "said by", "1;33");
    if (e->time < d->time_count) add_mark(a, inside, words_bytes(d, d->times[e->time].words), "date", "1;36");
    if (e->place < d->toponym_count) add_mark(a, inside, d->toponyms[e->place].span, "place", "1;32");
    qsort(a->marks, a->mark_count, sizeof *a->marks, by_place);
}

/* Closes the marks that end at or before `byte`; returns how many stay open. */
static uint32_t close_marks(account *a, const mark **open, uint32_t open_count, uint32_t byte, uint32_t *at) {
    while (open_count > 0 && open[open_count - 1]->span.byte_to <= byte) {
        const mark *m = open[--open_count];
        put_words(a, (byte_span){*at, m->span.byte_to});
        *at = m->span.byte_to;
        put_coloured(a, m->colour, "]");
    }
    return open_count;
}

/* "[actor Kabul] ... [trigger released] ..."; a mark that would cross another is left out. */
static void put_marked(account *a, byte_span inside) {
    const mark *open[MARKS_MAX];
    uint32_t open_count = 0, at = inside.byte_from;
    for (uint32_t i = 0; i < a->mark_count; i++) {
        const mark *m = &a->marks[i];
        open_count = close_marks(a, open, open_count, m->span.byte_from, &at);
        if (open_count > 0 && m->span.byte_to > open[open_count - 1]->span.byte_to) continue;
        put_words(a, (byte_span){at, m->span.byte_from});
        at = m->span.byte_from;
        put_colour(a, m->colour);
        put(a, "[");
        put(a, m->name);
        put_colour(a, "0");
        put(a, " ");
        open[open_count++] = m;
    }
    close_marks(a, open, open_count, inside.byte_to, &at);
    put_words(a, (byte_span){at, inside.byte_to});
}

/* ---- the way through the tree ---- */

/* The words from `from` up to the root of its sentence; returns how many. */
static uint32_t climb(const doc *d, uint32_t from, uint32_t *way) {
    uint32_t count = 0;
    for (uint32_t at = from; at < d->word_count && count < PATH_MAX_WORDS; at = d->words[at].head) way[count++] = at;
    return count;
}

static void put_word(account *a, uint32_t word) {
    put_words(a, a->w.doc->words[word].span);
}

static void put_arc(account *a, const char *before, uint32_t word, const char *after) {
    put(a, before);
    put_coloured(a, "2", rel_names[a->w.doc->words[word].rel]);
    put(a, after);
}

/* "released <-conj- fulfilled -nsubj-> Kabul": up from the trigger, then down to the filler. */
static void put_path(account *a, uint32_t trigger, uint32_t filler) {
    const doc *d = a->w.doc;
    uint32_t up[PATH_MAX_WORDS], down[PATH_MAX_WORDS];
    if (trigger >= d->word_count || filler >= d->word_count || d->words[trigger].sentence != d->words[filler].sentence) return;
    uint32_t ups = climb(d, trigger, up), downs = climb(d, filler, down);
    if (up[ups - 1] != down[downs - 1]) return;
    while (ups > 1 && downs > 1 && up[ups - 2] == down[downs - 2]) ups--, downs--;
    put(a, "   ");
    put_word(a, up[0]);
    for (uint32_t i = 1; i < ups; i++) {
        put_arc(a, " <-", up[i - 1], "- ");
        put_word(a, up[i]);
    }
    for (uint32_t i = downs - 1; i > 0; i--) {
        put_arc(a, " -", down[i - 1], "-> ");
        put_word(a, down[i - 1]);
    }
}

/* ---- the fields ---- */

static uint32_t trigger_word(const account *a) {
    const event *e = a->event;
    uint32_t t = e->mention_count > 0 ? e->mentions[0].trigger : NONE;
    return t < a->w.doc->trigger_count ? a->w.doc->triggers[t].word : NONE;
}

static void put_codes(account *a, const mention *m) {
    const doc *d = a->w.doc;
    const char *code = mention_code(d, m);
    sector_set sectors = mention_sectors(d, m);
    put(a, "   ");
    put_coloured(a, "1", code[0] != '\0' ? code : "no code");
    for (int i = 0; i < PLOVER_SECTORS; i++) {
        if ((sectors >> i & 1) == 0) continue;
        put(a, " ");
        put_coloured(a, "1", plover_sectors[i]);
    }
}

static void put_fillers(account *a, const char *name, const mention_list *list) {
    const doc *d = a->w.doc;
    for (uint32_t i = 0; i < list->count; i++) {
        const mention *m = &d->mentions[list->at[i]];
        put_field(a, name);
        put_words(a, words_bytes(d, m->words));
        put_codes(a, m);
        if (m->entity < d->entity_count) {
            put(a, "   = ");
            put(a, d->entities[m->entity].name);
        }
        put_path(a, trigger_word(a), m->anchor);
        put_why(a, m->why != NULL || m->entity >= d->entity_count ? m->why : d->entities[m->entity].why);
    }
}

static void put_when(account *a) {
    const doc *d = a->w.doc;
    const event *e = a->event;
    const timex *t = e->time < d->time_count ? &d->times[e->time] : NULL;
    if (t == NULL && e->from.year == 0) return;
    put_field(a, "date");
    if (t != NULL) {
        put(a, "\"");
        put_words(a, words_bytes(d, t->words));
        put(a, "\" ");
    }
    if (e->from.year != 0) {
        put_date(a, e->from);
        if (memcmp(&e->from, &e->to, sizeof e->from) != 0) {
            put(a, "..");
            put_date(a, e->to);
        }
        put(a, " ");
        put(a, grain_names[e->grain]);
    } else put(a, "names no calendar interval");
    if (t != NULL) put_path(a, trigger_word(a), t->words.word_to > 0 ? t->words.word_to - 1 : NONE);
    if (t != NULL) put_why(a, t->rule);
    put_why(a, e->date_rule);
}

static void put_where(account *a) {
    const doc *d = a->w.doc;
    if (a->event->place >= d->toponym_count) return;
    const toponym *t = &d->toponyms[a->event->place];
    put_field(a, "place");
    put_words(a, t->span);
    if (t->name != NULL) {
        put(a, "   = ");
        put(a, t->name);
        if (t->province != NULL) {
            put(a, ", ");
            put(a, t->province);
        }
        put(a, " ");
        put_coloured(a, "1", t->country);
        put(a, " ");
        put(a, t->feature);
    }
    put_why(a, t->why);
}

static void put_also(account *a) {
    const event *e = a->event;
    for (uint32_t i = 1; i < e->mention_count; i++) {
        put_field(a, "told again");
        put(a, "\"");
        put_words(a, e->mentions[i].span);
        put(a, "\" in sentence ");
        uint32_t sentence = sentence_at(a->w.doc, e->mentions[i].span.byte_from);
        put_number(a, sentence == NONE ? 0 : sentence);
    }
}

static void put_type(account *a) {
    const event *e = a->event;
    put_field(a, "type");
    put_coloured(a, "1", plover_types[e->type].name);
    put(a, " ");
    put_score(a, e->type_score);
    put(a, ", next ");
    put(a, plover_types[e->runner_up].name);
    put(a, " ");
    put_score(a, e->runner_up_score);
    put(a, "; status ");
    put(a, reality_names[e->status]);
    put(a, "; confidence ");
    put_score(a, e->confidence);
}

/* "DOC-V01  RETREAT release" */
static void put_title(account *a, uint32_t index) {
    const event *e = a->event;
    put_colour(a, "1");
    put(a, a->w.doc_id);
    put(a, index + 1 < 10 ? "-V0" : "-V");
    put_number(a, index + 1);
    put(a, "  ");
    put(a, plover_types[e->type].name);
    for (uint32_t i = 0; i < e->mode_count; i++) {
        put(a, " ");
        put(a, plover_modes[e->modes[i]].name);
    }
    put_colour(a, "0");
    put(a, "\n");
}

static void put_event(account *a, uint32_t index) {
    const doc *d = a->w.doc;
    const event *e = a->event = &d->events[index];
    put_title(a, index);
    uint32_t sentence = e->mention_count > 0 ? sentence_at(d, e->mentions[0].span.byte_from) : NONE;
    if (sentence != NONE) {
        gather_marks(a, d->sentences[sentence].span);
        put(a, "  ");
        put_marked(a, d->sentences[sentence].span);
    }
    put_type(a);
    put_fillers(a, "actor", &e->actors);
    put_fillers(a, "recipient", &e->recipients);
    put_fillers(a, "said by", &e->speakers);
    put_when(a);
    put_where(a);
    put_also(a);
    put(a, "\n\n");
}

/* ---- which events ---- */

/* "DOC-V03" or "V03". */
static bool is_event(const account *a, uint32_t index, const char *id) {
    size_t doc_bytes = strlen(a->w.doc_id);
    if (strncmp(id, a->w.doc_id, doc_bytes) == 0 && id[doc_bytes] == '-') id += doc_bytes + 1;
    if (id[0] != 'V' || id[1] == '\0') return false;
    char *end;
    unsigned long number = strtoul(id + 1, &end, 10);
    return *end == '\0' && number == (unsigned long)index + 1;
}

acta_status acta_write_explain(const acta_result *result, const char *event_id, bool colour, acta_sink sink, void *ctx,
                               acta_err *err) {
    if (result == NULL || sink == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_write_explain needs a result and a sink");
    account a = {.colour = colour};
    writer_begin(&a.w, &result->doc, sink, ctx);
    uint32_t told = 0;
    for (uint32_t i = 0; i < result->doc.event_count; i++) {
        if (event_id != NULL && !is_event(&a, i, event_id)) continue;
        put_event(&a, i);
        told++;
    }
    if (event_id != NULL && told == 0) {
        return acta__fail(err, ACTA_MISUSE, -1, "no event %.60s; the report has %u, V01 onwards", event_id, result->doc.event_count);
    }
    if (told == 0) put(&a, "No event in this report.\n");
    return json_end(&a.w.json, err);
}
