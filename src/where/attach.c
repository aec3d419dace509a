#include "where/attach.h"

#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "base/utf8.h"
#include "when/attach.h"
#include "where/resolve.h"

/* ---- the toponyms of a sentence ------------------------------------------------------------------------------------ */

/* The toponym whose words hold the word, or NONE. The dateline's has no words. */
static uint32_t toponym_at(const doc *d, uint32_t at) {
    for (uint32_t i = 0; i < d->toponym_count; i++)
        if (d->toponyms[i].words.word_from <= at && at < d->toponyms[i].words.word_to) return i;
    return NONE;
}

/* The dateline's place, or NONE. */
static uint32_t dateline_toponym(const doc *d) {
    return d->toponym_count > 0 && d->toponyms[0].words.word_to == 0 ? 0 : NONE;
}

/* ---- "here", "the capital" --------------------------------------------------------------------------------------------- */

static bool is_word(const doc *d, uint32_t at, const char *text) {
    return strcmp(d->words[at].folded, text) == 0;
}

static bool after_the(const doc *d, uint32_t at) {
    return at > 0 && d->words[at - 1].sentence == d->words[at].sentence && (is_word(d, at - 1, "the") || is_word(d, at - 1, "this"));
}

/* The capital or the whole of a country: the gazetteer has them under keys of their own, "*capital afg". */
static bool of_country(const gazetteer *g, const char *country, const char *which, place *found) {
    char stand_in_key[] = "*capital xxx";
    gazetteer_hit hit;
    if (strlen(country) != 3) return false;
    memcpy(stand_in_key + 1, which, 7);
    for (int i = 0; i < 3; i++) stand_in_key[9 + i] = (char)ascii_lower((unsigned char)country[i]);
    if (gazetteer_hits(g, stand_in_key, 12, &hit, 1) == 0) return false;
    *found = gazetteer_place(g, hit.place);
    return true;
}

/* A toponym on these words, without a place so far. */
static acta_status new_toponym(doc *d, word_span words, const char *why, uint32_t *out, acta_err *err) {
    toponym *t = ARENA_PUSH(d->arena, d->toponyms, d->toponym_count, d->toponym_capacity);
    TRY_NEW(t, err);
    t->words = words;
    t->span = (byte_span){d->words[words.word_from].span.byte_from, d->words[words.word_to - 1].span.byte_to};
    t->why = why;
    *out = d->toponym_count - 1;
    return ACTA_OK;
}

/* The words stand for the place of another toponym. */
static acta_status same_as(doc *d, word_span words, uint32_t other, const char *why, uint32_t *out, acta_err *err) {
    TRY(new_toponym(d, words, why, out, err));
    toponym *t = &d->toponyms[*out];
    byte_span span = t->span;
    *t = d->toponyms[other];
    t->words = words;
    t->span = span;
    t->why = why;
    return ACTA_OK;
}

/* The words stand for the capital or the whole of a country. *out stays where the gazetteer does not know it. */
static acta_status country_on(doc *d, const gazetteer *g, word_span words, const char *country, const char *which, const char *why, uint32_t *out,
                              acta_err *err) {
    place p;
    if (!of_country(g, country, which, &p)) return ACTA_OK;
    TRY(new_toponym(d, words, why, out, err));
    return where_set_place(d->arena, &p, &d->toponyms[*out], err);
}

/* The country of the people whose adjective the word is: "Eritrean" gives ERI. */
static bool country_of_people(const doc *d, const table *demonyms, uint32_t at, char code[4]) {
    uint32_t row = 0;
    if (demonyms == NULL || table_find(demonyms, d->words[at].folded, strlen(d->words[at].folded), &row) == 0) return false;
    slice cell = table_cell(demonyms, row, 1);
    if (cell.bytes != 3) return false;
    memcpy(code, cell.at, 3);
    code[3] = 0;
    return true;
}

/* "the Eritrean capital": the people's name stands before the word. */
static acta_status foreign_capital(doc *d, const gazetteer *g, const table *demonyms, uint32_t at, uint32_t *out, acta_err *err) {
    char code[4];
    if (at == 0 || d->words[at - 1].sentence != d->words[at].sentence || !country_of_people(d, demonyms, at - 1, code)) return ACTA_OK;
    return country_on(d, g, (word_span){at - 1, at + 1}, code, "capital", "the capital of the people named", out, err);
}

