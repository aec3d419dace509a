/* ingest.c - acta ingest: reports in, an archive filled. */
#include <pthread.h>
#include <string.h>
#include <time.h>

#include "commands.h"
#include "model.h"
#include "pool.h"
#include "recode.h"

/* A batch is long enough to share the cost of keeping and short enough that others who write need not wait. What an end by force undoes is
 * little at first and later a small part of what was done. */
enum { BATCH_REPORTS = 256, BATCH_MS = 500, BATCH_MS_MOST = 4000, BATCH_PART = 16, PAUSE_MS = 5 };

typedef struct ingest {
    const settings *s;
    const acta_model *model;
    acta_store *store;
    pthread_mutex_t lock;            /* guards the store and all below: coding threads ask it, one thread fills it */
    bool batch;
    bool again;                      /* reports come from the archive itself */
    uint64_t in_batch, kept, copies, known;
    acta_coder *coder;               /* for reports that were taken for copies and are none after all; made when there is one */
    struct timespec began, begun;    /* all of it, and the batch */
} ingest;

static bool stop(const ingest *g, const acta_err *err) {
    fprintf(stderr, "%s: %s: %s\n", g->s->program, g->s->db, err->message);
    return false;
}

static int64_t ms_between(const struct timespec *from, const struct timespec *to) {
    return (int64_t)(to->tv_sec - from->tv_sec) * 1000 + (to->tv_nsec - from->tv_nsec) / 1000000;
}

static bool batch_is_full(ingest *g) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t most = ms_between(&g->began, &g->begun) / BATCH_PART;
    if (most < BATCH_MS) most = BATCH_MS;
    if (most > BATCH_MS_MOST) most = BATCH_MS_MOST;
    return ++g->in_batch >= BATCH_REPORTS || ms_between(&g->begun, &now) >= most;
}

static bool commit(ingest *g) {
    acta_err err;
    if (!g->batch) return true;
    g->batch = false;
    if (acta_store_commit(g->store, &err) != ACTA_OK) return stop(g, &err);
    /* Another program that waits to write looks every few milliseconds. */
    nanosleep(&(struct timespec){.tv_nsec = PAUSE_MS * 1000000}, NULL);
    return true;
}

static bool begin(ingest *g) {
    acta_err err;
    if (g->batch) return true;
    if (acta_store_begin(g->store, &err) != ACTA_OK) return stop(g, &err);
    g->batch = true;
    g->in_batch = 0;
    clock_gettime(CLOCK_MONOTONIC, &g->begun);
    return true;
}

/* What fails here fails again when the report is kept, and is told there. */
static bool is_known(ingest *g, const input *in) {
    acta_report report = input_report(in);
    acta_store_answer answer;
    if (acta_store_seen(g->store, &report, acta_model_name(g->model), &answer, NULL) != ACTA_OK) return false;
    return answer == ACTA_STORE_KEPT || (answer == ACTA_STORE_OTHER_MODEL && !g->s->recode);
}

/* 0 also where it fails: then coding or keeping fails too, and says why. */
static bool is_copy(ingest *g, const input *in) {
    acta_report report = input_report(in);
    acta_copy copy;
    return acta_store_copy(g->store, &report, &copy, NULL) == ACTA_OK && copy.original != 0;
}

/* A first look, to spare the model what need not be coded. Reports still on their way through the pool are not seen by it; what counts is
 * decided when the report's turn comes to be kept. */
static bool wanted(void *ctx, const input *in) {
    ingest *g = ctx;
    if (g->again) return true;
    pthread_mutex_lock(&g->lock);
    bool spare = is_known(g, in) || is_copy(g, in);
    pthread_mutex_unlock(&g->lock);
    return !spare;
}

static acta_status code(ingest *g, const acta_report *report, acta_result **result, acta_err *err) {
    if (g->coder == NULL) {
        acta_status status = acta_coder_new(g->model, NULL, &g->coder, err);
        if (status != ACTA_OK) return status;
        acta_coder_min_confidence(g->coder, g->s->min_confidence);
    }
    return acta_code(g->coder, report, result, err);
}

static acta_status put_again(ingest *g, const acta_report *report, const acta_result *result, acta_err *err) {
    acta_status status = acta_store_recode(g->store, report->id, result, err);
    if (status == ACTA_OK) g->kept++;
    return status;
}

