/* test_ledger.c - agreements under many names, undertakings told twice, claims tied to what they judge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "handmade.h"
#include "ledger/ledger.h"
#include "ledger/work.h"
#include "voice/voice.h"

/* A cue with nothing likely and no roles. */
static pact_cue *cue_at(doc *d, uint32_t word) {
    pact_cue *c = ARENA_PUSH(d->arena, d->pact_cues, d->pact_cue_count, d->pact_cue_capacity);
    word_span bounds = d->sentences[d->words[word].sentence].words;
    *c = (pact_cue){.word = word, .role = arena_take(d->arena, bounds.word_to - bounds.word_from, sizeof *c->role)};
    return c;
}

static void cue_role(doc *d, pact_cue *c, uint32_t word, role which) {
    float(*roles)[ROLES] = (float(*)[ROLES])(uintptr_t)c->role;
    roles[word - d->sentences[d->words[word].sentence].words.word_from][which] = 0.9f;
}

static void find_with(doc *d, const table *words) {
    pact_thresholds least = {.agreement = 0.5f, .obligation = 0.5f, .claim = 0.5f};
    voices_of(d);
    assert_int_equal(ledger_find(d, &least, ROLE_LEAST, words, NULL), ACTA_OK);
}

/* The cues are believed as they stand. */
static void find(doc *d) {
    find_with(d, NULL);
}

/* The cues are weighed with the words of the data file's table. */
static void find_weighed(doc *d) {
    datafile file;
    table words;
    const char *path = getenv("ACTA_DATA");
    assert_non_null(path);
    assert_int_equal(datafile_open(path, &file, NULL), ACTA_OK);
    assert_int_equal(ledger_tables_open(&file, &words, NULL), ACTA_OK);
    find_with(d, &words);
    datafile_close(&file);
}

static void assert_words(const doc *d, byte_span span, const char *words) {
    assert_int_equal(span.byte_to - span.byte_from, strlen(words));
    assert_memory_equal(d->text + span.byte_from, words, strlen(words));
}

/* Kenora and Pelland signed a truce brokered by Norway. Kenora freed 40 prisoners under the Brenna accord. The rebels broke the deal. */
static const char truce[] =
    "# paragraph\n"
    "Kenora Kenora PROPN NNP 4 nsubj\n"
    "and and CCONJ CC 3 cc\n"
    "Pelland Pelland PROPN NNP 1 conj\n"
    "signed sign VERB VBD 0 root\n"
    "a a DET DT 6 det\n"
    "truce truce NOUN NN 4 obj\n"
    "brokered broker VERB VBN 6 acl\n"
    "by by ADP IN 9 case\n"
    "Norway Norway PROPN NNP 7 obl:agent\n"
    ". . PUNCT . 4 punct\n"
    "\n"
    "Kenora Kenora PROPN NNP 2 nsubj\n"
    "promised promise VERB VBD 0 root\n"
    "to to PART TO 4 mark\n"
    "free free VERB VB 2 xcomp\n"
    "40 40 NUM CD 6 nummod\n"
    "prisoners prisoner NOUN NNS 4 obj\n"
    "and and CCONJ CC 8 cc\n"
    "leave leave VERB VB 4 conj\n"
    "Brenna Brenna PROPN NNP 8 obj\n"
    "under under ADP IN 12 case\n"
    "the the DET DT 12 det\n"
    "accord accord NOUN NN 4 obl\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "Envoys envoy NOUN NNS 2 nsubj\n"
    "said say VERB VBD 0 root\n"
    "Kenora Kenora PROPN NNP 6 nsubj\n"
    "had have AUX VBD 6 aux\n"
    "not not PART RB 6 advmod\n"
    "freed free VERB VBN 2 ccomp\n"
    "any any DET DT 8 det\n"
    "prisoners prisoner NOUN NNS 6 obj\n"
    ". . PUNCT . 2 punct\n";

enum { KENORA, PELLAND, NORWAY, KENORA_2, PRISONERS, BRENNA, ENVOYS, KENORA_3, PRISONERS_2 };

