/* calendar.c - patterns that name months, days, weekdays and years. */
#include <string.h>

#include "when/reading.h"

static const char *const before_date[] = {
    "in", "on", "since", "until", "till", "by", "of", "from", "to", "between", "through", "during", "before", "after",
    "early", "late", "mid", "last", "next", "this", "the", "and", "for", "around", "about", "every", "each", "over", "-", NULL};

/* ---- months ------------------------------------------------------------------------------------------------- */

/* "may", "march", "sat", "dec": words of other use need a capital and a neighbour that belongs to a date. */
static bool month_is_doubtful(const atom *a) {
    static const char *const doubtful[] = {"may", "march", "mar", "jan", "dec", "sep", "apr", "jun", "jul", "nov", "oct", "aug", "feb", NULL};
    return atom_in(a, doubtful);
}

static bool beside_number(const scan *s, int ahead) {
    const atom *next = scan_peek(s, ahead + 1), *before = scan_peek(s, ahead - 1);
    if (atom_is(next, ".") || atom_is(next, "the")) next = scan_peek(s, ahead + 2);
    if (next != NULL && (next->form == NUMBER_PLAIN || next->form == NUMBER_ORDINAL)) return true;
    if (atom_is(next, ",")) next = scan_peek(s, ahead + 2);
    if (next != NULL && next->form == NUMBER_PLAIN && next->digits == 4) return true;
    if (atom_is(before, "of")) before = scan_peek(s, ahead - 2);
    return before != NULL && (before->form == NUMBER_PLAIN || before->form == NUMBER_ORDINAL || atom_class(before, LEX_ORDINAL, NULL)) && before->number <= 31;
}

/* "in May", "last March", "April and May"; "Jan" and "Dec" need a number. */
static bool doubtful_month_fits(const scan *s) {
    static const char *const words[] = {"may", "march", NULL};
    const atom *before = scan_peek(s, -1);
    if (!atom_in(scan_peek(s, 0), words)) return false;
    if (atom_is(before, "and") || atom_is(before, "or") || atom_is(before, "to")) return atom_class(scan_peek(s, -2), LEX_MONTH, NULL);
    return atom_in(before, before_date) && !atom_is(before, "the") && !atom_is(before, "-");
}

static bool eat_month(scan *s, int *month) {
    const atom *a = scan_peek(s, 0);
    if (!atom_class(a, LEX_MONTH, month) || !a->capital) return false;
    if (month_is_doubtful(a) && !beside_number(s, 0) && !doubtful_month_fits(s)) return false;
    s->at++;
    const atom *dot = scan_peek(s, 0), *next = scan_peek(s, 1);
    if (a->bytes <= 4 && atom_is(dot, ".") && next != NULL && next->form == NUMBER_PLAIN) s->at++;
    return true;
}

static bool eat_weekday(scan *s, int *weekday) {
    const atom *a = scan_peek(s, 0), *next = scan_peek(s, 1);
    if (!atom_class(a, LEX_WEEKDAY, weekday) || !a->capital) return false;
    if (atom_is(next, ",") || atom_is(next, ".")) next = scan_peek(s, 2);
    if (a->bytes <= 5 && !atom_class(next, LEX_MONTH, NULL) && (next == NULL || next->form != NUMBER_PLAIN || next->digits > 2)) return false;
    s->at++;
    if (a->bytes <= 5) eat(s, ".");
    return true;
}

/* ---- years -------------------------------------------------------------------------------------------------- */

/* "nineteen ninety-six", "two thousand and five", "twenty twenty-one". */
static bool eat_spoken_year(scan *s, int *year) {
    int head = 0, tens = 0, ones = 0, scale = 0;
    scan t = *s;
    if (!eat_class(&t, LEX_CARDINAL, &head)) return false;
    if (head == 2 && eat_class(&t, LEX_SCALE, &scale) && scale == 1000) {
        eat(&t, "and");
        scan u = t;
        double rest = 0;
        quantity q;
        if (atom_class(scan_peek(&u, 0), LEX_CARDINAL, NULL) && eat_quantity(&u, &q) && q.amount < 100) rest = q.amount, t = u;
        if (rest == 0 && atom_is(scan_peek(&t, -1), "and")) t.at--;
        *year = 2000 + (int)rest;
    } else if (head >= 15 && head <= 20 && scale == 0 && eat_class(&t, LEX_TENS, &tens)) {
        eat_dash(&t);
        if (!eat_class(&t, LEX_CARDINAL, &ones) || ones > 9) ones = 0;
        *year = head * 100 + tens + ones;
    } else {
        return false;
    }
    *s = t;
    return true;
}

