/* learn.c - a user's own types out of examples: acta_types_fit.
 *
 * Each example is read as a report would be, up to the parse; the vectors of its trigger word and of its sentence go to the logistic
 * regression of nn/softmax.h. Two things are chosen by cross-validation: how strongly that holds its weights back, and how much the
 * sentence counts beside the word. A type that is an act ("arrest") is told by its word alone; one that is told by what the act befell
 * ("attack on a school") needs the sentence. The examples are laid in five parts, each is judged by what the other four taught, the
 * likeliest choice is taken, and then all examples teach with it.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "coder.h"
#include "nn/softmax.h"
#include "parse/classes.h"

enum { FOLDS = 5, ABOUT_BYTES = 512, NAME_SHOWN = 40 };

/* Strong ones first: each begins where the one before it ended. */
static const double penalties[] = {1, 0.3, 0.1, 0.03, 0.01};
/* The spread of the sentence's vectors to that of the words'. */
static const double mixes[] = {0.3, 1, 3};
enum { PENALTIES = sizeof penalties / sizeof *penalties, MIXES = sizeof mixes / sizeof *mixes };

struct acta_types {
    classes c;
    char about[ABOUT_BYTES];
    uint32_t *taken;                 /* [count, count] in c's arena: of each type, by what it was taken for */
    double log_loss, penalty, mix;
};

/* An example that can be used. */
typedef struct lesson {
    const acta_example *from;
    size_t number;                   /* as the caller counts it */
    const float *vector;             /* [width] */
    uint32_t label;                  /* in c->names */
} lesson;

typedef struct learner {
    const acta_model *model;
    acta_coder *coder;
    const acta_example *examples;
    size_t count;
    acta_example_note note;
    void *ctx;
    arena keep;                      /* until the types are learnt */
    lesson *lessons;                 /* [lesson_count], at first in the caller's order */
    uint32_t lesson_count;
    uint32_t width;
    acta_types *types;
} learner;

static void aside(const learner *l, size_t number, const char *message) {
    if (l->note != NULL) l->note(l->ctx, number, message);
}

/* ---- which examples can be used ---- */

/* A name of printable characters, with no white space at its ends. */
static bool good_name(const char *name) {
    size_t bytes = name == NULL ? 0 : strlen(name);
    if (bytes == 0 || bytes > CLASS_NAME_BYTES || name[0] == ' ' || name[bytes - 1] == ' ') return false;
    for (size_t at = 0; at < bytes;) {
        uint32_t code;
        at += utf8_decode(name + at, bytes - at, &code);
        if (code == UTF8_DAMAGED || code == 127 || (utf8_is_space(code) && code != ' ')) return false;
    }
    return true;
}

static const char *fault(const acta_example *e) {
    if (!good_name(e->type)) return "its type has no name, or one that is too long or holds characters that cannot be shown";
    if (e->text == NULL || e->text_bytes == 0) return "it has no text";
    if (e->text_bytes > ACTA_EXAMPLE_BYTES_MAX) return "its text is too long; an example is a sentence";
    if (e->mark_from > e->mark_to || e->mark_to > e->text_bytes) return "its mark lies outside its text";
    return NULL;
}

static int by_text(const void *a, const void *b) {
    const acta_example *x = ((const lesson *)a)->from, *y = ((const lesson *)b)->from;
    int order = memcmp(x->text, y->text, x->text_bytes < y->text_bytes ? x->text_bytes : y->text_bytes);
    if (order != 0) return order;
    if (x->text_bytes != y->text_bytes) return x->text_bytes < y->text_bytes ? -1 : 1;
    if (x->mark_from != y->mark_from) return x->mark_from < y->mark_from ? -1 : 1;
    if (x->mark_to != y->mark_to) return x->mark_to < y->mark_to ? -1 : 1;
    return 0;
}

static int by_text_then_number(const void *a, const void *b) {
    const lesson *x = a, *y = b;
    int order = by_text(a, b);
    return order != 0 ? order : x->number < y->number ? -1 : x->number > y->number;
}

/* Of the same words with the same mark the first counts. */
static void drop_repeated(learner *l) {
    uint32_t kept = 0;
    qsort(l->lessons, l->lesson_count, sizeof *l->lessons, by_text_then_number);
    for (uint32_t i = 0; i < l->lesson_count; i++) {
        const lesson *now = &l->lessons[i], *first = kept > 0 ? &l->lessons[kept - 1] : NULL;
        if (first == NULL || by_text(first, now) != 0) l->lessons[kept++] = *now;
        else if (strcmp(first->from->type, now->from->type) == 0) aside(l, now->number, "the same example stands before it");
        else aside(l, now->number, "the same words stand before it as an example of another type");
    }
    l->lesson_count = kept;
}

