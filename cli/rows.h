/* rows.h - the answer to a query, written as people or programs want it. */
#ifndef ACTA_CLI_ROWS_H
#define ACTA_CLI_ROWS_H

#include <sqlite3.h>

#include "acta.h"

typedef enum rows_form { ROWS_TABLE, ROWS_CSV, ROWS_TSV, ROWS_JSON, ROWS_FORMS } rows_form;

/* ROWS_FORMS if there is none of that name. */
rows_form rows_form_named(const char *name);

/* Step the statement to its end and write every row: a table in columns for a person, CSV (RFC 4180) or TSV with a line of names, or one
 * JSON object a line. Returns SQLite's code, SQLITE_DONE at the end; *sent is false when the sink said stop. */
int rows_write(sqlite3_stmt *s, rows_form form, acta_sink sink, void *ctx, bool *sent);

#endif
