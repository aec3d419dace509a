/* across.c - tellings are taken in, found to be comparable, and joined into happenings.
 *
 * Everything after the taking in works on tellings in one order of their own, by first day and id, so that the order they were
 * given in cannot matter:
 *   keys       each telling stands under a few keys: its place, its parties, its rarest words, each with its kind of event
 *   pairs      under a key, tellings whose days meet or nearly meet are compared, each with a bounded number of the next
 *   joining    pairs that speak for one event, the strongest first; two groups are joined when the average over their pairs still does
 */
#include "merge/across.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/plover.h"
#include "merge/across_work.h"

enum {
    RARE_WORDS = 8,                  /* words of a telling that are keys */
    RARE_NAMES = 8,                  /* words of its report's topic that are keys */
    KEYS_MAX = RARE_WORDS + RARE_NAMES + 2 * PARTIES_MAX + 2,
    COMPARED_DAY = 32, COMPARED_WIDE = 128,      /* tellings that one is compared with under a key, where its day is known and where not */
    UNDATED_DAYS = 1100,             /* a telling without a date tells what others dated so many days before its report */
    WEIGHED_MEMBERS = 12             /* of a group, when two groups are weighed against one another */
};

/* Log-odds from which on a pair counts, and two groups are joined: chosen on the dev stories. Below zero, because a pair of paraphrases says
 * less than the others of its group will. */
static const float PAIR_LEAST = -1.2f, AVERAGE_LEAST = -1.7f;

/* ---- Taking in ---- */

/* Room for `more` items at the end of an array that doubles. */
static acta_status make_room(across *a, void *array, size_t count, size_t more, size_t *room, size_t size, acta_err *err) {
    void **at = array;
    if (count + more <= *room) return ACTA_OK;
    size_t wanted = *room * 2 > count + more ? *room * 2 : count + more + 64;
    void *moved = a->alloc.resize(a->alloc.ctx, *at, *room * size, wanted * size);
    TRY_NEW(moved, err);
    *at = moved;
    *room = wanted;
    return ACTA_OK;
}

acta_status across_new(across **a, acta_err *err) {
    acta_alloc alloc = acta__malloc();
    *a = alloc.resize(alloc.ctx, NULL, 0, sizeof **a);
    TRY_NEW(*a, err);
    memset(*a, 0, sizeof **a);
    (*a)->alloc = alloc;
    return ACTA_OK;
}

static void give_back(across *a, void *at, size_t bytes) {
    if (at != NULL) a->alloc.resize(a->alloc.ctx, at, bytes, 0);
}

void across_free(across *a) {
    if (a == NULL) return;
    give_back(a, a->texts, a->text_room);
    give_back(a, a->words, a->word_room * sizeof *a->words);
    give_back(a, a->parties, a->party_room * sizeof *a->parties);
    give_back(a, a->reports, a->report_room * sizeof *a->reports);
    give_back(a, a->tellings, a->telling_room * sizeof *a->tellings);
    give_back(a, a, sizeof *a);
}

static acta_status keep_text(across *a, const char *text, uint32_t *at, acta_err *err) {
    size_t bytes = strlen(text) + 1;
    TRY(make_room(a, &a->texts, a->text_count, bytes, &a->text_room, 1, err));
    memcpy(a->texts + a->text_count, text, bytes);
    *at = (uint32_t)a->text_count;
    a->text_count += bytes;
    return ACTA_OK;
}

static acta_status keep_words(across *a, const char *text, size_t most, word_list *list, acta_err *err) {
    TRY(make_room(a, &a->words, a->word_count, most, &a->word_room, sizeof *a->words, err));
    list->from = (uint32_t)a->word_count;
    list->count = (uint8_t)across_words(text, most, a->words + a->word_count);
    a->word_count += list->count;
    return ACTA_OK;
}

static void count_words(const across *a, word_list list, uint32_t *common) {
    for (uint32_t i = 0; i < list.count; i++) common[a->words[list.from + i] % COMMONNESS_SLOTS]++;
}

static int32_t day_of(const char *text) {
    civil_date day = text == NULL ? (civil_date){0} : civil_read(text, strlen(text));
    return day.year == 0 ? NO_DAY : civil_number(day);
}