static void make_truce(doc *d, arena *a) {
    handmade(d, a, truce);
    const struct { const char *form; int n; const char *codes; } who[] = {
        {"Kenora", 0, "KEN GOV"}, {"Pelland", 0, "POL GOV"}, {"Norway", 0, "NOR GOV"}, {"Kenora", 1, "KEN GOV"}, {"prisoners", 0, ""},
        {"Brenna", 0, ""}, {"Envoys", 0, "NOR GOV"}, {"Kenora", 2, "KEN GOV"}, {"prisoners", 1, ""}};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        uint32_t w = word_at(d, who[i].form, who[i].n);
        uint32_t m = mention_at(d, w, w, w, who[i].codes);
        if (who[i].codes[0] != '\0' && i != ENVOYS) d->mentions[m].type = NAME_LOC;
    }
}

static void an_agreement_has_its_parties_and_who_brokered_it(void **state) {
    doc d;
    make_truce(&d, *state);
    cue_at(&d, word_at(&d, "truce", 0))->agreement = 0.9f;
    cue_at(&d, word_at(&d, "accord", 0))->agreement = 0.8f;
    find(&d);
    assert_int_equal(d.agreement_count, 1);
    const agreement *g = &d.agreements[0];
    assert_words(&d, g->name, "a truce brokered by Norway");
    assert_int_equal(g->mention_count, 2);
    assert_words(&d, g->mentions[1], "the accord");
    assert_int_equal(g->parties.count, 2);
    assert_int_equal(g->parties.at[0], KENORA);
    assert_int_equal(g->parties.at[1], PELLAND);
    assert_int_equal(g->mediators.count, 1);
    assert_int_equal(g->mediators.at[0], NORWAY);
}

static void an_unlikely_name_is_none(void **state) {
    doc d;
    make_truce(&d, *state);
    cue_at(&d, word_at(&d, "truce", 0))->agreement = 0.49f;
    find(&d);
    assert_int_equal(d.agreement_count, 0);
}

/* "The Lusaka accord" and "the Kinshasa treaty" are two; "the treaty" is the one told last. */
static void other_names_are_other_agreements(void **state) {
    doc d;
    handmade(&d, *state,
             "They they PRON PRP 2 nsubj\nkept keep VERB VBD 0 root\nthe the DET DT 5 det\nLusaka Lusaka PROPN NNP 5 compound\naccord accord NOUN NN 2 obj\n\n"
             "They they PRON PRP 2 nsubj\nbroke break VERB VBD 0 root\nthe the DET DT 5 det\nKinshasa Kinshasa PROPN NNP 5 compound\ntreaty treaty NOUN NN 2 obj\n\n"
             "The the DET DT 2 det\ntreaty treaty NOUN NN 3 nsubj\nholds hold VERB VBZ 0 root\n\n"
             "A a DET DT 3 det\nsecond second ADJ JJ 3 amod\npact pact NOUN NN 4 nsubj\nfailed fail VERB VBD 0 root\n");
    const char *const names[] = {"accord", "treaty", "treaty", "pact"};
    const int nth[] = {0, 0, 1, 0};
    for (int i = 0; i < 4; i++) cue_at(&d, word_at(&d, names[i], nth[i]))->agreement = 0.9f;
    find(&d);
    assert_int_equal(d.agreement_count, 3);
    assert_words(&d, d.agreements[0].name, "the Lusaka accord");
    assert_words(&d, d.agreements[1].name, "the Kinshasa treaty");
    assert_int_equal(d.agreements[1].mention_count, 2);
    assert_words(&d, d.agreements[2].name, "A second pact");
}

static void two_sides_of_a_phrase(void **state) {
    doc d;
    handmade(&d, *state,
             "The the DET DT 2 det\ndeal deal NOUN NN 7 nsubj\nbetween between ADP IN 4 case\nChad Chad PROPN NNP 2 nmod\nand and CCONJ CC 6 cc\n"
             "Libya Libya PROPN NNP 4 conj\nheld hold VERB VBD 0 root\n");
    uint32_t chad = mention_at(&d, 3, 3, 3, "TCD GOV"), libya = mention_at(&d, 5, 5, 5, "LBY GOV");
    cue_at(&d, 1)->agreement = 0.9f;
    find(&d);
    assert_words(&d, d.agreements[0].name, "The deal between Chad and Libya");
    assert_int_equal(d.agreements[0].parties.count, 2);
    assert_int_equal(d.agreements[0].parties.at[0], chad);
    assert_int_equal(d.agreements[0].parties.at[1], libya);
}

