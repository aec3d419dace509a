/* phrase.c - reading one phrase: whose it names and what part they play, by the lexicon alone.
 *
 * A phrase is read in three parts: the head with the agent phrase around it ("foreign minister"), the words before it
 * ("the former Afghan"), and those after it ("of the Islamic Republic of Afghanistan"). The head's own name comes first,
 * then what stands before it, then what stands after it.
 */
#include "who/phrase.h"

#include <string.h>

#include "base/ud.h"

enum { HITS_MAX = 16 };

typedef struct parts {
    const lookup_context *c;
    const doc *d;
    word_span words;
    uint32_t head;                   /* the head word */
    word_span name;                  /* empty: none */
    name_type type;
    hit hits[HITS_MAX];
    uint32_t hit_count;
    agent agent;                     /* around the head */
    bool has_agent;
} parts;

#define UNOFFICIAL SECTOR_BIT(MIL)   /* what UN, EU and other intergovernmental bodies may have */
#define STATE (SECTOR_BIT(GOV) | SECTOR_BIT(LEG) | SECTOR_BIT(MIL) | SECTOR_BIT(JUD) | SECTOR_BIT(COP) | SECTOR_BIT(SPY) | SECTOR_BIT(PTY))

static bool is_word(const doc *d, uint32_t w, const char *folded) {
    return strcmp(d->words[w].folded, folded) == 0;
}

static bool in_list(const doc *d, uint32_t w, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (is_word(d, w, list[i])) return true;
    }
    return false;
}

/* ---- the head ----------------------------------------------------------------------------------------------------- */

/* Words that end the part of a phrase in which its head stands. */
static bool ends_core(const doc *d, uint32_t w) {
    static const char *const enders[] = {"of", "for", "from", "in", "at", "to", "with", "who", "which", "that", ",", "(", "on", "near", "by",
                                         "across", "among", "against", "under", "about", "between", "whose", "where", "along", "outside", "inside", "--", ";", ":"};
    return in_list(d, w, enders, sizeof enders / sizeof *enders);
}

/* Heads that only count what follows "of": "hundreds of protesters", "a group of gunmen", "members of parliament". */
static bool counts_only(const doc *d, uint32_t w) {
    static const char *const counters[] = {
        "hundreds", "thousands", "dozens", "scores", "tens", "millions", "number", "group", "groups", "some", "several", "many", "most",
        "all", "both", "few", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "majority", "crowd", "crowds",
        "team", "teams", "couple", "handful", "series", "rest", "half", "members", "member", "remnants", "families", "bodies", "lot", "band", "bands",
        "pair", "relatives", "elements", "columns", "convoy", "waves", "kind", "any", "each", "none", "part", "types", "pockets", "mob", "total", "list", "thirds",
        "cent", "percent", "quarter", "coalition", "alliance", "federation", "array", "delegation", "contingent", "column", "score", "hundred", "thousand", "others"};
    return in_list(d, w, counters, sizeof counters / sizeof *counters);
}

static bool is_number(const doc *d, uint32_t w) {
    return (d->words[w].flags & WORD_NUMBER) != 0;
}

