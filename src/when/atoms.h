/* atoms.h - a sentence's words as the recogniser reads them: cut at hyphens and slashes, looked up in the lexicon. */
#ifndef ACTA_WHEN_ATOMS_H
#define ACTA_WHEN_ATOMS_H

#include "doc.h"
#include "when/lexicon.h"

typedef enum number_form { NUMBER_NONE, NUMBER_PLAIN, NUMBER_ORDINAL, NUMBER_DECADE, NUMBER_FRACTION } number_form;

typedef struct atom {
    const char *at;                  /* folded, no final full stop; [bytes], not NUL-terminated */
    uint32_t bytes;
    uint32_t word;                   /* in doc->words */
    const lex_entry *lex;            /* [lex_count] */
    uint32_t lex_count;
    double number;                   /* where form says there is one */
    number_form form;                /* "28th" ORDINAL, "1980s" DECADE, "2.5" and "1/2" FRACTION */
    uint8_t digits;                  /* of a plain number, a decade, an ordinal; 0 where a comma groups them */
    bool capital, apostrophe;        /* as written: "March", "'98" */
} atom;

typedef struct atom_list {
    atom *at;
    uint32_t count, capacity;
} atom_list;

/* The atoms of one sentence replace what the list held. */
acta_status atoms_of_sentence(const doc *d, uint32_t sentence, arena *scratch, atom_list *list, acta_err *err);

/* ---- reading on through atoms; each `eat` moves on only if it succeeds ------------------------------------------ */

typedef struct scan {
    const atom *atoms;
    uint32_t count, at;
} scan;

/* The atom `ahead` of here, or NULL past the ends; ahead may be negative. */
const atom *scan_peek(const scan *s, int ahead);
bool atom_is(const atom *a, const char *text);
bool atom_in(const atom *a, const char *const *texts);          /* NULL ends the list */
bool atom_class(const atom *a, lex_class class, int *value);    /* value may be NULL */

bool eat(scan *s, const char *text);
bool eat_class(scan *s, lex_class class, int *value);
bool eat_dash(scan *s);

/* "24", "twenty-four", "2 1/2", "a couple of", "several", "two or three" (the first of them), "half a". */
typedef struct quantity {
    double amount;
    bool vague;                      /* several: the amount says nothing */
    bool article;                    /* "a": weak evidence */
} quantity;
bool eat_quantity(scan *s, quantity *q);

/* A plain whole number in digits. */
bool eat_digits(scan *s, int digits_min, int digits_max, int64_t low, int64_t high, int *value);

/* "first" or "1st". */
bool eat_ordinal(scan *s, int high, int *value);

#endif
