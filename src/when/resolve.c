#include "when/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"

/* An interval being made; value may be NULL until the grain's own form is written. */
typedef struct answer {
    timex_type type;
    civil_date from, to;
    grain grain;
    const char *value;
    bool failed;                     /* memory ran out */
} answer;

#define VALUE(out, a, ...)                                                                                             \
    do {                                                                                                               \
        (out)->value = arena_printf((a), __VA_ARGS__);                                                                 \
        if ((out)->value == NULL) (out)->failed = true;                                                                \
    } while (0)

enum { STORY_REACH = 2 };            /* sentences for which a day stays the story's */

static const char *const part_names[] = {"", "MO", "MI", "AF", "EV", "NI", "DT"};
static const char *const season_names[] = {"", "SP", "SU", "FA", "WI"};

civil_date week_sunday(civil_date day) {
    return civil_add_days(day, -(civil_weekday(day) % 7));
}

static civil_date month_last(civil_date first) {
    return civil_make(first.year, first.month, civil_month_days(first.year, first.month));
}

/* ---- answers by grain ----------------------------------------------------------------------------------------- */

static void clear(answer *out) {
    out->from = out->to = (civil_date){0};
    out->grain = GRAIN_NONE;
}

static void day_answer(answer *out, arena *a, civil_date day, const reading *r) {
    out->from = out->to = day;
    out->grain = GRAIN_DAY;
    if (day.year == 0) return;
    if (r->hour != ANY) {
        out->type = TIMEX_TIME;
        if (r->minute == ANY) VALUE(out, a, "%04d-%02d-%02dT%02d%s", day.year, day.month, day.day, r->hour, r->universal ? ":00Z" : ":00");
        else VALUE(out, a, "%04d-%02d-%02dT%02d:%02d%s", day.year, day.month, day.day, r->hour, r->minute, r->universal ? "Z" : "");
    } else if (r->part != PART_NONE) {
        out->type = TIMEX_TIME;
        VALUE(out, a, "%04d-%02d-%02dT%s", day.year, day.month, day.day, part_names[r->part]);
    } else {
        VALUE(out, a, "%04d-%02d-%02d", day.year, day.month, day.day);
    }
}

static void month_answer(answer *out, arena *a, int year, int month) {
    out->from = civil_make(year, month, 1);
    if (out->from.year == 0) return;
    out->to = month_last(out->from);
    out->grain = GRAIN_MONTH;
    VALUE(out, a, "%04d-%02d", year, month);
}

static void months_answer(answer *out, int year, int month, int count) {
    out->from = civil_make(year, month, 1);
    if (out->from.year == 0) return;
    civil_date last = civil_add_months(out->from, count - 1);
    if (last.year == 0) {
        clear(out);
        return;
    }
    out->to = month_last(last);
    out->grain = GRAIN_QUARTER;
}

static void quarter_answer(answer *out, arena *a, int year, int quarter) {
    months_answer(out, year, 3 * quarter - 2, 3);
    VALUE(out, a, "%04d-Q%d", year, quarter);
}

static void year_answer(answer *out, arena *a, int year) {
    out->from = civil_make(year, 1, 1);
    out->to = civil_make(year, 12, 31);
    out->grain = GRAIN_YEAR;
    VALUE(out, a, "%04d", year);
}

/* Winter is named for the year it begins in. */
static void season_answer(answer *out, arena *a, int year, time_season season) {
    months_answer(out, year, 3 * (int)season, 3);
    VALUE(out, a, "%04d-%s", year, season_names[season]);
}

/* The value has the ISO week of the day, which begins on Monday; the interval runs Sunday to Saturday. */
static void week_answer(answer *out, arena *a, civil_date day) {
    int iso_year = 0;
    civil_date sunday = week_sunday(day);
    if (sunday.year == 0 || civil_add_days(sunday, 6).year == 0) return;
    int week = civil_iso_week(day, &iso_year);
    out->from = sunday;
    out->to = civil_add_days(sunday, 6);
    out->grain = GRAIN_WEEK;
    VALUE(out, a, "%04d-W%02d", iso_year, week);
}

