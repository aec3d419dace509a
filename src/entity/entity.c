/* entity.c - the stage: names mended, mentions, then which of them are one. */
#include "entity/entity.h"

#include <string.h>

#include "coder.h"
#include "entity/settle.h"

static const double LARGE = 100000;      /* inhabitants from which a town's name is taken for the town's, whatever the model says */

/* The heaviest place of that name. */
static place_size size_of_place(const void *gazetteer_at, const char *key, size_t bytes) {
    gazetteer_hit hit;
    if (gazetteer_hits(gazetteer_at, key, bytes, &hit, 1) == 0) return PLACE_UNKNOWN;
    place p = gazetteer_place(gazetteer_at, hit.place);
    if (strncmp(p.feature, "PCL", 3) == 0) return PLACE_COUNTRY;
    if (strncmp(p.feature, "ADM1", 4) == 0) return hit.own ? PLACE_PROVINCE : PLACE_SMALL;
    if (strncmp(p.feature, "PPL", 3) != 0) return hit.own ? PLACE_AREA : PLACE_SMALL;
    return hit.own && p.population >= LARGE ? PLACE_LARGE : PLACE_SMALL;
}

static acta_status find_and_link(const acta_model *model, doc *d, arena *scratch, acta_err *err) {
    const who_tables *who = &model->who;
    entity_lexicon lexicon = {&who->demonyms, &who->countries, &who->given, &who->holders};
    name_lexicon names = {&who->countries, &who->capitals, &who->orgs, &who->given, size_of_place, &model->places};
    TRY(entity_settle_names(d, &names, scratch, err));
    TRY(entity_find_mentions(d, scratch, err));
    return entity_link(d, &lexicon, scratch, err);
}

acta_status entity_stage(const acta_coder *coder, doc *d, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, coder->alloc, 65536);
    acta_status status = find_and_link(coder->model, d, &scratch, err);
    arena_end(&scratch);
    return status;
}
