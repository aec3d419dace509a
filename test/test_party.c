/* test_party.c - whom words stand for that do not name them: pairs, halves, the other side, those who are answered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/datafile.h"
#include "event/event.h"
#include "handmade.h"
#include "who/answer.h"
#include "who/who.h"

static datafile file;
static who_tables tables;

static int open_tables(void **state) {
    (void)state;
    const char *path = getenv("ACTA_DATA");
    acta_err err;
    return path != NULL && datafile_open(path, &file, &err) == ACTA_OK && who_tables_open(&file, &tables, &err) == ACTA_OK ? 0 : -1;
}

static int close_tables(void **state) {
    (void)state;
    datafile_close(&file);
    return 0;
}

static void resolve(doc *d) {
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 0);
    assert_int_equal(who_resolve(d, &tables, NULL, &scratch, NULL), ACTA_OK);
    arena_end(&scratch);
}

static uint32_t mention_of(doc *d, const char *first, int n, uint32_t words, uint32_t anchor_offset) {
    uint32_t from = word_at(d, first, n);
    return mention_at(d, from, from + words - 1, from + anchor_offset, "");
}

static trigger *told(doc *d, const char *word, plover_type type, const char *actor, int actor_n) {
    trigger *t = trigger_at(d, word_at(d, word, 0), type, 0.9f);
    if (actor != NULL) role_at(d, t, word_at(d, actor, actor_n), ROLE_ACTOR, 0.9f);
    return t;
}

/* Does the mention stand for a party of that code and sector? */
static bool stands_for(const mention *m, const char *code, sector_set sectors) {
    if (strcmp(m->code, code) == 0 && m->sectors == sectors) return true;
    for (uint32_t i = 0; i < m->also_count; i++) {
        if (strcmp(m->also[i].code, code) == 0 && m->also[i].sectors == sectors) return true;
    }
    return false;
}

static const char clash[] =
    "Chadian Chadian ADJ JJ 4 amod\n"
    "and and CCONJ CC 3 cc\n"
    "Sudanese Sudanese ADJ JJ 1 conj\n"
    "troops troops NOUN NNS 5 nsubj\n"
    "clashed clash VERB VBD 0 root\n"
    ". . PUNCT . 5 punct\n";

static void adjectives_told_together(void **state) {
    doc d;
    handmade(&d, *state, clash);
    uint32_t troops = mention_of(&d, "Chadian", 0, 4, 3);
    told(&d, "clashed", TYPE_ASSAULT, "troops", 0);
    events_of(&d);
    resolve(&d);
    assert_int_equal(d.mentions[troops].also_count, 1);
    assert_true(stands_for(&d.mentions[troops], "TCD", SECTOR_BIT(MIL)));
    assert_true(stands_for(&d.mentions[troops], "SDN", SECTOR_BIT(MIL)));
}

static const char envoy[] =
    "Chadian Chadian ADJ JJ 2 amod\n"
    "envoy envoy NOUN NN 0 root\n"
    "to to ADP IN 4 case\n"
    "Sudan Sudan PROPN NNP 2 nmod\n"
    "and and CCONJ CC 6 cc\n"
    "Egypt Egypt PROPN NNP 4 conj\n"
    "left leave VERB VBD 2 acl\n";

/* An envoy to two countries is of neither. */
static void only_owners_split(void **state) {
    doc d;
    handmade(&d, *state, envoy);
    uint32_t m = mention_of(&d, "Chadian", 0, 6, 1);
    resolve(&d);
    assert_int_equal(d.mentions[m].also_count, 0);
    assert_string_equal(d.mentions[m].code, "TCD");
}

