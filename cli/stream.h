/* stream.h - the bytes of a file in order, unpacked on the way where they are gzip or zstd, in bounded memory.
 *
 * Packing is told by the first bytes, never by the name. A gzip file may have any number of members, a zstd file any number of
 * frames, the first of them a dictionary for the others (the form of .warc.zst). Where packed bytes are damaged the stream stops
 * with a fault; it can be taken up again at the next member or frame, so that damage costs no more than it touches.
 */
#ifndef ACTA_CLI_STREAM_H
#define ACTA_CLI_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    /* A packed file that unpacks so many bytes in a row, at so many times its packed size, without a single report in them, is
     * a bomb or no news: the rest of it is left. */
    STREAM_IDLE_BYTES_MAX = 256 << 20,
    STREAM_IDLE_RATIO_MAX = 100,
    STREAM_PROBLEM_BYTES = 160
};

typedef struct stream stream;

/* "-" is standard input. *taken grows by the bytes read, packed ones as they lie. NULL: the problem says why. */
stream *stream_open(const char *path, _Atomic uint64_t *taken, char problem[STREAM_PROBLEM_BYTES]);
/* Bytes in memory, borrowed until it is closed. NULL: out of memory. */
stream *stream_of_bytes(const void *bytes, size_t count);
void stream_close(stream *s);

/* Wait for `count` bytes and look at them without taking them; *at is good until the next call. Returns how many stand there:
 * more, or fewer at the end or before a fault. */
size_t stream_peek(stream *s, size_t count, const char **at);
void stream_take(stream *s, size_t count);   /* of those seen */
size_t stream_read(stream *s, char *to, size_t count);
uint64_t stream_skip(stream *s, uint64_t count);
/* Put bytes before those to come. False: out of memory. */
bool stream_unread(stream *s, const char *at, size_t count);

typedef struct line_buffer {
    char *at;                        /* [room], free() it */
    size_t room, bytes;
} line_buffer;
typedef enum line_state { LINE_END, LINE_WHOLE, LINE_TOO_LONG, LINE_NOMEM } line_state;
/* The next line without its "\n"; NUL bytes are bytes like others. What is past `most` bytes is read and thrown away. */
line_state stream_line(stream *s, line_buffer *line, size_t most);

/* Why nothing more comes; NULL: nothing is wrong (the end was reached, or not yet). */
const char *stream_fault(const stream *s);
/* After a fault: throw away what is left of the damaged piece and go to the next. False: there is none. */
bool stream_resume(stream *s);

/* A report was found: the bytes without one are counted from here. */
void stream_found(stream *s);

#endif
