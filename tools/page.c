/* page.c - reads pages of HTML and prints a JSON object a line: what acta_page_read says of each. For eval/page.py.
 *
 * usage: acta-page [--charset NAME] FILE…
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acta.h"

static char *read_file(const char *path, size_t *count) {
    FILE *f = fopen(path, "rb");
    if (f == NULL) return NULL;
    size_t room = 1 << 16;
    char *bytes = malloc(room);
    *count = 0;
    while (bytes != NULL) {
        *count += fread(bytes + *count, 1, room - *count, f);
        if (*count < room) break;
        char *wider = realloc(bytes, room *= 2);
        if (wider == NULL) free(bytes);
        bytes = wider;
    }
    fclose(f);
    return bytes;
}

static void add(struct json_object *out, const char *key, const char *value) {
    if (value != NULL) json_object_object_add(out, key, json_object_new_string(value));
}

static bool tell(const char *path, const char *charset) {
    size_t count;
    acta_err err = {.message = "cannot be read"};
    char *bytes = read_file(path, &count);
    acta_page *page = NULL;
    bool ok = bytes != NULL && acta_page_read(bytes, count, charset, &page, &err) == ACTA_OK;
    struct json_object *out = json_object_new_object();
    add(out, "file", path);
    if (ok) {
        add(out, "title", page->title);
        add(out, "published", page->published);
        add(out, "publisher", page->publisher);
        add(out, "url", page->url);
        add(out, "language", page->language);
        add(out, "text", page->text);
    } else {
        add(out, "error", err.message);
    }
    puts(json_object_to_json_string_ext(out, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(out);
    acta_page_free(page);
    free(bytes);
    return ok;
}

int main(int argc, char **argv) {
    const char *charset = NULL;
    bool ok = true;
    int first = 1;
    if (argc > 2 && strcmp(argv[1], "--charset") == 0) {
        charset = argv[2];
        first = 3;
    }
    for (int i = first; i < argc; i++) ok &= tell(argv[i], charset);
    return ok ? 0 : 1;
}
