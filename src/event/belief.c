/* belief.c - what the words of one phrase together tell.
 *
 * "The meeting took place", "hosted talks", "a spate of attacks": a reader may point at the one word or at the other, and the model
 * divides its belief between them. The likeliest word of a sentence for a type takes what the words bound to it hold of the
 * same type, as chances of which one is enough.
 */
#include "base/ud.h"
#include "event/event.h"

enum { NEIGHBOURS = 48 };            /* triggers looked at to either side, however long the sentence */

/* Does the lower hang on the upper within one clause? A clause that is added tells of something else. */
static bool hangs_on(const doc *d, uint32_t lower, uint32_t upper) {
    if (d->words[lower].head != upper) return false;
    switch (rel_base((rel)d->words[lower].rel)) {
    case REL_conj: case REL_advcl: case REL_acl: case REL_parataxis: return d->words[lower].upos != UPOS_VERB;
    default: return true;
    }
}

static bool one_phrase(const doc *d, uint32_t a, uint32_t b) {
    return hangs_on(d, a, b) || hangs_on(d, b, a);
}

float event_shared_belief(const doc *d, uint32_t trigger_at, plover_type type) {
    const trigger *t = &d->triggers[trigger_at];
    uint32_t sentence_at = d->words[t->word].sentence;
    uint32_t from = trigger_at > NEIGHBOURS ? trigger_at - NEIGHBOURS : 0;
    float doubt = 1 - t->type[type];
    for (uint32_t i = from; i < d->trigger_count && i <= trigger_at + NEIGHBOURS; i++) {
        const trigger *other = &d->triggers[i];
        if (i == trigger_at || d->words[other->word].sentence != sentence_at) continue;
        if (other->type[type] > t->type[type] || (other->type[type] == t->type[type] && i < trigger_at)) return t->type[type];
        if (one_phrase(d, t->word, other->word)) doubt *= 1 - other->type[type];
    }
    return 1 - doubt;
}
