/* pad.c - memory for one task of the command. */
#include "pad.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pad_piece {
    struct pad_piece *before;
    max_align_t bytes[];
};

void *pad_take(pad *p, size_t bytes) {
    struct pad_piece *piece = calloc(1, sizeof *piece + bytes);
    if (piece == NULL) {
        fprintf(stderr, "acta: out of memory\n");
        exit(1);
    }
    piece->before = p->newest;
    p->newest = piece;
    return piece->bytes;
}

char *pad_text(pad *p, const char *at, size_t bytes) {
    char *copy = pad_take(p, bytes + 1);
    memcpy(copy, at, bytes);
    return copy;
}

char *pad_printf(pad *p, const char *format, ...) {
    va_list first, second;
    va_start(first, format);
    va_copy(second, first);
    int bytes = vsnprintf(NULL, 0, format, first);
    char *text = pad_take(p, (size_t)(bytes > 0 ? bytes : 0) + 1);
    vsnprintf(text, (size_t)(bytes > 0 ? bytes : 0) + 1, format, second);
    va_end(second);
    va_end(first);
    return text;
}

void *pad_append(pad *p, void *list, size_t *count, size_t size) {
    if ((*count & (*count - 1)) == 0) {              /* a full power of two, or nothing yet */
        void *grown = pad_take(p, (*count * 2 + 1) * size);
        if (*count > 0) memcpy(grown, list, *count * size);
        list = grown;
    }
    (*count)++;
    return list;
}

void pad_clear(pad *p) {
    while (p->newest != NULL) {
        struct pad_piece *before = p->newest->before;
        free(p->newest);
        p->newest = before;
    }
}
