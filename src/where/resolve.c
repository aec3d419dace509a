/* resolve.c - candidates from the gazetteer, weighed by size, kind, neighbours and what the report is about.
 *
 * A name is taken once for the whole report: all its mentions stand for one place. Scores are sums of
 *   size        log10 of the people, 0 to 9
 *   kind        a country, a capital, a province's seat over its district; the name itself over an alternate
 *   beside      "Paris, Texas": the name behind the comma holds the place
 *   country     the dateline's, those named in the report or whose people are spoken of
 *   near        for each other name: how likely, how near and in the same province its best candidate is
 * "near" needs the others' likelihoods, which need theirs: it is counted in rounds, from likelihoods of the last one.
 */
#include "where/resolve.h"

#include <math.h>
#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "where/heart.h"

enum { STRAY_PEOPLE = 20000, ADJECTIVE_PEOPLE = 100000, HEADED_PEOPLE = 20000 };

enum { CANDIDATES_MAX = 24, NAMES_MAX = 96, ROUNDS = 3, COUNTRIES_MAX = 64, REGIONS_MAX = 4, BODY_WORDS = 3 };

/* Weights, set on news of towns (LGL) and of the world (GeoVirus). */
static const double OWN_NAME = 2.0, COUNTRY_KIND = 2.0, COUNTRY_BASE = 0.8, COUNTRY_EACH = 0.35, NEAR = 1.6, LISTED = 2.0;

/* What a place counts as the heart of the report: the dateline's, and a capital, by each mention. */
static const double DATELINE_SPOT = 2.0, CAPITAL_SPOT = 0.5;

/* A small town is a stray so far from a heart of so much weight, if the other names support it by less. */
static const double STRAY_KM = 300, SURE_HEART = 1.5, STRAY_NEAR = 1.0;

static const double HOLDS_PLACE = 100, TWIN = 2.5;

static const double EARTH_RADIUS_KM = 6371.0, DEGREE = 3.14159265358979323846 / 180;

/* ---- what is known of the report ---------------------------------------------------------------------------------- */

typedef struct country_count {
    char code[4];
    double weight;                   /* 1 for each mention, 3 for the dateline's */
} country_count;

typedef struct candidate {
    place at;
    double prior, score, share;      /* share: likelihood among the name's candidates; sums to 1 */
    bool own_name;                   /* the place's own name, not an alternate */
} candidate;

/* A name of the report, once however often it stands there. */
typedef struct place_name {
    char key[TABLE_KEY_MAX];
    size_t key_bytes;
    candidate *candidates;           /* [count] */
    uint32_t count, found;           /* found: how many places bear the name */
    const char *province, *country;  /* what stood behind its comma, or NULL */
    struct place_name *listed[2];    /* the names before and after it in a list, or NULL */
    struct place_name *within;       /* the name of what it lies in, by the words between ("Main Square in Bratislava"), or NULL */
    uint32_t mentions;
    bool dateline, unplaceable;      /* unplaceable: "the West", letters; such a name lies nowhere in particular */
} place_name;

typedef struct resolver {
    doc *d;
    const gazetteer *g;
    const table *demonyms;
    arena *scratch;
    acta_err *err;
    place_name *names;               /* [NAMES_MAX] */
    uint32_t name_count;
    country_count countries[COUNTRIES_MAX];
    uint32_t country_count;
    char home[4];                    /* the country that the report is about, where it is plain; "" where it is not */
    const candidate *heart;          /* the town that it is about, where it is plain; else NULL */
    double heart_weight;             /* what is said of it and of what lies around it */
} resolver;

double where_distance(double lat_a, double lon_a, double lat_b, double lon_b) {
    double a = lat_a * DEGREE, b = lat_b * DEGREE, turn = (lon_a - lon_b) * DEGREE;
    double half_lat = sin((a - b) / 2), half_lon = sin(turn / 2);
    double h = half_lat * half_lat + cos(a) * cos(b) * half_lon * half_lon;
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h < 1 ? h : 1));
}

static void count_country(resolver *r, const char *code, double weight) {
    if (code[0] == '\0' || code[0] == '-') return;
    for (uint32_t i = 0; i < r->country_count; i++) {
        if (strncmp(r->countries[i].code, code, 3) != 0) continue;
        r->countries[i].weight += weight;
        return;
    }
    if (r->country_count == COUNTRIES_MAX) return;
    country_count *new = &r->countries[r->country_count++];
    memcpy(new->code, code, 3);
    new->code[3] = '\0';
    new->weight = weight;
}

static double country_weight(const resolver *r, const char *code) {
    for (uint32_t i = 0; i < r->country_count; i++)
        if (strcmp(r->countries[i].code, code) == 0) return r->countries[i].weight;
    return 0;
}

/* ---- names and their candidates ------------------------------------------------------------------------------------ */

static bool is_country(const place *p) {
    return strncmp(p->feature, "PCL", 3) == 0;
}

static bool is_division(const place *p) {
    return strncmp(p->feature, "ADM", 3) == 0;
}

static bool is_district(const place *p) {
    return is_division(p) && strncmp(p->feature, "ADM1", 4) != 0;
}

static bool is_settlement(const place *p) {
    return strncmp(p->feature, "PPL", 3) == 0;
}

/* Of a country or a province. */
static bool is_seat(const place *p) {
    return strcmp(p->feature, "PPLC") == 0 || strcmp(p->feature, "PPLA") == 0;
}

/* A province of today or of yesterday. */
static bool is_province(const place *p) {
    return strncmp(p->feature, "ADM1", 4) == 0;
}

