/* explain.c - why a record says what it says, for a person at a terminal. Of an event: the sentence with trigger and roles
 * marked, the arcs of the parse from the trigger to each filler, the next likely type, and the table row or rule behind
 * every code, date and place. The ledger's records are told in explain_ledger.c.
 */
#include "write/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "coder.h"
#include "event/event.h"

enum { PATH_MAX_WORDS = 24 };        /* a longer way from trigger to filler is not told */

/* ---- bits of text ---- */

void account_put(account *a, const char *text) {
    json_raw_string(&a->w.json, text);
}

void account_put_colour(account *a, const char *code) {
    if (!a->colour) return;
    account_put(a, "\033[");
    account_put(a, code);
    account_put(a, "m");
}

void account_put_coloured(account *a, const char *code, const char *text) {
    account_put_colour(a, code);
    account_put(a, text);
    account_put_colour(a, "0");
}

/* Words of the repaired text on one line. */
void account_put_words(account *a, byte_span span) {
    for (uint32_t i = span.byte_from; i < span.byte_to; i++) {
        char byte = a->w.doc->text[i];
        json_raw(&a->w.json, (slice){byte == '\n' || byte == '\r' ? " " : &a->w.doc->text[i], 1});
    }
}

void account_put_number(account *a, uint32_t value) {
    char digits[10];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    json_raw(&a->w.json, (slice){digits + at, sizeof digits - at});
}

/* A probability with two places. */
void account_put_score(account *a, float score) {
    uint32_t hundredths = score > 0 ? (uint32_t)(score * 100 + 0.5f) : 0;
    account_put_number(a, hundredths / 100);
    account_put(a, hundredths % 100 < 10 ? ".0" : ".");
    account_put_number(a, hundredths % 100);
}

void account_put_date(account *a, civil_date date) {
    static const char zeros[] = "0000";
    uint32_t year = (uint32_t)date.year;
    account_put(a, zeros + (year < 10 ? 1 : year < 100 ? 2 : year < 1000 ? 3 : 4));
    account_put_number(a, year);
    account_put(a, date.month < 10 ? "-0" : "-");
    account_put_number(a, (uint32_t)date.month);
    account_put(a, date.day < 10 ? "-0" : "-");
    account_put_number(a, (uint32_t)date.day);
}

void account_put_field(account *a, const char *name) {
    account_put(a, "\n  ");
    account_put_coloured(a, "2", name);
    for (size_t n = strlen(name); n < 11; n++) account_put(a, " ");
}

void account_put_why(account *a, const char *why) {
    if (why == NULL || why[0] == '\0') return;
    account_put(a, "\n               ");
    account_put_coloured(a, "2", "because ");
    account_put(a, why);
}

/* ---- the sentence with its marks ---- */

void account_add_mark(account *a, byte_span inside, byte_span span, const char *name, const char *colour) {
    if (span_empty(span) || span.byte_from < inside.byte_from || span.byte_to > inside.byte_to) return;
    if (a->mark_count < MARKS_MAX) a->marks[a->mark_count++] = (mark){span, name, colour};
}

void account_mark_list(account *a, byte_span inside, const mention_list *list, const char *name, const char *colour) {
    for (uint32_t i = 0; i < list->count; i++) {
        account_add_mark(a, inside, words_bytes(a->w.doc, a->w.doc->mentions[list->at[i]].words), name, colour);
    }
}

void account_no_marks(account *a) {
    a->mark_count = 0;
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
    account_no_marks(a);
    for (uint32_t i = 0; i < e->mention_count; i++) account_add_mark(a, inside, e->mentions[i].span, "trigger", "1;31");
    account_mark_list(a, inside, &e->actors, "actor", "1;34");
    account_mark_list(a, inside, &e->recipients, "recipient", "1;35");
    account_mark_list(a, inside, &e->speakers, "said by", "1;33");
    if (e->time < d->time_count) account_add_mark(a, inside, words_bytes(d, d->times[e->time].words), "date", "1;36");
    if (e->place < d->toponym_count) account_add_mark(a, inside, d->toponyms[e->place].span, "place", "1;32");
}

/* Closes the marks that end at or before `byte`; returns how many stay open. */
static uint32_t close_marks(account *a, const mark **open, uint32_t open_count, uint32_t byte, uint32_t *at) {
    while (open_count > 0 && open[open_count - 1]->span.byte_to <= byte) {
        const mark *m = open[--open_count];
        account_put_words(a, (byte_span){*at, m->span.byte_to});
        *at = m->span.byte_to;
        account_put_coloured(a, m->colour, "]");
    }
    return open_count;
}

