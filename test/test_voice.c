/* test_voice.c - attributions in the tree, and chains of speakers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "event/event.h"
#include "handmade.h"
#include "voice/voice.h"

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
    voices_of(&d);
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
    voices_of(&d);
    assert_int_equal(d.attribution_count, 2);
    assert_int_equal(d.attributions[0].source, officials);
    assert_int_equal(d.attributions[0].content[0].word_from, 0);
    assert_int_equal(d.attributions[1].source, army);
    assert_int_equal(d.attributions[1].content[0].word_to, 11);
}

static void a_quotation_runs_on(void **state) {
    doc d;
    handmade(&d, *state,
             "\" \" PUNCT `` 3 punct\nWe we PRON PRP 3 nsubj\nwon win VERB VBD 5 ccomp\n\" \" PUNCT '' 3 punct\nsaid say VERB VBD 0 root\nOdhiambo Odhiambo PROPN NNP 5 nsubj\n. . PUNCT . 5 punct\n\n"
             "\" \" PUNCT `` 3 punct\nThey they PRON PRP 3 nsubj\nshot shoot VERB VBD 0 root\nus we PRON PRP 3 obj\n. . PUNCT . 3 punct\n\" \" PUNCT '' 3 punct\n");
    uint32_t odhiambo = mention_at(&d, 5, 5, 5, "KEN OPP");
    trigger_at(&d, word_at(&d, "shot", 0), TYPE_ASSAULT, 0.9f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.events[0].speakers.count, 1);
    assert_int_equal(d.events[0].speakers.at[0], odhiambo);
}

static void plain_words_have_no_speaker(void **state) {
    doc d;
    handmade(&d, *state, "Officials official NOUN NNS 2 nsubj\nspoke speak VERB VBD 0 root\n\nTroops troop NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root\n");
    trigger_at(&d, 3, TYPE_ASSAULT, 0.9f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.attribution_count, 0);
    assert_int_equal(d.events[0].speakers.count, 0);
}

/* The words of an attribution, its runs parted by " | ". */
static void assert_content(const doc *d, uint32_t which, const char *words) {
    char got[1024] = "";
    assert_true(which < d->attribution_count);
    const attribution *a = &d->attributions[which];
    for (uint32_t i = 0; i < a->content_count; i++) {
        byte_span first = d->words[a->content[i].word_from].span, last = d->words[a->content[i].word_to - 1].span;
        size_t used = strlen(got);
        snprintf(got + used, sizeof got - used, "%s%.*s", i > 0 ? " | " : "", (int)(last.byte_to - first.byte_from), d->text + first.byte_from);
    }
    assert_string_equal(got, words);
}

static void assert_words(const doc *d, word_span span, const char *words) {
    byte_span first = d->words[span.word_from].span, last = d->words[span.word_to - 1].span;
    assert_int_equal(last.byte_to - first.byte_from, strlen(words));
    assert_memory_equal(d->text + first.byte_from, words, strlen(words));
}

static void told_persons_are_no_content(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 3 nsubj\nhas have AUX VBZ 3 aux\ntold tell VERB VBN 0 root\nreporters reporter NOUN NNS 3 obj\n"
             "that that SCONJ IN 7 mark\ntroops troop NOUN NNS 7 nsubj\nleft leave VERB VBD 3 ccomp\n. . PUNCT . 3 punct\n");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 1);
    assert_content(&d, 0, "that troops left");
    assert_words(&d, d.attributions[0].cue, "has told");
    assert_words(&d, d.attributions[0].source_words, "Kamau");
}

static void they_are_the_subject_of_an_infinitive(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nurged urge VERB VBD 0 root\nrebels rebel NOUN NNS 2 obj\nto to PART TO 5 mark\nleave leave VERB VB 2 xcomp\n");
    voices_of(&d);
    assert_content(&d, 0, "rebels to leave");
    assert_int_equal(d.attributions[0].force, FORCE_HOLDS);
}

static void a_preposition_next_to_the_cue_is_the_cues(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\ncalled call VERB VBD 0 root\nfor for ADP IN 5 case\na a DET DT 5 det\ntruce truce NOUN NN 2 obl\n\n"
             "Kamau Kamau PROPN NNP 2 nsubj\naccused accuse VERB VBD 0 root\nrebels rebel NOUN NNS 2 obj\nof of SCONJ IN 5 mark\nlying lie VERB VBG 2 advcl\n");
    voices_of(&d);
    assert_words(&d, d.attributions[0].cue, "called for");
    assert_content(&d, 0, "a truce");
    assert_content(&d, 1, "rebels of lying");
}

