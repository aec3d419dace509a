/* export.h - an archive handed on in the formats that people's tools read.
 *
 * An archive is the SQLite file of `acta ingest`; it is read, never written. Formats stand in one table (export_formats): those that are
 * rows of columns are tables of columns too, a name and a function each, and one loop writes them all.
 */
#ifndef ACTA_CLI_EXPORT_H
#define ACTA_CLI_EXPORT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "acta.h"

/* Which events are wanted. A text that is NULL asks nothing; lists are parted by commas. */
typedef struct export_filter {
    const char *from, *to;           /* YYYY, YYYY-MM or YYYY-MM-DD: events of which a day lies there, both ends included */
    const char *type, *status, *country;
    const char *actor, *recipient;   /* a code ("AFG"), code and sector ("AFG GOV"), or a name */
    double min_confidence;           /* negative: any */
    unsigned kinds;                  /* a set of acta_kind, for PLOVER alone */
    bool copies;                     /* also what is told by reports that are copies of others */
    const int64_t *events;           /* [event_count] these alone, in this order, by the archive's numbers, and all else asks nothing;
                                        NULL: by the rest. Not for PLOVER and GEXF. */
    size_t event_count;
} export_filter;

typedef struct export_format export_format;

/* The format of that name, or NULL. The names, parted by blanks, for messages. */
const export_format *export_format_named(const char *name);
const char *export_format_names(void);

/* Is the filter one that makes sense? Fails with: MISUSE, saying what does not. */
acta_status export_filter_check(const export_filter *filter, acta_err *err);

/* Open an archive for reading. Owns: *db is yours, sqlite3_close it.
 * Fails with: IO (not there, not readable), DATA_FORMAT (no archive of acta's), DATA_VERSION (of a newer acta). */
acta_status export_open(const char *path, sqlite3 **db, acta_err *err);

/* Write what the filter leaves of the archive as it stands when the call begins; others may go on writing to it. Memory does not grow
 * with the number of events.  Owns: nothing.  Threads: one connection, one thread.
 * Fails with: IO (the sink said stop, or the archive cannot be read on), MISUSE, NOMEM. */
acta_status export_write(sqlite3 *db, const export_format *format, const export_filter *filter, acta_sink sink, void *ctx, acta_err *err);

#endif