bool eat_year(scan *s, reading *r) {
    const atom *a = scan_peek(s, 0);
    if (a == NULL) return false;
    if (a->form == NUMBER_PLAIN && a->apostrophe && a->digits == 2) {
        r->year = (int)a->number;
        r->short_year = true;
        s->at++;
        return true;
    }
    return eat_digits(s, 4, 4, 1000, 2999, &r->year) || eat_spoken_year(s, &r->year);
}

/* Behind a month or a day: ", 1997", "of 1997", "1997", "this year", "of last year". */
static void eat_year_after(scan *s, reading *r) {
    scan t = *s;
    int which = 0, unit = 0;
    bool comma = eat(&t, ",");
    if (!comma && !eat(&t, "of")) eat(&t, "in");
    eat(&t, "the");
    eat(&t, "year");
    if (eat_year(&t, r)) {
        const atom *unit_next = scan_peek(&t, 0);
        if (comma && atom_class(unit_next, LEX_UNITS, NULL)) r->year = 0;
        else *s = t;
        return;
    }
    if (eat_class(&t, LEX_WHICH, &which) && eat_class(&t, LEX_UNIT, &unit) && unit == UNIT_YEAR && !comma) {
        r->year_which = which;
        *s = t;
    } else if (atom_is(scan_peek(s, 0), "a")) {
        t = *s;
        t.at++;
        if (eat(&t, "year") && (eat(&t, "ago") || eat(&t, "earlier"))) r->year_which = -1, *s = t;
    }
}

/* ---- days --------------------------------------------------------------------------------------------------- */

/* A day's number behind its month; what counts something else ("March 12 percent") is none. */
static bool eat_day_number(scan *s, int *day) {
    static const char *const counted[] = {"percent", "per", "%", "people", "million", "billion", "point", "points", "pct", NULL};
    scan t = *s;
    if (!eat_digits(&t, 1, 2, 1, 31, day) && !eat_ordinal(&t, 31, day)) return false;
    if (atom_in(scan_peek(&t, 0), counted)) return false;
    *s = t;
    return true;
}

/* "March 3-7", "March 3 and 4" is two; only the joined form is one expression. */
static void eat_last_day(scan *s, reading *r) {
    scan t = *s;
    int day = 0;
    if (!eat_dash(&t) || !eat_digits(&t, 1, 2, 1, 31, &day) || day <= r->day) return;
    r->day_last = day;
    *s = t;
}

/* "16 and 17 February", "3 to 7 March". */
static void eat_and_day(scan *s, reading *r) {
    scan t = *s;
    int day = 0;
    if (r->day_last > 0 || (!eat(&t, "and") && !eat(&t, "to"))) return;
    if (!eat_day_number(&t, &day) || day <= r->day || !atom_class(scan_peek(&t, 0), LEX_MONTH, NULL)) return;
    r->day_last = day;
    *s = t;
}

static bool read_month_first(scan *s, reading *r) {
    scan t = *s;
    const atom *before = scan_peek(s, -1);
    if (!eat_month(&t, &r->month)) return false;
    scan u = t;
    eat_dash(&u);
    eat(&u, "the");
    if (eat_day_number(&u, &r->day)) {
        t = u;
        eat_last_day(&t, r);
    } else if (before != NULL && before->form == NUMBER_PLAIN && before->digits <= 2) {
        return false;                /* "31 February": no such day, so no month either */
    }
    eat_year_after(&t, r);
    *s = t;
    return true;
}

/* "12 Sept 1997", "28th February, 2021", "the 9th of May". */
static bool read_day_first(scan *s, reading *r) {
    scan t = *s;
    eat(&t, "the");
    if (!eat_day_number(&t, &r->day)) return false;
    eat_last_day(&t, r);
    eat_and_day(&t, r);
    eat_dash(&t);
    eat(&t, "of");
    if (!eat_month(&t, &r->month)) return false;
    eat_dash(&t);
    eat_year_after(&t, r);
    *s = t;
    return true;
}

/* ---- other calendars ----------------------------------------------------------------------------------------- */

static bool eat_foreign_month(scan *s, reading *r) {
    const atom *a = scan_peek(s, 0);
    if (a == NULL || !a->capital) return false;
    if (atom_class(a, LEX_HIJRI_MONTH, &r->month)) r->calendar = CALENDAR_HIJRI;
    else if (atom_class(a, LEX_SOLAR_MONTH, &r->month)) r->calendar = CALENDAR_SOLAR_HIJRI;
    else return false;
    s->at++;
    return true;
}

