/* export_polecat.c - POLECAT's 40 columns, in ISO-8859-1 as its readers open it. One row an event; lists parted by ";". */
#include <string.h>

#include "export_codes.h"
#include "export_place.h"

#define FIELD(name, kind, field) {name, kind, put_field, F_##field}
#define PARTY(name, put, member) {name, EXPORT_TEXT, put, offsetof(export_party, member)}

enum { ACTORS, RECIPIENTS };

static const export_parties *side(const export_row *row, size_t which) {
    return which == ACTORS ? &row->actors : &row->recipients;
}

static void put_quad(bytes *cell, const export_row *row, size_t which) {
    static const char *const names[] = {"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
    (void)which;
    int64_t quad = export_number(row, F_QUAD, 0);
    if (quad >= 1 && quad <= 4) cell_text(cell, names[quad]);
}

/* Numbers of the Correlates of War, one for every party, empty for those that are no state. */
static void put_cow(bytes *cell, const export_row *row, size_t which) {
    const export_parties *list = side(row, which);
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        const country_codes *c = country_of(list->at[i].code);
        if (i > 0) cell_text(cell, ";");
        if (c == NULL || c->cow == 0) continue;
        cell_number(cell, c->cow);
        any = true;
    }
    if (!any) cell->count = 0;
}

/* The first sector of each. */
static void put_primary(bytes *cell, const export_row *row, size_t which) {
    const export_parties *list = side(row, which);
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        size_t bytes = strcspn(list->at[i].sector, " ");
        if (i > 0) cell_text(cell, ";");
        bytes_sink(cell, list->at[i].sector, bytes);
        any = any || bytes > 0;
    }
    if (!any) cell->count = 0;
}

static void put_story(bytes *cell, const export_row *row, size_t which) {
    cell_text(cell, export_story(row, (int)which));
}

static const export_column columns[] = {
    FIELD("Event ID", EXPORT_TEXT, ID),
    FIELD("Event Date", EXPORT_DAY, DATE),
    FIELD("Event Type", EXPORT_TEXT, TYPE),
    {"Event Mode", EXPORT_TEXT, put_words, F_MODE},
    FIELD("Intensity", EXPORT_REAL, SCALE),
    {"Quad Code", EXPORT_TEXT, put_quad, 0},
    {"Contexts", EXPORT_TEXT, put_words, F_CONTEXT},
    PARTY("Actor Name", put_actors, name),
    PARTY("Actor Country", put_actors, code),
    {"Actor COW", EXPORT_TEXT, put_cow, ACTORS},
    {"Primary Actor Sector", EXPORT_TEXT, put_primary, ACTORS},
    PARTY("Actor Sectors", put_actors, sector),
    PARTY("Actor Title", put_actors, office),
    PARTY("Actor Name Raw", put_actors, text),
    {"Wikipedia Actor ID", EXPORT_TEXT, put_nothing, 0},
    PARTY("Recipient Name", put_recipients, name),
    PARTY("Recipient Country", put_recipients, code),
    {"Recipient COW", EXPORT_TEXT, put_cow, RECIPIENTS},
    {"Primary Recipient Sector", EXPORT_TEXT, put_primary, RECIPIENTS},
    PARTY("Recipient Sectors", put_recipients, sector),
    PARTY("Recipient Title", put_recipients, office),
    PARTY("Recipient Name Raw", put_recipients, text),
    {"Wikipedia Recipient ID", EXPORT_TEXT, put_nothing, 0},
    FIELD("Placename", EXPORT_TEXT, PLACE),
    {"City", EXPORT_TEXT, put_place_at, PLACE_CITY},
    {"District", EXPORT_TEXT, put_place_at, PLACE_DISTRICT},
    FIELD("Province", EXPORT_TEXT, PROVINCE),
    FIELD("Country", EXPORT_TEXT, COUNTRY),
    FIELD("Latitude", EXPORT_REAL, LAT),
    FIELD("Longitude", EXPORT_REAL, LON),
    FIELD("GeoNames ID", EXPORT_WHOLE, GEONAMEID),
    FIELD("Raw Placename", EXPORT_TEXT, PLACE_TEXT),
    FIELD("Feature Type", EXPORT_TEXT, FEATURE),
    FIELD("Source", EXPORT_TEXT, PUBLISHER),
    FIELD("Publication Date", EXPORT_DAY, PUBLISHED),
    {"Story People", EXPORT_TEXT, put_story, 0},
    {"Story Organizations", EXPORT_TEXT, put_story, 1},
    {"Story Locations", EXPORT_TEXT, put_story, 2},
    FIELD("Language", EXPORT_TEXT, LANGUAGE),
    FIELD("Version", EXPORT_TEXT, MODEL),
};

const export_table table_polecat = {columns, sizeof columns / sizeof *columns, EACH_EVENT, false, &dialect_latin1};
_Static_assert(sizeof columns / sizeof *columns == 40, "POLECAT's columns");
