/* test_voice.c - attributions in the tree, and chains of speakers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "event/event.h"
#include "handmade.h"
#include "voice/voice.h"

static int begin(void **state) {
    arena *a = test_malloc(sizeof *a);
    arena_begin(a, acta__malloc(), 0);
    *state = a;
    return 0;
}

static int end(void **state) {
    arena_end(*state);
    test_free(*state);
    return 0;
}

/* He stressed, as cited by the ministry, that Kabul released prisoners. */
static const char chain[] =
    "He he PRON PRP 2 nsubj\n"
    "stressed stress VERB VBD 0 root\n"
    ", , PUNCT , 5 punct\n"
    "as as SCONJ IN 5 mark\n"
    "cited cite VERB VBN 2 advcl\n"
    "by by ADP IN 8 case\n"
    "the the DET DT 8 det\n"
    "ministry ministry NOUN NN 5 obl:agent\n"
    ", , PUNCT , 5 punct\n"
    "that that SCONJ IN 12 mark\n"
    "Kabul Kabul PROPN NNP 12 nsubj\n"
    "released release VERB VBD 2 ccomp\n"
    "prisoners prisoner NOUN NNS 12 obj\n";

static void a_chain_is_ordered_innermost_first(void **state) {
    doc d;
    handmade(&d, *state, chain);
    uint32_t he = mention_at(&d, 0, 0, 0, "AFG GOV");
    uint32_t ministry = mention_at(&d, 6, 7, 7, "AFG GOV");
    trigger *t = trigger_at(&d, 11, TYPE_RETREAT, 0.9f);
    role_at(&d, t, 0, ROLE_SPEAKER, 0.6f);
    role_at(&d, t, 7, ROLE_SPEAKER, 0.9f);
    events_of(&d);
    assert_int_equal(voice_attributions(&d, NULL), ACTA_OK);
    assert_int_equal(voice_speakers(&d, NULL), ACTA_OK);
    assert_int_equal(d.attribution_count, 2);
    assert_int_equal(d.events[0].speakers.count, 2);
    assert_int_equal(d.events[0].speakers.at[0], he);
    assert_int_equal(d.events[0].speakers.at[1], ministry);
}

static void according_and_parataxis(void **state) {
    doc d;
    handmade(&d, *state,
             "Troops troop NOUN NNS 2 nsubj\nleft leave VERB VBD 0 root\n, , PUNCT , 5 punct\nofficials official NOUN NNS 5 nsubj\nsaid say VERB VBD 2 parataxis\n\n"
             "According accord VERB VBG 4 case\nto to ADP IN 1 fixed\nthe the DET DT 4 det\narmy army NOUN NN 6 obl\nthey they PRON PRP 6 nsubj\nfled flee VERB VBD 0 root\n");
    uint32_t officials = mention_at(&d, 3, 3, 3, ""), army = mention_at(&d, 7, 8, 8, "");
    assert_int_equal(voice_attributions(&d, NULL), ACTA_OK);
    assert_int_equal(d.attribution_count, 2);
    assert_int_equal(d.attributions[0].source, officials);
    assert_int_equal(d.attributions[0].content.word_from, 0);
    assert_int_equal(d.attributions[1].source, army);
    assert_int_equal(d.attributions[1].content.word_to, 11);
}

static void a_quotation_runs_on(void **state) {
    doc d;
    handmade(&d, *state,
             "\" \" PUNCT `` 3 punct\nWe we PRON PRP 3 nsubj\nwon win VERB VBD 5 ccomp\n\" \" PUNCT '' 3 punct\nsaid say VERB VBD 0 root\nOdhiambo Odhiambo PROPN NNP 5 nsubj\n. . PUNCT . 5 punct\n\n"
             "\" \" PUNCT `` 3 punct\nThey they PRON PRP 3 nsubj\nshot shoot VERB VBD 0 root\nus we PRON PRP 3 obj\n. . PUNCT . 3 punct\n\" \" PUNCT '' 3 punct\n");
    uint32_t odhiambo = mention_at(&d, 5, 5, 5, "KEN OPP");
    trigger_at(&d, word_at(&d, "shot", 0), TYPE_ASSAULT, 0.9f);
    events_of(&d);
    assert_int_equal(voice_attributions(&d, NULL), ACTA_OK);
    assert_int_equal(voice_speakers(&d, NULL), ACTA_OK);
    assert_int_equal(d.events[0].speakers.count, 1);
    assert_int_equal(d.events[0].speakers.at[0], odhiambo);
}

static void plain_words_have_no_speaker(void **state) {
    doc d;
    handmade(&d, *state, "Officials official NOUN NNS 2 nsubj\nspoke speak VERB VBD 0 root\n\nTroops troop NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root\n");
    trigger_at(&d, 3, TYPE_ASSAULT, 0.9f);
    events_of(&d);
    assert_int_equal(voice_attributions(&d, NULL), ACTA_OK);
    assert_int_equal(voice_speakers(&d, NULL), ACTA_OK);
    assert_int_equal(d.attribution_count, 0);
    assert_int_equal(d.events[0].speakers.count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_chain_is_ordered_innermost_first, begin, end),
        cmocka_unit_test_setup_teardown(according_and_parataxis, begin, end),
        cmocka_unit_test_setup_teardown(a_quotation_runs_on, begin, end),
        cmocka_unit_test_setup_teardown(plain_words_have_no_speaker, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
