/* mention.c - the phrases that stand for somebody.
 *
 * A mention is one of: a phrase the model marks, with the name at its core; a name outside or beside such phrases' heads;
 * a personal pronoun; the noun phrase around a word that the model takes for the anchor of a role's filler and that none
 * of these has for its anchor.
 */
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "entity/entity.h"

static const float ROLE_LEAST = 0.3f;    /* probability from which a role's anchor needs a mention */
enum { SUBTREE_DEPTH_MAX = 64 };

static bool is_word(const doc *d, uint32_t w, const char *folded) {
    return strcmp(d->words[w].folded, folded) == 0;
}

/* "Israeli jets" with both words hung on the verb by a slip of the tree: what stands before a noun is not the head. */
static bool qualifies_next(const doc *d, word_span words, uint32_t w) {
    uint8_t own = d->words[w].upos, next = w + 1 < words.word_to ? d->words[w + 1].upos : UPOS_X;
    return (own == UPOS_ADJ || own == UPOS_DET || own == UPOS_NUM) && (next == UPOS_NOUN || next == UPOS_PROPN || next == UPOS_ADJ);
}

uint32_t entity_anchor(const doc *d, word_span words) {
    for (uint32_t w = words.word_from; w < words.word_to; w++) {
        uint32_t head = d->words[w].head;
        if (d->words[w].upos == UPOS_PUNCT || (head != NONE && words.word_from <= head && head < words.word_to)) continue;
        if (qualifies_next(d, words, w)) continue;
        return w;
    }
    return words.word_to - 1;
}

acta_status entity_add_mention(doc *d, word_span words, uint32_t anchor, word_span name, name_type type, acta_err *err) {
    mention *m = ARENA_PUSH(d->arena, d->mentions, d->mention_count, d->mention_capacity);
    TRY_NEW(m, err);
    *m = (mention){.words = words, .name = name, .type = type, .entity = NONE};
    m->anchor = anchor == NONE ? entity_anchor(d, words) : anchor;
    return ACTA_OK;
}

static bool in_span(word_span s, uint32_t w) {
    return s.word_from <= w && w < s.word_to;
}

/* What stands over each word, so that nothing here is quadratic in the report. */
typedef struct map {
    uint32_t *name, *phrase;         /* [words] in doc->names, doc->phrases, or NONE */
    bool *anchored;                  /* [words] some mention has this anchor */
} map;

static acta_status make_map(const doc *d, arena *scratch, map *over, acta_err *err) {
    TRY_NEW(over->name = ARENA_NEW(scratch, uint32_t, d->word_count), err);
    TRY_NEW(over->phrase = ARENA_NEW(scratch, uint32_t, d->word_count), err);
    TRY_NEW(over->anchored = ARENA_NEW(scratch, bool, d->word_count), err);
    for (uint32_t w = 0; w < d->word_count; w++) over->name[w] = over->phrase[w] = NONE;
    for (uint32_t i = 0; i < d->name_count; i++) {
        for (uint32_t w = d->names[i].words.word_from; w < d->names[i].words.word_to; w++) over->name[w] = i;
    }
    for (uint32_t i = 0; i < d->phrase_count; i++) {
        for (uint32_t w = d->phrases[i].word_from; w < d->phrases[i].word_to; w++) over->phrase[w] = i;
    }
    return ACTA_OK;
}

static acta_status add(doc *d, map *over, word_span words, uint32_t anchor, const name *core, acta_err *err) {
    word_span none = {words.word_from, words.word_from};
    over->anchored[anchor] = true;
    return entity_add_mention(d, words, anchor, core == NULL ? none : core->words, core == NULL ? NAME_NONE : core->type, err);
}

/* ---- names ---------------------------------------------------------------------------------------------------------- */

/* Is the word part of the name that the anchor stands for: its head word, or bound to it as a part of one name? */
static bool heads_name(const doc *d, uint32_t anchor, word_span name) {
    if (in_span(name, anchor)) return true;
    const word *w = &d->words[entity_anchor(d, name)];
    bool bound = w->rel == REL_flat || w->rel == REL_flat_name || w->rel == REL_appos || w->rel == REL_nmod_desc || w->rel == REL_compound;
    return bound && w->head == anchor;
}

