/* reprint.c - which reports of the archive a report is a copy of, and who of them is the original.
 *
 * Copies hang together in stories: what src/merge/copies.h ties to one another, directly or through others. A story's original is the
 * report that came first; the others point to it (document.copy_of). A report that ties two stories together makes them one, and one
 * that came before the original takes its place. So the stories do not depend on the order in which reports are kept.
 */
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "store/reprint.h"

enum { BAND_ROWS_MAX = 256 };        /* reports asked for in one band: a wire story may have thousands of copies */

/* A report of the archive as it is compared. Its texts are in the arena. */
typedef struct candidate {
    int64_t row, original;           /* original: of its story, itself if it is that */
    const char *id, *published;
    copy_signature *signature;
} candidate;

typedef struct band_row {
    int64_t row;
    uint32_t shared;                 /* bands */
} band_row;

static acta_status failed(acta_store *store, acta_err *err) {
    return store_fail(store, sqlite3_extended_errcode(store->db), "comparing with what is kept", err);
}

/* ---- who may be a copy ------------------------------------------------------------------------------------------------ */

static int by_row(const void *a, const void *b) {
    const band_row *x = a, *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

static int by_shared(const void *a, const void *b) {
    const band_row *x = a, *y = b;
    return x->shared != y->shared ? (x->shared < y->shared ? 1 : -1) : by_row(a, b);
}

static acta_status list_row(reprint *r, int64_t row, band_row **list, uint32_t *count, uint32_t *capacity, acta_err *err) {
    band_row *kept = ARENA_PUSH(r->scratch, *list, *count, *capacity);
    TRY_NEW(kept, err);
    *kept = (band_row){row, 1};
    return ACTA_OK;
}

static acta_status in_table(reprint *r, uint64_t band, band_row **list, uint32_t *count, uint32_t *capacity, acta_err *err) {
    bool passes;
    TRY(sieve_passes(r->store, band, &passes, err));
    if (!passes) return ACTA_OK;
    sqlite3_stmt *s = store_statement_of(r->store, SQL_IN_BAND);
    if (s == NULL) return failed(r->store, err);
    sqlite3_bind_int64(s, 1, (int64_t)band);
    sqlite3_bind_int64(s, 2, BAND_ROWS_MAX);
    int code;
    acta_status status = ACTA_OK;
    while (status == ACTA_OK && (code = sqlite3_step(s)) == SQLITE_ROW) status = list_row(r, sqlite3_column_int64(s, 0), list, count, capacity, err);
    sqlite3_reset(s);
    return status != ACTA_OK || code == SQLITE_DONE ? status : store_fail(r->store, code, "comparing with what is kept", err);
}

static acta_status in_band(reprint *r, uint64_t band, band_row **list, uint32_t *count, uint32_t *capacity, acta_err *err) {
    int rows = 0;
    TRY(in_table(r, band, list, count, capacity, err));
    for (const store_band *b = NULL; rows < BAND_ROWS_MAX && (b = bands_next(r->store, band, b)) != NULL; rows++) TRY(list_row(r, b->doc, list, count, capacity, err));
    return ACTA_OK;
}

/* The reports that share most bands with this one. */
static acta_status likely(reprint *r, band_row **list, uint32_t *count, acta_err *err) {
    uint32_t capacity = 0, kinds = 0;
    *list = NULL;
    *count = 0;
    if (r->signature->count == 0) return ACTA_OK;
    TRY(bands_catch_up(r->store, err));
    for (int i = 0; i < COPY_BANDS; i++) TRY(in_band(r, r->signature->band[i], list, count, &capacity, err));
    if (*count == 0) return ACTA_OK;
    qsort(*list, *count, sizeof **list, by_row);
    for (uint32_t i = 1; i < *count; i++) {
        if ((*list)[i].row == (*list)[kinds].row) (*list)[kinds].shared++;
        else (*list)[++kinds] = (*list)[i];
    }
    *count = kinds + 1;
    qsort(*list, *count, sizeof **list, by_shared);
    if (*count > COPY_LIKELY_MAX) *count = COPY_LIKELY_MAX;
    return ACTA_OK;
}

/* ---- reports of the archive ------------------------------------------------------------------------------------------- */

/* A signature takes longer than all the rest of a comparison, and the same texts are asked for again and again: by a first look and
 * when the report is kept, or as the original of one copy after another. */
static acta_status sign(reprint *r, slice body, copy_signature **signature, acta_err *err) {
    uint64_t key = XXH3_64bits(body.at, body.bytes);
    store_signature **kept = &r->store->signatures[key % STORE_SIGNATURES];
    *signature = arena_take(r->scratch, 1, sizeof **signature);
    TRY_NEW(*signature, err);
    if (*kept == NULL) *kept = calloc(1, sizeof **kept);
    TRY_NEW(*kept, err);
    if ((*kept)->key != key || (*kept)->bytes != body.bytes + 1) {
        copies_signature(body.at, body.bytes, &(*kept)->signature);
        (*kept)->key = key;
        (*kept)->bytes = body.bytes + 1;
    }
    **signature = (*kept)->signature;
    return ACTA_OK;
}

/* `beside` NULL, or a report that it may be a copy of or the other way: where it surely is not it gets no signature. */
static acta_status read_candidate(reprint *r, sqlite3_stmt *s, const candidate *beside, candidate *c, acta_err *err) {
    const char *id = (const char *)sqlite3_column_text(s, 0), *published = (const char *)sqlite3_column_text(s, 1);
    c->original = sqlite3_column_type(s, 2) == SQLITE_NULL ? c->row : sqlite3_column_int64(s, 2);
    c->id = arena_text(r->scratch, id, strlen(id));
    c->published = arena_text(r->scratch, published != NULL ? published : "", published != NULL ? strlen(published) : 0);
    TRY_NEW(c->id, err);
    TRY_NEW(c->published, err);
    int64_t title_chars = sqlite3_column_type(s, 3) == SQLITE_NULL ? -1 : sqlite3_column_int64(s, 3);
    slice text = {(const char *)sqlite3_column_text(s, 4), (size_t)sqlite3_column_bytes(s, 4)}, body = text_body(text, title_chars);
    if (beside != NULL && !copies_may_be(beside->signature, body.at, body.bytes)) return ACTA_OK;
    return sign(r, body, &c->signature, err);
}

static acta_status get_candidate(reprint *r, int64_t row, const candidate *beside, candidate *c, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(r->store, SQL_FOR_COPY);
    if (s == NULL) return failed(r->store, err);
    *c = (candidate){.row = row};
    sqlite3_bind_int64(s, 1, row);
    acta_status status = sqlite3_step(s) == SQLITE_ROW ? read_candidate(r, s, beside, c, err) : failed(r->store, err);
    sqlite3_reset(s);
    return status;
}

static copy_rank rank(const candidate *c) {
    return (copy_rank){.published = c->published, .words = c->signature->words, .id = c->id};
}

/* ---- the story -------------------------------------------------------------------------------------------------------- */

/* Is the one a copy of the other, whichever came first? */
static bool same_story(const candidate *a, const candidate *b) {
    copy_rank rank_a = rank(a), rank_b = rank(b);
    return copies_first(&rank_a, &rank_b) <= 0 ? copies_is_copy(a->signature, b->signature) : copies_is_copy(b->signature, a->signature);
}

static bool told_already(const reprint *r, int64_t original) {
    for (uint32_t i = 0; i < r->story_count; i++) {
        if (r->stories[i] == original) return true;
    }
    return false;
}

/* The originals of all stories that this report belongs to. */
static acta_status find_stories(reprint *r, const candidate *own, acta_err *err) {
    band_row *list = NULL;
    uint32_t count = 0;
    TRY(likely(r, &list, &count, err));
    for (uint32_t i = 0; i < count; i++) {
        candidate c;
        if (list[i].row == r->row) continue;
        int64_t original;
        TRY(reprint_original(r->store, list[i].row, &original, err));
        if (original == 0 || told_already(r, original)) continue;
        TRY(get_candidate(r, list[i].row, own, &c, err));
        if (c.signature == NULL || !same_story(own, &c)) continue;
        int64_t *story = ARENA_PUSH(r->scratch, r->stories, r->story_count, r->story_capacity);
        TRY_NEW(story, err);
        *story = original;
    }
    return ACTA_OK;
}

acta_status reprint_original(acta_store *store, int64_t row, int64_t *original, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(store, SQL_ORIGINAL);
    if (s == NULL) return failed(store, err);
    sqlite3_bind_int64(s, 1, row);
    int code = sqlite3_step(s);
    *original = code == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    acta_status status = code == SQLITE_ROW || code == SQLITE_DONE ? ACTA_OK : failed(store, err);
    sqlite3_reset(s);
    return status;
}

acta_status reprint_find(reprint *r, slice body, const char *id, const char *published, acta_err *err) {
    TRY(sign(r, body, &r->signature, err));
    candidate own = {.row = r->row, .id = id, .published = published, .signature = r->signature}, first = own;
    TRY(find_stories(r, &own, err));
    for (uint32_t i = 0; i < r->story_count; i++) {
        candidate c;
        TRY(get_candidate(r, r->stories[i], NULL, &c, err));
        copy_rank rank_c = rank(&c), rank_first = rank(&first);
        if (copies_first(&rank_c, &rank_first) < 0) first = c;
    }
    r->original = first.signature == own.signature ? 0 : first.row;
    r->similarity = r->original != 0 ? copies_similarity(first.signature, own.signature) : 0;
    r->first = first.signature;
    return ACTA_OK;
}

/* ---- writing it down -------------------------------------------------------------------------------------------------- */

static acta_status point(reprint *r, int64_t row, int64_t original, double similarity, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(r->store, SQL_POINT);
    if (s == NULL) return failed(r->store, err);
    sqlite3_bind_int64(s, 1, original);
    sqlite3_bind_double(s, 2, similarity);
    sqlite3_bind_int64(s, 3, row);
    return store_step(r->store, s, "keeping a report", err);
}

/* The reports of a story, its original among them. */
static acta_status story_rows(reprint *r, int64_t story, int64_t **rows, uint32_t *count, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(r->store, SQL_STORY);
    if (s == NULL) return failed(r->store, err);
    uint32_t capacity = 0;
    *rows = NULL;
    *count = 0;
    sqlite3_bind_int64(s, 1, story);
    int code;
    while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        int64_t *row = ARENA_PUSH(r->scratch, *rows, *count, capacity);
        if (row == NULL) code = SQLITE_NOMEM;
        if (row == NULL) break;
        *row = sqlite3_column_int64(s, 0);
    }
    sqlite3_reset(s);
    return code == SQLITE_DONE ? ACTA_OK : store_fail(r->store, code, "keeping a report", err);
}

/* With memory of its own: a story may have thousands of copies, and a signature takes 25 KB. */
static acta_status point_other(reprint *r, int64_t row, int64_t original, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, r->scratch->alloc, 1 << 16);
    reprint alone = {.store = r->store, .scratch = &scratch};
    candidate c;
    acta_status status = get_candidate(&alone, row, NULL, &c, err);
    if (status == ACTA_OK) status = point(r, row, original, copies_similarity(r->first, c.signature), err);
    arena_end(&scratch);
    return status;
}

acta_status reprint_point(reprint *r, acta_err *err) {
    int64_t original = r->original != 0 ? r->original : r->row;
    for (uint32_t i = 0; i < r->story_count; i++) {
        int64_t *rows = NULL;
        uint32_t count = 0;
        if (r->stories[i] == original) continue;
        TRY(story_rows(r, r->stories[i], &rows, &count, err));
        for (uint32_t n = 0; n < count; n++) TRY(point_other(r, rows[n], original, err));
    }
    return ACTA_OK;
}
