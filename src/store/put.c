/* put.c - keeping a report: its text, its records, and their columns, all or nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/utf8.h"
#include "coder.h"
#include "report/decode.h"
#include "store/store.h"

enum { ID_HASH_DIGITS = 8, ID_BYTES_MORE = 2 * HASH_BYTES + 2, OWNERS = 5 };

/* ---- what a report is known by --------------------------------------------------------------------------------------- */

/* Lengths go in before the bytes, so that no two reports are alike by running together; nothing given is unlike empty. */
static void hash_part(XXH3_state_t *state, const char *at, size_t bytes) {
    uint64_t length = at == NULL ? UINT64_MAX : bytes;
    XXH3_128bits_update(state, &length, sizeof length);
    if (at != NULL) XXH3_128bits_update(state, at, bytes);
}

void store_hash(const acta_report *report, unsigned char hash[HASH_BYTES]) {
    const char *const given[] = {report->title, report->published, report->publisher, report->url};
    XXH3_state_t state;
    XXH3_128bits_reset(&state);
    hash_part(&state, report->bytes, report->byte_count);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) hash_part(&state, given[i], given[i] != NULL ? strlen(given[i]) : 0);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state));
    memcpy(hash, canonical.digest, HASH_BYTES);
}

/* A report that was kept before: doc 0 if none was. */
typedef struct kept {
    int64_t doc;
    char *id, *model;                /* in the arena; model NULL: not coded */
} kept;

static acta_status find_kept(acta_store *store, const unsigned char *hash, arena *scratch, kept *found, acta_err *err) {
    *found = (kept){0};
    sqlite3_stmt *s = store_statement_of(store, SQL_BY_HASH);
    if (s == NULL) return store_fail(store, sqlite3_errcode(store->db), "looking for a report", err);
    sqlite3_bind_blob(s, 1, hash, HASH_BYTES, SQLITE_STATIC);
    int code = sqlite3_step(s);
    if (code == SQLITE_ROW) {
        const char *model = (const char *)sqlite3_column_text(s, 2);
        found->doc = sqlite3_column_int64(s, 0);
        found->id = arena_text(scratch, (const char *)sqlite3_column_text(s, 1), (size_t)sqlite3_column_bytes(s, 1));
        found->model = model != NULL ? arena_text(scratch, model, strlen(model)) : NULL;
        if (found->id == NULL || (model != NULL && found->model == NULL)) code = SQLITE_NOMEM;
    }
    sqlite3_reset(s);
    return code == SQLITE_ROW || code == SQLITE_DONE ? ACTA_OK : store_fail(store, code, "looking for a report", err);
}

acta_status acta_store_seen(acta_store *store, const acta_report *report, const char *model_name, acta_store_answer *answer, acta_err *err) {
    if (store == NULL || report == NULL || answer == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_store_seen needs a store, a report and a place for the answer");
    unsigned char hash[HASH_BYTES];
    store_hash(report, hash);
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 512);
    kept found;
    acta_status status = find_kept(store, hash, &scratch, &found, err);
    if (status == ACTA_OK) {
        bool other = found.model != NULL && model_name != NULL && strcmp(found.model, model_name) != 0;
        *answer = found.doc == 0 ? ACTA_STORE_NEW : other ? ACTA_STORE_OTHER_MODEL : ACTA_STORE_KEPT;
    }
    arena_end(&scratch);
    return status;
}

/* ---- the id ----------------------------------------------------------------------------------------------------------- */

static acta_status id_taken(acta_store *store, const char *id, bool *taken, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(store, SQL_ID_TAKEN);
    if (s == NULL) return store_fail(store, sqlite3_errcode(store->db), "looking for an id", err);
    sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC);
    int code = sqlite3_step(s);
    *taken = code == SQLITE_ROW;
    sqlite3_reset(s);
    return code == SQLITE_ROW || code == SQLITE_DONE ? ACTA_OK : store_fail(store, code, "looking for an id", err);
}

/* An id that another report has already gets "~" and the beginning of this report's hash behind it, so that nothing is lost and a
 * second run gives the same id. */
static acta_status free_id(acta_store *store, const char *wanted, const unsigned char *hash, arena *scratch, const char **id, acta_err *err) {
    size_t bytes = strlen(wanted);
    char *made = arena_take(scratch, bytes + ID_BYTES_MORE + 1, 1);
    TRY_NEW(made, err);
    memcpy(made, wanted, bytes + 1);
    *id = made;
    for (size_t digits = ID_HASH_DIGITS; digits <= 2 * HASH_BYTES; digits *= 2) {
        bool taken = false;
        TRY(id_taken(store, made, &taken, err));
        if (!taken) return ACTA_OK;
        made[bytes] = '~';
        for (size_t i = 0; i < digits / 2; i++) snprintf(made + bytes + 1 + 2 * i, 3, "%02x", hash[i]);
    }
    return ACTA_OK;
}

