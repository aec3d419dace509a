/* recognise.c - one expression with its determiner and modifiers: the longest that begins here. */
#include "when/reading.h"

const char AGE_RULE[] = "age";

reading reading_of(reading_kind kind, const char *rule) {
    return (reading){.kind = kind, .rule = rule, .year_which = WHICH_NONE, .which = WHICH_NONE, .hour = ANY, .minute = ANY};
}

typedef bool reader(scan *, reading *);

static void keep_longest(reader *read, const scan *s, reading *best, uint32_t *best_at) {
    scan t = *s;
    reading r;
    if (!read(&t, &r) || t.at <= *best_at) return;
    *best = r;
    *best_at = t.at;
}

/* A date without modifiers. */
static bool read_date(scan *s, reading *r) {
    static reader *const readers[] = {read_calendar, read_period, read_year, read_relative, read_holiday};
    uint32_t at = s->at;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) keep_longest(readers[i], s, r, &at);
    if (at == s->at) return false;
    s->at = at;
    return true;
}

/* "Friday night", "yesterday morning", "August 7 evening". */
static void eat_part(scan *s, reading *r) {
    int part = 0;
    bool day = r->weekday > 0 || r->day > 0 || r->holiday > 0 || (r->kind != READ_DATE && r->unit == UNIT_DAY);
    if (!day || r->part != PART_NONE || r->hour != ANY) return;
    scan t = *s;
    int mod = 0;
    if (eat_class(&t, LEX_MOD, &mod)) r->mod = (time_mod)mod;
    if (eat_class(&t, LEX_PART, &part)) *s = t, r->part = (time_part)part;
}

static bool read_dated(scan *s, reading *r) {
    scan t = *s;
    if (!read_date(&t, r)) return false;
    eat_part(&t, r);
    *s = t;
    return true;
}

/* "early 1990", "the late 1970s", "mid-October", "earlier this week". */
static bool read_modified(scan *s, reading *r) {
    scan t = *s;
    int mod = 0;
    eat(&t, "the");
    eat(&t, "very");
    if (!eat_class(&t, LEX_MOD, &mod)) return false;
    scan u = t;
    bool dash = eat_dash(&u);
    if (eat(&u, "to") && (eat_dash(&u) || true) && eat_class(&u, LEX_MOD, &mod)) t = u, eat(&t, "-");
    else if (dash) eat_dash(&t);
    if (!read_dated(&t, r) || r->mod != MOD_NONE) return false;
    r->mod = (time_mod)mod;
    *s = t;
    return true;
}

/* "the month" behind an edge: "the end of the month". */
static bool read_edge_unit(scan *s, reading *r) {
    scan t = *s;
    int unit = 0;
    *r = reading_of(READ_UNIT, "end of the unit");
    if (!eat(&t, "the") || !eat_class(&t, LEX_UNIT, &unit) || unit < UNIT_DAY || atom_class(scan_peek(&t, -1), LEX_UNITS, NULL)) return false;
    r->unit = (time_unit)unit;
    r->which = 0;
    *s = t;
    return true;
}

/* "the end of 1990", "the beginning of October", "the middle of the week". */
static bool read_edge(scan *s, reading *r) {
    scan t = *s;
    int mod = 0;
    eat(&t, "the");
    eat(&t, "very");
    if (!eat_class(&t, LEX_EDGE, &mod) || !eat(&t, "of")) return false;
    const atom *before = scan_peek(s, -1);
    scan u = t;
    if (read_dated(&t, r)) *s = t;
    else if (read_edge_unit(&u, r)) *s = u;
    else return false;
    r->mod = (time_mod)mod;
    r->deadline = mod == MOD_END && (atom_is(before, "by") || atom_is(before, "before") || atom_is(before, "until"));
    return true;
}

/* "around Nov. 1", "about 1990". */
static bool read_about(scan *s, reading *r) {
    static const char *const words[] = {"about", "around", "approximately", "roughly", "sometime", NULL};
    scan t = *s;
    if (!atom_in(scan_peek(&t, 0), words)) return false;
    t.at++;
    if ((!read_dated(&t, r) && !read_modified(&t, r)) || r->weekday != 0) return false;
    *s = t;
    return true;
}

bool read_expression(const scan *s, reading *r) {
    static reader *const readers[] = {read_set, read_dated, read_modified, read_edge, read_about, read_clock, read_length, read_ref};
    uint32_t at = s->at;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) keep_longest(readers[i], s, r, &at);
    r->end = at;
    return at > s->at;
}
