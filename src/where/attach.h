/* attach.h - where each event was. */
#ifndef ACTA_WHERE_ATTACH_H
#define ACTA_WHERE_ATTACH_H

#include "doc.h"
#include "where/gazetteer.h"

/* Gives every event its place. role_least: the probability from which the model's place role is believed. "here", "the
 * city", "the capital" and "the country" become toponyms that stand for the dateline's place.  Fails with: NOMEM. */
acta_status where_attach(doc *d, const gazetteer *g, float role_least, acta_err *err);

#endif
