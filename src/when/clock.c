/* clock.c - patterns for hours of the day, and for the words that mean the present, the past and the future. */
#include <string.h>

#include "when/reading.h"

/* "10:30", "10.30"; hour and minute from the atom's own text. */
static bool split_clock(const atom *a, char mark, int *hour, int *minute) {
    int part[2] = {0}, digits[2] = {0}, at = 0;
    for (uint32_t i = 0; i < a->bytes; i++) {
        char c = a->at[i];
        if (c == mark && at == 0) at = 1;
        else if (c >= '0' && c <= '9' && digits[at] < 2) part[at] = part[at] * 10 + (c - '0'), digits[at]++;
        else return false;
    }
    if (digits[0] == 0 || digits[1] != 2 || part[0] > 24 || part[1] > 59) return false;
    *hour = part[0];
    *minute = part[1];
    return true;
}

static bool eat_zone(scan *s, reading *r) {
    const atom *a = scan_peek(s, 0);
    if (eat_class(s, LEX_ZONE, NULL)) {
        r->universal = atom_is(a, "gmt") || atom_is(a, "utc");
        return true;
    }
    scan t = *s;
    static const char *const names[] = {"local", "eastern", "central", "pacific", "mountain", "moscow", "beijing", "london", "tehran", "israel", NULL};
    if (atom_in(scan_peek(&t, 0), names)) {
        t.at++;
        eat(&t, "standard");
        eat(&t, "daylight");
        if (eat(&t, "time")) {
            *s = t;
            return true;
        }
    }
    return false;
}

/* "a.m.", "p.m.", "o'clock", "in the morning", "hours", a zone: what makes a bare number an hour. */
static bool eat_hour_tail(scan *s, reading *r) {
    int add = 0, part = 0;
    if (eat_class(s, LEX_MERIDIEM, &add)) {
        if (r->hour > 12) return false;
        r->hour = r->hour % 12 + add;
        return true;
    }
    scan t = *s;
    if (eat(&t, "o'clock") || eat(&t, "o\xe2\x80\x99""clock")) *s = t;
    t = *s;
    if (eat(&t, "in") && eat(&t, "the") && eat_class(&t, LEX_PART, &part)) {
        if (r->hour < 12 && (part == PART_AFTERNOON || part == PART_EVENING)) r->hour += 12;
        *s = t;
        return true;
    }
    return atom_is(scan_peek(s, -1), "o'clock") || atom_is(scan_peek(s, -1), "o\xe2\x80\x99""clock");
}

static bool eat_hour(scan *s, reading *r) {
    scan t = *s;
    const atom *a = scan_peek(&t, 0);
    int hour = 0, all = 0;
    if (a == NULL) return false;
    if (eat_class(&t, LEX_CLOCK_WORD, &hour)) {
        r->hour = hour, r->minute = 0;
    } else if (split_clock(a, ':', &r->hour, &r->minute)) {
        t.at++;
        eat_hour_tail(&t, r);
        eat(&t, "hours");
    } else if (split_clock(a, '.', &r->hour, &r->minute)) {
        t.at++;
        if (!eat_hour_tail(&t, r)) return false;
    } else if (a->digits == 4 && eat_digits(&t, 4, 4, 0, 2400, &all) && all % 100 < 60) {
        r->hour = all / 100, r->minute = all % 100;
        if (!atom_class(scan_peek(&t, 0), LEX_ZONE, NULL) && !eat(&t, "hours") && !eat(&t, "hrs") && !atom_is(scan_peek(&t, 1), "time")) return false;
    } else if (eat_digits(&t, 1, 2, 1, 24, &r->hour) || (eat_class(&t, LEX_CARDINAL, &r->hour) && r->hour >= 1 && r->hour <= 12)) {
        r->minute = ANY;
        if (!eat_hour_tail(&t, r)) return false;
    } else {
        return false;
    }
    *s = t;
    return true;
}

/* "10 p.m. Wednesday", "noon on Thursday", "5 p.m. EST, Nov. 6", "midnight tonight". */
static void eat_day_of_clock(scan *s, reading *r) {
    scan t = *s;
    reading day;
    eat(&t, ",");
    eat(&t, "on");
    if (!(read_calendar(&t, &day) && (day.day > 0 || day.weekday > 0)) && !(t = *s, read_relative(&t, &day) && day.unit == UNIT_DAY)) return;
    day.kind = day.kind == READ_NONE ? READ_DATE : day.kind;
    day.hour = r->hour, day.minute = r->minute, day.universal = r->universal;
    *r = day;
    *s = t;
}

