/* test_types.c - types of a user's own: learnt from examples, kept in a file, given to events.
 *
 * $ACTA_DATA names the data file.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/container.h"
#include "event/event.h"
#include "handmade.h"
#include "nn/softmax.h"
#include "parse/classes.h"

static acta_model *model;

/* ---- logistic regression ---- */

static void fit(const softmax_task *t, double penalty, double *weight) {
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 0);
    assert_int_equal(softmax_fit(t, penalty, weight, &scratch, NULL), ACTA_OK);
    arena_end(&scratch);
}

/* Where the vectors say nothing, the probabilities are the labels' shares. */
static void nothing_to_go_by_gives_shares(void **state) {
    (void)state;
    static const float x[8] = {0};
    static const uint32_t label[8] = {0, 0, 0, 0, 1, 1, 2, 2}, use[8] = {0, 1, 2, 3, 4, 5, 6, 7};
    softmax_task t = {x, label, 1, 3, use, 8};
    double weight[6] = {0}, p[3];
    fit(&t, 1, weight);
    softmax_weigh(&t, weight, 0, p);
    assert_true(fabs(p[0] - 0.5) < 1e-3 && fabs(p[1] - 0.25) < 1e-3 && fabs(p[2] - 0.25) < 1e-3);
}

/* At the lowest point penalty * weight = what the examples still pull: 1 - probability of their label, times x. */
static void the_lowest_point_is_found(void **state) {
    (void)state;
    static const float x[4] = {1, 2, -1, -2};
    static const uint32_t label[4] = {0, 0, 1, 1}, use[4] = {0, 1, 2, 3};
    softmax_task t = {x, label, 1, 2, use, 4};
    for (double penalty = 0.01; penalty < 20; penalty *= 5) {
        double weight[4] = {0}, p[2], pull = 0;
        fit(&t, penalty, weight);
        for (uint32_t i = 0; i < 4; i++) {
            softmax_weigh(&t, weight, i, p);
            pull += ((label[i] == 0) - p[0]) * x[i];
            assert_true(p[label[i]] > 0.5);
        }
        assert_true(fabs(pull - penalty * weight[0]) < 2e-3);
    }
}

/* Only those that are to be used teach. */
static void what_is_not_used_does_not_teach(void **state) {
    (void)state;
    static const float x[4] = {1, -1, 1, -1};
    static const uint32_t label[4] = {0, 1, 1, 0}, use[2] = {0, 1};
    softmax_task t = {x, label, 1, 2, use, 2};
    double weight[4] = {0}, p[2];
    fit(&t, 0.1, weight);
    softmax_weigh(&t, weight, 2, p);
    assert_true(p[0] > 0.8);
}

/* ---- files ---- */

static void *aligned(const unsigned char *bytes, size_t count) {
    void *copy = aligned_alloc(SECTION_ALIGN, (count + SECTION_ALIGN - 1) / SECTION_ALIGN * SECTION_ALIGN);
    assert_non_null(copy);
    memcpy(copy, bytes, count);
    return copy;
}

static void a_container_is_read_back(void **state) {
    (void)state;
    static const float numbers[3] = {1, -2, 3.5f};
    const section sections[] = {{"one", SECTION_BYTES, 1, {5}, "hello", 5}, {"two", SECTION_F32, 1, {3}, numbers, sizeof numbers}, {"three", SECTION_BYTES, 1, {0}, "", 0}};
    unsigned char *made;
    size_t bytes;
    assert_int_equal(container_make(sections, 3, &made, &bytes, NULL), ACTA_OK);
    void *copy = aligned(made, bytes);
    datafile file;
    section found;
    assert_int_equal(datafile_from_memory(copy, bytes, &file, NULL), ACTA_OK);
    assert_true(datafile_find(&file, "two", &found) && memcmp(found.at, numbers, sizeof numbers) == 0);
    assert_true(datafile_find(&file, "one", &found) && found.bytes == 5 && memcmp(found.at, "hello", 5) == 0);
    free(copy);
    free(made);
    const section alike[] = {sections[0], sections[0]};
    assert_int_equal(container_make(alike, 2, &made, &bytes, NULL), ACTA_MISUSE);
}

