/* pair.c - words that stand for several parties, each with a code of its own.
 *
 *   told together    "Indian and Pakistani troops", "the presidents of Chad and Sudan": the names stand in the phrase
 *   pointed at       "the two countries", "both sides": the parties that the report told of most and last before
 *   taken up again   "They": what an earlier mention of the same entity stands for, or both who met just before
 *
 * Whom words point at is settled by a count over the parties told before them: one that acts or is acted on counts more
 * than one that is merely named, and the nearer the more. Whoever stands on the other side of the same event is not meant:
 * "the African Union called on the two governments". Where sides are counted, an army is on its government's.
 */
#include "who/pair.h"

#include <string.h>

#include "base/status.h"
#include "base/ud.h"

enum { PARTIES_MAX = 6, HITS_MAX = 16, FOUND_MAX = 48, SENTENCES_BACK = 12, MET_BACK = 2, CHAIN_MAX = 24 };

typedef struct parties {
    party at[PARTIES_MAX];
    uint32_t count;
} parties;

typedef struct pairs {
    doc *d;
    const lookup_context *c;
    const reading *own;
    bool *takes_part;                /* [mentions] some event has it as actor or recipient */
    acta_err *err;
} pairs;

static bool is_word(const doc *d, uint32_t w, const char *folded) {
    return strcmp(d->words[w].folded, folded) == 0;
}

static bool in_list(const doc *d, uint32_t w, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (is_word(d, w, list[i])) return true;
    }
    return false;
}

static bool is_body(const char *code) {
    static const char bodies[] = "IGO UNO EUR NGO ISM IMG MNC";
    return strstr(bodies, code) != NULL;
}

static uint32_t sentence_of(const doc *d, uint32_t mention_at) {
    return d->words[d->mentions[mention_at].anchor].sentence;
}

/* ---- told together ------------------------------------------------------------------------------------------------------ */

static bool is_link(const doc *d, uint32_t w) {
    static const char *const links[] = {"and", ",", "-", "/", "or", "the", "as", "well"};
    return in_list(d, w, links, sizeof links / sizeof *links);
}

static bool linked(const doc *d, const hit *a, const hit *b) {
    for (uint32_t w = a->words.word_to; w < b->words.word_from; w++) {
        if (!is_link(d, w)) return false;
    }
    return b->words.word_from > a->words.word_to;
}

static bool names_country(const hit *h) {
    return !h->aside && h->code[0] != 0 && !is_body(h->code) && (h->kind == HIT_COUNTRY || h->kind == HIT_DEMONYM);
}

static void add_party(parties *p, const char *code, sector_set sectors) {
    for (uint32_t i = 0; i < p->count; i++) {
        if (strcmp(p->at[i].code, code) == 0 && p->at[i].sectors == sectors) return;
    }
    if (p->count == PARTIES_MAX) return;
    memcpy(p->at[p->count].code, code, 4);
    p->at[p->count++].sectors = sectors;
}

/* Before the head as its adjectives, or after it as its owners: "of Chad and Sudan", not "talks with Chad and Sudan". */
static bool owns_head(const doc *d, const mention *m, const hit *first, const hit *last) {
    static const char *const of[] = {"of", "from", "between"};
    if (last->words.word_to <= m->anchor) return true;
    if (first->words.word_from <= m->anchor) return false;
    uint32_t w = first->words.word_from - 1;
    if (w > m->anchor && is_word(d, w, "the")) w--;
    return w >= m->anchor && in_list(d, w, of, sizeof of / sizeof *of);
}

static bool may_list(const doc *d, const mention *m) {
    bool list = false;
    for (uint32_t w = m->words.word_from; w < m->words.word_to; w++) list |= is_word(d, w, "and") || is_word(d, w, "-");
    return list && m->type != NAME_PER;
}

