/* test_nn.c - the network in C against the reference activations that train/reference.py wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <json-c/json.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>

#include "base/ud.h"
#include "nn/heads.h"
#include "nn/model.h"

static datafile file;
static json_object *reference;

static char *path_of(const char *inside, char *out, size_t bytes) {
    const char *root = getenv("ACTA_SOURCE_ROOT");
    snprintf(out, bytes, "%s/%s", root != NULL ? root : "..", inside);
    return out;
}

static int open_files(void **state) {
    (void)state;
    char path[1024];
    acta_err err;
    if (datafile_open(path_of("data/model/acta.weights", path, sizeof path), &file, &err) != ACTA_OK) {
        fprintf(stderr, "%s\n", err.message);
        return -1;
    }
    reference = json_object_from_file(path_of("train/reference/reference.json", path, sizeof path));
    return reference == NULL ? -1 : 0;
}

static int close_files(void **state) {
    (void)state;
    json_object_put(reference);
    datafile_close(&file);
    return 0;
}

static json_object *field(json_object *o, const char *name) {
    json_object *value;
    assert_true(json_object_object_get_ex(o, name, &value));
    return value;
}

static double number_at(json_object *list, size_t i, size_t k) {
    return json_object_get_double(json_object_array_get_idx(json_object_array_get_idx(list, i), k));
}

static const char *text_at(json_object *list, size_t i) {
    return json_object_get_string(json_object_array_get_idx(list, i));
}

/* The largest differences seen, and shares of labels that agree. */
typedef struct agreement {
    double row, probability, arc, role;
    size_t labels, labels_same;
} agreement;

static void differ(double *most, double a, double b) {
    double d = fabs(a - b);
    if (!(d <= *most)) *most = d;
}

static nn_sentence sentence_of(json_object *s, nn_word *words) {
    json_object *list = field(s, "words");
    size_t count = json_object_array_length(list);
    for (size_t i = 0; i < count; i++) {
        json_object *w = json_object_array_get_idx(list, i);
        words[i] = (nn_word){json_object_get_string(w), (uint32_t)json_object_get_string_len(w)};
    }
    return (nn_sentence){.words = words, .word_count = (uint32_t)count};
}

static uint32_t best(const float *scores, uint32_t count) {
    uint32_t at = 0;
    for (uint32_t i = 1; i < count; i++) {
        if (scores[i] > scores[at]) at = i;
    }
    return at;
}

static void compare_tags(nn_run *run, const nn_sentence *s, json_object *r, agreement *a) {
    const nn_labels *labels = nn_model_labels(nn_run_model(run));
    nn_scores u = nn_classify(run, NN_UPOS, s->first_row + 1, s->word_count);
    for (uint32_t i = 0; i < s->word_count; i++, a->labels++) {
        const char *name = upos_names[labels->upos.number[best(u.at + i * u.stride, u.count)]];
        a->labels_same += strcmp(name, text_at(field(r, "upos"), i)) == 0;
    }
    nn_scores x = nn_classify(run, NN_XPOS, s->first_row + 1, s->word_count);
    for (uint32_t i = 0; i < s->word_count; i++, a->labels++) {
        const char *name = xpos_names[labels->xpos.number[best(x.at + i * x.stride, x.count)]];
        a->labels_same += strcmp(name, text_at(field(r, "xpos"), i)) == 0;
    }
}

static void compare_sigmoids(nn_run *run, nn_head head, const nn_sentence *s, json_object *list, double *most) {
    size_t words = json_object_array_length(list);
    nn_scores p = nn_classify(run, head, s->first_row + 1, (uint32_t)words);
    for (size_t i = 0; i < words; i++) {
        for (uint32_t k = 0; k < p.count; k++) differ(most, nn_sigmoid(p.at[i * p.stride + k]), number_at(list, i, k));
    }
}

static void compare_status(nn_run *run, const nn_sentence *s, json_object *r, agreement *a) {
    nn_scores p = nn_classify(run, NN_STATUS, s->first_row + 1, s->word_count);
    for (uint32_t i = 0; i < s->word_count; i++) {
        const float *score = p.at + i * p.stride;
        double sum = 0;
        for (uint32_t k = 0; k < p.count; k++) sum += exp(score[k]);
        for (uint32_t k = 0; k < p.count; k++) differ(&a->probability, exp(score[k]) / sum, number_at(field(r, "status"), i, k));
    }
}