static void an_undertaking_has_its_words_its_obligor_its_number(void **state) {
    doc d;
    make_truce(&d, *state);
    pact_cue *c = cue_at(&d, word_at(&d, "free", 0));
    c->obligation[OBLIGATION_RELEASE] = 0.9f;
    c->obligation[OBLIGATION_OTHER] = 0.7f;
    cue_role(&d, c, word_at(&d, "Kenora", 1), ROLE_ACTOR);
    cue_role(&d, c, word_at(&d, "prisoners", 0), ROLE_RECIPIENT);
    cue_at(&d, word_at(&d, "leave", 0))->obligation[OBLIGATION_WITHDRAW] = 0.8f;
    pact_cue *accord = cue_at(&d, word_at(&d, "accord", 0));
    accord->agreement = 0.9f;
    find(&d);
    assert_int_equal(d.obligation_count, 2);
    const obligation *o = &d.obligations[0];
    assert_int_equal(o->type, OBLIGATION_RELEASE);
    assert_words(&d, o->action, "free 40 prisoners");
    assert_int_equal(o->obligors.at[0], KENORA_2);
    assert_int_equal(o->beneficiaries.at[0], PRISONERS);
    assert_int_equal(o->size.released, 40);
    assert_int_equal(o->agreement, 0);
    assert_words(&d, d.obligations[1].action, "leave Brenna");
    assert_int_equal(d.obligations[1].obligors.count, 1);            /* strung on by "and": the same obligor */
    assert_int_equal(d.obligations[1].obligors.at[0], KENORA_2);
}

static void nobody_undertakes_nothing(void **state) {
    doc d;
    handmade(&d, *state,
             "Prisoners prisoner NOUN NNS 4 nsubj:pass\nwould would AUX MD 4 aux\nbe be AUX VB 4 aux:pass\nfreed free VERB VBN 0 root\nsoon soon ADV RB 4 advmod\n");
    mention_at(&d, 0, 0, 0, "");
    cue_at(&d, 3)->obligation[OBLIGATION_RELEASE] = 0.9f;
    find(&d);
    assert_int_equal(d.obligation_count, 0);
}

static void told_again_is_one(void **state) {
    doc d;
    make_truce(&d, *state);
    cue_at(&d, word_at(&d, "free", 0))->obligation[OBLIGATION_RELEASE] = 0.9f;
    cue_at(&d, word_at(&d, "freed", 0))->obligation[OBLIGATION_RELEASE] = 0.8f;
    find(&d);
    assert_int_equal(d.obligation_count, 1);
    assert_int_equal(d.obligations[0].mention_count, 2);
    assert_words(&d, d.obligations[0].action, "free 40 prisoners");
}

static void a_claim_judges_what_was_undertaken(void **state) {
    doc d;
    make_truce(&d, *state);
    cue_at(&d, word_at(&d, "free", 0))->obligation[OBLIGATION_RELEASE] = 0.9f;
    cue_at(&d, word_at(&d, "leave", 0))->obligation[OBLIGATION_WITHDRAW] = 0.8f;
    pact_cue *c = cue_at(&d, word_at(&d, "freed", 0));
    c->claim[VERDICT_BROKEN] = 0.9f;
    cue_role(&d, c, word_at(&d, "Envoys", 0), ROLE_SPEAKER);
    find(&d);
    assert_int_equal(d.obligation_count, 2);
    assert_int_equal(d.claim_count, 1);
    assert_int_equal(d.claims[0].obligation, 0);
    assert_int_equal(d.claims[0].verdict, VERDICT_BROKEN);
    assert_words(&d, d.claims[0].words, "had not freed any prisoners");
    assert_int_equal(d.claims[0].speakers.count, 1);
    assert_int_equal(d.claims[0].speakers.at[0], ENVOYS);
}

