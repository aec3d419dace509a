/* warc.c - the records of a web archive. */
#include "warc.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http.h"

enum { LINE_BYTES_MAX = 1 << 16, HEAD_LINES_MAX = 256, SHORT_BYTES = 64 };

typedef struct head {
    char type[SHORT_BYTES], content[SHORT_BYTES];
    char *id, *url;
    uint64_t length;
    bool has_length, bad_length;
} head;

void warc_end(warc *w) {
    free(w->line.at);
    free(w->block);
    *w = (warc){0};
}

static void free_head(head *h) {
    free(h->id);
    free(h->url);
}

static void problem(input *in, const char *what) {
    snprintf(in->problem, sizeof in->problem, "%s", what);
}

/* ---- heads ---- */

static const char *value_of(const char *line, const char *name) {
    size_t count = strlen(name);
    if (strncasecmp(line, name, count) != 0 || line[count] != ':') return NULL;
    line += count + 1;
    return line + strspn(line, " \t");
}

/* "<urn:uuid:6C39…>" is report 6C39…. */
static char *id_of(const char *value) {
    size_t bytes = strlen(value);
    if (bytes > 1 && value[0] == '<' && value[bytes - 1] == '>') {
        value++;
        bytes -= 2;
    }
    if (bytes > 9 && strncasecmp(value, "urn:uuid:", 9) == 0) {
        value += 9;
        bytes -= 9;
    }
    return strndup(value, bytes);
}

/* Some writers put the address in angle brackets. */
static char *url_of(const char *value) {
    size_t bytes = strlen(value);
    return bytes > 1 && value[0] == '<' && value[bytes - 1] == '>' ? strndup(value + 1, bytes - 2) : strdup(value);
}

static void take_length(head *h, const char *value) {
    h->has_length = true;
    h->length = 0;
    size_t digits = strspn(value, "0123456789");
    h->bad_length = digits == 0 || digits > 15 || value[digits] != '\0';
    for (size_t i = 0; !h->bad_length && i < digits; i++) h->length = h->length * 10 + (uint64_t)(value[i] - '0');
}

/* False: out of memory. */
static bool take_field(head *h, const char *line) {
    const char *value;
    if ((value = value_of(line, "WARC-Type")) != NULL) snprintf(h->type, sizeof h->type, "%s", value);
    else if ((value = value_of(line, "Content-Type")) != NULL) snprintf(h->content, sizeof h->content, "%s", value);
    else if ((value = value_of(line, "Content-Length")) != NULL) take_length(h, value);
    else if ((value = value_of(line, "WARC-Record-ID")) != NULL && h->id == NULL) return (h->id = id_of(value)) != NULL;
    else if ((value = value_of(line, "WARC-Target-URI")) != NULL && h->url == NULL) return (h->url = url_of(value)) != NULL;
    return true;
}

/* The line as text: without the blanks at its end, NUL-terminated. Room for the NUL is there: lines are shorter than their limit. */
static char *as_text(line_buffer *line) {
    while (line->bytes > 0 && memchr(" \t\r", line->at[line->bytes - 1], 3) != NULL) line->bytes--;
    line->at[line->bytes] = '\0';
    return line->at;
}

/* A line of a head. */
static line_state head_line(warc *w, stream *s) {
    line_state state = stream_line(s, &w->line, LINE_BYTES_MAX - 1);
    if (state == LINE_WHOLE && w->line.at == NULL) {             /* empty, and the very first */
        w->line.at = calloc(1, LINE_BYTES_MAX);
        w->line.room = LINE_BYTES_MAX;
        if (w->line.at == NULL) return LINE_NOMEM;
    }
    if (state == LINE_WHOLE) as_text(&w->line);
    return state;
}

static bool opens_record(const warc *w) {
    return w->line.bytes >= 6 && memcmp(w->line.at, "WARC/", 5) == 0 && w->line.at[5] >= '0' && w->line.at[5] <= '9';
}

/* To the line that opens the next record. `strange` counts bytes that belong to none. */
static input_state find_record(warc *w, stream *s, uint64_t *strange) {
    for (;;) {
        line_state state = head_line(w, s);
        if (state == LINE_NOMEM) return INPUT_NOMEM;
        if (state == LINE_END) return INPUT_END;
        if (state == LINE_WHOLE && opens_record(w)) return INPUT_ONE;
        if (state == LINE_TOO_LONG) *strange += LINE_BYTES_MAX;
        else if (w->line.bytes > 0) *strange += w->line.bytes + 1;
    }
}

/* The fields of a head up to the empty line after them. INPUT_END: the file ended there. */
static input_state read_head(warc *w, stream *s, head *h) {
    for (int lines = 0; lines < HEAD_LINES_MAX; lines++) {
        line_state state = head_line(w, s);
        if (state == LINE_NOMEM) return INPUT_NOMEM;
        if (state == LINE_END) return INPUT_END;
        if (state == LINE_TOO_LONG) continue;
        if (w->line.bytes == 0) return INPUT_ONE;
        if (!take_field(h, w->line.at)) return INPUT_NOMEM;
    }
    h->bad_length = true;            /* no head goes on for so long */
    return INPUT_ONE;
}

/* ---- blocks ---- */

static bool is_http(const head *h) {
    return strcasecmp(h->type, "response") == 0 && strncasecmp(h->content, "application/http", 16) == 0;
}

