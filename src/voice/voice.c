/* voice.c - the chain of speakers behind each event, innermost first.
 *
 * An attribution whose content holds the word that tells the event gives it its source: the tighter the content, the
 * further inside the speaker. The model says for itself which mentions of the sentence speak for the event.
 */
#include "voice/voice.h"

#include <string.h>

#include "base/status.h"
#include "base/ud.h"
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

static bool is_one_of(const doc *d, word_span words, const char *const *list) {
    for (uint32_t w = words.word_from; w < words.word_to; w++) {
        for (const char *const *one = list; *one != NULL; one++) {
            if (strcmp(d->words[w].folded, *one) == 0) return true;
        }
    }
    return false;
}

static bool is_cited(const doc *d, const attribution *a) {
    static const char *const citing[] = {"quoting", "citing", NULL};
    return is_one_of(d, (word_span){a->cue_word, a->cue_word + 1}, citing);
}

/* Of two with equal content the one whose cue hangs on the other's is the inner one, or who is cited: "said, citing officials, that". */
static bool is_inside(const doc *d, uint32_t at, uint32_t than) {
    const attribution *a = &d->attributions[at], *b = &d->attributions[than];
    uint32_t length_a = content_length(a), length_b = content_length(b);
    if (length_a != length_b) return length_a < length_b;
    return d->words[a->cue_word].head == b->cue_word || (is_cited(d, a) && !is_cited(d, b));
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
    const mention *first = m->words.word_from < n->words.word_from ? m : n, *second = first == m ? n : m;
    if (second->words.word_from > first->words.word_to + 1) return false;        /* "…, quoting the secretary" hangs so by mistake */
    return w->head == n->anchor && (w->rel == REL_appos || w->rel == REL_flat || w->rel == REL_nmod_desc || w->rel == REL_compound);
}

/* "The commander of the ground forces, General Abbas Mohtaji,": nothing but a comma between, and one of the two a name. */
static bool set_beside(const doc *d, const mention *m, const mention *n) {
    if (m->words.word_from > n->words.word_from) return set_beside(d, n, m);
    bool named = (m->type == NAME_NONE) != (n->type == NAME_NONE);
    uint32_t end = m->words.word_to, next = n->words.word_from;
    if (end > m->words.word_from && strcmp(d->words[end - 1].folded, ",") == 0) end--;       /* a phrase may have taken it in */
    return named && next == end + 1 && strcmp(d->words[end].folded, ",") == 0;
}

/* One entity, one phrase inside the other ("a spokesman for the minister" and its "spokesman"), or one that names the other. */
static bool same_party(const doc *d, uint32_t a, uint32_t b) {
    const mention *m = &d->mentions[a], *n = &d->mentions[b];
    if (a == b || (m->entity != NONE && m->entity == n->entity) || overlap(m->words, n->words)) return true;
    return names_other(d, m, n) || names_other(d, n, m) || set_beside(d, m, n);
}

static bool lists(const doc *d, const mention_list *list, uint32_t mention) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (same_party(d, list->at[i], mention)) return true;
    }
    return false;
}

/* Of a description and a name set beside it the name stays. */
static void take_name(const doc *d, mention_list *list, uint32_t mention_at) {
    const mention *n = &d->mentions[mention_at];
    for (uint32_t i = 0; i < list->count; i++) {
        const mention *m = &d->mentions[list->at[i]];
        if (m->type == NAME_NONE && n->type != NAME_NONE && set_beside(d, m, n)) list->at[i] = mention_at;
    }
}

static bool is_and(const doc *d, uint32_t word) {
    return strcmp(d->words[word].folded, "and") == 0;
}

/* "and" alone stands between the two; a phrase may have taken it in. */
static bool is_joined(const doc *d, uint32_t a, uint32_t b) {
    const mention *m = &d->mentions[a], *n = &d->mentions[b];
    uint32_t end = m->words.word_to, next = n->words.word_from;
    return end > 0 && ((next == end && is_and(d, end - 1)) || (next == end + 1 && is_and(d, end)));
}