static void weekend_answer(answer *out, arena *a, civil_date saturday) {
    int iso_year = 0;
    if (saturday.year == 0 || civil_add_days(saturday, 1).year == 0) return;
    int week = civil_iso_week(saturday, &iso_year);
    out->from = saturday;
    out->to = civil_add_days(saturday, 1);
    out->grain = GRAIN_DAY;
    VALUE(out, a, "%04d-W%02d-WE", iso_year, week);
}

static void years_answer(answer *out, arena *a, int from, int years) {
    out->from = civil_make(from > 0 ? from : 1, 1, 1);
    out->to = civil_make(from + years - 1, 12, 31);
    if (out->from.year == 0 || out->to.year == 0) {
        clear(out);
        return;
    }
    out->grain = GRAIN_YEAR;
    if (years == 10) VALUE(out, a, "%03d", from / 10);
    else if (years == 100) VALUE(out, a, "%02d", from / 100);
    else if (years == 1000) VALUE(out, a, "%d", from / 1000);
    else VALUE(out, a, "%04d", from);
}

/* ---- which one ------------------------------------------------------------------------------------------------- */

/* Of the one before and the one after, in days from the report: the nearer, a step against the verb's tense counting
 * thrice; with no tense the past is likelier. */
static bool take_later(int64_t before, int64_t after, int direction) {
    int64_t cost_before = before * (direction > 0 ? 3 : 1), cost_after = after * (direction < 0 ? 3 : 1);
    return cost_after < cost_before;
}

/* A month and day without a year. */
static civil_date near_day(const time_context *c, int month, int day) {
    civil_date best = {0};
    for (int year = c->report.year - 4; year <= c->report.year + 4; year++) {
        civil_date one = civil_make(year, month, day);
        if (one.year == 0) continue;
        if (best.year == 0) {
            best = one;
            continue;
        }
        int64_t before = abs(civil_number(c->report) - civil_number(best)), after = abs(civil_number(one) - civil_number(c->report));
        bool past = civil_compare(one, c->report) <= 0;
        if (past || take_later(before, after, c->direction)) best = one;
        if (!past) break;
    }
    return best;
}

/* The year of something that recurs each year and begins at first_month, given the turn asked for. */
static int near_year(const time_context *c, int first_month, int months, int which) {
    int now = c->report.year * 12 + c->report.month - 1;
    int latest = c->report.year * 12 + first_month - 1;
    if (latest > now) latest -= 12;
    bool running = latest + months > now;
    if (which == 0) return c->report.year;
    if (which == -1) return (running ? latest - 12 : latest) / 12;
    if (which == 1) return (latest + 12) / 12;
    bool just_over = now - latest < 2 * months && months > 1;
    bool later = !running && !just_over && take_later(now - latest, latest + 12 - now, c->direction);
    return (later ? latest + 12 : latest) / 12;
}

/* The weekday asked for, from the day that is counted from. */
static civil_date near_weekday(const reading *r, const time_context *c) {
    civil_date base = r->narrative && c->story_day.year != 0 ? c->story_day : c->report;
    int back = (civil_weekday(base) - r->weekday + 7) % 7;
    if (r->which >= -10 && r->which <= 10 && (r->which % 10 == 0) && r->which != 0)
        return civil_add_days(week_sunday(base), r->weekday % 7 + 7 * (r->which / 10));
    if (r->which == -1) return civil_add_days(base, back == 0 ? -7 : -back);
    if (r->which == 1) return civil_add_days(base, back == 0 ? 7 : 7 - back);
    if (c->direction > 0 || (r->which == 0 && c->direction >= 0)) return civil_add_days(base, back == 0 ? 0 : 7 - back);
    return civil_add_days(base, -back);
}

static int full_year(const reading *r, const time_context *c) {
    if (!r->short_year) return r->year;
    int now = c->report.year > 0 ? c->report.year : 2000;
    int year = now / 100 * 100 + r->year;
    return year > now + 20 ? year - 100 : year < now - 80 ? year + 100 : year;
}

/* The year said or implied by "this year"; 0: to be found. */
static int told_year(const reading *r, const time_context *c) {
    if (r->year > 0) return full_year(r, c);
    if (r->year_which != WHICH_NONE && c->report.year != 0) return c->report.year + r->year_which;
    return 0;
}

