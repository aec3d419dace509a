/* export_table.h - formats that are rows of columns: a table of names and functions, and a dialect in which cells are written. */
#ifndef ACTA_CLI_EXPORT_TABLE_H
#define ACTA_CLI_EXPORT_TABLE_H

#include "export_archive.h"
#include "pool.h"

/* What a cell holds; an empty one says nothing. A day is written YYYY-MM-DD. */
typedef enum export_kind { EXPORT_TEXT, EXPORT_WHOLE, EXPORT_REAL, EXPORT_DAY } export_kind;

typedef struct export_column {
    const char *name;
    export_kind kind;
    void (*put)(bytes *cell, const export_row *row, size_t which);
    size_t which;                    /* for `put`, so that one function serves several columns */
} export_column;

typedef enum export_each { EACH_EVENT, EACH_PAIR, EACH_MENTION } export_each;

typedef struct export_dialect {
    char separator;
    const char *line_end;
    bool header;
    void (*cell)(bytes *line, export_kind kind, const char *at, size_t count);
} export_dialect;

typedef struct export_table {
    const export_column *columns;
    size_t column_count;
    export_each each;                /* a row an event, a pair of its parties (one may be missing), or a mention for each pair */
    bool once;                       /* a happening told by several records is one event */
    const export_dialect *dialect;
} export_table;

typedef struct export_job {
    sqlite3 *db;
    const export_format *format;
    const export_filter *filter;
    acta_sink sink;
    void *ctx;
    acta_err *err;
} export_job;

struct export_format {
    const char *name;
    const char *status;              /* what is taken where no status is asked for; NULL: all */
    acta_status (*write)(const export_job *job);
    const export_table *table;       /* for export_write_table */
};

extern const export_dialect dialect_csv, dialect_tsv, dialect_plain, dialect_plain_header, dialect_latin1;
extern const export_table table_csv, table_tsv, table_polecat, table_icews, table_phoenix, table_petrarch, table_gdelt1, table_gdelt2, table_mentions;

acta_status export_write_table(const export_job *job);
acta_status export_write_plover(const export_job *job);
acta_status export_write_geojson(const export_job *job);
acta_status export_write_gexf(const export_job *job);
acta_status export_write_parquet(const export_job *job);

/* Call `each` for every row; it returns false to stop. */
acta_status export_walk(const export_job *job, export_each rows, bool once, bool (*each)(void *ctx, export_row *row), void *ctx);

/* Send what has gathered and empty it. False: the sink said stop, or memory ran out. */
bool export_send(const export_job *job, bytes *gathered);
acta_status export_stopped(const export_job *job, const bytes *gathered);

/* ---- for columns ---- */

void cell_text(bytes *cell, const char *text);
void cell_number(bytes *cell, int64_t number);

/* A field of the event as it stands; `which` is an export_field. */
void put_field(bytes *cell, const export_row *row, size_t which);
/* Words parted by spaces, and phrases parted by " | ", with ";" between them. */
void put_words(bytes *cell, const export_row *row, size_t which);
void put_phrases(bytes *cell, const export_row *row, size_t which);
/* A text of every party, with ";" between them; `which` is its offset in export_party. A ";" in a text becomes a comma. */
void put_actors(bytes *cell, const export_row *row, size_t which);
void put_recipients(bytes *cell, const export_row *row, size_t which);
void put_speakers(bytes *cell, const export_row *row, size_t which);
/* Always empty: the format has a column for what acta does not say. */
void put_nothing(bytes *cell, const export_row *row, size_t which);

#endif
