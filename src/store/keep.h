/* keep.h - what the files that keep a report share: a report being kept, and what is asked of the archive about it. */
#ifndef ACTA_STORE_KEEP_H
#define ACTA_STORE_KEEP_H

#include "base/slice.h"
#include "coder.h"
#include "store/store.h"

/* ---- known.c ---- */

/* A report that the archive has: doc 0 if it has none. */
typedef struct known {
    int64_t doc;
    char *id, *model;                /* in the arena; model NULL: not coded */
} known;

acta_status known_find(acta_store *store, const unsigned char hash[HASH_BYTES], arena *scratch, known *found, acta_err *err);

/* The same by id, with the hash that it is kept under. */
acta_status known_named(acta_store *store, const char *id, arena *scratch, known *found, unsigned char hash[HASH_BYTES], acta_err *err);

/* The id wanted, if no report has it. Else with "~" and the beginning of this report's hash behind it, so that nothing is lost and a
 * second run gives the same id. */
acta_status known_free_id(acta_store *store, const char *wanted, const unsigned char hash[HASH_BYTES], arena *scratch, const char **id, acta_err *err);

/* ---- text.c ---- */

/* The text that spans count in, as it is kept: the report as given, each NUL as U+FFFD. */
acta_status text_given(const doc *d, arena *scratch, slice *text, acta_err *err);

/* How many characters of it came as the title; -1: the report came without one. */
acta_status text_title_chars(const acta_report *report, arena *scratch, int64_t *chars, acta_err *err);

/* The text without the title and the two line ends after it. */
slice text_body(slice text, int64_t title_chars);

/* ---- a report being kept ---- */

typedef struct keeping {
    acta_store *store;
    arena *scratch;
    acta_err *err;
    const acta_report *report;
    const doc *doc;
    const char *id, *model;          /* model NULL: a copy */
    unsigned char hash[HASH_BYTES];
    slice text;                      /* text_given */
    int64_t title_chars;
    int64_t row;                     /* of the document; 0: it has none yet */
    bool in_words;                   /* its words are in their index */
    int64_t original;                /* of one that is new: the row of what it is a copy of; 0: none */
    double similarity;               /* with it */
} keeping;

/* ---- rows.c ---- */

/* The rows of a result: of the document and, if it is coded, of all that was found in it. */
acta_status rows_keep(keeping *k, const acta_result *result);
/* The words of a document go out of their index. */
acta_status words_forget(acta_store *store, int64_t row, acta_err *err);
/* The records of an earlier coding go, the document stays. */
acta_status rows_forget(keeping *k);

#endif
