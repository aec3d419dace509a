#include "base/civil.h"

enum { DAYS_TO_1970 = 719468, DAYS_PER_ERA = 146097 };

static bool leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int civil_month_days(int year, int month)
{
    static const int8_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[(month - 1) % 12];
}

bool civil_valid(int64_t year, int64_t month, int64_t day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
    return day <= civil_month_days((int)year, (int)month);
}

civil_date civil_make(int64_t year, int64_t month, int64_t day)
{
    if (!civil_valid(year, month, day)) return (civil_date){0};
    return (civil_date){(int16_t)year, (int8_t)month, (int8_t)day};
}

civil_date civil_read(const char *text, size_t bytes)
{
    if (bytes != 10 || text[4] != '-' || text[7] != '-') return (civil_date){0};
    int part[3] = {0}, at = 0;
    for (size_t i = 0; i < bytes; i++) {
        if (i == 4 || i == 7) {
            at++;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') return (civil_date){0};
        part[at] = part[at] * 10 + (text[i] - '0');
    }
    return civil_make(part[0], part[1], part[2]);
}

/* Years begin in March, so that the leap day is the last of its year; 400 such years are an era. */
int32_t civil_number(civil_date date)
{
    int32_t year = date.year - (date.month <= 2);
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t of_era = year - era * 400;
    int32_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_1970;
}

civil_date civil_from_number(int64_t number)
{
    if (number < -719162 || number > 2932896) return (civil_date){0};
    int32_t z = (int32_t)number + DAYS_TO_1970;
    int32_t era = (z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int32_t day_of_era = z - era * DAYS_PER_ERA;
    int32_t of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t of_year = day_of_era - (365 * of_era + of_era / 4 - of_era / 100);
    int32_t march_month = (5 * of_year + 2) / 153;
    int32_t month = march_month + (march_month < 10 ? 3 : -9);
    int32_t year = of_era + era * 400 + (month <= 2);
    return civil_make(year, month, of_year - (153 * march_month + 2) / 5 + 1);
}

int civil_weekday(civil_date date)
{
    int32_t from_monday = (civil_number(date) + 3) % 7;   /* 1970-01-01 was a Thursday */
    return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

civil_date civil_add_days(civil_date date, int64_t days)
{
    if (date.year == 0 || days > 4000000 || days < -4000000) return (civil_date){0};
    return civil_from_number(civil_number(date) + days);
}

civil_date civil_add_months(civil_date date, int64_t months)
{
    if (date.year == 0 || months > 120000 || months < -120000) return (civil_date){0};
    int64_t count = (int64_t)date.year * 12 + date.month - 1 + months;
    if (count < 12 || count >= 120000) return (civil_date){0};
    int year = (int)(count / 12), month = (int)(count % 12) + 1;
    int last = civil_month_days(year, month);
    return civil_make(year, month, date.day < last ? date.day : last);
}

int civil_iso_week(civil_date date, int *iso_year)
{
    int32_t thursday = civil_number(date) + 4 - civil_weekday(date);
    civil_date in_year = civil_from_number(thursday);
    *iso_year = in_year.year;
    if (in_year.year == 0) return 0;
    return (thursday - civil_number(civil_make(in_year.year, 1, 1))) / 7 + 1;
}

civil_date civil_iso_monday(int iso_year, int week)
{
    civil_date fourth = civil_make(iso_year, 1, 4);
    if (fourth.year == 0) return fourth;
    return civil_add_days(fourth, 1 - civil_weekday(fourth) + 7 * (int64_t)(week - 1));
}

int civil_compare(civil_date a, civil_date b)
{
    int32_t left = civil_number(a), right = civil_number(b);
    return (left > right) - (left < right);
}

/* Anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
civil_date civil_easter(int year)
{
    if (year < 326 || year > 9999) return (civil_date){0};
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int sum = h + l - 7 * m + 114;
    return civil_make(year, sum / 31, sum % 31 + 1);
}

/* Meeus's Julian computus; the day is turned into the Gregorian calendar by the centuries' lag. */
civil_date civil_orthodox_easter(int year)
{
    if (year < 326 || year > 9999) return (civil_date){0};
    int d = (19 * (year % 19) + 15) % 30;
    int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    int sum = d + e + 114;
    int lag = year / 100 - year / 400 - 2;
    return civil_add_days(civil_make(year, sum / 31, sum % 31 + 1), lag);
}

static bool hijri_leap(int64_t year)
{
    return (11 * year + 14) % 30 < 11;
}

int civil_hijri_month_days(int year, int month)
{
    return month % 2 == 1 || (month == 12 && hijri_leap(year)) ? 30 : 29;
}

/* Epoch 16 July 622 (Julian) is 19 July 622 Gregorian. */
civil_date civil_from_hijri(int64_t year, int64_t month, int64_t day)
{
    if (year < 1 || year > 9000 || month < 1 || month > 12 || day < 1) return (civil_date){0};
    if (day > civil_hijri_month_days((int)year, (int)month)) return (civil_date){0};
    int64_t epoch = civil_number(civil_make(622, 7, 19));
    int64_t before_month = 29 * (month - 1) + month / 2;
    return civil_from_number(epoch + (year - 1) * 354 + (3 + 11 * year) / 30 + before_month + day - 1);
}

int civil_hijri_year(civil_date date)
{
    int64_t epoch = civil_number(civil_make(622, 7, 19));
    int64_t days = civil_number(date) - epoch;
    return days < 0 ? 0 : (int)((days * 30 + 10646) / 10631);
}

/* Eight leap years in thirty-three, at these remainders. */
static bool solar_leap(int64_t year)
{
    static const int8_t at[8] = {1, 5, 9, 13, 17, 22, 26, 30};
    for (int i = 0; i < 8; i++)
        if (year % 33 == at[i]) return true;
    return false;
}

int civil_solar_hijri_month_days(int year, int month)
{
    if (month <= 6) return 31;
    return month <= 11 || solar_leap(year) ? 30 : 29;
}

static int64_t solar_leaps_before(int64_t year)
{
    int64_t leaps = (year - 1) / 33 * 8;
    for (int64_t y = (year - 1) / 33 * 33 + 1; y < year; y++) leaps += solar_leap(y);
    return leaps;
}

/* Counted from 1 Farvardin 1375 = 20 March 1996. */
civil_date civil_from_solar_hijri(int64_t year, int64_t month, int64_t day)
{
    if (year < 1 || year > 9000 || month < 1 || month > 12 || day < 1) return (civil_date){0};
    if (day > civil_solar_hijri_month_days((int)year, (int)month)) return (civil_date){0};
    int64_t anchor = civil_number(civil_make(1996, 3, 20));
    int64_t years = (year - 1375) * 365 + solar_leaps_before(year) - solar_leaps_before(1375);
    int64_t before_month = month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
    return civil_from_number(anchor + years + before_month + day - 1);
}
