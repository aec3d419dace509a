/* test_event.c - triggers become events: roles, phrases, numbers, thresholds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "event/event.h"
#include "handmade.h"

static const char killed[] =
    "Gunmen gunman NOUN NNS 2 nsubj\n"
    "killed kill VERB VBD 0 root\n"
    "at at ADP IN 5 case\n"
    "least least ADJ JJS 5 nmod\n"
    "nine nine NUM CD 6 nummod\n"
    "soldiers soldier NOUN NNS 2 obj\n"
    "and and CCONJ CC 8 cc\n"
    "wounded wound VERB VBD 2 conj\n"
    "22 22 NUM CD 10 nummod\n"
    "others other NOUN NNS 8 obj\n"
    "in in ADP IN 12 case\n"
    "2006 2006 NUM CD 2 obl\n"
    ". . PUNCT . 2 punct\n";

static void a_likely_word_tells_an_event(void **state) {
    doc d;
    handmade(&d, *state, killed);
    uint32_t who = mention_at(&d, 0, 0, 0, "");
    uint32_t whom = mention_at(&d, 2, 5, 5, "");
    trigger *t = trigger_at(&d, word_at(&d, "killed", 0), TYPE_ASSAULT, 0.9f);
    t->mode[MODE_ASSAULT_firearms] = 0.8f;
    t->mode[MODE_COERCE_arrest] = 0.9f;          /* another type's mode is never taken */
    role_at(&d, t, 0, ROLE_ACTOR, 0.9f);
    role_at(&d, t, 5, ROLE_RECIPIENT, 0.8f);
    events_of(&d);
    assert_int_equal(d.event_count, 1);
    const event *e = &d.events[0];
    assert_int_equal(e->type, TYPE_ASSAULT);
    assert_int_equal(e->mode_count, 1);
    assert_int_equal(e->modes[0], MODE_ASSAULT_firearms);
    assert_int_equal(e->actors.count, 1);
    assert_int_equal(e->actors.at[0], who);
    assert_int_equal(e->recipients.at[0], whom);
    assert_int_equal(e->speakers.count, 0);
    assert_int_equal(e->size.dead, 9);
    assert_int_equal(e->size.injured, 22);
    assert_int_equal(e->size.arrested, -1);
    assert_true(e->size.approx);
}

/* "shot dead two farmers" are dead; "expelled three envoys" are people; "two years" are nobody. */
static void parties_are_counted(void **state) {
    doc d;
    handmade(&d, *state,
             "Police police NOUN NNS 2 nsubj\nshot shoot VERB VBD 0 root\ndead dead ADJ JJ 2 xcomp\ntwo two NUM CD 5 nummod\nfarmers farmer NOUN NNS 2 obj\n\n"
             "Chad Chad PROPN NNP 2 nsubj\nexpelled expel VERB VBD 0 root\nthree three NUM CD 4 nummod\nenvoys envoy NOUN NNS 2 obj\nafter after ADP IN 7 case\n"
             "two two NUM CD 7 nummod\nyears year NOUN NNS 2 obl\n");
    mention_at(&d, 3, 4, 4, "");
    mention_at(&d, 7, 8, 8, "");
    role_at(&d, trigger_at(&d, word_at(&d, "shot", 0), TYPE_ASSAULT, 0.9f), 4, ROLE_RECIPIENT, 0.9f);
    trigger *expelled = trigger_at(&d, word_at(&d, "expelled", 0), TYPE_SANCTION, 0.9f);
    expelled->mode[MODE_SANCTION_expel] = 0.9f;
    d.words[word_at(&d, "expelled", 0)].lemma = "expelled";          /* as where the tagger takes it for a noun */
    role_at(&d, expelled, 8, ROLE_RECIPIENT, 0.9f);
    events_of(&d);
    assert_int_equal(d.events[0].size.dead, 2);
    assert_int_equal(d.events[1].size.people, 3);
    assert_int_equal(d.events[1].size.dead, -1);
}

