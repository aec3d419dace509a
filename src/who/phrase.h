/* phrase.h - reading one phrase: whose it names and what part they play, by the lexicon alone. */
#ifndef ACTA_WHO_PHRASE_H
#define ACTA_WHO_PHRASE_H

#include "who/lookup.h"

/* What a phrase tells by itself. Nothing is guessed: what it does not tell is "" and 0. */
typedef struct reading {
    char code[4];
    sector_set sectors;
    const char *office;              /* in the tables; NULL: none */
    bool place;                      /* the phrase is a bare country, capital or other place: GOV only where it acts */
    bool person, bare;               /* the name is in the table of holders; by its last name alone */
    bool many;                       /* of several countries that it does not tell */
    bool told_sectors;               /* the sectors are told, if only to be none (UN, EU) */
    bool weak;                       /* by a word that takes the part of those it belongs to, who stand elsewhere: "its leader" */
    const char *code_table;          /* for explain: which table and which of its keys gave the code; NULL: none */
    slice code_key;
    const char *sector_table;
    slice sector_key;
} reading;

/* Read the words. `anchor`: the head word, or NONE to look for it. `name`: the name at the core, empty if none;
 * `type`: the name's. d->toponyms are used where the where stage has made them. */
reading who_read(const lookup_context *c, const doc *d, word_span words, uint32_t anchor, word_span name, name_type type);

/* The head of a phrase that nobody parsed: the last word before "of", "in", a comma and the like. */
uint32_t who_guess_head(const doc *d, word_span words);

#endif
