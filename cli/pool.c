/* pool.c - many reports coded at once, written in the order they came. */
#include "pool.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"

enum { IDLE_MS = 250 };              /* without a report until a keeper is told */

typedef enum slot_state { SLOT_FREE, SLOT_FILLED, SLOT_DONE } slot_state;

typedef struct slot {
    slot_state state;
    input in;
    bytes out;
    acta_result *result;             /* for a keeper: what came of it, or NULL */
} slot;

typedef struct pool {
    const pool_plan *plan;
    input_reader *reader;
    pthread_mutex_t lock;            /* guards all below */
    pthread_cond_t changed;
    slot *slots;                     /* [slot_count]; report n is in slot n % slot_count */
    uint64_t slot_count;
    uint64_t read, taken, written;   /* numbers of reports: written <= taken <= read */
    bool read_all, no_memory;
} pool;

bool bytes_sink(void *ctx, const char *at, size_t count) {
    bytes *b = ctx;
    if (b->failed) return false;
    if (count > b->room - b->count) {
        size_t room = b->room * 2 > b->count + count ? b->room * 2 : b->count + count + 4096;
        char *grown = realloc(b->at, room);
        if (grown == NULL) {
            b->failed = true;
            return false;
        }
        b->at = grown;
        b->room = room;
    }
    memcpy(b->at + b->count, at, count);
    b->count += count;
    return true;
}

void bytes_clear(bytes *b) {
    free(b->at);
    *b = (bytes){0};
}

acta_report input_report(const input *in) {
    return (acta_report){.bytes = in->bytes, .byte_count = in->byte_count, .id = in->id, .title = in->title,
                         .published = in->published, .publisher = in->publisher, .url = in->url};
}

bool output_write(const settings *s, const char *at, size_t count) {
    while (count > 0) {
        ssize_t sent = write(STDOUT_FILENO, at, count);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) {
            fprintf(stderr, "%s: cannot write the output: %s\n", s->program, strerror(errno));
            return false;
        }
        at += sent;
        count -= (size_t)sent;
    }
    return true;
}

/* ---- the reading thread ---- */

static void *read_inputs(void *ctx) {
    pool *p = ctx;
    for (;;) {
        input in = {0};
        input_state state = input_next(p->reader, &in);
        pthread_mutex_lock(&p->lock);
        slot *free_slot = &p->slots[p->read % p->slot_count];
        while (state == INPUT_ONE && free_slot->state != SLOT_FREE) pthread_cond_wait(&p->changed, &p->lock);
        if (state == INPUT_ONE) {
            free_slot->in = in;
            free_slot->state = SLOT_FILLED;
            p->read++;
        } else {
            input_clear(&in);
            p->read_all = true;
            p->no_memory |= state == INPUT_NOMEM;
        }
        pthread_cond_broadcast(&p->changed);
        pthread_mutex_unlock(&p->lock);
        if (state != INPUT_ONE) return NULL;
    }
}

/* ---- the coding threads ---- */

static void code_one(const pool_plan *plan, acta_coder *coder, slot *s) {
    if (plan->keeper != NULL && !plan->keeper->wanted(plan->keeper->ctx, &s->in)) return;
    acta_report report = input_report(&s->in);
    acta_result *result = NULL;
    acta_err err = {.message = ""};
    acta_status status = acta_code_until(coder, &report, plan->last, &result, &err);
    if (status == ACTA_OK && plan->keeper != NULL) {
        s->result = result;
        return;
    }
    if (status == ACTA_OK) status = plan->write(result, plan->s, bytes_sink, &s->out, &err);
    acta_result_free(result);
    if (status == ACTA_OK) return;
    s->out.count = 0;
    snprintf(s->in.problem, sizeof s->in.problem, "%s", s->out.failed ? "out of memory" : err.message[0] != '\0' ? err.message : acta_status_name(status));
}

/* The next filled slot, or NULL when there will be none. */
static slot *take_slot(pool *p) {
    pthread_mutex_lock(&p->lock);
    while (p->taken == p->read && !p->read_all) pthread_cond_wait(&p->changed, &p->lock);
    slot *taken = p->taken < p->read ? &p->slots[p->taken++ % p->slot_count] : NULL;
    pthread_mutex_unlock(&p->lock);
    return taken;
}

static void slot_done(pool *p, slot *s) {
    pthread_mutex_lock(&p->lock);
    s->state = SLOT_DONE;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
}

static void *code_reports(void *ctx) {
    pool *p = ctx;
    acta_coder *coder = NULL;
    acta_err err = {.message = ""};
    acta_status status = acta_coder_new(p->plan->model, NULL, &coder, &err);
    acta_coder_min_confidence(coder, p->plan->s->min_confidence);
    for (slot *s; (s = take_slot(p)) != NULL; slot_done(p, s)) {
        if (s->in.problem[0] != '\0') continue;
        if (status == ACTA_OK) code_one(p->plan, coder, s);
        else snprintf(s->in.problem, sizeof s->in.problem, "%s", err.message);
    }
    acta_coder_free(coder);
    return NULL;
}

/* ---- the writing thread: the caller's ---- */

static bool tell_idle(pool *p) {
    pthread_mutex_unlock(&p->lock);
    bool go_on = p->plan->keeper->idle(p->plan->keeper->ctx);
    pthread_mutex_lock(&p->lock);
    return go_on;
}