static acta_status gather(learner *l, acta_err *err) {
    l->lessons = ARENA_NEW(&l->keep, lesson, l->count);
    TRY_NEW(l->lessons, err);
    for (size_t i = 0; i < l->count; i++) {
        const char *why = fault(&l->examples[i]);
        if (why != NULL) aside(l, i, why);
        else l->lessons[l->lesson_count++] = (lesson){.from = &l->examples[i], .number = i};
    }
    drop_repeated(l);
    return ACTA_OK;
}

/* ---- vectors ---- */

static float likelihood(const trigger *t) {
    float most = 0;
    for (int k = 0; k < PLOVER_TYPES; k++) most = fmaxf(most, t->type[k]);
    return most;
}

/* Of the words from..to: the likeliest trigger, else the one that governs the others. NONE: there are no words. */
static uint32_t trigger_among(const doc *d, uint32_t from, uint32_t to) {
    uint32_t best = NONE;
    float most = -1;
    for (uint32_t i = 0; i < d->trigger_count; i++) {
        const trigger *t = &d->triggers[i];
        if (t->word < from || t->word >= to || likelihood(t) <= most) continue;
        best = t->word;
        most = likelihood(t);
    }
    for (uint32_t w = from; w < to && best == NONE; w++) {
        uint32_t head = d->words[w].head;
        if (head < from || head >= to) best = w;
    }
    return best;
}

/* The example's trigger word; NONE: its mark is on no word, or it has none. */
static uint32_t trigger_of(const doc *d, const acta_example *e) {
    if (e->mark_from == e->mark_to) return trigger_among(d, 0, d->word_count);
    uint32_t char_from = (uint32_t)utf8_count(e->text, e->mark_from), char_to = (uint32_t)utf8_count(e->text, e->mark_to);
    uint32_t from = NONE, to = 0;
    for (uint32_t w = 0; w < d->word_count; w++) {
        byte_span span = d->words[w].span;
        if (d->char_at[span.byte_to] <= char_from || d->char_at[span.byte_from] >= char_to) continue;
        if (from == NONE) from = w;
        to = w + 1;
    }
    return from == NONE ? NONE : trigger_among(d, from, to);
}

/* *vector stays NULL where there is no word. */
static acta_status vector_of(learner *l, const doc *d, const acta_example *e, const float **vector, acta_err *err) {
    uint32_t word = trigger_of(d, e);
    if (word == NONE) return ACTA_OK;
    float *made = ARENA_NEW(&l->keep, float, l->width);
    TRY_NEW(made, err);
    word_span words = d->sentences[d->words[word].sentence].words;
    classes_vector(d->vectors + (size_t)words.word_from * (l->width / 2), words.word_to - words.word_from, l->width / 2, word - words.word_from, made);
    *vector = made;
    return ACTA_OK;
}

static acta_status read_one(learner *l, lesson *one, acta_err *err) {
    acta_report report = {.bytes = one->from->text, .byte_count = one->from->text_bytes};
    acta_result *result = NULL;
    TRY(acta_code_until(l->coder, &report, ACTA_STAGE_PARSE, &result, err));
    acta_status status = vector_of(l, &result->doc, one->from, &one->vector, err);
    acta_result_free(result);
    return status;
}

static acta_status read_all(learner *l, acta_err *err) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < l->lesson_count; i++) {
        lesson one = l->lessons[i];
        TRY(read_one(l, &one, err));
        if (one.vector != NULL) l->lessons[kept++] = one;
        else aside(l, one.number, one.from->mark_from < one.from->mark_to ? "its mark is on no word of a sentence" : "there is no sentence in it");
    }
    l->lesson_count = kept;
    return ACTA_OK;
}

/* ---- types ---- */

/* By type, then by what the words' bytes come to: an order that neither the caller's nor the alphabet makes, so that examples written
 * one after another do not fall into one part. */
static uint64_t scatter(const lesson *l) {
    uint64_t hash = UINT64_C(14695981039346656037);          /* FNV-1a */
    for (size_t i = 0; i < l->from->text_bytes; i++) hash = (hash ^ (unsigned char)l->from->text[i]) * UINT64_C(1099511628211);
    return hash;
}

