/* across.c - tellings are taken in, put in order, and joined into happenings.
 *
 * Everything after the taking in works on tellings in one order of their own, by first day and id (their rank), so that the order they were
 * given in cannot matter:
 *   near       each telling stands under a few keys: its place, its parties, its rarest words, each with its kind of event; under a key,
 *              tellings whose days meet or nearly meet are compared, each with a bounded number of others (across_near.c)
 *   pairs      those that speak for one event, the strongest first (across_pairs.c)
 *   groups     two groups are joined when the average over their pairs still does (across_group.c)
 */
#include "merge/across.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/plover.h"
#include "merge/across_work.h"

/* Some 200 MB at most. */
static const across_limits LIMITS = {.tellings = 1 << 17, .keys = 4000000, .pairs = 1500000};

/* ---- Taking in ---- */

acta_status across_room(across *a, void *array, size_t count, size_t more, size_t *room, size_t size, acta_err *err) {
    void **at = array;
    if (count + more <= *room) return ACTA_OK;
    size_t wanted = *room * 2 > count + more ? *room * 2 : count + more + 64;
    void *moved = a->alloc.resize(a->alloc.ctx, *at, *room * size, wanted * size);
    TRY_NEW(moved, err);
    *at = moved;
    *room = wanted;
    return ACTA_OK;
}

void across_give_back(across *a, void *at, size_t bytes) {
    if (at != NULL) a->alloc.resize(a->alloc.ctx, at, bytes, 0);
}

acta_status across_new(across **a, acta_err *err) {
    acta_alloc alloc = acta__malloc();
    *a = alloc.resize(alloc.ctx, NULL, 0, sizeof **a);
    TRY_NEW(*a, err);
    memset(*a, 0, sizeof **a);
    (*a)->alloc = alloc;
    (*a)->limits = LIMITS;
    return ACTA_OK;
}

static void give_back_texts(across *a) {
    across_give_back(a, a->texts, a->text_room);
    a->texts = NULL;
    a->text_room = a->text_count = 0;
}

void across_free(across *a) {
    if (a == NULL) return;
    across_close_shelf(a);
    give_back_texts(a);
    across_give_back(a, a->briefs, a->room * sizeof *a->briefs);
    across_give_back(a, a, sizeof *a);
}

static acta_status keep_text(across *a, const char *text, uint32_t *at, acta_err *err) {
    size_t bytes = strlen(text) + 1;
    if (a->text_count + bytes > UINT32_MAX) return acta__fail(err, ACTA_LIMIT, -1, "more events than can be joined");
    TRY(across_room(a, &a->texts, a->text_count, bytes, &a->text_room, 1, err));
    memcpy(a->texts + a->text_count, text, bytes);
    *at = (uint32_t)a->text_count;
    a->text_count += bytes;
    return ACTA_OK;
}

static void count_words(const uint32_t *words, size_t count, uint32_t *common) {
    for (size_t i = 0; i < count; i++) common[words[i] % COMMONNESS_SLOTS]++;
}

static int32_t day_of(const char *text) {
    civil_date day = text == NULL ? (civil_date){0} : civil_read(text, strlen(text));
    return day.year == 0 ? NO_DAY : civil_number(day);
}

/* How many events of its type a report tells: the more, the less it says that two are of one type. */
static void count_rivals(across *a) {
    uint8_t of_type[PLOVER_TYPES + 1] = {0};
    for (size_t i = a->report_first; i < a->count; i++) {
        uint8_t *n = &of_type[a->briefs[i].type + 1];
        if (*n < UINT8_MAX) ++*n;
    }
    for (size_t i = a->report_first; i < a->count; i++) a->briefs[i].rivals = of_type[a->briefs[i].type + 1];
    a->report_first = (uint32_t)a->count;
}

