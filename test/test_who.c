/* test_who.c - whose they are and what part they play: phrases by the lexicon, then reports whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/datafile.h"
#include "entity/entity.h"
#include "handmade.h"
#include "report/report.h"
#include "text/text.h"
#include "who/phrase.h"
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

/* "AFG GOV" of a phrase as it stands alone. */
static void read_phrase(const char *text, const char *day, name_type type, const char *home, char out[64]) {
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    acta_report report = {.bytes = text, .byte_count = strlen(text), .published = day};
    assert_int_equal(report_read(&report, &d, NULL), ACTA_OK);
    assert_int_equal(text_read(&d, NULL), ACTA_OK);
    strcpy(out, "-");
    if (d.word_count == 0) {
        arena_end(&a);
        return;
    }
    word_span all = {0, d.word_count}, none = {0, 0};
    lookup_context c = {.tables = &tables, .day = d.published, .home = home};
    reading r = who_read(&c, &d, all, NONE, type == NAME_PER ? all : none, type);
    size_t n = (size_t)snprintf(out, 64, "%s", r.code[0] != 0 ? r.code : "-");
    for (int s = 0; s < PLOVER_SECTORS; s++) {
        if ((r.sectors >> s & 1) != 0) n += (size_t)snprintf(out + n, 64 - n, " %s", plover_sectors[s]);
    }
    arena_end(&a);
}

typedef struct expected {
    const char *phrase, *day, *answer;
} expected;

static void check_all(const expected *list, size_t count) {
    char got[64];
    for (size_t i = 0; i < count; i++) {
        read_phrase(list[i].phrase, list[i].day, NAME_NONE, "", got);
        if (strcmp(got, list[i].answer) != 0) fail_msg("%s: %s, not %s", list[i].phrase, got, list[i].answer);
    }
}

#define CHECK(list) check_all(list, sizeof list / sizeof *list)
#define NOW "2010-06-01"

static void countries_and_capitals(void **state) {
    (void)state;
    static const expected list[] = {
        {"Bolivia", NOW, "BOL"}, {"the Islamic Republic of Mauritania", NOW, "MRT"}, {"U.S.", NOW, "USA"}, {"the UK", NOW, "GBR"},
        {"Burma", NOW, "MMR"}, {"the Soviet Union", "1985-03-01", "RUS"}, {"East Germany", "1985-03-01", "DEU"}, {"Puerto Rico", NOW, "USA"},
        {"Transnistria", NOW, "MDA PRE"}, {"Tallinn", NOW, "EST GOV"}, {"the White House", NOW, "USA GOV"}, {"Downing Street", NOW, "GBR GOV"},
        {"the Thais", NOW, "THA GOV"}, {"Zambians", NOW, "ZMB CVL"}, {"six Zambians", NOW, "ZMB CVL"},
    };
    CHECK(list);
}

static void what_people_do(void **state) {
    (void)state;
    static const expected list[] = {
        {"riot police", NOW, "- COP"}, {"two Norwegian fishermen", NOW, "NOR LAB"}, {"the Gambian foreign minister", NOW, "GMB GOV"},
        {"Uruguay's Ministry of Housing", NOW, "URY GOV"}, {"hundreds of striking teachers", NOW, "- EDU LAB"}, {"opposition lawmakers", NOW, "- LEG OPP"},
        {"rebel soldiers", NOW, "- MIL REB"}, {"a former Danish minister", NOW, "DNK ELI"}, {"the ex-president", NOW, "- ELI"},
        {"police chief", NOW, "- COP"}, {"leader of the rebels", NOW, "- REB"}, {"members of parliament", NOW, "- LEG"},
        {"the Paraguayan president", NOW, "PRY GOV"}, {"the president of the Senate", NOW, "- LEG"}, {"a Defence Ministry spokesman", NOW, "- GOV"},
        {"masked gunmen", NOW, "- UAF"}, {"the attorney general", NOW, "- GOV"}, {"federal prosecutors", NOW, "- GOV"}, {"military court", NOW, "- JUD MIL"},
        {"army chief of staff", NOW, "- MIL"}, {"congressional sources", NOW, "- LEG"}, {"Radio Lusaka", NOW, "ZMB JRN"},
        {"Malian refugees", NOW, "MLI CVL REF"}, {"village elders", NOW, "- SOC"}, {"the opposition leader", NOW, "- PTY OPP"}, {"two officers", NOW, "- COP"},
        {"army officers", NOW, "- MIL"}, {"police officers", NOW, "- COP"}, {"rebel officers", NOW, "- MIL REB"},
    };
    CHECK(list);
}

