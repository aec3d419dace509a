/* explain.h - an account of why a record says what it says: what explain.c and explain_ledger.c write it with. */
#ifndef ACTA_WRITE_EXPLAIN_H
#define ACTA_WRITE_EXPLAIN_H

#include "write/fields.h"

enum { MARKS_MAX = 32 };             /* marks in one sentence; more stay unmarked */

typedef struct mark {
    byte_span span;
    const char *name;                /* "actor" */
    const char *colour;              /* ANSI, without the escape around it */
} mark;

typedef struct account {
    writer w;
    bool colour;
    const event *event;              /* NULL: a record of another kind */
    mark marks[MARKS_MAX];
    uint32_t mark_count;
} account;

/* Bits of text. */
void account_put(account *a, const char *text);
void account_put_colour(account *a, const char *code);
void account_put_coloured(account *a, const char *code, const char *text);
void account_put_words(account *a, byte_span span);
void account_put_number(account *a, uint32_t value);
void account_put_score(account *a, float score);       /* two places */
void account_put_date(account *a, civil_date date);
void account_put_field(account *a, const char *name);  /* a new line with its name */
void account_put_why(account *a, const char *why);     /* a line "because ..."; NULL: none */

/* A mention with its codes and the entity it stands for; and the row or rule behind its code. */
void account_put_codes(account *a, const mention *m);
void account_put_filler(account *a, const char *name, const mention *m);
void account_put_filler_why(account *a, const mention *m);

/* Marks that lie inside a sentence, then the sentence with them. */
void account_no_marks(account *a);
void account_add_mark(account *a, byte_span inside, byte_span span, const char *name, const char *colour);
void account_mark_list(account *a, byte_span inside, const mention_list *list, const char *name, const char *colour);
void account_put_marked(account *a, byte_span inside);

/* explain_ledger.c */
void explain_agreement(account *a, uint32_t index);
void explain_obligation(account *a, uint32_t index);
void explain_claim(account *a, uint32_t index);

#endif
