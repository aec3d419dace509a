/* test_entity.c - the phrases that stand for somebody, and which of them are one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/ud.h"
#include "entity/entity.h"
#include "entity/names.h"
#include "handmade.h"

typedef struct world {
    arena arena, scratch;
    doc d;
} world;

static void begin(world *w, const char *lines) {
    memset(w, 0, sizeof *w);
    arena_begin(&w->arena, acta__malloc(), 65536);
    arena_begin(&w->scratch, acta__malloc(), 65536);
    w->d.arena = &w->arena;
    handmade(&w->d, &w->arena, lines);
}

static void end(world *w) {
    arena_end(&w->scratch);
    arena_end(&w->arena);
}

static void add_phrase(doc *d, uint32_t from, uint32_t to) {
    word_span *p = ARENA_PUSH(d->arena, d->phrases, d->phrase_count, d->phrase_capacity);
    assert_non_null(p);
    *p = (word_span){from, to};
}

static void add_name(doc *d, uint32_t from, uint32_t to, name_type type) {
    name *n = ARENA_PUSH(d->arena, d->names, d->name_count, d->name_capacity);
    assert_non_null(n);
    *n = (name){{from, to}, type};
}

static void run(world *w) {
    entity_lexicon none = {NULL, NULL, NULL, NULL};
    assert_int_equal(entity_find_mentions(&w->d, &w->scratch, NULL), ACTA_OK);
    assert_int_equal(entity_link(&w->d, &none, &w->scratch, NULL), ACTA_OK);
}

static uint32_t entity_of(const doc *d, uint32_t word) {
    for (uint32_t i = 0; i < d->mention_count; i++) {
        if (d->mentions[i].anchor == word) return d->mentions[i].entity;
    }
    fail_msg("no mention has word %u for its anchor", word);
    return NONE;
}

static void spellings_of_one_name(void **state) {
    (void)state;
    static const char *const same[][2] = {{"haneef", "hanif"}, {"mohammed", "muhammad"}, {"gaddafi", "qaddafi"}, {"yeltsin", "yeltsin"}, {"khatami", "khattami"}, {"ahmadinejad", "ahmadinezhad"}, {"alexander", "aliaksandr"},
                                           {"al-sarraj", "serraj"}, {"rouhani", "rowhani"}, {"rahmon", "rakhmon"}, {"sisi", "el-sissi"}};
    static const char *const other[][2] = {{"hassan", "hussein"}, {"raul", "fidel"}, {"bush", "bash"}, {"ali", "aly"}, {"clinton", "clayton"}, {"", "a"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) assert_true(name_same_word(same[i][0], same[i][1]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) assert_false(name_same_word(other[i][0], other[i][1]));
}

static void persons_apart(void **state) {
    (void)state;
    name_tokens raul = {{"raul", "castro"}, 2}, fidel = {{"fidel", "castro"}, 2}, castro = {{"castro"}, 1}, r = {{"r.", "castro"}, 2};
    name_tokens atmar = {{"mohammed", "haneef", "atmar"}, 3}, again = {{"mohammad", "hanif", "atmar"}, 3}, none = {{NULL}, 0};
    assert_false(name_same_person(&raul, &fidel));
    assert_true(name_same_person(&raul, &castro));
    assert_true(name_same_person(&castro, &fidel));
    assert_true(name_same_person(&r, &raul));
    assert_false(name_same_person(&r, &fidel));
    assert_true(name_same_person(&atmar, &again));
    assert_false(name_same_person(&none, &castro));
}

static void acronyms(void **state) {
    (void)state;
    static const char *const words[] = {"world", "food", "programme"}, *const small[] = {"league", "of", "fair", "courts"};
    assert_true(name_is_acronym("wfp", words, 3));
    assert_true(name_is_acronym("lfc", small, 4));
    assert_false(name_is_acronym("wfa", words, 3));
    assert_false(name_is_acronym("wf", words, 3));
}

/* "Foreign Minister Karim Sadat met Ana Ruiz . Sadat said he left . The minister slept ." */
static const char minister[] =
    "Foreign foreign ADJ JJ 2 amod\n"
    "Minister minister NOUN NN 3 compound\n"
    "Karim Karim PROPN NNP 5 nsubj\n"
    "Sadat Sadat PROPN NNP 3 flat\n"
    "met meet VERB VBD 0 root\n"
    "Ana Ana PROPN NNP 5 obj\n"
    "Ruiz Ruiz PROPN NNP 6 flat\n"
    ". . PUNCT . 5 punct\n"
    "\n"
    "Sadat Sadat PROPN NNP 2 nsubj\n"
    "said say VERB VBD 0 root\n"
    "he he PRON PRP 4 nsubj\n"
    "left leave VERB VBD 2 ccomp\n"
    ". . PUNCT . 2 punct\n"
    "\n"
    "The the DET DT 2 det\n"
    "minister minister NOUN NN 3 nsubj\n"
    "slept sleep VERB VBD 0 root\n"
    ". . PUNCT . 3 punct\n";