static double kind_bonus(const place *p) {
    if (is_country(p)) return COUNTRY_KIND;
    if (strcmp(p->feature, "PPLC") == 0) return 1.5;
    if (strcmp(p->feature, "PPLA") == 0) return 0.6;
    if (strcmp(p->feature, "ADM1") == 0) return -0.2;
    if (strcmp(p->feature, "ADM1H") == 0) return -0.5;
    if (strcmp(p->feature, "ADM2") == 0) return -1.2;
    if (strcmp(p->feature, "PPLX") == 0) return -1.0;
    return 0;
}

static double prior_of(const candidate *c) {
    double size = c->at.population > 1 ? log10(c->at.population) : 2;
    return size + kind_bonus(&c->at) + (c->own_name ? OWN_NAME : 0);
}

static void fill_candidate(const resolver *r, gazetteer_hit hit, candidate *c) {
    c->at = gazetteer_place(r->g, hit.place);
    c->own_name = hit.own;
    c->prior = prior_of(c);
}

static acta_status find_candidates(resolver *r, place_name *n) {
    gazetteer_hit hits[CANDIDATES_MAX];
    n->found = gazetteer_hits(r->g, n->key, n->key_bytes, hits, CANDIDATES_MAX);
    n->count = n->found < CANDIDATES_MAX ? n->found : CANDIDATES_MAX;
    n->candidates = ARENA_NEW(r->scratch, candidate, n->count);
    TRY_NEW(n->candidates, r->err);
    for (uint32_t i = 0; i < n->count; i++) fill_candidate(r, hits[i], &n->candidates[i]);
    return ACTA_OK;
}

static const struct region {
    const char *key, *province, *country;
} regions[] = {
#define REGION(key, province, country) {key, province, country},
#include "where/regions.def"
#undef REGION
};

/* Of several of that short form ("WA"), the one that holds a place of the name n, or is of the country the report speaks of most.
 * n may be NULL. */
static const struct region *region_named(const resolver *r, const place_name *n, const char *key, size_t bytes) {
    const struct region *best = NULL;
    double best_weight = 0;
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        const struct region *one = &regions[i];
        if (strlen(one->key) != bytes || memcmp(one->key, key, bytes) != 0) continue;
        double weight = country_weight(r, one->country);
        for (uint32_t c = 0; n != NULL && c < n->count; c++) {
            const place *at = &n->candidates[c].at;
            if (at->province != NULL && strcmp(at->province, one->province) == 0 && strcmp(at->country, one->country) == 0) weight += HOLDS_PLACE;
        }
        if (best != NULL && weight <= best_weight) continue;
        best = one;
        best_weight = weight;
    }
    return best;
}

/* Words before or after a name that the gazetteer may not have: "the", "city of", "northern"; "province", "city". Returns
 * the bytes to leave out in front; *end is moved before what is left out behind. */
static size_t trim_key(const char *key, size_t *end) {
    static const char *const before[] = {"the ", "mainland ", "former ", "occupied ", "nazi ", "rural ", "city of ", "town of ", "village of ",
                                         "province of ", "state of ", "island of ", "port of ",
                                         "northern ", "southern ", "eastern ", "western ", "central ", "north ", "south ", "east ", "west ",
                                         "greater ", "downtown ", "northeastern ", "northwestern ", "southeastern ", "southwestern ", "upper ", "lower "};
    static const char *const after[] = {" province", " city", " region", " state", " district", " governorate", " county", " town", " oblast", " area",
                                        " prefecture", " department", " peninsula", " valley", " refugee camp", " camp", " airport", " village", " island",
                                        " border crossing", " border post", " crossing", " checkpoint", " junction", " air base", " airfield", " airstrip",
                                        " base", " barracks", " garrison", " cantonment", " prison", " jail", " bridge", " market", " plain", " dam", " mine",
                                        " suburb", " neighbourhood", " neighborhood", " quarter", " parish", " hills", " commune", " township", " municipality"};
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        size_t bytes = strlen(after[i]);
        if (*end > bytes + 1 && memcmp(key + *end - bytes, after[i], bytes) == 0) {
            *end -= bytes;
            return 0;
        }
    }
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t bytes = strlen(before[i]);
        if (*end > bytes + 1 && memcmp(key, before[i], bytes) == 0) return bytes;
    }
    return 0;
}

/* "EU", "UAE", "NY": up to three capitals are a country's or a state's short form, never a town. */
static bool is_acronym(const char *text, size_t bytes) {
    if (bytes > 3) return false;
    for (size_t i = 0; i < bytes; i++)
        if (!ascii_is_upper((unsigned char)text[i])) return false;
    return true;
}

/* Candidates of another name in this one's stead. */
static acta_status look_up_as(resolver *r, place_name *n, const char *key, size_t bytes) {
    memcpy(n->key, key, bytes);
    n->key_bytes = bytes;
    return find_candidates(r, n);
}

/* "Israelis", where they are taken for a place: their country's name for itself in the gazetteer. */
static acta_status look_up_people(resolver *r, place_name *n) {
    char country[] = "*country xxx";
    uint32_t row = 0;
    if (r->demonyms == NULL || table_find(r->demonyms, n->key, n->key_bytes, &row) == 0) return ACTA_OK;
    slice code = table_cell(r->demonyms, row, 1);
    if (code.bytes != 3) return ACTA_OK;
    for (int i = 0; i < 3; i++) country[9 + i] = (char)ascii_lower((unsigned char)code.at[i]);
    return look_up_as(r, n, country, 12);
}