static int by_type(const void *a, const void *b) {
    const lesson *x = a, *y = b;
    int order = strcmp(x->from->type, y->from->type);
    uint64_t hx = scatter(x), hy = scatter(y);
    if (order != 0) return order;
    return hx != hy ? (hx < hy ? -1 : 1) : by_text(a, b);
}

static acta_status add_type(classes *c, const char *name, acta_err *err) {
    if (c->count == CLASSES_MAX) return acta__fail(err, ACTA_LIMIT, -1, "more than %d types", CLASSES_MAX);
    c->names[c->count] = arena_text(&c->arena, name, strlen(name));
    TRY_NEW(c->names[c->count], err);
    c->count++;
    return ACTA_OK;
}

/* Number the types; each must have enough examples. */
static acta_status sort_types(learner *l, acta_err *err) {
    classes *c = &l->types->c;
    c->names = ARENA_NEW(&c->arena, const char *, CLASSES_MAX);
    TRY_NEW(c->names, err);
    qsort(l->lessons, l->lesson_count, sizeof *l->lessons, by_type);
    for (uint32_t i = 0, first = 0; i < l->lesson_count; i++) {
        const char *type = l->lessons[i].from->type;
        if (i == 0 || strcmp(type, l->lessons[first].from->type) != 0) {
            TRY(add_type(c, type, err));
            first = i;
        }
        l->lessons[i].label = c->count - 1;
        bool last = i + 1 == l->lesson_count || strcmp(type, l->lessons[i + 1].from->type) != 0;
        if (last && i + 1 - first < ACTA_TYPE_EXAMPLES_MIN) {
            return acta__fail(err, ACTA_MISUSE, -1, "only %u examples of '%.*s' can be used; at least %d are needed, and twenty are a good beginning", i + 1 - first,
                              NAME_SHOWN, type, ACTA_TYPE_EXAMPLES_MIN);
        }
    }
    if (c->count >= 2) return ACTA_OK;
    return acta__fail(err, ACTA_MISUSE, -1, "examples of two types at least are needed; the second may be '%s'", CLASS_NONE);
}

/* ---- learning ---- */

/* The lessons' vectors as they are learnt from: (x - middle) * factor, the first half being the word's, the second the sentence's. */
typedef struct scaled {
    softmax_task task;
    float *x;                        /* task.x */
    float *middle;                   /* [width] */
    double spread[2];                /* of each half: root of the mean square distance from the middle */
    double factor[2];
} scaled;

static double spread_of(const learner *l, const float *middle, uint32_t from, uint32_t to) {
    double sum = 0;
    for (uint32_t i = 0; i < l->lesson_count; i++) {
        for (uint32_t d = from; d < to; d++) {
            double off = l->lessons[i].vector[d] - middle[d];
            sum += off * off;
        }
    }
    return sum > 0 ? sqrt(sum / l->lesson_count) : 1;
}

static acta_status measure(learner *l, scaled *s, acta_err *err) {
    uint32_t width = l->width, count = l->lesson_count;
    s->x = arena_take(&l->keep, (size_t)count * width, sizeof *s->x);
    uint32_t *label = ARENA_NEW(&l->keep, uint32_t, count);
    s->middle = ARENA_NEW(&l->keep, float, width);
    TRY_NEW(s->x, err);
    TRY_NEW(label, err);
    TRY_NEW(s->middle, err);
    for (uint32_t d = 0; d < width; d++) {
        double sum = 0;
        for (uint32_t i = 0; i < count; i++) sum += l->lessons[i].vector[d];
        s->middle[d] = (float)(sum / count);
    }
    for (uint32_t i = 0; i < count; i++) label[i] = l->lessons[i].label;
    s->spread[0] = spread_of(l, s->middle, 0, width / 2);
    s->spread[1] = spread_of(l, s->middle, width / 2, width);
    s->task = (softmax_task){.x = s->x, .label = label, .width = width, .labels = l->types->c.count};
    return ACTA_OK;
}

/* Both halves together have spread one. */
static void mix(const learner *l, scaled *s, double sentence) {
    uint32_t width = l->width;
    double both = sqrt(1 + sentence * sentence);
    s->factor[0] = 1 / (s->spread[0] * both);
    s->factor[1] = sentence / (s->spread[1] * both);
    for (uint32_t i = 0; i < l->lesson_count; i++) {
        const float *from = l->lessons[i].vector;
        for (uint32_t d = 0; d < width; d++) s->x[(size_t)i * width + d] = (float)((from[d] - s->middle[d]) * s->factor[d >= width / 2]);
    }
}

