/* reader.c - an archive opened for reading alone. */
#include "reader.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "acta.h"

enum { STEPS_BETWEEN_LOOKS = 2000, WAIT_FOR_WRITER_MS = 2000, CACHE_KIB = 16384, WAITING_FOR_WORK = 8 };

double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds_worked(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int look(void *context) {
    reader *r = context;
    if (atomic_load_explicit(r->stop, memory_order_relaxed)) return 1;
    return r->work_until > 0 && (seconds_worked() > r->work_until || seconds_now() > r->wait_until);
}

void reader_limit(reader *r, double seconds) {
    r->work_until = seconds > 0 ? seconds_worked() + seconds : 0;
    r->wait_until = seconds_now() + WAITING_FOR_WORK * seconds;
}

void reader_close(reader *r) {
    sqlite3_close(r->db);
    r->db = NULL;
}

static bool is_file(const char *path, char *wrong, size_t wrong_bytes) {
    struct stat st;
    if (stat(path, &st) != 0) {
        const char *why = errno == ENOENT ? "there is no such file; make one with 'acta ingest', or look at 'acta explore --sample'" : strerror(errno);
        snprintf(wrong, wrong_bytes, "%s: %s", path, why);
        return false;
    }
    if (S_ISREG(st.st_mode)) return true;
    snprintf(wrong, wrong_bytes, "%s: not a file; explore takes an archive made by 'acta ingest'", path);
    return false;
}

/* In SQLite's URI form, so that no character of the path means anything. */
static char *as_uri(const char *path, const char *tail) {
    char *uri = malloc(3 * strlen(path) + strlen(tail) + 8), *out = uri;
    if (uri == NULL) return NULL;
    out += sprintf(out, "file:");
    for (; *path != '\0'; path++) {
        bool plain = strchr("?#%", *path) == NULL;
        out += plain ? sprintf(out, "%c", *path) : sprintf(out, "%%%02X", (unsigned char)*path);
    }
    sprintf(out, "%s", tail);
    return uri;
}

static int open_uri(reader *r, const char *path, const char *tail) {
    char *uri = as_uri(path, tail);
    if (uri == NULL) return SQLITE_NOMEM;
    int rc = sqlite3_open_v2(uri, &r->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    free(uri);
    return rc;
}

/* The value of ('schema', …) in `setting`: what form of archive this is. 0: no archive at all. */
static int schema_of(sqlite3 *db, int *rc) {
    sqlite3_stmt *q = NULL;
    int schema = 0;
    *rc = sqlite3_prepare_v2(db, "SELECT value FROM setting WHERE name = 'schema'", -1, &q, NULL);
    if (*rc == SQLITE_OK) *rc = sqlite3_step(q);
    if (*rc == SQLITE_ROW) schema = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    return schema;
}

/* A write-ahead log needs a file beside the archive. Where none can be made nobody writes either: then the file alone is the truth. */
static bool open_here(reader *r, const char *path, int *schema, int *rc) {
    *rc = open_uri(r, path, "?mode=ro");
    if (*rc == SQLITE_OK) *schema = schema_of(r->db, rc);
    if (*rc != SQLITE_CANTOPEN && *rc != SQLITE_READONLY) return *rc == SQLITE_ROW || *rc == SQLITE_DONE;
    char *log = sqlite3_mprintf("%s-wal", path);
    bool logged = log == NULL || access(log, F_OK) == 0;
    sqlite3_free(log);
    if (logged) return false;
    reader_close(r);
    *rc = open_uri(r, path, "?mode=ro&immutable=1");
    if (*rc == SQLITE_OK) *schema = schema_of(r->db, rc);
    return *rc == SQLITE_ROW || *rc == SQLITE_DONE;
}

static void say_wrong(const reader *r, const char *path, int rc, int schema, char *wrong, size_t bytes) {
    if (rc == SQLITE_ROW && schema > ARCHIVE_SCHEMA) {
        snprintf(wrong, bytes, "%s: an archive of form %d, written by a newer acta; this one (%s) reads form %d: use the newer one", path, schema,
                 acta_version(), ARCHIVE_SCHEMA);
    } else if (rc == SQLITE_ROW || rc == SQLITE_DONE || rc == SQLITE_NOTADB || rc == SQLITE_ERROR) {
        snprintf(wrong, bytes, "%s: not an archive of acta; make one with 'acta ingest'", path);
    } else {
        snprintf(wrong, bytes, "%s: %s", path, r->db != NULL ? sqlite3_errmsg(r->db) : sqlite3_errstr(rc));
    }
}

bool reader_open(reader *r, const char *path, const atomic_bool *stop, char *wrong, size_t wrong_bytes) {
    int schema = 0, rc = SQLITE_OK;
    *r = (reader){.stop = stop};
    if (!is_file(path, wrong, wrong_bytes)) return false;
    if (!open_here(r, path, &schema, &rc) || schema != ARCHIVE_SCHEMA) {
        say_wrong(r, path, rc, schema, wrong, wrong_bytes);
        reader_close(r);
        return false;
    }
    sqlite3_exec(r->db, "PRAGMA query_only = 1; PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1; PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
    sqlite3_db_config(r->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    char cache[48];
    snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d", CACHE_KIB);
    sqlite3_exec(r->db, cache, NULL, NULL, NULL);
    sqlite3_busy_timeout(r->db, WAIT_FOR_WRITER_MS);
    sqlite3_progress_handler(r->db, STEPS_BETWEEN_LOOKS, look, r);
    return true;
}

/* ---- the pool ---- */

struct reader_pool {
    pthread_mutex_t lock;
    pthread_cond_t returned;
    reader *readers;                 /* [count] */
    bool *lent;
    size_t count;
};

reader_pool *pool_open(const char *path, size_t count, const atomic_bool *stop, char *wrong, size_t wrong_bytes) {
    reader_pool *pool = calloc(1, sizeof *pool);
    reader *readers = calloc(count, sizeof *readers);
    bool *lent = calloc(count, sizeof *lent);
    if (pool == NULL || readers == NULL || lent == NULL) {
        snprintf(wrong, wrong_bytes, "out of memory");
        free(pool);
        free(readers);
        free(lent);
        return NULL;
    }
    *pool = (reader_pool){.readers = readers, .lent = lent};
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->returned, NULL);
    for (; pool->count < count; pool->count++) {
        if (reader_open(&readers[pool->count], path, stop, wrong, wrong_bytes)) continue;
        pool_close(pool);
        return NULL;
    }
    return pool;
}

reader *pool_borrow(reader_pool *pool) {
    size_t i = 0;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        for (i = 0; i < pool->count && pool->lent[i];) i++;
        if (i < pool->count) break;
        pthread_cond_wait(&pool->returned, &pool->lock);
    }
    pool->lent[i] = true;
    pthread_mutex_unlock(&pool->lock);
    return &pool->readers[i];
}

void pool_return(reader_pool *pool, reader *r) {
    pthread_mutex_lock(&pool->lock);
    pool->lent[r - pool->readers] = false;
    pthread_cond_signal(&pool->returned);
    pthread_mutex_unlock(&pool->lock);
}

void pool_close(reader_pool *pool) {
    if (pool == NULL) return;
    for (size_t i = 0; i < pool->count; i++) reader_close(&pool->readers[i]);
    pthread_cond_destroy(&pool->returned);
    pthread_mutex_destroy(&pool->lock);
    free(pool->readers);
    free(pool->lent);
    free(pool);
}