static void organisations_change(void **state) {
    (void)state;
    static const expected list[] = {
        {"Hamas", "2004-05-01", "PSE PTY REB"}, {"Hamas", "2007-05-01", "PSE GOV PTY"}, {"the Taliban", "1999-05-01", "AFG GOV"},
        {"the Taliban", "2009-05-01", "AFG REB"}, {"Taliban fighters", "2021-02-28", "AFG REB"}, {"Renamo rebels", "1988-05-01", "MOZ REB"},
        {"the ANC", "1987-01-01", "ZAF REB OPP"}, {"the ANC", "2000-01-01", "ZAF GOV PTY"}, {"al-Qaeda", NOW, "IMG REB"},
        {"UN officials", NOW, "UNO"}, {"U.N. peacekeepers", NOW, "UNO MIL"}, {"NATO spokesman", NOW, "IGO"}, {"the EU foreign ministers", NOW, "EUR"},
        {"the Red Cross", NOW, "NGO SOC"}, {"Xinhua", NOW, "CHN JRN"}, {"Nepali peacekeepers", NOW, "UNO MIL"},
    };
    CHECK(list);
}

static void what_is_not_whose(void **state) {
    (void)state;
    static const expected list[] = {
        {"US-backed Iraqi troops", NOW, "IRQ MIL"}, {"pro-Ghanaian separatists", NOW, "- REB"}, {"ethnic Hungarian villagers", NOW, "- CVL"},
        {"the Latvian ambassador to Chile", NOW, "LVA GOV"}, {"Latvia's ambassador to Chile", NOW, "LVA GOV"},
        {"Chile's Defense Department", NOW, "CHL GOV"}, {"a London-based group", NOW, "GBR"}, {"turkey farmers", NOW, "- AGR"},
        {"foreign ministers", NOW, "- GOV"}, {"us", NOW, "-"},
    };
    CHECK(list);
}

static void persons(void **state) {
    (void)state;
    static const expected list[] = {
        {"Angela Merkel", "2010-01-01", "DEU GOV"}, {"Angela Merkel", "2023-01-01", "DEU ELI"}, {"Chancellor Angela Merkel", "2010-01-01", "DEU GOV"},
        {"French President Jacques Chirac", "2001-01-01", "FRA GOV"}, {"former President Jacques Chirac", "2008-01-01", "FRA ELI"},
        {"President Museveni", "2005-01-01", "UGA GOV"}, {"Duncan Aird", NOW, "-"},
    };
    CHECK(list);
    char got[64];
    read_phrase("Jordan Peterson", NOW, NAME_PER, "", got);
    assert_string_equal(got, "-");
    read_phrase("Chad Wolf", NOW, NAME_PER, "", got);
    assert_string_equal(got, "-");
}

static void a_homonym_is_the_reports_own(void **state) {
    (void)state;
    char got[64];
    read_phrase("the CUT", NOW, NAME_NONE, "CHL", got);
    assert_string_equal(got, "CHL LAB");
    read_phrase("the CUT", NOW, NAME_NONE, "BRA", got);
    assert_string_equal(got, "BRA LAB");
}

/* Any bytes, any span: an answer, and no overrun. */
static void odd_phrases(void **state) {
    (void)state;
    static const char *const odd[] = {"of", ", ,", "the the the", "'s", "-", "of of of of of", "U.S.-", "\xff\xfe x", "the of the of the of", "ex-"};
    char got[64];
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) read_phrase(odd[i], NOW, NAME_NONE, "", got);
    char longest[4000];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    read_phrase(longest, NOW, NAME_NONE, "", got);
}