static void passives_name_their_agent_or_nobody(void **state) {
    doc d;
    handmade(&d, *state,
             "Talks talk NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nannounced announce VERB VBN 0 root\nby by ADP IN 5 case\nKamau Kamau PROPN NNP 3 obl:agent\n\n"
             "He he PRON PRP 3 nsubj:pass\nis be AUX VBZ 3 aux:pass\nsaid say VERB VBN 0 root\nto to PART TO 6 mark\nhave have AUX VB 6 aux\nfled flee VERB VBN 3 xcomp\n");
    voices_of(&d);
    assert_content(&d, 0, "Talks");
    assert_words(&d, d.attributions[0].source_words, "Kamau");
    assert_content(&d, 1, "He | to have fled");
    assert_int_equal(d.attributions[1].source, NONE);
    assert_int_equal(d.attributions[1].source_words.word_to, 0);
}

/* The agency quoted Kamau as saying troops left. */
static void one_quoted_by_another_is_the_inner_voice(void **state) {
    doc d;
    handmade(&d, *state,
             "The the DET DT 2 det\nagency agency NOUN NN 3 nsubj\nquoted quote VERB VBD 0 root\nKamau Kamau PROPN NNP 3 obj\nas as SCONJ IN 6 mark\n"
             "saying say VERB VBG 3 advcl\ntroops troop NOUN NNS 8 nsubj\nleft leave VERB VBD 6 ccomp\n");
    uint32_t agency = mention_at(&d, 0, 1, 1, ""), kamau = mention_at(&d, 3, 3, 3, "");
    trigger *left = trigger_at(&d, 7, TYPE_RETREAT, 0.9f);
    role_at(&d, left, 1, ROLE_SPEAKER, 0.1f);
    role_at(&d, left, 3, ROLE_SPEAKER, 0.6f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.attribution_count, 2);
    assert_int_equal(d.attributions[1].inside, 0);
    assert_int_equal(d.events[0].speakers.count, 2);
    assert_int_equal(d.events[0].speakers.at[0], kamau);
    assert_int_equal(d.events[0].speakers.at[1], agency);
}

static void the_source_has_its_apposition_but_no_relative_clause(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 9 nsubj\n, , PUNCT , 4 punct\na a DET DT 4 det\nlawyer lawyer NOUN NN 1 appos\n, , PUNCT , 7 punct\nwho who PRON WP 7 nsubj\n"
             "fled flee VERB VBD 1 acl:relcl\n, , PUNCT , 7 punct\nsaid say VERB VBD 0 root\nhe he PRON PRP 11 nsubj\nwon win VERB VBD 9 ccomp\n");
    voices_of(&d);
    assert_words(&d, d.attributions[0].source_words, "Kamau , a lawyer");
    assert_content(&d, 0, "he won");
}

static void a_clause_joined_to_the_cue_is_joined_to_the_content(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\ntroops troop NOUN NNS 4 nsubj\nleft leave VERB VBD 2 ccomp\nand and CCONJ CC 8 cc\n"
             "that that SCONJ IN 8 mark\nrebels rebel NOUN NNS 8 nsubj\nfled flee VERB VBD 2 conj\n");
    voices_of(&d);
    assert_content(&d, 0, "troops left and that rebels fled");
}

static void a_speaker_after_the_quotation_is_no_object(void **state) {
    doc d;
    handmade(&d, *state, "\" \" PUNCT `` 3 punct\nWe we PRON PRP 3 nsubj\nwon win VERB VBD 5 ccomp\n\" \" PUNCT '' 3 punct\nsaid say VERB VBD 0 root\nKamau Kamau PROPN NNP 5 obj\n");
    uint32_t kamau = mention_at(&d, 5, 5, 5, "");
    voices_of(&d);
    assert_int_equal(d.attributions[0].source, kamau);
    assert_content(&d, 0, "\" We won \"");
}

static void nouns_and_light_verbs(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nmade make VERB VBD 0 root\na a DET DT 4 det\npromise promise NOUN NN 2 obj\nto to PART TO 6 mark\nleave leave VERB VB 4 acl\n\n"
             "Rebels rebel NOUN NNS 2 nsubj\nheard hear VERB VBD 0 root\na a DET DT 4 det\ncall call NOUN NN 2 obj\nby by ADP IN 6 case\nKamau Kamau PROPN NNP 4 nmod\n"
             "for for ADP IN 8 case\ntalks talk NOUN NNS 4 nmod\n");
    voices_of(&d);
    assert_words(&d, d.attributions[0].source_words, "Kamau");
    assert_content(&d, 0, "to leave");
    assert_int_equal(d.attribution_count, 2);
    assert_words(&d, d.attributions[1].source_words, "Kamau");
    assert_content(&d, 1, "for talks");
}

