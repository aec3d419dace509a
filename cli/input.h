/* input.h - reports one after another out of files, folders and standard input, in bounded memory.
 *
 * A file is a report (plain text or HTML), lines of JSON, or a web archive; each may be packed with gzip or zstd. docs/input.md
 * tells what is read and how a report gets its id.
 */
#ifndef ACTA_CLI_INPUT_H
#define ACTA_CLI_INPUT_H

#include <stdint.h>
#include <stdio.h>

#include "options.h"
#include "paths.h"
#include "sniff.h"
#include "stream.h"

/* A report, or what stood where one should have been. Owns its text; input_clear gives it back. */
typedef struct input {
    char *place;                     /* "FILE", "FILE:LINE" or "FILE#RECORD", for messages */
    char *id, *title, *published, *url, *publisher;      /* NULL where nothing was given */
    char *bytes;                     /* [byte_count] */
    size_t byte_count;
    bool page;                       /* bytes are HTML; input_prepare makes them a text */
    char *charset;                   /* of a page, as the server said, or NULL */
    bool foreign, empty;             /* not English; a page without a text: not to be coded, and no failure */
    char problem[256];               /* empty: there is a report */
    void *note;                      /* for the command's own use; given back by free() */
} input;

void input_clear(input *in);

/* The report as the library takes it; it points into `in`. */
acta_report input_report(const input *in);

typedef struct warc warc;

typedef enum input_state { INPUT_END, INPUT_ONE, INPUT_NOMEM } input_state;

typedef struct input_reader {
    const settings *s;
    paths paths;
    stream *file;                    /* the one being read; NULL between files */
    const char *path, *id;           /* of that file */
    bool in_folder;
    holding holds;
    uint64_t line;                   /* number of the newest */
    line_buffer buffer;
    warc *archive;
    uint32_t failures;               /* in a row, in this file */
    input_state (*source)(void *ctx, input *in);  /* where reports come from instead of files, or NULL; set after input_begin */
    void *source_ctx;
    _Atomic uint64_t bytes_done;     /* read so far, for progress */
    uint64_t bytes_total;            /* of all inputs; 0: unknown, or nobody asks */
} input_reader;

/* The paths are borrowed until input_end. */
void input_begin(input_reader *r, const settings *s, char **paths, int path_count);
/* The next report or problem, as it lies in its file. */
input_state input_next(input_reader *r, input *in);
void input_end(input_reader *r);

/* What is best done by many threads at once: a page becomes a text, or is marked as empty; what is not English is marked so, unless s
 * says to take any language. Touches nothing but `in`. */
void input_prepare(input *in, const settings *s);

#endif
