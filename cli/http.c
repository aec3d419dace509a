/* http.c - the head of an HTTP answer, and its body. */
#include "http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "stream.h"

/* ---- head ---- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/* One line without its end; the next one begins at *from. */
static bool next_line(const char *bytes, size_t count, size_t *from, const char **line, size_t *length) {
    if (*from >= count) return false;
    const char *end = memchr(bytes + *from, '\n', count - *from);
    size_t to = end != NULL ? (size_t)(end - bytes) : count;
    *line = bytes + *from;
    *length = to - *from;
    *from = to + (end != NULL);
    while (*length > 0 && is_blank((*line)[*length - 1])) --*length;
    return true;
}

/* The value, if the line is a field of that name. */
static bool field(const char *line, size_t length, const char *name, const char **value, size_t *bytes) {
    size_t count = strlen(name);
    if (length <= count || line[count] != ':' || strncasecmp(line, name, count) != 0) return false;
    *value = line + count + 1;
    *bytes = length - count - 1;
    while (*bytes > 0 && is_blank(**value)) {
        ++*value;
        --*bytes;
    }
    return true;
}

/* Lower case, cut to fit, without quotation marks. */
static void take_value(char out[HTTP_VALUE_BYTES], const char *value, size_t bytes) {
    size_t n = 0;
    for (size_t i = 0; i < bytes && n + 1 < HTTP_VALUE_BYTES; i++) {
        char c = value[i];
        if (c == '"' || c == '\'' || c == '\0') continue;
        out[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    out[n] = '\0';
}

/* "text/html; charset=ISO-8859-1" */
static void take_type(http_answer *answer, const char *value, size_t bytes) {
    size_t type = 0;
    while (type < bytes && value[type] != ';' && value[type] != ',' && !is_blank(value[type])) type++;
    take_value(answer->type, value, type);
    for (size_t i = type; i + 8 < bytes; i++) {
        if (strncasecmp(value + i, "charset=", 8) != 0) continue;
        size_t from = i + 8, to = from;
        while (to < bytes && value[to] != ';' && value[to] != ',' && !is_blank(value[to])) to++;
        take_value(answer->charset, value + from, to - from);
        return;
    }
}

bool http_read(const char *bytes, size_t count, http_answer *answer) {
    const char *line, *value;
    size_t from = 0, length, value_bytes;
    *answer = (http_answer){0};
    if (!next_line(bytes, count, &from, &line, &length) || length < 12 || strncasecmp(line, "HTTP/", 5) != 0) return false;
    const char *space = memchr(line, ' ', length);
    if (space == NULL || line + length - space < 4) return false;
    for (int i = 1; i < 4; i++) {
        if (space[i] < '0' || space[i] > '9') return false;
        answer->status = answer->status * 10 + (space[i] - '0');
    }
    while (next_line(bytes, count, &from, &line, &length) && length > 0) {
        char coding[HTTP_VALUE_BYTES];
        if (field(line, length, "Content-Type", &value, &value_bytes)) take_type(answer, value, value_bytes);
        else if (field(line, length, "Content-Encoding", &value, &value_bytes)) take_value(answer->encoding, value, value_bytes);
        else if (field(line, length, "Transfer-Encoding", &value, &value_bytes)) {
            take_value(coding, value, value_bytes);
            answer->chunked = strstr(coding, "chunked") != NULL;
        }
    }
    answer->body_from = from;
    return true;
}

/* ---- body ---- */

/* The length a chunk begins with; false: none stands there. */
static bool chunk_length(const char *line, size_t length, size_t *chunk) {
    size_t digits = 0;
    for (*chunk = 0; digits < length && digits < 9; digits++) {
        char c = line[digits];
        int value = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (value < 0) break;
        *chunk = *chunk * 16 + (size_t)value;
    }
    while (digits > 0 && digits < length && is_blank(line[digits])) {
        if (++digits == length) return true;
    }
    return digits > 0 && digits < 9 && (digits == length || line[digits] == ';');
}

/* Out of chunks, in place; what breaks off or makes no sense in the middle ends the body there. Not chunked: as it is. */
static size_t join_chunks(char *bytes, size_t count) {
    size_t from = 0, done = 0, length, chunk;
    const char *line;
    bool any = false;
    while (next_line(bytes, count, &from, &line, &length)) {
        if (any && length == 0) continue;            /* the line end after a chunk */
        if (!chunk_length(line, length, &chunk)) return any ? done : count;
        any = true;
        if (chunk == 0) return done;
        if (chunk > count - from) chunk = count - from;
        memmove(bytes + done, bytes + from, chunk);
        done += chunk;
        from += chunk;
    }
    return done;
}

static char *too_large(char problem[HTTP_PROBLEM_BYTES], size_t most) {
    snprintf(problem, HTTP_PROBLEM_BYTES, "the page unpacks to more than %zu MiB, which is the limit", most >> 20);
    return NULL;
}

/* gzip and zstd tell themselves by their first bytes, so the file's own unpacking reads them. */
static char *unpack(const char *bytes, size_t count, size_t most, size_t *body_count, char problem[HTTP_PROBLEM_BYTES]) {
    stream *s = stream_of_bytes(bytes, count);
    char *body = NULL;
    size_t room = 0;
    bool memory = s != NULL;
    *body_count = 0;
    while (memory && *body_count == room && room <= most) {
        room = room == 0 ? count * 4 + 4096 : room * 2;
        if (room > most) room = most + 1;
        char *grown = realloc(body, room + 1);
        memory = grown != NULL;
        if (!memory) break;
        body = grown;
        *body_count += stream_read(s, body + *body_count, room - *body_count);
    }
    const char *fault = memory ? stream_fault(s) : "out of memory";
    if (fault != NULL) snprintf(problem, HTTP_PROBLEM_BYTES, "its content encoding: %s", fault);
    else if (*body_count > most) too_large(problem, most);
    stream_close(s);
    if (problem[0] == '\0') return body;
    free(body);
    return NULL;
}

/* "deflate" means zlib's form, and in the wild also the bare one. */
static char *inflate_body(const char *bytes, size_t count, int window, size_t most, size_t *body_count, bool *damaged, char problem[HTTP_PROBLEM_BYTES]) {
    z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)count};
    size_t room = count * 4 + 4096;
    char *body = NULL;
    if (inflateInit2(&z, window) != Z_OK) {
        snprintf(problem, HTTP_PROBLEM_BYTES, "out of memory");
        return NULL;
    }
    int state = Z_OK;
    *body_count = 0;
    while (state == Z_OK && *body_count <= most) {
        char *grown = realloc(body, room > most ? most + 1 : room);
        if (grown == NULL) break;
        body = grown;
        if (room > most) room = most + 1;
        z.next_out = (Bytef *)body + *body_count;
        z.avail_out = (uInt)(room - *body_count);
        state = inflate(&z, Z_NO_FLUSH);
        *body_count = room - z.avail_out;
        if (room <= most) room *= 2;
    }
    inflateEnd(&z);
    *damaged = state != Z_STREAM_END && *body_count <= most;
    if (state == Z_STREAM_END && *body_count <= most) return body;
    if (*body_count > most) too_large(problem, most);
    free(body);
    return NULL;
}

