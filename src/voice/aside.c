/* aside.c - the reporting clause set off by commas, read from the surface.
 *
 *   CONTENT, the ministry's spokesman said [on Friday].
 *   CONTENT, the minister, Ana Rusu, told deputies.
 *   CONTENT, he stressed, MORE CONTENT
 *   CONTENT, said the minister, Ana Rusu.
 *   CONTENT, the agency reported, quoting officials
 *
 * It is how most news agencies say whose word a sentence is, and where parsers stumble: the speaker becomes an object or an
 * apposition, the verb a mark of punctuation. Commas, a noun phrase and a verb of telling are sign enough.
 */
#include <string.h>

#include "parse/lemma.h"
#include "voice/listen.h"

enum { PHRASE_MAX = 16, STATEMENT_LEAST = 3 };       /* words */

static bool is_comma(const listener *l, uint32_t word) {
    const char *form = l->d->words[word].folded;
    return strcmp(form, ",") == 0 || strcmp(form, "\"") == 0 || strcmp(form, "\xE2\x80\x9D") == 0 || strcmp(form, "''") == 0;
}

static bool is_verbal(const listener *l, uint32_t word) {
    uint8_t u = l->d->words[word].upos, x = l->d->words[word].xpos;
    return (u == UPOS_VERB || u == UPOS_AUX) && x != XPOS_VBG && x != XPOS_VBN;
}

static bool any_verbal(const listener *l, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w < to; w++) {
        if (is_verbal(l, w)) return true;
    }
    return false;
}

static bool is_nominal(const listener *l, uint32_t word) {
    uint8_t u = l->d->words[word].upos;
    return u == UPOS_NOUN || u == UPOS_PROPN || u == UPOS_PRON;
}

/* The start of the words before `end` that no comma parts; NONE: they are no noun phrase. */
static uint32_t phrase_before(const listener *l, uint32_t start, uint32_t end) {
    uint32_t w = end;
    while (w > start && end - w <= PHRASE_MAX && !is_comma(l, w - 1)) {
        if (is_verbal(l, w - 1)) return NONE;
        w--;
    }
    return w < end && w > start && is_nominal(l, end - 1) ? w : NONE;
}

/* A finite form of a verb that tells, whatever the tagger took it for. */
static bool tells(const listener *l, uint32_t word, cue *c) {
    const struct word *w = &l->d->words[word];
    if (w->xpos == XPOS_VBG || (w->flags & WORD_IN_QUOTES) != 0) return false;
    bool verb = w->upos == UPOS_VERB && cue_at(l->cues, &l->s, word, "verb", c);
    if (!verb && !cue_of_form(l->cues, l->d->arena, w->folded, c)) return false;
    return c->force == FORCE_SAYS && cue_takes(c, "clause");
}

/* Behind the verb up to the next comma or the end stand no clause and no "that": it tells nothing more. */
static bool tells_no_more(const listener *l, uint32_t from, uint32_t end, uint32_t *stop) {
    uint32_t w = from;
    for (; w < end && !is_comma(l, w) && strcmp(l->d->words[w].folded, ";") != 0; w++) {
        if (is_verbal(l, w) || strcmp(l->d->words[w].folded, "that") == 0 || strcmp(l->d->words[w].folded, ":") == 0) return false;
    }
    *stop = w;
    return true;
}

static uint32_t statement_start(const listener *l, uint32_t start, uint32_t to) {
    uint32_t w = to;
    while (w > start && strcmp(l->d->words[w - 1].folded, ";") != 0) w--;
    return w;
}

/* What follows the aside goes on with the statement where that had no verb yet, or is joined to it without a new subject. */
static bool goes_on(const listener *l, bool complete, uint32_t stop, uint32_t end) {
    if (stop + 1 >= end || !is_comma(l, stop)) return false;
    if (!complete) return any_verbal(l, stop + 1, end);
    return stop + 2 < end && l->d->words[stop + 1].upos == UPOS_CCONJ && is_verbal(l, stop + 2);
}

/* The end of a statement before a mark: a closing quotation mark is its own. */
static uint32_t statement_end(const listener *l, uint32_t mark) {
    return strcmp(l->d->words[mark].folded, ",") == 0 ? mark : mark + 1;
}

