/* across_shelf.c - tellings in a file without a name: written as they come, read when they are compared.
 *
 * A telling is written without the empty ends of its lists, some 350 bytes, one behind the other; a brief knows where. Those read lately are
 * remembered, each in the one place that its rank has, so that a telling is found there or read.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "merge/across_work.h"

enum { HEAD_BYTES = offsetof(telling, rivals), SHELVED_MAX = sizeof(telling) };

static acta_status failed(acta_err *err, const char *doing) {
    return acta__fail(err, ACTA_IO, -1, "joining the events: %s a file for temporary use: %s", doing, strerror(errno));
}

static size_t put(char *room, size_t at, const void *items, size_t bytes) {
    memcpy(room + at, items, bytes);
    return at + bytes;
}

static size_t pack(const telling *t, char room[SHELVED_MAX]) {
    size_t n = put(room, 0, t, HEAD_BYTES);
    n = put(room, n, t->parties, t->party_count * sizeof *t->parties);
    n = put(room, n, t->told, t->told_count * sizeof *t->told);
    n = put(room, n, t->triggers, t->trigger_count * sizeof *t->triggers);
    return put(room, n, t->topic, t->topic_count * sizeof *t->topic);
}

static size_t take(const char *room, size_t at, void *items, size_t bytes) {
    memcpy(items, room + at, bytes);
    return at + bytes;
}

/* How many bytes it took. */
static size_t unpack(const char room[SHELVED_MAX], telling *t) {
    size_t n = take(room, 0, t, HEAD_BYTES);
    n = take(room, n, t->parties, t->party_count * sizeof *t->parties);
    n = take(room, n, t->told, t->told_count * sizeof *t->told);
    n = take(room, n, t->triggers, t->trigger_count * sizeof *t->triggers);
    return take(room, n, t->topic, t->topic_count * sizeof *t->topic);
}

acta_status across_shelve(across *a, const telling *t, acta_err *err) {
    char room[SHELVED_MAX];
    size_t bytes = pack(t, room);
    if (a->file == NULL) a->file = tmpfile();
    if (a->file == NULL) return failed(err, "making");
    if (fwrite(room, 1, bytes, a->file) != bytes) return failed(err, "writing");
    a->file_bytes += bytes;
    return ACTA_OK;
}

acta_status across_open_shelf(across *a, acta_err *err) {
    if (a->file != NULL && fflush(a->file) != 0) return failed(err, "writing");
    if (a->cache != NULL) return ACTA_OK;
    a->cache_room = a->count < a->limits.tellings ? a->count + 1 : a->limits.tellings;
    a->cache = a->alloc.resize(a->alloc.ctx, NULL, 0, a->cache_room * sizeof *a->cache);
    TRY_NEW(a->cache, err);
    a->cached = a->alloc.resize(a->alloc.ctx, NULL, 0, a->cache_room * sizeof *a->cached);
    TRY_NEW(a->cached, err);
    memset(a->cached, 0xFF, a->cache_room * sizeof *a->cached);
    return ACTA_OK;
}

void across_close_shelf(across *a) {
    if (a->file != NULL) fclose(a->file);
    across_give_back(a, a->cache, a->cache_room * sizeof *a->cache);
    across_give_back(a, a->cached, a->cache_room * sizeof *a->cached);
    a->file = NULL;
    a->cache = NULL;
    a->cached = NULL;
}

static acta_status read_telling(const across *a, uint32_t rank, telling *t, acta_err *err) {
    char room[SHELVED_MAX];
    const brief *b = &a->briefs[rank];
    uint64_t left = a->file_bytes - b->at;
    size_t bytes = left < sizeof room ? (size_t)left : sizeof room;
    ssize_t got = pread(fileno(a->file), room, bytes, (off_t)b->at);
    if (got != (ssize_t)bytes) return failed(err, "reading");
    unpack(room, t);
    t->rivals = b->rivals;
    across_measure(a, t);
    return ACTA_OK;
}

acta_status across_get(across *a, uint32_t rank, const telling **t, acta_err *err) {
    size_t place = rank % a->cache_room;
    *t = &a->cache[place];
    if (a->cached[place] == rank) return ACTA_OK;
    a->cached[place] = UINT32_MAX;
    TRY(read_telling(a, rank, &a->cache[place], err));
    a->cached[place] = rank;
    return ACTA_OK;
}

acta_status across_copy(across *a, uint32_t rank, telling *out, acta_err *err) {
    const telling *t;
    TRY(across_get(a, rank, &t, err));
    *out = *t;
    return ACTA_OK;
}
