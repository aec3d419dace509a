/* happening.c - which event records tell the same event of the world. */
#include "store/store.h"

acta_status happening_due(acta_store *store, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(store, SQL_SETTING);
    if (s == NULL) return store_fail(store, sqlite3_errcode(store->db), "keeping a report", err);
    sqlite3_bind_text(s, 1, "happenings", -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, "due", -1, SQLITE_STATIC);
    return store_step(store, s, "keeping a report", err);
}