/* Two types over vectors of two numbers. */
static classes simple(void) {
    static const char *names[] = {"down", "up"};
    static float weight[4] = {-1, 0, 1, 0}, bias[2] = {0, 0};
    return (classes){.count = 2, .width = 2, .names = names, .weight = weight, .bias = bias, .encoder = 77};
}

static acta_status take(const classes *c, uint64_t encoder, uint32_t width, size_t wrong_byte, classes *out, acta_err *err) {
    unsigned char *made;
    size_t bytes;
    assert_int_equal(classes_write(c, "what: a test\n", &made, &bytes, NULL), ACTA_OK);
    if (wrong_byte > 0) made[bytes - wrong_byte] ^= 1;
    void *copy = aligned(made, bytes);
    free(made);
    datafile file;
    acta_status status = datafile_from_memory(copy, bytes, &file, err);
    if (status == ACTA_OK) status = classes_take(out, &file, encoder, width, err);
    free(copy);
    return status;
}

static void types_are_read_back(void **state) {
    (void)state;
    classes c = simple(), back;
    float p[2];
    assert_int_equal(take(&c, 77, 2, 0, &back, NULL), ACTA_OK);
    assert_int_equal(back.count, 2);
    assert_string_equal(back.names[1], "up");
    classes_weigh(&back, (float[]){1, 9}, p);
    assert_true(fabsf(p[1] - 1 / (1 + expf(-2))) < 1e-5f && fabsf(p[0] + p[1] - 1) < 1e-5f);
    classes_clear(&back);
}

static void files_that_do_not_fit_are_refused(void **state) {
    (void)state;
    classes c = simple(), none;
    acta_err err;
    assert_int_equal(take(&c, 78, 2, 0, &none, &err), ACTA_MISUSE);
    assert_non_null(strstr(err.message, "another model"));
    assert_int_equal(take(&c, 77, 4, 0, &none, &err), ACTA_DATA_FORMAT);
    assert_int_equal(take(&c, 77, 2, 3, &none, &err), ACTA_DATA_FORMAT);
    c.names = (const char *[]){"up", "down"};
    assert_int_equal(take(&c, 77, 2, 0, &none, &err), ACTA_DATA_FORMAT);
    c = simple();
    c.weight = (float[]){1, NAN, 0, 0};
    assert_int_equal(take(&c, 77, 2, 0, &none, &err), ACTA_DATA_FORMAT);
    c = simple();
    c.count = 1;
    assert_int_equal(take(&c, 77, 2, 0, &none, &err), ACTA_DATA_FORMAT);
}

/* ---- events ---- */

static void all_tellings_have_a_say(void **state) {
    (void)state;
    arena a;
    doc d = {0};
    arena_begin(&a, acta__malloc(), 0);
    handmade(&d, &a, "Rebels rebel NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root\nand and CCONJ CC 4 cc\nfled flee VERB VBD 2 conj\n");
    static const char *const names[] = {"flight", "none", "raid"};
    static const float first[] = {0.1f, 0.3f, 0.6f}, second[] = {0.75f, 0.05f, 0.2f};
    trigger_at(&d, 1, TYPE_ASSAULT, 0.9f)->own = first;
    trigger_at(&d, 3, TYPE_RETREAT, 0.9f)->own = second;
    d.own_types = names;
    d.own_type_count = 3;
    event_mention told[] = {{0, {0, 1}}, {1, {2, 3}}};
    event e = {.mentions = told, .mention_count = 1};
    float p;
    assert_int_equal(event_own_type(&d, &e, &p), 2);
    assert_true(fabsf(p - 0.6f) < 1e-6f);
    e.mention_count = 2;
    assert_int_equal(event_own_type(&d, &e, &p), 0);
    assert_true(fabsf(p - 0.425f) < 1e-6f);
    d.own_type_count = 0;
    assert_int_equal(event_own_type(&d, &e, &p), NONE);
    arena_end(&a);
}

