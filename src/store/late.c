/* late.c - indexes that are made when all reports are in.
 *
 * An entry of these indexes goes somewhere among all there are, so that in a great archive each costs a page that is read, written to the
 * journal, and written again, or there are many of them. Nobody who keeps new reports asks for them. So when a program keeps many reports, measured by what is there
 * already, they are dropped and made anew from the sorted rows at the end, which costs a fraction. The setting "indexes" says `due` in
 * between: a program that was ended then has left them to the next one. Without them questions are answered slowly, and just as well. Who codes
 * kept reports anew does ask for them, to find what was kept of one: then they are made, and stay.
 */
#include <stdio.h>
#include <string.h>

#include "store/store.h"

enum { PART_OF_ARCHIVE = 4 };        /* kept in this session: a quarter of what is there; making the indexes of it all anew is worth that */

static const char doing[] = "making the indexes";

static const char *const late[] = {"entity_name", "event_date", "event_type", "event_country", "event_happening", "party_who", "party_code", "party_name",
                                   "party_doc", "mention_doc", "mention_entity"};
enum { LATE = sizeof late / sizeof *late };

extern const unsigned char store_schema_sql[];

static acta_status drop(acta_store *store, acta_err *err) {
    char sql[80];
    TRY(store_run(store, "INSERT OR REPLACE INTO setting(name, value) VALUES ('indexes', 'due')", doing, err));
    for (int i = 0; i < LATE; i++) {
        snprintf(sql, sizeof sql, "DROP INDEX IF EXISTS %s", late[i]);
        TRY(store_run(store, sql, doing, err));
    }
    store->late = true;
    return ACTA_OK;
}

acta_status late_drop(acta_store *store, acta_err *err) {
    int64_t documents;
    if (store->late || store->kept < store->late_least) return ACTA_OK;
    TRY(store_number(store, "SELECT coalesce(max(doc), 0) FROM document", 0, &documents, err));
    return (int64_t)store->kept * PART_OF_ARCHIVE >= documents ? drop(store, err) : ACTA_OK;
}

/* The statement that makes an index, as the schema has it; at most `room` bytes. False: it has none of this name. */
static bool statement_of(const char *name, char *sql, size_t room) {
    char begins[48];
    int bytes = snprintf(begins, sizeof begins, "CREATE INDEX %s ON ", name);
    const char *from = strstr((const char *)store_schema_sql, begins), *to = from != NULL ? strchr(from, ';') : NULL;
    if (to == NULL) return false;
    return snprintf(sql, room, "CREATE INDEX IF NOT EXISTS %s ON %.*s", name, (int)(to - from) - bytes, from + bytes) < (int)room;
}

acta_status late_make_one(acta_store *store, const char *name, acta_err *err) {
    char sql[160];
    if (!statement_of(name, sql, sizeof sql)) return acta__fail(err, ACTA_INTERNAL, -1, "the schema has no index %s", name);
    return store_run(store, sql, doing, err);
}

acta_status late_make(acta_store *store, acta_err *err) {
    int64_t due;
    TRY(store_number(store, "SELECT count(*) FROM setting WHERE name = 'indexes'", 0, &due, err));
    for (int i = 0; i < LATE && due > 0; i++) TRY(late_make_one(store, late[i], err));
    return due > 0 ? store_run(store, "DELETE FROM setting WHERE name = 'indexes'", doing, err) : ACTA_OK;
}

acta_status late_stay(acta_store *store, acta_err *err) {
    if (store->late_least == UINT64_MAX) return ACTA_OK;
    store->late_least = UINT64_MAX;
    return late_make(store, err);
}