static bool is_mark(const doc *d, uint32_t w) {
    unsigned char c = (unsigned char)d->words[w].folded[0];
    return !(c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
}

/* The last word before the first one that ends the core. */
uint32_t who_guess_head(const doc *d, word_span words) {
    uint32_t end = words.word_from + 1;
    while (end < words.word_to && !ends_core(d, end)) end++;
    uint32_t head = end - 1;
    while (head > words.word_from && (is_mark(d, head) || is_word(d, head, "'s"))) head--;
    return head;
}

/* "hundreds of protesters" is about protesters: step over the counter. */
static uint32_t skip_counters(const doc *d, word_span words, uint32_t head) {
    for (int steps = 0; steps < 3; steps++) {
        if (head + 2 >= words.word_to || !is_word(d, head + 1, "of")) return head;
        if (!counts_only(d, head) && !is_number(d, head)) return head;
        head = who_guess_head(d, (word_span){head + 2, words.word_to});
    }
    return head;
}

static uint32_t length(word_span s) {
    return s.word_to - s.word_from;
}

static bool in_span(word_span s, uint32_t w) {
    return s.word_from <= w && w < s.word_to;
}

/* ---- names found in the phrase -------------------------------------------------------------------------------------- */

static bool is_known(const parts *p, word_span words) {
    for (uint32_t k = 0; k < p->hit_count; k++) {
        if (p->hits[k].words.word_from < words.word_to && words.word_from < p->hits[k].words.word_to) return true;
    }
    return false;
}

/* The first toponym that does not begin before the word: they stand in text order. */
static uint32_t first_toponym(const doc *d, uint32_t word) {
    uint32_t low = 0, high = d->toponym_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->toponyms[middle].words.word_from < word) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* "the North": which land's, only its report can tell. */
static bool is_direction(const doc *d, word_span words) {
    static const char *const directions[] = {"north", "south", "east", "west"};
    return length(words) == 1 && in_list(d, words.word_from, directions, sizeof directions / sizeof *directions);
}

static void take_toponyms(parts *p) {
    for (uint32_t i = first_toponym(p->d, p->words.word_from); i < p->d->toponym_count && p->hit_count < HITS_MAX; i++) {
        const toponym *t = &p->d->toponyms[i];
        if (t->words.word_from >= p->words.word_to) break;
        if (t->words.word_to > p->words.word_to || t->words.word_from == t->words.word_to) continue;
        if (t->country[0] == 0 || is_known(p, t->words) || is_direction(p->d, t->words)) continue;
        hit *h = &p->hits[p->hit_count++];
        *h = (hit){.words = t->words, .kind = HIT_TOPONYM, .row = i};
        memcpy(h->code, t->country, sizeof h->code);
    }
}

enum { CITY_PEOPLE = 100000, TOWN_PEOPLE = 10000 };

/* Is there a place of that name so large that the name means it? A phrase that is nothing but the name may be smaller. */
static bool is_large_place(const parts *p, word_span words, char code[4]) {
    char key[TABLE_KEY_MAX];
    uint32_t number;
    agent a;
    size_t bytes = who_key(p->d, words.word_from, words.word_to, key);
    if (bytes == 0 || who_agent_before(p->c->tables, p->d, words.word_from, words.word_to, &a)) return false;
    if (gazetteer_find(p->c->places, key, bytes, &number, 1) == 0) return false;
    bool whole = words.word_from == p->words.word_from && words.word_to == p->words.word_to && words.word_to - words.word_from > 1;
    place found = gazetteer_place(p->c->places, number);
    memset(code, 0, 4);
    memcpy(code, found.country, strlen(found.country) < 3 ? 0 : 3);
    return code[0] != 0 && found.population >= (whole ? TOWN_PEOPLE : CITY_PEOPLE);
}

/* Places of the gazetteer, the longest name first. */
static void take_places(parts *p) {
    for (uint32_t w = p->words.word_from; w < p->words.word_to && p->hit_count < HITS_MAX; w++) {
        if ((p->d->words[w].flags & WORD_CAPITAL) == 0) continue;
        for (uint32_t n = p->words.word_to - w < 3 ? p->words.word_to - w : 3; n > 0; n--) {
            word_span words = {w, w + n};
            char code[4];
            if (is_known(p, words) || is_direction(p->d, words) || !is_large_place(p, words, code)) continue;
            hit *h = &p->hits[p->hit_count++];
            *h = (hit){.words = words, .kind = HIT_TOPONYM};
            memcpy(h->code, code, sizeof h->code);
            w += n - 1;
            break;
        }
    }
}

static bool is_person_name(const parts *p, const hit *h) {
    return p->type == NAME_PER && h->words.word_from >= p->name.word_from && h->words.word_to <= p->name.word_to;
}

static bool is_capital(const parts *p, uint32_t w) {
    return (p->d->words[w].flags & WORD_CAPITAL) != 0;
}

/* Does the table's name stand for the whole name in the report: not "Duncan" in "Duncan Aird", and a bare last name not in
 * the midst of other words, which may be a month or a rose. */
static bool is_whole_name(const parts *p, const hit *h) {
    agent title;
    if (p->type == NAME_PER) return h->words.word_from <= p->name.word_from && h->words.word_to >= p->name.word_to;
    if (p->type != NAME_NONE) return false;
    bool named_on = h->words.word_to < p->words.word_to && is_capital(p, h->words.word_to);
    if (length(h->words) > 1) return !named_on;
    bool titled = h->words.word_from > p->words.word_from && who_agent_before(p->c->tables, p->d, p->words.word_from, h->words.word_from, &title);
    return !named_on && (titled || (h->words.word_from == p->words.word_from && h->words.word_to == p->words.word_to));
}

/* Inside a person's name nothing but the person counts: "Jordan Peterson" is no country. */
static void drop_inside_person(parts *p) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->hit_count; i++) {
        const hit *h = &p->hits[i];
        if (h->kind != HIT_HOLDER && is_person_name(p, h)) continue;
        if (h->kind == HIT_HOLDER && !is_whole_name(p, h)) continue;
        p->hits[kept++] = *h;
    }
    p->hit_count = kept;
}

