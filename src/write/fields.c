/* fields.c - the parts that several kinds of record share. */
#include "write/fields.h"

#include <string.h>

const char *const grain_names[] = {"", "day", "week", "month", "quarter", "year"};
const char *const name_type_names[] = {"", "PER", "ORG", "LOC", "NORP"};
const char *const entity_type_names[] = {"PER", "ORG", "GPE", "NORP", "GROUP"};

void writer_begin(writer *w, const doc *d, acta_sink sink, void *sink_ctx) {
    json_begin(&w->json, sink, sink_ctx);
    w->doc = d;
    w->doc_id = d->id != NULL ? d->id : "report";
}

byte_span words_bytes(const doc *d, word_span words) {
    if (words.word_from >= words.word_to || words.word_to > d->word_count) return (byte_span){0, 0};
    return (byte_span){d->words[words.word_from].span.byte_from, d->words[words.word_to - 1].span.byte_to};
}

uint32_t char_from(const doc *d, byte_span span) {
    return d->char_at[span.byte_from];
}

uint32_t char_to(const doc *d, byte_span span) {
    return d->char_at[span.byte_to];
}

slice given_text(const doc *d, byte_span span) {
    if (d->given == NULL) return (slice){d->text + span.byte_from, span.byte_to - span.byte_from};
    uint32_t from = d->given_at[char_from(d, span)], to = d->given_at[char_to(d, span)];
    return (slice){d->given + from, to - from};
}

uint32_t sentence_at(const doc *d, uint32_t byte) {
    if (d->sentence_count == 0) return NONE;
    uint32_t low = 0, high = d->sentence_count;      /* the answer is in [low, high) */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (d->sentences[middle].span.byte_from <= byte) low = middle;
        else high = middle;
    }
    return low;
}

static const entity *entity_of(const doc *d, const mention *m) {
    return m->entity < d->entity_count ? &d->entities[m->entity] : NULL;
}

const char *mention_code(const doc *d, const mention *m) {
    const entity *e = entity_of(d, m);
    return m->code[0] != '\0' || e == NULL ? m->code : e->code;
}

/* Sectors belong to a code: they come from wherever the code does. */
sector_set mention_sectors(const doc *d, const mention *m) {
    const entity *e = entity_of(d, m);
    return m->code[0] != '\0' || m->sectors != 0 || e == NULL ? m->sectors : e->sectors;
}

const char *mention_office(const doc *d, const mention *m) {
    const entity *e = entity_of(d, m);
    return m->office != NULL || e == NULL ? m->office : e->office;
}

void write_kind(writer *w, const char *kind) {
    json_key(&w->json, "kind");
    json_string(&w->json, kind);
}

void write_id(writer *w, const char *key, char letter, uint32_t number, int digits) {
    char suffix[16] = {'-', letter};
    size_t at = sizeof suffix;
    for (uint32_t rest = number; rest > 0 || digits > 0; rest /= 10, digits--) suffix[--at] = (char)('0' + rest % 10);
    json_key(&w->json, key);
    json_text_begin(&w->json);
    json_text_part(&w->json, (slice){w->doc_id, strlen(w->doc_id)});
    json_text_part(&w->json, (slice){suffix, 2});
    json_text_part(&w->json, (slice){suffix + at, sizeof suffix - at});
    json_text_end(&w->json);
}

void write_span(writer *w, const char *key, byte_span span) {
    json_key(&w->json, key);
    json_open(&w->json, '[');
    json_integer(&w->json, char_from(w->doc, span));
    json_integer(&w->json, char_to(w->doc, span));
    json_close(&w->json, ']');
}

void write_words(writer *w, const char *key, byte_span span) {
    if (span_empty(span)) return;
    json_key(&w->json, key);
    json_text(&w->json, given_text(w->doc, span));
}

void write_string(writer *w, const char *key, const char *text) {
    if (text == NULL || text[0] == '\0') return;
    json_key(&w->json, key);
    json_string(&w->json, text);
}

static void two_digits(char *at, int value) {
    at[0] = (char)('0' + value / 10 % 10);
    at[1] = (char)('0' + value % 10);
}

void write_date(writer *w, const char *key, civil_date date) {
    if (date.year <= 0) return;
    char iso[] = "0000-00-00";
    two_digits(iso, date.year / 100);
    two_digits(iso + 2, date.year % 100);
    two_digits(iso + 5, date.month);
    two_digits(iso + 8, date.day);
    write_string(w, key, iso);
}

void write_interval(writer *w, civil_date from, civil_date to, grain grain) {
    if (from.year <= 0) return;
    write_date(w, "date", from);
    if (memcmp(&from, &to, sizeof from) != 0) write_date(w, "enddate", to);
    write_string(w, "granularity", grain_names[grain]);
}

