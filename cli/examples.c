/* examples.c - lines into examples. */
#include "examples.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "jsonl.h"

enum { LINE_BYTES_MAX = 1 << 18 };

static const char byte_order_mark[] = "\xEF\xBB\xBF";

/* A copy without the marks. What is wrong with them, or NULL. */
static const char *take_text(acta_example *e, const char *at, size_t bytes) {
    char *text = malloc(bytes + 1);
    size_t used = 0, marks = 0;
    if (text == NULL) return "out of memory";
    bool open = false;
    for (size_t i = 0; i < bytes; i++) {
        bool pair = i + 1 < bytes && at[i + 1] == at[i];
        if (pair && ((at[i] == '[' && !open) || (at[i] == ']' && open))) {
            *(open ? &e->mark_to : &e->mark_from) = used;
            marks += open;
            open = !open;
            i++;
        } else text[used++] = at[i];
    }
    text[used] = '\0';
    e->text = text;
    e->text_bytes = used;
    if (open) return "[[ without ]] after it";
    if (marks > 1) return "more than one mark; an example has one";
    return marks == 1 && e->mark_from == e->mark_to ? "a mark with nothing in it" : NULL;
}

static const char *take_type(acta_example *e, const char *at, size_t bytes) {
    while (bytes > 0 && at[0] == ' ') at++, bytes--;
    while (bytes > 0 && at[bytes - 1] == ' ') bytes--;
    if (bytes == 0) return "no type";
    if (memchr(at, '\0', bytes) != NULL) return "a NUL character in the name of the type";
    e->type = strndup(at, bytes);
    return e->type == NULL ? "out of memory" : NULL;
}

static const char *read_tabbed(acta_example *e, const char *at, size_t bytes) {
    const char *tab = memchr(at, '\t', bytes);
    if (tab == NULL) return "no tab; a line is a type, a tab, a sentence";
    const char *why = take_type(e, at, (size_t)(tab - at)), *text = tab + 1;
    size_t left = bytes - (size_t)(text - at);
    if (why == NULL && memchr(text, '\t', left) != NULL) return "a second tab; a line is a type, a tab, a sentence";
    if (why == NULL && jsonl_is_blank(text, left)) return "no sentence after the tab";
    return why != NULL ? why : take_text(e, text, left);
}

static const char *read_json(acta_example *e, const char *at, size_t bytes, char *room, size_t room_bytes) {
    json_object *object = jsonl_object(at, bytes, room, room_bytes), *type = NULL, *text = NULL;
    if (object == NULL) return room;
    json_object_object_get_ex(object, "type", &type);
    json_object_object_get_ex(object, "text", &text);
    const char *why = NULL;
    if (!json_object_is_type(type, json_type_string)) why = "\"type\" is missing or not a text";
    else if (!json_object_is_type(text, json_type_string)) why = "\"text\" is missing or not a text";
    if (why == NULL) why = take_type(e, json_object_get_string(type), (size_t)json_object_get_string_len(type));
    if (why == NULL) why = take_text(e, json_object_get_string(text), (size_t)json_object_get_string_len(text));
    json_object_put(object);
    return why;
}

static void free_example(acta_example *e) {
    free((char *)e->type);
    free((char *)e->text);
}

static bool keep(examples *all, const acta_example *e, uint64_t line) {
    if (all->count == all->room) {
        size_t room = all->room == 0 ? 256 : 2 * all->room;
        acta_example *grown = realloc(all->at, room * sizeof *grown);
        if (grown != NULL) all->at = grown;
        uint64_t *lines = realloc(all->line, room * sizeof *lines);
        if (lines != NULL) all->line = lines;
        if (grown == NULL || lines == NULL) return false;
        all->room = room;
    }
    all->at[all->count] = *e;
    all->line[all->count++] = line;
    return true;
}

/* "type	text" */
static bool is_header(const char *at, size_t bytes) {
    static const char *const headers[] = {"type\ttext", "type\tsentence", "class\ttext", "class\tsentence"};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        if (bytes == strlen(headers[i]) && strncasecmp(at, headers[i], bytes) == 0) return true;
    }
    return false;
}

/* What is wrong with the line, or NULL; out of memory is told by false. */
static bool read_line(examples *e, const char *at, size_t bytes, uint64_t number, bool quiet) {
    char room[256] = "";
    acta_example made = {0};
    const char *why = at[0] == '{' ? read_json(&made, at, bytes, room, sizeof room) : read_tabbed(&made, at, bytes);
    if (why == NULL && keep(e, &made, number)) return true;
    free_example(&made);
    if (why == NULL) return false;
    e->wrong++;
    if (!quiet) fprintf(stderr, "%s:%llu: %s\n", e->path, (unsigned long long)number, why);
    return true;
}

bool examples_read_stream(examples *e, stream *s, bool quiet) {
    line_buffer line = {0};
    line_state state = LINE_END;
    bool ok = true;
    for (uint64_t number = 1; ok && (state = stream_line(s, &line, LINE_BYTES_MAX)) != LINE_END && state != LINE_NOMEM; number++) {
        const char *at = line.at;
        size_t bytes = line.bytes;
        if (state == LINE_TOO_LONG) {
            e->wrong++;
            if (!quiet) fprintf(stderr, "%s:%llu: longer than 256 KiB; an example is a sentence\n", e->path, (unsigned long long)number);
            continue;
        }
        if (number == 1 && bytes >= 3 && memcmp(at, byte_order_mark, 3) == 0) at += 3, bytes -= 3;
        if (bytes > 0 && at[bytes - 1] == '\r') bytes--;
        if (bytes == 0 || at[0] == '#' || jsonl_is_blank(at, bytes) || (e->count + e->wrong == 0 && is_header(at, bytes))) continue;
        ok = read_line(e, at, bytes, number, quiet);
    }
    free(line.at);
    return ok && state != LINE_NOMEM;
}

bool examples_read(examples *e, const char *path) {
    char problem[STREAM_PROBLEM_BYTES];
    _Atomic uint64_t taken = 0;
    *e = (examples){.path = path};
    stream *s = stream_open(path, &taken, problem);
    if (s == NULL) {
        fprintf(stderr, "%s: %s\n", path, problem);
        return false;
    }
    bool ok = examples_read_stream(e, s, false);
    const char *fault = stream_fault(s);
    if (!ok) fprintf(stderr, "%s: out of memory\n", path);
    else if (fault != NULL) fprintf(stderr, "%s: %s\n", path, fault);
    ok = ok && fault == NULL;
    stream_close(s);
    return ok;
}

void examples_clear(examples *e) {
    for (size_t i = 0; i < e->count; i++) free_example(&e->at[i]);
    free(e->at);
    free(e->line);
    *e = (examples){0};
}
