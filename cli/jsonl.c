/* jsonl.c - a report out of a line of JSON. */
#include "jsonl.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_NESTING_MAX = 16 };

bool jsonl_is_blank(const char *at, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        if (strchr(" \t\r", at[i]) == NULL || at[i] == '\0') return false;
    }
    return true;
}

/* One object and nothing after it. */
struct json_object *jsonl_object(const char *at, size_t bytes, char *problem, size_t room) {
    problem[0] = '\0';
    json_tokener *parser = json_tokener_new_ex(JSON_NESTING_MAX);
    if (parser == NULL) {
        snprintf(problem, room, "out of memory");
        return NULL;
    }
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
    if (error == json_tokener_continue) snprintf(problem, room, "not JSON: it breaks off");
    else if (error != json_tokener_success) {
        snprintf(problem, room, "not JSON: %s at byte %zu", json_tokener_error_desc(error), end + 1);
    } else if (!json_object_is_type(object, json_type_object)) snprintf(problem, room, "not a JSON object");
    else if (!jsonl_is_blank(at + end, bytes - end)) snprintf(problem, room, "not JSON: something follows the object at byte %zu", end + 1);
    if (problem[0] == '\0') return object;
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

void jsonl_read(const char *at, size_t bytes, input *in) {
    json_object *object = jsonl_object(at, bytes, in->problem, sizeof in->problem);
    if (object == NULL) return;
    take_report(object, in);
    json_object_put(object);
}
