/* entity.c - the record of somebody or something that the report tells of. */
#include "base/status.h"
#include "base/ud.h"
#include "write/records.h"
#include "write/texts.h"

/* "He" is where an entity is meant, but no name of it. */
static bool is_pronoun(const doc *d, word_span words) {
    return words.word_to == words.word_from + 1 && d->words[words.word_from].upos == UPOS_PRON;
}

/* Where the entity is named: its mentions and its asides, each in text order, made one order. */
static acta_status places_named(const doc *d, const entity *e, arena *scratch, word_span **out, acta_err *err) {
    uint32_t count = e->mention_count + e->aside_count;
    word_span *all = ARENA_NEW(scratch, word_span, count == 0 ? 1 : count);
    TRY_NEW(all, err);
    for (uint32_t i = 0, m = 0, a = 0; i < count; i++) {
        bool aside_next = m == e->mention_count ||
                          (a < e->aside_count && d->asides[e->asides[a]].words.word_from < d->mentions[e->mentions[m]].words.word_from);
        all[i] = aside_next ? d->asides[e->asides[a++]].words : d->mentions[e->mentions[m++]].words;
    }
    *out = all;
    return ACTA_OK;
}

static acta_status write_aliases(writer *w, const word_span *named, uint32_t count, arena *scratch, acta_err *err) {
    const doc *d = w->doc;
    texts seen;
    TRY(texts_begin(&seen, count, scratch, err));
    json_key(&w->json, "aliases");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < count; i++) {
        slice text = given_text(d, words_bytes(d, named[i]));
        if (text.bytes > 0 && !is_pronoun(d, named[i]) && texts_first(&seen, text)) json_text(&w->json, text);
    }
    json_close(&w->json, ']');
    return ACTA_OK;
}

acta_status write_entity(writer *w, uint32_t index, arena *scratch, acta_err *err) {
    const doc *d = w->doc;
    const entity *e = &d->entities[index];
    uint32_t count = e->mention_count + e->aside_count;
    word_span *named = NULL;
    TRY(places_named(d, e, scratch, &named, err));
    json_open(&w->json, '{');
    write_kind(w, "entity");
    write_id(w, "id", 'E', index + 1, 1);
    write_string(w, "doc", w->doc_id);
    write_string(w, "name", e->name);
    TRY(write_aliases(w, named, count, scratch, err));
    write_string(w, "type", entity_type_names[e->type]);
    write_string(w, "code", e->code);
    write_sectors(w, e->sectors);
    write_string(w, "office", e->office);
    json_key(&w->json, "mentions");
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < count; i++) write_told(w, words_bytes(d, named[i]));
    json_close(&w->json, ']');
    json_close(&w->json, '}');
    return ACTA_OK;
}
