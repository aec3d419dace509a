/* export_place.h - columns for places that several formats share. */
#ifndef ACTA_CLI_EXPORT_PLACE_H
#define ACTA_CLI_EXPORT_PLACE_H

#include "export_table.h"

enum { PLACE_CITY, PLACE_DISTRICT };
/* The place's name if it is of that kind. */
void put_place_at(bytes *cell, const export_row *row, size_t which);
void put_country_name(bytes *cell, const export_row *row, size_t which);

#endif
