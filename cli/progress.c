/* progress.c - how far things are. */
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BAR_CELLS = 24 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_begin(progress *p, progress_form form) {
    *p = (progress){.form = form, .terminal = isatty(STDERR_FILENO) == 1, .started = now()};
    p->last = p->started;
}

/* Seconds between two tellings: often enough to look alive, seldom enough for a log. */
static double pause_of(const progress *p) {
    return p->form == PROGRESS_JSON ? 1 : p->terminal ? 0.2 : 10;
}

static double rate_of(const pool_tally *t, double spent) {
    return spent > 0 ? (double)t->done / spent : 0;
}

/* Time left as reckoned from the share done; negative: nothing to reckon from. */
static double seconds_left(double share, double spent) {
    return share > 0 ? spent / share * (1 - share) : -1;
}

static double share_of(uint64_t bytes_done, uint64_t bytes_total) {
    return bytes_total == 0 ? 0 : bytes_done < bytes_total ? (double)bytes_done / (double)bytes_total : 1;
}

static void draw_bar(double share, double spent) {
    char bar[BAR_CELLS + 1];
    for (int i = 0; i < BAR_CELLS; i++) bar[i] = i < (int)(share * BAR_CELLS) ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    double left = seconds_left(share, spent);
    unsigned seconds = left > 0 ? (unsigned)(left + 0.5) : 0;
    fprintf(stderr, " [%s] %3.0f %%  %u:%02u:%02u left", bar, share * 100, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

static void show_line(progress *p, const pool_tally *t, double share, double spent) {
    if (p->terminal) fprintf(stderr, "\r\033[K");
    fprintf(stderr, "%llu reports  %.1f a second", (unsigned long long)t->done, rate_of(t, spent));
    if (t->foreign > 0) fprintf(stderr, "  %llu not English", (unsigned long long)t->foreign);
    if (t->failed > 0) fprintf(stderr, "  %llu failed", (unsigned long long)t->failed);
    if (p->bytes_total > 0) draw_bar(share, spent);
    fprintf(stderr, p->terminal ? "" : "\n");
    p->drawn = p->terminal;
}

static void show_json(const pool_tally *t, double share, double spent, bool done) {
    fprintf(stderr, "{\"reports\": %llu, \"failed\": %llu, \"not_english\": %llu, \"empty\": %llu, \"seconds\": %.1f, \"per_second\": %.1f", (unsigned long long)t->done,
            (unsigned long long)t->failed, (unsigned long long)t->foreign, (unsigned long long)t->empty, spent, rate_of(t, spent));
    if (!done && share > 0) fprintf(stderr, ", \"share\": %.4f, \"seconds_left\": %.0f", share, seconds_left(share, spent));
    fprintf(stderr, ", \"done\": %s}\n", done ? "true" : "false");
}

void progress_show(progress *p, const pool_tally *t, uint64_t bytes_done, uint64_t bytes_total) {
    if (p->form == PROGRESS_NONE) return;
    double time = now();
    if (time - p->last < pause_of(p)) return;
    p->last = time;
    p->bytes_total = bytes_total;
    double share = share_of(bytes_done, bytes_total), spent = time - p->started;
    if (p->form == PROGRESS_JSON) show_json(t, share, spent, false);
    else show_line(p, t, share, spent);
}

void progress_wipe(progress *p) {
    if (p->drawn) fprintf(stderr, "\r\033[K");
    p->drawn = false;
}

void progress_end(progress *p, const pool_tally *t) {
    progress_wipe(p);
    double spent = now() - p->started;
    if (p->form == PROGRESS_JSON) show_json(t, 1, spent, true);
    if (p->form != PROGRESS_BAR) return;
    fprintf(stderr, "%llu reports in %.1f s, %.1f a second\n", (unsigned long long)t->done, spent, rate_of(t, spent));
}
