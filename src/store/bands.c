/* bands.c - the bands of the reports' signatures: those of reports kept lately in memory, those of all before in their table.
 *
 * The thirty-two bands of a report belong all over the table, so that in a great archive each would cost a page that is read and written.
 * So they wait in memory until there are many, and go into the table sorted. They can be made anew from the texts at any time: the setting
 * "bands" says up to which document the table has them, and whoever writes to the archive reads the texts of those after it first, whether a
 * program was ended before it could write them or another is writing at the same time.
 */
#include <stdlib.h>
#include <string.h>

#include "store/reprint.h"

enum { ROOM_LEAST = 1 << 12 };

static const char doing[] = "keeping the bands of reports";

static uint32_t *head_of(const store_bands *b, uint64_t hash) {
    return &b->heads[hash * 0x9E3779B97F4A7C15u >> 32 & (b->room - 1)];
}

static void link_in(store_bands *b, uint32_t at) {
    uint32_t *head = head_of(b, b->at[at].hash);
    b->at[at].next = *head;
    *head = at + 1;
}

static acta_status grow(store_bands *b, acta_err *err) {
    uint32_t room = b->room == 0 ? ROOM_LEAST : 2 * b->room;
    store_band *at = realloc(b->at, room * sizeof *at);
    TRY_NEW(at, err);
    b->at = at;
    uint32_t *heads = realloc(b->heads, room * sizeof *heads);
    TRY_NEW(heads, err);
    b->heads = heads;
    b->room = room;
    memset(heads, 0, room * sizeof *heads);
    for (uint32_t i = 0; i < b->count; i++) link_in(b, i);
    return ACTA_OK;
}

static acta_status add(store_bands *b, int64_t doc, const copy_signature *signature, acta_err *err) {
    b->known = doc;
    for (int i = 0; i < COPY_BANDS && signature->count > 0; i++) {
        if (b->count == b->room) TRY(grow(b, err));
        b->at[b->count] = (store_band){.hash = signature->band[i], .doc = doc};
        link_in(b, b->count++);
    }
    return ACTA_OK;
}

const store_band *bands_next(const acta_store *store, uint64_t hash, const store_band *after) {
    const store_bands *b = &store->bands;
    if (b->count == 0) return NULL;
    uint32_t at = after != NULL ? after->next : *head_of(b, hash);
    while (at != 0 && b->at[at - 1].hash != hash) at = b->at[at - 1].next;
    return at != 0 ? &b->at[at - 1] : NULL;
}

void bands_forget(acta_store *store) {
    store_bands *b = &store->bands;
    free(b->at);
    free(b->heads);
    *b = (store_bands){.most = b->most};
    sieve_free(&store->sieve);
}

/* ---- catching up ---- */

/* An archive without the setting is new, or has all its bands in the table. */
static acta_status begin(acta_store *store, acta_err *err) {
    store_bands *b = &store->bands;
    if (b->begun) return ACTA_OK;
    TRY(store_number(store, "SELECT coalesce((SELECT value FROM setting WHERE name = 'bands'), (SELECT max(doc) FROM document), 0)", 0, &b->known, err));
    b->begun = true;
    return ACTA_OK;
}

static acta_status read_texts(acta_store *store, sqlite3_stmt *s, copy_signature *signature, acta_err *err) {
    int code;
    acta_status status = ACTA_OK;
    sqlite3_bind_int64(s, 1, store->bands.known);
    while (status == ACTA_OK && (code = sqlite3_step(s)) == SQLITE_ROW) {
        int64_t title_chars = sqlite3_column_type(s, 1) == SQLITE_NULL ? -1 : sqlite3_column_int64(s, 1);
        slice text = {(const char *)sqlite3_column_text(s, 2), (size_t)sqlite3_column_bytes(s, 2)}, body = text_body(text, title_chars);
        copies_signature(body.at, body.bytes, signature);
        status = add(&store->bands, sqlite3_column_int64(s, 0), signature, err);
    }
    sqlite3_reset(s);
    return status != ACTA_OK || code == SQLITE_DONE ? status : store_fail(store, code, doing, err);
}

