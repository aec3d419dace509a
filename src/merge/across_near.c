/* across_near.c - which tellings are near enough to be compared.
 *
 * A telling stands under a few keys. Keys are taken a part at a time, as many as there is room for; in a part they are sorted, and under one
 * key stand the tellings that have it, by rank. Which of them are compared hangs on that one key's tellings alone, so that the parts
 * may be cut anywhere.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/plover.h"
#include "merge/across_work.h"

enum {
    RARE_WORDS = 8,                  /* words of a telling that are keys */
    RARE_NAMES = 8,                  /* words of its report's topic that are keys */
    KEYS_MAX = RARE_WORDS + RARE_NAMES + 2 * PARTIES_MAX + 2,
    COMPARED_DAY = 32, COMPARED_WIDE = 48,      /* tellings that one is compared with under a key, where its day is known and where not */
    NEIGHBOURS_MAX = 2 * COMPARED_WIDE,
    COMPARED_SLOTS = 1 << 18,        /* remembered of the pairs that were compared */
    UNDATED_DAYS = 1100              /* a telling without a date tells what others dated so many days before its report */
};

/* ---- Keys ---- */

/* Kinds of event that reports tell one as the other. Every key names its family, so that no pair crosses from one to another. */
static uint32_t family_of(int type) {
    switch (type) {
    case TYPE_PROTEST: case TYPE_SANCTION: case TYPE_MOBILIZE: case TYPE_COERCE: case TYPE_ASSAULT: return 1;
    case TYPE_REQUEST: case TYPE_ACCUSE: case TYPE_REJECT: case TYPE_THREATEN: return 2;
    default: return 3;
    }
}

/* The least common words of a list, ties by hash. */
static size_t rarest(const uint32_t *words, size_t word_count, const uint32_t *common, size_t most, uint32_t *out) {
    size_t count = 0;
    for (size_t i = 0; i < word_count; i++) {
        uint32_t seen = common[words[i] % COMMONNESS_SLOTS];
        size_t at = count;
        if (seen < 2) continue;      /* nobody else has it */
        while (at > 0 && seen < common[out[at - 1] % COMMONNESS_SLOTS]) at--;
        if (at == most) continue;
        if (count < most) count++;
        memmove(out + at + 1, out + at, (count - at - 1) * sizeof *out);
        out[at] = words[i];
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
        const told_party *p = &t->parties[i];
        if (p->name_count > 0) keys[count++] = key_of(t, KEY_PARTY, p->name[0]);
        count = add_country(t, p->code, keys, count);
    }
    n = rarest(t->told, t->told_count, a->common_told, RARE_WORDS, words);
    for (size_t i = 0; i < n; i++) keys[count++] = key_of(t, KEY_WORD, words[i]);
    n = rarest(t->topic, t->topic_count, a->common_topic, RARE_NAMES, words);
    for (size_t i = 0; i < n; i++) keys[count++] = key_of(t, KEY_TOPIC, words[i]);
    return count;
}

/* A key of a telling: its hash in the upper half, the telling's rank in the lower, so that numbers sort as keys do. Two keys of one hash are taken
 * for one, which costs a few comparisons more. */
static uint64_t entry(uint64_t key, uint32_t rank) {
    return ((key * 0x9E3779B97F4A7C15u) & 0xFFFFFFFF00000000u) | rank;
}

static bool of_one_key(uint64_t x, uint64_t y) {
    return x >> 32 == y >> 32;
}

static uint64_t part_of(uint64_t entry, uint64_t parts) {
    return (entry >> 32) * parts >> 32;
}