/* "Canadian", "German": an adjective of a country, though a town of that name lies somewhere. */
static bool is_peoples_adjective(const resolver *r, const place_name *n) {
    uint32_t row = 0;
    const candidate *first = n->count > 0 ? &n->candidates[0] : NULL;
    if (r->demonyms == NULL || (first != NULL && (is_country(&first->at) || strcmp(first->at.feature, "CONT") == 0 || (first->own_name && is_settlement(&first->at) && first->at.population >= ADJECTIVE_PEOPLE)))) return false;
    return table_find(r->demonyms, n->key, n->key_bytes, &row) > 0;
}

/* "Kan.", "W.Va.", "WA": a state's short form, perhaps of several states. The name keeps its key: it is not the city of that name. */
static acta_status look_up_region(resolver *r, place_name *n) {
    char key[TABLE_KEY_MAX];
    gazetteer_hit hits[CANDIDATES_MAX];
    n->candidates = ARENA_NEW(r->scratch, candidate, REGIONS_MAX);
    TRY_NEW(n->candidates, r->err);
    n->count = 0;
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        if (strlen(regions[i].key) != n->key_bytes || memcmp(regions[i].key, n->key, n->key_bytes) != 0) continue;
        size_t bytes = table_key(regions[i].province, strlen(regions[i].province), key, sizeof key);
        uint32_t found = gazetteer_hits(r->g, key, bytes, hits, CANDIDATES_MAX);
        for (uint32_t h = 0; h < found && h < CANDIDATES_MAX && n->count < REGIONS_MAX; h++) {
            place p = gazetteer_place(r->g, hits[h].place);
            if (!is_province(&p) || strcmp(p.country, regions[i].country) != 0) continue;
            fill_candidate(r, hits[h], &n->candidates[n->count++]);
            break;
        }
    }
    n->found = n->count;
    return ACTA_OK;
}

/* Words of the key: where each begins; at most `room`. */
static uint32_t word_starts(const char *key, size_t bytes, size_t *at, uint32_t room) {
    uint32_t count = 0;
    for (size_t i = 0; i < bytes && count < room; i++)
        if (i == 0 || key[i - 1] == ' ') at[count++] = i;
    return count;
}

static bool word_in(const char *word, size_t bytes, const char *const *list) {
    for (; *list != NULL; list++)
        if (strlen(*list) == bytes && memcmp(*list, word, bytes) == 0) return true;
    return false;
}

/* The places that a part of the name bears, where they are countries, provinces or no small towns; else n is left without. */
static acta_status try_part(resolver *r, place_name *n, const char *key, size_t bytes) {
    if (bytes < 3) return ACTA_OK;
    TRY(look_up_as(r, n, key, bytes));
    if (n->count == 0) TRY(look_up_people(r, n));
    const place *first = n->count > 0 ? &n->candidates[0].at : NULL;
    bool known = first != NULL && (is_country(first) || is_division(first) || first->population >= HEADED_PEOPLE || strcmp(first->feature, "CONT") == 0);
    if (!known) n->count = 0;
    return ACTA_OK;
}

/* A house or body that carries the name of where it stands: "Delhi High Court", "Kandahar University Hospital", "Liverpool FC",
 * "the University of Chicago". Streets and squares carry names of places far away. */
static acta_status look_up_headed(resolver *r, place_name *n) {
    static const char *const heads[] = {
        "university", "college", "school", "institute", "academy", "hospital", "clinic", "court", "courthouse", "council", "assembly", "parliament",
        "senate", "congress", "ministry", "government", "police", "commission", "embassy", "consulate", "cathedral", "mosque", "synagogue", "basilica",
        "stadium", "arena", "racecourse", "theatre", "theater", "museum", "zoo", "library", "port", "harbour", "harbor", "airport", "aerodrome", "station",
        "terminal", "refinery", "plant", "factory", "fc", "united", "bank", "chamber", "chambers", "fort", "fortress", "citadel", "hall", "cup", "show",
        "open", "marathon", "festival", "district", "lga", "mdc", "area", "parade", "headquarters", "compound", "detention", "prison", "jail", NULL};
    char key[TABLE_KEY_MAX];
    size_t at[12], bytes = n->key_bytes;
    memcpy(key, n->key, bytes);
    uint32_t words = word_starts(key, bytes, at, 12), head = words;
    for (uint32_t i = 0; i < words && head == words; i++) {
        size_t end = i + 1 < words ? at[i + 1] - 1 : bytes;
        if (word_in(key + at[i], end - at[i], heads)) head = i;
    }
    if (head == words) return ACTA_OK;
    for (uint32_t i = head; i > 0 && n->count == 0; i--) TRY(try_part(r, n, key, at[i] - 1));
    for (uint32_t i = head + 1; i + 1 < words && n->count == 0; i++)
        if (at[i + 1] - at[i] == 3 && memcmp(key + at[i], "of ", 3) == 0) TRY(try_part(r, n, key + at[i + 1], bytes - at[i + 1]));
    if (n->count > 0) return ACTA_OK;
    memcpy(n->key, key, bytes);
    n->key_bytes = bytes;
    return ACTA_OK;
}

/* "the West", "Western": half the world, or half a country, though towns bear the name. */
static bool is_direction(const place_name *n) {
    static const char *const directions[] = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", NULL};
    return word_in(n->key, n->key_bytes, directions);
}