static void eat_foreign_year(scan *s, reading *r) {
    scan t = *s;
    eat(&t, ",");
    if (eat_digits(&t, 4, 4, 1200, 1600, &r->year)) *s = t;
    eat(s, "ah");
}

/* "22 Bahman", "Bahman 22, 1357", "10 Muharram 1445"; a bare month's name may be a person's, so a day must stand by it. */
static bool read_foreign(scan *s, reading *r) {
    scan t = *s;
    if (eat_foreign_month(&t, r)) {
        if (!eat_digits(&t, 1, 2, 1, 31, &r->day)) return false;
    } else {
        eat(&t, "the");
        if (!eat_day_number(&t, &r->day)) return false;
        eat(&t, "of");
        if (!eat_foreign_month(&t, r)) return false;
    }
    eat_foreign_year(&t, r);
    *s = t;
    return true;
}

/* ---- digits alone -------------------------------------------------------------------------------------------- */

/* Reads three numbers parted by one mark; the digits of the first say which form it is. */
static bool split_three(const atom *a, int part[3], int digits[3]) {
    int at = 0;
    char mark = 0;
    for (uint32_t i = 0; i < a->bytes; i++) {
        char c = a->at[i];
        if (c >= '0' && c <= '9') {
            if (++digits[at] > 4) return false;
            part[at] = part[at] * 10 + (c - '0');
        } else if ((c == '-' || c == '/' || c == '.') && at < 2 && digits[at] > 0 && (mark == 0 || mark == c)) {
            mark = c;
            at++;
        } else {
            return false;
        }
    }
    return at == 2 && digits[2] > 0;
}

/* "2006-11-01", "11/01/06", "1.11.2006": the year leads or ends; month before day with slashes unless that is no day. */
static bool read_numeric(scan *s, reading *r) {
    int part[3] = {0}, digits[3] = {0};
    const atom *a = scan_peek(s, 0);
    if (a == NULL || a->bytes < 6 || a->bytes > 10 || !split_three(a, part, digits)) return false;
    bool slash = memchr(a->at, '/', a->bytes) != NULL;
    if (digits[0] == 4) {
        r->year = part[0], r->month = part[1], r->day = part[2];
    } else if (digits[2] == 4 || (digits[2] == 2 && slash)) {
        bool month_first = slash && part[0] <= 12;
        r->year = part[2], r->short_year = digits[2] == 2;
        r->month = part[month_first ? 0 : 1], r->day = part[month_first ? 1 : 0];
    } else {
        return false;
    }
    if (r->month > 12 || !civil_valid(r->short_year ? 2000 : r->year, r->month, r->day)) return false;
    s->at++;
    return true;
}

/* "20061101". */
static bool read_eight_digits(scan *s, reading *r) {
    int all = 0;
    scan t = *s;
    if (!eat_digits(&t, 8, 8, 19000101, 20991231, &all) || !civil_valid(all / 10000, all / 100 % 100, all % 100)) return false;
    r->year = all / 10000, r->month = all / 100 % 100, r->day = all % 100;
    *s = t;
    return true;
}

/* ---- together ------------------------------------------------------------------------------------------------ */

typedef bool pattern(scan *, reading *);

/* The first that fits, each beginning with a clean reading. */
static bool first_of(pattern *const *list, scan *s, reading *r, const char *rule) {
    for (; *list != NULL; list++) {
        *r = reading_of(READ_DATE, rule);
        if ((*list)(s, r)) {
            r->kind = READ_DATE;
            return true;
        }
    }
    return false;
}

static bool read_day(scan *s, reading *r) {
    static pattern *const forms[] = {read_month_first, read_day_first, read_numeric, read_eight_digits, read_foreign, NULL};
    scan t = *s;
    if (!first_of(forms, &t, r, "named date")) return false;
    if (r->day > 0 && r->calendar == CALENDAR_CIVIL && r->day > civil_month_days(2000, r->month)) return false;
    if (r->day > 0 && r->year > 0 && !r->short_year && r->calendar == CALENDAR_CIVIL && !civil_valid(r->year, r->month, r->day)) return false;
    *s = t;
    return true;
}