/* ---- the text --------------------------------------------------------------------------------------------------------- */

/* A text that is not text everywhere: SQLite takes a NUL for the end of it. */
static acta_status without_nul(slice *text, arena *scratch, acta_err *err) {
    size_t count = 0;
    for (size_t i = 0; i < text->bytes; i++) count += text->at[i] == '\0';
    if (count == 0) return ACTA_OK;
    char *made = arena_take(scratch, text->bytes + 2 * count + 1, 1), *to = made;
    TRY_NEW(made, err);
    for (size_t i = 0; i < text->bytes; i++) {
        if (text->at[i] == '\0') to += utf8_encode(UTF8_REPLACEMENT, to);
        else *to++ = text->at[i];
    }
    *text = (slice){made, (size_t)(to - made)};
    return ACTA_OK;
}

/* The text that spans count in. */
static acta_status text_given(const doc *d, arena *scratch, slice *text, acta_err *err) {
    *text = (slice){d->text, d->text_bytes};
    if (d->given != NULL) *text = (slice){d->given, d->given_at[d->char_at[d->text_bytes]]};
    return without_nul(text, scratch, err);
}

static acta_status title_chars(const acta_report *report, arena *scratch, int64_t *chars, acta_err *err) {
    *chars = -1;
    if (report->title == NULL) return ACTA_OK;
    report_text text;
    report_part part = {report->title, strlen(report->title)};
    if (decode_parts(&part, 1, scratch, &text) != ACTA_OK) TRY_NEW(NULL, err);
    *chars = text.char_count;
    return ACTA_OK;
}

/* ---- one report -------------------------------------------------------------------------------------------------------- */

typedef struct rows {
    int64_t *at;                     /* [count] row of record number i + 1 of its kind */
    uint32_t count, capacity;
} rows;

typedef struct keeping {
    acta_store *store;
    arena *scratch;
    acta_err *err;
    const acta_report *report;
    const doc *doc;
    const char *id, *model;          /* model NULL: a copy */
    const unsigned char *hash;
    int64_t row;                     /* of the document */
    rows rows[STORE_KINDS];
} keeping;

static acta_status failed(const keeping *k) {
    return store_fail(k->store, sqlite3_extended_errcode(k->store->db), "keeping a report", k->err);
}

/* "INSERT INTO event(doc, id, record, type, ...) VALUES (?,?,?,?,...)", made once from the table of columns. */
static sqlite3_stmt *insert_of(acta_store *store, store_kind kind) {
    if (store->inserts[kind] != NULL) return store->inserts[kind];
    const store_table *t = &store_tables[kind];
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "INSERT INTO %s(doc, id, record%s%s", t->name, t->link != NULL ? ", " : "", t->link != NULL ? t->link : "");
    int count = t->link != NULL ? 4 : 3;
    for (const column *c = t->columns; c->name != NULL; c++, count++) sqlite3_str_appendf(sql, ", %s", c->name);
    if (kind == STORE_DOCUMENT) sqlite3_str_appendf(sql, ", hash, model, text, title_chars, published_given");
    if (kind == STORE_DOCUMENT) count += 5;
    sqlite3_str_appendf(sql, ") VALUES (?");
    for (int i = 1; i < count; i++) sqlite3_str_appendf(sql, ",?");
    sqlite3_str_appendf(sql, ")");
    /* A document that is coded anew keeps its row, and with it all that points to it. */
    if (kind == STORE_DOCUMENT) {
        sqlite3_str_appendf(sql, " ON CONFLICT(doc) DO UPDATE SET record = excluded.record, model = excluded.model");
        for (const column *c = t->columns; c->name != NULL; c++) sqlite3_str_appendf(sql, ", %s = excluded.%s", c->name, c->name);
    }
    char *text = sqlite3_str_finish(sql);
    if (text != NULL) sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT, &store->inserts[kind], NULL);
    sqlite3_free(text);
    return store->inserts[kind];
}

/* The number at the end of "DOC-V12", 0 if it is no id of that letter. */
static uint32_t id_number(json_object *id, char letter) {
    const char *text = id != NULL ? json_object_get_string(id) : "", *dash = strrchr(text, '-');
    return dash != NULL && dash[1] == letter ? (uint32_t)strtoul(dash + 2, NULL, 10) : 0;
}

