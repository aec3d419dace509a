/* reader.h - an archive opened for reading alone, and asked with a limit on time. */
#ifndef ACTA_EXPLORE_READER_H
#define ACTA_EXPLORE_READER_H

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum { ARCHIVE_SCHEMA = 1 };         /* the form of archive that this program reads */

/* One connection; one thread at a time. */
typedef struct reader {
    sqlite3 *db;
    double work_until, wait_until;   /* seconds of this thread's work, and of the clock; a query that runs past either is stopped. 0: none */
    const atomic_bool *stop;         /* set: stop whatever runs */
} reader;

/* Opens a file that is there and is an archive; false after writing into `wrong` what is the matter and what to do. `stop` is borrowed. */
bool reader_open(reader *r, const char *path, const atomic_bool *stop, char *wrong, size_t wrong_bytes);
void reader_close(reader *r);

/* From now on queries may take so much of this thread's time together, and some times that by the clock, so that a busy machine is slow
 * rather than refusing. 0: as long as they like. */
void reader_limit(reader *r, double seconds);

double seconds_now(void);            /* monotonic */

/* Connections that answers borrow: as many as there are threads that answer. */
typedef struct reader_pool reader_pool;
reader_pool *pool_open(const char *path, size_t count, const atomic_bool *stop, char *wrong, size_t wrong_bytes);
reader *pool_borrow(reader_pool *pool);      /* waits for one */
void pool_return(reader_pool *pool, reader *r);
void pool_close(reader_pool *pool);

#endif
