/* recode.c - the reports of an archive that another model coded, as input. */
#include "recode.h"

#include <stdlib.h>
#include <string.h>

enum { WAIT_MS = 60000 };

/* The report as it came: the title is the beginning of the text, before two line ends, if it came with one. Copies were not coded. */
static const char next_sql[] =
    "SELECT doc, id, CASE WHEN title_chars IS NOT NULL THEN substr(text, 1, title_chars) END, substr(text, coalesce(title_chars + 2, 0) + 1),"
    " CASE WHEN published_given THEN published END, url, publisher"
    " FROM document WHERE doc > ?1 AND model IS NOT NULL AND model <> ?2 ORDER BY doc LIMIT 1";
enum { N_DOC, N_ID, N_TITLE, N_TEXT, N_PUBLISHED, N_URL, N_PUBLISHER };

bool recode_begin(recode *r, const settings *s, const char *model) {
    *r = (recode){.path = s->db, .model = model};
    bool ok = sqlite3_open_v2(s->db, &r->db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK && sqlite3_busy_timeout(r->db, WAIT_MS) == SQLITE_OK &&
              sqlite3_prepare_v2(r->db, next_sql, -1, &r->next, NULL) == SQLITE_OK;
    if (!ok) fprintf(stderr, "%s: %s: %s\n", s->program, s->db, r->db != NULL ? sqlite3_errmsg(r->db) : "out of memory");
    if (!ok) recode_end(r);
    return ok;
}

void recode_end(recode *r) {
    sqlite3_finalize(r->next);
    sqlite3_close(r->db);
    *r = (recode){0};
}

/* True if it is not there, or there is memory for it. */
static bool take(char **to, sqlite3_stmt *s, int column) {
    if (sqlite3_column_type(s, column) == SQLITE_NULL) return true;
    const char *text = (const char *)sqlite3_column_text(s, column);
    *to = text != NULL ? strdup(text) : NULL;
    return *to != NULL;
}

static input_state take_report(recode *r, input *in) {
    r->doc = sqlite3_column_int64(r->next, N_DOC);
    bool ok = take(&in->id, r->next, N_ID) && take(&in->place, r->next, N_ID) && take(&in->title, r->next, N_TITLE) && take(&in->bytes, r->next, N_TEXT) &&
              take(&in->published, r->next, N_PUBLISHED) && take(&in->url, r->next, N_URL) && take(&in->publisher, r->next, N_PUBLISHER);
    if (in->bytes != NULL) in->byte_count = strlen(in->bytes);
    return ok ? INPUT_ONE : INPUT_NOMEM;
}

static input_state cannot_read(recode *r, input *in) {
    snprintf(in->problem, sizeof in->problem, "%s", sqlite3_errmsg(r->db));
    in->place = strdup(r->path);
    r->doc = INT64_MAX;              /* there is none behind it */
    return in->place != NULL ? INPUT_ONE : INPUT_NOMEM;
}

input_state recode_next(void *ctx, input *in) {
    recode *r = ctx;
    if (r->doc == INT64_MAX) return INPUT_END;
    sqlite3_bind_int64(r->next, 1, r->doc);
    sqlite3_bind_text(r->next, 2, r->model, -1, SQLITE_STATIC);
    int code = sqlite3_step(r->next);
    input_state state = code == SQLITE_ROW ? take_report(r, in) : code == SQLITE_DONE ? INPUT_END : cannot_read(r, in);
    sqlite3_reset(r->next);
    return state;
}
