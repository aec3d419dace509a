/* given.c - what acta gives, as facts: from its own JSON. */
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"

/* One case's text, with the byte where each character begins. */
typedef struct given {
    pad *pad;
    const size_t *byte_of_char;      /* [chars + 1] */
    size_t chars;
} given;

static void count_characters(given *g, const corpus_case *c) {
    size_t *map = pad_take(g->pad, (c->text_bytes + 2) * sizeof *map);
    for (size_t i = 0; i < c->text_bytes; i++) {
        if (((unsigned char)c->text[i] & 0xC0) != 0x80) map[g->chars++] = i;
    }
    map[g->chars] = c->text_bytes;
    g->byte_of_char = map;
}

static json_object *child(json_object *o, const char *key) {
    json_object *value = NULL;
    return json_object_object_get_ex(o, key, &value) ? value : NULL;
}

static const char *text_of(given *g, json_object *o, const char *key) {
    json_object *value = child(o, key);
    const char *text = value != NULL ? json_object_get_string(value) : "";
    return pad_text(g->pad, text, strlen(text));
}

static bool span_of(given *g, json_object *o, const char *key, text_span *span) {
    json_object *pair = child(o, key);
    if (pair == NULL || !json_object_is_type(pair, json_type_array) || json_object_array_length(pair) != 2) return false;
    size_t from = (size_t)json_object_get_int64(json_object_array_get_idx(pair, 0)), to = (size_t)json_object_get_int64(json_object_array_get_idx(pair, 1));
    if (from > g->chars || to > g->chars || from > to) return false;
    *span = (text_span){g->byte_of_char[from], g->byte_of_char[to]};
    return true;
}

static size_t length(json_object *list) {
    return list != NULL && json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
}

/* "AFG GOV PTY", or "" */
static const char *code_and_sectors(given *g, json_object *o) {
    const char *meaning = text_of(g, o, "code");
    json_object *sectors = child(o, "sector");
    if (meaning[0] == '\0' && length(sectors) > 0) meaning = "-";
    for (size_t i = 0; i < length(sectors); i++) {
        meaning = pad_printf(g->pad, "%s %s", meaning, json_object_get_string(json_object_array_get_idx(sectors, i)));
    }
    return meaning;
}

static void add_parties(given *g, fact_record *r, json_object *o, const char *key, const char *name) {
    json_object *list = child(o, key);
    for (size_t i = 0; i < length(list); i++) {
        json_object *party = json_object_array_get_idx(list, i);
        text_span span;
        if (span_of(g, party, "span", &span)) fact_add(g->pad, r, name, &span, code_and_sectors(g, party));
    }
}

static void add_texts(given *g, fact_record *r, json_object *o, const char *key) {
    json_object *list = child(o, key);
    for (size_t i = 0; i < length(list); i++) {
        const char *text = json_object_get_string(json_object_array_get_idx(list, i));
        fact_add(g->pad, r, key, NULL, pad_text(g->pad, text, strlen(text)));
    }
}

/* The first place where the record is told under one name, the others under another. */
static void add_told(given *g, fact_record *r, json_object *o, const char *first, const char *other) {
    json_object *list = child(o, "mentions");
    for (size_t i = 0; i < length(list); i++) {
        text_span span;
        if (span_of(g, json_object_array_get_idx(list, i), "span", &span)) fact_add(g->pad, r, i == 0 ? first : other, &span, "");
    }
}

static void add_date(given *g, fact_record *r, json_object *o) {
    const char *from = text_of(g, o, "date"), *to = text_of(g, o, "enddate"), *grain = text_of(g, o, "granularity");
    text_span span;
    bool has_span = span_of(g, o, "date_span", &span);
    if (!has_span && from[0] == '\0') return;
    const char *meaning = from[0] == '\0' ? "" : pad_printf(g->pad, "%s%s%s %s", from, to[0] != '\0' ? ".." : "", to, grain);
    fact_add(g->pad, r, "date", has_span ? &span : NULL, meaning);
}

static void add_place(given *g, fact_record *r, json_object *o) {
    json_object *place = child(o, "event_loc");
    text_span span;
    if (place == NULL || !span_of(g, place, "span", &span)) return;
    const char *name = text_of(g, place, "name"), *country = text_of(g, place, "country");
    const char *written = name[0] != '\0' ? name : text_of(g, place, "text");
    fact_add(g->pad, r, "place", &span, pad_printf(g->pad, "%s, %s", written, country[0] != '\0' ? country : "-"));
}

