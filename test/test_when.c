/* test_when.c - time expressions on texts, calendars, and the dates that events take. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/status.h"
#include "handmade.h"
#include "text/text.h"
#include "when/attach.h"
#include "when/find.h"
#include "when/holidays.h"
#include "when/lexicon.h"

/* ---- texts -------------------------------------------------------------------------------------------------------- */

static doc read_text(arena *a, const char *text, const char *published) {
    arena scratch;
    doc d = {.arena = a, .text = text, .text_bytes = (uint32_t)strlen(text)};
    block *b = ARENA_PUSH(a, d.blocks, d.block_count, d.block_capacity);
    assert_non_null(b);
    *b = (block){{0, d.text_bytes}, BLOCK_PARAGRAPH};
    d.published = civil_read(published, strlen(published));
    arena_begin(&scratch, acta__malloc(), 4096);
    assert_int_equal(text_read(&d, NULL), ACTA_OK);
    assert_int_equal(when_find(&d, &scratch, NULL), ACTA_OK);
    arena_end(&scratch);
    return d;
}

static void same_day(civil_date day, const char *expected, const char *text) {
    char written[48];
    snprintf(written, sizeof written, "%04d-%02d-%02d", day.year, day.month, day.day);
    if (strcmp(day.year == 0 ? "" : written, expected) != 0) fail_msg("'%s': %s instead of %s", text, written, expected);
}

/* The only expression of the text, published on 28 February 2021, a Sunday. */
static void one(const char *text, const char *words, timex_type type, const char *value, const char *from, const char *to) {
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = read_text(&a, text, "2021-02-28");
    if (d.time_count != 1) fail_msg("'%s': %u expressions", text, d.time_count);
    const timex *t = &d.times[0];
    uint32_t at = d.words[t->words.word_from].span.byte_from, end = d.words[t->words.word_to - 1].span.byte_to;
    if (end - at != strlen(words) || memcmp(text + at, words, end - at) != 0) fail_msg("'%s': found '%.*s'", text, (int)(end - at), text + at);
    assert_string_equal(t->value, value);
    assert_int_equal(t->type, type);
    same_day(t->from, from, text);
    same_day(t->to, to, text);
    arena_end(&a);
}

static void none(const char *text) {
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = read_text(&a, text, "2021-02-28");
    if (d.time_count != 0) fail_msg("'%s': found %s", text, d.times[0].value);
    arena_end(&a);
}

static void test_named_days(void **state) {
    (void)state;
    one("It was signed on September 12, 1997 in Oslo.", "September 12, 1997", TIMEX_DATE, "1997-09-12", "1997-09-12", "1997-09-12");
    one("It was signed on 12 Sept 1997 in Oslo.", "12 Sept 1997", TIMEX_DATE, "1997-09-12", "1997-09-12", "1997-09-12");
    one("It was signed on 28th February, 2021.", "28th February, 2021", TIMEX_DATE, "2021-02-28", "2021-02-28", "2021-02-28");
    one("Published 2006-11-01 in Geneva.", "2006-11-01", TIMEX_DATE, "2006-11-01", "2006-11-01", "2006-11-01");
    one("Received 11/01/06 by fax.", "11/01/06", TIMEX_DATE, "2006-11-01", "2006-11-01", "2006-11-01");
    one("Received 31.12.1999 by fax.", "31.12.1999", TIMEX_DATE, "1999-12-31", "1999-12-31", "1999-12-31");
    one("They met on the 9th of May, 1945.", "the 9th of May, 1945", TIMEX_DATE, "1945-05-09", "1945-05-09", "1945-05-09");
    one("Talks were held on January 14.", "January 14", TIMEX_DATE, "2021-01-14", "2021-01-14", "2021-01-14");
    one("Talks will be held on April 3.", "April 3", TIMEX_DATE, "2021-04-03", "2021-04-03", "2021-04-03");
    one("Delegations sat down on 16 and 17 February.", "16 and 17 February", TIMEX_DATE, "2021-02-16", "2021-02-16", "2021-02-17");
    one("The shah left; the army fell on 22 Bahman 1357.", "22 Bahman 1357", TIMEX_DATE, "1979-02-11", "1979-02-11", "1979-02-11");
    one("Pilgrims were shot on 10 Muharram 1425.", "10 Muharram 1425", TIMEX_DATE, "2004-03-02", "2004-03-02", "2004-03-02");
}

