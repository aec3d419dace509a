/* document.c - the record of the report itself. */
#include "write/records.h"

/* The dateline's place as the where stage resolved it, else its words alone. */
static void write_dateline_place(writer *w) {
    const doc *d = w->doc;
    byte_span place = d->dateline.place;
    if (span_empty(place)) return;
    for (uint32_t i = 0; i < d->toponym_count; i++) {
        const byte_span *span = &d->toponyms[i].span;
        if (span->byte_from == place.byte_from && span->byte_to == place.byte_to) {
            write_place(w, "place", &d->toponyms[i]);
            return;
        }
    }
    toponym unresolved = {.span = place};
    write_place(w, "place", &unresolved);
}

static void write_agencies(writer *w) {
    const dateline *line = &w->doc->dateline;
    if (line->agency_count == 0) return;
    json_key(&w->json, "agencies");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < line->agency_count; i++) json_text(&w->json, given_text(w->doc, line->agencies[i]));
    json_close(&w->json, ']');
}

static void write_dateline(writer *w) {
    const dateline *line = &w->doc->dateline;
    if (span_empty(line->text)) return;
    json_key(&w->json, "dateline");
    json_open(&w->json, '{');
    write_words(w, "text", line->text);
    write_span(w, "span", line->text);
    write_dateline_place(w);
    write_date(w, "date", line->date);
    write_agencies(w);
    json_close(&w->json, '}');
}

void write_document(writer *w) {
    const doc *d = w->doc;
    json_open(&w->json, '{');
    write_kind(w, "document");
    write_string(w, "id", w->doc_id);
    write_words(w, "title", d->title);
    write_words(w, "title_source", d->title_source);
    write_dateline(w);
    write_date(w, "published", d->published);
    write_string(w, "publisher", d->publisher);
    write_string(w, "url", d->url);
    write_string(w, "language", "en");
    json_key(&w->json, "sentences");
    json_integer(&w->json, d->sentence_count);
    json_key(&w->json, "damaged");
    json_integer(&w->json, d->damaged);
    json_close(&w->json, '}');
}