/* Kamau said rebels wanted talks. Kamau said Rusu had warned of war. What the rebels wish is Kamau's word; Rusu's warning is passed on. */
static void views_within_are_the_speakers_own(void **state) {
    for (int warned = 0; warned < 2; warned++) {
        doc d;
        handmade(&d, *state,
                 warned ? "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nRusu Rusu PROPN NNP 4 nsubj\nwarned warn VERB VBD 2 ccomp\nof of ADP IN 6 case\nwar war NOUN NN 4 obl\n"
                        : "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nrebels rebel NOUN NNS 4 nsubj\nwanted want VERB VBD 2 ccomp\ntalks talk NOUN NNS 4 obj\n");
        voices_of(&d);
        assert_int_equal(d.attribution_count, 1 + warned);
        assert_words(&d, d.attributions[0].source_words, "Kamau");
        if (warned) assert_int_equal(d.attributions[1].inside, 0);
    }
}

/* The parse takes the officer for a second subject of "quoted". */
static void who_is_quoted_as_saying_says_it(void **state) {
    doc d;
    handmade(&d, *state,
             "He he PRON PRP 2 nsubj\nquoted quote VERB VBD 0 root\nthe the DET DT 4 det\nofficer officer NOUN NN 2 nsubj\nas as SCONJ IN 6 mark\nsaying say VERB VBG 2 advcl\n"
             "troops troop NOUN NNS 8 nsubj\nfired fire VERB VBD 6 ccomp\n");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 2);
    assert_words(&d, d.attributions[0].source_words, "He");
    assert_words(&d, d.attributions[1].source_words, "the officer");
    assert_content(&d, 1, "troops fired");
}

static void reportedly_is_nobodys_word(void **state) {
    doc d;
    handmade(&d, *state, "Rebels rebel NOUN NNS 3 nsubj\nreportedly reportedly ADV RB 3 advmod\nfled flee VERB VBD 0 root\n");
    voices_of(&d);
    assert_content(&d, 0, "Rebels | fled");
    assert_int_equal(d.attributions[0].source, NONE);
}

static void headlines_name_their_source_before_or_behind(void **state) {
    doc d;
    handmade(&d, *state,
             "# title\nMinistry Ministry NOUN NN 4 nsubj\n: : PUNCT : 4 punct\nTroops troop NOUN NNS 4 nsubj\nleave leave VERB VBP 0 root\n\n"
             "# title\nTroops troop NOUN NNS 2 nsubj\nleave leave VERB VBP 0 root\n- - PUNCT , 4 punct\nMinistry Ministry NOUN NN 2 parataxis\n");
    uint32_t before = mention_at(&d, 0, 0, 0, ""), behind = mention_at(&d, 7, 7, 7, "");
    voices_of(&d);
    assert_int_equal(d.attributions[0].source, before);
    assert_content(&d, 0, "Troops leave");
    assert_int_equal(d.attributions[1].source, behind);
    assert_content(&d, 1, "Troops leave");
}

/* In quotes "I think" is the one quoted; others whom he names are voices within his. */
static void who_is_quoted_speaks_of_himself(void **state) {
    doc d;
    handmade(&d, *state,
             "\" \" PUNCT `` 3 punct\nI I PRON PRP 3 nsubj\nthink think VERB VBP 7 ccomp\nwe we PRON PRP 5 nsubj\nwon win VERB VBD 3 ccomp\n\" \" PUNCT '' 3 punct\nsaid say VERB VBD 0 root\n"
             "Kamau Kamau PROPN NNP 7 nsubj\n");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 1);
    assert_int_equal(d.attributions[0].cue_word, 6);
}

static void a_quotation_goes_on_before_its_speaker_and_over_paragraphs(void **state) {
    doc d;
    handmade(&d, *state,
             "# paragraph\n\" \" PUNCT `` 3 punct\nWe we PRON PRP 3 nsubj\nwon win VERB VBD 0 root\n\" \" PUNCT '' 3 punct\n\n"
             "\" \" PUNCT `` 3 punct\nThey they PRON PRP 3 nsubj\nfled flee VERB VBD 5 ccomp\n\" \" PUNCT '' 3 punct\nsaid say VERB VBD 0 root\nKamau Kamau PROPN NNP 5 nsubj\n\n"
             "\" \" PUNCT `` 2 punct\nNobody nobody PRON NN 3 nsubj\nhelped help VERB VBD 0 root\n\" \" PUNCT '' 3 punct\n\n"
             "# paragraph\n\" \" PUNCT `` 3 punct\nThey they PRON PRP 3 nsubj\nshot shoot VERB VBD 0 root\n\" \" PUNCT '' 3 punct\n\n"
             "Talks talk NOUN NNS 2 nsubj\nended end VERB VBD 0 root\n");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 1);
    const attribution *a = &d.attributions[0];
    assert_int_equal(a->content[0].word_from, 0);
    uint32_t shot = word_at(&d, "shot", 0), ended = word_at(&d, "ended", 0), helped = word_at(&d, "helped", 0);
    bool holds_shot = false, holds_helped = false;
    for (uint32_t i = 0; i < a->content_count; i++) {
        holds_shot |= a->content[i].word_from <= shot && shot < a->content[i].word_to;
        holds_helped |= a->content[i].word_from <= helped && helped < a->content[i].word_to;
        assert_false(a->content[i].word_from <= ended && ended < a->content[i].word_to);
    }
    assert_true(holds_shot && holds_helped);
}

