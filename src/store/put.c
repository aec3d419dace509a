/* put.c - keeping a report: all of it or nothing. */
#include <string.h>

#include "report/decode.h"
#include "report/report.h"
#include "store/reprint.h"

/* ---- one report, all or nothing --------------------------------------------------------------------------------------- */

acta_status acta_store_begin(acta_store *store, acta_err *err) {
    if (store == NULL || store->mode != ACTA_STORE_WRITE || store->batch) return acta__fail(err, ACTA_MISUSE, -1, "a batch needs a store that is written and has none yet");
    TRY(store_do(store, SQL_BEGIN, "writing to the archive", err));
    acta_status status = late_drop(store, err);
    if (status == ACTA_OK) status = bands_begin(store, err);
    store->batch = status == ACTA_OK;
    if (status != ACTA_OK && !sqlite3_get_autocommit(store->db)) store_do(store, SQL_ROLLBACK, "", NULL);
    return status;
}

acta_status acta_store_commit(acta_store *store, acta_err *err) {
    if (store == NULL || !store->batch) return acta__fail(err, ACTA_MISUSE, -1, "acta_store_commit ends what acta_store_begin began");
    store->batch = false;
    acta_status status = store_do(store, SQL_COMMIT, "writing to the archive", err);
    if (status == ACTA_OK) return bands_write(store, store->bands.most, err);
    store_do(store, SQL_ROLLBACK, "", NULL);
    bands_forget(store);
    return status;
}

/* In a batch there is no savepoint for each report: the index of words would write a piece of itself for every one. What a report that
 * fails has left is taken back by hand (undo_new, keep_again). */
static acta_status begin(acta_store *store, acta_err *err) {
    if (store->batch) return ACTA_OK;
    TRY(store_do(store, SQL_BEGIN, "writing to the archive", err));
    acta_status status = bands_begin(store, err);
    if (status != ACTA_OK && !sqlite3_get_autocommit(store->db)) store_do(store, SQL_ROLLBACK, "", NULL);
    return status;
}

/* Some failures of SQLite (a full disk) undo the whole transaction at once, and with it the batch. */
static acta_status end(acta_store *store, acta_status status, acta_err *err) {
    if (status == ACTA_OK && store->batch) return ACTA_OK;
    if (status == ACTA_OK) status = store_do(store, SQL_COMMIT, "writing to the archive", err);
    if (status == ACTA_OK) return bands_write(store, store->bands.most, err);
    bands_forget(store);
    if (!store->batch && !sqlite3_get_autocommit(store->db)) store_do(store, SQL_ROLLBACK, "", NULL);
    store->batch = store->batch && !sqlite3_get_autocommit(store->db);
    return status;
}

/* ---- what is kept ------------------------------------------------------------------------------------------------------ */

/* ISO, or "" where the day is not known. */
static const char *day_of(const doc *d, arena *scratch) {
    if (d->published.year <= 0) return "";
    return arena_printf(scratch, "%04d-%02d-%02d", d->published.year, d->published.month, d->published.day);
}

static acta_status find_text(keeping *k) {
    TRY(text_given(k->doc, k->scratch, &k->text, k->err));
    return text_title_chars(k->report, k->scratch, &k->title_chars, k->err);
}

static acta_status find_story(keeping *k, reprint *r) {
    const char *day = day_of(k->doc, k->scratch);
    TRY_NEW(day, k->err);
    *r = (reprint){.store = k->store, .scratch = k->scratch, .row = k->row};
    return reprint_find(r, text_body(k->text, k->title_chars), k->id, day, k->err);
}

/* A report read as far as can be without a model. */
static acta_status read_report(keeping *k, acta_result *result) {
    *result = (acta_result){.alloc = acta__malloc(), .last = ACTA_STAGE_REPORT, .doc = {.arena = k->scratch}};
    k->doc = &result->doc;
    TRY(report_read(k->report, &result->doc, k->err));
    return find_text(k);
}

