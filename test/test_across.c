/* test_across.c - one event told by several reports is one happening; the order in which they are told does not matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "merge/across.h"
#include "merge/across_work.h"

enum { NONE_TOLD = -1 };

typedef struct told {
    const char *report, *published, *topic;
    const char *id, *type, *mode, *status, *date, *enddate, *granularity, *place, *country;
    double lat, lon;
    across_party actor, recipient;
    double dead;
    const char *triggers, *words;
} told;

#define NOBODY {true, NULL, NULL, NULL}

static const told TALES[] = {
    {"a", "2009-10-12", "Bomb hits Bakhmal court Bakhmal Harun Zafar Mohmand Northern Front", "a-V01", "ASSAULT", "explosives", "actual", "2009-10-12", NULL, "day",
     "Bakhmal", "HAR", 34.0, 71.5, NOBODY, {false, "HAR", "CVL", "lawyers"}, 11, "exploded", "A car bomb exploded outside the courts in Bakhmal on Monday, killing at least 11 lawyers and visitors"},
    {"b", "2009-10-13", "Toll of courthouse bombing rises Bakhmal Harun Bashir Afridi Northern Front", "b-V01", "ASSAULT", "explosives", "actual", "2009-10-12", NULL, "day",
     "Bakhmal", "HAR", 34.0, 71.5, NOBODY, {false, "HAR", "CVL", "people"}, 14, "bombing", "Monday's car bombing of the courts in Bakhmal killed 14 people, two of them lawyers, officials said"},
    /* another bombing in the same city on the same day */
    {"c", "2009-10-12", "Grenade kills policeman at market Bakhmal Harun", "c-V01", "ASSAULT", "explosives", "actual", "2009-10-12", NULL, "day",
     "Bakhmal", "HAR", 34.0, 71.5, {true, "HAR", "CRM", "a drug gang"}, {false, "HAR", "COP", "a policeman"}, 1, "threw a grenade", "Smugglers threw a grenade at a checkpoint near the fish market before dawn, killing one policeman"},
    /* another city */
    {"d", "2009-10-13", "Blast in Samar Samar Harun", "d-V01", "ASSAULT", "explosives", "actual", "2009-10-12", NULL, "day",
     "Samar", "HAR", 31.0, 70.0, NOBODY, {false, "HAR", "MIL", "soldiers"}, 11, "blew up", "A roadside mine blew up an army truck near Samar on Monday and killed 11 soldiers"},
    /* the first, a year later */
    {"e", "2010-10-11", "Bakhmal court bombers sentenced Bakhmal Harun Northern Front Zafar Mohmand", "e-V02", "ASSAULT", "explosives", "historical", "2009-10-01", "2009-10-31", "month",
     "Bakhmal", "HAR", 34.0, 71.5, {true, "HAR", "REB", "Northern Front"}, {false, "HAR", "CVL", "people"}, 14, "car bombing", "three men were sentenced for the car bombing of the Bakhmal courts last October, which killed 14 people"},
    {"e", "2010-10-11", "Bakhmal court bombers sentenced Bakhmal Harun Northern Front Zafar Mohmand", "e-V01", "SANCTION", "convict", "actual", "2010-10-11", NULL, "day",
     "Samar", "HAR", 31.0, 70.0, {true, "HAR", "JUD", "court"}, {false, "HAR", "REB", "three men"}, NONE_TOLD, "sentenced", "A court in Samar sentenced three men to death on Monday for last year's bombing"},
    /* a meeting, told from either side */
    {"f", "2009-10-14", "Ministers meet Karim Sadat Olga Petrenko Harun Veland", "f-V01", "CONSULT", "visit", "actual", "2009-10-14", NULL, "day",
     "Velgrad", "VEL", 55.0, 37.0, {true, "HAR", "GOV", "Karim Sadat"}, {false, "VEL", "GOV", "Olga Petrenko"}, NONE_TOLD, "met", "Karim Sadat met Olga Petrenko in Velgrad on Wednesday to discuss gas and the border"},
    {"g", "2009-10-15", "Petrenko receives Sadat Karim Sadat Olga Petrenko Harun Veland", "g-V01", "CONSULT", "visit", "actual", "2009-10-14", NULL, "day",
     "Velgrad", "VEL", 55.0, 37.0, {true, "VEL", "GOV", "Olga Petrenko"}, {false, "HAR", "GOV", "Karim Sadat"}, NONE_TOLD, "received", "Olga Petrenko received Karim Sadat in Velgrad on Wednesday for talks on gas and the border"},
    /* it did not take place */
    {"h", "2009-10-15", "Petrenko denies meeting Sadat Karim Sadat Olga Petrenko", "h-V01", "CONSULT", "visit", "negated", "2009-10-14", NULL, "day",
     "Velgrad", "VEL", 55.0, 37.0, {true, "VEL", "GOV", "Olga Petrenko"}, {false, "HAR", "GOV", "Karim Sadat"}, NONE_TOLD, "did not meet", "Her office said on Thursday that she did not meet anybody that day"},
};
enum { TALES_COUNT = sizeof TALES / sizeof *TALES };
enum { COURT, COURT_AGAIN, GRENADE, SAMAR, COURT_LATER, SENTENCE, MET, RECEIVED, DENIED };

