/* line.h - a record read back out of the line of JSON that write/ made of it, to be taken apart into columns.
 *
 * It reads that JSON and no other: no space between things, keys without escapes. What is malformed is refused, never misread.
 */
#ifndef ACTA_STORE_LINE_H
#define ACTA_STORE_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

typedef enum line_kind { LINE_OBJECT, LINE_LIST, LINE_TEXT, LINE_NUMBER, LINE_TRUE, LINE_FALSE, LINE_NULL } line_kind;

typedef struct line_value {
    line_kind kind;
    uint32_t count;                  /* of members or items */
    slice key;                       /* of a member, inside the line */
    const char *text;                /* [bytes] of a text, without escapes, NUL behind it; of a number as it stands in the line */
    size_t bytes;
    const char *to;                  /* the end of it in the line */
    struct line_value *first, *last, *next;      /* members or items; the next of its own list */
} line_value;

/* Memory that is used for one line after another. */
typedef struct line_reader {
    line_value *values;              /* [value_room] */
    size_t value_count, value_room;
    char *texts;                     /* [text_room] */
    size_t text_count, text_room;
} line_reader;

/* The record of a line without its end; it and all in it hold until the next is read, and as long as the line does. NULL: no such JSON, or
 * no memory for it: *memory says which. */
const line_value *line_read(line_reader *r, slice line, bool *memory);
void line_end(line_reader *r);

/* value[key]; NULL: it has none, or null, or is no object. */
const line_value *line_child(const line_value *value, const char *key);
/* The items of a list, 0 of anything else; and one of them, or NULL. */
uint32_t line_count(const line_value *list);
const line_value *line_item(const line_value *list, uint32_t at);
/* A number, cut to a whole one; true is 1; 0 of anything else. */
int64_t line_whole(const line_value *value);
/* The nearest double, whatever the locale. */
double line_number(const line_value *value);

#endif