/* "CONTENT, said the minister, Ana Rusu." */
static acta_status inverted(listener *l, uint32_t word, const cue *c, bool *found) {
    const word_span bounds = l->d->sentences[l->d->words[word].sentence].words;
    uint32_t start = statement_start(l, bounds.word_from, word - 1), stop, next = word + 1;
    if (next >= bounds.word_to || strcmp(l->d->words[word].folded, "told") == 0 || l->d->words[next].upos == UPOS_ADP) return ACTA_OK;
    if (!tells_no_more(l, next, bounds.word_to, &stop) || !any_verbal(l, start, word - 1) || word - 1 < start + STATEMENT_LEAST) return ACTA_OK;
    while (stop > next && !is_nominal(l, stop - 1)) stop--;
    if (stop == next || any_verbal(l, next, stop)) return ACTA_OK;
    attribution a = attribution_draft(l, word, c->force);
    content_add(&l->s, &a, (word_span){start, statement_end(l, word - 1)});
    *found = true;
    return attribution_keep_phrase(l, &a, (word_span){next, stop});
}

static bool is_adverb(const listener *l, uint32_t word) {
    return l->d->words[word].upos == UPOS_ADV || l->d->words[word].upos == UPOS_AUX || l->d->words[word].upos == UPOS_PART;
}

static bool is_relative(const listener *l, uint32_t word) {
    const char *form = l->d->words[word].folded;
    return strcmp(form, "who") == 0 || strcmp(form, "which") == 0 || strcmp(form, "that") == 0 || strcmp(form, "as") == 0;
}

/* "…, the agency reported, quoting officials": what the agency reports the officials say. */
static acta_status cited(listener *l, const attribution *reported, uint32_t stop, uint32_t end) {
    cue c;
    uint32_t word = stop + 1, to = stop + 2;
    if (to >= end || !is_comma(l, stop) || !cue_at(l->cues, &l->s, word, "verb", &c) || !cue_takes(&c, "cited")) return ACTA_OK;
    while (to < end && to <= word + PHRASE_MAX && !is_comma(l, to) && !is_relative(l, to) && !is_verbal(l, to)) to++;
    while (to > word + 1 && !is_nominal(l, to - 1)) to--;
    if (to == word + 1) return ACTA_OK;
    attribution a = attribution_draft(l, word, c.force);
    for (uint32_t i = 0; i < reported->content_count; i++) content_add(&l->s, &a, reported->content[i]);
    return attribution_keep_phrase(l, &a, (word_span){word + 1, to});
}

acta_status voice_by_aside(listener *l, uint32_t word, bool *found) {
    cue c;
    const word_span bounds = l->d->sentences[l->d->words[word].sentence].words;
    uint32_t end = word, stop;
    *found = false;
    while (end > bounds.word_from && is_adverb(l, end - 1)) end--;              /* "has also said" */
    if (end < bounds.word_from + STATEMENT_LEAST) return ACTA_OK;              /* "Minsk, he stressed, helps" */
    bool apposed = is_comma(l, end - 1);                                        /* "the minister, Ana Rusu, told" */
    if (apposed && end == word && tells(l, word, &c)) {
        TRY(inverted(l, word, &c, found));
        if (*found) return ACTA_OK;
    }
    uint32_t from = phrase_before(l, bounds.word_from, apposed ? end - 1 : end);
    if (from == NONE || !tells(l, word, &c) || !tells_no_more(l, word + 1, bounds.word_to, &stop)) return ACTA_OK;
    uint32_t outer = apposed ? phrase_before(l, bounds.word_from, from - 1) : NONE;
    if (apposed && outer == NONE) return ACTA_OK;
    if (outer != NONE) from = outer;
    uint32_t start = statement_start(l, bounds.word_from, from - 1);
    bool complete = any_verbal(l, start, from - 1);
    if ((!complete && !goes_on(l, false, stop, bounds.word_to)) || (complete && from - 1 < start + STATEMENT_LEAST)) return ACTA_OK;
    attribution a = attribution_draft(l, word, c.force);
    content_add(&l->s, &a, (word_span){start, statement_end(l, from - 1)});
    if (goes_on(l, complete, stop, bounds.word_to)) content_add(&l->s, &a, (word_span){stop + 1, bounds.word_to});
    *found = true;
    TRY(attribution_keep_phrase(l, &a, (word_span){from, apposed ? end - 1 : end}));
    return cited(l, &a, stop, bounds.word_to);
}
