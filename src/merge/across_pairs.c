/* across_pairs.c - pairs of tellings sorted by how much speaks for them, however many there are.
 *
 * Pairs are gathered until there is no more room, sorted, and written to a file as a run; at the end the runs are read side by side, the
 * first of all of them next. Where all fit there is no file. A pair found under several keys comes in several times and goes out once.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "merge/across_work.h"

/* A run of the file, and the part of it that is in memory. */
typedef struct pair_run {
    uint64_t from, to;               /* pairs of the file not read yet */
    across_pair *pairs;              /* [room] inside across_pairs.pairs */
    size_t at, count, room;
} pair_run;

static acta_status failed(acta_err *err) {
    return acta__fail(err, ACTA_IO, -1, "joining the events: a file for temporary use: %s", strerror(errno));
}

static int by_odds(const void *x, const void *y) {
    const across_pair *a = x, *b = y;
    if (a->odds != b->odds) return a->odds > b->odds ? -1 : 1;
    if (a->x != b->x) return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

void across_pairs_begin(across_pairs *p, across *a) {
    *p = (across_pairs){.a = a};
}

void across_pairs_end(across_pairs *p) {
    if (p->file != NULL) fclose(p->file);
    across_give_back(p->a, p->pairs, p->room * sizeof *p->pairs);
    across_give_back(p->a, p->runs, p->run_room * sizeof *p->runs);
}

static size_t without_twins(across_pair *pairs, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || by_odds(&pairs[kept - 1], &pairs[i]) != 0) pairs[kept++] = pairs[i];
    }
    return kept;
}

static void sort(across_pairs *p) {
    if (p->count > 0) qsort(p->pairs, p->count, sizeof *p->pairs, by_odds);
    p->count = without_twins(p->pairs, p->count);
}

static acta_status write_run(across_pairs *p, acta_err *err) {
    TRY(across_room(p->a, &p->runs, p->run_count, 1, &p->run_room, sizeof *p->runs, err));
    uint64_t from = p->run_count > 0 ? p->runs[p->run_count - 1].to : 0;
    if (p->file == NULL) p->file = tmpfile();
    if (p->file == NULL || fwrite(p->pairs, sizeof *p->pairs, p->count, p->file) != p->count) return failed(err);
    p->runs[p->run_count++] = (pair_run){.from = from, .to = from + p->count};
    p->count = 0;
    return ACTA_OK;
}

/* Twins go first: often that makes room enough. */
static acta_status make_room(across_pairs *p, acta_err *err) {
    size_t most = p->a->limits.pairs;
    if (p->count < most) return across_room(p->a, &p->pairs, p->count, 1, &p->room, sizeof *p->pairs, err);
    sort(p);
    return p->count > most / 2 ? write_run(p, err) : ACTA_OK;
}

acta_status across_pairs_add(across_pairs *p, across_pair pair, acta_err *err) {
    if (p->count == p->room || p->count >= p->a->limits.pairs) TRY(make_room(p, err));
    p->pairs[p->count++] = pair;
    return ACTA_OK;
}

/* ---- Out: the runs are a heap by their next pairs, the first of all on top ---- */

static acta_status fill(const across_pairs *p, pair_run *run, acta_err *err) {
    uint64_t left = run->to - run->from;
    run->count = left < run->room ? (size_t)left : run->room;
    run->at = 0;
    size_t bytes = run->count * sizeof *run->pairs;
    if (pread(fileno(p->file), run->pairs, bytes, (off_t)(run->from * sizeof *run->pairs)) != (ssize_t)bytes) return failed(err);
    run->from += run->count;
    return ACTA_OK;
}

static bool before(const pair_run *a, const pair_run *b) {
    return by_odds(&a->pairs[a->at], &b->pairs[b->at]) < 0;
}

static void sift(pair_run *runs, size_t count, size_t at) {
    pair_run moved = runs[at];
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && before(&runs[child + 1], &runs[child])) child++;
        if (!before(&runs[child], &moved)) break;
        runs[at] = runs[child];
    }
    runs[at] = moved;
}

/* Every run gets a part of the room, and what goes first into it. */
static acta_status open_runs(across_pairs *p, acta_err *err) {
    size_t share = p->room / p->run_count;
    if (share == 0) return acta__fail(err, ACTA_LIMIT, -1, "more events than can be joined");
    for (size_t i = 0; i < p->run_count; i++) {
        p->runs[i].pairs = p->pairs + i * share;
        p->runs[i].room = share;
        TRY(fill(p, &p->runs[i], err));
    }
    for (size_t i = p->run_count / 2; i-- > 0;) sift(p->runs, p->run_count, i);
    return ACTA_OK;
}

acta_status across_pairs_turn(across_pairs *p, acta_err *err) {
    sort(p);
    if (p->run_count == 0) {
        if (p->count == 0) return ACTA_OK;
        TRY(across_room(p->a, &p->runs, 0, 1, &p->run_room, sizeof *p->runs, err));
        p->runs[p->run_count++] = (pair_run){.pairs = p->pairs, .count = p->count};
        return ACTA_OK;
    }
    if (p->count > 0) TRY(write_run(p, err));
    if (fflush(p->file) != 0) return failed(err);
    return open_runs(p, err);
}

/* The first of the next pairs of all runs, of which there is one at least. */
static acta_status take_first(across_pairs *p, across_pair *pair, acta_err *err) {
    pair_run *run = &p->runs[0];
    *pair = run->pairs[run->at++];
    if (run->at == run->count && run->from < run->to) TRY(fill(p, run, err));
    if (run->at == run->count) p->runs[0] = p->runs[--p->run_count];
    if (p->run_count > 1) sift(p->runs, p->run_count, 0);
    return ACTA_OK;
}

acta_status across_pairs_next(across_pairs *p, across_pair *pair, bool *found, acta_err *err) {
    while (p->run_count > 0) {
        TRY(take_first(p, pair, err));
        if (p->any && by_odds(pair, &p->last) == 0) continue;
        p->any = *found = true;
        p->last = *pair;
        return ACTA_OK;
    }
    *found = false;
    return ACTA_OK;
}