/* The sectors are the head's: what they all are. */
static parties told_together(const pairs *p, uint32_t at) {
    const mention *m = &p->d->mentions[at];
    hit hits[HITS_MAX];
    parties found = {.count = 0};
    uint32_t n = !may_list(p->d, m) ? 0 : who_names_in(p->c, p->d, m->words, hits, HITS_MAX);
    for (uint32_t first = 0; first < n; first++) {
        uint32_t last = first;
        if (!names_country(&hits[first])) continue;
        while (last + 1 < n && names_country(&hits[last + 1]) && linked(p->d, &hits[last], &hits[last + 1])) last++;
        if (last > first && owns_head(p->d, m, &hits[first], &hits[last])) {
            for (uint32_t i = first; i <= last; i++) add_party(&found, hits[i].code, m->sectors);
            return found;
        }
        first = last;
    }
    return found;
}

/* ---- pointed at --------------------------------------------------------------------------------------------------------- */

static bool is_plural_pronoun(const doc *d, const mention *m) {
    return m->words.word_to == m->words.word_from + 1 && (is_word(d, m->anchor, "they") || is_word(d, m->anchor, "them"));
}

/* "two", "both", "three": how many there are; 0: the words point at no such number. */
static uint32_t number_of(const doc *d, const mention *m) {
    for (uint32_t w = m->words.word_from; w < m->words.word_to && w < m->words.word_from + 5; w++) {
        bool pointing = w > m->words.word_from && (is_word(d, w - 1, "the") || is_word(d, w - 1, "these") || is_word(d, w - 1, "their") || is_word(d, w - 1, "all"));
        if (is_word(d, w, "both")) return 2;
        if (pointing && is_word(d, w, "two")) return 2;
        if (pointing && is_word(d, w, "three")) return 3;
    }
    return 0;
}

/* What is counted: states and those who speak for them, or whoever has a side. */
typedef enum pointed { POINTED_NONE, POINTED_STATES, POINTED_SIDES } pointed;

static pointed what_is_counted(const doc *d, const mention *m) {
    static const char *const states[] = {
        "countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors", "republics", "powers", "presidents", "premiers", "kings",
        "ministers", "leaders", "armies", "navies", "ministries", "parliaments", "allies", "foes", "rivals", "ambassadors", "counterparts", "heads"};
    static const char *const sides[] = {"sides", "parties", "delegations", "men", "camps", "enemies", "adversaries", "negotiators", "teams", "factions", "groups"};
    for (uint32_t w = m->words.word_from; w < m->words.word_to; w++) {
        if (in_list(d, w, states, sizeof states / sizeof *states)) return POINTED_STATES;
        if (in_list(d, w, sides, sizeof sides / sizeof *sides)) return POINTED_SIDES;
    }
    bool bare = m->words.word_to - m->words.word_from == 1 + (uint32_t)is_word(d, m->words.word_from, "the");
    return bare ? POINTED_SIDES : POINTED_NONE;
}

typedef struct found {
    party who;
    float weight;
} found;

typedef struct tally {
    found at[FOUND_MAX];
    uint32_t count;
} tally;

static const sector_set STATE = SECTOR_BIT(GOV) | SECTOR_BIT(MIL) | SECTOR_BIT(COP) | SECTOR_BIT(SPY) | SECTOR_BIT(JUD);
static const sector_set ONLOOKERS = SECTOR_BIT(CVL) | SECTOR_BIT(REF) | SECTOR_BIT(JRN) | SECTOR_BIT(MED) | SECTOR_BIT(BUS) | SECTOR_BIT(AGR);

/* A state's army and its government have one side; who is known by the country alone may be of any of its sides. */
static bool one_side(const party *known, const mention *m) {
    if ((known->sectors & m->sectors) != 0 || known->sectors == 0 || m->sectors == 0) return true;
    return (known->sectors & STATE) != 0 && (m->sectors & STATE) != 0;
}

/* Refugees, reporters, firms: they are told of, and have no side. */
static bool has_side(const mention *m) {
    return m->sectors == 0 || (m->sectors & ~ONLOOKERS) != 0;
}

