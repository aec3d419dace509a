/* test_settle.c - names as the model marks them, mended by grammar and tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/datafile.h"
#include "entity/settle.h"
#include "handmade.h"
#include "who/tables.h"

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

/* A gazetteer of four. */
static place_size places(const void *gazetteer, const char *key, size_t bytes) {
    (void)gazetteer;
    static const struct { const char *name; place_size size; } known[] = {
        {"millbrook", PLACE_SMALL}, {"illinois", PLACE_PROVINCE}, {"west bank", PLACE_AREA}, {"nairobi", PLACE_LARGE}, {"sadr", PLACE_LARGE}, {"bay", PLACE_PROVINCE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strlen(known[i].name) == bytes && memcmp(known[i].name, key, bytes) == 0) return known[i].size;
    }
    return PLACE_UNKNOWN;
}


static name_type type_of(const char *text) {
    static const char *const names[] = {"", "PER", "ORG", "LOC", "NORP"};
    for (int i = 1; i < 5; i++) {
        if (strncmp(text, names[i], strlen(names[i])) == 0) return (name_type)i;
    }
    fail_msg("no such type: %s", text);
    return NAME_NONE;
}

static void read_names(doc *d, const char *list) {
    while (*list != '\0') {
        unsigned from, to;
        char type[8];
        assert_int_equal(sscanf(list, "%u-%u %7[A-Z]", &from, &to, type), 3);
        name *n = ARENA_PUSH(d->arena, d->names, d->name_count, d->name_capacity);
        assert_non_null(n);
        *n = (name){{from, to}, type_of(type)};
        list += strcspn(list, ",");
        list += strspn(list, ", ");
    }
}

static void write_names(const doc *d, char *out, size_t room) {
    static const char *const names[] = {"", "PER", "ORG", "LOC", "NORP"};
    size_t n = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < d->name_count; i++) {
        n += (size_t)snprintf(out + n, room - n, "%s%u-%u %s", i == 0 ? "" : ", ", d->names[i].words.word_from, d->names[i].words.word_to, names[d->names[i].type]);
    }
}

static void settles(const char *lines, const char *given, const char *expected, bool with_tables) {
    arena a, scratch;
    arena_begin(&a, acta__malloc(), 65536);
    arena_begin(&scratch, acta__malloc(), 65536);
    doc d;
    memset(&d, 0, sizeof d);
    d.arena = &a;
    handmade(&d, &a, lines);
    read_names(&d, given);
    name_lexicon lexicon = {&tables.countries, &tables.capitals, &tables.orgs, &tables.given, places, NULL}, none = {NULL, NULL, NULL, NULL, NULL, NULL};
    assert_int_equal(entity_settle_names(&d, with_tables ? &lexicon : &none, &scratch, NULL), ACTA_OK);
    char found[256];
    write_names(&d, found, sizeof found);
    assert_string_equal(found, expected);
    arena_end(&scratch);
    arena_end(&a);
}

static const char list_of_people[] =
    "Ana Ana PROPN NNP 0 root\nRuiz Ruiz PROPN NNP 1 flat\n- - PUNCT : 4 punct\nanalyst analyst NOUN NN 1 appos\n, , PUNCT , 6 punct\nMD md PROPN NNP 1 appos\n";
static const char lone_article[] = "The the DET DT 3 det\nDaily Daily PROPN NNP 3 compound\nEcho Echo PROPN NNP 4 nsubj\nsaid say VERB VBD 0 root\nthe the DET DT 4 obj\n";
static const char authority[] =
    "the the DET DT 2 det\nAuthority Authority PROPN NNP 5 nsubj\nof of ADP IN 4 case\nMillbrook Millbrook PROPN NNP 2 nmod\nmet meet VERB VBD 0 root\nof of ADP IN 7 case\nlate late ADJ JJ 5 obl\n";
static const char town[] = "Millbrook Millbrook PROPN NNP 0 root\nIllinois Illinois PROPN NNP 1 appos\n";
static const char bay[] = "Millbrook Millbrook PROPN NNP 2 compound\nBay Bay PROPN NNP 0 root\n";
static const char initials[] = "Judge Judge PROPN NNP 4 nsubj\nA. A. PROPN NNP 1 flat\nNoel Noel PROPN NNP 1 flat\nsat sit VERB VBD 0 root\non on ADP IN 6 case\nSunday Sunday PROPN NNP 4 obl\n";
static const char bank[] = "the the DET DT 3 det\nWest West PROPN NNP 3 amod\nBank Bank PROPN NNP 0 root\nand and CCONJ CC 5 cc\nNairobi Nairobi PROPN NNP 3 conj\nof of ADP IN 7 case\nIAEA IAEA PROPN NNP 3 nmod\n";
static const char sadr[] = "Moqtada Moqtada PROPN NNP 3 nsubj\nal-Sadr al-Sadr PROPN NNP 1 flat\nspoke speak VERB VBD 0 root\n. . PUNCT . 3 punct\n\nSadr Sadr PROPN NNP 2 nsubj\nleft leave VERB VBD 0 root\n";

