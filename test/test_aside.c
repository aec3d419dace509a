/* test_aside.c - further phrases for entities: predicates, appositions, names again, descriptions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/ud.h"
#include "entity/entity.h"
#include "handmade.h"

typedef struct world {
    arena arena, scratch;
    doc d;
} world;

/* The report's names are each a mention and an entity; those with one text are one. */
static void begin(world *w, const char *lines, const word_span *names, const name_type *types, uint32_t count) {
    memset(w, 0, sizeof *w);
    arena_begin(&w->arena, acta__malloc(), 65536);
    arena_begin(&w->scratch, acta__malloc(), 65536);
    w->d.arena = &w->arena;
    handmade(&w->d, &w->arena, lines);
    for (uint32_t i = 0; i < count; i++) {
        name *n = ARENA_PUSH(w->d.arena, w->d.names, w->d.name_count, w->d.name_capacity);
        assert_non_null(n);
        *n = (name){names[i], types[i]};
    }
    entity_lexicon none = {NULL, NULL, NULL, NULL};
    assert_int_equal(entity_find_mentions(&w->d, &w->scratch, NULL), ACTA_OK);
    assert_int_equal(entity_link(&w->d, &none, &w->scratch, NULL), ACTA_OK);
    assert_int_equal(entity_find_asides(&w->d, NULL, &w->scratch, NULL), ACTA_OK);
}

static void end(world *w) {
    arena_end(&w->scratch);
    arena_end(&w->arena);
}

/* The entity of the aside with that head, NONE where there is no such aside. */
static uint32_t aside_of(const doc *d, const char *form, int n) {
    uint32_t w = word_at(d, form, n);
    for (uint32_t i = 0; i < d->aside_count; i++) {
        if (d->asides[i].anchor == w) return d->asides[i].entity;
    }
    return NONE;
}

static void entities_list_their_asides(const doc *d) {
    uint32_t listed = 0;
    for (uint32_t e = 0; e < d->entity_count; e++) {
        for (uint32_t i = 0; i < d->entities[e].aside_count; i++, listed++) {
            assert_true(d->entities[e].asides[i] < d->aside_count);
            assert_int_equal(d->asides[d->entities[e].asides[i]].entity, e);
        }
    }
    assert_int_equal(listed, d->aside_count);
}

/* "Norton was a poet and playwright . He was no judge . Norton became a citizen , served as captain ." */
static const char predicates[] =
    "Norton Norton PROPN NNP 4 nsubj\nwas be AUX VBD 4 cop\na a DET DT 4 det\npoet poet NOUN NN 0 root\nand and CCONJ CC 6 cc\nplaywright playwright NOUN NN 4 conj\n. . PUNCT . 4 punct\n\n"
    "Norton Norton PROPN NNP 4 nsubj\nwas be AUX VBD 4 cop\nno no DET DT 4 det\njudge judge NOUN NN 0 root\n. . PUNCT . 4 punct\n\n"
    "Norton Norton PROPN NNP 2 nsubj\nbecame become VERB VBD 0 root\na a DET DT 4 det\ncitizen citizen NOUN NN 2 xcomp\nand and CCONJ CC 6 cc\nleft leave VERB VBD 2 conj\n. . PUNCT . 2 punct\n\n"
    "Norton Norton PROPN NNP 2 nsubj\nserved serve VERB VBD 0 root\nas as ADP IN 4 case\ncaptain captain NOUN NN 2 obl\n, , PUNCT , 7 punct\na a DET DT 7 det\nhermit hermit NOUN NN 1 appos\n. . PUNCT . 2 punct\n";

static void said_of_somebody(void **state) {
    (void)state;
    static const word_span names[] = {{0, 1}, {7, 8}, {12, 13}, {19, 20}};
    static const name_type types[] = {NAME_PER, NAME_PER, NAME_PER, NAME_PER};
    world w;
    begin(&w, predicates, names, types, 4);
    assert_int_equal(w.d.entity_count, 1);
    assert_int_equal(aside_of(&w.d, "poet", 0), 0);
    assert_int_equal(aside_of(&w.d, "playwright", 0), 0);
    assert_int_equal(aside_of(&w.d, "judge", 0), NONE);
    assert_int_equal(aside_of(&w.d, "citizen", 0), 0);
    assert_int_equal(aside_of(&w.d, "captain", 0), 0);
    assert_int_equal(aside_of(&w.d, "hermit", 0), 0);
    entities_list_their_asides(&w.d);
    end(&w);
}

