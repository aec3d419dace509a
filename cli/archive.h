/* archive.h - what keeps a question to an archive harmless. */
#ifndef ACTA_CLI_ARCHIVE_H
#define ACTA_CLI_ARCHIVE_H

#include <sqlite3.h>
#include <time.h>

typedef struct archive_deadline {
    struct timespec at;
} archive_deadline;

/* Questions of this connection end in SQLITE_INTERRUPT when so many seconds have passed from now. *deadline is used until it is closed. */
void archive_limit(sqlite3 *db, archive_deadline *deadline, unsigned seconds);

/* From now on statements that do anything but read tables are refused when they are prepared (SQLITE_AUTH): other files, settings of
 * the connection, and code from outside are out of reach, too. */
void archive_only_read(sqlite3 *db);

#endif