/* "[actor Kabul] ... [trigger released] ..."; a mark that would cross another is left out. */
void account_put_marked(account *a, byte_span inside) {
    const mark *open[MARKS_MAX];
    uint32_t open_count = 0, at = inside.byte_from;
    qsort(a->marks, a->mark_count, sizeof *a->marks, by_place);
    for (uint32_t i = 0; i < a->mark_count; i++) {
        const mark *m = &a->marks[i];
        open_count = close_marks(a, open, open_count, m->span.byte_from, &at);
        if (open_count > 0 && m->span.byte_to > open[open_count - 1]->span.byte_to) continue;
        account_put_words(a, (byte_span){at, m->span.byte_from});
        at = m->span.byte_from;
        account_put_colour(a, m->colour);
        account_put(a, "[");
        account_put(a, m->name);
        account_put_colour(a, "0");
        account_put(a, " ");
        open[open_count++] = m;
    }
    close_marks(a, open, open_count, inside.byte_to, &at);
    account_put_words(a, (byte_span){at, inside.byte_to});
}

/* ---- the way through the tree ---- */

/* The words from `from` up to the root of its sentence; returns how many. */
static uint32_t climb(const doc *d, uint32_t from, uint32_t *way) {
    uint32_t count = 0;
    for (uint32_t at = from; at < d->word_count && count < PATH_MAX_WORDS; at = d->words[at].head) way[count++] = at;
    return count;
}

static void put_word(account *a, uint32_t word) {
    account_put_words(a, a->w.doc->words[word].span);
}

static void put_arc(account *a, const char *before, uint32_t word, const char *after) {
    account_put(a, before);
    account_put_coloured(a, "2", rel_names[a->w.doc->words[word].rel]);
    account_put(a, after);
}

/* "released <-conj- fulfilled -nsubj-> Kabul": up from the trigger, then down to the filler. */
static void put_path(account *a, uint32_t trigger, uint32_t filler) {
    const doc *d = a->w.doc;
    uint32_t up[PATH_MAX_WORDS], down[PATH_MAX_WORDS];
    if (trigger >= d->word_count || filler >= d->word_count || d->words[trigger].sentence != d->words[filler].sentence) return;
    uint32_t ups = climb(d, trigger, up), downs = climb(d, filler, down);
    if (up[ups - 1] != down[downs - 1]) return;
    while (ups > 1 && downs > 1 && up[ups - 2] == down[downs - 2]) ups--, downs--;
    account_put(a, "   ");
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

void account_put_codes(account *a, const mention *m) {
    const doc *d = a->w.doc;
    const char *code = mention_code(d, m);
    sector_set sectors = mention_sectors(d, m);
    account_put(a, "   ");
    account_put_coloured(a, "1", code[0] != '\0' ? code : "no code");
    for (int i = 0; i < PLOVER_SECTORS; i++) {
        if ((sectors >> i & 1) == 0) continue;
        account_put(a, " ");
        account_put_coloured(a, "1", plover_sectors[i]);
    }
}

void account_put_filler(account *a, const char *name, const mention *m) {
    const doc *d = a->w.doc;
    account_put_field(a, name);
    account_put_words(a, words_bytes(d, m->words));
    account_put_codes(a, m);
    if (m->entity >= d->entity_count) return;
    account_put(a, "   = ");
    account_put(a, d->entities[m->entity].name);
}

void account_put_filler_why(account *a, const mention *m) {
    const doc *d = a->w.doc;
    account_put_why(a, m->why != NULL || m->entity >= d->entity_count ? m->why : d->entities[m->entity].why);
}

static void put_fillers(account *a, const char *name, const mention_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        const mention *m = &a->w.doc->mentions[list->at[i]];
        account_put_filler(a, name, m);
        put_path(a, trigger_word(a), m->anchor);
        account_put_filler_why(a, m);
    }
}

static void put_when(account *a) {
    const doc *d = a->w.doc;
    const event *e = a->event;
    const timex *t = e->time < d->time_count ? &d->times[e->time] : NULL;
    if (t == NULL && e->from.year == 0) return;
    account_put_field(a, "date");
    if (t != NULL) {
        account_put(a, "\"");
        account_put_words(a, words_bytes(d, t->words));
        account_put(a, "\" ");
    }
    if (e->from.year != 0) {
        account_put_date(a, e->from);
        if (memcmp(&e->from, &e->to, sizeof e->from) != 0) {
            account_put(a, "..");
            account_put_date(a, e->to);
        }
        account_put(a, " ");
        account_put(a, grain_names[e->grain]);
    } else account_put(a, "names no calendar interval");
    if (t != NULL) put_path(a, trigger_word(a), t->words.word_to > 0 ? t->words.word_to - 1 : NONE);
    if (t != NULL) account_put_why(a, t->rule);
    account_put_why(a, e->date_rule);
}

static void put_where(account *a) {
    const doc *d = a->w.doc;
    if (a->event->place >= d->toponym_count) return;
    const toponym *t = &d->toponyms[a->event->place];
    account_put_field(a, "place");
    account_put_words(a, t->span);
    if (t->name != NULL) {
        account_put(a, "   = ");
        account_put(a, t->name);
        if (t->province != NULL) {
            account_put(a, ", ");
            account_put(a, t->province);
        }
        account_put(a, " ");
        account_put_coloured(a, "1", t->country);
        account_put(a, " ");
        account_put(a, t->feature);
    }
    if (t->near != NULL) {
        account_put(a, "   near ");
        account_put(a, t->near->name);
    }
    account_put_why(a, t->why);
    if (a->event->place_rule != NULL) account_put_why(a, a->event->place_rule);
}

