/* test_journey.c - the whole journey on real weights: the same records however they are asked for, every allocation made
 * to fail once, bad input met with a status, eight coders on one model.
 *
 * $ACTA_DATA names the data file.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "acta.h"

enum { THREADS = 8 };

/* Reports of several sorts; none stands in the corpus. */
static const char *const reports[] = {
    "Peru frees fishermen held since March\n\nLIMA, April 4, 2011 (Acta) -- Peru released 14 Ecuadorean fishermen on Monday, the foreign ministry said.\n\n"
    "\"They were treated well,\" Foreign Minister Ana Salcedo told reporters. Ecuador thanked its neighbour and withdrew a patrol boat from the border.\n",
    "Workers marched through Oslo on Friday and demanded higher pay. Police made no arrests.",
    "",
    "   \n\n \n",
    "One headline without a story",
    "The rebels signed a truce with the army in 1999. In 2003 they broke it, the president said: he accused them of killing nine soldiers near the "
    "border. The rebels denied it. The United Nations called on both sides to return to the talks in Geneva.",
    "K\xC3\xB6ln: \xE2\x80\x9CWir\xE2\x80\x9D \xFF\xFE broken bytes, then Turkey's army shelled a village in Syria, killing at least 12 people, an official said.",
    "A B C D E F G H. \"Quotes that never close. (Brackets too. Mr. Smith met Mrs. Jones at 5 p.m. in St. Louis, Mo., on Jan. 5.",
};
enum { REPORTS = sizeof reports / sizeof *reports };

static acta_model *model;

/* ---- records as one text ---- */

typedef struct text {
    char *at;
    size_t count;
} text;

static bool gather(void *ctx, const char *at, size_t count) {
    text *t = ctx;
    char *grown = realloc(t->at, t->count + count + 1);
    if (grown == NULL) return false;
    memcpy(grown + t->count, at, count);
    t->at = grown;
    t->count += count;
    t->at[t->count] = '\0';
    return true;
}

static acta_report report_of(const char *bytes) {
    return (acta_report){.bytes = bytes, .byte_count = strlen(bytes), .id = "r", .published = "2011-04-05"};
}

/* All that is written of one report. */
static acta_status code(acta_coder *coder, const char *bytes, text *out) {
    acta_report report = report_of(bytes);
    acta_result *result = NULL;
    acta_status status = acta_code(coder, &report, &result, NULL);
    if (status == ACTA_OK) status = acta_write_records(result, ACTA_ALL_KINDS, gather, out, NULL);
    if (status == ACTA_OK) status = acta_write_parse(result, gather, out, NULL);
    acta_result_free(result);
    return status;
}

static void expected_records(text out[REPORTS]) {
    for (int i = 0; i < REPORTS; i++) {
        acta_coder *coder = NULL;
        assert_int_equal(acta_coder_new(model, NULL, &coder, NULL), ACTA_OK);
        out[i] = (text){0};
        assert_int_equal(code(coder, reports[i], &out[i]), ACTA_OK);
        assert_true(out[i].count > 0);
        acta_coder_free(coder);
    }
}

static void free_texts(text *texts) {
    for (int i = 0; i < REPORTS; i++) free(texts[i].at);
}

static void a_used_coder_gives_what_a_fresh_one_gives(void **state) {
    (void)state;
    text fresh[REPORTS];
    expected_records(fresh);
    acta_coder *coder = NULL;
    assert_int_equal(acta_coder_new(model, NULL, &coder, NULL), ACTA_OK);
    for (int round = 0; round < 2; round++) {
        for (int n = 0; n < REPORTS; n++) {
            int i = round == 0 ? n : REPORTS - 1 - n;
            text again = {0};
            assert_int_equal(code(coder, reports[i], &again), ACTA_OK);
            assert_string_equal(again.at, fresh[i].at);
            free(again.at);
        }
    }
    acta_coder_free(coder);
    free_texts(fresh);
}

/* ---- threads ---- */

typedef struct share {
    const text *fresh;
    int first;
    bool same;
} share;