/* Wait until something changes; a keeper is told when that takes long. False: it wants to stop. */
static bool wait_for_change(pool *p) {
    if (p->plan->keeper == NULL) return pthread_cond_wait(&p->changed, &p->lock) == 0;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += (long)IDLE_MS * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    return pthread_cond_timedwait(&p->changed, &p->lock, &until) != ETIMEDOUT || tell_idle(p);
}

/* The next report in order, when it is done; NULL: all are written, or *go_on is false. */
static slot *next_done(pool *p, bool *go_on) {
    pthread_mutex_lock(&p->lock);
    slot *s = &p->slots[p->written % p->slot_count];
    *go_on = true;
    while (*go_on && s->state != SLOT_DONE && !(p->read_all && p->written == p->read)) *go_on = wait_for_change(p);
    if (s->state != SLOT_DONE) s = NULL;
    pthread_mutex_unlock(&p->lock);
    return *go_on ? s : NULL;
}

static void free_slot(pool *p, slot *s) {
    input_clear(&s->in);
    acta_result_free(s->result);
    s->result = NULL;
    s->out.count = 0;
    if (s->out.room > (1u << 20)) bytes_clear(&s->out);
    pthread_mutex_lock(&p->lock);
    s->state = SLOT_FREE;
    p->written++;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
}

/* To the keeper, else to the output. */
static bool hand_on(pool *p, slot *done) {
    const pool_keeper *keeper = p->plan->keeper;
    if (keeper != NULL) return keeper->keep(keeper->ctx, &done->in, done->result);
    return output_write(p->plan->s, done->out.at, done->out.count);
}

static bool write_reports(pool *p, pool_tally *tally) {
    const settings *s = p->plan->s;
    progress bar;
    progress_begin(&bar, s->progress);
    bool go_on = true;
    for (slot *done; (done = next_done(p, &go_on)) != NULL; free_slot(p, done)) {
        tally->done++;
        if (done->in.problem[0] == '\0' && !hand_on(p, done)) return false;
        if (done->in.problem[0] != '\0') {
            tally->failed++;
            progress_wipe(&bar);
            fprintf(stderr, "%s: %s\n", done->in.place, done->in.problem);
        }
        progress_show(&bar, tally->done, p->reader->bytes_done, p->reader->bytes_total);
    }
    progress_end(&bar, tally->done);
    return go_on;
}

static bool pool_begin(pool *p, const pool_plan *plan, input_reader *reader, unsigned jobs) {
    *p = (pool){.plan = plan, .reader = reader, .slot_count = 2 * (uint64_t)jobs + 2};
    p->slots = calloc(p->slot_count, sizeof *p->slots);
    return p->slots != NULL && pthread_mutex_init(&p->lock, NULL) == 0 && pthread_cond_init(&p->changed, NULL) == 0;
}

static void pool_end(pool *p) {
    for (uint64_t i = 0; i < p->slot_count; i++) {
        input_clear(&p->slots[i].in);
        bytes_clear(&p->slots[i].out);
        acta_result_free(p->slots[i].result);
    }
    free(p->slots);
    pthread_cond_destroy(&p->changed);
    pthread_mutex_destroy(&p->lock);
}

static unsigned job_count(const settings *s) {
    if (s->jobs > 0) return s->jobs;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > 64 ? 64 : (unsigned)processors;
}

/* Threads that could not be started are done without, as long as there is one. */
static unsigned start(pool *p, pthread_t *reader, pthread_t *coders, unsigned jobs) {
    unsigned started = 0;
    while (started < jobs && pthread_create(&coders[started], NULL, code_reports, p) == 0) started++;
    if (started > 0 && pthread_create(reader, NULL, read_inputs, p) == 0) return started;
    pthread_mutex_lock(&p->lock);
    p->read_all = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < started; i++) pthread_join(coders[i], NULL);
    return 0;
}

int pool_run(const pool_plan *plan, input_reader *reader, pool_tally *tally) {
    unsigned jobs = job_count(plan->s);
    pool p;
    pthread_t reading, coding[256];
    if (jobs > sizeof coding / sizeof *coding) jobs = sizeof coding / sizeof *coding;
    if (!pool_begin(&p, plan, reader, jobs)) {
        fprintf(stderr, "%s: out of memory\n", plan->s->program);
        return EXIT_NOTHING;
    }
    unsigned started = start(&p, &reading, coding, jobs);
    if (started == 0) {
        fprintf(stderr, "%s: no thread could be started\n", plan->s->program);
        pool_end(&p);
        return EXIT_NOTHING;
    }
    /* The reader may wait for input that never comes: with nowhere to write, waiting for it would be for ever. */
    if (!write_reports(&p, tally)) _exit(EXIT_NOTHING);
    pthread_join(reading, NULL);
    for (unsigned i = 0; i < started; i++) pthread_join(coding[i], NULL);
    bool no_memory = p.no_memory;
    pool_end(&p);
    if (no_memory) fprintf(stderr, "%s: out of memory while reading; the rest of the input was left\n", plan->s->program);
    if (tally->failed == 0) return no_memory ? EXIT_SOME : EXIT_FINE;
    fprintf(stderr, "%s: %llu of %llu inputs failed\n", plan->s->program, (unsigned long long)tally->failed, (unsigned long long)tally->done);
    return tally->failed == tally->done ? EXIT_NOTHING : EXIT_SOME;
}