/* A person's name that ends the phrase and is nobody's complement: "Deputy Minister of Trade Aleksandr Morozov", but not
 * "the wife of Nelson Mandela". */
static bool ends_phrase(const doc *d, word_span words, const name *n) {
    if (n->type != NAME_PER || n->words.word_to != words.word_to || n->words.word_from == words.word_from) return false;
    const word *before = &d->words[n->words.word_from - 1];
    return before->upos != UPOS_ADP && before->upos != UPOS_PART && before->upos != UPOS_CCONJ && before->upos != UPOS_VERB && before->upos != UPOS_DET;
}

/* The name at a phrase's core: the one its anchor heads; of a person's title and name the person's ("Foreign Minister
 * Karim Sadat"). A demonym before the head ("Afghan minister") is no core. */
static const name *core_name(const doc *d, const map *over, word_span words, uint32_t anchor) {
    const name *best = NULL;
    for (uint32_t w = words.word_from; w < words.word_to; w++) {
        if (over->name[w] == NONE) continue;
        const name *n = &d->names[over->name[w]];
        w = n->words.word_to - 1;
        if (n->words.word_from < words.word_from || n->words.word_to > words.word_to) continue;
        if (!heads_name(d, anchor, n->words) && !ends_phrase(d, words, n)) continue;
        if (!in_span(n->words, anchor) && n->type != NAME_PER) continue;
        if (best == NULL || (n->type == NAME_PER && best->type != NAME_PER)) best = n;
    }
    return best;
}

/* A person whom no tag marks: a flat name beside a title, at the phrase's end ("Deputy Minister of Trade Aleksandr Morozov"). */
static bool untagged_person(const doc *d, const map *over, word_span words, name *found) {
    uint32_t last = words.word_to - 1, head = d->words[last].head;
    bool flat = d->words[last].rel == REL_flat || d->words[last].rel == REL_flat_name;
    if (!flat || head == NONE || head <= words.word_from || head >= last || d->words[head].rel != REL_appos) return false;
    for (uint32_t w = head; w <= last; w++) {
        if (d->words[w].upos != UPOS_PROPN || over->name[w] != NONE) return false;
    }
    *found = (name){{head, words.word_to}, NAME_PER};
    return true;
}

static acta_status add_phrases(doc *d, map *over, acta_err *err) {
    for (uint32_t i = 0; i < d->phrase_count; i++) {
        word_span words = d->phrases[i];
        if (words.word_from >= words.word_to) continue;
        uint32_t anchor = entity_anchor(d, words);
        const name *core = core_name(d, over, words, anchor);
        name person;
        if (core == NULL && untagged_person(d, over, words, &person)) core = &person;
        TRY(add(d, over, words, anchor, core, err));
        if (core != NULL) over->anchored[entity_anchor(d, core->words)] = true;
    }
    return ACTA_OK;
}

/* Names that no phrase has for its core; inside a phrase a people's name is but its adjective. */
static acta_status add_names(doc *d, map *over, acta_err *err) {
    for (uint32_t i = 0; i < d->name_count; i++) {
        const name *n = &d->names[i];
        if (n->words.word_from >= n->words.word_to) continue;
        uint32_t anchor = entity_anchor(d, n->words);
        bool within = over->phrase[n->words.word_from] != NONE;
        bool adjective = n->type == NAME_NORP && (within || d->words[anchor].upos == UPOS_ADJ);
        if (!adjective && !over->anchored[anchor]) TRY(add(d, over, n->words, anchor, n, err));
    }
    return ACTA_OK;
}

/* ---- pronouns ------------------------------------------------------------------------------------------------------- */

static bool is_personal(const doc *d, uint32_t w) {
    static const char *const pronouns[] = {"he", "him", "she", "her", "they", "them", "it", "himself", "herself", "themselves",
                                           "itself", "we", "us", "i", "me", "ourselves"};
    if (d->words[w].upos != UPOS_PRON || d->words[w].xpos == XPOS_PRP_POSS) return false;
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
        if (is_word(d, w, pronouns[i])) return true;
    }
    return false;
}