static void one_minister(void **state) {
    (void)state;
    world w;
    begin(&w, minister);
    add_phrase(&w.d, 0, 4);
    add_phrase(&w.d, 5, 7);
    add_phrase(&w.d, 8, 9);
    add_phrase(&w.d, 13, 15);
    add_name(&w.d, 2, 4, NAME_PER);
    add_name(&w.d, 5, 7, NAME_PER);
    add_name(&w.d, 8, 9, NAME_PER);
    run(&w);
    assert_int_equal(w.d.mention_count, 5);
    uint32_t sadat = entity_of(&w.d, 2);
    assert_int_equal(entity_of(&w.d, 8), sadat);
    assert_int_equal(entity_of(&w.d, 10), sadat);
    assert_int_equal(entity_of(&w.d, 14), sadat);
    assert_int_not_equal(entity_of(&w.d, 5), sadat);
    assert_string_equal(w.d.entities[sadat].name, "Karim Sadat");
    assert_int_equal(w.d.entities[sadat].type, ENTITY_PER);
    assert_int_equal(w.d.entities[sadat].mention_count, 4);
    end(&w);
}

/* "Three soldiers fired . Gunmen fled ." */
static const char passing[] =
    "Three three NUM CD 2 nummod\n"
    "soldiers soldier NOUN NNS 3 nsubj\n"
    "fired fire VERB VBD 0 root\n"
    ". . PUNCT . 3 punct\n"
    "\n"
    "The the DET DT 2 det\n"
    "soldiers soldier NOUN NNS 3 nsubj\n"
    "fled flee VERB VBD 0 root\n"
    ". . PUNCT . 3 punct\n";

static void a_passing_group_is_no_entity(void **state) {
    (void)state;
    world w;
    begin(&w, passing);
    add_phrase(&w.d, 0, 2);
    run(&w);
    assert_int_equal(entity_of(&w.d, 1), NONE);
    assert_int_equal(w.d.entity_count, 0);
    end(&w);
    begin(&w, passing);
    add_phrase(&w.d, 0, 2);
    add_phrase(&w.d, 4, 6);
    run(&w);
    assert_int_not_equal(entity_of(&w.d, 1), NONE);
    assert_int_equal(entity_of(&w.d, 1), entity_of(&w.d, 5));
    end(&w);
}

/* "Rebels in the north who fled shot the old mayor of Lira ." */
static const char anchors[] =
    "Rebels rebel NOUN NNS 7 nsubj\n"
    "in in ADP IN 4 case\n"
    "the the DET DT 4 det\n"
    "north north NOUN NN 1 nmod\n"
    "who who PRON WP 6 nsubj\n"
    "fled flee VERB VBD 1 acl:relcl\n"
    "shot shoot VERB VBD 0 root\n"
    "the the DET DT 10 det\n"
    "old old ADJ JJ 10 amod\n"
    "mayor mayor NOUN NN 7 obj\n"
    "of of ADP IN 12 case\n"
    "Lira Lira PROPN NNP 10 nmod\n"
    ". . PUNCT . 7 punct\n";

static void every_role_has_a_mention(void **state) {
    (void)state;
    world w;
    begin(&w, anchors);
    trigger *t = trigger_at(&w.d, 6, TYPE_ASSAULT, 0.9f);
    role_at(&w.d, t, 0, ROLE_ACTOR, 0.9f);
    role_at(&w.d, t, 9, ROLE_RECIPIENT, 0.8f);
    role_at(&w.d, t, 3, ROLE_PLACE, 0.9f);
    run(&w);
    assert_int_equal(w.d.mention_count, 2);
    assert_int_equal(w.d.mentions[0].words.word_from, 0);
    assert_int_equal(w.d.mentions[0].words.word_to, 1);
    assert_int_equal(w.d.mentions[1].words.word_from, 7);
    assert_int_equal(w.d.mentions[1].words.word_to, 12);
    end(&w);
}