/* "Residents and a union official said": side by side, in the order of the words. */
static void order_joined(const doc *d, mention_list *list) {
    for (uint32_t i = 0; i + 1 < list->count; i++) {
        uint32_t a = list->at[i], b = list->at[i + 1];
        if (!is_joined(d, b, a)) continue;
        list->at[i] = b;
        list->at[i + 1] = a;
    }
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

/* Whom no attribution names the model must be surer of. */
static const float UNNAMED_LEAST = 0.8f;

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

static bool is_medium(const doc *d, uint32_t mention_at) {
    static const char *const media[] = {"agency", "radio", "television", "tv", "newspaper", "daily", "weekly", "magazine", NULL};
    return is_one_of(d, d->mentions[mention_at].words, media);
}

/* "Told this agency": whoever was told is the report itself. */
static bool is_ourselves(const doc *d, uint32_t mention_at) {
    static const char *const us[] = {"this", "our", "us", NULL};
    const mention *m = &d->mentions[mention_at];
    return is_one_of(d, (word_span){m->words.word_from, m->words.word_from + 1}, us);
}

/* A medium that is told passes it on: it is the next voice out. Reporters told are none; the model knows which is which. */
static acta_status add_medium(doc *d, const attribution *a, const mention_list *modelled, mention_list *both, acta_err *err) {
    const word_span bounds = d->sentences[d->words[a->cue_word].sentence].words;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (!is_told(d, w, a->cue_word)) continue;
        uint32_t told = event_mention_for(d, w, a->cue_word);
        if (told == NONE || is_ourselves(d, told) || lists(d, both, told)) continue;
        if (is_medium(d, told) || lists(d, modelled, told)) TRY(mention_list_add(d->arena, both, told, err));
    }
    return ACTA_OK;
}

/* Does the model hold it possible that this is a speaker here? */
static bool is_possible(const doc *d, const trigger *t, const mention_list *modelled, uint32_t source) {
    return lists(d, modelled, source) || probability(d, t, source) >= (modelled->count > 0 ? BESIDE_LEAST : ALONE_LEAST);
}

/* "The agency reported, quoting officials": whoever believes that the agency says so has it from the officials. */
static bool is_believed(const doc *d, const chain *c, uint32_t at, const trigger *t, const mention_list *modelled) {
    const attribution *a = &d->attributions[c->at[at]];
    if (is_possible(d, t, modelled, a->source)) return true;
    return is_cited(d, a) && at + 1 < c->count && is_possible(d, t, modelled, d->attributions[c->at[at + 1]].source);
}

/* Whom the attributions name where the model cannot hear him, and whom it holds possible, innermost first. */
static acta_status sources_of(doc *d, uint32_t word, const mention_list *modelled, mention_list *heard, mention_list *both, acta_err *err) {
    chain c = chain_around(d, word);
    const trigger *t = trigger_on(d, word);
    for (uint32_t i = 0; i < c.count; i++) {
        const attribution *a = &d->attributions[c.at[i]];
        uint32_t source = a->source;
        bool believed = is_believed(d, &c, i, t, modelled);
        take_name(d, both, source);
        if (believed && !lists(d, both, source)) TRY(mention_list_add(d->arena, both, source, err));
        if (believed) TRY(add_medium(d, a, modelled, both, err));
        if (beyond_the_model(d, a, word) && !lists(d, heard, source)) TRY(mention_list_add(d->arena, heard, source, err));
    }
    return ACTA_OK;
}

static bool may_speak(const doc *d, uint32_t mention_at) {
    uint8_t upos = d->words[d->mentions[mention_at].anchor].upos;
    return upos != UPOS_VERB && upos != UPOS_AUX && !is_ourselves(d, mention_at);
}

/* "Wardak told him that they had fired, Ms. Gaudin said": she comes after all that was said, and so stands outside of him. */
static bool ends_it(const doc *d, const mention_list *list, uint32_t word, uint32_t mention_at) {
    const mention *m = &d->mentions[mention_at], *first = &d->mentions[list->at[0]];
    bool here = d->words[m->anchor].sentence == d->words[word].sentence && d->words[first->anchor].sentence == d->words[word].sentence;
    return list->count == 2 && here && m->anchor < word && first->anchor > word;
}

static void put_first(mention_list *list) {
    uint32_t last = list->at[list->count - 1];
    for (uint32_t i = list->count - 1; i > 0; i--) list->at[i] = list->at[i - 1];
    list->at[0] = last;
}

/* Whom the model and the attributions both hear comes first, in the order of the nesting; whom the model alone hears is further out.
 * Attributions alone are believed only beyond what the model reads: within its sentence it knows better what of a statement is
 * somebody's claim and what the reporter's own background. */
acta_status voice_complete(doc *d, uint32_t word, mention_list *speakers, acta_err *err) {
    mention_list heard = {NULL, 0, 0}, both = {NULL, 0, 0};
    TRY(sources_of(d, word, speakers, &heard, &both, err));
    const trigger *t = trigger_on(d, word);
    bool named = both.count > 0;
    for (uint32_t i = 0; i < speakers->count; i++) {
        take_name(d, &both, speakers->at[i]);
        if (!may_speak(d, speakers->at[i]) || lists(d, &both, speakers->at[i])) continue;
        if (!named && t != NULL && probability(d, t, speakers->at[i]) < UNNAMED_LEAST) continue;
        TRY(mention_list_add(d->arena, &both, speakers->at[i], err));
        if (ends_it(d, &both, word, speakers->at[i])) put_first(&both);
    }
    *speakers = both.count > 0 ? both : heard;
    order_joined(d, speakers);
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
