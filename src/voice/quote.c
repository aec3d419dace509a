/* quote.c - quotations over several sentences.
 *
 *   "We won," X said. "We will win again."       a sentence in quotes goes on with the speaker before it in its paragraph
 *   "We won. We will win again," X said.         else it is the speaker's who comes after it in its paragraph
 *   X said: "We won.                             else, where the paragraph before ended in quotes, its speaker's
 *   "We will win again."
 *
 * Only a sentence that stands in quotes from end to end goes on so: one outside them is the reporter's own, whoever spoke before.
 */
#include "voice/listen.h"
#include "voice/voice.h"



static bool in_quotes(const listener *l, uint32_t word) {
    return (l->d->words[word].flags & WORD_IN_QUOTES) != 0;
}

static bool wholly_quoted(const listener *l, const sentence *s) {
    bool any = false;
    for (uint32_t w = s->words.word_from; w < s->words.word_to; w++) {
        if (syntax_is_punct(&l->s, w)) continue;
        if (!in_quotes(l, w)) return false;
        any = true;
    }
    return any;
}

static bool ends_quoted(const listener *l, const sentence *s) {
    uint32_t w = s->words.word_to;
    while (w > s->words.word_from && syntax_is_punct(&l->s, w - 1)) w--;
    return w > s->words.word_from && in_quotes(l, w - 1);
}

static bool holds_quoted(const listener *l, const attribution *a) {
    for (uint32_t i = 0; i < a->content_count; i++) {
        for (uint32_t w = a->content[i].word_from; w < a->content[i].word_to; w++) {
            if (in_quotes(l, w)) return true;
        }
    }
    return false;
}

static bool in_other_content(const listener *l, uint32_t from, uint32_t to, uint32_t which, uint32_t word) {
    for (uint32_t i = from; i < to; i++) {
        if (i != which && content_holds(&l->d->attributions[i], word)) return true;
    }
    return false;
}

/* Who speaks in a sentence: of its attributions [from, to) outside quotes and outside each other the first that quotes, else the last. */
static uint32_t speaker_in(const listener *l, uint32_t from, uint32_t to) {
    uint32_t best = NONE;
    for (uint32_t i = from; i < to; i++) {
        const attribution *a = &l->d->attributions[i];
        if (a->force != FORCE_SAYS || a->source_words.word_to == 0 || in_quotes(l, a->cue_word) || in_other_content(l, from, to, i, a->cue_word)) continue;
        if (holds_quoted(l, a)) return i;
        best = i;
    }
    return best;
}

enum { QUOTED_LEAST = 3 };           /* words: fewer are a borrowed phrase, not a statement */

/* What is quoted in the speaker's own sentence and in nobody's content: `"We won," X said, "and you lost."` */
static void take_in_rest(listener *l, const sentence *s, uint32_t from, uint32_t to, uint32_t speaker) {
    attribution *a = &l->d->attributions[speaker];
    for (uint32_t w = s->words.word_from; w < s->words.word_to; w++) {
        word_span run = {w, w};
        while (run.word_to < s->words.word_to && (in_quotes(l, run.word_to) || (run.word_to > w && syntax_is_punct(&l->s, run.word_to) &&
               run.word_to + 1 < s->words.word_to && in_quotes(l, run.word_to + 1)))) run.word_to++;
        if (run.word_to == w) continue;
        bool free = run.word_to - w >= QUOTED_LEAST;
        for (uint32_t k = run.word_from; k < run.word_to && free; k++) free = !in_other_content(l, from, to, NONE, k);
        if (free) content_add(&l->s, a, run);
        w = run.word_to - 1;
    }
}

typedef struct spoken {
    uint32_t from, to;               /* attributions of a sentence */
    uint32_t speaker;                /* or NONE */
} spoken;

/* What is said in sentence `at`, its attributions beginning at or after `from`. */
static spoken spoken_in(const listener *l, uint32_t at, uint32_t from) {
    const doc *d = l->d;
    spoken s = {from, from, NONE};
    while (s.from < d->attribution_count && d->words[d->attributions[s.from].cue_word].sentence < at) s.from++;
    s.to = s.from;
    while (s.to < d->attribution_count && d->words[d->attributions[s.to].cue_word].sentence == at) s.to++;
    s.speaker = speaker_in(l, s.from, s.to);
    return s;
}

/* The speaker who comes after sentences in quotes, in the paragraph. */
static uint32_t speaker_after(const listener *l, uint32_t at, uint32_t from) {
    const doc *d = l->d;
    for (uint32_t k = at + 1; k < d->sentence_count && k <= at + VOICE_REACH && d->sentences[k].block == d->sentences[at].block; k++) {
        spoken s = spoken_in(l, k, from);
        if (s.speaker != NONE) return s.speaker;
        if (!wholly_quoted(l, &d->sentences[k])) return NONE;
        from = s.to;
    }
    return NONE;
}

void voice_by_quotes(listener *l) {
    doc *d = l->d;
    uint32_t open = NONE, before = NONE, from = 0, opened_at = 0;      /* speaker of this paragraph, and of the one before it */
    for (uint32_t at = 0; at < d->sentence_count; at++) {
        const sentence *s = &d->sentences[at];
        if (at > 0 && s->block != d->sentences[at - 1].block) {
            before = ends_quoted(l, s - 1) ? open : NONE;
            open = NONE;
        }
        spoken said = spoken_in(l, at, from);
        from = said.to;
        if (said.speaker != NONE) {
            take_in_rest(l, s, said.from, said.to, said.speaker);
            open = said.speaker;
            opened_at = at;
        } else if (wholly_quoted(l, s)) {
            if (open == NONE) open = speaker_after(l, at, said.to);
            if (open == NONE) open = before;
            if (open != NONE && at <= opened_at + VOICE_REACH) content_add(&l->s, &d->attributions[open], s->words);
        } else {
            open = NONE;
        }
    }
}
