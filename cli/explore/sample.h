/* sample.h - the sample archive: reports of ours that the program carries, coded when they are first looked at. */
#ifndef ACTA_EXPLORE_SAMPLE_H
#define ACTA_EXPLORE_SAMPLE_H

#include <stddef.h>

#include "options.h"

/* Makes the archive in the user's cache folder where it is not there yet (some seconds, with progress on a terminal), and writes its path.
 * Interrupted, it goes on where it stopped when it is called again. An exit status: EXIT_NOTHING after a message. */
int sample_ready(const settings *s, char *path, size_t path_bytes);

#endif