/* ---- learning, on real weights ---- */

#define MARKED(type, before, mark, after) {type, before mark after, sizeof(before mark after) - 1, sizeof before - 1, sizeof(before mark) - 1}
#define PLAIN(type, text) {type, text, sizeof(text) - 1, 0, 0}

static const acta_example lessons[] = {
    MARKED("arrest", "Police ", "arrested", " nine students in Lima on Friday."), MARKED("arrest", "The senator was ", "detained", " at the airport."),
    MARKED("arrest", "Soldiers ", "rounded up", " thirty men of the village."), MARKED("arrest", "Two editors were ", "jailed", " for libel."),
    MARKED("arrest", "Officers ", "took", " the smuggler into custody."), PLAIN("arrest", "The army arrested a former minister on Monday."),
    MARKED("arrest", "Agents ", "seized", " three suspects at the border."),
    MARKED("meeting", "The presidents ", "met", " in Vienna on Tuesday."), MARKED("meeting", "The envoys held ", "talks", " on the border."),
    MARKED("meeting", "She ", "visited", " Cairo for two days."), MARKED("meeting", "He ", "received", " his Polish counterpart in Rome."),
    MARKED("meeting", "The ministers ", "conferred", " by telephone about the truce."), PLAIN("meeting", "The two leaders met on Sunday."),
    MARKED("meeting", "Delegates ", "gathered", " in Geneva for a conference."),
};
enum { LESSONS = sizeof lessons / sizeof *lessons };

static bool gather_bytes(void *ctx, const char *at, size_t count) {
    FILE *f = ctx;
    return fwrite(at, 1, count, f) == count;
}

static char *file_of(const acta_types *types, size_t *bytes) {
    char *at = NULL;
    FILE *f = open_memstream(&at, bytes);
    assert_non_null(f);
    assert_int_equal(acta_types_write(types, gather_bytes, f, NULL), ACTA_OK);
    fclose(f);
    return at;
}

typedef struct notes {
    size_t count, last;
    char message[200];
} notes;

static void note(void *ctx, size_t example, const char *message) {
    notes *n = ctx;
    n->count++;
    n->last = example;
    snprintf(n->message, sizeof n->message, "%s", message);
}

static acta_types *learn(const acta_example *examples, size_t count, notes *n) {
    acta_types *types = NULL;
    acta_err err = {.message = ""};
    if (acta_types_fit(model, examples, count, n == NULL ? NULL : note, n, &types, &err) != ACTA_OK) fail_msg("%s", err.message);
    return types;
}

static void examples_are_told_apart(void **state) {
    (void)state;
    acta_types *types = learn(lessons, LESSONS, NULL);
    assert_int_equal(acta_types_count(types), 2);
    assert_string_equal(acta_types_name(types, 0), "arrest");
    uint32_t all = 0;
    for (size_t i = 0; i < 4; i++) all += acta_types_taken(types, i / 2, i % 2);
    assert_int_equal(all, LESSONS);
    assert_true(acta_types_taken(types, 0, 0) + acta_types_taken(types, 1, 1) >= LESSONS - 2);
    assert_true(acta_types_log_loss(types) < 0.69);
    assert_int_equal(acta_types_taken(types, 0, 9), 0);
    assert_string_equal(acta_types_name(types, 9), "");
    acta_types_free(types);
}

static void the_order_of_examples_does_not_matter(void **state) {
    (void)state;
    acta_example turned[LESSONS];
    for (int i = 0; i < LESSONS; i++) turned[i] = lessons[(i * 5 + 3) % LESSONS];
    acta_types *a = learn(lessons, LESSONS, NULL), *b = learn(turned, LESSONS, NULL);
    size_t a_bytes, b_bytes;
    char *of_a = file_of(a, &a_bytes), *of_b = file_of(b, &b_bytes);
    assert_int_equal(a_bytes, b_bytes);
    assert_memory_equal(of_a, of_b, a_bytes);
    free(of_a);
    free(of_b);
    acta_types_free(a);
    acta_types_free(b);
}

