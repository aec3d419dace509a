/* input.c - reports one after another. */
#include "input.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LINE_BYTES_MAX = 8 << 20, JSON_NESTING_MAX = 16 };

void input_clear(input *in) {
    free(in->place);
    free(in->id);
    free(in->title);
    free(in->published);
    free(in->url);
    free(in->publisher);
    free(in->bytes);
    *in = (input){0};
}

void input_begin(input_reader *r, const settings *s, char **paths, int path_count) {
    *r = (input_reader){.s = s, .paths = paths, .path_count = path_count};
    for (int i = 0; i < path_count; i++) {
        struct stat about;
        if (strcmp(paths[i], "-") == 0 || stat(paths[i], &about) != 0 || !S_ISREG(about.st_mode)) continue;
        r->bytes_total += (uint64_t)about.st_size;
    }
    for (int i = 0; i < path_count; i++) {
        if (strcmp(paths[i], "-") == 0) r->bytes_total = 0;
    }
}

void input_end(input_reader *r) {
    if (r->file != NULL && r->file != stdin) fclose(r->file);
    free(r->buffer);
}

/* "reports/a.b.txt" is report "a.b". */
static char *id_of_path(const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');
    return strndup(name, dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name));
}

static FILE *open_input(const char *path, input *in) {
    if (strcmp(path, "-") == 0) return stdin;
    struct stat about;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        snprintf(in->problem, sizeof in->problem, "%s", strerror(errno));
    } else if (fstat(fileno(file), &about) == 0 && S_ISDIR(about.st_mode)) {
        snprintf(in->problem, sizeof in->problem, "is a folder; name the reports in it");
        fclose(file);
        file = NULL;
    }
    return file;
}

/* ---- whole files ------------------------------------------------------------------------------------------------ */

/* Reads to the end, or to one byte past the limit. False: out of memory. */
static bool slurp(FILE *file, input *in) {
    size_t room = 1 << 16, most = (size_t)ACTA_REPORT_BYTES_MAX + 1;
    for (;;) {
        char *grown = realloc(in->bytes, room);
        if (grown == NULL) return false;
        in->bytes = grown;
        in->byte_count += fread(in->bytes + in->byte_count, 1, room - in->byte_count, file);
        if (in->byte_count < room || room == most) return true;
        room = room * 4 < most ? room * 4 : most;
    }
}

input_state input_file(const char *path, input *in) {
    *in = (input){.place = strdup(path), .id = strcmp(path, "-") == 0 ? NULL : id_of_path(path)};
    FILE *file = open_input(path, in);
    if (file == NULL) return INPUT_ONE;
    bool ok = slurp(file, in);
    if (ferror(file)) snprintf(in->problem, sizeof in->problem, "%s", strerror(errno));
    else if (in->byte_count > ACTA_REPORT_BYTES_MAX) {
        snprintf(in->problem, sizeof in->problem, "longer than %u MiB, which is the limit for one report", ACTA_REPORT_BYTES_MAX >> 20);
    }
    if (file != stdin) fclose(file);
    return ok && in->place != NULL ? INPUT_ONE : INPUT_NOMEM;
}

/* ---- lines of JSON ------------------------------------------------------------------------------------------------ */

typedef enum line_state { LINE_END, LINE_WHOLE, LINE_TOO_LONG, LINE_FAILED, LINE_NOMEM } line_state;

static bool grow_buffer(input_reader *r) {
    size_t room = r->buffer_bytes == 0 ? 1 << 16 : r->buffer_bytes * 2;
    char *grown = realloc(r->buffer, room);
    if (grown == NULL) return false;
    r->buffer = grown;
    r->buffer_bytes = room;
    return true;
}

/* The next line without its end, NUL bytes and all. What is past LINE_BYTES_MAX is read and thrown away. */
static line_state read_line(input_reader *r, size_t *bytes) {
    *bytes = 0;
    bool too_long = false;
    uint64_t read = 0;
    int byte;
    while ((byte = getc_unlocked(r->file)) != EOF && byte != '\n') {
        read++;
        if (*bytes == LINE_BYTES_MAX) too_long = true;
        if (too_long) continue;
        if (*bytes == r->buffer_bytes && !grow_buffer(r)) return LINE_NOMEM;
        r->buffer[(*bytes)++] = (char)byte;
    }
    r->bytes_done += read + 1;
    if (ferror(r->file)) return LINE_FAILED;
    if (byte == EOF && read == 0) return LINE_END;
    return too_long ? LINE_TOO_LONG : LINE_WHOLE;
}

static bool blank(const char *at, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        if (strchr(" \t\r", at[i]) == NULL || at[i] == '\0') return false;
    }
    return true;
}

/* One object and nothing after it, else NULL and the problem. */
static json_object *parse_line(const char *at, size_t bytes, input *in) {
    json_tokener *parser = json_tokener_new_ex(JSON_NESTING_MAX);
    if (parser == NULL) return NULL;
    json_tokener_set_flags(parser, JSON_TOKENER_STRICT);
    json_object *object = json_tokener_parse_ex(parser, at, (int)bytes);
    enum json_tokener_error error = json_tokener_get_error(parser);
    size_t end = json_tokener_get_parse_end(parser);
    if (error == json_tokener_continue) {            /* a bare number or word ends only where something else begins */
        object = json_tokener_parse_ex(parser, " ", 1);
        error = json_tokener_get_error(parser);
        end = bytes;
    }
    json_tokener_free(parser);
    if (error == json_tokener_continue) snprintf(in->problem, sizeof in->problem, "not JSON: it breaks off");
    else if (error != json_tokener_success) {
        snprintf(in->problem, sizeof in->problem, "not JSON: %s at byte %zu", json_tokener_error_desc(error), end + 1);
    } else if (!json_object_is_type(object, json_type_object)) snprintf(in->problem, sizeof in->problem, "not a JSON object");
    else if (!blank(at + end, bytes - end)) snprintf(in->problem, sizeof in->problem, "not JSON: something follows the object at byte %zu", end + 1);
    if (in->problem[0] == '\0') return object;
    json_object_put(object);
    return NULL;
}

