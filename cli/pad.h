/* pad.h - memory for one task of the command, given back at one stroke. Running out of it ends the program. */
#ifndef ACTA_CLI_PAD_H
#define ACTA_CLI_PAD_H

#include <stddef.h>

typedef struct pad {
    struct pad_piece *newest;
} pad;

/* Zeroed. */
void *pad_take(pad *p, size_t bytes);
char *pad_text(pad *p, const char *at, size_t bytes);
char *pad_printf(pad *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room for one more at the end of a list that doubles; items it held are kept, the new one is zeroed. */
void *pad_append(pad *p, void *list, size_t *count, size_t size);
void pad_clear(pad *p);

#endif
