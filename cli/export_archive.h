/* export_archive.h - the events of an archive one after another, with all that a row may ask of them. */
#ifndef ACTA_CLI_EXPORT_ARCHIVE_H
#define ACTA_CLI_EXPORT_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

#include "export.h"
#include "pad.h"

/* What is read of every event: FIELD(name, SQL). e is the event, d its report, h the happening that it tells. */
#define EXPORT_FIELDS(FIELD)                                                                                                    \
    FIELD(EVENT, "e.event") FIELD(ID, "e.id") FIELD(DOC, "d.id") FIELD(DOC_NUMBER, "d.doc")                                     \
    FIELD(TITLE, "d.title") FIELD(PUBLISHED, "d.published") FIELD(PUBLISHER, "d.publisher") FIELD(URL, "d.url")                 \
    FIELD(LANGUAGE, "d.language") FIELD(MODEL, "d.model")                                                                       \
    FIELD(COPY_OF, "(SELECT c.id FROM document c WHERE c.doc = d.copy_of)")                                                     \
    FIELD(TYPE, "e.type") FIELD(MODE, "e.mode") FIELD(CONTEXT, "e.context") FIELD(CAMEO, "e.cameo") FIELD(QUAD, "e.quad")       \
    FIELD(SCALE, "e.scale") FIELD(STATUS, "e.status") FIELD(DATE, "e.date") FIELD(ENDDATE, "e.enddate")                         \
    FIELD(GRANULARITY, "e.granularity") FIELD(DATE_TEXT, "e.date_text") FIELD(PLACE_TEXT, "e.place_text")                       \
    FIELD(PLACE, "e.place") FIELD(GEONAMEID, "e.geonameid") FIELD(LAT, "e.lat") FIELD(LON, "e.lon")                             \
    FIELD(COUNTRY, "e.country") FIELD(PROVINCE, "e.province") FIELD(FEATURE, "e.feature_code")                                  \
    FIELD(RESOLUTION, "e.resolution") FIELD(DEAD, "e.dead") FIELD(INJURED, "e.injured") FIELD(ARRESTED, "e.arrested")           \
    FIELD(RELEASED, "e.released") FIELD(DISPLACED, "e.displaced") FIELD(PEOPLE, "e.people") FIELD(AMOUNT, "e.amount")           \
    FIELD(UNIT, "e.unit") FIELD(APPROX, "e.approx") FIELD(EVENT_TEXT, "e.event_text") FIELD(SENTENCE, "e.sentence")             \
    FIELD(DATE_SPAN, "json_extract(e.record, '$.date_span[0]') || '-' || json_extract(e.record, '$.date_span[1]')")             \
    FIELD(PLACE_SPAN, "json_extract(e.record, '$.event_loc.span[0]') || '-' || json_extract(e.record, '$.event_loc.span[1]')")  \
    FIELD(MENTIONS, "(SELECT group_concat(coalesce(m.sentence, '') || ':' || m.char_from || '-' || m.char_to, ';')"             \
                    " FROM mention m WHERE m.event = e.event)")                                                                 \
    FIELD(CONFIDENCE, "e.confidence") FIELD(HAPPENING, "e.happening") FIELD(TELLINGS, "h.tellings")                             \
    FIELD(DOCUMENTS, "h.documents") FIELD(SOURCES, "h.sources")

typedef enum export_field {
#define EXPORT_FIELD_ENUM(name, sql) F_##name,
    EXPORT_FIELDS(EXPORT_FIELD_ENUM)
#undef EXPORT_FIELD_ENUM
    EXPORT_FIELD_COUNT
} export_field;

/* Texts are "" where nothing is known. */
typedef struct export_party {
    const char *text, *entity, *name, *code, *sector, *office, *who;
    int64_t char_from, char_to;      /* -1: not known */
} export_party;

typedef struct export_parties {
    export_party *at;
    size_t count;
} export_parties;