static void compare_pairs(nn_run *run, const nn_sentence *s, json_object *r, agreement *a) {
    json_object *arcs;
    if (json_object_object_get_ex(r, "arc", &arcs)) {
        nn_scores p = nn_arcs(run, s->first_row, s->word_count + 1);
        for (uint32_t d = 0; d <= s->word_count; d++) {
            for (uint32_t h = 0; h <= s->word_count; h++) differ(&a->arc, p.at[d * p.stride + h], number_at(arcs, d, h));
        }
    }
    uint32_t heads[NN_WORDS_MAX];
    for (uint32_t i = 0; i < s->word_count; i++) {
        heads[i] = (uint32_t)json_object_get_int(json_object_array_get_idx(field(r, "head"), i));
    }
    const label_list *rels = &nn_model_labels(nn_run_model(run))->rel;
    nn_scores rel = nn_relations(run, s->first_row, heads, s->word_count);
    for (uint32_t i = 0; i < s->word_count; i++) {
        if (heads[i] == 0) continue;
        uint32_t at = REL_root == rels->number[0] ? 1 : 0;
        for (uint32_t k = 0; k < rel.count; k++) {
            if (rels->number[k] != REL_root && rel.at[i * rel.stride + k] > rel.at[i * rel.stride + at]) at = k;
        }
        a->labels++;
        a->labels_same += strcmp(rel_names[rels->number[at]], text_at(field(r, "rel"), i)) == 0;
    }
    uint32_t trigger = (uint32_t)json_object_get_int(field(r, "role_trigger")) + 1;
    nn_scores roles = nn_roles(run, s->first_row, trigger, s->word_count);
    for (uint32_t i = 0; i < s->word_count; i++) {
        for (uint32_t k = 0; k < roles.count; k++) {
            differ(&a->role, nn_sigmoid(roles.at[i * roles.stride + k]), number_at(field(r, "role"), i, k));
        }
    }
    float v[2][64], cosine = 0;
    nn_same(run, s->first_row + 1, v[0], 64);
    nn_same(run, s->first_row + (s->word_count > 1 ? 2 : 1), v[1], 64);
    for (int k = 0; k < 64; k++) cosine += v[0][k] * v[1][k];
    same_scale scale = nn_same_scale(nn_run_model(run));
    differ(&a->probability, nn_sigmoid(scale.scale * cosine + scale.bias), json_object_get_double(field(r, "same_0_1")));
}

static void compare_rows(nn_run *run, const nn_sentence *s, json_object *r, agreement *a) {
    json_object *rows = field(r, "rows");
    for (uint32_t i = 0; i <= s->word_count; i++) {
        uint32_t width;
        const float *x = nn_row(run, s->first_row + i, &width);
        size_t given = json_object_array_length(json_object_array_get_idx(rows, i));
        for (size_t k = 0; k < given; k++) differ(&a->row, x[k], number_at(rows, i, k));
    }
}

static agreement compare_with_reference(acta_precision precision) {
    agreement a = {0};
    acta_err err = {0};
    nn_model *model;
    nn_run *run;
    if (nn_model_open(&file, precision, &model, &err) != ACTA_OK) fail_msg("%s", err.message);
    assert_int_equal(nn_run_new(model, acta__malloc(), &run, &err), ACTA_OK);
    for (size_t i = 0; i < json_object_array_length(reference); i++) {
        json_object *r = json_object_array_get_idx(reference, i), *list;
        nn_word words[NN_WORDS_MAX];
        nn_sentence s = sentence_of(r, words);
        assert_int_equal(nn_read(run, &s, 1, &err), ACTA_OK);
        compare_rows(run, &s, r, &a);
        compare_tags(run, &s, r, &a);
        compare_sigmoids(run, NN_TRIGGER, &s, field(r, "trigger"), &a.probability);
        if (json_object_object_get_ex(r, "mode", &list)) compare_sigmoids(run, NN_MODE, &s, list, &a.probability);
        if (json_object_object_get_ex(r, "context", &list)) compare_sigmoids(run, NN_CONTEXT, &s, list, &a.probability);
        compare_status(run, &s, r, &a);
        compare_pairs(run, &s, r, &a);
    }
    print_message("%s on %s: rows within %.2g, probabilities %.2g, arcs %.2g, roles %.2g; %zu of %zu labels agree\n",
                  precision == ACTA_F32 ? "f32" : precision == ACTA_BF16 ? "bf16" : "int8", nn_model_isa(model), a.row,
                  a.probability, a.arc, a.role, a.labels_same, a.labels);
    nn_run_free(run);
    nn_model_close(model);
    return a;
}

static void f32_is_the_reference(void **state) {
    (void)state;
    agreement a = compare_with_reference(ACTA_F32);
    assert_true(a.row < 2e-4 && a.probability < 2e-4 && a.role < 2e-4 && a.arc < 5e-3);
    assert_int_equal(a.labels_same, a.labels);
}

