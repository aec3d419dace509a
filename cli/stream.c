/* stream.c - bytes in order, unpacked. */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum {
    RAW_BYTES = 1 << 16, OUT_BYTES = 1 << 17,
    DICTIONARY_BYTES_MAX = 16 << 20,
    GZIP_WINDOW = 15 + 16            /* zlib: the largest window, and a gzip head */
};
static const uint32_t dictionary_magic = 0x184D2A5D;

typedef enum packing { PACKED_NOT, PACKED_GZIP, PACKED_ZSTD } packing;

struct stream {
    int file;                        /* -1: memory */
    bool raw_end, in_piece, stopped, resumable, ready;
    packing packing;
    _Atomic uint64_t *taken;
    unsigned char *raw;              /* [RAW_BYTES], or all of the memory */
    size_t raw_from, raw_to, piece_from;     /* piece_from: where the member or frame begins, if that is still in raw */
    z_stream gzip;
    ZSTD_DCtx *zstd;
    char *out;                       /* [out_room]; from out_from to out_to stands what comes next */
    size_t out_from, out_to, out_room;
    uint64_t raw_count, out_count, raw_mark, out_mark;   /* in all; the marks: when a report was last found */
    char fault[STREAM_PROBLEM_BYTES];
};

static bool stop(stream *s, bool resumable, const char *why) {
    snprintf(s->fault, sizeof s->fault, "%s", why);
    s->stopped = true;
    s->resumable = resumable;
    return false;
}

/* ---- raw bytes ---- */

/* Room is made at the end of the raw buffer and filled by one read. False: the end, or a fault. */
static bool read_raw(stream *s) {
    if (s->raw_end) return false;
    if (s->file < 0) {
        s->raw_end = true;
        return false;
    }
    if (s->raw_from > 0) {
        memmove(s->raw, s->raw + s->raw_from, s->raw_to - s->raw_from);
        s->raw_to -= s->raw_from;
        s->piece_from = s->piece_from > s->raw_from ? s->piece_from - s->raw_from : 0;
        s->raw_from = 0;
    }
    if (s->raw_to == RAW_BYTES) return true;
    ssize_t count;
    do count = read(s->file, s->raw + s->raw_to, RAW_BYTES - s->raw_to);
    while (count < 0 && errno == EINTR);
    if (count < 0) return stop(s, false, strerror(errno));
    s->raw_end = count == 0;
    s->raw_to += (size_t)count;
    s->raw_count += (uint64_t)count;
    if (s->taken != NULL) *s->taken += (uint64_t)count;
    return count > 0;
}

static size_t want_raw(stream *s, size_t count) {
    while (s->raw_to - s->raw_from < count && read_raw(s)) {}
    return s->raw_to - s->raw_from;
}