/* A place of a report that tells of the row's event. */
typedef struct export_mention {
    int64_t sentence, char_from, char_to, doc_chars, source_from, target_from;   /* -1: not known */
    const char *doc, *published, *publisher, *url;
    double confidence;               /* negative: not known */
} export_mention;

/* The statements a row's columns need besides the event's own. */
typedef struct export_archive {
    sqlite3 *db;
    const export_filter *filter;
    sqlite3_stmt *events, *parties, *mentions, *tellings, *story;
    size_t next;                     /* in the filter's list of events */
    int64_t story_doc;               /* whose names are in `story_names` */
    pad story_pad;
    const char *story_names[3];      /* people, organisations, places; parted by ";" */
} export_archive;

/* What one row is written from. */
typedef struct export_row {
    export_archive *archive;
    pad pad;                         /* the event's parties; empty again with the next event */
    export_parties actors, recipients, speakers;
    const export_party *source, *target;             /* of this row, where a row is a pair; NULL: nobody */
    int64_t pair;                    /* number among the event's rows, from 0 */
    const export_mention *mention;   /* where a row is a mention */
} export_row;

/* Events in the order in which they came into the archive. `once`: of the records that tell one happening the best alone.
 * `status`: as in a filter, what is taken where the filter asks for none. */
acta_status export_events_begin(export_archive *a, sqlite3 *db, const export_filter *filter, const char *status, bool once, acta_err *err);
/* The next one; *more is false after the last. The row's texts live until the call after. */
acta_status export_events_next(export_archive *a, export_row *row, bool *more, acta_err *err);
void export_events_end(export_archive *a, export_row *row);

/* What a field says, "" where nothing. Until the next event. */
const char *export_text(const export_row *row, export_field field);
int64_t export_number(const export_row *row, export_field field, int64_t otherwise);

/* Every mention of the row's event, those of other records that tell the same happening included, until `each` returns false: *on. */
acta_status export_mentions(export_row *row, bool (*each)(void *ctx, export_row *row), void *ctx, bool *on, acta_err *err);
int64_t export_mention_count(const export_row *row);

/* The names in the row's report: 0 people, 1 organisations, 2 places. */
const char *export_story(const export_row *row, int which);

/* The part of a SELECT that chooses events, from FROM on, with parameters 1 to 10 bound by export_bind. `from` as in "event e". */
#define EXPORT_CHOOSE(from)                                                                                                     \
    " FROM " from " JOIN document d ON d.doc = e.doc LEFT JOIN happening h ON h.happening = e.happening"                        \
    " WHERE (?1 IS NULL OR coalesce(e.enddate, e.date) >= ?1) AND (?2 IS NULL OR e.date <= ?2 || '~')"                          \
    " AND (?3 IS NULL OR instr(?3, ',' || e.type || ',') > 0) AND (?4 IS NULL OR instr(?4, ',' || e.status || ',') > 0)"        \
    " AND (?5 IS NULL OR instr(?5, ',' || e.country || ',') > 0)"                                                               \
    " AND (?6 IS NULL OR EXISTS (SELECT 1 FROM party p WHERE p.event = e.event AND p.role = 'actor'"                            \
    " AND (p.code = ?6 OR p.who = ?6 OR p.name = ?6 COLLATE NOCASE)))"                                                          \
    " AND (?7 IS NULL OR EXISTS (SELECT 1 FROM party p WHERE p.event = e.event AND p.role = 'recipient'"                        \
    " AND (p.code = ?7 OR p.who = ?7 OR p.name = ?7 COLLATE NOCASE)))"                                                          \
    " AND (?8 IS NULL OR e.confidence >= ?8) AND (?9 OR d.copy_of IS NULL)"                                                     \
    " AND (?10 = 0 OR e.happening IS NULL OR h.event = e.event)"

void export_bind(sqlite3_stmt *s, const export_filter *filter, const char *status, bool once);

/* SQLite's last failure as a status. */
acta_status export_fail(sqlite3 *db, const char *doing, acta_err *err);
acta_status export_say(acta_err *err, acta_status status, const char *form, ...) __attribute__((format(printf, 3, 4)));

#endif
