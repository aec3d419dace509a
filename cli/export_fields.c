/* export_fields.c - CSV and TSV: every field of an event, of its report and of the happening it tells, in one row. GeoJSON and
 * Parquet take the same columns. */
#include "export_table.h"

#define FIELD(name, kind, field) {name, kind, put_field, F_##field}
#define PARTY(name, put, member) {name, EXPORT_TEXT, put, offsetof(export_party, member)}

static void put_spans(bytes *cell, const export_parties *list) {
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0) cell_text(cell, ";");
        if (list->at[i].char_from < 0) continue;
        cell_number(cell, list->at[i].char_from);
        cell_text(cell, "-");
        cell_number(cell, list->at[i].char_to);
    }
}

static void put_actor_spans(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    put_spans(cell, &row->actors);
}

static void put_recipient_spans(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    put_spans(cell, &row->recipients);
}

static void put_speaker_spans(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    put_spans(cell, &row->speakers);
}

static const export_column columns[] = {
    FIELD("id", EXPORT_TEXT, ID),
    FIELD("doc", EXPORT_TEXT, DOC),
    FIELD("title", EXPORT_TEXT, TITLE),
    FIELD("published", EXPORT_DAY, PUBLISHED),
    FIELD("publisher", EXPORT_TEXT, PUBLISHER),
    FIELD("url", EXPORT_TEXT, URL),
    FIELD("language", EXPORT_TEXT, LANGUAGE),
    FIELD("copy_of", EXPORT_TEXT, COPY_OF),
    FIELD("event", EXPORT_TEXT, TYPE),
    {"mode", EXPORT_TEXT, put_words, F_MODE},
    {"context", EXPORT_TEXT, put_words, F_CONTEXT},
    FIELD("cameo", EXPORT_TEXT, CAMEO),
    FIELD("quad_code", EXPORT_WHOLE, QUAD),
    FIELD("event_scale", EXPORT_REAL, SCALE),
    FIELD("status", EXPORT_TEXT, STATUS),
    PARTY("actor", put_actors, text),
    PARTY("actor_name", put_actors, name),
    PARTY("actor_code", put_actors, code),
    PARTY("actor_sector", put_actors, sector),
    PARTY("actor_office", put_actors, office),
    PARTY("actor_entity", put_actors, entity),
    {"actor_span", EXPORT_TEXT, put_actor_spans, 0},
    PARTY("recipient", put_recipients, text),
    PARTY("recipient_name", put_recipients, name),
    PARTY("recipient_code", put_recipients, code),
    PARTY("recipient_sector", put_recipients, sector),
    PARTY("recipient_office", put_recipients, office),
    PARTY("recipient_entity", put_recipients, entity),
    {"recipient_span", EXPORT_TEXT, put_recipient_spans, 0},
    PARTY("said_by", put_speakers, text),
    PARTY("said_by_name", put_speakers, name),
    PARTY("said_by_code", put_speakers, code),
    PARTY("said_by_sector", put_speakers, sector),
    PARTY("said_by_office", put_speakers, office),
    PARTY("said_by_entity", put_speakers, entity),
    {"said_by_span", EXPORT_TEXT, put_speaker_spans, 0},
    FIELD("date", EXPORT_DAY, DATE),
    FIELD("enddate", EXPORT_DAY, ENDDATE),
    FIELD("granularity", EXPORT_TEXT, GRANULARITY),
    FIELD("date_text", EXPORT_TEXT, DATE_TEXT),
    FIELD("date_span", EXPORT_TEXT, DATE_SPAN),
    FIELD("place_text", EXPORT_TEXT, PLACE_TEXT),
    FIELD("place_span", EXPORT_TEXT, PLACE_SPAN),
    FIELD("place", EXPORT_TEXT, PLACE),
    FIELD("geonameid", EXPORT_WHOLE, GEONAMEID),
    FIELD("lat", EXPORT_REAL, LAT),
    FIELD("lon", EXPORT_REAL, LON),
    FIELD("country", EXPORT_TEXT, COUNTRY),
    FIELD("province", EXPORT_TEXT, PROVINCE),
    FIELD("feature_code", EXPORT_TEXT, FEATURE),
    FIELD("resolution", EXPORT_TEXT, RESOLUTION),
    FIELD("dead", EXPORT_WHOLE, DEAD),
    FIELD("injured", EXPORT_WHOLE, INJURED),
    FIELD("arrested", EXPORT_WHOLE, ARRESTED),
    FIELD("released", EXPORT_WHOLE, RELEASED),
    FIELD("displaced", EXPORT_WHOLE, DISPLACED),
    FIELD("people", EXPORT_WHOLE, PEOPLE),
    FIELD("amount", EXPORT_REAL, AMOUNT),
    FIELD("unit", EXPORT_TEXT, UNIT),
    FIELD("approx", EXPORT_WHOLE, APPROX),
    {"event_text", EXPORT_TEXT, put_phrases, F_EVENT_TEXT},
    FIELD("mentions", EXPORT_TEXT, MENTIONS),
    FIELD("confidence", EXPORT_REAL, CONFIDENCE),
    FIELD("happening", EXPORT_WHOLE, HAPPENING),
    FIELD("tellings", EXPORT_WHOLE, TELLINGS),
    FIELD("documents", EXPORT_WHOLE, DOCUMENTS),
    FIELD("sources", EXPORT_WHOLE, SOURCES),
    FIELD("model", EXPORT_TEXT, MODEL),
};
enum { COLUMNS = sizeof columns / sizeof *columns };

const export_table table_csv = {columns, COLUMNS, EACH_EVENT, false, &dialect_csv};
const export_table table_tsv = {columns, COLUMNS, EACH_EVENT, false, &dialect_tsv};
