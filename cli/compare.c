/* compare.c - expected records and given ones laid side by side.
 *
 * A given record answers an expected one when both are of one kind (events: of one type) and are told at common words.
 * Of several, the one with most right facts does; each answers once.
 */
#include "compare.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

static bool overlap(const fact *a, const fact *b) {
    return a->has_span && b->has_span && a->span.byte_from < b->span.byte_to && b->span.byte_from < a->span.byte_to;
}

static bool same_name(const fact *a, const fact *b) {
    return strcmp(a->name, b->name) == 0 || (fact_tells(a) && fact_tells(b));
}

/* "GOV PTY" holds the words of "PTY GOV" and no others. */
static bool same_words(const char *a, const char *b) {
    if (strlen(a) != strlen(b)) return false;
    for (const char *at = a; *at != '\0';) {
        size_t bytes = strcspn(at, " ");
        bool found = false;
        for (const char *in = b; *in != '\0' && !found; in += strspn(in, " ")) {
            size_t other = strcspn(in, " ");
            found = other == bytes && strncasecmp(at, in, bytes) == 0;
            in += other;
        }
        if (!found) return false;
        at += bytes;
        at += strspn(at, " ");
    }
    return true;
}

/* Days of the ledger stand in its records without their words: the day alone must be right. */
static bool is_bare_day(const fact *given) {
    return !given->has_span && (strcmp(given->name, "deadline") == 0 || strcmp(given->name, "date") == 0);
}

static bool fact_right(const fact *expected, const fact *given) {
    if (!same_name(expected, given)) return false;
    if (expected->has_span && !is_bare_day(given) && !overlap(expected, given)) return false;
    return expected->meaning[0] == '\0' || same_words(expected->meaning, given->meaning);
}

static bool told_together(const fact_record *a, const fact_record *b) {
    for (size_t i = 0; i < a->fact_count; i++) {
        for (size_t j = 0; fact_tells(&a->facts[i]) && j < b->fact_count; j++) {
            if (fact_tells(&b->facts[j]) && overlap(&a->facts[i], &b->facts[j])) return true;
        }
    }
    return false;
}

static bool may_answer(const fact_record *expected, const fact_record *given) {
    if (strcmp(expected->kind, given->kind) != 0) return false;
    if (strcmp(expected->kind, "event") == 0 && strcmp(expected->label, given->label) != 0) return false;
    return told_together(expected, given);
}

/* ---- facts of two records ---- */

static bool says_nothing(const fact *f) {
    return !f->has_span && f->meaning[0] == '\0';
}

/* The given fact that answers: a right one if there is one, else the first of its name, to be shown beside it. Speakers
 * stand in an order, so only the next one may answer. */
static size_t answer(const fact *f, const fact_record *given, const bool *used) {
    size_t other = SIZE_MAX;
    bool in_order = strcmp(f->name, "said_by") == 0;
    for (size_t i = 0; i < given->fact_count; i++) {
        const fact *g = &given->facts[i];
        if (fact_tells(f) ? !fact_tells(g) : used[i] || strcmp(f->name, g->name) != 0) continue;
        if (fact_right(f, g)) return i;
        if (in_order) return i;
        if (other == SIZE_MAX && !fact_tells(f)) other = i;
    }
    return other;
}

static bool named_in(const fact_record *r, const char *name) {
    for (size_t i = 0; i < r->fact_count; i++) {
        if (strcmp(r->facts[i].name, name) == 0) return true;
    }
    return false;
}

static void add_fact(pad *p, record_pair *pair, const fact *expected, const fact *given, bool right) {
    pair->facts = pad_append(p, pair->facts, &pair->fact_count, sizeof *pair->facts);
    pair->facts[pair->fact_count - 1] = (fact_pair){expected, given, right};
    pair->asked_count++;
    pair->right_count += right;
}

static void compare_facts(pad *p, record_pair *pair) {
    const fact_record *expected = pair->expected, *given = pair->given;
    bool *used = pad_take(p, given->fact_count + 1);
    for (size_t i = 0; i < expected->fact_count; i++) {
        const fact *f = &expected->facts[i];
        if (says_nothing(f)) {
            if (!named_in(given, f->name)) add_fact(p, pair, f, NULL, true);
            continue;                                /* what should not be there shows up as more than expected */
        }
        size_t n = answer(f, given, used);
        if (n != SIZE_MAX && !fact_tells(f)) used[n] = true;
        add_fact(p, pair, f, n != SIZE_MAX ? &given->facts[n] : NULL, n != SIZE_MAX && fact_right(f, &given->facts[n]));
    }
    for (size_t i = 0; i < given->fact_count; i++) {
        const fact *g = &given->facts[i];
        if (!used[i] && !fact_tells(g) && named_in(expected, g->name)) add_fact(p, pair, NULL, g, false);
    }
    pair->label_right = strcmp(expected->label, given->label) == 0;
    pair->right = pair->label_right && pair->right_count == pair->asked_count;
}

/* ---- records ---- */

static size_t worth(pad *p, const fact_record *expected, const fact_record *given) {
    if (!may_answer(expected, given)) return 0;
    record_pair pair = {.expected = expected, .given = given};
    compare_facts(p, &pair);
    return 1 + pair.right_count + pair.label_right;
}

/* Pair off the best, then the best of the rest, and so on. */
static void pair_off(pad *p, const fact_list *expected, const fact_list *given, size_t *partner) {
    size_t rows = expected->record_count, columns = given->record_count;
    size_t *table = pad_take(p, (rows * columns + 1) * sizeof *table);
    bool *taken = pad_take(p, columns + 1);
    for (size_t i = 0; i < rows; i++) {
        partner[i] = SIZE_MAX;
        for (size_t j = 0; j < columns; j++) table[i * columns + j] = worth(p, &expected->records[i], &given->records[j]);
    }
    for (;;) {
        size_t best = 0, row = 0, column = 0;
        for (size_t i = 0; i < rows; i++) {
            for (size_t j = 0; partner[i] == SIZE_MAX && j < columns; j++) {
                if (!taken[j] && table[i * columns + j] > best) best = table[i * columns + j], row = i, column = j;
            }
        }
        if (best == 0) return;
        partner[row] = column;
        taken[column] = true;
    }
}

static record_pair *add_pair(pad *p, comparison *c, const fact_record *expected, const fact_record *given) {
    c->pairs = pad_append(p, c->pairs, &c->pair_count, sizeof *c->pairs);
    record_pair *pair = &c->pairs[c->pair_count - 1];
    *pair = (record_pair){.expected = expected, .given = given};
    return pair;
}

comparison compare(pad *p, const fact_list *expected, const fact_list *given, bool open) {
    comparison c = {.right = true};
    size_t *partner = pad_take(p, (expected->record_count + 1) * sizeof *partner);
    bool *answered = pad_take(p, given->record_count + 1);
    pair_off(p, expected, given, partner);
    for (size_t i = 0; i < expected->record_count; i++) {
        bool found = partner[i] != SIZE_MAX;
        record_pair *pair = add_pair(p, &c, &expected->records[i], found ? &given->records[partner[i]] : NULL);
        if (found) {
            answered[partner[i]] = true;
            compare_facts(p, pair);
        }
        c.right &= pair->right;
    }
    for (size_t j = 0; j < given->record_count; j++) {
        if (answered[j] || open || strcmp(given->records[j].kind, "entity") == 0) continue;
        add_pair(p, &c, NULL, &given->records[j]);
        c.right = false;
    }
    return c;
}
