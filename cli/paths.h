/* paths.h - the files that the arguments of a command stand for: each itself, a folder for all files in it. */
#ifndef ACTA_CLI_PATHS_H
#define ACTA_CLI_PATHS_H

#include <fts.h>
#include <stdint.h>

#include "stream.h"

typedef struct paths {
    char **arguments;                /* [count]; "-" is standard input */
    int count, next;
    FTS *folder;                     /* the one being gone through; NULL between folders */
    size_t folder_bytes;             /* of its name and the "/" after it */
} paths;

typedef enum path_state { PATH_END, PATH_FILE, PATH_PROBLEM } path_state;

void paths_begin(paths *p, char **arguments, int count);
/* The next file. Within a folder files come in the order of their names' bytes, folder by folder; names that begin with a dot
 * are passed over; links are followed, but not round in circles. *path is good until the next call, *id where the part of it
 * begins that names the report: within a folder all below that, else the last part. */
path_state paths_next(paths *p, const char **path, const char **id, char problem[STREAM_PROBLEM_BYTES]);
void paths_end(paths *p);

/* Bytes of all files; 0: not known, standard input is among them. Goes through all folders. */
uint64_t paths_bytes(char **arguments, int count);

#endif
