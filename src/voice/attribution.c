/* attribution.c - every attribution of a report: found at its cue, completed by quotation marks, nested. */
#include <string.h>

#include "event/event.h"
#include "voice/listen.h"
#include "voice/voice.h"

static bool belongs_to_cue(const listener *l, uint32_t at, uint32_t cue) {
    const word *w = &l->d->words[at];
    if (w->head != cue) return false;
    return w->rel == REL_aux || w->rel == REL_aux_pass || w->rel == REL_compound_prt || (w->rel == REL_advmod && w->upos == UPOS_PART);
}

attribution attribution_draft(const listener *l, uint32_t cue_word, voice_force force) {
    attribution a = {.source = NONE, .cue_word = cue_word, .cue = {cue_word, cue_word + 1}, .force = force, .inside = NONE};
    const word_span bounds = l->d->sentences[l->d->words[cue_word].sentence].words;
    while (a.cue.word_from > bounds.word_from && belongs_to_cue(l, a.cue.word_from - 1, cue_word)) a.cue.word_from--;
    while (a.cue.word_to < bounds.word_to && belongs_to_cue(l, a.cue.word_to, cue_word)) a.cue.word_to++;
    return a;
}

void attribution_add_oblique(const listener *l, attribution *a, uint32_t word, uint32_t preposition) {
    static const char *const kept[] = {"as", "whether", "if", "that", "to"};
    const char *form = l->d->words[preposition].folded;
    bool part = preposition != a->cue.word_to;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) part |= strcmp(form, kept[i]) == 0 && !(i == 4 && l->d->words[preposition].rel == REL_case);
    if (!part) a->cue.word_to++;
    content_add_subtree(&l->s, a, word, part ? NONE : preposition, NONE);
}

/* Inside quotation marks the one quoted speaks, of himself ("I think") and of others whom a pronoun leaves open ("they say"): all
 * that is his. Those whom he cites by name or description are voices of their own. */
static bool is_quoted_self(const listener *l, const attribution *a, uint32_t source_word) {
    if ((l->d->words[a->cue_word].flags & WORD_IN_QUOTES) == 0) return false;
    return a->force == FORCE_HOLDS || source_word == NONE || l->d->words[source_word].upos == UPOS_PRON;
}

static acta_status keep(listener *l, const attribution *a) {
    attribution *kept = ARENA_PUSH(l->d->arena, l->d->attributions, l->d->attribution_count, l->d->attribution_capacity);
    TRY_NEW(kept, l->err);
    *kept = *a;
    return ACTA_OK;
}

acta_status attribution_keep(listener *l, attribution *a, uint32_t source_word) {
    content_trim(&l->s, a);
    if (is_quoted_self(l, a, source_word)) return ACTA_OK;
    if (a->content_count == 0 && (source_word == NONE || a->force != FORCE_SAYS)) return ACTA_OK;
    if (source_word != NONE) {
        a->source = event_mention_for(l->d, source_word, a->cue_word);
        a->source_words = syntax_phrase(&l->s, source_word);
        bool holds_cue = a->source_words.word_from < a->cue.word_to && source_word >= a->cue.word_to;       /* "according TO the ministry" */
        if (holds_cue) a->source_words.word_from = a->cue.word_to;
    }
    return keep(l, a);
}

/* The longest mention within the words, the first of those as long; NONE: there is none. */
static uint32_t longest_mention(const doc *d, word_span words) {
    uint32_t best = NONE, length = 0;
    for (uint32_t w = words.word_from; w < words.word_to; w++) {
        uint32_t at = event_mention_for(d, w, words.word_to);
        if (at == NONE) continue;
        const mention *m = &d->mentions[at];
        if (m->words.word_from < words.word_from || m->words.word_to > words.word_to || m->words.word_to - m->words.word_from <= length) continue;
        best = at;
        length = m->words.word_to - m->words.word_from;
    }
    return best;
}

acta_status attribution_keep_phrase(listener *l, attribution *a, word_span source) {
    content_trim(&l->s, a);
    if (a->content_count == 0) return ACTA_OK;
    a->source = longest_mention(l->d, source);
    a->source_words = source;
    return keep(l, a);
}

/* Those whose words no parse and no quotation marks showed. */
static void drop_empty(listener *l) {
    doc *d = l->d;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < d->attribution_count; i++) {
        content_trim(&l->s, &d->attributions[i]);
        if (d->attributions[i].content_count > 0) d->attributions[kept++] = d->attributions[i];
    }
    d->attribution_count = kept;
}

static uint32_t sentence_of(const doc *d, uint32_t attribution_at) {
    return d->words[d->attributions[attribution_at].cue_word].sentence;
}

/* Two whose contents hold each other's cue cannot both be right. The outer is the one that comes after its words, else the longer;
 * what is told within it ends where it ends: "the minister told deputies that [talks failed], officials said". */