static uint32_t little_endian(const unsigned char *at) {
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* ---- zstd's dictionary frame ---- */

static void *unpack_dictionary(const void *packed, size_t count, size_t *size) {
    unsigned long long told = ZSTD_getFrameContentSize(packed, count);
    size_t room = told == ZSTD_CONTENTSIZE_UNKNOWN ? DICTIONARY_BYTES_MAX : (size_t)told;
    if (told == ZSTD_CONTENTSIZE_ERROR || room > DICTIONARY_BYTES_MAX) return NULL;
    void *plain = malloc(room + 1);
    if (plain == NULL) return NULL;
    *size = ZSTD_decompress(plain, room, packed, count);
    if (!ZSTD_isError(*size)) return plain;
    free(plain);
    return NULL;
}

static size_t take_raw(stream *s, unsigned char *to, size_t count) {
    size_t done = 0;
    while (done < count && want_raw(s, 1) > 0) {
        size_t some = s->raw_to - s->raw_from < count - done ? s->raw_to - s->raw_from : count - done;
        memcpy(to + done, s->raw + s->raw_from, some);
        s->raw_from += some;
        done += some;
    }
    return done;
}

/* The dictionary, packed with zstd itself or plain, is read and given to the decoder. */
static bool read_dictionary(stream *s) {
    unsigned char head[8];
    if (take_raw(s, head, 8) < 8) return stop(s, false, "cut short in the dictionary");
    size_t count = little_endian(head + 4);
    if (count > DICTIONARY_BYTES_MAX) return stop(s, false, "a zstd dictionary larger than 16 MiB");
    unsigned char *given = malloc(count + 1);
    if (given == NULL) return stop(s, false, "out of memory");
    bool ok = take_raw(s, given, count) == count;
    void *plain = NULL;
    size_t size = count;
    if (ok && count >= 4 && little_endian(given) == ZSTD_MAGICNUMBER) {
        plain = unpack_dictionary(given, count, &size);
        ok = plain != NULL;
    }
    ok = ok && !ZSTD_isError(ZSTD_DCtx_loadDictionary(s->zstd, plain != NULL ? plain : given, size));
    free(plain);
    free(given);
    return ok || stop(s, false, "a damaged zstd dictionary");
}

/* ---- unpacking ---- */

static bool begin(stream *s) {
    static const unsigned char gzip[2] = {0x1F, 0x8B};
    s->ready = true;
    size_t count = want_raw(s, 4);
    if (s->stopped) return false;
    const unsigned char *at = s->raw + s->raw_from;
    uint32_t magic = count >= 4 ? little_endian(at) : 0;
    if (count >= 2 && memcmp(at, gzip, 2) == 0) {
        s->packing = PACKED_GZIP;
        return inflateInit2(&s->gzip, GZIP_WINDOW) == Z_OK || stop(s, false, "out of memory");
    }
    if (magic != ZSTD_MAGICNUMBER && (magic & 0xFFFFFFF0u) != ZSTD_MAGIC_SKIPPABLE_START) return true;
    s->packing = PACKED_ZSTD;
    s->zstd = ZSTD_createDCtx();
    if (s->zstd == NULL) return stop(s, false, "out of memory");
    return magic != dictionary_magic || read_dictionary(s);
}

/* The end of all members, or the head of the next. Zeros after the last one are padding of tapes. */
static bool next_member(stream *s) {
    while (want_raw(s, 1) > 0 && s->raw[s->raw_from] == 0) s->raw_from++;
    if (want_raw(s, 2) == 0) {
        s->stopped = true;
        return false;
    }
    s->piece_from = s->raw_from;
    const unsigned char *at = s->raw + s->raw_from;
    if (s->raw_to - s->raw_from < 2 || at[0] != 0x1F || at[1] != 0x8B) return stop(s, true, "bytes that are no gzip stand between the packed ones");
    s->in_piece = true;
    return inflateReset(&s->gzip) == Z_OK || stop(s, false, "out of memory");
}

static bool fill_gzip(stream *s) {
    size_t before = s->out_to;
    while (s->out_to == before) {
        if (!s->in_piece && !next_member(s)) return false;
        if (want_raw(s, 1) == 0) return s->stopped ? false : stop(s, true, "cut short: the packed bytes break off");
        size_t given = s->raw_to - s->raw_from, room = s->out_room - s->out_to;
        s->gzip.next_in = s->raw + s->raw_from;
        s->gzip.avail_in = (uInt)given;
        s->gzip.next_out = (Bytef *)s->out + s->out_to;
        s->gzip.avail_out = (uInt)room;
        int state = inflate(&s->gzip, Z_NO_FLUSH);
        s->raw_from += given - s->gzip.avail_in;
        s->out_to += room - s->gzip.avail_out;
        if (state == Z_STREAM_END) s->in_piece = false;
        else if (state == Z_MEM_ERROR) return stop(s, false, "out of memory");
        else if (state != Z_OK && state != Z_BUF_ERROR) {
            stop(s, true, "damaged: the packed bytes make no sense");
            return s->out_to > before;
        }
    }
    return true;
}

static bool fill_zstd(stream *s) {
    size_t before = s->out_to;
    while (s->out_to == before) {
        if (want_raw(s, 1) == 0) {
            if (s->in_piece) return stop(s, true, "cut short: the packed bytes break off");
            s->stopped = true;
            return false;
        }
        if (!s->in_piece) s->piece_from = s->raw_from;
        ZSTD_inBuffer in = {s->raw + s->raw_from, s->raw_to - s->raw_from, 0};
        ZSTD_outBuffer out = {s->out, s->out_room, s->out_to};
        size_t state = ZSTD_decompressStream(s->zstd, &out, &in);
        s->raw_from += in.pos;
        s->out_to = out.pos;
        if (ZSTD_isError(state)) {
            char why[STREAM_PROBLEM_BYTES];
            snprintf(why, sizeof why, "damaged: zstd says: %s", ZSTD_getErrorName(state));
            stop(s, true, why);
            return s->out_to > before;
        }
        s->in_piece = state != 0;
    }
    return true;
}

static bool fill_plain(stream *s) {
    if (want_raw(s, 1) == 0) {
        s->stopped = true;
        return false;
    }
    size_t count = s->raw_to - s->raw_from, room = s->out_room - s->out_to;
    if (count > room) count = room;
    memcpy(s->out + s->out_to, s->raw + s->raw_from, count);
    s->raw_from += count;
    s->out_to += count;
    return true;
}

static bool is_bomb(const stream *s) {
    uint64_t out = s->out_count - s->out_mark, raw = s->raw_count - s->raw_mark;
    return s->packing != PACKED_NOT && out > STREAM_IDLE_BYTES_MAX && out / STREAM_IDLE_RATIO_MAX > raw;
}

/* More bytes at the end of `out`, which has room. */
static bool fill(stream *s) {
    if (s->stopped || (!s->ready && !begin(s))) return false;
    size_t before = s->out_to;
    bool more = s->packing == PACKED_GZIP ? fill_gzip(s) : s->packing == PACKED_ZSTD ? fill_zstd(s) : fill_plain(s);
    s->out_count += s->out_to - before;
    if (!is_bomb(s)) return more;
    char why[STREAM_PROBLEM_BYTES];
    snprintf(why, sizeof why, "unpacks to more than %d MiB, %d times its size, without a report in them; the rest is left", STREAM_IDLE_BYTES_MAX >> 20,
             STREAM_IDLE_RATIO_MAX);
    s->out_to = s->out_from;
    return stop(s, false, why);
}

/* At least `count` free bytes after what stands in `out`, if memory allows. */
static bool make_room(stream *s, size_t count) {
    if (s->out_from > 0) {
        memmove(s->out, s->out + s->out_from, s->out_to - s->out_from);
        s->out_to -= s->out_from;
        s->out_from = 0;
    }
    if (s->out_room - s->out_to >= count) return true;
    char *grown = realloc(s->out, s->out_to + count);
    if (grown == NULL) return false;
    s->out = grown;
    s->out_room = s->out_to + count;
    return true;
}

/* ---- what others see ---- */

static stream *new_stream(size_t raw_bytes) {
    stream *s = calloc(1, sizeof *s);
    if (s == NULL) return NULL;
    s->file = -1;
    s->out = malloc(OUT_BYTES);
    s->out_room = OUT_BYTES;
    if (raw_bytes > 0) s->raw = malloc(raw_bytes);
    if (s->out != NULL && (raw_bytes == 0 || s->raw != NULL)) return s;
    free(s->out);
    free(s->raw);
    free(s);
    return NULL;
}

stream *stream_open(const char *path, _Atomic uint64_t *taken, char problem[STREAM_PROBLEM_BYTES]) {
    bool standard = path[0] == '-' && path[1] == '\0';
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        snprintf(problem, STREAM_PROBLEM_BYTES, "%s", strerror(errno));
        return NULL;
    }
    stream *s = new_stream(RAW_BYTES);
    if (s == NULL) {
        snprintf(problem, STREAM_PROBLEM_BYTES, "out of memory");
        if (!standard) close(file);
        return NULL;
    }
    s->file = file;
    s->taken = taken;
    return s;
}

