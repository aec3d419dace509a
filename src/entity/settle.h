/* settle.h - what grammar and tables say of the names the model has marked: where they end, what they are names of. */
#ifndef ACTA_ENTITY_SETTLE_H
#define ACTA_ENTITY_SETTLE_H

#include "base/table.h"
#include "doc.h"

/* What the gazetteer knows by a name: nothing, a town of which most have not heard, a large one, a sea, a region
 * and their like, a province, a country. */
typedef enum place_size { PLACE_UNKNOWN, PLACE_SMALL, PLACE_LARGE, PLACE_AREA, PLACE_PROVINCE, PLACE_COUNTRY } place_size;

/* What is asked of the tables. A table or `place` may be NULL: it knows nothing. */
typedef struct name_lexicon {
    const table *countries, *capitals, *orgs, *given;
    place_size (*place)(const void *gazetteer, const char *key, size_t bytes);   /* key as table_key writes it */
    const void *gazetteer;
} name_lexicon;

/* Mends doc->names in place; they stay in text order and apart. `scratch` holds what is not kept.  Fails with: NOMEM. */
acta_status entity_settle_names(doc *d, const name_lexicon *lexicon, arena *scratch, acta_err *err);

#endif