/* ---- named dates ------------------------------------------------------------------------------------------------ */

static civil_date foreign_date(const reading *r, int year, int day) {
    return r->calendar == CALENDAR_HIJRI ? civil_from_hijri(year, r->month, day) : civil_from_solar_hijri(year, r->month, day);
}

/* Without its year, the latest such day not after the report. */
static civil_date foreign_day(const reading *r, const time_context *c) {
    if (r->year > 0) return foreign_date(r, r->year, r->day);
    if (c->report.year == 0) return (civil_date){0};
    int year = r->calendar == CALENDAR_HIJRI ? civil_hijri_year(c->report) + 1 : c->report.year - 620;
    for (int y = year; y > year - 3; y--) {
        civil_date day = foreign_date(r, y, r->day);
        if (day.year != 0 && civil_compare(day, c->report) <= 0) return day;
    }
    return (civil_date){0};
}

static void holiday_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    int days = 1, year = told_year(r, c);
    civil_date day = {0};
    if (year > 0) {
        day = holiday_date(r->holiday, year, 0, &days);
    } else if (c->report.year > 0) {
        civil_date before = {0}, after = {0};
        for (int turn = 2 * (c->report.year - 1); turn < 2 * (c->report.year + 2); turn++) {
            civil_date one = holiday_date(r->holiday, turn / 2, turn % 2, &days);
            if (one.year == 0) continue;
            if (civil_compare(one, c->report) <= 0) before = one;
            else if (after.year == 0) after = one;
        }
        bool later = before.year == 0 || (after.year != 0 && r->which != -1 &&
                     (r->which == 1 || take_later(civil_number(c->report) - civil_number(before), civil_number(after) - civil_number(c->report), c->direction)));
        day = later ? after : before;
    }
    if (day.year == 0) return;
    day_answer(out, a, day, r);
    civil_date last = civil_add_days(day, days - 1);
    if (days > 1 && last.year != 0) {
        out->to = last;
        out->grain = days > 7 ? GRAIN_MONTH : GRAIN_WEEK;
    }
}

static void weekday_only(const reading *r, const time_context *c, arena *a, answer *out) {
    if (c->report.year == 0) VALUE(out, a, "XXXX-WXX-%d", r->weekday);
    else day_answer(out, a, near_weekday(r, c), r);
}

/* "the 25th": of the month that brings it nearest. */
static void day_only(const reading *r, const time_context *c, arena *a, answer *out) {
    if (c->report.year == 0) return;
    civil_date month = civil_make(c->report.year, c->report.month, 1);
    if (c->direction >= 0 && r->day < c->report.day && c->direction > 0) month = civil_add_months(month, 1);
    if (c->direction <= 0 && r->day > c->report.day) month = civil_add_months(month, -1);
    if (month.year == 0) return;
    day_answer(out, a, civil_make(month.year, month.month, r->day), r);
}

static void month_day(const reading *r, const time_context *c, arena *a, answer *out) {
    int year = told_year(r, c);
    civil_date day = {0};
    if (year > 0) day = civil_make(year, r->month, r->day);
    else if (c->report.year == 0) VALUE(out, a, "XXXX-%02d-%02d", r->month, r->day);
    else if (r->which == -1 || r->which == 1) day = civil_make(near_year(c, r->month, 1, r->which), r->month, r->day);
    else day = near_day(c, r->month, r->day);
    if (day.year == 0) return;
    day_answer(out, a, day, r);
    if (r->day_last > 0) out->to = civil_make(day.year, day.month, r->day_last);
    if (out->to.year == 0) out->to = out->from;
}

