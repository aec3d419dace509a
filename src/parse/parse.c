/* parse.c - sentences in batches through the model, and its answers into the doc. */
#include "parse/parse.h"

#include <math.h>
#include <string.h>

#include "base/ud.h"
#include "coder.h"
#include "nn/heads.h"
#include "parse/bio.h"
#include "parse/classes.h"
#include "parse/lemma.h"
#include "parse/object.h"
#include "parse/tree.h"

_Static_assert((int)NAME_PER == NN_PER && (int)NAME_ORG == NN_ORG && (int)NAME_LOC == NN_LOC && (int)NAME_NORP == NN_NORP,
               "doc.h and the model number name types alike");
_Static_assert((int)ROLE_ACTOR == NN_ACTOR && (int)ROLE_RECIPIENT == NN_RECIPIENT && (int)ROLE_SPEAKER == NN_SPEAKER &&
               (int)ROLE_DATE == NN_DATE && (int)ROLE_PLACE == NN_PLACE && (int)ROLES <= NN_ROLES_MAX,
               "doc.h and the model number roles alike");
_Static_assert((int)TREE_ROWS_MAX >= NN_ROWS_MAX && (int)BIO_WORDS_MAX >= NN_WORDS_MAX, "every stretch has a tree and phrases");

enum { STRETCHES_MAX = NN_ROWS_MAX / 2 };

/* A sentence, or a part of a long one, as the model reads it. */
typedef struct stretch {
    uint32_t sentence;
    uint32_t word_from, word_to;
} stretch;

typedef struct parser {
    doc *d;
    nn_run *run;
    const nn_labels *labels;
    tree_work *tree;
    bio_labels ner, mention;
    const classes *types;            /* a user's own */
    float *vector;                   /* [types->width] */
    nn_word words[NN_ROWS_MAX];      /* of a batch */
    nn_sentence sentences[STRETCHES_MAX];
    stretch stretches[STRETCHES_MAX];
    uint32_t word_count, count;
    uint32_t heads[NN_WORDS_MAX];    /* of a stretch, counted from its root row */
    uint8_t tags[NN_WORDS_MAX];
} parser;

/* Each label's probability, at its number. */
static void spread(const label_list *labels, const float *score, float *out) {
    for (uint32_t i = 0; i < labels->count; i++) out[labels->number[i]] = nn_sigmoid(score[i]);
}

static uint32_t best_label(const float *score, uint32_t count) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++) {
        if (score[i] > score[best]) best = i;
    }
    return best;
}

/* ---- tags and tree ---- */

static acta_status read_tags(parser *p, const stretch *s, uint32_t row, acta_err *err) {
    uint32_t count = s->word_to - s->word_from;
    word *words = p->d->words + s->word_from;
    nn_scores upos = nn_classify(p->run, NN_UPOS, row + 1, count);
    for (uint32_t i = 0; i < count; i++) {
        words[i].upos = p->labels->upos.number[best_label(upos.at + i * upos.stride, upos.count)];
    }
    nn_scores xpos = nn_classify(p->run, NN_XPOS, row + 1, count);
    for (uint32_t i = 0; i < count; i++) {
        words[i].xpos = p->labels->xpos.number[best_label(xpos.at + i * xpos.stride, xpos.count)];
        words[i].lemma = lemma_of(p->d->arena, words[i].folded, words[i].upos, words[i].xpos);
        TRY_NEW(words[i].lemma, err);
    }
    return ACTA_OK;
}

/* The best relation that is not root. */
static uint8_t best_relation(const label_list *rels, const float *score) {
    uint32_t best = NONE;
    for (uint32_t i = 0; i < rels->count; i++) {
        if (rels->number[i] != REL_root && (best == NONE || score[i] > score[best])) best = i;
    }
    return best == NONE ? REL_dep : rels->number[best];
}

static void hang_on_first_root(doc *d, const stretch *s, uint32_t root) {
    uint32_t first = d->sentences[s->sentence].words.word_from;
    while (d->words[first].head != NONE) first = d->words[first].head;
    d->words[root].head = first;
    d->words[root].rel = REL_parataxis;
}

static void read_tree(parser *p, const stretch *s, uint32_t row) {
    uint32_t count = s->word_to - s->word_from;
    nn_scores arcs = nn_arcs(p->run, row, count + 1);
    tree_best(p->tree, arcs.at, arcs.stride, count + 1, p->heads);
    nn_scores rels = nn_relations(p->run, row, p->heads, count);
    uint32_t root = NONE;
    for (uint32_t i = 0; i < count; i++) {
        word *w = &p->d->words[s->word_from + i];
        bool is_root = p->heads[i] == 0;
        w->head = is_root ? NONE : s->word_from + p->heads[i] - 1;
        w->rel = is_root ? REL_root : best_relation(&p->labels->rel, rels.at + i * rels.stride);
        if (is_root) root = s->word_from + i;
    }
    if (s->word_from != p->d->sentences[s->sentence].words.word_from) hang_on_first_root(p->d, s, root);
}

