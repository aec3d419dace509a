/* book.c - records of many reports joined into one ledger. */
#include "book.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char *const book_verdicts[5] = {"kept", "broken", "partly", "pending", "disputed"};

void book_clear(book *b) {
    pad_clear(&b->pad);
    *b = (book){0};
}

/* ---- words ---- */

/* Words of a text, one after the other; letters beyond ASCII count as letters. */
typedef struct cursor {
    const char *at;
    size_t bytes;                    /* of the word at `at` */
} cursor;

static bool is_letter(char c) {
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool next_word(cursor *c) {
    c->at += c->bytes;
    while (*c->at != '\0' && !is_letter(*c->at)) c->at++;
    c->bytes = 0;
    while (is_letter(c->at[c->bytes])) c->bytes++;
    return c->bytes > 0;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* One word, or one stem: "prisoners" and "prisoner", "release" and "releasing". */
static bool same_word(const cursor *a, const cursor *b) {
    size_t common = 0;
    while (common < a->bytes && common < b->bytes && lower(a->at[common]) == lower(b->at[common])) common++;
    if (common == a->bytes && common == b->bytes) return true;
    return common >= 5 && a->bytes - common <= 3 && b->bytes - common <= 3;
}

static bool is_one_of(const cursor *w, const char *const *list) {
    for (; *list != NULL; list++) {
        cursor other = {*list, strlen(*list)};
        if (other.bytes == w->bytes && same_word(w, &other)) return true;
    }
    return false;
}

static bool is_idle(const cursor *w) {
    static const char *const idle[] = {"a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "its", "their", "his",
                                       "her", "all", "any", "up", "out", "be", "is", "are", "was", "were", "has", "have", "had", "not", "no", "will",
                                       "would", "that", "this", "under", "into", "more", "than", "s", NULL};
    return is_one_of(w, idle);
}

static bool holds(const char *text, const cursor *word) {
    for (cursor c = {text, 0}; next_word(&c);) {
        if (same_word(&c, word)) return true;
    }
    return false;
}

/* How many words of content `a` has, and how many of them `b` has too. */
static size_t shared_words(const char *a, const char *b) {
    size_t shared = 0;
    for (cursor c = {a, 0}; next_word(&c);) shared += !is_idle(&c) && holds(b, &c);
    return shared;
}

/* ---- parties ---- */

static bool has_key(const party_list *list, const char *key) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->at[i].key, key) == 0) return true;
    }
    return false;
}

static size_t shared_parties(const party_list *a, const party_list *b) {
    size_t shared = 0;
    for (size_t i = 0; i < a->count; i++) {
        bool again = false;
        for (size_t k = 0; k < i; k++) again |= strcmp(a->at[k].key, a->at[i].key) == 0;
        shared += !again && has_key(b, a->at[i].key);
    }
    return shared;
}

/* ---- which agreements are one ---- */

/* The own name of an agreement: its capitalised words and numbers that are no party and no word for any agreement. */
static bool is_own_name(const book_agreement *a, const cursor *w) {
    static const char *const kinds[] = {"agreement", "accord", "accords", "deal", "pact", "treaty", "truce", "ceasefire", "protocol", "convention", "resolution",
                                        "memorandum", "declaration", "understanding", "arrangement", "peace", "plan", NULL};
    bool named = isupper((unsigned char)w->at[0]) || isdigit((unsigned char)w->at[0]) || (unsigned char)w->at[0] >= 0x80;
    if (!named || is_idle(w) || is_one_of(w, kinds)) return false;
    for (size_t i = 0; i < a->bound.count; i++) {
        if (holds(a->bound.at[i].text, w) || holds(a->bound.at[i].name, w)) return false;
    }
    return true;
}

static size_t own_names(const book_agreement *a) {
    size_t count = 0;
    for (cursor c = {a->name, 0}; next_word(&c);) count += is_own_name(a, &c);
    return count;
}

static size_t shared_names(const book_agreement *a, const book_agreement *b) {
    size_t shared = 0;
    for (cursor c = {a->name, 0}; next_word(&c);) {
        bool there = false;
        for (cursor o = {b->name, 0}; !there && next_word(&o);) there = is_own_name(b, &o) && same_word(&c, &o);
        shared += there && is_own_name(a, &c);
    }
    return shared;
}