static void count_party(tally *t, const mention *m, pointed what, float weight) {
    if (!has_side(m)) return;
    for (uint32_t i = 0; i < t->count; i++) {
        party *known = &t->at[i].who;
        if (strcmp(known->code, m->code) != 0 || (what == POINTED_SIDES && !one_side(known, m))) continue;
        bool fuller = known->sectors == 0 || ((m->sectors & SECTOR_BIT(GOV)) != 0 && (known->sectors & STATE) != 0);
        if (fuller && m->sectors != 0) known->sectors = m->sectors;
        t->at[i].weight += weight;
        return;
    }
    if (t->count == FOUND_MAX) return;
    found *f = &t->at[t->count++];
    memcpy(f->who.code, m->code, 4);
    f->who.sectors = m->sectors;
    f->weight = weight;
}

static bool holds(const mention_list *list, uint32_t m) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->at[i] == m) return true;
    }
    return false;
}

/* Does some event have the one mention on the one side and the other on the other? */
static bool are_opposed(const doc *d, uint32_t a, uint32_t b) {
    for (uint32_t i = 0; i < d->event_count; i++) {
        const event *e = &d->events[i];
        if ((holds(&e->actors, a) && holds(&e->recipients, b)) || (holds(&e->actors, b) && holds(&e->recipients, a))) return true;
    }
    return false;
}

/* A state that is told by name, or somebody who is known to be its own. */
static bool is_told(const pairs *p, uint32_t m) {
    const mention *told = &p->d->mentions[m];
    if (told->code[0] == 0 || is_body(told->code) || number_of(p->d, told) > 0) return false;
    return p->own[m].code[0] != 0 || told->entity != NONE;
}

static tally parties_before(const pairs *p, uint32_t at, pointed what) {
    static const float TAKES_PART = 1, NAMED = 0.4f, NEAR = 4;
    tally t = {.count = 0};
    uint32_t here = sentence_of(p->d, at);
    for (uint32_t m = at; m-- > 0;) {
        uint32_t back = here - sentence_of(p->d, m);
        if (back > SENTENCES_BACK) break;
        bool part = p->takes_part[m];
        if (!is_told(p, m) || (!part && what == POINTED_SIDES) || (part && back == 0 && are_opposed(p->d, at, m))) continue;
        if (what == POINTED_STATES && p->d->mentions[m].sectors == SECTOR_BIT(CVL)) continue;
        count_party(&t, &p->d->mentions[m], what, (part ? TAKES_PART : NAMED) * (1 + NEAR / (float)(1 + back)));
    }
    return t;
}

static parties heaviest(tally *t, uint32_t n, sector_set sectors) {
    parties best = {.count = 0};
    if (t->count < n) return best;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t top = 0;
        for (uint32_t i = 1; i < t->count; i++) {
            if (t->at[i].weight > t->at[top].weight) top = i;
        }
        add_party(&best, t->at[top].who.code, sectors != 0 ? sectors : t->at[top].who.sectors);
        t->at[top].weight = -1;
    }
    return best;
}

static parties pointed_at(const pairs *p, uint32_t at) {
    const mention *m = &p->d->mentions[at];
    parties none = {.count = 0};
    uint32_t n = number_of(p->d, m);
    pointed what = n == 0 || m->type == NAME_PER || p->own[at].code[0] != 0 ? POINTED_NONE : what_is_counted(p->d, m);
    if (what == POINTED_NONE) return none;
    tally t = parties_before(p, at, what);
    if (what == POINTED_SIDES && t.count < n) t = parties_before(p, at, POINTED_STATES);
    sector_set sectors = p->own[at].sectors;
    if (what == POINTED_STATES && sectors == 0) sectors = SECTOR_BIT(GOV);
    return heaviest(&t, n, what == POINTED_STATES ? sectors : 0);
}

/* ---- taken up again ----------------------------------------------------------------------------------------------------- */

static bool is_pooled(plover_type t) {
    return t == TYPE_CONSULT || t == TYPE_SUPPORT || t == TYPE_AGREE || t == TYPE_COOPERATE;
}