static char *unpack_deflate(const char *bytes, size_t count, size_t most, size_t *body_count, char problem[HTTP_PROBLEM_BYTES]) {
    bool damaged = false;
    char *body = inflate_body(bytes, count, 15, most, body_count, &damaged, problem);
    if (body == NULL && damaged) body = inflate_body(bytes, count, -15, most, body_count, &damaged, problem);
    if (body == NULL && problem[0] == '\0') snprintf(problem, HTTP_PROBLEM_BYTES, "its content encoding: damaged deflate");
    return body;
}

static bool begins(const char *bytes, size_t count, const char *magic) {
    size_t want = strlen(magic);
    return count >= want && memcmp(bytes, magic, want) == 0;
}

/* Text is no compressed stream: those begin with a byte that no page begins with, or with bytes that are no text soon after. */
static bool looks_like_text(const char *bytes, size_t count) {
    for (size_t i = 0; i < count && i < 64; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 && memchr("\t\n\r\f", c, 4) == NULL) return false;
        if (c == '<' ) return true;
    }
    return count > 0 && (bytes[0] & 0x80) == 0;
}

char *http_body(const http_answer *answer, const char *bytes, size_t count, size_t most, size_t *body_count, char problem[HTTP_PROBLEM_BYTES]) {
    size_t length = count - answer->body_from;
    problem[0] = '\0';
    char *body = malloc(length + 1);
    if (body == NULL) {
        snprintf(problem, HTTP_PROBLEM_BYTES, "out of memory");
        return NULL;
    }
    memcpy(body, bytes + answer->body_from, length);
    if (answer->chunked) length = join_chunks(body, length);
    char *plain = body;
    bool packed = begins(body, length, "\x1F\x8B") || begins(body, length, "\x28\xB5\x2F\xFD");
    if (packed) plain = unpack(body, length, most, body_count, problem);
    else if (strcmp(answer->encoding, "deflate") == 0 && !looks_like_text(body, length)) plain = unpack_deflate(body, length, most, body_count, problem);
    else if (strcmp(answer->encoding, "br") == 0 && !looks_like_text(body, length)) {
        snprintf(problem, HTTP_PROBLEM_BYTES, "its content encoding is brotli, which is not read");
        plain = NULL;
    } else *body_count = length;
    if (plain != body) free(body);
    if (plain != NULL && *body_count > most) {
        free(plain);
        return too_large(problem, most);
    }
    return plain;
}