static const char pact[] =
    "Chad Chad PROPN NNP 2 nsubj\n"
    "accused accuse VERB VBD 0 root\n"
    "Sudan Sudan PROPN NNP 2 obj\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "France France PROPN NNP 2 nsubj\n"
    "urged urge VERB VBD 0 root\n"
    "the the DET DT 5 det\n"
    "two two NUM CD 5 nummod\n"
    "governments government NOUN NNS 2 obj\n"
    "to to PART TO 7 mark\n"
    "talk talk VERB VB 2 xcomp\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "They they PRON PRP 2 nsubj\n"
    "agreed agree VERB VBD 0 root\n"
    ". . PUNCT . 2 punct\n";

/* The two are those told of before, not the one who speaks to them; "they" takes both up again. */
static void the_two_governments(void **state) {
    doc d;
    handmade(&d, *state, pact);
    mention_of(&d, "Chad", 0, 1, 0);
    mention_of(&d, "Sudan", 0, 1, 0);
    mention_of(&d, "France", 0, 1, 0);
    uint32_t two = mention_of(&d, "the", 0, 3, 2), they = mention_of(&d, "They", 0, 1, 0);
    entity *e = ARENA_PUSH(d.arena, d.entities, d.entity_count, d.entity_capacity);
    uint32_t *both = ARENA_NEW(d.arena, uint32_t, 2);
    both[0] = two;
    both[1] = they;
    *e = (entity){.name = "the two governments", .type = ENTITY_GROUP, .mentions = both, .mention_count = 2, .mention_capacity = 2};
    d.mentions[two].entity = d.mentions[they].entity = 0;
    role_at(&d, told(&d, "accused", TYPE_ACCUSE, "Chad", 0), word_at(&d, "Sudan", 0), ROLE_RECIPIENT, 0.9f);
    role_at(&d, told(&d, "urged", TYPE_REQUEST, "France", 0), word_at(&d, "governments", 0), ROLE_RECIPIENT, 0.9f);
    told(&d, "agreed", TYPE_AGREE, "They", 0);
    events_of(&d);
    resolve(&d);
    for (uint32_t i = 0; i < 2; i++) {
        const mention *m = &d.mentions[both[i]];
        assert_int_equal(m->also_count, 1);
        assert_true(stands_for(m, "TCD", SECTOR_BIT(GOV)));
        assert_true(stands_for(m, "SDN", SECTOR_BIT(GOV)));
    }
}

static const char war[] =
    "Chadian Chadian ADJ JJ 2 amod\n"
    "ministers minister NOUN NNS 3 nsubj\n"
    "accused accuse VERB VBD 0 root\n"
    "Chadian Chadian ADJ JJ 5 amod\n"
    "rebels rebel NOUN NNS 3 obj\n"
    ". . PUNCT . 3 punct\n"
    "\n"
    "Chadian Chadian ADJ JJ 2 amod\n"
    "soldiers soldier NOUN NNS 3 nsubj\n"
    "killed kill VERB VBD 0 root\n"
    "Chadian Chadian ADJ JJ 5 amod\n"
    "refugees refugee NOUN NNS 3 obj\n"
    ". . PUNCT . 3 punct\n"
    "\n"
    "France France PROPN NNP 2 nsubj\n"
    "urged urge VERB VBD 0 root\n"
    "both both DET DT 4 det\n"
    "sides side NOUN NNS 2 obj\n"
    ". . PUNCT . 2 punct\n";

/* An army fights on its government's side, and those who fled have none. */
static void both_sides_of_a_war(void **state) {
    doc d;
    handmade(&d, *state, war);
    for (int i = 0; i < 4; i++) mention_of(&d, "Chadian", i, 2, 1);
    mention_of(&d, "France", 0, 1, 0);
    uint32_t both = mention_of(&d, "both", 0, 2, 1);
    role_at(&d, told(&d, "accused", TYPE_ACCUSE, "ministers", 0), word_at(&d, "rebels", 0), ROLE_RECIPIENT, 0.9f);
    role_at(&d, told(&d, "killed", TYPE_ASSAULT, "soldiers", 0), word_at(&d, "refugees", 0), ROLE_RECIPIENT, 0.9f);
    role_at(&d, told(&d, "urged", TYPE_REQUEST, "France", 0), word_at(&d, "sides", 0), ROLE_RECIPIENT, 0.9f);
    events_of(&d);
    resolve(&d);
    assert_int_equal(d.mentions[both].also_count, 1);
    assert_true(stands_for(&d.mentions[both], "TCD", SECTOR_BIT(GOV)));
    assert_true(stands_for(&d.mentions[both], "TCD", SECTOR_BIT(REB)));
}

