/* topic.c - the country a report is about, for those whom it does not say whose they are ("police", "the army").
 *
 * Every name of a country, its people or its capital counts for that country, those in the headline and the first
 * sentence more; the dateline counts as several, save for the seats of the UN and the like, where the world's news is told.
 */
#include <string.h>

#include "who/who.h"

enum { TOPICS_MAX = 64, HITS_A_SENTENCE = 24, DATELINE_WEIGHT = 4, TITLE_WEIGHT = 3, LEAD_WEIGHT = 2 };

typedef struct tally {
    char code[TOPICS_MAX][4];
    int weight[TOPICS_MAX];
    uint32_t count;
} tally;

static void add(tally *t, const char *code, int weight) {
    static const char bodies[] = "IGO UNO EUR NGO ISM IMG MNC";
    if (code[0] == 0 || strstr(bodies, code) != NULL) return;
    for (uint32_t i = 0; i < t->count; i++) {
        if (strcmp(t->code[i], code) != 0) continue;
        t->weight[i] += weight;
        return;
    }
    if (t->count == TOPICS_MAX) return;
    memcpy(t->code[t->count], code, 4);
    t->weight[t->count++] = weight;
}

/* Where correspondents sit who report on all the world. */
static bool is_world_seat(const char *text, size_t bytes) {
    static const char *const seats[] = {"geneva", "new york", "united nations", "brussels", "the hague", "vienna", "strasbourg", "washington", "london", "paris", "nicosia", "rome"};
    char key[TABLE_KEY_MAX];
    size_t n = table_key(text, bytes, key, sizeof key);
    for (size_t i = 0; i < sizeof seats / sizeof *seats; i++) {
        if (strlen(seats[i]) == n && memcmp(seats[i], key, n) == 0) return true;
    }
    return false;
}

static bool cell_code(const table *t, const char *text, size_t bytes, uint32_t column, char code[4]) {
    char key[TABLE_KEY_MAX];
    uint32_t row;
    size_t n = table_key(text, bytes, key, sizeof key);
    if (n == 0 || table_find(t, key, n, &row) == 0 || table_cell(t, row, column).bytes != 3) return false;
    memcpy(code, table_cell(t, row, column).at, 3);
    code[3] = 0;
    return true;
}

void who_dateline_country(const doc *d, const lookup_context *c, char code[4]) {
    byte_span place = d->dateline.place;
    memset(code, 0, 4);
    if (place.byte_from == place.byte_to) return;
    const char *text = d->text + place.byte_from;
    size_t bytes = place.byte_to - place.byte_from;
    if (!cell_code(&c->tables->capitals, text, bytes, CAPITAL_CODE, code) && !cell_code(&c->tables->countries, text, bytes, COUNTRY_CODE, code)) {
        for (uint32_t i = 0; i < d->toponym_count && code[0] == 0; i++) {
            if (d->toponyms[i].span.byte_from == place.byte_from) memcpy(code, d->toponyms[i].country, 4);
        }
        const char *known = code[0] == 0 && c->places != NULL ? gazetteer_country(c->places, text, bytes) : "";
        if (known[0] != 0) memcpy(code, known, 3);
    }
}

static void add_dateline(const doc *d, const lookup_context *c, tally *t) {
    byte_span place = d->dateline.place;
    char code[4];
    who_dateline_country(d, c, code);
    add(t, code, is_world_seat(d->text + place.byte_from, place.byte_to - place.byte_from) ? 1 : DATELINE_WEIGHT);
}

static bool tells_country(const hit *h) {
    return h->kind == HIT_COUNTRY || h->kind == HIT_CAPITAL || h->kind == HIT_DEMONYM || h->kind == HIT_HOUSE;
}

static int weight_of(const doc *d, uint32_t sentence) {
    block_kind kind = d->blocks[d->sentences[sentence].block].kind;
    bool after_title = sentence > 0 && d->blocks[d->sentences[sentence - 1].block].kind == BLOCK_TITLE;
    if (kind == BLOCK_TITLE) return TITLE_WEIGHT;
    return sentence == 0 || after_title ? LEAD_WEIGHT : 1;
}

void who_topic(const doc *d, const lookup_context *c, char code[4]) {
    tally t = {.count = 0};
    memset(code, 0, 4);
    add_dateline(d, c, &t);
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        hit hits[HITS_A_SENTENCE];
        uint32_t n = who_names_in(c, d, d->sentences[s].words, hits, HITS_A_SENTENCE);
        for (uint32_t i = 0; i < n; i++) {
            if (tells_country(&hits[i]) && !hits[i].aside) add(&t, hits[i].code, weight_of(d, s));
        }
    }
    for (uint32_t i = 0; i < d->toponym_count; i++) {
        const toponym *p = &d->toponyms[i];
        bool counted = strncmp(p->feature, "PCL", 3) == 0 || strcmp(p->feature, "PPLC") == 0 || p->words.word_from == p->words.word_to;
        if (!counted) add(&t, p->country, 1);
    }
    uint32_t best = 0;
    for (uint32_t i = 1; i < t.count; i++) {
        if (t.weight[i] > t.weight[best]) best = i;
    }
    if (t.count > 0) memcpy(code, t.code[best], 4);
}
