/* pairs.c - who acts on whom. */
#include "pairs.h"

#include <stdlib.h>
#include <string.h>

const char *const pair_levels[] = {"country", "who", "name", NULL};
enum { BY_COUNTRY, BY_WHO, BY_NAME };

/* What a face is at a level; NO_NAME: nothing, such as rebels of no country among countries. */
static uint32_t name_at(const sheet_face *f, int level) {
    if (level == BY_COUNTRY) return f->code;
    return level == BY_WHO || f->name == NO_NAME ? f->who : f->name;
}

/* The different names among some faces. */
static size_t names_of(const sheet *s, const uint32_t *faces, size_t count, int level, uint32_t *out) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t name = name_at(&s->faces[faces[i]], level);
        size_t k = 0;
        while (k < kept && out[k] != name) k++;
        if (k == kept && name != NO_NAME) out[kept++] = name;
    }
    return kept;
}

static size_t slot_of(const pairs *p, uint32_t from, uint32_t to) {
    uint64_t mixed = ((uint64_t)from << 32 | to) * 0x9E3779B97F4A7C15u;
    size_t slot = (size_t)(mixed >> 20) & (p->slot_count - 1);
    for (; p->slots[slot] != 0; slot = (slot + 1) & (p->slot_count - 1)) {
        const pair *there = &p->at[p->slots[slot] - 1];
        if (there->from == from && there->to == to) break;
    }
    return slot;
}

static void more_slots(work *w, pairs *p) {
    p->slot_count = p->slot_count == 0 ? 1024 : p->slot_count * 4;
    p->slots = pad_take(&w->pad, p->slot_count * sizeof *p->slots);
    for (size_t i = 0; i < p->count; i++) p->slots[slot_of(p, p->at[i].from, p->at[i].to)] = (uint32_t)i + 1;
}

static void add_pair(work *w, pairs *p, uint32_t from, uint32_t to, uint32_t weight, double scale) {
    if (p->count * 2 >= p->slot_count) more_slots(w, p);
    size_t slot = slot_of(p, from, to);
    if (p->slots[slot] == 0) {
        p->at = pad_append(&w->pad, p->at, &p->count, sizeof *p->at);
        p->at[p->count - 1] = (pair){.from = from, .to = to};
        p->slots[slot] = (uint32_t)p->count;
    }
    pair *one = &p->at[p->slots[slot] - 1];
    one->count += weight;
    one->scale += scale * weight;
}

/* The two sides of an event, each name once; false where one side is missing. */
typedef struct sides {
    uint32_t from[UINT8_MAX], to[UINT8_MAX];
    size_t senders, receivers;
} sides;

static bool sides_of(const sheet *s, const sheet_event *e, int level, sides *both) {
    if (e->actors == 0 || e->recipients == 0) return false;
    both->senders = names_of(s, event_actors(s, e), e->actors, level, both->from);
    both->receivers = names_of(s, event_recipients(s, e), e->recipients, level, both->to);
    return both->senders > 0 && both->receivers > 0;
}

static void tally_event(pairs *p, const sides *both, uint32_t weight) {
    for (size_t i = 0; i < both->senders; i++) {
        p->acts[both->from[i]] += weight;
        p->takes_part[both->from[i]] += weight;
    }
    for (size_t k = 0; k < both->receivers; k++) {
        size_t i = 0;
        p->meets[both->to[k]] += weight;
        while (i < both->senders && both->from[i] != both->to[k]) i++;
        if (i == both->senders) p->takes_part[both->to[k]] += weight;
    }
}

bool pairs_tally(work *w, pairs *p) {
    const sheet *s = w->sheet;
    sides both;
    *p = (pairs){0};
    if (!asked_word(w, "level", pair_levels, BY_WHO, &p->level) || !filter_select(w, &p->chosen)) return false;
    size_t bytes = (s->names.count + 1) * sizeof *p->acts;
    p->acts = pad_take(&w->pad, bytes);
    p->meets = pad_take(&w->pad, bytes);
    p->takes_part = pad_take(&w->pad, bytes);
    for (size_t i = 0; i < p->chosen.count; i++) {
        const sheet_event *e = &s->events[p->chosen.rows[i]];
        if (sides_of(s, e, p->level, &both)) tally_event(p, &both, event_weight(s, &p->chosen, e));
    }
    return true;
}

static int strongest_first(const void *a, const void *b) {
    const pair *m = a, *n = b;
    if (m->count != n->count) return m->count < n->count ? 1 : -1;
    if (m->from != n->from) return m->from < n->from ? -1 : 1;
    return m->to < n->to ? -1 : m->to > n->to;
}

/* The count that at least `most` pairs reach, so that the many weak ones need not be sorted. */
static uint64_t count_reached(const pairs *p, size_t most) {
    enum { HIGHEST = 4096 };
    size_t with[HIGHEST + 1] = {0}, reached = 0;
    for (size_t i = 0; i < p->count; i++) with[p->at[i].count < HIGHEST ? p->at[i].count : HIGHEST]++;
    uint64_t count = HIGHEST;
    while (count > 0 && (reached += with[count]) < most) count--;
    return count;
}

static void keep_strongest(pairs *p, size_t most) {
    uint64_t least = count_reached(p, most);
    size_t kept = 0, all = p->count;
    for (size_t i = 0; i < all; i++) {
        if (p->at[i].count >= least) p->at[kept++] = p->at[i];
    }
    if (kept > 0) qsort(p->at, kept, sizeof *p->at, strongest_first);
    p->count = kept < most ? kept : most;
    p->left_out = all - p->count;
}

void pairs_count(work *w, pairs *p, const uint32_t *from_places, const uint32_t *to_places, size_t most) {
    const sheet *s = w->sheet;
    sides both;
    for (size_t i = 0; i < p->chosen.count; i++) {
        const sheet_event *e = &s->events[p->chosen.rows[i]];
        if (!sides_of(s, e, p->level, &both)) continue;
        uint32_t weight = event_weight(s, &p->chosen, e);
        for (size_t m = 0; m < both.senders; m++) {
            for (size_t n = 0; n < both.receivers && from_places[both.from[m]] != 0; n++) {
                if (to_places[both.to[n]] != 0) add_pair(w, p, both.from[m], both.to[n], weight, e->scale);
            }
        }
    }
    keep_strongest(p, most);
}

typedef struct ranked {
    uint64_t count;
    uint32_t name, rank;
} ranked;

static int highest_first(const void *a, const void *b) {
    const ranked *m = a, *n = b;
    if (m->count != n->count) return m->count < n->count ? 1 : -1;
    return m->rank < n->rank ? -1 : m->rank > n->rank;
}

uint32_t *names_ranked(work *w, const uint64_t *counts, size_t most, size_t *count) {
    const sheet *s = w->sheet;
    size_t there = 0, i = 0;
    for (size_t k = 0; k < s->names.count; k++) there += counts[k] > 0;
    ranked *all = pad_take(&w->pad, (there + 1) * sizeof *all);
    for (uint32_t k = 0; k < s->names.count; k++) {
        if (counts[k] > 0) all[i++] = (ranked){counts[k], k, s->rank[k]};
    }
    if (there > 0) qsort(all, there, sizeof *all, highest_first);
    *count = there < most ? there : most;
    uint32_t *names = pad_take(&w->pad, (*count + 1) * sizeof *names);
    for (i = 0; i < *count; i++) names[i] = all[i].name;
    return names;
}
