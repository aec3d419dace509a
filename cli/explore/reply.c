/* reply.c - JSON written piece by piece into memory. */
#include "reply.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void reply_bytes(reply *j, const char *at, size_t bytes) {
    if (j->failed) return;
    if (j->count + bytes > j->room) {
        size_t room = j->room == 0 ? 4096 : j->room;
        while (room < j->count + bytes) room *= 2;
        char *grown = realloc(j->at, room);
        if (grown == NULL) {
            j->failed = true;
            return;
        }
        j->at = grown;
        j->room = room;
    }
    if (bytes > 0) memcpy(j->at + j->count, at, bytes);
    j->count += bytes;
}

static void put(reply *j, const char *text) {
    reply_bytes(j, text, strlen(text));
}

/* Between two values of one bracket stands a comma. */
static void begin_value(reply *j) {
    if (j->count == 0 || j->failed) return;
    char last = j->at[j->count - 1];
    if (last != '{' && last != '[' && last != ':') put(j, ",");
}

void reply_open(reply *j, char bracket) {
    begin_value(j);
    reply_bytes(j, &bracket, 1);
}

void reply_close(reply *j, char bracket) {
    reply_bytes(j, &bracket, 1);
}

void reply_key(reply *j, const char *name) {
    reply_text(j, name);
    put(j, ":");
}

/* Bytes of the character that begins here, or 0 where none does: broken, overlong, a surrogate, past Unicode's end. */
static size_t character(const unsigned char *c, size_t left) {
    if (c[0] < 0x80) return 1;
    size_t bytes = c[0] >= 0xF0 ? 4 : c[0] >= 0xE0 ? 3 : 2;
    if (c[0] < 0xC2 || c[0] > 0xF4 || bytes > left) return 0;
    for (size_t i = 1; i < bytes; i++) {
        if ((c[i] & 0xC0) != 0x80) return 0;
    }
    bool wrong = (c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xED && c[1] > 0x9F) || (c[0] == 0xF0 && c[1] < 0x90) || (c[0] == 0xF4 && c[1] > 0x8F);
    return wrong ? 0 : bytes;
}

/* The two ends of line that JSON allows inside a text and old JavaScript did not: U+2028, U+2029. */
static bool is_line_end(const unsigned char *c, size_t bytes) {
    return bytes == 3 && c[0] == 0xE2 && c[1] == 0x80 && (c[2] == 0xA8 || c[2] == 0xA9);
}

/* How a character is written where it must not stand as it is; NULL: as it is. */
static const char *escaped(const unsigned char *c, size_t bytes, char room[8]) {
    if (bytes == 0) return "\\ufffd";
    if (is_line_end(c, bytes)) return c[2] == 0xA8 ? "\\u2028" : "\\u2029";
    if (c[0] == '"') return "\\\"";
    if (c[0] == '\\') return "\\\\";
    if (c[0] == '\n') return "\\n";
    if (c[0] >= 0x20 && c[0] != '<' && c[0] != '>' && c[0] != '&' && c[0] != 0x7F) return NULL;
    snprintf(room, 8, "\\u%04x", c[0]);
    return room;
}

void reply_text_n(reply *j, const char *at, size_t bytes) {
    begin_value(j);
    put(j, "\"");
    size_t plain = 0;                                /* where what can be copied as it is begins */
    for (size_t i = 0; i < bytes;) {
        const unsigned char *c = (const unsigned char *)at + i;
        size_t wide = character(c, bytes - i);
        char room[8];
        const char *other = escaped(c, wide, room);
        size_t step = wide == 0 ? 1 : wide;
        if (other != NULL) {
            reply_bytes(j, at + plain, i - plain);
            put(j, other);
            plain = i + step;
        }
        i += step;
    }
    reply_bytes(j, at + plain, bytes - plain);
    put(j, "\"");
}

void reply_text(reply *j, const char *text) {
    if (text == NULL) reply_null(j);
    else reply_text_n(j, text, strlen(text));
}

void reply_integer(reply *j, int64_t value) {
    char room[24];
    begin_value(j);
    snprintf(room, sizeof room, "%lld", (long long)value);
    put(j, room);
}

void reply_real(reply *j, double value, int digits) {
    char room[32];
    if (!isfinite(value)) {
        reply_null(j);
        return;
    }
    begin_value(j);
    snprintf(room, sizeof room, "%.*g", digits, value);
    put(j, room);
}

void reply_bool(reply *j, bool value) {
    begin_value(j);
    put(j, value ? "true" : "false");
}

void reply_null(reply *j) {
    begin_value(j);
    put(j, "null");
}

/* In valid JSON these characters stand inside texts alone, so that each can be escaped where it is met. */
void reply_stored(reply *j, const char *value) {
    begin_value(j);
    size_t bytes = strlen(value), plain = 0;
    for (size_t i = 0; i < bytes;) {
        const unsigned char *c = (const unsigned char *)value + i;
        size_t wide = character(c, bytes - i), step = wide == 0 ? 1 : wide;
        if (wide == 0 || is_line_end(c, wide) || c[0] == '<' || c[0] == '>' || c[0] == '&' || c[0] == 0x7F) {
            char room[8];
            reply_bytes(j, value + plain, i - plain);
            put(j, escaped(c, wide, room));
            plain = i + step;
        }
        i += step;
    }
    reply_bytes(j, value + plain, bytes - plain);
}