static void add(across *a, const told *t) {
    across_report report = {t->report, t->published, t->topic};
    across_party parties[2] = {t->actor, t->recipient};
    size_t known = t->actor.name != NULL ? 0 : 1;
    across_telling telling = {.id = t->id, .type = t->type, .mode = t->mode, .status = t->status, .date = t->date, .enddate = t->enddate, .granularity = t->granularity,
                              .place = t->place, .country = t->country, .has_point = true, .lat = t->lat, .lon = t->lon, .parties = parties + known,
                              .party_count = 2 - known, .figures = {t->dead, -1, -1, -1, -1, -1}, .triggers = t->triggers, .told = t->words};
    assert_int_equal(across_add_report(a, &report, NULL), ACTA_OK);
    assert_int_equal(across_add(a, &telling, NULL), ACTA_OK);
}

/* The happening of each tale, where they come in a given order. */
static uint32_t join(const int *order, uint32_t out[TALES_COUNT]) {
    across *a = NULL;
    uint32_t made[TALES_COUNT], count;
    assert_int_equal(across_new(&a, NULL), ACTA_OK);
    for (int i = 0; i < TALES_COUNT; i++) add(a, &TALES[order[i]]);
    assert_int_equal(across_join(a, made, &count, NULL), ACTA_OK);
    for (int i = 0; i < TALES_COUNT; i++) out[order[i]] = made[i];
    across_free(a);
    return count;
}

static void in_order(int order[TALES_COUNT]) {
    for (int i = 0; i < TALES_COUNT; i++) order[i] = i;
}

static void one_event_many_tellings(void **state) {
    (void)state;
    int order[TALES_COUNT];
    uint32_t in[TALES_COUNT];
    in_order(order);
    assert_int_equal(join(order, in), 6);
    assert_int_equal(in[COURT], in[COURT_AGAIN]);
    assert_int_equal(in[COURT], in[COURT_LATER]);        /* "last October" in a report of the next year */
    assert_int_equal(in[MET], in[RECEIVED]);             /* who met whom may be told from either side */
}

static void what_stays_apart(void **state) {
    (void)state;
    int order[TALES_COUNT];
    uint32_t in[TALES_COUNT];
    in_order(order);
    join(order, in);
    assert_int_not_equal(in[COURT], in[GRENADE]);        /* the same city and day, but other parties and figures */
    assert_int_not_equal(in[COURT], in[SAMAR]);
    assert_int_not_equal(in[COURT_LATER], in[SENTENCE]);
    assert_int_not_equal(in[MET], in[DENIED]);
}

