/* places.c - which places given names stand for: acta-places ACTA.DATA <reports.jsonl
 *
 * Each line read is {"id":..,"text":..,"names":[[start,end],..],"dateline":[start,end]?}, offsets in code points; each line
 * written {"id":..,"places":[{"start":..,"geonameid":..,"lat":..,"lon":..,"country":..,"name":..,"feature":..,"why":..},..]}.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/text.h"
#include "where/resolve.h"

static uint32_t *code_points(arena *a, const char *text, uint32_t bytes) {
    uint32_t *at = ARENA_NEW(a, uint32_t, (size_t)bytes + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; at != NULL && i < bytes; i++) {
        if (((unsigned char)text[i] & 0xc0) == 0x80) at[i] = count - 1;
        else at[i] = count++;
    }
    if (at != NULL) at[bytes] = count;
    return at;
}

static uint32_t byte_of(const doc *d, uint32_t point) {
    uint32_t low = 0, high = d->text_bytes;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (d->char_at[middle] < point) low = middle + 1;
        else high = middle;
    }
    return low;
}

static byte_span read_span(const doc *d, json_object *pair) {
    uint32_t from = (uint32_t)json_object_get_int64(json_object_array_get_idx(pair, 0));
    uint32_t to = (uint32_t)json_object_get_int64(json_object_array_get_idx(pair, 1));
    return (byte_span){byte_of(d, from), byte_of(d, to)};
}

/* One word a name is enough: resolving looks at bytes. */
static bool add_name(doc *d, byte_span span) {
    word *w = ARENA_PUSH(d->arena, d->words, d->word_count, d->word_capacity);
    name *n = ARENA_PUSH(d->arena, d->names, d->name_count, d->name_capacity);
    if (w == NULL || n == NULL) return false;
    *w = (word){.span = span, .folded = "", .head = NONE};
    *n = (name){{d->word_count - 1, d->word_count}, NAME_LOC};
    return true;
}

static void print_places(const doc *d) {
    for (uint32_t i = 0; i < d->toponym_count; i++) {
        const toponym *t = &d->toponyms[i];
        printf("%s{\"start\":%u,\"geonameid\":%u", i > 0 ? "," : "", d->char_at[t->span.byte_from], t->geonameid);
        if (t->name == NULL && t->country[0] != 0) printf(",\"country\":\"%s\"", t->country);
        if (t->name == NULL && t->near != NULL) printf(",\"lat\":%.5f,\"lon\":%.5f,\"near\":true", t->near->lat, t->near->lon);
        if (t->name != NULL) {
            json_object *name = json_object_new_string(t->name);
            printf(",\"lat\":%.5f,\"lon\":%.5f,\"country\":\"%s\",\"feature\":\"%s\",\"name\":%s", t->lat, t->lon, t->country, t->feature,
                   json_object_to_json_string_ext(name, JSON_C_TO_STRING_PLAIN));
            json_object_put(name);
        }
        printf(",\"why\":\"%s\"}", t->why);
    }
}

static bool read_report(json_object *row, const gazetteer *g, const table *demonyms) {
    json_object *text = NULL, *id = NULL, *names = NULL, *dateline = NULL;
    arena a, scratch;
    if (!json_object_object_get_ex(row, "text", &text) || !json_object_object_get_ex(row, "names", &names)) return false;
    json_object_object_get_ex(row, "id", &id);
    arena_begin(&a, acta__malloc(), 65536);
    arena_begin(&scratch, acta__malloc(), 65536);
    doc d = {.arena = &a, .text = json_object_get_string(text), .text_bytes = (uint32_t)json_object_get_string_len(text)};
    d.char_at = code_points(&a, d.text, d.text_bytes);
    bool fine = d.char_at != NULL;
    if (fine && json_object_object_get_ex(row, "dateline", &dateline) && dateline != NULL) d.dateline.place = read_span(&d, dateline);
    for (size_t i = 0; fine && i < json_object_array_length(names); i++) fine = add_name(&d, read_span(&d, json_object_array_get_idx(names, i)));
    fine = fine && where_find(&d, g, demonyms, &scratch, NULL) == ACTA_OK;
    if (fine) {
        printf("{\"id\":%s,\"places\":[", json_object_to_json_string_ext(id, JSON_C_TO_STRING_PLAIN));
        print_places(&d);
        puts("]}");
    }
    arena_end(&scratch);
    arena_end(&a);
    return fine;
}

int main(int argc, char **argv) {
    gazetteer g;
    datafile file = {0};
    table demonyms;
    acta_err err = {.message = "no data file named"};
    if (argc != 2 || datafile_open(argv[1], &file, &err) != ACTA_OK || gazetteer_open(&file, &g, &err) != ACTA_OK ||
        table_open(&file, "table.demonyms", 2, &demonyms, &err) != ACTA_OK) {
        fprintf(stderr, "acta-places: %s\nusage: acta-places ACTA.DATA <reports.jsonl\n", err.message);
        datafile_close(&file);
        return 2;
    }
    char *line = NULL;
    size_t room = 0;
    int result = 0;
    while (result == 0 && getline(&line, &room, stdin) > 0) {
        json_object *row = json_tokener_parse(line);
        if (row == NULL || !read_report(row, &g, &demonyms)) result = 1;
        json_object_put(row);
    }
    if (result != 0) fprintf(stderr, "acta-places: a line is no report with text and names\n");
    free(line);
    datafile_close(&file);
    return result;
}
