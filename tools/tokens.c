/* tokens.c - sentences and words of a text, without any model: acta-tokens [--jsonl] [--report]
 *
 * Reads a text from standard input and writes one sentence a line, {"start":0,"end":18,"words":[[0,5],...]}. With
 * --jsonl each line read is {"id":..,"text":..} and each line written {"id":..,"sentences":[..]}. Offsets count code
 * points of the text. Paragraphs are parted by blank lines; headlines and datelines are not looked for, unless
 * --report has the text read as acta reads a report: then "title" and "published" may be given, and headline, dateline
 * and day are written as well.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/report.h"
#include "text/text.h"

/* One block for every paragraph. */
static acta_status find_paragraphs(doc *d) {
    const char *text = d->text;
    uint32_t from = 0, at = 0, newlines = 0;
    for (; at <= d->text_bytes; at++) {
        bool end = at == d->text_bytes;
        if (!end && text[at] == '\n') newlines++;
        else if (!end && text[at] != ' ' && text[at] != '\t' && text[at] != '\r') {
            if (newlines > 1) from = at;
            newlines = 0;
        }
        if ((end && newlines < 2) || (newlines == 2 && text[at] == '\n')) {
            block *b = ARENA_PUSH(d->arena, d->blocks, d->block_count, d->block_capacity);
            if (b == NULL) return ACTA_NOMEM;
            *b = (block){{from, at}, BLOCK_PARAGRAPH};
        }
    }
    return ACTA_OK;
}

/* The text's code point offset at each of its bytes. */
static uint32_t *code_points(arena *a, const char *text, uint32_t bytes) {
    uint32_t *at = ARENA_NEW(a, uint32_t, (size_t)bytes + 1);
    uint32_t count = 0, code;
    for (uint32_t i = 0; at != NULL && i < bytes; count++) {
        uint32_t length = utf8_decode(text + i, bytes - i, &code);
        while (length-- > 0) at[i++] = count;
    }
    if (at != NULL) at[bytes] = count;
    return at;
}

static void print_sentence(const doc *d, const sentence *s) {
    printf("{\"start\":%u,\"end\":%u,\"words\":[", d->char_at[s->span.byte_from], d->char_at[s->span.byte_to]);
    for (uint32_t i = s->words.word_from; i < s->words.word_to; i++) {
        const word *w = &d->words[i];
        printf("%s[%u,%u]", i > s->words.word_from ? "," : "", d->char_at[w->span.byte_from],
               d->char_at[w->span.byte_to]);
    }
    printf("]}");
}

/* One text, and what is asked of it. */
typedef struct request {
    const char *text, *title, *published;
    size_t bytes;
    bool report;
    const char *separator;           /* between sentences */
} request;

static void print_words(const char *name, const doc *d, byte_span span) {
    json_object *words = json_object_new_string_len(d->text + span.byte_from, (int)(span.byte_to - span.byte_from));
    printf("\"%s\":%s,", name, json_object_to_json_string_ext(words, JSON_C_TO_STRING_PLAIN));
    json_object_put(words);
}

static void print_particulars(const doc *d) {
    print_words("title", d, d->title);
    print_words("title_source", d, d->title_source);
    print_words("dateline", d, d->dateline.text);
    print_words("place", d, d->dateline.place);
    print_words("day", d, d->dateline.date_text);
    for (uint32_t i = 0; i < d->dateline.agency_count; i++) print_words("agency", d, d->dateline.agencies[i]);
    printf("\"date\":\"%04d-%02d-%02d\",\"damaged\":%u,", d->dateline.date.year, d->dateline.date.month,
           d->dateline.date.day, d->damaged);
}

static acta_status read_plain(const request *r, doc *d) {
    d->text = r->text;
    d->text_bytes = (uint32_t)r->bytes;
    d->char_at = code_points(d->arena, r->text, d->text_bytes);
    return d->char_at == NULL ? ACTA_NOMEM : find_paragraphs(d);
}

static acta_status print_reading(const request *r) {
    arena a;
    arena_begin(&a, acta__malloc(), r->bytes * 16 + 4096);
    doc d = {.arena = &a};
    acta_report report = {.bytes = r->text, .byte_count = r->bytes, .title = r->title, .published = r->published};
    acta_status status = r->report ? report_read(&report, &d, NULL) : read_plain(r, &d);
    if (status == ACTA_OK) status = text_read(&d, NULL);
    if (status == ACTA_OK && r->report) print_particulars(&d);
    if (status == ACTA_OK && r->separator[0] == ',') fputs("\"sentences\":[", stdout);
    for (uint32_t i = 0; status == ACTA_OK && i < d.sentence_count; i++) {
        if (i > 0) fputs(r->separator, stdout);
        print_sentence(&d, &d.sentences[i]);
    }
    arena_end(&a);
    return status;
}

static const char *text_of(json_object *row, const char *key) {
    json_object *value = NULL;
    return json_object_object_get_ex(row, key, &value) ? json_object_get_string(value) : NULL;
}

static int run_lines(bool as_report) {
    char *line = NULL;
    size_t room = 0;
    int result = 0;
    while (result == 0 && getline(&line, &room, stdin) > 0) {
        json_object *row = json_tokener_parse(line), *text = NULL, *id = NULL;
        if (row == NULL || !json_object_object_get_ex(row, "text", &text)) {
            fprintf(stderr, "acta-tokens: a line is no JSON object with a text\n");
            result = 1;
        } else {
            json_object_object_get_ex(row, "id", &id);
            printf("{\"id\":%s,", json_object_to_json_string_ext(id, JSON_C_TO_STRING_PLAIN));
            request r = {.text = json_object_get_string(text),
                         .bytes = (size_t)json_object_get_string_len(text),
                         .separator = ","};
            r.report = as_report, r.title = text_of(row, "title"), r.published = text_of(row, "published");
            if (print_reading(&r) != ACTA_OK) result = 1;
            puts("]}");
        }
        json_object_put(row);
    }
    free(line);
    return result;
}

static int run_text(bool as_report) {
    char *text = NULL;
    size_t bytes = 0, room = 0, got = 1;
    while (got > 0) {
        if (bytes == room) {
            room = room * 2 + 65536;
            char *more = realloc(text, room);
            if (more == NULL) break;
            text = more;
        }
        got = fread(text + bytes, 1, room - bytes, stdin);
        bytes += got;
    }
    request r = {.text = text, .bytes = bytes, .report = as_report, .separator = "\n"};
    int result = got > 0 || bytes > UINT32_MAX || print_reading(&r) != ACTA_OK;
    if (bytes > 0) putchar('\n');
    free(text);
    return result;
}

int main(int argc, char **argv) {
    bool lines = false, report = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--jsonl") == 0) lines = true;
        else if (strcmp(argv[i], "--report") == 0) report = true;
        else {
            fprintf(stderr, "usage: acta-tokens [--jsonl] [--report] <text\n");
            return 2;
        }
    }
    return lines ? run_lines(report) : run_text(report);
}