static void test_weekdays(void **state) {
    (void)state;
    one("Sadat arrived on Wednesday.", "Wednesday", TIMEX_DATE, "2021-02-24", "2021-02-24", "2021-02-24");
    one("Sadat arrived on Sunday.", "Sunday", TIMEX_DATE, "2021-02-28", "2021-02-28", "2021-02-28");
    one("Sadat will arrive on Wednesday.", "Wednesday", TIMEX_DATE, "2021-03-03", "2021-03-03", "2021-03-03");
    one("Troops left last Friday.", "last Friday", TIMEX_DATE, "2021-02-26", "2021-02-26", "2021-02-26");
    one("Troops left last Sunday.", "last Sunday", TIMEX_DATE, "2021-02-21", "2021-02-21", "2021-02-21");
    one("Troops left this past Wednesday.", "this past Wednesday", TIMEX_DATE, "2021-02-24", "2021-02-24", "2021-02-24");
    one("Troops leave next Tuesday.", "next Tuesday", TIMEX_DATE, "2021-03-02", "2021-03-02", "2021-03-02");
    one("He spoke on Tuesday night.", "Tuesday night", TIMEX_TIME, "2021-02-23TNI", "2021-02-23", "2021-02-23");
    one("They rally on Mondays.", "Mondays", TIMEX_SET, "XXXX-WXX-1", "", "");
}

static void test_units(void **state) {
    (void)state;
    one("They met last week.", "last week", TIMEX_DATE, "2021-W07", "2021-02-21", "2021-02-27");
    one("Prices fell earlier this month.", "earlier this month", TIMEX_DATE, "2021-02", "2021-02-01", "2021-02-28");
    one("He resigned Last February.", "Last February", TIMEX_DATE, "2020-02", "2020-02-01", "2020-02-29");
    one("It grew in the first half of 2005.", "the first half of 2005", TIMEX_DATE, "2005-H1", "2005-01-01", "2005-06-30");
    one("It grew in Q3 2019.", "Q3 2019", TIMEX_DATE, "2019-Q3", "2019-07-01", "2019-09-30");
    one("War raged in the mid-1980s.", "the mid-1980s", TIMEX_DATE, "198", "1980-01-01", "1989-12-31");
    one("Borders of the 19th century.", "the 19th century", TIMEX_DATE, "18", "1800-01-01", "1899-12-31");
    one("It was built in 1998.", "1998", TIMEX_DATE, "1998", "1998-01-01", "1998-12-31");
    one("They met at the weekend.", "the weekend", TIMEX_DATE, "2021-W08-WE", "2021-02-27", "2021-02-28");
    one("He died the winter of 1994.", "the winter of 1994", TIMEX_DATE, "1994-WI", "1994-12-01", "1995-02-28");
    one("All troops will have left by the end of July.", "the end of July", TIMEX_DATE, "2021-07", "2021-07-31", "2021-07-31");
    one("They accused each other Sunday of lying.", "Sunday", TIMEX_DATE, "2021-02-28", "2021-02-28", "2021-02-28");
    one("They spoke in the United States Friday.", "Friday", TIMEX_DATE, "2021-02-26", "2021-02-26", "2021-02-26");
    one("They would defy Wednesday's ruling.", "Wednesday", TIMEX_DATE, "2021-02-24", "2021-02-24", "2021-02-24");
    one("They would attend Wednesday's summit.", "Wednesday", TIMEX_DATE, "2021-03-03", "2021-03-03", "2021-03-03");
    one("They let it begin as planned Friday.", "Friday", TIMEX_DATE, "2021-02-26", "2021-02-26", "2021-02-26");
    one("The offer had been due to expire Friday.", "Friday", TIMEX_DATE, "2021-02-26", "2021-02-26", "2021-02-26");
    one("Until Friday, they had not spoken.", "Friday", TIMEX_DATE, "2021-02-26", "2021-02-26", "2021-02-26");
    one("A rally for Friday was cancelled.", "Friday", TIMEX_DATE, "2021-02-26", "2021-02-26", "2021-02-26");
    one("They could leave the city of Lira, they wrote, as soon as Friday.", "Friday", TIMEX_DATE, "2021-03-05", "2021-03-05", "2021-03-05");
    one("They called a strike for Friday.", "Friday", TIMEX_DATE, "2021-03-05", "2021-03-05", "2021-03-05");
    one("They left two years ago.", "two years ago", TIMEX_DATE, "2019", "2019-01-01", "2019-12-31");
    one("They left ten days ago.", "ten days ago", TIMEX_DATE, "2021-02-18", "2021-02-18", "2021-02-18");
    one("They have held the port in recent months.", "recent months", TIMEX_DURATION, "PXM", "", "");
    one("Shelling went on overnight.", "overnight", TIMEX_TIME, "2021-02-27TNI", "2021-02-27", "2021-02-28");
    one("He came yesterday.", "yesterday", TIMEX_DATE, "2021-02-27", "2021-02-27", "2021-02-27");
}