/* Kamau said he would leave: his own promise. A spokesman who denies does so for his body. */
static void a_speech_act_has_no_voice_of_its_own_actor(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nhe he PRON PRP 5 nsubj\nwould will AUX MD 5 aux\nleave leave VERB VB 2 ccomp\n\n"
             "The the DET DT 3 det\narmy army NOUN NN 3 compound\nspokesman spokesman NOUN NN 4 nsubj\ndenied deny VERB VBD 0 root\nit it PRON PRP 4 obj\nraged rage VERB VBD 4 ccomp\n");
    uint32_t kamau = mention_at(&d, 0, 0, 0, ""), spokesman = mention_at(&d, 5, 7, 7, ""), army = mention_at(&d, 6, 6, 6, "");
    trigger *leave = trigger_at(&d, 4, TYPE_AGREE, 0.9f), *denied = trigger_at(&d, 8, TYPE_REJECT, 0.9f);
    role_at(&d, leave, 0, ROLE_ACTOR, 0.9f);
    role_at(&d, leave, 0, ROLE_SPEAKER, 0.9f);
    role_at(&d, denied, 6, ROLE_ACTOR, 0.9f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.events[0].actors.at[0], kamau);
    assert_int_equal(d.events[0].speakers.count, 0);
    assert_int_equal(d.events[1].actors.at[0], army);
    assert_int_equal(d.events[1].speakers.count, 1);
    assert_int_equal(d.events[1].speakers.at[0], spokesman);
}

/* Troops left, the agency reported, citing officials. */
static void the_cited_say_what_the_agency_reports(void **state) {
    doc d;
    handmade(&d, *state,
             "Troops troop NOUN NNS 2 nsubj\nleft leave VERB VBD 6 ccomp\n, , PUNCT , 2 punct\nthe the DET DT 5 det\nagency agency NOUN NN 6 nsubj\nreported report VERB VBD 0 root\n"
             ", , PUNCT , 8 punct\nciting cite VERB VBG 6 advcl\nofficials official NOUN NNS 8 obj\n");
    uint32_t agency = mention_at(&d, 3, 4, 4, ""), officials = mention_at(&d, 8, 8, 8, "");
    trigger *left = trigger_at(&d, 1, TYPE_RETREAT, 0.9f);
    role_at(&d, left, 4, ROLE_SPEAKER, 0.1f);
    role_at(&d, left, 8, ROLE_SPEAKER, 0.6f);
    events_of(&d);
    voices_of(&d);
    assert_content(&d, 1, "Troops left");
    assert_int_equal(d.events[0].speakers.count, 2);
    assert_int_equal(d.events[0].speakers.at[0], officials);
    assert_int_equal(d.events[0].speakers.at[1], agency);
}

/* Kamau said troops left: within its sentence an attribution counts for an event if the model holds it possible. */
static void an_attribution_needs_the_models_assent(void **state) {
    for (int assents = 0; assents < 2; assents++) {
        doc d;
        handmade(&d, *state, "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\ntroops troop NOUN NNS 4 nsubj\nleft leave VERB VBD 2 ccomp\n");
        mention_at(&d, 0, 0, 0, "");
        role_at(&d, trigger_at(&d, 3, TYPE_RETREAT, 0.9f), 0, ROLE_SPEAKER, assents ? 0.45f : 0.2f);
        events_of(&d);
        voices_of(&d);
        assert_int_equal(d.events[0].speakers.count, assents);
    }
}

/* The parse takes the speaker for an oblique and the verb for a mark. */
static void a_reporting_clause_may_be_inverted(void **state) {
    doc d;
    handmade(&d, *state,
             "Troops troop NOUN NNS 2 nsubj\nleft leave VERB VBD 0 root\ntown town NOUN NN 2 obj\n, , PUNCT , 2 punct\nsaid say VERB VBD 2 punct\nthe the DET DT 7 det\n"
             "minister minister NOUN NN 2 obl\n. . PUNCT . 2 punct\n");
    uint32_t minister = mention_at(&d, 5, 6, 6, "");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 1);
    assert_int_equal(d.attributions[0].source, minister);
    assert_content(&d, 0, "Troops left town");
}

/* Rusu told Kamau troops left, the daily said, quoting officials: the parse lets the treaty's words run on to the end. */
static void what_is_told_within_ends_where_the_outer_ends(void **state) {
    doc d;
    handmade(&d, *state,
             "Rusu Rusu PROPN NNP 2 nsubj\ntold tell VERB VBD 0 root\nKamau Kamau PROPN NNP 2 obj\ntroops troop NOUN NNS 5 nsubj\nleft leave VERB VBD 2 ccomp\n, , PUNCT , 9 punct\n"
             "the the DET DT 8 det\ndaily daily NOUN NN 9 nsubj\nsaid say VERB VBD 5 parataxis\n, , PUNCT , 11 punct\nquoting quote VERB VBG 5 advcl\nofficials official NOUN NNS 11 obl\n");
    uint32_t officials = mention_at(&d, 11, 11, 11, "");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 3);
    assert_content(&d, 0, "troops left");
    assert_content(&d, 1, "Rusu told Kamau troops left");
    assert_int_equal(d.attributions[2].source, officials);
    assert_content(&d, 2, "Rusu told Kamau troops left");
}