/* "Defence Minister General Awad Karam": an office before a rank or an honour is what he is. */
static void step_over_rank(parts *p) {
    agent office;
    bool rank = p->agent.sectors == SECTOR_BIT(MIL) || p->agent.sectors == SECTOR_BIT(REL);
    if (!rank || !who_agent_before(p->c->tables, p->d, p->words.word_from, p->agent.words.word_from, &office)) return;
    if (office.use == AGENT_HEAD) p->agent = office;
}

/* "Deputy Minister of Industry and Trade Aleksandr Morozov": the title's own head. */
static bool agent_of_title(parts *p, word_span title) {
    uint32_t head = skip_counters(p->d, title, who_guess_head(p->d, title));
    return who_agent_around(p->c->tables, p->d, title, head, &p->agent);
}

static parts take_apart(const lookup_context *c, const doc *d, word_span words, uint32_t anchor, word_span name, name_type type) {
    hit place;
    bool whole = type == NAME_PER && name.word_from == words.word_from && who_name_at(c, d, name.word_from, name.word_to, &place) &&
                 place.words.word_to == name.word_to && place.kind != HIT_HOLDER && place.kind != HIT_DEMONYM;
    if (whole) type = NAME_LOC;      /* a name that is nothing but a country, a capital or an organisation is no person */
    parts p = {.c = c, .d = d, .words = words, .name = name, .type = type};
    p.head = skip_counters(d, words, anchor == NONE ? who_guess_head(d, words) : anchor);
    p.hit_count = who_names_in(c, d, words, p.hits, HITS_MAX);
    take_toponyms(&p);
    if (c->places != NULL) take_places(&p);
    drop_inside_person(&p);
    if (type != NAME_PER) {
        p.has_agent = who_agent_around(c->tables, d, words, p.head, &p.agent);
        return p;
    }
    /* A person's agent phrase is the title before the name: "Foreign Minister Karim Sadat". */
    uint32_t end = name.word_from;
    while (end > words.word_from && is_mark(d, end - 1)) end--;
    p.has_agent = end > words.word_from && who_agent_before(c->tables, d, words.word_from, end, &p.agent);
    if (p.has_agent) step_over_rank(&p);
    else if (end > words.word_from) p.has_agent = agent_of_title(&p, (word_span){words.word_from, end});
    return p;
}

static const table *hit_table(const parts *p, const hit *h, const char **name) {
    const who_tables *t = p->c->tables;
    switch (h->kind) {
    case HIT_HOLDER: *name = "holders"; return &t->holders;
    case HIT_ORG: *name = "orgs"; return &t->orgs;
    case HIT_COUNTRY: *name = "countries"; return &t->countries;
    case HIT_HOUSE: case HIT_CAPITAL: *name = "capitals"; return &t->capitals;
    case HIT_DEMONYM: *name = "demonyms"; return &t->demonyms;
    default: *name = "toponym"; return NULL;
    }
}

static slice words_of(const doc *d, word_span words) {
    uint32_t from = d->words[words.word_from].span.byte_from;
    return (slice){d->text + from, d->words[words.word_to - 1].span.byte_to - from};
}

static void code_from(const parts *p, const hit *h, reading *r) {
    const table *t = hit_table(p, h, &r->code_table);
    memcpy(r->code, h->code, sizeof r->code);
    r->code_key = t == NULL ? words_of(p->d, h->words) : table_cell(t, h->row, 0);
}

static void sectors_from_hit(const parts *p, const hit *h, sector_set sectors, reading *r) {
    const table *t = hit_table(p, h, &r->sector_table);
    r->sectors = sectors;
    r->told_sectors = true;
    r->sector_key = t == NULL ? (slice){"", 0} : table_cell(t, h->row, 0);
}

