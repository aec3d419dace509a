/* archive.c - what keeps a question to an archive harmless. */
#include "archive.h"

#include <string.h>

enum { STEPS_BETWEEN = 20000 };      /* of SQLite's machine, from one look at the clock to the next: some tenths of a millisecond */

static int past(void *ctx) {
    const archive_deadline *deadline = ctx;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > deadline->at.tv_sec || (now.tv_sec == deadline->at.tv_sec && now.tv_nsec > deadline->at.tv_nsec);
}

void archive_limit(sqlite3 *db, archive_deadline *deadline, unsigned seconds) {
    clock_gettime(CLOCK_MONOTONIC, &deadline->at);
    deadline->at.tv_sec += (time_t)seconds;
    sqlite3_progress_handler(db, STEPS_BETWEEN, past, deadline);
}

static int may(void *ctx, int action, const char *one, const char *two, const char *database, const char *inside) {
    (void)ctx, (void)database, (void)inside;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return two != NULL && strcmp(two, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    /* The full-text index asks it of itself. */
    case SQLITE_PRAGMA: return one != NULL && strcmp(one, "data_version") == 0 ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

void archive_only_read(sqlite3 *db) {
    /* The index is brought up while that is still allowed. */
    sqlite3_exec(db, "SELECT 1 FROM words LIMIT 0", NULL, NULL, NULL);
    sqlite3_set_authorizer(db, may, NULL);
}