static void date_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    int year = told_year(r, c);
    bool known = year > 0 || c->report.year > 0;
    if (r->holiday > 0) {
        holiday_answer(r, c, a, out);
    } else if (r->calendar != CALENDAR_CIVIL) {
        day_answer(out, a, foreign_day(r, c), r);
    } else if (r->month > 0 && r->day > 0) {
        month_day(r, c, a, out);
    } else if (r->month > 0) {
        if (known) month_answer(out, a, year > 0 ? year : near_year(c, r->month, 1, r->which), r->month);
        else VALUE(out, a, "XXXX-%02d", r->month);
    } else if (r->weekday > 0 && r->day == 0) {
        weekday_only(r, c, a, out);
    } else if (r->day > 0) {
        day_only(r, c, a, out);
    } else if (r->quarter > 0 && known) {
        quarter_answer(out, a, year > 0 ? year : near_year(c, 3 * r->quarter - 2, 3, r->which), r->quarter);
    } else if (r->half > 0 && known) {
        int of = year > 0 ? year : c->report.year;
        months_answer(out, of, 6 * r->half - 5, 6);
        VALUE(out, a, "%04d-H%d", of, r->half);
    } else if (r->season != SEASON_NONE && known) {
        season_answer(out, a, year > 0 ? year : near_year(c, 3 * (int)r->season, 3, r->which), r->season);
    } else if (year > 0 && r->of_quarter && c->quarter > 0) {
        quarter_answer(out, a, year, c->quarter);
    } else if (year > 0) {
        year_answer(out, a, year);
    } else if (r->fiscal && known && r->which >= -1 && r->which <= 1) {
        year_answer(out, a, c->report.year + r->which);
    }
}

/* ---- units and shifts ------------------------------------------------------------------------------------------- */

static void unit_answer(const reading *r, time_unit unit, civil_date base, int64_t steps, arena *a, answer *out) {
    civil_date at = base;
    switch (unit) {
    case UNIT_NIGHT:
    case UNIT_DAY: day_answer(out, a, civil_add_days(base, steps), r); break;
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
        at = civil_add_days(base, 7 * steps * (unit == UNIT_FORTNIGHT ? 2 : 1));
        if (at.year != 0) week_answer(out, a, at);
        break;
    case UNIT_MONTH:
        at = civil_add_months(base, steps);
        if (at.year != 0) month_answer(out, a, at.year, at.month);
        break;
    case UNIT_QUARTER:
        at = civil_add_months(base, 3 * steps);
        if (at.year != 0) quarter_answer(out, a, at.year, (at.month + 2) / 3);
        break;
    case UNIT_YEAR:
        if (base.year + steps >= 1 && base.year + steps <= 9999) year_answer(out, a, (int)(base.year + steps));
        break;
    case UNIT_DECADE:
        if (base.year + 10 * steps >= 10) years_answer(out, a, (int)(base.year + 10 * steps) / 10 * 10, 10);
        break;
    case UNIT_CENTURY:
        if (base.year + 100 * steps >= 100) years_answer(out, a, (int)(base.year + 100 * steps) / 100 * 100, 100);
        break;
    default: break;
    }
}

/* Saturday of "the weekend", "last weekend", "next weekend". */
static civil_date weekend_saturday(const reading *r, const time_context *c) {
    int since = civil_weekday(c->report) % 7 + 1;      /* days since the last Saturday before today: Sunday 1 … Saturday 7 */
    bool running = since == 7 || since == 1;
    civil_date last = civil_add_days(c->report, since == 7 ? 0 : -since);
    if (last.year == 0) return last;
    if (r->which == 1) return civil_add_days(last, 7);
    if (r->which == -1) return civil_add_days(last, running ? -7 : 0);
    return civil_add_days(last, !running && c->direction > 0 ? 7 : 0);
}

/* "the quarter", "the year" of the story; a company's quarter is the one just over. */
static bool the_unit_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    if (r->unit != UNIT_QUARTER || r->which != 0 || strcmp(r->rule, "the unit") != 0) return false;
    if (c->quarter > 0) quarter_answer(out, a, c->quarter_year, c->quarter);
    else unit_answer(r, UNIT_QUARTER, c->report, -1, a, out);
    return true;
}

/* The night before the report, which runs into its day. */
static void overnight_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    day_answer(out, a, civil_add_days(c->report, -1), r);
    out->to = c->report;
}

static void unit_of_report(const reading *r, const time_context *c, arena *a, answer *out) {
    if (c->report.year == 0) return;
    if (r->unit == UNIT_WEEKEND) weekend_answer(out, a, weekend_saturday(r, c));
    else if (strcmp(r->rule, "overnight") == 0) overnight_answer(r, c, a, out);
    else if (!the_unit_answer(r, c, a, out)) unit_answer(r, r->unit, c->report, r->which == WHICH_NONE ? 0 : r->which, a, out);
}

