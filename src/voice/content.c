/* content.c - runs of words that are somebody's. */
#include "voice/content.h"

#include <string.h>

static bool only_punctuation(const syntax *s, uint32_t from, uint32_t to) {
    for (uint32_t w = from; w < to; w++) {
        if (!syntax_is_punct(s, w)) return false;
    }
    return true;
}

static bool grow_together(const syntax *s, word_span a, word_span b) {
    return b.word_from <= a.word_to || only_punctuation(s, a.word_to, b.word_from);
}

/* Neighbours that touch become one, in one pass over runs in text order. */
static void join(const syntax *s, attribution *a) {
    uint32_t kept = 0;
    for (uint32_t i = 1; i < a->content_count; i++) {
        word_span *last = &a->content[kept];
        if (!grow_together(s, *last, a->content[i])) a->content[++kept] = a->content[i];
        else if (a->content[i].word_to > last->word_to) last->word_to = a->content[i].word_to;
    }
    if (a->content_count > 0) a->content_count = kept + 1;
}

void content_add(const syntax *s, attribution *a, word_span run) {
    if (run.word_from >= run.word_to) return;
    uint32_t at = a->content_count;
    while (at > 0 && a->content[at - 1].word_from > run.word_from) at--;
    if (a->content_count == CONTENT_SPANS_MAX) {
        word_span *near = &a->content[at > 0 ? at - 1 : 0];
        if (run.word_from < near->word_from) near->word_from = run.word_from;
        if (run.word_to > near->word_to) near->word_to = run.word_to;
    } else {
        memmove(&a->content[at + 1], &a->content[at], (a->content_count - at) * sizeof *a->content);
        a->content[at] = run;
        a->content_count++;
    }
    join(s, a);
}

static bool left_out(const syntax *s, uint32_t word, uint32_t without) {
    return without != NONE && syntax_under(s, word, without);
}

void content_add_subtree(const syntax *s, attribution *a, uint32_t top, uint32_t without, uint32_t without_too) {
    word_span bounds = s->d->sentences[s->d->words[top].sentence].words, run = {0, 0};
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (!syntax_under(s, w, top) || left_out(s, w, without) || left_out(s, w, without_too)) {
            content_add(s, a, run);
            run = (word_span){0, 0};
            continue;
        }
        if (run.word_to == 0) run.word_from = w;
        run.word_to = w + 1;
    }
    content_add(s, a, run);
}

static bool is_stop(const syntax *s, uint32_t w) {
    const char *form = s->d->words[w].folded;
    return syntax_is_punct(s, w) && (strchr(",.;:-", form[0]) != NULL || strcmp(form, "–") == 0 || strcmp(form, "—") == 0);
}

void content_trim(const syntax *s, attribution *a) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < a->content_count; i++) {
        word_span run = a->content[i];
        while (run.word_from < run.word_to && is_stop(s, run.word_from)) run.word_from++;
        while (run.word_to > run.word_from && is_stop(s, run.word_to - 1)) run.word_to--;
        if (!only_punctuation(s, run.word_from, run.word_to)) a->content[kept++] = run;
    }
    a->content_count = kept;
}

bool content_holds(const attribution *a, uint32_t word) {
    for (uint32_t i = 0; i < a->content_count; i++) {
        if (a->content[i].word_from <= word && word < a->content[i].word_to) return true;
    }
    return false;
}

uint32_t content_length(const attribution *a) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < a->content_count; i++) words += a->content[i].word_to - a->content[i].word_from;
    return words;
}
