/* view_explain.c - /api/explain: why a record says what it says, as `acta explain` prints it. The report is coded once more for it. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "explorer.h"
#include "model.h"

/* One coder for all who ask: they take turns. */
struct explain {
    pthread_mutex_t lock;
    const settings *settings;
    bool tried;
    acta_model *model;               /* NULL: not opened yet, or there is no data file */
    acta_coder *coder;
};

struct explain *explain_new(const settings *s) {
    struct explain *e = calloc(1, sizeof *e);
    if (e == NULL) return NULL;
    e->settings = s;
    pthread_mutex_init(&e->lock, NULL);
    return e;
}

void explain_free(struct explain *e) {
    if (e == NULL) return;
    acta_coder_free(e->coder);
    acta_model_close(e->model);
    pthread_mutex_destroy(&e->lock);
    free(e);
}

/* Nothing is said where there is no data file: the page then shows no reasons. */
static bool ready(struct explain *e) {
    char room[4096];
    if (!e->tried) {
        e->tried = true;
        const char *path = data_path(e->settings, room, sizeof room);
        if (path != NULL && access(path, R_OK) == 0) e->model = model_open(e->settings);
        if (e->model != NULL && acta_coder_new(e->model, NULL, &e->coder, NULL) != ACTA_OK) e->coder = NULL;
    }
    return e->coder != NULL;
}

static bool to_json(void *context, const char *at, size_t bytes) {
    reply *text = context;
    reply_bytes(text, at, bytes);
    return !text->failed;
}

/* Bytes of the first so many characters of a text. */
static size_t bytes_of_characters(const char *text, size_t bytes, int64_t characters) {
    size_t i = 0;
    for (; i < bytes; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80 && characters-- == 0) break;
    }
    return i;
}

/* The report as it was given: the title apart where it came apart, the day only where it came with it. */
static acta_report as_given(work *w, sqlite3_stmt *q) {
    const char *text = column_text(q, 1);
    size_t bytes = (size_t)sqlite3_column_bytes(q, 1);
    acta_report report = {.id = pad_printf(&w->pad, "%s", column_text(q, 0))};
    size_t title = sqlite3_column_type(q, 2) == SQLITE_NULL ? 0 : bytes_of_characters(text, bytes, sqlite3_column_int64(q, 2));
    if (sqlite3_column_type(q, 2) != SQLITE_NULL && title + 2 <= bytes) {
        report.title = pad_text(&w->pad, text, title);
        text += title + 2;
        bytes -= title + 2;
    }
    report.bytes = pad_text(&w->pad, text, bytes);
    report.byte_count = bytes;
    if (sqlite3_column_int(q, 3) != 0 && column_text(q, 4) != NULL) report.published = pad_printf(&w->pad, "%s", column_text(q, 4));
    if (column_text(q, 5) != NULL) report.publisher = pad_printf(&w->pad, "%s", column_text(q, 5));
    return report;
}

/* Another model may find other records: what it would say of this number is no reason for that record. */
static bool explain_report(struct explain *e, const acta_report *report, const char *model, const char *id, reply *text) {
    acta_result *result = NULL;
    const char *name = acta_model_name(e->model);
    if (model == NULL || name == NULL || strcmp(model, name) != 0) return false;
    acta_status status = acta_code(e->coder, report, &result, NULL);
    if (status == ACTA_OK) status = acta_write_explain(result, id, false, to_json, text, NULL);
    acta_result_free(result);
    return status == ACTA_OK;
}

/* The report of the record, whatever kind of record it is. */
static const char find_report[] =
    "SELECT d.id, d.text, d.title_chars, d.published_given, d.published, d.publisher, d.model FROM document d WHERE d.doc = coalesce("
    "(SELECT doc FROM event WHERE id = ?1), (SELECT doc FROM agreement WHERE id = ?1), (SELECT doc FROM obligation WHERE id = ?1), "
    "(SELECT doc FROM claim WHERE id = ?1))";

bool view_explain(work *w) {
    struct explain *e = w->explorer->explain;
    const char *id = asked(w, "id");
    reply text = {0};
    if (id == NULL) return refuse(w, 400, "explain takes the id of a record: /api/explain?id=DOC-V01");
    sqlite3_stmt *q = work_ask(w, find_report);
    sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
    bool there = work_row(w, q), told = false;
    if (there) {
        acta_report report = as_given(w, q);
        pthread_mutex_lock(&e->lock);
        told = ready(e) && explain_report(e, &report, column_text(q, 6), id, &text) && !text.failed;
        pthread_mutex_unlock(&e->lock);
    }
    if (work_done(w, q)) {
        reply_open(&w->out, '{');
        reply_key(&w->out, "text");
        if (told) reply_text_n(&w->out, text.at, text.count);
        else reply_null(&w->out);
        reply_close(&w->out, '}');
    }
    free(text.at);
    return w->status == 200 && (there || refuse(w, 404, "there is no event, agreement, obligation or claim with this id in the archive"));
}