/* "a year earlier" beside a quarter means the quarter a year earlier; "the year-ago quarter" always does. */
static bool year_shift_of_quarter(const reading *r, const time_context *c, arena *a, answer *out) {
    if (r->unit != UNIT_YEAR || r->amount != 1 || r->sign >= 0 || c->report.year < 2) return false;
    bool beside = c->quarter > 0 && c->sentence - c->quarter_sentence <= 1;
    bool asked = r->quarter > 0 || r->of_quarter;
    if (!beside && !asked) return false;
    civil_date last = civil_add_months(c->report, -3);
    int quarter = r->quarter > 0 ? r->quarter : c->quarter > 0 ? c->quarter : (last.month + 2) / 3;
    quarter_answer(out, a, (c->quarter > 0 ? c->quarter_year : last.year) - 1, quarter);
    return true;
}

/* The day the story is at: the last one told, if that is not too far above; else the report's. */
static civil_date story_day(const time_context *c) {
    bool fresh = c->story_day.year != 0 && c->sentence - c->story_sentence <= STORY_REACH;
    return fresh ? c->story_day : c->report;
}

static civil_date shift_base(const reading *r, const time_context *c) {
    if (!r->narrative) return c->report;
    if (r->amount == 0 && r->sign == 0 && r->part != PART_NONE && strcmp(r->rule, "that day") != 0) return story_day(c);
    if (r->unit <= UNIT_DAY && c->story_day.year != 0) return c->story_day;
    return c->story.year != 0 ? c->story : c->report;
}

static void shift_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    civil_date base = shift_base(r, c);
    if (r->vague) {
        VALUE(out, a, r->sign < 0 ? "PAST_REF" : "FUTURE_REF");
        return;
    }
    if (base.year == 0 || r->amount > 9999 || year_shift_of_quarter(r, c, a, out)) return;
    double amount = r->amount * r->sign;
    int64_t steps = (int64_t)amount;
    if (r->unit < UNIT_NIGHT) {
        if (r->unit == UNIT_HOUR && amount > -24 && amount < 24) day_answer(out, a, base, r);
        else day_answer(out, a, civil_add_days(base, r->unit == UNIT_HOUR ? steps / 24 : 0), r);
        return;
    }
    if (amount != (double)steps && r->unit == UNIT_YEAR) {
        civil_date at = civil_add_months(base, (int64_t)(amount * 12));
        if (at.year != 0) month_answer(out, a, at.year, at.month);
        return;
    }
    if (r->unit == UNIT_WEEK && r->amount == 1) unit_answer(r, UNIT_DAY, base, steps * 7, a, out);        /* "a week ago" is a day */
    else if (r->unit == UNIT_FORTNIGHT && r->amount == 1) unit_answer(r, UNIT_DAY, base, steps * 14, a, out);
    else if (r->unit == UNIT_DECADE) unit_answer(r, UNIT_YEAR, base, steps * 10, a, out);
    else if (r->unit == UNIT_CENTURY) unit_answer(r, UNIT_YEAR, base, steps * 100, a, out);
    else unit_answer(r, r->unit, base, steps, a, out);
}

static void era_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    int from = r->era_from;
    if (r->era_short) {
        int now = c->report.year > 0 ? c->report.year : 2000;
        from += now / 100 * 100;
        if (from > now) from -= 100;
    }
    years_answer(out, a, from, r->era_years);
}

/* ---- lengths and sets ------------------------------------------------------------------------------------------- */

static const char *unit_letter(time_unit unit, bool *clock) {
    static const char *const letters[] = {"S", "M", "H", "D", "D", "W", "W", "W", "M", "Q", "Y", "E", "C", "ML"};
    *clock = unit <= UNIT_HOUR;
    return letters[unit];
}

/* "2 1/2 years" is P2Y6M, "5 1/2 hours" PT5H30M. */
static bool half_value(const reading *r, arena *a, answer *out) {
    int whole = (int)r->amount;
    if (r->vague || r->amount != whole + 0.5) return false;
    if (r->unit == UNIT_YEAR && whole > 0) VALUE(out, a, "P%dY6M", whole);
    else if (r->unit == UNIT_HOUR && whole > 0) VALUE(out, a, "PT%dH30M", whole);
    else if (r->unit == UNIT_MINUTE && whole > 0) VALUE(out, a, "PT%dM30S", whole);
    else return false;
    return true;
}

