/* who.c - codes and sectors of given phrases: acta-who [--model] DATA <reports.jsonl
 *
 * Without --model nothing is parsed: heads are guessed, and the type and name of a phrase are taken from the line. With it
 * the report is parsed, names are the model's, and pronouns and places are found too.
 *
 * Each line read is {"id":..,"text":..,"published":"YYYY-MM-DD","spans":[[from,to,type,name_from,name_to],..]}: offsets
 * count code points of the text; type is PER, ORG, LOC, NORP or "" with the name inside the phrase, empty for none. Each
 * line written is {"id":..,"answers":[{"code":..,"sectors":[..],"entity":..,"why":..},..]}, in the order of the spans.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coder.h"
#include "entity/entity.h"
#include "parse/parse.h"
#include "report/report.h"
#include "text/text.h"
#include "where/where.h"
#include "who/phrase.h"
#include "who/who.h"

typedef struct lexicon {
    datafile file;
    who_tables who;
    gazetteer places;
    acta_model *model;               /* NULL: none wanted */
    acta_coder *coder;
} lexicon;

typedef struct asked {
    word_span words, name;
    name_type type;
    uint32_t number;                 /* in the line */
} asked;

static word_span words_of(const doc *d, int64_t char_from, int64_t char_to) {
    word_span s = {0, 0};
    for (uint32_t w = 0; w < d->word_count && char_to > char_from; w++) {
        if (d->char_at[d->words[w].span.byte_to] <= char_from || d->char_at[d->words[w].span.byte_from] >= char_to) continue;
        if (s.word_to == 0) s.word_from = w;
        s.word_to = w + 1;
    }
    return s;
}

static int64_t number_at(json_object *list, size_t i) {
    return json_object_get_int64(json_object_array_get_idx(list, i));
}

static name_type type_named(const char *name) {
    static const char *const names[] = {"", "PER", "ORG", "LOC", "NORP"};
    for (int i = 1; i < 5; i++) {
        if (strcmp(name, names[i]) == 0) return (name_type)i;
    }
    return NAME_NONE;
}

static int in_text_order(const void *a, const void *b) {
    const asked *x = a, *y = b;
    if (x->words.word_from != y->words.word_from) return x->words.word_from < y->words.word_from ? -1 : 1;
    if (x->words.word_to != y->words.word_to) return x->words.word_to > y->words.word_to ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

static asked *read_spans(doc *d, json_object *spans, size_t count) {
    asked *list = ARENA_NEW(d->arena, asked, count);
    for (size_t i = 0; list != NULL && i < count; i++) {
        json_object *s = json_object_array_get_idx(spans, i);
        list[i].words = words_of(d, number_at(s, 0), number_at(s, 1));
        list[i].type = type_named(json_object_get_string(json_object_array_get_idx(s, 2)));
        list[i].name = words_of(d, number_at(s, 3), number_at(s, 4));
        list[i].number = (uint32_t)i;
    }
    if (list != NULL) qsort(list, count, sizeof *list, in_text_order);
    return list;
}

static bool resolve(doc *d, const asked *list, size_t count, const lexicon *l) {
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 65536);
    bool fine = true;
    for (uint32_t w = 0; w < d->word_count; w++) d->words[w].head = NONE;
    for (size_t i = 0; i < count && fine; i++) {
        word_span words = list[i].words;
        if (words.word_from >= words.word_to) words = (word_span){0, 1};
        uint32_t anchor = list[i].type == NAME_PER && list[i].name.word_to > 0 ? list[i].name.word_to - 1 : who_guess_head(d, words);
        fine = entity_add_mention(d, words, anchor, list[i].name, list[i].type, NULL) == ACTA_OK;
    }
    entity_lexicon e = {&l->who.demonyms, &l->who.countries, &l->who.given, &l->who.holders};
    fine = fine && entity_link(d, &e, &scratch, NULL) == ACTA_OK && who_resolve(d, &l->who, &l->places, &scratch, NULL) == ACTA_OK;
    arena_end(&scratch);
    return fine;
}

/* Given phrases in place of the model's; all else as the journey goes. */
static bool parse_and_resolve(doc *d, const asked *list, size_t count, const lexicon *l) {
    if (parse_stage(l->coder, d, NULL) != ACTA_OK) return false;
    d->phrase_count = d->trigger_count = 0;
    uint32_t free_from = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].words.word_from < free_from || list[i].words.word_from >= list[i].words.word_to) continue;
        word_span *p = ARENA_PUSH(d->arena, d->phrases, d->phrase_count, d->phrase_capacity);
        if (p == NULL) return false;
        *p = list[i].words;
        free_from = p->word_to;
    }
    return entity_stage(l->coder, d, NULL) == ACTA_OK && where_stage(l->coder, d, NULL) == ACTA_OK && who_stage(l->coder, d, NULL) == ACTA_OK;
}