/* The row of a record of this report that another points to; 0: none. */
static int64_t row_of(const keeping *k, store_kind kind, json_object *id) {
    uint32_t number = id_number(id, store_tables[kind].letter);
    return number > 0 && number <= k->rows[kind].count ? k->rows[kind].at[number - 1] : 0;
}

static void bind_row(sqlite3_stmt *s, int at, int64_t row) {
    if (row != 0) sqlite3_bind_int64(s, at, row);
    else sqlite3_bind_null(s, at);
}

static void bind_text(sqlite3_stmt *s, int at, json_object *text) {
    if (text != NULL) sqlite3_bind_text(s, at, json_object_get_string(text), json_object_get_string_len(text), SQLITE_STATIC);
    else sqlite3_bind_null(s, at);
}

static void bind_span(sqlite3_stmt *s, int at, json_object *span) {
    bool is_span = json_object_is_type(span, json_type_array) && json_object_array_length(span) == 2;
    for (int i = 0; i < 2; i++) {
        if (is_span) sqlite3_bind_int64(s, at + i, json_object_get_int64(json_object_array_get_idx(span, (size_t)i)));
        else sqlite3_bind_null(s, at + i);
    }
}

static acta_status step(keeping *k, sqlite3_stmt *s) {
    int code = sqlite3_step(s);
    acta_status status = code == SQLITE_DONE ? ACTA_OK : failed(k);
    sqlite3_reset(s);
    return status;
}

/* Where in a row of `mention` and `party` the owner stands. */
static const store_kind owners[OWNERS] = {STORE_ENTITY, STORE_EVENT, STORE_AGREEMENT, STORE_OBLIGATION, STORE_CLAIM};

static acta_status keep_mentions(keeping *k, store_kind kind, int64_t owner, json_object *record) {
    json_object *list = json_child(record, "mentions");
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    sqlite3_stmt *s = count > 0 ? store_statement_of(k->store, SQL_MENTION) : NULL;
    if (count > 0 && s == NULL) return failed(k);
    for (size_t i = 0; i < count; i++) {
        json_object *mention = json_object_array_get_idx(list, i), *sentence = json_child(mention, "sentence");
        sqlite3_bind_int64(s, 1, k->row);
        for (int o = 0; o < OWNERS; o++) bind_row(s, 2 + o, owners[o] == kind ? owner : 0);
        if (sentence != NULL) sqlite3_bind_int64(s, 7, json_object_get_int64(sentence));
        else sqlite3_bind_null(s, 7);
        bind_span(s, 8, json_child(mention, "span"));
        TRY(step(k, s));
    }
    return ACTA_OK;
}

/* Code and first sector, else code, else name, else the words. */
static const char *who(json_object *party, char *room, size_t room_bytes) {
    json_object *code = json_child(party, "code"), *sector = json_child(party, "sector"), *name = json_child(party, "name");
    json_object *first = json_object_is_type(sector, json_type_array) ? json_object_array_get_idx(sector, 0) : NULL;
    json_object *text = json_child(party, "entity_text");
    if (code == NULL) return name != NULL ? json_object_get_string(name) : text != NULL ? json_object_get_string(text) : "";
    snprintf(room, room_bytes, "%s%s%s", json_object_get_string(code), first != NULL ? " " : "", first != NULL ? json_object_get_string(first) : "");
    return room;
}

static acta_status keep_party(keeping *k, store_kind kind, int64_t owner, const char *role, size_t place, json_object *party) {
    static const column sector = {"sector", "sector", COLUMN_WORDS};
    char room[64];
    sqlite3_stmt *s = store_statement_of(k->store, SQL_PARTY);
    if (s == NULL) return failed(k);
    sqlite3_bind_int64(s, 1, k->row);
    for (int o = 1; o < OWNERS; o++) bind_row(s, 1 + o, owners[o] == kind ? owner : 0);
    sqlite3_bind_text(s, 6, role, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 7, (int64_t)place);
    bind_text(s, 8, json_child(party, "entity_text"));
    bind_span(s, 9, json_child(party, "span"));
    bind_row(s, 11, row_of(k, STORE_ENTITY, json_child(party, "entity")));
    bind_text(s, 12, json_child(party, "name"));
    bind_text(s, 13, json_child(party, "code"));
    column_bind(s, 14, &sector, party);
    bind_text(s, 15, json_child(party, "office"));
    sqlite3_bind_text(s, 16, who(party, room, sizeof room), -1, SQLITE_STATIC);
    return step(k, s);
}

