/* export_dyad.h - columns that the CAMEO formats share: one row a pair of source and target. */
#ifndef ACTA_CLI_EXPORT_DYAD_H
#define ACTA_CLI_EXPORT_DYAD_H

#include "export_codes.h"

enum { SOURCE, TARGET };

const export_party *party_of(const export_row *row, size_t which);

/* A whole number of the row's own, the same in every export of an archive: the event's, then the pair's in four digits. */
void put_row_number(bytes *cell, const export_row *row, size_t which);
void put_cameo(bytes *cell, const export_row *row, size_t digits);   /* the first `digits` of it; 0: all */
void put_cameo_quad(bytes *cell, const export_row *row, size_t which);
void put_goldstein(bytes *cell, const export_row *row, size_t which);
void put_party_name(bytes *cell, const export_row *row, size_t which);

enum { DAY_DASHED, DAY_PLAIN, DAY_YEAR, DAY_MONTH, DAY_DAY, DAY_YEAR_MONTH };
/* report_day, in that form. */
void put_day(bytes *cell, const export_row *row, size_t which);
/* A day's text, "2021-02-03", in that form; nothing where it is empty. */
void cell_day(bytes *cell, const char *day, size_t which);

#endif
