/* confidence.c - the table of scales, and using it. */
#include "event/confidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"

enum { CONFIDENCE_SLOPE = 1, CONFIDENCE_OFFSET };  /* columns, in thousandths */

static const float LEAST_PROBABILITY = 1e-6f;

static bool thousandths(slice cell, float *value) {
    char *end;
    long whole = strtol(cell.at, &end, 10);
    *value = (float)whole / 1000;
    return cell.bytes > 0 && end == cell.at + cell.bytes && labs(whole) < 100000;
}

static acta_status read_row(const table *t, uint32_t row, plover_type type, confidence_scale *scale, acta_err *err) {
    bool read = thousandths(table_cell(t, row, CONFIDENCE_SLOPE), &scale->slope[type]) &&
                thousandths(table_cell(t, row, CONFIDENCE_OFFSET), &scale->offset[type]) && scale->slope[type] > 0;
    return read ? ACTA_OK : acta__fail(err, ACTA_DATA_FORMAT, -1, "table.confidence: %s has no scale", plover_types[type].name);
}

acta_status confidence_open(const datafile *file, confidence_scale *scale, acta_err *err) {
    table t;
    TRY(table_open(file, "table.confidence", CONFIDENCE_OFFSET + 1, &t, err));
    for (plover_type type = 0; type < PLOVER_TYPES; type++) {
        char key[TABLE_KEY_MAX];
        uint32_t row;
        const char *name = plover_types[type].name;
        size_t bytes = table_key(name, strlen(name), key, sizeof key);
        scale->slope[type] = 1;
        scale->offset[type] = 0;
        if (table_find(&t, key, bytes, &row) > 0) TRY(read_row(&t, row, type, scale, err));
    }
    return ACTA_OK;
}

float confidence_of(const confidence_scale *scale, plover_type type, float probability, float doubt) {
    float p = fminf(fmaxf(probability, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY);
    return 1 / (1 + expf(-(scale->slope[type] * (logf(p / (1 - p)) - doubt) + scale->offset[type])));
}