/* What cannot be used is told by its number and costs nothing else. */
static void examples_that_cannot_be_used_are_told(void **state) {
    (void)state;
    static const struct {
        acta_example bad;
        const char *why;
    } cases[] = {
        {PLAIN("arrest", "The army arrested a former minister on Monday."), "the same example"},
        {PLAIN("meeting", "The army arrested a former minister on Monday."), "another type"},
        {PLAIN("arrest", ""), "no text"},
        {PLAIN("arrest", " \n "), "no sentence"},
        {PLAIN("", "Police arrested a man."), "its type"},
        {PLAIN("tab\there", "Police arrested a man."), "its type"},
        {PLAIN("\xFF\xFE", "Police arrested a man."), "its type"},
        {{"arrest", "Police arrested a man.", 22, 9, 40}, "outside"},
        {{"arrest", "Police arrested a man.", 22, 6, 7}, "no word"},
    };
    acta_types *plain = learn(lessons, LESSONS, NULL);
    size_t plain_bytes, bytes;
    char *expected = file_of(plain, &plain_bytes);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        acta_example given[LESSONS + 1];
        notes n = {0};
        memcpy(given, lessons, sizeof lessons);
        given[LESSONS] = cases[i].bad;
        acta_types *types = learn(given, LESSONS + 1, &n);
        assert_int_equal(n.count, 1);
        assert_int_equal(n.last, LESSONS);
        assert_non_null(strstr(n.message, cases[i].why));
        char *found = file_of(types, &bytes);
        assert_int_equal(bytes, plain_bytes);
        assert_memory_equal(found, expected, bytes);
        free(found);
        acta_types_free(types);
    }
    free(expected);
    acta_types_free(plain);
}

static void too_little_is_refused(void **state) {
    (void)state;
    acta_types *none = NULL;
    acta_err err;
    assert_int_equal(acta_types_fit(model, lessons, 11, NULL, NULL, &none, &err), ACTA_MISUSE);
    assert_non_null(strstr(err.message, "only 4 examples of 'meeting'"));
    assert_int_equal(acta_types_fit(model, lessons, 7, NULL, NULL, &none, &err), ACTA_MISUSE);
    assert_non_null(strstr(err.message, "two types"));
    assert_int_equal(acta_types_fit(model, NULL, 0, NULL, NULL, &none, &err), ACTA_MISUSE);
    assert_int_equal(acta_types_fit(model, lessons, ACTA_EXAMPLES_MAX + 1, NULL, NULL, &none, &err), ACTA_LIMIT);
    assert_int_equal(acta_types_fit(NULL, lessons, LESSONS, NULL, NULL, &none, &err), ACTA_MISUSE);
    assert_null(none);
    acta_types_free(NULL);
    assert_int_equal(acta_types_count(NULL), 0);
}

/* ---- giving them to events ---- */

static const char report_text[] = "LIMA, April 4, 2011 (Acta) -- Police arrested fourteen fishermen on Monday.\n\nThe president of Peru met his counterpart from Chile in Santiago.\n";

/* A model with types of its own; the file is gone when this returns. */
static acta_model *model_with_types(void) {
    char path[] = "/tmp/acta-types-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *f = fdopen(descriptor, "wb");
    acta_types *types = learn(lessons, LESSONS, NULL);
    assert_int_equal(acta_types_write(types, gather_bytes, f, NULL), ACTA_OK);
    fclose(f);
    acta_types_free(types);
    acta_model *with = NULL;
    acta_err err = {.message = ""};
    assert_int_equal(acta_model_open(getenv("ACTA_DATA"), ACTA_INT8, &with, &err), ACTA_OK);
    if (acta_model_add_types(with, path, &err) != ACTA_OK) fail_msg("%s", err.message);
    assert_int_equal(acta_model_add_types(with, path, &err), ACTA_MISUSE);
    unlink(path);
    assert_non_null(strstr(acta_model_name(with), " types "));
    return with;
}