/* "'s" is "has" before a participle that it helps along, and "is" elsewhere: "he 's gone", "he 's going". */
static void settle_clitics(doc *d, const stretch *s) {
    for (uint32_t i = s->word_from; i < s->word_to; i++) {
        word *w = &d->words[i];
        bool clitic = w->xpos == XPOS_VBZ && (strcmp(w->folded, "'s") == 0 || strcmp(w->folded, "\xe2\x80\x99s") == 0);
        if (clitic && w->rel == REL_aux && w->head != NONE && d->words[w->head].xpos == XPOS_VBN) w->lemma = "have";
    }
}

/* ---- names and phrases ---- */

/* The end of the phrase that begins at `from`. */
static uint32_t phrase_end(const bio_labels *labels, const uint8_t *tags, uint32_t from, uint32_t count) {
    uint32_t end = from + 1;
    while (end < count && labels->side[tags[end]] == BIO_IN) end++;
    return end;
}

static acta_status read_names(parser *p, const stretch *s, uint32_t row, acta_err *err) {
    doc *d = p->d;
    uint32_t count = s->word_to - s->word_from;
    nn_scores scores = nn_classify(p->run, NN_NER, row + 1, count);
    bio_best(&p->ner, scores.at, scores.stride, count, p->tags);
    for (uint32_t i = 0; i < count; i++) {
        if (p->ner.side[p->tags[i]] != BIO_BEGIN) continue;
        name *found = ARENA_PUSH(d->arena, d->names, d->name_count, d->name_capacity);
        TRY_NEW(found, err);
        found->words = (word_span){s->word_from + i, s->word_from + phrase_end(&p->ner, p->tags, i, count)};
        found->type = (name_type)p->ner.type[p->tags[i]];
    }
    return ACTA_OK;
}

static acta_status read_phrases(parser *p, const stretch *s, uint32_t row, acta_err *err) {
    doc *d = p->d;
    uint32_t count = s->word_to - s->word_from;
    nn_scores scores = nn_classify(p->run, NN_MENTION, row + 1, count);
    bio_best(&p->mention, scores.at, scores.stride, count, p->tags);
    for (uint32_t i = 0; i < count; i++) {
        if (p->mention.side[p->tags[i]] != BIO_BEGIN) continue;
        word_span *found = ARENA_PUSH(d->arena, d->phrases, d->phrase_count, d->phrase_capacity);
        TRY_NEW(found, err);
        *found = (word_span){s->word_from + i, s->word_from + phrase_end(&p->mention, p->tags, i, count)};
    }
    return ACTA_OK;
}

/* What part the one plays whom each word may stand for. Only phrases' head words are asked for later. */
static void read_parts(parser *p, const stretch *s, uint32_t row) {
    uint32_t count = s->word_to - s->word_from;
    if (p->d->parts == NULL) return;
    nn_scores scores = nn_classify(p->run, NN_SECTOR, row + 1, count);
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < scores.count; k++) {
            float share = nn_sigmoid(scores.at[i * scores.stride + k]);
            p->d->parts[s->word_from + i][p->labels->sector.number[k]] = (uint8_t)(255 * share + 0.5f);
        }
    }
}

/* ---- triggers ---- */

static void soften(const label_list *labels, const float *score, float *out) {
    float top = score[best_label(score, labels->count)], sum = 0;
    for (uint32_t i = 0; i < labels->count; i++) sum += expf(score[i] - top);
    for (uint32_t i = 0; i < labels->count; i++) out[labels->number[i]] = expf(score[i] - top) / sum;
}

/* Roles of every word of the sentence; words of its other stretches have none. */
static acta_status read_roles(parser *p, const stretch *s, uint32_t row, uint32_t word, const float (**out)[ROLES],
                              acta_err *err) {
    word_span span = p->d->sentences[s->sentence].words;
    uint32_t count = s->word_to - s->word_from;
    float(*role)[ROLES] = arena_take(p->d->arena, span.word_to - span.word_from, sizeof *role);
    TRY_NEW(role, err);
    nn_scores scores = nn_roles(p->run, row, word - s->word_from + 1, count);
    for (uint32_t i = 0; i < count; i++) {
        spread(&p->labels->role, scores.at + i * scores.stride, role[s->word_from - span.word_from + i]);
    }
    *out = (const float(*)[ROLES])role;
    return ACTA_OK;
}