static const char arrest[] =
    "The the DET DT 2 det\n"
    "Liberals liberal PROPN NNPS 3 nsubj\n"
    "left leave VERB VBD 0 root\n"
    ". . PUNCT . 3 punct\n"
    "\n"
    "The the DET DT 2 det\n"
    "guards guard NOUN NNS 3 nsubj\n"
    "stopped stop VERB VBD 0 root\n"
    "them they PRON PRP 3 obj\n"
    ". . PUNCT . 3 punct\n";

/* Whom the guards stop, they are not. */
static void nobody_arrests_himself(void **state) {
    (void)state;
    world w;
    begin(&w, arrest);
    add_phrase(&w.d, 0, 2);
    add_phrase(&w.d, 4, 6);
    add_phrase(&w.d, 7, 8);
    add_name(&w.d, 1, 2, NAME_NORP);
    run(&w);
    assert_int_equal(entity_of(&w.d, 7), entity_of(&w.d, 1));
    end(&w);
}

/* A long list of phrases and names, seeded, some of them nonsense: order kept, nothing outside the report. */
static void any_phrases(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        world w;
        begin(&w, minister);
        uint32_t at = 0;
        while (at < w.d.word_count) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t from = at + (seed >> 28) % 3, to = from + 1 + (seed >> 20) % 3;
            if (from >= w.d.word_count) break;
            if (to > w.d.word_count) to = w.d.word_count;
            if (w.d.words[from].sentence != w.d.words[to - 1].sentence) to = from + 1;
            if ((seed >> 12 & 1) != 0) add_phrase(&w.d, from, to);
            if ((seed >> 13 & 1) != 0) add_name(&w.d, from, to, (name_type)(1 + (seed >> 14) % 4));
            at = to;
        }
        run(&w);
        for (uint32_t i = 0; i < w.d.mention_count; i++) {
            const mention *m = &w.d.mentions[i];
            assert_true(m->words.word_from < m->words.word_to && m->words.word_to <= w.d.word_count);
            assert_true(m->anchor >= m->words.word_from && m->anchor < m->words.word_to);
            assert_true(m->entity == NONE || m->entity < w.d.entity_count);
            if (i > 0) assert_true(w.d.mentions[i - 1].words.word_from <= m->words.word_from);
        }
        for (uint32_t e = 0; e < w.d.entity_count; e++) assert_true(w.d.entities[e].mention_count > 0);
        end(&w);
    }
}

/* "Karim Sadat met Karim . Ana Sadat left . Sadat slept . Miss Sadat woke ." A name that two bear is his of whom the report speaks more. */
static const char family[] =
    "Karim Karim PROPN NNP 3 nsubj\nSadat Sadat PROPN NNP 1 flat\nmet meet VERB VBD 0 root\nKarim Karim PROPN NNP 3 obj\n. . PUNCT . 3 punct\n\n"
    "Ana Ana PROPN NNP 3 nsubj\nSadat Sadat PROPN NNP 1 flat\nleft leave VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "Sadat Sadat PROPN NNP 2 nsubj\nslept sleep VERB VBD 0 root\n. . PUNCT . 2 punct\n\n"
    "Miss Miss PROPN NNP 3 nsubj\nSadat Sadat PROPN NNP 1 flat\nwoke wake VERB VBD 0 root\n. . PUNCT . 3 punct\n";

static void a_family(void **state) {
    (void)state;
    world w;
    begin(&w, family);
    add_name(&w.d, 0, 2, NAME_PER);
    add_name(&w.d, 3, 4, NAME_PER);
    add_name(&w.d, 5, 7, NAME_PER);
    add_name(&w.d, 9, 10, NAME_PER);
    run(&w);
    assert_int_equal(entity_of(&w.d, 3), entity_of(&w.d, 0));
    assert_int_not_equal(entity_of(&w.d, 5), entity_of(&w.d, 0));
    assert_int_equal(entity_of(&w.d, 9), entity_of(&w.d, 0));
    end(&w);
}

