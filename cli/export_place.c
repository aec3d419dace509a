/* export_place.c - the columns for places that several formats share: acta knows one name and how fine it is. */
#include "export_place.h"

#include <string.h>

#include "export_codes.h"

void put_place_at(bytes *cell, const export_row *row, size_t which) {
    static const char *const resolutions[] = {"city", "district"};
    if (strcmp(export_text(row, F_RESOLUTION), resolutions[which]) == 0) put_field(cell, row, F_PLACE);
}

void put_country_name(bytes *cell, const export_row *row, size_t which) {
    (void)which;
    const country_codes *c = country_of(export_text(row, F_COUNTRY));
    if (c != NULL) cell_text(cell, c->name);
}
