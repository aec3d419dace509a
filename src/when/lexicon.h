/* lexicon.h - what a single word may mean in a time expression. */
#ifndef ACTA_WHEN_LEXICON_H
#define ACTA_WHEN_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum lex_class {
    LEX_MONTH,                       /* 1..12 */
    LEX_WEEKDAY,                     /* ISO 1..7 */
    LEX_WEEKDAYS,                    /* "mondays" */
    LEX_UNIT,                        /* time_unit, singular and plural */
    LEX_UNITS,                       /* plural only */
    LEX_CARDINAL,
    LEX_TENS,                        /* 20, 30 … 90: may begin "twenty-four" */
    LEX_SCALE,                       /* hundred, thousand, million */
    LEX_ORDINAL,
    LEX_DECADE,                      /* "nineties": 90 */
    LEX_SEASON,
    LEX_PART,                        /* of the day */
    LEX_CLOCK_WORD,                  /* noon, midnight: the hour */
    LEX_WHICH,                       /* last -1, this 0, next 1 */
    LEX_DAY_WORD,                    /* days from today */
    LEX_MOD,                         /* early, mid, late */
    LEX_EDGE,                        /* start, middle, end of */
    LEX_APPROX,
    LEX_VAGUE,                       /* several, few */
    LEX_EVERY,
    LEX_FREQUENCY,                   /* daily: its unit */
    LEX_ADVERB_REF,                  /* now, recently, soon: time_ref */
    LEX_ADJECTIVE_REF,
    LEX_ZONE,
    LEX_MERIDIEM,                    /* am 0, pm 12 */
    LEX_SHIFT,                       /* ago, later */
    LEX_FISCAL,
    LEX_HIJRI_MONTH,
    LEX_SOLAR_MONTH,
} lex_class;

typedef enum time_unit {
    UNIT_SECOND, UNIT_MINUTE, UNIT_HOUR, UNIT_NIGHT, UNIT_DAY, UNIT_WEEKEND, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH,
    UNIT_QUARTER, UNIT_YEAR, UNIT_DECADE, UNIT_CENTURY, UNIT_MILLENNIUM
} time_unit;

typedef enum time_season { SEASON_NONE, SEASON_SPRING, SEASON_SUMMER, SEASON_AUTUMN, SEASON_WINTER } time_season;
typedef enum time_part {
    PART_NONE, PART_MORNING, PART_MIDDAY, PART_AFTERNOON, PART_EVENING, PART_NIGHT, PART_DAYTIME
} time_part;
typedef enum time_mod { MOD_NONE, MOD_START, MOD_MID, MOD_END } time_mod;
typedef enum time_ref { REF_NONE, REF_PRESENT, REF_PAST, REF_FUTURE } time_ref;

typedef struct lex_entry {
    const char *word;
    lex_class class;
    int value;
} lex_entry;

/* The first entry of a folded word, and how many follow it; NULL and 0 where there is none. */
const lex_entry *time_lexicon_find(const char *folded, size_t bytes, uint32_t *count);

/* All entries, for tests. */
const lex_entry *time_lexicon_all(size_t *count);

#endif