static void sectors_from_agent(const parts *p, const agent *a, sector_set sectors, reading *r) {
    r->sectors = sectors;
    r->told_sectors = true;
    r->sector_table = "agents";
    r->sector_key = table_cell(&p->c->tables->agents, a->row, 0);
}

/* ---- the country -------------------------------------------------------------------------------------------------- */

static bool is_body(const char *code) {
    static const char bodies[] = "IGO UNO EUR NGO ISM IMG MNC";
    return code[0] != 0 && strstr(bodies, code) != NULL;
}

static bool is_intergovernmental(const char *code) {
    return strcmp(code, "IGO") == 0 || strcmp(code, "UNO") == 0 || strcmp(code, "EUR") == 0;
}

/* The hit that covers the head word, if any. */
static const hit *head_hit(const parts *p) {
    for (uint32_t i = 0; i < p->hit_count; i++) {
        if (!p->hits[i].aside && (in_span(p->hits[i].words, p->head) || is_person_name(p, &p->hits[i]))) return &p->hits[i];
    }
    return NULL;
}

static bool helps(const hit *h) {
    return h->code[0] != 0 && h->kind != HIT_HOLDER;
}

/* Is the name also what any country may call such a body: "Foreign Office", "Security Council"? */
static bool has_common_key(const parts *p, const hit *h) {
    char key[TABLE_KEY_MAX];
    uint32_t row;
    size_t bytes = who_key(p->d, h->words.word_from, h->words.word_to, key);
    return bytes > 0 && table_find(&p->c->tables->agents, key, bytes, &row) > 0;
}

/* Of the names before the head the nearest; an organisation before a country ("an Iraqi Red Crescent official"), save
 * that a country's troops stay its own under an intergovernmental flag ("German NATO soldiers"), and that a country before
 * an organisation of another country has one of that name too ("Chile's Defense Department"). */
static const hit *hit_before(const parts *p) {
    uint32_t end = p->type == NAME_PER ? p->name.word_from : p->head + 1;
    const hit *org = NULL, *land = NULL;
    for (uint32_t i = 0; i < p->hit_count && p->hits[i].words.word_to <= end; i++) {
        const hit *h = &p->hits[i];
        if (!helps(h) || h->aside) continue;
        if (h->kind == HIT_ORG || h->kind == HIT_HOUSE) org = h;
        else land = h;
    }
    if (org == NULL || land == NULL) return org != NULL ? org : land;
    bool troops = p->has_agent && p->agent.use == AGENT_HEAD && (p->agent.sectors & SECTOR_BIT(MIL)) != 0;
    bool generic = (!is_body(org->code) || has_common_key(p, org)) && land->words.word_to <= org->words.word_from;
    return generic || (is_body(org->code) && troops) ? land : org;
}

/* "the ambassador to Poland", "talks with France": the name after these words is not whose the head is. */
static bool belongs(const parts *p, const hit *h) {
    static const char *const others[] = {"to", "with", "against", "about", "between", "by", "over", "near", "towards", "toward", "than", "like"};
    uint32_t w = h->words.word_from;
    while (w > p->head + 1) {
        w--;
        if (in_list(p->d, w, others, sizeof others / sizeof *others)) return false;
        if (ends_core(p->d, w)) return true;
    }
    return true;
}

/* Heads that stand in one country for another: "its ambassador in Tunis", "the embassy in Lima". */
static bool is_abroad(const parts *p) {
    static const char *const abroad[] = {"ambassador", "ambassadors", "embassy", "embassies", "envoy", "envoys", "consul", "consuls", "consulate", "diplomat",
                                         "diplomats", "mission", "missions", "correspondent", "correspondents", "attache", "commissioner", "commission", "bureau"};
    return in_list(p->d, p->head, abroad, sizeof abroad / sizeof *abroad);
}

static bool after_in(const parts *p, const hit *h) {
    static const char *const in[] = {"in", "at", "on"};
    for (uint32_t w = h->words.word_from; w > p->head + 1; w--) {
        if (in_list(p->d, w - 1, in, sizeof in / sizeof *in)) return true;
        if (ends_core(p->d, w - 1)) return false;
    }
    return false;
}