/* "Friday, Oct. 23", "Saturday the 25th", "Friday", "Friday night". */
/* "the 18th", where nothing follows that the ordinal could count. */
static bool read_ordinal_day(scan *s, reading *r) {
    static const char *const leads[] = {"on", "by", "since", "until", "till", "before", "from", "after", "of", NULL};
    static const char *const closers[] = {",", ".", ";", ":", ")", "and", "but", "to", "for", "in", "at", "after", "when", "with", "as", "by", "on", "that", "of", "were", "was", "had", NULL};
    const atom *day = scan_peek(s, 1);
    if (!atom_is(scan_peek(s, 0), "the") || day == NULL || day->form != NUMBER_ORDINAL || !atom_in(scan_peek(s, -1), leads)) return false;
    const atom *next = scan_peek(s, 2);
    bool month = atom_is(next, "of") && atom_is(scan_peek(s, 3), "the") && atom_is(scan_peek(s, 4), "month");
    if (day->number < 1 || day->number > 31 || (next != NULL && !atom_in(next, closers)) || (atom_is(next, "of") && !month)) return false;
    *r = reading_of(READ_DATE, "day of the month");
    r->day = (int)day->number;
    s->at += month ? 5 : 2;
    return true;
}

static bool read_weekday(scan *s, reading *r) {
    int weekday = 0;
    scan t = *s;
    if (!eat_weekday(&t, &weekday)) return false;
    scan u = t;
    if (!eat(&u, ",")) eat(&u, "the");
    if (read_day(&u, r) && r->day > 0) {
        t = u;
    } else {
        *r = reading_of(READ_DATE, "weekday");
        u = t;
        if (eat(&u, "the") && eat_ordinal(&u, 31, &r->day)) t = u;
    }
    r->weekday = weekday;
    *s = t;
    return true;
}

bool read_calendar(scan *s, reading *r) {
    return read_weekday(s, r) || read_day(s, r) || read_ordinal_day(s, r);
}

/* What four digits are when no month stands by them: a year, unless they count, number or price something. */
static bool counts_something(const scan *s, int ahead) {
    static const char *const before[] = {"$", "\xe2\x82\xac", "\xc2\xa3", "#", "no", "no.", "number", "flight", "route", "highway", "resolution",
                                         "article", "model", "room", "page", "boeing", "us$", ":", "than", NULL};
    static const char *const after[] = {"people", "men", "women", "children", "percent", "%", "yen", "dollars", "euros", "pounds", "rupees", "troops",
                                        "soldiers", "metres", "meters", "kilometres", "kilometers", "km", "miles", "feet", "tons", "tonnes", "acres",
                                        "hectares", "votes", "points", "more", "or", "gmt", "hours", "hrs", "local", "others", ":", "other", "dead",
                                        "jobs", "employees", "workers", "shares", "homes", "houses", "families", "refugees", "police", "members",
                                        "officers", "barrels", "megawatts", "mw", "square", "sq", NULL};
    const atom *next = scan_peek(s, ahead);
    return atom_in(scan_peek(s, -1), before) || atom_in(next, after) || (next != NULL && atom_class(next, LEX_UNITS, NULL));
}

/* "1997-98", "1994-1997": an era of its years. */
static void eat_last_year(scan *s, reading *r) {
    scan t = *s;
    int last = 0;
    if (!eat_dash(&t)) return;
    if (eat_digits(&t, 2, 2, 0, 99, &last)) last += r->year / 100 * 100;
    else if (!eat_digits(&t, 4, 4, 1000, 2999, &last)) return;
    if (last <= r->year) return;
    r->kind = READ_ERA;
    r->era_from = r->year;
    r->era_years = last - r->year + 1;
    *s = t;
}

bool read_year(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_DATE, "year");
    bool named = false;
    scan u = t;
    if (eat(&u, "the")) named = eat(&u, "year");
    else named = eat(&u, "year");
    if (named) t = u;
    const atom *first = scan_peek(&t, 0);
    if (!eat_year(&t, r) || atom_class(scan_peek(s, -1), LEX_MONTH, NULL)) return false;    /* "29 February 2021" */
    bool digits = first->form == NUMBER_PLAIN;
    bool sure = named || (digits && r->year >= 1900 && r->year < 2100) || (digits && r->short_year) || atom_in(scan_peek(s, -1), before_date);
    if (!sure || (digits && !named && counts_something(s, 1))) return false;
    if (!digits && !named && !atom_in(scan_peek(s, -1), before_date)) return false;
    if (digits && !r->short_year) eat_last_year(&t, r);
    *s = t;
    return true;
}
