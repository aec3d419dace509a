/* download.h - the selected events as a file, written as it is sent: however many there are, a piece is held at a time. */
#ifndef ACTA_EXPLORE_DOWNLOAD_H
#define ACTA_EXPLORE_DOWNLOAD_H

#include <microhttpd.h>

#include "explorer.h"
#include "filter.h"

typedef struct download download;

enum { AS_CSV, AS_GEOJSON, AS_PLOVER };
extern const char *const download_formats[];

/* With a connection of its own to the archive. NULL after a refusal. */
download *download_new(work *w, const selection *chosen, int format);

/* The response owns the download from here on. NULL: out of memory, and the download is gone. */
struct MHD_Response *download_response(download *d);
const char *download_type(const download *d);

/* ---- rows.c: events one after the other in a format ---- */

typedef struct rows rows;

/* NULL where a statement cannot be prepared. */
rows *rows_new(sqlite3 *db, int format);
void rows_head(rows *r, reply *out);
/* False: the archive could not be read to the end. An event that is gone is passed over. */
bool rows_event(rows *r, int64_t event, reply *out);
void rows_tail(rows *r, reply *out);
void rows_free(rows *r);

#endif