/* *out is NONE where the word is no such stand-in or the report has no dateline. */
static acta_status stand_in_at(doc *d, const gazetteer *g, const table *demonyms, uint32_t at, uint32_t *out, acta_err *err) {
    static const char *const towns[] = {"city", "town", "village", NULL};
    uint32_t home = dateline_toponym(d);
    *out = NONE;
    if (is_word(d, at, "capital")) {
        TRY(foreign_capital(d, g, demonyms, at, out, err));
        if (*out != NONE) return ACTA_OK;
    }
    if (home == NONE || d->toponyms[home].name == NULL) return ACTA_OK;
    const char *country = d->toponyms[home].country;
    if (is_word(d, at, "here")) {
        *out = home;                 /* "here" names nothing: the dateline does */
        return ACTA_OK;
    }
    if (!after_the(d, at)) return ACTA_OK;
    word_span words = {at - 1, at + 1};
    if (is_word(d, at, "capital")) return country_on(d, g, words, country, "capital", "the capital of the dateline's country", out, err);
    if (is_word(d, at, "country")) return country_on(d, g, words, country, "country", "the dateline's country", out, err);
    for (const char *const *town = towns; *town != NULL; town++)
        if (is_word(d, at, *town)) return same_as(d, words, home, "the city is the dateline's", out, err);
    return ACTA_OK;
}

/* ---- phrases that hold a place or are one -------------------------------------------------------------------------------- */

static bool word_among(const doc *d, uint32_t at, const char *const *list) {
    for (; *list != NULL; list++)
        if (is_word(d, at, *list)) return true;
    return false;
}

static bool same_sentence(const doc *d, uint32_t a, uint32_t b) {
    return a < d->word_count && b < d->word_count && d->words[a].sentence == d->words[b].sentence;
}

/* A person's, a people's or a body's name holds the word. */
static bool in_other_name(const doc *d, uint32_t at) {
    for (uint32_t i = 0; i < d->name_count; i++)
        if (d->names[i].type != NAME_LOC && d->names[i].words.word_from <= at && at < d->names[i].words.word_to) return true;
    return false;
}

/* "the Syrian border", "the Mauritanian coast": the country of the people named, on both words. */
static acta_status peoples_land(doc *d, const gazetteer *g, const table *demonyms, uint32_t at, uint32_t *out, acta_err *err) {
    static const char *const lands[] = {"border", "frontier", "coast", "shore", "territory", "soil", "countryside", "side",
                                        "desert", "waters", "airspace", NULL};
    char code[4];
    if (at == 0 || !same_sentence(d, at - 1, at) || !word_among(d, at, lands) || !country_of_people(d, demonyms, at - 1, code)) return ACTA_OK;
    return country_on(d, g, (word_span){at - 1, at + 1}, code, "country", "the country of the people named", out, err);
}

/* "Haiti's capital": the capital of the country named before. */
static acta_status its_capital(doc *d, const gazetteer *g, uint32_t at, uint32_t *out, acta_err *err) {
    if (at < 2 || !same_sentence(d, at - 2, at) || !is_word(d, at, "capital")) return ACTA_OK;
    uint32_t country = toponym_at(d, at - 2);
    if (country == NONE || strncmp(d->toponyms[country].feature, "PCL", 3) != 0 || d->toponyms[country].words.word_to != at - 1) return ACTA_OK;
    return country_on(d, g, (word_span){at, at + 1}, d->toponyms[country].country, "capital", "the capital of the country named", out, err);
}

/* The tagger takes the small word of "Mbare township" for part of the name. */
static bool is_noun(const doc *d, uint32_t at) {
    return d->words[at].upos == UPOS_NOUN || (d->words[at].upos == UPOS_PROPN && !(d->words[at].flags & WORD_CAPITAL));
}

/* "the south", "the western desert", "the island": a part of the land that has no name here. Its words are the place. */
static acta_status part_of_land(doc *d, uint32_t at, uint32_t *out, acta_err *err) {
    static const char *const parts[] = {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "coast", "border", "frontier",
                                        "island", "islands", "peninsula", "region", "regions", "territory", "zone", "enclave", "valley", "desert", "mountains",
                                        "province", "provinces", "district", "districts", "delta", "republic", "emirate", NULL};
    uint32_t from = at;
    if (!is_noun(d, at) || !word_among(d, at, parts)) return ACTA_OK;
    while (from > 0 && same_sentence(d, from - 1, at) && (d->words[from - 1].upos == UPOS_ADJ || d->words[from - 1].upos == UPOS_NOUN) &&
           d->words[from - 1].head == at)
        from--;
    if (from == 0 || !same_sentence(d, from - 1, at) || d->words[from - 1].upos != UPOS_DET) return ACTA_OK;
    return new_toponym(d, (word_span){from - 1, at + 1}, "a part of the land, without a name", out, err);
}