static void test_lengths(void **state) {
    (void)state;
    one("He began a three-day visit.", "three-day", TIMEX_DURATION, "P3D", "", "");
    one("It broke two weeks after the ceasefire.", "two weeks", TIMEX_DURATION, "P2W", "", "");
    one("Talks lasted twenty-four hours.", "twenty-four hours", TIMEX_DURATION, "PT24H", "", "");
    one("It took 2 1/2 years.", "2 1/2 years", TIMEX_DURATION, "P2Y6M", "", "");
    one("It lasted several weeks.", "several weeks", TIMEX_DURATION, "PXW", "", "");
    one("Rain fell over the past ten days.", "the past ten days", TIMEX_DURATION, "P10D", "2021-02-18", "2021-02-28");
    one("They meet every two weeks.", "every two weeks", TIMEX_SET, "P2W", "", "");
    one("The daily flight was full.", "daily", TIMEX_SET, "P1D", "", "");
    one("He is now in Rome.", "now", TIMEX_DATE, "PRESENT_REF", "", "");
    none("The 32-year-old was held.");
}

static void test_clocks(void **state) {
    (void)state;
    one("It blew up at 10:30 a.m. local time on Tuesday.", "10:30 a.m. local time on Tuesday", TIMEX_TIME, "2021-02-23T10:30", "2021-02-23", "2021-02-23");
    one("It blew up at 0900 GMT.", "0900 GMT", TIMEX_TIME, "2021-02-28T09:00Z", "2021-02-28", "2021-02-28");
    one("It blew up at noon Thursday.", "noon Thursday", TIMEX_TIME, "2021-02-25T12:00", "2021-02-25", "2021-02-25");
}

static void test_feasts(void **state) {
    (void)state;
    one("They met at Easter 2019.", "Easter 2019", TIMEX_DATE, "2019-04-21", "2019-04-21", "2019-04-21");
    one("Guns fell silent on Christmas Day.", "Christmas Day", TIMEX_DATE, "2020-12-25", "2020-12-25", "2020-12-25");
    one("Guns fell silent at Nowruz 2018.", "Nowruz 2018", TIMEX_DATE, "2018-03-21", "2018-03-21", "2018-03-21");
    one("They fought through Ramadan 2019.", "Ramadan 2019", TIMEX_DATE, "2019-05-06", "2019-05-06", "2019-06-03");
    one("They met at Eid al-Adha 2005.", "Eid al-Adha 2005", TIMEX_DATE, "2005-01-21", "2005-01-21", "2005-01-24");
    none("The vice president, Yassin Ramadan, spoke since the fall of Kabul in the 6th century B.C. ruins.");
    one("They marched on Thanksgiving Day.", "Thanksgiving Day", TIMEX_DATE, "2020-11-26", "2020-11-26", "2020-11-26");
}

static void test_no_dates(void **state) {
    (void)state;
    none("Form 0000-13-45 was lost.");
    none("On 31 February the clerk erred.");
    none("On 29 February 2021 the clerk erred.");
    none("He paid $1998 to 2,000 people.");
    none("They may march against the army.");
    none("Some 1998 people came.");
    none("");
    one("The charter ends 9999-12-31.", "9999-12-31", TIMEX_DATE, "9999-12-31", "9999-12-31", "9999-12-31");
}

/* Without a day to count from, nothing relative gets an interval, and nothing breaks. */
static void test_no_report_day(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = read_text(&a, "On Friday, last week, two years ago, today, at the weekend, the third quarter, in May, at noon, on March 3, last Christmas, "
                          "this summer, in the past week, a day earlier, the 25th, in the '80s, in 1994.", "");
    assert_true(d.time_count > 10);
    for (uint32_t i = 0; i < d.time_count; i++) {
        assert_non_null(d.times[i].value);
        if (d.times[i].from.year != 0) assert_true(d.times[i].from.year == 1994 || d.times[i].from.year == 1980);
    }
    arena_end(&a);
}