static void add_size(given *g, fact_record *r, json_object *o) {
    static const char *const names[] = {"dead", "injured", "arrested", "released", "displaced", "people"};
    json_object *size = child(o, "size");
    if (size == NULL) return;
    bool approx = json_object_get_boolean(child(size, "approx"));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        json_object *count = child(size, names[i]);
        if (count == NULL) continue;
        fact_add(g->pad, r, "size", NULL, pad_printf(g->pad, "%s %lld%s", names[i], (long long)json_object_get_int64(count), approx ? " approx" : ""));
    }
}

/* "DOC-O3" is O3 here. */
static const char *short_id(given *g, json_object *o, const char *key) {
    const char *id = text_of(g, o, key), *dash = strrchr(id, '-');
    return dash != NULL ? dash + 1 : id;
}

static void give_event(given *g, fact_list *list, json_object *o) {
    fact_record *r = fact_record_add(g->pad, list, "event", text_of(g, o, "event"));
    add_texts(g, r, o, "mode");
    add_told(g, r, o, "trigger", "also");
    fact_add(g->pad, r, "status", NULL, text_of(g, o, "status"));
    add_parties(g, r, o, "actor", "actor");
    add_parties(g, r, o, "recipient", "recipient");
    add_date(g, r, o);
    add_place(g, r, o);
    add_size(g, r, o);
    add_texts(g, r, o, "context");
    add_parties(g, r, o, "said_by", "said_by");
}

static void give_agreement(given *g, fact_list *list, json_object *o) {
    fact_record *r = fact_record_add(g->pad, list, "agreement", "");
    r->id = short_id(g, o, "id");
    add_told(g, r, o, "name", "also");
    add_parties(g, r, o, "parties", "party");
    add_parties(g, r, o, "mediator", "mediator");
    add_date(g, r, o);
    add_place(g, r, o);
}

static void give_obligation(given *g, fact_list *list, json_object *o) {
    fact_record *r = fact_record_add(g->pad, list, "obligation", text_of(g, o, "type"));
    r->id = short_id(g, o, "id");
    r->about = short_id(g, o, "agreement");
    add_told(g, r, o, "action", "also");
    add_parties(g, r, o, "obligor", "obligor");
    add_parties(g, r, o, "beneficiary", "beneficiary");
    add_size(g, r, o);
    if (child(o, "deadline") != NULL) fact_add(g->pad, r, "deadline", NULL, pad_printf(g->pad, "%s day", text_of(g, o, "deadline")));
}

static void give_claim(given *g, fact_list *list, json_object *o) {
    fact_record *r = fact_record_add(g->pad, list, "claim", text_of(g, o, "verdict"));
    r->about = short_id(g, o, "obligation");
    add_told(g, r, o, "words", "also");
    add_parties(g, r, o, "said_by", "said_by");
    if (child(o, "date") != NULL) fact_add(g->pad, r, "date", NULL, pad_printf(g->pad, "%s day", text_of(g, o, "date")));
}

/* A name as a corpus file can write it: without quotation marks. */
static const char *unquoted(given *g, const char *name) {
    char *out = pad_take(g->pad, strlen(name) + 1), *to = out;
    for (const char *at = name; *at != '\0'; at++) {
        if (*at != '"') *to++ = *at;
    }
    return out;
}

static void give_entity(given *g, fact_list *list, json_object *o) {
    fact_record *r = fact_record_add(g->pad, list, "entity", text_of(g, o, "type"));
    const char *name = unquoted(g, text_of(g, o, "name"));
    if (name[0] != '\0') fact_add(g->pad, r, "name", NULL, name);
    const char *codes = code_and_sectors(g, o);
    if (codes[0] != '\0') fact_add(g->pad, r, "code", NULL, codes);
    if (child(o, "office") != NULL) fact_add(g->pad, r, "office", NULL, text_of(g, o, "office"));
    add_told(g, r, o, "alias", "alias");
}

static void give(given *g, fact_list *list, json_object *o) {
    static const struct {
        const char *kind;
        void (*take)(given *g, fact_list *list, json_object *o);
    } kinds[] = {{"event", give_event}, {"agreement", give_agreement}, {"obligation", give_obligation}, {"claim", give_claim}, {"entity", give_entity}};
    const char *kind = text_of(g, o, "kind");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].kind, kind) == 0) kinds[i].take(g, list, o);
    }
}

fact_list facts_given(pad *p, const corpus_case *c, const char *jsonl) {
    fact_list list = {0};
    given g = {.pad = p};
    count_characters(&g, c);
    for (const char *at = jsonl; *at != '\0';) {
        size_t bytes = strcspn(at, "\n");
        json_object *o = json_tokener_parse(pad_text(p, at, bytes));
        if (o != NULL) give(&g, &list, o);
        json_object_put(o);
        at += bytes + (at[bytes] == '\n');
    }
    return list;
}
