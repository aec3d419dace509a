/* download.c - the selected events as a file that is written while it is sent.
 *
 * What writes formats (export.h) pushes, what sends answers pulls: between the two stand a thread and a pipe. When the browser hangs up
 * the pipe is closed, and the thread ends with its next write.
 */
#include "download.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export.h"

struct download {
    explorer *explorer;
    reader reader;
    int format;
    int64_t *events;                 /* [count] */
    size_t count;
    int from, to;                    /* the pipe; -1: closed, or not there */
    pthread_t writer;
    bool writing;                    /* the thread was started */
    atomic_bool whole;               /* written to the end */
};

enum { PIECE_BYTES = 1 << 16 };
const char *const download_formats[] = {"csv", "geojson", "plover", NULL};
static const char *const content_types[] = {"text/csv; charset=utf-8", "application/geo+json", "application/x-ndjson"};
static const char *const attachments[] = {"attachment; filename=\"events.csv\"", "attachment; filename=\"events.geojson\"", "attachment; filename=\"events.jsonl\""};

/* ---- the writing thread ---- */

static bool to_pipe(void *context, const char *at, size_t bytes) {
    download *d = context;
    while (bytes > 0) {
        ssize_t sent = write(d->to, at, bytes);
        if (sent < 0 && errno != EINTR) return false;
        if (sent < 0) continue;
        at += sent;
        bytes -= (size_t)sent;
    }
    return true;
}

/* The records as they are stored; one that another hand has made no JSON of is passed over. */
static bool write_records(download *d) {
    sqlite3_stmt *q = NULL;
    bool fine = sqlite3_prepare_v2(d->reader.db, "SELECT record || char(10) FROM event WHERE event = ?1 AND json_valid(record)", -1, &q, NULL) == SQLITE_OK;
    for (size_t i = 0; i < d->count && fine; i++) {
        sqlite3_bind_int64(q, 1, d->events[i]);
        int code = sqlite3_step(q);
        if (code == SQLITE_ROW) fine = to_pipe(d, (const char *)sqlite3_column_text(q, 0), (size_t)sqlite3_column_bytes(q, 0));
        else fine = code == SQLITE_DONE;
        sqlite3_reset(q);
    }
    sqlite3_finalize(q);
    return fine;
}

static void *write_all(void *context) {
    download *d = context;
    export_filter these = {.min_confidence = -1, .events = d->events, .event_count = d->count};
    const export_format *format = export_format_named(download_formats[d->format]);
    bool whole = d->format == AS_PLOVER ? write_records(d) : export_write(d->reader.db, format, &these, to_pipe, d, NULL) == ACTA_OK;
    atomic_store(&d->whole, whole);
    close(d->to);
    return NULL;
}

/* ---- beginning and end ---- */

static void download_free(void *context) {
    download *d = context;
    if (d->from >= 0) close(d->from);
    if (d->writing) pthread_join(d->writer, NULL);
    else if (d->to >= 0) close(d->to);
    reader_close(&d->reader);
    atomic_fetch_sub(&d->explorer->downloads, 1);
    free(d->events);
    free(d);
}

static bool take_events(download *d, const work *w, const selection *chosen) {
    d->events = malloc((chosen->count + 1) * sizeof *d->events);
    d->count = chosen->count;
    for (size_t i = 0; d->events != NULL && i < chosen->count; i++) d->events[i] = w->sheet->events[chosen->rows[i]].event;
    return d->events != NULL;
}

static bool begin(download *d) {
    int both[2];
    if (pipe2(both, O_CLOEXEC) != 0) return false;
    d->from = both[0];
    d->to = both[1];
    d->writing = pthread_create(&d->writer, NULL, write_all, d) == 0;
    return d->writing;
}

download *download_new(work *w, const selection *chosen, int format) {
    char wrong[256] = "out of memory";
    download *d = calloc(1, sizeof *d);
    if (d == NULL) {
        refuse(w, 503, "%s", wrong);
        return NULL;
    }
    *d = (download){.explorer = w->explorer, .format = format, .from = -1, .to = -1};
    int before = atomic_fetch_add(&w->explorer->downloads, 1);
    bool fine = before < DOWNLOADS_MAX;
    if (!fine) refuse(w, 503, "%d files are being written just now; ask again when one is done", DOWNLOADS_MAX);
    else if (!take_events(d, w, chosen) || !reader_open(&d->reader, w->explorer->path, &w->explorer->stop, wrong, sizeof wrong)) fine = refuse(w, 503, "%s", wrong);
    else if (!begin(d)) fine = refuse(w, 503, "no file can be written now: %s", strerror(errno));
    if (fine) return d;
    download_free(d);
    return NULL;
}

/* A file that could not be written to its end must not look whole: the connection is broken off. */
static ssize_t send_more(void *context, uint64_t at, char *room, size_t room_bytes) {
    download *d = context;
    (void)at;
    ssize_t bytes = read(d->from, room, room_bytes);
    if (bytes > 0) return bytes;
    return bytes == 0 && atomic_load(&d->whole) ? MHD_CONTENT_READER_END_OF_STREAM : MHD_CONTENT_READER_END_WITH_ERROR;
}

struct MHD_Response *download_response(download *d) {
    struct MHD_Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE_BYTES, send_more, d, download_free);
    if (response == NULL) download_free(d);
    else MHD_add_response_header(response, "Content-Disposition", attachments[d->format]);
    return response;
}

const char *download_type(const download *d) {
    return content_types[d->format];
}
