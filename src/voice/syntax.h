/* syntax.h - the dependency trees of a report made ready for questions: what hangs on a word, what stands under it. */
#ifndef ACTA_VOICE_SYNTAX_H
#define ACTA_VOICE_SYNTAX_H

#include "base/ud.h"
#include "doc.h"

/* All arrays [word_count], in scratch memory. A word that no root reaches is under nothing. */
typedef struct syntax {
    const doc *d;
    uint32_t *child, *next;          /* first child and next sibling in text order, NONE: none */
    uint32_t *enter, *leave;         /* place of the word in a walk of its tree, and of the first word after its subtree */
} syntax;

/* Fails with: NOMEM. */
acta_status syntax_read(const doc *d, arena *scratch, syntax *s, acta_err *err);

/* Is the word in the subtree of top (itself included)? */
static inline bool syntax_under(const syntax *s, uint32_t word, uint32_t top) {
    return s->enter[top] <= s->enter[word] && s->enter[word] < s->leave[top];
}

/* First child by a relation, subtypes counted with their base; NONE if there is none. */
uint32_t syntax_child(const syntax *s, uint32_t of, rel base);

/* First child by exactly this relation. */
uint32_t syntax_child_exactly(const syntax *s, uint32_t of, rel exact);

/* The word's case or mark (or an advmod that serves as one) with that folded form; NONE if it has none such. */
uint32_t syntax_mark(const syntax *s, uint32_t word, const char *folded, size_t bytes);

static inline bool syntax_marked(const syntax *s, uint32_t word, const char *folded, size_t bytes) {
    return syntax_mark(s, word, folded, bytes) != NONE;
}

/* First to last word of what stands under top, without its preposition, clauses that hang on it, and the punctuation at its ends. */
word_span syntax_phrase(const syntax *s, uint32_t top);

static inline bool syntax_is_punct(const syntax *s, uint32_t word) {
    return s->d->words[word].upos == UPOS_PUNCT;
}

static inline rel syntax_rel(const syntax *s, uint32_t word) {
    return rel_base((rel)s->d->words[word].rel);
}

#endif
