/* ledger.c - the records of what was agreed, undertaken, and said of it. */
#include "write/records.h"

static void write_told_at(writer *w, const byte_span *spans, uint32_t count) {
    if (count == 0) return;
    json_key(&w->json, "mentions");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < count; i++) write_told(w, spans[i]);
    json_close(&w->json, ']');
}

static void write_head(writer *w, const char *kind, char letter, uint32_t index) {
    json_open(&w->json, '{');
    write_kind(w, kind);
    write_id(w, "id", letter, index + 1, 1);
    write_string(w, "doc", w->doc_id);
}

void write_agreement(writer *w, uint32_t index) {
    const agreement *a = &w->doc->agreements[index];
    write_head(w, "agreement", 'A', index);
    write_words(w, "name", a->name);
    write_mentions_of(w, "parties", &a->parties);
    write_mentions_of(w, "mediator", &a->mediators);
    write_interval(w, a->from, a->to, a->grain);
    if (a->place < w->doc->toponym_count) write_place(w, "event_loc", &w->doc->toponyms[a->place]);
    write_told_at(w, a->mentions, a->mention_count);
    json_close(&w->json, '}');
}

void write_obligation(writer *w, uint32_t index) {
    const obligation *o = &w->doc->obligations[index];
    write_head(w, "obligation", 'O', index);
    if (o->agreement < w->doc->agreement_count) write_id(w, "agreement", 'A', o->agreement + 1, 1);
    write_mentions_of(w, "obligor", &o->obligors);
    write_mentions_of(w, "beneficiary", &o->beneficiaries);
    write_words(w, "action", o->action);
    write_string(w, "type", obligation_names[o->type]);
    write_size(w, &o->size);
    write_date(w, "deadline", o->deadline);
    write_told_at(w, o->mentions, o->mention_count);
    json_close(&w->json, '}');
}

void write_claim(writer *w, uint32_t index) {
    const claim *c = &w->doc->claims[index];
    write_head(w, "claim", 'C', index);
    if (c->obligation < w->doc->obligation_count) write_id(w, "obligation", 'O', c->obligation + 1, 1);
    write_string(w, "verdict", verdict_names[c->verdict]);
    write_mentions_of(w, "said_by", &c->speakers);
    write_words(w, "words", c->words);
    write_date(w, "date", c->date);
    write_told_at(w, &c->words, 1);
    json_close(&w->json, '}');
}
