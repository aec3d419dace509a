/* test_copies.c - reprints are found, follow-ups and other stories are not; what is found hangs on the two texts alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "acta.h"
#include "merge/copies.h"

static const char STORY[] =
    "Gunmen attacked a bus on the road between Harun and the border town of Bakhmal on Tuesday, killing nine passengers and wounding "
    "fourteen others, the provincial governor said.\n\n"
    "The attackers, who came on motorcycles from the hills to the north, stopped the bus at a makeshift roadblock shortly before dawn and "
    "opened fire when the driver tried to turn round, Governor Selim Arda told reporters in the provincial capital.\n\n"
    "Soldiers reached the place two hours later and took the wounded to the hospital of Bakhmal, where doctors said that three of them "
    "were in a critical condition. A teacher who survived by hiding under her seat said the men had asked for the passengers' papers.\n\n"
    "Nobody has claimed the attack. The army blamed the Northern Front, which has fought the government for eleven years and signed a "
    "truce last spring that both sides accuse each other of breaking. A spokesman of the front denied that its fighters were in the area.\n";

static const char BACKGROUND[] =
    "Nobody has claimed the attack. The army blamed the Northern Front, which has fought the government for eleven years and signed a "
    "truce last spring that both sides accuse each other of breaking. A spokesman of the front denied that its fighters were in the area.\n";

static const char FOLLOW_UP[] =
    "The interior minister ordered armed escorts for all buses on the northern roads on Friday and dismissed two police commanders of "
    "the province, three days after an attack in which nine passengers died.\n\n"
    "Families of the dead had marched through Bakhmal on Thursday and asked why no patrol had been near the roadblock, although drivers had "
    "warned of strangers on motorcycles for a week. The minister promised them an inquiry and compensation within the month.\n\n";

static copy_signature *signature(const char *text) {
    copy_signature *s = malloc(sizeof *s);
    assert_non_null(s);
    copies_signature(text, strlen(text), s);
    return s;
}

static bool share_band(const copy_signature *a, const copy_signature *b) {
    for (int i = 0; i < COPY_BANDS; i++) {
        if (a->band[i] == b->band[i]) return true;
    }
    return false;
}

/* Is the second text a copy of the first, and would the two be compared at all? */
static bool is_copy(const char *first, const char *later) {
    copy_signature *a = signature(first), *b = signature(later);
    bool copy = copies_is_copy(a, b);
    if (copy) assert_true(share_band(a, b));
    if (copy) assert_true(copies_may_be(a, later, strlen(later)) && copies_may_be(b, first, strlen(first)));
    free(a);
    free(b);
    return copy;
}

static double likeness(const char *x, const char *y) {
    copy_signature *a = signature(x), *b = signature(y);
    double j = copies_similarity(a, b);
    assert_true(j == copies_similarity(b, a));
    free(a);
    free(b);
    return j;
}

static void the_same_text_differently_set(void **state) {
    (void)state;
    char loud[sizeof STORY];
    for (size_t i = 0; i < sizeof STORY; i++) loud[i] = STORY[i] >= 'a' && STORY[i] <= 'z' ? (char)(STORY[i] - 32) : STORY[i];
    assert_true(likeness(STORY, loud) == 1);
    assert_true(likeness("\"It's over,\" he said to the crowd.", "\xE2\x80\x9CIt\xE2\x80\x99s over\xE2\x80\x9D \x96 he said, to the crowd") == 1);
}

static void what_outlets_add_is_left_out(void **state) {
    (void)state;
    char added[2 * sizeof STORY];
    snprintf(added, sizeof added, "Share this article:\n\n%s\nREAD ALSO: Ten things to know about the truce\n\n(Reporting by A. Nonym; editing by B. Else)\n", STORY);
    assert_true(likeness(STORY, added) == 1);
}

static void a_changed_headline_and_a_cut_tail(void **state) {
    (void)state;
    char changed[2 * sizeof STORY], cut[sizeof STORY];
    snprintf(changed, sizeof changed, "NINE KILLED IN NORTHERN BUS HORROR, GOVERNOR SAYS\n\nHARUN (Agencies) - %s", STORY);
    assert_true(is_copy(STORY, changed));
    size_t half = strlen(STORY) * 45 / 100;
    snprintf(cut, sizeof cut, "%.*s", (int)half, STORY);
    assert_true(likeness(STORY, cut) < 0.5);
    assert_true(is_copy(STORY, cut));
    assert_false(is_copy(cut, STORY));           /* the longer, later one tells more than the first did */
}

static void damaged_bytes(void **state) {
    (void)state;
    char damaged[sizeof STORY];
    memcpy(damaged, STORY, sizeof STORY);
    for (size_t i = 70; i + 1 < sizeof STORY; i += 170) damaged[i] = '\x81';
    assert_true(is_copy(STORY, damaged));
}

