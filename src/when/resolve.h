/* resolve.h - from what the words say to days: against the report's day, the story's day and the verb's tense. */
#ifndef ACTA_WHEN_RESOLVE_H
#define ACTA_WHEN_RESOLVE_H

#include "when/reading.h"

/* Where in time the reader is. Updated from expression to expression. */
typedef struct time_context {
    civil_date report;               /* the day all is counted from; year 0: unknown */
    civil_date story;                /* first day of the last date told; year 0: none yet */
    civil_date story_day;            /* the last single day told */
    grain story_grain;
    int quarter, quarter_year;       /* the last quarter told that was no "year ago"; 0: none */
    uint32_t quarter_sentence, story_sentence, sentence;
    int direction;                   /* of the verb beside: -1 past, 1 future, 0 unknown */
    bool quoted;
} time_context;

/* The value, type, interval and grain. The reading's words are not touched. */
acta_status resolve_reading(const reading *r, const time_context *c, arena *a, timex *out, acta_err *err);

/* The story moves on to this time. */
void context_follow(time_context *c, const timex *t);       /* not called for what is counted from the story by years */

/* Weeks run Sunday to Saturday: the Sunday on or before the day. */
civil_date week_sunday(civil_date day);

#endif
