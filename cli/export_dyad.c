/* export_dyad.c - ICEWS, Phoenix and PETRARCH: one row for every pair of source and target, coded in CAMEO. */
#include "export_dyad.h"

#include <stdio.h>
#include <string.h>

#include "export_place.h"

#define FIELD(name, kind, field) {name, kind, put_field, F_##field}

const export_party *party_of(const export_row *row, size_t which) {
    return which == SOURCE ? row->source : row->target;
}

void put_row_number(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    char digits[16];
    cell_number(cell, export_number(row, F_EVENT, 0));
    snprintf(digits, sizeof digits, "%04lld", (long long)row->pair);
    cell_text(cell, digits);
}

void put_cameo(bytes *cell, const export_row *row, size_t digits) {
    char room[8];
    const char *code = export_text(row, F_CAMEO);
    if (code[0] == '\0') return;
    cameo_code(code, room);
    if (digits > 0 && digits < strlen(room)) room[digits] = '\0';
    cell_text(cell, room);
}

void put_cameo_quad(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    int quad = cameo_quad(export_text(row, F_CAMEO));
    if (quad > 0) cell_number(cell, quad);
}

void put_goldstein(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    const cameo_event *e = cameo_of(export_text(row, F_CAMEO));
    char score[16];
    if (e == NULL) return;
    snprintf(score, sizeof score, "%.1f", e->tenths / 10.0);
    cell_text(cell, score);
}

void put_party_name(bytes *cell, const export_row *row, size_t which) {
    const export_party *p = party_of(row, which);
    if (p != NULL) cell_text(cell, p->name[0] != '\0' ? p->name : p->text);
}

void cell_day(bytes *cell, const char *day, size_t which) {
    static const struct {
        int from, count;
    } parts[][3] = {{{0, 10}}, {{0, 4}, {5, 2}, {8, 2}}, {{0, 4}}, {{5, 2}}, {{8, 2}}, {{0, 4}, {5, 2}}};
    if (strlen(day) != 10) return;
    for (int i = 0; i < 3; i++) bytes_sink(cell, day + parts[which][i].from, (size_t)parts[which][i].count);
}

void put_day(bytes *cell, const export_row *row, size_t which) {
    cell_day(cell, report_day(row), which);
}

/* ---- parties ---- */

/* PLOVER's sectors, parted by commas as ICEWS parts its own. */
static void put_sectors(bytes *cell, const export_row *row, size_t which) {
    const export_party *p = party_of(row, which);
    for (const char *at = p != NULL ? p->sector : ""; *at != '\0'; at++) bytes_sink(cell, *at == ' ' ? "," : at, 1);
}

static void put_party_country(bytes *cell, const export_row *row, size_t which) {
    const export_party *p = party_of(row, which);
    const country_codes *c = p != NULL ? country_of(p->code) : NULL;
    if (c != NULL) cell_text(cell, c->name);
}

static void put_actor(bytes *cell, const export_row *row, size_t which) {
    cameo_actor(cell, party_of(row, which));
}

static void put_entity(bytes *cell, const export_row *row, size_t which) {
    cell_text(cell, cameo_entity(party_of(row, which)));
}

static void put_role(bytes *cell, const export_row *row, size_t which) {
    cell_text(cell, cameo_sector(party_of(row, which), 0));
}

/* The sectors after the first. */
static void put_attribute(bytes *cell, const export_row *row, size_t which) {
    const char *sector;
    for (size_t n = 1; (sector = cameo_sector(party_of(row, which), n))[0] != '\0'; n++) cell_text(cell, sector);
}

/* ---- the rest ---- */

static void put_event_name(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    const cameo_event *e = cameo_of(export_text(row, F_CAMEO));
    if (e != NULL) cell_text(cell, e->name);
}

/* From 1, as these formats count. */
static void put_sentence(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    int64_t sentence = export_number(row, F_SENTENCE, -1);
    if (sentence >= 0) cell_number(cell, sentence + 1);
}

/* STORY_SENTENCE; readers cut at the only underline. */
static void put_story_sentence(bytes *cell, const export_row *row, size_t which) {
    for (const char *at = export_text(row, F_DOC); *at != '\0'; at++) bytes_sink(cell, *at == '_' ? "-" : at, 1);
    cell_text(cell, "_");
    put_sentence(cell, row, which);
}

static void put_source_name(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    const char *publisher = export_text(row, F_PUBLISHER);
    cell_text(cell, publisher[0] != '\0' ? publisher : "NULL");
}