acta_status across_add_report(across *a, const across_report *report, acta_err *err) {
    if (report->id == NULL) return acta__fail(err, ACTA_MISUSE, -1, "a report without an id");
    told_report r = {.published = day_of(report->published)};
    TRY(make_room(a, &a->reports, a->report_count, 1, &a->report_room, sizeof *a->reports, err));
    TRY(keep_text(a, report->id, &r.id, err));
    TRY(keep_words(a, report->topic, TOPIC_WORDS, &r.topic, err));
    count_words(a, r.topic, a->common_topic);
    a->reports[a->report_count++] = r;
    return ACTA_OK;
}

static bool says(const char *text, const char *word) {
    return text != NULL && strcmp(text, word) == 0;
}

/* The days between which it happened; without a date, the day of its report stands in the order of days. */
static void take_days(const across *a, const across_telling *given, telling *t) {
    t->from = day_of(given->date);
    t->to = day_of(given->enddate);
    if (t->from != NO_DAY) {
        if (t->to == NO_DAY || t->to < t->from) t->to = t->from;
        t->grain = t->from == t->to && (given->granularity == NULL || given->granularity[0] == 0 || says(given->granularity, "day")) ? GRAIN_DAY : GRAIN_WIDE;
        return;
    }
    t->grain = GRAIN_NONE;
    t->from = t->to = a->reports[t->report].published;
}

static void take_place(const across_telling *given, telling *t) {
    t->place = across_hash(given->place);
    t->country = across_hash(given->country);
    t->province = across_hash(given->province);
    t->geonameid = given->geonameid;
    t->has_point = given->has_point;
    t->lat = (float)given->lat;
    t->lon = (float)given->lon;
}

static uint32_t first_word(const char *list) {
    char word[16];
    size_t n = list == NULL ? 0 : strcspn(list, " ");
    if (n >= sizeof word) n = sizeof word - 1;
    memcpy(word, n == 0 ? "" : list, n);
    word[n] = 0;
    return across_hash(word);
}

static acta_status take_parties(across *a, const across_telling *given, telling *t, acta_err *err) {
    size_t count = given->party_count < PARTIES_MAX ? given->party_count : PARTIES_MAX;
    TRY(make_room(a, &a->parties, a->party_count, count, &a->party_room, sizeof *a->parties, err));
    t->parties = (uint32_t)a->party_count;
    t->party_count = (uint8_t)count;
    for (size_t i = 0; i < count; i++) {
        const across_party *p = &given->parties[i];
        told_party kept = {.code = first_word(p->code), .sector = first_word(p->sector), .actor = p->actor};
        TRY(keep_words(a, p->name, NAME_WORDS, &kept.name, err));
        a->parties[a->party_count++] = kept;
    }
    return ACTA_OK;
}

acta_status across_add(across *a, const across_telling *given, acta_err *err) {
    if (a->report_count == 0 || given->id == NULL) return acta__fail(err, ACTA_MISUSE, -1, "a telling without a report or an id");
    telling t = {.given = (uint32_t)a->telling_count, .report = (uint32_t)a->report_count - 1, .type = -1, .negated = says(given->status, "negated")};
    if (given->type != NULL) t.type = (int8_t)plover_type_named(given->type, strlen(given->type));
    t.mode = first_word(given->mode);
    take_days(a, given, &t);
    take_place(given, &t);
    for (int i = 0; i < ACROSS_FIGURES; i++) t.figures[i] = (float)given->figures[i];
    TRY(make_room(a, &a->tellings, a->telling_count, 1, &a->telling_room, sizeof *a->tellings, err));
    TRY(keep_text(a, given->id, &t.id, err));
    TRY(take_parties(a, given, &t, err));
    TRY(keep_words(a, given->triggers, TRIGGER_WORDS, &t.triggers, err));
    TRY(keep_words(a, given->told, TOLD_WORDS, &t.told, err));
    count_words(a, t.told, a->common_told);
    a->tellings[a->telling_count++] = t;
    return ACTA_OK;
}

/* ---- Order ---- */

static int compare_numbers(int64_t x, int64_t y) {
    return (x > y) - (x < y);
}

