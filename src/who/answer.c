/* answer.c - to whom a refusal or a denial goes.
 *
 * "Moscow rejected the demand." Who made it stands a sentence before, as the actor of an event: of the demands, offers,
 * threats and accusations told there the nearest that somebody else made is the one that is answered. A denial may answer
 * mere words, too: then those who spoke them are meant, when what they said was of the one who denies.
 */
#include "who/answer.h"

#include <string.h>

#include "base/status.h"
#include "event/event.h"

enum { SENTENCES_BACK = 1, EVENTS_BACK = 24, TREE_DEPTH = 8 };

static bool asks_for_an_answer(plover_type type) {
    return type == TYPE_REQUEST || type == TYPE_ACCUSE || type == TYPE_THREATEN || type == TYPE_AGREE;
}

static uint32_t sentence_of(const doc *d, const event *e) {
    return d->words[d->triggers[e->mentions[0].trigger].word].sentence;
}

static bool one_party(const doc *d, uint32_t a, uint32_t b) {
    const mention *x = &d->mentions[a], *y = &d->mentions[b];
    if (a == b || (x->entity != NONE && x->entity == y->entity)) return true;
    return strcmp(x->code, y->code) == 0 && (x->sectors & y->sectors) != 0;
}

static bool lists_any(const doc *d, const mention_list *list, const mention_list *of) {
    for (uint32_t i = 0; i < list->count; i++) {
        for (uint32_t k = 0; k < of->count; k++) {
            if (one_party(d, list->at[i], of->at[k])) return true;
        }
    }
    return false;
}

/* One of the first's people is among the second's: not every minister of theirs need be named. */
static bool share_country(const doc *d, const mention_list *a, const mention_list *b) {
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t k = 0; k < b->count; k++) {
            const mention *x = &d->mentions[a->at[i]], *y = &d->mentions[b->at[k]];
            if (x->code[0] != 0 && strcmp(x->code, y->code) == 0) return true;
        }
    }
    return lists_any(d, a, b);
}

/* Whom the answer goes to if the event is what is answered; NULL: it is not. */
static const mention_list *asker(const doc *d, const event *answer, const event *before) {
    const mention_list *who = &before->actors;
    bool told = before->type == TYPE_ACCUSE && who->count == 0;
    if (!asks_for_an_answer(before->type)) return NULL;
    if (before->recipients.count > 0 && !share_country(d, &before->recipients, &answer->actors)) return NULL;
    if (told) who = &before->speakers;
    return who->count == 0 || lists_any(d, who, &answer->actors) ? NULL : who;
}

/* Those who say that the one who denies has done something. */
static const mention_list *teller(const doc *d, const event *answer, const event *before) {
    if (before->speakers.count == 0 || lists_any(d, &before->speakers, &answer->actors)) return NULL;
    return lists_any(d, &before->actors, &answer->actors) ? &before->speakers : NULL;
}

typedef const mention_list *(*finder)(const doc *d, const event *answer, const event *before);

/* Does the one word stand under the other in the tree: "rejected calls to free ..."? */
static bool governs(const doc *d, uint32_t over, uint32_t under) {
    for (int depth = 0; depth < TREE_DEPTH && under != NONE; depth++) {
        if (under == over) return true;
        under = d->words[under].head;
    }
    return false;
}

/* "refused a Rwandan demand": what is answered is told as its object. */
static const mention_list *asked_within(const doc *d, uint32_t at) {
    const event *answer = &d->events[at];
    uint32_t word = d->triggers[answer->mentions[0].trigger].word;
    for (uint32_t i = at + 1; i < d->event_count && sentence_of(d, &d->events[i]) == d->words[word].sentence; i++) {
        const mention_list *found = asker(d, answer, &d->events[i]);
        if (found != NULL && governs(d, word, d->triggers[d->events[i].mentions[0].trigger].word)) return found;
    }
    return NULL;
}

static const mention_list *nearest(const doc *d, uint32_t at, finder find) {
    const event *answer = &d->events[at];
    uint32_t here = sentence_of(d, answer);
    for (uint32_t i = at, seen = 0; i-- > 0 && seen < EVENTS_BACK; seen++) {
        const event *before = &d->events[i];
        if (here - sentence_of(d, before) > SENTENCES_BACK) return NULL;
        if (d->blocks[d->sentences[sentence_of(d, before)].block].kind == BLOCK_TITLE) return NULL;
        const mention_list *found = find(d, answer, before);
        if (found != NULL) return found;
    }
    return NULL;
}

acta_status who_answers(doc *d, acta_err *err) {
    for (uint32_t i = 0; i < d->event_count; i++) {
        event *e = &d->events[i];
        if (e->type != TYPE_REJECT || e->recipients.count > 0 || e->actors.count == 0) continue;
        const mention_list *to = asked_within(d, i);
        if (to == NULL) to = nearest(d, i, asker);
        if (to == NULL) to = nearest(d, i, teller);
        for (uint32_t k = 0; to != NULL && k < to->count; k++) TRY(mention_list_add(d->arena, &e->recipients, to->at[k], err));
    }
    return ACTA_OK;
}
