/* length.c - patterns for durations, shifts and sets. */
#include "when/reading.h"

/* "more than", "at least", "up to", "just over", "nearly": belong to the expression, say nothing of its value. */
static void eat_approximators(scan *s) {
    for (int words = 0; words < 4; words++) {
        scan t = *s;
        if (eat(&t, "at")) {
            if (!eat(&t, "least") && !eat(&t, "most")) return;
        } else if (eat(&t, "as")) {
            if (!(eat(&t, "many") || eat(&t, "much") || eat(&t, "little") || eat(&t, "few") || eat(&t, "long")) || !eat(&t, "as")) return;
        } else if (eat(&t, "no") || eat(&t, "not") || eat(&t, "well")) {
            if (!eat(&t, "more") && !eat(&t, "less") && !eat(&t, "over")) return;
            eat(&t, "than");
        } else if (eat(&t, "up")) {
            if (!eat(&t, "to")) return;
        } else if (eat(&t, "more") || eat(&t, "less") || eat(&t, "fewer") || eat(&t, "longer")) {
            if (!eat(&t, "than")) return;
        } else if (!eat_class(&t, LEX_APPROX, NULL) || (atom_is(scan_peek(s, 0), "over") && atom_is(scan_peek(&t, 0), "the"))) {
            return;
        }
        *s = t;
    }
}

/* Between number and unit. */
static void eat_between(scan *s) {
    static const char *const words[] = {"more", "additional", "full", "straight", "consecutive", "trading", "working", "business", "long", "whole",
                                        "successive", "further", "other", "calendar", "entire", "solid", "extra", "fiscal", "short", "gruelling", NULL};
    for (int i = 0; i < 2 && atom_in(scan_peek(s, 0), words); i++) s->at++;
}

/* "-old", "-long" behind the unit. */
static bool eat_tail(scan *s, reading *r) {
    scan t = *s;
    bool dash = eat_dash(&t);
    bool old = false;
    if (!(dash && eat(&t, "long")) && !(old = eat(&t, "old") || eat(&t, "olds"))) return false;
    if (old) r->rule = AGE_RULE;
    *s = t;
    return true;
}

/* "24 hours", "three-day", "several years"; which units a quantity may take is `eat_length`'s matter. */
static bool eat_amount(scan *s, reading *r, quantity *q) {
    int unit = 0;
    scan t = *s;
    if (!eat_quantity(&t, q)) return false;
    eat_between(&t);
    bool dash = eat_dash(&t);
    if (!eat_class(&t, LEX_UNIT, &unit) || unit == UNIT_WEEKEND) return false;
    bool plural = atom_class(scan_peek(&t, -1), LEX_UNITS, NULL);
    if (unit == UNIT_SECOND && !plural && !dash) return false;
    if (q->article && plural) return false;
    if (unit == UNIT_QUARTER && (dash || q->amount == 1)) return false;            /* three-quarters, a quarter of */
    if (s->at > 0 && scan_peek(&t, -1)->capital && !scan_peek(s, 0)->capital) return false;
    if (scan_peek(&t, -1)->capital && s->at > 0 && !dash) return false;            /* "60 Minutes" is a title */
    r->amount = q->amount;
    r->vague = q->vague;
    r->unit = (time_unit)unit;
    *s = t;
    return true;
}

/* "and a half" behind the unit, "and three months". */
static void eat_more_amount(scan *s, reading *r) {
    scan t = *s;
    if (!eat(&t, "and")) return;
    if (eat(&t, "a") && eat(&t, "half")) {
        r->amount += 0.5;
        *s = t;
    }
}

/* "ago", "earlier", "later", "from now": a length becomes a point. */
static bool eat_shift(scan *s, reading *r) {
    static const char *const points[] = {"before", "after", "on", "back", "prior", "previously", "hence", "afterwards", "afterward", NULL};
    static const char *const closers[] = {",", ".", ";", ":", ")", "''", "\"", "\xe2\x80\x9d", "and", "but", NULL};
    scan t = *s;
    eat(&t, "or");
    eat(&t, "so");
    const atom *word = scan_peek(&t, 0);
    if (eat(&t, "from")) {
        if (!eat(&t, "now") && !eat(&t, "today")) return false;
        r->sign = 1;
    } else if (!eat_class(&t, LEX_SHIFT, &r->sign)) {
        return false;
    } else {
        r->narrative = !atom_is(word, "ago") && !atom_is(word, "hence");
    }
    const atom *next = scan_peek(&t, 0);
    if (atom_in(word, points) && next != NULL && !atom_in(next, closers)) return false;
    if (atom_is(word, "earlier") && atom_is(next, "than")) return false;
    if (atom_is(word, "later") && atom_is(next, "than")) return false;
    r->kind = READ_SHIFT;
    r->rule = "ago, later";
    *s = t;
    return true;
}

