/* who.c - code and sectors for every mention and entity.
 *
 * Each mention's own words are read first (phrase.c). An entity takes what its mentions tell, the fullest name first, and
 * gives it to those that tell less: pronouns, last names, "the ministry". Who is left without a country gets that of the
 * place where the event he is in happened, or the one that the report is about. A bare country or capital that acts,
 * speaks or is acted on stands for its government.
 */
#include "who/who.h"

#include <string.h>

#include "base/ud.h"
#include "coder.h"
#include "entity/names.h"
#include "who/parts.h"
#include "who/answer.h"
#include "who/deed.h"
#include "who/frame.h"
#include "who/half.h"
#include "who/pair.h"
#include "who/phrase.h"

static const char AROUND[] = "the country spoken of";

typedef struct resolver {
    doc *d;
    lookup_context c;
    char topic[4];
    reading *own;                    /* [mentions] what each tells by itself */
    who_frame *frame;                /* the countries that the words around them speak of */
    arena *scratch;
    acta_err *err;
} resolver;

/* ---- why ---------------------------------------------------------------------------------------------------------------- */

static acta_status explain(resolver *r, const reading *code_by, const reading *sectors_by, const char *else_by, const char **why) {
    arena *a = r->d->arena;
    const char *code = else_by, *sectors = "";
    if (code_by != NULL && code_by->code_table != NULL)
        TRY_NEW(code = arena_printf(a, "%s: %.*s", code_by->code_table, (int)code_by->code_key.bytes, code_by->code_key.at), r->err);
    if (sectors_by != NULL && sectors_by->sector_table != NULL)
        TRY_NEW(sectors = arena_printf(a, "%s%s: %.*s", code[0] != 0 ? "; " : "", sectors_by->sector_table,
                (int)sectors_by->sector_key.bytes, sectors_by->sector_key.at), r->err);
    TRY_NEW(*why = arena_printf(a, "%s%s", code, sectors), r->err);
    return ACTA_OK;
}

/* Organs and officials of UN, EU and their like have no sector; their troops are MIL. */
static sector_set allowed(const char *code, sector_set sectors) {
    bool body = strcmp(code, "IGO") == 0 || strcmp(code, "UNO") == 0 || strcmp(code, "EUR") == 0;
    return body ? sectors & SECTOR_BIT(MIL) : sectors;
}

/* ---- entities ----------------------------------------------------------------------------------------------------------- */

/* Whose word counts more for a code: a person known by name, then the longer phrase. */
static bool tells_code_better(const doc *d, const reading *a, uint32_t a_mention, const reading *b, uint32_t b_mention) {
    if (a->person != b->person) return a->person;
    const word_span x = d->mentions[a_mention].words, y = d->mentions[b_mention].words;
    return x.word_to - x.word_from > y.word_to - y.word_from;
}

/* An office counts more than an honour: a Kuwaiti minister may be a sheikh. */
static bool tells_sectors_better(const reading *a, const reading *b) {
    if (a->person != b->person) return a->person;
    if (a->sectors == 0 || b->sectors == 0) return a->sectors != 0 && b->sectors == 0;
    return b->sectors == SECTOR_BIT(REL) && a->sectors != SECTOR_BIT(REL);
}

typedef struct best {
    uint32_t code, sectors, office;  /* mentions that tell each best, or NONE */
} best;

static best best_of(const resolver *r, const entity *e) {
    best b = {NONE, NONE, NONE};
    for (uint32_t i = 0; i < e->mention_count; i++) {
        uint32_t m = e->mentions[i];
        const reading *own = &r->own[m];
        if (own->person && own->bare && strchr(e->name, ' ') != NULL) continue;   /* a namesake: the full name is not the table's */
        if (own->code[0] != 0 && (b.code == NONE || tells_code_better(r->d, own, m, &r->own[b.code], b.code))) b.code = m;
        if (own->told_sectors && (b.sectors == NONE || tells_sectors_better(own, &r->own[b.sectors]))) b.sectors = m;
        if (own->office != NULL && b.office == NONE) b.office = m;
    }
    return b;
}

