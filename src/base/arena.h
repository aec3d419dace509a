/* arena.h - memory that is taken piece by piece and given back at one stroke.
 *
 * A chain of blocks, each from the caller's allocator. Nothing taken is freed by itself. Under AddressSanitizer, or
 * when built with ACTA_ARENA_MALLOC, every piece is a block of its own, so that an overrun is seen.
 */
#ifndef ACTA_BASE_ARENA_H
#define ACTA_BASE_ARENA_H

#include "acta.h"

typedef struct arena_block arena_block;

typedef struct arena {
    acta_alloc alloc;
    arena_block *newest;             /* owned; each block points to the one before it */
    size_t next_bytes;               /* size of the next block; doubles up to a limit */
} arena;

/* Malloc as an acta_alloc. */
acta_alloc acta__malloc(void);

/* first_bytes: a guess at what will be taken; no memory is taken yet. */
void arena_begin(arena *a, acta_alloc alloc, size_t first_bytes);

/* Zeroed memory aligned to 16 bytes, or NULL. count * size is checked for overflow; zero bytes give a valid pointer. */
void *arena_take(arena *a, size_t count, size_t size);

/* n objects of a type, zeroed, or NULL. */
#define ARENA_NEW(a, type, n) ((type *)arena_take((a), (n), sizeof(type)))

/* A NUL-terminated copy of `count` bytes, or NULL. */
char *arena_text(arena *a, const char *bytes, size_t count);

/* A formatted NUL-terminated text, or NULL. */
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for one more in a growing array: returns the array (moved, zero-extended) with capacity for count + 1, or NULL.
 * Start with NULL and capacity 0. The old copy stays in the arena, so growth doubles. */
void *arena_grow(arena *a, void *items, uint32_t count, uint32_t *capacity, size_t size);

/* Append to a growing array `items` of `count` (capacity beside it); pointer to the new zeroed item, or NULL. */
#define ARENA_PUSH(a, items, count, capacity)                                                                          \
    (((items) = arena_grow((a), (items), (count), &(capacity), sizeof *(items))) == NULL ? NULL : &(items)[(count)++])

/* Bytes taken from the allocator so far. */
size_t arena_bytes(const arena *a);

/* Give everything back; the arena may be used again. */
void arena_end(arena *a);

#endif