void write_sectors(writer *w, sector_set sectors) {
    if (sectors == 0) return;
    json_key(&w->json, "sector");
    json_open(&w->json, '[');
    for (int i = 0; i < PLOVER_SECTORS; i++) {
        if (sectors >> i & 1) json_string(&w->json, plover_sectors[i]);
    }
    json_close(&w->json, ']');
}

/* The words' further parties are written as the first is, each with its own code and sectors. */
static void write_mention(writer *w, const mention *m, const party *as) {
    const doc *d = w->doc;
    byte_span span = words_bytes(d, m->words);
    json_open(&w->json, '{');
    write_words(w, "entity_text", span);
    write_span(w, "span", span);
    if (m->entity < d->entity_count) {
        write_id(w, "entity", 'E', m->entity + 1, 1);
        write_string(w, "name", d->entities[m->entity].name);
    }
    write_string(w, "code", as != NULL ? as->code : mention_code(d, m));
    write_sectors(w, as != NULL ? as->sectors : mention_sectors(d, m));
    write_string(w, "office", mention_office(d, m));
    json_close(&w->json, '}');
}

static void write_parties(writer *w, const mention *m) {
    write_mention(w, m, NULL);
    for (uint32_t i = 0; i < m->also_count; i++) write_mention(w, m, &m->also[i]);
}

void write_mentions_of(writer *w, const char *key, const mention_list *list) {
    if (list->count == 0) return;
    json_key(&w->json, key);
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->at[i] < w->doc->mention_count) write_parties(w, &w->doc->mentions[list->at[i]]);
    }
    json_close(&w->json, ']');
}

/* How fine the place is, from GeoNames' feature code. */
static const char *resolution(const char *feature) {
    static const struct {
        const char *prefix, *name;
    } kinds[] = {{"PCL", "country"}, {"ADM1", "province"}, {"ADM", "district"}, {"PPL", "city"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strncmp(feature, kinds[i].prefix, strlen(kinds[i].prefix)) == 0) return kinds[i].name;
    }
    return feature[0] != '\0' ? "place" : NULL;
}

static void write_point(writer *w, const toponym *place) {
    json_key(&w->json, "lat");
    json_decimal(&w->json, place->lat, 5);
    json_key(&w->json, "lon");
    json_decimal(&w->json, place->lon, 5);
}

/* A country has no point: its middle is where nothing happened. */
static void write_resolved(writer *w, const toponym *place, const char *how) {
    write_string(w, "name", place->name);
    if (place->geonameid != 0) {
        json_key(&w->json, "geonameid");
        json_integer(&w->json, place->geonameid);
    }
    if (strncmp(place->feature, "PCL", 3) != 0 && place->feature[0] != '\0') write_point(w, place);
    write_string(w, "country", place->country);
    write_string(w, "province", place->province);
    write_string(w, "feature_code", place->feature);
    write_string(w, "resolution", how);
}

/* Of what the gazetteer lacks, the town that it lies near is given, else its country where that is plain. */
void write_place(writer *w, const char *key, const toponym *place) {
    json_key(&w->json, key);
    json_open(&w->json, '{');
    write_words(w, "text", place->span);
    write_span(w, "span", place->span);
    if (place->name != NULL) write_resolved(w, place, resolution(place->feature));
    else if (place->near != NULL) write_resolved(w, place->near, "near");
    else write_string(w, "country", place->country);
    json_close(&w->json, '}');
}

/* Only numbers above nought are stated ones. */
static void write_count(writer *w, const char *key, int64_t value) {
    if (value <= 0) return;
    json_key(&w->json, key);
    json_integer(&w->json, value);
}

void write_size(writer *w, const event_size *size) {
    bool counted = size->dead > 0 || size->injured > 0 || size->arrested > 0 || size->released > 0 ||
                   size->displaced > 0 || size->people > 0;
    if (!counted && !(size->amount > 0)) return;
    json_key(&w->json, "size");
    json_open(&w->json, '{');
    write_count(w, "dead", size->dead);
    write_count(w, "injured", size->injured);
    write_count(w, "arrested", size->arrested);
    write_count(w, "released", size->released);
    write_count(w, "displaced", size->displaced);
    write_count(w, "people", size->people);
    if (size->amount > 0) {
        json_key(&w->json, "amount");
        json_decimal(&w->json, size->amount, 2);
        write_string(w, "unit", size->unit);
    }
    if (size->approx) {
        json_key(&w->json, "approx");
        json_truth(&w->json, true);
    }
    json_close(&w->json, '}');
}

void write_told(writer *w, byte_span span) {
    json_open(&w->json, '{');
    uint32_t sentence = sentence_at(w->doc, span.byte_from);
    if (sentence != NONE) {
        json_key(&w->json, "sentence");
        json_integer(&w->json, sentence);
    }
    write_span(w, "span", span);
    json_close(&w->json, '}');
}
