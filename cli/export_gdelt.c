/* export_gdelt.c - GDELT 1.0 and 2.0 events, and the mentions of 2.0. A happening that several records tell is one event here, as in
 * GDELT: the mentions say who told it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export_dyad.h"
#include "export_letters.h"

#define FIELD(name, kind, field) {name, kind, put_field, F_##field}

/* ---- actors: `which` is the side, or side and number ---- */

enum { SIDE_BIT = 1, NUMBER_SHIFT = 1 };

static const export_party *side_of(const export_row *row, size_t which) {
    return party_of(row, which & SIDE_BIT);
}

/* GDELT writes a party of no known country by its sectors alone. */
static void put_code(bytes *cell, const export_row *row, size_t which) {
    bytes code = {0};
    cameo_actor(&code, side_of(row, which));
    bool nobody = code.count >= 3 && memcmp(code.at, "---", 3) == 0;
    if (code.count > 0) bytes_sink(cell, code.at + (nobody ? 3 : 0), code.count - (nobody ? 3 : 0));
    cell->failed = cell->failed || code.failed;
    bytes_clear(&code);
}

static void put_name(bytes *cell, const export_row *row, size_t which) {
    bytes name = {0};
    put_party_name(&name, row, which & SIDE_BIT);
    bytes_sink(&name, "", 1);        /* its end */
    if (!name.failed) letters_upper(cell, name.at);
    cell->failed = cell->failed || name.failed;
    bytes_clear(&name);
}

static void put_country(bytes *cell, const export_row *row, size_t which) {
    const export_party *p = side_of(row, which);
    const country_codes *c = p != NULL ? country_of(p->code) : NULL;
    if (c != NULL) cell_text(cell, c->cameo);
    else if (p != NULL && strcmp(p->code, "EUR") == 0) cell_text(cell, "EUR");
}

static void put_group(bytes *cell, const export_row *row, size_t which) {
    const export_party *p = side_of(row, which);
    if (p != NULL && strcmp(p->code, "UNO") == 0) cell_text(cell, "UNO");
    if (p != NULL && strcmp(p->code, "EUR") == 0) cell_text(cell, "EEC");
}

/* The kind of a party that is no country, then its sectors. */
static void put_type(bytes *cell, const export_row *row, size_t which) {
    const export_party *p = side_of(row, which);
    const char *entity = cameo_entity(p);
    size_t number = which >> NUMBER_SHIFT;
    bool kind = entity[0] != '\0' && country_of(p->code) == NULL;
    if (kind && number == 0) bytes_sink(cell, entity, 3);
    else cell_text(cell, cameo_sector(p, number - (kind ? 1 : 0)));
}

/* ---- the act ---- */

/* Year and the share of it that has gone, months of thirty days: GDELT's own formula. */
static void put_fraction(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    const char *day = report_day(row);
    char text[32];
    if (strlen(day) != 10) return;
    snprintf(text, sizeof text, "%.4f", atoi(day) + ((atoi(day + 5) - 1) * 30 + atoi(day + 8)) / 365.0);
    cell_text(cell, text);
}

/* "In the lead": told in the headline or the first sentence after it. */
static void put_root(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    int64_t sentence = export_number(row, F_SENTENCE, -1);
    cell_text(cell, sentence == 0 || sentence == 1 ? "1" : "0");
}

static void put_mention_count(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    cell_number(cell, export_mention_count(row));
}

/* An event that was joined to no other is told by its own report alone. */
static void put_count(bytes *cell, const export_row *row, size_t which) {
    cell_number(cell, export_number(row, (export_field)which, 1));
}

/* ---- the place ---- */

enum { GEO_NOWHERE, GEO_COUNTRY, GEO_US_STATE, GEO_US_CITY, GEO_CITY, GEO_STATE };

static int geo_type(const export_row *row) {
    const char *resolution = export_text(row, F_RESOLUTION);
    bool usa = strcmp(export_text(row, F_COUNTRY), "USA") == 0;
    if (resolution[0] == '\0') return GEO_NOWHERE;
    if (strcmp(resolution, "country") == 0) return GEO_COUNTRY;
    if (strcmp(resolution, "province") == 0) return usa ? GEO_US_STATE : GEO_STATE;
    return usa ? GEO_US_CITY : GEO_CITY;
}

static void put_no_geo(bytes *cell, const export_row *row, size_t which) {
    (void)row, (void)which;
    cell_text(cell, "0");
}

static void put_geo_type(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    cell_number(cell, geo_type(row));
}

/* "Herat, Herat, Afghanistan". */
static void put_geo_name(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    const country_codes *c = country_of(export_text(row, F_COUNTRY));
    const char *parts[] = {export_text(row, F_PLACE), geo_type(row) >= GEO_US_CITY && geo_type(row) != GEO_STATE ? export_text(row, F_PROVINCE) : "",
                           c != NULL && geo_type(row) != GEO_COUNTRY ? c->name : ""};
    for (int i = 0; i < 3; i++) {
        if (parts[i][0] == '\0') continue;
        if (cell->count > 0) cell_text(cell, ", ");
        cell_text(cell, parts[i]);
    }
}

