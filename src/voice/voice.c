/* voice.c - the chain of speakers behind each event, innermost first.
 *
 * Inside a sentence the model says which mentions speak for an event; the tree says in which order their words are
 * nested. Across sentences quotation marks decide: a sentence that stands in quotes and names no speaker belongs to
 * the speaker of the quotation around it, the nearest attribution of its paragraph, else of the paragraph before.
 */
#include "voice/voice.h"

#include "base/status.h"
#include "event/event.h"

enum { CHAIN_MAX = 8 };

/* The first attribution whose cue stands at or after a word; attributions are in text order of their sentences. */
static uint32_t first_attribution_from(const doc *d, uint32_t word) {
    uint32_t low = 0, high = d->attribution_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->attributions[middle].cue.word_from < word) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The length of the words a mention is given that hold the trigger: the innermost speaker's are the fewest. A speaker
 * the tree does not know comes last. */
static uint32_t reach(const doc *d, uint32_t mention, uint32_t trigger_word) {
    const word_span bounds = d->sentences[d->words[trigger_word].sentence].words;
    uint32_t best = NONE;
    for (uint32_t i = first_attribution_from(d, bounds.word_from); i < d->attribution_count; i++) {
        const attribution *a = &d->attributions[i];
        if (a->cue.word_from >= bounds.word_to) break;
        if (a->source != mention || trigger_word < a->content.word_from || trigger_word >= a->content.word_to) continue;
        uint32_t words = a->content.word_to - a->content.word_from;
        if (words < best) best = words;
    }
    return best;
}

static void order_chain(const doc *d, mention_list *speakers, uint32_t trigger_word) {
    for (uint32_t i = 1; i < speakers->count; i++) {
        for (uint32_t k = i; k > 0 && reach(d, speakers->at[k], trigger_word) < reach(d, speakers->at[k - 1], trigger_word); k--) {
            uint32_t swap = speakers->at[k];
            speakers->at[k] = speakers->at[k - 1];
            speakers->at[k - 1] = swap;
        }
    }
}

enum { RUN_ON = 4 };                 /* sentences a quotation's speaker is sought backwards */

static bool speaks_for_itself(const attribution *a) {
    return a->source != NONE && a->inside == NONE;
}

/* The last attribution among the sentences from..to (both included), NONE if none names a speaker. */
static uint32_t last_between(const doc *d, uint32_t from, uint32_t to) {
    uint32_t best = NONE, end = d->sentences[to].words.word_to;
    for (uint32_t i = first_attribution_from(d, d->sentences[from].words.word_from); i < d->attribution_count; i++) {
        if (d->attributions[i].cue.word_from >= end) break;
        if (speaks_for_itself(&d->attributions[i])) best = i;
    }
    return best;
}

/* The attribution whose quotation runs on into a sentence: sought in the sentence and backwards through its paragraph,
 * then in the sentence after it, then in the paragraph before. */
static uint32_t quotation_around(const doc *d, uint32_t at) {
    uint32_t block = d->sentences[at].block;
    uint32_t from = at, far = at > RUN_ON ? at - RUN_ON : 0;
    while (from > far && d->sentences[from - 1].block == block) from--;
    uint32_t found = last_between(d, from, at);
    if (found == NONE && at + 1 < d->sentence_count && d->sentences[at + 1].block == block) found = last_between(d, at + 1, at + 1);
    if (found == NONE && from > far) found = last_between(d, far, from - 1);
    return found;
}

static acta_status speaker_of_quotation(doc *d, uint32_t word, mention_list *speakers, acta_err *err) {
    if ((d->words[word].flags & WORD_IN_QUOTES) == 0) return ACTA_OK;
    uint32_t a = quotation_around(d, d->words[word].sentence);
    for (int steps = 0; a != NONE && steps < CHAIN_MAX; steps++, a = d->attributions[a].inside) {
        if (d->attributions[a].source != NONE) TRY(mention_list_add(d->arena, speakers, d->attributions[a].source, err));
    }
    return ACTA_OK;
}

acta_status voice_complete(doc *d, uint32_t word, mention_list *speakers, acta_err *err) {
    if (speakers->count == 0) TRY(speaker_of_quotation(d, word, speakers, err));
    order_chain(d, speakers, word);
    return ACTA_OK;
}

acta_status voice_speakers(doc *d, acta_err *err) {
    for (uint32_t i = 0; i < d->event_count; i++) {
        event *e = &d->events[i];
        TRY(voice_complete(d, d->triggers[e->mentions[0].trigger].word, &e->speakers, err));
    }
    return ACTA_OK;
}

acta_status voice_stage(const acta_coder *coder, doc *d, acta_err *err) {
    (void)coder;
    TRY(voice_attributions(d, err));
    return voice_speakers(d, err);
}
