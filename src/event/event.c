/* event.c - events out of triggers.
 *
 * The model gives every word a probability for each type. A word whose probability, with what the words bound to it add
 * (belief.c), reaches the type's threshold tells an event of that type; a word may tell two ("sentenced to ten years":
 * SANCTION and COERCE). Everything else of the event is read from the same trigger: modes, contexts, status, the mentions
 * that fill its roles, its numbers. A report that tells hardly anything else is doubted (surroundings.c).
 */
#include "event/event.h"

#include "coder.h"
#include "event/surroundings.h"

static const float MODE_LEAST = 0.5f;
static const float CONTEXT_LEAST = 0.5f;

static plover_type likeliest_but(const trigger *t, plover_type type) {
    plover_type best = type == 0 ? 1 : 0;
    for (plover_type k = 0; k < PLOVER_TYPES; k++) {
        if (k != type && t->type[k] > t->type[best]) best = k;
    }
    return best;
}

static reality likeliest_status(const trigger *t) {
    reality best = REALITY_ACTUAL;
    for (reality k = REALITY_ACTUAL; k < REALITIES; k++) {
        if (t->status[k] > t->status[best]) best = k;
    }
    return best;
}

/* Modes over the threshold, likeliest first. */
static void choose_modes(const trigger *t, event *e) {
    bool taken[PLOVER_MODES] = {false};
    while (e->mode_count < EVENT_MODES_MAX) {
        int best = -1;
        for (int k = 0; k < PLOVER_MODES; k++) {
            if (plover_modes[k].type != e->type || taken[k] || t->mode[k] < MODE_LEAST) continue;
            if (best < 0 || t->mode[k] > t->mode[best]) best = k;
        }
        if (best < 0) return;
        taken[best] = true;
        e->modes[e->mode_count++] = (uint8_t)best;
    }
}

static context_set choose_contexts(const trigger *t) {
    context_set set = 0;
    for (int k = 0; k < PLOVER_CONTEXTS; k++) {
        if (t->context[k] >= CONTEXT_LEAST) set |= (context_set)1 << k;
    }
    return set;
}

acta_status mention_list_add(arena *a, mention_list *list, uint32_t mention, acta_err *err) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->at[i] == mention) return ACTA_OK;
    }
    uint32_t *place = ARENA_PUSH(a, list->at, list->count, list->capacity);
    TRY_NEW(place, err);
    *place = mention;
    return ACTA_OK;
}

/* A type that a trigger may tell, and what is believed of that. */
typedef struct guess {
    plover_type type;
    float probability, confidence;
} guess;

static acta_status add_event(doc *d, uint32_t trigger_at, guess g, const event_belief *b, acta_err *err) {
    const trigger *t = &d->triggers[trigger_at];
    event *e = ARENA_PUSH(d->arena, d->events, d->event_count, d->event_capacity);
    TRY_NEW(e, err);
    *e = (event){.type = g.type, .time = NONE, .place = NONE, .size = {-1, -1, -1, -1, -1, -1, -1, NULL, false}};
    e->status = likeliest_status(t);
    e->type_score = g.probability;
    e->confidence = g.confidence;
    e->runner_up = likeliest_but(t, g.type);
    e->runner_up_score = t->type[e->runner_up];
    choose_modes(t, e);
    e->contexts = choose_contexts(t);
    event_mention *told = ARENA_PUSH(d->arena, e->mentions, e->mention_count, e->mention_capacity);
    TRY_NEW(told, err);
    told->trigger = trigger_at;
    told->span = event_trigger_phrase(d, t->word);
    TRY(event_fill_role(d, t, ROLE_ACTOR, b->role_least[ROLE_ACTOR], &e->actors, err));
    TRY(event_fill_role(d, t, ROLE_RECIPIENT, b->role_least[ROLE_RECIPIENT], &e->recipients, err));
    TRY(event_fill_role(d, t, ROLE_SPEAKER, b->role_least[ROLE_SPEAKER], &e->speakers, err));
    TRY(event_take_subject(d, t, b->role_least, e, err));
    event_measure(d, t, e);
    return ACTA_OK;
}

/* Where wrong events and missed ones balance on our corpus's dev reports (event F by confidence: .26 .675, .30 .682, .33 .680, .35 .680); of two near
 * one another the higher, which gives fewer where there is none. */
static const float USUAL_CONFIDENCE = 0.35f;

acta_status event_from_triggers(doc *d, const event_belief *b, acta_err *err) {
    event_reverse(d);
    surroundings around;
    TRY(surroundings_read(d, &around, err));
    for (uint32_t i = 0; i < d->trigger_count; i++) {
        for (plover_type type = 0; type < PLOVER_TYPES; type++) {
            guess g = {type, event_shared_belief(d, i, type), 0};
            float doubt = surroundings_doubt(&around, d->words[d->triggers[i].word].sentence, type);
            g.confidence = confidence_of(b->confidence, type, g.probability, doubt);
            if (g.confidence >= b->min_confidence) TRY(add_event(d, i, g, b, err));
        }
    }
    return ACTA_OK;
}

acta_status event_stage(const acta_coder *coder, doc *d, acta_err *err) {
    event_belief b = {nn_role_thresholds(coder->model->nn), &coder->model->confidence,
                      coder->min_confidence < 0 ? USUAL_CONFIDENCE : coder->min_confidence};
    return event_from_triggers(d, &b, err);
}