static void bf16_is_near_it(void **state) {
    (void)state;
    agreement a = compare_with_reference(ACTA_BF16);
    assert_true(a.row < 0.15 && a.probability < 0.1 && a.role < 0.1);
    assert_true(a.labels_same >= 0.995 * a.labels);
}

static void int8_is_near_it(void **state) {
    (void)state;
    agreement a = compare_with_reference(ACTA_INT8);
    assert_true(a.row < 0.4 && a.probability < 0.15 && a.role < 0.15);
    assert_true(a.labels_same >= 0.985 * a.labels);
}

static void pieces_are_berts(void **state) {
    (void)state;
    section text;
    arena a;
    pieces *p;
    arena_begin(&a, acta__malloc(), 0);
    assert_true(datafile_find(&file, "vocab", &text));
    assert_int_equal(pieces_new(text.at, text.bytes, &a, &p, NULL), ACTA_OK);
    for (size_t i = 0; i < json_object_array_length(reference); i++) {
        json_object *r = json_object_array_get_idx(reference, i), *words = field(r, "words");
        for (size_t k = 0; k < json_object_array_length(words); k++) {
            const char *word = text_at(words, k);
            uint32_t found[PIECES_OF_WORD_MAX];
            json_object *wanted = json_object_array_get_idx(field(r, "pieces"), k);
            assert_int_equal(pieces_of_word(p, word, strlen(word), found), json_object_array_length(wanted));
            for (size_t n = 0; n < json_object_array_length(wanted); n++) {
                assert_int_equal(found[n], json_object_get_int(json_object_array_get_idx(wanted, n)));
            }
            assert_int_equal(case_of_word(word, strlen(word)),
                             json_object_get_int(json_object_array_get_idx(field(r, "case"), k)));
        }
    }
    arena_end(&a);
}

/* ---- what a sentence gives depends on nothing else ---- */

static uint64_t sum_of(uint64_t sum, const void *at, size_t bytes) {
    const unsigned char *p = at;
    for (size_t i = 0; i < bytes; i++) sum = (sum ^ p[i]) * 1099511628211u;
    return sum;
}

/* A digest of all that the model says of a sentence. */
static uint64_t digest(nn_run *run, const nn_sentence *s) {
    uint32_t width, heads[NN_WORDS_MAX];
    uint64_t sum = 1469598103934665603u;
    for (uint32_t i = 0; i <= s->word_count; i++) {
        sum = sum_of(sum, nn_row(run, s->first_row + i, &width), run->model->width * sizeof(float));
        sum = sum_of(sum, run->slices + (size_t)(s->first_row + i) * run->model->slices_width,
                     run->model->slices_width * sizeof(float));
    }
    for (int h = 0; h < NN_CLASSIFIERS; h++) {
        nn_scores p = nn_classify(run, (nn_head)h, s->first_row + 1, s->word_count);
        for (uint32_t i = 0; i < s->word_count; i++) sum = sum_of(sum, p.at + i * p.stride, p.count * sizeof(float));
    }
    nn_scores arcs = nn_arcs(run, s->first_row, s->word_count + 1);
    for (uint32_t i = 0; i <= s->word_count; i++) sum = sum_of(sum, arcs.at + i * arcs.stride, arcs.count * sizeof(float));
    for (uint32_t i = 0; i < s->word_count; i++) heads[i] = (i * 7) % (s->word_count + 1);
    nn_scores rel = nn_relations(run, s->first_row, heads, s->word_count);
    for (uint32_t i = 0; i < s->word_count; i++) sum = sum_of(sum, rel.at + i * rel.stride, rel.count * sizeof(float));
    nn_scores roles = nn_roles(run, s->first_row, 1, s->word_count);
    for (uint32_t i = 0; i < s->word_count; i++) sum = sum_of(sum, roles.at + i * roles.stride, roles.count * sizeof(float));
    return sum;
}

enum { SENTENCES = 9 };

/* The first of the reference. */
static void all_sentences(nn_sentence *s, nn_word (*words)[64]) {
    for (int i = 0; i < SENTENCES; i++) s[i] = sentence_of(json_object_array_get_idx(reference, i), words[i]);
}

static void open_or_fail(acta_precision precision, nn_model **model, nn_run **run) {
    acta_err err = {0};
    if (nn_model_open(&file, precision, model, &err) != ACTA_OK) fail_msg("%s", err.message);
    if (nn_run_new(*model, acta__malloc(), run, &err) != ACTA_OK) fail_msg("%s", err.message);
}

