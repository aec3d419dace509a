/* phrase.c - the words a reader would point at as the trigger.
 *
 * The model marks one word. A noun brings its compounds ("bomb attacks"), a verb its particle ("carried out") and, where
 * the verb by itself says little, the noun that carries the act ("held talks", "reached a landmark agreement").
 */
#include <string.h>

#include "base/ud.h"
#include "event/event.h"

enum { REACH = 5 };                  /* words a phrase may stretch to either side of its trigger */

static const char *const light_verbs[] = {"hold", "make", "take", "give", "have", "reach", "launch", "conduct", "carry",
                                          "stage", "sign", "issue", "impose", "open", "begin", "start", "pay", "fail",
                                          "strike", "conclude", "order", "announce", "declare", "mount", "send", "put"};

static bool is_light(const word *w) {
    for (size_t i = 0; i < sizeof light_verbs / sizeof *light_verbs; i++) {
        if (w->lemma != NULL && strcmp(w->lemma, light_verbs[i]) == 0) return true;
    }
    return false;
}

static bool belongs(const word *child, const word *head) {
    switch (child->rel) {
    case REL_compound: return head->upos == UPOS_NOUN;
    case REL_compound_prt: return true;
    case REL_obj: case REL_xcomp: return is_light(head) && (child->upos == UPOS_NOUN || child->upos == UPOS_VERB);
    default: return false;
    }
}

byte_span event_trigger_phrase(const doc *d, uint32_t trigger_word) {
    const word *head = &d->words[trigger_word];
    const word_span bounds = d->sentences[head->sentence].words;
    uint32_t from = trigger_word, to = trigger_word;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (d->words[w].head != trigger_word || !belongs(&d->words[w], head)) continue;
        if (w + REACH < trigger_word || w > trigger_word + REACH) continue;
        if (w < from) from = w;
        if (w > to) to = w;
    }
    return (byte_span){d->words[from].span.byte_from, d->words[to].span.byte_to};
}
