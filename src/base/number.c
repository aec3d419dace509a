/* number.c - cardinal numbers as English text writes them. */
#include "base/number.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *word;
    double value;
} units[] = {
    {"zero", 0},      {"one", 1},       {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
    {"six", 6},       {"seven", 7},     {"eight", 8},      {"nine", 9},      {"ten", 10},      {"eleven", 11},
    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14},  {"fifteen", 15},  {"sixteen", 16},  {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},    {"thirty", 30},   {"forty", 40},    {"fifty", 50},
    {"sixty", 60},    {"seventy", 70},  {"eighty", 80},    {"ninety", 90},
}, scales[] = {
    {"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12},
    {"m", 1e6}, {"mn", 1e6}, {"bn", 1e9},
};

static bool unit_value(const char *word, size_t bytes, double *value) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strlen(units[i].word) == bytes && memcmp(units[i].word, word, bytes) == 0) {
            *value = units[i].value;
            return true;
        }
    }
    return false;
}

static double scale_value(const char *word) {
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        if (strcmp(scales[i].word, word) == 0) return scales[i].value;
    }
    return 0;
}

/* "12,500" "3.5" "1 200" is two words. At most 15 digits, commas only before three digits. */
static bool digits_value(const char *word, double *value) {
    double sum = 0, place = 0;
    int digits = 0;
    for (const char *c = word; *c != 0; c++) {
        if (*c >= '0' && *c <= '9') {
            if (++digits > 15) return false;
            if (place > 0) {
                sum += (*c - '0') * place;
                place /= 10;
            } else {
                sum = sum * 10 + (*c - '0');
            }
        } else if (*c == '.' && place == 0 && digits > 0 && c[1] != 0) {
            place = 0.1;
        } else if (!(*c == ',' && place == 0 && digits > 0 && strspn(c + 1, "0123456789") == 3)) {
            return false;
        }
    }
    *value = sum;
    return digits > 0;
}

static bool hyphenated_value(const char *word, double *value) {
    const char *hyphen = strchr(word, '-');
    double tens, ones;
    if (hyphen == NULL) return false;
    if (!unit_value(word, (size_t)(hyphen - word), &tens) || tens < 20) return false;
    if (!unit_value(hyphen + 1, strlen(hyphen + 1), &ones) || ones < 1 || ones > 9) return false;
    *value = tens + ones;
    return true;
}

bool number_of_word(const char *folded, double *value) {
    if (digits_value(folded, value)) return true;
    return unit_value(folded, strlen(folded), value) || hyphenated_value(folded, value);
}

bool number_feed(number_reader *n, const char *folded) {
    double value = scale_value(folded);
    if (value > 0) {
        if (!n->any) return false;
        if (value == 100) {
            n->current *= 100;
        } else {
            n->done += n->current * value;
            n->current = 0;
        }
        return true;
    }
    if (!number_of_word(folded, &value)) return false;
    n->current += value;
    n->any = true;
    return true;
}

double number_value(const number_reader *n) {
    return n->done + n->current;
}
