/* entity.c - the record of somebody or something that the report tells of. */
#include "base/status.h"
#include "base/ud.h"
#include "write/records.h"
#include "write/texts.h"

/* "He" is where an entity is meant, but no name of it. */
static bool is_pronoun(const doc *d, const mention *m) {
    return m->words.word_to == m->words.word_from + 1 && d->words[m->words.word_from].upos == UPOS_PRON;
}

static acta_status write_aliases(writer *w, const entity *e, arena *scratch, acta_err *err) {
    const doc *d = w->doc;
    texts seen;
    TRY(texts_begin(&seen, e->mention_count, scratch, err));
    json_key(&w->json, "aliases");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < e->mention_count; i++) {
        const mention *m = &d->mentions[e->mentions[i]];
        slice text = given_text(d, words_bytes(d, m->words));
        if (text.bytes > 0 && !is_pronoun(d, m) && texts_first(&seen, text)) json_text(&w->json, text);
    }
    json_close(&w->json, ']');
    return ACTA_OK;
}

acta_status write_entity(writer *w, uint32_t index, arena *scratch, acta_err *err) {
    const doc *d = w->doc;
    const entity *e = &d->entities[index];
    json_open(&w->json, '{');
    write_kind(w, "entity");
    write_id(w, "id", 'E', index + 1, 1);
    write_string(w, "doc", w->doc_id);
    write_string(w, "name", e->name);
    TRY(write_aliases(w, e, scratch, err));
    write_string(w, "type", entity_type_names[e->type]);
    write_string(w, "code", e->code);
    write_sectors(w, e->sectors);
    write_string(w, "office", e->office);
    json_key(&w->json, "mentions");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < e->mention_count; i++) write_told(w, words_bytes(d, d->mentions[e->mentions[i]].words));
    json_close(&w->json, ']');
    json_close(&w->json, '}');
    return ACTA_OK;
}
