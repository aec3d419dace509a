/* parts.h - what part the model believes somebody to play, where no table tells, or where it is sure that the table is wrong. */
#ifndef ACTA_WHO_PARTS_H
#define ACTA_WHO_PARTS_H

#include "doc.h"

/* The sectors of the one whom all these mentions name: the likeliest, and others likelier than not. Pronouns say nothing.
 * 0 where the model has no such head, or believes in none. */
sector_set who_parts(const doc *d, const uint32_t *mentions, uint32_t count);

/* The same of one mention whose words tell a part, where the model is sure of another and hardly believes in the told one; else 0. */
sector_set who_other_part(const doc *d, uint32_t mention, sector_set told);

#endif
