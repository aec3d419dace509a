#include "page/webday.h"

#include <string.h>

#include "base/utf8.h"

enum { TOKENS_MAX = 48, YEAR_MIN = 1980, YEAR_MAX = 2099, SECONDS_DIGITS = 10, MILLISECONDS_DIGITS = 13 };

typedef struct token {
    int64_t value;                   /* of a number; the month 1..12 of a word that is one; 0: another word */
    uint32_t digits;                 /* 0: a word */
    char before;                     /* the character in front of it */
} token;

static int month_of(const char *word, size_t bytes) {
    static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};
    if (bytes < 3) return 0;
    for (int m = 0; m < 12; m++) {
        if (bytes > strlen(months[m])) continue;
        char start[12];
        memcpy(start, months[m], bytes);
        start[bytes] = '\0';
        bool enough = bytes == 3 || bytes == strlen(months[m]) || (m == 8 && bytes == 4);
        if (enough && ascii_same(word, bytes, start)) return m + 1;
    }
    return 0;
}

/* "28th", "1st", "2021T" */
static bool is_tail(const char *word, size_t bytes) {
    return bytes == 2 && (ascii_same(word, 2, "st") || ascii_same(word, 2, "nd") || ascii_same(word, 2, "rd") || ascii_same(word, 2, "th"));
}

static uint32_t read_tokens(const char *text, token tokens[TOKENS_MAX]) {
    uint32_t count = 0;
    char before = ' ';
    for (const char *c = text; *c != '\0' && count < TOKENS_MAX;) {
        const char *from = c;
        token t = {.before = before};
        if (ascii_is_digit((uint8_t)*c)) {
            for (; ascii_is_digit((uint8_t)*c); c++)
                if (++t.digits <= 18) t.value = t.value * 10 + (*c - '0');
        } else if (ascii_is_letter((uint8_t)*c)) {
            while (ascii_is_letter((uint8_t)*c)) c++;
            t.value = month_of(from, (size_t)(c - from));
            bool tail = count > 0 && tokens[count - 1].digits > 0 && from > text && ascii_is_digit((uint8_t)from[-1]) && is_tail(from, (size_t)(c - from));
            if (tail) continue;
        } else {
            before = *c++;
            continue;
        }
        tokens[count++] = t;
        before = ' ';
    }
    return count;
}

static bool is_year(const token *t) { return t->digits == 4 && t->value >= YEAR_MIN && t->value <= YEAR_MAX; }
static bool is_small(const token *t) { return t->digits == 1 || t->digits == 2; }
static bool is_month_name(const token *t) { return t->digits == 0 && t->value > 0; }

static civil_date make(const token *year, const token *month, const token *day) { return civil_make(year->value, month->value, day->value); }

/* "Feb 28 23:30:00 EST 2021": the year after a time of day. */
static const token *late_year(const token *t, uint32_t left) {
    for (uint32_t i = 2; i < left && i < 7; i++)
        if (is_year(&t[i])) return &t[i];
    return NULL;
}

static civil_date numeric(const token *t, bool month_first) {
    bool marked = t[1].before == t[2].before && strchr("/.-", t[1].before) != NULL && t[1].before != '\0';
    if (!marked || !is_small(&t[0]) || !is_small(&t[1]) || !is_year(&t[2])) return (civil_date){0};
    bool swap = t[1].value > 12 || (month_first && t[1].before == '/' && t[0].value <= 12);
    return swap ? make(&t[2], &t[0], &t[1]) : make(&t[2], &t[1], &t[0]);
}

/* A day that begins at a token. */
static civil_date day_at(const token *t, uint32_t left, bool month_first) {
    const civil_date none = {0};
    if (t[0].digits == 8) return civil_make(t[0].value / 10000, t[0].value / 100 % 100, t[0].value % 100);
    if (t[0].digits == 14) return civil_make(t[0].value / 10000000000, t[0].value / 100000000 % 100, t[0].value / 1000000 % 100);
    if (left < 3) return none;
    if (is_year(&t[0]) && is_small(&t[1]) && is_small(&t[2]) && t[1].before == t[2].before) return make(&t[0], &t[1], &t[2]);
    if (is_year(&t[0]) && is_month_name(&t[1]) && is_small(&t[2])) return make(&t[0], &t[1], &t[2]);
    if (is_small(&t[0]) && is_month_name(&t[1]) && is_year(&t[2])) return make(&t[2], &t[1], &t[0]);
    if (is_month_name(&t[0]) && is_small(&t[1])) {
        const token *year = late_year(t, left);
        return year != NULL ? make(year, &t[0], &t[1]) : none;
    }
    return numeric(t, month_first);
}

static bool is_sane(civil_date day) { return day.year >= YEAR_MIN && day.year <= YEAR_MAX; }

civil_date webday_read(const char *text, bool month_first) {
    token tokens[TOKENS_MAX];
    uint32_t count = read_tokens(text, tokens);
    if (count == 1 && (tokens[0].digits == SECONDS_DIGITS || tokens[0].digits == MILLISECONDS_DIGITS)) {
        int64_t seconds = tokens[0].digits == SECONDS_DIGITS ? tokens[0].value : tokens[0].value / 1000;
        return civil_from_number(seconds / 86400);
    }
    for (uint32_t i = 0; i < count; i++) {
        civil_date day = day_at(tokens + i, count - i, month_first);
        if (is_sane(day)) return day;
    }
    return (civil_date){0};
}

civil_date webday_of_url(const char *url) {
    const char *path = strstr(url, "://");
    path = strchr(path != NULL ? path + 3 : url, '/');
    token tokens[TOKENS_MAX];
    uint32_t count = path != NULL ? read_tokens(path, tokens) : 0;
    for (uint32_t i = 0; i < count; i++) {
        const token *t = tokens + i;
        bool whole = i + 2 < count && is_year(&t[0]) && (is_small(&t[1]) || is_month_name(&t[1])) && t[2].digits == 2 && t[1].before == t[2].before;
        civil_date day = {0};
        if (whole) day = make(&t[0], &t[1], &t[2]);
        else if (t[0].digits == 8) day = civil_make(t[0].value / 10000, t[0].value / 100 % 100, t[0].value % 100);
        if (is_sane(day)) return day;
    }
    return (civil_date){0};
}
