/* warc.h - the pages of a web archive, one after another (WARC 1.0 and 1.1, as Common Crawl and others write it).
 *
 * Pages are the bodies of response records that are HTML and came with a status of 2xx; everything else is passed over. A record
 * that is damaged is told, and reading goes on at the next that can be found.
 */
#ifndef ACTA_CLI_WARC_H
#define ACTA_CLI_WARC_H

#include "input.h"
#include "stream.h"

enum { WARC_PAGE_BYTES_MAX = 8 << 20, WARC_BLOCK_BYTES_MAX = 9 << 20 };

typedef struct warc {
    uint64_t record;                 /* number of the newest, from 1 */
    line_buffer line;
    char *block;                     /* [WARC_BLOCK_BYTES_MAX] once there was a record */
    bool fault_told;                 /* the stream's fault is part of the problem given last */
    bool lost;                       /* where a record should begin, none does: look for the next */
} warc;

void warc_end(warc *w);

/* The next page, or a problem; INPUT_END: the file is over, or stopped at a fault, which the stream tells. Fills all but
 * in->place. */
input_state warc_next(warc *w, stream *s, input *in);

#endif