static const hit *hit_after(const parts *p) {
    bool abroad = is_abroad(p);
    uint32_t begin = p->type == NAME_PER && p->name.word_to > p->head ? p->name.word_to : p->head + 1;
    for (uint32_t i = 0; i < p->hit_count; i++) {
        const hit *h = &p->hits[i];
        if (h->words.word_from >= begin && helps(h) && !h->aside && belongs(p, h) && !(abroad && after_in(p, h))) {
            /* "the Security Council of the Russian Federation" */
            const hit *next = i + 1 < p->hit_count ? h + 1 : NULL;
            bool owned = next != NULL && helps(next) && has_common_key(p, h) && next->words.word_from <= h->words.word_to + 2 && is_word(p->d, h->words.word_to, "of");
            return owned ? next : h;
        }
    }
    return NULL;
}

/* "a London-based group": better than nothing. */
static const hit *hit_aside(const parts *p) {
    for (uint32_t i = 0; i < p->hit_count; i++) {
        const hit *h = &p->hits[i];
        uint32_t w = h->words.word_to;
        if (h->aside && helps(h) && w + 1 < p->words.word_to && is_word(p->d, w, "-") && is_word(p->d, w + 1, "based")) return h;
    }
    return NULL;
}

/* "Foreign Office", "Democratic Party": names that several countries have are of the one that the tables know only where the
 * report is about it. */
static bool is_common_name(const parts *p, const hit *h) {
    if ((h->kind != HIT_ORG && h->kind != HIT_HOUSE) || is_body(h->code) || p->c->home[0] == 0 || strcmp(h->code, p->c->home) == 0) return false;
    return has_common_key(p, h);
}

static const hit *whose(const parts *p) {
    const hit *h = head_hit(p), *before = hit_before(p);
    bool other = before != NULL && h != NULL && (h->kind == HIT_ORG || h->kind == HIT_HOUSE) && before->words.word_to <= h->words.word_from;
    if (h != NULL && h->code[0] != 0 && !(other && !is_body(h->code))) return h;
    h = before;
    if (h == NULL) h = hit_after(p);
    if (h == NULL) h = hit_aside(p);
    return h;
}

/* ---- the sectors -------------------------------------------------------------------------------------------------- */

/* "former", "ex-": whoever served the state is one of the elite now. */
static bool is_former(const parts *p, uint32_t w) {
    agent a;
    if (strncmp(p->d->words[w].folded, "ex-", 3) == 0) return true;
    return who_agent_before(p->c->tables, p->d, w, w + 1, &a) && a.use == AGENT_WINS && a.sectors == SECTOR_BIT(ELI);
}

/* "rebel" soldiers, "opposition" lawmakers, "former" ministers. */
static sector_set modify(const parts *p, uint32_t begin, uint32_t end, sector_set sectors) {
    for (uint32_t w = begin; w < end; w++) {
        agent a;
        if (is_former(p, w)) {
            if ((sectors & STATE) != 0) sectors = SECTOR_BIT(ELI);
            continue;
        }
        if (!who_agent_before(p->c->tables, p->d, w, w + 1, &a)) continue;
        if (a.use == AGENT_WINS) sectors = a.sectors;
        if (a.use == AGENT_ADDS) sectors |= a.sectors;
    }
    return sectors;
}

/* Of the agent phrases before the head the nearest that says something: "police" chief. */
static bool agent_in_core(const parts *p, uint32_t end, agent *found) {
    for (uint32_t w = end; w > p->words.word_from; w--) {
        if (who_agent_before(p->c->tables, p->d, p->words.word_from, w, found) && found->use != AGENT_WEAK &&
            !(found->use == AGENT_WINS && found->sectors == SECTOR_BIT(ELI))) return true;
    }
    return false;
}

/* "the Tajik agency Khovar", "an official named Subandio": at worst what a weak phrase before the head says. */
static bool weak_in_core(const parts *p, agent *found) {
    for (uint32_t w = p->head; w > p->words.word_from; w--) {
        if (who_agent_before(p->c->tables, p->d, p->words.word_from, w, found)) return true;
    }
    return false;
}

