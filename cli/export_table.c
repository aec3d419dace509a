/* export_table.c - the loop over rows and columns, and the dialects in which cells are written. */
#include "export_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export_letters.h"

enum { SEND_BYTES = 1 << 16 };       /* what is gathered before it is sent */

/* ---- rows ---- */

typedef struct walk {
    export_each rows;
    bool (*each)(void *ctx, export_row *row);
    void *ctx;
    bool on;
    acta_err *err;
} walk;

static acta_status one_row(walk *w, export_row *row) {
    if (w->rows == EACH_MENTION) {
        acta_status status = export_mentions(row, w->each, w->ctx, &w->on, w->err);
        if (status != ACTA_OK) return status;
    } else {
        w->on = w->each(w->ctx, row);
    }
    row->pair++;
    return ACTA_OK;
}

/* Was one who counts as the same met earlier in the list? "An army post" and "three soldiers" are one party to whoever counts. */
static bool met_before(const export_parties *list, size_t at) {
    for (size_t i = 0; i < at; i++) {
        if (strcmp(list->at[i].who, list->at[at].who) == 0) return true;
    }
    return false;
}

/* Two sides that meet with no host are both actors: each consults the other. */
static bool is_mutual(const export_row *row) {
    return row->recipients.count == 0 && row->actors.count > 1 && strcmp(export_text(row, F_TYPE), "CONSULT") == 0;
}

static acta_status pair_rows(walk *w, export_row *row) {
    if (row->actors.count + row->recipients.count == 0) return ACTA_OK;      /* these formats tell who and whom, and nothing else */
    bool mutual = is_mutual(row);
    const export_parties *sources = &row->actors, *targets = mutual ? &row->actors : &row->recipients;
    for (size_t i = 0; i == 0 || i < sources->count; i++) {
        if (i < sources->count && met_before(sources, i)) continue;
        for (size_t k = 0; w->on && (k == 0 || k < targets->count); k++) {
            if (k < targets->count && met_before(targets, k)) continue;
            if (mutual && strcmp(sources->at[i].who, targets->at[k].who) == 0) continue;
            row->source = i < sources->count ? &sources->at[i] : NULL;
            row->target = k < targets->count ? &targets->at[k] : NULL;
            acta_status status = one_row(w, row);
            if (status != ACTA_OK) return status;
        }
    }
    if (mutual && row->pair == 0) {  /* all of one side: no pair, yet it happened */
        row->source = &sources->at[0];
        row->target = NULL;
        return one_row(w, row);
    }
    return ACTA_OK;
}

acta_status export_walk(const export_job *job, export_each rows, bool once, bool (*each)(void *ctx, export_row *row), void *ctx) {
    export_archive archive;
    export_row row = {.archive = &archive};
    walk w = {rows, each, ctx, true, job->err};
    acta_status status = export_events_begin(&archive, job->db, job->filter, job->format->status, once, job->err);
    for (bool more = true; status == ACTA_OK && w.on;) {
        status = export_events_next(&archive, &row, &more, job->err);
        if (status != ACTA_OK || !more) break;
        status = rows == EACH_EVENT ? one_row(&w, &row) : pair_rows(&w, &row);
    }
    export_events_end(&archive, &row);
    return status;
}

bool export_send(const export_job *job, bytes *gathered) {
    if (gathered->failed || (gathered->count > 0 && !job->sink(job->ctx, gathered->at, gathered->count))) return false;
    gathered->count = 0;
    return true;
}

acta_status export_stopped(const export_job *job, const bytes *gathered) {
    if (gathered->failed) return export_say(job->err, ACTA_NOMEM, "out of memory");
    return export_say(job->err, ACTA_IO, "the output was not taken");
}

typedef struct table_writer {
    const export_job *job;
    bytes line, cell;
    bool stopped;
} table_writer;

static bool write_row(void *ctx, export_row *row) {
    table_writer *t = ctx;
    const export_table *table = t->job->format->table;
    for (size_t i = 0; i < table->column_count; i++) {
        const export_column *c = &table->columns[i];
        t->cell.count = 0;
        c->put(&t->cell, row, c->which);
        if (i > 0) bytes_sink(&t->line, &table->dialect->separator, 1);
        table->dialect->cell(&t->line, c->kind, t->cell.count > 0 ? t->cell.at : "", t->cell.count);
    }
    cell_text(&t->line, table->dialect->line_end);
    t->stopped = t->cell.failed || t->line.failed || (t->line.count >= SEND_BYTES && !export_send(t->job, &t->line));
    return !t->stopped;
}

static void write_header(table_writer *t) {
    const export_table *table = t->job->format->table;
    for (size_t i = 0; i < table->column_count; i++) {
        if (i > 0) bytes_sink(&t->line, &table->dialect->separator, 1);
        cell_text(&t->line, table->columns[i].name);
    }
    cell_text(&t->line, table->dialect->line_end);
}

