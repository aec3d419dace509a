/* roles.c - which mentions act, are acted on, and speak.
 *
 * The model scores words, one for each phrase: its anchor. The phrase is the mention with that anchor; where several
 * have it, the longest that does not hold the trigger. A word that anchors no mention stands for the smallest mention
 * that covers it.
 */
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "event/event.h"

static const float HEAD_SHARE = 0.3f;    /* of a role's threshold, from which a phrase's head has it where its adjective does */

static uint32_t length(const mention *m) {
    return m->words.word_to - m->words.word_from;
}

static bool covers(const mention *m, uint32_t word) {
    return m->words.word_from <= word && word < m->words.word_to;
}

/* The first mention at or after a word: mentions stand in text order and none crosses a sentence. */
static uint32_t first_mention_from(const doc *d, uint32_t word) {
    uint32_t low = 0, high = d->mention_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->mentions[middle].words.word_from < word) low = middle + 1;
        else high = middle;
    }
    return low;
}

static uint32_t sentence_start(const doc *d, uint32_t word) {
    return d->sentences[d->words[word].sentence].words.word_from;
}

static uint32_t mention_of_anchor(const doc *d, uint32_t word, uint32_t trigger_word) {
    uint32_t best = NONE;
    for (uint32_t i = first_mention_from(d, sentence_start(d, word)); i < d->mention_count; i++) {
        const mention *m = &d->mentions[i];
        if (m->words.word_from > word) break;
        if (m->anchor != word || covers(m, trigger_word)) continue;
        if (best == NONE || length(m) > length(&d->mentions[best])) best = i;
    }
    return best;
}

static uint32_t mention_covering(const doc *d, uint32_t word, uint32_t trigger_word) {
    uint32_t best = NONE;
    for (uint32_t i = first_mention_from(d, sentence_start(d, word)); i < d->mention_count; i++) {
        const mention *m = &d->mentions[i];
        if (m->words.word_from > word) break;
        if (!covers(m, word) || covers(m, trigger_word)) continue;
        if (best == NONE || length(m) < length(&d->mentions[best])) best = i;
    }
    return best;
}

uint32_t event_mention_for(const doc *d, uint32_t word, uint32_t avoid_word) {
    uint32_t m = mention_of_anchor(d, word, avoid_word);
    return m != NONE ? m : mention_covering(d, word, avoid_word);
}

/* "thousands of people": the people are counted in the phrase already. */
static bool is_counted(const doc *d, uint32_t at) {
    static const char *const counters[] = {"thousands", "hundreds", "dozens", "scores", "tens", "millions", "number",
                                           "group", "crowd", "majority", "handful", "couple", "lot", "part", "rest"};
    const word *w = &d->words[at];
    if (w->head == NONE || rel_base((rel)w->rel) != REL_nmod) return false;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++) {
        if (strcmp(d->words[w->head].folded, counters[i]) == 0) return true;
    }
    return false;
}

/* Does a word only say whose the next are: "Brazilian police", "a U.S. drone"? An adjective before a noun does so whatever the tree
 * says, and so does the first of two names and nouns in a row that the tree gives one part. */
static uint32_t qualified(const doc *d, uint32_t at) {
    const word *w = &d->words[at], *next = at + 1 < d->word_count && d->words[at + 1].sentence == w->sentence ? w + 1 : w;
    if (next->upos == UPOS_NOUN && (w->upos == UPOS_ADJ || (w->upos == UPOS_PROPN && w->head == next->head && w->rel == next->rel))) return at + 1;
    rel how = rel_base((rel)w->rel);
    if ((how != REL_amod && how != REL_compound) || w->head == NONE || w->head <= at) return NONE;
    for (uint32_t k = at + 1; k < w->head; k++) {
        if (d->words[k].upos == UPOS_PUNCT) return NONE;
    }
    return d->words[w->head].upos == UPOS_NOUN || d->words[w->head].upos == UPOS_PROPN ? w->head : NONE;
}

/* The word that stands for the filler: of "Brazilian police" the police, if the model half believes in them. "A Turkish attack" is Turkey's. */
static uint32_t standing(const doc *d, const trigger *t, uint32_t at, role which, float least) {
    uint32_t head = qualified(d, at);
    if (head == NONE || head == t->word) return at;
    return t->role[head - d->sentences[d->words[at].sentence].words.word_from][which] >= least * HEAD_SHARE ? head : at;
}

acta_status event_fill_role(doc *d, const trigger *t, role which, float least, mention_list *list, acta_err *err) {
    const sentence *s = &d->sentences[d->words[t->word].sentence];
    for (uint32_t w = s->words.word_from; w < s->words.word_to; w++) {
        if (w == t->word || t->role[w - s->words.word_from][which] < least) continue;
        if (is_counted(d, w) && t->role[d->words[w].head - s->words.word_from][which] >= least) continue;
        uint32_t m = event_mention_for(d, standing(d, t, w, which, least), t->word);
        if (m != NONE) TRY(mention_list_add(d->arena, list, m, err));
    }
    return ACTA_OK;
}
