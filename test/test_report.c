/* test_report.c - encodings, repair, datelines, headlines, paragraphs, and what is not the report's own words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/dateline.h"
#include "report/matter.h"
#include "report/names.h"
#include "report/report.h"

typedef struct reading {
    arena arena;
    doc doc;
} reading;

static void read_report(reading *r, const acta_report *report) {
    arena_begin(&r->arena, acta__malloc(), report->byte_count * 8 + 4096);
    r->doc = (doc){.arena = &r->arena};
    assert_int_equal(report_read(report, &r->doc, NULL), ACTA_OK);
}

static void read_bytes(reading *r, const char *bytes, size_t count) {
    read_report(r, &(acta_report){.bytes = bytes, .byte_count = count});
}

static void words_are(const doc *d, byte_span span, const char *expected) {
    char out[512];
    size_t bytes = span.byte_to - span.byte_from;
    assert_true(bytes < sizeof out);
    memcpy(out, d->text + span.byte_from, bytes);
    out[bytes] = '\0';
    assert_string_equal(out, expected);
}

/* ---- Encodings and repair ---- */

static void text_is(const char *bytes, size_t count, const char *expected, uint32_t damaged) {
    reading r;
    read_bytes(&r, bytes, count);
    assert_string_equal(r.doc.text, expected);
    assert_int_equal(r.doc.text_bytes, strlen(expected));
    assert_int_equal(r.doc.damaged, damaged);
    arena_end(&r.arena);
}

#define TEXT_IS(given, expected, damaged) text_is((given), sizeof(given) - 1, (expected), (damaged))

static void encodings(void **state) {
    (void)state;
    TEXT_IS("Caf\xC3\xA9", "Caf\xC3\xA9", 0);
    TEXT_IS("\xEF\xBB\xBF"
            "Caf\xC3\xA9",
            "Caf\xC3\xA9", 0);
    TEXT_IS("Caf\xE9 \x93ok\x94", "Caf\xC3\xA9 \xE2\x80\x9Cok\xE2\x80\x9D", 0);
    TEXT_IS("\xFF\xFEK\0a\0\xE9\0", "Ka\xC3\xA9", 0);
    TEXT_IS("\xFE\xFF\0K\0a\xD8\x3D\xDE\x00", "Ka\xF0\x9F\x98\x80", 0);
    TEXT_IS("K\0a\0b\0u\0l\0 \0", "Kabul ", 0);
    TEXT_IS("\xFF\xFEK\0\x00\xD8Z\0A", "K\xEF\xBF\xBDZ\xEF\xBF\xBD", 2);
    TEXT_IS("\xC3\xA9t\xC3\xA9 \xFF x", "\xC3\xA9t\xC3\xA9 \xEF\xBF\xBD x", 1);
    TEXT_IS("a\0b\tc\x07"
            "d",
            "a b c d", 0);
    TEXT_IS("", "", 0);
}

static void plain_characters(void **state) {
    (void)state;
    TEXT_IS("so\xC2\xADme\xE2\x80\x8B thing\xC2\xA0here", "some thing here", 0);
    TEXT_IS("a\r\nb\rc\xE2\x80\xA8"
            "d",
            "a\nb\nc\nd", 0);
    TEXT_IS("A&amp;B &#8217; &lt;x&gt; &copy &;", "A&B \xE2\x80\x99 <x> &copy &;", 0);
    TEXT_IS("don\xEF\xBF\xBDt Kabul\xEF\xBF\xBDs caf\xEF\xBF\xBD x\xEF\xBF\xBDx",
            "don't Kabul's caf\xEF\xBF\xBD x\xEF\xBF\xBDx", 4);
}

