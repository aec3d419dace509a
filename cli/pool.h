/* pool.h - many reports coded at once, written in the order they came.
 *
 * One thread reads, some code, the calling one writes. Between them stands a ring of slots; a slot goes round
 * free -> filled -> done -> free, so at most that many reports are held, however long the input is.
 */
#ifndef ACTA_CLI_POOL_H
#define ACTA_CLI_POOL_H

#include "input.h"

/* Bytes that grow as they are written; a sink for acta_write_*. */
typedef struct bytes {
    char *at;
    size_t count, room;
    bool failed;                     /* out of memory */
} bytes;

bool bytes_sink(void *ctx, const char *at, size_t count);
void bytes_clear(bytes *b);

/* Writes what is wanted of one result. */
typedef acta_status (*pool_write)(const acta_result *result, const settings *s, acta_sink sink, void *sink_ctx, acta_err *err);

/* Takes results where they are kept rather than written. `wanted` is asked by the coding threads, many at once; the others are called by
 * the writing thread, with the reports in the order they came. */
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
    pool_write write;                /* or NULL: */
    const pool_keeper *keeper;
} pool_plan;

typedef struct pool_tally {
    uint64_t done, failed;
} pool_tally;

/* Code everything the reader gives; messages about single reports go to standard error as they come due.
 * Returns an exit status; EXIT_NOTHING also when the output can no longer be written. */
int pool_run(const pool_plan *plan, input_reader *reader, pool_tally *tally);

/* All bytes to standard output; false after a message. */
bool output_write(const settings *s, const char *at, size_t count);

/* The report as the library takes it. */
acta_report input_report(const input *in);

#endif