/* At both ends of the calendar the arithmetic gives no date, never a wrong one. */
static void test_ends_of_time(void **state) {
    (void)state;
    static const char *const days[] = {"0001-01-01", "9999-12-31", "0001-01-03", "9999-12-30", NULL};
    for (const char *const *day = days; *day != NULL; day++) {
        arena a;
        arena_begin(&a, acta__malloc(), 4096);
        doc d = read_text(&a, "On Monday and Sunday, last week, next week, 9,999 years ago, 400 years later, last winter, next month, two centuries ago, "
                              "this weekend, last Ramadan, next Easter, in the past 5000 days, a year earlier, the year-ago quarter, next quarter.", *day);
        for (uint32_t i = 0; i < d.time_count; i++) {
            const timex *t = &d.times[i];
            if (t->from.year == 0) continue;
            assert_true(civil_valid(t->from.year, t->from.month, t->from.day) && civil_valid(t->to.year, t->to.month, t->to.day));
            assert_true(civil_compare(t->from, t->to) <= 0);
        }
        arena_end(&a);
    }
}

/* Any words in any order: no overlap, in order, no crash. Seeded. */
static void test_random_words(void **state) {
    (void)state;
    static const char *const words[] = {"the", "last", "next", "week", "Friday", "March", "3", "1998", "'80s", "-", "ago", "two", "hundred", "a", "half", "of", "and", "to", ",",
                                        "quarter", "year", "night", "10:30", "a.m.", "every", "early", "mid-", "end", "fiscal", "day", "before", "May", "31", "Ramadan", "1/2",
                                        "2006-11-01", "the", "Sept.", "28th", "in", "by", "several", "years", "-old", "GMT", "0900", "Q3", "nineteen", "ninety-six", "2000s"};
    uint32_t seed = 20210228;
    for (int round = 0; round < 3000; round++) {
        char text[400] = "";
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, words[(seed >> 12) % (sizeof words / sizeof *words)]);
            strcat(text, (seed >> 9) % 5 == 0 ? "" : " ");
        }
        arena a;
        arena_begin(&a, acta__malloc(), 4096);
        doc d = read_text(&a, text, "2021-02-28");
        for (uint32_t i = 0; i < d.time_count; i++) {
            assert_true(d.times[i].words.word_from < d.times[i].words.word_to);
            if (i > 0) assert_true(d.times[i - 1].words.word_from <= d.times[i].words.word_from);
        }
        arena_end(&a);
    }
}

/* ---- calendars ------------------------------------------------------------------------------------------------------ */

static void test_calendars(void **state) {
    (void)state;
    for (int64_t n = -719162; n <= 2932896; n += 97) assert_int_equal(civil_number(civil_from_number(n)), n);
    assert_int_equal(civil_from_number(-719163).year, 0);
    assert_int_equal(civil_from_number(2932897).year, 0);
    assert_false(civil_valid(0, 1, 1));
    assert_false(civil_valid(10000, 1, 1));
    assert_false(civil_valid(1900, 2, 29));
    assert_true(civil_valid(2000, 2, 29));
    assert_int_equal(civil_read("2021-02-29", 10).year, 0);
    assert_int_equal(civil_read("2021-2-28", 9).year, 0);
    assert_int_equal(civil_read("0000-13-45", 10).year, 0);
    same_day(civil_add_months(civil_make(2021, 1, 31), 1), "2021-02-28", "a month on");
    same_day(civil_easter(2000), "2000-04-23", "Easter");
    same_day(civil_orthodox_easter(2021), "2021-05-02", "Orthodox Easter");
    int iso_year = 0;
    assert_int_equal(civil_iso_week(civil_make(2021, 1, 1), &iso_year), 53);
    assert_int_equal(iso_year, 2020);
}

static void test_lexicon_is_sorted(void **state) {
    (void)state;
    size_t count = 0;
    const lex_entry *all = time_lexicon_all(&count);
    for (size_t i = 1; i < count; i++)
        if (strcmp(all[i - 1].word, all[i].word) > 0) fail_msg("'%s' stands before '%s'", all[i - 1].word, all[i].word);
    for (size_t i = 0; i < count; i++) {
        uint32_t entries = 0;
        assert_non_null(time_lexicon_find(all[i].word, strlen(all[i].word), &entries));
    }
}

/* ---- events --------------------------------------------------------------------------------------------------------- */

