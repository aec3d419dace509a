/* fields.h - the parts that several kinds of record share: ids, spans, entity mentions, places, dates, numbers.
 *
 * Here, and only here, byte offsets into the repaired text become character offsets into the report as given.
 */
#ifndef ACTA_WRITE_FIELDS_H
#define ACTA_WRITE_FIELDS_H

#include "doc.h"
#include "write/json.h"

typedef struct writer {
    json json;
    const doc *doc;
    const char *doc_id;              /* never NULL */
} writer;

void writer_begin(writer *w, const doc *d, acta_sink sink, void *sink_ctx);

/* ---- spans and the words they stand for ---- */

/* From the first of the words to the last; empty if there are none. */
byte_span words_bytes(const doc *d, word_span words);
/* The words of a span as the report gave them, before repair. */
slice given_text(const doc *d, byte_span span);
uint32_t char_from(const doc *d, byte_span span);
uint32_t char_to(const doc *d, byte_span span);
/* The sentence that holds the byte, or the nearest before it; NONE in a report without sentences. */
uint32_t sentence_at(const doc *d, uint32_t byte);

static inline bool span_empty(byte_span span) {
    return span.byte_from >= span.byte_to;
}

/* What the mention is about, where the entity knows more than the mention. */
const char *mention_code(const doc *d, const mention *m);
sector_set mention_sectors(const doc *d, const mention *m);
const char *mention_office(const doc *d, const mention *m);

/* ---- keys with their values; a field with nothing to say writes nothing ---- */

void write_kind(writer *w, const char *kind);
/* "DOC-V01": letter V, number 1, at least two digits. */
void write_id(writer *w, const char *key, char letter, uint32_t number, int digits);
void write_span(writer *w, const char *key, byte_span span);
void write_words(writer *w, const char *key, byte_span span);
void write_string(writer *w, const char *key, const char *text);
void write_date(writer *w, const char *key, civil_date date);
/* date, enddate where it is another day, granularity */
void write_interval(writer *w, civil_date from, civil_date to, grain grain);
void write_sectors(writer *w, sector_set sectors);
void write_mentions_of(writer *w, const char *key, const mention_list *list);
void write_place(writer *w, const char *key, const toponym *place);
void write_size(writer *w, const event_size *size);
/* {sentence, span} */
void write_told(writer *w, byte_span span);

extern const char *const grain_names[];
extern const char *const name_type_names[];
extern const char *const entity_type_names[];

#endif
