#include "when/holidays.h"

#include <string.h>

typedef enum holiday_rule { RULE_FIXED, RULE_NTH, RULE_EASTER, RULE_PASCHA, RULE_HIJRI, RULE_SOLAR } holiday_rule;

static const struct holiday_row {
    const char *words;
    holiday_rule rule;
    int16_t a, b, c, days;
} rows[] = {
#define HOLIDAY(words, rule, a, b, c, days) {words, RULE_##rule, a, b, c, days},
#include "when/holidays.def"
#undef HOLIDAY
};

enum { ROWS = sizeof rows / sizeof *rows };

/* How many atoms from the scan spell the words: an atom boundary stands where the words have a space or a hyphen. */
static uint32_t spelled(const scan *s, const char *words) {
    uint32_t atoms = 0;
    while (*words != '\0') {
        const atom *a = scan_peek(s, (int)atoms);
        if (a == NULL || a->bytes == 0) return 0;
        bool curled = a->bytes >= 3 && memcmp(a->at, "\xe2\x80\x99", 3) == 0;
        const char *at = a->at + (curled ? 3 : 0);
        uint32_t bytes = a->bytes - (curled ? 3 : 0);
        if (curled && *words++ != '\'') return 0;
        if (strncmp(words, at, bytes) != 0) return 0;
        words += bytes;
        if (*words == '.') words++;
        if (*words != '\0' && *words != ' ' && *words != '-' && *a->at != '-') return 0;
        if (*words == ' ') words++;
        atoms++;
    }
    return atoms;
}

bool eat_holiday(scan *s, holiday *h) {
    uint32_t best = 0;
    const atom *first = scan_peek(s, 0);
    if (first == NULL) return false;
    for (uint32_t i = 0; i < ROWS; i++) {
        if (rows[i].words[0] != first->at[0]) continue;
        uint32_t atoms = spelled(s, rows[i].words);
        if (atoms > best) best = atoms, *h = (holiday)(i + 1);
    }
    s->at += best;
    return best > 0;
}

/* The nth such weekday of the month, or the last where n is -1. */
static civil_date nth_weekday(int year, int month, int weekday, int n) {
    civil_date first = civil_make(year, month, n > 0 ? 1 : civil_month_days(year, month));
    if (first.year == 0) return first;
    int gap = n > 0 ? (weekday - civil_weekday(first) + 7) % 7 : -((civil_weekday(first) - weekday + 7) % 7);
    return civil_add_days(first, gap + (n > 0 ? 7 * (n - 1) : 0));
}

/* The Islamic year is eleven days shorter: the feast falls in one of the two or three that touch the civil year. */
static civil_date hijri_in(int year, int turn, int month, int day) {
    civil_date first = civil_make(year, 1, 1);
    if (first.year == 0) return first;
    int hijri = civil_hijri_year(first);
    for (int y = hijri; y <= hijri + 1; y++) {
        civil_date date = civil_from_hijri(y, month, day);
        if (date.year == year && turn-- == 0) return date;
    }
    return (civil_date){0};
}

civil_date holiday_date(holiday h, int year, int turn, int *days) {
    *days = 1;
    if (h == 0 || h > ROWS) return (civil_date){0};
    const struct holiday_row *row = &rows[h - 1];
    *days = row->days;
    if (turn > 0 && row->rule != RULE_HIJRI) return (civil_date){0};
    switch (row->rule) {
    case RULE_FIXED: return civil_make(year, row->a, row->b);
    case RULE_NTH: return nth_weekday(year, row->a, row->b, row->c);
    case RULE_EASTER: return civil_add_days(civil_easter(year), row->a);
    case RULE_PASCHA: return civil_add_days(civil_orthodox_easter(year), row->a);
    case RULE_HIJRI: return hijri_in(year, turn, row->a, row->b);
    case RULE_SOLAR: return civil_from_solar_hijri(year - 621, row->a, row->b);
    }
    return (civil_date){0};
}