static void put_also(account *a) {
    const event *e = a->event;
    for (uint32_t i = 1; i < e->mention_count; i++) {
        account_put_field(a, "told again");
        account_put(a, "\"");
        account_put_words(a, e->mentions[i].span);
        account_put(a, "\" in sentence ");
        uint32_t sentence = sentence_at(a->w.doc, e->mentions[i].span.byte_from);
        account_put_number(a, sentence == NONE ? 0 : sentence);
    }
}

static void put_type(account *a) {
    const event *e = a->event;
    account_put_field(a, "type");
    account_put_coloured(a, "1", plover_types[e->type].name);
    account_put(a, " ");
    account_put_score(a, e->type_score);
    account_put(a, ", next ");
    account_put(a, plover_types[e->runner_up].name);
    account_put(a, " ");
    account_put_score(a, e->runner_up_score);
    account_put(a, "; status ");
    account_put(a, reality_names[e->status]);
    account_put(a, "; confidence ");
    account_put_score(a, e->confidence);
}

static void put_own_type(account *a) {
    const doc *d = a->w.doc;
    float probability;
    uint32_t type = event_own_type(d, a->event, &probability);
    if (type == NONE) return;
    account_put_field(a, "own type");
    account_put_coloured(a, "1", d->own_types[type]);
    account_put(a, " ");
    account_put_score(a, probability);
}

/* "DOC-V01  RETREAT release" */
static void put_title(account *a, uint32_t index) {
    const event *e = a->event;
    account_put_colour(a, "1");
    account_put(a, a->w.doc_id);
    account_put(a, index + 1 < 10 ? "-V0" : "-V");
    account_put_number(a, index + 1);
    account_put(a, "  ");
    account_put(a, plover_types[e->type].name);
    for (uint32_t i = 0; i < e->mode_count; i++) {
        account_put(a, " ");
        account_put(a, plover_modes[e->modes[i]].name);
    }
    account_put_colour(a, "0");
    account_put(a, "\n");
}

static void put_event(account *a, uint32_t index) {
    const doc *d = a->w.doc;
    const event *e = a->event = &d->events[index];
    put_title(a, index);
    uint32_t sentence = e->mention_count > 0 ? sentence_at(d, e->mentions[0].span.byte_from) : NONE;
    if (sentence != NONE) {
        gather_marks(a, d->sentences[sentence].span);
        account_put(a, "  ");
        account_put_marked(a, d->sentences[sentence].span);
    }
    put_type(a);
    put_own_type(a);
    put_fillers(a, "actor", &e->actors);
    put_fillers(a, "recipient", &e->recipients);
    put_fillers(a, "said by", &e->speakers);
    put_when(a);
    put_where(a);
    put_also(a);
    account_put(a, "\n\n");
}

/* ---- which records ---- */

/* "DOC-V03" or "V03" for a letter and an index. */
static bool is_record(const account *a, char letter, uint32_t index, const char *id) {
    size_t doc_bytes = strlen(a->w.doc_id);
    if (strncmp(id, a->w.doc_id, doc_bytes) == 0 && id[doc_bytes] == '-') id += doc_bytes + 1;
    if (id[0] != letter || id[1] == '\0') return false;
    char *end;
    unsigned long number = strtoul(id + 1, &end, 10);
    return *end == '\0' && number == (unsigned long)index + 1;
}

acta_status acta_write_explain(const acta_result *result, const char *id, bool colour, acta_sink sink, void *ctx, acta_err *err) {
    if (result == NULL || sink == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_write_explain needs a result and a sink");
    const doc *d = &result->doc;
    const struct {
        char letter;
        uint32_t count;
        void (*tell)(account *a, uint32_t index);
    } kinds[] = {{'V', d->event_count, put_event}, {'A', d->agreement_count, explain_agreement}, {'O', d->obligation_count, explain_obligation},
                 {'C', d->claim_count, explain_claim}};
    account a = {.colour = colour};
    writer_begin(&a.w, d, sink, ctx);
    uint32_t told = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (uint32_t i = 0; i < kinds[k].count; i++) {
            if (id != NULL && !is_record(&a, kinds[k].letter, i, id)) continue;
            kinds[k].tell(&a, i);
            told++;
        }
    }
    if (id != NULL && told == 0) {
        return acta__fail(err, ACTA_MISUSE, -1, "no record %.60s; the report has %u events, V01 onwards, %u agreements (A1), %u obligations (O1), %u claims (C1)",
                          id, d->event_count, d->agreement_count, d->obligation_count, d->claim_count);
    }
    if (told == 0) account_put(&a, "No event in this report.\n");
    return json_end(&a.w.json, err);
}