/* "Galaha junction", "Uhuru Highway", "the Ibar bridge": a proper name that no gazetteer has and that is no person, people or body. Its words
 * are the place; it lies near the town that the report is about, if one is. */
static acta_status proper_place(doc *d, uint32_t at, uint32_t *out, acta_err *err) {
    uint32_t from = at;
    while (from > 0 && same_sentence(d, from - 1, at) && d->words[from - 1].upos == UPOS_PROPN && (d->words[from - 1].flags & WORD_CAPITAL)) from--;
    bool proper = d->words[at].upos == UPOS_PROPN && (d->words[at].flags & WORD_CAPITAL);
    if (!proper && (from == at || !is_noun(d, at))) return ACTA_OK;
    for (uint32_t i = from; i <= at; i++)
        if (in_other_name(d, i) || toponym_at(d, i) != NONE) return ACTA_OK;
    TRY(new_toponym(d, (word_span){from, at + 1}, "a proper name where the place is told; the gazetteer lacks it", out, err));
    where_lie_near(d, &d->toponyms[*out]);
    return ACTA_OK;
}

/* The place that the phrase around the word tells: "Kupwara district", "the north of Uganda" hold a toponym. */
static acta_status phrase_at(doc *d, const gazetteer *g, const table *demonyms, uint32_t at, uint32_t *out, acta_err *err) {
    static const char *const sides[] = {"north", "south", "east", "west", "centre", "center", "northeast", "northwest", "southeast", "southwest", "outskirts",
                                        "suburbs", "edge", "coast", "border", "interior", NULL};
    if (at > 0 && same_sentence(d, at - 1, at)) {
        uint32_t before = toponym_at(d, at - 1);
        if (before != NONE && is_noun(d, at) && d->toponyms[before].words.word_to == at) *out = before;
    }
    if (*out == NONE && word_among(d, at, sides) && same_sentence(d, at + 2, at) && is_word(d, at + 1, "of")) *out = toponym_at(d, at + 2);
    if (*out == NONE) TRY(its_capital(d, g, at, out, err));
    if (*out == NONE) TRY(peoples_land(d, g, demonyms, at, out, err));
    if (*out == NONE) TRY(proper_place(d, at, out, err));
    if (*out == NONE) TRY(part_of_land(d, at, out, err));
    return ACTA_OK;
}

/* ---- the parse's word on it ---------------------------------------------------------------------------------------------- */

static uint32_t phrase_head(const doc *d, word_span words) {
    for (uint32_t i = words.word_from; i < words.word_to; i++) {
        uint32_t head = d->words[i].head;
        if (head == NONE || head < words.word_from || head >= words.word_to) return i;
    }
    return words.word_from;
}

static bool has_locative(const doc *d, uint32_t head) {
    static const char *const words[] = {"in", "at", "near", "outside", "inside", "around", "on", "across", "throughout", "along", "off", NULL};
    word_span sentence = d->sentences[d->words[head].sentence].words;
    for (uint32_t i = sentence.word_from; i < head; i++) {
        if (d->words[i].head != head || rel_base((rel)d->words[i].rel) != REL_case) continue;
        for (const char *const *word = words; *word != NULL; word++)
            if (is_word(d, i, *word)) return true;
    }
    return false;
}

/* "fighting in Juba", "clashed in Juba": the locative hangs on the trigger, or on the verb that has the trigger as object or
 * subject. */
static bool hangs_on(const doc *d, const toponym *t, uint32_t trigger_word) {
    uint32_t head = phrase_head(d, t->words);
    if (d->words[trigger_word].lemma == NULL || !has_locative(d, head)) return false;
    rel how = rel_base((rel)d->words[head].rel);
    uint32_t governor = d->words[head].head;
    if ((how != REL_obl && how != REL_nmod) || governor == NONE) return false;
    if (governor == trigger_word) return true;
    rel as = rel_base((rel)d->words[trigger_word].rel);
    return d->words[trigger_word].head == governor && d->words[governor].upos == UPOS_VERB && (as == REL_obj || as == REL_nsubj);
}

/* ---- choosing -------------------------------------------------------------------------------------------------------------- */

static bool is_speech_act(plover_type type) {
    return type == TYPE_SUPPORT || type == TYPE_REQUEST || type == TYPE_ACCUSE || type == TYPE_REJECT || type == TYPE_THREATEN || type == TYPE_CONCEDE ||
           type == TYPE_AGREE || type == TYPE_SANCTION;
}

typedef struct anchor {
    uint32_t word;                   /* NONE: the model names none */
    float role;
} anchor;

