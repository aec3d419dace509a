/* entity.c - the stage: mentions, then which of them are one. */
#include "entity/entity.h"

#include "coder.h"

static acta_status find_and_link(const who_tables *who, doc *d, arena *scratch, acta_err *err) {
    entity_lexicon lexicon = {&who->demonyms, &who->countries, &who->given, &who->holders};
    TRY(entity_find_mentions(d, scratch, err));
    return entity_link(d, &lexicon, scratch, err);
}

acta_status entity_stage(const acta_coder *coder, doc *d, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, coder->alloc, 65536);
    acta_status status = find_and_link(&coder->model->who, d, &scratch, err);
    arena_end(&scratch);
    return status;
}
