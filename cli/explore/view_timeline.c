/* view_timeline.c - /api/timeline: events by day, week or month, stacked by quad class or type. */
#include <stdio.h>
#include <stdlib.h>

#include "codes.h"
#include "filter.h"
#include "order.h"

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

/* The chosen events that have a day, by day; how often those without one count. */
static keyed *by_day(work *w, const selection *chosen, size_t *count, uint64_t *undated) {
    const sheet *s = w->sheet;
    keyed *rows = pad_take(&w->pad, (chosen->count + 1) * sizeof *rows);
    *count = 0;
    *undated = 0;
    for (size_t i = 0; i < chosen->count; i++) {
        const sheet_event *e = &s->events[chosen->rows[i]];
        if (e->day == NO_DAY) *undated += event_weight(s, chosen, e);
        else rows[(*count)++] = (keyed){(uint32_t)e->day ^ 0x80000000u, chosen->rows[i]};
    }
    return order_rows(&w->pad, rows, *count);
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

static void put_bins(work *w, const selection *chosen, const keyed *rows, size_t count, int width, bool by_type) {
    const sheet *s = w->sheet;
    for (size_t i = 0; i < count;) {
        int32_t day = s->events[rows[i].row].day, start = bin_start(day, width);
        uint64_t sum[TYPES + 1] = {0};
        for (; i < count; i++) {
            const sheet_event *e = &s->events[rows[i].row];
            if (e->day != day && bin_start(e->day, width) != start) break;
            day = e->day;
            sum[by_type ? e->type : e->quad] += event_weight(s, chosen, e);
        }
        put_bin(&w->out, start, sum, by_type);
    }
}

bool view_timeline(work *w) {
    int width, stack;
    selection chosen;
    if (!asked_word(w, "by", widths, BY_MONTH, &width) || !asked_word(w, "stack", stacks, 0, &stack)) return false;
    if (!filter_select(w, &chosen)) return false;
    size_t count;
    uint64_t undated;
    const keyed *rows = by_day(w, &chosen, &count, &undated);
    reply *j = &w->out;
    reply_open(j, '{');
    reply_key(j, "by");
    reply_text(j, widths[width]);
    reply_key(j, "stack");
    reply_text(j, stacks[stack]);
    reply_key(j, "undated");
    reply_integer(j, (int64_t)undated);
    reply_key(j, "bins");
    reply_open(j, '[');
    put_bins(w, &chosen, rows, count, width, stack == 1);
    reply_close(j, ']');
    reply_close(j, '}');
    return true;
}
