/* columns.h - records taken apart: which field of the JSON goes into which column. */
#ifndef ACTA_STORE_COLUMNS_H
#define ACTA_STORE_COLUMNS_H

#include <sqlite3.h>

#include "store/line.h"

typedef enum column_kind {
    COLUMN_TEXT, COLUMN_WHOLE, COLUMN_NUMBER,
    COLUMN_WORDS,                    /* a list of words, parted by spaces */
    COLUMN_PHRASES                   /* a list of texts, parted by " | " */
} column_kind;

typedef struct column {
    const char *name;
    const char *path;                /* "size.dead", "mentions.0.span"; "a|b": b where a is not there */
    column_kind kind;
} column;

/* Those who take part, by the list they stand in. */
typedef struct party_field {
    const char *field, *role;
} party_field;

/* The order in which records are kept: each kind may point to those before it. */
typedef enum store_kind { STORE_ENTITY, STORE_EVENT, STORE_AGREEMENT, STORE_OBLIGATION, STORE_CLAIM, STORE_DOCUMENT, STORE_KINDS } store_kind;

/* How a kind of record is kept. Besides these columns every table has id and record, and all but document have doc. */
typedef struct store_table {
    const char *name;                /* of the table, of its key, and what `kind` says */
    const column *columns;           /* ends with a NULL name */
    const party_field *parties;      /* ends with a NULL field */
    const char *link, *link_field;   /* the column that points to another record, and the field with its id; NULL: none */
    store_kind link_to;
    char letter;                     /* in the ids of its records: DOC-V01 */
} store_table;

extern const store_table store_tables[STORE_KINDS];

/* Bind a column to parameter `at`. Returns SQLite's code. */
int column_bind(sqlite3_stmt *statement, int at, const column *c, const line_value *record);

#endif
