/* facts.h - headline, day, publisher, address and language of a page: from JSON-LD, from meta elements, from what is seen on it. */
#ifndef ACTA_PAGE_FACTS_H
#define ACTA_PAGE_FACTS_H

#include "page/cut.h"
#include "base/civil.h"
#include "page/data.h"

typedef struct facts {
    const char *title, *publisher, *url, *language;
    civil_date published;
} facts;

/* Fails with: NOMEM. */
acta_status facts_read(const tree *t, const element *elements, const page_data *data, arena *a, facts *out);

#endif
