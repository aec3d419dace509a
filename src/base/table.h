/* table.h - the lexicon's tables, compiled from data/tables/NAME.tsv by tools/pack.c and read where they lie in the
 * data file.
 *
 * A section `table.NAME` (all numbers little-endian u32):
 *
 *   rows, columns, text_bytes, 0     head
 *   rows * columns * 2               per cell: byte offset into the text, bytes
 *   text                             every cell's bytes, each with a NUL after it
 *
 * Column 0 is the key, in the form table_key gives. Rows stand in the order of their keys' bytes, rows with one key in
 * the order of the source file. One key may have several rows (a ministry before and after an election).
 */
#ifndef ACTA_BASE_TABLE_H
#define ACTA_BASE_TABLE_H

#include "base/slice.h"
#include "base/status.h"

typedef struct datafile datafile;

typedef struct table {
    const uint32_t *cells;           /* [rows * columns * 2] */
    const char *text;                /* [text_bytes] */
    uint32_t rows, columns, text_bytes;
} table;

enum { TABLE_KEY_MAX = 256 };        /* bytes of the longest key; a longer phrase has none */

/* Read the section of the data file; every length in it is checked. Points into the file.
 * Fails with: DATA_FORMAT (no such section, fewer than min_columns, damaged). */
acta_status table_open(const datafile *file, const char *section, uint32_t min_columns, table *t, acta_err *err);

/* The same over `count` bytes at an address divisible by 4; `name` is for the message. */
acta_status table_read(const void *bytes, size_t count, const char *name, uint32_t min_columns, table *t, acta_err *err);

/* How a phrase is written as a key: lower case, marks stripped, dots and apostrophes dropped, every other run of
 * characters that are neither letters nor digits one space, none at the ends: "People's Republic" -> "peoples republic",
 * "U.S.-led" -> "us led", "Lech Wałęsa" -> "lech walesa". Broken UTF-8 counts as a space.
 * Bytes written to out[capacity], no NUL; 0 if nothing is left or it does not fit. */
size_t table_key(const char *utf8, size_t bytes, char *out, size_t capacity);

/* Number of rows with that key; *first is the first of them. */
uint32_t table_find(const table *t, const char *key, size_t bytes, uint32_t *first);

/* Does any key go on after this one with a further word? Ends the search for the longest match. */
bool table_goes_on(const table *t, const char *key, size_t bytes);

/* Do two rows come of one line of the source: two names of one thing? */
bool table_same_line(const table *t, uint32_t a, uint32_t b);

/* A cell; NUL-terminated in place. row < rows; an empty slice where the table has no such column. */
slice table_cell(const table *t, uint32_t row, uint32_t column);

#endif