static acta_status keep_parties(keeping *k, store_kind kind, int64_t owner, json_object *record) {
    for (const party_field *p = store_tables[kind].parties; p->field != NULL; p++) {
        json_object *list = json_child(record, p->field);
        size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
        for (size_t i = 0; i < count; i++) TRY(keep_party(k, kind, owner, p->role, i, json_object_array_get_idx(list, i)));
    }
    return ACTA_OK;
}

static acta_status bind_columns(keeping *k, sqlite3_stmt *s, const store_table *t, int *at, json_object *record) {
    for (const column *c = t->columns; c->name != NULL; c++) {
        if (column_bind(s, (*at)++, c, record) != SQLITE_OK) return failed(k);
    }
    return ACTA_OK;
}

static acta_status keep_document(keeping *k, slice line, json_object *record) {
    sqlite3_stmt *s = insert_of(k->store, STORE_DOCUMENT);
    if (s == NULL) return failed(k);
    slice text;
    int64_t chars;
    TRY(text_given(k->doc, k->scratch, &text, k->err));
    TRY(title_chars(k->report, k->scratch, &chars, k->err));
    bind_row(s, 1, k->row);
    sqlite3_bind_text(s, 2, k->id, -1, SQLITE_STATIC);
    sqlite3_bind_text64(s, 3, line.at, line.bytes, SQLITE_STATIC, SQLITE_UTF8);
    int at = 4;
    TRY(bind_columns(k, s, &store_tables[STORE_DOCUMENT], &at, record));
    sqlite3_bind_blob(s, at++, k->hash, HASH_BYTES, SQLITE_STATIC);
    sqlite3_bind_text(s, at++, k->model, -1, SQLITE_STATIC);
    sqlite3_bind_text64(s, at++, text.at, text.bytes, SQLITE_STATIC, SQLITE_UTF8);
    if (chars >= 0) sqlite3_bind_int64(s, at++, chars);
    else sqlite3_bind_null(s, at++);
    sqlite3_bind_int64(s, at, k->doc->published_given);
    TRY(step(k, s));
    if (k->row == 0) k->row = sqlite3_last_insert_rowid(k->store->db);
    return ACTA_OK;
}

static acta_status keep_record(keeping *k, store_kind kind, slice line, json_object *record) {
    const store_table *t = &store_tables[kind];
    sqlite3_stmt *s = insert_of(k->store, kind);
    if (s == NULL) return failed(k);
    int at = 4;
    sqlite3_bind_int64(s, 1, k->row);
    bind_text(s, 2, json_child(record, "id"));
    sqlite3_bind_text64(s, 3, line.at, line.bytes, SQLITE_STATIC, SQLITE_UTF8);
    if (t->link != NULL) bind_row(s, at++, row_of(k, t->link_to, json_child(record, t->link_field)));
    TRY(bind_columns(k, s, t, &at, record));
    TRY(step(k, s));
    rows *list = &k->rows[kind];
    int64_t *row = ARENA_PUSH(k->scratch, list->at, list->count, list->capacity);
    TRY_NEW(row, k->err);
    *row = sqlite3_last_insert_rowid(k->store->db);
    int64_t owner = *row;
    TRY(keep_mentions(k, kind, owner, record));
    return keep_parties(k, kind, owner, record);
}

static acta_status keep_line(keeping *k, store_kind kind, slice line, json_tokener *parser) {
    json_tokener_reset(parser);
    json_object *record = json_tokener_parse_ex(parser, line.at, (int)line.bytes);
    if (record == NULL) return acta__fail(k->err, ACTA_INTERNAL, -1, "a record that is no JSON: %s", json_tokener_error_desc(json_tokener_get_error(parser)));
    acta_status status = kind == STORE_DOCUMENT ? keep_document(k, line, record) : keep_record(k, kind, line, record);
    /* What was bound pointed into the record. */
    json_object_put(record);
    return status;
}

/* ---- the records as lines ---------------------------------------------------------------------------------------------- */

typedef struct gathered {
    char *at;                        /* [count], with room for more */
    size_t count, room;
} gathered;

static bool gather(void *ctx, const char *at, size_t count) {
    gathered *g = ctx;
    if (g->room - g->count < count) {
        size_t room = 2 * g->room + count + 16384;
        char *grown = realloc(g->at, room);
        if (grown == NULL) return false;
        g->at = grown;
        g->room = room;
    }
    memcpy(g->at + g->count, at, count);
    g->count += count;
    return true;
}

