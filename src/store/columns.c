/* columns.c - records taken apart: which field of the JSON goes into which column. */
#include "store/columns.h"

#include <stdlib.h>
#include <string.h>

static const column document_columns[] = {
    {"title", "title", COLUMN_TEXT}, {"title_source", "title_source", COLUMN_TEXT}, {"published", "published", COLUMN_TEXT},
    {"url", "url", COLUMN_TEXT}, {"publisher", "publisher", COLUMN_TEXT}, {"language", "language", COLUMN_TEXT},
    {"dateline", "dateline.text", COLUMN_TEXT}, {"dateline_place", "dateline.place.name|dateline.place.text", COLUMN_TEXT},
    {"dateline_date", "dateline.date", COLUMN_TEXT}, {"sentences", "sentences", COLUMN_WHOLE}, {"damaged", "damaged", COLUMN_WHOLE},
    {0}};

static const column entity_columns[] = {
    {"name", "name", COLUMN_TEXT}, {"type", "type", COLUMN_TEXT}, {"code", "code", COLUMN_TEXT}, {"sector", "sector", COLUMN_WORDS},
    {"office", "office", COLUMN_TEXT},
    {0}};

static const column event_columns[] = {
    {"type", "event", COLUMN_TEXT}, {"mode", "mode", COLUMN_WORDS}, {"context", "context", COLUMN_WORDS}, {"cameo", "cameo", COLUMN_TEXT},
    {"quad", "quad_code", COLUMN_WHOLE}, {"scale", "event_scale", COLUMN_NUMBER}, {"status", "status", COLUMN_TEXT},
    {"date", "date", COLUMN_TEXT}, {"enddate", "enddate", COLUMN_TEXT}, {"granularity", "granularity", COLUMN_TEXT},
    {"date_text", "date_text", COLUMN_TEXT},
    {"place_text", "event_loc.text", COLUMN_TEXT}, {"place", "event_loc.name", COLUMN_TEXT}, {"geonameid", "event_loc.geonameid", COLUMN_WHOLE},
    {"lat", "event_loc.lat", COLUMN_NUMBER}, {"lon", "event_loc.lon", COLUMN_NUMBER}, {"country", "event_loc.country", COLUMN_TEXT},
    {"province", "event_loc.province", COLUMN_TEXT}, {"feature_code", "event_loc.feature_code", COLUMN_TEXT},
    {"resolution", "event_loc.resolution", COLUMN_TEXT},
    {"dead", "size.dead", COLUMN_WHOLE}, {"injured", "size.injured", COLUMN_WHOLE}, {"arrested", "size.arrested", COLUMN_WHOLE},
    {"released", "size.released", COLUMN_WHOLE}, {"displaced", "size.displaced", COLUMN_WHOLE}, {"people", "size.people", COLUMN_WHOLE},
    {"amount", "size.amount", COLUMN_NUMBER}, {"unit", "size.unit", COLUMN_TEXT}, {"approx", "size.approx", COLUMN_WHOLE},
    {"event_text", "event_text", COLUMN_PHRASES}, {"sentence", "mentions.0.sentence", COLUMN_WHOLE}, {"confidence", "confidence", COLUMN_NUMBER},
    {0}};

static const column agreement_columns[] = {
    {"name", "name", COLUMN_TEXT}, {"date", "date", COLUMN_TEXT}, {"enddate", "enddate", COLUMN_TEXT}, {"granularity", "granularity", COLUMN_TEXT},
    {"place", "event_loc.name|event_loc.text", COLUMN_TEXT}, {"geonameid", "event_loc.geonameid", COLUMN_WHOLE},
    {"lat", "event_loc.lat", COLUMN_NUMBER}, {"lon", "event_loc.lon", COLUMN_NUMBER}, {"country", "event_loc.country", COLUMN_TEXT},
    {0}};

static const column obligation_columns[] = {
    {"action", "action", COLUMN_TEXT}, {"type", "type", COLUMN_TEXT}, {"deadline", "deadline", COLUMN_TEXT},
    {0}};

