/* event.c - the record of an event. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "event/event.h"
#include "parse/classes.h"
#include "write/records.h"
#include "write/texts.h"

static void write_modes(writer *w, const event *e) {
    if (e->mode_count == 0) return;
    json_key(&w->json, "mode");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < e->mode_count; i++) json_string(&w->json, plover_modes[e->modes[i]].name);
    json_close(&w->json, ']');
}

static void write_contexts(writer *w, context_set contexts) {
    if (contexts == 0) return;
    json_key(&w->json, "context");
    json_open(&w->json, '[');
    for (int i = 0; i < PLOVER_CONTEXTS; i++) {
        if (contexts >> i & 1) json_string(&w->json, plover_contexts[i]);
    }
    json_close(&w->json, ']');
}

/* Code, quad class and score follow from type and first mode. */
static void write_class(writer *w, const event *e) {
    const plover_type_info *type = &plover_types[e->type];
    const plover_mode_info *mode = e->mode_count > 0 ? &plover_modes[e->modes[0]] : NULL;
    write_string(w, "cameo", mode != NULL ? mode->cameo : type->cameo_root);
    json_key(&w->json, "quad_code");
    json_integer(&w->json, type->quad);
    json_key(&w->json, "event_scale");
    json_decimal(&w->json, (mode != NULL ? mode->score_tenths : type->score_tenths) / 10.0, 1);
    write_string(w, "status", reality_names[e->status]);
}

static void write_when(writer *w, const event *e) {
    write_interval(w, e->from, e->to, e->grain);
    if (e->time >= w->doc->time_count) return;
    byte_span span = words_bytes(w->doc, w->doc->times[e->time].words);
    if (span_empty(span)) return;
    write_words(w, "date_text", span);
    write_span(w, "date_span", span);
}

/* The words of every mention, each once, the main mention's first. */
static acta_status write_event_text(writer *w, const event *e, arena *scratch, acta_err *err) {
    texts seen;
    TRY(texts_begin(&seen, e->mention_count, scratch, err));
    json_key(&w->json, "event_text");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < e->mention_count; i++) {
        slice text = given_text(w->doc, e->mentions[i].span);
        if (texts_first(&seen, text)) json_text(&w->json, text);
    }
    json_close(&w->json, ']');
    return ACTA_OK;
}

static int by_place(const void *a, const void *b) {
    const byte_span *x = a, *y = b;
    if (x->byte_from != y->byte_from) return x->byte_from < y->byte_from ? -1 : 1;
    return x->byte_to < y->byte_to ? -1 : x->byte_to > y->byte_to;
}

/* In the order of the text, whichever is the main one. */
static acta_status write_event_mentions(writer *w, const event *e, arena *scratch, acta_err *err) {
    byte_span *spans = ARENA_NEW(scratch, byte_span, e->mention_count);
    TRY_NEW(spans, err);
    for (uint32_t i = 0; i < e->mention_count; i++) spans[i] = e->mentions[i].span;
    qsort(spans, e->mention_count, sizeof *spans, by_place);
    json_key(&w->json, "mentions");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < e->mention_count; i++) write_told(w, spans[i]);
    json_close(&w->json, ']');
    return ACTA_OK;
}

/* An event of none of the user's own types bears none. */
static void write_own_type(writer *w, const event *e) {
    float probability;
    uint32_t type = event_own_type(w->doc, e, &probability);
    if (type == NONE || strcmp(w->doc->own_types[type], CLASS_NONE) == 0) return;
    write_string(w, "own_type", w->doc->own_types[type]);
    json_key(&w->json, "own_probability");
    json_decimal(&w->json, (double)probability, 3);
}

acta_status write_event(writer *w, uint32_t index, arena *scratch, acta_err *err) {
    const doc *d = w->doc;
    const event *e = &d->events[index];
    json_open(&w->json, '{');
    write_kind(w, "event");
    write_id(w, "id", 'V', index + 1, 2);
    write_string(w, "doc", w->doc_id);
    write_string(w, "event", plover_types[e->type].name);
    write_modes(w, e);
    write_contexts(w, e->contexts);
    write_class(w, e);
    write_own_type(w, e);
    write_mentions_of(w, "actor", &e->actors);
    write_mentions_of(w, "recipient", &e->recipients);
    write_when(w, e);
    if (e->place < d->toponym_count) write_place(w, "event_loc", &d->toponyms[e->place]);
    write_size(w, &e->size);
    write_mentions_of(w, "said_by", &e->speakers);
    TRY(write_event_text(w, e, scratch, err));
    TRY(write_event_mentions(w, e, scratch, err));
    json_key(&w->json, "confidence");
    json_decimal(&w->json, isfinite(e->confidence) ? (double)e->confidence : 0, 3);
    json_close(&w->json, '}');
    return ACTA_OK;
}
