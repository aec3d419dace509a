/* known.c - has the archive this report, and under which id? */
#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "store/keep.h"

enum { ID_HASH_DIGITS = 8, ID_BYTES_MORE = 2 * HASH_BYTES + 2 };

/* Lengths go in before the bytes, so that no two reports are alike by running together; nothing given is unlike empty. */
static void hash_part(XXH3_state_t *state, const char *at, size_t bytes) {
    uint64_t length = at == NULL ? UINT64_MAX : bytes;
    XXH3_128bits_update(state, &length, sizeof length);
    if (at != NULL) XXH3_128bits_update(state, at, bytes);
}

void store_hash(const acta_report *report, unsigned char hash[HASH_BYTES]) {
    const char *const given[] = {report->title, report->published, report->publisher, report->url};
    XXH3_state_t state;
    XXH3_128bits_reset(&state);
    hash_part(&state, report->bytes, report->byte_count);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) hash_part(&state, given[i], given[i] != NULL ? strlen(given[i]) : 0);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
    memcpy(hash, canonical.digest, HASH_BYTES);
}

/* What a statement that is bound finds; the hash too, where there is a place for it. */
static acta_status read_known(acta_store *store, sqlite3_stmt *s, arena *scratch, known *found, unsigned char *hash, acta_err *err) {
    int code = sqlite3_step(s);
    if (code == SQLITE_ROW) {
        const char *model = (const char *)sqlite3_column_text(s, 2);
        found->doc = sqlite3_column_int64(s, 0);
        found->id = arena_text(scratch, (const char *)sqlite3_column_text(s, 1), (size_t)sqlite3_column_bytes(s, 1));
        found->model = model != NULL ? arena_text(scratch, model, strlen(model)) : NULL;
        if (found->id == NULL || (model != NULL && found->model == NULL)) code = SQLITE_NOMEM;
        if (hash != NULL && sqlite3_column_bytes(s, 3) == HASH_BYTES) memcpy(hash, sqlite3_column_blob(s, 3), HASH_BYTES);
    }
    sqlite3_reset(s);
    return code == SQLITE_ROW || code == SQLITE_DONE ? ACTA_OK : store_fail(store, code, "looking for a report", err);
}

acta_status known_named(acta_store *store, const char *id, arena *scratch, known *found, unsigned char hash[HASH_BYTES], acta_err *err) {
    *found = (known){0};
    sqlite3_stmt *s = store_statement_of(store, SQL_BY_ID);
    if (s == NULL) return store_fail(store, sqlite3_errcode(store->db), "looking for a report", err);
    sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC);
    return read_known(store, s, scratch, found, hash, err);
}

acta_status known_find(acta_store *store, const unsigned char hash[HASH_BYTES], arena *scratch, known *found, acta_err *err) {
    *found = (known){0};
    sqlite3_stmt *s = store_statement_of(store, SQL_BY_HASH);
    if (s == NULL) return store_fail(store, sqlite3_errcode(store->db), "looking for a report", err);
    sqlite3_bind_blob(s, 1, hash, HASH_BYTES, SQLITE_STATIC);
    return read_known(store, s, scratch, found, NULL, err);
}

acta_status acta_store_seen(acta_store *store, const acta_report *report, const char *model_name, acta_store_answer *answer, acta_err *err) {
    if (store == NULL || report == NULL || answer == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_store_seen needs a store, a report and a place for the answer");
    unsigned char hash[HASH_BYTES];
    store_hash(report, hash);
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 512);
    known found;
    acta_status status = known_find(store, hash, &scratch, &found, err);
    if (status == ACTA_OK) {
        bool other = found.model != NULL && model_name != NULL && strcmp(found.model, model_name) != 0;
        *answer = found.doc == 0 ? ACTA_STORE_NEW : other ? ACTA_STORE_OTHER_MODEL : ACTA_STORE_KEPT;
    }
    arena_end(&scratch);
    return status;
}

static acta_status id_taken(acta_store *store, const char *id, bool *taken, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(store, SQL_ID_TAKEN);
    if (s == NULL) return store_fail(store, sqlite3_errcode(store->db), "looking for an id", err);
    sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC);
    int code = sqlite3_step(s);
    *taken = code == SQLITE_ROW;
    sqlite3_reset(s);
    return code == SQLITE_ROW || code == SQLITE_DONE ? ACTA_OK : store_fail(store, code, "looking for an id", err);
}

acta_status known_free_id(acta_store *store, const char *wanted, const unsigned char hash[HASH_BYTES], arena *scratch, const char **id, acta_err *err) {
    size_t bytes = strlen(wanted);
    char *made = arena_take(scratch, bytes + ID_BYTES_MORE + 1, 1);
    TRY_NEW(made, err);
    memcpy(made, wanted, bytes + 1);
    *id = made;
    for (size_t digits = ID_HASH_DIGITS; digits <= 2 * HASH_BYTES; digits *= 2) {
        bool taken = false;
        TRY(id_taken(store, made, &taken, err));
        if (!taken) return ACTA_OK;
        made[bytes] = '~';
        for (size_t i = 0; i < digits / 2; i++) snprintf(made + bytes + 1 + 2 * i, 3, "%02x", hash[i]);
    }
    return ACTA_OK;
}