stream *stream_of_bytes(const void *bytes, size_t count) {
    stream *s = new_stream(0);
    if (s == NULL) return NULL;
    s->raw = (unsigned char *)(uintptr_t)bytes;      /* only read: memory is never refilled */
    s->raw_to = s->raw_count = count;
    return s;
}

void stream_close(stream *s) {
    if (s == NULL) return;
    if (s->packing == PACKED_GZIP) inflateEnd(&s->gzip);
    ZSTD_freeDCtx(s->zstd);
    if (s->file > STDIN_FILENO) close(s->file);
    if (s->file >= 0) free(s->raw);
    free(s->out);
    free(s);
}

size_t stream_peek(stream *s, size_t count, const char **at) {
    while (s->out_to - s->out_from < count) {
        size_t room = count > OUT_BYTES / 2 ? count : OUT_BYTES / 2;
        if (s->out_room - s->out_to < OUT_BYTES / 4 && !make_room(s, room)) {
            stop(s, false, "out of memory");
            break;
        }
        if (!fill(s)) break;
    }
    *at = s->out + s->out_from;
    return s->out_to - s->out_from;
}

void stream_take(stream *s, size_t count) {
    s->out_from += count;
    if (s->out_from == s->out_to) s->out_from = s->out_to = 0;
}

