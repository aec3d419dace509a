/* holidays.h - days with names: fixed, counted in weeks, hung on Easter or on the Islamic and Iranian years. */
#ifndef ACTA_WHEN_HOLIDAYS_H
#define ACTA_WHEN_HOLIDAYS_H

#include "base/civil.h"
#include "when/atoms.h"

typedef uint16_t holiday;            /* row of the table + 1; 0: none */

/* Moves on over a holiday's name. */
bool eat_holiday(scan *s, holiday *h);

/* Its first day in the civil year; `days` is how many it lasts. None where the year has none. A civil year may hold a
 * feast of the shorter Islamic year twice: turn 0 is the first, turn 1 the second. */
civil_date holiday_date(holiday h, int year, int turn, int *days);

#endif