static void a_follow_up_is_no_copy(void **state) {
    (void)state;
    char follow[sizeof FOLLOW_UP + sizeof BACKGROUND];
    snprintf(follow, sizeof follow, "%s%s", FOLLOW_UP, BACKGROUND);
    assert_true(likeness(STORY, follow) > 0.1);  /* it does share text */
    assert_false(is_copy(STORY, follow));
    assert_false(is_copy(follow, STORY));
    assert_false(is_copy(STORY, BACKGROUND));    /* all of it stands in the story, but not the story's opening */
}

static void too_short_to_tell(void **state) {
    (void)state;
    copy_signature *a = signature("Nothing to see"), *b = signature("");
    assert_int_equal(a->count, 0);
    assert_false(copies_is_copy(a, a));
    assert_false(copies_is_copy(a, b));
    assert_true(copies_similarity(b, b) == 0);
    free(a);
    free(b);
}

/* Words out of a small language, so that nothing but their order is known. */
static size_t babble(char *out, size_t room, unsigned seed, unsigned words) {
    size_t n = 0;
    for (unsigned i = 0; i < words && n + 8 < room; i++) {
        seed = seed * 1103515245u + 12345u;
        n += (size_t)snprintf(out + n, room - n, "w%u ", (seed >> 16) % 400);
    }
    return n;
}

/* A quick look tells most pairs that are no copies, and overlooks none that is. */
static void a_quick_look_overlooks_no_copy(void **state) {
    (void)state;
    enum { WORDS = 300, ROOM = WORDS * 6, PAIRS = 200 };
    char x[ROOM], y[2 * ROOM];
    copy_signature *a = signature(STORY), *b = signature(STORY);
    int copies = 0, told = 0;
    assert_false(copies_may_be(a, BACKGROUND + sizeof BACKGROUND / 2, 40));
    for (unsigned i = 0; i < PAIRS; i++) {
        size_t n = babble(x, sizeof x, i, WORDS), cut = n * (i % 100) / 100;
        memcpy(y, x, cut);
        size_t m = cut + babble(y + cut, ROOM, i + PAIRS, WORDS - WORDS * (i % 100) / 100);
        copies_signature(x, n, a);
        copies_signature(y, m, b);
        bool copy = copies_is_copy(a, b) || copies_is_copy(b, a), may = copies_may_be(a, y, m);
        assert_true(may || !copy);
        copies += copy;
        told += !may;
    }
    assert_in_range(copies, 40, PAIRS - 40);
    assert_in_range(told, 5, PAIRS - copies);
    free(a);
    free(b);
}

/* Long texts keep a sample of their shingles; what is told of two is then an estimate that comes near. */
static void long_texts_are_estimated(void **state) {
    (void)state;
    enum { WORDS = 30000, ROOM = WORDS * 6 };
    char *x = malloc(ROOM), *y = malloc(2 * ROOM);
    assert_true(x != NULL && y != NULL);
    size_t n = babble(x, ROOM, 1, WORDS);
    memcpy(y, x, n);
    size_t more = babble(y + n, ROOM, 77, WORDS / 2);
    copy_signature *a = signature(x), *b = malloc(sizeof *b);
    assert_non_null(b);
    copies_signature(y, n + more, b);
    assert_int_equal(a->count, COPY_SHINGLES);
    copy_likeness like = copies_compare(a, b);
    assert_true(like.jaccard > 0.62 && like.jaccard < 0.71);     /* 2/3 */
    assert_true(like.of_a > 0.999);
    free(a);
    free(b);
    free(x);
    free(y);
}

static int rank(const char *day_a, uint32_t words_a, const char *id_a, const char *day_b, uint32_t words_b, const char *id_b) {
    copy_rank a = {day_a, words_a, id_a}, b = {day_b, words_b, id_b};
    int order = copies_first(&a, &b);
    assert_int_equal(order, -copies_first(&b, &a));
    return order;
}

static void who_comes_first(void **state) {
    (void)state;
    assert_int_equal(rank("2020-01-01", 5, "z", "2020-01-02", 900, "a"), -1);
    assert_int_equal(rank("2020-01-01", 300, "z", "2020-01-01", 200, "a"), -1);
    assert_int_equal(rank("2020-01-01", 300, "a", "2020-01-01", 300, "b"), -1);
    assert_int_equal(rank(NULL, 300, "a", "2020-01-01", 300, "b"), 1);
    assert_int_equal(rank("", 300, "a", NULL, 300, "a"), 0);
}

/* ---- Many reports ---- */

enum { REPORTS = 9 };

typedef struct told {
    const char *id, *published, *text;
} told;

/* Whose copy each is, by id, where the reports come in a given order. */
static void find(const told *reports, const int *order, const char *copy_of[REPORTS]) {
    acta_reprints *all = NULL;
    acta_reprint out[REPORTS];
    assert_int_equal(acta_reprints_new(&all, NULL), ACTA_OK);
    for (int i = 0; i < REPORTS; i++) {
        const told *t = &reports[order[i]];
        acta_report r = {.bytes = t->text, .byte_count = strlen(t->text), .id = t->id, .published = t->published};
        assert_int_equal(acta_reprints_add(all, &r, NULL), ACTA_OK);
    }
    assert_int_equal(acta_reprints_find(all, out, NULL), ACTA_OK);
    for (int i = 0; i < REPORTS; i++) {
        copy_of[order[i]] = reports[order[out[i].original]].id;
        assert_true(out[i].original == (size_t)i ? out[i].similarity == 0 : out[i].similarity > 0.3);
    }
    acta_reprints_free(all);
}