/* A report whose police are nobody's take its country; its pronoun takes its minister's. */
static void context_and_inheritance(void **state) {
    (void)state;
    arena a, scratch;
    arena_begin(&a, acta__malloc(), 65536);
    arena_begin(&scratch, acta__malloc(), 65536);
    doc d = {.arena = &a};
    static const char text[] = "NAIROBI, May 3, 2011 (Acta) -- Police arrested six students in Nairobi, Kenyan Health Minister Rose Okello said.\n\n"
                               "Okello added that Uganda had sent doctors.\n";
    acta_report report = {.bytes = text, .byte_count = sizeof text - 1};
    assert_int_equal(report_read(&report, &d, NULL), ACTA_OK);
    assert_int_equal(text_read(&d, NULL), ACTA_OK);
    for (uint32_t w = 0; w < d.word_count; w++) d.words[w].head = NONE;
    uint32_t police = word_at(&d, "Police", 0), kenyan = word_at(&d, "Kenyan", 0), rose = word_at(&d, "Rose", 0);
    uint32_t again = word_at(&d, "Okello", 1), uganda = word_at(&d, "Uganda", 0);
    word_span none = {0, 0};
    entity_add_mention(&d, (word_span){police, police + 1}, police, none, NAME_NONE, NULL);
    entity_add_mention(&d, (word_span){kenyan, rose + 2}, rose, (word_span){rose, rose + 2}, NAME_PER, NULL);
    entity_add_mention(&d, (word_span){again, again + 1}, again, (word_span){again, again + 1}, NAME_PER, NULL);
    entity_add_mention(&d, (word_span){uganda, uganda + 1}, uganda, (word_span){uganda, uganda + 1}, NAME_LOC, NULL);
    entity_lexicon lexicon = {&tables.demonyms, &tables.countries, &tables.given, &tables.holders};
    assert_int_equal(entity_link(&d, &lexicon, &scratch, NULL), ACTA_OK);
    assert_int_equal(who_resolve(&d, &tables, NULL, &scratch, NULL), ACTA_OK);
    assert_string_equal(d.mentions[0].code, "KEN");
    assert_int_equal(d.mentions[0].sectors, SECTOR_BIT(COP));
    assert_string_equal(d.mentions[2].code, "KEN");
    assert_int_equal(d.mentions[2].sectors, SECTOR_BIT(GOV));
    assert_int_equal(d.mentions[1].entity, d.mentions[2].entity);
    assert_string_equal(d.mentions[2].office, "Health Minister");
    assert_string_equal(d.mentions[3].code, "UGA");
    assert_int_equal(d.mentions[3].sectors, SECTOR_BIT(GOV));
    assert_non_null(strstr(d.mentions[1].why, "demonyms: kenyan"));
    arena_end(&scratch);
    arena_end(&a);
}

/* Who leads rebels or speaks for them is one of them: "their leader", "the rebels' envoy". Voters have no part to give. */
static void leaders_are_of_those_they_lead(void **state) {
    (void)state;
    static const char *const led[] = {"rebels", "voters"};
    const sector_set part[] = {SECTOR_BIT(REB), SECTOR_BIT(GOV)};
    for (size_t i = 0; i < 2; i++) {
        arena a, scratch;
        arena_begin(&a, acta__malloc(), 65536);
        arena_begin(&scratch, acta__malloc(), 65536);
        doc d;
        char lines[400];
        snprintf(lines, sizeof lines, "Chadian chadian ADJ JJ 2 amod\n%s %s NOUN NNS 3 nsubj\ncame come VERB VBD 0 root\n\n"
                 "Their they PRON PRP$ 2 nmod:poss\nleader leader NOUN NN 3 nsubj\nspoke speak VERB VBD 0 root\nto to ADP IN 8 case\n"
                 "the the DET DT 6 det\n%s %s NOUN NNS 8 nmod:poss\n's 's PART POS 6 case\nenvoy envoy NOUN NN 3 obl\n", led[i], led[i], led[i], led[i]);
        handmade(&d, &a, lines);
        mention_at(&d, 0, 1, 1, "");
        uint32_t leader = mention_at(&d, 3, 4, 4, ""), envoy = mention_at(&d, 7, 10, 10, "");
        mention_at(&d, 7, 8, 8, "");
        entity_lexicon lexicon = {&tables.demonyms, &tables.countries, &tables.given, &tables.holders};
        assert_int_equal(entity_link(&d, &lexicon, &scratch, NULL), ACTA_OK);
        assert_int_equal(who_resolve(&d, &tables, NULL, &scratch, NULL), ACTA_OK);
        assert_int_equal(d.mentions[leader].sectors, part[i]);
        assert_int_equal(d.mentions[envoy].sectors, part[i]);
        arena_end(&scratch);
        arena_end(&a);
    }
}

/* A general whom the sentence shows as a minister: the model must be sure, and hardly believe in the table; who brings agents of his own is obeyed. */
static void a_sure_model_is_believed(void **state) {
    (void)state;
    static const struct { uint8_t government, army; bool own_agents; sector_set expected; } cases[] = {
        {250, 5, false, SECTOR_BIT(GOV)}, {250, 80, false, SECTOR_BIT(MIL)}, {120, 5, false, SECTOR_BIT(MIL)}, {250, 5, true, SECTOR_BIT(MIL)}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena a, scratch;
        arena_begin(&a, acta__malloc(), 65536);
        arena_begin(&scratch, acta__malloc(), 65536);
        doc d;
        handmade(&d, &a, "the the DET DT 2 det\ngeneral general NOUN NN 3 nsubj\nspoke speak VERB VBD 0 root\n");
        uint8_t parts[3][PLOVER_SECTORS] = {{0}};
        parts[1][SECTOR_GOV] = cases[i].government;
        parts[1][SECTOR_MIL] = cases[i].army;
        d.parts = parts;
        mention_at(&d, 0, 1, 1, "");
        who_tables with = tables;
        with.own_agents = cases[i].own_agents;
        assert_int_equal(who_resolve(&d, &with, NULL, &scratch, NULL), ACTA_OK);
        assert_int_equal(d.mentions[0].sectors, cases[i].expected);
        arena_end(&scratch);
        arena_end(&a);
    }
}

