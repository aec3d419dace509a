/* relative.c - patterns that count from the report's day or from the day the story is at. */
#include "when/reading.h"

static bool eat_possessive(scan *s) {
    return eat(s, "'s") || eat(s, "\xe2\x80\x99s");
}

/* "today", "the day before yesterday", "tomorrow night". */
static bool read_day_word(scan *s, reading *r) {
    scan t = *s;
    int extra = 0;
    *r = reading_of(READ_UNIT, "day word");
    scan u = t;
    eat(&u, "the");
    if (eat(&u, "day")) {
        if (eat(&u, "before") && atom_is(scan_peek(&u, 0), "yesterday")) extra = -1, t = u;
        else if (eat(&u, "after") && atom_is(scan_peek(&u, 0), "tomorrow")) extra = 1, t = u;
    }
    r->unit = UNIT_DAY;
    if (eat(&t, "tonight")) r->which = 0, r->part = PART_NIGHT;
    else if (eat(&t, "overnight")) r->which = 0, r->part = PART_NIGHT, r->rule = "overnight";
    else if (eat_class(&t, LEX_DAY_WORD, &r->which)) r->which += extra;
    else return false;
    *s = t;
    return true;
}

/* "this past", "the last", "next", "the following"; the narrative ones count from the story's day. */
static bool eat_which(scan *s, reading *r) {
    static const char *const told[] = {"previous", "preceding", "following", NULL};
    scan t = *s;
    bool the = eat(&t, "the");
    const atom *word = scan_peek(&t, 0);
    if (!eat_class(&t, LEX_WHICH, &r->which)) return false;
    if (atom_is(word, "this") && !the) {
        const atom *second = scan_peek(&t, 0);
        if (atom_is(second, "past") || atom_is(second, "coming")) eat_class(&t, LEX_WHICH, &r->which);
        eat(&t, "very");
        eat(&t, "same");
        eat(&t, "current");
    }
    r->narrative = atom_in(word, told) || (the && atom_is(word, "next"));
    *s = t;
    return true;
}

/* "last week", "this quarter", "the past year", "next weekend". */
static bool read_which_unit(scan *s, reading *r) {
    scan t = *s;
    int unit = 0;
    *r = reading_of(READ_UNIT, "last, this, next");
    if (!eat_which(&t, r)) return false;
    eat(&t, "calendar");
    if (!eat_class(&t, LEX_UNIT, &unit) || atom_class(scan_peek(&t, -1), LEX_UNITS, NULL) || unit < UNIT_NIGHT) return false;
    r->unit = (time_unit)unit;
    r->past = atom_is(scan_peek(&t, -2), "past");
    if (unit == UNIT_NIGHT) r->unit = UNIT_DAY, r->part = PART_NIGHT;
    if (r->narrative) {
        r->kind = READ_SHIFT;
        r->amount = 1;
        r->sign = r->which;
    }
    *s = t;
    return true;
}

/* "this morning", "the next morning", "last evening". */
static bool read_which_part(scan *s, reading *r) {
    scan t = *s;
    int part = 0;
    *r = reading_of(READ_UNIT, "part of a day");
    if (!eat_which(&t, r) || !eat_class(&t, LEX_PART, &part)) return false;
    r->unit = UNIT_DAY;
    r->part = (time_part)part;
    if (r->narrative) {
        r->kind = READ_SHIFT;
        r->amount = 1;
        r->sign = r->which;
    }
    *s = t;
    return true;
}

/* "last Friday", "this past Wednesday", "next March", "the previous Friday". */
static bool read_which_named(scan *s, reading *r) {
    scan t = *s;
    reading lead = reading_of(READ_DATE, "");
    if (!eat_which(&t, &lead)) return false;
    scan u = t;
    int unit = 0;
    if (eat_class(&u, LEX_UNIT, &unit) && unit == UNIT_WEEK && (eat_possessive(&u) || eat(&u, "on"))) t = u;
    if (!read_calendar(&t, r)) return false;
    if (r->weekday == 0 && (r->month == 0 || r->year > 0)) return false;
    r->which = lead.which;
    r->narrative = lead.narrative;
    r->rule = "last, this, next";
    *s = t;
    return true;
}

