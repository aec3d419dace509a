/* output.h - where records go: standard output, or a file that stands there whole or not at all.
 *
 * A file is written beside its place as NAME.tmp, brought to disk and then renamed, so that whoever looks sees the old one or
 * the whole new one. A name that ends in .gz or .zst is packed so. What is no regular file (a pipe, a device) is written straight.
 */
#ifndef ACTA_CLI_OUTPUT_H
#define ACTA_CLI_OUTPUT_H

#include <stddef.h>

#include "options.h"

typedef struct output output;

/* To s->output, or to standard output where none is said. NULL, after a message: it cannot be opened, or another process is
 * writing it. Close or drop it. */
output *output_open(const settings *s);

/* False, after a message, where it cannot be written. */
bool output_write(output *o, const char *at, size_t count);

/* All is written: put the file in its place. False, after a message: it is not there, and the temporary one is gone. */
bool output_close(output *o);

/* All of it at once. False, after a message. */
bool output_print(const settings *s, const char *at, size_t count);

/* Leave no trace. NULL is accepted. */
void output_drop(output *o);

#endif
