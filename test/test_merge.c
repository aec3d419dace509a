/* test_merge.c - one event told twice is one record; two events stay two. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "event/event.h"
#include "handmade.h"
#include "merge/merge.h"

static const same_scale SCALE = {10, -5};        /* cosine 1: .99 the same; 0: .007 */

static const char report[] =
    "# title\n"
    "Kenya Kenya PROPN NNP 2 nsubj\ncondemns condemn VERB VBZ 0 root\nraid raid NOUN NN 2 obj\n\n"
    "# paragraph\n"
    "Nairobi Nairobi PROPN NNP 2 nsubj\ncondemned condemn VERB VBD 0 root\nthe the DET DT 4 det\nraid raid NOUN NN 2 obj\n\n"
    "Kampala Kampala PROPN NNP 2 nsubj\ncondemned condemn VERB VBD 0 root\nit it PRON PRP 2 obj\ntoo too ADV RB 2 advmod\n";

static void make(doc *d, arena *a) {
    handmade(d, a, report);
    const char *codes[] = {"KEN GOV", "KEN GOV", "UGA GOV"};
    const uint32_t actors[] = {0, 3, 7}, verbs[] = {1, 4, 8};
    for (int i = 0; i < 3; i++) mention_at(d, actors[i], actors[i], actors[i], codes[i]);
    for (int i = 0; i < 3; i++) role_at(d, trigger_at(d, verbs[i], TYPE_ACCUSE, 0.9f), actors[i], ROLE_ACTOR, 0.9f);
    events_of(d);
}

static void told_twice_is_one_and_the_body_leads(void **state) {
    doc d;
    make(&d, *state);
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 2);
    assert_int_equal(d.events[0].mention_count, 2);
    assert_int_equal(d.triggers[d.events[0].mentions[0].trigger].word, 4);
    assert_int_equal(d.events[1].mention_count, 1);
}

static void unlike_triggers_stay_apart(void **state) {
    doc d;
    make(&d, *state);
    d.triggers[1].same[0] = 0;
    d.triggers[1].same[1] = 1;
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 3);
}

static void other_days_stay_apart(void **state) {
    doc d;
    make(&d, *state);
    d.events[0].from = d.events[0].to = (civil_date){2001, 3, 1};
    d.events[1].from = d.events[1].to = (civil_date){2001, 3, 2};
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 3);
}

static void what_one_telling_lacks_the_other_gives(void **state) {
    doc d;
    make(&d, *state);
    d.events[0].size.dead = 12;
    d.events[1].place = 7;
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.events[0].size.dead, 12);
    assert_int_equal(d.events[0].place, 7);
}

static void contrary_figures_stay_apart(void **state) {
    doc d;
    make(&d, *state);
    d.events[0].size.dead = 12;
    d.events[1].size.dead = 3;
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 3);
}

static void other_persons_of_one_code_stay_apart(void **state) {
    doc d;
    make(&d, *state);
    for (uint32_t i = 0; i < 2; i++) {
        d.mentions[i].type = NAME_PER;
        d.mentions[i].entity = i;
    }
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 3);
}

/* Nothing told of either's parties is in the other: then only a strong likeness makes them one. */
static void tellings_without_a_common_party_must_be_very_alike(void **state) {
    doc d;
    make(&d, *state);
    d.events[1].actors.count = 0;
    d.triggers[1].same[0] = 0.6f;                  /* .73 by SCALE: enough for tellings that share a party */
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 3);
    make(&d, *state);
    d.triggers[1].same[0] = 0.6f;
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 2);
}

/* The headline says Kenya where the report says its police; of another land it says nothing. */
static void a_headline_names_the_land(void **state) {
    doc d;
    make(&d, *state);
    d.mentions[1].sectors = SECTOR_BIT(COP);
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 2);
    make(&d, *state);
    d.mentions[1].sectors = SECTOR_BIT(COP);
    d.triggers[1].same[0] = 0.6f;                  /* .73 by SCALE: too little for that */
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 3);
}

/* "Held talks" is one event, "killed two and seized a third" are two. */
static void grammar_alone_joins_nothing(void **state) {
    for (int alike = 0; alike < 2; alike++) {
        doc d;
        handmade(&d, *state, "They they PRON PRP 2 nsubj\nheld hold VERB VBD 0 root\ntalks talk NOUN NNS 2 obj\n");
        trigger *held = trigger_at(&d, 1, TYPE_CONSULT, 0.9f);
        held->same[0] = alike ? 0.6f : 0;
        trigger_at(&d, 2, TYPE_CONSULT, 0.9f);
        events_of(&d);
        assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
        assert_int_equal(d.event_count, alike ? 1 : 2);
    }
}

/* A third telling joins the one it is most like, not the nearest before it. */
static void the_likeliest_telling_is_joined(void **state) {
    doc d;
    make(&d, *state);
    memcpy(d.mentions[2].code, "KEN", 4);
    d.triggers[1].same[0] = 0.6f;                /* .73 like the others, which are quite like one another */
    d.triggers[1].same[1] = 0.8f;
    d.events[1].from = d.events[1].to = (civil_date){2001, 3, 1};
    d.events[0].from = d.events[0].to = (civil_date){2001, 3, 2};
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 2);
    assert_int_equal(d.triggers[d.events[0].mentions[0].trigger].word, 8);
    assert_int_equal(d.events[1].mention_count, 1);
}

/* Kenya and Uganda, then Kenya and Chad: Kenya alone does not make it one round of talks. */
static void talks_with_others_stay_apart(void **state) {
    doc d;
    handmade(&d, *state, "# paragraph\n"
             "Nairobi Nairobi PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\nKampala Kampala PROPN NNP 2 obj\n\n"
             "Nairobi Nairobi PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\nthem they PRON PRP 2 obj\n");
    const char *codes[] = {"KEN GOV", "UGA GOV", "KEN GOV", "TCD GOV"};
    const uint32_t words[] = {0, 2, 3, 5};
    for (int i = 0; i < 4; i++) mention_at(&d, words[i], words[i], words[i], codes[i]);
    for (int i = 0; i < 2; i++) {
        trigger *t = trigger_at(&d, i == 0 ? 1 : 4, TYPE_CONSULT, 0.9f);
        role_at(&d, t, words[2 * i], ROLE_ACTOR, 0.9f);
        role_at(&d, t, words[2 * i + 1], ROLE_ACTOR, 0.9f);
    }
    events_of(&d);
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 2);
    d.mentions[3].code[0] = '\0';                /* whoever "they" are: perhaps Kampala */
    assert_int_equal(merge_events(&d, SCALE, NULL), ACTA_OK);
    assert_int_equal(d.event_count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(told_twice_is_one_and_the_body_leads, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(unlike_triggers_stay_apart, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(other_days_stay_apart, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_one_telling_lacks_the_other_gives, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(other_persons_of_one_code_stay_apart, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(tellings_without_a_common_party_must_be_very_alike, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_headline_names_the_land, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(grammar_alone_joins_nothing, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(the_likeliest_telling_is_joined, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(talks_with_others_stay_apart, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(contrary_figures_stay_apart, begin_arena, end_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
