/* codes.h - PLOVER's types and the statuses of an event, by number. */
#ifndef ACTA_EXPLORE_CODES_H
#define ACTA_EXPLORE_CODES_H

#include <stddef.h>

enum { TYPES = 16, STATUSES = 5, QUADS = 4 };

typedef struct type_code {
    const char *name;
    int quad;
    double scale;                    /* PLOVER's score of the type, where no mode says more */
    const char *label;
} type_code;

extern const type_code types[TYPES];
extern const char *const statuses[STATUSES];

/* The number of what has this name; `names` otherwise: TYPES or STATUSES. */
size_t type_named(const char *name);
size_t status_named(const char *name);

#endif
