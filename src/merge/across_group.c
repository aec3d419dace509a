/* across_group.c - groups of tellings: two are joined while the average over the pairs between them speaks for one event. */
#include <string.h>

#include "merge/across_work.h"

enum {
    WEIGHED_MEMBERS = 12,            /* of a group, when two groups are weighed against one another */
    REFUSALS = 1 << 16               /* remembered */
};

/* Log-odds from which on two groups are joined: chosen on the dev stories. */
static const float AVERAGE_LEAST = -1.7f;

/* Two groups that were weighed and not joined, and how great they were: until one grows the answer is the same. */
typedef struct refusal {
    uint32_t g, h, of_g, of_h;
} refusal;

/* Groups as rings: `next` leads round the members, `first` names the least of them. */
typedef struct grouping {
    across *a;
    uint32_t *first, *next, *size;   /* [count]; size: by the least member */
    refusal *refused;                /* [REFUSALS] by hash of the two */
    telling of_g[WEIGHED_MEMBERS], of_h[WEIGHED_MEMBERS];
    across_look look;
} grouping;

static acta_status some_members(grouping *r, uint32_t group, telling *out, uint32_t *count, acta_err *err) {
    uint32_t at = group;
    *count = 0;
    do {
        TRY(across_copy(r->a, at, &out[(*count)++], err));
        at = r->next[at];
    } while (at != group && *count < WEIGHED_MEMBERS);
    return ACTA_OK;
}

/* The average over the pairs between two groups. */
static acta_status average(grouping *r, uint32_t g, uint32_t h, float *out, acta_err *err) {
    uint32_t m, n;
    float evidence[ACROSS_EVIDENCES], sum = 0;
    across_shared shared;
    TRY(some_members(r, g, r->of_g, &m, err));
    TRY(some_members(r, h, r->of_h, &n, err));
    for (uint32_t i = 0; i < m; i++) {
        across_look_at(&r->look, &r->of_g[i]);
        for (uint32_t k = 0; k < n; k++) {
            across_share(r->a, &r->look, &r->of_h[k], &shared);
            across_weigh_shared(r->a, &r->of_g[i], &r->of_h[k], &shared, evidence);
            sum += across_odds(evidence);
        }
    }
    *out = sum / (float)(m * n);
    return ACTA_OK;
}

static void unite(grouping *r, uint32_t g, uint32_t h) {
    uint32_t least = g < h ? g : h, other = g < h ? h : g, at = other;
    do {
        r->first[at] = least;
        at = r->next[at];
    } while (at != other);
    uint32_t after = r->next[least];
    r->next[least] = r->next[other];
    r->next[other] = after;
    r->size[least] += r->size[other];
}

static refusal *refusal_of(const grouping *r, uint32_t g, uint32_t h) {
    uint64_t both = ((uint64_t)g << 32 | h) * 0x9E3779B97F4A7C15u;
    return &r->refused[(both >> 40) % REFUSALS];
}

/* g and h in the order in which the pair names them: the sum runs over their members in that order. */
static acta_status weigh(grouping *r, uint32_t g, uint32_t h, acta_err *err) {
    refusal now = {g, h, r->size[g], r->size[h]}, *known = refusal_of(r, g, h);
    float odds;
    if (memcmp(&now, known, sizeof now) == 0) return ACTA_OK;
    TRY(average(r, g, h, &odds, err));
    if (odds > AVERAGE_LEAST) unite(r, g, h);
    else *known = now;
    return ACTA_OK;
}

static acta_status join_pairs(grouping *r, across_pairs *pairs, acta_err *err) {
    for (uint32_t i = 0; i < r->a->count; i++) {
        r->first[i] = r->next[i] = i;
        r->size[i] = 1;
    }
    memset(r->refused, 0, REFUSALS * sizeof *r->refused);
    for (;;) {
        across_pair pair;
        bool found;
        TRY(across_pairs_next(pairs, &pair, &found, err));
        if (!found) return ACTA_OK;
        uint32_t g = r->first[pair.x], h = r->first[pair.y];
        if (g != h) TRY(weigh(r, g, h, err));
    }
}

acta_status across_group(across *a, across_pairs *pairs, uint32_t *first, acta_err *err) {
    grouping *r;
    arena memory;
    arena_begin(&memory, a->alloc, a->count * 2 * sizeof(uint32_t) + REFUSALS * sizeof(refusal) + sizeof *r + 1024);
    r = ARENA_NEW(&memory, grouping, 1);
    acta_status status = ACTA_NOMEM;
    if (r != NULL) {
        *r = (grouping){.a = a, .first = first, .next = ARENA_NEW(&memory, uint32_t, a->count), .size = ARENA_NEW(&memory, uint32_t, a->count),
                        .refused = ARENA_NEW(&memory, refusal, REFUSALS)};
        bool room = r->next != NULL && r->size != NULL && r->refused != NULL;
        if (room) status = join_pairs(r, pairs, err);
    }
    arena_end(&memory);
    return status == ACTA_NOMEM ? acta__fail(err, status, -1, "out of memory") : status;
}