static void clip(const listener *l, attribution *inner, const attribution *outer) {
    attribution clipped = *inner;
    clipped.content_count = 0;
    for (uint32_t i = 0; i < inner->content_count; i++) {
        for (uint32_t k = 0; k < outer->content_count; k++) {
            word_span a = inner->content[i], b = outer->content[k];
            content_add(&l->s, &clipped, (word_span){a.word_from > b.word_from ? a.word_from : b.word_from, a.word_to < b.word_to ? a.word_to : b.word_to});
        }
    }
    if (clipped.content_count > 0) *inner = clipped;
}

static bool comes_after(const attribution *a) {
    return a->content_count > 0 && a->content[a->content_count - 1].word_to <= a->cue.word_from;
}

static bool is_outer(const attribution *a, const attribution *b) {
    if (comes_after(a) != comes_after(b)) return comes_after(a);
    return content_length(a) >= content_length(b);
}

static void settle(listener *l) {
    doc *d = l->d;
    for (uint32_t i = 0; i < d->attribution_count; i++) {
        attribution *a = &d->attributions[i];
        for (uint32_t k = i + 1; k < d->attribution_count && sentence_of(d, k) == sentence_of(d, i); k++) {
            attribution *b = &d->attributions[k];
            if (!content_holds(a, b->cue_word) || !content_holds(b, a->cue_word)) continue;
            if (is_outer(a, b)) clip(l, b, a);
            else clip(l, a, b);
        }
    }
}

static void consider(doc *d, uint32_t inner, uint32_t outer) {
    attribution *a = &d->attributions[inner];
    const attribution *b = &d->attributions[outer];
    if (!content_holds(b, a->cue_word) || content_holds(a, b->cue_word)) return;
    if (a->inside == NONE || content_length(b) < content_length(&d->attributions[a->inside])) a->inside = outer;
}

/* Each hangs in the tightest whose content holds its cue; a quotation holds what its sentences tell. */
static void nest(doc *d) {
    for (uint32_t i = 0; i < d->attribution_count; i++) {
        for (uint32_t k = i; k-- > 0 && sentence_of(d, k) + VOICE_REACH >= sentence_of(d, i);) consider(d, i, k);
        for (uint32_t k = i + 1; k < d->attribution_count && sentence_of(d, k) <= sentence_of(d, i) + VOICE_REACH; k++) consider(d, i, k);
    }
}

/* "They should say so", "nobody wants to admit it", "did not say": not told as having been said. */
static bool is_told_as_said(const listener *l, uint32_t cue_word) {
    const word *w = &l->d->words[cue_word];
    if (w->upos != UPOS_VERB) return true;
    if (w->xpos == XPOS_VB) return false;
    for (uint32_t c = l->s.child[cue_word]; c != NONE; c = l->s.next[c]) {
        if (l->d->words[c].xpos == XPOS_MD) return false;
    }
    return true;
}

/* What somebody says of others' wishes and views, of what they might say, or of what is said by nobody in particular, is his own word:
 * "he said that they want peace" is one attribution. Words passed on, "he said that she had warned", are two. */
static void drop_views_within(const listener *l) {
    doc *d = l->d;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < d->attribution_count; i++) {
        const attribution *a = &d->attributions[i];
        bool passed_on = a->force == FORCE_SAYS && a->source_words.word_from < a->source_words.word_to && is_told_as_said(l, a->cue_word);
        if (passed_on || a->inside == NONE) d->attributions[kept++] = *a;
    }
    d->attribution_count = kept;
    for (uint32_t i = 0; i < kept; i++) d->attributions[i].inside = NONE;
}

static acta_status listen(listener *l, arena *scratch) {
    TRY(syntax_read(l->d, scratch, &l->s, l->err));
    for (uint32_t w = 0; w < l->d->word_count; w++) {
        if (l->d->words[w].lemma == NULL) continue;
        bool aside;
        if (l->d->attribution_count > 0 && l->d->attributions[l->d->attribution_count - 1].cue_word == w) continue;  /* "…, quoting X" */
        TRY(voice_by_aside(l, w, &aside));
        if (aside) continue;
        TRY(voice_by_verb(l, w));
        TRY(voice_by_noun(l, w));
        TRY(voice_by_phrase(l, w));
    }
    voice_by_citations(l);
    settle(l);
    voice_by_quotes(l);
    drop_empty(l);
    nest(l->d);
    drop_views_within(l);
    nest(l->d);
    return ACTA_OK;
}

acta_status voice_attributions(doc *d, const table *cues, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, d->arena->alloc, (size_t)d->word_count * 20 + 1024);
    listener l = {.d = d, .cues = cues, .err = err};
    acta_status status = listen(&l, &scratch);
    arena_end(&scratch);
    return status;
}