static void double_encoding(void **state) {
    (void)state;
    TEXT_IS("People\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s", "People\xE2\x80\x99s", 0);
    TEXT_IS("\xC3\x83\xC2\xA9t\xC3\x83\xC2\xA9", "\xC3\xA9t\xC3\xA9", 0);
    TEXT_IS("\xC3\x83\xC2\xA2\xC3\xA2\xE2\x80\x9A\xC2\xAC\xC3\xA2\xE2\x80\x9E\xC2\xA2", "\xE2\x80\x99", 0);
    TEXT_IS("\xC3\xA2\xE2\x82\xAC\xC5\x93Yes\xC3\xA2\xE2\x82\xAC\xC2\x9D", "\xE2\x80\x9CYes\xE2\x80\x9D", 0);
    TEXT_IS("MANH\xC3\x83\xC2\xBB em S\xC3\x83O", "MANH\xC3\x83\xC2\xBB em S\xC3\x83O", 0);
    TEXT_IS("\xC3\xA2 ce prix, \xE2\x82\xAC"
            "5",
            "\xC3\xA2 ce prix, \xE2\x82\xAC"
            "5",
            0);
}

/* Offsets count the characters given: a byte order mark, a carriage return, a dropped or a broken one each count. */
static void offsets(void **state) {
    (void)state;
    reading r;
    const char *given = "\xEF\xBB\xBF"
                        "A\r\nPeople\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s\xC2\xAD \xFF"
                        "Z";
    read_bytes(&r, given, strlen(given));
    assert_string_equal(r.doc.text, "A\nPeople\xE2\x80\x99s \xEF\xBF\xBDZ");
    const uint32_t *at = r.doc.char_at;
    assert_int_equal(at[0], 1);          /* A */
    assert_int_equal(at[1], 3);          /* the line end is the "\n" of "\r\n" */
    assert_int_equal(at[2], 4);          /* P */
    assert_int_equal(at[8], 10);         /* the apostrophe, from the first of three */
    assert_int_equal(at[10], 10);
    assert_int_equal(at[11], 13);        /* s */
    assert_int_equal(at[12], 15);        /* the blank, after a soft hyphen */
    assert_int_equal(at[13], 16);
    assert_int_equal(at[16], 17);        /* Z */
    assert_int_equal(at[17], 18);
    arena_end(&r.arena);
}

static void a_title_given_comes_first(void **state) {
    (void)state;
    reading r;
    read_report(&r, &(acta_report){.bytes = "KABUL (AP) - Talks began.",
                                   .byte_count = 25,
                                   .title = "Caf\xC3\xA9 talks",
                                   .id = "x",
                                   .published = "2021-03-01"});
    words_are(&r.doc, r.doc.title, "Caf\xC3\xA9 talks");
    words_are(&r.doc, r.doc.dateline.place, "KABUL");
    assert_int_equal(r.doc.char_at[r.doc.dateline.place.byte_from], 12);
    assert_int_equal(r.doc.block_count, 2);
    assert_int_equal(r.doc.blocks[0].kind, BLOCK_TITLE);
    words_are(&r.doc, r.doc.blocks[1].span, "Talks began.");
    assert_string_equal(r.doc.id, "x");
    assert_true(r.doc.published_given && r.doc.published.day == 1);
    arena_end(&r.arena);
}

static void misuse_and_limits(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    acta_err err;
    static const char *const wrong[] = {"2021-02-29", "2021-2-3", "yesterday", "", "2021-03-01T00:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        doc d = {.arena = &a};
        assert_int_equal(report_read(&(acta_report){.bytes = "x", .byte_count = 1, .published = wrong[i]}, &d, &err),
                         ACTA_MISUSE);
        assert_non_null(strstr(err.message, "YYYY-MM-DD"));
    }
    doc d = {.arena = &a};
    assert_int_equal(report_read(&(acta_report){.bytes = "x", .byte_count = ACTA_REPORT_BYTES_MAX + 1}, &d, &err),
                     ACTA_LIMIT);
    arena_end(&a);
}

/* ---- Datelines ---- */

typedef struct expected {
    const char *text, *place, *day, *agency, *body;
    int year, month, day_of_month;
} expected;

