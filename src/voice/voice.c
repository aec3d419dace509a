/* voice.c - the chain of speakers behind each event, innermost first.
 *
 * An attribution whose content holds the word that tells the event gives it its source: the tighter the content, the
 * further inside the speaker. The model says for itself which mentions of the sentence speak for the event.
 */
#include "voice/voice.h"

#include "base/status.h"
#include "coder.h"
#include "event/event.h"
#include "voice/content.h"
#include "voice/cue.h"

enum { CHAIN_MAX = 8 };

/* Attributions that hold a word, tightest first. */
typedef struct chain {
    uint32_t at[CHAIN_MAX];
    uint32_t count;
} chain;

/* Of two with equal content the one whose cue hangs on the other's is the inner one: "said, citing officials, that". */
static bool is_inside(const doc *d, uint32_t a, uint32_t b) {
    uint32_t length_a = content_length(&d->attributions[a]), length_b = content_length(&d->attributions[b]);
    return length_a < length_b || (length_a == length_b && d->words[d->attributions[a].cue_word].head == d->attributions[b].cue_word);
}

static void chain_add(const doc *d, chain *c, uint32_t attribution_at) {
    uint32_t at = c->count < CHAIN_MAX ? c->count++ : CHAIN_MAX - 1;
    while (at > 0 && is_inside(d, attribution_at, c->at[at - 1])) {
        c->at[at] = c->at[at - 1];
        at--;
    }
    c->at[at] = attribution_at;
}

/* The first attribution whose cue stands at or after a word: they are in text order. */
static uint32_t first_attribution_from(const doc *d, uint32_t word) {
    uint32_t low = 0, high = d->attribution_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->attributions[middle].cue_word < word) low = middle + 1;
        else high = middle;
    }
    return low;
}

static chain chain_around(const doc *d, uint32_t word) {
    chain c = {.count = 0};
    uint32_t sentence_at = d->words[word].sentence;
    uint32_t first = sentence_at > VOICE_REACH ? sentence_at - VOICE_REACH : 0;
    uint32_t last = sentence_at + VOICE_REACH < d->sentence_count ? sentence_at + VOICE_REACH : d->sentence_count - 1;
    for (uint32_t i = first_attribution_from(d, d->sentences[first].words.word_from); i < d->attribution_count; i++) {
        const attribution *a = &d->attributions[i];
        if (a->cue_word >= d->sentences[last].words.word_to) break;
        if (a->source != NONE && a->force == FORCE_SAYS && content_holds(a, word)) chain_add(d, &c, i);
    }
    return c;
}

static bool overlap(word_span a, word_span b) {
    return a.word_from < b.word_to && b.word_from < a.word_to;
}

/* "the newspaper El Faro", "El Faro, a newspaper": one's head word hangs on the other's as a name or apposition. */
static bool names_other(const doc *d, const mention *m, const mention *n) {
    const word *w = &d->words[m->anchor];
    return w->head == n->anchor && (w->rel == REL_appos || w->rel == REL_flat || w->rel == REL_nmod_desc || w->rel == REL_compound);
}

/* One entity, one phrase inside the other ("a spokesman for the minister" and its "spokesman"), or one that names the other. */
static bool same_party(const doc *d, uint32_t a, uint32_t b) {
    const mention *m = &d->mentions[a], *n = &d->mentions[b];
    if (a == b || (m->entity != NONE && m->entity == n->entity) || (overlap(m->words, n->words) && m->anchor == n->anchor)) return true;
    return names_other(d, m, n) || names_other(d, n, m);
}

static bool lists(const doc *d, const mention_list *list, uint32_t mention) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (same_party(d, list->at[i], mention)) return true;
    }
    return false;
}

static const trigger *trigger_on(const doc *d, uint32_t word) {
    uint32_t low = 0, high = d->trigger_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->triggers[middle].word < word) low = middle + 1;
        else high = middle;
    }
    return low < d->trigger_count && d->triggers[low].word == word ? &d->triggers[low] : NULL;
}

/* Of the model's probabilities. Where it hears one speaker, another whom an attribution names may be less sure of himself; alone
 * he must be likelier; and what is somebody's own act, a promise or a refusal, is seldom told on another's word. */
static const float BESIDE_LEAST = 0.05f, ALONE_LEAST = 0.4f, SPEECH_ACT_LEAST = 0.7f;

/* How probable the model holds it that the mention speaks for the trigger. It knows the trigger's sentence alone. */
static float probability(const doc *d, const trigger *t, uint32_t mention_at) {
    float best = 0;
    if (t == NULL) return best;
    const mention *m = &d->mentions[mention_at];
    const word_span bounds = d->sentences[d->words[t->word].sentence].words;
    for (uint32_t w = m->words.word_from; w < m->words.word_to; w++) {
        if (w < bounds.word_from || w >= bounds.word_to) continue;
        float p = t->role[w - bounds.word_from][ROLE_SPEAKER];
        if (p > best) best = p;
    }
    return best;
}

/* In a headline the source stands apart ("Troops leave - Ministry"), and a quotation runs on into sentences that do not name its
 * speaker: there the model cannot hear him. */
static bool beyond_the_model(const doc *d, const attribution *a, uint32_t word) {
    uint32_t said_in = d->words[a->cue_word].sentence;
    return said_in != d->words[word].sentence || d->blocks[d->sentences[said_in].block].kind == BLOCK_TITLE;
}

