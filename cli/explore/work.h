/* work.h - a request being answered: what was asked, what there is to answer from, what is answered. */
#ifndef ACTA_EXPLORE_WORK_H
#define ACTA_EXPLORE_WORK_H

#include "reply.h"
#include "pad.h"
#include "reader.h"
#include "sheet.h"

enum { PARAMETERS_MAX = 40 };

typedef struct parameter {
    const char *name, *value;        /* valid UTF-8, never empty; a parameter without value counts as not given */
} parameter;

/* What does not change from request to request. */
typedef struct explorer explorer;

typedef struct work {
    explorer *explorer;
    const sheet *sheet;
    reader *reader;
    parameter parameters[PARAMETERS_MAX];
    size_t parameter_count;
    pad pad;                         /* until the answer is sent */
    reply out;
    unsigned status;                 /* HTTP's; 200 at first */
    char wrong[320];                 /* for statuses that are errors */
    struct download *download;       /* instead of `out` (download.h) */
} work;

/* The value of a parameter, or NULL. */
const char *asked(const work *w, const char *name);
/* A whole number from least to most, or `otherwise` where none is given. False after a refusal. */
bool asked_number(work *w, const char *name, long least, long most, long otherwise, long *number);
/* Which of the words it is, by number, or `otherwise`. False after a refusal. */
bool asked_word(work *w, const char *name, const char *const *words, int otherwise, int *word);

/* Sets status and error; always false. */
bool refuse(work *w, unsigned status, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A prepared statement of the request's connection, or NULL after a refusal. */
sqlite3_stmt *work_ask(work *w, const char *sql);
/* Is there a row? False at the end and after a refusal: w->status tells. */
bool work_row(work *w, sqlite3_stmt *q);
/* Ends a statement; true where nothing was refused. */
bool work_done(work *w, sqlite3_stmt *q);

/* A text column, NULL where it is NULL; until the next row. */
const char *column_text(sqlite3_stmt *q, int column);
/* The column under the key, left out where it is NULL. */
void put_column(reply *j, const char *key, sqlite3_stmt *q, int column);

/* Answers of the API, by path; NULL: there is no such path. Each writes into w->out; false after a refusal. */
typedef bool (*view)(work *w);
view view_named(const char *path);

bool view_about(work *w);
bool view_timeline(work *w);
bool view_map(work *w);
bool view_network(work *w);
bool view_matrix(work *w);
bool view_ledger(work *w);
bool view_events(work *w);
bool view_report(work *w);
bool view_search(work *w);
bool view_explain(work *w);
bool view_export(work *w);

#endif
