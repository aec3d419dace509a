/* noun.c - attributions by nouns and adjectives: "the ministry's claim that", "a call by opposition leaders for",
 * "made a promise to", "is critical of", "remained confident that". */
#include <string.h>

#include "voice/listen.h"

static bool marked(const listener *l, uint32_t word, const char *mark) {
    return syntax_marked(&l->s, word, mark, strlen(mark));
}

/* "X's claim", "a claim by X", "a promise from X". */
static uint32_t owner(const listener *l, uint32_t noun) {
    for (uint32_t w = l->s.child[noun]; w != NONE; w = l->s.next[w]) {
        rel r = (rel)l->d->words[w].rel;
        if (r == REL_nmod_poss) return w;
        if ((r == REL_nmod || r == REL_obl_agent) && (marked(l, w, "by") || marked(l, w, "from") || marked(l, w, "among"))) return w;
    }
    return NONE;
}

/* "X made a promise", "X voiced its support": the verb says no more than that the noun is X's. */
static uint32_t holder(const listener *l, uint32_t noun) {
    cue light;
    uint32_t verb = l->d->words[noun].head;
    rel r = syntax_rel(&l->s, noun);
    if (verb == NONE || (r != REL_obj && r != REL_obl) || !cue_at(l->cues, &l->s, verb, "light", &light)) return NONE;
    return voice_subject(l, verb);
}

/* A possessive that only points back gives the holder where there is one: "X voiced its support". */
static uint32_t source_of(const listener *l, uint32_t noun) {
    uint32_t by_verb = holder(l, noun);
    return by_verb != NONE ? by_verb : owner(l, noun);
}

static bool is_clause(const listener *l, uint32_t w, const cue *c) {
    rel r = (rel)l->d->words[w].rel;
    if (r == REL_ccomp) return cue_takes(c, "clause");
    if (r == REL_xcomp) return cue_takes(c, "inf");
    return r == REL_acl && ((marked(l, w, "to") && cue_takes(c, "inf")) || (marked(l, w, "that") && cue_takes(c, "clause")));
}

static void add_content(const listener *l, uint32_t w, const cue *c, attribution *a) {
    rel r = (rel)l->d->words[w].rel;
    if (is_clause(l, w, c)) {
        content_add_subtree(&l->s, a, w, NONE, NONE);
    } else if (r == REL_nmod || r == REL_obl || r == REL_advcl || r == REL_acl) {
        uint32_t preposition = cue_preposition(c, &l->s, w);
        if (preposition != NONE) attribution_add_oblique(l, a, w, preposition);
    }
}

static acta_status complemented(listener *l, uint32_t at, const cue *c, uint32_t source) {
    attribution a = attribution_draft(l, at, c->force);
    for (uint32_t w = l->s.child[at]; w != NONE; w = l->s.next[w]) {
        if (w != source) add_content(l, w, c, &a);
    }
    /* Without a clause or a source a noun is only a thing talked of: "support for the poor". */
    if (a.content_count == 0 || (source == NONE && syntax_child(&l->s, at, REL_ccomp) == NONE && syntax_child_exactly(&l->s, at, REL_acl) == NONE))
        return ACTA_OK;
    return attribution_keep(l, &a, source);
}

acta_status voice_by_noun(listener *l, uint32_t word) {
    cue c;
    uint8_t u = l->d->words[word].upos;
    if (u == UPOS_NOUN && cue_at(l->cues, &l->s, word, "noun", &c)) return complemented(l, word, &c, source_of(l, word));
    if (u == UPOS_ADJ && cue_at(l->cues, &l->s, word, "adj", &c)) {
        uint32_t source = voice_subject(l, word);
        return source == NONE ? ACTA_OK : complemented(l, word, &c, source);
    }
    return ACTA_OK;
}