static char *records_of(const acta_result *result) {
    char *at = NULL;
    size_t bytes;
    FILE *f = open_memstream(&at, &bytes);
    assert_non_null(f);
    assert_int_equal(acta_write_records(result, ACTA_EVENT, gather_bytes, f, NULL), ACTA_OK);
    assert_int_equal(acta_write_explain(result, NULL, false, gather_bytes, f, NULL), ACTA_OK);
    fclose(f);
    return at;
}

static acta_result *code(const acta_model *with) {
    acta_coder *coder = NULL;
    acta_result *result = NULL;
    acta_report report = {.bytes = report_text, .byte_count = sizeof report_text - 1, .id = "r"};
    assert_int_equal(acta_coder_new(with, NULL, &coder, NULL), ACTA_OK);
    assert_int_equal(acta_code(coder, &report, &result, NULL), ACTA_OK);
    acta_coder_free(coder);
    return result;
}

static void events_bear_types_of_ones_own(void **state) {
    (void)state;
    acta_model *with = model_with_types();
    acta_result *result = code(with), *plain = code(model);
    acta_model_close(with);          /* the result outlives it */
    char *text = records_of(result), *without = records_of(plain);
    const char *arrest = strstr(text, "\"event\":\"COERCE\""), *meeting = strstr(text, "\"event\":\"CONSULT\"");
    assert_non_null(arrest);
    assert_non_null(meeting);
    assert_memory_equal(strstr(arrest, "\"own_type\":"), "\"own_type\":\"arrest\"", 19);
    assert_memory_equal(strstr(meeting, "\"own_type\":"), "\"own_type\":\"meeting\"", 20);
    assert_non_null(strstr(text, "own type   arrest"));
    assert_null(strstr(without, "own"));
    free(text);
    free(without);
    acta_result_free(result);
    acta_result_free(plain);
}

static void files_of_no_types_are_refused(void **state) {
    (void)state;
    acta_err err;
    assert_int_equal(acta_model_add_types(model, "/nonexistent/types", &err), ACTA_IO);
    assert_int_equal(acta_model_add_types(model, getenv("ACTA_DATA"), &err), ACTA_DATA_FORMAT);
    assert_non_null(strstr(err.message, "not a file of types"));
    assert_int_equal(acta_model_add_types(model, NULL, &err), ACTA_MISUSE);
    assert_null(strstr(acta_model_name(model), "types"));
}

static int open_model(void **state) {
    (void)state;
    const char *path = getenv("ACTA_DATA");
    acta_err err = {.message = "ACTA_DATA is not set"};
    if (path == NULL || acta_model_open(path, ACTA_INT8, &model, &err) != ACTA_OK) {
        print_error("%s\n", err.message);
        return -1;
    }
    return 0;
}

static int close_model(void **state) {
    (void)state;
    acta_model_close(model);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_go_by_gives_shares),
        cmocka_unit_test(the_lowest_point_is_found),
        cmocka_unit_test(what_is_not_used_does_not_teach),
        cmocka_unit_test(a_container_is_read_back),
        cmocka_unit_test(types_are_read_back),
        cmocka_unit_test(files_that_do_not_fit_are_refused),
        cmocka_unit_test(all_tellings_have_a_say),
        cmocka_unit_test(examples_are_told_apart),
        cmocka_unit_test(the_order_of_examples_does_not_matter),
        cmocka_unit_test(examples_that_cannot_be_used_are_told),
        cmocka_unit_test(too_little_is_refused),
        cmocka_unit_test(events_bear_types_of_ones_own),
        cmocka_unit_test(files_of_no_types_are_refused),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