/* Where it is told first outside the headline, which leaves out whose they are. */
static uint32_t introduced(const resolver *r, const entity *e) {
    const doc *d = r->d;
    for (uint32_t i = 0; i < e->mention_count; i++) {
        uint32_t sentence = d->words[d->mentions[e->mentions[i]].anchor].sentence;
        if (d->blocks[d->sentences[sentence].block].kind != BLOCK_TITLE) return e->mentions[i];
    }
    return e->mentions[0];
}

static void country_around(const resolver *r, uint32_t mention, char code[4]) {
    memset(code, 0, 4);
    if (!r->own[mention].many) who_frame_country(r->frame, mention, code);
}

static bool is_named_person(const resolver *r, const entity *e) {
    for (uint32_t i = 0; i < e->mention_count; i++) {
        if (r->d->mentions[e->mentions[i]].type == NAME_PER) return e->type == ENTITY_PER;
    }
    return false;
}

static acta_status resolve_entity(resolver *r, entity *e) {
    if (e->mention_count == 0) return ACTA_OK;
    best b = best_of(r, e);
    const reading *code = b.code == NONE ? NULL : &r->own[b.code], *sectors = b.sectors == NONE ? NULL : &r->own[b.sectors];
    if (code != NULL) memcpy(e->code, code->code, sizeof e->code);
    if (sectors != NULL) e->sectors = sectors->sectors;
    if (b.office != NONE) e->office = r->own[b.office].office;
    const char *else_by = "";
    if (code == NULL) {
        if (!r->own[e->mentions[0]].many) country_around(r, introduced(r, e), e->code);
        else_by = e->code[0] != 0 ? AROUND : "";
    }
    if (code != NULL && code->place && e->sectors == 0) e->sectors = SECTOR_BIT(GOV);
    if (e->sectors == 0 && sectors == NULL) e->sectors = who_parts(r->d, e->mentions, e->mention_count);
    if (is_named_person(r, e) && e->sectors == 0 && (sectors == NULL || code == NULL)) e->sectors = SECTOR_BIT(CVL);
    e->sectors = allowed(e->code, e->sectors);
    return explain(r, code, sectors, else_by, &e->why);
}

/* ---- mentions ----------------------------------------------------------------------------------------------------------- */

static bool keeps_own(const entity *e, const mention *m) {
    return e == NULL || (e->type != ENTITY_PER && m->type != NAME_PER);
}

static acta_status resolve_mention(resolver *r, uint32_t i) {
    mention *m = &r->d->mentions[i];
    const reading *own = &r->own[i];
    const entity *e = m->entity == NONE ? NULL : &r->d->entities[m->entity];
    bool keep = keeps_own(e, m);
    if (own->code[0] == 0 && e == NULL) country_around(r, i, m->code);
    else memcpy(m->code, own->code[0] != 0 && keep ? own->code : e->code, sizeof m->code);
    m->sectors = own->told_sectors && keep && (own->sectors != 0 || e == NULL) ? own->sectors : e != NULL ? e->sectors : own->sectors;
    if (own->place && m->sectors == 0) m->sectors = SECTOR_BIT(GOV);
    if (m->sectors == 0 && !own->told_sectors) m->sectors = who_parts(r->d, &i, 1);
    m->sectors = allowed(m->code, m->sectors);
    m->office = own->office != NULL ? own->office : e != NULL ? e->office : NULL;
    if (e != NULL && !keep) {
        m->why = e->why;
        return ACTA_OK;
    }
    return explain(r, own->code[0] != 0 ? own : NULL, own->told_sectors ? own : NULL, own->code[0] == 0 && m->code[0] != 0 ? AROUND : "", &m->why);
}

/* ---- "we" ---------------------------------------------------------------------------------------------------------------- */

static bool is_first_person(const doc *d, const mention *m) {
    static const char *const first[] = {"we", "us", "i", "me", "ourselves", "myself"};
    if (m->words.word_to - m->words.word_from != 1 || d->words[m->anchor].upos != UPOS_PRON) return false;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        if (strcmp(d->words[m->anchor].folded, first[i]) == 0) return true;
    }
    return false;
}