static int by_day_and_id(const void *x, const void *y, void *ctx) {
    const across *a = ctx;
    const telling *s = x, *t = y;
    int order = compare_numbers(s->from, t->from);
    return order != 0 ? order : strcmp(a->texts + s->id, a->texts + t->id);
}

/* ---- Keys ---- */

enum { FAMILIES = 3 };

/* Kinds of event that reports tell one as the other. Every key names its family, so that no pair crosses from one to another. */
static uint32_t family_of(int type) {
    switch (type) {
    case TYPE_PROTEST: case TYPE_SANCTION: case TYPE_MOBILIZE: case TYPE_COERCE: case TYPE_ASSAULT: return 1;
    case TYPE_REQUEST: case TYPE_ACCUSE: case TYPE_REJECT: case TYPE_THREATEN: return 2;
    default: return 3;
    }
}

typedef struct key {
    uint64_t key;
    uint32_t telling;                /* in the order of day and id, which is the order under one key too */
} key;

static int by_key(const void *x, const void *y) {
    const key *a = x, *b = y;
    int order = (a->key > b->key) - (a->key < b->key);
    return order != 0 ? order : compare_numbers(a->telling, b->telling);
}

/* The least common words of a list, ties by hash. */
static size_t rarest(const across *a, word_list list, const uint32_t *common, size_t most, uint32_t *out) {
    size_t count = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t word = a->words[list.from + i], seen = common[word % COMMONNESS_SLOTS];
        size_t at = count;
        if (seen < 2) continue;      /* nobody else has it */
        while (at > 0 && seen < common[out[at - 1] % COMMONNESS_SLOTS]) at--;
        if (at == most) continue;
        if (count < most) count++;
        memmove(out + at + 1, out + at, (count - at - 1) * sizeof *out);
        out[at] = word;
    }
    return count;
}

enum { KEY_PLACE = 1, KEY_PARTY, KEY_WORD, KEY_TOPIC, KEY_COUNTRY };

static uint64_t key_of(const telling *t, uint32_t sort, uint32_t what) {
    return ((uint64_t)what << 8) | (sort << 4) | family_of(t->type);
}

/* A country is so common that its key holds for one type alone. */
static size_t add_country(const telling *t, uint32_t country, uint64_t *keys, size_t count) {
    uint64_t key = ((uint64_t)country << 16) | ((uint64_t)(t->type + 1) << 8) | (KEY_COUNTRY << 4);
    for (size_t i = 0; i < count; i++) {
        if (keys[i] == key) return count;
    }
    if (country != 0) keys[count++] = key;
    return count;
}

static size_t keys_of(const across *a, const telling *t, uint64_t keys[KEYS_MAX]) {
    uint32_t words[RARE_WORDS > RARE_NAMES ? RARE_WORDS : RARE_NAMES];
    size_t count = 0, n;
    if (t->place != 0) keys[count++] = key_of(t, KEY_PLACE, t->place);
    count = add_country(t, t->country, keys, count);
    for (uint32_t i = 0; i < t->party_count; i++) {
        const told_party *p = &a->parties[t->parties + i];
        if (p->name.count > 0) keys[count++] = key_of(t, KEY_PARTY, a->words[p->name.from]);
        count = add_country(t, p->code, keys, count);
    }
    n = rarest(a, t->told, a->common_told, RARE_WORDS, words);
    for (size_t i = 0; i < n; i++) keys[count++] = key_of(t, KEY_WORD, words[i]);
    n = rarest(a, a->reports[t->report].topic, a->common_topic, RARE_NAMES, words);
    for (size_t i = 0; i < n; i++) keys[count++] = key_of(t, KEY_TOPIC, words[i]);
    return count;
}

/* ---- Pairs ---- */

typedef struct pair {
    uint32_t x, y;                   /* x before y in the order of day and id */
    float odds;
} pair;

typedef struct joining {
    across *a;
    arena memory;
    telling *tellings;               /* [count] in order */
    uint32_t count;
    key *keys;                       /* [key_count] by key, then telling */
    size_t key_count;
    uint32_t *first_key;             /* [count + 1] where the keys of a telling begin in `places` */
    uint32_t *places;                /* [key_count] indices into keys, by telling */
    pair *pairs;
    size_t pair_count, pair_room;
} joining;