/* Nothing was told that it could judge: its own words tell the undertaking. */
static void a_claim_alone_tells_an_undertaking(void **state) {
    doc d;
    make_truce(&d, *state);
    pact_cue *c = cue_at(&d, word_at(&d, "freed", 0));
    c->claim[VERDICT_BROKEN] = 0.9f;
    c->obligation[OBLIGATION_RELEASE] = 0.3f;
    find(&d);
    assert_int_equal(d.obligation_count, 1);
    assert_int_equal(d.obligations[0].type, OBLIGATION_RELEASE);
    assert_int_equal(d.obligations[0].obligors.at[0], KENORA_3);
    assert_int_equal(d.claim_count, 1);
    assert_int_equal(d.claims[0].obligation, 0);
}

/* Ruvia pledged to disarm its men and open the road. The mayor said Ruvia had kept all its promises. Rebels denied that. */
static const char all[] =
    "Ruvia Ruvia PROPN NNP 2 nsubj\npledged pledge VERB VBD 0 root\nto to PART TO 4 mark\ndisarm disarm VERB VB 2 xcomp\nits its PRON PRP$ 6 nmod:poss\n"
    "men man NOUN NNS 4 obj\nand and CCONJ CC 8 cc\nopen open VERB VB 4 conj\nthe the DET DT 10 det\nroad road NOUN NN 8 obj\n\n"
    "Ruvia Ruvia PROPN NNP 3 nsubj\nhad have AUX VBD 3 aux\nkept keep VERB VBN 0 root\nall all DET DT 6 det\nits its PRON PRP$ 6 nmod:poss\npromises promise NOUN NNS 3 obj\n\n"
    "Ruvia Ruvia PROPN NNP 2 nsubj\ndenied deny VERB VBD 0 root\nthe the DET DT 4 det\ncharge charge NOUN NN 2 obj\n";

static void make_all(doc *d, arena *a) {
    handmade(d, a, all);
    for (int i = 0; i < 3; i++) {
        uint32_t w = word_at(d, "Ruvia", i);
        mention_at(d, w, w, w, "RUS GOV");
    }
    cue_at(d, word_at(d, "disarm", 0))->obligation[OBLIGATION_DISARM] = 0.9f;
    cue_at(d, word_at(d, "open", 0))->obligation[OBLIGATION_ACCESS] = 0.9f;
}

static void all_promises_are_each_of_them(void **state) {
    doc d;
    make_all(&d, *state);
    cue_at(&d, word_at(&d, "kept", 0))->claim[VERDICT_KEPT] = 0.9f;
    find(&d);
    assert_int_equal(d.obligation_count, 2);
    assert_int_equal(d.claim_count, 2);
    assert_int_equal(d.claims[0].obligation, 0);
    assert_int_equal(d.claims[1].obligation, 1);
    assert_int_equal(d.claims[1].speakers.count, 0);                 /* the report's own word */
}

static void a_denial_answers_the_claim_before(void **state) {
    doc d;
    make_all(&d, *state);
    cue_at(&d, word_at(&d, "open", 0))->claim[VERDICT_BROKEN] = 0.9f;
    pact_cue *c = cue_at(&d, word_at(&d, "denied", 0));
    c->claim[VERDICT_DISPUTED] = 0.9f;
    cue_role(&d, c, word_at(&d, "Ruvia", 2), ROLE_SPEAKER);
    find(&d);
    assert_int_equal(d.claim_count, 2);
    assert_int_equal(d.claims[0].obligation, 1);
    assert_int_equal(d.claims[1].verdict, VERDICT_DISPUTED);
    assert_int_equal(d.claims[1].obligation, 1);
}

/* Of two cues in one stretch the likelier stays, whatever the model marks beside it. */
static void one_stretch_is_one_telling(void **state) {
    doc d;
    make_all(&d, *state);
    cue_at(&d, word_at(&d, "men", 0))->obligation[OBLIGATION_WITHDRAW] = 0.6f;
    cue_at(&d, word_at(&d, "promises", 0))->claim[VERDICT_BROKEN] = 0.6f;
    cue_at(&d, word_at(&d, "kept", 0))->claim[VERDICT_KEPT] = 0.9f;
    find(&d);
    assert_int_equal(d.obligation_count, 2);
    for (uint32_t i = 0; i < d.claim_count; i++) assert_int_equal(d.claims[i].verdict, VERDICT_KEPT);
}