/* "Monday last week", "Tuesday of this week"; also "Friday next". */
static bool read_named_which(scan *s, reading *r) {
    scan t = *s;
    int unit = 0, which = 0;
    if (!read_calendar(&t, r) || r->weekday == 0 || r->day > 0) return false;
    eat(&t, "of");
    if (!eat_class(&t, LEX_WHICH, &which) || !eat_class(&t, LEX_UNIT, &unit) || unit != UNIT_WEEK) return false;
    r->which = which * 10;           /* tens: the week is named, not the weekday's turn */
    r->rule = "weekday of a week";
    *s = t;
    return true;
}

/* "that day", "the same year", "the day" in the story. */
static bool read_that_unit(scan *s, reading *r) {
    static const char *const told[] = {"that", "same", NULL};
    scan t = *s;
    int unit = 0, part = 0;
    *r = reading_of(READ_SHIFT, "that day");
    eat(&t, "the");
    if (!atom_in(scan_peek(&t, 0), told)) return false;
    t.at++;
    eat(&t, "same");
    eat(&t, "very");
    if (eat_class(&t, LEX_PART, &part)) unit = UNIT_DAY;
    else if (!eat_class(&t, LEX_UNIT, &unit) || atom_class(scan_peek(&t, -1), LEX_UNITS, NULL) || unit < UNIT_NIGHT || unit == UNIT_CENTURY) return false;
    if (unit == UNIT_NIGHT) unit = UNIT_DAY, part = PART_NIGHT;
    r->unit = (time_unit)unit;
    r->part = (time_part)part;
    r->narrative = true;
    *s = t;
    return true;
}

/* "the day before", "the night before", "the following week" apart: told from where the story is. */
static bool read_the_before(scan *s, reading *r) {
    static const char *const closers[] = {",", ".", ";", ":", ")", "''", "\"", "\xe2\x80\x9d", "and", "but", "that", "when", "in", "to", "by", "at", "on", "of", NULL};
    scan t = *s;
    int unit = UNIT_DAY, part = 0;
    *r = reading_of(READ_SHIFT, "the day before");
    if (!eat(&t, "the")) return false;
    if (eat_class(&t, LEX_PART, &part)) unit = UNIT_DAY;
    else if (!eat_class(&t, LEX_UNIT, &unit) || atom_class(scan_peek(&t, -1), LEX_UNITS, NULL) || unit < UNIT_DAY) return false;
    if (eat(&t, "before") || eat(&t, "earlier")) r->sign = -1;
    else if (eat(&t, "after")) r->sign = 1;
    else return false;
    const atom *next = scan_peek(&t, 0);
    if (next != NULL && !atom_in(next, closers)) return false;
    r->amount = 1;
    r->unit = (time_unit)unit;
    r->part = (time_part)part;
    r->narrative = true;
    *s = t;
    return true;
}

/* "at dawn", "by evening", "in the morning", "during the night": on the story's day. */
static bool read_bare_part(scan *s, reading *r) {
    static const char *const leads[] = {"at", "by", "before", "until", "till", "since", "after", "from", NULL};
    static const char *const the_leads[] = {"in", "during", "through", "throughout", NULL};
    scan t = *s;
    int part = 0;
    *r = reading_of(READ_SHIFT, "part of the story's day");
    bool the = eat(&t, "the");
    if (!atom_in(scan_peek(s, -1), the ? the_leads : leads)) return false;
    if (eat(&t, "nightfall") || eat(&t, "sunset") || eat(&t, "sundown")) part = PART_EVENING;
    else if (eat(&t, "sunrise") || eat(&t, "first light")) part = PART_MORNING;
    else if (!eat_class(&t, LEX_PART, &part) || (!the && part == PART_NIGHT)) return false;
    if (atom_is(scan_peek(&t, 0), "of") || atom_is(scan_peek(&t, 0), "-")) return false;
    r->unit = UNIT_DAY;
    r->part = (time_part)part;
    r->narrative = true;
    *s = t;
    return true;
}

