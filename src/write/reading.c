/* reading.c - the reading of the language: CoNLL-U, and JSON with sentences, words, mentions, times, places, speakers. */
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "coder.h"
#include "write/fields.h"

/* ---- CoNLL-U ------------------------------------------------------------------------------------------------------ */

/* A column or comment holds no white space that could end it. */
static void put_flat(json *j, slice text) {
    for (size_t i = 0; i < text.bytes; i++) {
        bool space = text.at[i] == '\n' || text.at[i] == '\r' || text.at[i] == '\t';
        json_raw(j, space ? (slice){" ", 1} : (slice){text.at + i, 1});
    }
}

static void put_number(json *j, uint32_t value) {
    char digits[10];
    size_t at = sizeof digits;
    do digits[--at] = (char)('0' + value % 10);
    while ((value /= 10) > 0);
    json_raw(j, (slice){digits + at, sizeof digits - at});
}

static slice word_text(const doc *d, const word *w) {
    return (slice){d->text + w->span.byte_from, w->span.byte_to - w->span.byte_from};
}

/* "|NER=B-PER" on a name's first word, "|NER=I-PER" on the others. */
static void put_name(writer *w, uint32_t index, const name *n) {
    if (n == NULL || index < n->words.word_from) return;
    json_raw_string(&w->json, index == n->words.word_from ? "|NER=B-" : "|NER=I-");
    json_raw_string(&w->json, name_type_names[n->type]);
}

static void put_word(writer *w, const sentence *s, uint32_t index, const name *n) {
    const doc *d = w->doc;
    json *j = &w->json;
    const word *this = &d->words[index];
    put_number(j, index - s->words.word_from + 1);
    json_raw_string(j, "\t");
    put_flat(j, word_text(d, this));
    json_raw_string(j, "\t");
    json_raw_string(j, this->lemma != NULL && this->lemma[0] != '\0' ? this->lemma : "_");
    json_raw_string(j, "\t");
    json_raw_string(j, upos_names[this->upos]);
    json_raw_string(j, "\t");
    json_raw_string(j, xpos_names[this->xpos]);
    json_raw_string(j, "\t");
    json_raw_string(j, xpos_features[this->xpos]);
    json_raw_string(j, "\t");
    put_number(j, this->head == NONE ? 0 : this->head - s->words.word_from + 1);
    json_raw_string(j, "\t");
    json_raw_string(j, rel_names[this->rel]);
    json_raw_string(j, "\t_\tstart_char=");
    put_number(j, char_from(d, this->span));
    json_raw_string(j, "|end_char=");
    put_number(j, char_to(d, this->span));
    bool last = index + 1 == s->words.word_to;
    if (!last && (d->words[index + 1].flags & WORD_SPACE_BEFORE) == 0) json_raw_string(j, "|SpaceAfter=No");
    put_name(w, index, n);
    json_raw_string(j, "\n");
}

/* `next_name` is the first name that does not end before the sentence; it is moved on past the sentence. */
static void put_sentence(writer *w, uint32_t index, uint32_t *next_name) {
    const doc *d = w->doc;
    const sentence *s = &d->sentences[index];
    json *j = &w->json;
    json_raw_string(j, "# sent_id = ");
    json_raw_string(j, w->doc_id);
    json_raw_string(j, "-");
    put_number(j, index);
    json_raw_string(j, "\n# text = ");
    put_flat(j, (slice){w->doc->text + s->span.byte_from, s->span.byte_to - s->span.byte_from});
    json_raw_string(j, "\n");
    for (uint32_t i = s->words.word_from; i < s->words.word_to; i++) {
        while (*next_name < d->name_count && d->names[*next_name].words.word_to <= i) (*next_name)++;
        put_word(w, s, i, *next_name < d->name_count ? &d->names[*next_name] : NULL);
    }
    json_raw_string(j, "\n");
}

