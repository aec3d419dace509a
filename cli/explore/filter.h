/* filter.h - the filter that all views share: which events are meant. */
#ifndef ACTA_EXPLORE_FILTER_H
#define ACTA_EXPLORE_FILTER_H

#include "work.h"

/* Events by their index in the sheet, ascending. In the request's pad. */
typedef struct selection {
    uint32_t *rows;                  /* [count] */
    size_t count;
    bool weighted;                   /* copies=1: an event counts once for every report that tells it, copies included */
} selection;

/* The names of the filter's parameters, ends with NULL. */
extern const char *const filter_names[];

/* The events that the request's filter lets through; false after a refusal. */
bool filter_select(work *w, selection *chosen);

/* How often an event counts. */
static inline uint32_t event_weight(const sheet *s, const selection *chosen, const sheet_event *e) {
    return chosen->weighted ? s->docs[e->doc].weight : 1;
}

/* A user's words as a question to FTS5 in which nothing has a meaning but: words, all of which are wanted; "phrases in quotes"; a star
 * after the beginning of a word. NULL: there is no word in it. */
const char *words_as_question(pad *p, const char *typed);

#endif
