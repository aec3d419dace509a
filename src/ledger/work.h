/* work.h - what the ledger's steps hand on to each other: every believed cue with its words and parties. */
#ifndef ACTA_LEDGER_WORK_H
#define ACTA_LEDGER_WORK_H

#include "base/status.h"
#include "ledger/ledger.h"

/* One place where an agreement, an undertaking or a verdict is told. */
typedef struct telling {
    uint32_t cue;                    /* in doc->pact_cues */
    uint32_t word;                   /* the cue's */
    uint32_t label;                  /* obligation_type or verdict; 0 for agreements */
    float score;                     /* the cue's probability of the label */
    word_span words;
    uint32_t record;                 /* in doc->agreements or doc->obligations; NONE: not settled, or none */
    mention_list actors;             /* parties of an agreement, obligors, for a verdict those judged */
    mention_list recipients;
    const char *actors_why;
} telling;

typedef struct telling_list {
    telling *at;
    uint32_t count, capacity;
} telling_list;

/* What the table says of a word (evidence.c). */
typedef struct word_sense {
    uint8_t senses;                  /* set of sense */
    uint16_t deeds;                  /* set of obligation_type: the word tells how one such is kept or broken */
} word_sense;

typedef struct ledger {
    doc *d;
    const pact_thresholds *least;
    const float *role_least;         /* [ROLES] */
    telling_list agreements, obligations, claims;    /* in text order */
    const word_sense *senses;        /* [word_count]; NULL: no table */
    acta_err *err;
} ledger;

/* The steps, in order. Each fails with: NOMEM. */
acta_status ledger_agreements(ledger *l);
acta_status ledger_obligations(ledger *l);
acta_status ledger_claims(ledger *l);

/* An empty obligation told here first, and its fields from that telling alone. */
acta_status ledger_new_obligation(ledger *l, telling *t);
acta_status ledger_obligation_from(ledger *l, const telling *t);

/* ---- cue.c: what a cue tells ---- */

/* The likeliest label, and how likely it is that any holds: 1 - the product of what speaks against each. */
uint32_t ledger_label(const float *shares, uint32_t count, float *together);

/* Undertakings to fight no more, or less. */
static inline bool ledger_is_peace(uint32_t type) {
    return type == OBLIGATION_CEASEFIRE || type == OBLIGATION_REDUCE_VIOLENCE || type == OBLIGATION_NOT_RETURN_TO_FIGHTING;
}

/* ---- evidence.c: what speaks for a cue beside the model ---- */

acta_status ledger_read_senses(ledger *l, const table *words);      /* Fails with: NOMEM */
/* The probability `p` that the model gives the word, moved by the evidence: agreements, and then obligations, are read before. */
float ledger_undertaking_odds(const ledger *l, uint32_t word, float p);
float ledger_verdict_odds(const ledger *l, uint32_t word, float p);
/* "Three shells", "was fired on": do the words tell how an undertaking of the type is kept or broken? */
bool ledger_tells_deed(const ledger *l, word_span words, obligation_type type);
/* "The clash", "fired at the post": fighting is told, and nobody who stops or forgoes it. */
bool ledger_tells_fighting(const ledger *l, uint32_t word, word_span words);
/* "Has not fired one bullet", "no shot since March": fighting, and that there was none. */
bool ledger_tells_no_fighting(const ledger *l, word_span words);
/* "18 of the 21 measures", "only the first", "less than a quarter": something was done, and not all. */
bool ledger_tells_part(const ledger *l, word_span words);

/* ---- words.c: which words tell it ---- */

word_span ledger_name_words(const doc *d, uint32_t anchor);        /* "the deal with the Taliban" */
word_span ledger_action_words(const doc *d, uint32_t anchor);      /* "release up to 6,000 prisoners" */
word_span ledger_claim_words(const doc *d, uint32_t anchor);       /* "has not yet released the prisoners" */
byte_span ledger_bytes(const doc *d, word_span words);

/* How many lemmas of content (nouns, names, verbs, adjectives, numbers; none that any pact has) the words hold, and how many
 * of those in `a` stand in `b` too. */
uint32_t ledger_content(const doc *d, word_span words);
uint32_t ledger_shared(const doc *d, word_span a, word_span b);

bool ledger_word_in(const doc *d, uint32_t word, const char *const *list);     /* its lemma, list ends with NULL */
bool ledger_folded_in(const doc *d, word_span words, const char *const *list); /* any of the words as written */
uint32_t ledger_participle(const doc *d, uint32_t noun);           /* "signed" in "a deal signed in May", or NONE */
bool ledger_is_side(const doc *d, uint32_t noun, uint32_t anchor); /* "with X", "between X and Y" beside a name */
uint32_t ledger_child(const doc *d, uint32_t of, uint8_t rel);                 /* first by base relation, or NONE */
bool ledger_in_headline(const doc *d, uint32_t word);
static inline uint32_t ledger_sentence(const doc *d, uint32_t word) {
    return d->words[word].sentence;
}

/* ---- party.c: who ---- */

acta_status ledger_fill(ledger *l, const telling *t, role which, mention_list *list);
/* By the tree: who does what the verb says, through "agreed to", "failed to", "and". Adds nothing where it is not plain. */
acta_status ledger_fill_subject(ledger *l, uint32_t word, mention_list *list);
uint32_t ledger_agent(const doc *d, uint32_t verb);                 /* the noun of "by X" under a passive, or NONE */
bool ledger_one_party(const doc *d, uint32_t a, uint32_t b);       /* may two mentions be one party: entity, or code and sectors */
bool ledger_share_party(const doc *d, const mention_list *a, const mention_list *b);
/* Adds those that are no party of the list yet. */
acta_status ledger_add_parties(ledger *l, mention_list *list, const mention_list *more);
/* "both sides", "the two", "they all": whoever they are, they are the agreement's parties. */
bool ledger_is_both(const doc *d, uint32_t at);

/* The time that fills the date role of a telling, or NONE. */
uint32_t ledger_time(const ledger *l, const telling *t);

/* ---- size.c: how much was undertaken ---- */

void ledger_measure(const doc *d, const telling *t, event_size *size);

#endif