/* Kamau told Radio Star that troops left: he said it, as the radio has it. Reporters would be no voice. */
static void a_medium_told_is_the_outer_voice(void **state) {
    for (int medium = 0; medium < 2; medium++) {
        doc d;
        handmade(&d, *state, "Kamau Kamau PROPN NNP 2 nsubj\ntold tell VERB VBD 0 root\nStar Star PROPN NNP 2 obj\nthat that SCONJ IN 6 mark\ntroops troop NOUN NNS 6 nsubj\nleft leave VERB VBD 2 ccomp\n");
        uint32_t kamau = mention_at(&d, 0, 0, 0, ""), star = mention_at(&d, 2, 2, 2, "");
        trigger *left = trigger_at(&d, 5, TYPE_RETREAT, 0.9f);
        role_at(&d, left, 0, ROLE_SPEAKER, 0.45f);
        role_at(&d, left, 2, ROLE_SPEAKER, medium ? 0.9f : 0.01f);
        events_of(&d);
        voices_of(&d);
        assert_int_equal(d.events[0].speakers.count, 1 + medium);
        assert_int_equal(d.events[0].speakers.at[0], kamau);
        if (medium) assert_int_equal(d.events[0].speakers.at[1], star);
    }
}

/* A promise is told on another's word only where the model is sure of it. */
static void a_speech_act_wants_a_surer_speaker(void **state) {
    for (int sure = 0; sure < 2; sure++) {
        doc d;
        handmade(&d, *state, "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nrebels rebel NOUN NNS 5 nsubj\nwould will AUX MD 5 aux\nleave leave VERB VB 2 ccomp\n");
        mention_at(&d, 0, 0, 0, "");
        role_at(&d, trigger_at(&d, 4, TYPE_AGREE, 0.9f), 0, ROLE_SPEAKER, sure ? 0.8f : 0.6f);
        events_of(&d);
        voices_of(&d);
        assert_int_equal(d.events[0].speakers.count, sure);
    }
}

static void a_reporting_clause_is_read_from_the_surface(void **state) {
    doc d;
    handmade(&d, *state,
             "Troops troop NOUN NNS 2 nsubj\nleft leave VERB VBD 0 root\ntown town NOUN NN 2 obj\n, , PUNCT , 2 punct\nthe the DET DT 7 det\nminister minister NOUN NN 7 compound\n"
             "Rusu Rusu PROPN NNP 2 obl\nsaid said VERB IN 2 punct\non on ADP IN 10 case\nFriday Friday PROPN NNP 8 obl\n. . PUNCT . 2 punct\n\n"
             "Minsk Minsk PROPN NNP 6 nsubj\n, , PUNCT , 4 punct\nhe he PRON PRP 4 nsubj\nstressed stress VERB VBD 6 advcl\n, , PUNCT , 4 punct\nhelps help VERB VBZ 0 root\n. . PUNCT . 6 punct\n\n"
             "When when SCONJ WRB 3 advmod\ntroops troop NOUN NNS 3 nsubj\nleft leave VERB VBD 6 advcl\n, , PUNCT , 3 punct\nRusu Rusu PROPN NNP 6 nsubj\nsaid say VERB VBD 0 root\n"
             "rebels rebel NOUN NNS 8 nsubj\nfled flee VERB VBD 6 ccomp\n");
    uint32_t rusu = mention_at(&d, 4, 6, 6, "");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 3);
    assert_int_equal(d.attributions[0].source, rusu);
    assert_words(&d, d.attributions[0].source_words, "the minister Rusu");
    assert_content(&d, 0, "Troops left town");
    assert_content(&d, 1, "Minsk | helps");
    assert_content(&d, 2, "rebels fled");            /* a clause before is no statement when one follows */
}

static void a_name_and_its_apposition_speak_once(void **state) {
    doc d;
    handmade(&d, *state,
             "The the DET DT 2 det\nnewspaper newspaper NOUN NN 4 nsubj\nFaro Faro PROPN NNP 2 appos\nsaid say VERB VBD 0 root\ntroops troop NOUN NNS 6 nsubj\nleft leave VERB VBD 4 ccomp\n");
    mention_at(&d, 0, 2, 1, "");
    mention_at(&d, 2, 2, 2, "");
    trigger *left = trigger_at(&d, 5, TYPE_RETREAT, 0.9f);
    role_at(&d, left, 1, ROLE_SPEAKER, 0.9f);
    role_at(&d, left, 2, ROLE_SPEAKER, 0.9f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.events[0].speakers.count, 1);
}

