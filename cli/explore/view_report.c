/* view_report.c - /api/report: one report as it came, with all its records. */
#include "work.h"

static bool put_document(work *w, const char *id, int64_t *doc) {
    static const char *const keys[] = {"doc", "id", "title", "published", "publisher", "url", "text", "model", "copy_of", "similarity"};
    sqlite3_stmt *q = work_ask(w, "SELECT d.doc, d.id, d.title, d.published, d.publisher, d.url, d.text, d.model, f.id, d.similarity FROM document d "
                                  "LEFT JOIN document f ON f.doc = d.copy_of WHERE d.id = ?1");
    sqlite3_bind_text(q, 1, id, -1, SQLITE_STATIC);
    bool there = work_row(w, q);
    if (there) {
        *doc = sqlite3_column_int64(q, 0);
        for (int k = 1; k < (int)(sizeof keys / sizeof *keys); k++) put_column(&w->out, keys[k], q, k);
    }
    bool fine = work_done(w, q);
    return fine && (there || refuse(w, 404, "there is no report with this id in the archive"));
}

/* Those that tell the same story in the same words: of the report's own story, whichever of them it is. */
static bool put_copies(work *w, int64_t doc) {
    static const char *const keys[] = {"id", "title", "publisher", "published", "similarity"};
    reply *j = &w->out;
    sqlite3_stmt *q = work_ask(w, "WITH first AS (SELECT coalesce(copy_of, doc) AS doc FROM document WHERE doc = ?1) "
                                  "SELECT id, title, publisher, published, similarity FROM document "
                                  "WHERE (doc IN first OR copy_of IN first) AND doc <> ?1 ORDER BY published, id LIMIT 500");
    sqlite3_bind_int64(q, 1, doc);
    reply_key(j, "copies");
    reply_open(j, '[');
    while (work_row(w, q)) {
        reply_open(j, '{');
        for (int k = 0; k < 5; k++) put_column(j, keys[k], q, k);
        reply_close(j, '}');
    }
    reply_close(j, ']');
    return work_done(w, q);
}

/* What is stored is JSON that acta wrote; should another hand have been at it, a record that is none is left out. */
static bool put_records(work *w, int64_t doc) {
    static const char *const questions[] = {
        "SELECT record FROM document WHERE doc = ?1 AND json_valid(record)",
        "SELECT record FROM event WHERE doc = ?1 AND json_valid(record) ORDER BY event",
        "SELECT record FROM agreement WHERE doc = ?1 AND json_valid(record) ORDER BY agreement",
        "SELECT record FROM obligation WHERE doc = ?1 AND json_valid(record) ORDER BY obligation",
        "SELECT record FROM claim WHERE doc = ?1 AND json_valid(record) ORDER BY claim",
        "SELECT record FROM entity WHERE doc = ?1 AND json_valid(record) ORDER BY entity",
    };
    bool fine = true;
    reply_key(&w->out, "records");
    reply_open(&w->out, '[');
    for (size_t i = 0; i < sizeof questions / sizeof *questions && fine; i++) {
        sqlite3_stmt *q = work_ask(w, questions[i]);
        sqlite3_bind_int64(q, 1, doc);
        while (work_row(w, q)) reply_stored(&w->out, column_text(q, 0));
        fine = work_done(w, q);
    }
    reply_close(&w->out, ']');
    return fine;
}

bool view_report(work *w) {
    const char *id = asked(w, "id");
    int64_t doc = 0;
    if (id == NULL) return refuse(w, 400, "report takes the id of a report: /api/report?id=DOC");
    reply_open(&w->out, '{');
    if (!put_document(w, id, &doc) || !put_copies(w, doc) || !put_records(w, doc)) return false;
    reply_close(&w->out, '}');
    return true;
}