static const char met[] =
    "Chad Chad PROPN NNP 2 nsubj\n"
    "met meet VERB VBD 0 root\n"
    "Sudan Sudan PROPN NNP 2 obj\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "They they PRON PRP 2 nsubj\n"
    "agreed agree VERB VBD 0 root\n"
    ". . PUNCT . 2 punct\n";

static void they_who_met(void **state) {
    doc d;
    handmade(&d, *state, met);
    mention_of(&d, "Chad", 0, 1, 0);
    mention_of(&d, "Sudan", 0, 1, 0);
    uint32_t they = mention_of(&d, "They", 0, 1, 0);
    role_at(&d, told(&d, "met", TYPE_CONSULT, "Chad", 0), word_at(&d, "Sudan", 0), ROLE_RECIPIENT, 0.9f);
    told(&d, "agreed", TYPE_AGREE, "They", 0);
    events_of(&d);
    resolve(&d);
    assert_true(stands_for(&d.mentions[they], "TCD", SECTOR_BIT(GOV)));
    assert_true(stands_for(&d.mentions[they], "SDN", SECTOR_BIT(GOV)));
}

static const char koreas[] =
    "South South PROPN NNP 2 compound\n"
    "Korea Korea PROPN NNP 3 nsubj\n"
    "protested protest VERB VBD 0 root\n"
    ". . PUNCT . 3 punct\n"
    "\n"
    "The the DET DT 2 det\n"
    "South South PROPN NNP 3 nsubj\n"
    "waits wait VERB VBZ 0 root\n"
    ". . PUNCT . 3 punct\n"
    "\n"
    "The the DET DT 2 det\n"
    "West West PROPN NNP 3 nsubj\n"
    "waits wait VERB VBZ 0 root\n"
    ". . PUNCT . 3 punct\n";

static void halves_of_a_land(void **state) {
    doc d;
    handmade(&d, *state, koreas);
    mention_of(&d, "South", 0, 2, 1);
    uint32_t south = mention_of(&d, "The", 0, 2, 1);
    resolve(&d);
    assert_true(stands_for(&d.mentions[south], "KOR", SECTOR_BIT(GOV)));
    assert_non_null(strstr(d.mentions[south].why, "named with it: South Korea"));
}

static const char hosts[] =
    "Chad Chad PROPN NNP 2 nsubj\n"
    "warned warn VERB VBD 0 root\n"
    "Sudan Sudan PROPN NNP 2 obj\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "Its its PRON PRP$ 2 nmod:poss\n"
    "neighbour neighbour NOUN NN 5 nsubj\n"
    "and and CCONJ CC 5 cc\n"
    "its its PRON PRP$ 5 nmod:poss\n"
    "army army NOUN NN 2 conj\n"
    "replied reply VERB VBD 0 root\n"
    ". . PUNCT . 6 punct\n";

/* What is a country's is of that country, save its neighbours, who are the others. */
static void its_neighbour_is_another(void **state) {
    doc d;
    handmade(&d, *state, hosts);
    mention_of(&d, "Chad", 0, 1, 0);
    mention_of(&d, "Sudan", 0, 1, 0);
    uint32_t neighbour = mention_of(&d, "Its", 0, 2, 1);
    resolve(&d);
    assert_string_equal(d.mentions[neighbour].code, "SDN");
}

