/* tsv.h - a table as people write it: read, checked, and compiled to the form of table.h.
 *
 *   # text            a comment
 *   #key<TAB>col...   the header, before the first row; a column whose name ends in ? may be left out at a row's end
 *   #unique           one row a key
 *   #dated            rows of one key may not hold on the same day with different sectors (columns `from` and `to`)
 *   #homonyms         save rows of another `code`: one name, two bearers
 *   a|b<TAB>cell...   a row; | parts keys that share it; spellings with one folded form may stand together
 *   soldier+s<TAB>... both "soldier" and "soldiers" (any letters may follow the plus)
 *
 * Used in this order: tsv_begin, tsv_read (or tsv_add_row), tsv_settle, tsv_over perhaps, tsv_compile, tsv_clear. A mistake is told
 * through the caller's function and the line left out; running out of memory is remembered and told by tsv_compile.
 */
#ifndef ACTA_BASE_TSV_H
#define ACTA_BASE_TSV_H

#include "base/table.h"

enum { TSV_COLUMNS_MAX = 16 };

/* What is wrong with a line; `about` is the part meant. Nothing is owned. */
typedef void (*tsv_note)(void *ctx, const char *path, uint32_t line, const char *what, slice about);

typedef struct tsv_row {
    slice cell[TSV_COLUMNS_MAX];     /* [0] is the folded key, owned; the others point into the text read */
    const char *path;                /* of the file, as the table's was then */
    uint32_t line, group;            /* rows of one group, never 0, come of one line and share their cells */
} tsv_row;

typedef struct tsv {
    const char *path;                /* for messages */
    tsv_row *rows;
    size_t count, capacity;
    uint32_t columns, required;      /* 0 before the header */
    int from, to, code, sectors;     /* columns, or -1 */
    bool unique, dated, homonyms;
    bool failed;                     /* out of memory */
    bool fixed;                      /* the header stands already: lines with a # before them say nothing */
    uint32_t mistakes, lines;        /* lines told as wrong; lines taken, which number the groups */
    tsv_note note;
    void *ctx;
} tsv;

void tsv_begin(tsv *t, const char *path, tsv_note note, void *ctx);

/* A header as in the file's first line, without its '#': "key<TAB>code<TAB>from?". */
void tsv_header(tsv *t, slice header, uint32_t line);

/* The whole file; it must outlive the table. */
void tsv_read(tsv *t, slice text);

/* Cut a line at tabs; returns the number of cells, TSV_COLUMNS_MAX + 1 if there are more than fit. */
uint32_t tsv_cut(slice line, slice cell[TSV_COLUMNS_MAX]);

/* The rows of one line: a key cell with its parts and forms, the other cells. */
void tsv_add_line(tsv *t, const slice *cell, uint32_t cells, uint32_t line);

/* Say that a line is wrong. */
void tsv_mistake(tsv *t, uint32_t line, const char *what, slice about);

/* Sort, and leave out rows that stand twice or contradict one above them. */
void tsv_settle(tsv *t);

/* Lay the settled rows over a compiled table: its rows come too, save those whose key is one of ours. It must outlive the compiling. */
void tsv_over(tsv *t, const table *under);

/* The bytes of table.h. Owns: *bytes is the caller's to free.  Fails with: NOMEM. */
acta_status tsv_compile(const tsv *t, unsigned char **bytes, size_t *count, acta_err *err);

void tsv_clear(tsv *t);

#endif
