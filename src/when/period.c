/* period.c - patterns for quarters, halves, seasons, decades, centuries, fiscal years, holidays. */
#include "when/reading.h"

/* Behind a period: "of 1990", "of last year", "of the fiscal year", "1990". */
static void eat_period_year(scan *s, reading *r) {
    scan t = *s;
    int which = 0, unit = 0;
    bool of = eat(&t, "of");
    if (!of) of = eat(&t, "in");
    scan u = t;
    eat(&u, "the");
    bool fiscal = eat_class(&u, LEX_FISCAL, NULL);
    if (fiscal) eat(&u, "year"), r->fiscal = true;
    if (eat_year(&u, r)) {
        *s = u;
        return;
    }
    if (!eat_class(&t, LEX_WHICH, &which)) {
        if (of && fiscal && atom_is(scan_peek(&u, -1), "year")) *s = u;
        return;
    }
    eat_class(&t, LEX_FISCAL, NULL);
    if (!eat_class(&t, LEX_UNIT, &unit) || unit != UNIT_YEAR) return;
    r->year_which = which;
    *s = t;
}

/* Before a period: "the 1989 third quarter", "this year's second half", "last". */
static void eat_period_lead(scan *s, reading *r) {
    scan t = *s;
    int which = 0, unit = 0;
    eat(&t, "the");
    eat_class(&t, LEX_FISCAL, NULL);
    if (eat_year(&t, r)) {
        eat(&t, "'s");
        eat(&t, "fiscal");
        eat_dash(&t);
        *s = t;
        return;
    }
    if (eat_class(&t, LEX_WHICH, &which)) {
        scan u = t;
        if (eat_class(&u, LEX_UNIT, &unit) && unit == UNIT_YEAR && (eat(&u, "'s") || eat(&u, "\xe2\x80\x99s"))) r->year_which = which, t = u;
        else r->which = which;
    }
    eat(&t, "fiscal");
    eat_dash(&t);
    *s = t;
}

/* ---- quarters and halves ------------------------------------------------------------------------------------ */

/* "third quarter", "third-quarter", "Q3", "3Q". */
static bool eat_quarter(scan *s, int *quarter) {
    static const char *const marks[4][2] = {{"q1", "1q"}, {"q2", "2q"}, {"q3", "3q"}, {"q4", "4q"}};
    int unit = 0;
    for (int q = 0; q < 4; q++) {
        if (!eat(s, marks[q][0]) && !eat(s, marks[q][1])) continue;
        *quarter = q + 1;
        return true;
    }
    scan t = *s;
    if (!eat_ordinal(&t, 4, quarter)) return false;
    eat_dash(&t);
    if (!eat_class(&t, LEX_UNIT, &unit) || unit != UNIT_QUARTER || atom_is(scan_peek(&t, -1), "quarters")) return false;
    *s = t;
    return true;
}

static bool eat_half_year(scan *s, int *half) {
    scan t = *s;
    if (eat(&t, "first") || eat(&t, "1st")) *half = 1;
    else if (eat(&t, "second") || eat(&t, "latter") || eat(&t, "last") || eat(&t, "2nd")) *half = 2;
    else return false;
    eat_dash(&t);
    if (!eat(&t, "half")) return false;
    *s = t;
    return true;
}

static bool read_quarter(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_DATE, "quarter");
    eat_period_lead(&t, r);
    if (!eat_quarter(&t, &r->quarter)) return false;
    if (r->year == 0 && r->year_which == WHICH_NONE) eat_period_year(&t, r);
    *s = t;
    return true;
}

/* "the 1988 quarter", "the 1989 period": the story's quarter of that year. */
static bool read_year_quarter(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_DATE, "quarter of a year");
    if (!eat(&t, "the") || !eat_year(&t, r)) return false;
    if (!eat(&t, "quarter") && !eat(&t, "period")) return false;
    r->of_quarter = true;
    *s = t;
    return true;
}

/* A half needs its year: "the second half" alone is football's. */
static bool read_half(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_DATE, "half year");
    scan u = t;
    if (eat(&u, "the") && atom_is(scan_peek(&u, 0), "last")) t = u;
    else eat_period_lead(&t, r);
    if (!eat_half_year(&t, &r->half)) return false;
    if (r->year == 0 && r->year_which == WHICH_NONE) {
        scan of = t;
        eat_period_year(&t, r);
        if (r->year == 0 && r->year_which == WHICH_NONE && !(eat(&of, "of") && eat(&of, "the") && eat(&of, "year"))) return false;
        if (r->year == 0 && r->year_which == WHICH_NONE) t = of, r->year_which = 0;
    }
    *s = t;
    return true;
}

/* ---- seasons ------------------------------------------------------------------------------------------------- */

/* "fall" and "spring" alone are verbs or water; a neighbour that belongs to a date must stand by. */
static bool eat_season(scan *s, reading *r) {
    static const char *const doubtful[] = {"fall", "spring", NULL};
    static const char *const leads[] = {"in", "last", "next", "this", "early", "late", "by", "since", "past", "every", "previous", "following", "until", "coming", "mid", "-", NULL};
    int season = 0;
    const atom *a = scan_peek(s, 0);
    if (!atom_class(a, LEX_SEASON, &season)) return false;
    const atom *before = scan_peek(s, -1), *next = scan_peek(s, 1);
    bool the = atom_is(before, "the");
    const atom *of = scan_peek(s, 2);
    bool year_next = (atom_is(next, "of") && of != NULL && (of->digits == 4 || atom_class(of, LEX_WHICH, NULL))) || (next != NULL && next->form == NUMBER_PLAIN && next->digits == 4);
    if (atom_in(a, doubtful) && atom_is(next, "of") && !year_next) return false;                      /* the fall of Kabul */
    if (atom_in(a, doubtful) && !atom_in(before, leads) && !(the && atom_in(scan_peek(s, -2), leads)) && !year_next) return false;
    r->season = (time_season)season;
    s->at++;
    return true;
}

