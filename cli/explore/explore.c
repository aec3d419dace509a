/* explore.c - acta explore: an archive to look into with a browser, until Ctrl-C. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "explorer.h"
#include "sample.h"

/* Signals that end the program go to the one thread that waits for them. Every thread inherits this from here. */
static sigset_t hold_ends(void) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);
    return ends;
}

static bool open_all(explorer *x) {
    char wrong[512];
    x->sheets = sheets_open(x->path, &x->stop, wrong, sizeof wrong);
    if (x->sheets != NULL) x->readers = pool_open(x->path, ANSWERING_THREADS, &x->stop, wrong, sizeof wrong);
    if (x->readers == NULL) {
        fprintf(stderr, "%s: %s\n", x->settings->program, wrong);
        return false;
    }
    x->explain = explain_new(x->settings);
    x->ledger = ledger_new();
    if (x->explain != NULL && x->ledger != NULL) return true;
    fprintf(stderr, "%s: out of memory\n", x->settings->program);
    return false;
}

static void close_all(explorer *x) {
    atomic_store(&x->stop, true);
    if (x->sheets != NULL) sheets_close(x->sheets);
    pool_close(x->readers);
    explain_free(x->explain);
    ledger_free(x->ledger);
}

/* The address is the one thing on standard output, so that another program can read it there. */
static void say_where(const explorer *x, unsigned port) {
    const sheet *s = sheets_take(x->sheets);
    fprintf(stderr, "%s: %zu events of %s, read in %.1f s; Ctrl-C ends\n", x->settings->program, s->event_count, x->sample ? "the sample" : x->path, s->seconds);
    sheets_give_back(x->sheets, s);
    printf("http://127.0.0.1:%u/\n", port);
    fflush(stdout);
}

static int serve(explorer *x, const sigset_t *ends) {
    unsigned port = x->settings->port;
    int got;
    server *s = open_all(x) ? server_start(x, &port) : NULL;
    if (s != NULL) {
        say_where(x, port);
        sigwait(ends, &got);
        atomic_store(&x->stop, true);                /* a query that runs is stopped, so that the server can end */
        server_stop(s);
    }
    close_all(x);
    return s != NULL ? EXIT_FINE : EXIT_NOTHING;
}

/* The sample is coded before signals are held back: it takes seconds, and Ctrl-C must end it. */
int run_explore(const settings *s, int count, char **arguments) {
    char sample[4160];
    if (count != (s->sample ? 0 : 1)) {
        fprintf(stderr, "%s: explore takes an archive: '%s explore news.db'; or '%s explore --sample' for reports of ours\n", s->program, s->program, s->program);
        return EXIT_USAGE;
    }
    int status = s->sample ? sample_ready(s, sample, sizeof sample) : EXIT_FINE;
    if (status != EXIT_FINE) return status;
    sigset_t ends = hold_ends();
    explorer x = {.settings = s, .path = s->sample ? sample : arguments[0], .sample = s->sample};
    return serve(&x, &ends);
}