/* A copy is kept as a report that nobody coded, also where somebody did: what the archive says does not hang on how it came about. */
static acta_status keep_copy(keeping *k) {
    acta_result uncoded;
    k->model = NULL;
    TRY(read_report(k, &uncoded));
    uncoded.doc.id = k->id;
    return rows_keep(k, &uncoded);
}

/* The same records under the id that the archive has for the report. */
static acta_status keep_coded(keeping *k, const acta_result *result) {
    if (result == NULL) return acta__fail(k->err, ACTA_MISUSE, -1, "not coded, and a copy of nothing that is kept");
    acta_result named = *result;
    named.doc.id = k->id;
    return rows_keep(k, &named);
}

static acta_status fill_new(keeping *k, const acta_result *result, acta_copy *copy) {
    reprint r;
    TRY(known_free_id(k->store, k->doc->id, k->hash, k->scratch, &k->id, k->err));
    TRY(find_story(k, &r));
    k->original = r.original;
    k->similarity = r.similarity;
    TRY(r.original != 0 ? keep_copy(k) : keep_coded(k, result));
    r.row = k->row;
    TRY(bands_keep(k->store, k->row, r.signature, k->err));
    TRY(reprint_point(&r, k->err));
    *copy = (acta_copy){.original = r.original, .similarity = r.similarity};
    k->store->kept++;
    return happening_due(k->store, k->err);
}

/* A document that others point to stays. */
static bool forget_document(keeping *k) {
    sqlite3_stmt *s = store_statement_of(k->store, SQL_FORGET_DOCUMENT);
    if (s == NULL) return false;
    sqlite3_bind_int64(s, 1, k->row);
    return store_step(k->store, s, "", NULL) == ACTA_OK && sqlite3_changes(k->store->db) == 1;
}

/* All that was kept of a new report goes. Where even that fails, or others point to it already, the batch goes. */
static void undo_new(const keeping *k) {
    keeping undo = *k;
    undo.err = NULL;                 /* what failed first is told */
    if (k->row == 0 || sqlite3_get_autocommit(k->store->db)) return;
    bool undone = k->in_words && words_forget(k->store, k->row, NULL) == ACTA_OK && rows_forget(&undo) == ACTA_OK && forget_document(&undo);
    if (!undone) store_do(k->store, SQL_ROLLBACK, "", NULL);
}

/* A report that the archive has not. */
static acta_status keep_new(keeping *k, const acta_result *result, acta_copy *copy) {
    acta_status status = fill_new(k, result, copy);
    if (status == ACTA_OK || !k->store->batch) return status;
    undo_new(k);
    if (!sqlite3_get_autocommit(k->store->db) || status == ACTA_IO) return status;
    return acta__fail(k->err, ACTA_IO, -1, "a report could not be taken back; the last reports are undone, run again to keep them");
}

static acta_status fill_again(keeping *k, const acta_result *result) {
    TRY(rows_forget(k));
    TRY(keep_coded(k, result));
    return happening_due(k->store, k->err);
}

/* One that it has: its records are made anew if another model made them. */
static acta_status keep_again(keeping *k, const acta_result *result, const known *found) {
    if (result == NULL || found->model == NULL || strcmp(found->model, k->model) == 0) return ACTA_OK;
    k->row = found->doc;
    k->id = found->id;
    TRY(late_stay(k->store, k->err));
    TRY(store_do(k->store, SQL_SAVE, "writing to the archive", k->err));
    acta_status status = fill_again(k, result);
    if (status == ACTA_OK) return store_do(k->store, SQL_RELEASE, "writing to the archive", k->err);
    if (sqlite3_get_autocommit(k->store->db)) return status;
    store_do(k->store, SQL_BACK, "", NULL);
    store_do(k->store, SQL_RELEASE, "", NULL);
    return status;
}

static acta_status keep(keeping *k, const acta_result *result, acta_copy *copy) {
    known found;
    acta_result uncoded;
    TRY(known_find(k->store, k->hash, k->scratch, &found, k->err));
    if (result == NULL) TRY(read_report(k, &uncoded));
    else TRY(find_text(k));
    return found.doc != 0 ? keep_again(k, result, &found) : keep_new(k, result, copy);
}

