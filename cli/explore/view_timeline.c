/* view_timeline.c - /api/timeline: events by day, week or month, stacked by quad class or type. */
#include <stdio.h>
#include <stdlib.h>

#include "codes.h"
#include "filter.h"

enum { BY_DAY, BY_WEEK, BY_MONTH };
static const char *const widths[] = {"day", "week", "month", NULL}, *const stacks[] = {"quad", "type", NULL};

/* The day on which a bin begins: weeks on a Monday. 1970-01-01 was a Thursday. */
static int32_t bin_start(int32_t day, int width) {
    char room[16];
    if (width == BY_DAY) return day;
    if (width == BY_WEEK) return day - ((day + 3) % 7 + 7) % 7;
    day_write(day, room);
    return day - (atoi(room + 8) - 1);
}

typedef struct bins {
    uint32_t *counts;                /* [days][TYPES + 1] */
    int32_t first, last;
    uint64_t undated;
} bins;

/* By day, however wide the bins will be: there are few days, and adding them up is cheap. */
static bins count_days(work *w, const selection *chosen, bool by_type) {
    const sheet *s = w->sheet;
    bins b = {.first = INT32_MAX, .last = INT32_MIN};
    for (size_t i = 0; i < chosen->count; i++) {
        int32_t day = s->events[chosen->rows[i]].day;
        if (day == NO_DAY) continue;
        if (day < b.first) b.first = day;
        if (day > b.last) b.last = day;
    }
    size_t days = b.first <= b.last ? (size_t)(b.last - b.first) + 1 : 0;
    b.counts = pad_take(&w->pad, (days + 1) * (TYPES + 1) * sizeof *b.counts);
    for (size_t i = 0; i < chosen->count; i++) {
        const sheet_event *e = &s->events[chosen->rows[i]];
        uint32_t weight = event_weight(s, chosen, e);
        if (e->day == NO_DAY) b.undated += weight;
        else b.counts[(size_t)(e->day - b.first) * (TYPES + 1) + (by_type ? e->type : e->quad)] += weight;
    }
    return b;
}

static void put_bin(reply *j, int32_t start, const uint64_t *sum, bool by_type) {
    char room[16];
    day_write(start, room);
    reply_open(j, '{');
    reply_key(j, "start");
    reply_text(j, room);
    reply_key(j, "counts");
    reply_open(j, '{');
    for (int k = 0; k <= TYPES; k++) {
        if (sum[k] == 0) continue;
        snprintf(room, sizeof room, "%d", k);
        reply_key(j, !by_type ? room : k < TYPES ? types[k].name : "other");
        reply_integer(j, (int64_t)sum[k]);
    }
    reply_close(j, '}');
    reply_close(j, '}');
}

static void put_bins(reply *j, const bins *b, int width, bool by_type) {
    for (int64_t day = b->first; day <= b->last;) {
        int32_t start = bin_start((int32_t)day, width);
        uint64_t sum[TYPES + 1] = {0}, all = 0;
        for (; day <= b->last && bin_start((int32_t)day, width) == start; day++) {
            for (int k = 0; k <= TYPES; k++) {
                uint32_t count = b->counts[(size_t)(day - b->first) * (TYPES + 1) + (size_t)k];
                sum[k] += count;
                all += count;
            }
        }
        if (all > 0) put_bin(j, start, sum, by_type);
    }
}

bool view_timeline(work *w) {
    int width, stack;
    selection chosen;
    if (!asked_word(w, "by", widths, BY_MONTH, &width) || !asked_word(w, "stack", stacks, 0, &stack)) return false;
    if (!filter_select(w, &chosen)) return false;
    bins b = count_days(w, &chosen, stack == 1);
    reply *j = &w->out;
    reply_open(j, '{');
    reply_key(j, "by");
    reply_text(j, widths[width]);
    reply_key(j, "stack");
    reply_text(j, stacks[stack]);
    reply_key(j, "undated");
    reply_integer(j, (int64_t)b.undated);
    reply_key(j, "bins");
    reply_open(j, '[');
    put_bins(j, &b, width, stack == 1);
    reply_close(j, ']');
    reply_close(j, '}');
    return true;
}