static void put_geo_country(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    cell_text(cell, country_fips(export_text(row, F_COUNTRY), export_text(row, F_PROVINCE)));
}

/* A country's own code, or a state of the USA; acta has no codes for the provinces of others. */
static void put_geo_adm1(bytes *cell, const export_row *row, size_t which) {
    int type = geo_type(row);
    const char *province = export_text(row, type == GEO_US_STATE ? F_PLACE : F_PROVINCE);
    const char *state = type == GEO_US_STATE || type == GEO_US_CITY ? state_letters(province) : NULL;
    if (type != GEO_COUNTRY && state == NULL) return;
    put_geo_country(cell, row, which);
    if (state != NULL) cell_text(cell, state);
}

/* For a country its code; other places have numbers of the GEOnet Names Server, which acta does not know. */
static void put_geo_feature(bytes *cell, const export_row *row, size_t which) {
    if (geo_type(row) == GEO_COUNTRY) put_geo_country(cell, row, which);
}

/* ---- the report ---- */

static void put_added(bytes *cell, const export_row *row, size_t time) {
    const char *day = row->mention != NULL ? row->mention->published : export_text(row, F_PUBLISHED);
    cell_day(cell, day, DAY_PLAIN);
    if (time && cell->count > 0) cell_text(cell, "000000");
}

static void put_event_time(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    cell_day(cell, export_text(row, F_PUBLISHED), DAY_PLAIN);
    if (cell->count > 0) cell_text(cell, "000000");
}

static void url_or_id(bytes *cell, const char *url, const char *id) {
    cell_text(cell, url[0] != '\0' ? url : id);
}

static void put_source_url(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    url_or_id(cell, export_text(row, F_URL), export_text(row, F_DOC));
}

#define ACTOR(n, side)                                                                                                          \
    {"Actor" n "Code", EXPORT_TEXT, put_code, side}, {"Actor" n "Name", EXPORT_TEXT, put_name, side},                           \
    {"Actor" n "CountryCode", EXPORT_TEXT, put_country, side}, {"Actor" n "KnownGroupCode", EXPORT_TEXT, put_group, side},      \
    {"Actor" n "EthnicCode", EXPORT_TEXT, put_nothing, 0}, {"Actor" n "Religion1Code", EXPORT_TEXT, put_nothing, 0},            \
    {"Actor" n "Religion2Code", EXPORT_TEXT, put_nothing, 0}, {"Actor" n "Type1Code", EXPORT_TEXT, put_type, side},             \
    {"Actor" n "Type2Code", EXPORT_TEXT, put_type, side | 1 << NUMBER_SHIFT},                                                   \
    {"Actor" n "Type3Code", EXPORT_TEXT, put_type, side | 2 << NUMBER_SHIFT}

#define EVENT                                                                                                                   \
    {"GLOBALEVENTID", EXPORT_WHOLE, put_row_number, 0}, {"SQLDATE", EXPORT_WHOLE, put_day, DAY_PLAIN},                          \
    {"MonthYear", EXPORT_WHOLE, put_day, DAY_YEAR_MONTH}, {"Year", EXPORT_WHOLE, put_day, DAY_YEAR},                            \
    {"FractionDate", EXPORT_REAL, put_fraction, 0}, ACTOR("1", SOURCE), ACTOR("2", TARGET),                                     \
    {"IsRootEvent", EXPORT_WHOLE, put_root, 0}, {"EventCode", EXPORT_TEXT, put_cameo, 0},                                       \
    {"EventBaseCode", EXPORT_TEXT, put_cameo, 3}, {"EventRootCode", EXPORT_TEXT, put_cameo, 2},                                 \
    {"QuadClass", EXPORT_WHOLE, put_cameo_quad, 0}, {"GoldsteinScale", EXPORT_REAL, put_goldstein, 0},                          \
    {"NumMentions", EXPORT_WHOLE, put_mention_count, 0}, {"NumSources", EXPORT_WHOLE, put_count, F_SOURCES},                    \
    {"NumArticles", EXPORT_WHOLE, put_count, F_DOCUMENTS}, {"AvgTone", EXPORT_REAL, put_nothing, 0}

/* Where an actor is acta does not say. */
#define NO_GEO(n, adm2)                                                                                                         \
    {"Actor" n "Geo_Type", EXPORT_WHOLE, put_no_geo, 0}, {"Actor" n "Geo_FullName", EXPORT_TEXT, put_nothing, 0},               \
    {"Actor" n "Geo_CountryCode", EXPORT_TEXT, put_nothing, 0}, {"Actor" n "Geo_ADM1Code", EXPORT_TEXT, put_nothing, 0},        \
    adm2 {"Actor" n "Geo_Lat", EXPORT_REAL, put_nothing, 0}, {"Actor" n "Geo_Long", EXPORT_REAL, put_nothing, 0},               \
    {"Actor" n "Geo_FeatureID", EXPORT_TEXT, put_nothing, 0}

