/* examples.h - examples of a user's own types, read from a file.
 *
 * One a line: the type, a tab, a sentence; or a JSON object {"type": …, "text": …}. [[ and ]] may stand round the words that tell the
 * type. Lines that are empty or begin with # are passed over, and so is a line before the first example that names the columns (type, text).
 */
#ifndef ACTA_CLI_EXAMPLES_H
#define ACTA_CLI_EXAMPLES_H

#include "options.h"
#include "stream.h"

typedef struct examples {
    acta_example *at;                /* [count], their texts their own */
    uint64_t *line;                  /* [count] where each stands in the file */
    size_t count, room;
    uint32_t wrong;                  /* lines that are no example */
    const char *path;                /* for messages */
} examples;

/* Lines that are no example are told on standard error by file and line, and counted. False, after a message: the file cannot be read, or
 * memory ran out. */
bool examples_read(examples *e, const char *path);
/* The same from bytes in memory, told in nobody's ear where quiet. */
bool examples_read_stream(examples *e, stream *s, bool quiet);
void examples_clear(examples *e);

#endif