/* Who says the word: the one of the shortest of the quotes and reports that hold it. */
static uint32_t speaker_of(const doc *d, uint32_t word) {
    uint32_t speaker = NONE, shortest = NONE;
    for (uint32_t i = 0; i < d->attribution_count; i++) {
        const attribution *a = &d->attributions[i];
        for (uint32_t k = 0; a->source != NONE && k < a->content_count; k++) {
            word_span s = a->content[k];
            if (word < s.word_from || word >= s.word_to || s.word_to - s.word_from >= shortest) continue;
            shortest = s.word_to - s.word_from;
            speaker = a->source;
        }
    }
    return speaker;
}

/* "We will answer," the general said: his side. */
static void resolve_first_person(resolver *r) {
    doc *d = r->d;
    for (uint32_t i = 0; i < d->mention_count; i++) {
        mention *m = &d->mentions[i];
        uint32_t speaker = is_first_person(d, m) ? speaker_of(d, m->anchor) : NONE;
        if (speaker == NONE || speaker == i || d->mentions[speaker].code[0] == 0) continue;
        memcpy(m->code, d->mentions[speaker].code, sizeof m->code);
        m->sectors = d->mentions[speaker].sectors;
        m->why = d->mentions[speaker].why;
    }
}

/* ---- one country, one entity -------------------------------------------------------------------------------------------- */

/* A region or a dependency has its sovereign's code and is not its sovereign: "Chechnya", "Hong Kong". */
static bool is_part_of_state(const resolver *r, const reading *named) {
    uint32_t row;
    const table *t = &r->c.tables->countries;
    if (strcmp(named->code_table, "countries") != 0 || table_find(t, named->code_key.at, named->code_key.bytes, &row) == 0) return false;
    const char *note = table_cell(t, row, COUNTRY_NOTE).at;
    return strcmp(note, "region") == 0 || strcmp(note, "dependency") == 0;
}

static bool is_state(const resolver *r, const entity *e) {
    if (e->type != ENTITY_GPE || e->code[0] == 0 || e->mention_count == 0) return false;
    const reading *first = &r->own[e->mentions[0]];
    return first->place && first->code_table != NULL && strcmp(first->code_table, "toponym") != 0 && !is_part_of_state(r, first);
}

/* Capacity doubles, so that a report full of one country's names costs no more memory than it holds. */
static acta_status move_mentions(resolver *r, entity *into, uint32_t into_number, entity *from) {
    uint32_t a = into->mention_count, b = from->mention_count, count = a + b;
    if (count > into->mention_capacity) {
        uint32_t *wider = ARENA_NEW(r->d->arena, uint32_t, (size_t)count * 2);
        TRY_NEW(wider, r->err);
        memcpy(wider, into->mentions, a * sizeof *wider);
        into->mentions = wider;
        into->mention_capacity = count * 2;
    }
    for (uint32_t i = 0; i < b; i++) r->d->mentions[from->mentions[i]].entity = into_number;
    for (uint32_t i = count; b > 0;) {               /* from the back: nothing is written over before it is read */
        bool first = a > 0 && into->mentions[a - 1] > from->mentions[b - 1];
        into->mentions[--i] = first ? into->mentions[--a] : from->mentions[--b];
    }
    into->mention_count = count;
    from->mention_count = 0;
    return ACTA_OK;
}

/* Entities left without mentions go; the others close ranks. */
static acta_status drop_empty(resolver *r) {
    uint32_t *number = ARENA_NEW(r->scratch, uint32_t, r->d->entity_count);
    TRY_NEW(number, r->err);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < r->d->entity_count; i++) {
        number[i] = kept;
        if (r->d->entities[i].mention_count > 0) r->d->entities[kept++] = r->d->entities[i];
    }
    for (uint32_t i = 0; i < r->d->mention_count; i++) {
        mention *m = &r->d->mentions[i];
        if (m->entity != NONE) m->entity = number[m->entity];
    }
    r->d->entity_count = kept;
    return ACTA_OK;
}

static bool stands_in_place(const doc *d, const mention *m) {
    uint32_t w = m->words.word_from;
    if (w > 0 && strcmp(d->words[w - 1].folded, "the") == 0) w--;
    if (w == 0 || d->words[w].sentence != d->words[w - 1].sentence) return false;
    return name_word_in(d->words[w - 1].folded, " in at near from to into outside around across through ");
}

