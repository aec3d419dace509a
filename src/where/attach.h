/* attach.h - where each event was. */
#ifndef ACTA_WHERE_ATTACH_H
#define ACTA_WHERE_ATTACH_H

#include "base/table.h"
#include "doc.h"
#include "where/gazetteer.h"

/* Gives every event its place. role_least: the probability from which the model's place role is believed. "here", "the
 * city", "the capital" and "the country" become toponyms that stand for the dateline's place, "the
 * Eritrean capital" for its city (demonyms as in resolve.h, may be NULL).  Fails with: NOMEM. */
acta_status where_attach(doc *d, const gazetteer *g, const table *demonyms, float role_least, acta_err *err);

#endif