#define ACTION_GEO(adm2)                                                                                                        \
    {"ActionGeo_Type", EXPORT_WHOLE, put_geo_type, 0}, {"ActionGeo_FullName", EXPORT_TEXT, put_geo_name, 0},                    \
    {"ActionGeo_CountryCode", EXPORT_TEXT, put_geo_country, 0}, {"ActionGeo_ADM1Code", EXPORT_TEXT, put_geo_adm1, 0},           \
    adm2 FIELD("ActionGeo_Lat", EXPORT_REAL, LAT), FIELD("ActionGeo_Long", EXPORT_REAL, LON),                                   \
    {"ActionGeo_FeatureID", EXPORT_TEXT, put_geo_feature, 0}

#define NONE
#define ADM2(name) {name, EXPORT_TEXT, put_nothing, 0},

static const export_column version1[] = {
    EVENT, NO_GEO("1", NONE), NO_GEO("2", NONE), ACTION_GEO(NONE),
    {"DATEADDED", EXPORT_WHOLE, put_added, 0}, {"SOURCEURL", EXPORT_TEXT, put_source_url, 0},
};

static const export_column version2[] = {
    EVENT, NO_GEO("1", ADM2("Actor1Geo_ADM2Code")), NO_GEO("2", ADM2("Actor2Geo_ADM2Code")), ACTION_GEO(ADM2("ActionGeo_ADM2Code")),
    {"DATEADDED", EXPORT_WHOLE, put_added, 1}, {"SOURCEURL", EXPORT_TEXT, put_source_url, 0},
};

/* ---- mentions ---- */

enum { MENTION_WEB = 1, MENTION_CITATION = 2 };

static void put_mention_type(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    cell_number(cell, row->mention->url[0] != '\0' ? MENTION_WEB : MENTION_CITATION);
}

/* The publisher, else the host of the address. */
static void put_mention_source(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    const char *host = strstr(row->mention->url, "://");
    if (row->mention->publisher[0] != '\0') cell_text(cell, row->mention->publisher);
    else if (host != NULL) bytes_sink(cell, host + 3, strcspn(host + 3, "/:?#"));
}

static void put_mention_identifier(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    url_or_id(cell, row->mention->url, row->mention->doc);
}

enum { MENTION_SENTENCE, MENTION_SOURCE_FROM, MENTION_TARGET_FROM, MENTION_FROM, MENTION_DOC_CHARS };

/* Sentences are counted from 1; -1: the actor is not in this report. */
static void put_mention_number(bytes *cell, const export_row *row, size_t which) {
    const export_mention *m = row->mention;
    const int64_t numbers[] = {m->sentence < 0 ? -1 : m->sentence + 1, m->source_from, m->target_from, m->char_from, m->doc_chars};
    cell_number(cell, numbers[which]);
}

static void put_in_raw_text(bytes *cell, const export_row *row, size_t which) {
    (void)row, (void)which;
    cell_text(cell, "1");
}

static void put_percent(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    if (row->mention->confidence >= 0) cell_number(cell, (int64_t)(row->mention->confidence * 100 + 0.5));
}

static const export_column mentions[] = {
    {"GLOBALEVENTID", EXPORT_WHOLE, put_row_number, 0},
    {"EventTimeDate", EXPORT_WHOLE, put_event_time, 0},
    {"MentionTimeDate", EXPORT_WHOLE, put_added, 1},
    {"MentionType", EXPORT_WHOLE, put_mention_type, 0},
    {"MentionSourceName", EXPORT_TEXT, put_mention_source, 0},
    {"MentionIdentifier", EXPORT_TEXT, put_mention_identifier, 0},
    {"SentenceID", EXPORT_WHOLE, put_mention_number, MENTION_SENTENCE},
    {"Actor1CharOffset", EXPORT_WHOLE, put_mention_number, MENTION_SOURCE_FROM},
    {"Actor2CharOffset", EXPORT_WHOLE, put_mention_number, MENTION_TARGET_FROM},
    {"ActionCharOffset", EXPORT_WHOLE, put_mention_number, MENTION_FROM},
    {"InRawText", EXPORT_WHOLE, put_in_raw_text, 0},
    {"Confidence", EXPORT_WHOLE, put_percent, 0},
    {"MentionDocLen", EXPORT_WHOLE, put_mention_number, MENTION_DOC_CHARS},
    {"MentionDocTone", EXPORT_REAL, put_nothing, 0},
    {"MentionDocTranslationInfo", EXPORT_TEXT, put_nothing, 0},
    {"Extras", EXPORT_TEXT, put_nothing, 0},
};

const export_table table_gdelt1 = {version1, sizeof version1 / sizeof *version1, EACH_PAIR, true, &dialect_plain};
const export_table table_gdelt2 = {version2, sizeof version2 / sizeof *version2, EACH_PAIR, true, &dialect_plain};
const export_table table_mentions = {mentions, sizeof mentions / sizeof *mentions, EACH_MENTION, true, &dialect_plain};
_Static_assert(sizeof version1 / sizeof *version1 == 58 && sizeof version2 / sizeof *version2 == 61 && sizeof mentions / sizeof *mentions == 16,
               "GDELT's columns");