/* "His mother slept . Her mother slept . His mother woke . The stone fell . The stone fell ." */
static const char descriptions[] =
    "His he PRON PRP$ 2 nmod:poss\nmother mother NOUN NN 3 nsubj\nslept sleep VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "Her she PRON PRP$ 2 nmod:poss\nmother mother NOUN NN 3 nsubj\nslept sleep VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "His he PRON PRP$ 2 nmod:poss\nmother mother NOUN NN 3 nsubj\nwoke wake VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "The the DET DT 2 det\nstone stone NOUN NN 3 nsubj\nfell fall VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "The the DET DT 2 det\nstone stone NOUN NN 3 nsubj\nfell fall VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "A a DET DT 2 det\nboy boy NOUN NN 3 nsubj\nfell fall VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "A a DET DT 2 det\nboy boy NOUN NN 3 nsubj\nran run VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "The the DET DT 2 det\nboys boy NOUN NNS 3 nsubj\nran run VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "Girls girl NOUN NNS 2 nsubj\nran run VERB VBD 0 root\n. . PUNCT . 2 punct\n\n"
    "Girls girl NOUN NNS 2 nsubj\nsang sing VERB VBD 0 root\n. . PUNCT . 2 punct\n";

static void descriptions_of_one_head(void **state) {
    (void)state;
    world w;
    begin(&w, descriptions, NULL, NULL, 0);
    assert_int_equal(w.d.entity_count, 1);
    assert_int_equal(w.d.entities[0].type, ENTITY_PER);
    assert_string_equal(w.d.entities[0].name, "His mother");
    assert_int_equal(w.d.entities[0].mention_count, 0);
    assert_int_equal(aside_of(&w.d, "mother", 0), 0);
    assert_int_equal(aside_of(&w.d, "mother", 1), NONE);    /* hers */
    assert_int_equal(aside_of(&w.d, "mother", 2), 0);
    assert_int_equal(aside_of(&w.d, "stone", 1), NONE);     /* nobody */
    assert_int_equal(aside_of(&w.d, "boy", 1), NONE);       /* another boy */
    assert_int_equal(aside_of(&w.d, "boys", 0), NONE);      /* more than he */
    assert_int_equal(aside_of(&w.d, "Girls", 1), NONE);     /* any girls */
    entities_list_their_asides(&w.d);
    end(&w);
}

/* "Harrow College won . Harrow Museum closed . The college cheered . Accra slept . The city woke ." */
static const char again[] =
    "Harrow Harrow PROPN NNP 2 compound\nCollege College PROPN NNP 3 nsubj\nwon win VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "Accra Accra PROPN NNP 2 nsubj\nslept sleep VERB VBD 0 root\n. . PUNCT . 2 punct\n\n"
    "Accra Accra PROPN NNP 2 compound\nMuseum Museum PROPN NNP 3 nsubj\nclosed close VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "The the DET DT 2 det\ncollege college NOUN NN 3 nsubj\ncheered cheer VERB VBD 0 root\n. . PUNCT . 3 punct\n\n"
    "The the DET DT 2 det\ncity city NOUN NN 3 nsubj\nwoke wake VERB VBD 0 root\n. . PUNCT . 3 punct\n";

static void names_again(void **state) {
    (void)state;
    static const word_span names[] = {{0, 2}, {4, 5}, {7, 9}};
    static const name_type types[] = {NAME_ORG, NAME_LOC, NAME_ORG};
    world w;
    begin(&w, again, names, types, 3);
    assert_int_equal(w.d.entity_count, 3);
    assert_int_equal(aside_of(&w.d, "Accra", 1), 1);        /* within the museum's name */
    assert_int_equal(aside_of(&w.d, "college", 0), 0);
    assert_int_equal(aside_of(&w.d, "city", 0), 1);
    entities_list_their_asides(&w.d);
    end(&w);
}

static void nothing_to_find(void **state) {
    (void)state;
    world w;
    begin(&w, "Rain rain NOUN NN 2 nsubj\nfell fall VERB VBD 0 root\n", NULL, NULL, 0);
    assert_int_equal(w.d.aside_count, 0);
    assert_int_equal(w.d.entity_count, 0);
    end(&w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(said_of_somebody), cmocka_unit_test(descriptions_of_one_head), cmocka_unit_test(names_again), cmocka_unit_test(nothing_to_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