/* "P3D", "PT24H", "PXW"; a half year is six months, half a day twelve hours. */
static void length_value(const reading *r, arena *a, answer *out) {
    bool clock = false;
    double amount = r->amount;
    time_unit unit = r->unit;
    if (half_value(r, a, out)) return;
    if (unit == UNIT_FORTNIGHT) amount *= 2;
    if (unit == UNIT_DECADE && !r->vague) amount *= 10, unit = UNIT_YEAR;
    if (unit == UNIT_CENTURY && !r->vague) amount *= 100, unit = UNIT_YEAR;
    if (amount != (double)(int64_t)amount) {
        if (unit == UNIT_YEAR && amount < 100) amount = (double)(int64_t)(amount * 12 + 0.5), unit = UNIT_MONTH;
        else if (unit == UNIT_DAY) amount *= 24, unit = UNIT_HOUR;
        else if (unit == UNIT_HOUR) amount *= 60, unit = UNIT_MINUTE;
    }
    const char *letter = unit_letter(unit, &clock);
    if (unit == UNIT_NIGHT) VALUE(out, a, r->vague ? "PXNI" : "P%gNI", amount);
    else if (unit == UNIT_WEEKEND) VALUE(out, a, "P%gWE", amount);
    else if (r->vague) VALUE(out, a, "P%sX%s", clock ? "T" : "", letter);
    else VALUE(out, a, "P%s%.10g%s", clock ? "T" : "", amount, letter);
}

/* "the past week" and "the last ten days" end at the report's day, the coming ones begin there. */
static void stretch_interval(const reading *r, const time_context *c, answer *out) {
    if (r->vague || r->amount > 5000 || c->report.year == 0 || (r->which != -1 && r->which != 1)) return;
    int64_t sign = r->which, amount = (int64_t)r->amount;
    civil_date edge = {0};
    if (r->unit == UNIT_DAY) edge = civil_add_days(c->report, sign * amount);
    else if (r->unit == UNIT_HOUR) edge = civil_add_days(c->report, sign * ((amount + 23) / 24));
    else if (r->unit == UNIT_WEEK || r->unit == UNIT_FORTNIGHT) edge = civil_add_days(c->report, 7 * sign * amount * (r->unit == UNIT_FORTNIGHT ? 2 : 1));
    else if (r->unit == UNIT_MONTH) edge = civil_add_months(c->report, sign * amount);
    if (edge.year == 0) return;
    out->from = sign < 0 ? edge : c->report;
    out->to = sign < 0 ? c->report : edge;
    out->grain = r->unit <= UNIT_DAY ? GRAIN_DAY : r->unit == UNIT_MONTH ? GRAIN_MONTH : GRAIN_WEEK;
}

/* "met on Tuesday, a day after troops had fired", "the raid came a day after": the day of what stands behind "after". */
static bool counted_interval(const reading *r, const time_context *c, arena *a, answer *out) {
    civil_date base = c->story_day.year != 0 && c->story_sentence == c->sentence ? c->story_day : r->comes ? story_day(c) : (civil_date){0};
    if (r->sign == 0 || r->vague || r->amount > 5000 || base.year == 0) return false;
    reading shift = reading_of(READ_SHIFT, r->rule);
    answer got = {0};
    int64_t steps = (int64_t)r->amount * r->sign;
    if (r->unit == UNIT_WEEK) shift.unit = UNIT_DAY, steps *= 7;
    else if (r->unit == UNIT_FORTNIGHT) shift.unit = UNIT_DAY, steps *= 14;
    else if (r->unit == UNIT_HOUR) shift.unit = UNIT_DAY, steps = steps / 24;
    else shift.unit = r->unit;
    unit_answer(&shift, shift.unit, base, steps, a, &got);
    out->from = got.from;
    out->to = got.to;
    out->grain = got.grain;
    out->failed |= got.failed;
    return got.from.year != 0;
}

static void length_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    out->type = TIMEX_DURATION;
    length_value(r, a, out);
    if (!counted_interval(r, c, a, out)) stretch_interval(r, c, out);
}