/* "leader of the rebels", "officials from the ministry": the head of what follows. */
static bool agent_after(const parts *p, agent *found) {
    static const char *const links[] = {"of", "for", "from", "in", "at", "with"};
    for (uint32_t w = p->head + 1; w + 1 < p->words.word_to; w++) {
        if (!in_list(p->d, w, links, sizeof links / sizeof *links)) continue;
        uint32_t head = who_guess_head(p->d, (word_span){w + 1, p->words.word_to});
        head = skip_counters(p->d, p->words, head);
        if (who_agent_around(p->c->tables, p->d, (word_span){w + 1, p->words.word_to}, head, found) && found->use != AGENT_WEAK) return true;
        if (!is_word(p->d, w, "of") && !is_word(p->d, w, "for") && !is_word(p->d, w, "from")) return false;
    }
    return false;
}

/* A name before or after the head whose row has sectors: an organisation or a seat of power. */
static const hit *telling_hit(const parts *p, const hit *whose_hit) {
    if (whose_hit != NULL && (whose_hit->kind == HIT_ORG || whose_hit->kind == HIT_HOUSE)) return whose_hit;
    for (uint32_t i = 0; i < p->hit_count; i++) {
        const hit *h = &p->hits[i];
        if ((h->kind == HIT_ORG || h->kind == HIT_HOUSE) && !h->aside && belongs(p, h)) return h;
    }
    return NULL;
}

static void weak_head(const parts *p, const hit *land, reading *r) {
    agent near;
    const hit *org = telling_hit(p, land);
    bool told = agent_in_core(p, p->agent.words.word_from, &near);
    bool in_name = told && org != NULL && org->words.word_from <= near.words.word_from && near.words.word_to <= org->words.word_to;
    if (told && !in_name) {
        sectors_from_agent(p, &near, near.sectors, r);
    } else if (org != NULL) {
        sectors_from_hit(p, org, org->sectors, r);
    } else if (agent_after(p, &near)) {
        sectors_from_agent(p, &near, near.sectors, r);
    } else {
        sectors_from_agent(p, &p->agent, p->agent.sectors, r);
        r->weak = true;
    }
}

/* "Russian and Polish ministers": an adjective that stands alone shares the noun further on. */
static bool shared_noun(const parts *p, agent *found) {
    static const char *const links[] = {"and", "or", ",", "-", "as", "well"};
    hit next;
    uint32_t end = p->d->sentences[p->d->words[p->head].sentence].words.word_to, w = p->words.word_to, steps = 0;
    if (w >= end || !in_list(p->d, w, links, sizeof links / sizeof *links)) return false;
    for (; w < end && steps < 8; steps++) {
        if (in_list(p->d, w, links, sizeof links / sizeof *links)) w++;
        else if (who_name_at(p->c, p->d, w, end, &next) && (next.kind == HIT_DEMONYM || next.kind == HIT_COUNTRY)) w = next.words.word_to;
        else break;
    }
    for (uint32_t to = w + 4 < end ? w + 4 : end; to > w; to--) {
        if (who_agent_before(p->c->tables, p->d, w, to, found) && found->words.word_from == w) return true;
    }
    return false;
}

/* A people's name: "the Thais" are their government, "Thais" and "six Thais" are civilians, "Thai" as it comes. */
static void read_people(const parts *p, const hit *own, reading *r) {
    agent near;
    if (agent_in_core(p, own->words.word_from, &near) || shared_noun(p, &near)) {
        sectors_from_agent(p, &near, near.sectors, r);
        return;
    }
    const char *last = p->d->words[own->words.word_to - 1].folded;
    bool plural = last[strlen(last) - 1] == 's' || strstr(last, "men") != NULL;
    bool led = own->words.word_from > p->words.word_from;
    if (led && !is_word(p->d, p->words.word_from, "the")) plural = true;   /* "a Briton" */
    bool definite = led && own->words.word_from == p->words.word_from + 1 && is_word(p->d, p->words.word_from, "the");
    r->sectors |= plural != definite ? SECTOR_BIT(CVL) : SECTOR_BIT(GOV);
}