/* Numbers go by the first day of each happening, and hang on the tellings alone. */
static void order_does_not_matter(void **state) {
    (void)state;
    int order[TALES_COUNT];
    uint32_t expected[TALES_COUNT], in[TALES_COUNT];
    unsigned seed = 3;
    in_order(order);
    uint32_t count = join(order, expected);
    assert_int_equal(expected[COURT_LATER], 0);          /* it may have been on the first of the month */
    for (int round = 0; round < 60; round++) {
        for (int i = TALES_COUNT - 1; i > 0; i--) {
            seed = seed * 1103515245u + 12345u;
            int k = (int)((seed >> 16) % (unsigned)(i + 1)), swap = order[i];
            order[i] = order[k];
            order[k] = swap;
        }
        assert_int_equal(join(order, in), count);
        assert_memory_equal(in, expected, sizeof in);
    }
}

/* Weighing two tellings does not depend on which is named first, but for who is taken as the actor of a meeting. */
static void evidence_is_mutual(void **state) {
    (void)state;
    across *a = NULL;
    assert_int_equal(across_new(&a, NULL), ACTA_OK);
    for (int i = 0; i < TALES_COUNT; i++) add(a, &TALES[i]);
    assert_int_equal(across_sort(a, NULL), ACTA_OK);
    for (uint32_t i = 0; i < TALES_COUNT; i++) {
        for (uint32_t k = 0; k < TALES_COUNT; k++) {
            float one[ACROSS_EVIDENCES], other[ACROSS_EVIDENCES];
            telling x, y;
            assert_int_equal(across_copy(a, i, &x, NULL), ACTA_OK);
            assert_int_equal(across_copy(a, k, &y, NULL), ACTA_OK);
            across_weigh(a, &x, &y, one);
            across_weigh(a, &y, &x, other);
            if (i != k && TALES[a->briefs[i].given].type[0] != 'C') assert_memory_equal(one, other, sizeof one);
        }
    }
    across_free(a);
}

static void nothing_known(void **state) {
    (void)state;
    across *a = NULL;
    uint32_t in[2], count = 7;
    across_report report = {.id = "r"};
    across_telling bare = {.id = "r-V01", .figures = {-1, -1, -1, -1, -1, -1}}, second = bare;
    second.id = "r-V02";
    assert_int_equal(across_new(&a, NULL), ACTA_OK);
    assert_int_equal(across_add(a, &bare, NULL), ACTA_MISUSE);   /* no report yet */
    assert_int_equal(across_join(a, in, &count, NULL), ACTA_OK);
    assert_int_equal(count, 0);
    assert_int_equal(across_add_report(a, &report, NULL), ACTA_OK);
    assert_int_equal(across_add(a, &bare, NULL), ACTA_OK);
    assert_int_equal(across_add(a, &second, NULL), ACTA_OK);
    assert_int_equal(across_join(a, in, &count, NULL), ACTA_OK);
    assert_int_equal(count, 2);
    across_free(a);
    across_free(NULL);
}

static void words_without_their_endings(void **state) {
    (void)state;
    uint32_t one[8], other[8];
    assert_int_equal(across_words("The bombings were bombed", 8, one), 1);
    assert_int_equal(across_words("a BOMBING", 8, other), 1);
    assert_int_equal(one[0], other[0]);
    assert_int_equal(across_words("", 8, one), 0);
    assert_int_equal(across_words(NULL, 8, one), 0);
    assert_int_equal(across_words("one two three four five six seven eight nine ten eleven twelve", 8, one), 8);
    for (int i = 1; i < 8; i++) assert_true(one[i - 1] < one[i]);
    assert_int_equal(across_hash("PÉROU"), across_hash("perou"));
    assert_int_equal(across_hash(""), 0);
}

/* Many reports of many days: each event is told twice, some without a day. */
enum { EVENTS = 600, TOLD = 2 * EVENTS };

static void add_one_of_a_crowd(across *a, int i) {
    static const char *const types[] = {"ASSAULT", "PROTEST", "CONSULT", "COERCE"};
    int event = i / 2;
    char id[16], date[16], place[16], name[16], topic[64], words[96];
    snprintf(id, sizeof id, "r%d", i);
    snprintf(date, sizeof date, "2015-%02d-%02d", 1 + event / 28 % 12, 1 + event % 28);
    snprintf(place, sizeof place, "Town%d", event % 97);
    snprintf(name, sizeof name, "Name%d", event % 211);
    snprintf(topic, sizeof topic, "Town%d Name%d Harun", event % 97, event % 211);
    snprintf(words, sizeof words, "in Town%d the group of Name%d met thing%d %s", event % 97, event % 211, event, i % 2 ? "it was said" : "on that day");
    told t = {id, date, topic, id, types[event % 4], NULL, "actual", i % 7 == 0 ? NULL : date, NULL, "day", place, "HAR", 10 + event % 97, 20,
              {true, "HAR", "REB", name}, {false, "HAR", "CVL", "people"}, NONE_TOLD, "met", words};
    add(a, &t);
}

