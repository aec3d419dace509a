/* bookread.c - the ledger's records out of lines of JSON. */
#include <ctype.h>
#include <json-c/json.h>
#include <string.h>

#include "book.h"

enum { JSON_NESTING_MAX = 16 };

static const char *text_of(book *b, json_object *o, const char *key) {
    json_object *value = NULL;
    if (!json_object_object_get_ex(o, key, &value) || !json_object_is_type(value, json_type_string)) return "";
    const char *text = json_object_get_string(value);
    return pad_text(&b->pad, text, strlen(text));
}

static json_object *list_of(json_object *o, const char *key, size_t *count) {
    json_object *value = NULL;
    bool is_list = json_object_object_get_ex(o, key, &value) && json_object_is_type(value, json_type_array);
    *count = is_list ? json_object_array_length(value) : 0;
    return is_list ? value : NULL;
}

static char *lower_case(book *b, const char *text) {
    char *out = pad_text(&b->pad, text, strlen(text));
    for (char *c = out; *c != '\0'; c++) *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
    return out;
}

/* A state's ministries, troops and courts are one party; its rebels are another. */
static const char *side(json_object *party) {
    static const char *const state[] = {"GOV", "MIL", "COP", "LEG", "SPY", "JUD"};
    size_t count;
    json_object *sectors = list_of(party, "sector", &count);
    for (size_t i = 0; i < count; i++) {
        const char *sector = json_object_get_string(json_object_array_get_idx(sectors, i));
        for (size_t k = 0; sector != NULL && k < sizeof state / sizeof *state; k++) {
            if (strcmp(sector, state[k]) == 0) return "state";
        }
    }
    const char *first = count > 0 ? json_object_get_string(json_object_array_get_idx(sectors, 0)) : NULL;
    return first != NULL ? first : "state";
}

static party_list parties_of(book *b, json_object *o, const char *key) {
    party_list list = {0};
    size_t count;
    json_object *parties = list_of(o, key, &count);
    for (size_t i = 0; i < count; i++) {
        json_object *one = json_object_array_get_idx(parties, i);
        if (!json_object_is_type(one, json_type_object)) continue;
        book_party p = {.text = text_of(b, one, "entity_text"), .name = text_of(b, one, "name"), .code = text_of(b, one, "code")};
        if (p.name[0] == '\0') p.name = p.text;
        if (p.name[0] == '\0') continue;
        p.key = p.code[0] != '\0' ? pad_printf(&b->pad, "%s %s", p.code, side(one)) : lower_case(b, p.name);
        list.at = pad_append(&b->pad, list.at, &list.count, sizeof *list.at);
        list.at[list.count - 1] = p;
    }
    return list;
}

static void read_document(book *b, json_object *o) {
    b->reports = pad_append(&b->pad, b->reports, &b->report_count, sizeof *b->reports);
    b->reports[b->report_count - 1] = (book_report){text_of(b, o, "id"), text_of(b, o, "published")};
}

static void read_agreement(book *b, json_object *o) {
    book_agreement a = {.id = text_of(b, o, "id"), .doc = text_of(b, o, "doc"), .name = text_of(b, o, "name"), .from = text_of(b, o, "date"),
                        .to = text_of(b, o, "enddate"), .parties = parties_of(b, o, "parties"), .mediators = parties_of(b, o, "mediator")};
    if (a.to[0] == '\0') a.to = a.from;
    b->agreements = pad_append(&b->pad, b->agreements, &b->agreement_count, sizeof *b->agreements);
    b->agreements[b->agreement_count - 1] = a;
}

static void read_obligation(book *b, json_object *o) {
    book_obligation made = {.id = text_of(b, o, "id"), .doc = text_of(b, o, "doc"), .agreement = text_of(b, o, "agreement"), .action = text_of(b, o, "action"),
                            .type = text_of(b, o, "type"), .deadline = text_of(b, o, "deadline"), .obligors = parties_of(b, o, "obligor")};
    b->obligations = pad_append(&b->pad, b->obligations, &b->obligation_count, sizeof *b->obligations);
    b->obligations[b->obligation_count - 1] = made;
}

static void read_claim(book *b, json_object *o) {
    book_claim c = {.id = text_of(b, o, "id"), .doc = text_of(b, o, "doc"), .obligation = text_of(b, o, "obligation"), .verdict = text_of(b, o, "verdict"),
                    .words = text_of(b, o, "words"), .date = text_of(b, o, "date"), .speakers = parties_of(b, o, "said_by")};
    b->claims = pad_append(&b->pad, b->claims, &b->claim_count, sizeof *b->claims);
    b->claims[b->claim_count - 1] = c;
}

/* A kind of record with the texts that it cannot do without. */
static const struct {
    const char *kind;
    void (*read)(book *b, json_object *o);
    const char *needs[4];
} kinds[] = {{"document", read_document, {"id"}},
             {"agreement", read_agreement, {"id", "doc", "name"}},
             {"obligation", read_obligation, {"id", "doc", "action", "type"}},
             {"claim", read_claim, {"id", "doc", "obligation", "verdict"}},
             {"event", NULL, {NULL}},
             {"entity", NULL, {NULL}}};

static const char *take(book *b, json_object *o) {
    const char *kind = text_of(b, o, "kind");
    if (kind[0] == '\0') return "no record: it has no \"kind\"";
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        if (strcmp(kinds[k].kind, kind) != 0) continue;
        for (size_t n = 0; n < 4 && kinds[k].needs[n] != NULL; n++) {
            if (text_of(b, o, kinds[k].needs[n])[0] == '\0') return pad_printf(&b->pad, "%s without \"%s\"", kind, kinds[k].needs[n]);
        }
        if (strcmp(kind, "claim") == 0) {
            const char *verdict = text_of(b, o, "verdict");
            size_t v = 0;
            while (v < 5 && strcmp(book_verdicts[v], verdict) != 0) v++;
            if (v == 5) return pad_printf(&b->pad, "claim with a verdict that is none: %.40s", verdict);
        }
        if (kinds[k].read != NULL) kinds[k].read(b, o);
        return NULL;
    }
    return pad_printf(&b->pad, "no such kind of record: %.40s", kind);
}

const char *book_read(book *b, const char *line, size_t bytes) {
    json_tokener *parser = json_tokener_new_ex(JSON_NESTING_MAX);
    if (parser == NULL) return "out of memory";
    json_tokener_set_flags(parser, JSON_TOKENER_STRICT);
    json_object *o = json_tokener_parse_ex(parser, line, (int)bytes);
    enum json_tokener_error error = json_tokener_get_error(parser);
    size_t end = json_tokener_get_parse_end(parser);
    const char *wrong = NULL;
    if (error == json_tokener_continue) {            /* a bare word ends only where something else begins */
        o = json_tokener_parse_ex(parser, " ", 1);
        error = json_tokener_get_error(parser);
        end = bytes;
    }
    if (error == json_tokener_continue) wrong = "not JSON: it breaks off";
    else if (error != json_tokener_success) wrong = pad_printf(&b->pad, "not JSON: %s at byte %zu", json_tokener_error_desc(error), end + 1);
    else if (!json_object_is_type(o, json_type_object)) wrong = "not a JSON object";
    while (wrong == NULL && end < bytes && isspace((unsigned char)line[end])) end++;
    if (wrong == NULL && end < bytes) wrong = pad_printf(&b->pad, "not JSON: something follows the object at byte %zu", end + 1);
    json_tokener_free(parser);
    if (wrong == NULL) wrong = take(b, o);
    json_object_put(o);
    return wrong;
}
