/* cue.h - the words that give somebody words: data/tables/cues.tsv. */
#ifndef ACTA_VOICE_CUE_H
#define ACTA_VOICE_CUE_H

#include "base/slice.h"
#include "base/table.h"
#include "voice/syntax.h"

enum { CUE_PART = 1, CUE_FORCE, CUE_TAKES, CUE_COLUMNS };

/* A row of the table that fits a word. */
typedef struct cue {
    voice_force force;
    slice takes;                     /* names parted by spaces: complements and prepositions */
} cue;

/* Is the word a cue of that part of speech ("verb", "noun", "adj", "adv", "light")? A verb with its particle is sought before
 * the verb alone: "point out" before "point". */
bool cue_at(const table *cues, const syntax *s, uint32_t at, const char *part, cue *found);

/* The verb whose finite form the word is, though the tagger took it for something else ("said"). Memory from the arena. */
bool cue_of_form(const table *cues, arena *memory, const char *folded, cue *found);

/* Does the word name one who speaks for others: "spokeswoman"? */
bool cue_names_spokesman(const table *cues, const char *folded);

/* Does the cue take that complement? */
bool cue_takes(const cue *c, const char *complement);

/* The preposition or conjunction by which the cue takes the word; NONE: it does not take it. */
uint32_t cue_preposition(const cue *c, const syntax *s, uint32_t word);

#endif
