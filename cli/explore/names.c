/* names.c - texts that come often, each kept once. */
#define XXH_INLINE_ALL
#include "names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static void *need(void *memory) {
    if (memory == NULL) {
        fprintf(stderr, "acta: out of memory\n");
        exit(1);
    }
    return memory;
}

void *list_room(void *list, size_t count, size_t *room, size_t size) {
    if (count < *room) return list;
    *room = *room == 0 ? 64 : *room * 2;
    return need(realloc(list, *room * size));
}

const char *names_text(const names *n, uint32_t number) {
    return number == NO_NAME ? NULL : n->bytes + n->from[number];
}

/* The slot where the text is, or the empty one where it belongs. */
static size_t slot_of(const names *n, const char *text, size_t bytes) {
    size_t slot = (size_t)XXH3_64bits(text, bytes) & (n->slot_count - 1);
    while (n->slots[slot] != NO_NAME && strcmp(n->bytes + n->from[n->slots[slot]], text) != 0) slot = (slot + 1) & (n->slot_count - 1);
    return slot;
}

static void more_slots(names *n) {
    n->slot_count = n->slot_count == 0 ? 256 : n->slot_count * 2;
    free(n->slots);
    n->slots = need(malloc(n->slot_count * sizeof *n->slots));
    memset(n->slots, 0xFF, n->slot_count * sizeof *n->slots);
    for (size_t i = 0; i < n->count; i++) {
        const char *text = n->bytes + n->from[i];
        n->slots[slot_of(n, text, strlen(text))] = (uint32_t)i;
    }
}

uint32_t names_find(const names *n, const char *text) {
    return text == NULL || n->slot_count == 0 ? NO_NAME : n->slots[slot_of(n, text, strlen(text))];
}

uint32_t names_add(names *n, const char *text) {
    if (text == NULL) return NO_NAME;
    if (n->count * 2 >= n->slot_count) more_slots(n);
    size_t bytes = strlen(text), slot = slot_of(n, text, bytes);
    if (n->slots[slot] != NO_NAME) return n->slots[slot];
    if (n->byte_count + bytes + 1 > n->byte_room) {
        while (n->byte_count + bytes + 1 > n->byte_room) n->byte_room = n->byte_room == 0 ? 4096 : n->byte_room * 2;
        n->bytes = need(realloc(n->bytes, n->byte_room));
    }
    memcpy(n->bytes + n->byte_count, text, bytes + 1);
    n->from = list_room(n->from, n->count, &n->room, sizeof *n->from);
    n->from[n->count] = n->byte_count;
    n->byte_count += bytes + 1;
    n->slots[slot] = (uint32_t)n->count;
    return (uint32_t)n->count++;
}

void names_clear(names *n) {
    free(n->bytes);
    free(n->from);
    free(n->slots);
    *n = (names){0};
}