/* What the user's own types are worth for the word. */
static acta_status read_own_types(parser *p, const stretch *s, uint32_t row, uint32_t word, trigger *t, acta_err *err) {
    uint32_t width;
    if (p->types->count == 0) return ACTA_OK;
    float *own = ARENA_NEW(p->d->arena, float, p->types->count);
    TRY_NEW(own, err);
    const float *rows = nn_row(p->run, row + 1, &width);
    classes_vector(rows, s->word_to - s->word_from, width, word - s->word_from, p->vector);
    classes_weigh(p->types, p->vector, own);
    t->own = own;
    return ACTA_OK;
}

static acta_status add_trigger(parser *p, const stretch *s, uint32_t row, uint32_t word, const float *types,
                               acta_err *err) {
    doc *d = p->d;
    trigger *t = ARENA_PUSH(d->arena, d->triggers, d->trigger_count, d->trigger_capacity);
    TRY_NEW(t, err);
    uint32_t word_row = row + 1 + word - s->word_from;
    t->word = word;
    memcpy(t->type, types, sizeof t->type);
    spread(&p->labels->mode, nn_classify(p->run, NN_MODE, word_row, 1).at, t->mode);
    spread(&p->labels->context, nn_classify(p->run, NN_CONTEXT, word_row, 1).at, t->context);
    soften(&p->labels->status, nn_classify(p->run, NN_STATUS, word_row, 1).at, t->status);
    nn_same(p->run, word_row, t->same, SAME_WIDTH);
    TRY(read_own_types(p, s, row, word, t, err));
    return read_roles(p, s, row, word, &t->role, err);
}

/* The types of every word first: each further head overwrites the scores. */
static acta_status read_triggers(parser *p, const stretch *s, uint32_t row, acta_err *err) {
    uint32_t count = s->word_to - s->word_from;
    float types[NN_WORDS_MAX][PLOVER_TYPES];
    memset(types, 0, count * sizeof *types);
    nn_scores scores = nn_classify(p->run, NN_TRIGGER, row + 1, count);
    for (uint32_t i = 0; i < count; i++) spread(&p->labels->trigger, scores.at + i * scores.stride, types[i]);
    for (uint32_t i = 0; i < count; i++) {
        if (types[i][best_label(types[i], PLOVER_TYPES)] < TRIGGER_LEAST) continue;
        TRY(add_trigger(p, s, row, s->word_from + i, types[i], err));
    }
    return ACTA_OK;
}

/* ---- ledger ---- */

static float largest(const float *x, int count) {
    float most = 0;
    for (int i = 0; i < count; i++) most = fmaxf(most, x[i]);
    return most;
}

/* What the ledger's heads say of one word; all nought where the model has none. */
static pact_cue read_cue(parser *p, uint32_t word, uint32_t row) {
    pact_cue cue = {.word = word};
    spread(&p->labels->agreement, nn_classify(p->run, NN_AGREEMENT, row, 1).at, &cue.agreement);
    spread(&p->labels->obligation, nn_classify(p->run, NN_OBLIGATION, row, 1).at, cue.obligation);
    spread(&p->labels->claim, nn_classify(p->run, NN_CLAIM, row, 1).at, cue.claim);
    return cue;
}

static acta_status read_cues(parser *p, const stretch *s, uint32_t row, acta_err *err) {
    doc *d = p->d;
    for (uint32_t word = s->word_from; word < s->word_to; word++) {
        pact_cue cue = read_cue(p, word, row + 1 + word - s->word_from);
        float most = fmaxf(cue.agreement, fmaxf(largest(cue.obligation, OBLIGATION_TYPES), largest(cue.claim, VERDICTS)));
        if (most < PACT_LEAST) continue;
        TRY(read_roles(p, s, row, word, &cue.role, err));
        pact_cue *kept = ARENA_PUSH(d->arena, d->pact_cues, d->pact_cue_count, d->pact_cue_capacity);
        TRY_NEW(kept, err);
        *kept = cue;
    }
    return ACTA_OK;
}

/* ---- batches ---- */

static void keep_vectors(parser *p, const stretch *s, uint32_t row) {
    uint32_t width, count = s->word_to - s->word_from;
    if (p->d->vectors == NULL) return;
    const float *rows = nn_row(p->run, row + 1, &width);
    memcpy(p->d->vectors + (size_t)s->word_from * width, rows, (size_t)count * width * sizeof *rows);
}