/* The name as it stands, else as a people's, else without a word in front or behind, up to twice, else the place in a house's name. */
static acta_status look_up(resolver *r, place_name *n, bool dotted, bool capitals) {
    const struct region *region = region_named(r, NULL, n->key, n->key_bytes);
    if (region != NULL && dotted) {
        TRY(look_up_region(r, n));
        if (n->count > 0) return ACTA_OK;
    }
    TRY(find_candidates(r, n));
    if (capitals && (n->count == 0 || is_settlement(&n->candidates[0].at) || is_division(&n->candidates[0].at))) {
        n->count = 0;
        n->unplaceable = region == NULL;
        return region != NULL ? look_up_region(r, n) : ACTA_OK;
    }
    if (is_direction(n)) {
        n->unplaceable = true;
        return ACTA_OK;
    }
    if (is_peoples_adjective(r, n)) TRY(look_up_people(r, n));
    for (int tries = 0; n->count == 0 && tries < 2; tries++) {
        size_t end = n->key_bytes, from = trim_key(n->key, &end);
        if (from == 0 && end == n->key_bytes) break;
        n->key_bytes = end - from;
        memmove(n->key, n->key + from, n->key_bytes);
        TRY(find_candidates(r, n));
    }
    return n->count > 0 ? ACTA_OK : look_up_headed(r, n);
}

/* The report's entry for a name; a new one is looked up. *out is NULL where the report has too many names. */
static acta_status name_entry(resolver *r, const char *text, size_t bytes, place_name **out) {
    place_name made = {0};
    made.key_bytes = table_key(text, bytes, made.key, sizeof made.key);
    *out = NULL;
    char key[TABLE_KEY_MAX];
    size_t key_bytes = made.key_bytes;
    memcpy(key, made.key, key_bytes);
    if (key_bytes == 0) return ACTA_OK;
    for (uint32_t i = 0; i < r->name_count; i++) {
        if (r->names[i].key_bytes != key_bytes || memcmp(r->names[i].key, key, key_bytes) != 0) continue;
        *out = &r->names[i];
        return ACTA_OK;
    }
    bool los_angeles = bytes == 4 && memcmp(text, "L.A.", 4) == 0;                /* not Louisiana, which is "La." */
    TRY(look_up(r, &made, !los_angeles && memchr(text, '.', bytes) != NULL, is_acronym(text, bytes)));
    if (made.key_bytes != key_bytes && made.count > 0) {     /* trimmed: may be there already */
        for (uint32_t i = 0; i < r->name_count; i++)
            if (r->names[i].key_bytes == made.key_bytes && memcmp(r->names[i].key, made.key, made.key_bytes) == 0) {
                *out = &r->names[i];
                return ACTA_OK;
            }
    }
    if (r->name_count == NAMES_MAX) return ACTA_OK;
    r->names[r->name_count] = made;
    *out = &r->names[r->name_count++];
    return ACTA_OK;
}

/* ---- what stands beside a name ------------------------------------------------------------------------------------- */

/* "Paris, London", "Ohio, Indiana", "Niger, Nigeria": the heaviest place behind the comma is no country or division, or the
 * heaviest before it is of the same rank. */
static bool is_list(const resolver *r, const place_name *n, uint32_t behind) {
    place p = gazetteer_place(r->g, behind);
    if (!is_country(&p) && !is_division(&p)) return true;
    if (n->count == 0) return false;
    const place *first = &n->candidates[0].at;
    return is_country(first) || (is_province(first) && is_province(&p));
}

/* The text behind the comma is a state's short form, a country or a province: note it as what holds the name. */
static void note_holder(const resolver *r, place_name *n, const char *text, size_t bytes) {
    char key[TABLE_KEY_MAX];
    gazetteer_hit hits[8];
    size_t key_bytes = table_key(text, bytes, key, sizeof key);
    const struct region *region = region_named(r, n, key, key_bytes);
    if (region != NULL) {
        n->province = region->province;
        n->country = region->country;
        return;
    }
    uint32_t found = gazetteer_hits(r->g, key, key_bytes, hits, 8);
    if (found == 0 || is_list(r, n, hits[0].place)) return;
    for (uint32_t i = 0; i < found && i < 8; i++) {
        place p = gazetteer_place(r->g, hits[i].place);
        bool holds = false;
        for (uint32_t c = 0; c < n->count && !holds; c++) {
            const place *at = &n->candidates[c].at;
            if (is_country(&p)) holds = strcmp(at->country, p.country) == 0;
            else if (is_division(&p)) holds = at->number != p.number && at->province_number == p.province_number && at->province_number != 0;
        }
        if (!holds) continue;
        n->country = p.country;
        if (!is_country(&p)) n->province = p.province;
        return;
    }
}

/* Bytes of the text behind a name that begin with a comma, up to the next comma, stop or bracket, two words at most. */
static size_t behind_comma(const doc *d, uint32_t byte_to, const char **text) {
    uint32_t at = byte_to;
    if (at >= d->text_bytes || d->text[at] != ',') return 0;
    at++;
    while (at < d->text_bytes && d->text[at] == ' ') at++;
    uint32_t from = at, spaces = 0;
    if (at >= d->text_bytes || !(d->text[at] >= 'A' && d->text[at] <= 'Z')) return 0;
    for (; at < d->text_bytes && at < from + 40; at++) {
        unsigned char c = (unsigned char)d->text[at];
        if (c == ' ' && (++spaces == 3 || at + 1 >= d->text_bytes || !(d->text[at + 1] >= 'A' && d->text[at + 1] <= 'Z'))) break;
        if (c == ',' || c == '\n' || c == '(' || c == ')' || c == ';' || c == ':') break;
        if (c == '.' && (at + 1 >= d->text_bytes || d->text[at + 1] == ' ' || d->text[at + 1] == '\n') && at - from > 5) break;
    }
    *text = d->text + from;
    return at - from;
}