/* No attribution names him: then the model must be sure of him. */
static void an_unnamed_voice_wants_a_surer_model(void **state) {
    for (int sure = 0; sure < 2; sure++) {
        doc d;
        handmade(&d, *state, "Troops troop NOUN NNS 2 nsubj\nattacked attack VERB VBD 0 root\n, , PUNCT , 4 punct\nvillagers villager NOUN NNS 2 parataxis\n");
        mention_at(&d, 3, 3, 3, "");
        trigger *t = trigger_at(&d, 1, TYPE_ASSAULT, 0.9f);
        role_at(&d, t, 3, ROLE_SPEAKER, sure ? 0.9f : 0.7f);
        events_of(&d);
        voices_of(&d);
        assert_int_equal(d.events[0].speakers.count, sure);
    }
}

/* "accused" taken for an adjective is its own dictionary form, and a verb all the same. */
static void a_participle_is_sought_by_its_verb(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\naccused accused VERB JJ 0 root\nrebels rebel NOUN NNS 2 obj\nof of SCONJ IN 5 mark\nlying lie VERB VBG 2 advcl\n");
    voices_of(&d);
    assert_content(&d, 0, "rebels of lying");
}

/* An interview printed as it was spoken, each paragraph opened by a quotation mark. */
static void a_transcript_may_open_with_a_mark(void **state) {
    doc d;
    handmade(&d, *state, "\" \" PUNCT `` 5 punct\nKAMAU Kamau PROPN NNP 5 nsubj\n: : PUNCT : 2 punct\nWe we PRON PRP 5 nsubj\nleft leave VERB VBD 0 root\n");
    d.words[1].flags |= WORD_CAPITAL;
    voices_of(&d);
    assert_int_equal(d.attribution_count, 1);
    assert_content(&d, 0, "We left");
    assert_words(&d, d.attributions[0].source_words, "KAMAU");
}

static void what_is_wished_or_judged_has_no_voice(void **state) {
    doc d;
    handmade(&d, *state, "Kamau Kamau PROPN NNP 2 nsubj\nhopes hope VERB VBZ 0 root\ntroops troop NOUN NNS 4 nsubj\nleft leave VERB VBD 2 ccomp\n");
    mention_at(&d, 0, 0, 0, "");
    role_at(&d, trigger_at(&d, 3, TYPE_RETREAT, 0.9f), 0, ROLE_SPEAKER, 0.45f);
    events_of(&d);
    voices_of(&d);
    assert_content(&d, 0, "troops left");
    assert_int_equal(d.events[0].speakers.count, 0);
}

/* The speaker of the one event, by the words of the mention's anchor. */
static void assert_speaker(const doc *d, uint32_t n, uint32_t mention) {
    assert_true(n < d->events[0].speakers.count);
    assert_int_equal(d->events[0].speakers.at[n], mention);
}

/* Troops left, the commander, Kamau, said: the parse ties the name to nothing. */
static void a_name_set_beside_a_description_is_the_speaker(void **state) {
    doc d;
    handmade(&d, *state,
             "Troops troop NOUN NNS 2 nsubj\nleft leave VERB VBD 0 root\n, , PUNCT , 2 punct\nthe the DET DT 5 det\ncommander commander NOUN NN 9 nsubj\n"
             ", , PUNCT , 9 punct\nKamau Kamau PROPN NNP 9 dep\n, , PUNCT , 9 punct\nsaid say VERB VBD 2 parataxis\n");
    mention_at(&d, 3, 4, 4, "");
    uint32_t kamau = mention_at(&d, 6, 6, 6, "");
    d.mentions[kamau].type = NAME_PER;
    trigger *left = trigger_at(&d, 1, TYPE_RETREAT, 0.9f);
    role_at(&d, left, 4, ROLE_SPEAKER, 0.9f);
    role_at(&d, left, 6, ROLE_SPEAKER, 0.9f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.events[0].speakers.count, 1);
    assert_speaker(&d, 0, kamau);
}

static void joined_speakers_stand_in_the_order_of_the_words(void **state) {
    doc d;
    handmade(&d, *state,
             "Troops troop NOUN NNS 2 nsubj\nleft leave VERB VBD 0 root\n, , PUNCT , 2 punct\nresidents resident NOUN NNS 7 nsubj\nand and CCONJ CC 6 cc\n"
             "officials official NOUN NNS 4 conj\nsaid say VERB VBD 2 parataxis\n");
    uint32_t residents = mention_at(&d, 3, 3, 3, ""), officials = mention_at(&d, 5, 5, 5, "");
    trigger *left = trigger_at(&d, 1, TYPE_RETREAT, 0.9f);
    role_at(&d, left, 3, ROLE_SPEAKER, 0.6f);
    role_at(&d, left, 5, ROLE_SPEAKER, 0.9f);
    events_of(&d);
    d.events[0].speakers.at[0] = officials;                          /* as the model may rank them */
    d.events[0].speakers.at[1] = residents;
    voices_of(&d);
    assert_int_equal(d.events[0].speakers.count, 2);
    assert_speaker(&d, 0, residents);
    assert_speaker(&d, 1, officials);
}