/* What was taken for a copy and is none is coded now; that is rare. */
static acta_status put(ingest *g, const acta_report *report, const acta_result *result, acta_err *err) {
    acta_copy copy = {0};
    acta_result *made = NULL;
    if (g->again) return put_again(g, report, result, err);
    acta_status status = acta_store_put(g->store, report, result, &copy, err);
    if (status == ACTA_MISUSE && result == NULL) {
        status = code(g, report, &made, err);
        if (status == ACTA_OK) status = acta_store_put(g->store, report, made, &copy, err);
    }
    acta_result_free(made);
    if (status == ACTA_OK) (*(copy.original != 0 ? &g->copies : &g->kept))++;
    return status;
}

static bool keep_report(ingest *g, input *in, const acta_result *result) {
    if (!g->again && is_known(g, in)) {
        g->known++;
        return true;
    }
    if (!begin(g)) return false;
    acta_err err;
    acta_report report = input_report(in);
    acta_status status = put(g, &report, result, &err);
    if (status == ACTA_IO || status == ACTA_DATA_FORMAT) return stop(g, &err);
    if (status != ACTA_OK) snprintf(in->problem, sizeof in->problem, "%s", err.message);
    return batch_is_full(g) ? commit(g) : true;
}

static bool keep(void *ctx, input *in, const acta_result *result) {
    ingest *g = ctx;
    pthread_mutex_lock(&g->lock);
    bool ok = keep_report(g, in, result);
    pthread_mutex_unlock(&g->lock);
    return ok;
}

static bool idle(void *ctx) {
    ingest *g = ctx;
    pthread_mutex_lock(&g->lock);
    bool ok = commit(g);
    pthread_mutex_unlock(&g->lock);
    return ok;
}

static int ingest_inputs(ingest *g, input_reader *reader) {
    pool_tally tally = {0};
    pool_keeper keeper = {.ctx = g, .wanted = wanted, .keep = keep, .idle = idle};
    pool_plan plan = {.s = g->s, .model = g->model, .last = ACTA_STAGE_ALL, .keeper = &keeper};
    int status = pool_run(&plan, reader, &tally);
    if (!commit(g)) return EXIT_NOTHING;
    fprintf(stderr, "%s: %llu reports kept, %llu copies, %llu known already, %llu failed\n", g->s->program, (unsigned long long)g->kept,
            (unsigned long long)g->copies, (unsigned long long)g->known, (unsigned long long)tally.failed);
    return status;
}

static int ingest_files(ingest *g, int count, char **arguments) {
    char *standard_input[] = {"-"};
    input_reader reader;
    input_begin(&reader, g->s, count > 0 ? arguments : standard_input, count > 0 ? count : 1);
    int status = ingest_inputs(g, &reader);
    input_end(&reader);
    return status;
}

static int ingest_again(ingest *g) {
    input_reader reader;
    recode old;
    if (!recode_begin(&old, g->s, acta_model_name(g->model))) return EXIT_NOTHING;
    input_begin(&reader, g->s, NULL, 0);
    reader.source = recode_next;
    reader.source_ctx = &old;
    int status = ingest_inputs(g, &reader);
    input_end(&reader);
    recode_end(&old);
    return status;
}

/* Also where every input failed: what a run before this one kept may be waiting to be joined. */
static int join(ingest *g, int status) {
    acta_err err;
    if (acta_store_join(g->store, &err) == ACTA_OK) return status;
    stop(g, &err);
    return EXIT_NOTHING;
}

static int ingest_all(ingest *g, int count, char **arguments) {
    acta_model *model = model_open(g->s);
    if (model == NULL) return EXIT_NOTHING;
    g->model = model;
    int status = g->again ? ingest_again(g) : ingest_files(g, count, arguments);
    acta_coder_free(g->coder);
    acta_model_close(model);         /* its memory is the join's now */
    return join(g, status);
}

int run_ingest(const settings *s, int count, char **arguments) {
    if (s->db == NULL) {
        fprintf(stderr, "%s ingest: which archive? say --db FILE\n", s->program);
        return EXIT_USAGE;
    }
    settings own = *s;
    bool again = s->recode && count == 0;
    own.any_language |= again;       /* what is kept was found fit to be coded */
    ingest g = {.s = &own, .again = again, .lock = PTHREAD_MUTEX_INITIALIZER};
    acta_err err;
    clock_gettime(CLOCK_MONOTONIC, &g.began);
    if (acta_store_open(s->db, ACTA_STORE_WRITE, &g.store, &err) != ACTA_OK) {
        stop(&g, &err);
        return EXIT_NOTHING;
    }
    int status = ingest_all(&g, count, arguments);
    acta_store_close(g.store);
    return status;
}
