/* phrase.c - attributions without a verb: "according to the ministry", "reportedly", and headlines, "Ministry: Troops leave"
 * and "Troops leave - Ministry". */
#include <string.h>

#include "event/event.h"
#include "voice/listen.h"
#include "voice/voice.h"

static bool is_form(const listener *l, uint32_t word, const char *form) {
    return word < l->d->word_count && strcmp(l->d->words[word].folded, form) == 0;
}

/* Set off by commas or at the sentence's beginning, the phrase belongs to the whole statement, wherever the parse hangs it. */
static bool set_off(const listener *l, uint32_t according) {
    return according == l->d->sentences[l->d->words[according].sentence].words.word_from || syntax_is_punct(&l->s, according - 1);
}

static uint32_t statement_around(const listener *l, uint32_t word) {
    for (uint32_t steps = 0; steps < 64 && l->d->words[word].head != NONE; steps++) {
        rel r = syntax_rel(&l->s, word);
        if (r == REL_ccomp || r == REL_parataxis || r == REL_conj) break;
        word = l->d->words[word].head;
    }
    return word;
}

static acta_status by_according(listener *l, uint32_t according) {
    const word *w = &l->d->words[according];
    uint32_t source = w->head;
    if (w->rel != REL_case) source = syntax_child(&l->s, according, REL_obl);
    uint32_t top = source == NONE ? NONE : w->rel == REL_case ? l->d->words[source].head : w->head;
    if (top == NONE) return ACTA_OK;
    if (set_off(l, according)) top = statement_around(l, top);
    attribution a = attribution_draft(l, according, FORCE_SAYS);
    a.cue = (word_span){according, according + 2};
    content_add_subtree(&l->s, &a, top, source, according);
    return attribution_keep(l, &a, source);
}

static acta_status by_adverb(listener *l, uint32_t adverb, const cue *c) {
    uint32_t above = l->d->words[adverb].head;
    if (above == NONE) return ACTA_OK;
    attribution a = attribution_draft(l, adverb, c->force);
    content_add_subtree(&l->s, &a, above, adverb, NONE);
    return attribution_keep(l, &a, NONE);
}

static bool in_title(const listener *l, uint32_t word) {
    return l->d->blocks[l->d->sentences[l->d->words[word].sentence].block].kind == BLOCK_TITLE;
}

/* The mention that is all of the words but for articles and marks; NONE: they are no single name. */
static uint32_t mention_that_is(const listener *l, word_span words) {
    for (uint32_t i = 0; i < l->d->mention_count; i++) {
        const mention *m = &l->d->mentions[i];
        if (m->words.word_from >= words.word_to) break;
        if (m->words.word_from <= words.word_from + 1 && m->words.word_to == words.word_to && m->words.word_from >= words.word_from) return m->anchor;
    }
    return NONE;
}

static acta_status by_headline(listener *l, uint32_t mark, word_span who, word_span what) {
    uint32_t source = who.word_from < who.word_to && what.word_from < what.word_to ? mention_that_is(l, who) : NONE;
    if (source == NONE) return ACTA_OK;
    attribution a = attribution_draft(l, mark, FORCE_SAYS);
    content_add(&l->s, &a, what);
    return attribution_keep(l, &a, source);
}

static bool begins_paragraph(const listener *l, uint32_t sentence_at) {
    return sentence_at == 0 || l->d->sentences[sentence_at - 1].block != l->d->sentences[sentence_at].block;
}

static bool all_names(const listener *l, word_span words) {
    for (uint32_t w = words.word_from; w < words.word_to; w++) {
        if (l->d->words[w].upos != UPOS_PROPN || (l->d->words[w].flags & WORD_CAPITAL) == 0) return false;
    }
    return words.word_from < words.word_to;
}

enum { NAME_WORDS_MAX = 4 };

/* "SMITH: We never left. They did.": an interview printed as it was spoken; the paragraph is his. Each may open with a quotation mark. */
static acta_status by_transcript(listener *l, uint32_t colon) {
    const doc *d = l->d;
    uint32_t at = d->words[colon].sentence;
    word_span all = d->sentences[at].words, who = {all.word_from, colon};
    if (syntax_is_punct(&l->s, who.word_from)) who.word_from++;
    if (!begins_paragraph(l, at) || colon - who.word_from > NAME_WORDS_MAX || !all_names(l, who) || colon + 1 >= all.word_to) return ACTA_OK;
    attribution a = attribution_draft(l, colon, FORCE_SAYS);
    content_add(&l->s, &a, (word_span){colon + 1, all.word_to});
    for (uint32_t k = at + 1; k < d->sentence_count && k <= at + VOICE_REACH && d->sentences[k].block == d->sentences[at].block; k++)
        content_add(&l->s, &a, d->sentences[k].words);
    return attribution_keep(l, &a, who.word_from);
}

static bool is_dash(const listener *l, uint32_t word) {
    return (is_form(l, word, "-") || is_form(l, word, "–") || is_form(l, word, "—") || is_form(l, word, "--")) &&
           (l->d->words[word].flags & WORD_SPACE_BEFORE) != 0;
}

acta_status voice_by_phrase(listener *l, uint32_t word) {
    cue c;
    if (is_form(l, word, "according") && is_form(l, word + 1, "to")) return by_according(l, word);
    if (l->d->words[word].upos == UPOS_ADV && cue_at(l->cues, &l->s, word, "adv", &c)) return by_adverb(l, word, &c);
    if (!in_title(l, word)) return is_form(l, word, ":") ? by_transcript(l, word) : ACTA_OK;
    word_span all = l->d->sentences[l->d->words[word].sentence].words, left = {all.word_from, word}, right = {word + 1, all.word_to};
    if (is_form(l, word, ":")) return by_headline(l, word, left, right);
    if (is_dash(l, word)) return by_headline(l, word, right, left);
    return ACTA_OK;
}
