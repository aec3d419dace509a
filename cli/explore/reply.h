/* reply.h - JSON written piece by piece into memory.
 *
 * News text is hostile: whatever is written as text comes out as valid UTF-8 in which nothing can end a script element, begin a tag or
 * break a line of JavaScript. Commas are set by the writer.
 */
#ifndef ACTA_EXPLORE_REPLY_H
#define ACTA_EXPLORE_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct reply {
    char *at;                        /* [count], the caller's to free */
    size_t count, room;
    bool failed;                     /* out of memory: what is there is not whole */
} reply;

void reply_open(reply *j, char bracket);           /* '{' or '[' */
void reply_close(reply *j, char bracket);          /* '}' or ']' */
void reply_key(reply *j, const char *name);        /* of ours: letters alone */
void reply_text(reply *j, const char *text);       /* NULL: null */
void reply_text_n(reply *j, const char *at, size_t bytes);
void reply_integer(reply *j, int64_t value);
void reply_real(reply *j, double value, int digits);   /* `digits` that count; no number: null */
void reply_bool(reply *j, bool value);
void reply_null(reply *j);

/* A value that is JSON already; what would be unsafe inside its texts is escaped. The caller knows that it is valid. */
void reply_stored(reply *j, const char *value);

/* Bytes as they are, outside any JSON. */
void reply_bytes(reply *j, const char *at, size_t bytes);

#endif
