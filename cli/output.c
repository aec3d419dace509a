/* output.c - records to standard output or into a file, packed or not. */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { PACKED_BYTES = 1 << 17, BUFFER_BYTES = 1 << 16, ZSTD_LEVEL = 6, GZIP_WINDOW = 15 + 16 };

typedef enum packing { PACK_NONE, PACK_GZIP, PACK_ZSTD } packing;

struct output {
    const char *program, *name;      /* name: for messages */
    char *temporary;                 /* NULL: written straight */
    int file;
    packing packing;
    z_stream gzip;
    ZSTD_CCtx *zstd;
    char *buffer;                    /* [BUFFER_BYTES] of a file; standard output has none, so that records come as they are made */
    size_t buffered;
    uint8_t *packed;                 /* [PACKED_BYTES] */
};

static bool complain(const output *o, const char *what) {
    fprintf(stderr, "%s: %s: %s\n", o->program, o->name != NULL ? o->name : "cannot write the output", what);
    return false;
}

static void free_output(output *o) {
    if (o->packing == PACK_GZIP) deflateEnd(&o->gzip);
    ZSTD_freeCCtx(o->zstd);
    free(o->temporary);
    free(o->buffer);
    free(o->packed);
    free(o);
}

static bool ends_in(const char *name, const char *ending) {
    size_t have = strlen(name), want = strlen(ending);
    return have > want && strcmp(name + have - want, ending) == 0;
}