static anchor likeliest_anchor(const doc *d, const trigger *t) {
    word_span words = d->sentences[d->words[t->word].sentence].words;
    anchor best = {NONE, 0};
    for (uint32_t w = words.word_from; t->role != NULL && w < words.word_to; w++) {
        float role = t->role[w - words.word_from][ROLE_PLACE];
        if (role > best.role) best = (anchor){w, role};
    }
    return best;
}

/* "in Alto Catumbela, Angola", "in the province of Helmand in Afghanistan": of two, the one inside the other. */
static uint32_t more_specific(const doc *d, uint32_t chosen) {
    const toponym *c = &d->toponyms[chosen];
    if (c->name == NULL || strncmp(c->feature, "PCL", 3) != 0 || c->words.word_from < 2) return chosen;
    uint32_t before = toponym_at(d, c->words.word_from - 2);
    if (before == NONE || d->toponyms[before].name == NULL || strncmp(d->toponyms[before].feature, "PCL", 3) == 0) return chosen;
    bool joined = is_word(d, c->words.word_from - 1, ",") || is_word(d, c->words.word_from - 1, "in");
    bool same_sentence = d->words[c->words.word_from - 2].sentence == d->words[c->words.word_from].sentence;
    return joined && same_sentence && strcmp(d->toponyms[before].country, c->country) == 0 ? before : chosen;
}

static uint32_t by_parse(const doc *d, const trigger *t) {
    word_span words = d->sentences[d->words[t->word].sentence].words;
    for (uint32_t i = 0; i < d->toponym_count; i++) {
        const toponym *one = &d->toponyms[i];
        if (one->words.word_from < words.word_from || one->words.word_to > words.word_to || one->words.word_to == 0) continue;
        if (hangs_on(d, one, t->word)) return i;
    }
    return NONE;
}

/* The model's least likelihood is set for single words. An event takes its likeliest word alone, which may be less sure. */
#define ENOUGH 0.8f

/* The model's anchor if it is believed; the parse's locative if the model half believes it or says nothing at all. */
static acta_status place_of_trigger(doc *d, const gazetteer *g, const table *demonyms, const trigger *t, bool speech, float least, uint32_t *out, acta_err *err) {
    anchor a = likeliest_anchor(d, t);
    *out = NONE;
    if (a.word != NONE && a.role >= least) {
        *out = toponym_at(d, a.word);
        if (*out == NONE) TRY(stand_in_at(d, g, demonyms, a.word, out, err));
        if (*out == NONE) TRY(phrase_at(d, g, demonyms, a.word, out, err));
    }
    if (*out != NONE || speech) return ACTA_OK;
    uint32_t hung = by_parse(d, t);
    if (hung == NONE) return ACTA_OK;
    uint32_t first = d->sentences[d->words[t->word].sentence].words.word_from;
    float role = 0;
    for (uint32_t w = d->toponyms[hung].words.word_from; t->role != NULL && w < d->toponyms[hung].words.word_to; w++)
        if (t->role[w - first][ROLE_PLACE] > role) role = t->role[w - first][ROLE_PLACE];
    if (a.word == NONE || role >= least * 0.4f) *out = hung;
    return ACTA_OK;
}

/* ---- places carried on ------------------------------------------------------------------------------------------------------ */

enum { CARRIED_SENTENCES = 2 };

/* Deeds done on the spot, of which a story tells one after the other. */
static bool is_on_the_spot(const event *e) {
    return (e->type == TYPE_ASSAULT || e->type == TYPE_COERCE || e->type == TYPE_PROTEST) && e->status == REALITY_ACTUAL;
}

static uint32_t event_word(const doc *d, const event *e) {
    return e->mention_count > 0 ? d->triggers[e->mentions[0].trigger].word : NONE;
}

/* No "had attacked", "have been killed", "the outlawed party", which tell of another time and perhaps of another place. */
static bool is_plainly_told(const doc *d, uint32_t at) {
    static const char *const perfect[] = {"had", "has", "have", "is", "are", "be", "been", NULL};
    if (d->words[at].lemma == NULL || d->words[at].upos != UPOS_VERB || rel_base((rel)d->words[at].rel) == REL_amod) return false;
    word_span sentence = d->sentences[d->words[at].sentence].words;
    for (uint32_t i = sentence.word_from; i < at; i++)
        if (d->words[i].head == at && d->words[i].upos == UPOS_AUX && word_among(d, i, perfect)) return false;
    return true;
}

