/* times.c - time expressions of texts, without any model: acta-times <reports.jsonl
 *
 * Each line read is {"id":..,"text":..,"dct":"YYYY-MM-DD.."}, each line written {"id":..,"times":[{"start":..,"end":..,
 * "type":..,"value":..,"from":..,"to":..},..]}. Offsets count code points of the text.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/text.h"
#include "when/find.h"

/* One block for every paragraph. */
static bool find_paragraphs(doc *d) {
    uint32_t from = 0;
    for (uint32_t at = 0; at <= d->text_bytes; at++) {
        bool gap = at + 1 < d->text_bytes && d->text[at] == '\n' && d->text[at + 1] == '\n';
        if (!gap && at < d->text_bytes) continue;
        if (at > from) {
            block *b = ARENA_PUSH(d->arena, d->blocks, d->block_count, d->block_capacity);
            if (b == NULL) return false;
            *b = (block){{from, at}, BLOCK_PARAGRAPH};
        }
        from = at;
    }
    return true;
}

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

static void print_day(const char *name, civil_date day) {
    if (day.year != 0) printf(",\"%s\":\"%04d-%02d-%02d\"", name, day.year, day.month, day.day);
}

static void print_times(const doc *d) {
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    for (uint32_t i = 0; i < d->time_count; i++) {
        const timex *t = &d->times[i];
        uint32_t from = d->char_at[d->words[t->words.word_from].span.byte_from], to = d->char_at[d->words[t->words.word_to - 1].span.byte_to];
        printf("%s{\"start\":%u,\"end\":%u,\"type\":\"%s\",\"value\":\"%s\",\"rule\":\"%s\"", i > 0 ? "," : "", from, to, types[t->type], t->value, t->rule);
        print_day("from", t->from);
        print_day("to", t->to);
        putchar('}');
    }
}

static bool read_report(json_object *row, const char *text, size_t bytes) {
    json_object *dct = NULL, *id = NULL;
    arena a, scratch;
    arena_begin(&a, acta__malloc(), bytes * 16 + 4096);
    arena_begin(&scratch, acta__malloc(), 65536);
    doc d = {.arena = &a, .text = text, .text_bytes = (uint32_t)bytes};
    d.char_at = code_points(&a, text, d.text_bytes);
    if (json_object_object_get_ex(row, "dct", &dct) && json_object_get_string_len(dct) >= 10) d.published = civil_read(json_object_get_string(dct), 10);
    json_object_object_get_ex(row, "id", &id);
    bool fine = d.char_at != NULL && find_paragraphs(&d) && text_read(&d, NULL) == ACTA_OK && when_find(&d, &scratch, NULL) == ACTA_OK;
    if (fine) {
        printf("{\"id\":%s,\"times\":[", json_object_to_json_string_ext(id, JSON_C_TO_STRING_PLAIN));
        print_times(&d);
        puts("]}");
    }
    arena_end(&scratch);
    arena_end(&a);
    return fine;
}

int main(void) {
    char *line = NULL;
    size_t room = 0;
    int result = 0;
    while (result == 0 && getline(&line, &room, stdin) > 0) {
        json_object *row = json_tokener_parse(line), *text = NULL;
        if (row == NULL || !json_object_object_get_ex(row, "text", &text)) {
            fprintf(stderr, "acta-times: a line is no JSON object with a text\n");
            result = 1;
        } else if (!read_report(row, json_object_get_string(text), (size_t)json_object_get_string_len(text))) {
            result = 1;
        }
        json_object_put(row);
    }
    free(line);
    return result;
}