static void borders(void **state) {
    (void)state;
    settles(list_of_people, "0-3 PER", "0-2 PER", false);                 /* no dash at the end */
    settles(list_of_people, "0-6 PER", "0-4 PER", false);                 /* no degree */
    settles(lone_article, "0-1 ORG, 1-3 ORG", "0-3 ORG", false);          /* "The", then its name */
    settles(lone_article, "1-3 ORG, 4-5 ORG", "1-3 ORG", false);          /* "the" alone is none */
    settles(lone_article, "1-4 ORG", "1-3 ORG", false);                   /* "said" came along */
    settles(authority, "1-3 ORG, 3-4 LOC", "1-4 ORG", false);
    settles(authority, "1-4 ORG, 5-6 LOC", "1-4 ORG", false);
    settles(initials, "0-1 PER, 2-3 PER, 5-6 LOC", "0-1 PER, 1-3 PER", false);
    settles("Ayatollah Ayatollah PROPN NNP 0 root\nAli Ali PROPN NNP 1 flat\n", "0-1 PER, 1-2 PER", "1-2 PER", false);
    settles("Ruiz Ruiz PROPN NNP 0 root\n, , PUNCT , 3 punct\nAna Ana PROPN NNP 1 list\n", "0-2 PER, 2-3 PER", "0-3 PER", false);
    settles("www.echo.com www.echo.com X ADD 0 root\n", "0-1 LOC", "", false);
}

static void hyphens_without_blanks_join(void **state) {
    (void)state;
    /* handmade parts words by blanks: two persons in a row, a dash between them, stay two. */
    settles("Jean Jean PROPN NNP 0 root\n- - PUNCT HYPH 3 punct\nClaude Claude PROPN NNP 1 flat\n", "0-1 PER, 2-3 PER", "0-1 PER, 2-3 PER", false);
    arena a, scratch;
    arena_begin(&a, acta__malloc(), 4096);
    arena_begin(&scratch, acta__malloc(), 4096);
    doc d;
    memset(&d, 0, sizeof d);
    d.arena = &a;
    handmade(&d, &a, "Jean Jean PROPN NNP 0 root\n- - PUNCT HYPH 3 punct\nClaude Claude PROPN NNP 1 flat\n");
    for (uint32_t w = 1; w < 3; w++) {
        d.words[w].span.byte_from -= w;
        d.words[w].span.byte_to -= w;
    }
    read_names(&d, "0-1 PER, 2-3 PER");
    name_lexicon none = {NULL, NULL, NULL, NULL, NULL, NULL};
    assert_int_equal(entity_settle_names(&d, &none, &scratch, NULL), ACTA_OK);
    assert_int_equal(d.name_count, 1);
    assert_int_equal(d.names[0].words.word_to, 3);
    arena_end(&scratch);
    arena_end(&a);
}

static void a_town_and_its_state(void **state) {
    (void)state;
    settles(town, "0-2 LOC", "0-1 LOC, 1-2 LOC", true);
    settles(town, "0-2 ORG", "0-2 ORG", true);
    settles(town, "0-2 LOC", "0-2 LOC", false);
    settles(bay, "0-2 LOC", "0-2 LOC", true);                             /* a bay is no province here */
}

static void types_by_table(void **state) {
    (void)state;
    settles(bank, "1-3 ORG, 4-5 ORG, 6-7 LOC", "1-3 LOC, 4-5 LOC, 6-7 ORG", true);
    settles(bank, "1-3 ORG, 4-5 ORG, 6-7 LOC", "1-3 ORG, 4-5 ORG, 6-7 LOC", false);
    settles(bank, "4-5 PER", "4-5 PER", true);                            /* a city's name may be a person's */
    settles(bank, "4-5 NORP", "4-5 NORP", true);
    settles("Kenya Kenya PROPN NNP 0 root\n", "0-1 PER", "0-1 LOC", true);
    settles("Pentagon Pentagon PROPN NNP 0 root\n", "0-1 ORG", "0-1 ORG", true);
    settles(sadr, "0-2 PER, 4-5 ORG", "0-2 PER, 4-5 ORG", true);          /* known as a person */
    settles(sadr, "4-5 ORG", "4-5 LOC", true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders), cmocka_unit_test(hyphens_without_blanks_join), cmocka_unit_test(a_town_and_its_state), cmocka_unit_test(types_by_table),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