/* Another place than `but` is named in the sentence. */
static bool names_other_place(const doc *d, uint32_t sentence, uint32_t but) {
    for (uint32_t i = 0; i < d->toponym_count; i++) {
        const toponym *t = &d->toponyms[i];
        if (i == but || t->words.word_to == 0 || d->words[t->words.word_from].sentence != sentence) continue;
        if (but == NONE || t->geonameid == 0 || t->geonameid != d->toponyms[but].geonameid) return true;
    }
    return false;
}

/* The story stays where it is: a deed whose sentence names no place happened where the deed told last did, up to two sentences back. */
static void carry_place(const doc *d, event *e) {
    uint32_t word = event_word(d, e), best = NONE, best_word = 0;
    if (word == NONE || e->place != NONE || !is_on_the_spot(e) || !is_plainly_told(d, word)) return;
    uint32_t sentence = d->words[word].sentence;
    for (uint32_t i = 0; i < d->event_count; i++) {
        const event *o = &d->events[i];
        uint32_t at = event_word(d, o);
        if (o == e || o->place == NONE || o->place_rule != NULL || at == NONE || !is_on_the_spot(o)) continue;
        uint32_t there = d->words[at].sentence;
        if (there > sentence || sentence - there > CARRIED_SENTENCES || (best != NONE && at < best_word)) continue;
        best = i;
        best_word = at;
    }
    if (best == NONE) return;
    uint32_t where = d->events[best].place;
    if (strncmp(d->toponyms[where].feature, "PCL", 3) == 0 || names_other_place(d, sentence, where)) return;
    e->place = where;
    e->place_rule = "the story is still there: no place is named since";
}

/* Talks and visits are reported from where they are held: those in the headline or the lead, when no words tell their place, were
 * where the dateline is. Of other deeds the dateline tells too seldom where they were. */
static void take_datelines_place(const doc *d, event *e) {
    uint32_t word = event_word(d, e), home = dateline_toponym(d);
    if (e->place != NONE || e->type != TYPE_CONSULT || e->status != REALITY_ACTUAL || word == NONE || home == NONE || d->toponyms[home].name == NULL) return;
    for (uint32_t i = 0; i < e->mode_count; i++)
        if (e->modes[i] == MODE_CONSULT_phone) return;
    uint32_t lead = 0;
    while (d->block_count > 0 && lead < d->sentence_count && d->blocks[d->sentences[lead].block].kind == BLOCK_TITLE) lead++;
    if (d->words[word].sentence > lead) return;
    e->place = home;
    e->place_rule = "talks in the lead, held where the dateline is";
}

/* The headline tells what the first sentences tell. */
static void take_leads_place(const doc *d, event *e) {
    uint32_t lead = e->place == NONE ? event_of_lead(d, e) : NONE;
    if (lead == NONE || d->events[lead].place == NONE || names_other_place(d, d->words[event_word(d, e)].sentence, d->events[lead].place)) return;
    e->place = d->events[lead].place;
    e->place_rule = "the headline of what the text tells first";
}

/* Toponyms stand in the order of their words; those that stand for others came later. */
static void put_in_order(doc *d, uint32_t named) {
    for (uint32_t k = named; k < d->toponym_count; k++) {
        toponym t = d->toponyms[k];
        uint32_t to = k;
        while (to > 0 && d->toponyms[to - 1].words.word_from > t.words.word_from) to--;
        memmove(&d->toponyms[to + 1], &d->toponyms[to], (k - to) * sizeof t);
        d->toponyms[to] = t;
        for (uint32_t i = 0; i < d->event_count; i++) {
            uint32_t *place = &d->events[i].place;
            if (*place == k) *place = to;
            else if (*place != NONE && *place >= to && *place < k) ++*place;
        }
    }
}

acta_status where_attach(doc *d, const gazetteer *g, const table *demonyms, float role_least, acta_err *err) {
    uint32_t named = d->toponym_count;
    float least = role_least * ENOUGH;
    for (uint32_t i = 0; i < d->event_count; i++) {
        event *e = &d->events[i];
        e->place = NONE;
        e->place_rule = NULL;
        for (uint32_t m = 0; m < e->mention_count && e->place == NONE; m++)
            TRY(place_of_trigger(d, g, demonyms, &d->triggers[e->mentions[m].trigger], is_speech_act(e->type), least, &e->place, err));
        if (e->place != NONE) e->place = more_specific(d, e->place);
    }
    for (uint32_t i = 0; i < d->event_count; i++) carry_place(d, &d->events[i]);
    for (uint32_t i = 0; i < d->event_count; i++) take_leads_place(d, &d->events[i]);
    for (uint32_t i = 0; i < d->event_count; i++) take_datelines_place(d, &d->events[i]);
    put_in_order(d, named);
    return ACTA_OK;
}
