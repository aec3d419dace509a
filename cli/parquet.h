/* parquet.h - a Parquet file written row after row: plain values, one page a column and row group, packed with zstd.
 *
 * Rows gather until a group is full, then its columns are sent; the file's account of itself follows at the end. Memory is a row group,
 * whatever the number of rows, and some 5 KB for each group already sent. Every column may be without a value.
 */
#ifndef ACTA_CLI_PARQUET_H
#define ACTA_CLI_PARQUET_H

#include <stdbool.h>
#include <stddef.h>

#include "acta.h"

/* A whole number has 64 bits; a day is written YYYY-MM-DD and kept as Parquet's DATE. */
typedef enum parquet_kind { PARQUET_TEXT, PARQUET_WHOLE, PARQUET_REAL, PARQUET_DAY } parquet_kind;

typedef struct parquet parquet;

/* NULL: out of memory. The sink gets the file from its first byte to its last. parquet_free it. */
parquet *parquet_new(size_t column_count, acta_sink sink, void *ctx);
/* Before the first row, every column once, in order. `name` must outlive the file. */
void parquet_column(parquet *p, size_t column, const char *name, parquet_kind kind);

/* The next row's value of a column, as text, "" for none; what is no number or day of its kind is none. Every column once a row. */
void parquet_put(parquet *p, size_t column, const char *text, size_t count);
/* False: the sink said stop or memory ran out. */
bool parquet_row_end(parquet *p);
bool parquet_end(parquet *p);
bool parquet_no_memory(const parquet *p);
void parquet_free(parquet *p);

#endif