/* A capital that the report speaks of as a town: most of its mentions stand behind "in", "from", "to". */
static bool is_town(const resolver *r, const entity *e) {
    const char *table = r->own[e->mentions[0]].code_table;
    uint32_t in_place = 0;
    for (uint32_t i = 0; i < e->mention_count; i++) in_place += stands_in_place(r->d, &r->d->mentions[e->mentions[i]]);
    return table != NULL && strcmp(table, "capitals") == 0 && in_place * 2 > e->mention_count;
}

/* "Moscow" and "Russia", "Burma" and "Myanmar": a capital, a country and its other names are one party. */
static acta_status join_states(resolver *r) {
    enum { STATES_MAX = 300 };
    uint32_t states[STATES_MAX], count = 0;
    for (uint32_t i = 0; i < r->d->entity_count; i++) {
        entity *e = &r->d->entities[i];
        if (!is_state(r, e) || is_town(r, e)) continue;
        uint32_t k = 0;
        while (k < count && (strcmp(r->d->entities[states[k]].code, e->code) != 0 || r->d->entities[states[k]].sectors != e->sectors)) k++;
        if (k < count) TRY(move_mentions(r, &r->d->entities[states[k]], states[k], e));
        else if (count < STATES_MAX) states[count++] = i;
    }
    return drop_empty(r);
}

/* ---- "its army", "a spokesman for his ministry" ------------------------------------------------------------------------------------------- */

enum { POSSESSOR_SENTENCES = 1, POSSESSOR_MENTIONS = 40, POSSESSIVE_REACH = 5, OWNER_REACH = 6 };

typedef enum possessive { POSSESSIVE_NONE, POSSESSIVE_PERSON, POSSESSIVE_THING, POSSESSIVE_ANY } possessive;

static possessive possessive_of(const doc *d, const mention *m) {
    static const char *const before[] = {"of", "for", "from"};
    uint32_t at = m->words.word_from;
    for (uint32_t w = at + 1; w + 1 < m->words.word_to && w < at + POSSESSIVE_REACH; w++) {
        for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
            if (strcmp(d->words[w - 1].folded, before[i]) == 0 && d->words[w].xpos == XPOS_PRP_POSS) at = w;
        }
    }
    const char *first = d->words[at].folded;
    if (m->words.word_to - m->words.word_from < 2) return POSSESSIVE_NONE;
    if (strcmp(first, "its") == 0) return POSSESSIVE_THING;
    if (strcmp(first, "their") == 0) return POSSESSIVE_ANY;
    return strcmp(first, "his") == 0 || strcmp(first, "her") == 0 ? POSSESSIVE_PERSON : POSSESSIVE_NONE;
}

/* What a mention, or another of its entity's, tells of a code; NULL if nothing does. */
static const reading *told_code(const resolver *r, uint32_t m) {
    if (r->own[m].code[0] != 0) return &r->own[m];
    uint32_t number = r->d->mentions[m].entity;
    if (number == NONE) return NULL;
    const entity *e = &r->d->entities[number];
    for (uint32_t i = 0; i < e->mention_count && i < POSSESSOR_MENTIONS; i++) {
        if (r->own[e->mentions[i]].code[0] != 0) return &r->own[e->mentions[i]];
    }
    return NULL;
}

/* The same of the part they play. A bare country tells none. */
static const reading *told_part(const resolver *r, uint32_t m) {
    if (r->own[m].sectors != 0 && !r->own[m].weak) return &r->own[m];
    uint32_t number = r->d->mentions[m].entity;
    if (number == NONE) return NULL;
    const entity *e = &r->d->entities[number];
    for (uint32_t i = 0; i < e->mention_count && i < POSSESSOR_MENTIONS; i++) {
        if (r->own[e->mentions[i]].sectors != 0 && !r->own[e->mentions[i]].weak) return &r->own[e->mentions[i]];
    }
    return NULL;
}

