/* webday.h - the day in a stamp of time as pages write it, for machines or for people. */
#ifndef ACTA_PAGE_WEBDAY_H
#define ACTA_PAGE_WEBDAY_H

#include <stdbool.h>

#include "base/civil.h"

/* The first whole day in a text: "2021-02-28T23:30:00+04:30", "20210228", "1614555000" (seconds or milliseconds since 1970, UTC),
 * "Sun, 28 Feb 2021", "February 28th, 2021", "Sun Feb 28 23:30:00 EST 2021", "28.02.2021", "28/02/2021". The day is taken as written.
 * month_first: how to read 03/04/2021. None: year 0. */
civil_date webday_read(const char *text, bool month_first);

/* The day in an address: "/2021/02/28/", "/2021-02-28-", "/20210228/". */
civil_date webday_of_url(const char *url);

#endif