/* ISO days compare as texts. */
static bool days_agree(const book_agreement *a, const book_agreement *b) {
    if (a->from[0] == '\0' || b->from[0] == '\0') return true;
    return strcmp(a->from, b->to) <= 0 && strcmp(b->from, a->to) <= 0;
}

static bool one_agreement(const book_agreement *a, const book_agreement *b) {
    size_t parties = shared_parties(&a->bound, &b->bound);
    if (parties == 0 && a->bound.count > 0 && b->bound.count > 0) return false;
    return shared_names(a, b) > 0 || (parties >= 2 && (own_names(a) == 0 || own_names(b) == 0));
}

const char *book_name(const book *b, const book_pact *p) {
    const book_agreement *best = &b->agreements[p->agreements[0]];
    for (size_t i = 1; i < p->agreement_count; i++) {
        const book_agreement *a = &b->agreements[p->agreements[i]];
        size_t names = own_names(a), most = own_names(best);
        if (names > most || (names == most && strlen(a->name) > strlen(best->name))) best = a;
    }
    return best->name;
}

/* No day of the group speaks against it, and no member is of its own report. */
static bool fits(const book *b, const book_agreement *a, const book_pact *p) {
    for (size_t i = 0; i < p->agreement_count; i++) {
        const book_agreement *member = &b->agreements[p->agreements[i]];
        if (strcmp(member->doc, a->doc) == 0 || !days_agree(member, a)) return false;
    }
    return true;
}

/* It fits and is one with some member. */
static bool may_join(const book *b, const book_agreement *a, const book_pact *p) {
    bool one = false;
    if (!fits(b, a, p)) return false;
    for (size_t i = 0; i < p->agreement_count && !one; i++) one = one_agreement(&b->agreements[p->agreements[i]], a);
    return one;
}

static bool groups_fit(const book *b, const book_pact *p, const book_pact *q) {
    for (size_t i = 0; i < q->agreement_count; i++) {
        if (!fits(b, &b->agreements[q->agreements[i]], p)) return false;
    }
    return true;
}

static void append_index(pad *p, size_t **list, size_t *count, size_t index) {
    *list = pad_append(p, *list, count, sizeof **list);
    (*list)[*count - 1] = index;
}

/* The one bears the name, the other the parties, this one both: it makes one group of the two. */
static void bridge(book *b, const book_agreement *a, size_t into) {
    book_pact *p = &b->pacts[into];
    for (size_t i = into + 1; i < b->pact_count; i++) {
        book_pact *q = &b->pacts[i];
        if (!may_join(b, a, q) || !groups_fit(b, p, q)) continue;
        for (size_t k = 0; k < q->agreement_count; k++) append_index(&b->pad, &p->agreements, &p->agreement_count, q->agreements[k]);
        q->agreement_count = 0;
    }
}

/* Bridged groups are empty now: the others close up. */
static void close_up(book *b) {
    size_t kept = 0;
    for (size_t i = 0; i < b->pact_count; i++) {
        if (b->pacts[i].agreement_count > 0) b->pacts[kept++] = b->pacts[i];
    }
    b->pact_count = kept;
    for (size_t i = 0; i < kept; i++) {
        for (size_t k = 0; k < b->pacts[i].agreement_count; k++) b->agreements[b->pacts[i].agreements[k]].group = i;
    }
}

static void join_agreements(book *b) {
    for (size_t i = 0; i < b->agreement_count; i++) {
        const book_agreement *a = &b->agreements[i];
        size_t group = 0;
        while (group < b->pact_count && !may_join(b, a, &b->pacts[group])) group++;
        if (group == b->pact_count) b->pacts = pad_append(&b->pad, b->pacts, &b->pact_count, sizeof *b->pacts);
        else bridge(b, a, group);
        append_index(&b->pad, &b->pacts[group].agreements, &b->pacts[group].agreement_count, i);
    }
    close_up(b);
}

/* ---- which obligations are one ---- */