static bool may_possess(const resolver *r, uint32_t m, possessive p) {
    uint32_t number = r->d->mentions[m].entity;
    bool person = r->d->mentions[m].type == NAME_PER || (number != NONE && r->d->entities[number].type == ENTITY_PER);
    return p == POSSESSIVE_ANY || person == (p == POSSESSIVE_PERSON);
}

static bool is_subject(const doc *d, uint32_t m) {
    return rel_base((rel)d->words[d->mentions[m].anchor].rel) == REL_nsubj;
}

/* "his counterpart", "its neighbours", "his hosts": theirs, but not of their country. */
static bool is_other_side(const doc *d, const mention *m) {
    static const char *const others[] = {"counterpart", "counterparts", "neighbour", "neighbours", "neighbor", "neighbors", "host", "hosts", "guest", "guests",
                                         "visitor", "visitors", "rival", "rivals", "enemy", "foe", "adversary", "ally", "allies"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(d->words[m->anchor].folded, others[i]) == 0) return true;
    }
    return false;
}

/* Before it, in its sentence or the one before, one that can be meant and of whom is told what is asked: the nearest subject,
 * else the nearest; NONE if there is none. `but`: a country that is not meant, or NULL. */
static uint32_t possessor(const resolver *r, uint32_t i, possessive p, bool part, const char *but) {
    const doc *d = r->d;
    uint32_t here = d->words[d->mentions[i].anchor].sentence, back = but == NULL ? POSSESSOR_SENTENCES : POSSESSOR_SENTENCES + 1;
    uint32_t nearest = NONE, of_sentence = NONE;
    for (uint32_t m = i, seen = 0; m-- > 0 && seen < POSSESSOR_MENTIONS; seen++) {
        uint32_t there = d->words[d->mentions[m].anchor].sentence;
        if (here - there > back || (nearest != NONE && there != of_sentence)) break;
        if (d->mentions[m].words.word_to > d->mentions[i].words.word_from || !may_possess(r, m, p)) continue;
        const reading *told = told_code(r, m);
        if (told == NULL && part) told = told_part(r, m);
        if (told == NULL || (but != NULL && strcmp(told->code, but) == 0)) continue;
        if (is_subject(d, m)) return m;
        if (nearest == NONE) nearest = m, of_sentence = there;
    }
    return nearest;
}

/* "the group's leader", "FNTR leader Daquin", "the leadership of the front": the mention within the phrase that its head belongs to. */
static uint32_t owner_within(const doc *d, uint32_t i) {
    const mention *m = &d->mentions[i];
    for (uint32_t k = i > OWNER_REACH ? i - OWNER_REACH : 0; k < d->mention_count && k < i + OWNER_REACH; k++) {
        const mention *o = &d->mentions[k];
        const word *w = &d->words[o->anchor];
        bool within = k != i && m->words.word_from <= o->words.word_from && o->words.word_to <= m->words.word_to;
        if (!within || w->head != m->anchor || w->xpos == XPOS_PRP_POSS) continue;
        if (w->rel == REL_nmod_poss || w->rel == REL_nmod || (w->rel == REL_compound && o->type == NAME_ORG)) return k;
    }
    return NONE;
}

static void take_code(reading *own, const reading *from) {
    memcpy(own->code, from->code, sizeof own->code);
    own->code_table = from->code_table;
    own->code_key = from->code_key;
}

/* A body or a band that has leaders and envoys of its own. */
static bool is_band(const reading *told) {
    return !told->place && (told->sectors & (SECTOR_BIT(GOV) | SECTOR_BIT(CVL) | SECTOR_BIT(REF))) == 0;
}

/* "its leader", "the front's envoy", of rebels, are rebels; "its supporters" are not, nor is "his country". */
static void take_sectors(const resolver *r, uint32_t i, uint32_t owner, possessive p) {
    reading *own = &r->own[i];
    const reading *told = owner == NONE ? NULL : told_part(r, owner);
    bool by_agents = own->sector_table != NULL && strcmp(own->sector_table, "agents") == 0;
    bool serves = own->sectors == SECTOR_BIT(GOV) || ((own->sectors == SECTOR_BIT(MIL) || own->sectors == SECTOR_BIT(COP)) && own->weak);
    bool may = by_agents && serves && (own->weak || p != POSSESSIVE_PERSON) && strcmp(r->d->words[r->d->mentions[i].anchor].folded, "country") != 0;
    if (told == NULL || !may || !is_band(told)) return;
    own->sectors = told->sectors;
    own->sector_table = told->sector_table;
    own->sector_key = told->sector_key;
}

