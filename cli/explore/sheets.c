/* sheets.c - the newest sheet of an archive. */
#include "sheets.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LOOK_EVERY_MS = 500 };
/* While reports come in the archive changes all the time; reading it again must not take more than a fifth of a processor. */
static const double REST_FOR_WORK = 4;

typedef struct lent {
    sheet sheet;                     /* first, so that a sheet lent is its own key */
    size_t takers;
    struct lent *older;
} lent;

struct sheets {
    pthread_mutex_t lock;
    lent *newest;
    reader reader;
    const atomic_bool *stop;
    int version;                     /* of the archive when the newest sheet was begun */
    pthread_t watcher;
};

const sheet *sheets_take(sheets *all) {
    pthread_mutex_lock(&all->lock);
    lent *one = all->newest;
    one->takers++;
    pthread_mutex_unlock(&all->lock);
    return &one->sheet;
}

/* Old sheets that nobody holds any more go. With the lock held. */
static void forget(sheets *all) {
    for (lent **at = &all->newest->older; *at != NULL;) {
        lent *one = *at;
        if (one->takers > 0) {
            at = &one->older;
            continue;
        }
        *at = one->older;
        sheet_clear(&one->sheet);
        free(one);
    }
}

void sheets_give_back(sheets *all, const sheet *one) {
    pthread_mutex_lock(&all->lock);
    ((lent *)one)->takers--;
    forget(all);
    pthread_mutex_unlock(&all->lock);
}

static bool load_newest(sheets *all, char *wrong, size_t wrong_bytes) {
    lent *one = calloc(1, sizeof *one);
    if (one == NULL) {
        snprintf(wrong, wrong_bytes, "out of memory");
        return false;
    }
    if (!sheet_load(&one->sheet, &all->reader, wrong, wrong_bytes)) {
        free(one);
        return false;
    }
    pthread_mutex_lock(&all->lock);
    one->sheet.serial = all->newest != NULL ? all->newest->sheet.serial + 1 : 1;
    one->older = all->newest;
    all->newest = one;
    forget(all);
    pthread_mutex_unlock(&all->lock);
    return true;
}

/* A number that changes when another connection has written; -1: it could not be had just now. */
static int version_of(sheets *all) {
    sqlite3_stmt *q = NULL;
    int version = -1;
    if (sqlite3_prepare_v2(all->reader.db, "PRAGMA data_version", -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW) version = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    return version;
}

static void rest(sheets *all, double seconds) {
    struct timespec piece = {.tv_nsec = 50 * 1000000L};
    for (double until = seconds_now() + seconds; seconds_now() < until && !atomic_load(all->stop);) nanosleep(&piece, NULL);
}

static void *watch(void *context) {
    sheets *all = context;
    char wrong[256];
    while (!atomic_load(all->stop)) {
        rest(all, LOOK_EVERY_MS / 1000.0);
        int version = version_of(all);
        if (version == all->version || version < 0 || atomic_load(all->stop)) continue;
        double begun = seconds_now();
        if (load_newest(all, wrong, sizeof wrong)) all->version = version;   /* else it is tried again */
        rest(all, REST_FOR_WORK * (seconds_now() - begun));
    }
    return NULL;
}

sheets *sheets_open(const char *path, const atomic_bool *stop, char *wrong, size_t wrong_bytes) {
    sheets *all = calloc(1, sizeof *all);
    if (all == NULL) {
        snprintf(wrong, wrong_bytes, "out of memory");
        return NULL;
    }
    all->stop = stop;
    pthread_mutex_init(&all->lock, NULL);
    bool fine = reader_open(&all->reader, path, stop, wrong, wrong_bytes);
    if (fine) all->version = version_of(all);        /* before it is read, so that what comes meanwhile is seen as a change */
    fine = fine && load_newest(all, wrong, wrong_bytes);
    if (fine && pthread_create(&all->watcher, NULL, watch, all) == 0) return all;
    if (fine) snprintf(wrong, wrong_bytes, "no thread could be started");
    reader_close(&all->reader);
    if (all->newest != NULL) sheet_clear(&all->newest->sheet);
    free(all->newest);
    free(all);
    return NULL;
}

void sheets_close(sheets *all) {
    pthread_join(all->watcher, NULL);
    while (all->newest != NULL) {
        lent *one = all->newest;
        all->newest = one->older;
        sheet_clear(&one->sheet);
        free(one);
    }
    reader_close(&all->reader);
    pthread_mutex_destroy(&all->lock);
    free(all);
}