size_t stream_read(stream *s, char *to, size_t count) {
    size_t done = 0;
    while (done < count) {
        const char *at;
        size_t there = stream_peek(s, 1, &at);
        if (there == 0) break;
        if (there > count - done) there = count - done;
        memcpy(to + done, at, there);
        stream_take(s, there);
        done += there;
    }
    return done;
}

uint64_t stream_skip(stream *s, uint64_t count) {
    uint64_t done = 0;
    while (done < count) {
        const char *at;
        size_t there = stream_peek(s, 1, &at);
        if (there == 0) break;
        if (there > count - done) there = (size_t)(count - done);
        stream_take(s, there);
        done += there;
    }
    return done;
}

bool stream_unread(stream *s, const char *at, size_t count) {
    if (!make_room(s, count + OUT_BYTES / 2)) return false;
    memmove(s->out + count, s->out, s->out_to);
    memcpy(s->out, at, count);
    s->out_to += count;
    return true;
}

static bool keep_bytes(line_buffer *line, const char *at, size_t count) {
    if (count == 0) return true;
    if (line->room - line->bytes < count) {
        size_t room = line->room == 0 ? 1 << 16 : line->room;
        while (room - line->bytes < count) room *= 2;
        char *grown = realloc(line->at, room);
        if (grown == NULL) return false;
        line->at = grown;
        line->room = room;
    }
    memcpy(line->at + line->bytes, at, count);
    line->bytes += count;
    return true;
}

line_state stream_line(stream *s, line_buffer *line, size_t most) {
    bool any = false, too_long = false, whole = false;
    line->bytes = 0;
    while (!whole) {
        const char *at, *end;
        size_t there = stream_peek(s, 1, &at);
        if (there == 0) break;
        any = true;
        end = memchr(at, '\n', there);
        whole = end != NULL;
        size_t count = whole ? (size_t)(end - at) : there;
        if (count > most - line->bytes) too_long = true;
        if (!too_long && !keep_bytes(line, at, count)) return LINE_NOMEM;
        stream_take(s, count + whole);
    }
    return !any ? LINE_END : too_long ? LINE_TOO_LONG : LINE_WHOLE;
}

const char *stream_fault(const stream *s) {
    return s->stopped && s->fault[0] != '\0' ? s->fault : NULL;
}

/* Does a member or frame begin here? Four bytes stand at `at`. */
static bool piece_begins(const stream *s, const unsigned char *at) {
    if (s->packing == PACKED_ZSTD) return little_endian(at) == ZSTD_MAGICNUMBER;
    return at[0] == 0x1F && at[1] == 0x8B && at[2] == Z_DEFLATED && at[3] < 0x20;
}

bool stream_resume(stream *s) {
    if (!s->stopped || !s->resumable) return false;
    s->fault[0] = '\0';
    s->stopped = s->in_piece = false;
    s->out_from = s->out_to = 0;
    /* A piece that breaks off has perhaps been read on into the next: look from its beginning, as far as that is still here. */
    s->raw_from = s->piece_from + 1 < s->raw_to ? s->piece_from + 1 : s->raw_to;
    s->piece_from = s->raw_from;
    if (s->zstd != NULL) (void)ZSTD_DCtx_reset(s->zstd, ZSTD_reset_session_only);
    while (want_raw(s, 4) >= 4) {
        if (piece_begins(s, s->raw + s->raw_from)) return true;
        s->raw_from++;
    }
    s->stopped = true;
    return false;
}

void stream_found(stream *s) {
    s->raw_mark = s->raw_count;
    s->out_mark = s->out_count;
}
