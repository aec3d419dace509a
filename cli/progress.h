/* progress.h - a line on standard error that says how far things are, drawn a few times a second at most. */
#ifndef ACTA_CLI_PROGRESS_H
#define ACTA_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
    bool wanted, terminal, drawn;
    double started, last;            /* seconds, monotonic */
} progress;

void progress_begin(progress *p, bool wanted);
/* bytes_total 0: not known, so no time left is told. */
void progress_show(progress *p, uint64_t reports, uint64_t bytes_done, uint64_t bytes_total);
/* Clear the line, so that a message can stand there. */
void progress_wipe(progress *p);
void progress_end(progress *p, uint64_t reports);

#endif
