/* pool.c - many reports coded at once, written in the order they came. */
#include "pool.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "progress.h"
#include "quarantine.h"

enum { IDLE_MS = 250 };              /* without a report until a keeper is told */

typedef enum slot_state { SLOT_FREE, SLOT_FILLED, SLOT_PREPARING, SLOT_READY, SLOT_CHOSEN, SLOT_CODING, SLOT_DONE } slot_state;

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
    quarantine failed;               /* the calling thread's */
    uint64_t read, prepared, chosen, coded, written;     /* reports taken up so far: written <= coded <= chosen <= prepared <= read */
    bool read_all, no_memory;
} pool;

/* Coding a large report may take hundreds of megabytes; where results are held until they are kept, it waits until it is the oldest. */
enum { LARGE_REPORT_BYTES = 1 << 16 };

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

/* ---- the working threads ---- */

static slot *slot_of(pool *p, uint64_t number) {
    return &p->slots[number % p->slot_count];
}

static void fail(input *in, const char *why) {
    snprintf(in->problem, sizeof in->problem, "%s", why);
}

static void code_one(const pool_plan *plan, acta_coder *coder, slot *s) {
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
    fail(&s->in, s->out.failed ? "out of memory" : err.message[0] != '\0' ? err.message : acta_status_name(status));
}

/* Reports that are not to be coded are passed by. */
static void pass_uncoded(pool *p) {
    while (p->coded < p->chosen && slot_of(p, p->coded)->state != SLOT_CHOSEN) p->coded++;
}

static bool may_code(pool *p) {
    if (p->coded == p->chosen) return false;
    bool large = p->plan->keeper != NULL && slot_of(p, p->coded)->in.byte_count > LARGE_REPORT_BYTES;
    return !large || p->coded == p->written;
}

/* The next slot to code, else to prepare; its state says which. NULL: there will be none. */
static slot *take_slot(pool *p) {
    slot *taken = NULL;
    pthread_mutex_lock(&p->lock);
    while (!may_code(p) && p->prepared == p->read && !(p->read_all && p->coded == p->read)) pthread_cond_wait(&p->changed, &p->lock);
    if (may_code(p)) {
        taken = slot_of(p, p->coded++);
        taken->state = SLOT_CODING;
        pass_uncoded(p);
    } else if (p->prepared < p->read) {
        taken = slot_of(p, p->prepared++);
        taken->state = SLOT_PREPARING;
    }
    pthread_mutex_unlock(&p->lock);
    return taken;
}

static void set_state(pool *p, slot *s, slot_state state) {
    pthread_mutex_lock(&p->lock);
    s->state = state;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
}

static void *work(void *ctx) {
    pool *p = ctx;
    acta_coder *coder = NULL;
    acta_err err = {.message = ""};
    acta_status status = acta_coder_new(p->plan->model, NULL, &coder, &err);
    acta_coder_min_confidence(coder, p->plan->s->min_confidence);
    for (slot *s; (s = take_slot(p)) != NULL;) {
        if (s->state == SLOT_PREPARING) {
            input_prepare(&s->in, p->plan->s);
            set_state(p, s, SLOT_READY);
            continue;
        }
        if (status == ACTA_OK) code_one(p->plan, coder, s);
        else fail(&s->in, err.message);
        set_state(p, s, SLOT_DONE);
    }
    acta_coder_free(coder);
    return NULL;
}

/* ---- the calling thread: chooses what is coded, and writes ---- */

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

/* The oldest report that is done, else the next one to choose about; its state says which. NULL: all are written, or *go_on is
 * false. */
static slot *next_due(pool *p, bool *go_on) {
    slot *due = NULL;
    pthread_mutex_lock(&p->lock);
    for (*go_on = true; *go_on; *go_on = wait_for_change(p)) {
        slot *done = slot_of(p, p->written), *ready = slot_of(p, p->chosen);
        if (p->written < p->chosen && done->state == SLOT_DONE) due = done;
        else if (p->chosen < p->prepared && ready->state == SLOT_READY) due = ready;
        if (due != NULL || (p->read_all && p->written == p->read)) break;
    }
    pthread_mutex_unlock(&p->lock);
    return due;
}