/* The tellings of one family. */
static acta_status sort_tellings(joining *j, uint32_t family, acta_err *err) {
    const across *a = j->a;
    size_t count = 0;
    for (size_t i = 0; i < a->telling_count; i++) count += family_of(a->tellings[i].type) == family;
    j->tellings = ARENA_NEW(&j->memory, telling, count);
    TRY_NEW(j->tellings, err);
    for (size_t i = 0; i < a->telling_count; i++) {
        if (family_of(a->tellings[i].type) == family) j->tellings[j->count++] = a->tellings[i];
    }
    qsort_r(j->tellings, j->count, sizeof *j->tellings, by_day_and_id, j->a);
    return ACTA_OK;
}

/* How many events of its type a report tells: the more, the less it says that two are of one type. */
static acta_status count_rivals(joining *j, acta_err *err) {
    size_t reports = j->a->report_count;
    uint8_t *of_type = ARENA_NEW(&j->memory, uint8_t, reports * (PLOVER_TYPES + 1));
    TRY_NEW(of_type, err);
    for (uint32_t i = 0; i < j->count; i++) {
        uint8_t *n = &of_type[j->tellings[i].report * (PLOVER_TYPES + 1) + (size_t)(j->tellings[i].type + 1)];
        if (*n < UINT8_MAX) ++*n;
    }
    for (uint32_t i = 0; i < j->count; i++) j->tellings[i].rivals = of_type[j->tellings[i].report * (PLOVER_TYPES + 1) + (size_t)(j->tellings[i].type + 1)];
    return ACTA_OK;
}

static acta_status make_keys(joining *j, acta_err *err) {
    uint64_t keys[KEYS_MAX];
    size_t all = 0;
    for (uint32_t i = 0; i < j->count; i++) all += keys_of(j->a, &j->tellings[i], keys);
    j->keys = ARENA_NEW(&j->memory, key, all);
    j->first_key = ARENA_NEW(&j->memory, uint32_t, (size_t)j->count + 1);
    TRY_NEW(j->keys, err);
    TRY_NEW(j->first_key, err);
    for (uint32_t i = 0; i < j->count; i++) {
        size_t n = keys_of(j->a, &j->tellings[i], keys);
        for (size_t k = 0; k < n; k++) j->keys[j->key_count++] = (key){keys[k], i};
        j->first_key[i + 1] = (uint32_t)j->key_count;
    }
    qsort(j->keys, j->key_count, sizeof *j->keys, by_key);
    j->places = ARENA_NEW(&j->memory, uint32_t, j->key_count);
    uint32_t *filled = ARENA_NEW(&j->memory, uint32_t, j->count);
    TRY_NEW(j->places, err);
    TRY_NEW(filled, err);
    for (size_t k = 0; k < j->key_count; k++) {
        uint32_t t = j->keys[k].telling;
        j->places[j->first_key[t] + filled[t]++] = (uint32_t)k;
    }
    return ACTA_OK;
}

enum { NEIGHBOURS_MAX = 2 * KEYS_MAX * COMPARED_WIDE };

/* The later tellings under one key whose days come near: they stand behind, ordered by their first day. */
static size_t ahead(const joining *j, size_t at, uint32_t *out) {
    const key *k = &j->keys[at];
    const telling *t = &j->tellings[k->telling];
    size_t most = t->grain == GRAIN_DAY ? COMPARED_DAY : COMPARED_WIDE, count = 0;
    for (size_t i = at + 1; i < j->key_count && j->keys[i].key == k->key && count < most; i++) {
        const telling *other = &j->tellings[j->keys[i].telling];
        if (other->from > t->to + DAYS_APART_MAX) break;
        if (other->grain != GRAIN_NONE) out[count++] = j->keys[i].telling;
    }
    return count;
}

/* For a telling without a date, those under one key whose day came before its report, the nearest first. */
static size_t back(const joining *j, size_t at, uint32_t *out) {
    const key *k = &j->keys[at];
    const telling *t = &j->tellings[k->telling];
    size_t count = 0;
    for (size_t i = at; i > 0 && j->keys[i - 1].key == k->key && count < COMPARED_WIDE; i--) {
        const telling *other = &j->tellings[j->keys[i - 1].telling];
        if (other->from < t->from - UNDATED_DAYS) break;
        out[count++] = j->keys[i - 1].telling;
    }
    return count;
}