static void stories_hang_on_the_reports_alone(void **state) {
    (void)state;
    char changed[2 * sizeof STORY], cut[sizeof STORY], follow[sizeof FOLLOW_UP + sizeof BACKGROUND], copied[2 * sizeof STORY];
    snprintf(changed, sizeof changed, "NINE KILLED IN NORTHERN BUS HORROR\n\n%s", STORY);
    snprintf(cut, sizeof cut, "%.*s", (int)(strlen(STORY) * 45 / 100), STORY);
    snprintf(follow, sizeof follow, "%s%s", FOLLOW_UP, BACKGROUND);
    snprintf(copied, sizeof copied, "Updated\n\n%s", follow);
    const told reports[REPORTS] = {{"c", "2020-05-05", STORY}, {"b", "2020-05-05", changed}, {"a", "2020-05-06", cut}, {"d", NULL, STORY},
                                   {"e", "2020-05-08", follow}, {"f", "2020-05-08", copied}, {"g", "2020-05-04", "Too short"},
                                   {"h", "2020-05-04", "Too short"}, {"i", "2020-05-05", STORY}};
    /* b is the longest of the first day; the follow-up has a story of its own; short texts are never copies. */
    const char *const expected[REPORTS] = {"b", "b", "b", "b", "f", "f", "g", "h", "b"};
    int order[REPORTS];
    for (int i = 0; i < REPORTS; i++) order[i] = i;
    unsigned seed = 7;
    for (int round = 0; round < 50; round++) {
        const char *copy_of[REPORTS];
        find(reports, order, copy_of);
        for (int i = 0; i < REPORTS; i++) assert_string_equal(copy_of[i], expected[i]);
        for (int i = REPORTS - 1; i > 0; i--) {
            seed = seed * 1103515245u + 12345u;
            int k = (int)((seed >> 16) % (unsigned)(i + 1)), swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
    }
}

static void reports_that_are_none(void **state) {
    (void)state;
    acta_reprints *all = NULL;
    acta_err err;
    acta_report bad_day = {.bytes = STORY, .byte_count = sizeof STORY - 1, .published = "2020-13-01"};
    acta_report huge = {.bytes = STORY, .byte_count = ACTA_REPORT_BYTES_MAX + 1};
    assert_int_equal(acta_reprints_new(&all, &err), ACTA_OK);
    assert_int_equal(acta_reprints_add(all, &bad_day, &err), ACTA_MISUSE);
    assert_int_equal(acta_reprints_add(all, &huge, &err), ACTA_LIMIT);
    assert_int_equal(acta_reprints_add(all, NULL, &err), ACTA_MISUSE);
    assert_int_equal(acta_reprints_find(all, NULL, &err), ACTA_OK);      /* nothing was added: nothing to tell */
    acta_reprints_free(all);
    acta_reprints_free(NULL);
}

/* UTF-16 says the same as UTF-8. */
static void other_encodings(void **state) {
    (void)state;
    char wide[2 * sizeof STORY];
    size_t n = sizeof STORY - 1;
    for (size_t i = 0; i < n; i++) {
        wide[2 * i + 2] = STORY[i];
        wide[2 * i + 3] = 0;
    }
    wide[0] = '\xFF';
    wide[1] = '\xFE';
    acta_reprints *all = NULL;
    acta_reprint out[2];
    acta_report narrow_report = {.bytes = STORY, .byte_count = n, .id = "n"}, wide_report = {.bytes = wide, .byte_count = 2 * n + 2, .id = "w"};
    assert_int_equal(acta_reprints_new(&all, NULL), ACTA_OK);
    assert_int_equal(acta_reprints_add(all, &wide_report, NULL), ACTA_OK);
    assert_int_equal(acta_reprints_add(all, &narrow_report, NULL), ACTA_OK);
    assert_int_equal(acta_reprints_find(all, out, NULL), ACTA_OK);
    assert_int_equal(out[0].original, 1);
    assert_true(out[0].similarity == 1);
    acta_reprints_free(all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_text_differently_set), cmocka_unit_test(what_outlets_add_is_left_out),
        cmocka_unit_test(a_changed_headline_and_a_cut_tail), cmocka_unit_test(damaged_bytes), cmocka_unit_test(a_follow_up_is_no_copy),
        cmocka_unit_test(too_short_to_tell), cmocka_unit_test(a_quick_look_overlooks_no_copy), cmocka_unit_test(long_texts_are_estimated), cmocka_unit_test(who_comes_first),
        cmocka_unit_test(stories_hang_on_the_reports_alone), cmocka_unit_test(reports_that_are_none), cmocka_unit_test(other_encodings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
