/* resolve.h - which place a name stands for. */
#ifndef ACTA_WHERE_RESOLVE_H
#define ACTA_WHERE_RESOLVE_H

#include "base/table.h"
#include "doc.h"
#include "where/gazetteer.h"

/* Fills d->toponyms: the dateline's place first, then every name of type NAME_LOC in text order; a name that the
 * gazetteer lacks stays unresolved (name NULL), but is near d->heart where the report has one. demonyms (column 1: code) lend the
 * countries whose people are spoken of; may be NULL.  Fails with: NOMEM. */
acta_status where_find(doc *d, const gazetteer *g, const table *demonyms, arena *scratch, acta_err *err);

/* Makes t stand for p; p's texts are copied into a.  Fails with: NOMEM. */
acta_status where_set_place(arena *a, const place *p, toponym *t, acta_err *err);

/* A toponym without a place lies near the report's heart; where there is none t stays as it is. */
void where_lie_near(const doc *d, toponym *t);

/* Kilometres between two points given in degrees. */
double where_distance(double lat_a, double lon_a, double lat_b, double lon_b);

#endif