static void read_possessives(resolver *r) {
    for (uint32_t i = 0; i < r->d->mention_count; i++) {
        possessive p = possessive_of(r->d, &r->d->mentions[i]);
        bool other = p != POSSESSIVE_NONE && is_other_side(r->d, &r->d->mentions[i]);
        if (!other) take_sectors(r, i, p == POSSESSIVE_NONE ? owner_within(r->d, i) : possessor(r, i, p, true, NULL), p);
        uint32_t owner = p == POSSESSIVE_NONE || r->own[i].code[0] != 0 ? NONE : possessor(r, i, p, false, NULL);
        if (owner != NONE && other) owner = possessor(r, i, POSSESSIVE_ANY, false, told_code(r, owner)->code);
        if (owner != NONE) take_code(&r->own[i], told_code(r, owner));
    }
}

/* ---- appositions -------------------------------------------------------------------------------------------------------- */

enum { APPOSITION_REACH = 14 };

/* Words of the noun phrase that stands beside a name: from after the comma to the next mark. */
static word_span apposition_words(const doc *d, uint32_t head, word_span bounds) {
    word_span s = {head, head + 1};
    while (s.word_from > bounds.word_from && d->words[s.word_from - 1].upos != UPOS_PUNCT) s.word_from--;
    while (s.word_to < bounds.word_to && d->words[s.word_to].upos != UPOS_PUNCT) s.word_to++;
    return s;
}

/* The head of what is said beside a person's name: "Talhouk, a member of parliament," or "a rebel negotiator, Kabashi". */
static uint32_t apposition_of(const doc *d, const mention *m, word_span bounds) {
    const word *anchor = &d->words[m->anchor];
    if (anchor->rel == REL_appos && anchor->head != NONE && (anchor->head < m->words.word_from || anchor->head >= m->words.word_to)) return anchor->head;
    uint32_t end = m->words.word_to + APPOSITION_REACH < bounds.word_to ? m->words.word_to + APPOSITION_REACH : bounds.word_to;
    for (uint32_t w = m->words.word_to; w < end; w++) {
        uint32_t head = d->words[w].head;
        if (d->words[w].rel == REL_appos && head != NONE && m->words.word_from <= head && head < m->words.word_to) return w;
    }
    return NONE;
}

/* What stands beside a person's name fills what his own phrase leaves open. */
static void read_appositions(resolver *r) {
    const doc *d = r->d;
    for (uint32_t i = 0; i < d->mention_count; i++) {
        const mention *m = &d->mentions[i];
        reading *own = &r->own[i];
        if (m->type != NAME_PER || own->person || (own->code[0] != 0 && own->sectors != 0)) continue;
        word_span bounds = d->sentences[d->words[m->anchor].sentence].words;
        uint32_t head = apposition_of(d, m, bounds);
        if (head == NONE || head < bounds.word_from || head >= bounds.word_to) continue;
        word_span words = apposition_words(d, head, bounds), none = {head, head};
        reading beside = who_read(&r->c, d, words, head, none, NAME_NONE);
        if (own->code[0] == 0 && beside.code[0] != 0) {
            memcpy(own->code, beside.code, sizeof own->code);
            own->code_table = beside.code_table;
            own->code_key = beside.code_key;
        }
        if (own->sectors == 0 && beside.told_sectors) {
            own->sectors = beside.sectors;
            own->told_sectors = true;
            own->sector_table = beside.sector_table;
            own->sector_key = beside.sector_key;
        }
        if (own->office == NULL) own->office = beside.office;
    }
}

/* ---- lists -------------------------------------------------------------------------------------------------------------- */

enum { LIST_REACH = 12 };

/* The mention whose head word the list's later member hangs on, among those just before it. */
static uint32_t first_of_list(const doc *d, uint32_t member) {
    const word *anchor = &d->words[d->mentions[member].anchor];
    if (anchor->rel != REL_conj || anchor->head == NONE) return NONE;
    for (uint32_t back = 1; back <= LIST_REACH && back <= member; back++) {
        if (d->mentions[member - back].anchor == anchor->head) return member - back;
    }
    return NONE;
}

