/* object.c - an object belongs to the verb it follows.
 *
 * "Fired on a post, killing three soldiers", "refused to free the rest": the tree of the likeliest arcs sometimes hangs the object on
 * the governing verb, though the nearer verb, which has none, stands right before it. English puts nothing between a verb
 * and its object that would allow that. Two verbs that share an object ("neither confirm nor deny this") have it at the first.
 */
#include "parse/object.h"

#include "base/ud.h"

enum { PHRASE_DEPTH = 8 };

static bool governs(const doc *d, uint32_t over, uint32_t under) {
    for (int depth = 0; depth < PHRASE_DEPTH && under != NONE; depth++) {
        if (under == over) return true;
        under = d->words[under].head;
    }
    return false;
}

/* Has the verb an object or a clause for one, other than `but`, before the word `end`? */
static bool has_object(const doc *d, word_span bounds, uint32_t verb, uint32_t but, uint32_t end) {
    for (uint32_t w = bounds.word_from; w < end; w++) {
        if (d->words[w].head != verb || w == but) continue;
        if (d->words[w].rel == REL_obj || d->words[w].rel == REL_xcomp || d->words[w].rel == REL_ccomp) return true;
    }
    return false;
}

/* Is the verb one that may have the object of the verb that governs it? */
static bool may_take(const doc *d, word_span bounds, uint32_t verb, uint32_t object) {
    const word *v = &d->words[verb];
    if (v->upos != UPOS_VERB || v->head != d->words[object].head || v->head >= verb) return false;
    if (has_object(d, bounds, verb, object, bounds.word_to)) return false;
    switch (rel_base((rel)v->rel)) {
    case REL_advcl: case REL_xcomp: return v->xpos != XPOS_VBN;
    case REL_conj: return has_object(d, bounds, v->head, object, verb);
    default: return false;
    }
}

void parse_settle_objects(doc *d, word_span bounds) {
    for (uint32_t i = bounds.word_from; i < bounds.word_to; i++) {
        if (d->words[i].rel != REL_obj || d->words[i].head == NONE || d->words[i].head >= i) continue;
        uint32_t first = i;
        while (first > bounds.word_from && governs(d, i, first - 1)) first--;
        if (first > bounds.word_from && may_take(d, bounds, first - 1, i)) d->words[i].head = first - 1;
    }
}