/* Kamau told the agency, or this agency, that troops left: the model hears Kamau alone. */
static void an_agency_told_passes_it_on_unless_it_is_ours(void **state) {
    for (int ours = 0; ours < 2; ours++) {
        doc d;
        char text[512];
        snprintf(text, sizeof text,
                 "Kamau Kamau PROPN NNP 2 nsubj\ntold tell VERB VBD 0 root\n%s DET DT 4 det\nagency agency NOUN NN 2 obj\nthat that SCONJ IN 7 mark\n"
                 "troops troop NOUN NNS 7 nsubj\nleft leave VERB VBD 2 ccomp\n", ours ? "this this" : "the the");
        handmade(&d, *state, text);
        uint32_t kamau = mention_at(&d, 0, 0, 0, ""), agency = mention_at(&d, 2, 3, 3, "");
        trigger *left = trigger_at(&d, 6, TYPE_RETREAT, 0.9f);
        role_at(&d, left, 0, ROLE_SPEAKER, 0.9f);
        if (ours) role_at(&d, left, 3, ROLE_SPEAKER, 0.9f);
        events_of(&d);
        voices_of(&d);
        assert_int_equal(d.events[0].speakers.count, 2 - ours);
        assert_speaker(&d, 0, kamau);
        if (!ours) assert_speaker(&d, 1, agency);
    }
}

/* The model hears the agency and not whom it cites. */
static void the_cited_are_believed_with_the_agency(void **state) {
    doc d;
    handmade(&d, *state,
             "Troops troop NOUN NNS 2 nsubj\nleft leave VERB VBD 6 ccomp\n, , PUNCT , 2 punct\nthe the DET DT 5 det\nagency agency NOUN NN 6 nsubj\nreported report VERB VBD 0 root\n"
             ", , PUNCT , 8 punct\nciting cite VERB VBG 6 advcl\nofficials official NOUN NNS 8 obj\n");
    uint32_t agency = mention_at(&d, 3, 4, 4, ""), officials = mention_at(&d, 8, 8, 8, "");
    role_at(&d, trigger_at(&d, 1, TYPE_RETREAT, 0.9f), 4, ROLE_SPEAKER, 0.9f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.events[0].speakers.count, 2);
    assert_speaker(&d, 0, officials);
    assert_speaker(&d, 1, agency);
}

/* The parse cuts off what follows "as saying". */
static void what_follows_as_saying_is_said(void **state) {
    doc d;
    handmade(&d, *state,
             "He he PRON PRP 2 nsubj\nquoted quote VERB VBD 0 root\nKamau Kamau PROPN NNP 2 obj\nas as SCONJ IN 5 mark\nsaying say VERB VBG 2 advcl\n"
             "troops troop NOUN NNS 7 nsubj\nleft leave VERB VBD 2 parataxis\n");
    uint32_t he = mention_at(&d, 0, 0, 0, ""), kamau = mention_at(&d, 2, 2, 2, "");
    trigger *left = trigger_at(&d, 6, TYPE_RETREAT, 0.9f);
    role_at(&d, left, 0, ROLE_SPEAKER, 0.9f);
    role_at(&d, left, 2, ROLE_SPEAKER, 0.9f);
    events_of(&d);
    voices_of(&d);
    assert_int_equal(d.events[0].speakers.count, 2);
    assert_speaker(&d, 0, kamau);
    assert_speaker(&d, 1, he);
}

/* "said he would stay but refused to explain": a finite verb shares no auxiliary with what he said he would do. */
static void an_unlike_verb_is_joined_to_the_cue(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nhe he PRON PRP 5 nsubj\nwould would AUX MD 5 aux\nstay stay VERB VB 2 ccomp\n"
             "but but CCONJ CC 7 cc\nrefused refuse VERB VBD 5 conj\nto to PART TO 9 mark\nexplain explain VERB VB 7 xcomp\n\n"
             "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nhe he PRON PRP 5 nsubj\nwould would AUX MD 5 aux\nstay stay VERB VB 2 ccomp\n"
             "and and CCONJ CC 7 cc\nexplain explain VERB VB 5 conj\nit it PRON PRP 7 obj\n");
    voices_of(&d);
    assert_content(&d, 0, "he would stay");
    assert_content(&d, 1, "to explain");
    assert_words(&d, d.attributions[1].source_words, "Kamau");
    assert_content(&d, 2, "he would stay and explain it");
}

