/* recode.h - the reports of an archive that another model coded, as input. */
#ifndef ACTA_CLI_RECODE_H
#define ACTA_CLI_RECODE_H

#include <sqlite3.h>

#include "input.h"

typedef struct recode {
    const char *path, *model;        /* borrowed */
    sqlite3 *db;
    sqlite3_stmt *next;
    int64_t doc;                     /* the last one given */
} recode;

/* Of the archive at `path`, all but what `model` coded. False, after a message: it cannot be read. */
bool recode_begin(recode *r, const settings *s, const char *model);
/* Where an input_reader takes them from; ctx is a recode. One at a time is read, so that whoever writes the archive is not held up. */
input_state recode_next(void *ctx, input *in);
void recode_end(recode *r);

#endif
