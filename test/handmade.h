/* handmade.h - docs made by hand, so that a stage is tested without a model. */
#ifndef ACTA_TEST_HANDMADE_H
#define ACTA_TEST_HANDMADE_H

#include "doc.h"
#include "event/confidence.h"

/* One half for every role. */
extern const float ROLE_LEAST[ROLES];

/* Every probability is its own confidence. */
confidence_scale plain_confidence(void);

/* Setup and teardown of a test whose *state is an arena of its own. */
int begin_arena(void **state);
int end_arena(void **state);

/* A doc from lines `form lemma UPOS XPOS head rel`, as CoNLL-U counts heads (from 1 in the sentence, 0 the root);
 * an empty line ends a sentence; a line `# title` makes the next sentence a headline, `# paragraph` begins a new
 * paragraph. Words are joined by single spaces. Forms between the words " and " are marked WORD_IN_QUOTES.
 * Dies (cmocka's fail) on a malformed line. The arena is the caller's. */
void handmade(doc *d, arena *a, const char *lines);

/* The number of the n-th (from 0) word with that form; fails the test if there is none. */
uint32_t word_at(const doc *d, const char *form, int n);

/* Add a mention over words from..to (both included) with its anchor and codes ("AFG GOV", "" none). Returns its number. */
uint32_t mention_at(doc *d, uint32_t from, uint32_t to, uint32_t anchor, const char *codes);

/* Add a trigger on a word with one type at a probability, status actual, and roles all nought. */
trigger *trigger_at(doc *d, uint32_t word, plover_type type, float probability);

/* Events of the triggers, each type and role believed from one half on; a probability is its own confidence. */
void events_of(doc *d);

/* Set the probability that `word` fills a role of the trigger. */
void role_at(doc *d, trigger *t, uint32_t word, role which, float probability);

/* Find the attributions with the cues of the data file $ACTA_DATA, and give the events their speakers. */
void voices_of(doc *d);

#endif