/* No agent phrase holds the head: a name, or a word the table lacks. */
static void no_agent(const parts *p, const hit *land, reading *r) {
    agent near;
    const hit *own = head_hit(p);
    if (own != NULL && own->kind == HIT_DEMONYM) {
        sectors_from_hit(p, own, own->sectors, r);
        read_people(p, own, r);
        return;
    }
    bool place = own != NULL && (own->kind == HIT_COUNTRY || own->kind == HIT_CAPITAL || own->kind == HIT_TOPONYM);
    /* "Radio Warsaw" is no capital. */
    bool titled = place && who_agent_before(p->c->tables, p->d, p->words.word_from, own->words.word_from, &near) && near.use == AGENT_HEAD;
    if (titled) {
        sectors_from_agent(p, &near, near.sectors, r);
        return;
    }
    if (own != NULL && own->kind != HIT_HOLDER) {
        sectors_from_hit(p, own, own->kind == HIT_TOPONYM ? SECTOR_BIT(CVL) : own->sectors, r);
        r->place = place;
        return;
    }
    if (agent_in_core(p, p->type == NAME_PER ? p->name.word_from : p->head, &near)) {
        sectors_from_agent(p, &near, near.sectors, r);
        return;
    }
    const hit *org = telling_hit(p, land);
    if (org != NULL) sectors_from_hit(p, org, org->sectors, r);
    else if (weak_in_core(p, &near)) sectors_from_agent(p, &near, near.sectors, r);
}

/* Of UN, EU and their like only troops have a sector. */
static void strip_intergovernmental(const parts *p, reading *r) {
    if (!is_intergovernmental(r->code)) return;
    sector_set own = 0;
    for (uint32_t i = 0; i < p->hit_count; i++) {
        if (strcmp(p->hits[i].code, r->code) == 0) own |= p->hits[i].sectors;
    }
    bool strong = p->has_agent && p->agent.use == AGENT_HEAD;
    r->sectors = (own | (strong ? p->agent.sectors & SECTOR_BIT(MIL) : 0)) & UNOFFICIAL;
    r->told_sectors = true;
}

/* "president of the Senate", "secretary of the union": these heads take the part of what they are head of. */
static bool is_soft(const parts *p) {
    static const char *const soft[] = {"president", "presidents", "minister", "chancellor", "marshal", "major", "general", "manager", "executive", "governor"};
    return p->head + 1 < p->words.word_to && is_word(p->d, p->head + 1, "of") && in_list(p->d, p->head, soft, sizeof soft / sizeof *soft) &&
           p->agent.words.word_to == p->head + 1;
}

static bool soft_head(const parts *p, reading *r) {
    agent near;
    if (!is_soft(p)) return false;
    for (uint32_t i = 0; i < p->hit_count; i++) {
        const hit *h = &p->hits[i];
        if (h->words.word_from <= p->head || h->kind != HIT_ORG || !belongs(p, h)) continue;
        sectors_from_hit(p, h, h->sectors, r);
        return true;
    }
    if (!agent_after(p, &near) || (near.sectors & SECTOR_BIT(GOV)) != 0) return false;
    sectors_from_agent(p, &near, near.sectors, r);
    return true;
}

static void read_sectors(const parts *p, const hit *land, reading *r) {
    const hit *own = head_hit(p);
    bool named = own != NULL && own->kind != HIT_HOLDER && own->kind != HIT_DEMONYM &&
                 (!p->has_agent || length(own->words) >= length(p->agent.words));
    if (named || !p->has_agent) no_agent(p, land, r);
    else if (p->agent.use == AGENT_WEAK) weak_head(p, land, r);
    else if (!soft_head(p, r)) sectors_from_agent(p, &p->agent, p->agent.sectors, r);
    uint32_t begin = p->words.word_from, end = p->has_agent && !named ? p->agent.words.word_from : p->head;
    r->sectors = modify(p, begin, end, r->sectors);
    if (is_former(p, p->head)) r->sectors = SECTOR_BIT(ELI);
    strip_intergovernmental(p, r);
}

/* ---- persons ------------------------------------------------------------------------------------------------------ */

static const hit *holder_hit(const parts *p) {
    for (uint32_t i = 0; i < p->hit_count; i++) {
        if (p->hits[i].kind == HIT_HOLDER && (in_span(p->hits[i].words, p->head) || is_person_name(p, &p->hits[i]))) return &p->hits[i];
    }
    return NULL;
}

static bool was_of_state(const hit *h) {
    return (h->sectors & STATE) != 0;
}

/* What a table says of a person stands before what the phrase says, but a former office yields to a title that is told
 * without "former". */
