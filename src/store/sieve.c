/* sieve.c - which bands are surely not in their table.
 *
 * Nearly every band of a report is new, and to find nothing in a great table takes as long as to find something. So when many reports are
 * looked for, a Bloom filter of the table is held (Bloom 1970; all bits of an entry in one word: Putze, Sanders and Singler 2007, "Cache-, hash-
 * and space-efficient Bloom filters"). It says of one in twenty bands or fewer that the table may have them where it has not.
 */
#include <stdlib.h>

#include "store/store.h"

enum {
    BITS_SET = 4, ENTRIES_A_WORD = 8,            /* ENTRIES_A_WORD: at most; half as many when it is made */
    WORDS_LEAST = 1 << 12,
    LOOKS_A_DOCUMENT = 2             /* looks into the table that take as long as reading the bands of one document */
};

static const char doing[] = "reading the bands of reports";

void sieve_free(store_sieve *v) {
    free(v->words);
    *v = (store_sieve){0};
}

static uint64_t mask_of(uint64_t mixed) {
    uint64_t mask = 0;
    for (int i = 0; i < BITS_SET; i++, mixed >>= 6) mask |= (uint64_t)1 << (mixed & 63);
    return mask;
}

static uint64_t *word_of(const store_sieve *v, uint64_t mixed) {
    return &v->words[mixed >> 32 & (v->word_count - 1)];
}

void sieve_add(store_sieve *v, uint64_t hash) {
    uint64_t mixed = hash * 0x9E3779B97F4A7C15u;
    if (v->words == NULL) return;
    *word_of(v, mixed) |= mask_of(mixed);
    if (++v->count > v->word_count * ENTRIES_A_WORD) sieve_free(v);
}

static acta_status fill(acta_store *store, acta_err *err) {
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(store->db, "SELECT hash FROM band", -1, &s, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(s);
        if (code == SQLITE_ROW) sieve_add(&store->sieve, (uint64_t)sqlite3_column_int64(s, 0));
    }
    sqlite3_finalize(s);
    return code == SQLITE_DONE ? ACTA_OK : store_fail(store, code, doing, err);
}

static acta_status make(acta_store *store, acta_err *err) {
    int64_t rows;
    TRY(store_number(store, "SELECT count(*) FROM band", 0, &rows, err));
    uint64_t words = WORDS_LEAST;
    while (words * ENTRIES_A_WORD / 2 < (uint64_t)rows) words *= 2;
    store->sieve = (store_sieve){.words = calloc(words, sizeof(uint64_t)), .word_count = words};
    TRY_NEW(store->sieve.words, err);
    acta_status status = fill(store, err);
    if (status != ACTA_OK) sieve_free(&store->sieve);
    return status;
}

/* Made when looking has cost as much as making it does. */
acta_status sieve_passes(acta_store *store, uint64_t hash, bool *passes, acta_err *err) {
    store_sieve *v = &store->sieve;
    uint64_t mixed = hash * 0x9E3779B97F4A7C15u;
    if (v->words == NULL && v->looks++ >= LOOKS_A_DOCUMENT * (uint64_t)store->bands.known) TRY(make(store, err));
    *passes = v->words == NULL || (~*word_of(v, mixed) & mask_of(mixed)) == 0;
    return ACTA_OK;
}