static event *event_on(doc *d, uint32_t word, plover_type type) {
    trigger_at(d, word, type, 0.9f);
    event *e = ARENA_PUSH(d->arena, d->events, d->event_count, d->event_capacity);
    event_mention *m = ARENA_PUSH(d->arena, e->mentions, e->mention_count, e->mention_capacity);
    *m = (event_mention){d->trigger_count - 1, d->words[word].span};
    e->type = type;
    e->time = e->place = NONE;
    return e;
}

static const char *const meeting =
    "Ministers minister NOUN NNS 2 nsubj\n"
    "met meet VERB VBD 0 root\n"
    "in in ADP IN 4 case\n"
    "Geneva Geneva PROPN NNP 2 obl\n"
    "on on ADP IN 6 case\n"
    "Wednesday Wednesday PROPN NNP 2 obl\n"
    "and and CCONJ CC 8 cc\n"
    "signed sign VERB VBD 2 conj\n"
    "a a DET DT 10 det\n"
    "truce truce NOUN NN 8 obj\n"
    "in in ADP IN 12 case\n"
    "1994 1994 NUM CD 8 obl\n"
    ". . PUNCT . 2 punct\n";

static void find_times(doc *d, arena *a) {
    arena scratch;
    (void)a;
    arena_begin(&scratch, acta__malloc(), 4096);
    assert_int_equal(when_find(d, &scratch, NULL), ACTA_OK);
    arena_end(&scratch);
}

static void test_parse_attaches(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a, meeting);
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    event_on(&d, word_at(&d, "met", 0), TYPE_CONSULT);
    event_on(&d, word_at(&d, "truce", 0), TYPE_SUPPORT);
    d.events[1].status = REALITY_ACTUAL;
    when_attach(&d, 0.5f);
    same_day(d.events[0].from, "2021-02-24", "met");
    assert_int_equal(d.events[0].grain, GRAIN_DAY);
    same_day(d.events[1].from, "1994-01-01", "truce");
    same_day(d.events[1].to, "1994-12-31", "truce");
    assert_int_equal(d.events[1].status, REALITY_HISTORICAL);
    assert_int_equal(d.events[0].status, REALITY_ACTUAL);
    arena_end(&a);
}

static void test_model_overrules(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a, meeting);
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    event_on(&d, word_at(&d, "met", 0), TYPE_CONSULT);
    role_at(&d, &d.triggers[0], word_at(&d, "1994", 0), ROLE_DATE, 0.9f);
    when_attach(&d, 0.5f);
    same_day(d.events[0].from, "1994-01-01", "met");
    arena_end(&a);
}

/* "agreed to talks on Friday" is about the coming Friday, "agreed on Friday" about the last. */
static void test_plans(void **state) {
    (void)state;
    static const char *const talks = "They they PRON PRP 2 nsubj\nagreed agree VERB VBD 0 root\nto to ADP IN 4 case\ntalks talk NOUN NNS 2 obl\n"
                                     "on on ADP IN 6 case\nFriday Friday PROPN NNP 4 nmod\n. . PUNCT . 2 punct\n\n"
                                     "They they PRON PRP 2 nsubj\nagreed agree VERB VBD 0 root\non on ADP IN 4 case\nFriday Friday PROPN NNP 2 obl\n. . PUNCT . 2 punct\n";
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a, talks);
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    for (int n = 0; n < 2; n++) {
        event_on(&d, word_at(&d, "agreed", n), TYPE_AGREE);
        role_at(&d, &d.triggers[n], word_at(&d, "Friday", n), ROLE_DATE, 0.9f);
    }
    when_attach(&d, 0.5f);
    same_day(d.events[0].from, "2021-03-05", "talks on Friday");
    same_day(d.events[1].from, "2021-02-26", "agreed on Friday");
    arena_end(&a);
}

