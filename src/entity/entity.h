/* entity.h - mentions of those who act, speak or are acted on, and which of them are one and the same. */
#ifndef ACTA_ENTITY_ENTITY_H
#define ACTA_ENTITY_ENTITY_H

#include "base/table.h"
#include "doc.h"

/* Fills doc->mentions and doc->entities from names, phrases, pronouns and role anchors. */
acta_status entity_stage(const acta_coder *coder, doc *d, acta_err *err);

/* aside.c: fills doc->asides, and adds to doc->entities those whom asides alone name. After who. */
acta_status entity_asides_stage(const acta_coder *coder, doc *d, acta_err *err);

/* The same with what it asks of the model: names of countries, or NULL. `scratch` holds what is not kept. */
acta_status entity_find_asides(doc *d, const table *countries, arena *scratch, acta_err *err);

/* mention.c: doc->mentions out of what the model sees: its phrases, its names, personal pronouns, and a noun phrase for
 * every word that it takes for the anchor of a role's filler. In text order, an outer one before those inside it. */
acta_status entity_find_mentions(doc *d, arena *scratch, acta_err *err);

/* Appends one mention; anchor NONE: found by the tree. Keep text order yourself. */
acta_status entity_add_mention(doc *d, word_span words, uint32_t anchor, word_span name, name_type type, acta_err *err);

/* The word in the span whose governor stands outside it, the leftmost if there are several. */
uint32_t entity_anchor(const doc *d, word_span words);

/* The noun phrase around its head: no clause, no apposition, no coordinate, no prepositional phrase but one with "of". */
word_span entity_noun_phrase(const doc *d, uint32_t anchor);

/* What linking asks the lexicon: is a word a people's or a country's name (column 1: its code), is a given name a man's or a
 * woman's (column 1: m or f), which names has one holder of an office? A table may be NULL. */
typedef struct entity_lexicon {
    const table *demonyms, *countries, *given, *holders;
} entity_lexicon;

/* link.c: doc->entities out of doc->mentions. `scratch` holds what is not kept. */
acta_status entity_link(doc *d, const entity_lexicon *lexicon, arena *scratch, acta_err *err);

#endif
