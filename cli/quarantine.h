/* quarantine.h - the file that names every report that failed, and why: one JSON object a line. */
#ifndef ACTA_CLI_QUARANTINE_H
#define ACTA_CLI_QUARANTINE_H

#include <stdio.h>

#include "input.h"

typedef struct quarantine {
    const settings *s;
    FILE *file;
} quarantine;

/* Nothing asked: q->file is NULL and nothing is ever written. False, after a message: the file cannot be made. */
bool quarantine_open(quarantine *q, const settings *s);
/* A report with a problem. It is on disk when the call returns, as far as the system's own memory is. NULL: nothing to do.
 * False, after a message: it cannot be written. */
bool quarantine_write(quarantine *q, const input *in);
bool quarantine_close(quarantine *q);

#endif
