/* export_parquet.c - Parquet with the columns of the CSV. Lists are texts parted by ";" there too: every reader takes those. */
#include "export_table.h"
#include "parquet.h"

typedef struct rows {
    const export_table *table;
    parquet *file;
    bytes cell;
    bool stopped;
} rows;

static bool write_row(void *ctx, export_row *row) {
    rows *r = ctx;
    for (size_t i = 0; i < r->table->column_count; i++) {
        const export_column *c = &r->table->columns[i];
        r->cell.count = 0;
        c->put(&r->cell, row, c->which);
        parquet_put(r->file, i, r->cell.count > 0 ? r->cell.at : "", r->cell.count);
    }
    r->stopped = !parquet_row_end(r->file) || r->cell.failed;
    return !r->stopped;
}

acta_status export_write_parquet(const export_job *job) {
    static const parquet_kind kinds[] = {
        [EXPORT_TEXT] = PARQUET_TEXT, [EXPORT_WHOLE] = PARQUET_WHOLE, [EXPORT_REAL] = PARQUET_REAL, [EXPORT_DAY] = PARQUET_DAY};
    rows r = {.table = job->format->table};
    r.file = parquet_new(r.table->column_count, job->sink, job->ctx);
    if (r.file == NULL) return export_say(job->err, ACTA_NOMEM, "out of memory");
    for (size_t i = 0; i < r.table->column_count; i++) parquet_column(r.file, i, r.table->columns[i].name, kinds[r.table->columns[i].kind]);
    acta_status status = export_walk(job, EACH_EVENT, false, write_row, &r);
    if (status == ACTA_OK && (r.stopped || !parquet_end(r.file))) {
        status = parquet_no_memory(r.file) || r.cell.failed ? export_say(job->err, ACTA_NOMEM, "out of memory") : export_stopped(job, &r.cell);
    }
    parquet_free(r.file);
    bytes_clear(&r.cell);
    return status;
}