static void dateline_is(const expected *e, bool opens) {
    dateline line;
    uint32_t body;
    doc d = {.text = e->text};
    bool found = dateline_read(e->text, 0, (uint32_t)strlen(e->text), (civil_date){2021, 3, 1}, opens, &line, &body);
    if (e->place == NULL) {
        if (found) fail_msg("a dateline in: %s", e->text);
        return;
    }
    if (!found) fail_msg("no dateline in: %s", e->text);
    words_are(&d, line.place, e->place);
    words_are(&d, line.date_text, e->day);
    if (e->agency[0] != '\0') words_are(&d, line.agencies[0], e->agency);
    else assert_int_equal(line.agency_count, 0);
    assert_int_equal(strncmp(e->text + body, e->body, strlen(e->body)), 0);
    assert_int_equal(line.date.year, e->year);
    if (e->year != 0) assert_true(line.date.month == e->month && line.date.day == e->day_of_month);
}

static void datelines(void **state) {
    (void)state;
    static const expected cases[] = {
        {"MARIKA (Lake News / Wirepost - 28th February, 2021) The minister left.", "MARIKA", "28th February, 2021",
         "Lake News", "The minister", 2021, 2, 28},
        {"MOSCOW, Nov. 1, 2006 (Xinhua) -- The sides met.", "MOSCOW", "Nov. 1, 2006", "Xinhua", "The sides", 2006, 11,
         1},
        {"PARIS (Reuters) - The sides met.", "PARIS", "", "Reuters", "The sides", 0, 0, 0},
        {"Geneva, 3 May 2019 \xE2\x80\x93 The office says it is so.", "Geneva", "3 May 2019", "", "The office", 2019, 5,
         3},
        {"WASHINGTON \xE2\x80\x94 The president signed it.", "WASHINGTON", "", "", "The president", 0, 0, 0},
        {"BAGHDAD, Iraq (AP) _ Two bombs went off.", "BAGHDAD, Iraq", "", "AP", "Two bombs", 0, 0, 0},
        {"LONDON, March 3 - Shares fell.", "LONDON", "March 3", "", "Shares", 2021, 3, 3},
        {"LONDON, March 7 - Shares fell.", "LONDON", "March 7", "", "Shares", 2020, 3, 7},
        {"N'DJAMENA, Aug. 12, 1987 (AWN) -- Planes came.", "N'DJAMENA", "Aug. 12, 1987", "AWN", "Planes", 1987, 8, 12},
        {"JERUSALEM/GAZA, Oct 3 (Reuters) - Talks failed.", "JERUSALEM/GAZA", "Oct 3", "Reuters", "Talks", 2020, 10, 3},
        {"(Reuters) - Talks failed.", "", "", "Reuters", "Talks", 0, 0, 0},
        {"ISLAMABAD: Police held four men on Monday.", "ISLAMABAD", "", "", "Police", 0, 0, 0},
        {"ABUJA, Nigeria: The union called off its strike.", "ABUJA, Nigeria", "", "", "The union", 0, 0, 0},
        {"ROCHESTER, N.Y., Feb 26 - Acme Inc said so.", "ROCHESTER, N.Y.", "Feb 26", "", "Acme", 2021, 2, 26},
        {"JAKARTA , Nov. 16 , 2006  (Xinhua)-- Gainers won.", "JAKARTA", "Nov. 16 , 2006", "Xinhua", "Gainers", 2006,
         11, 16},
        {"OSLO, Dec 18 , 2006, 2006 -- The firm sold.", "OSLO", "Dec 18 , 2006, 2006", "", "The firm", 2006, 12, 18},
        {"BANGUI (Oubangui Presse), Monday -- They came.", "BANGUI", "Monday", "Oubangui Presse", "They", 2021, 3, 1},
        {"NEW DELHI, Nov 23. For five nights the lamps burned.", "NEW DELHI", "Nov 23", "", "For five", 2020, 11, 23},
        {"DAKAR, 4 April 2012 (Atlantic Wire Service)", "DAKAR", "4 April 2012", "Atlantic Wire Service", "", 2012, 4,
         4},
        {"VALLETTA, Feb 29 -- The ship docked.", "VALLETTA", "Feb 29", "", "The ship", 2020, 2, 29},
        {"CHITA, September 13. /Baikal Press/. Crews rehearsed.", "CHITA", "September 13", "Baikal Press", "Crews",
         2020, 9, 13},
        {"KATHMANDU, April 13 \xEF\xBF\xBD Needles were laid down.", "KATHMANDU", "April 13", "", "Needles", 2020, 4,
         13},
        {"PORT-AU-PRINCE, Haiti (LNN) \xE2\x80\x94 The airport shut.", "PORT-AU-PRINCE, Haiti", "", "LNN",
         "The airport", 0, 0, 0},
        {"New Delhi: The court heard the case.", "New Delhi", "", "", "The court", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) dateline_is(&cases[i], true);
}

static void ordinary_openings_are_no_datelines(void **state) {
    (void)state;
    static const char *const texts[] = {
        "In Paris, the sides met on Monday.",
        "BAGHDAD is burning, residents said.",
        "Israel - Hamas talks resume in Cairo",
        "NATO said on Friday - after long talks - it would go.",
        "UPDATE 4 - Solo shopfronts burn; families flee",
        "BREAKING: The minister resigned.",
        "UN: The council will meet today.",
        "COVID-19: Cases rise in the north.",
        "Obama: We will go, he said.",
        "Moscow, which denies the charge, said so.",
        "Kabul, Afghanistan is quiet.",
        "Smith (R) won the seat.",
        "The International Criminal Police Organization (ICPO) \xE2\x80\x93 INTERPOL has chosen a chief.",
        "On Monday - the first day - he left.",
        "PROTOCOL OF BRAZZAVILLE -- WHAT EACH HAS TO DO",
        "God Is Not Confused, Makes No Mistakes \xE2\x80\x93 Pastor Speaks",
        "May 5 was a holiday.",
        "",
        "(",
        "-- ",
        "WAR",
        "NOTE: The office is shut."};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) dateline_is(&(expected){.text = texts[i]}, false);
    dateline_is(&(expected){.text = "Russia \xE2\x80\x94 the world's largest country \xE2\x80\x94 is cold."}, true);
}