/* "a year" is a length only where a preposition or a comparison asks for one; "$500 a month" is a rate. */
static bool article_fits(const scan *s, uint32_t from) {
    static const char *const leads[] = {"for", "in", "within", "about", "than", "after", "over", "nearly", "almost", "around", "least", "under",
                                        "of", "lasted", "took", "takes", "take", "just", "only", "before", "last", "once", "during", "spent", "spend", "given", NULL};
    scan at = *s;
    at.at = from;
    return atom_in(scan_peek(&at, -1), leads);
}

static bool read_counted(scan *s, reading *r) {
    static const char *const comes[] = {"came", "comes", "come", "coming", NULL};
    scan t = *s;
    quantity q = {0};
    *r = reading_of(READ_LENGTH, "duration");
    eat_approximators(&t);
    uint32_t from = t.at;
    if (!eat_amount(&t, r, &q)) return false;
    bool old = eat_tail(&t, r);
    if (!old) eat_more_amount(&t, r);
    if (old || eat_shift(&t, r)) {
        *s = t;
        return true;
    }
    const atom *next = scan_peek(&t, 0);
    r->comes = atom_in(scan_peek(s, -1), comes);
    r->sign = atom_is(next, "after") ? -1 : atom_is(next, "before") ? 1 : 0;
    if (q.article && r->amount == 1 && r->sign == 0 && !article_fits(s, from)) return false;
    scan u = t;
    if (eat(&u, "or") && eat(&u, "so")) t = u;
    *s = t;
    return true;
}

/* "the past two years", "the next few days", "the first nine months", "the last decade": from or up to now. */
static bool read_stretch(scan *s, reading *r) {
    static const char *const leads[] = {"first", "latest", "final", "same", "opening", "remaining", "other", "recent", NULL};
    scan t = *s;
    quantity q = {0};
    *r = reading_of(READ_LENGTH, "past or coming stretch");
    eat_approximators(&t);
    bool the = eat(&t, "the") || eat(&t, "these") || eat(&t, "those");
    int which = WHICH_NONE;
    if (!eat_class(&t, LEX_WHICH, &which) && atom_in(scan_peek(&t, 0), leads)) t.at++;
    else if (which == WHICH_NONE && !the) return false;
    scan u = t;
    if (!atom_is(scan_peek(&u, 0), "a") && eat_amount(&u, r, &q)) {
        eat_tail(&u, r);
        scan v = u;
        if (eat(&v, "or") && eat(&v, "so")) u = v;
        bool plural = atom_class(scan_peek(&u, -1), LEX_UNITS, NULL) || r->rule == AGE_RULE;
        if (which == WHICH_NONE && !plural && r->amount != 1) return false;        /* "the two-day visit": two-day */
        if (r->unit == UNIT_QUARTER && r->amount > 100) return false;
        r->which = which;
        *s = u;
        return true;
    }
    return false;
}

/* "recent weeks", "coming months", "years ago", "for decades": units uncounted. */
static bool read_uncounted(scan *s, reading *r) {
    static const char *const leads[] = {"recent", "coming", "past", "future", "next", "last", "following", "previous", "intervening", NULL};
    static const char *const asks[] = {"for", "within", "of", "took", "take", "taken", "lasted", NULL};
    scan t = *s;
    int unit = 0;
    *r = reading_of(READ_LENGTH, "uncounted duration");
    r->amount = 1;
    r->vague = true;
    bool the = eat(&t, "the");
    eat(&t, "most");
    bool lead = atom_in(scan_peek(&t, 0), leads);
    bool recent = atom_is(scan_peek(&t, 0), "recent");
    if (lead) t.at++;
    else if (the) return false;
    bool asked = !lead && atom_in(scan_peek(s, -1), asks);
    if (!eat_class(&t, LEX_UNITS, &unit) || unit == UNIT_SECOND) return false;
    r->unit = (time_unit)unit;
    scan u = t;
    if (eat_dash(&u) && eat(&u, "long")) {
        *s = u;
        return true;
    }
    if (!lead && eat_shift(&t, r)) {
        *s = t;
        return true;
    }
    bool bound = !the && (atom_is(scan_peek(&t, 0), "before") || atom_is(scan_peek(&t, 0), "after"));    /* "the weeks before the vote" */
    u = t;
    if ((eat(&u, "and") || eat(&u, "or")) && eat_class(&u, LEX_UNITS, &unit)) t = u, lead = true;
    if (recent) r->rule = "recent units";
    if (!lead && !bound && !(asked && !atom_is(scan_peek(&t, 0), "of"))) return false;
    *s = t;
    return true;
}