static void days_are_not_the_deed(void **state) {
    doc d;
    handmade(&d, *state,
             "Ruvia Ruvia PROPN NNP 2 nsubj\npays pay VERB VBZ 0 root\non on ADP IN 4 case\nFriday Friday PROPN NNP 2 obl\nthree three NUM CD 6 compound\n"
             "million million NUM CD 7 nummod\ndollars dollar NOUN NNS 2 obj\nby by ADP IN 9 case\nMay May PROPN NNP 2 obl\n");
    mention_at(&d, 0, 0, 0, "RUS GOV");
    d.times = ARENA_NEW(d.arena, timex, 2);
    d.times[0] = (timex){.words = {3, 4}, .type = TIMEX_DATE, .rule = "weekday", .from = {2020, 5, 1}, .to = {2020, 5, 1}};
    d.times[1] = (timex){.words = {8, 9}, .type = TIMEX_DATE, .rule = "month", .from = {2020, 5, 1}, .to = {2020, 5, 31}};
    d.time_count = 2;
    pact_cue *c = cue_at(&d, 1);
    c->obligation[OBLIGATION_PAY] = 0.9f;
    cue_role(&d, c, 8, ROLE_DATE);
    find(&d);
    assert_words(&d, d.obligations[0].action, "pays on Friday three million dollars");
    assert_int_equal(d.obligations[0].deadline.day, 31);
    assert_true(d.obligations[0].size.amount > 2999999 && d.obligations[0].size.amount < 3000001);
    assert_string_equal(d.obligations[0].size.unit, "USD");
}

/* "frees men last May" told in June: no deadline. "must free men by last May" had one. Day `word` to what time words say. */
static civil_date deadline_with(arena *a, const char *conllu, uint32_t time_word, civil_date day) {
    doc d;
    handmade(&d, a, conllu);
    mention_at(&d, 0, 0, 0, "RUS GOV");
    d.published = (civil_date){2020, 6, 10};
    d.times = ARENA_NEW(d.arena, timex, 1);
    d.times[0] = (timex){.words = {time_word, time_word + 1}, .type = TIMEX_DATE, .rule = "month", .from = day, .to = day};
    d.time_count = 1;
    pact_cue *c = cue_at(&d, 1);
    c->obligation[OBLIGATION_RELEASE] = 0.9f;
    cue_role(&d, c, time_word, ROLE_DATE);
    find(&d);
    assert_int_equal(d.obligation_count, 1);
    return d.obligations[0].deadline;
}

static void a_deadline_lies_ahead(void **state) {
    static const char bare[] = "Ruvia Ruvia PROPN NNP 2 nsubj\nfrees free VERB VBZ 0 root\nmen man NOUN NNS 2 obj\nMay May PROPN NNP 2 obl\n";
    static const char bound[] = "Ruvia Ruvia PROPN NNP 2 nsubj\nfrees free VERB VBZ 0 root\nmen man NOUN NNS 2 obj\nby by ADP IN 5 case\nMay May PROPN NNP 2 obl\n";
    assert_int_equal(deadline_with(*state, bare, 3, (civil_date){2020, 5, 31}).year, 0);
    assert_int_equal(deadline_with(*state, bare, 3, (civil_date){2020, 6, 10}).year, 0);
    assert_int_equal(deadline_with(*state, bare, 3, (civil_date){2020, 7, 31}).month, 7);
    assert_int_equal(deadline_with(*state, bound, 4, (civil_date){2020, 5, 31}).month, 5);
}

/* Who is bound is not told, but a claim takes the undertaking up. */
static void a_claim_takes_up_what_nobody_is_bound_to(void **state) {
    doc d;
    handmade(&d, *state,
             "Prisoners prisoner NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nfreed free VERB VBN 0 root\nas as SCONJ IN 5 mark\nagreed agree VERB VBN 3 advcl\n");
    mention_at(&d, 0, 0, 0, "");
    pact_cue *c = cue_at(&d, 2);
    c->obligation[OBLIGATION_RELEASE] = 0.9f;
    c->claim[VERDICT_KEPT] = 0.9f;
    find(&d);
    assert_int_equal(d.obligation_count, 1);
    assert_int_equal(d.obligations[0].obligors.count, 0);
    assert_words(&d, d.obligations[0].action, "Prisoners were freed");
    assert_int_equal(d.claim_count, 1);
}