/* ---- Layout ---- */

/* Headline and paragraphs parted by " | "; a headline begins with "# ". */
static void blocks_are(const char *text, const char *wanted) {
    reading r;
    char out[2048] = "";
    read_bytes(&r, text, strlen(text));
    for (uint32_t b = 0; b < r.doc.block_count; b++) {
        if (b > 0) strcat(out, " | ");
        if (r.doc.blocks[b].kind == BLOCK_TITLE) strcat(out, "# ");
        strncat(out, r.doc.text + r.doc.blocks[b].span.byte_from,
                r.doc.blocks[b].span.byte_to - r.doc.blocks[b].span.byte_from);
    }
    for (char *c = out; *c != '\0'; c++)
        if (*c == '\n') *c = ' ';
    assert_string_equal(out, wanted);
    arena_end(&r.arena);
}

static void paragraphs(void **state) {
    (void)state;
    blocks_are("Minister leaves\n\nKABUL, Feb 3 (AP) - He left.\n\nShe stayed.",
               "# Minister leaves | He left. | She stayed.");
    blocks_are("Minister leaves\nBy Jane Roe\nKABUL \xE2\x80\x94 He left on Monday.\nShe stayed.",
               "# Minister leaves | He left on Monday. | She stayed.");
    blocks_are("He left the country on Monday after a long and weary\nnight of talks with the other side. She stayed "
               "at home\nand slept.\n\nThe end came.",
               "He left the country on Monday after a long and weary night of talks with the other side. She stayed at "
               "home and slept. | The end came.");
    blocks_are("The first paragraph ends here.\nThe second paragraph ends here.\n",
               "The first paragraph ends here. | The second paragraph ends here.");
    blocks_are("Leader steps down\n\nThe leader, who had been nineteen years in office, leaves a legacy of\n\npeace "
               "and order. She rests.\n\n\"we go\"",
               "# Leader steps down | The leader, who had been nineteen years in office, leaves a legacy of  peace and "
               "order. She rests. | \"we go\"");
    blocks_are("Only a headline", "Only a headline");
    blocks_are("\n\n  \n", "");
    blocks_are("Talks begin\n\nJanuary 11, 2006\n\nThe sides met.", "# Talks begin | The sides met.");
    blocks_are("Talks begin\n\nTalks begin\n\nThe sides met.", "# Talks begin | The sides met.");
}

