/* day.c - days of the calendar as agencies write them at the head of a report. */
#include "report/day.h"

#include "base/utf8.h"
#include "report/names.h"

static uint32_t skip_blanks(const char *text, uint32_t at, uint32_t to) {
    while (at < to && (text[at] == ' ' || text[at] == '\n')) at++;
    return at;
}

typedef struct day_reader {
    const char *text;
    uint32_t at, to;
    int year, month, day;
} day_reader;

static uint32_t letters_end(const day_reader *r, uint32_t at) {
    while (at < r->to && ascii_is_letter((uint8_t)r->text[at])) at++;
    return at;
}

/* A number of at most four digits; *at moves behind it. -1: none, or a longer one. */
static int read_number(const day_reader *r, uint32_t *at) {
    uint32_t from = *at, i = from;
    int value = 0;
    for (; i < r->to && i < from + 5 && ascii_is_digit((uint8_t)r->text[i]); i++)
        value = value * 10 + (r->text[i] - '0');
    if (i == from || i == from + 5) return -1;
    *at = i;
    return value;
}

/* "28", "28th". */
static bool read_day_number(day_reader *r) {
    uint32_t at = r->at;
    int value = read_number(r, &at);
    if (value < 1 || value > 31) return false;
    uint32_t end = letters_end(r, at);
    static const char *const endings[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4; i++)
        if (ascii_same(r->text + at, end - at, endings[i])) at = end;
    if (at < r->to && ascii_is_letter((uint8_t)r->text[at])) return false;
    r->day = value;
    r->at = at;
    return true;
}

/* Behind the full stop that belongs to a shortened name, "Feb.", "Thurs.": full names have their ends. */
static uint32_t skip_stop(const day_reader *r, uint32_t from, uint32_t end) {
    static const char *const full[] = {"may", "june", "july", "march", "april"};
    bool shortened = end - from <= 5;
    for (size_t i = 0; i < sizeof full / sizeof *full; i++)
        shortened &= !ascii_same(r->text + from, end - from, full[i]);
    return shortened && end < r->to && r->text[end] == '.' ? end + 1 : end;
}

/* "February", "Feb." */
static bool read_month(day_reader *r) {
    uint32_t end = letters_end(r, r->at);
    r->month = names_month(r->text + r->at, end - r->at);
    if (r->month == 0) return false;
    r->at = skip_stop(r, r->at, end);
    return true;
}

/* ", 2006" or " 2006", also said twice. */
static void read_year(day_reader *r) {
    for (int times = 0; times < 2; times++) {
        uint32_t at = skip_blanks(r->text, r->at, r->to);
        if (at < r->to && r->text[at] == ',') at = skip_blanks(r->text, at + 1, r->to);
        uint32_t from = at;
        int year = read_number(r, &at);
        if (at - from != 4 || year < 1700 || year > 2199 || (r->year != 0 && r->year != year)) return;
        if (at < r->to && (ascii_is_letter((uint8_t)r->text[at]) || r->text[at] == ':')) return;
        r->year = year;
        r->at = at;
    }
}

/* "2021-02-28". */
static bool read_iso(day_reader *r) {
    civil_date date = r->to - r->at >= 10 ? civil_read(r->text + r->at, 10) : (civil_date){0};
    if (date.year == 0) return false;
    r->year = date.year, r->month = date.month, r->day = date.day;
    r->at += 10;
    return true;
}

/* "28.02.2021", "28/2/2021" where only one order of day and month is possible. */
static bool read_figures(day_reader *r) {
    uint32_t at = r->at;
    int first = read_number(r, &at);
    char mark = at < r->to ? r->text[at] : '\0';
    if (first < 1 || (mark != '.' && mark != '/')) return false;
    at++;
    int second = read_number(r, &at);
    if (second < 1 || at >= r->to || r->text[at] != mark) return false;
    at++;
    uint32_t year_from = at;
    int year = read_number(r, &at);
    if (at - year_from == 2) year += year < 50 ? 2000 : 1900;
    bool day_first = mark == '.' || first > 12;
    if (year < 1700 || (!day_first && second <= 12)) return false;
    r->year = year, r->day = day_first ? first : second, r->month = day_first ? second : first;
    r->at = at;
    return true;
}

/* "Feb. 28", "28th of February". */
static bool read_month_and_day(day_reader *r) {
    uint32_t from = r->at;
    if (read_month(r)) {
        r->at = skip_blanks(r->text, r->at, r->to);
        if (read_day_number(r)) return true;
    } else if (read_day_number(r)) {
        r->at = skip_blanks(r->text, r->at, r->to);
        if (r->to - r->at > 3 && ascii_same(r->text + r->at, 3, "of ")) r->at += 3;
        if (read_month(r)) return true;
    }
    r->at = from;
    return false;
}

/* "Monday", "Mon.", and the comma after it if a day follows. 0: none. */
static int read_weekday(day_reader *r) {
    uint32_t end = letters_end(r, r->at);
    int weekday = names_weekday(r->text + r->at, end - r->at);
    if (weekday != 0) r->at = skip_stop(r, r->at, end);
    return weekday;
}

/* The latest such day not after publication; a dateline may run ahead of it by the width of the time zones, and more. */
static civil_date supply_year(int month, int day, civil_date published) {
    enum { DAYS_AHEAD_MAX = 3, YEARS_BACK_MAX = 8 };
    if (published.year == 0) return (civil_date){0, (int8_t)month, (int8_t)day};
    int32_t latest = civil_number(published) + DAYS_AHEAD_MAX;
    for (int year = published.year + 1; year > published.year - YEARS_BACK_MAX; year--) {
        civil_date date = civil_make(year, month, day);
        if (date.year != 0 && civil_number(date) <= latest) return date;
    }
    return (civil_date){0};
}

static civil_date latest_weekday(int weekday, civil_date published) {
    if (published.year == 0) return (civil_date){0};
    return civil_add_days(published, -((civil_weekday(published) - weekday + 7) % 7));
}

/* "Monday's vote" names no day of publication. */
static bool goes_on(const char *text, uint32_t at, uint32_t to) {
    uint32_t code = 0;
    if (at < to) utf8_decode(text + at, to - at, &code);
    return utf8_is_letter(code) || utf8_is_digit(code) || code == '\'' || code == 0x2019;
}

bool day_read(const char *text, uint32_t *at, uint32_t byte_to, civil_date published, civil_date *day) {
    day_reader r = {.text = text, .at = *at, .to = byte_to};
    int weekday = read_weekday(&r);
    uint32_t after_weekday = r.at;
    if (weekday != 0) {
        r.at = skip_blanks(text, r.at, byte_to);
        if (r.at < byte_to && text[r.at] == ',') r.at = skip_blanks(text, r.at + 1, byte_to);
    }
    if (read_iso(&r) || read_figures(&r)) {
        *day = civil_make(r.year, r.month, r.day);
    } else if (read_month_and_day(&r)) {
        read_year(&r);
        if (!civil_valid(r.year != 0 ? r.year : 2000, r.month, r.day)) return false;
        *day = r.year != 0 ? civil_make(r.year, r.month, r.day) : supply_year(r.month, r.day, published);
    } else if (weekday != 0) {
        r.at = after_weekday;
        *day = latest_weekday(weekday, published);
    } else {
        return false;
    }
    if (goes_on(text, r.at, byte_to)) return false;
    *at = r.at;
    return true;
}