static acta_status keep_kind(keeping *k, const acta_result *result, store_kind kind, gathered *g, json_tokener *parser) {
    static const acta_kind kinds[STORE_KINDS] = {ACTA_ENTITY, ACTA_EVENT, ACTA_AGREEMENT, ACTA_OBLIGATION, ACTA_CLAIM, ACTA_DOCUMENT};
    g->count = 0;
    TRY(acta_write_records(result, kinds[kind], gather, g, k->err));
    for (const char *at = g->at, *end = g->at + g->count; at < end;) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        TRY(keep_line(k, kind, (slice){at, (size_t)(line_end - at)}, parser));
        at = line_end + 1;
    }
    return ACTA_OK;
}

static acta_status keep_all(keeping *k, const acta_result *result, acta_err *err) {
    gathered g = {0};
    json_tokener *parser = json_tokener_new();
    acta_status status = parser != NULL ? keep_kind(k, result, STORE_DOCUMENT, &g, parser) : acta__fail(err, ACTA_NOMEM, -1, "out of memory");
    for (int kind = 0; kind < STORE_DOCUMENT && status == ACTA_OK && k->model != NULL; kind++) status = keep_kind(k, result, (store_kind)kind, &g, parser);
    if (parser != NULL) json_tokener_free(parser);
    free(g.at);
    return status;
}

/* The records of an earlier coding go; claims before what they speak of, entities last. */
static acta_status forget(keeping *k) {
    static const store_statement order[] = {SQL_FORGET_EVENTS, SQL_FORGET_CLAIMS, SQL_FORGET_OBLIGATIONS, SQL_FORGET_AGREEMENTS, SQL_FORGET_ENTITIES};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        sqlite3_stmt *s = store_statement_of(k->store, order[i]);
        if (s == NULL) return failed(k);
        sqlite3_bind_int64(s, 1, k->row);
        TRY(step(k, s));
    }
    return ACTA_OK;
}

static acta_status keep(keeping *k, const acta_result *result) {
    kept found;
    TRY(find_kept(k->store, k->hash, k->scratch, &found, k->err));
    if (found.doc != 0 && found.model != NULL && k->model != NULL && strcmp(found.model, k->model) == 0) return ACTA_OK;
    k->row = found.doc;
    k->id = found.id;
    if (found.doc == 0) TRY(free_id(k->store, k->doc->id, k->hash, k->scratch, &k->id, k->err));
    else TRY(forget(k));
    acta_result named = *result;     /* the same records under the id that the archive has for the report */
    named.doc.id = k->id;
    return keep_all(k, &named, k->err);
}

/* ---- one report, all or nothing ------------------------------------------------------------------------------------------ */

static acta_status open_transaction(acta_store *store, acta_err *err) {
    if (!store->open) TRY(store_do(store, SQL_BEGIN, "keeping a report", err));
    store->open = true;
    return store_do(store, SQL_SAVE, "keeping a report", err);
}

/* Some failures of SQLite (a full disk) undo the whole transaction at once: then the batch is lost, and the next report begins one. */
static void undo(acta_store *store) {
    if (!sqlite3_get_autocommit(store->db)) {
        store_do(store, SQL_BACK, "", NULL);
        store_do(store, SQL_RELEASE, "", NULL);
        if (!store->batch) store_do(store, SQL_ROLLBACK, "", NULL);
    }
    store->open = !sqlite3_get_autocommit(store->db);
}

static acta_status close_transaction(acta_store *store, acta_err *err) {
    TRY(store_do(store, SQL_RELEASE, "keeping a report", err));
    if (store->batch) return ACTA_OK;
    TRY(store_do(store, SQL_COMMIT, "keeping a report", err));
    store->open = false;
    return ACTA_OK;
}

acta_status acta_store_put(acta_store *store, const acta_report *report, const acta_result *result, acta_err *err) {
    if (store == NULL || report == NULL || result == NULL || store->mode != ACTA_STORE_WRITE) {
        return acta__fail(err, ACTA_MISUSE, -1, "acta_store_put needs a store that is open for writing, a report and its result");
    }
    unsigned char hash[HASH_BYTES];
    store_hash(report, hash);
    arena scratch;
    arena_begin(&scratch, acta__malloc(), 8192);
    keeping k = {.store = store, .scratch = &scratch, .err = err, .report = report, .doc = &result->doc, .model = result->doc.model, .hash = hash};
    acta_status status = open_transaction(store, err);
    if (status == ACTA_OK) status = keep(&k, result);
    if (status == ACTA_OK) status = close_transaction(store, err);
    if (status != ACTA_OK) undo(store);
    arena_end(&scratch);
    return status;
}
