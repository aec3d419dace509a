/* entity.h - mentions of those who act, speak or are acted on, and which of them are one and the same. */
#ifndef ACTA_ENTITY_ENTITY_H
#define ACTA_ENTITY_ENTITY_H

#include "doc.h"

/* Fills doc->mentions and doc->entities from names, phrases, pronouns and role anchors. */
acta_status entity_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