/* A text under a key, copied; absent and null are nothing. False: another kind of value, or no memory. */
static bool take_text(json_object *object, const char *key, bool number_too, char **text, size_t *bytes, input *in) {
    json_object *value = NULL;
    if (!json_object_object_get_ex(object, key, &value) || value == NULL) return true;
    bool is_text = json_object_is_type(value, json_type_string), is_number = number_too && json_object_is_type(value, json_type_int);
    if (!is_text && !is_number) {
        snprintf(in->problem, sizeof in->problem, "\"%s\" is not a text", key);
        return false;
    }
    const char *from = is_text ? json_object_get_string(value) : json_object_to_json_string(value);
    size_t count = is_text ? (size_t)json_object_get_string_len(value) : strlen(from);
    if (bytes == NULL && memchr(from, '\0', count) != NULL) {
        snprintf(in->problem, sizeof in->problem, "\"%s\" holds a NUL character", key);
        return false;
    }
    *text = malloc(count + 1);
    if (*text == NULL) {
        snprintf(in->problem, sizeof in->problem, "out of memory");
        return false;
    }
    memcpy(*text, from, count);
    (*text)[count] = '\0';
    if (bytes != NULL) *bytes = count;
    return true;
}

static void take_report(json_object *object, input *in) {
    bool ok = take_text(object, "id", true, &in->id, NULL, in) && take_text(object, "text", false, &in->bytes, &in->byte_count, in) &&
              take_text(object, "title", false, &in->title, NULL, in) && take_text(object, "published", false, &in->published, NULL, in) &&
              take_text(object, "url", false, &in->url, NULL, in) && take_text(object, "publisher", false, &in->publisher, NULL, in);
    if (!ok) return;
    if (in->id == NULL) snprintf(in->problem, sizeof in->problem, "\"id\" is missing");
    else if (in->bytes == NULL) snprintf(in->problem, sizeof in->problem, "\"text\" is missing");
}

static void read_object(const char *at, size_t bytes, input *in) {
    json_object *object = parse_line(at, bytes, in);
    if (object == NULL) {
        if (in->problem[0] == '\0') snprintf(in->problem, sizeof in->problem, "out of memory");
        return;
    }
    take_report(object, in);
    json_object_put(object);
}

static bool name_line(input_reader *r, input *in) {
    const char *path = strcmp(r->path, "-") == 0 ? "standard input" : r->path;
    size_t room = strlen(path) + 24;
    in->place = malloc(room);
    if (in->place == NULL) return false;
    snprintf(in->place, room, "%s:%llu", path, (unsigned long long)r->line);
    return true;
}

static void close_lines(input_reader *r) {
    if (r->file != stdin) fclose(r->file);
    r->file = NULL;
}

/* The next line that holds anything; INPUT_END: the file is over. */
static input_state next_line(input_reader *r, input *in) {
    for (;;) {
        size_t bytes, skip = 0;
        line_state state = read_line(r, &bytes);
        if (state == LINE_END) return INPUT_END;
        if (state == LINE_NOMEM) return INPUT_NOMEM;
        r->line++;
        if (r->line == 1 && bytes >= 3 && memcmp(r->buffer, "\xEF\xBB\xBF", 3) == 0) skip = 3;
        if (state == LINE_WHOLE && blank(r->buffer + skip, bytes - skip)) continue;
        if (!name_line(r, in)) return INPUT_NOMEM;
        if (state == LINE_FAILED) snprintf(in->problem, sizeof in->problem, "%s", strerror(errno));
        else if (state == LINE_TOO_LONG) snprintf(in->problem, sizeof in->problem, "line longer than %d MiB, skipped", LINE_BYTES_MAX >> 20);
        else read_object(r->buffer + skip, bytes - skip, in);
        if (state == LINE_FAILED) close_lines(r);
        return INPUT_ONE;
    }
}

static input_state next_jsonl(input_reader *r, input *in) {
    for (;;) {
        *in = (input){0};
        if (r->file != NULL) {
            input_state state = next_line(r, in);
            if (state != INPUT_END) return state;
            close_lines(r);
        }
        if (r->next == r->path_count) return INPUT_END;
        r->path = r->paths[r->next++];
        r->line = 0;
        r->file = open_input(r->path, in);
        if (r->file == NULL) {
            in->place = strdup(r->path);
            return in->place != NULL ? INPUT_ONE : INPUT_NOMEM;
        }
    }
}

input_state input_next(input_reader *r, input *in) {
    input_state state = INPUT_END;
    if (r->s->jsonl) state = next_jsonl(r, in);
    else if (r->next < r->path_count) {
        state = input_file(r->paths[r->next++], in);
        r->bytes_done += in->byte_count;
    }
    if (state == INPUT_ONE && in->published == NULL && r->s->published != NULL) {
        in->published = strdup(r->s->published);
        if (in->published == NULL) state = INPUT_NOMEM;
    }
    return state;
}