/* Counts that are joined add up, whatever the tree says; a farmer is one; a year, an age and what is no person count nobody. */
static void people_are_counted(void **state) {
    static const struct {
        const char *lines;
        int64_t dead;
    } cases[] = {
        {"Nine nine NUM CD 2 nummod\nguerrillas guerrilla NOUN NNS 6 nsubj\nand and CCONJ CC 5 cc\ntwo two NUM CD 5 nummod\nsoldiers soldier NOUN NNS 2 conj\n"
         "died die VERB VBD 0 root\n", 11},
        {"Rebels rebel NOUN NNS 2 nsubj\nkilled kill VERB VBD 0 root\nfour four NUM CD 2 nummod\nof of ADP IN 5 case\nthem they PRON PRP 3 nmod\n", 4},
        {"Rebels rebel NOUN NNS 2 nsubj\nkilled kill VERB VBD 0 root\na a DET DT 4 det\nfarmer farmer NOUN NN 2 obj\nof of ADP IN 6 case\n19 19 NUM CD 4 nmod\n", 1},
        {"Since since ADP IN 2 case\n2003 2003 NUM CD 4 obl\nrebels rebel NOUN NNS 4 nsubj\nkilled kill VERB VBD 0 root\nsoldiers soldier NOUN NNS 4 obj\n", -1},
        {"They they PRON PRP 2 nsubj\nkilled kill VERB VBD 0 root\nKarami Karami PROPN NNP 2 obj\nand and CCONJ CC 6 cc\n22 22 NUM CD 6 nummod\nothers other NOUN NNS 3 conj\n", 23},
        {"Two two NUM CD 2 nummod\nrebels rebel NOUN NNS 3 nsubj\nkilled kill VERB VBD 0 root\nfive five NUM CD 5 nummod\nsoldiers soldier NOUN NNS 3 obj\n", 5},
        {"They they PRON PRP 2 nsubj\nkilled kill VERB VBD 0 root\n17 17 NUM CD 4 obl\ndead dead ADJ JJ 2 advcl\nand and CCONJ CC 6 cc\n58 58 NUM CD 3 conj\n"
         "injured injured ADJ JJ 4 conj\n", 17},
        {"Between between ADP IN 2 case\n30 30 NUM CD 5 nummod\nand and CCONJ CC 4 cc\n60 60 NUM CD 2 conj\npeople people NOUN NNS 6 nsubj\nwere be AUX VBD 7 aux\n"
         "killed kill VERB VBN 0 root\n", 30},
        {"The the DET DT 2 det\nwar war NOUN NN 3 nsubj\nkilled kill VERB VBD 0 root\nsoldiers soldier NOUN NNS 3 obj\nin in ADP IN 8 case\na a DET DT 8 det\n"
         "three three NUM CD 8 nummod\n- - PUNCT HYPH 7 punct\nday day NOUN NN 3 obl\n", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        doc d;
        handmade(&d, *state, cases[i].lines);
        uint32_t verb = word_at(&d, i == 0 ? "died" : "killed", 0);
        if (i == 2) mention_at(&d, 2, 3, 3, "");
        trigger_at(&d, verb, TYPE_ASSAULT, 0.9f);
        events_of(&d);
        assert_int_equal(d.events[0].size.dead, cases[i].dead);
    }
}

/* "thousands of people marched": one actor, not two. */
static void the_counted_are_in_their_count(void **state) {
    doc d;
    handmade(&d, *state,
             "Thousands thousand NOUN NNS 4 nsubj\nof of ADP IN 3 case\npeople people NOUN NNS 1 nmod\nmarched march VERB VBD 0 root\n");
    mention_at(&d, 0, 2, 0, "");
    mention_at(&d, 2, 2, 2, "");
    trigger *t = trigger_at(&d, 3, TYPE_PROTEST, 0.9f);
    role_at(&d, t, 0, ROLE_ACTOR, 0.9f);
    role_at(&d, t, 2, ROLE_ACTOR, 0.9f);
    events_of(&d);
    assert_int_equal(d.events[0].actors.count, 1);
    assert_int_equal(d.events[0].actors.at[0], 0);
}

/* "Brazilian police": the police act, not Brazil; "a Turkish attack" is Turkey's. */
static void whose_they_are_is_not_who_they_are(void **state) {
    doc d;
    handmade(&d, *state,
             "Brazilian brazilian ADJ JJ 3 amod\npolice police NOUN NN 3 nsubj\narrested arrest VERB VBD 0 root\nmen man NOUN NNS 3 obj\n\n"
             "Turkish turkish ADJ JJ 2 amod\nattacks attack NOUN NNS 3 nsubj\ngrew grow VERB VBD 0 root\n");
    uint32_t nation = mention_at(&d, 0, 0, 0, ""), police = mention_at(&d, 0, 1, 1, ""), turkish = mention_at(&d, 4, 4, 4, "");
    trigger *t = trigger_at(&d, 2, TYPE_COERCE, 0.9f);
    role_at(&d, t, 0, ROLE_ACTOR, 0.9f);
    role_at(&d, t, 1, ROLE_ACTOR, 0.2f);
    role_at(&d, trigger_at(&d, 5, TYPE_ASSAULT, 0.9f), 4, ROLE_ACTOR, 0.9f);
    events_of(&d);
    assert_int_equal(d.events[0].actors.count, 1);
    assert_int_equal(d.events[0].actors.at[0], police);
    assert_int_equal(d.events[1].actors.at[0], turkish);
    role_at(&d, t, 1, ROLE_ACTOR, 0.1f);         /* the model does not believe in the police */
    d.event_count = 0;
    events_of(&d);
    assert_int_equal(d.events[0].actors.at[0], nation);
}

/* "ousted by the legislature", "a strike by pilots". */
static void who_did_it_stands_behind_by(void **state) {
    doc d;
    handmade(&d, *state,
             "Delgado Delgado PROPN NNP 2 nsubj:pass\nousted oust VERB VBN 0 root\nby by ADP IN 4 case\nlegislators legislator NOUN NNS 2 obl:agent\n\n"
             "strikes strike NOUN NNS 0 root\nby by ADP IN 3 case\npilots pilot NOUN NNS 1 nmod\n");
    uint32_t legislators = mention_at(&d, 3, 3, 3, ""), pilots = mention_at(&d, 6, 6, 6, "");
    trigger *t = trigger_at(&d, 1, TYPE_SANCTION, 0.9f);
    role_at(&d, t, 3, ROLE_ACTOR, 0.2f);
    role_at(&d, trigger_at(&d, 4, TYPE_PROTEST, 0.9f), 6, ROLE_ACTOR, 0.2f);
    events_of(&d);
    assert_int_equal(d.events[0].actors.at[0], legislators);
    assert_int_equal(d.events[1].actors.at[0], pilots);
    role_at(&d, t, 3, ROLE_ACTOR, 0.1f);
    d.event_count = 0;
    events_of(&d);
    assert_int_equal(d.events[0].actors.count, 0);
}

static void an_unlikely_word_tells_none(void **state) {
    doc d;
    handmade(&d, *state, killed);
    trigger_at(&d, 1, TYPE_ASSAULT, 0.49f);
    events_of(&d);
    assert_int_equal(d.event_count, 0);
}

static void a_word_may_tell_two(void **state) {
    doc d;
    handmade(&d, *state, killed);
    trigger_at(&d, 1, TYPE_SANCTION, 0.8f)->type[TYPE_COERCE] = 0.7f;
    events_of(&d);
    assert_int_equal(d.event_count, 2);
}

static void a_word_without_mention_stands_for_the_smallest_around_it(void **state) {
    doc d;
    handmade(&d, *state, killed);
    mention_at(&d, 0, 9, 0, "");                 /* holds the trigger: never its argument */
    uint32_t inner = mention_at(&d, 2, 5, 5, "");
    assert_int_equal(event_mention_for(&d, 4, 1), inner);
    assert_int_equal(event_mention_for(&d, 8, 1), NONE);
}

static void phrases(void **state) {
    doc d;
    handmade(&d, *state,
             "They they PRON PRP 2 nsubj\nheld hold VERB VBD 0 root\npeace peace NOUN NN 4 compound\ntalks talk NOUN NNS 2 obj\n. . PUNCT . 2 punct\n\n"
             "Police police NOUN NN 2 nsubj\narrested arrest VERB VBD 0 root\nprotesters protester NOUN NNS 2 obj\n\n"
             "Rebels rebel NOUN NNS 2 nsubj\ncarried carry VERB VBD 0 root\nout out ADP RP 2 compound:prt\nbomb bomb NOUN NN 5 compound\nattacks attack NOUN NNS 2 obj\n");
    const struct { uint32_t word; const char *phrase; } cases[] = {
        {1, "held peace talks"}, {3, "peace talks"}, {word_at(&d, "arrested", 0), "arrested"},
        {word_at(&d, "carried", 0), "carried out bomb attacks"}, {word_at(&d, "attacks", 0), "bomb attacks"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        byte_span s = event_trigger_phrase(&d, cases[i].word);
        assert_int_equal(s.byte_to - s.byte_from, strlen(cases[i].phrase));
        assert_memory_equal(d.text + s.byte_from, cases[i].phrase, strlen(cases[i].phrase));
    }
}

/* What is given has the confidence asked for, which rises with the probability. */
static void confidence_decides(void **state) {
    confidence_scale scale = plain_confidence();
    scale.slope[TYPE_ASSAULT] = 2;               /* 0.6 is believed as 0.69, 0.3 as 0.16 */
    scale.offset[TYPE_AID] = -1;                 /* 0.6 is believed as 0.36 */
    const float asked[] = {0.3f, 0.5f, 0.1f, 0.7f};
    const uint32_t given[] = {2, 1, 3, 0};
    for (int i = 0; i < 4; i++) {
        doc d;
        handmade(&d, *state, killed);
        trigger_at(&d, 0, TYPE_ASSAULT, 0.6f);
        trigger_at(&d, 2, TYPE_AID, 0.6f);
        trigger_at(&d, 4, TYPE_ASSAULT, 0.3f);
        event_belief belief = {ROLE_LEAST, &scale, asked[i]};
        assert_int_equal(event_from_triggers(&d, &belief, NULL), ACTA_OK);
        assert_int_equal(d.event_count, given[i]);
    }
    assert_float_equal(confidence_of(&scale, TYPE_ASSAULT, 0.6f, 0), 0.692, 0.001);
    assert_true(confidence_of(&scale, TYPE_AID, 1, 0) < 1 && confidence_of(&scale, TYPE_AID, 0, 0) > 0);
}

/* "lifted the embargo" is no SANCTION; "imposed the embargo" is one. */
static void lifting_an_embargo_is_no_sanction(void **state) {
    const char *const verbs[] = {"lifted lift", "imposed impose"};
    const plover_type told[] = {TYPE_RETREAT, TYPE_SANCTION};
    for (int i = 0; i < 2; i++) {
        char text[200];
        snprintf(text, sizeof text, "Japan Japan PROPN NNP 2 nsubj\n%s VERB VBD 0 root\nthe the DET DT 4 det\nembargo embargo NOUN NN 2 obj\n", verbs[i]);
        doc d;
        handmade(&d, *state, text);
        trigger_at(&d, 1, TYPE_SANCTION, 0.9f);
        events_of(&d);
        assert_int_equal(d.event_count, 1);
        assert_int_equal(d.events[0].type, told[i]);
    }
}

/* A demand in a report that tells nothing else is doubted, the more the longer the report, and more than an arrest there. */
static void a_quiet_report_is_doubted(void **state) {
    static const char sentence[] = "He he PRON PRP 2 nsubj\nasked ask VERB VBD 0 root\n\n";
    char text[10 * sizeof sentence] = "";
    confidence_scale scale = plain_confidence();
    event_belief belief = {ROLE_LEAST, &scale, 0};
    float before = 0.61f;
    for (int sentences = 1; sentences <= 10; sentences += 3) {
        text[0] = '\0';
        for (int i = 0; i < sentences; i++) strcat(text, sentence);
        doc quiet, full;
        handmade(&quiet, *state, text);
        handmade(&full, *state, text);
        trigger_at(&quiet, 1, TYPE_REQUEST, 0.6f)->type[TYPE_COERCE] = 0.6f;
        for (uint32_t i = 0; i < full.sentence_count; i++) trigger_at(&full, 2 * i + 1, TYPE_REQUEST, 0.6f);
        assert_int_equal(event_from_triggers(&quiet, &belief, NULL), ACTA_OK);
        assert_int_equal(event_from_triggers(&full, &belief, NULL), ACTA_OK);
        float asked = quiet.events[TYPE_REQUEST].confidence, arrested = quiet.events[TYPE_COERCE].confidence;
        assert_float_equal(full.events[TYPE_REQUEST].confidence, 0.6, 0.001);
        assert_true(asked < before && (sentences == 1 ? asked == arrested : asked < arrested));
        before = asked;
    }
}

static const char burst[] =
    "Police police NOUN NNS 2 nsubj\n"
    "burst burst VERB VBD 0 root\n"
    "in in ADV RB 2 advmod\n"
    ", , PUNCT , 5 punct\n"
    "beating beat VERB VBG 2 advcl\n"
    "students student NOUN NNS 5 obj\n"
    ", , PUNCT , 9 punct\n"
    "and and CCONJ CC 9 cc\n"
    "arrested arrest VERB VBN 2 conj\n"
    "were be AUX VBD 9 aux:pass\n"
    ". . PUNCT . 2 punct\n";

/* Half believed, and the grammar says so: the governing clause's subject beats; he of a passive does not arrest. */
static void a_governing_clause_lends_its_subject(void **state) {
    doc d;
    handmade(&d, *state, burst);
    uint32_t police = mention_at(&d, 0, 0, 0, "");
    mention_at(&d, 5, 5, 5, "");
    role_at(&d, trigger_at(&d, word_at(&d, "beating", 0), TYPE_ASSAULT, 0.9f), 0, ROLE_ACTOR, 0.3f);
    role_at(&d, trigger_at(&d, word_at(&d, "arrested", 0), TYPE_COERCE, 0.9f), 0, ROLE_ACTOR, 0.3f);
    events_of(&d);
    assert_int_equal(d.events[0].actors.count, 1);
    assert_int_equal(d.events[0].actors.at[0], police);
    assert_int_equal(d.events[1].actors.count, 0);
}

/* What neither the model nor the grammar says stays open. */
static void the_grammar_alone_is_not_enough(void **state) {
    doc d;
    handmade(&d, *state, burst);
    mention_at(&d, 0, 0, 0, "");
    role_at(&d, trigger_at(&d, word_at(&d, "beating", 0), TYPE_ASSAULT, 0.9f), 0, ROLE_ACTOR, 0.05f);
    events_of(&d);
    assert_int_equal(d.events[0].actors.count, 0);
}

/* "The meeting took place": half a belief in each word is more than half a belief in the event. */
static void words_of_one_phrase_share_their_belief(void **state) {
    doc d;
    handmade(&d, *state,
             "The the DET DT 2 det\nmeeting meeting NOUN NN 3 nsubj\ntook take VERB VBD 0 root\nplace place NOUN NN 3 obj\n"
             "after after SCONJ IN 7 mark\nthey they PRON PRP 7 nsubj\nspoke speak VERB VBD 3 advcl\n");
    trigger_at(&d, 1, TYPE_CONSULT, 0.4f);
    trigger_at(&d, 2, TYPE_CONSULT, 0.3f);
    trigger_at(&d, 6, TYPE_CONSULT, 0.3f);       /* a clause of its own adds nothing */
    events_of(&d);
    assert_int_equal(d.event_count, 1);
    assert_int_equal(d.triggers[d.events[0].mentions[0].trigger].word, 1);
    assert_float_equal(d.events[0].confidence, 0.58f, 1e-5f);
    d.words[1].head = 0;                         /* not bound together */
    assert_float_equal(event_shared_belief(&d, 0, TYPE_CONSULT), 0.4f, 1e-5f);
    assert_float_equal(event_shared_belief(&d, 1, TYPE_CONSULT), 0.3f, 1e-5f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_likely_word_tells_an_event, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(parties_are_counted, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(people_are_counted, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(whose_they_are_is_not_who_they_are, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(who_did_it_stands_behind_by, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(the_counted_are_in_their_count, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(an_unlikely_word_tells_none, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_word_may_tell_two, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_word_without_mention_stands_for_the_smallest_around_it, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(words_of_one_phrase_share_their_belief, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(confidence_decides, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_quiet_report_is_doubted, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(lifting_an_embargo_is_no_sanction, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(phrases, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_governing_clause_lends_its_subject, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(the_grammar_alone_is_not_enough, begin_arena, end_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
