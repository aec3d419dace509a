/* json.h - writing JSON through a sink, without allocating: keys in the order they are written, text escaped, numbers
 * the same in every locale.
 *
 * Errors stick: after the sink has said stop nothing more is sent, and json_end reports it.
 */
#ifndef ACTA_WRITE_JSON_H
#define ACTA_WRITE_JSON_H

#include "acta.h"
#include "base/slice.h"

enum { JSON_DEPTH_MAX = 32 };

typedef struct json {
    acta_sink sink;
    void *sink_ctx;
    size_t used;                     /* bytes waiting in buffer */
    bool stopped;                    /* the sink said stop */
    bool after_key;
    unsigned depth;
    bool filled[JSON_DEPTH_MAX];     /* at each depth: something stands before, so a comma is due */
    char buffer[4096];
} json;

void json_begin(json *j, acta_sink sink, void *sink_ctx);
/* Send what waits. Fails with: IO (the sink said stop). */
acta_status json_end(json *j, acta_err *err);

void json_open(json *j, char bracket);           /* '{' or '[' */
void json_close(json *j, char bracket);          /* '}' or ']' */
void json_key(json *j, const char *name);        /* a name of ours: never needs escaping */
void json_text(json *j, slice text);             /* UTF-8; a byte that is not is written as U+FFFD */
void json_string(json *j, const char *text);     /* NUL-terminated */
/* One text out of several pieces. */
void json_text_begin(json *j);
void json_text_part(json *j, slice part);
void json_text_end(json *j);
void json_integer(json *j, int64_t value);
/* At most `decimals` (0..6) of them, no trailing zeros; a number too large for that, or none at all, is null. */
void json_decimal(json *j, double value, int decimals);
void json_truth(json *j, bool value);
void json_line_end(json *j);                     /* after a whole value: newline, ready for the next */

/* Bytes as they are, outside any value: for forms that are not JSON. */
void json_raw(json *j, slice bytes);
void json_raw_string(json *j, const char *text);

#endif
