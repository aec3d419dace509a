/* rows.c - the records of a report as rows: one line of JSON after another is taken apart into columns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/keep.h"

enum { OWNERS = 5 };

typedef struct rows {
    int64_t *at;                     /* [count] row of record number i + 1 of its kind */
    uint32_t count, capacity;
} rows;

/* A mention that waits to be written with others. */
typedef struct mention_row {
    int64_t owner[OWNERS];           /* one of them, the others 0 */
    int64_t span[2], sentence;
    bool has_span, has_sentence;
} mention_row;

typedef struct filling {
    keeping *k;
    line_reader reader;
    rows rows[STORE_KINDS];
    mention_row mentions[STORE_MENTIONS];
    uint32_t mention_count;
} filling;

static acta_status failed(const keeping *k) {
    return store_fail(k->store, sqlite3_extended_errcode(k->store->db), "keeping a report", k->err);
}

/* NULL where that fails: SQLite's last error tells why. */
static sqlite3_stmt *prepared(acta_store *store, sqlite3_str *sql, sqlite3_stmt **statement) {
    char *text = sqlite3_str_finish(sql);
    if (text != NULL) sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    sqlite3_free(text);
    return *statement;
}

/* "INSERT INTO event(doc, id, record, type, ...) VALUES (?,?,?,?,...)", made once from the table of columns. */
static sqlite3_stmt *insert_of(acta_store *store, store_kind kind) {
    if (store->inserts[kind] != NULL) return store->inserts[kind];
    const store_table *t = &store_tables[kind];
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "INSERT INTO %s(doc, id, record%s%s", t->name, t->link != NULL ? ", " : "", t->link != NULL ? t->link : "");
    int count = t->link != NULL ? 4 : 3;
    for (const column *c = t->columns; c->name != NULL; c++, count++) sqlite3_str_appendf(sql, ", %s", c->name);
    sqlite3_str_appendf(sql, ") VALUES (?");
    for (int i = 1; i < count; i++) sqlite3_str_appendf(sql, ",?");
    sqlite3_str_appendf(sql, ")");
    return prepared(store, sql, &store->inserts[kind]);
}

/* What a coding finds of a document has the first parameters, the row, the record and the model before its columns. */
static void name_columns(sqlite3_str *sql, const char *with) {
    int at = 4;
    for (const column *c = store_tables[STORE_DOCUMENT].columns; c->name != NULL; c++, at++) sqlite3_str_appendf(sql, with, c->name, at);
}

static sqlite3_stmt *insert_document(acta_store *store) {
    if (store->inserts[STORE_DOCUMENT] != NULL) return store->inserts[STORE_DOCUMENT];
    sqlite3_str *sql = sqlite3_str_new(store->db);
    int count = 0;
    for (const column *c = store_tables[STORE_DOCUMENT].columns; c->name != NULL; c++) count++;
    sqlite3_str_appendf(sql, "INSERT INTO document(doc, record, model");
    name_columns(sql, ", %s");
    sqlite3_str_appendf(sql, ", id, hash, text, title_chars, published_given, copy_of, similarity) VALUES (?,?,?");
    for (int i = 0; i < count; i++) sqlite3_str_appendf(sql, ",?");
    sqlite3_str_appendf(sql, ",?,?,?,?,?,?,round(?, 4))");
    return prepared(store, sql, &store->inserts[STORE_DOCUMENT]);
}

/* A document that is coded anew keeps its row, and with it all that points to it. */
static sqlite3_stmt *update_document(acta_store *store) {
    if (store->update != NULL) return store->update;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "UPDATE document SET record = ?2, model = ?3");
    name_columns(sql, ", %s = ?%d");
    sqlite3_str_appendf(sql, " WHERE doc = ?1");
    return prepared(store, sql, &store->update);
}

/* The number at the end of "DOC-V12", 0 if it is no id of that letter. */
static uint32_t id_number(const line_value *id, char letter) {
    const char *text = id != NULL && id->kind == LINE_TEXT ? id->text : "", *dash = strrchr(text, '-');
    return dash != NULL && dash[1] == letter ? (uint32_t)strtoul(dash + 2, NULL, 10) : 0;
}

/* The row of a record of this report that another points to; 0: none. */
static int64_t row_of(const filling *f, store_kind kind, const line_value *id) {
    uint32_t number = id_number(id, store_tables[kind].letter);
    return number > 0 && number <= f->rows[kind].count ? f->rows[kind].at[number - 1] : 0;
}