static const char charge[] =
    "Chad Chad PROPN NNP 2 nsubj\n"
    "accused accuse VERB VBD 0 root\n"
    "Sudan Sudan PROPN NNP 2 obj\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "Khartoum Khartoum PROPN NNP 2 nsubj\n"
    "denied deny VERB VBD 0 root\n"
    "it it PRON PRP 2 obj\n"
    ". . PUNCT . 2 punct\n";

static void a_denial_goes_to_the_accuser(void **state) {
    doc d;
    handmade(&d, *state, charge);
    uint32_t chad = mention_of(&d, "Chad", 0, 1, 0);
    mention_of(&d, "Sudan", 0, 1, 0);
    mention_of(&d, "Khartoum", 0, 1, 0);
    role_at(&d, told(&d, "accused", TYPE_ACCUSE, "Chad", 0), word_at(&d, "Sudan", 0), ROLE_RECIPIENT, 0.9f);
    told(&d, "denied", TYPE_REJECT, "Khartoum", 0);
    events_of(&d);
    resolve(&d);
    assert_int_equal(d.events[1].recipients.count, 1);
    assert_int_equal(d.events[1].recipients.at[0], chad);
}

/* Nobody answers himself: what the one who refuses has asked for is not what he refuses. */
static void nobody_answers_himself(void **state) {
    doc d;
    handmade(&d, *state, charge);
    mention_at(&d, 0, 0, 0, "SDN GOV");
    mention_of(&d, "Khartoum", 0, 1, 0);
    d.mentions[1].code[0] = 0;
    memcpy(d.mentions[1].code, "SDN", 4);
    d.mentions[1].sectors = SECTOR_BIT(GOV);
    told(&d, "accused", TYPE_REQUEST, "Chad", 0);
    told(&d, "denied", TYPE_REJECT, "Khartoum", 0);
    events_of(&d);
    assert_int_equal(who_answers(&d, NULL), ACTA_OK);
    assert_int_equal(d.events[1].recipients.count, 0);
}

static const char fronted[] =
    "Sudan Sudan PROPN NNP 2 nsubj\n"
    "closed close VERB VBD 0 root\n"
    "its its PRON PRP$ 4 nmod:poss\n"
    "border border NOUN NN 2 obj\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "In in ADP IN 2 case\n"
    "Chad Chad PROPN NNP 5 obl\n"
    ", , PUNCT , 5 punct\n"
    "police police NOUN NNS 5 nsubj\n"
    "arrested arrest VERB VBD 0 root\n"
    "six six NUM CD 7 nummod\n"
    "farmers farmer NOUN NNS 5 obj\n"
    ". . PUNCT . 5 punct\n"
    "\n"
    "Sudan Sudan PROPN NNP 2 nsubj\n"
    "protested protest VERB VBD 0 root\n"
    ", , PUNCT , 2 punct\n"
    "the the DET DT 5 det\n"
    "army army NOUN NN 6 nsubj\n"
    "said say VERB VBD 2 parataxis\n"
    ". . PUNCT . 2 punct\n";

/* The report is about Sudan; where the sentence speaks of Chad, its police and farmers are Chad's. */
static void where_the_sentence_is(void **state) {
    doc d;
    handmade(&d, *state, fronted);
    uint32_t police = mention_of(&d, "police", 0, 1, 0), farmers = mention_of(&d, "six", 0, 2, 1), army = mention_of(&d, "the", 0, 2, 1);
    resolve(&d);
    assert_string_equal(d.mentions[police].code, "TCD");
    assert_string_equal(d.mentions[farmers].code, "TCD");
    assert_string_equal(d.mentions[army].code, "SDN");
}

static const char raids[] =
    "Israeli israeli ADJ JJ 2 amod\n"
    "raids raid NOUN NNS 3 nsubj\n"
    "drove drive VERB VBD 0 root\n"
    "Lebanese lebanese ADJ JJ 5 amod\n"
    "villagers villager NOUN NNS 3 obj\n"
    "out out ADP RP 3 compound:prt\n"
    ". . PUNCT . 3 punct\n";

