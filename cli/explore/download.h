/* download.h - the selected events as a file, written as it is sent: however many there are, a piece is held at a time. */
#ifndef ACTA_EXPLORE_DOWNLOAD_H
#define ACTA_EXPLORE_DOWNLOAD_H

#include <microhttpd.h>

#include "explorer.h"
#include "filter.h"

typedef struct download download;

enum { AS_CSV, AS_GEOJSON, AS_PLOVER };
extern const char *const download_formats[];

/* Begins to write them, in a thread and through a connection of its own. NULL after a refusal. */
download *download_new(work *w, const selection *chosen, int format);

/* The response owns the download from here on. NULL: out of memory, and the download is gone. */
struct MHD_Response *download_response(download *d);
const char *download_type(const download *d);

#endif
