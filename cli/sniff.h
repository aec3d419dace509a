/* sniff.h - what a file holds, told by its first bytes, and by its name where they leave it open. */
#ifndef ACTA_CLI_SNIFF_H
#define ACTA_CLI_SNIFF_H

#include "stream.h"

typedef enum holding {
    HOLDS_TEXT,                      /* one report, plain text */
    HOLDS_PAGE,                      /* one report, HTML */
    HOLDS_LINES,                     /* JSON, a report a line */
    HOLDS_WARC,                      /* what a crawler fetched */
    HOLDS_OTHER                      /* nothing that could be a report */
} holding;

/* Looks without taking, and waits for no more bytes than it needs. `name` is the file's, "-" for standard input.
 * *what: for HOLDS_OTHER, what it seems to be. */
holding sniff(stream *s, const char *name, const char **what);

/* Bytes of the name without the endings that only say how it is packed (.gz, .zst). */
size_t unpacked_name(const char *name);

#endif