static bool read_season(scan *s, reading *r) {
    static const char *const games[] = {"olympics", "olympic", "games", "paralympics", "palace", NULL};
    scan t = *s;
    *r = reading_of(READ_DATE, "season");
    eat(&t, "the");
    if (eat_class(&t, LEX_WHICH, &r->which)) eat(&t, "past"), eat(&t, "coming");
    if (!eat_season(&t, r)) return false;
    eat_period_year(&t, r);
    if (atom_in(scan_peek(&t, 0), games)) return false;
    *s = t;
    return true;
}

/* ---- decades and centuries ------------------------------------------------------------------------------------ */

static bool eat_decade(scan *s, reading *r) {
    const atom *a = scan_peek(s, 0);
    int tens = 0;
    if (a == NULL) return false;
    scan t = *s;
    if (a->form == NUMBER_DECADE && (a->digits == 4 || a->digits == 2) && (int)a->number % 10 == 0) {
        t.at++;
        tens = (int)a->number;
    } else if (a->form == NUMBER_PLAIN && (a->digits == 4 || a->apostrophe) && (int)a->number % 10 == 0) {
        t.at++;
        if (!eat(&t, "'s") && !eat(&t, "\xe2\x80\x99s") && !eat(&t, "s")) return false;
        tens = (int)a->number;
    } else {
        eat(&t, "nineteen");
        if (!eat_class(&t, LEX_DECADE, &tens)) return false;
    }
    if (tens >= 100 && (tens < 1000 || tens > 2090)) return false;
    r->era_short = tens < 100;
    r->era_from = tens;
    r->era_years = 10;
    *s = t;
    return true;
}

static bool read_decade(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_ERA, "decade");
    bool the = eat(&t, "the");
    bool lead = the || atom_is(scan_peek(s, -1), "the") || atom_class(scan_peek(s, -1), LEX_MOD, NULL) || atom_is(scan_peek(s, -1), "-");
    if (!eat_decade(&t, r) || (r->era_short && !lead)) return false;
    *s = t;
    return true;
}

/* "the 20th century"; "third-century". */
static bool read_century(scan *s, reading *r) {
    scan t = *s;
    int ordinal = 0, unit = 0;
    *r = reading_of(READ_ERA, "century");
    eat(&t, "the");
    if (!eat_ordinal(&t, 30, &ordinal)) return false;
    eat_dash(&t);
    if (!eat_class(&t, LEX_UNIT, &unit) || unit != UNIT_CENTURY) return false;
    if (atom_is(scan_peek(&t, 0), "bc") || atom_is(scan_peek(&t, 0), "bce")) return false;          /* before year 1 */
    r->era_from = (ordinal - 1) * 100;
    r->era_years = 100;
    *s = t;
    return true;
}

/* ---- fiscal years, year's end --------------------------------------------------------------------------------- */

/* "fiscal 1989", "the fiscal year 1989", "the current fiscal year", "FY2004". */
static bool read_fiscal(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_DATE, "fiscal year");
    r->fiscal = true;
    eat(&t, "the");
    bool which = eat_class(&t, LEX_WHICH, &r->which);
    bool full = eat(&t, "full");
    bool fy = eat(&t, "fy");
    if (!fy && !eat_class(&t, LEX_FISCAL, NULL)) return false;
    bool year = eat(&t, "year");
    if (eat_year(&t, r)) {
        *s = t;
        return true;
    }
    (void)full;
    if (!year || fy) return false;
    if (!which) r->which = 0;
    *s = t;
    return true;
}

/* "year-end", "year's end", "the end of the year" is read as an edge. */
static bool read_year_end(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_UNIT, "year's end");
    eat(&t, "the");
    int which = 0;
    bool led = eat_class(&t, LEX_WHICH, &which);
    if (!eat(&t, "year")) return false;
    if (!eat(&t, "'s") && !eat(&t, "\xe2\x80\x99s")) eat_dash(&t);
    if (!eat(&t, "end")) return false;
    r->unit = UNIT_YEAR;
    r->which = led ? which : 0;
    r->mod = MOD_END;
    *s = t;
    return true;
}

/* "Taha Yassin Ramadan", "Ms. Easter": one word behind a capitalised one is a person's name. */
static bool is_surname(const scan *from, const scan *to) {
    static const char *const fits[] = {"muslim", "islamic", "orthodox", "the", "last", "next", "this", "on", "at", "in", "since", "before", "after", "during", "until", "white", "by", "for", NULL};
    const atom *before = scan_peek(from, -1);
    return to->at - from->at == 1 && from->at > 1 && before->capital && !atom_in(before, fits);
}

bool read_holiday(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_DATE, "holiday");
    const atom *first = scan_peek(&t, 0);
    if (!eat_holiday(&t, &r->holiday)) {
        eat(&t, "the");
        eat_class(&t, LEX_WHICH, &r->which);
        first = scan_peek(&t, 0);
        if (!eat_holiday(&t, &r->holiday)) return false;
    }
    if (!first->capital && !atom_is(first, "the")) return false;
    if (is_surname(s, &t)) return false;
    eat_period_year(&t, r);
    *s = t;
    return true;
}

bool read_period(scan *s, reading *r) {
    return read_quarter(s, r) || read_year_quarter(s, r) || read_half(s, r) || read_fiscal(s, r) || read_decade(s, r) || read_century(s, r) || read_year_end(s, r) ||
           read_season(s, r);
}