static void *code_all(void *ctx) {
    share *s = ctx;
    acta_coder *coder = NULL;
    s->same = acta_coder_new(model, NULL, &coder, NULL) == ACTA_OK;
    for (int n = 0; s->same && n < REPORTS; n++) {
        int i = (s->first + n) % REPORTS;
        text out = {0};
        s->same = code(coder, reports[i], &out) == ACTA_OK && strcmp(out.at, s->fresh[i].at) == 0;
        free(out.at);
    }
    acta_coder_free(coder);
    return NULL;
}

static void eight_coders_share(void) {
    text fresh[REPORTS];
    expected_records(fresh);
    pthread_t threads[THREADS];
    share shares[THREADS];
    for (int i = 0; i < THREADS; i++) {
        shares[i] = (share){fresh, i, false};
        assert_int_equal(pthread_create(&threads[i], NULL, code_all, &shares[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(shares[i].same);
    }
    free_texts(fresh);
}

static void eight_coders_share_one_model(void **state) {
    (void)state;
    eight_coders_share();
}

/* Two types of a user's own, in a file. */
static void write_types(const char *path) {
    static const char *const sentences[][5] = {
        {"Police arrested nine men.", "Soldiers detained a senator.", "Agents seized a smuggler.", "The editor was jailed on Monday.", "Officers rounded up students."},
        {"The presidents met in Rome.", "She visited Cairo.", "The envoys held talks.", "He received the ambassador.", "Delegates gathered in Geneva."}};
    acta_example examples[10];
    for (int i = 0; i < 10; i++) {
        const char *sentence = sentences[i / 5][i % 5];
        examples[i] = (acta_example){.type = i < 5 ? "arrest" : "meeting", .text = sentence, .text_bytes = strlen(sentence)};
    }
    acta_types *types = NULL;
    text file = {0};
    assert_int_equal(acta_types_fit(model, examples, 10, NULL, NULL, &types, NULL), ACTA_OK);
    assert_int_equal(acta_types_write(types, gather, &file, NULL), ACTA_OK);
    FILE *f = fopen(path, "wb");
    assert_true(f != NULL && fwrite(file.at, 1, file.count, f) == file.count && fclose(f) == 0);
    free(file.at);
    acta_types_free(types);
}

static void eight_coders_share_types_of_ones_own(void **state) {
    (void)state;
    char path[] = "/tmp/acta-journey-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    write_types(path);
    acta_model *plain = model;
    assert_int_equal(acta_model_open(getenv("ACTA_DATA"), ACTA_INT8, &model, NULL), ACTA_OK);
    assert_int_equal(acta_model_add_types(model, path, NULL), ACTA_OK);
    unlink(path);
    eight_coders_share();
    acta_model_close(model);
    model = plain;
}

/* ---- an unrelated paragraph ---- */

static size_t count_of(const char *in, const char *what) {
    size_t count = 0;
    for (const char *at = in; (at = strstr(at, what)) != NULL; at++) count++;
    return count;
}

static void more_weather_is_no_more_events(void **state) {
    (void)state;
    acta_coder *coder = NULL;
    text alone = {0}, longer = {0};
    char room[2048];
    assert_int_equal(acta_coder_new(model, NULL, &coder, NULL), ACTA_OK);
    snprintf(room, sizeof room, "%s\n\nIt rained all day and the wind was cold.\n", reports[0]);
    assert_int_equal(code(coder, reports[0], &alone), ACTA_OK);
    assert_int_equal(code(coder, room, &longer), ACTA_OK);
    assert_int_equal(count_of(alone.at, "\"kind\":\"event\""), count_of(longer.at, "\"kind\":\"event\""));
    free(alone.at);
    free(longer.at);
    acta_coder_free(coder);
}

/* ---- every allocation fails once ---- */

typedef struct rationed {
    size_t left, held;               /* allocations still granted; bytes out */
} rationed;

static void *resize_rationed(void *ctx, void *ptr, size_t old_size, size_t new_size) {
    rationed *r = ctx;
    if (new_size == 0) {
        r->held -= ptr != NULL ? old_size : 0;
        free(ptr);
        return NULL;
    }
    if (r->left == 0) return NULL;
    r->left--;
    void *grown = realloc(ptr, new_size);
    if (grown != NULL) r->held += new_size - (ptr != NULL ? old_size : 0);
    return grown;
}

static acta_status code_rationed(rationed *ration) {
    acta_alloc alloc = {resize_rationed, ration};
    acta_coder *coder = NULL;
    acta_result *result = NULL;
    acta_report report = report_of(reports[0]);
    text out = {0};
    acta_status status = acta_coder_new(model, &alloc, &coder, NULL);
    if (status == ACTA_OK) status = acta_code(coder, &report, &result, NULL);
    if (status == ACTA_OK) status = acta_write_records(result, ACTA_ALL_KINDS, gather, &out, NULL);
    acta_result_free(result);
    acta_coder_free(coder);
    free(out.at);
    return status;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    rationed ration = {SIZE_MAX, 0};
    assert_int_equal(code_rationed(&ration), ACTA_OK);
    assert_int_equal(ration.held, 0);
    size_t needed = SIZE_MAX - ration.left;
    assert_true(needed > 3);
    /* All of the first, then ever wider steps: under AddressSanitizer every piece is an allocation of its own. */
    for (size_t n = 0; n < needed; n += n < 400 ? 1 : needed / 200 + 1) {
        ration = (rationed){n, 0};
        assert_int_equal(code_rationed(&ration), ACTA_NOMEM);
        assert_int_equal(ration.held, 0);
    }
    ration = (rationed){needed, 0};
    assert_int_equal(code_rationed(&ration), ACTA_OK);
}

/* ---- what is not allowed ---- */

static void bad_calls_are_told(void **state) {
    (void)state;
    static const char *const dates[] = {"0000-13-45", "2011-02-30", "2011-2-3", "yesterday", "2011-04-05T10:00", ""};
    acta_coder *coder = NULL;
    acta_result *result = NULL;
    acta_err err;
    assert_int_equal(acta_coder_new(NULL, NULL, &coder, &err), ACTA_MISUSE);
    assert_int_equal(acta_coder_new(model, NULL, &coder, &err), ACTA_OK);
    assert_int_equal(acta_code(coder, NULL, &result, &err), ACTA_MISUSE);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        acta_report report = report_of("Peru met Chile.");
        report.published = dates[i];
        assert_int_equal(acta_code(coder, &report, &result, &err), ACTA_MISUSE);
        assert_true(strlen(err.message) > 10);
    }
    char *large = calloc(1, ACTA_REPORT_BYTES_MAX + 1);
    acta_report report = {.bytes = large, .byte_count = ACTA_REPORT_BYTES_MAX + 1};
    assert_int_equal(acta_code(coder, &report, &result, &err), ACTA_LIMIT);
    free(large);
    text out = {0};
    assert_int_equal(code(coder, reports[1], &out), ACTA_OK);      /* still usable */
    free(out.at);
    acta_coder_free(coder);
}

static void damaged_data_files_are_refused(void **state) {
    (void)state;
    acta_model *none = NULL;
    acta_err err;
    assert_int_equal(acta_model_open("/nonexistent/acta.data", ACTA_INT8, &none, &err), ACTA_IO);
    assert_true(strlen(err.message) > 10);
    assert_int_equal(acta_model_open("/dev/null", ACTA_INT8, &none, &err), ACTA_IO);     /* no regular file */
    assert_null(none);
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

int main(int count, char **arguments) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_used_coder_gives_what_a_fresh_one_gives),
        cmocka_unit_test(more_weather_is_no_more_events),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(bad_calls_are_told),
        cmocka_unit_test(damaged_data_files_are_refused),
        cmocka_unit_test(eight_coders_share_one_model),
        cmocka_unit_test(eight_coders_share_types_of_ones_own),
    };
    /* "threads": for ThreadSanitizer, which has no need of the others and much to do. */
    if (count > 1 && strcmp(arguments[1], "threads") == 0) cmocka_set_test_filter("eight_*");
    return cmocka_run_group_tests(tests, open_model, close_model);
}
