/* json.c - writing JSON through a sink. */
#include "write/json.h"

#include <math.h>
#include <string.h>

#include "base/status.h"
#include "base/utf8.h"

void json_begin(json *j, acta_sink sink, void *sink_ctx) {
    j->sink = sink;
    j->sink_ctx = sink_ctx;
    j->used = 0;
    j->stopped = false;
    j->after_key = false;
    j->depth = 0;
    j->filled[0] = false;
}

static void flush(json *j) {
    if (j->used > 0 && !j->stopped) j->stopped = !j->sink(j->sink_ctx, j->buffer, j->used);
    j->used = 0;
}

acta_status json_end(json *j, acta_err *err) {
    flush(j);
    if (j->stopped) return acta__fail(err, ACTA_IO, -1, "the output could not be written");
    return ACTA_OK;
}

static void put(json *j, char byte) {
    if (j->used == sizeof j->buffer) flush(j);
    j->buffer[j->used++] = byte;
}

void json_raw(json *j, slice bytes) {
    while (bytes.bytes > 0) {
        if (j->used == sizeof j->buffer) flush(j);
        size_t room = sizeof j->buffer - j->used, take = bytes.bytes < room ? bytes.bytes : room;
        memcpy(j->buffer + j->used, bytes.at, take);
        j->used += take;
        bytes.at += take;
        bytes.bytes -= take;
    }
}

void json_raw_string(json *j, const char *text) {
    json_raw(j, (slice){text, strlen(text)});
}

/* What must stand before a value: a comma, unless it is the first here or follows its key. */
static void before_value(json *j) {
    if (!j->after_key && j->filled[j->depth]) put(j, ',');
    j->after_key = false;
    j->filled[j->depth] = true;
}

void json_open(json *j, char bracket) {
    before_value(j);
    put(j, bracket);
    if (j->depth + 1 < JSON_DEPTH_MAX) j->depth++;
    j->filled[j->depth] = false;
}

void json_close(json *j, char bracket) {
    put(j, bracket);
    if (j->depth > 0) j->depth--;
}

void json_key(json *j, const char *name) {
    before_value(j);
    put(j, '"');
    json_raw_string(j, name);
    put(j, '"');
    put(j, ':');
    j->after_key = true;
}

static void put_escape(json *j, unsigned char byte) {
    static const char hex[] = "0123456789abcdef";
    put(j, '\\');
    switch (byte) {
    case '"': put(j, '"'); return;
    case '\\': put(j, '\\'); return;
    case '\n': put(j, 'n'); return;
    case '\r': put(j, 'r'); return;
    case '\t': put(j, 't'); return;
    default:
        json_raw_string(j, "u00");
        put(j, hex[byte >> 4]);
        put(j, hex[byte & 15]);
    }
}

void json_text_begin(json *j) {
    before_value(j);
    put(j, '"');
}

/* How many bytes stand as they are: ASCII without what is escaped. */
static size_t plain(slice text) {
    size_t n = 0;
    while (n < text.bytes && text.at[n] >= 0x20 && text.at[n] < 0x7F && text.at[n] != '"' && text.at[n] != '\\') n++;
    return n;
}

void json_text_part(json *j, slice part) {
    for (size_t i = 0; i < part.bytes;) {
        size_t run = plain((slice){part.at + i, part.bytes - i});
        json_raw(j, (slice){part.at + i, run});
        i += run;
        if (i == part.bytes) return;
        uint32_t code, bytes = utf8_decode(part.at + i, part.bytes - i, &code);
        if (code == UTF8_DAMAGED) json_raw_string(j, "\xEF\xBF\xBD");
        else if (code < 0x20 || code == '"' || code == '\\' || code == 0x7F) put_escape(j, (unsigned char)code);
        else json_raw(j, (slice){part.at + i, bytes});
        i += bytes;
    }
}

void json_text_end(json *j) {
    put(j, '"');
}

void json_text(json *j, slice text) {
    json_text_begin(j);
    json_text_part(j, text);
    json_text_end(j);
}

void json_string(json *j, const char *text) {
    json_text(j, (slice){text, strlen(text)});
}

static void put_unsigned(json *j, uint64_t value) {
    char digits[20];
    size_t n = 0;
    do {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    while (n > 0) put(j, digits[--n]);
}

void json_integer(json *j, int64_t value) {
    before_value(j);
    if (value < 0) put(j, '-');
    put_unsigned(j, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void json_decimal(json *j, double value, int decimals) {
    static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    before_value(j);
    if (decimals < 0) decimals = 0;
    if (decimals > 6) decimals = 6;
    double scaled = fabs(value) * (double)powers[decimals];
    if (!(scaled < 9e18)) {              /* NaN too */
        json_raw_string(j, "null");
        return;
    }
    uint64_t units = (uint64_t)(scaled + 0.5), whole = units / powers[decimals], part = units % powers[decimals];
    if (value < 0 && units > 0) put(j, '-');
    put_unsigned(j, whole);
    if (part == 0) return;
    put(j, '.');
    for (int i = decimals - 1; i >= 0 && part > 0; i--) {
        put(j, (char)('0' + part / powers[i]));
        part %= powers[i];
    }
}

void json_truth(json *j, bool value) {
    before_value(j);
    json_raw_string(j, value ? "true" : "false");
}

void json_line_end(json *j) {
    put(j, '\n');
    j->filled[0] = false;
}
