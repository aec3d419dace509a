/* pacts.c - the ledger's rules on cues marked by hand: acta-pacts DATA <reports.jsonl
 *
 * What the ledger misses is missed by the model, which did not see the word, or by the rules, which made the wrong thing of it. Here
 * the model reads everything but the ledger's cues, and those come with the report.
 *
 * Each line read is {"id":..,"text":..,"published":"YYYY-MM-DD","cues":[{"from":..,"to":..,"kind":..,"label":..,"roles":[[from,to,role],..]},..]}:
 * offsets count code points of the text; kind is agreement, obligation or claim; label a type of obligation or a verdict; role is
 * actor, recipient, speaker or date. Without "roles" the roles are the model's, where it has any at the word. Written are the
 * ledger's records.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coder.h"
#include "entity/entity.h"
#include "ledger/ledger.h"

static word_span words_of(const doc *d, int64_t char_from, int64_t char_to) {
    word_span s = {0, 0};
    for (uint32_t w = 0; w < d->word_count && char_to > char_from; w++) {
        if (d->char_at[d->words[w].span.byte_to] <= char_from || d->char_at[d->words[w].span.byte_from] >= char_to) continue;
        if (s.word_to == 0) s.word_from = w;
        s.word_to = w + 1;
    }
    return s;
}

static const char *string_of(json_object *of, const char *key) {
    json_object *value = NULL;
    return json_object_object_get_ex(of, key, &value) ? json_object_get_string(value) : "";
}

static int64_t number_of(json_object *of, const char *key) {
    json_object *value = NULL;
    return json_object_object_get_ex(of, key, &value) ? json_object_get_int64(value) : 0;
}

/* As training marks it: the leftmost word whose head is outside. */
static uint32_t anchor_of(const doc *d, word_span s) {
    for (uint32_t w = s.word_from; w < s.word_to; w++) {
        if (d->words[w].head < s.word_from || d->words[w].head >= s.word_to) return w;
    }
    return NONE;
}

static role role_named(const char *name) {
    static const char *const names[ROLES] = {"actor", "recipient", "speaker", "date", "place"};
    role r = ROLE_ACTOR;
    while (r < ROLE_PLACE && strcmp(names[r], name) != 0) r++;
    return r;
}

/* The cue at the word: one of ours already, or a new one, with the roles the model gives the word. */
static pact_cue *cue_at(pact_cue *cues, uint32_t *count, const doc *d, uint32_t word) {
    for (uint32_t i = 0; i < *count; i++) {
        if (cues[i].word == word) return &cues[i];
    }
    pact_cue *made = &cues[(*count)++];
    *made = (pact_cue){.word = word};
    for (uint32_t i = 0; i < d->pact_cue_count; i++) {
        if (d->pact_cues[i].word == word) made->role = d->pact_cues[i].role;
    }
    return made;
}

static bool set_roles(doc *d, pact_cue *cue, json_object *given) {
    const word_span bounds = d->sentences[d->words[cue->word].sentence].words;
    float (*roles)[ROLES] = arena_take(d->arena, bounds.word_to - bounds.word_from, sizeof *roles);
    if (roles == NULL) return false;
    for (size_t i = 0; i < json_object_array_length(given); i++) {
        json_object *one = json_object_array_get_idx(given, i);
        word_span words = words_of(d, json_object_get_int64(json_object_array_get_idx(one, 0)), json_object_get_int64(json_object_array_get_idx(one, 1)));
        uint32_t anchor = anchor_of(d, words);
        if (anchor < bounds.word_from || anchor >= bounds.word_to) continue;
        roles[anchor - bounds.word_from][role_named(json_object_get_string(json_object_array_get_idx(one, 2)))] = 1;
    }
    cue->role = (const float (*)[ROLES])roles;
    return true;
}

static bool add_cue(doc *d, pact_cue *cues, uint32_t *count, json_object *given) {
    uint32_t word = anchor_of(d, words_of(d, number_of(given, "from"), number_of(given, "to")));
    if (word == NONE) return true;
    pact_cue *cue = cue_at(cues, count, d, word);
    const char *kind = string_of(given, "kind"), *label = string_of(given, "label");
    int type = obligation_named(label, strlen(label)), verdict = verdict_named(label, strlen(label));
    if (strcmp(kind, "agreement") == 0) cue->agreement = 1;
    if (strcmp(kind, "obligation") == 0 && type >= 0) cue->obligation[type] = 1;
    if (strcmp(kind, "claim") == 0 && verdict >= 0) cue->claim[verdict] = 1;
    json_object *roles = NULL;
    return !json_object_object_get_ex(given, "roles", &roles) || set_roles(d, cue, roles);
}

static int in_text_order(const void *a, const void *b) {
    const pact_cue *x = a, *y = b;
    return (x->word > y->word) - (x->word < y->word);
}

static bool give_cues(doc *d, json_object *given) {
    size_t given_count = json_object_array_length(given);
    pact_cue *cues = ARENA_NEW(d->arena, pact_cue, given_count + 1);
    uint32_t count = 0;
    for (size_t i = 0; cues != NULL && i < given_count; i++) {
        if (!add_cue(d, cues, &count, json_object_array_get_idx(given, i))) return false;
    }
    if (cues == NULL) return false;
    qsort(cues, count, sizeof *cues, in_text_order);
    d->pact_cues = cues;
    d->pact_cue_count = d->pact_cue_capacity = count;
    return true;
}

static bool to_stdout(void *ctx, const char *bytes, size_t count) {
    return fwrite(bytes, 1, count, ctx) == count;
}

static bool read_line(json_object *row, acta_coder *coder) {
    json_object *text = NULL, *cues = NULL;
    if (!json_object_object_get_ex(row, "text", &text) || !json_object_object_get_ex(row, "cues", &cues)) return false;
    const char *day = string_of(row, "published");
    acta_report report = {.bytes = json_object_get_string(text), .byte_count = (size_t)json_object_get_string_len(text), .id = string_of(row, "id"),
                          .published = day[0] == '\0' ? NULL : day};
    acta_result *result = NULL;
    if (acta_code_until(coder, &report, ACTA_STAGE_WHO, &result, NULL) != ACTA_OK) return false;
    bool fine = give_cues(&result->doc, cues) && ledger_stage(coder, &result->doc, NULL) == ACTA_OK;
    result->last = ACTA_STAGE_LEDGER;
    fine = fine && acta_write_records(result, ACTA_AGREEMENT | ACTA_OBLIGATION | ACTA_CLAIM, to_stdout, stdout, NULL) == ACTA_OK;
    acta_result_free(result);
    return fine;
}

int main(int argc, char **argv) {
    acta_model *model = NULL;
    acta_coder *coder = NULL;
    acta_err err = {0};
    if (argc != 2 || acta_model_open(argv[1], ACTA_INT8, &model, &err) != ACTA_OK || acta_coder_new(model, NULL, &coder, &err) != ACTA_OK) {
        fprintf(stderr, "acta-pacts: %s\n", argc != 2 ? "usage: acta-pacts DATA <reports.jsonl" : err.message);
        return 1;
    }
    char *line = NULL;
    size_t room = 0;
    int status = 0;
    while (getline(&line, &room, stdin) > 0) {
        json_object *row = json_tokener_parse(line);
        if (row == NULL || !read_line(row, coder)) {
            fprintf(stderr, "acta-pacts: a line is no report with cues: %.60s\n", line);
            status = 1;
        }
        json_object_put(row);
    }
    free(line);
    acta_coder_free(coder);
    acta_model_close(model);
    return status;
}