acta_status acta_store_put(acta_store *store, const acta_report *report, const acta_result *result, acta_copy *copy, acta_err *err) {
    if (store == NULL || report == NULL || store->mode != ACTA_STORE_WRITE) {
        return acta__fail(err, ACTA_MISUSE, -1, "acta_store_put needs a store that is open for writing, and a report");
    }
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 1 << 16);
    acta_copy own = {0};
    keeping k = {.store = store, .scratch = &scratch, .err = err, .report = report};
    if (result != NULL) k.doc = &result->doc;
    if (result != NULL) k.model = result->doc.model;
    store_hash(report, k.hash);
    acta_status status = begin(store, err);
    if (status == ACTA_OK) status = end(store, keep(&k, result, copy != NULL ? copy : &own), err);
    arena_end(&scratch);
    return status;
}

/* The text that is kept stays; what the result has read of it is asked for again by the row, and not used. */
static acta_status recode(keeping *k, const char *id, const acta_result *result) {
    known found;
    TRY(known_named(k->store, id, k->scratch, &found, k->hash, k->err));
    if (found.doc == 0) return acta__fail(k->err, ACTA_MISUSE, -1, "the archive has no report of this id: %.60s", id);
    TRY(text_given(k->doc, k->scratch, &k->text, k->err));
    k->title_chars = -1;
    return keep_again(k, result, &found);
}

acta_status acta_store_recode(acta_store *store, const char *id, const acta_result *result, acta_err *err) {
    if (store == NULL || id == NULL || result == NULL || store->mode != ACTA_STORE_WRITE) {
        return acta__fail(err, ACTA_MISUSE, -1, "acta_store_recode needs a store that is open for writing, an id and a result");
    }
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 1 << 16);
    keeping k = {.store = store, .scratch = &scratch, .err = err, .doc = &result->doc, .model = result->doc.model};
    acta_status status = begin(store, err);
    if (status == ACTA_OK) status = end(store, recode(&k, id, result), err);
    arena_end(&scratch);
    return status;
}

/* ---- a first look ------------------------------------------------------------------------------------------------------ */

/* Where the day came with the report there is no need to read it for one. */
static acta_status look_at(keeping *k, slice *body, const char **day) {
    acta_result result;
    report_text text;
    report_part part = {k->report->bytes != NULL ? k->report->bytes : "", k->report->bytes != NULL ? k->report->byte_count : 0};
    *day = k->report->published;
    if (*day == NULL || part.byte_count > ACTA_REPORT_BYTES_MAX) {
        TRY(read_report(k, &result));
        *body = text_body(k->text, k->title_chars);
        *day = day_of(k->doc, k->scratch);
        TRY_NEW(*day, k->err);
        return ACTA_OK;
    }
    if (decode_parts(&part, 1, k->scratch, &text) != ACTA_OK) TRY_NEW(NULL, k->err);
    *body = (slice){text.bytes, text.byte_count};
    return ACTA_OK;
}

static acta_status look(keeping *k, acta_copy *copy) {
    known found;
    slice body;
    const char *day;
    TRY(known_find(k->store, k->hash, k->scratch, &found, k->err));
    if (found.doc != 0) return ACTA_OK;
    TRY(look_at(k, &body, &day));
    TRY(known_free_id(k->store, k->report->id != NULL ? k->report->id : "report", k->hash, k->scratch, &k->id, k->err));
    reprint r = {.store = k->store, .scratch = k->scratch};
    TRY(reprint_find(&r, body, k->id, day, k->err));
    *copy = (acta_copy){.original = r.original, .similarity = r.similarity};
    return ACTA_OK;
}

acta_status acta_store_copy(acta_store *store, const acta_report *report, acta_copy *copy, acta_err *err) {
    if (store == NULL || report == NULL || copy == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_store_copy needs a store, a report and a place for the answer");
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 1 << 16);
    keeping k = {.store = store, .scratch = &scratch, .err = err, .report = report};
    store_hash(report, k.hash);
    *copy = (acta_copy){0};
    acta_status status = look(&k, copy);
    arena_end(&scratch);
    return status;
}
