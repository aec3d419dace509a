/* reading.h - what the words of a time expression say, before it is known when the report was written. */
#ifndef ACTA_WHEN_READING_H
#define ACTA_WHEN_READING_H

#include "when/atoms.h"
#include "when/holidays.h"

typedef enum reading_kind {
    READ_NONE,
    READ_DATE,                       /* whatever of year, season, month, day, weekday, holiday is named; the rest is found */
    READ_UNIT,                       /* "last week", "this month": `which` units from the report's day */
    READ_SHIFT,                      /* "two weeks ago", "the next day": amount units, sign, from the report or the story */
    READ_ERA,                        /* "the 1990s", "the 20th century" */
    READ_LENGTH,                     /* "three days" */
    READ_SET,                        /* "every week" */
    READ_REF,                        /* now, recently, soon */
    READ_CLOCK                       /* "10:30 a.m." on the day named beside it, or the story's day */
} reading_kind;

enum { WHICH_NONE = -100, ANY = -1 };

/* Of "32-year-old": read, so that nothing else reads it, but a person's age is no time of the report. */
extern const char AGE_RULE[];

typedef enum month_calendar { CALENDAR_CIVIL, CALENDAR_HIJRI, CALENDAR_SOLAR_HIJRI } month_calendar;

typedef struct reading {
    reading_kind kind;
    const char *rule;
    uint32_t end;                    /* atom after the last */

    int year;                        /* 0: not named; below 100 with short_year */
    bool short_year, fiscal;
    int year_which;                  /* "March last year": -1; WHICH_NONE */
    int quarter, half;               /* 1..4, 1..2; 0 none */
    bool of_quarter;                 /* "the year-ago quarter" */
    time_season season;
    int month, day, weekday;         /* 0 none; day with month 0: "the 25th" */
    month_calendar calendar;
    holiday holiday;
    time_part part;
    int hour, minute;                /* -1 none */
    bool universal;                  /* the clock runs on GMT */

    int which;                       /* last -1, this 0, next 1, WHICH_NONE */
    bool past;                       /* "the past week" */
    bool narrative;                  /* counted from the day the story is at, not from the report's day */
    double amount;                   /* of `unit`, positive */
    bool vague;
    bool comes;                      /* "comes a week after": counted from the story's day */
    int sign;                        /* of a shift; of a length: "a day after" -1, "a day before" 1, else 0 */
    time_unit unit;
    int era_from, era_years;         /* 1990, 10 */
    bool era_short;                  /* "the '80s": the century is to be found */
    time_ref ref;
    time_mod mod;
    bool deadline;                   /* "by the end of July": the last day, not the month */
    int day_last;                    /* "March 3-7": 7; 0 none */
} reading;

reading reading_of(reading_kind kind, const char *rule);

/* Each reads one expression at the scan, moves it on and fills the reading; false and unmoved where there is none. */
bool read_calendar(scan *s, reading *r);      /* months, days, years, weekdays, numeric dates */
bool read_period(scan *s, reading *r);        /* quarters, halves, seasons, decades, centuries, fiscal years */
bool read_year(scan *s, reading *r);          /* a year that stands alone */
bool read_relative(scan *s, reading *r);      /* today, last week, the next day */
bool read_holiday(scan *s, reading *r);
bool read_length(scan *s, reading *r);        /* durations, and "ago", "later" behind them */
bool read_set(scan *s, reading *r);
bool read_clock(scan *s, reading *r);
bool read_ref(scan *s, reading *r);           /* now, recently, soon, in recent months */

/* The year's words: 4 digits, "nineteen ninety-six", "two thousand and five", "'98". */
bool eat_year(scan *s, reading *r);

/* The longest expression that begins at the scan, with determiner and modifiers; r->end says where it ends. */
bool read_expression(const scan *s, reading *r);

#endif