/* "the quarter", "the weekend", "the month", "the full year": the one the report is about. */
static bool read_the_unit(scan *s, reading *r) {
    scan t = *s;
    int unit = 0;
    *r = reading_of(READ_UNIT, "the unit");
    if (!eat(&t, "the")) return false;
    bool full = eat(&t, "full") || eat(&t, "latest");
    if (full && eat(&t, "period")) unit = UNIT_QUARTER;
    else if (!eat_class(&t, LEX_UNIT, &unit) || atom_class(scan_peek(&t, -1), LEX_UNITS, NULL)) return false;
    const atom *next = scan_peek(&t, 0), *before = scan_peek(s, -1);
    bool of = atom_is(before, "of") || atom_is(before, "in") || atom_is(before, "during") || atom_is(before, "for");
    if (unit != UNIT_QUARTER && unit != UNIT_WEEKEND && !full && !(of && (unit == UNIT_YEAR || unit == UNIT_MONTH || unit == UNIT_WEEK))) return false;
    if (atom_is(next, "of") || atom_is(next, "when") || atom_is(next, "before") || atom_is(next, "after") || atom_is(next, "-")) return false;
    r->unit = (time_unit)unit;
    r->which = 0;
    *s = t;
    return true;
}

/* "the week of March 6", "the weekend of ...". */
static bool read_unit_of(scan *s, reading *r) {
    scan t = *s;
    int unit = 0;
    eat(&t, "the");
    if (!eat_class(&t, LEX_UNIT, &unit) || (unit != UNIT_WEEK && unit != UNIT_WEEKEND)) return false;
    if (!eat(&t, "of") && !eat(&t, "ending") && !eat(&t, "beginning") && !eat(&t, "ended")) return false;
    if (!read_calendar(&t, r) || r->day == 0) return false;
    r->unit = (time_unit)unit;
    r->rule = "week of a day";
    *s = t;
    return true;
}

/* "earlier in the week", "later in the year", "earlier in the day". */
static bool read_within(scan *s, reading *r) {
    scan t = *s;
    int mod = 0, unit = 0, which = 0;
    *r = reading_of(READ_UNIT, "within the unit");
    if (!eat_class(&t, LEX_MOD, &mod) || !eat(&t, "in")) return false;
    if (!eat(&t, "the") && !eat_class(&t, LEX_WHICH, &which)) return false;
    if (!eat_class(&t, LEX_UNIT, &unit) || unit < UNIT_DAY || atom_class(scan_peek(&t, -1), LEX_UNITS, NULL)) return false;
    r->unit = (time_unit)unit;
    r->which = which;
    r->mod = (time_mod)mod;
    *s = t;
    return true;
}

/* "year-earlier", "the year-ago quarter", "the corresponding period last year". */
static bool read_year_ago(scan *s, reading *r) {
    scan t = *s;
    int unit = 0;
    *r = reading_of(READ_SHIFT, "a year ago");
    eat(&t, "the");
    if (!eat(&t, "comparable")) eat(&t, "corresponding");
    if (!eat(&t, "year") || !eat_dash(&t) || (!eat(&t, "ago") && !eat(&t, "earlier"))) return false;
    scan u = t;
    int quarter = 0;
    if (eat_ordinal(&u, 4, &quarter)) eat_dash(&u);
    if ((eat_class(&u, LEX_UNIT, &unit) && unit == UNIT_QUARTER) || eat(&u, "period")) t = u, r->of_quarter = unit == UNIT_QUARTER;
    r->unit = UNIT_YEAR;
    r->amount = 1;
    r->sign = -1;
    r->narrative = true;
    r->quarter = quarter;
    *s = t;
    return true;
}

bool read_relative(scan *s, reading *r) {
    return read_day_word(s, r) || read_which_named(s, r) || read_named_which(s, r) || read_which_part(s, r) || read_which_unit(s, r) ||
           read_that_unit(s, r) || read_unit_of(s, r) || read_within(s, r) || read_year_ago(s, r) || read_the_before(s, r) ||
           read_the_unit(s, r) || read_bare_part(s, r);
}
