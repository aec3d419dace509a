/* open.c - opening and closing an archive. */
#include <stdlib.h>
#include <time.h>

#include "store/store.h"

/* SQLite's own waiting looks every tenth of a second, and others leave the archive free for some thousandths alone. */
static int wait_for_turn(void *ctx, int looked) {
    (void)ctx;
    if (looked >= STORE_WAIT_MS / STORE_LOOK_MS) return 0;
    nanosleep(&(struct timespec){.tv_nsec = STORE_LOOK_MS * 1000000}, NULL);
    return 1;
}

/* While it is written the archive keeps a journal beside it that readers need not wait for. A power cut may take the last reports of it
 * with it, never part of one; ended programs take nothing. The foreign keys are for others who write: rows written here name rows of
 * their own report written just before, and what is deleted takes along what is of it (rows.c). Looking for every one again takes a third of keeping. */
static acta_status begin_writing(acta_store *store, acta_err *err) {
    return store_run(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -131072;"
                            "PRAGMA wal_autocheckpoint = 16000", "opening the archive", err);
}

static acta_status open_db(acta_store *store, const char *path, acta_err *err) {
    int flags = store->mode == ACTA_STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int code = sqlite3_open_v2(path, &store->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code != SQLITE_OK) return store_fail(store, code, "opening the archive", err);
    sqlite3_busy_handler(store->db, wait_for_turn, NULL);
    sqlite3_extended_result_codes(store->db, 1);
    /* Nothing is changed before it is clear that the file is ours or empty. */
    TRY(store_schema(store, err));
    if (store->mode == ACTA_STORE_READ) return ACTA_OK;
    TRY(begin_writing(store, err));
    /* Others who write have the archive's triggers keep the index of words. A statement that sets one off makes that index write a piece of itself
     * to the disk, and pieces are merged again and again: here put.c and rows.c do by hand what the triggers do. */
    code = sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    return code == SQLITE_OK ? ACTA_OK : store_fail(store, code, "opening the archive", err);
}

acta_status acta_store_open(const char *path, acta_store_mode mode, acta_store **store, acta_err *err) {
    if (path == NULL || store == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_store_open needs a path and a place for the store");
    acta_store *made = calloc(1, sizeof *made);
    if (made == NULL) return acta__fail(err, ACTA_NOMEM, -1, "no memory for a store");
    made->mode = mode;
    made->late_least = STORE_LATE_LEAST;
    made->bands.most = STORE_BANDS_MOST;
    acta_status status = open_db(made, path, err);
    if (status != ACTA_OK) {
        acta_store_close(made);
        return status;
    }
    *store = made;
    return ACTA_OK;
}

/* Back to one plain file, if nobody else has it open: it can then be copied, and read where nothing may be written. */
static void end_writing(acta_store *store) {
    sqlite3_busy_handler(store->db, NULL, NULL);
    sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

void acta_store_close(acta_store *store) {
    if (store == NULL) return;
    if (store->batch) acta_store_commit(store, NULL);
    if (store->db != NULL && store->mode == ACTA_STORE_WRITE) bands_write(store, 1, NULL);
    bands_forget(store);
    for (int i = 0; i < SQL_STATEMENTS; i++) sqlite3_finalize(store->statements[i]);
    for (int i = 0; i < STORE_KINDS; i++) sqlite3_finalize(store->inserts[i]);
    sqlite3_finalize(store->update);
    for (int i = 0; i < STORE_SIGNATURES; i++) free(store->signatures[i]);
    if (store->db != NULL && store->mode == ACTA_STORE_WRITE) end_writing(store);
    sqlite3_close(store->db);
    free(store);
}
