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

static void count_event(work *w, pairs *p, const sheet_event *e, uint32_t weight, int level) {
    const sheet *s = w->sheet;
    uint32_t from[UINT8_MAX], to[UINT8_MAX];
    size_t senders = names_of(s, event_actors(s, e), e->actors, level, from), receivers = names_of(s, event_recipients(s, e), e->recipients, level, to);
    for (size_t i = 0; i < senders; i++) {
        for (size_t k = 0; k < receivers; k++) add_pair(w, p, from[i], to[k], weight, e->scale);
    }
    if (senders == 0 || receivers == 0) return;
    for (size_t i = 0; i < senders; i++) p->acts[from[i]] += weight;
    for (size_t k = 0; k < receivers; k++) p->meets[to[k]] += weight;
    for (size_t i = 0; i < senders; i++) p->takes_part[from[i]] += weight;
    for (size_t k = 0; k < receivers; k++) {
        size_t i = 0;
        while (i < senders && from[i] != to[k]) i++;
        if (i == senders) p->takes_part[to[k]] += weight;
    }
}

bool pairs_count(work *w, pairs *p, int *level) {
    selection chosen;
    *p = (pairs){0};
    if (!asked_word(w, "level", pair_levels, BY_WHO, level) || !filter_select(w, &chosen)) return false;
    size_t bytes = (w->sheet->names.count + 1) * sizeof *p->acts;
    p->acts = pad_take(&w->pad, bytes);
    p->meets = pad_take(&w->pad, bytes);
    p->takes_part = pad_take(&w->pad, bytes);
    for (size_t i = 0; i < chosen.count; i++) {
        const sheet_event *e = &w->sheet->events[chosen.rows[i]];
        if (e->actors > 0 && e->recipients > 0) count_event(w, p, e, event_weight(w->sheet, &chosen, e), *level);
    }
    return true;
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