static int by_id(const void *x, const void *y) {
    return strcmp(**(const char *const *const *)x, **(const char *const *const *)y);
}

/* Pointers to the ids of records, sorted: every record begins with its id. */
static const char *const **sorted_ids(pad *p, const void *records, size_t count, size_t size) {
    const char *const **ids = pad_take(p, (count + 1) * sizeof *ids);
    for (size_t i = 0; i < count; i++) ids[i] = (const char *const *)((const char *)records + i * size);
    qsort(ids, count, sizeof *ids, by_id);
    return ids;
}

/* The index of the record with the id, or SIZE_MAX. */
static size_t find_id(const char *const *const *ids, size_t count, const void *records, size_t size, const char *id) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(*ids[middle], id) < 0) low = middle + 1;
        else high = middle;
    }
    if (low == count || strcmp(*ids[low], id) != 0) return SIZE_MAX;
    return (size_t)((const char *)ids[low] - (const char *)records) / size;
}

static bool same_parties(const party_list *a, const party_list *b) {
    return a->count > 0 && shared_parties(a, b) == shared_parties(a, a) && shared_parties(b, a) == shared_parties(b, b);
}

/* A report that tells one withdrawal by one party tells the one that the accord asks of it, in whatever words: "pull back" and "return
 * to the corridors". Of what has no type of its own, and of sums, there may be many. */
static void find_only_ones(book *b) {
    for (size_t i = 0; i < b->obligation_count; i++) {
        book_obligation *o = &b->obligations[i];
        o->only = strcmp(o->type, "other") != 0 && strcmp(o->type, "pay") != 0;
        size_t from = i;
        while (from > 0 && strcmp(b->obligations[from - 1].doc, o->doc) == 0) from--;
        for (size_t k = from; k < b->obligation_count && strcmp(b->obligations[k].doc, o->doc) == 0; k++) {
            const book_obligation *other = &b->obligations[k];
            bool alike = k != i && strcmp(other->type, o->type) == 0 && strcmp(other->agreement, o->agreement) == 0;
            if (alike && shared_parties(&other->obligors, &o->obligors) > 0) o->only = false;
        }
    }
}

/* All that a party undertook is one thing. Else: the only one of its type by the same parties on both sides, or a third of the
 * shorter's words in the longer (on our twelve stories a half parts more than it saves). */
static bool one_deed(const book_obligation *a, const book_obligation *b) {
    bool same = same_parties(&a->obligors, &b->obligors);
    if (strcmp(a->type, "all") == 0) return same;
    if (same && a->only && b->only && a->agreement[0] != '\0' && b->agreement[0] != '\0') return true;
    size_t m = shared_words(a->action, a->action), n = shared_words(b->action, b->action), shared = shared_words(a->action, b->action);
    return shared > 0 && 3 * shared >= (m < n ? m : n);
}

static bool joins_duty(const book *b, const book_obligation *o, size_t pact, const book_duty *d) {
    bool one = false;
    if (d->pact != pact) return false;
    for (size_t i = 0; i < d->obligation_count; i++) {
        const book_obligation *member = &b->obligations[d->obligations[i]];
        if (strcmp(member->doc, o->doc) == 0 || strcmp(member->type, o->type) != 0) return false;
        bool unknown = member->obligors.count == 0 || o->obligors.count == 0;
        bool may_be = unknown ? shared_words(member->action, o->action) > 1 : shared_parties(&member->obligors, &o->obligors) > 0;
        one |= may_be && one_deed(member, o);
    }
    return one;
}

static void add_bound(book *b, book_agreement *a, const party_list *more) {
    for (size_t i = 0; i < more->count; i++) {
        if (has_key(&a->bound, more->at[i].key)) continue;
        a->bound.at = pad_append(&b->pad, a->bound.at, &a->bound.count, sizeof *a->bound.at);
        a->bound.at[a->bound.count - 1] = more->at[i];
    }
}

