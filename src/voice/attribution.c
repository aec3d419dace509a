/* attribution.c - who is given words, by which cue, and what the words are.
 *
 * Four constructions of written news carry nearly all attributions, and each is plain in the dependency tree:
 *   the ministry said [that] CONTENT             cue verb with nsubj and ccomp (or obj clause)
 *   CONTENT, the ministry said                   cue verb hangs on the content as parataxis
 *   according to the ministry, CONTENT           "according" marks an oblique under the content
 *   stressed, as cited by the ministry, CONTENT  a participle with an agent, under the content or its cue
 */
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "event/event.h"
#include "voice/voice.h"

static const char *const cues[] = {
    "say",     "tell",    "add",      "announce", "report",   "claim",    "state",   "declare", "note",     "insist",
    "argue",   "warn",    "stress",   "explain",  "admit",    "allege",   "assert",  "affirm",  "reveal",   "disclose",
    "maintain", "confirm", "deny",    "suggest",  "indicate", "believe",  "think",   "write",   "reply",    "respond",
    "remark",  "comment", "recall",   "emphasize", "emphasise", "underline", "underscore", "point", "acknowledge",
    "contend", "complain", "testify", "predict",  "estimate", "quote",    "cite",    "charge",  "accuse",   "vow",
    "pledge",  "promise", "urge",     "observe",  "conclude", "concede",  "boast",   "joke",    "repeat",   "reiterate",
    "tweet",   "post",    "inform",   "describe", "read",     "hear",     "learn",   "swear",   "hint",     "imply",
};

static bool is_cue(const word *w) {
    if (w->lemma == NULL || (w->upos != UPOS_VERB && w->upos != UPOS_AUX)) return false;
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        if (strcmp(cues[i], w->lemma) == 0) return true;
    }
    return false;
}

static bool is_content_relation(uint8_t rel) {
    return rel == REL_ccomp || rel == REL_xcomp;
}

/* First child of a word by one of two relations, NONE if there is none. */
static uint32_t child(const doc *d, uint32_t of, uint8_t rel, uint8_t other) {
    const word_span bounds = d->sentences[d->words[of].sentence].words;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (d->words[w].head == of && (d->words[w].rel == rel || d->words[w].rel == other)) return w;
    }
    return NONE;
}

static bool under(const doc *d, uint32_t word, uint32_t top) {
    for (uint32_t steps = 0; word != NONE && steps < 512; steps++, word = d->words[word].head) {
        if (word == top) return true;
    }
    return false;
}

/* First to last word of a subtree, the subtree of `without` left out at its edges. */
static word_span subtree(const doc *d, uint32_t top, uint32_t without) {
    const word_span bounds = d->sentences[d->words[top].sentence].words;
    word_span span = {top, top + 1};
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (!under(d, w, top) || (without != NONE && under(d, w, without))) continue;
        if (w < span.word_from) span.word_from = w;
        if (w + 1 > span.word_to) span.word_to = w + 1;
    }
    return span;
}

static acta_status add(doc *d, uint32_t source_word, uint32_t cue, word_span content, acta_err *err) {
    attribution *a = ARENA_PUSH(d->arena, d->attributions, d->attribution_count, d->attribution_capacity);
    TRY_NEW(a, err);
    a->source = source_word == NONE ? NONE : event_mention_for(d, source_word, cue);
    a->cue = (word_span){cue, cue + 1};
    a->content = content;
    a->inside = NONE;
    return ACTA_OK;
}

/* "the ministry said that …", "…, the ministry said". A cue verb coordinated with another shares its subject. */
static acta_status from_verb(doc *d, uint32_t cue, acta_err *err) {
    uint32_t source = child(d, cue, REL_nsubj, REL_nsubj);
    if (source == NONE && d->words[cue].rel == REL_conj && d->words[cue].head != NONE) {
        source = child(d, d->words[cue].head, REL_nsubj, REL_nsubj);
    }
    if (source == NONE && d->words[cue].rel == REL_advcl && d->words[cue].head != NONE && is_cue(&d->words[d->words[cue].head])) {
        source = child(d, d->words[cue].head, REL_nsubj, REL_nsubj);   /* "stressed …, adding that …" */
    }
    const word_span bounds = d->sentences[d->words[cue].sentence].words;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (d->words[w].head == cue && (is_content_relation(d->words[w].rel) || d->words[w].rel == REL_parataxis)) {
            return add(d, source, cue, subtree(d, w, NONE), err);
        }
    }
    if (d->words[cue].rel == REL_parataxis && d->words[cue].head != NONE && source != NONE) {
        return add(d, source, cue, subtree(d, d->words[cue].head, cue), err);
    }
    return ACTA_OK;
}

/* "according to the ministry": the noun is an oblique of the content, "according" its case. */
static acta_status from_according(doc *d, uint32_t according, acta_err *err) {
    uint32_t source = d->words[according].head;
    if (source == NONE || d->words[source].head == NONE) return ACTA_OK;
    return add(d, source, according, subtree(d, d->words[source].head, source), err);
}

/* "as cited by the ministry", "quoted by the agency as saying": the agent speaks; the content is what the participle hangs on. */
static acta_status from_agent(doc *d, uint32_t participle, uint32_t agent, acta_err *err) {
    uint32_t above = d->words[participle].head;
    if (above == NONE) return ACTA_OK;
    return add(d, agent, participle, subtree(d, above, participle), err);
}

static acta_status at_word(doc *d, uint32_t w, acta_err *err) {
    const word *word = &d->words[w];
    if (strcmp(word->folded, "according") == 0 && word->rel == REL_case) return from_according(d, w, err);
    if (!is_cue(word)) return ACTA_OK;
    uint32_t agent = child(d, w, REL_obl_agent, REL_obl_agent);
    if (agent != NONE) return from_agent(d, w, agent, err);
    return from_verb(d, w, err);
}

static bool within(word_span inner, word_span outer) {
    return outer.word_from <= inner.word_from && inner.word_to <= outer.word_to;
}

static uint32_t length(word_span s) {
    return s.word_to - s.word_from;
}

/* The tightest other attribution of the same sentence whose content holds this one's cue. */
static void nest(doc *d, uint32_t first) {
    for (uint32_t i = first; i < d->attribution_count; i++) {
        attribution *a = &d->attributions[i];
        for (uint32_t k = first; k < d->attribution_count; k++) {
            const attribution *b = &d->attributions[k];
            if (k == i || !within(a->cue, b->content) || within(b->cue, a->content)) continue;
            if (a->inside == NONE || length(b->content) < length(d->attributions[a->inside].content)) a->inside = k;
        }
    }
}

acta_status voice_attributions(doc *d, acta_err *err) {
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        uint32_t first = d->attribution_count;
        for (uint32_t w = d->sentences[s].words.word_from; w < d->sentences[s].words.word_to; w++) TRY(at_word(d, w, err));
        nest(d, first);
    }
    return ACTA_OK;
}
