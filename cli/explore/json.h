/* json.h - JSON written piece by piece into memory.
 *
 * News text is hostile: whatever is written as text comes out as valid UTF-8 in which nothing can end a script element, begin a tag or
 * break a line of JavaScript. Commas are set by the writer.
 */
#ifndef ACTA_EXPLORE_JSON_H
#define ACTA_EXPLORE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct json {
    char *at;                        /* [count], the caller's to free */
    size_t count, room;
    bool failed;                     /* out of memory: what is there is not whole */
} json;

void json_open(json *j, char bracket);           /* '{' or '[' */
void json_close(json *j, char bracket);          /* '}' or ']' */
void json_key(json *j, const char *name);        /* of ours: letters alone */
void json_text(json *j, const char *text);       /* NULL: null */
void json_text_n(json *j, const char *at, size_t bytes);
void json_integer(json *j, int64_t value);
void json_real(json *j, double value, int digits);   /* `digits` that count; no number: null */
void json_bool(json *j, bool value);
void json_null(json *j);

/* A value that is JSON already; what would be unsafe inside its texts is escaped. The caller knows that it is valid. */
void json_stored(json *j, const char *value);

/* Bytes as they are, outside any JSON. */
void json_bytes(json *j, const char *at, size_t bytes);

#endif