/* Raids are flown by an army; whoever is driven out is a refugee. */
static void what_is_done_tells_who(void **state) {
    doc d;
    handmade(&d, *state, raids);
    uint32_t israeli = mention_of(&d, "Israeli", 0, 1, 0), villagers = mention_of(&d, "Lebanese", 0, 2, 1);
    told(&d, "raids", TYPE_ASSAULT, "Israeli", 0);
    trigger *t = told(&d, "drove", TYPE_SANCTION, NULL, 0);
    t->mode[MODE_SANCTION_expel] = 0.9f;
    role_at(&d, t, word_at(&d, "villagers", 0), ROLE_RECIPIENT, 0.9f);
    events_of(&d);
    resolve(&d);
    assert_true(stands_for(&d.mentions[israeli], "ISR", SECTOR_BIT(MIL)));
    assert_true(stands_for(&d.mentions[villagers], "LBN", SECTOR_BIT(CVL) | SECTOR_BIT(REF)));
}

static const char guests[] =
    "Chad Chad PROPN NNP 2 nsubj\n"
    "expelled expel VERB VBD 0 root\n"
    "foreign foreign ADJ JJ 4 amod\n"
    "reporters reporter NOUN NNS 2 obj\n"
    "and and CCONJ CC 6 cc\n"
    "teachers teacher NOUN NNS 4 conj\n"
    ". . PUNCT . 2 punct\n";

/* Foreigners are of any country but the one spoken of. */
static void foreigners_have_no_country(void **state) {
    doc d;
    handmade(&d, *state, guests);
    mention_of(&d, "Chad", 0, 1, 0);
    uint32_t reporters = mention_of(&d, "foreign", 0, 2, 1), teachers = mention_of(&d, "teachers", 0, 1, 0);
    resolve(&d);
    assert_string_equal(d.mentions[reporters].code, "");
    assert_string_equal(d.mentions[teachers].code, "TCD");
}

static const char quote[] =
    "\" \" PUNCT `` 3 punct\n"
    "We we PRON PRP 3 nsubj\n"
    "withdrew withdraw VERB VBD 7 ccomp\n"
    ", , PUNCT , 3 punct\n"
    "\" \" PUNCT '' 3 punct\n"
    "Chad Chad PROPN NNP 7 nsubj\n"
    "said say VERB VBD 0 root\n"
    ". . PUNCT . 7 punct\n";

static void we_are_who_says_it(void **state) {
    doc d;
    handmade(&d, *state, quote);
    uint32_t we = mention_of(&d, "We", 0, 1, 0);
    mention_of(&d, "Chad", 0, 1, 0);
    told(&d, "withdrew", TYPE_RETREAT, "We", 0);
    events_of(&d);
    voices_of(&d);
    resolve(&d);
    assert_true(stands_for(&d.mentions[we], "TCD", SECTOR_BIT(GOV)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(adjectives_told_together, begin_arena, end_arena), cmocka_unit_test_setup_teardown(only_owners_split, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(the_two_governments, begin_arena, end_arena),      cmocka_unit_test_setup_teardown(they_who_met, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(both_sides_of_a_war, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(halves_of_a_land, begin_arena, end_arena),         cmocka_unit_test_setup_teardown(its_neighbour_is_another, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(a_denial_goes_to_the_accuser, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(what_is_done_tells_who, begin_arena, end_arena),   cmocka_unit_test_setup_teardown(we_are_who_says_it, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(foreigners_have_no_country, begin_arena, end_arena),
        cmocka_unit_test_setup_teardown(nobody_answers_himself, begin_arena, end_arena),   cmocka_unit_test_setup_teardown(where_the_sentence_is, begin_arena, end_arena),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