/* "Emperor Norton I fed Joshua Norton and Norton II ." */
static void a_king_and_his_number(void **state) {
    (void)state;
    world w;
    begin(&w, "Emperor Emperor PROPN NNP 4 nsubj\nNorton Norton PROPN NNP 1 flat\nI I PROPN NNP 1 flat\nfed feed VERB VBD 0 root\n"
              "Joshua Joshua PROPN NNP 4 obj\nNorton Norton PROPN NNP 5 flat\nand and CCONJ CC 8 cc\nNorton Norton PROPN NNP 5 conj\nII II PROPN NNP 8 flat\n"
              ". . PUNCT . 4 punct\n");
    add_name(&w.d, 0, 3, NAME_PER);
    add_name(&w.d, 4, 6, NAME_PER);
    add_name(&w.d, 7, 9, NAME_PER);
    run(&w);
    assert_int_equal(entity_of(&w.d, 0), entity_of(&w.d, 4));
    assert_int_not_equal(entity_of(&w.d, 7), entity_of(&w.d, 0));    /* another king */
    end(&w);
}

/* "The Student Union met . The Union slept , Madam Speaker ." */
static const char bodies[] =
    "The the DET DT 3 det\nStudent Student PROPN NNP 3 compound\nUnion Union PROPN NNP 4 nsubj\nmet meet VERB VBD 0 root\n. . PUNCT . 4 punct\n\n"
    "The the DET DT 2 det\nUnion Union PROPN NNP 3 nsubj\nslept sleep VERB VBD 0 root\n, , PUNCT , 6 punct\nMadam Madam PROPN NNP 6 compound\n"
    "Speaker Speaker PROPN NNP 2 appos\n. . PUNCT . 3 punct\n";

static void a_short_name_and_an_address(void **state) {
    (void)state;
    world w;
    begin(&w, bodies);
    add_name(&w.d, 1, 3, NAME_ORG);
    add_name(&w.d, 6, 7, NAME_ORG);
    add_phrase(&w.d, 9, 11);
    run(&w);
    assert_int_equal(entity_of(&w.d, 6), entity_of(&w.d, 2));
    assert_int_not_equal(entity_of(&w.d, 10), entity_of(&w.d, 6));
    end(&w);
}

/* "Ana Ruiz , director of Lira and chairwoman , spoke ." */
static void appositions_in_a_row(void **state) {
    (void)state;
    world w;
    begin(&w, "Ana Ana PROPN NNP 10 nsubj\nRuiz Ruiz PROPN NNP 1 flat\n, , PUNCT , 4 punct\ndirector director NOUN NN 1 appos\nof of ADP IN 6 case\n"
              "Lira Lira PROPN NNP 4 nmod\nand and CCONJ CC 8 cc\nchairwoman chairwoman NOUN NN 4 conj\n, , PUNCT , 4 punct\nspoke speak VERB VBD 0 root\n");
    add_name(&w.d, 0, 2, NAME_PER);
    add_phrase(&w.d, 3, 6);
    add_phrase(&w.d, 7, 8);
    run(&w);
    assert_int_equal(entity_of(&w.d, 3), entity_of(&w.d, 0));
    assert_int_equal(entity_of(&w.d, 7), entity_of(&w.d, 0));
    end(&w);
}

static void nothing_to_find(void **state) {
    (void)state;
    world w;
    memset(&w, 0, sizeof w);
    arena_begin(&w.arena, acta__malloc(), 4096);
    arena_begin(&w.scratch, acta__malloc(), 4096);
    w.d.arena = &w.arena;
    run(&w);
    assert_int_equal(w.d.mention_count, 0);
    assert_int_equal(w.d.entity_count, 0);
    end(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_name), cmocka_unit_test(persons_apart), cmocka_unit_test(acronyms), cmocka_unit_test(one_minister),
        cmocka_unit_test(a_passing_group_is_no_entity), cmocka_unit_test(every_role_has_a_mention), cmocka_unit_test(any_phrases),
        cmocka_unit_test(nothing_to_find), cmocka_unit_test(nobody_arrests_himself), cmocka_unit_test(a_family), cmocka_unit_test(a_king_and_his_number),
        cmocka_unit_test(a_short_name_and_an_address), cmocka_unit_test(appositions_in_a_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