static const export_column icews[] = {
    {"Event ID", EXPORT_WHOLE, put_row_number, 0},
    {"Event Date", EXPORT_DAY, put_day, DAY_DASHED},
    {"Source Name", EXPORT_TEXT, put_party_name, SOURCE},
    {"Source Sectors", EXPORT_TEXT, put_sectors, SOURCE},
    {"Source Country", EXPORT_TEXT, put_party_country, SOURCE},
    {"Event Text", EXPORT_TEXT, put_event_name, 0},
    {"CAMEO Code", EXPORT_TEXT, put_cameo, 0},
    {"Intensity", EXPORT_REAL, put_goldstein, 0},
    {"Target Name", EXPORT_TEXT, put_party_name, TARGET},
    {"Target Sectors", EXPORT_TEXT, put_sectors, TARGET},
    {"Target Country", EXPORT_TEXT, put_party_country, TARGET},
    FIELD("Story ID", EXPORT_WHOLE, DOC_NUMBER),
    {"Sentence Number", EXPORT_WHOLE, put_sentence, 0},
    FIELD("Publisher", EXPORT_TEXT, PUBLISHER),
    {"City", EXPORT_TEXT, put_place_at, PLACE_CITY},
    {"District", EXPORT_TEXT, put_place_at, PLACE_DISTRICT},
    FIELD("Province", EXPORT_TEXT, PROVINCE),
    {"Country", EXPORT_TEXT, put_country_name, 0},
    FIELD("Latitude", EXPORT_REAL, LAT),
    FIELD("Longitude", EXPORT_REAL, LON),
};

static const export_column phoenix[] = {
    {"EventID", EXPORT_WHOLE, put_row_number, 0},
    {"Date", EXPORT_WHOLE, put_day, DAY_PLAIN},
    {"Year", EXPORT_WHOLE, put_day, DAY_YEAR},
    {"Month", EXPORT_WHOLE, put_day, DAY_MONTH},
    {"Day", EXPORT_WHOLE, put_day, DAY_DAY},
    {"SourceActorFull", EXPORT_TEXT, put_actor, SOURCE},
    {"SourceActorEntity", EXPORT_TEXT, put_entity, SOURCE},
    {"SourceActorRole", EXPORT_TEXT, put_role, SOURCE},
    {"SourceActorAttribute", EXPORT_TEXT, put_attribute, SOURCE},
    {"TargetActorFull", EXPORT_TEXT, put_actor, TARGET},
    {"TargetActorEntity", EXPORT_TEXT, put_entity, TARGET},
    {"TargetActorRole", EXPORT_TEXT, put_role, TARGET},
    {"TargetActorAttribute", EXPORT_TEXT, put_attribute, TARGET},
    {"EventCode", EXPORT_TEXT, put_cameo, 0},
    {"EventRootCode", EXPORT_TEXT, put_cameo, 2},
    {"PentaClass", EXPORT_WHOLE, put_cameo_quad, 0},
    {"GoldsteinScore", EXPORT_REAL, put_goldstein, 0},
    {"Issues", EXPORT_TEXT, put_nothing, 0},
    FIELD("Lat", EXPORT_REAL, LAT),
    FIELD("Lon", EXPORT_REAL, LON),
    FIELD("LocationName", EXPORT_TEXT, PLACE),
    FIELD("StateName", EXPORT_TEXT, PROVINCE),
    FIELD("CountryCode", EXPORT_TEXT, COUNTRY),
    {"SentenceID", EXPORT_TEXT, put_story_sentence, 0},
    FIELD("URLs", EXPORT_TEXT, URL),
    FIELD("NewsSources", EXPORT_TEXT, PUBLISHER),
};

static const export_column petrarch[] = {
    {"date", EXPORT_WHOLE, put_day, DAY_PLAIN},
    {"source", EXPORT_TEXT, put_actor, SOURCE},
    {"target", EXPORT_TEXT, put_actor, TARGET},
    {"code", EXPORT_TEXT, put_cameo, 0},
    {"issues", EXPORT_TEXT, put_nothing, 0},
    {"ids", EXPORT_TEXT, put_story_sentence, 0},
    FIELD("url", EXPORT_TEXT, URL),
    {"story source", EXPORT_TEXT, put_source_name, 0},
};

const export_table table_icews = {icews, sizeof icews / sizeof *icews, EACH_PAIR, false, &dialect_plain_header};
const export_table table_phoenix = {phoenix, sizeof phoenix / sizeof *phoenix, EACH_PAIR, false, &dialect_plain};
const export_table table_petrarch = {petrarch, sizeof petrarch / sizeof *petrarch, EACH_PAIR, false, &dialect_plain};
_Static_assert(sizeof icews / sizeof *icews == 20 && sizeof phoenix / sizeof *phoenix == 26, "columns of ICEWS and Phoenix");