static const char *const story =
    "# title\n"
    "Police police NOUN NN 2 nsubj\nstorm storm VERB VBP 0 root\nhotel hotel NOUN NN 2 obj\n\n"
    "Police police NOUN NN 2 nsubj\nstormed storm VERB VBD 0 root\na a DET DT 4 det\nhotel hotel NOUN NN 2 obj\non on ADP IN 6 case\n"
    "Friday Friday PROPN NNP 4 nmod\nand and CCONJ CC 8 cc\nbeat beat VERB VBD 2 conj\nguests guest NOUN NNS 8 obj\n. . PUNCT . 2 punct\n\n"
    "They they PRON PRP 2 nsubj\narrested arrest VERB VBD 0 root\nten ten NUM CD 2 obj\n. . PUNCT . 2 punct\n\n"
    "Rebels rebel NOUN NNS 3 nsubj\nhad have AUX VBD 3 aux\nattacked attack VERB VBN 0 root\nit it PRON PRP 3 obj\n. . PUNCT . 3 punct\n\n"
    "Ministers minister NOUN NNS 2 nsubj\ndenied deny VERB VBD 0 root\nit it PRON PRP 2 obj\n. . PUNCT . 2 punct\n";

/* Verbs in one row have one day, a story goes on in the plain past, a headline tells what its text tells. */
static void test_one_day(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a, story);
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    event_on(&d, word_at(&d, "stormed", 0), TYPE_COERCE);
    event_on(&d, word_at(&d, "beat", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "arrested", 0), TYPE_COERCE);
    event_on(&d, word_at(&d, "attacked", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "denied", 0), TYPE_REJECT);
    event_on(&d, word_at(&d, "storm", 0), TYPE_COERCE);
    role_at(&d, &d.triggers[0], word_at(&d, "Friday", 0), ROLE_DATE, 0.9f);
    role_at(&d, &d.triggers[1], word_at(&d, "Friday", 0), ROLE_DATE, 0.1f);
    when_attach(&d, 0.5f);
    same_day(d.events[0].from, "2021-02-26", "stormed");
    same_day(d.events[1].from, "2021-02-26", "beat, in one row");
    same_day(d.events[2].from, "2021-02-26", "arrested, the story goes on");
    assert_int_equal(d.events[3].from.year, 0);              /* had attacked: before */
    assert_int_equal(d.events[4].from.year, 0);              /* another actor speaks */
    same_day(d.events[5].from, "2021-02-26", "the headline");
    arena_end(&a);
}

/* "fighting since the army took power in July": the fighting lasts, the taking does not. */
static void test_since(void **state) {
    (void)state;
    static const char *const lines =
        "Fighting fighting NOUN NN 2 nsubj\nspread spread VERB VBD 0 root\nsince since SCONJ IN 6 mark\nthe the DET DT 5 det\narmy army NOUN NN 6 nsubj\n"
        "seized seize VERB VBD 2 advcl\npower power NOUN NN 6 obj\nin in ADP IN 9 case\nJanuary January PROPN NNP 6 obl\n. . PUNCT . 2 punct\n\n"
        "They they PRON PRP 2 nsubj\nagreed agree VERB VBD 0 root\non on ADP IN 4 case\nFriday Friday PROPN NNP 6 obl\nto to PART TO 6 mark\n"
        "talk talk VERB VB 2 xcomp\n. . PUNCT . 2 punct\n";
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a, lines);
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    event_on(&d, word_at(&d, "spread", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "seized", 0), TYPE_COERCE);
    event_on(&d, word_at(&d, "agreed", 0), TYPE_AGREE);
    for (int n = 0; n < 2; n++) role_at(&d, &d.triggers[n], word_at(&d, "January", 0), ROLE_DATE, 0.9f);
    role_at(&d, &d.triggers[2], word_at(&d, "Friday", 0), ROLE_DATE, 0.9f);
    when_attach(&d, 0.5f);
    same_day(d.events[0].to, "2021-02-28", "spread since");
    same_day(d.events[1].to, "2021-01-31", "seized");
    same_day(d.events[2].from, "2021-02-26", "agreed on Friday to talk");
    arena_end(&a);
}

/* "should name the Dec. 14 killers" looks ahead, the killing does not; a summit may; "arrived" is past whatever its tag. */
static void test_named_by_their_day(void **state) {
    (void)state;
    static const char *const lines =
        "It it PRON PRP 3 nsubj\nshould should AUX MD 3 aux\nprobe probe VERB VB 0 root\nthe the DET DT 7 det\nDecember December PROPN NNP 7 compound\n"
        "14 14 NUM CD 5 nummod\nmassacre massacre NOUN NN 3 obj\n\n"
        "It it PRON PRP 3 nsubj\nshould should AUX MD 3 aux\nopen open VERB VB 0 root\nthe the DET DT 7 det\nMarch March PROPN NNP 7 compound\n"
        "14 14 NUM CD 5 nummod\nsummit summit NOUN NN 3 obj\n\n"
        "They they PRON PRP 2 nsubj\narrived arrive VERB VBP 0 root\non on ADP IN 4 case\nFriday Friday PROPN NNP 2 obl\n";
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a, lines);
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    assert_int_equal(d.time_count, 3);
    same_day(d.times[0].from, "2020-12-14", "the massacre");
    same_day(d.times[1].from, "2021-03-14", "the summit");
    same_day(d.times[2].from, "2021-02-26", "arrived");
    arena_end(&a);
}