/* Does the word stand for somebody told: "told Radio Star", "said on state television", "in an interview with the Herald"? */
static bool is_told(const doc *d, uint32_t word, uint32_t cue_word) {
    const struct word *w = &d->words[word];
    rel r = rel_base((rel)w->rel);
    if (r == REL_nmod && w->head != NONE) {
        w = &d->words[w->head];
        return rel_base((rel)w->rel) == REL_obl && w->head == cue_word;
    }
    return w->head == cue_word && (r == REL_obj || r == REL_iobj || r == REL_obl);
}

/* A medium that is told passes it on: it is the next voice out. Reporters told are none; the model knows which is which. */
static acta_status add_medium(doc *d, const attribution *a, const mention_list *modelled, mention_list *both, acta_err *err) {
    const word_span bounds = d->sentences[d->words[a->cue_word].sentence].words;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (!is_told(d, w, a->cue_word)) continue;
        uint32_t told = event_mention_for(d, w, a->cue_word);
        if (told == NONE || lists(d, both, told)) continue;
        if (lists(d, modelled, told)) TRY(mention_list_add(d->arena, both, told, err));
    }
    return ACTA_OK;
}

/* Whom the attributions name where the model cannot hear him, and whom it holds possible, innermost first. */
static acta_status sources_of(doc *d, uint32_t word, const mention_list *modelled, mention_list *heard, mention_list *both, acta_err *err) {
    chain c = chain_around(d, word);
    const trigger *t = trigger_on(d, word);
    for (uint32_t i = 0; i < c.count; i++) {
        const attribution *a = &d->attributions[c.at[i]];
        uint32_t source = a->source;
        bool believed = lists(d, modelled, source) || probability(d, t, source) >= (modelled->count > 0 ? BESIDE_LEAST : ALONE_LEAST);
        if (believed && !lists(d, both, source)) TRY(mention_list_add(d->arena, both, source, err));
        if (believed) TRY(add_medium(d, a, modelled, both, err));
        if (beyond_the_model(d, a, word) && !lists(d, heard, source)) TRY(mention_list_add(d->arena, heard, source, err));
    }
    return ACTA_OK;
}

/* Whom the model and the attributions both hear comes first, in the order of the nesting; whom the model alone hears is further out.
 * Attributions alone are believed only beyond what the model reads: within its sentence it knows better what of a statement is
 * somebody's claim and what the reporter's own background. */
acta_status voice_complete(doc *d, uint32_t word, mention_list *speakers, acta_err *err) {
    mention_list heard = {NULL, 0, 0}, both = {NULL, 0, 0};
    TRY(sources_of(d, word, speakers, &heard, &both, err));
    for (uint32_t i = 0; i < speakers->count; i++) {
        if (!lists(d, &both, speakers->at[i])) TRY(mention_list_add(d->arena, &both, speakers->at[i], err));
    }
    *speakers = both.count > 0 ? both : heard;
    return ACTA_OK;
}

/* What somebody promises, refuses, demands or says of others is his own act: he is its actor, and nobody's word stands between. */
static bool is_speech_act(plover_type type) {
    return type == TYPE_AGREE || type == TYPE_SUPPORT || type == TYPE_CONCEDE || type == TYPE_REQUEST || type == TYPE_ACCUSE || type == TYPE_REJECT || type == TYPE_THREATEN;
}

static bool is_spokesman(const doc *d, const table *cues, uint32_t mention_at) {
    const mention *m = &d->mentions[mention_at];
    for (uint32_t w = m->words.word_from; w < m->words.word_to; w++) {
        if (cue_names_spokesman(cues, d->words[w].folded)) return true;
    }
    return false;
}

static void drop_own_voice(const doc *d, const table *cues, event *e) {
    const trigger *t = &d->triggers[e->mentions[0].trigger];
    uint32_t kept = 0;
    if (!is_speech_act(e->type)) return;
    for (uint32_t i = 0; i < e->speakers.count; i++) {
        uint32_t speaker = e->speakers.at[i];
        float p = probability(d, t, speaker);
        if (p > 0 && p < SPEECH_ACT_LEAST && e->speakers.count == 1) continue;
        if (is_spokesman(d, cues, speaker) || !lists(d, &e->actors, speaker)) e->speakers.at[kept++] = speaker;
    }
    e->speakers.count = kept;
}

/* "A ministry spokesman denied it": the ministry's act in the spokesman's words, though the event's word is the cue itself. */
static acta_status hear_spokesman(doc *d, const table *cues, uint32_t word, event *e, acta_err *err) {
    const word_span bounds = d->sentences[d->words[word].sentence].words;
    if (!is_speech_act(e->type) || e->speakers.count > 0) return ACTA_OK;
    for (uint32_t i = first_attribution_from(d, bounds.word_from); i < d->attribution_count && d->attributions[i].cue_word <= word; i++) {
        const attribution *a = &d->attributions[i];
        if (a->cue_word == word && a->source != NONE && is_spokesman(d, cues, a->source)) return mention_list_add(d->arena, &e->speakers, a->source, err);
    }
    return ACTA_OK;
}

acta_status voice_speakers(doc *d, const table *cues, acta_err *err) {
    for (uint32_t i = 0; i < d->event_count; i++) {
        event *e = &d->events[i];
        uint32_t told_by = d->triggers[e->mentions[0].trigger].word;
        TRY(voice_complete(d, told_by, &e->speakers, err));
        drop_own_voice(d, cues, e);
        TRY(hear_spokesman(d, cues, told_by, e, err));
    }
    return ACTA_OK;
}

acta_status voice_cues_open(const datafile *file, table *cues, acta_err *err) {
    return table_open(file, "table.cues", CUE_COLUMNS, cues, err);
}

acta_status voice_stage(const acta_coder *coder, doc *d, acta_err *err) {
    TRY(voice_attributions(d, &coder->model->cues, err));
    return voice_speakers(d, &coder->model->cues, err);
}