/* "said troops had left, adding that the road was open": the one is no part of the other. */
static void what_he_adds_is_beside_what_he_said(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\ntroops troop NOUN NNS 4 nsubj\nleft leave VERB VBD 2 ccomp\n, , PUNCT , 6 punct\n"
             "adding add VERB VBG 4 advcl\nthat that SCONJ IN 10 mark\nroads road NOUN NNS 10 nsubj\nwere be AUX VBD 10 cop\nopen open ADJ JJ 6 ccomp\n");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 2);
    assert_content(&d, 0, "troops left");
    assert_content(&d, 1, "that roads were open");
    assert_words(&d, d.attributions[1].source_words, "Kamau");
}

static void a_reason_after_what_is_said_is_said_too(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\ntroops troop NOUN NNS 4 nsubj\nleft leave VERB VBD 2 ccomp\n"
             "because because SCONJ IN 7 mark\nrain rain NOUN NN 7 nsubj\nfell fall VERB VBD 2 advcl\n");
    voices_of(&d);
    assert_content(&d, 0, "troops left because rain fell");
}

/* "In a letter, Kamau said troops left": the letter is where he said it. "In May, Kamau said, troops left": they left in May. */
static void what_opens_the_sentence_tells_of_the_saying(void **state) {
    doc d;
    handmade(&d, *state,
             "In in ADP IN 2 case\nwriting writing NOUN NN 7 obl\n, , PUNCT , 7 punct\nKamau Kamau PROPN NNP 5 nsubj\nsaid say VERB VBD 0 root\n"
             "troops troop NOUN NNS 7 nsubj\nleft leave VERB VBD 5 ccomp\n\n"
             "In in ADP IN 2 case\nMay May PROPN NNP 8 obl\n, , PUNCT , 5 punct\nKamau Kamau PROPN NNP 5 nsubj\nsaid say VERB VBD 0 root\n, , PUNCT , 5 punct\n"
             "troops troop NOUN NNS 8 nsubj\nleft leave VERB VBD 5 ccomp\n");
    voices_of(&d);
    assert_content(&d, 0, "troops left");
    assert_content(&d, 1, "In May | troops left");
}

/* "said she might say so": nobody has said it. */
static void what_may_yet_be_said_is_no_voice_within(void **state) {
    doc d;
    handmade(&d, *state,
             "Kamau Kamau PROPN NNP 2 nsubj\nsaid say VERB VBD 0 root\nOduya Oduya PROPN NNP 5 nsubj\nmight might AUX MD 5 aux\ntell tell VERB VB 2 ccomp\n"
             "reporters reporter NOUN NNS 5 obj\nthat that SCONJ IN 9 mark\ntroops troop NOUN NNS 9 nsubj\nleft leave VERB VBD 5 ccomp\n");
    voices_of(&d);
    assert_int_equal(d.attribution_count, 1);
    assert_content(&d, 0, "Oduya might tell reporters that troops left");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_chain_is_ordered_innermost_first, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(according_and_parataxis, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_quotation_runs_on, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(plain_words_have_no_speaker, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(told_persons_are_no_content, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(they_are_the_subject_of_an_infinitive, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_preposition_next_to_the_cue_is_the_cues, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(passives_name_their_agent_or_nobody, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(one_quoted_by_another_is_the_inner_voice, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(the_source_has_its_apposition_but_no_relative_clause, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_clause_joined_to_the_cue_is_joined_to_the_content, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_speaker_after_the_quotation_is_no_object, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(nouns_and_light_verbs, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(views_within_are_the_speakers_own, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(who_is_quoted_as_saying_says_it, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(reportedly_is_nobodys_word, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(headlines_name_their_source_before_or_behind, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(who_is_quoted_speaks_of_himself, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_quotation_goes_on_before_its_speaker_and_over_paragraphs, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_speech_act_has_no_voice_of_its_own_actor, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(the_cited_say_what_the_agency_reports, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(an_attribution_needs_the_models_assent, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_reporting_clause_may_be_inverted, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_is_told_within_ends_where_the_outer_ends, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_medium_told_is_the_outer_voice, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_speech_act_wants_a_surer_speaker, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_reporting_clause_is_read_from_the_surface, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_name_and_its_apposition_speak_once, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_name_set_beside_a_description_is_the_speaker, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(joined_speakers_stand_in_the_order_of_the_words, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(an_agency_told_passes_it_on_unless_it_is_ours, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(the_cited_are_believed_with_the_agency, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_follows_as_saying_is_said, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_is_wished_or_judged_has_no_voice, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_transcript_may_open_with_a_mark, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_participle_is_sought_by_its_verb, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(an_unnamed_voice_wants_a_surer_model, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(an_unlike_verb_is_joined_to_the_cue, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_he_adds_is_beside_what_he_said, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_reason_after_what_is_said_is_said_too, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_opens_the_sentence_tells_of_the_saying, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_may_yet_be_said_is_no_voice_within, begin_arena, end_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