/* Alone, all together, backwards, in odd groups: the same bits. */
static void neighbours_change_nothing(void **state) {
    (void)state;
    static nn_word words[SENTENCES][64];
    nn_sentence s[SENTENCES];
    uint64_t alone[SENTENCES];
    all_sentences(s, words);
    for (int precision = ACTA_INT8; precision <= ACTA_F32; precision++) {
        nn_model *model;
        nn_run *run;
        open_or_fail((acta_precision)precision, &model, &run);
        for (int i = 0; i < SENTENCES; i++) {
            assert_int_equal(nn_read(run, &s[i], 1, NULL), ACTA_OK);
            alone[i] = digest(run, &s[i]);
        }
        for (int group = 2; group <= SENTENCES; group = group * 2 + 1) {
            for (int from = 0; from < SENTENCES; from += group) {
                int count = SENTENCES - from < group ? SENTENCES - from : group;
                assert_int_equal(nn_read(run, s + from, (uint32_t)count, NULL), ACTA_OK);
                for (int i = 0; i < count; i++) assert_true(digest(run, &s[from + i]) == alone[from + i]);
            }
        }
        nn_sentence back[SENTENCES];
        for (int i = 0; i < SENTENCES; i++) back[i] = s[SENTENCES - 1 - i];
        assert_int_equal(nn_read(run, back, SENTENCES, NULL), ACTA_OK);
        for (int i = 0; i < SENTENCES; i++) assert_true(digest(run, &back[i]) == alone[SENTENCES - 1 - i]);
        nn_run_free(run);
        nn_model_close(model);
    }
}

typedef struct reader {
    const nn_model *model;
    uint64_t sum;
    acta_status status;
} reader;

static void *read_all(void *ctx) {
    reader *r = ctx;
    static const uint32_t count = SENTENCES;
    nn_word words[SENTENCES][64];
    nn_sentence s[SENTENCES];
    nn_run *run;
    all_sentences(s, words);
    r->status = nn_run_new(r->model, acta__malloc(), &run, NULL);
    for (int round = 0; r->status == ACTA_OK && round < 2; round++) {
        r->status = nn_read(run, s, count, NULL);
        r->sum = 0;
        for (uint32_t i = 0; i < count; i++) r->sum += digest(run, &s[i]);
    }
    nn_run_free(run);
    return NULL;
}

