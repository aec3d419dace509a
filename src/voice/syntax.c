/* syntax.c - children and subtrees, each found in a step instead of a search of the sentence. */
#include "voice/syntax.h"

#include <string.h>

#include "base/status.h"

/* Numbers the words of one tree in the order of a walk, each before what hangs on it. */
static uint32_t walk(syntax *s, uint32_t root, uint32_t number) {
    uint32_t w = root;
    for (;;) {
        s->enter[w] = number++;
        if (s->child[w] != NONE) {
            w = s->child[w];
            continue;
        }
        s->leave[w] = number;
        while (w != root && s->next[w] == NONE) {
            w = s->d->words[w].head;
            s->leave[w] = number;
        }
        if (w == root) return number;
        w = s->next[w];
    }
}

acta_status syntax_read(const doc *d, arena *scratch, syntax *s, acta_err *err) {
    size_t count = (size_t)d->word_count + 1;
    *s = (syntax){d, ARENA_NEW(scratch, uint32_t, count), ARENA_NEW(scratch, uint32_t, count), ARENA_NEW(scratch, uint32_t, count),
                  ARENA_NEW(scratch, uint32_t, count)};
    if (s->child == NULL || s->next == NULL || s->enter == NULL || s->leave == NULL) TRY_NEW(NULL, err);
    for (uint32_t w = 0; w < d->word_count; w++) s->child[w] = s->next[w] = NONE;
    for (uint32_t w = d->word_count; w-- > 0;) {
        uint32_t head = d->words[w].head;
        if (head == NONE || head >= d->word_count) continue;
        s->next[w] = s->child[head];
        s->child[head] = w;
    }
    uint32_t number = 1;                             /* 0 stays with the words that no root reaches */
    for (uint32_t w = 0; w < d->word_count; w++) {
        if (d->words[w].head == NONE) number = walk(s, w, number);
    }
    return ACTA_OK;
}

uint32_t syntax_child(const syntax *s, uint32_t of, rel base) {
    uint32_t w = s->child[of];
    while (w != NONE && syntax_rel(s, w) != base) w = s->next[w];
    return w;
}

uint32_t syntax_child_exactly(const syntax *s, uint32_t of, rel exact) {
    uint32_t w = s->child[of];
    while (w != NONE && s->d->words[w].rel != exact) w = s->next[w];
    return w;
}

uint32_t syntax_mark(const syntax *s, uint32_t word, const char *folded, size_t bytes) {
    for (uint32_t w = s->child[word]; w != NONE; w = s->next[w]) {
        rel r = syntax_rel(s, w);
        if (r != REL_case && r != REL_mark && r != REL_advmod) continue;
        const char *form = s->d->words[w].folded;
        if (strlen(form) == bytes && memcmp(form, folded, bytes) == 0) return w;
    }
    return NONE;
}

/* What is said besides of what the phrase names: no part of its name. */
static bool is_aside(const syntax *s, uint32_t word, uint32_t top) {
    rel r = (rel)s->d->words[word].rel;
    return word > top && (r == REL_acl_relcl || r == REL_parataxis || r == REL_advcl || r == REL_acl || r == REL_ccomp || r == REL_punct);
}

/* The first word of a subtree at or after `from`: of "who left", hanging on "left", "who". */
static uint32_t first_under(const syntax *s, uint32_t word, uint32_t from) {
    uint32_t w = from;
    while (w < word && !syntax_under(s, w, word)) w++;
    return w;
}

word_span syntax_phrase(const syntax *s, uint32_t top) {
    word_span bounds = s->d->sentences[s->d->words[top].sentence].words, span = {top, top + 1};
    uint32_t end = bounds.word_to, from = bounds.word_from;
    for (uint32_t w = s->child[top]; w != NONE; w = s->next[w]) {
        if (is_aside(s, w, top) && !syntax_is_punct(s, w) && first_under(s, w, top + 1) < end) end = first_under(s, w, top + 1);
        if (w < top && syntax_rel(s, w) == REL_case && w + 1 > from) from = w + 1;
    }
    for (uint32_t w = top; w > from && syntax_under(s, w - 1, top); w--) span.word_from = w - 1;
    for (uint32_t w = top + 1; w < end && syntax_under(s, w, top); w++) span.word_to = w + 1;
    while (span.word_to > top + 1 && syntax_is_punct(s, span.word_to - 1)) span.word_to--;
    while (span.word_from < top && syntax_is_punct(s, span.word_from)) span.word_from++;
    return span;
}