acta_status across_add_report(across *a, const across_report *report, acta_err *err) {
    if (report->id == NULL) return acta__fail(err, ACTA_MISUSE, -1, "a report without an id");
    count_rivals(a);
    a->published = day_of(report->published);
    a->topic_count = (uint8_t)across_words(report->topic, TOPIC_WORDS, a->topic);
    count_words(a->topic, a->topic_count, a->common_topic);
    a->report_count++;
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
    t->from = t->to = a->published;
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

static void take_parties(const across_telling *given, telling *t) {
    t->party_count = (uint8_t)(given->party_count < PARTIES_MAX ? given->party_count : PARTIES_MAX);
    for (size_t i = 0; i < t->party_count; i++) {
        const across_party *p = &given->parties[i];
        told_party *kept = &t->parties[i];
        *kept = (told_party){.code = first_word(p->code), .sector = first_word(p->sector), .actor = p->actor};
        kept->name_count = (uint8_t)across_words(p->name, NAME_WORDS, kept->name);
    }
}

static void take(const across *a, const across_telling *given, telling *t) {
    *t = (telling){.report = a->report_count - 1, .type = -1, .negated = says(given->status, "negated"), .mode = first_word(given->mode)};
    if (given->type != NULL) t->type = (int8_t)plover_type_named(given->type, strlen(given->type));
    take_days(a, given, t);
    take_place(given, t);
    take_parties(given, t);
    for (int i = 0; i < ACROSS_FIGURES; i++) t->figures[i] = (float)given->figures[i];
    t->trigger_count = (uint8_t)across_words(given->triggers, TRIGGER_WORDS, t->triggers);
    t->told_count = (uint8_t)across_words(given->told, TOLD_WORDS, t->told);
    t->topic_count = a->topic_count;
    memcpy(t->topic, a->topic, a->topic_count * sizeof *a->topic);
}

acta_status across_add(across *a, const across_telling *given, acta_err *err) {
    if (a->report_count == 0 || given->id == NULL) return acta__fail(err, ACTA_MISUSE, -1, "a telling without a report or an id");
    telling t;
    take(a, given, &t);
    brief b = {.at = a->file_bytes, .given = (uint32_t)a->count, .from = t.from, .to = t.to, .grain = t.grain, .type = t.type};
    TRY(across_room(a, &a->briefs, a->count, 1, &a->room, sizeof *a->briefs, err));
    TRY(keep_text(a, given->id, &b.id, err));
    TRY(across_shelve(a, &t, err));
    count_words(t.told, t.told_count, a->common_told);
    a->briefs[a->count++] = b;
    return ACTA_OK;
}

/* ---- Order ---- */

static int by_day_and_id(const void *x, const void *y, void *ctx) {
    const across *a = ctx;
    const brief *s = x, *t = y;
    if (s->from != t->from) return s->from < t->from ? -1 : 1;
    return strcmp(a->texts + s->id, a->texts + t->id);
}

acta_status across_sort(across *a, acta_err *err) {
    count_rivals(a);
    if (a->count > 0) qsort_r(a->briefs, a->count, sizeof *a->briefs, by_day_and_id, a);
    give_back_texts(a);
    across_weigh_words(a);
    return across_open_shelf(a, err);
}

/* ---- Joining ---- */

/* Groups get numbers in the order of their first tellings. In: by rank, each telling's first; out: by rank, its number. */
static uint32_t number(const across *a, uint32_t *first) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->count; i++) first[i] = first[i] == i ? count++ : first[first[i]];
    return count;
}

static acta_status group(across *a, uint32_t *first, acta_err *err) {
    across_pairs pairs;
    across_pairs_begin(&pairs, a);
    acta_status status = across_near(a, ACROSS_PAIR_LEAST, &pairs, err);
    if (status == ACTA_OK) status = across_pairs_turn(&pairs, err);
    if (status == ACTA_OK) status = across_group(a, &pairs, first, err);
    across_pairs_end(&pairs);
    return status;
}

acta_status across_join(across *a, uint32_t *happening, uint32_t *happenings, acta_err *err) {
    size_t bytes = (a->count + 1) * sizeof(uint32_t);
    uint32_t *first = a->alloc.resize(a->alloc.ctx, NULL, 0, bytes);
    TRY_NEW(first, err);
    acta_status status = across_sort(a, err);
    if (status == ACTA_OK) status = group(a, first, err);
    if (status == ACTA_OK) *happenings = number(a, first);
    for (size_t i = 0; i < a->count && status == ACTA_OK; i++) happening[a->briefs[i].given] = first[i];
    across_give_back(a, first, bytes);
    return status;
}

/* ---- For fitting ---- */

static acta_status give_pair(across *a, across_pair p, across_pair_sink take, void *ctx, acta_err *err) {
    telling x;
    const telling *y;
    float evidence[ACROSS_EVIDENCES];
    TRY(across_copy(a, p.x, &x, err));
    TRY(across_get(a, p.y, &y, err));
    across_weigh(a, &x, y, evidence);
    take(ctx, a->briefs[p.x].given, a->briefs[p.y].given, evidence);
    return ACTA_OK;
}

static acta_status give_pairs(across *a, across_pairs *pairs, across_pair_sink take, void *ctx, acta_err *err) {
    TRY(across_near(a, -INFINITY, pairs, err));
    TRY(across_pairs_turn(pairs, err));
    for (;;) {
        across_pair p;
        bool found;
        TRY(across_pairs_next(pairs, &p, &found, err));
        if (!found) return ACTA_OK;
        TRY(give_pair(a, p, take, ctx, err));
    }
}

acta_status across_each_pair(across *a, across_pair_sink take, void *ctx, acta_err *err) {
    across_pairs pairs;
    TRY(across_sort(a, err));
    across_pairs_begin(&pairs, a);
    acta_status status = give_pairs(a, &pairs, take, ctx, err);
    across_pairs_end(&pairs);
    return status;
}
