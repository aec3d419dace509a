/* export_geojson.c - GeoJSON (RFC 7946): a feature an event, its properties the columns of the CSV. An event of which no point is known
 * has the geometry null, as the RFC has it. */
#include <string.h>

#include "export_letters.h"
#include "export_table.h"

enum { SEND_BYTES = 1 << 16 };

typedef struct features {
    const export_job *job;
    bytes text, cell;
    bool any, stopped;
} features;

static void put_geometry(bytes *out, const export_row *row) {
    const char *lat = export_text(row, F_LAT), *lon = export_text(row, F_LON);
    if (lat[0] == '\0' || lon[0] == '\0') {
        cell_text(out, "null");
        return;
    }
    cell_text(out, "{\"type\":\"Point\",\"coordinates\":[");
    cell_text(out, lon);
    cell_text(out, ",");
    cell_text(out, lat);
    cell_text(out, "]}");
}

/* What is not known is left out. */
static void put_properties(features *f, const export_row *row) {
    const export_table *table = f->job->format->table;
    bool first = true;
    for (size_t i = 0; i < table->column_count; i++) {
        const export_column *c = &table->columns[i];
        f->cell.count = 0;
        c->put(&f->cell, row, c->which);
        if (f->cell.count == 0) continue;
        cell_text(&f->text, first ? "\"" : ",\"");
        cell_text(&f->text, c->name);
        cell_text(&f->text, "\":");
        if (c->kind == EXPORT_TEXT || c->kind == EXPORT_DAY) letters_json(&f->text, f->cell.at, f->cell.count);
        else bytes_sink(&f->text, f->cell.at, f->cell.count);
        first = false;
    }
}

static bool write_feature(void *ctx, export_row *row) {
    features *f = ctx;
    cell_text(&f->text, f->any ? ",\n" : "\n");
    cell_text(&f->text, "{\"type\":\"Feature\",\"id\":");
    const char *id = export_text(row, F_ID);
    letters_json(&f->text, id, strlen(id));
    cell_text(&f->text, ",\"geometry\":");
    put_geometry(&f->text, row);
    cell_text(&f->text, ",\"properties\":{");
    put_properties(f, row);
    cell_text(&f->text, "}}");
    f->any = true;
    f->stopped = f->text.failed || f->cell.failed || (f->text.count >= SEND_BYTES && !export_send(f->job, &f->text));
    return !f->stopped;
}

acta_status export_write_geojson(const export_job *job) {
    features f = {.job = job};
    cell_text(&f.text, "{\"type\":\"FeatureCollection\",\"features\":[");
    acta_status status = export_walk(job, EACH_EVENT, false, write_feature, &f);
    cell_text(&f.text, "\n]}\n");
    if (status == ACTA_OK && (f.stopped || !export_send(job, &f.text))) status = export_stopped(job, &f.text);
    bytes_clear(&f.text);
    bytes_clear(&f.cell);
    return status;
}