static void what_is_not_the_reports_words(void **state) {
    (void)state;
    blocks_are("Talks begin\n\nBy Jane Roe, Abuja\n\nShare this: Facebook\n\nThe sides met.\n\n(Reporting by Jane Roe; "
               "Editing by John Doe)\n\nENDS",
               "# Talks begin | The sides met.");
    blocks_are("The sides met. (Reporting by Jane Roe)", "The sides met.");
    blocks_are("The sides met.\n\nThey left.\n\n###\n\nAll rights reserved. This may not be copied.",
               "The sides met. | They left.");
    blocks_are("The sides met.\n\nHe spoke by phone (and left).", "The sides met. | He spoke by phone (and left).");
    blocks_are("The sides met.\n\nBy Monday they had left.", "The sides met. | By Monday they had left.");
}

static void source_is(const char *title, const char *wanted) {
    byte_span s = matter_title_source(title, (byte_span){0, (uint32_t)strlen(title)});
    doc d = {.text = title};
    words_are(&d, s, wanted);
}

static void sources_of_headlines(void **state) {
    (void)state;
    source_is("Minister Discusses Security With Envoy - Ministry", "Ministry");
    source_is("Three die in blast \xE2\x80\x93 police", "police");
    source_is("Rebels take the airport - reports", "reports");
    source_is("Court frees leader | Reuters", "Reuters");
    source_is("Armed police take control of town: reports", "reports");
    source_is("Gunmen kill nine in market attack \xE2\x80\x93 Adeyemi", "Adeyemi");
    source_is("Israel - Hamas talks", "");
    source_is("Ethiopia - Eritrea", "");
    source_is("Talks resume in Doha - Day 2", "");
    source_is("Minister: we will go", "");
    source_is("Nothing here", "");
    source_is("-", "");
}

static void the_date_of_publication_comes_from_the_dateline(void **state) {
    (void)state;
    reading r;
    const char *text = "Talks\n\nKABUL, 28 Feb 2021 (AP) - They met.";
    read_bytes(&r, text, strlen(text));
    assert_true(r.doc.published.year == 2021 && r.doc.published.month == 2 && r.doc.published.day == 28 &&
                !r.doc.published_given);
    arena_end(&r.arena);
    const char *yearless = "KABUL, Feb 28 (AP) - They met.";
    read_bytes(&r, yearless, strlen(yearless));
    assert_int_equal(r.doc.published.year, 0);
    assert_int_equal(r.doc.dateline.date.year, 0);
    words_are(&r.doc, r.doc.dateline.date_text, "Feb 28");
    arena_end(&r.arena);
}

static void lists_are_sorted(void **state) {
    (void)state;
    assert_true(names_are_sorted());
    assert_int_equal(names_month("SEPT", 4), 9);
    assert_int_equal(names_weekday("Thurs", 5), 4);
    assert_true(names_is_city("Port-au-Prince", 14) && names_is_agency("Xinhua", 6) && !names_is_agency("Kabul", 5));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings),
        cmocka_unit_test(plain_characters),
        cmocka_unit_test(double_encoding),
        cmocka_unit_test(offsets),
        cmocka_unit_test(a_title_given_comes_first),
        cmocka_unit_test(misuse_and_limits),
        cmocka_unit_test(datelines),
        cmocka_unit_test(ordinary_openings_are_no_datelines),
        cmocka_unit_test(paragraphs),
        cmocka_unit_test(what_is_not_the_reports_words),
        cmocka_unit_test(sources_of_headlines),
        cmocka_unit_test(the_date_of_publication_comes_from_the_dateline),
        cmocka_unit_test(lists_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