/* The mention of those words, or else the one with their head. */
static const mention *mention_of(const doc *d, word_span words) {
    static const mention none;
    const mention *found = &none;
    uint32_t anchor = words.word_from < words.word_to ? entity_anchor(d, words) : NONE;
    for (uint32_t i = 0; i < d->mention_count; i++) {
        const mention *m = &d->mentions[i];
        if (m->words.word_from == words.word_from && m->words.word_to == words.word_to) return m;
        if (m->anchor == anchor) found = m;
    }
    return found;
}

static void print_answer(const mention *m) {
    bool first = true;
    printf("{\"code\":\"%s\",\"sectors\":[", m->code);
    for (int s = 0; s < PLOVER_SECTORS; s++) {
        if ((m->sectors >> s & 1) == 0) continue;
        printf("%s\"%s\"", first ? "" : ",", plover_sectors[s]);
        first = false;
    }
    json_object *why = json_object_new_string(m->why == NULL ? "" : m->why);
    printf("],\"entity\":%d,\"why\":%s}", m->entity == NONE ? -1 : (int)m->entity, json_object_to_json_string_ext(why, JSON_C_TO_STRING_PLAIN));
    json_object_put(why);
}

static void print_answers(const doc *d, const asked *list, size_t count, const char *id, bool parsed) {
    printf("{\"id\":\"%s\",\"answers\":[", id);
    for (size_t number = 0; number < count; number++) {
        for (size_t i = 0; i < count; i++) {
            if (list[i].number != number) continue;
            if (number > 0) putchar(',');
            print_answer(parsed ? mention_of(d, list[i].words) : &d->mentions[i]);
        }
    }
    puts("]}");
}

static bool read_line(json_object *row, const lexicon *l) {
    json_object *text = NULL, *id = NULL, *published = NULL, *spans = NULL;
    if (!json_object_object_get_ex(row, "text", &text) || !json_object_object_get_ex(row, "spans", &spans)) return false;
    json_object_object_get_ex(row, "id", &id);
    json_object_object_get_ex(row, "published", &published);
    const char *day = published == NULL ? "" : json_object_get_string(published);
    acta_report report = {.bytes = json_object_get_string(text), .byte_count = (size_t)json_object_get_string_len(text),
                          .published = day[0] == 0 ? NULL : day};
    arena a;
    arena_begin(&a, acta__malloc(), report.byte_count * 16 + 4096);
    doc d = {.arena = &a};
    size_t count = json_object_array_length(spans);
    bool fine = report_read(&report, &d, NULL) == ACTA_OK && text_read(&d, NULL) == ACTA_OK;
    asked *list = fine ? read_spans(&d, spans, count) : NULL;
    bool parsed = l->coder != NULL;
    fine = list != NULL && d.word_count > 0 && (parsed ? parse_and_resolve(&d, list, count, l) : resolve(&d, list, count, l));
    if (fine) print_answers(&d, list, count, json_object_get_string(id), parsed);
    arena_end(&a);
    return fine;
}

int main(int argc, char **argv) {
    lexicon l = {0};
    acta_err err = {0};
    bool model = argc == 3 && strcmp(argv[1], "--model") == 0;
    if (model) argv++, argc--;
    if (argc != 2 || datafile_open(argv[1], &l.file, &err) != ACTA_OK || who_tables_open(&l.file, &l.who, &err) != ACTA_OK ||
        gazetteer_open(&l.file, &l.places, &err) != ACTA_OK) {
        fprintf(stderr, "acta-who: %s\n", argc != 2 ? "usage: acta-who [--model] DATA <reports.jsonl" : err.message);
        return 1;
    }
    if (model && (acta_model_open(argv[1], ACTA_INT8, &l.model, &err) != ACTA_OK || acta_coder_new(l.model, NULL, &l.coder, &err) != ACTA_OK)) {
        fprintf(stderr, "acta-who: %s\n", err.message);
        return 1;
    }
    char *line = NULL;
    size_t room = 0;
    int status = 0;
    while (getline(&line, &room, stdin) > 0) {
        json_object *row = json_tokener_parse(line);
        if (row == NULL || !read_line(row, &l)) {
            fprintf(stderr, "acta-who: a line is no report with spans: %.60s\n", line);
            status = 1;
        }
        json_object_put(row);
    }
    free(line);
    acta_coder_free(l.coder);
    acta_model_close(l.model);
    datafile_close(&l.file);
    return status;
}