/* "Ruvia promised to pay. Half the prisoners were freed": nobody is said to be bound to the second, nor judged for it. */
static const char unbound[] =
    "Ruvia Ruvia PROPN NNP 2 nsubj\npromised promise VERB VBD 0 root\nto to PART TO 4 mark\npay pay VERB VB 2 xcomp\n. . PUNCT . 2 punct\n\n"
    "Prisoners prisoner NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nfreed free VERB VBN 0 root\n"
    "20 20 NUM CD 3 obl\nof of ADP IN 8 case\nthe the DET DT 8 det\n62 62 NUM CD 4 nmod\n. . PUNCT . 3 punct\n";

static void make_unbound(doc *d, arena *a) {
    handmade(d, a, unbound);
    mention_at(d, 0, 0, 0, "RUS GOV");
    pact_cue *pays = cue_at(d, word_at(d, "pay", 0));
    pays->obligation[OBLIGATION_PAY] = 0.999f;
    cue_role(d, pays, 0, ROLE_ACTOR);
    pact_cue *freed = cue_at(d, word_at(d, "freed", 0));
    freed->obligation[OBLIGATION_RELEASE] = 0.999f;
    freed->claim[VERDICT_KEPT] = 0.999f;
}

static void who_was_bound_last_is_bound_still(void **state) {
    doc d;
    make_unbound(&d, *state);
    find(&d);
    assert_int_equal(d.obligation_count, 2);
    assert_int_equal(d.obligations[1].type, OBLIGATION_RELEASE);
    assert_int_equal(d.obligations[1].obligors.count, 1);
    assert_int_equal(d.obligations[1].obligors.at[0], 0);
    assert_string_equal(d.obligations[1].obligor_why, "who was bound last");
    assert_int_equal(d.claim_count, 1);
    assert_int_equal(d.claims[0].verdict, VERDICT_KEPT);
}

static void a_share_is_kept_in_part(void **state) {
    doc d;
    make_unbound(&d, *state);
    find_weighed(&d);
    assert_int_equal(d.claim_count, 1);
    assert_int_equal(d.claims[0].verdict, VERDICT_PARTLY);
}

/* The tree has hung the prisoners elsewhere: a verb that has nothing of its own goes on up to the day. */
static void a_bare_verb_goes_on(void **state) {
    doc d;
    handmade(&d, *state,
             "Ruvia Ruvia PROPN NNP 2 nsubj\nfreed free VERB VBD 0 root\n12 12 NUM CD 5 nummod\nPelland Pelland PROPN NNP 5 compound\n"
             "prisoners prisoner NOUN NNS 1 appos\n, , PUNCT , 2 punct\nofficials official NOUN NNS 8 nsubj\nsaid say VERB VBD 2 parataxis\n");
    mention_at(&d, 0, 0, 0, "RUS GOV");
    cue_at(&d, 1)->obligation[OBLIGATION_RELEASE] = 0.9f;
    find(&d);
    assert_words(&d, d.obligations[0].action, "freed 12 Pelland prisoners");
}

/* Kenora promised to leave under the accord: the words speak for it, more than where nothing of the kind is said. */
static void words_speak_for_an_undertaking(void **state) {
    for (int with_accord = 0; with_accord < 2; with_accord++) {
        doc d;
        make_truce(&d, *state);
        if (with_accord) cue_at(&d, word_at(&d, "truce", 0))->agreement = 0.9f;
        cue_at(&d, word_at(&d, "free", 0))->obligation[OBLIGATION_RELEASE] = 0.06f;
        find_weighed(&d);
        assert_int_equal(d.obligation_count, with_accord);
    }
}