static void bind_row(sqlite3_stmt *s, int at, int64_t row) {
    if (row != 0) sqlite3_bind_int64(s, at, row);
    else sqlite3_bind_null(s, at);
}

static void bind_text(sqlite3_stmt *s, int at, const line_value *text) {
    if (text != NULL) sqlite3_bind_text64(s, at, text->text, text->bytes, SQLITE_STATIC, SQLITE_UTF8);
    else sqlite3_bind_null(s, at);
}

static void bind_span(sqlite3_stmt *s, int at, const line_value *span) {
    bool is_span = line_count(span) == 2;
    for (int i = 0; i < 2; i++) {
        if (is_span) sqlite3_bind_int64(s, at + i, line_whole(line_item(span, (uint32_t)i)));
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

static int bind_whole(sqlite3_stmt *s, int at, bool known, int64_t number) {
    if (known) sqlite3_bind_int64(s, at, number);
    else sqlite3_bind_null(s, at);
    return at + 1;
}

/* As many as the statement has rows. */
static acta_status write_mentions(filling *f, store_statement which, uint32_t from, uint32_t count) {
    sqlite3_stmt *s = store_statement_of(f->k->store, which);
    if (s == NULL) return failed(f->k);
    int at = 1;
    for (const mention_row *m = &f->mentions[from], *end = m + count; m < end; m++) {
        sqlite3_bind_int64(s, at++, f->k->row);
        for (int o = 0; o < OWNERS; o++) bind_row(s, at++, m->owner[o]);
        at = bind_whole(s, at, m->has_sentence, m->sentence);
        for (int i = 0; i < 2; i++) at = bind_whole(s, at, m->has_span, m->span[i]);
    }
    return step(f->k, s);
}

/* A statement for several rows takes half as long for each. */
static acta_status flush_mentions(filling *f) {
    uint32_t count = f->mention_count;
    f->mention_count = 0;
    if (count == STORE_MENTIONS) return write_mentions(f, SQL_MENTIONS, 0, count);
    for (uint32_t i = 0; i < count; i++) TRY(write_mentions(f, SQL_MENTION, i, 1));
    return ACTA_OK;
}

static acta_status keep_mentions(filling *f, store_kind kind, int64_t owner, const line_value *record) {
    const line_value *list = line_child(record, "mentions");
    for (const line_value *mention = line_count(list) > 0 ? list->first : NULL; mention != NULL; mention = mention->next) {
        const line_value *sentence = line_child(mention, "sentence"), *span = line_child(mention, "span");
        mention_row *m = &f->mentions[f->mention_count++];
        *m = (mention_row){.has_sentence = sentence != NULL, .has_span = line_count(span) == 2};
        for (int o = 0; o < OWNERS; o++) m->owner[o] = owners[o] == kind ? owner : 0;
        if (m->has_sentence) m->sentence = line_whole(sentence);
        for (uint32_t i = 0; i < 2 && m->has_span; i++) m->span[i] = line_whole(line_item(span, i));
        if (f->mention_count == STORE_MENTIONS) TRY(flush_mentions(f));
    }
    return ACTA_OK;
}

/* Code and first sector, else code, else name, else the words. */
static const char *who(const line_value *party, char *room, size_t room_bytes) {
    const line_value *code = line_child(party, "code"), *name = line_child(party, "name"), *text = line_child(party, "entity_text");
    const line_value *first = line_item(line_child(party, "sector"), 0);
    if (code == NULL) return name != NULL ? name->text : text != NULL ? text->text : "";
    snprintf(room, room_bytes, "%s%s%s", code->text, first != NULL ? " " : "", first != NULL ? first->text : "");
    return room;
}

static acta_status keep_party(filling *f, store_kind kind, int64_t owner, const char *role, size_t place, const line_value *party) {
    static const column sector = {"sector", "sector", COLUMN_WORDS};
    char room[64];
    keeping *k = f->k;
    sqlite3_stmt *s = store_statement_of(k->store, SQL_PARTY);
    if (s == NULL) return failed(k);
    sqlite3_bind_int64(s, 1, k->row);
    for (int o = 1; o < OWNERS; o++) bind_row(s, 1 + o, owners[o] == kind ? owner : 0);
    sqlite3_bind_text(s, 6, role, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 7, (int64_t)place);
    bind_text(s, 8, line_child(party, "entity_text"));
    bind_span(s, 9, line_child(party, "span"));
    bind_row(s, 11, row_of(f, STORE_ENTITY, line_child(party, "entity")));
    bind_text(s, 12, line_child(party, "name"));
    bind_text(s, 13, line_child(party, "code"));
    column_bind(s, 14, &sector, party);
    bind_text(s, 15, line_child(party, "office"));
    sqlite3_bind_text(s, 16, who(party, room, sizeof room), -1, SQLITE_STATIC);
    return step(k, s);
}

static acta_status keep_parties(filling *f, store_kind kind, int64_t owner, const line_value *record) {
    for (const party_field *p = store_tables[kind].parties; p->field != NULL; p++) {
        const line_value *list = line_child(record, p->field);
        size_t place = 0;
        for (const line_value *party = line_count(list) > 0 ? list->first : NULL; party != NULL; party = party->next) TRY(keep_party(f, kind, owner, p->role, place++, party));
    }
    return ACTA_OK;
}

static acta_status bind_columns(keeping *k, sqlite3_stmt *s, const store_table *t, int *at, const line_value *record) {
    for (const column *c = t->columns; c->name != NULL; c++) {
        if (column_bind(s, (*at)++, c, record) != SQLITE_OK) return failed(k);
    }
    return ACTA_OK;
}

/* What every coding finds; returns the first parameter after it. */
static acta_status bind_found(keeping *k, sqlite3_stmt *s, slice line, const line_value *record, int *at) {
    bind_row(s, 1, k->row);
    sqlite3_bind_text64(s, 2, line.at, line.bytes, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_text(s, 3, k->model, -1, SQLITE_STATIC);
    *at = 4;
    return bind_columns(k, s, &store_tables[STORE_DOCUMENT], at, record);
}

static acta_status keep_new_document(keeping *k, slice line, const line_value *record) {
    int at;
    sqlite3_stmt *s = insert_document(k->store);
    if (s == NULL) return failed(k);
    TRY(bind_found(k, s, line, record, &at));
    sqlite3_bind_text(s, at++, k->id, -1, SQLITE_STATIC);
    sqlite3_bind_blob(s, at++, k->hash, HASH_BYTES, SQLITE_STATIC);
    sqlite3_bind_text64(s, at++, k->text.at, k->text.bytes, SQLITE_STATIC, SQLITE_UTF8);
    if (k->title_chars >= 0) sqlite3_bind_int64(s, at++, k->title_chars);
    else sqlite3_bind_null(s, at++);
    sqlite3_bind_int64(s, at++, k->doc->published_given);
    bind_row(s, at++, k->original);
    if (k->original != 0) sqlite3_bind_double(s, at, k->similarity);
    else sqlite3_bind_null(s, at);
    TRY(step(k, s));
    k->row = sqlite3_last_insert_rowid(k->store->db);
    return ACTA_OK;
}

static acta_status on_row(acta_store *store, store_statement which, int64_t row, acta_err *err) {
    sqlite3_stmt *s = store_statement_of(store, which);
    if (s == NULL) return store_fail(store, sqlite3_extended_errcode(store->db), "keeping a report", err);
    sqlite3_bind_int64(s, 1, row);
    return store_step(store, s, "keeping a report", err);
}

acta_status words_forget(acta_store *store, int64_t row, acta_err *err) {
    return on_row(store, SQL_FORGET_WORDS, row, err);
}

static acta_status keep_old_document(keeping *k, slice line, const line_value *record) {
    int at;
    sqlite3_stmt *s = update_document(k->store);
    if (s == NULL) return failed(k);
    TRY(words_forget(k->store, k->row, k->err));
    TRY(bind_found(k, s, line, record, &at));
    TRY(step(k, s));
    return on_row(k->store, SQL_WORDS_AGAIN, k->row, k->err);
}

/* Into the index of words. */
static acta_status keep_words(keeping *k, const line_value *record) {
    sqlite3_stmt *s = store_statement_of(k->store, SQL_WORDS);
    if (s == NULL) return failed(k);
    sqlite3_bind_int64(s, 1, k->row);
    bind_text(s, 2, line_child(record, "title"));
    sqlite3_bind_text64(s, 3, k->text.at, k->text.bytes, SQLITE_STATIC, SQLITE_UTF8);
    TRY(step(k, s));
    k->in_words = true;
    return ACTA_OK;
}

static acta_status keep_document(keeping *k, slice line, const line_value *record) {
    if (k->row != 0) return keep_old_document(k, line, record);
    TRY(keep_new_document(k, line, record));
    return keep_words(k, record);
}

static acta_status keep_record(filling *f, store_kind kind, slice line, const line_value *record) {
    keeping *k = f->k;
    const store_table *t = &store_tables[kind];
    sqlite3_stmt *s = insert_of(k->store, kind);
    if (s == NULL) return failed(k);
    int at = 4;
    sqlite3_bind_int64(s, 1, k->row);
    bind_text(s, 2, line_child(record, "id"));
    sqlite3_bind_text64(s, 3, line.at, line.bytes, SQLITE_STATIC, SQLITE_UTF8);
    if (t->link != NULL) bind_row(s, at++, row_of(f, t->link_to, line_child(record, t->link_field)));
    TRY(bind_columns(k, s, t, &at, record));
    TRY(step(k, s));
    rows *list = &f->rows[kind];
    int64_t *row = ARENA_PUSH(k->scratch, list->at, list->count, list->capacity);
    TRY_NEW(row, k->err);
    *row = sqlite3_last_insert_rowid(k->store->db);
    int64_t owner = *row;
    TRY(keep_mentions(f, kind, owner, record));
    return keep_parties(f, kind, owner, record);
}

static acta_status read_line(filling *f, slice line, const line_value **record) {
    bool memory;
    *record = line_read(&f->reader, line, &memory);
    if (!memory) TRY_NEW(NULL, f->k->err);
    if (*record != NULL) return ACTA_OK;
    return acta__fail(f->k->err, ACTA_INTERNAL, -1, "a record that is no JSON: %.*s", (int)(line.bytes < 60 ? line.bytes : 60), line.at);
}

/* A copy is not read, so that how many sentences it has is not known: the member goes, with the comma before it. */
static acta_status keep_copy(filling *f, slice line, const line_value *record) {
    const line_value *sentences = line_child(record, "sentences");
    if (sentences == NULL) return keep_document(f->k, line, record);
    const char *from = sentences->key.at - strlen(",\""), *to = sentences->to;
    size_t before = (size_t)(from - line.at), after = (size_t)(line.at + line.bytes - to);
    char *made = arena_take(f->k->scratch, before + after, 1);
    TRY_NEW(made, f->k->err);
    memcpy(made, line.at, before);
    memcpy(made + before, to, after);
    line = (slice){made, before + after};
    TRY(read_line(f, line, &record));
    return keep_document(f->k, line, record);
}

static acta_status keep_line(filling *f, store_kind kind, slice line) {
    const line_value *record;
    TRY(read_line(f, line, &record));
    if (kind != STORE_DOCUMENT) return keep_record(f, kind, line, record);
    return f->k->model == NULL ? keep_copy(f, line, record) : keep_document(f->k, line, record);
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

static acta_status keep_kind(filling *f, const acta_result *result, store_kind kind, gathered *g) {
    static const acta_kind kinds[STORE_KINDS] = {ACTA_ENTITY, ACTA_EVENT, ACTA_AGREEMENT, ACTA_OBLIGATION, ACTA_CLAIM, ACTA_DOCUMENT};
    g->count = 0;
    TRY(acta_write_records(result, kinds[kind], gather, g, f->k->err));
    for (const char *at = g->at, *end = g->at + g->count; at < end;) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        TRY(keep_line(f, kind, (slice){at, (size_t)(line_end - at)}));
        at = line_end + 1;
    }
    return ACTA_OK;
}

static acta_status keep_kinds(filling *f, const acta_result *result, gathered *g) {
    TRY(keep_kind(f, result, STORE_DOCUMENT, g));
    for (int kind = 0; kind < STORE_DOCUMENT && f->k->model != NULL; kind++) TRY(keep_kind(f, result, (store_kind)kind, g));
    return flush_mentions(f);
}

acta_status rows_keep(keeping *k, const acta_result *result) {
    gathered g = {0};
    filling f = {.k = k};
    acta_status status = keep_kinds(&f, result, &g);
    line_end(&f.reader);
    free(g.at);
    return status;
}

/* What names others goes before what it names. */
acta_status rows_forget(keeping *k) {
    static const store_statement order[] = {SQL_FORGET_MENTIONS, SQL_FORGET_PARTIES, SQL_FORGET_EVENTS, SQL_FORGET_CLAIMS, SQL_FORGET_OBLIGATIONS,
                                            SQL_FORGET_AGREEMENTS, SQL_FORGET_ENTITIES};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        sqlite3_stmt *s = store_statement_of(k->store, order[i]);
        if (s == NULL) return failed(k);
        sqlite3_bind_int64(s, 1, k->row);
        TRY(step(k, s));
    }
    return ACTA_OK;
}