static void set_answer(const reading *r, arena *a, answer *out) {
    out->type = TIMEX_SET;
    const char *part = part_names[r->part];
    if (r->weekday > 0) VALUE(out, a, "XXXX-WXX-%d%s%s", r->weekday, *part != '\0' ? "T" : "", part);
    else if (r->month > 0 && r->day > 0) VALUE(out, a, "XXXX-%02d-%02d", r->month, r->day);
    else if (r->month > 0) VALUE(out, a, "XXXX-%02d", r->month);
    else if (r->season != SEASON_NONE) VALUE(out, a, "XXXX-%s", season_names[r->season]);
    else if (r->part != PART_NONE) VALUE(out, a, "XXXX-XX-XXT%s", part);
    else length_value(r, a, out);
}

static void clock_answer(const reading *r, const time_context *c, arena *a, answer *out) {
    out->type = TIMEX_TIME;
    civil_date day = story_day(c);
    if (day.year != 0) day_answer(out, a, day, r);
    else VALUE(out, a, "XXXX-XX-XXT%02d:%02d", r->hour, r->minute == ANY ? 0 : r->minute);
}

/* ---- together ---------------------------------------------------------------------------------------------------- */

static const char *unknown_value(const reading *r) {
    if (r->kind == READ_SHIFT) return r->sign < 0 ? "PAST_REF" : r->sign > 0 ? "FUTURE_REF" : "PRESENT_REF";
    return r->which == -1 ? "PAST_REF" : r->which == 1 ? "FUTURE_REF" : "PRESENT_REF";
}

static void answer_of(const reading *r, const time_context *c, arena *a, answer *out) {
    static const char *const refs[] = {"", "PRESENT_REF", "PAST_REF", "FUTURE_REF"};
    switch (r->kind) {
    case READ_DATE: date_answer(r, c, a, out); break;
    case READ_UNIT: unit_of_report(r, c, a, out); break;
    case READ_SHIFT: shift_answer(r, c, a, out); break;
    case READ_ERA: era_answer(r, c, a, out); break;
    case READ_LENGTH: length_answer(r, c, a, out); break;
    case READ_SET: set_answer(r, a, out); break;
    case READ_REF: out->value = refs[r->ref]; break;
    case READ_CLOCK: clock_answer(r, c, a, out); break;
    case READ_NONE: break;
    }
}

/* "the past week" is the seven days up to the report, unlike "last week". */
static void week_up_to_now(const time_context *c, answer *out) {
    civil_date from = civil_add_days(c->report, -7);
    if (from.year == 0) return;
    out->from = from;
    out->to = c->report;
    out->grain = GRAIN_DAY;
}

acta_status resolve_reading(const reading *r, const time_context *c, arena *a, timex *out, acta_err *err) {
    answer got = {.type = TIMEX_DATE};
    answer_of(r, c, a, &got);
    if (r->unit == UNIT_WEEK && r->kind == READ_DATE && got.from.year != 0) week_answer(&got, a, got.from);
    if (r->past && got.grain == GRAIN_WEEK) week_up_to_now(c, &got);
    if (got.failed) return acta__fail(err, ACTA_NOMEM, -1, "out of memory");
    if (got.from.year == 0 || got.to.year == 0) clear(&got);
    if (r->deadline && got.to.year != 0) got.from = got.to, got.grain = GRAIN_DAY;
    out->type = got.type;
    out->value = got.value != NULL ? got.value : unknown_value(r);
    out->from = got.from;
    out->to = got.to;
    out->grain = got.grain;
    out->rule = r->rule;
    return ACTA_OK;
}

void context_follow(time_context *c, const timex *t) {
    if (t->from.year == 0 || t->type == TIMEX_DURATION || t->type == TIMEX_SET) return;
    bool quarter = strlen(t->value) == 7 && t->value[5] == 'Q';
    if (quarter) {
        c->quarter = t->value[6] - '0';
        c->quarter_year = t->from.year;
        c->quarter_sentence = c->sentence;
    }
    c->story = t->from;
    c->story_grain = t->grain;
    c->story_sentence = c->sentence;
    if (t->grain == GRAIN_DAY) c->story_day = t->from;
}