/* Several runs of one model at once, each in its own thread, give what one gives. */
static void threads_share_a_model(void **state) {
    (void)state;
    enum { THREADS = 3 };
    nn_model *model;
    nn_run *run;
    open_or_fail(ACTA_INT8, &model, &run);
    reader one = {.model = model}, many[THREADS];
    read_all(&one);
    assert_int_equal(one.status, ACTA_OK);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        many[i] = (reader){.model = model};
        assert_int_equal(pthread_create(&threads[i], NULL, read_all, &many[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(many[i].status, ACTA_OK);
        assert_true(many[i].sum == one.sum);
    }
    nn_run_free(run);
    nn_model_close(model);
}

/* ---- limits and failures ---- */

typedef struct failing {
    acta_alloc inner;
    int left;                        /* allocations that still succeed; negative: all */
    long held;                       /* bytes */
} failing;

static void *failing_resize(void *ctx, void *ptr, size_t old_size, size_t new_size) {
    failing *f = ctx;
    if (new_size > 0 && f->left == 0) return NULL;
    if (new_size > 0 && f->left > 0) f->left--;
    void *out = f->inner.resize(f->inner.ctx, ptr, old_size, new_size);
    if (new_size == 0 || out != NULL) f->held += (long)new_size - (long)old_size;
    return out;
}

/* Each allocation of a run fails once: NOMEM, nothing kept, and in the end it works. */
static void no_memory_is_told(void **state) {
    (void)state;
    nn_model *model;
    nn_run *unused;
    open_or_fail(ACTA_INT8, &model, &unused);
    nn_run_free(unused);
    nn_word words[64];
    nn_sentence s = sentence_of(json_object_array_get_idx(reference, 0), words);
    acta_status status = ACTA_NOMEM;
    for (int left = 0; status != ACTA_OK; left++) {
        assert_true(left < 50);
        failing f = {acta__malloc(), left, 0};
        nn_run *run;
        status = nn_run_new(model, (acta_alloc){failing_resize, &f}, &run, NULL);
        if (status == ACTA_OK) {
            status = nn_read(run, &s, 1, NULL);
            nn_run_free(run);
        }
        if (status != ACTA_OK) assert_int_equal(status, ACTA_NOMEM);
        assert_int_equal(f.held, 0);
    }
    nn_model_close(model);
}

static void too_much_is_refused(void **state) {
    (void)state;
    nn_model *model;
    nn_run *run;
    open_or_fail(ACTA_INT8, &model, &run);
    static nn_word words[NN_WORDS_MAX + 1];
    for (int i = 0; i <= NN_WORDS_MAX; i++) words[i] = (nn_word){"Wrzesniewski-Montgomeryshire", 28};
    nn_sentence s = {.words = words, .word_count = NN_WORDS_MAX};
    assert_int_equal(nn_read(run, &s, 1, NULL), ACTA_OK);
    s.word_count = NN_WORDS_MAX + 1;
    assert_int_equal(nn_read(run, &s, 1, NULL), ACTA_MISUSE);
    s.word_count = 0;
    assert_int_equal(nn_read(run, &s, 1, NULL), ACTA_MISUSE);
    nn_sentence two[] = {{.words = words, .word_count = 300}, {.words = words, .word_count = 300}};
    assert_int_equal(nn_read(run, two, 2, NULL), ACTA_MISUSE);
    assert_int_equal(nn_read(run, two, 1, NULL), ACTA_OK);
    nn_run_free(run);
    nn_model_close(model);
}

/* Any bytes are a word: at least one piece, at most the limit, nothing overrun. */
static void any_word_has_pieces(void **state) {
    (void)state;
    section text;
    arena a;
    pieces *p;
    uint32_t seed = 7, found[PIECES_OF_WORD_MAX];
    arena_begin(&a, acta__malloc(), 0);
    assert_true(datafile_find(&file, "vocab", &text));
    assert_int_equal(pieces_new(text.at, text.bytes, &a, &p, NULL), ACTA_OK);
    for (int round = 0; round < 3000; round++) {
        size_t bytes = round % 400;
        char *word = malloc(bytes + 1);  /* exact, so that AddressSanitizer sees a step too far */
        assert_non_null(word);
        for (size_t i = 0; i < bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            word[i] = round % 3 == 0 ? (char)(seed >> 24) : round % 3 == 1 ? (char)('a' + (seed >> 24) % 26) : "\xc3\x89\xe5\x8c\x97.-A"[(seed >> 24) % 8];
        }
        char *exact = realloc(word, bytes > 0 ? bytes : 1);
        uint32_t count = pieces_of_word(p, exact, bytes, found);
        assert_true(count >= 1 && count <= PIECES_OF_WORD_MAX);
        for (uint32_t i = 0; i < count; i++) assert_true(found[i] < pieces_count(p));
        assert_true(case_of_word(exact, bytes) < CASES);
        free(exact);
    }
    arena_end(&a);
}

/* Thresholds have their defaults; without its labels, one of these heads is not there at all. */
static bool may_be_missing(const char *name) {
    static const char *const heads[] = {"sector.labels", "agreement.labels", "obligation.labels", "claim.labels"};
    bool optional = strstr(name, ".threshold") != NULL;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) optional |= strcmp(name, heads[i]) == 0;
    return optional;
}

/* A file with one section less, or one section of another shape, is refused by name. */
static void wants_every_section(void **state) {
    (void)state;
    unsigned char *copy;
    assert_int_equal(posix_memalign((void **)&copy, SECTION_ALIGN, file.bytes), 0);
    memcpy(copy, file.at, file.bytes);
    datafile damaged = {.at = copy, .bytes = file.bytes, .section_count = file.section_count};
    for (uint32_t i = 0; i < file.section_count; i++) {
        section s = datafile_section(&damaged, i);
        if (strncmp(s.name, "enc.", 4) == 0 && s.name[4] != '0') continue;  /* the layers are alike */
        if (may_be_missing(s.name)) continue;
        char *name = (char *)copy + (s.name - (const char *)copy);
        nn_model *model = NULL;
        acta_err err;
        name[0] ^= 1;
        if (nn_model_open(&damaged, ACTA_INT8, &model, &err) != ACTA_DATA_FORMAT) fail_msg("%s is not missed", name);
        name[0] ^= 1;
    }
    free(copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_berts),
        cmocka_unit_test(f32_is_the_reference),
        cmocka_unit_test(bf16_is_near_it),
        cmocka_unit_test(int8_is_near_it),
        cmocka_unit_test(neighbours_change_nothing),
        cmocka_unit_test(threads_share_a_model),
        cmocka_unit_test(no_memory_is_told),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(any_word_has_pieces),
        cmocka_unit_test(wants_every_section),
    };
    return cmocka_run_group_tests(tests, open_files, close_files);
}