/* Two line ends stand after a block, or the file's end; there are writers who forget them. Where packed bytes are damaged just
 * behind it, the block itself cannot be trusted. */
static bool ends_well(stream *s) {
    const char *at;
    size_t there = stream_peek(s, 4, &at), blank = 0;
    if (there <= 4 && stream_fault(s) != NULL) return false;
    while (blank < there && blank < 4 && (at[blank] == '\r' || at[blank] == '\n')) blank++;
    if (blank == there || blank == 4) return true;
    return (blank == 2 && at[0] == '\n') || (blank == 3 && at[0] == '\n') || (there >= 4 && memcmp(at, "WARC", 4) == 0);
}

/* A record whose length reaches too far has swallowed others: what begins with the first of them is put back. */
static bool give_back_swallowed(const warc *w, stream *s, size_t bytes) {
    static const char opening[] = "\r\n\r\nWARC/1.";
    const char *inside = memmem(w->block, bytes, opening, sizeof opening - 1);
    return inside == NULL || stream_unread(s, inside, bytes - (size_t)(inside - w->block));
}

/* The block of a record, up to its limit in w->block; what is longer is passed over. False: out of memory. */
static bool read_block(warc *w, stream *s, const head *h, size_t *bytes, input *in) {
    bool small = h->length <= WARC_BLOCK_BYTES_MAX;
    if (w->block == NULL) w->block = malloc(WARC_BLOCK_BYTES_MAX);
    if (w->block == NULL) return false;
    uint64_t got = small ? stream_read(s, w->block, (size_t)h->length) : stream_skip(s, h->length);
    *bytes = small ? (size_t)got : 0;
    if (got == h->length && ends_well(s)) return true;
    const char *fault = stream_fault(s);
    w->lost = true;
    w->fault_told = fault != NULL;
    if (fault != NULL) snprintf(in->problem, sizeof in->problem, "the record is %s", fault);
    else if (got < h->length) {
        snprintf(in->problem, sizeof in->problem, "the record breaks off: %llu bytes of %llu are there", (unsigned long long)got, (unsigned long long)h->length);
    } else problem(in, "the record's length is wrong: no record begins where it should end");
    return give_back_swallowed(w, s, *bytes);
}

/* The page in a response, if it is one. False: it is none, and nothing is wrong. */
static bool take_page(const warc *w, const head *h, size_t bytes, input *in) {
    http_answer answer;
    if (h->length > WARC_BLOCK_BYTES_MAX) {
        snprintf(in->problem, sizeof in->problem, "longer than %d MiB, which is the limit for one page", WARC_PAGE_BYTES_MAX >> 20);
        return true;
    }
    if (!http_read(w->block, bytes, &answer)) {
        problem(in, "a response that is no HTTP");
        return true;
    }
    bool html = strcmp(answer.type, "text/html") == 0 || strcmp(answer.type, "application/xhtml+xml") == 0;
    if (answer.status < 200 || answer.status > 299 || !html) return false;
    char why[HTTP_PROBLEM_BYTES];
    in->bytes = http_body(&answer, w->block, bytes, WARC_PAGE_BYTES_MAX, &in->byte_count, why);
    if (in->bytes == NULL) problem(in, why);
    in->page = true;
    if (answer.charset[0] != '\0') in->charset = strdup(answer.charset);
    return true;
}

/* One record behind its first line. *found: there is a page in it, or a problem. */
static input_state read_record(warc *w, stream *s, head *h, input *in, bool *found) {
    size_t bytes = 0;
    input_state state = read_head(w, s, h);
    if (state == INPUT_NOMEM) return state;
    in->id = h->id;
    in->url = h->url;
    h->id = h->url = NULL;
    *found = true;
    if (state == INPUT_END) {
        w->fault_told = stream_fault(s) != NULL;
        problem(in, w->fault_told ? stream_fault(s) : "the record breaks off in its head");
    } else if (!h->has_length) problem(in, "a record that does not say its length");
    else if (h->bad_length) problem(in, "a record whose length is no number");
    else if (!read_block(w, s, h, &bytes, in)) return INPUT_NOMEM;
    else if (in->problem[0] == '\0') *found = is_http(h) && take_page(w, h, bytes, in);
    if (state == INPUT_END || !h->has_length || h->bad_length) w->lost = true;
    return INPUT_ONE;
}

input_state warc_next(warc *w, stream *s, input *in) {
    for (;;) {
        uint64_t strange = 0;
        input_state state = find_record(w, s, &strange);
        if (state == INPUT_NOMEM) return state;
        if (strange > 0 && !w->lost) {               /* told before the record that follows is read */
            w->lost = state == INPUT_ONE;
            snprintf(in->problem, sizeof in->problem, "%llu bytes after record %llu belong to no record", (unsigned long long)strange,
                     (unsigned long long)w->record);
            bool put_back = state != INPUT_ONE || (stream_unread(s, "\n", 1) && stream_unread(s, w->line.at, w->line.bytes));
            return put_back ? INPUT_ONE : INPUT_NOMEM;
        }
        if (state == INPUT_END) return state;
        w->lost = false;
        w->record++;
        head h = {0};
        bool found = false;
        state = read_record(w, s, &h, in, &found);
        free_head(&h);
        if (state == INPUT_NOMEM || found) return state;
        input_clear(in);
    }
}
