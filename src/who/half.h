/* half.h - "the North", "the South's army": the half of a land whose full name the report tells. */
#ifndef ACTA_WHO_HALF_H
#define ACTA_WHO_HALF_H

#include "who/phrase.h"

/* Fills what the mentions' own words tell. `own`: [mentions], read already. */
void who_halves(const doc *d, const lookup_context *c, reading *own);

#endif
