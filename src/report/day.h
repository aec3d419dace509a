/* day.h - a day of the calendar at the head of a report. */
#ifndef ACTA_REPORT_DAY_H
#define ACTA_REPORT_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"

/* A day of the calendar at text + *at: "28th February, 2021", "Nov. 1", "Friday 12 June", "2021-02-28", "Monday". Moves
 * *at behind it. The year may be supplied as above; a day known only in part has year 0. False: no day stands here. */
bool day_read(const char *text, uint32_t *at, uint32_t byte_to, civil_date published, civil_date *day);

#endif
