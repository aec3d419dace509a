/* pool.h - many reports coded at once, written in the order they came.
 *
 * One thread reads; some work, preparing and coding; the calling one chooses what is coded and writes. Between them stands a
 * ring of slots; a slot goes round free -> filled -> ready -> chosen -> done -> free, so at most that many reports are held,
 * however long the input is.
 */
#ifndef ACTA_CLI_POOL_H
#define ACTA_CLI_POOL_H

#include "input.h"
#include "output.h"
#include "tally.h"

/* Bytes that grow as they are written; a sink for acta_write_*. */
typedef struct bytes {
    char *at;
    size_t count, room;
    bool failed;                     /* out of memory */
} bytes;

bool bytes_sink(void *ctx, const char *at, size_t count);
void bytes_clear(bytes *b);

/* Writes what is wanted of one result; called by a working thread. */
typedef acta_status (*pool_write)(const acta_result *result, const settings *s, acta_sink sink, void *sink_ctx, acta_err *err);

/* Takes results where they are kept rather than written. All are called by the thread that called pool_run, never two at once, `wanted`
 * and `keep` each in the order of the reports; `wanted` runs ahead of `keep` by as many reports as the ring holds. Neither sees a
 * report that failed before or is not English. */
typedef struct pool_keeper {
    void *ctx;
    bool (*wanted)(void *ctx, const input *in);      /* is the report to be coded? */
    /* result NULL: it was not wanted. What is wrong with this report goes to in->problem; false, after a message: nothing more can be kept. */
    bool (*keep)(void *ctx, input *in, const acta_result *result);
    bool (*idle)(void *ctx);         /* called when no report has come for a while; false as above */
} pool_keeper;

typedef struct pool_plan {
    const settings *s;
    const acta_model *model;
    acta_stage last;
    pool_write write;                /* or NULL, where there is a keeper */
    output *out;                     /* for what is written */
    const pool_keeper *keeper;       /* or NULL */
} pool_plan;

/* Code everything the reader gives; messages about single reports go to standard error as they come due.
 * Returns an exit status; where the output can no longer be written it ends the process with EXIT_NOTHING. */
int pool_run(const pool_plan *plan, input_reader *reader, pool_tally *tally);

#endif