/* "Moscow" and "Russia" are one party; a region and a dependency have its code and stay themselves. */
static void one_state_and_its_regions(void **state) {
    (void)state;
    arena a, scratch;
    arena_begin(&a, acta__malloc(), 65536);
    arena_begin(&scratch, acta__malloc(), 65536);
    doc d = {.arena = &a};
    static const char text[] = "Officials of Russia, Chechnya, Dagestan and Moscow met those of China, Beijing and Hong-Kong.\n";
    static const char *const names[] = {"Russia", "Chechnya", "Dagestan", "Moscow", "China", "Beijing"};
    acta_report report = {.bytes = text, .byte_count = sizeof text - 1};
    assert_int_equal(report_read(&report, &d, NULL), ACTA_OK);
    assert_int_equal(text_read(&d, NULL), ACTA_OK);
    for (uint32_t w = 0; w < d.word_count; w++) d.words[w].head = NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t w = word_at(&d, names[i], 0);
        entity_add_mention(&d, (word_span){w, w + 1}, w, (word_span){w, w + 1}, NAME_LOC, NULL);
    }
    uint32_t hong = word_at(&d, "Hong", 0);
    entity_add_mention(&d, (word_span){hong, hong + 3}, hong, (word_span){hong, hong + 3}, NAME_LOC, NULL);
    entity_lexicon lexicon = {&tables.demonyms, &tables.countries, &tables.given, &tables.holders};
    assert_int_equal(entity_link(&d, &lexicon, &scratch, NULL), ACTA_OK);
    assert_int_equal(who_resolve(&d, &tables, NULL, &scratch, NULL), ACTA_OK);
    assert_int_equal(d.mentions[3].entity, d.mentions[0].entity);
    assert_int_equal(d.mentions[5].entity, d.mentions[4].entity);
    assert_string_equal(d.mentions[1].code, "RUS");
    assert_string_equal(d.mentions[6].code, "CHN");
    assert_int_not_equal(d.mentions[1].entity, d.mentions[0].entity);
    assert_int_not_equal(d.mentions[2].entity, d.mentions[1].entity);
    assert_int_not_equal(d.mentions[6].entity, d.mentions[4].entity);
    assert_int_equal(d.entity_count, 5);
    arena_end(&scratch);
    arena_end(&a);
}

/* "in Paris": a capital that the report speaks of as a town is itself; where it acts, it is its country. */
static void a_capital_as_a_town(void **state) {
    (void)state;
    static const struct { const char *text; bool one; } cases[] = {
        {"France slept. They arrived in Paris and left.\n", false}, {"France slept. They said that Paris disagreed.\n", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena a, scratch;
        arena_begin(&a, acta__malloc(), 65536);
        arena_begin(&scratch, acta__malloc(), 65536);
        doc d = {.arena = &a};
        acta_report report = {.bytes = cases[i].text, .byte_count = strlen(cases[i].text)};
        assert_int_equal(report_read(&report, &d, NULL), ACTA_OK);
        assert_int_equal(text_read(&d, NULL), ACTA_OK);
        for (uint32_t w = 0; w < d.word_count; w++) d.words[w].head = NONE;
        uint32_t at[] = {word_at(&d, "France", 0), word_at(&d, "Paris", 0)};
        for (size_t k = 0; k < 2; k++) entity_add_mention(&d, (word_span){at[k], at[k] + 1}, at[k], (word_span){at[k], at[k] + 1}, NAME_LOC, NULL);
        entity_lexicon lexicon = {&tables.demonyms, &tables.countries, &tables.given, &tables.holders};
        assert_int_equal(entity_link(&d, &lexicon, &scratch, NULL), ACTA_OK);
        assert_int_equal(who_resolve(&d, &tables, NULL, &scratch, NULL), ACTA_OK);
        assert_int_equal(d.mentions[0].entity == d.mentions[1].entity, cases[i].one);
        arena_end(&scratch);
        arena_end(&a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries_and_capitals), cmocka_unit_test(what_people_do), cmocka_unit_test(organisations_change),
        cmocka_unit_test(what_is_not_whose), cmocka_unit_test(persons), cmocka_unit_test(a_homonym_is_the_reports_own),
        cmocka_unit_test(odd_phrases), cmocka_unit_test(context_and_inheritance), cmocka_unit_test(leaders_are_of_those_they_lead),
        cmocka_unit_test(a_sure_model_is_believed), cmocka_unit_test(one_state_and_its_regions), cmocka_unit_test(a_capital_as_a_town),
    };
    return cmocka_run_group_tests(tests, open_tables, close_tables);
}