static uint32_t join_crowd(const across_limits *limits, uint32_t in[TOLD]) {
    across *a = NULL;
    uint32_t count = 0;
    assert_int_equal(across_new(&a, NULL), ACTA_OK);
    if (limits != NULL) a->limits = *limits;
    for (int i = 0; i < TOLD; i++) add_one_of_a_crowd(a, i);
    assert_int_equal(across_join(a, in, &count, NULL), ACTA_OK);
    across_free(a);
    return count;
}

/* Every one is placed, and nearly each pair that was made to be one event is joined. */
static void a_crowd(void **state) {
    (void)state;
    uint32_t in[TOLD], together = 0, count = join_crowd(NULL, in);
    for (int i = 0; i < TOLD; i += 2) together += in[i] == in[i + 1];
    assert_true(together > EVENTS * 90 / 100);
    assert_true(count > EVENTS * 85 / 100 && count <= EVENTS);          /* without a day some are taken for their like */
}

/* However little is held at once, the same comes out. */
static void room_does_not_matter(void **state) {
    (void)state;
    static const across_limits limits[] = {{1, 1 << 20, 1 << 20}, {100, 40, 1 << 20}, {1 << 20, 1 << 20, 400}, {7, 1000, 250}};
    uint32_t expected[TOLD], in[TOLD], count = join_crowd(NULL, expected);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        assert_int_equal(join_crowd(&limits[i], in), count);
        assert_memory_equal(in, expected, sizeof in);
    }
}

/* A pair that is thought to be too weak at a glance is too weak. */
static void a_glance_overlooks_nothing(void **state) {
    (void)state;
    across *a = NULL;
    across_look *look = calloc(1, sizeof *look);
    uint32_t refused = 0;
    assert_non_null(look);
    assert_int_equal(across_new(&a, NULL), ACTA_OK);
    for (int i = 0; i < TALES_COUNT; i++) add(a, &TALES[i]);
    for (int i = 0; i < TOLD / 4; i++) add_one_of_a_crowd(a, i);
    assert_int_equal(across_sort(a, NULL), ACTA_OK);
    for (uint32_t i = 0; i < a->count; i++) {
        telling x, y;
        assert_int_equal(across_copy(a, i, &x, NULL), ACTA_OK);
        across_look_at(look, &x);
        for (uint32_t k = 0; k < a->count; k++) {
            float evidence[ACROSS_EVIDENCES], again[ACROSS_EVIDENCES];
            across_shared shared;
            assert_int_equal(across_copy(a, k, &y, NULL), ACTA_OK);
            across_weigh(a, i < k ? &x : &y, i < k ? &y : &x, evidence);
            bool may = across_may_exceed(a, look, &y, ACROSS_PAIR_LEAST, &shared);
            refused += !may;
            if (!may) assert_true(across_odds(evidence) <= ACROSS_PAIR_LEAST);
            assert_true(across_may_exceed(a, look, &y, across_odds(evidence), &shared));
            across_weigh_shared(a, &x, &y, &shared, again);
            assert_memory_equal(again, evidence, sizeof evidence);
        }
    }
    assert_true(refused > a->count * a->count / 4);      /* it is of use */
    across_free(a);
    free(look);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_event_many_tellings), cmocka_unit_test(what_stays_apart), cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(evidence_is_mutual), cmocka_unit_test(nothing_known), cmocka_unit_test(words_without_their_endings), cmocka_unit_test(a_crowd),
        cmocka_unit_test(room_does_not_matter), cmocka_unit_test(a_glance_overlooks_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