/* What the five parts say of each penalty. */
typedef struct trial {
    double loss[PENALTIES];
    uint32_t *taken[PENALTIES];      /* [labels, labels] */
} trial;

/* The numbers of the lessons that are in the part, or those that are not. Lessons lie by type, so every part has its share of each. */
static uint32_t part(uint32_t count, uint32_t fold, bool inside, uint32_t *out) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) {
        if ((i % FOLDS == fold) == inside) out[n++] = i;
    }
    return n;
}

static void judge(const softmax_task *t, const double *weight, uint32_t row, double *probability, double *loss, uint32_t *taken) {
    softmax_weigh(t, weight, row, probability);
    uint32_t best = 0;
    for (uint32_t c = 1; c < t->labels; c++) {
        if (probability[c] > probability[best]) best = c;
    }
    *loss -= log(fmax(probability[t->label[row]], 1e-300));
    taken[t->label[row] * t->labels + best]++;
}

static acta_status try_fold(const softmax_task *all, uint32_t lessons, uint32_t fold, trial *found, arena *scratch, acta_err *err) {
    softmax_task t = *all;
    uint32_t *use = ARENA_NEW(scratch, uint32_t, lessons), *judged = ARENA_NEW(scratch, uint32_t, lessons);
    double *weight = ARENA_NEW(scratch, double, softmax_size(&t)), *probability = ARENA_NEW(scratch, double, t.labels);
    TRY_NEW(use, err);
    TRY_NEW(judged, err);
    TRY_NEW(weight, err);
    TRY_NEW(probability, err);
    t.use = use;
    t.count = part(lessons, fold, false, use);
    uint32_t judged_count = part(lessons, fold, true, judged);
    for (int k = 0; k < PENALTIES; k++) {
        arena inner;
        arena_begin(&inner, acta__malloc(), 0);
        acta_status status = softmax_fit(&t, penalties[k], weight, &inner, err);
        arena_end(&inner);
        TRY(status);
        for (uint32_t i = 0; i < judged_count; i++) judge(&t, weight, judged[i], probability, &found->loss[k], found->taken[k]);
    }
    return ACTA_OK;
}

static acta_status try_folds(const learner *l, const softmax_task *t, trial *found, acta_err *err) {
    for (uint32_t fold = 0; fold < FOLDS; fold++) {
        arena scratch;
        arena_begin(&scratch, acta__malloc(), 0);
        acta_status status = try_fold(t, l->lesson_count, fold, found, &scratch, err);
        arena_end(&scratch);
        TRY(status);
    }
    return ACTA_OK;
}

/* The likeliest choice; of equals the first. */
static acta_status choose(learner *l, scaled *s, acta_err *err) {
    acta_types *types = l->types;
    double least = INFINITY;
    for (int m = 0; m < MIXES; m++) {
        trial found = {.loss = {0}};
        for (int k = 0; k < PENALTIES; k++) {
            found.taken[k] = ARENA_NEW(&types->c.arena, uint32_t, (size_t)s->task.labels * s->task.labels);
            TRY_NEW(found.taken[k], err);
        }
        mix(l, s, mixes[m]);
        TRY(try_folds(l, &s->task, &found, err));
        for (int k = 0; k < PENALTIES; k++) {
            if (found.loss[k] >= least) continue;
            least = found.loss[k];
            types->taken = found.taken[k];
            types->penalty = penalties[k];
            types->mix = mixes[m];
        }
    }
    types->log_loss = least / l->lesson_count;
    return ACTA_OK;
}

/* Weights for vectors as they come, with the scale put into them. */
static acta_status keep_weights(classes *c, const scaled *s, const double *weight, acta_err *err) {
    const softmax_task *t = &s->task;
    c->weight = arena_take(&c->arena, (size_t)c->count * c->width, sizeof *c->weight);
    c->bias = ARENA_NEW(&c->arena, float, c->count);
    TRY_NEW(c->weight, err);
    TRY_NEW(c->bias, err);
    for (uint32_t k = 0; k < c->count; k++) {
        double bias = weight[(size_t)t->width * t->labels + k];
        for (uint32_t d = 0; d < c->width; d++) {
            double w = weight[(size_t)d * t->labels + k] * s->factor[d >= c->width / 2];
            c->weight[(size_t)k * c->width + d] = (float)w;
            bias -= w * s->middle[d];
        }
        c->bias[k] = (float)bias;
    }
    return ACTA_OK;
}