static acta_status read_stretch(parser *p, const stretch *s, uint32_t row, acta_err *err) {
    keep_vectors(p, s, row);
    TRY(read_tags(p, s, row, err));
    read_tree(p, s, row);
    settle_clitics(p->d, s);
    parse_settle_objects(p->d, (word_span){s->word_from, s->word_to});
    TRY(read_names(p, s, row, err));
    TRY(read_phrases(p, s, row, err));
    read_parts(p, s, row);
    TRY(read_triggers(p, s, row, err));
    return read_cues(p, s, row, err);
}

static acta_status read_batch(parser *p, acta_err *err) {
    if (p->count == 0) return ACTA_OK;
    TRY(nn_read(p->run, p->sentences, p->count, err));
    for (uint32_t i = 0; i < p->count; i++) TRY(read_stretch(p, &p->stretches[i], p->sentences[i].first_row, err));
    p->count = p->word_count = 0;
    return ACTA_OK;
}

static acta_status add_stretch(parser *p, stretch s, acta_err *err) {
    uint32_t count = s.word_to - s.word_from;
    if (p->word_count + p->count + count + 1 > NN_ROWS_MAX) TRY(read_batch(p, err));
    p->stretches[p->count] = s;
    p->sentences[p->count++] = (nn_sentence){.words = p->words + p->word_count, .word_count = count};
    for (uint32_t i = s.word_from; i < s.word_to; i++) {
        byte_span span = p->d->words[i].span;
        p->words[p->word_count++] = (nn_word){p->d->text + span.byte_from, span.byte_to - span.byte_from};
    }
    return ACTA_OK;
}

static acta_status add_sentence(parser *p, uint32_t number, acta_err *err) {
    word_span words = p->d->sentences[number].words;
    for (uint32_t from = words.word_from; from < words.word_to; from += NN_WORDS_MAX) {
        uint32_t to = words.word_to - from > NN_WORDS_MAX ? from + NN_WORDS_MAX : words.word_to;
        TRY(add_stretch(p, (stretch){number, from, to}, err));
    }
    return ACTA_OK;
}

static uint32_t longest_stretch(const doc *d) {
    uint32_t longest = 0;
    for (uint32_t i = 0; i < d->sentence_count; i++) {
        uint32_t words = d->sentences[i].words.word_to - d->sentences[i].words.word_from;
        if (words > longest) longest = words;
    }
    return longest > NN_WORDS_MAX ? NN_WORDS_MAX : longest;
}

static void set_bio(bio_labels *out, const label_list *side, const label_list *type) {
    out->count = side->count < BIO_LABELS_MAX ? side->count : BIO_LABELS_MAX;
    for (uint32_t i = 0; i < out->count; i++) {
        out->side[i] = side->number[i];
        out->type[i] = type == NULL ? 0 : type->number[i];
    }
}

/* The names outlive the model with the result; the vectors are there where somebody learns from them. */
static acta_status begin_own_types(parser *p, const acta_coder *coder, acta_err *err) {
    doc *d = p->d;
    p->types = &coder->model->types;
    if (coder->keep_vectors) {
        d->vectors = arena_take(d->arena, (size_t)d->word_count * nn_model_width(coder->model->nn), sizeof *d->vectors);
        TRY_NEW(d->vectors, err);
    }
    if (p->types->count == 0) return ACTA_OK;
    const char **names = ARENA_NEW(d->arena, const char *, p->types->count);
    TRY_NEW(names, err);
    for (uint32_t i = 0; i < p->types->count; i++) {
        names[i] = arena_text(d->arena, p->types->names[i], strlen(p->types->names[i]));
        TRY_NEW(names[i], err);
    }
    d->own_types = names;
    d->own_type_count = p->types->count;
    p->vector = ARENA_NEW((arena *)&coder->scratch, float, p->types->width);
    TRY_NEW(p->vector, err);
    return ACTA_OK;
}

acta_status parse_stage(const acta_coder *coder, doc *d, acta_err *err) {
    arena *scratch = (arena *)&coder->scratch;
    parser *p = ARENA_NEW(scratch, parser, 1);
    TRY_NEW(p, err);
    p->d = d;
    p->run = coder->nn;
    p->labels = nn_model_labels(nn_run_model(p->run));
    p->tree = tree_work_new(scratch, longest_stretch(d) + 1);
    TRY_NEW(p->tree, err);
    TRY(begin_own_types(p, coder, err));
    set_bio(&p->ner, &p->labels->ner_side, &p->labels->ner);
    set_bio(&p->mention, &p->labels->mention_side, NULL);
    if (p->labels->sector.count > 0) {
        d->parts = arena_take(d->arena, d->word_count, sizeof *d->parts);
        TRY_NEW(d->parts, err);
    }
    for (uint32_t i = 0; i < d->sentence_count; i++) TRY(add_sentence(p, i, err));
    return read_batch(p, err);
}
