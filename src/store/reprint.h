/* reprint.h - which reports of the archive a report is a copy of, and who of them is the original. */
#ifndef ACTA_STORE_REPRINT_H
#define ACTA_STORE_REPRINT_H

#include "merge/copies.h"
#include "store/keep.h"

/* A report beside those of the archive. Everything is in the arena. */
typedef struct reprint {
    acta_store *store;
    arena *scratch;
    int64_t row;                     /* of its document; 0: not kept yet */
    copy_signature *signature;
    int64_t *stories;                /* [story_count] the originals, as they are now, of the stories that it belongs to */
    uint32_t story_count, story_capacity;
    int64_t original;                /* the row of the report that comes first of all these; 0: this one does */
    double similarity;               /* with it */
    const copy_signature *first;     /* its signature */
} reprint;

/* Fills all but store, scratch and row. */
acta_status reprint_find(reprint *r, slice body, const char *id, const char *published, acta_err *err);

/* Once the report has its row, and points to the original if it is a copy: those that it comes before point there too. */
acta_status reprint_point(reprint *r, acta_err *err);

/* The row of the original of the story of a report; its own if it is that; 0: there is no such report. */
acta_status reprint_original(acta_store *store, int64_t row, int64_t *original, acta_err *err);

#endif