static int by_number(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

typedef struct nearing {
    across *a;
    across_pairs *pairs;
    float least;
    uint64_t *keys;                  /* [count] entries of one part, sorted */
    uint64_t *shared;                /* [shared_count] keys that several have: the first one's rank, and where the key begins among the entries */
    size_t count, room, shared_count, shared_room;
    uint64_t *compared;              /* [COMPARED_SLOTS] pairs compared lately, by hash */
    across_look *look;               /* the telling that others are compared with */
} nearing;

static acta_status count_keys(nearing *n, uint64_t *all, acta_err *err) {
    uint64_t keys[KEYS_MAX];
    *all = 0;
    for (uint32_t rank = 0; rank < n->a->count; rank++) {
        const telling *t;
        TRY(across_get(n->a, rank, &t, err));
        *all += keys_of(n->a, t, keys);
    }
    return ACTA_OK;
}

static acta_status gather(nearing *n, uint64_t part, uint64_t parts, acta_err *err) {
    uint64_t keys[KEYS_MAX];
    n->count = 0;
    for (uint32_t rank = 0; rank < n->a->count; rank++) {
        const telling *t;
        TRY(across_get(n->a, rank, &t, err));
        size_t count = keys_of(n->a, t, keys);
        TRY(across_room(n->a, &n->keys, n->count, count, &n->room, sizeof *n->keys, err));
        for (size_t i = 0; i < count; i++) {
            uint64_t e = entry(keys[i], rank);
            if (part_of(e, parts) == part) n->keys[n->count++] = e;
        }
    }
    if (n->count > 0) qsort(n->keys, n->count, sizeof *n->keys, by_number);
    return ACTA_OK;
}

static uint32_t rank_at(const nearing *n, size_t at) {
    return (uint32_t)n->keys[at];
}

static size_t end_of_key(const nearing *n, size_t from) {
    size_t to = from + 1;
    while (to < n->count && of_one_key(n->keys[to], n->keys[from])) to++;
    return to;
}

/* In the order of the first telling of each: keys of one story follow one another then, its tellings are still remembered, and which of them
 * were compared. */
static acta_status order_keys(nearing *n, acta_err *err) {
    n->shared_count = 0;
    for (size_t from = 0, to; from < n->count; from = to) {
        to = end_of_key(n, from);
        if (to - from < 2) continue;
        TRY(across_room(n->a, &n->shared, n->shared_count, 1, &n->shared_room, sizeof *n->shared, err));
        n->shared[n->shared_count++] = (uint64_t)rank_at(n, from) << 32 | from;
    }
    if (n->shared_count > 0) qsort(n->shared, n->shared_count, sizeof *n->shared, by_number);
    return ACTA_OK;
}

/* ---- Neighbours ---- */

/* The later tellings under one key whose days come near: they stand behind, ordered by their first day. */
static size_t ahead(const nearing *n, size_t at, size_t to, uint32_t *out) {
    const brief *briefs = n->a->briefs, *t = &briefs[rank_at(n, at)];
    size_t most = t->grain == GRAIN_DAY ? COMPARED_DAY : COMPARED_WIDE, count = 0;
    for (size_t i = at + 1; i < to && count < most; i++) {
        const brief *other = &briefs[rank_at(n, i)];
        if (other->from > t->to + DAYS_APART_MAX) break;
        if (other->grain != GRAIN_NONE) out[count++] = rank_at(n, i);
    }
    return count;
}

/* For a telling without a date, those under one key whose day came before its report, the nearest first. */
static size_t back(const nearing *n, size_t at, size_t from, uint32_t *out) {
    const brief *briefs = n->a->briefs, *t = &briefs[rank_at(n, at)];
    size_t count = 0;
    for (size_t i = at; i > from && count < COMPARED_WIDE; i--) {
        if (briefs[rank_at(n, i - 1)].from < t->from - UNDATED_DAYS) break;
        out[count++] = rank_at(n, i - 1);
    }
    return count;
}

/* Under the key whose tellings are [from, to). */
static size_t neighbours(const nearing *n, size_t at, size_t from, size_t to, uint32_t out[NEIGHBOURS_MAX]) {
    const brief *t = &n->a->briefs[rank_at(n, at)];
    if (t->grain != GRAIN_NONE) return ahead(n, at, to, out);
    if (t->from == NO_DAY) return 0;
    size_t count = back(n, at, from, out);
    return count + ahead(n, at, to, out + count);
}

/* ---- Comparing ---- */

/* Many pairs have several keys in common. Those of one telling lie side by side. */
static bool compared_lately(nearing *n, uint32_t one, uint32_t other) {
    uint64_t both = (uint64_t)one << 32 | other, *slot = &n->compared[(one * 0x9E3779B1u + other) % COMPARED_SLOTS];
    if (*slot == both) return true;
    *slot = both;
    return false;
}

static acta_status compare_with(nearing *n, uint32_t one, uint32_t other, acta_err *err) {
    across_pair pair = {one < other ? one : other, one < other ? other : one, 0};
    float evidence[ACROSS_EVIDENCES];
    across_shared shared;
    const telling *t;
    if (one == other || compared_lately(n, one, other)) return ACTA_OK;
    if (n->least == -INFINITY) return across_pairs_add(n->pairs, pair, err);
    TRY(across_get(n->a, other, &t, err));
    if (!across_may_exceed(n->a, n->look, t, n->least, &shared)) return ACTA_OK;
    across_weigh_shared(n->a, &n->look->one, t, &shared, evidence);
    pair.odds = across_odds(evidence);
    return pair.odds > n->least ? across_pairs_add(n->pairs, pair, err) : ACTA_OK;
}

static acta_status compare(nearing *n, size_t at, size_t from, size_t to, acta_err *err) {
    uint32_t near[NEIGHBOURS_MAX], one = rank_at(n, at);
    const telling *t;
    size_t count = neighbours(n, at, from, to, near);
    if (count == 0) return ACTA_OK;
    TRY(across_get(n->a, one, &t, err));
    across_look_at(n->look, t);
    for (size_t i = 0; i < count; i++) TRY(compare_with(n, one, near[i], err));
    return ACTA_OK;
}

/* A telling may stand under one key twice, by two parties of one name. */
static acta_status compare_all(nearing *n, acta_err *err) {
    for (size_t i = 0; i < n->shared_count; i++) {
        size_t from = (uint32_t)n->shared[i], to = end_of_key(n, from);
        for (size_t at = from; at < to; at++) TRY(compare(n, at, from, to, err));
    }
    return ACTA_OK;
}

static acta_status in_parts(nearing *n, acta_err *err) {
    uint64_t all;
    TRY(count_keys(n, &all, err));
    uint64_t parts = all / n->a->limits.keys + 1;
    for (uint64_t part = 0; part < parts; part++) {
        TRY(gather(n, part, parts, err));
        TRY(order_keys(n, err));
        TRY(compare_all(n, err));
    }
    return ACTA_OK;
}

static acta_status begin(nearing *n, acta_err *err) {
    acta_alloc alloc = n->a->alloc;
    n->look = alloc.resize(alloc.ctx, NULL, 0, sizeof *n->look);
    TRY_NEW(n->look, err);
    memset(n->look, 0, sizeof *n->look);
    n->compared = alloc.resize(alloc.ctx, NULL, 0, COMPARED_SLOTS * sizeof *n->compared);
    TRY_NEW(n->compared, err);
    memset(n->compared, 0, COMPARED_SLOTS * sizeof *n->compared);    /* (0, 0) is no pair */
    return ACTA_OK;
}

acta_status across_near(across *a, float least, across_pairs *pairs, acta_err *err) {
    nearing n = {.a = a, .pairs = pairs, .least = least};
    acta_status status = begin(&n, err);
    if (status == ACTA_OK) status = in_parts(&n, err);
    across_give_back(a, n.look, sizeof *n.look);
    across_give_back(a, n.compared, COMPARED_SLOTS * sizeof *n.compared);
    across_give_back(a, n.shared, n.shared_room * sizeof *n.shared);
    across_give_back(a, n.keys, n.room * sizeof *n.keys);
    return status;
}