static void read_holder(const parts *p, const hit *h, reading *r) {
    r->person = true;
    r->bare = length(h->words) == 1;
    code_from(p, h, r);
    if (h->past && p->has_agent && r->told_sectors && r->sectors != 0) return;
    sectors_from_hit(p, h, h->past && was_of_state(h) ? SECTOR_BIT(ELI) : h->sectors, r);
    slice office = table_cell(&p->c->tables->holders, h->row, HOLDER_OFFICE);
    if (office.bytes > 0 && !h->past && r->office == NULL) r->office = office.at;
}

static void read_office(const parts *p, reading *r) {
    uint32_t row, end = p->type == NAME_PER ? p->name.word_from : p->has_agent ? p->agent.words.word_to : p->head + 1;
    while (end > p->words.word_from && is_mark(p->d, end - 1)) end--;
    if (end == p->words.word_from || !who_office_before(p->c->tables, p->d, p->words.word_from, end, &row)) return;
    const table *t = &p->c->tables->offices;
    slice name = table_cell(t, row, OFFICE_NAME), code = table_cell(t, row, OFFICE_CODE);
    if (name.at[0] != '-') r->office = name.at;
    if (!r->told_sectors && table_cell(t, row, OFFICE_SECTORS).at[0] != '-') {
        r->sectors = who_sectors(table_cell(t, row, OFFICE_SECTORS));
        r->told_sectors = true;
        r->sector_table = "offices";
        r->sector_key = table_cell(t, row, 0);
    }
    if (r->code[0] == 0 && code.bytes == 3) {
        memcpy(r->code, code.at, 3);
        r->code_table = "offices";
        r->code_key = table_cell(t, row, 0);
    }
}

/* "foreign reporters", "Western embassies": of other countries, none of which is told. */
static bool is_foreign(const parts *p) {
    static const char *const foreign[] = {"foreign", "western", "international", "overseas"};
    if (p->d->words[p->head].xpos != XPOS_NNS) return false;
    for (uint32_t w = p->words.word_from; w < p->head; w++) {
        if (p->d->words[w].head == p->head && in_list(p->d, w, foreign, sizeof foreign / sizeof *foreign)) return true;
    }
    return false;
}

/* "the two governments", "foreign ministers", "five republics": of several countries, none of which is told. */
static bool is_of_many(const parts *p) {
    static const char *const many[] = {"countries", "nations", "states", "governments", "capitals", "republics", "powers", "donors", "monarchies",
                                       "presidents", "premiers", "kings", "neighbours", "neighbors", "ambassadors", "signatories", "foreigners", "westerners",
                                       "creditors", "mediators", "participants"};
    static const char *const ministers[] = {"ministers", "chiefs", "heads", "secretaries"};
    static const char *const rank[] = {"foreign", "prime", "defence", "defense", "finance", "oil", "heads", "interior", "trade"};
    if (in_list(p->d, p->head, many, sizeof many / sizeof *many)) return true;
    if (!in_list(p->d, p->head, ministers, sizeof ministers / sizeof *ministers)) return false;
    return is_word(p->d, p->head, "heads") || (p->head > p->words.word_from && in_list(p->d, p->head - 1, rank, sizeof rank / sizeof *rank));
}

/* "Indian peacekeepers" serve the UN, "French aid workers" their charity. */
static void code_from_agent(const parts *p, reading *r) {
    if (!p->has_agent) return;
    slice code = table_cell(&p->c->tables->agents, p->agent.row, AGENT_CODE);
    if (code.bytes != 3) return;
    memcpy(r->code, code.at, 3);
    r->code_table = "agents";
    r->code_key = table_cell(&p->c->tables->agents, p->agent.row, 0);
}

reading who_read(const lookup_context *c, const doc *d, word_span words, uint32_t anchor, word_span name, name_type type) {
    reading r = {0};
    if (words.word_from >= words.word_to) return r;
    parts p = take_apart(c, d, words, anchor, name, type);
    const hit *land = whose(&p), *holder = holder_hit(&p);
    if (land != NULL && !is_common_name(&p, land)) code_from(&p, land, &r);
    if (land == NULL || !is_body(land->code)) code_from_agent(&p, &r);
    read_sectors(&p, land, &r);
    read_office(&p, &r);
    if (holder != NULL) read_holder(&p, holder, &r);
    strip_intergovernmental(&p, &r);
    r.many = r.code[0] == 0 && (is_of_many(&p) || is_foreign(&p));
    return r;
}
