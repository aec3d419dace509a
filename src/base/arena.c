/* arena.c - memory that is taken piece by piece and given back at one stroke. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ACTA_ARENA_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ACTA_ARENA_MALLOC 1
#endif
#endif

enum { ALIGN = 16, FIRST_BYTES_MIN = 4096, BLOCK_BYTES_MAX = 4 << 20 };

struct arena_block {
    arena_block *before;
    size_t bytes;                    /* of the whole block, this header included */
    size_t used;                     /* likewise */
    size_t unused_;                  /* keeps sizeof a multiple of ALIGN */
};

static void *malloc_resize(void *ctx, void *ptr, size_t old_size, size_t new_size) {
    (void)ctx;
    (void)old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return realloc(ptr, new_size);
}

acta_alloc acta__malloc(void) {
    return (acta_alloc){malloc_resize, NULL};
}

void arena_begin(arena *a, acta_alloc alloc, size_t first_bytes) {
    a->alloc = alloc;
    a->newest = NULL;
    a->next_bytes = first_bytes < FIRST_BYTES_MIN ? FIRST_BYTES_MIN : first_bytes;
}

static bool add_block(arena *a, size_t need) {
    size_t bytes = sizeof(arena_block) + need;
#ifndef ACTA_ARENA_MALLOC
    if (bytes < a->next_bytes) bytes = a->next_bytes;
    if (a->next_bytes < BLOCK_BYTES_MAX) a->next_bytes *= 2;
#endif
    arena_block *block = a->alloc.resize(a->alloc.ctx, NULL, 0, bytes);
    if (block == NULL) return false;
    block->before = a->newest;
    block->bytes = bytes;
    block->used = sizeof(arena_block);
    a->newest = block;
    return true;
}

void *arena_take(arena *a, size_t count, size_t size) {
    if (size != 0 && count > (SIZE_MAX / 2 - sizeof(arena_block) - ALIGN) / size) return NULL;
    size_t exact = count * size;
    size_t need = exact == 0 ? ALIGN : (exact + ALIGN - 1) / ALIGN * ALIGN;
#ifdef ACTA_ARENA_MALLOC
    need = exact == 0 ? 1 : exact;
    if (!add_block(a, need)) return NULL;
#else
    if (a->newest == NULL || a->newest->bytes - a->newest->used < need) {
        if (!add_block(a, need)) return NULL;
    }
#endif
    void *piece = (char *)a->newest + a->newest->used;
    a->newest->used += need;
    memset(piece, 0, exact);
    return piece;
}

char *arena_text(arena *a, const char *bytes, size_t count) {
    if (count == SIZE_MAX) return NULL;
    char *copy = arena_take(a, count + 1, 1);
    if (copy != NULL && count > 0) memcpy(copy, bytes, count);
    return copy;
}

char *arena_printf(arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    int bytes = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (bytes < 0) return NULL;
    char *text = arena_take(a, (size_t)bytes + 1, 1);
    if (text == NULL) return NULL;
    va_start(args, format);
    vsnprintf(text, (size_t)bytes + 1, format, args);
    va_end(args);
    return text;
}

void *arena_grow(arena *a, void *items, uint32_t count, uint32_t *capacity, size_t size) {
    if (count < *capacity) return items;
    if (*capacity > UINT32_MAX / 2) return NULL;
    uint32_t wider = *capacity == 0 ? 8 : *capacity * 2;
    void *moved = arena_take(a, wider, size);
    if (moved == NULL) return NULL;
    if (count > 0) memcpy(moved, items, (size_t)count * size);
    *capacity = wider;
    return moved;
}

size_t arena_bytes(const arena *a) {
    size_t sum = 0;
    for (const arena_block *b = a->newest; b != NULL; b = b->before) sum += b->bytes;
    return sum;
}

void arena_end(arena *a) {
    while (a->newest != NULL) {
        arena_block *before = a->newest->before;
        a->alloc.resize(a->alloc.ctx, a->newest, a->newest->bytes, 0);
        a->newest = before;
    }
}