/* "Foreign Minister Lavrov, Deputy Minister Morozov and other officials": persons and people in a list with somebody's
 * minister are his countrymen, unless they tell otherwise. */
static void read_lists(resolver *r) {
    for (uint32_t i = 0; i < r->d->mention_count; i++) {
        reading *own = &r->own[i];
        const mention *m = &r->d->mentions[i];
        if (own->code[0] != 0 || own->place || (m->type != NAME_PER && m->type != NAME_NONE)) continue;
        uint32_t first = first_of_list(r->d, i);
        if (first == NONE || r->own[first].code[0] == 0 || r->own[first].place) continue;
        memcpy(own->code, r->own[first].code, sizeof own->code);
        own->code_table = r->own[first].code_table;
        own->code_key = r->own[first].code_key;
    }
}

/* ---- the model's word ---------------------------------------------------------------------------------------------------- */

/* A phrase of the table plays another part now and then: "operators" of cranes are no firms, a "general" may be a minister. Who brings
 * agents of his own is obeyed. */
static void read_parts(const resolver *r, uint32_t i) {
    reading *own = &r->own[i];
    bool by_agents = own->sectors != 0 && own->sector_table != NULL && strcmp(own->sector_table, "agents") == 0;
    sector_set other = by_agents && !r->c.tables->own_agents ? who_other_part(r->d, i, own->sectors) : 0;
    if (other == 0) return;
    own->sectors = other;
    own->sector_table = "the sentence";
}

/* ---- the stage ---------------------------------------------------------------------------------------------------------- */

static acta_status read_mentions(resolver *r) {
    TRY_NEW(r->own = ARENA_NEW(r->scratch, reading, r->d->mention_count), r->err);
    for (uint32_t i = 0; i < r->d->mention_count; i++) {
        const mention *m = &r->d->mentions[i];
        r->own[i] = who_read(&r->c, r->d, m->words, m->anchor, m->name, m->type);
        read_parts(r, i);
    }
    who_halves(r->d, &r->c, r->own);
    read_appositions(r);
    read_possessives(r);
    read_lists(r);
    return who_frame_read(r->d, &r->c, r->own, r->scratch, &r->frame, r->err);
}

acta_status who_resolve(doc *d, const who_tables *tables, const gazetteer *places, arena *scratch, acta_err *err) {
    resolver r = {.d = d, .c = {.tables = tables, .day = d->published, .home = "", .places = places}, .scratch = scratch, .err = err};
    who_topic(d, &r.c, r.topic);
    r.c.home = r.topic;
    TRY(read_mentions(&r));
    for (uint32_t i = 0; i < d->entity_count; i++) TRY(resolve_entity(&r, &d->entities[i]));
    for (uint32_t i = 0; i < d->mention_count; i++) TRY(resolve_mention(&r, i));
    resolve_first_person(&r);
    TRY(who_pairs(d, &r.c, r.own, scratch, err));
    TRY(join_states(&r));
    who_deeds(d);
    return who_answers(d, err);
}

static acta_status keep_text(arena *a, const char **text, acta_err *err) {
    if (*text == NULL) return ACTA_OK;
    *text = arena_text(a, *text, strlen(*text));
    TRY_NEW(*text, err);
    return ACTA_OK;
}

/* Offices are words of a table; a result may outlive the model that has the table. */
static acta_status keep_offices(doc *d, acta_err *err) {
    for (uint32_t i = 0; i < d->mention_count; i++) TRY(keep_text(d->arena, &d->mentions[i].office, err));
    for (uint32_t i = 0; i < d->entity_count; i++) TRY(keep_text(d->arena, &d->entities[i].office, err));
    return ACTA_OK;
}

acta_status who_stage(const acta_coder *coder, doc *d, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, coder->alloc, 65536);
    acta_status status = who_resolve(d, &coder->model->who, NULL, &scratch, err);
    arena_end(&scratch);
    return status == ACTA_OK ? keep_offices(d, err) : status;
}