static void test_ranges(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a,
             "They they PRON PRP 2 nsubj\nfought fight VERB VBD 0 root\nfrom from ADP IN 4 case\nMarch March PROPN NNP 2 obl\n3 3 NUM CD 4 nummod\n"
             "to to ADP IN 7 case\n7 7 NUM CD 2 obl\n, , PUNCT , 2 punct\n1994 1994 NUM CD 7 nummod\n. . PUNCT . 2 punct\n\n"
             "It it PRON PRP 2 nsubj\nraged rage VERB VBD 0 root\nsince since ADP IN 4 case\nMonday Monday PROPN NNP 2 obl\n. . PUNCT . 2 punct\n");
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    event_on(&d, word_at(&d, "fought", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "raged", 0), TYPE_ASSAULT);
    when_attach(&d, 0.5f);
    same_day(d.events[0].from, "1994-03-03", "from");
    same_day(d.events[0].to, "1994-03-07", "to");
    same_day(d.events[1].from, "2021-02-22", "since");
    same_day(d.events[1].to, "2021-02-28", "since");
    arena_end(&a);
}

/* A noun beside a plain past verb goes on with the story; a headline without its like in the lead has the day of what is of its class there. */
static void test_nouns_and_headlines(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 4096);
    doc d = {.arena = &a};
    handmade(&d, &a,
             "# title\nPolice police NOUN NNS 2 nsubj\nseize seize VERB VBP 0 root\nhall hall NOUN NN 2 obj\nafter after ADP IN 5 case\npraise praise NOUN NN 2 obl\n\n"
             "# paragraph\nPolice police NOUN NNS 2 nsubj\nfired fire VERB VBD 0 root\non on ADP IN 4 case\nguests guest NOUN NNS 2 obl\non on ADP IN 6 case\n"
             "Friday Friday PROPN NNP 2 obl\n. . PUNCT . 2 punct\n\n"
             "The the DET DT 2 det\nattack attack NOUN NN 3 nsubj\nhurt hurt VERB VBD 0 root\nten ten NUM CD 3 obj\n. . PUNCT . 3 punct\n\n"
             "The the DET DT 2 det\nblast blast NOUN NN 3 nsubj\nhurts hurt VERB VBZ 0 root\nten ten NUM CD 3 obj\n. . PUNCT . 3 punct\n");
    d.published = civil_make(2021, 2, 28);
    find_times(&d, &a);
    event_on(&d, word_at(&d, "fired", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "attack", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "blast", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "seize", 0), TYPE_COERCE);
    event_on(&d, word_at(&d, "praise", 0), TYPE_SUPPORT);
    role_at(&d, &d.triggers[0], word_at(&d, "Friday", 0), ROLE_DATE, 0.9f);
    when_attach(&d, 0.5f);
    same_day(d.events[0].from, "2021-02-26", "fired");
    same_day(d.events[1].from, "2021-02-26", "the attack hurt");
    assert_int_equal(d.events[2].from.year, 0);              /* the present tells of no day */
    same_day(d.events[3].from, "2021-02-26", "the headline, told by another type");
    assert_int_equal(d.events[4].from.year, 0);              /* friendly words are another matter */
    arena_end(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_named_days), cmocka_unit_test(test_weekdays), cmocka_unit_test(test_units), cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_clocks), cmocka_unit_test(test_feasts), cmocka_unit_test(test_no_dates), cmocka_unit_test(test_no_report_day),
        cmocka_unit_test(test_ends_of_time), cmocka_unit_test(test_random_words), cmocka_unit_test(test_calendars), cmocka_unit_test(test_lexicon_is_sorted),
        cmocka_unit_test(test_parse_attaches), cmocka_unit_test(test_model_overrules), cmocka_unit_test(test_ranges), cmocka_unit_test(test_named_by_their_day), cmocka_unit_test(test_plans), cmocka_unit_test(test_one_day), cmocka_unit_test(test_nouns_and_headlines), cmocka_unit_test(test_since),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