bool read_clock(scan *s, reading *r) {
    scan t = *s;
    *r = reading_of(READ_CLOCK, "hour");
    if (atom_class(scan_peek(&t, 0), LEX_APPROX, NULL) && !atom_is(scan_peek(&t, 0), "at")) t.at++;
    if (!eat_hour(&t, r)) return false;
    eat_zone(&t, r);
    eat_day_of_clock(&t, r);
    *s = t;
    return true;
}

/* ---- present, past, future -------------------------------------------------------------------------------------- */

static const struct phrase {
    const char *words[4];
    time_ref ref;
} phrases[] = {
    {{"right", "now"}, REF_PRESENT},
    {{"now"}, REF_PRESENT},
    {{"these", "days"}, REF_PRESENT},
    {{"at", "present"}, REF_PRESENT},
    {{"the", "present"}, REF_PRESENT},
    {{"the", "future"}, REF_FUTURE},
    {{"the", "near", "future"}, REF_FUTURE},
    {{"the", "foreseeable", "future"}, REF_FUTURE},
    {{"the", "not-too-distant", "future"}, REF_FUTURE},
    {{"the", "short", "term"}, REF_FUTURE},
    {{"the", "near", "term"}, REF_FUTURE},
    {{"the", "long", "term"}, REF_FUTURE},
    {{"as", "soon", "as", "possible"}, REF_FUTURE},
    {{"the", "recent", "past"}, REF_PAST},
    {{"the", "distant", "past"}, REF_PAST},
    {{"the", "past"}, REF_PAST},
    {{"more", "recently"}, REF_PAST},
    {{"most", "recently"}, REF_PAST},
};

static uint32_t phrase_length(const scan *s, const struct phrase *p) {
    uint32_t i = 0;
    for (; i < 4 && p->words[i] != NULL; i++)
        if (!atom_is(scan_peek(s, (int)i), p->words[i])) return 0;
    return i;
}

/* "the past" and "the future" stand for a time only where no noun follows. */
static bool noun_may_follow(const scan *s, uint32_t length) {
    static const char *const closers[] = {",", ".", ";", ":", "?", "!", ")", "''", "\"", "\xe2\x80\x9d", "and", "but", "or", "to", "for", "by", "with",
                                          "when", "because", "as", "that", "is", "was", "has", "have", "had", "will", "would", "in", "on", "at", "if",
                                          "from", "than", "it", "he", "they", "we", "she", "i", NULL};
    const atom *next = scan_peek(s, (int)length), *last = scan_peek(s, (int)length - 1);
    if (!atom_is(last, "past") && !atom_is(last, "present") && !atom_is(last, "future") && !atom_is(last, "term") && !atom_is(last, "moment")) return false;
    return next != NULL && !atom_in(next, closers);
}

bool read_ref(scan *s, reading *r) {
    uint32_t best = 0;
    int ref = 0;
    *r = reading_of(READ_REF, "present, past, future");
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        uint32_t length = phrase_length(s, &phrases[i]);
        if (length <= best || noun_may_follow(s, length)) continue;
        best = length;
        r->ref = phrases[i].ref;
    }
    if (best == 0 && atom_is(scan_peek(s, 0), "future") && scan_peek(s, 1) != NULL && scan_peek(s, 1)->bytes > 2 && scan_peek(s, 1)->form == NUMBER_NONE) {
        r->ref = REF_FUTURE;         /* "future losses" */
        best = 1;
    }
    if (best == 0) {
        const atom *a = scan_peek(s, 0);
        if (!atom_class(a, LEX_ADVERB_REF, &ref) && !atom_class(a, LEX_ADJECTIVE_REF, &ref)) return false;
        if (atom_is(a, "soon") && (atom_is(scan_peek(s, -1), "as") || atom_is(scan_peek(s, 1), "after"))) return false;
        r->ref = (time_ref)ref;
        best = 1;
    }
    s->at += best;
    return true;
}
