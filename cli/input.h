/* input.h - reports one after another out of files, standard input, or lines of JSON, in bounded memory. */
#ifndef ACTA_CLI_INPUT_H
#define ACTA_CLI_INPUT_H

#include <stdint.h>
#include <stdio.h>

#include "options.h"

/* A report, or what stood where one should have been. Owns its text; input_clear gives it back. */
typedef struct input {
    char *place;                     /* "FILE" or "FILE:LINE", for messages */
    char *id, *title, *published, *url, *publisher;      /* NULL where nothing was given */
    char *bytes;                     /* [byte_count] */
    size_t byte_count;
    char problem[256];               /* empty: there is a report */
} input;

void input_clear(input *in);

typedef struct input_reader {
    const settings *s;
    char **paths;                    /* [path_count]; "-" is standard input */
    int path_count, next;
    FILE *file;                      /* the one being read as lines; NULL between files */
    const char *path;
    uint64_t line;
    char *buffer;                    /* [buffer_bytes] holds one line */
    size_t buffer_bytes;
    _Atomic uint64_t bytes_done;     /* read so far, for progress */
    uint64_t bytes_total;            /* of all inputs; 0: unknown */
} input_reader;

typedef enum input_state { INPUT_END, INPUT_ONE, INPUT_NOMEM } input_state;

void input_begin(input_reader *r, const settings *s, char **paths, int path_count);
/* The next report or problem. */
input_state input_next(input_reader *r, input *in);
void input_end(input_reader *r);

/* A whole file in memory, as `acta code FILE` takes it; a problem is in in->problem. */
input_state input_file(const char *path, input *in);

#endif