static bool begin_packing(output *o) {
    o->packing = ends_in(o->name, ".gz") ? PACK_GZIP : ends_in(o->name, ".zst") ? PACK_ZSTD : PACK_NONE;
    o->buffer = malloc(BUFFER_BYTES);
    o->packed = malloc(PACKED_BYTES);
    bool ok = o->buffer != NULL && o->packed != NULL;
    if (o->packing == PACK_ZSTD) {
        o->zstd = ZSTD_createCCtx();
        ok = ok && o->zstd != NULL && !ZSTD_isError(ZSTD_CCtx_setParameter(o->zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL)) &&
             !ZSTD_isError(ZSTD_CCtx_setParameter(o->zstd, ZSTD_c_checksumFlag, 1));
    } else if (o->packing == PACK_GZIP && deflateInit2(&o->gzip, 6, Z_DEFLATED, GZIP_WINDOW, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
        o->packing = PACK_NONE;
        ok = false;
    }
    return ok || complain(o, "out of memory");
}

/* Is the open file still the one of that name, or did another process finish it and rename it in between? */
static bool still_there(const output *o) {
    struct stat open_one, named;
    return fstat(o->file, &open_one) == 0 && stat(o->temporary, &named) == 0 && open_one.st_ino == named.st_ino && open_one.st_dev == named.st_dev;
}

/* The file beside the place, locked: a second process that writes to the same place is told so. */
static bool open_temporary(output *o) {
    size_t room = strlen(o->name) + sizeof ".tmp";
    o->temporary = malloc(room);
    if (o->temporary == NULL) return complain(o, "out of memory");
    snprintf(o->temporary, room, "%s.tmp", o->name);
    o->file = open(o->temporary, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    bool taken = o->file >= 0 && ((flock(o->file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) || !still_there(o));
    if (taken) complain(o, "another process is writing it");
    else if (o->file < 0 || ftruncate(o->file, 0) != 0) complain(o, strerror(errno));
    else return true;
    free(o->temporary);              /* not ours to remove */
    o->temporary = NULL;
    return false;
}

static bool open_file(output *o) {
    struct stat about;
    if (stat(o->name, &about) != 0 || S_ISREG(about.st_mode)) return open_temporary(o);
    if (S_ISDIR(about.st_mode)) return complain(o, "is a folder");
    o->file = open(o->name, O_WRONLY | O_CLOEXEC);
    return o->file >= 0 || complain(o, strerror(errno));
}

output *output_open(const settings *s) {
    output *o = calloc(1, sizeof *o);
    if (o == NULL) {
        fprintf(stderr, "%s: out of memory\n", s->program);
        return NULL;
    }
    *o = (output){.program = s->program, .file = STDOUT_FILENO};
    if (s->output == NULL || strcmp(s->output, "-") == 0) return o;
    o->name = s->output;
    o->file = -1;
    if (open_file(o) && begin_packing(o)) return o;
    output_drop(o);
    return NULL;
}

static bool send(output *o, const void *bytes, size_t count) {
    for (const char *at = bytes; count > 0;) {
        ssize_t sent = write(o->file, at, count);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return complain(o, strerror(errno));
        at += sent;
        count -= (size_t)sent;
    }
    return true;
}

static bool send_gzip(output *o, const char *at, size_t count, bool last) {
    o->gzip.next_in = (Bytef *)(uintptr_t)at;
    o->gzip.avail_in = (uInt)count;
    int state = Z_OK;
    do {
        o->gzip.next_out = o->packed;
        o->gzip.avail_out = PACKED_BYTES;
        state = deflate(&o->gzip, last ? Z_FINISH : Z_NO_FLUSH);
        if (!send(o, o->packed, PACKED_BYTES - o->gzip.avail_out)) return false;
    } while (o->gzip.avail_out == 0 && state != Z_STREAM_END);
    return true;
}

static bool send_zstd(output *o, const char *at, size_t count, bool last) {
    ZSTD_inBuffer in = {at, count, 0};
    size_t left;
    do {
        ZSTD_outBuffer out = {o->packed, PACKED_BYTES, 0};
        left = ZSTD_compressStream2(o->zstd, &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left)) return complain(o, ZSTD_getErrorName(left));
        if (!send(o, o->packed, out.pos)) return false;
    } while (last ? left != 0 : in.pos < in.size);
    return true;
}

static bool pack(output *o, const char *at, size_t count, bool last) {
    if (o->packing == PACK_GZIP) return send_gzip(o, at, count, last);
    if (o->packing == PACK_ZSTD) return send_zstd(o, at, count, last);
    return send(o, at, count);
}

bool output_write(output *o, const char *at, size_t count) {
    if (o->buffer == NULL) return send(o, at, count);
    while (count > 0) {
        if (o->buffered == BUFFER_BYTES) {
            o->buffered = 0;
            if (!pack(o, o->buffer, BUFFER_BYTES, false)) return false;
        }
        size_t some = count < BUFFER_BYTES - o->buffered ? count : BUFFER_BYTES - o->buffered;
        memcpy(o->buffer + o->buffered, at, some);
        o->buffered += some;
        at += some;
        count -= some;
    }
    return true;
}

/* A new name is on disk only when its folder is. Some file systems cannot do this; the file itself is safe all the same. */
static void sync_folder(const char *name) {
    char *copy = strdup(name);
    int folder = copy != NULL ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (folder >= 0) {
        (void)fsync(folder);
        close(folder);
    }
    free(copy);
}

bool output_close(output *o) {
    bool ok = o->buffer == NULL || pack(o, o->buffer, o->buffered, true);
    if (ok && o->temporary != NULL) {
        ok = (fsync(o->file) == 0 && rename(o->temporary, o->name) == 0) || complain(o, strerror(errno));
        if (ok) {
            sync_folder(o->name);
            free(o->temporary);
            o->temporary = NULL;
        }
    }
    output_drop(o);
    return ok;
}

void output_drop(output *o) {
    if (o == NULL) return;
    if (o->temporary != NULL) unlink(o->temporary);
    if (o->file >= 0 && o->file != STDOUT_FILENO) close(o->file);
    free_output(o);
}

bool output_print(const settings *s, const char *at, size_t count) {
    output *o = output_open(s);
    if (o == NULL) return false;
    if (output_write(o, at, count)) return output_close(o);
    output_drop(o);
    return false;
}
