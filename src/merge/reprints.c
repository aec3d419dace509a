/* reprints.c - which of many reports are copies of one another, when all of them are at hand. src/store does the same report by report.
 *
 * Reports are put in order, the earliest first; each band leads to those that share it; what copies.h ties together is one story, named
 * by its first member. In a band each report is compared with a bounded number of those before it, so that a story with ten
 * thousand reprints, or a notice that an outlet puts under everything, costs time in proportion.
 */
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/status.h"
#include "merge/copies.h"
#include "report/decode.h"

enum { DAY_BYTES = 10 };

/* A signature without its empty room. */
typedef struct kept_report {
    const char *id;
    char day[DAY_BYTES + 1];         /* "" unknown */
    uint32_t words, count;
    uint64_t limit;
    uint64_t band[COPY_BANDS];
    const uint64_t *shingle;         /* [count] */
    const uint32_t *place;           /* [count] */
} kept_report;

struct acta_reprints {
    arena memory;
    kept_report *reports;            /* [count] */
    uint32_t count, capacity;
    copy_signature first, second;    /* where two are laid out to be compared */
};

acta_status acta_reprints_new(acta_reprints **reprints, acta_err *err) {
    if (reprints == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_reprints_new needs a place for the pointer");
    acta_alloc alloc = acta__malloc();
    *reprints = alloc.resize(alloc.ctx, NULL, 0, sizeof **reprints);
    TRY_NEW(*reprints, err);
    memset(*reprints, 0, sizeof **reprints);
    arena_begin(&(*reprints)->memory, alloc, 1 << 16);
    return ACTA_OK;
}

void acta_reprints_free(acta_reprints *reprints) {
    if (reprints == NULL) return;
    acta_alloc alloc = reprints->memory.alloc;
    arena_end(&reprints->memory);
    alloc.resize(alloc.ctx, reprints, sizeof *reprints, 0);
}

/* ---- Taking in ---- */

static acta_status check(const acta_reprints *reprints, const acta_report *report, acta_err *err) {
    if (reprints == NULL || report == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_reprints_add needs a report");
    if (report->byte_count > ACTA_REPORT_BYTES_MAX) return acta__fail(err, ACTA_LIMIT, -1, "the report has more than %u bytes", ACTA_REPORT_BYTES_MAX);
    if (report->published == NULL || civil_read(report->published, strlen(report->published)).year != 0) return ACTA_OK;
    return acta__fail(err, ACTA_MISUSE, -1, "published is no date: %.40s", report->published);
}

static acta_status read_signature(const acta_report *report, copy_signature *out, acta_err *err) {
    arena scratch;
    report_text text;
    report_part part = {report->bytes, report->byte_count};
    arena_begin(&scratch, acta__malloc(), 16 * report->byte_count + 1024);
    acta_status status = decode_parts(&part, 1, &scratch, &text);
    if (status == ACTA_OK) copies_signature(text.bytes, text.byte_count, out);
    arena_end(&scratch);
    return status == ACTA_OK ? ACTA_OK : acta__fail(err, status, -1, "out of memory");
}

static void *keep(acta_reprints *r, const void *at, size_t bytes) {
    void *kept = arena_take(&r->memory, bytes, 1);
    if (kept != NULL && bytes > 0) memcpy(kept, at, bytes);
    return kept;
}

acta_status acta_reprints_add(acta_reprints *reprints, const acta_report *report, acta_err *err) {
    TRY(check(reprints, report, err));
    copy_signature *s = &reprints->first;
    TRY(read_signature(report, s, err));
    const char *id = report->id == NULL ? "report" : report->id;
    kept_report kept = {.id = keep(reprints, id, strlen(id) + 1), .words = s->words, .count = s->count, .limit = s->limit,
                        .shingle = keep(reprints, s->shingle, s->count * sizeof *s->shingle),
                        .place = keep(reprints, s->place, s->count * sizeof *s->place)};
    TRY_NEW(kept.id, err);
    TRY_NEW(kept.shingle, err);
    TRY_NEW(kept.place, err);
    if (report->published != NULL) memcpy(kept.day, report->published, DAY_BYTES);
    memcpy(kept.band, s->band, sizeof kept.band);
    kept_report *at = ARENA_PUSH(&reprints->memory, reprints->reports, reprints->count, reprints->capacity);
    TRY_NEW(at, err);
    *at = kept;
    return ACTA_OK;
}

/* ---- Finding ---- */

static const copy_signature *lay_out(const kept_report *kept, copy_signature *room) {
    room->words = kept->words;
    room->count = kept->count;
    room->limit = kept->limit;
    memcpy(room->shingle, kept->shingle, kept->count * sizeof *room->shingle);
    memcpy(room->place, kept->place, kept->count * sizeof *room->place);
    return room;
}

static int by_rank(const void *x, const void *y, void *ctx) {
    const acta_reprints *r = ctx;
    uint32_t at_a = *(const uint32_t *)x, at_b = *(const uint32_t *)y;
    const kept_report *a = &r->reports[at_a], *b = &r->reports[at_b];
    copy_rank rank_a = {a->day, a->words, a->id}, rank_b = {b->day, b->words, b->id};
    int order = copies_first(&rank_a, &rank_b);
    return order != 0 ? order : (at_a > at_b) - (at_a < at_b);
}

typedef struct banded {
    uint64_t band;
    uint32_t at;                     /* in order of rank */
} banded;

static int by_band(const void *x, const void *y) {
    const banded *a = x, *b = y;
    if (a->band != b->band) return a->band < b->band ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

typedef struct finding {
    acta_reprints *reprints;
    arena scratch;
    uint32_t *order;                 /* [count] numbers of reports, the earliest first */
    uint32_t *story;                 /* [count] by place in order: an earlier member of the same story, at last its first one */
    banded *bands;                   /* [band_count] */
    size_t band_count;
} finding;

static uint32_t first_of(const finding *f, uint32_t at) {
    while (f->story[at] != at) {
        f->story[at] = f->story[f->story[at]];
        at = f->story[at];
    }
    return at;
}

static const kept_report *report_at(const finding *f, uint32_t at) {
    return &f->reprints->reports[f->order[at]];
}

static bool is_copy(const finding *f, uint32_t first, uint32_t later) {
    acta_reprints *r = f->reprints;
    return copies_is_copy(lay_out(report_at(f, first), &r->first), lay_out(report_at(f, later), &r->second));
}

static acta_status prepare(finding *f, acta_err *err) {
    uint32_t count = f->reprints->count;
    f->order = ARENA_NEW(&f->scratch, uint32_t, count);
    f->story = ARENA_NEW(&f->scratch, uint32_t, count);
    f->bands = ARENA_NEW(&f->scratch, banded, (size_t)count * COPY_BANDS);
    TRY_NEW(f->order, err);
    TRY_NEW(f->story, err);
    TRY_NEW(f->bands, err);
    for (uint32_t i = 0; i < count; i++) f->order[i] = f->story[i] = i;
    qsort_r(f->order, count, sizeof *f->order, by_rank, f->reprints);
    for (uint32_t i = 0; i < count; i++) {
        const kept_report *r = report_at(f, i);
        for (int b = 0; b < COPY_BANDS && r->count > 0; b++) f->bands[f->band_count++] = (banded){r->band[b], i};
    }
    qsort(f->bands, f->band_count, sizeof *f->bands, by_band);
    return ACTA_OK;
}

/* Compare the one at `k` with those just before it in its band that are not known to be of its story. */
static void compare_back(finding *f, size_t from, size_t k) {
    size_t least = k - from > COPY_LIKELY_MAX ? k - COPY_LIKELY_MAX : from;
    for (size_t i = k; i > least; i--) {
        uint32_t first = f->bands[i - 1].at, later = f->bands[k].at, x = first_of(f, first), y = first_of(f, later);
        if (x != y && is_copy(f, first, later)) f->story[x < y ? y : x] = x < y ? x : y;
    }
}

static void tie_together(finding *f) {
    size_t from = 0;
    for (size_t k = 1; k < f->band_count; k++) {
        if (f->bands[k].band != f->bands[from].band) from = k;
        compare_back(f, from, k);
    }
}

static void tell(finding *f, acta_reprint *out) {
    acta_reprints *r = f->reprints;
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t first = first_of(f, i);
        bool copy = first != i;
        out[f->order[i]] = (acta_reprint){f->order[first], copy ? copies_similarity(lay_out(report_at(f, first), &r->first), lay_out(report_at(f, i), &r->second)) : 0};
    }
}

acta_status acta_reprints_find(acta_reprints *reprints, acta_reprint *out, acta_err *err) {
    if (reprints == NULL || (out == NULL && reprints->count > 0)) return acta__fail(err, ACTA_MISUSE, -1, "acta_reprints_find needs a place for each report");
    finding f = {.reprints = reprints};
    arena_begin(&f.scratch, reprints->memory.alloc, (size_t)reprints->count * COPY_BANDS * sizeof(banded));
    acta_status status = prepare(&f, err);
    if (status == ACTA_OK) {
        tie_together(&f);
        tell(&f, out);
    }
    arena_end(&f.scratch);
    return status;
}