/* "day-long", "year-long", "week-old", "month-old": one of the unit. */
static bool read_one_long(scan *s, reading *r) {
    scan t = *s;
    int unit = 0;
    *r = reading_of(READ_LENGTH, "duration");
    eat_class(&t, LEX_APPROX, NULL);
    if (!eat_class(&t, LEX_UNIT, &unit) || !eat_dash(&t) || (!eat(&t, "long") && !eat(&t, "old"))) return false;
    r->amount = 1;
    r->unit = (time_unit)unit;
    *s = t;
    return true;
}

bool read_length(scan *s, reading *r) {
    scan best = *s;
    reading found = {0};
    bool (*const forms[])(scan *, reading *) = {read_counted, read_stretch, read_uncounted, read_one_long};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        scan t = *s;
        reading one;
        if (forms[i](&t, &one) && t.at > best.at) best = t, found = one;
    }
    if (best.at == s->at) return false;
    *s = best;
    *r = found;
    return true;
}

/* ---- sets ---------------------------------------------------------------------------------------------------- */

static bool read_every(scan *s, reading *r) {
    scan t = *s;
    quantity q = {.amount = 1};
    int unit = 0, ordinal = 0;
    *r = reading_of(READ_SET, "every");
    const atom *first = scan_peek(&t, 0);
    if (!eat_class(&t, LEX_EVERY, NULL) || (atom_is(first, "each") && atom_is(scan_peek(&t, 0), "other"))) return false;
    r->amount = 1;
    scan u = t;
    if (eat(&t, "other")) r->amount = 2;
    else if (eat_ordinal(&u, 31, &ordinal)) t = u, r->amount = ordinal;
    else if (!atom_is(scan_peek(&t, 0), "a") && eat_quantity(&u, &q)) t = u, r->amount = q.amount;
    reading named;
    u = t;
    if (eat_class(&t, LEX_UNIT, &unit) && unit != UNIT_SECOND) {
        r->unit = (time_unit)unit;
        if (unit == UNIT_NIGHT) r->unit = UNIT_DAY, r->part = PART_NIGHT;
    } else if (read_calendar(&u, &named) && named.year == 0) {
        r->weekday = named.weekday, r->month = named.month, r->day = named.day;
        t = u;
    } else if (eat_class(&t, LEX_PART, &unit)) {
        r->unit = UNIT_DAY;
        r->part = (time_part)unit;
    } else {
        int season = 0;
        if (!eat_class(&t, LEX_SEASON, &season)) return false;
        r->season = (time_season)season;
    }
    *s = t;
    return true;
}

/* "daily", "weekly", "annually". */
static bool read_frequency(scan *s, reading *r) {
    int unit = 0;
    const atom *a = scan_peek(s, 0);
    *r = reading_of(READ_SET, "frequency");
    if (!atom_class(a, LEX_FREQUENCY, &unit) || (a->capital && s->at > 0)) return false;
    r->amount = 1;
    r->unit = (time_unit)unit;
    s->at++;
    return true;
}

/* "Mondays", "Tuesday nights". */
static bool read_weekdays(scan *s, reading *r) {
    static const char *const nights[] = {"nights", "mornings", "evenings", "afternoons", NULL};
    scan t = *s;
    *r = reading_of(READ_SET, "weekdays");
    const atom *a = scan_peek(&t, 0);
    if (eat_class(&t, LEX_WEEKDAYS, &r->weekday)) {
        *s = t;
        return a->capital;
    }
    int part = 0;
    if (!eat_class(&t, LEX_WEEKDAY, &r->weekday) || !a->capital || !atom_in(scan_peek(&t, 0), nights)) return false;
    eat_class(&t, LEX_PART, &part);
    r->part = (time_part)part;
    *s = t;
    return true;
}

/* "twice a week", "once every two years", "three times a month". */
static bool read_times_a(scan *s, reading *r) {
    scan t = *s;
    quantity q;
    int unit = 0;
    *r = reading_of(READ_SET, "times a unit");
    if (!eat(&t, "once") && !eat(&t, "twice") && !(eat_quantity(&t, &q) && eat(&t, "times"))) return false;
    if (atom_class(scan_peek(&t, 0), LEX_EVERY, NULL)) {
        if (!read_every(&t, r)) return false;
        *s = t;
        return true;
    }
    if (!eat(&t, "a") && !eat(&t, "an") && !eat(&t, "per")) return false;
    if (!eat_class(&t, LEX_UNIT, &unit)) return false;
    r->amount = 1;
    r->unit = (time_unit)unit;
    *s = t;
    return true;
}

bool read_set(scan *s, reading *r) {
    return read_times_a(s, r) || read_every(s, r) || read_weekdays(s, r) || read_frequency(s, r);
}
