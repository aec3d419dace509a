/* download.c - the selected events as a file that is written while it is sent. */
#include "download.h"

#include <stdlib.h>
#include <string.h>

struct download {
    explorer *explorer;
    reader reader;
    rows *rows;
    int format;
    int64_t *events;                 /* [count] */
    size_t count, next;
    reply piece;                      /* written and not yet sent from `sent` on */
    size_t sent;
    bool begun, ended;
};

enum { PIECE_BYTES = 1 << 16 };
const char *const download_formats[] = {"csv", "geojson", "plover", NULL};
static const char *const content_types[] = {"text/csv; charset=utf-8; header=present", "application/geo+json", "application/x-ndjson"};
static const char *const file_names[] = {"events.csv", "events.geojson", "events.jsonl"};

static void download_free(void *context) {
    download *d = context;
    rows_free(d->rows);
    reader_close(&d->reader);
    atomic_fetch_sub(&d->explorer->downloads, 1);
    free(d->piece.at);
    free(d->events);
    free(d);
}

static bool take_events(download *d, const work *w, const selection *chosen) {
    d->events = malloc((chosen->count + 1) * sizeof *d->events);
    d->count = chosen->count;
    for (size_t i = 0; d->events != NULL && i < chosen->count; i++) d->events[i] = w->sheet->events[chosen->rows[i]].event;
    return d->events != NULL;
}

download *download_new(work *w, const selection *chosen, int format) {
    char wrong[256] = "out of memory";
    download *d = calloc(1, sizeof *d);
    if (d == NULL) {
        refuse(w, 503, "%s", wrong);
        return NULL;
    }
    *d = (download){.explorer = w->explorer, .format = format};
    int before = atomic_fetch_add(&w->explorer->downloads, 1);
    bool fine = before < DOWNLOADS_MAX;
    if (!fine) refuse(w, 503, "%d files are being written just now; ask again when one is done", DOWNLOADS_MAX);
    else if (!take_events(d, w, chosen) || !reader_open(&d->reader, w->explorer->path, &w->explorer->stop, wrong, sizeof wrong)) fine = refuse(w, 503, "%s", wrong);
    else if ((d->rows = rows_new(d->reader.db, format)) == NULL) fine = refuse(w, 503, "the archive cannot be read: %s", sqlite3_errmsg(d->reader.db));
    if (fine) return d;
    download_free(d);
    return NULL;
}

/* The next piece, at least so many bytes unless it is the last. */
static bool fill(download *d) {
    d->piece.count = d->sent = 0;
    if (!d->begun) rows_head(d->rows, &d->piece);
    d->begun = true;
    while (d->next < d->count && d->piece.count < PIECE_BYTES) {
        if (!rows_event(d->rows, d->events[d->next++], &d->piece)) return false;
    }
    if (d->next == d->count && !d->ended) {
        rows_tail(d->rows, &d->piece);
        d->ended = true;
    }
    return !d->piece.failed;
}

static ssize_t send_more(void *context, uint64_t at, char *room, size_t room_bytes) {
    download *d = context;
    (void)at;
    if (d->sent == d->piece.count && !d->ended && !fill(d)) return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t left = d->piece.count - d->sent, bytes = left < room_bytes ? left : room_bytes;
    if (bytes == 0) return MHD_CONTENT_READER_END_OF_STREAM;
    memcpy(room, d->piece.at + d->sent, bytes);
    d->sent += bytes;
    return (ssize_t)bytes;
}

struct MHD_Response *download_response(download *d) {
    struct MHD_Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE_BYTES, send_more, d, download_free);
    if (response == NULL) {
        download_free(d);
        return NULL;
    }
    char attachment[64] = "attachment; filename=\"";
    strcat(strcat(attachment, file_names[d->format]), "\"");
    MHD_add_response_header(response, "Content-Disposition", attachment);
    return response;
}

const char *download_type(const download *d) {
    return content_types[d->format];
}
