/* attach.h - where each event was. */
#ifndef ACTA_WHERE_ATTACH_H
#define ACTA_WHERE_ATTACH_H

#include "base/table.h"
#include "doc.h"
#include "where/gazetteer.h"

/* Gives every event its place. role_least: the probability from which the model's place role is believed. "here", "the
 * city", "the capital", "the country" and "the Eritrean capital" give the toponym that names the place, the dateline's
 * first, or a new one on those words (demonyms as in resolve.h, may be NULL).  Fails with: NOMEM. */
acta_status where_attach(doc *d, const gazetteer *g, const table *demonyms, float role_least, acta_err *err);

#endif
