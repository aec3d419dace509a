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

void progress_begin(progress *p, bool wanted) {
    *p = (progress){.wanted = wanted, .terminal = isatty(STDERR_FILENO) == 1, .started = now()};
    p->last = p->started;
}

static void draw_bar(double share, double spent) {
    char bar[BAR_CELLS + 1];
    for (int i = 0; i < BAR_CELLS; i++) bar[i] = i < (int)(share * BAR_CELLS) ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    unsigned left = share > 0 ? (unsigned)(spent / share * (1 - share) + 0.5) : 0;
    fprintf(stderr, " [%s] %3.0f %%  %u:%02u:%02u left", bar, share * 100, left / 3600, left / 60 % 60, left % 60);
}

void progress_show(progress *p, uint64_t reports, uint64_t bytes_done, uint64_t bytes_total) {
    double time = now();
    if (!p->wanted || time - p->last < (p->terminal ? 0.2 : 10)) return;
    p->last = time;
    double spent = time - p->started;
    if (p->terminal) fprintf(stderr, "\r\033[K");
    fprintf(stderr, "%llu reports  %.1f a second", (unsigned long long)reports, (double)reports / spent);
    if (bytes_total > 0) draw_bar(bytes_done < bytes_total ? (double)bytes_done / (double)bytes_total : 1, spent);
    fprintf(stderr, p->terminal ? "" : "\n");
    p->drawn = p->terminal;
}

void progress_wipe(progress *p) {
    if (p->drawn) fprintf(stderr, "\r\033[K");
    p->drawn = false;
}

void progress_end(progress *p, uint64_t reports) {
    progress_wipe(p);
    if (!p->wanted) return;
    double spent = now() - p->started;
    fprintf(stderr, "%llu reports in %.1f s, %.1f a second\n", (unsigned long long)reports, spent, spent > 0 ? (double)reports / spent : 0);
}
