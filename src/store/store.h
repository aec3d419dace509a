/* store.h - an archive: one SQLite file that keeps reports and what was found in them (schema.sql).
 *
 * Everything kept is written in one place, put.c, out of the records as JSON: the columns never know more than the JSON does. What
 * hangs on the whole archive (who is a copy of whom, which records tell one happening) is worked out in files of its own.
 */
#ifndef ACTA_STORE_STORE_H
#define ACTA_STORE_STORE_H

#include <sqlite3.h>

#include "base/status.h"
#include "merge/copies.h"
#include "store/columns.h"

enum {
    STORE_APPLICATION = 0x61637461,  /* "acta", in the header of the file: tells an archive from other databases */
    STORE_WAIT_MS = 60000,           /* for another program that writes */
    STORE_LOOK_MS = 2,               /* how often it is looked whether it has done */
    STORE_SIGNATURES = 128,          /* remembered, some 25 KB each */
    STORE_LATE_LEAST = 1024,         /* reports kept before indexes are put off */
    STORE_BANDS_MOST = 1 << 20,      /* held in memory: those of some 32,000 reports, 28 MB */
    STORE_MENTIONS = 8,              /* rows of SQL_MENTIONS */
    HASH_BYTES = 16
};

/* A statement that is prepared once; numbers are indices of store_sql. */
typedef enum store_statement {
    SQL_BEGIN, SQL_COMMIT, SQL_ROLLBACK, SQL_SAVE, SQL_RELEASE, SQL_BACK,
    SQL_BY_HASH, SQL_BY_ID, SQL_ID_TAKEN, SQL_MENTION, SQL_MENTIONS, SQL_PARTY, SQL_SETTING,
    SQL_BAND, SQL_IN_BAND, SQL_LAST_DOCUMENT, SQL_TEXTS_AFTER, SQL_FOR_COPY, SQL_ORIGINAL, SQL_STORY, SQL_POINT,
    SQL_WORDS, SQL_WORDS_AGAIN, SQL_FORGET_WORDS,
    SQL_FORGET_DOCUMENT, SQL_FORGET_EVENTS, SQL_FORGET_CLAIMS, SQL_FORGET_OBLIGATIONS, SQL_FORGET_AGREEMENTS, SQL_FORGET_ENTITIES,
    SQL_FORGET_MENTIONS, SQL_FORGET_PARTIES,
    SQL_STATEMENTS
} store_statement;

/* The signature of a text that was asked for lately. */
typedef struct store_signature {
    uint64_t key, bytes;             /* hash of the text; its length and one, 0: none yet */
    copy_signature signature;
} store_signature;

/* One band of one report; `next` leads to another whose hash may be the same: its number from 1, 0 for none. */
typedef struct store_band {
    uint64_t hash;
    int64_t doc;
    uint32_t next;
} store_band;

/* The bands that are not in their table yet. */
typedef struct store_bands {
    store_band *at;                  /* [count] */
    uint32_t *heads;                 /* [room] by hash: number from 1 of the first */
    uint32_t count, room, most;      /* room: a power of two; most: then they are written */
    int64_t known;                   /* the bands of all documents up to this one are here or in the table */
    bool begun, noted;               /* known is known; the setting is there */
} store_bands;

/* A Bloom filter of the bands in their table. */
typedef struct store_sieve {
    uint64_t *words;                 /* [word_count], a power of two; NULL: not made */
    uint64_t word_count, count;      /* count: of entries */
    uint64_t looks;                  /* into the table without it */
} store_sieve;

struct acta_store {
    sqlite3 *db;
    acta_store_mode mode;
    bool batch;                      /* between acta_store_begin and acta_store_commit: in one transaction */
    bool late;                       /* this program has put indexes off */
    uint64_t kept, late_least;       /* new reports since it was opened; how many there must be before indexes are put off; UINT64_MAX: none are */
    sqlite3_stmt *statements[SQL_STATEMENTS];
    sqlite3_stmt *inserts[STORE_KINDS], *update;     /* update: of a document */
    store_bands bands;
    store_sieve sieve;
    store_signature *signatures[STORE_SIGNATURES];   /* by key modulo their number; NULL: none yet */
};

/* ---- db.c: SQLite's answers as statuses ---- */

/* The status for SQLite's last failure, with what was being done and what to do next. */
acta_status store_fail(const acta_store *store, int code, const char *doing, acta_err *err);
acta_status store_run(acta_store *store, const char *sql, const char *doing, acta_err *err);
/* A statement ready to be bound, or NULL: store_fail tells why. */
sqlite3_stmt *store_statement_of(acta_store *store, store_statement which);
/* Step a statement that gives no rows, and reset it. */
acta_status store_step(acta_store *store, sqlite3_stmt *statement, const char *doing, acta_err *err);
acta_status store_do(acta_store *store, store_statement which, const char *doing, acta_err *err);
/* A whole number that a query gives, or `otherwise` where it gives none. */
acta_status store_number(acta_store *store, const char *sql, int64_t otherwise, int64_t *number, acta_err *err);

/* ---- schema.c ---- */

/* A step from version `from` of the schema to the next. */
typedef struct store_step_up {
    int from;
    const char *sql;
} store_step_up;

/* Make an empty database an archive, or bring an older one up to date, or refuse what is none or newer. */
acta_status store_schema(acta_store *store, acta_err *err);
/* All steps from the version the database has to `to`, in one transaction that is open already. */
acta_status store_migrate(acta_store *store, const store_step_up *steps, size_t count, int to, acta_err *err);

/* ---- happening.c ---- */

/* Notes that the happenings have to be worked out anew. */
acta_status happening_due(acta_store *store, acta_err *err);

/* ---- late.c: indexes that are made when all reports are in ---- */

/* Puts them off if so many reports come that it pays. In a transaction that is open already. */
acta_status late_drop(acta_store *store, acta_err *err);
/* Makes those that were put off, by whatever program; each in a transaction of its own. */
acta_status late_make(acta_store *store, acta_err *err);
/* The same, and none is put off any more. */
acta_status late_stay(acta_store *store, acta_err *err);
/* One of the schema's indexes, if it is not there: what follows asks for it. */
acta_status late_make_one(acta_store *store, const char *name, acta_err *err);

/* ---- bands.c ---- */

/* Once before the first report is kept; in the transaction that keeps it. */
acta_status bands_begin(acta_store *store, acta_err *err);
/* Makes those of documents kept by others, before any is asked for. */
acta_status bands_catch_up(acta_store *store, acta_err *err);
/* The first in memory with this hash (`after` NULL), or the next; NULL: no more. The others are in the table. */
const store_band *bands_next(const acta_store *store, uint64_t hash, const store_band *after);
/* Those of a new document. When the transaction that keeps it is undone, bands_forget. */
acta_status bands_keep(acta_store *store, int64_t doc, const copy_signature *signature, acta_err *err);
/* All that wait go into the table if there are so many, in a transaction of their own. */
acta_status bands_write(acta_store *store, uint32_t least, acta_err *err);
/* Gives back their memory; those that wait are made anew when they are asked for. */
void bands_forget(acta_store *store);

/* ---- sieve.c ---- */

/* False: no band in the table has this hash. */
acta_status sieve_passes(acta_store *store, uint64_t hash, bool *passes, acta_err *err);
/* A band that has gone into the table. */
void sieve_add(store_sieve *sieve, uint64_t hash);
/* Gives back its memory; it is made anew when it is worth that. */
void sieve_free(store_sieve *sieve);

/* ---- known.c ---- */

void store_hash(const acta_report *report, unsigned char hash[HASH_BYTES]);

#endif