acta_status acta_write_conllu(const acta_result *result, acta_sink sink, void *ctx, acta_err *err) {
    if (result == NULL || sink == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_write_conllu needs a result and a sink");
    writer w;
    writer_begin(&w, &result->doc, sink, ctx);
    json_raw_string(&w.json, "# newdoc id = ");
    put_flat(&w.json, (slice){w.doc_id, strlen(w.doc_id)});
    json_raw_string(&w.json, "\n");
    uint32_t next_name = 0;
    for (uint32_t i = 0; i < result->doc.sentence_count; i++) put_sentence(&w, i, &next_name);
    return json_end(&w.json, err);
}

/* ---- JSON --------------------------------------------------------------------------------------------------------- */

static void write_word(writer *w, uint32_t index, uint32_t first) {
    const word *this = &w->doc->words[index];
    json *j = &w->json;
    json_open(j, '{');
    write_words(w, "text", this->span);
    write_span(w, "span", this->span);
    write_string(w, "lemma", this->lemma);
    write_string(w, "upos", upos_names[this->upos]);
    write_string(w, "xpos", xpos_names[this->xpos]);
    json_key(j, "head");                             /* 1-based in the sentence, 0 the root: as in CoNLL-U */
    json_integer(j, this->head == NONE ? 0 : this->head - first + 1);
    write_string(w, "rel", rel_names[this->rel]);
    json_close(j, '}');
}

static void write_sentence(writer *w, const sentence *s) {
    json *j = &w->json;
    json_open(j, '{');
    write_span(w, "span", s->span);
    if (s->block < w->doc->block_count && w->doc->blocks[s->block].kind == BLOCK_TITLE) {
        json_key(j, "title");
        json_truth(j, true);
    }
    json_key(j, "tokens");
    json_open(j, '[');
    for (uint32_t i = s->words.word_from; i < s->words.word_to; i++) write_word(w, i, s->words.word_from);
    json_close(j, ']');
    json_close(j, '}');
}

static void write_sentences(writer *w) {
    json_key(&w->json, "sentences");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < w->doc->sentence_count; i++) write_sentence(w, &w->doc->sentences[i]);
    json_close(&w->json, ']');
}

/* Names as the model tags them: never nested, PER ORG LOC NORP. */
static void write_names(writer *w) {
    const doc *d = w->doc;
    json_key(&w->json, "names");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < d->name_count; i++) {
        byte_span span = words_bytes(d, d->names[i].words);
        json_open(&w->json, '{');
        write_words(w, "text", span);
        write_span(w, "span", span);
        write_string(w, "type", name_type_names[d->names[i].type]);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void write_mention_reading(writer *w, const mention *m) {
    const doc *d = w->doc;
    byte_span span = words_bytes(d, m->words);
    json_open(&w->json, '{');
    write_words(w, "text", span);
    write_span(w, "span", span);
    write_string(w, "type", name_type_names[m->type]);
    if (m->entity < d->entity_count) write_id(w, "entity", 'E', m->entity + 1, 1);
    write_string(w, "code", mention_code(d, m));
    write_sectors(w, mention_sectors(d, m));
    write_string(w, "office", mention_office(d, m));
    write_string(w, "why", m->why);
    json_close(&w->json, '}');
}

static void write_all_mentions(writer *w) {
    json_key(&w->json, "mentions");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < w->doc->mention_count; i++) write_mention_reading(w, &w->doc->mentions[i]);
    json_close(&w->json, ']');
}

static void write_times(writer *w) {
    static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
    const doc *d = w->doc;
    json_key(&w->json, "times");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < d->time_count; i++) {
        const timex *t = &d->times[i];
        byte_span span = words_bytes(d, t->words);
        json_open(&w->json, '{');
        write_words(w, "text", span);
        write_span(w, "span", span);
        write_string(w, "type", types[t->type]);
        write_string(w, "value", t->value);
        write_interval(w, t->from, t->to, t->grain);
        write_string(w, "rule", t->rule);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void write_places(writer *w) {
    json *j = &w->json;
    json_key(j, "places");
    json_open(j, '[');
    for (uint32_t i = 0; i < w->doc->toponym_count; i++) {
        json_open(j, '{');
        write_place(w, "place", &w->doc->toponyms[i]);
        write_string(w, "why", w->doc->toponyms[i].why);
        json_close(j, '}');
    }
    json_close(j, ']');
}

/* [[start, end], ...] of an attribution's content. */
static void write_contents(writer *w, const attribution *a) {
    json *j = &w->json;
    json_key(j, "content_spans");
    json_open(j, '[');
    for (uint32_t i = 0; i < a->content_count; i++) {
        byte_span span = words_bytes(w->doc, a->content[i]);
        json_open(j, '[');
        json_integer(j, char_from(w->doc, span));
        json_integer(j, char_to(w->doc, span));
        json_close(j, ']');
    }
    json_close(j, ']');
}

/* Whose words stand where: who, the cue, the words; `inside` numbers another of these, from 0. */
static void write_attribution(writer *w, const attribution *a) {
    static const char *const forces[] = {"says", "holds"};
    const doc *d = w->doc;
    json_open(&w->json, '{');
    byte_span source = words_bytes(d, a->source_words);
    if (!span_empty(source)) {
        write_words(w, "source", source);
        write_span(w, "source_span", source);
    }
    if (a->source < d->mention_count && d->mentions[a->source].entity < d->entity_count)
        write_id(w, "entity", 'E', d->mentions[a->source].entity + 1, 1);
    write_words(w, "cue", words_bytes(d, a->cue));
    write_span(w, "cue_span", words_bytes(d, a->cue));
    write_contents(w, a);
    write_string(w, "force", forces[a->force]);
    if (a->inside != NONE) {
        json_key(&w->json, "inside");
        json_integer(&w->json, a->inside);
    }
    json_close(&w->json, '}');
}

static void write_speakers(writer *w) {
    json_key(&w->json, "speakers");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < w->doc->attribution_count; i++) write_attribution(w, &w->doc->attributions[i]);
    json_close(&w->json, ']');
}