static size_t neighbours_under(const joining *j, size_t at, uint32_t *out) {
    const telling *t = &j->tellings[j->keys[at].telling];
    if (t->grain != GRAIN_NONE) return ahead(j, at, out);
    if (t->from == NO_DAY) return 0;
    size_t count = back(j, at, out);
    return count + ahead(j, at, out + count);
}

static int by_index(const void *x, const void *y) {
    return compare_numbers(*(const uint32_t *)x, *(const uint32_t *)y);
}

static acta_status keep_pair(joining *j, pair p, acta_err *err) {
    TRY(make_room(j->a, &j->pairs, j->pair_count, 1, &j->pair_room, sizeof *j->pairs, err));
    j->pairs[j->pair_count++] = p;
    return ACTA_OK;
}

static acta_status compare_with(joining *j, uint32_t one, uint32_t other, across_pair_sink take, void *ctx, acta_err *err) {
    uint32_t x = one < other ? one : other, y = one < other ? other : one;
    float evidence[ACROSS_EVIDENCES];
    across_weigh(j->a, &j->tellings[x], &j->tellings[y], evidence);
    if (take != NULL) take(ctx, j->tellings[x].given, j->tellings[y].given, evidence);
    float odds = across_odds(evidence);
    return odds > PAIR_LEAST ? keep_pair(j, (pair){x, y, odds}, err) : ACTA_OK;
}

static acta_status make_pairs(joining *j, across_pair_sink take, void *ctx, acta_err *err) {
    uint32_t *near = ARENA_NEW(&j->memory, uint32_t, NEIGHBOURS_MAX);
    TRY_NEW(near, err);
    for (uint32_t x = 0; x < j->count; x++) {
        size_t count = 0;
        for (uint32_t k = j->first_key[x]; k < j->first_key[x + 1]; k++) count += neighbours_under(j, j->places[k], near + count);
        qsort(near, count, sizeof *near, by_index);
        for (size_t i = 0; i < count; i++) {
            if (near[i] != x && (i == 0 || near[i] != near[i - 1])) TRY(compare_with(j, x, near[i], take, ctx, err));
        }
    }
    return ACTA_OK;
}

/* ---- Joining ---- */

static int by_odds(const void *x, const void *y) {
    const pair *a = x, *b = y;
    if (a->odds != b->odds) return a->odds > b->odds ? -1 : 1;
    int order = compare_numbers(a->x, b->x);
    return order != 0 ? order : compare_numbers(a->y, b->y);
}

/* Groups as rings: `next` leads round the members, `group` names the least of them. */
typedef struct rings {
    uint32_t *group, *next;
} rings;

static uint32_t some_members(const rings *r, uint32_t group, uint32_t *out) {
    uint32_t count = 0, at = group;
    do {
        out[count++] = at;
        at = r->next[at];
    } while (at != group && count < WEIGHED_MEMBERS);
    return count;
}

/* The average over the pairs between two groups. */
static float average(const joining *j, const rings *r, uint32_t g, uint32_t h) {
    uint32_t of_g[WEIGHED_MEMBERS], of_h[WEIGHED_MEMBERS], m = some_members(r, g, of_g), n = some_members(r, h, of_h);
    float evidence[ACROSS_EVIDENCES], sum = 0;
    for (uint32_t i = 0; i < m; i++) {
        for (uint32_t k = 0; k < n; k++) {
            uint32_t x = of_g[i] < of_h[k] ? of_g[i] : of_h[k], y = of_g[i] < of_h[k] ? of_h[k] : of_g[i];
            across_weigh(j->a, &j->tellings[x], &j->tellings[y], evidence);
            sum += across_odds(evidence);
        }
    }
    return sum / (float)(m * n);
}

static void unite(rings *r, uint32_t g, uint32_t h) {
    uint32_t least = g < h ? g : h, other = g < h ? h : g, at = other;
    do {
        r->group[at] = least;
        at = r->next[at];
    } while (at != other);
    uint32_t after = r->next[least];
    r->next[least] = r->next[other];
    r->next[other] = after;
}