static bool same_key(const place_name *a, const place_name *b) {
    return a->key_bytes == b->key_bytes && memcmp(a->key, b->key, a->key_bytes) == 0;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* "Vancouver, Wash." is another name than the "Vancouver, B.C." before it. *n becomes the entry so held. */
static acta_status hold(resolver *r, place_name **n, const char *province, const char *country) {
    for (uint32_t i = 0; i < r->name_count; i++) {
        place_name *one = &r->names[i];
        if (!same_key(one, *n)) continue;
        bool free = one->country == NULL && one->mentions == 0;
        if (!free && (!same_text(one->country, country) || (province != NULL && !same_text(one->province, province)))) continue;
        if (free) {
            one->province = province;
            one->country = country;
            if (province != NULL) count_country(r, country, 0.5);
        }
        *n = one;
        return ACTA_OK;
    }
    if (r->name_count == NAMES_MAX) return ACTA_OK;
    place_name *twin = &r->names[r->name_count++];
    *twin = (place_name){.key_bytes = (*n)->key_bytes, .province = province, .country = country};
    memcpy(twin->key, (*n)->key, twin->key_bytes);
    *n = twin;
    return find_candidates(r, twin);
}

/* What the words behind the name, or in its own span behind a comma, say that holds it. */
static acta_status note_held(resolver *r, place_name **n, const char *rest, size_t rest_bytes, uint32_t byte_to) {
    place_name held = **n;
    const char *text = NULL;
    held.province = held.country = NULL;
    if (rest != NULL) note_holder(r, &held, rest, rest_bytes);
    size_t bytes = held.country == NULL ? behind_comma(r->d, byte_to, &text) : 0;
    if (bytes > 0) note_holder(r, &held, text, bytes);
    return held.country != NULL ? hold(r, n, held.province, held.country) : ACTA_OK;
}

/* ---- weighing ------------------------------------------------------------------------------------------------------ */

static double holder_bonus(const place_name *n, const candidate *c) {
    if (n->country == NULL) return 0;
    if (strcmp(n->country, c->at.country) != 0) return -4;
    if (n->province == NULL) return is_country(&c->at) ? 0 : 4;
    if (c->at.province == NULL || strcmp(c->at.province, n->province) != 0) return -2;
    return strcmp(c->at.feature, "ADM1") == 0 ? 0 : 6;
}

/* Up to 2.2 for a country that the report speaks of often. */
static double country_bonus(const resolver *r, const candidate *c) {
    double weight = country_weight(r, c->at.country);
    if (weight <= 0 || is_country(&c->at)) return 0;
    return COUNTRY_BASE + (weight < 4 ? weight : 4) * COUNTRY_EACH;
}

/* "The West" is nowhere; a town of that name has its land behind it, or is the dateline. */
static bool is_nowhere(const place_name *n) {
    return n->unplaceable && n->country == NULL && !n->dateline;
}

/* What one other name's places say for this one; twins: it is the same name, held by words that this one lacks. */
static double support(const candidate *c, const place_name *other, bool twins) {
    double best = 0;
    for (uint32_t i = 0; !is_nowhere(other) && i < other->count; i++) {
        const candidate *o = &other->candidates[i];
        if (o->share < 0.05 || is_country(&o->at)) continue;
        if (o->at.number == c->at.number) {
            if (twins && TWIN * o->share > best) best = TWIN * o->share;
            continue;
        }
        double value = 0;
        if (strcmp(o->at.country, c->at.country) == 0) value = 0.2;
        if (c->at.province_number != 0 && o->at.province_number == c->at.province_number) value = 1.0;
        double km = where_distance(c->at.lat, c->at.lon, o->at.lat, o->at.lon);
        if (is_settlement(&o->at) || !is_division(&o->at)) {
            if (km < 60) value += 0.7;
            else if (km < 200) value += 0.3;
        }
        value *= o->share;
        if (value > best) best = value;
    }
    return best;
}

static double near_bonus(const resolver *r, const place_name *n, const candidate *c) {
    double sum = 0;
    for (uint32_t i = 0; i < r->name_count; i++)
        if (&r->names[i] != n) sum += support(c, &r->names[i], n->country == NULL && same_key(n, &r->names[i])) * (r->names[i].dateline ? 1.5 : 1);
    return sum < 3 ? sum : 3 + log(1 + sum - 3);
}

/* Countries stand in lists with countries, states with states of their country: "British Columbia, Alberta and Ontario". */
static double list_bonus(const place_name *n, const candidate *c) {
    double sum = 0;
    for (int side = 0; side < 2; side++) {
        const place_name *other = n->listed[side];
        for (uint32_t i = 0; other != NULL && i < other->count; i++) {
            const candidate *o = &other->candidates[i];
            if (is_country(&c->at) && is_country(&o->at)) sum += o->share;
            else if (is_province(&c->at) && is_province(&o->at) && strcmp(c->at.country, o->at.country) == 0) sum += o->share;
        }
    }
    return sum;
}

/* "Mexico" is the country, though Mexico City and the state around it go by it too. */
static bool is_countrys_name(const place_name *n, const candidate *c) {
    for (uint32_t i = 0; i < n->count && (!c->own_name || is_division(&c->at)); i++)
        if (is_country(&n->candidates[i].at) && n->candidates[i].own_name && strcmp(n->candidates[i].at.country, c->at.country) == 0) return true;
    return false;
}

/* Where a city and the division around it share the name, the bare name is the city's. */
static double double_penalty(const place_name *n, const candidate *c) {
    if (!is_country(&c->at) && is_countrys_name(n, c)) return -4;
    if (!is_division(&c->at)) return 0;
    for (uint32_t i = 0; i < n->count; i++) {
        const candidate *o = &n->candidates[i];
        if (is_settlement(&o->at) && o->at.population > 20000 && strcmp(o->at.country, c->at.country) == 0 &&
            o->at.population * 60 > c->at.population && where_distance(o->at.lat, o->at.lon, c->at.lat, c->at.lon) < 400)
            return -1.8;
    }
    return 0;
}

static void share_out(place_name *n) {
    double best = -1e9, sum = 0;
    for (uint32_t i = 0; i < n->count; i++)
        if (n->candidates[i].score > best) best = n->candidates[i].score;
    for (uint32_t i = 0; i < n->count; i++) {
        n->candidates[i].share = exp(1.5 * (n->candidates[i].score - best));
        sum += n->candidates[i].share;
    }
    for (uint32_t i = 0; i < n->count; i++) n->candidates[i].share /= sum;
}

static void weigh_name(const resolver *r, place_name *n, bool with_near) {
    for (uint32_t i = 0; i < n->count; i++) {
        candidate *c = &n->candidates[i];
        c->score = c->prior + holder_bonus(n, c) + country_bonus(r, c) + double_penalty(n, c);
        if (with_near) c->score += NEAR * near_bonus(r, n, c) + LISTED * list_bonus(n, c);
    }
}

static void weigh(resolver *r) {
    for (int round = 0; round <= ROUNDS; round++) {
        for (uint32_t i = 0; i < r->name_count; i++) weigh_name(r, &r->names[i], round > 0);
        for (uint32_t i = 0; i < r->name_count; i++) share_out(&r->names[i]);
    }
}

/* A small place abroad that nothing in the report speaks for: rather some place at home that the gazetteer lacks. */
static bool is_stray(const resolver *r, const place_name *n, const candidate *c) {
    if (r->home[0] == '\0' || n->dateline || n->country != NULL || is_country(&c->at)) return false;
    return c->at.population < STRAY_PEOPLE && is_settlement(&c->at) && !is_seat(&c->at) && country_weight(r, c->at.country) == 0;
}

/* NULL: none is likely. */
static const candidate *winner(const resolver *r, const place_name *n) {
    const candidate *best = NULL;
    for (uint32_t i = 0; !is_nowhere(n) && i < n->count; i++)
        if (best == NULL || n->candidates[i].score > best->score + 1e-9) best = &n->candidates[i];
    return best != NULL && !is_stray(r, n, best) ? best : NULL;
}

/* ---- the heart of the report ---------------------------------------------------------------------------------------- */

/* Towns, districts and what is smaller. */
static bool is_local(const place *p) {
    static const char *const wide[] = {"CONT", "RGN", "ZN", "SEA", "OCN", "GULF", "STRT", "STM", "MTS", "PEN", "ISLS", "DSRT", NULL};
    return !is_country(p) && !is_province(p) && p->country[0] != '\0' && !word_in(p->feature, strlen(p->feature), wide);
}

/* How much the report speaks of the place. Capitals are named for their governments. */
static double told_weight(const place_name *n, const candidate *c) {
    double weight = c->share * n->mentions;
    if (n->dateline) return weight * DATELINE_SPOT;
    return strcmp(c->at.feature, "PPLC") == 0 ? weight * CAPITAL_SPOT : weight;
}

/* The town that the report is about; none where its other places, or its country, say otherwise. */
static void find_heart(resolver *r) {
    const candidate *at[NAMES_MAX];
    spot spots[NAMES_MAX];
    uint32_t count = 0;
    for (uint32_t i = 0; i < r->name_count; i++) {
        const candidate *c = winner(r, &r->names[i]);
        if (c == NULL || !is_local(&c->at)) continue;
        at[count] = c;
        spots[count++] = (spot){c->at.lat, c->at.lon, told_weight(&r->names[i], c)};
    }
    uint32_t found = heart_of(spots, count, &r->heart_weight);
    if (found == NONE || (r->home[0] != '\0' && strcmp(at[found]->at.country, r->home) != 0)) return;
    r->heart = at[found];
}

/* A small town far from where the report is, that nothing else in it speaks for: rather some place near that the gazetteer lacks. */
static bool is_far_stray(const resolver *r, const place_name *n, const candidate *c) {
    if (r->heart == NULL || r->heart_weight < SURE_HEART || n->dateline || n->country != NULL) return false;
    if (!is_settlement(&c->at) || is_seat(&c->at) || c->at.population >= STRAY_PEOPLE) return false;
    return where_distance(c->at.lat, c->at.lon, r->heart->at.lat, r->heart->at.lon) > STRAY_KM && near_bonus(r, n, c) < STRAY_NEAR;
}

/* ---- out ----------------------------------------------------------------------------------------------------------- */

static const char *why(const resolver *r, const place_name *n, const candidate *c) {
    const char *holder = n->country != NULL ? ", as the words behind the comma say" : "";
    const char *country = country_weight(r, c->at.country) > 0 && !is_country(&c->at) ? ", in a country of the report" : "";
    if (n->found == 1) return "the only place of that name";
    return arena_printf(r->d->arena, "likeliest of %u (%.2f)%s%s", n->found, c->share, holder, country);
}

acta_status where_set_place(arena *a, const place *p, toponym *t, acta_err *err) {
    t->name = arena_text(a, p->name, strlen(p->name));
    TRY_NEW(t->name, err);
    t->province = p->province != NULL ? arena_text(a, p->province, strlen(p->province)) : NULL;
    if (p->province != NULL) TRY_NEW(t->province, err);
    t->geonameid = p->geonameid;
    t->lat = p->lat;
    t->lon = p->lon;
    memset(t->country, 0, sizeof t->country);
    memcpy(t->country, p->country, strnlen(p->country, 3));
    memset(t->feature, 0, sizeof t->feature);
    memcpy(t->feature, p->feature, strnlen(p->feature, sizeof t->feature - 1));
    return ACTA_OK;
}

static void lie_near(toponym *t, const toponym *near, const char *why) {
    t->near = near;
    memcpy(t->country, near->country, sizeof t->country);
    t->why = why;
}

void where_lie_near(const doc *d, toponym *t) {
    if (d->heart != NULL) lie_near(t, d->heart, "no place of that name; near the town that the report is about");
}

/* "Rockingham, Northamptonshire": the likeliest place of the name lies in another land than the words say. */
static bool is_elsewhere(const resolver *r, const place_name *n, const candidate *c) {
    const candidate *within = n->within != NULL ? winner(r, n->within) : NULL;
    return within != NULL && is_district(&within->at) && is_settlement(&c->at) &&
           where_distance(c->at.lat, c->at.lon, within->at.lat, within->at.lon) > STRAY_KM;
}

/* A copy of the place that outlives the weighing. */
static acta_status kept_place(const resolver *r, const candidate *c, const char *why, toponym **out) {
    *out = ARENA_NEW(r->d->arena, toponym, 1);
    TRY_NEW(*out, r->err);
    **out = (toponym){.why = why};
    return where_set_place(r->d->arena, &c->at, *out, r->err);
}

/* Of a name that bears no place: its country where that is plain, and what it lies in or near. */
static acta_status fill_unresolved(const resolver *r, const place_name *n, toponym *t) {
    t->why = r->home[0] != '\0' ? "no place of that name; the report speaks of one country" : "no place of that name";
    memcpy(t->country, r->home, sizeof t->country);
    if (n == NULL || n->unplaceable) return ACTA_OK;
    const candidate *within = n->within != NULL ? winner(r, n->within) : NULL;
    toponym *near = NULL;
    where_lie_near(r->d, t);
    if (within == NULL) return ACTA_OK;
    TRY(kept_place(r, within, "", &near));
    lie_near(t, near, "no place of that name; near the place in which the report puts it");
    return ACTA_OK;
}

static acta_status fill_toponym(const resolver *r, const place_name *n, toponym *t) {
    const candidate *c = n != NULL ? winner(r, n) : NULL;
    if (c == NULL || is_far_stray(r, n, c) || is_elsewhere(r, n, c)) return fill_unresolved(r, n, t);
    TRY(where_set_place(r->d->arena, &c->at, t, r->err));
    t->why = why(r, n, c);
    TRY_NEW(t->why, r->err);
    return ACTA_OK;
}

/* ---- reading the report --------------------------------------------------------------------------------------------- */

static byte_span name_bytes(const doc *d, const name *n) {
    return (byte_span){d->words[n->words.word_from].span.byte_from, d->words[n->words.word_to - 1].span.byte_to};
}

/* People's names and demonyms tell of their countries. */
static void count_people(resolver *r, const name *n) {
    char key[TABLE_KEY_MAX];
    uint32_t row = 0;
    byte_span span = name_bytes(r->d, n);
    if (r->demonyms == NULL || n->type != NAME_NORP) return;
    size_t bytes = table_key(r->d->text + span.byte_from, span.byte_to - span.byte_from, key, sizeof key);
    if (table_find(r->demonyms, key, bytes, &row) == 0) return;
    slice code = table_cell(r->demonyms, row, 1);
    if (code.bytes >= 3) count_country(r, code.at, 0.5);
}

/* Of "BUSAN, South Korea" and "JERUSALEM/GAZA" the first place; *rest is what stands behind a comma, or NULL. */
static size_t first_part(const char *text, size_t bytes, const char **rest) {
    *rest = NULL;
    for (size_t i = 1; i < bytes; i++) {
        if (text[i] != ',' && text[i] != '/') continue;
        if (text[i] == ',' && i + 2 < bytes) *rest = text + i + 1;
        return i;
    }
    return bytes;
}

static acta_status note_name(resolver *r, byte_span span, bool dateline, place_name **out) {
    const char *text = r->d->text + span.byte_from, *rest = NULL;
    size_t bytes = span.byte_to - span.byte_from, first = first_part(text, bytes, &rest);
    TRY(name_entry(r, text, first, out));
    if (*out == NULL) return ACTA_OK;
    TRY(note_held(r, out, rest, rest != NULL ? bytes - (size_t)(rest - text) : 0, span.byte_to));
    (*out)->dateline |= dateline;
    (*out)->mentions++;
    if ((*out)->count > 0 && is_country(&(*out)->candidates[0].at)) count_country(r, (*out)->candidates[0].at.country, 1);
    return ACTA_OK;
}

/* Two names with nothing but a comma or "and" between them, neither holding the other. */
static void note_list(const resolver *r, place_name *first, place_name *second, byte_span a, byte_span b) {
    static const char *const joins[] = {", ", " and ", ", and ", " or ", ", or ", "/", NULL};
    if (first == NULL || second == NULL || first == second || first->country != NULL || b.byte_from <= a.byte_to) return;
    if (!word_in(r->d->text + a.byte_to, b.byte_from - a.byte_to, joins)) return;
    first->listed[1] = second;
    second->listed[0] = first;
}

/* "Kamenné Square in Bratislava", "Oulton Park, Cheshire": the second name tells where the first lies. */
static void note_within(place_name *first, place_name *second, const char *between, size_t bytes) {
    static const char *const words[] = {" in ", ", in ", " near ", " outside ", NULL};
    if (first == NULL || second == NULL || first == second || first->within != NULL || second->count == 0) return;
    const place *p = &second->candidates[0].at;
    bool holds = word_in(between, bytes, words) || (bytes == 2 && memcmp(between, ", ", 2) == 0 && is_division(p));
    if (holds && !is_country(p) && p->country[0] != '\0' && (first->count == 0 || is_district(p))) first->within = second;
}

static acta_status add_toponym(resolver *r, word_span words, byte_span span) {
    toponym *t = ARENA_PUSH(r->d->arena, r->d->toponyms, r->d->toponym_count, r->d->toponym_capacity);
    TRY_NEW(t, r->err);
    t->words = words;
    t->span = span;
    return ACTA_OK;
}

/* The dateline's country, where no other is spoken of as often; without a dateline, the only one spoken of, if twice. */
static void find_home(resolver *r) {
    uint32_t best = NONE;
    double total = 0;
    for (uint32_t i = 0; i < r->country_count; i++) {
        total += r->countries[i].weight;
        if (best == NONE || r->countries[i].weight > r->countries[best].weight) best = i;
    }
    bool dateline = r->d->toponym_count > 0 && r->d->toponyms[0].words.word_to == 0;
    if (best == NONE || r->countries[best].weight < 3 || r->countries[best].weight < total * (dateline ? 0.75 : 0.99)) return;
    memcpy(r->home, r->countries[best].code, sizeof r->home);
}

/* The words name a place, of one word only where it is no small town. */
static bool is_known_place(const resolver *r, byte_span span, uint32_t words) {
    char key[TABLE_KEY_MAX];
    gazetteer_hit hit;
    size_t bytes = table_key(r->d->text + span.byte_from, span.byte_to - span.byte_from, key, sizeof key);
    if (bytes == 0 || gazetteer_hits(r->g, key, bytes, &hit, 1) == 0 || !hit.own) return false;
    place p = gazetteer_place(r->g, hit.place);
    return words > 1 || is_country(&p) || is_division(&p) || p.population >= HEADED_PEOPLE;
}

/* "Licking County Genealogy Society", "the University of Cincinnati": a body that bears a place's name tells of that place, though nothing
 * need have happened there. The name is the longest at its beginning, or after its "of". */
static acta_status note_body(resolver *r, const name *n) {
    const word *words = r->d->words;
    uint32_t from = n->words.word_from, end = n->words.word_to;
    for (uint32_t at = from; at < end; at++) {
        if (at > from && strcmp(words[at - 1].folded, "of") != 0) continue;
        for (uint32_t k = end - at < BODY_WORDS ? end - at : BODY_WORDS; k > 0; k--) {
            byte_span span = {words[at].span.byte_from, words[at + k - 1].span.byte_to};
            place_name *entry = NULL;
            if (k < end - from && is_known_place(r, span, k)) return note_name(r, span, false, &entry);
        }
    }
    return ACTA_OK;
}

/* First all names are noted, then weighed together, then each mention takes its name's place. */
static acta_status find_all(resolver *r) {
    doc *d = r->d;
    uint32_t room = d->name_count + 1;
    place_name **entry = ARENA_NEW(r->scratch, place_name *, room);
    TRY_NEW(entry, r->err);
    byte_span dateline = d->dateline.place;
    if (dateline.byte_to > dateline.byte_from) {
        TRY(add_toponym(r, (word_span){0, 0}, dateline));
        TRY(note_name(r, dateline, true, &entry[0]));
        const candidate *c = entry[0] != NULL && entry[0]->count > 0 ? &entry[0]->candidates[0] : NULL;
        if (c != NULL) count_country(r, entry[0]->country != NULL ? entry[0]->country : c->at.country, 2);
    }
    byte_span before = {0, 0};
    for (uint32_t i = 0; i < d->name_count; i++) {
        count_people(r, &d->names[i]);
        if (d->names[i].type == NAME_ORG) TRY(note_body(r, &d->names[i]));
        if (d->names[i].type != NAME_LOC || d->names[i].words.word_to <= d->names[i].words.word_from) continue;
        byte_span span = name_bytes(d, &d->names[i]);
        TRY(add_toponym(r, d->names[i].words, span));
        TRY(note_name(r, span, false, &entry[d->toponym_count - 1]));
        if (d->toponym_count > 1 && span.byte_from > before.byte_to)
            note_within(entry[d->toponym_count - 2], entry[d->toponym_count - 1], d->text + before.byte_to, span.byte_from - before.byte_to);
        if (d->toponym_count > 1) note_list(r, entry[d->toponym_count - 2], entry[d->toponym_count - 1], before, span);
        before = span;
    }
    weigh(r);
    find_home(r);
    find_heart(r);
    d->heart = NULL;
    if (r->heart != NULL) TRY(kept_place(r, r->heart, "most of what the report names lies around it", &d->heart));
    for (uint32_t i = 0; i < d->toponym_count; i++) TRY(fill_toponym(r, entry[i], &d->toponyms[i]));
    return ACTA_OK;
}

acta_status where_find(doc *d, const gazetteer *g, const table *demonyms, arena *scratch, acta_err *err) {
    resolver r = {.d = d, .g = g, .demonyms = demonyms, .scratch = scratch, .err = err};
    r.names = ARENA_NEW(scratch, place_name, NAMES_MAX);
    TRY_NEW(r.names, err);
    return find_all(&r);
}
