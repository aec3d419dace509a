/* civil.h - days of the civil calendar: proleptic Gregorian, years 1..9999, exact.
 *
 * A day number counts days since 1970-01-01, so that intervals are subtractions. Whatever leaves the years 1..9999
 * comes back as "no date": year 0.
 */
#ifndef ACTA_BASE_CIVIL_H
#define ACTA_BASE_CIVIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A civil day, proleptic Gregorian. year 0: none. */
typedef struct civil_date {
    int16_t year;                    /* 1..9999 */
    int8_t month, day;               /* 1..12, 1..31 */
} civil_date;

/* Is there such a day? Any numbers may be asked about. */
bool civil_valid(int64_t year, int64_t month, int64_t day);

/* The day if there is one, else none. */
civil_date civil_make(int64_t year, int64_t month, int64_t day);

/* Reads exactly "YYYY-MM-DD"; none if it is not a real day written so. */
civil_date civil_read(const char *text, size_t bytes);

/* Day number; the date must be one. */
int32_t civil_number(civil_date date);
civil_date civil_from_number(int64_t number);

/* ISO: Monday 1 … Sunday 7. */
int civil_weekday(civil_date date);
int civil_month_days(int year, int month);

civil_date civil_add_days(civil_date date, int64_t days);

/* The same day `months` on, or the last of that month where it is shorter. */
civil_date civil_add_months(civil_date date, int64_t months);

/* ISO 8601 week of the day: 1..53, in a year that may differ from the day's. */
int civil_iso_week(civil_date date, int *iso_year);
/* Monday of that ISO week. */
civil_date civil_iso_monday(int iso_year, int week);

/* -1, 0, 1; both must be dates. */
int civil_compare(civil_date a, civil_date b);

/* Western and Orthodox Easter Sunday as civil days (years 326..9999; none before). */
civil_date civil_easter(int year);
civil_date civil_orthodox_easter(int year);

/* Days of the Islamic calendar (arithmetic, civil epoch: within a day or two of the sighted moon) and of the Solar
 * Hijri calendar (33-year rule, exact for 1178..1633). None where the day does not exist or lies outside. */
civil_date civil_from_hijri(int64_t year, int64_t month, int64_t day);
civil_date civil_from_solar_hijri(int64_t year, int64_t month, int64_t day);
int civil_hijri_month_days(int year, int month);
int civil_solar_hijri_month_days(int year, int month);

/* First day of the Islamic year in which the civil year begins; a civil year may hold two of one feast. */
int civil_hijri_year(civil_date date);

#endif