static void choose(pool *p, slot *s) {
    const pool_keeper *keeper = p->plan->keeper;
    bool code = s->in.problem[0] == '\0' && !s->in.foreign && !s->in.empty && (keeper == NULL || keeper->wanted(keeper->ctx, &s->in));
    pthread_mutex_lock(&p->lock);
    s->state = code ? SLOT_CHOSEN : SLOT_DONE;
    p->chosen++;
    pass_uncoded(p);
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
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
static bool hand_on(const pool_plan *plan, slot *s) {
    if (plan->keeper != NULL) return plan->keeper->keep(plan->keeper->ctx, &s->in, s->result);
    return output_write(plan->out, s->out.at, s->out.count);
}

/* What was made of one report goes where it belongs. False: nothing more can be written. */
static bool write_slot(pool *p, slot *s, progress *bar, pool_tally *tally) {
    tally->done++;
    tally->foreign += s->in.foreign;
    tally->empty += s->in.empty;
    if (s->in.foreign || s->in.empty) return true;
    if (s->in.problem[0] == '\0' && !hand_on(p->plan, s)) return false;
    if (s->in.problem[0] == '\0') return true;
    tally->failed++;
    progress_wipe(bar);
    fprintf(stderr, "%s: %s\n", s->in.place, s->in.problem);
    return quarantine_write(&p->failed, &s->in);
}

static bool run_reports(pool *p, pool_tally *tally) {
    progress bar;
    bool go_on = true;
    progress_begin(&bar, p->plan->s->progress);
    for (slot *due; (due = next_due(p, &go_on)) != NULL;) {
        if (due->state == SLOT_READY) {
            choose(p, due);
            continue;
        }
        if (!write_slot(p, due, &bar, tally)) return false;
        free_slot(p, due);
        progress_show(&bar, tally, p->reader->bytes_done, p->reader->bytes_total);
    }
    progress_end(&bar, tally);
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
    while (started < jobs && pthread_create(&coders[started], NULL, work, p) == 0) started++;
    if (started > 0 && pthread_create(reader, NULL, read_inputs, p) == 0) return started;
    pthread_mutex_lock(&p->lock);
    p->read_all = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < started; i++) pthread_join(coders[i], NULL);
    return 0;
}

static void tell_passed(const settings *s, uint64_t count, uint64_t of, const char *why) {
    if (count == 0) return;
    fprintf(stderr, "%s: %llu of %llu reports passed over: %s\n", s->program, (unsigned long long)count, (unsigned long long)of, why);
}

/* What was not coded is told in one line; the exit status of it all. */
static int tell(const settings *s, const pool_tally *t, bool no_memory) {
    tell_passed(s, t->foreign, t->done, "not English");
    tell_passed(s, t->empty, t->done, "pages without a text");
    if (no_memory) fprintf(stderr, "%s: out of memory while reading; the rest of the input was left\n", s->program);
    if (t->failed == 0) return no_memory ? EXIT_SOME : EXIT_FINE;
    fprintf(stderr, "%s: %llu of %llu inputs failed\n", s->program, (unsigned long long)t->failed, (unsigned long long)t->done);
    return t->failed == t->done ? EXIT_NOTHING : EXIT_SOME;
}

int pool_run(const pool_plan *plan, input_reader *reader, pool_tally *tally) {
    unsigned jobs = job_count(plan->s);
    pool p;
    pthread_t reading, working[256];
    if (jobs > sizeof working / sizeof *working) jobs = sizeof working / sizeof *working;
    if (!pool_begin(&p, plan, reader, jobs)) {
        fprintf(stderr, "%s: out of memory\n", plan->s->program);
        return EXIT_NOTHING;
    }
    if (!quarantine_open(&p.failed, plan->s)) {
        pool_end(&p);
        return EXIT_NOTHING;
    }
    unsigned started = start(&p, &reading, working, jobs);
    if (started == 0) fprintf(stderr, "%s: no thread could be started\n", plan->s->program);
    /* The reader may wait for input that never comes: with nowhere to write, waiting for it would be for ever. */
    if (started > 0 && !run_reports(&p, tally)) {
        output_drop(plan->out);
        _exit(EXIT_NOTHING);
    }
    if (started > 0) pthread_join(reading, NULL);
    for (unsigned i = 0; i < started; i++) pthread_join(working[i], NULL);
    bool no_memory = p.no_memory, named = quarantine_close(&p.failed);
    pool_end(&p);
    if (started == 0) return EXIT_NOTHING;
    int status = tell(plan->s, tally, no_memory);
    return named ? status : EXIT_NOTHING;
}