/* "They shelled the road": no word of the truce, but shells are what breaks one, and not a promise of wheat. */
static void deeds_tie_a_claim(void **state) {
    doc d;
    handmade(&d, *state,
             "Ruvia Ruvia PROPN NNP 2 nsubj\npromised promise VERB VBD 0 root\na a DET DT 4 det\ntruce truce NOUN NN 2 obj\n\n"
             "Ruvia Ruvia PROPN NNP 2 nsubj\npromised promise VERB VBD 0 root\nwheat wheat NOUN NN 2 obj\n\n"
             "They they PRON PRP 2 nsubj\nshelled shell VERB VBD 0 root\nthe the DET DT 4 det\nroad road NOUN NN 2 obj\n");
    for (int i = 0; i < 2; i++) {
        uint32_t ruvia = word_at(&d, "Ruvia", i);
        mention_at(&d, ruvia, ruvia, ruvia, "RUS GOV");
        pact_cue *c = cue_at(&d, word_at(&d, i == 0 ? "truce" : "wheat", 0));
        c->obligation[i == 0 ? OBLIGATION_CEASEFIRE : OBLIGATION_AID] = i == 0 ? 0.9f : 0.95f;
        cue_role(&d, c, ruvia, ROLE_ACTOR);
    }
    cue_at(&d, word_at(&d, "shelled", 0))->claim[VERDICT_BROKEN] = 0.95f;
    find_weighed(&d);
    assert_int_equal(d.claim_count, 1);
    assert_int_equal(d.obligations[d.claims[0].obligation].type, OBLIGATION_CEASEFIRE);
}

/* Ruvia and Pelland made peace. The truce began at dawn: nobody is said to be bound, so both are. */
static void a_truce_binds_its_parties(void **state) {
    for (int truce = 0; truce < 2; truce++) {
        doc d;
        handmade(&d, *state,
                 "Ruvia Ruvia PROPN NNP 4 nsubj\nand and CCONJ CC 3 cc\nPelland Pelland PROPN NNP 1 conj\nsigned sign VERB VBD 0 root\na a DET DT 6 det\npact pact NOUN NN 4 obj\n\n"
                 "The the DET DT 2 det\ntruce truce NOUN NN 3 nsubj\nbegan begin VERB VBD 0 root\n");
        mention_at(&d, 0, 0, 0, "RUS GOV");
        mention_at(&d, 2, 2, 2, "UKR GOV");
        d.mentions[0].type = d.mentions[1].type = NAME_LOC;
        cue_at(&d, word_at(&d, "pact", 0))->agreement = 0.9f;
        cue_at(&d, word_at(&d, "truce", 0))->obligation[truce ? OBLIGATION_CEASEFIRE : OBLIGATION_OTHER] = 0.9f;
        find(&d);
        assert_int_equal(d.obligation_count, truce);
        if (truce) assert_int_equal(d.obligations[0].obligors.count, 2);
    }
}

/* A wrong tag and a wrong arc: the words stand all the same. */
static void a_verb_is_a_verb_whatever_its_tag(void **state) {
    doc d;
    handmade(&d, *state,
             "Ruvia Ruvia PROPN NNP 3 nsubj\nhas have AUX VBZ 3 aux\nwithdrawn withdrawn DET DT 0 root\nall all DET PDT 1 det\nits its PRON PRP$ 6 nmod:poss\n"
             "troops troop NOUN NNS 3 obj\n");
    mention_at(&d, 0, 0, 0, "RUS GOV");
    cue_at(&d, 2)->obligation[OBLIGATION_WITHDRAW] = 0.9f;
    find(&d);
    assert_words(&d, d.obligations[0].action, "withdrawn all its troops");
    assert_int_equal(d.obligations[0].obligors.count, 1);
}

/* Cues on every word, of everything: whatever comes of it points at what there is. */
static void noise_does_no_harm(void **state) {
    doc d;
    make_truce(&d, *state);
    for (uint32_t w = 0; w < d.word_count; w++) {
        pact_cue *c = cue_at(&d, w);
        c->agreement = 0.9f;
        for (int i = 0; i < OBLIGATION_TYPES; i++) c->obligation[i] = 0.9f;
        for (int i = 0; i < VERDICTS; i++) c->claim[i] = 0.9f;
        for (int r = 0; r < ROLES; r++) cue_role(&d, c, w, (role)r);
    }
    find(&d);
    for (uint32_t i = 0; i < d.obligation_count; i++) {
        assert_true(d.obligations[i].agreement == NONE || d.obligations[i].agreement < d.agreement_count);
        assert_true(d.obligations[i].mention_count > 0);
    }
    for (uint32_t i = 0; i < d.claim_count; i++) assert_true(d.claims[i].obligation < d.obligation_count);
}