static acta_status add_pronouns(doc *d, map *over, acta_err *err) {
    for (uint32_t w = 0; w < d->word_count; w++) {
        if (!is_personal(d, w) || over->anchored[w] || d->words[w].rel == REL_expl) continue;
        TRY(add(d, over, (word_span){w, w + 1}, w, NULL, err));
    }
    return ACTA_OK;
}

/* ---- noun phrases of roles -------------------------------------------------------------------------------------------- */

/* Does a dependent belong to the noun phrase that stands for somebody: no relative clause, no apposition, no coordinate,
 * no prepositional phrase but one with "of". */
static bool belongs(const doc *d, uint32_t w) {
    switch (d->words[w].rel) {
    case REL_det: case REL_det_poss: case REL_det_predet: case REL_amod: case REL_compound: case REL_nummod: case REL_nmod_poss:
    case REL_flat: case REL_flat_name: case REL_flat_foreign: case REL_nmod_desc: case REL_fixed: case REL_goeswith: case REL_case:
    case REL_advmod: case REL_nmod_unmarked: case REL_compound_prt: return true;
    case REL_punct: return is_word(d, w, "-") || is_word(d, w, "/");
    case REL_nmod: {
        for (uint32_t k = d->words[w].sentence < d->sentence_count ? d->sentences[d->words[w].sentence].words.word_from : w; k < w; k++) {
            if (d->words[k].head == w && d->words[k].rel == REL_case) return is_word(d, k, "of");
        }
        return false;
    }
    default: return false;
    }
}

/* Is the word in the anchor's noun phrase: every step on its way up to the anchor belongs. */
static bool under(const doc *d, uint32_t w, uint32_t anchor) {
    for (int depth = 0; depth < SUBTREE_DEPTH_MAX && w != NONE; depth++) {
        if (w == anchor) return true;
        if (!belongs(d, w)) return false;
        if (d->words[w].rel == REL_case && d->words[w].head == anchor) return false;
        w = d->words[w].head;
    }
    return false;
}

word_span entity_noun_phrase(const doc *d, uint32_t anchor) {
    word_span bounds = d->sentences[d->words[anchor].sentence].words, np = {anchor, anchor + 1};
    while (np.word_from > bounds.word_from && under(d, np.word_from - 1, anchor)) np.word_from--;
    while (np.word_to < bounds.word_to && under(d, np.word_to, anchor)) np.word_to++;
    return np;
}

static bool is_role_anchor(const trigger *t, uint32_t offset) {
    return t->role[offset][ROLE_ACTOR] > ROLE_LEAST || t->role[offset][ROLE_RECIPIENT] > ROLE_LEAST || t->role[offset][ROLE_SPEAKER] > ROLE_LEAST;
}

static acta_status add_role_anchors(doc *d, map *over, acta_err *err) {
    for (uint32_t i = 0; i < d->trigger_count; i++) {
        const trigger *t = &d->triggers[i];
        if (t->role == NULL) continue;
        word_span bounds = d->sentences[d->words[t->word].sentence].words;
        for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
            if (w == t->word || d->words[w].upos == UPOS_PUNCT) continue;
            if (!is_role_anchor(t, w - bounds.word_from) || over->anchored[w]) continue;
            word_span np = entity_noun_phrase(d, w);
            TRY(add(d, over, np, w, core_name(d, over, np, w), err));
        }
    }
    return ACTA_OK;
}

/* ---- order ---------------------------------------------------------------------------------------------------------- */

static int in_text_order(const void *a, const void *b) {
    const mention *x = a, *y = b;
    if (x->words.word_from != y->words.word_from) return x->words.word_from < y->words.word_from ? -1 : 1;
    if (x->words.word_to != y->words.word_to) return x->words.word_to > y->words.word_to ? -1 : 1;
    return x->anchor < y->anchor ? -1 : x->anchor > y->anchor;
}

acta_status entity_find_mentions(doc *d, arena *scratch, acta_err *err) {
    map over;
    TRY(make_map(d, scratch, &over, err));
    TRY(add_phrases(d, &over, err));
    TRY(add_names(d, &over, err));
    TRY(add_pronouns(d, &over, err));
    TRY(add_role_anchors(d, &over, err));
    if (d->mention_count > 1) qsort(d->mentions, d->mention_count, sizeof *d->mentions, in_text_order);
    return ACTA_OK;
}
