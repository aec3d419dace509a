/* names.h - texts that come often, each kept once and known by a number from 0. */
#ifndef ACTA_EXPLORE_NAMES_H
#define ACTA_EXPLORE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NO_NAME UINT32_MAX

typedef struct names {
    char *bytes;                     /* all of them, each with a NUL at its end */
    size_t byte_count, byte_room;
    size_t *from;                    /* [count] where each begins */
    size_t count, room;
    uint32_t *slots;                 /* [slot_count] a power of two, at most half of them taken */
    size_t slot_count;
} names;

/* The number of a text, a new one where it has none. NO_NAME for NULL. Ends the program when out of memory, as a pad does. */
uint32_t names_add(names *n, const char *text);
/* NO_NAME where it has none. */
uint32_t names_find(const names *n, const char *text);
/* NULL for NO_NAME. Stays until the next names_add. */
const char *names_text(const names *n, uint32_t number);
void names_clear(names *n);

/* A list that has to take one more: room for it, doubled where needed. Ends the program when out of memory. */
void *list_room(void *list, size_t count, size_t *room, size_t size);

#endif