/* Ruvia pledged a cease - fire. The envoy said Ruvia had not fired one bullet. Ruvia reported a clash. */
static const char peace[] =
    "Ruvia Ruvia PROPN NNP 2 nsubj\npledged pledge VERB VBD 0 root\na a DET DT 4 det\ncease cease NOUN NN 2 obj\n- - PUNCT HYPH 6 punct\nfire fire NOUN NN 2 dep\n\n"
    "Ruvia Ruvia PROPN NNP 4 nsubj\nhad have AUX VBD 4 aux\nnot not PART RB 4 advmod\nfired fire VERB VBN 0 root\none one NUM CD 6 nummod\nbullet bullet NOUN NN 4 obj\n\n"
    "Ruvia Ruvia PROPN NNP 2 nsubj\nreported report VERB VBD 0 root\na a DET DT 4 det\nclash clash NOUN NN 2 obj\n";

static void make_peace(doc *d, arena *a) {
    handmade(d, a, peace);
    for (int i = 0; i < 3; i++) {
        uint32_t w = word_at(d, "Ruvia", i), m = mention_at(d, w, w, w, "RUS GOV");
        d->mentions[m].type = NAME_LOC;
    }
    for (uint32_t w = 4; w < 6; w++) d->words[w].flags &= (uint8_t)~WORD_SPACE_BEFORE;
    pact_cue *c = cue_at(d, word_at(d, "cease", 0));
    c->obligation[OBLIGATION_CEASEFIRE] = 0.99f;
    cue_role(d, c, word_at(d, "Ruvia", 0), ROLE_ACTOR);
}

static void hyphens_make_one_word(void **state) {
    doc d;
    make_peace(&d, *state);
    find_weighed(&d);
    assert_int_equal(d.obligation_count, 1);
    assert_words(&d, d.obligations[0].action, "a cease - fire");
}

static void not_a_bullet_fired_is_a_truce_kept(void **state) {
    doc d;
    make_peace(&d, *state);
    cue_at(&d, word_at(&d, "fired", 0))->claim[VERDICT_BROKEN] = 0.99f;
    find_weighed(&d);
    assert_int_equal(d.obligation_count, 1);
    assert_int_equal(d.claim_count, 1);
    assert_int_equal(d.claims[0].verdict, VERDICT_KEPT);
}

static void a_clash_is_no_truce(void **state) {
    doc d;
    make_peace(&d, *state);
    d.pact_cue_count = 0;
    pact_cue *c = cue_at(&d, word_at(&d, "clash", 0));
    c->obligation[OBLIGATION_CEASEFIRE] = 0.99f;
    cue_role(&d, c, word_at(&d, "Ruvia", 2), ROLE_ACTOR);
    find_weighed(&d);
    assert_int_equal(d.obligation_count, 0);
}

/* A party ceases fire once, in whatever words. */
static void what_is_done_once_is_one_undertaking(void **state) {
    doc d;
    make_truce(&d, *state);
    cue_at(&d, word_at(&d, "free", 0))->obligation[OBLIGATION_NEGOTIATE] = 0.9f;
    cue_at(&d, word_at(&d, "leave", 0))->obligation[OBLIGATION_NEGOTIATE] = 0.9f;
    find(&d);
    assert_int_equal(d.obligation_count, 1);
    assert_int_equal(d.obligations[0].mention_count, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_agreement_has_its_parties_and_who_brokered_it, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(an_unlikely_name_is_none, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(other_names_are_other_agreements, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(two_sides_of_a_phrase, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(an_undertaking_has_its_words_its_obligor_its_number, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(nobody_undertakes_nothing, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(told_again_is_one, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_claim_judges_what_was_undertaken, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_claim_alone_tells_an_undertaking, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(all_promises_are_each_of_them, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_denial_answers_the_claim_before, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(one_stretch_is_one_telling, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(days_are_not_the_deed, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_deadline_lies_ahead, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_claim_takes_up_what_nobody_is_bound_to, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_verb_is_a_verb_whatever_its_tag, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_truce_binds_its_parties, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(who_was_bound_last_is_bound_still, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_share_is_kept_in_part, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_bare_verb_goes_on, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(words_speak_for_an_undertaking, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(deeds_tie_a_claim, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(hyphens_make_one_word, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(not_a_bullet_fired_is_a_truce_kept, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_clash_is_no_truce, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_is_done_once_is_one_undertaking, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(noise_does_no_harm, begin_arena, end_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
