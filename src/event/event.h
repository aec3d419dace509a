/* event.h - what happened: events out of the triggers the model sees, with their parties, status and size. */
#ifndef ACTA_EVENT_EVENT_H
#define ACTA_EVENT_EVENT_H

#include "doc.h"
#include "event/confidence.h"

/* What is believed. */
typedef struct event_belief {
    const float *role_least;         /* [ROLES] least probabilities */
    const confidence_scale *confidence;
    float min_confidence;            /* of the events to give */
} event_belief;

/* Turn doc->triggers into doc->events: one event a trigger and type, told apart or together later by merge.
 * Fails with: NOMEM. */
acta_status event_from_triggers(doc *d, const event_belief *b, acta_err *err);

acta_status event_stage(const acta_coder *coder, doc *d, acta_err *err);

/* event/roles.c: the mentions that fill a role of a trigger, by the model's probabilities, in text order.
 * Fails with: NOMEM. */
acta_status event_fill_role(doc *d, const trigger *t, role which, float least, mention_list *list, acta_err *err);

/* The mention that a word anchors, or else the smallest that covers it, leaving out those that hold avoid_word. */
uint32_t event_mention_for(const doc *d, uint32_t word, uint32_t avoid_word);

/* event/subject.c: a role that no word fills likely enough takes the word that the grammar gives it, if the model half
 * believes in that: the subject of an active verb acts, also where it stands in a governing clause ("marched off, killing
 * two"), that of a passive one is acted on, and who stands behind its "by" acts.  Fails with: NOMEM. */
acta_status event_take_subject(doc *d, const trigger *t, const float *role_least, event *e, acta_err *err);

/* event/belief.c: the probability that a trigger tells of the type, with what its neighbours in the tree hold of it. */
float event_shared_belief(const doc *d, uint32_t trigger_at, plover_type type);

/* event/phrase.c: the words a reader would point at: "held talks", "bomb attacks", "carried out". */
byte_span event_trigger_phrase(const doc *d, uint32_t trigger_word);

/* event/reversal.c: the triggers that undo a sanction or a restriction tell of no sanction, but of its end. */
void event_reverse(doc *d);

/* event/own.c: the likeliest of the user's own types for all tellings of an event together, and its probability; NONE where there are no such
 * types. */
uint32_t event_own_type(const doc *d, const event *e, float *probability);

/* event/size.c: the numbers given of an event's dead, injured, arrested, released, displaced, participants. */
void event_measure(const doc *d, const trigger *t, event *e);

/* base of mention lists: append once. */
acta_status mention_list_add(arena *a, mention_list *list, uint32_t mention, acta_err *err);

#endif
