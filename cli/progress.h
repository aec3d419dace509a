/* progress.h - how far things are, on standard error: a bar for a person, or one JSON object a line for a machine. */
#ifndef ACTA_CLI_PROGRESS_H
#define ACTA_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "options.h"
#include "tally.h"

typedef struct progress {
    progress_form form;
    bool terminal, drawn;
    double started, last;            /* seconds, monotonic */
    uint64_t bytes_total;            /* as last shown */
} progress;

void progress_begin(progress *p, progress_form form);
/* Drawn five times a second at most. bytes_total 0: not known, so no time left is told. */
void progress_show(progress *p, const pool_tally *t, uint64_t bytes_done, uint64_t bytes_total);
/* Clear the line, so that a message can stand there. */
void progress_wipe(progress *p);
void progress_end(progress *p, const pool_tally *t);

#endif