static acta_status join_pairs(joining *j, rings *r, acta_err *err) {
    r->group = ARENA_NEW(&j->memory, uint32_t, j->count);
    r->next = ARENA_NEW(&j->memory, uint32_t, j->count);
    TRY_NEW(r->group, err);
    TRY_NEW(r->next, err);
    for (uint32_t i = 0; i < j->count; i++) r->group[i] = r->next[i] = i;
    if (j->pair_count > 0) qsort(j->pairs, j->pair_count, sizeof *j->pairs, by_odds);
    for (size_t i = 0; i < j->pair_count; i++) {
        uint32_t g = r->group[j->pairs[i].x], h = r->group[j->pairs[i].y];
        if (g != h && average(j, r, g, h) > AVERAGE_LEAST) unite(r, g, h);
    }
    return ACTA_OK;
}

/* Each telling's group, named by what the least of its members was given as. */
static void name_groups(const joining *j, const rings *r, uint32_t *first) {
    for (uint32_t i = 0; i < j->count; i++) first[j->tellings[i].given] = j->tellings[r->group[i]].given;
}

static acta_status prepare(joining *j, uint32_t family, across_pair_sink take, void *ctx, acta_err *err) {
    TRY(sort_tellings(j, family, err));
    TRY(count_rivals(j, err));
    TRY(make_keys(j, err));
    return make_pairs(j, take, ctx, err);
}

static void joining_begin(joining *j, across *a) {
    *j = (joining){.a = a};
    arena_begin(&j->memory, a->alloc, a->telling_count * sizeof(telling));
}

static void joining_end(joining *j) {
    give_back(j->a, j->pairs, j->pair_room * sizeof *j->pairs);
    arena_end(&j->memory);
}

/* A family at a time: what is needed to join one is given back before the next. */
static acta_status join_family(across *a, uint32_t family, uint32_t *first, acta_err *err) {
    joining j;
    rings r;
    joining_begin(&j, a);
    acta_status status = prepare(&j, family, NULL, NULL, err);
    if (status == ACTA_OK) status = join_pairs(&j, &r, err);
    if (status == ACTA_OK) name_groups(&j, &r, first);
    joining_end(&j);
    return status;
}

static int by_day_and_id_of_given(const void *x, const void *y, void *ctx) {
    const across *a = ctx;
    return by_day_and_id(&a->tellings[*(const uint32_t *)x], &a->tellings[*(const uint32_t *)y], ctx);
}

/* Groups get numbers in the order of their first tellings' days and ids. In: first[], each telling's first; out: its number there. */
static acta_status number(across *a, uint32_t *first, uint32_t *happenings, acta_err *err) {
    size_t tellings = a->telling_count, count = 0, bytes = 2 * (tellings + 1) * sizeof(uint32_t);
    uint32_t *groups = a->alloc.resize(a->alloc.ctx, NULL, 0, bytes);
    TRY_NEW(groups, err);
    uint32_t *number_of = groups + tellings + 1;
    for (uint32_t i = 0; i < tellings; i++) {
        if (first[i] == i) groups[count++] = i;
    }
    qsort_r(groups, count, sizeof *groups, by_day_and_id_of_given, a);
    for (size_t i = 0; i < count; i++) number_of[groups[i]] = (uint32_t)i;
    for (size_t i = 0; i < tellings; i++) first[i] = number_of[first[i]];
    *happenings = (uint32_t)count;
    give_back(a, groups, bytes);
    return ACTA_OK;
}

acta_status across_join(across *a, uint32_t *happening, uint32_t *happenings, acta_err *err) {
    across_weigh_words(a);
    for (uint32_t family = 1; family <= FAMILIES; family++) TRY(join_family(a, family, happening, err));
    return number(a, happening, happenings, err);
}

static acta_status family_pairs(across *a, uint32_t family, across_pair_sink take, void *ctx, acta_err *err) {
    joining j;
    joining_begin(&j, a);
    acta_status status = prepare(&j, family, take, ctx, err);
    joining_end(&j);
    return status;
}

acta_status across_pairs(across *a, across_pair_sink take, void *ctx, acta_err *err) {
    across_weigh_words(a);
    for (uint32_t family = 1; family <= FAMILIES; family++) TRY(family_pairs(a, family, take, ctx, err));
    return ACTA_OK;
}