acta_status export_write_table(const export_job *job) {
    const export_table *table = job->format->table;
    table_writer t = {.job = job};
    if (table->dialect->header) write_header(&t);
    acta_status status = export_walk(job, table->each, table->once, write_row, &t);
    if (status == ACTA_OK && (t.stopped || !export_send(job, &t.line))) status = export_stopped(job, &t.line);
    bytes_clear(&t.line);
    bytes_clear(&t.cell);
    return status;
}

/* ---- dialects ---- */

/* RFC 4180. A spreadsheet takes a cell that begins with one of these for a formula, and news is written by strangers: an apostrophe
 * before it makes it text. Numbers are ours and stay. */
static void csv_cell(bytes *line, export_kind kind, const char *at, size_t count) {
    bool formula = kind == EXPORT_TEXT && count > 0 && memchr("=+-@\t\r", at[0], 6) != NULL;
    bool quoted = false;
    for (size_t i = 0; i < count && !quoted; i++) quoted = at[i] == ',' || at[i] == '"' || at[i] == '\n' || at[i] == '\r';
    if (quoted) bytes_sink(line, "\"", 1);
    if (formula) bytes_sink(line, "'", 1);
    for (size_t i = 0; i < count; i++) {
        if (at[i] == '"') bytes_sink(line, "\"", 1);
        bytes_sink(line, at + i, 1);
    }
    if (quoted) bytes_sink(line, "\"", 1);
}

static void tsv_cell(bytes *line, export_kind kind, const char *at, size_t count) {
    (void)kind;
    for (size_t i = 0; i < count; i++) {
        const char *escape = at[i] == '\t' ? "\\t" : at[i] == '\n' ? "\\n" : at[i] == '\r' ? "\\r" : at[i] == '\\' ? "\\\\" : NULL;
        if (escape != NULL) bytes_sink(line, escape, 2);
        else bytes_sink(line, at + i, 1);
    }
}

/* The older formats know no escapes: what would part cells or lines becomes a space, and the double quote, which many readers take for
 * the beginning of a quoted cell, an apostrophe. */
static void plain_cell(bytes *line, export_kind kind, const char *at, size_t count) {
    (void)kind;
    for (size_t i = 0; i < count; i++) {
        char c = (unsigned char)at[i] < ' ' || at[i] == 0x7f ? ' ' : at[i] == '"' ? '\'' : at[i];
        bytes_sink(line, &c, 1);
    }
}

static void latin1_cell(bytes *line, export_kind kind, const char *at, size_t count) {
    bytes plain = {0};
    plain_cell(&plain, kind, at, count);
    letters_latin1(line, plain.count > 0 ? plain.at : "", plain.count);
    line->failed = line->failed || plain.failed;
    bytes_clear(&plain);
}

const export_dialect dialect_csv = {',', "\r\n", true, csv_cell}, dialect_tsv = {'\t', "\n", true, tsv_cell},
                     dialect_plain = {'\t', "\n", false, plain_cell}, dialect_plain_header = {'\t', "\n", true, plain_cell},
                     dialect_latin1 = {'\t', "\n", true, latin1_cell};

/* ---- cells ---- */

void cell_text(bytes *cell, const char *text) {
    bytes_sink(cell, text, strlen(text));
}

void cell_number(bytes *cell, int64_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    cell_text(cell, digits);
}

void put_field(bytes *cell, const export_row *row, size_t which) {
    cell_text(cell, export_text(row, (export_field)which));
}

void put_nothing(bytes *cell, const export_row *row, size_t which) {
    (void)cell, (void)row, (void)which;
}

static void parted(bytes *cell, const char *text, const char *by) {
    size_t bytes_by = strlen(by);
    for (const char *next; (next = strstr(text, by)) != NULL; text = next + bytes_by) {
        bytes_sink(cell, text, (size_t)(next - text));
        cell_text(cell, ";");
    }
    cell_text(cell, text);
}

void put_words(bytes *cell, const export_row *row, size_t which) {
    parted(cell, export_text(row, (export_field)which), " ");
}

void put_phrases(bytes *cell, const export_row *row, size_t which) {
    parted(cell, export_text(row, (export_field)which), " | ");
}

static void put_list(bytes *cell, const export_parties *list, size_t which) {
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        const char *text = *(const char *const *)((const char *)&list->at[i] + which);
        any = any || *text != '\0';
        if (i > 0) cell_text(cell, ";");
        for (; *text != '\0'; text++) bytes_sink(cell, *text == ';' ? "," : text, 1);
    }
    if (!any) cell->count = 0;       /* nothing known of anybody */
}

void put_actors(bytes *cell, const export_row *row, size_t which) {
    put_list(cell, &row->actors, which);
}

void put_recipients(bytes *cell, const export_row *row, size_t which) {
    put_list(cell, &row->recipients, which);
}

void put_speakers(bytes *cell, const export_row *row, size_t which) {
    put_list(cell, &row->speakers, which);
}