acta_status bands_catch_up(acta_store *store, acta_err *err) {
    TRY(begin(store, err));
    sqlite3_stmt *s = store_statement_of(store, SQL_LAST_DOCUMENT);
    if (s == NULL) return store_fail(store, sqlite3_extended_errcode(store->db), doing, err);
    int code = sqlite3_step(s);
    int64_t last = code == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_reset(s);
    if (code != SQLITE_ROW) return store_fail(store, code, doing, err);
    if (last <= store->bands.known) return ACTA_OK;
    s = store_statement_of(store, SQL_TEXTS_AFTER);
    if (s == NULL) return store_fail(store, sqlite3_extended_errcode(store->db), doing, err);
    copy_signature *signature = malloc(sizeof *signature);
    TRY_NEW(signature, err);
    acta_status status = read_texts(store, s, signature, err);
    free(signature);
    return status;
}

/* ---- into the table ---- */

static int by_hash(const void *x, const void *y) {
    const store_band *a = x, *b = y;
    if (a->hash != b->hash) return (int64_t)a->hash < (int64_t)b->hash ? -1 : 1;    /* as the table has them: signed */
    return (a->doc > b->doc) - (a->doc < b->doc);
}

static acta_status set_known(acta_store *store, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(store, SQL_SETTING);
    if (s == NULL) return store_fail(store, sqlite3_extended_errcode(store->db), doing, err);
    char number[24];
    sqlite3_snprintf(sizeof number, number, "%lld", (long long)store->bands.known);
    sqlite3_bind_text(s, 1, "bands", -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, number, -1, SQLITE_TRANSIENT);
    return store_step(store, s, doing, err);
}

/* Others may have deleted a document since. The bands of one stand together. */
static acta_status drop_deleted(acta_store *store, acta_err *err) {
    store_bands *b = &store->bands;
    uint32_t kept = 0;
    int64_t asked = 0, original = 0;
    for (uint32_t i = 0; i < b->count; i++) {
        if (b->at[i].doc != asked) TRY(reprint_original(store, b->at[i].doc, &original, err));
        asked = b->at[i].doc;
        if (original != 0) b->at[kept++] = b->at[i];
    }
    b->count = kept;
    return ACTA_OK;
}

static acta_status write_all(acta_store *store, acta_err *err) {
    store_bands *b = &store->bands;
    TRY(bands_catch_up(store, err));
    TRY(drop_deleted(store, err));
    if (b->count > 0) qsort(b->at, b->count, sizeof *b->at, by_hash);
    sqlite3_stmt *s = store_statement_of(store, SQL_BAND);
    if (s == NULL) return store_fail(store, sqlite3_extended_errcode(store->db), doing, err);
    for (uint32_t i = 0; i < b->count; i++) {
        sqlite3_bind_int64(s, 1, (int64_t)b->at[i].hash);
        sqlite3_bind_int64(s, 2, b->at[i].doc);
        TRY(store_step(store, s, doing, err));
        sieve_add(&store->sieve, b->at[i].hash);
    }
    TRY(set_known(store, err));
    b->count = 0;
    if (b->room > 0) memset(b->heads, 0, b->room * sizeof *b->heads);
    return ACTA_OK;
}

acta_status bands_begin(acta_store *store, acta_err *err) {
    if (store->bands.noted) return ACTA_OK;
    TRY(store_run(store, "INSERT OR IGNORE INTO setting(name, value) SELECT 'bands', coalesce(max(doc), 0) FROM document", doing, err));
    store->bands.noted = true;
    return ACTA_OK;
}

acta_status bands_keep(acta_store *store, int64_t doc, const copy_signature *signature, acta_err *err) {
    return add(&store->bands, doc, signature, err);
}

static acta_status write_in_one(acta_store *store, acta_err *err) {
    TRY(store_do(store, SQL_BEGIN, doing, err));
    acta_status status = write_all(store, err);
    if (status == ACTA_OK) status = store_do(store, SQL_COMMIT, doing, err);
    if (status == ACTA_OK) return ACTA_OK;
    bands_forget(store);
    if (!sqlite3_get_autocommit(store->db)) store_do(store, SQL_ROLLBACK, "", NULL);
    return status;
}

acta_status bands_write(acta_store *store, uint32_t least, acta_err *err) {
    return store->bands.count < least ? ACTA_OK : write_in_one(store, err);
}
