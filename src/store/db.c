/* db.c - SQLite's answers as statuses, and the statements that are prepared once. */
#include "store/store.h"

#define MENTION_INTO "INSERT INTO mention(doc, entity, event, agreement, obligation, claim, sentence, char_from, char_to) VALUES"
#define MENTION_ROW "(?,?,?,?,?,?,?,?,?)"

static const char *const store_sql[SQL_STATEMENTS] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_SAVE] = "SAVEPOINT report",
    [SQL_RELEASE] = "RELEASE report",
    [SQL_BACK] = "ROLLBACK TO report",
    [SQL_BY_HASH] = "SELECT doc, id, model FROM document WHERE hash = ?",
    [SQL_BY_ID] = "SELECT doc, id, model, hash FROM document WHERE id = ?",
    [SQL_ID_TAKEN] = "SELECT 1 FROM document WHERE id = ?",
    [SQL_MENTION] = MENTION_INTO " " MENTION_ROW,
    [SQL_MENTIONS] = MENTION_INTO " " MENTION_ROW "," MENTION_ROW "," MENTION_ROW "," MENTION_ROW "," MENTION_ROW "," MENTION_ROW "," MENTION_ROW "," MENTION_ROW,
    [SQL_PARTY] = ("INSERT INTO party(doc, event, agreement, obligation, claim, role, place, text, char_from, char_to, entity, name, code, sector, office, who)"
                   " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"),
    [SQL_SETTING] = "INSERT INTO setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
    [SQL_BAND] = "INSERT OR IGNORE INTO band(hash, doc) VALUES (?, ?)",
    [SQL_IN_BAND] = "SELECT doc FROM band WHERE hash = ? LIMIT ?",
    [SQL_LAST_DOCUMENT] = "SELECT coalesce(max(doc), 0) FROM document",
    [SQL_TEXTS_AFTER] = "SELECT doc, title_chars, text FROM document WHERE doc > ? ORDER BY doc",
    [SQL_FOR_COPY] = "SELECT id, published, copy_of, title_chars, text FROM document WHERE doc = ?",
    [SQL_ORIGINAL] = "SELECT coalesce(copy_of, doc) FROM document WHERE doc = ?",
    [SQL_STORY] = "SELECT doc FROM document WHERE doc = ?1 OR copy_of = ?1",
    [SQL_POINT] = "UPDATE document SET copy_of = ?, similarity = round(?, 4) WHERE doc = ?",
    [SQL_WORDS] = "INSERT INTO words(rowid, title, text) VALUES (?, ?, ?)",
    [SQL_WORDS_AGAIN] = "INSERT INTO words(rowid, title, text) SELECT doc, title, text FROM document WHERE doc = ?",
    [SQL_FORGET_WORDS] = "INSERT INTO words(words, rowid, title, text) SELECT 'delete', doc, title, text FROM document WHERE doc = ?",
    [SQL_FORGET_DOCUMENT] = "DELETE FROM document WHERE doc = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE copy_of = ?1)",
    [SQL_FORGET_MENTIONS] = "DELETE FROM mention WHERE doc = ?",
    [SQL_FORGET_PARTIES] = "DELETE FROM party WHERE doc = ?",
    [SQL_FORGET_EVENTS] = "DELETE FROM event WHERE doc = ?",
    [SQL_FORGET_CLAIMS] = "DELETE FROM claim WHERE doc = ?",
    [SQL_FORGET_OBLIGATIONS] = "DELETE FROM obligation WHERE doc = ?",
    [SQL_FORGET_AGREEMENTS] = "DELETE FROM agreement WHERE doc = ?",
    [SQL_FORGET_ENTITIES] = "DELETE FROM entity WHERE doc = ?",
};

acta_status store_fail(const acta_store *store, int code, const char *doing, acta_err *err) {
    switch (code & 0xFF) {
    case SQLITE_NOMEM: return acta__fail(err, ACTA_NOMEM, -1, "out of memory");
    case SQLITE_FULL: return acta__fail(err, ACTA_IO, -1, "%s: the disk or the archive's limit is full; make room and run again, what is kept stays", doing);
    case SQLITE_READONLY: return acta__fail(err, ACTA_IO, -1, "%s: the archive may not be written here", doing);
    case SQLITE_CANTOPEN: return acta__fail(err, ACTA_IO, -1, "%s: the file cannot be opened or made", doing);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return acta__fail(err, ACTA_IO, -1, "%s: another program is writing to the archive and did not finish in time", doing);
    case SQLITE_NOTADB: return acta__fail(err, ACTA_DATA_FORMAT, -1, "%s: not an archive of acta's", doing);
    case SQLITE_CORRUPT: return acta__fail(err, ACTA_DATA_FORMAT, -1, "%s: the archive is damaged", doing);
    default: return acta__fail(err, ACTA_IO, -1, "%s: %s", doing, store->db != NULL ? sqlite3_errmsg(store->db) : sqlite3_errstr(code));
    }
}

acta_status store_run(acta_store *store, const char *sql, const char *doing, acta_err *err) {
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? ACTA_OK : store_fail(store, code, doing, err);
}

sqlite3_stmt *store_statement_of(acta_store *store, store_statement which) {
    sqlite3_stmt **statement = &store->statements[which];
    if (*statement == NULL && sqlite3_prepare_v3(store->db, store_sql[which], -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK) return NULL;
    return *statement;
}

acta_status store_step(acta_store *store, sqlite3_stmt *statement, const char *doing, acta_err *err) {
    int code = sqlite3_step(statement);
    acta_status status = code == SQLITE_DONE || code == SQLITE_ROW ? ACTA_OK : store_fail(store, code, doing, err);
    sqlite3_reset(statement);
    return status;
}

acta_status store_do(acta_store *store, store_statement which, const char *doing, acta_err *err) {
    sqlite3_stmt *statement = store_statement_of(store, which);
    if (statement == NULL) return store_fail(store, sqlite3_errcode(store->db), doing, err);
    return store_step(store, statement, doing, err);
}

acta_status store_number(acta_store *store, const char *sql, int64_t otherwise, int64_t *number, acta_err *err) {
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    *number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : otherwise;
    acta_status status = code == SQLITE_ROW || code == SQLITE_DONE ? ACTA_OK : store_fail(store, code, "reading the archive", err);
    sqlite3_finalize(statement);
    return status;
}