static acta_status learn(learner *l, acta_err *err) {
    scaled s;
    TRY(measure(l, &s, err));
    TRY(choose(l, &s, err));
    mix(l, &s, l->types->mix);
    uint32_t *use = ARENA_NEW(&l->keep, uint32_t, l->lesson_count);
    double *weight = ARENA_NEW(&l->keep, double, softmax_size(&s.task));
    TRY_NEW(use, err);
    TRY_NEW(weight, err);
    s.task.use = use;
    s.task.count = part(l->lesson_count, FOLDS, false, use);     /* in no part: all of them */
    TRY(softmax_fit(&s.task, l->types->penalty, weight, &l->keep, err));
    return keep_weights(&l->types->c, &s, weight, err);
}

static uint32_t right(const acta_types *types) {
    uint32_t sum = 0;
    for (uint32_t k = 0; k < types->c.count; k++) sum += types->taken[k * types->c.count + k];
    return sum;
}

/* Thousandths, as no number in a file should depend on the locale. */
static void tell_about(learner *l) {
    acta_types *t = l->types;
    unsigned loss = (unsigned)lround(t->log_loss * 1000);
    snprintf(t->about, sizeof t->about,
             "what: types of events, made by acta train-types\nmodel: %s\nencoder: %016" PRIx64 "\ntypes: %u\nexamples: %u\n"
             "cross-validated: %u right, log loss %u.%03u\npenalty: %u/1000, sentence to word: %u/1000\n",
             l->model->name, t->c.encoder, t->c.count, l->lesson_count, right(t), loss / 1000, loss % 1000, (unsigned)lround(t->penalty * 1000), (unsigned)lround(t->mix * 1000));
}

static acta_status fit(learner *l, acta_err *err) {
    TRY(gather(l, err));
    TRY(acta_coder_new(l->model, NULL, &l->coder, err));
    l->coder->keep_vectors = true;
    TRY(read_all(l, err));
    TRY(sort_types(l, err));
    TRY(learn(l, err));
    tell_about(l);
    return ACTA_OK;
}

acta_status acta_types_fit(const acta_model *model, const acta_example *examples, size_t count, acta_example_note note, void *ctx,
                           acta_types **types, acta_err *err) {
    if (model == NULL || (examples == NULL && count > 0) || types == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_types_fit needs a model, examples and a place for the types");
    if (count > ACTA_EXAMPLES_MAX) return acta__fail(err, ACTA_LIMIT, -1, "%zu examples; no more than %d are learnt from", count, ACTA_EXAMPLES_MAX);
    learner l = {.model = model, .examples = examples, .count = count, .note = note, .ctx = ctx, .width = 2 * nn_model_width(model->nn)};
    l.types = calloc(1, sizeof *l.types);
    TRY_NEW(l.types, err);
    l.types->c = (classes){.width = l.width, .encoder = classes_encoder(&model->file)};
    arena_begin(&l.types->c.arena, acta__malloc(), 0);
    arena_begin(&l.keep, acta__malloc(), 0);
    acta_status status = fit(&l, err);
    arena_end(&l.keep);
    acta_coder_free(l.coder);
    if (status != ACTA_OK) acta_types_free(l.types);
    else *types = l.types;
    return status;
}

/* ---- what was learnt ---- */

void acta_types_free(acta_types *types) {
    if (types == NULL) return;
    classes_clear(&types->c);
    free(types);
}

size_t acta_types_count(const acta_types *types) {
    return types == NULL ? 0 : types->c.count;
}

const char *acta_types_name(const acta_types *types, size_t type) {
    return type < acta_types_count(types) ? types->c.names[type] : "";
}

uint32_t acta_types_taken(const acta_types *types, size_t type, size_t found) {
    size_t count = acta_types_count(types);
    return type < count && found < count ? types->taken[type * count + found] : 0;
}

double acta_types_log_loss(const acta_types *types) {
    return types == NULL ? 0 : types->log_loss;
}

acta_status acta_types_write(const acta_types *types, acta_sink sink, void *ctx, acta_err *err) {
    if (types == NULL || sink == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_types_write needs types and a sink");
    unsigned char *out = NULL;
    size_t bytes = 0;
    TRY(classes_write(&types->c, types->about, &out, &bytes, err));
    bool sent = sink(ctx, (const char *)out, bytes);
    free(out);
    return sent ? ACTA_OK : acta__fail(err, ACTA_IO, -1, "stopped by the receiver");
}