static const column claim_columns[] = {
    {"verdict", "verdict", COLUMN_TEXT}, {"date", "date", COLUMN_TEXT}, {"words", "words", COLUMN_TEXT},
    {0}};

static const party_field no_parties[] = {{0}};
static const party_field event_parties[] = {{"actor", "actor"}, {"recipient", "recipient"}, {"said_by", "speaker"}, {0}};
static const party_field agreement_parties[] = {{"parties", "party"}, {"mediator", "mediator"}, {0}};
static const party_field obligation_parties[] = {{"obligor", "obligor"}, {"beneficiary", "beneficiary"}, {0}};
static const party_field claim_parties[] = {{"said_by", "speaker"}, {0}};

const store_table store_tables[STORE_KINDS] = {
    [STORE_ENTITY] = {"entity", entity_columns, no_parties, NULL, NULL, STORE_KINDS, 'E'},
    [STORE_EVENT] = {"event", event_columns, event_parties, NULL, NULL, STORE_KINDS, 'V'},
    [STORE_AGREEMENT] = {"agreement", agreement_columns, agreement_parties, NULL, NULL, STORE_KINDS, 'A'},
    [STORE_OBLIGATION] = {"obligation", obligation_columns, obligation_parties, "agreement", "agreement", STORE_AGREEMENT, 'O'},
    [STORE_CLAIM] = {"claim", claim_columns, claim_parties, "obligation", "obligation", STORE_OBLIGATION, 'C'},
    [STORE_DOCUMENT] = {"document", document_columns, no_parties, NULL, NULL, STORE_KINDS, '\0'}};

/* One step of a path: a key of an object, or the number of an item. */
static const line_value *inside(const line_value *at, const char *step) {
    if (at != NULL && at->kind == LINE_LIST) return line_item(at, (uint32_t)strtoul(step, NULL, 10));
    return line_child(at, step);
}

static const line_value *find(const line_value *record, const char *path) {
    char step[32];
    const line_value *at = record;
    for (const char *from = path;;) {
        size_t bytes = strcspn(from, ".|");
        memcpy(step, from, bytes);
        step[bytes] = '\0';
        at = inside(at, step);
        from += bytes;
        if (*from == '.') {
            from++;
            continue;
        }
        if (at != NULL || *from == '\0') return at;
        at = record;
        from++;
    }
}

static int bind_list(sqlite3_stmt *statement, int at, const line_value *list, const char *between) {
    size_t bytes = 0;
    if (line_count(list) == 0) return sqlite3_bind_null(statement, at);
    for (const line_value *item = list->first; item != NULL; item = item->next) bytes += item->bytes + strlen(between);
    char *text = sqlite3_malloc64(bytes + 1), *to = text;
    if (text == NULL) return SQLITE_NOMEM;
    for (const line_value *item = list->first; item != NULL; item = item->next) {
        if (item != list->first) to = stpcpy(to, between);
        if (item->bytes > 0) memcpy(to, item->text, item->bytes);
        to += item->bytes;
    }
    return sqlite3_bind_text64(statement, at, text, (sqlite3_uint64)(to - text), sqlite3_free, SQLITE_UTF8);
}

int column_bind(sqlite3_stmt *statement, int at, const column *c, const line_value *record) {
    const line_value *value = find(record, c->path);
    if (value == NULL) return sqlite3_bind_null(statement, at);
    switch (c->kind) {
    case COLUMN_TEXT: return sqlite3_bind_text64(statement, at, value->text, value->bytes, SQLITE_STATIC, SQLITE_UTF8);
    case COLUMN_WHOLE: return sqlite3_bind_int64(statement, at, line_whole(value));
    case COLUMN_NUMBER: return sqlite3_bind_double(statement, at, line_number(value));
    case COLUMN_WORDS: return bind_list(statement, at, value, " ");
    case COLUMN_PHRASES: return bind_list(statement, at, value, " | ");
    }
    return SQLITE_MISUSE;
}
