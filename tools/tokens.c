/* tokens.c - sentences and words of a text, without any model: acta-tokens [--jsonl]
 *
 * Reads a text from standard input and writes one sentence a line, {"start":0,"end":18,"words":[[0,5],...]}. With
 * --jsonl each line read is {"id":..,"text":..} and each line written {"id":..,"sentences":[..]}. Offsets count code
 * points of the text. Paragraphs are parted by blank lines; headlines and datelines are not looked for.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
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
        printf("%s[%u,%u]", i > s->words.word_from ? "," : "", d->char_at[w->span.byte_from], d->char_at[w->span.byte_to]);
    }
    printf("]}");
}

/* Sentences of the text, each followed by `separator` but the last. */
static acta_status print_sentences(const char *text, size_t bytes, const char *separator) {
    arena a;
    arena_begin(&a, acta__malloc(), bytes * 16 + 4096);
    doc d = {.arena = &a, .text = text, .text_bytes = (uint32_t)bytes};
    d.char_at = code_points(&a, text, d.text_bytes);
    acta_status status = d.char_at == NULL ? ACTA_NOMEM : find_paragraphs(&d);
    if (status == ACTA_OK) status = text_read(&d, NULL);
    for (uint32_t i = 0; status == ACTA_OK && i < d.sentence_count; i++) {
        if (i > 0) fputs(separator, stdout);
        print_sentence(&d, &d.sentences[i]);
    }
    arena_end(&a);
    return status;
}

static int run_lines(void) {
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
            printf("{\"id\":%s,\"sentences\":[", json_object_to_json_string_ext(id, JSON_C_TO_STRING_PLAIN));
            size_t bytes = (size_t)json_object_get_string_len(text);
            if (print_sentences(json_object_get_string(text), bytes, ",") != ACTA_OK) result = 1;
            puts("]}");
        }
        json_object_put(row);
    }
    free(line);
    return result;
}

static int run_text(void) {
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
    int result = got > 0 || bytes > UINT32_MAX || print_sentences(text, bytes, "\n") != ACTA_OK;
    if (bytes > 0) putchar('\n');
    free(text);
    return result;
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--jsonl") == 0) return run_lines();
    if (argc == 1) return run_text();
    fprintf(stderr, "usage: acta-tokens [--jsonl] <text\n");
    return 2;
}