static void join_obligations(book *b) {
    const char *const **ids = sorted_ids(&b->pad, b->agreements, b->agreement_count, sizeof *b->agreements);
    for (size_t i = 0; i < b->obligation_count; i++) {
        book_obligation *o = &b->obligations[i];
        size_t agreement = find_id(ids, b->agreement_count, b->agreements, sizeof *b->agreements, o->agreement);
        size_t pact = agreement == SIZE_MAX ? SIZE_MAX : b->agreements[agreement].group, group = 0;
        while (group < b->duty_count && !joins_duty(b, o, pact, &b->duties[group])) group++;
        if (group == b->duty_count) {
            b->duties = pad_append(&b->pad, b->duties, &b->duty_count, sizeof *b->duties);
            b->duties[group].pact = pact;
            if (pact != SIZE_MAX) append_index(&b->pad, &b->pacts[pact].duties, &b->pacts[pact].duty_count, group);
        }
        append_index(&b->pad, &b->duties[group].obligations, &b->duties[group].obligation_count, i);
        o->group = group;
    }
}

/* ---- claims ---- */

static size_t verdict_number(const char *verdict) {
    size_t n = 0;
    while (n < 5 && strcmp(book_verdicts[n], verdict) != 0) n++;
    return n;
}

static const char *published(const book *b, const char *doc) {
    for (size_t i = 0; i < b->report_count; i++) {
        if (strcmp(b->reports[i].id, doc) == 0) return b->reports[i].published;
    }
    return "";
}

static bool stands_before(const book_claim *a, const book_claim *b) {
    size_t m = verdict_number(a->verdict), n = verdict_number(b->verdict);
    return m != n ? m < n : strcmp(a->day, b->day) < 0;
}

/* In its place among the claims on the duty; claims alike stand in the order they were read. */
static void add_claim(book *b, book_duty *d, size_t claim) {
    append_index(&b->pad, &d->claims, &d->claim_count, claim);
    for (size_t i = d->claim_count - 1; i > 0 && stands_before(&b->claims[claim], &b->claims[d->claims[i - 1]]); i--) {
        d->claims[i] = d->claims[i - 1];
        d->claims[i - 1] = claim;
    }
}

/* Kept and broken, kept and partly, partly and broken are contrary; a denial is contrary to what it denies. */
static bool is_contrary(const book *b, const book_duty *d) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < d->claim_count; i++) {
        size_t verdict = verdict_number(b->claims[d->claims[i]].verdict);
        if (verdict == 3) continue;                                    /* pending was true when it was said */
        if (first != SIZE_MAX && verdict != first) return true;
        first = verdict;
    }
    return false;
}

static void place_claims(book *b) {
    const char *const **ids = sorted_ids(&b->pad, b->obligations, b->obligation_count, sizeof *b->obligations);
    for (size_t i = 0; i < b->claim_count; i++) {
        book_claim *c = &b->claims[i];
        size_t o = find_id(ids, b->obligation_count, b->obligations, sizeof *b->obligations, c->obligation);
        c->duty = o == SIZE_MAX ? SIZE_MAX : b->obligations[o].group;
        c->day = c->date[0] != '\0' ? c->date : published(b, c->doc);
        if (o == SIZE_MAX) b->lost++;
        else add_claim(b, &b->duties[c->duty], i);
    }
    for (size_t i = 0; i < b->duty_count; i++) b->duties[i].contrary = is_contrary(b, &b->duties[i]);
}

/* Reports leave out parties that everybody knows; but whoever undertook something in an agreement is one. */
static void find_bound(book *b) {
    const char *const **ids = sorted_ids(&b->pad, b->agreements, b->agreement_count, sizeof *b->agreements);
    for (size_t i = 0; i < b->agreement_count; i++) add_bound(b, &b->agreements[i], &b->agreements[i].parties);
    for (size_t i = 0; i < b->obligation_count; i++) {
        size_t agreement = find_id(ids, b->agreement_count, b->agreements, sizeof *b->agreements, b->obligations[i].agreement);
        if (agreement != SIZE_MAX) add_bound(b, &b->agreements[agreement], &b->obligations[i].obligors);
    }
}

void book_join(book *b) {
    find_bound(b);
    join_agreements(b);
    find_only_ones(b);
    join_obligations(b);
    place_claims(b);
}
