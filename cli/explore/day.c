/* day.c - days as numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet.h"

/* Years that begin in March have their odd day at the end: four centuries are 146,097 days. */
static int32_t days_from(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year, shifted = month <= 2 ? month + 9 : month - 3;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * shifted + 2) / 5 + day - 1 - 719468;
}

static int month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + leap;
}

int32_t explore_day_read(const char *text) {
    static const char form[] = "dddd-dd-dd";
    if (text == NULL || strlen(text) != sizeof form - 1) return NO_DAY;
    for (size_t i = 0; form[i] != '\0'; i++) {
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-') return NO_DAY;
    }
    int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_days(year, month)) return NO_DAY;
    return days_from(year, month, day);
}

void day_write(int32_t day, char room[16]) {
    unsigned n = (unsigned)(day + 719468), era = n / 146097, rest = n % 146097;
    unsigned y = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365, of_year = rest - (365 * y + y / 4 - y / 100);
    unsigned shifted = (5 * of_year + 2) / 153, month = shifted < 10 ? shifted + 3 : shifted - 9;
    snprintf(room, 16, "%04u-%02u-%02u", (y + era * 400 + (month <= 2)) % 10000, month % 100, (of_year - (153 * shifted + 2) / 5 + 1) % 100);
}