static void add_list(const doc *d, const mention_list *list, parties *p) {
    for (uint32_t i = 0; i < list->count; i++) {
        const mention *m = &d->mentions[list->at[i]];
        if (m->code[0] != 0) add_party(p, m->code, m->sectors);
        for (uint32_t k = 0; k < m->also_count; k++) add_party(p, m->also[k].code, m->also[k].sectors);
    }
}

/* How many events are told before a word: they stand in the order of their triggers. */
static uint32_t events_before(const doc *d, uint32_t word) {
    uint32_t low = 0, high = d->event_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->triggers[d->events[middle].mentions[0].trigger].word < word) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* "Sadat met Lind on Monday. They agreed ...": the two of the meeting just before. */
static parties those_who_met(const pairs *p, uint32_t at) {
    const doc *d = p->d;
    parties none = {.count = 0};
    uint32_t here = sentence_of(d, at);
    for (uint32_t i = events_before(d, d->mentions[at].anchor); i-- > 0;) {
        const event *e = &d->events[i];
        uint32_t word = d->triggers[e->mentions[0].trigger].word;
        if (here - d->words[word].sentence > MET_BACK) return none;
        if (!is_pooled(e->type) || holds(&e->actors, at) || holds(&e->recipients, at)) continue;
        parties met = none;
        add_list(d, &e->actors, &met);
        add_list(d, &e->recipients, &met);
        if (met.count == 2 && strcmp(met.at[0].code, met.at[1].code) != 0) return met;
    }
    return none;
}

/* What an earlier mention of the entity stands for; nothing where one names a single party of many people. */
static parties taken_up(const pairs *p, uint32_t at) {
    const doc *d = p->d;
    parties none = {.count = 0};
    if (!is_plural_pronoun(d, &d->mentions[at])) return none;
    uint32_t number = d->mentions[at].entity;
    const entity *e = number == NONE ? NULL : &d->entities[number];
    for (uint32_t i = 0; e != NULL && i < e->mention_count && i < CHAIN_MAX && e->mentions[i] < at; i++) {
        const mention *m = &d->mentions[e->mentions[i]];
        if (m->also_count > 0) {
            parties same = {.count = 0};
            add_party(&same, m->code, m->sectors);
            for (uint32_t k = 0; k < m->also_count; k++) add_party(&same, m->also[k].code, m->also[k].sectors);
            return same;
        }
        uint8_t tag = d->words[m->anchor].xpos;
        if (tag == XPOS_NNS || tag == XPOS_NNPS) return none;
    }
    return those_who_met(p, at);
}

/* ---- all of it ---------------------------------------------------------------------------------------------------------- */

static acta_status stand_for(pairs *p, uint32_t at, const parties *several) {
    mention *m = &p->d->mentions[at];
    party *also = ARENA_NEW(p->d->arena, party, several->count - 1);
    TRY_NEW(also, p->err);
    memcpy(m->code, several->at[0].code, sizeof m->code);
    m->sectors = several->at[0].sectors;
    memcpy(also, several->at + 1, (several->count - 1) * sizeof *also);
    m->also = also;
    m->also_count = several->count - 1;
    return ACTA_OK;
}

static void note_part(pairs *p, const mention_list *list) {
    for (uint32_t i = 0; i < list->count; i++) p->takes_part[list->at[i]] = true;
}

acta_status who_pairs(doc *d, const lookup_context *c, const reading *own, arena *scratch, acta_err *err) {
    pairs p = {.d = d, .c = c, .own = own, .err = err};
    TRY_NEW(p.takes_part = ARENA_NEW(scratch, bool, d->mention_count), err);
    for (uint32_t i = 0; i < d->event_count; i++) {
        note_part(&p, &d->events[i].actors);
        note_part(&p, &d->events[i].recipients);
    }
    for (uint32_t m = 0; m < d->mention_count; m++) {
        parties several = told_together(&p, m);
        if (several.count < 2) several = pointed_at(&p, m);
        if (several.count < 2 && p.takes_part[m]) several = taken_up(&p, m);
        if (several.count >= 2) TRY(stand_for(&p, m, &several));
    }
    return ACTA_OK;
}
