/* schema.c - an empty file becomes an archive, an older one is brought up to date, others are refused. */
#include <stdio.h>

#include "store/store.h"

extern const unsigned char store_schema_sql[];   /* schema.sql, with a zero after it */

/* Version 0 is that of archives made before the first release: what came with a report beside its text was not kept. */
static const store_step_up steps[] = {
    {0, "ALTER TABLE document ADD COLUMN title_chars INTEGER;"
        "ALTER TABLE document ADD COLUMN published_given INTEGER NOT NULL DEFAULT 0;"},
};

acta_status store_migrate(acta_store *store, const store_step_up *list, size_t count, int to, acta_err *err) {
    int64_t version;
    TRY(store_number(store, "PRAGMA user_version", 0, &version, err));
    for (size_t i = 0; i < count && version < to; i++) {
        if (list[i].from != version) continue;
        TRY(store_run(store, list[i].sql, "bringing the archive up to date", err));
        version++;
    }
    if (version != to) {
        return acta__fail(err, ACTA_DATA_VERSION, -1, "the archive's schema is version %lld, this program needs %d and knows no way there", (long long)version, to);
    }
    char sql[160];
    snprintf(sql, sizeof sql, "INSERT INTO setting(name, value) VALUES ('schema', '%d') ON CONFLICT(name) DO UPDATE SET value = excluded.value; PRAGMA user_version = %d", to, to);
    return store_run(store, sql, "bringing the archive up to date", err);
}

typedef enum found { FOUND_NOTHING, FOUND_ARCHIVE } found;

/* What kind of file this is; one that is neither empty nor ours is refused. */
static acta_status look(acta_store *store, found *what, int64_t *version, acta_err *err) {
    int64_t application, tables;
    TRY(store_number(store, "SELECT count(*) FROM sqlite_schema", 0, &tables, err));
    TRY(store_number(store, "PRAGMA application_id", 0, &application, err));
    TRY(store_number(store, "PRAGMA user_version", 0, version, err));
    *what = tables == 0 ? FOUND_NOTHING : FOUND_ARCHIVE;
    if (tables == 0) return ACTA_OK;
    if (application != STORE_APPLICATION) return acta__fail(err, ACTA_DATA_FORMAT, -1, "an SQLite database, but no archive of acta's");
    if (*version > ACTA_STORE_SCHEMA) {
        return acta__fail(err, ACTA_DATA_VERSION, -1, "the archive's schema is version %lld, this program knows version %d and older; a newer acta made it",
                          (long long)*version, ACTA_STORE_SCHEMA);
    }
    return ACTA_OK;
}

static acta_status make(acta_store *store, acta_err *err) {
    char sql[200];
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d; INSERT INTO setting(name, value) VALUES ('schema', '%d')",
             STORE_APPLICATION, ACTA_STORE_SCHEMA, ACTA_STORE_SCHEMA);
    TRY(store_run(store, (const char *)store_schema_sql, "making the archive", err));
    return store_run(store, sql, "making the archive", err);
}

/* Looks again inside the transaction: another program may have been quicker. */
static acta_status make_or_migrate(acta_store *store, acta_err *err) {
    found what;
    int64_t version;
    TRY(look(store, &what, &version, err));
    if (what == FOUND_NOTHING) return make(store, err);
    return store_migrate(store, steps, sizeof steps / sizeof *steps, ACTA_STORE_SCHEMA, err);
}

acta_status store_schema(acta_store *store, acta_err *err) {
    found what;
    int64_t version;
    TRY(look(store, &what, &version, err));
    if (what == FOUND_ARCHIVE && version == ACTA_STORE_SCHEMA) return ACTA_OK;
    if (store->mode == ACTA_STORE_READ) {
        if (what == FOUND_NOTHING) return acta__fail(err, ACTA_DATA_FORMAT, -1, "an empty file, no archive yet");
        return acta__fail(err, ACTA_DATA_VERSION, -1, "the archive's schema is version %lld, older than %d; any acta ingest --db brings it up to date",
                          (long long)version, ACTA_STORE_SCHEMA);
    }
    TRY(store_do(store, SQL_BEGIN, "making the archive", err));
    acta_status status = make_or_migrate(store, err);
    if (status == ACTA_OK) return store_do(store, SQL_COMMIT, "making the archive", err);
    store_do(store, SQL_ROLLBACK, "", NULL);
    return status;
}
