/* listen.h - what the constructions of attribution share: one function a construction, called at every word. */
#ifndef ACTA_VOICE_LISTEN_H
#define ACTA_VOICE_LISTEN_H

#include "base/status.h"
#include "voice/content.h"
#include "voice/cue.h"

typedef struct listener {
    doc *d;
    const table *cues;
    syntax s;
    acta_err *err;
} listener;

/* Begin an attribution by the cue word, its auxiliaries and particle; nothing is kept yet. */
attribution attribution_draft(const listener *l, uint32_t cue_word, voice_force force);

/* Keep it, with the phrase at source_word as its source (NONE: nobody named). Fails with: NOMEM. */
acta_status attribution_keep(listener *l, attribution *a, uint32_t source_word);

/* The same with the words of its source, whatever the parse makes of them. */
acta_status attribution_keep_phrase(listener *l, attribution *a, word_span source);

/* Who does what a verb tells: its subject, that of the verb it is joined to or hangs on, or the noun that a participle
 * describes; NONE where nobody is named. */
uint32_t voice_subject(const listener *l, uint32_t verb);

/* Add what stands under a word that the cue takes by a preposition. Right after the cue the preposition is the cue's ("called
 * for"), but for those that begin a clause or a predicate ("whether", "as"). */
void attribution_add_oblique(const listener *l, attribution *a, uint32_t word, uint32_t preposition);

/* The constructions; each adds what it finds with the word as cue. All fail with: NOMEM. */
acta_status voice_by_verb(listener *l, uint32_t word);           /* verb.c */
void voice_by_citations(listener *l);                            /* verb.c, when all others are found: "quoting officials" */
acta_status voice_by_aside(listener *l, uint32_t word, bool *found);     /* aside.c: "..., officials said." */
acta_status voice_by_noun(listener *l, uint32_t word);           /* noun.c: "the claim that", "critical of" */
acta_status voice_by_phrase(listener *l, uint32_t word);         /* phrase.c: "according to", "reportedly", "Ministry: ..." */

/* quote.c: quotations that no parse ties to their speaker, sentence by sentence. */
void voice_by_quotes(listener *l);

#endif