/* ---- what the model sees of events: for evaluation, and for people who wonder ---- */

enum { SCORE_DECIMALS = 3 };
static const float SCORE_LEAST = 0.01f;              /* smaller probabilities are left out */

static void write_scores(writer *w, const char *key, const float *scores, const char *const *names, int count) {
    json_key(&w->json, key);
    json_open(&w->json, '{');
    for (int i = 0; i < count; i++) {
        if (!(scores[i] >= SCORE_LEAST)) continue;
        json_key(&w->json, names[i]);
        json_decimal(&w->json, (double)scores[i], SCORE_DECIMALS);
    }
    json_close(&w->json, '}');
}

/* "actor": [[word, probability], ...]; words are numbered through the report from 0. */
static void write_role(writer *w, const trigger *t, role which, const char *name) {
    const doc *d = w->doc;
    const sentence *s = &d->sentences[d->words[t->word].sentence];
    json_key(&w->json, name);
    json_open(&w->json, '[');
    for (uint32_t i = s->words.word_from; i < s->words.word_to; i++) {
        float p = t->role[i - s->words.word_from][which];
        if (!(p >= SCORE_LEAST)) continue;
        json_open(&w->json, '[');
        json_integer(&w->json, i);
        json_decimal(&w->json, (double)p, SCORE_DECIMALS);
        json_close(&w->json, ']');
    }
    json_close(&w->json, ']');
}

static void write_roles(writer *w, const trigger *t) {
    static const char *const names[ROLES] = {"actor", "recipient", "speaker", "date", "place"};
    if (t->role == NULL) return;
    json_key(&w->json, "roles");
    json_open(&w->json, '{');
    for (int r = 0; r < ROLES; r++) write_role(w, t, (role)r, names[r]);
    json_close(&w->json, '}');
}

/* [[name, probability], ...]: the names are the user's, so they are texts and no keys. */
static void write_own_types(writer *w, const trigger *t) {
    json_key(&w->json, "own_types");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < w->doc->own_type_count; i++) {
        if (!(t->own[i] >= SCORE_LEAST)) continue;
        json_open(&w->json, '[');
        json_string(&w->json, w->doc->own_types[i]);
        json_decimal(&w->json, (double)t->own[i], SCORE_DECIMALS);
        json_close(&w->json, ']');
    }
    json_close(&w->json, ']');
}

static void write_triggers(writer *w) {
    const doc *d = w->doc;
    const char *types[PLOVER_TYPES];
    for (int i = 0; i < PLOVER_TYPES; i++) types[i] = plover_types[i].name;
    json_key(&w->json, "triggers");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < d->trigger_count; i++) {
        const trigger *t = &d->triggers[i];
        json_open(&w->json, '{');
        json_key(&w->json, "word");
        json_integer(&w->json, t->word);
        write_words(w, "text", d->words[t->word].span);
        write_span(w, "span", d->words[t->word].span);
        write_scores(w, "types", t->type, types, PLOVER_TYPES);
        if (t->own != NULL) write_own_types(w, t);
        write_scores(w, "status", t->status, reality_names, REALITIES);
        write_roles(w, t);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

acta_status acta_write_parse(const acta_result *result, acta_sink sink, void *ctx, acta_err *err) {
    if (result == NULL || sink == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_write_parse needs a result and a sink");
    writer w;
    writer_begin(&w, &result->doc, sink, ctx);
    json_open(&w.json, '{');
    write_string(&w, "doc", w.doc_id);
    write_sentences(&w);
    write_names(&w);
    write_triggers(&w);
    write_all_mentions(&w);
    write_times(&w);
    write_places(&w);
    write_speakers(&w);
    json_close(&w.json, '}');
    json_line_end(&w.json);
    return json_end(&w.json, err);
}
