/* quarantine.c - the reports that failed, and why. */
#include "quarantine.h"

#include <errno.h>
#include <json-c/json.h>
#include <string.h>

bool quarantine_open(quarantine *q, const settings *s) {
    *q = (quarantine){.s = s};
    if (s->quarantine == NULL) return true;
    q->file = fopen(s->quarantine, "we");
    if (q->file == NULL) fprintf(stderr, "%s: %s: %s\n", s->program, s->quarantine, strerror(errno));
    return q->file != NULL;
}

/* Names of files may hold bytes that are no UTF-8; JSON may not. */
static void make_utf8(char *text) {
    for (unsigned char *c = (unsigned char *)text; *c != '\0';) {
        int more = *c < 0x80 ? 0 : *c >= 0xC2 && *c < 0xE0 ? 1 : *c >= 0xE0 && *c < 0xF0 ? 2 : *c >= 0xF0 && *c < 0xF5 ? 3 : -1;
        int at = 1;
        while (at <= more && (c[at] & 0xC0) == 0x80) at++;
        if (more < 0 || at <= more) *c++ = '?';
        else c += more + 1;
    }
}

static void add(json_object *line, const char *key, const char *value) {
    if (value == NULL) return;
    char *text = strdup(value);
    if (text == NULL) return;
    make_utf8(text);
    json_object_object_add(line, key, json_object_new_string(text));
    free(text);
}

bool quarantine_write(quarantine *q, const input *in) {
    if (q == NULL || q->file == NULL) return true;
    json_object *line = json_object_new_object();
    if (line == NULL) return false;
    add(line, "input", in->place);
    add(line, "id", in->id);
    add(line, "url", in->url);
    add(line, "why", in->problem);
    bool ok = fprintf(q->file, "%s\n", json_object_to_json_string_ext(line, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE)) > 0 &&
              fflush(q->file) == 0;
    if (!ok) fprintf(stderr, "%s: %s: %s\n", q->s->program, q->s->quarantine, strerror(errno));
    json_object_put(line);
    return ok;
}

bool quarantine_close(quarantine *q) {
    if (q->file == NULL) return true;
    bool ok = fclose(q->file) == 0;
    if (!ok) fprintf(stderr, "%s: %s: %s\n", q->s->program, q->s->quarantine, strerror(errno));
    q->file = NULL;
    return ok;
}
