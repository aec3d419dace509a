/* book.h - the ledger of many reports: their agreements, obligations and claims read from records and joined.
 *
 * Two reports rarely name an agreement alike. They tell of one when their days do not part them and they share the parties, or
 * a party and a name. Nothing within one report is joined: acta code has told that apart already. What parties say of an
 * obligation is kept as said: the book holds no verdict of its own.
 */
#ifndef ACTA_CLI_BOOK_H
#define ACTA_CLI_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "pad.h"

typedef struct book_party {
    const char *text, *name, *code;  /* as the report says; of the entity, else the text; "" where unknown */
    const char *key;                 /* equal for one party: "AFG state", "AFG REB", or the name in lower case */
} book_party;

typedef struct party_list {
    book_party *at;
    size_t count;
} party_list;

/* A record as read. `group` is what it was joined to. */
typedef struct book_agreement {
    const char *id, *doc, *name, *from, *to;    /* "" where the record says nothing, `to` then is `from` */
    party_list parties, mediators;
    party_list bound;                /* the parties, and who undertook something in it */
    size_t group;                    /* in book->pacts */
} book_agreement;

typedef struct book_obligation {
    const char *id, *doc, *agreement, *action, *type, *deadline;
    party_list obligors;
    bool only;                       /* its report tells no other of its type by any of its obligors in its agreement */
    size_t group;                    /* in book->duties */
} book_obligation;

typedef struct book_claim {
    const char *id, *doc, *obligation, *verdict, *words, *date;
    const char *day;                 /* `date`, else the report's day, else "" */
    party_list speakers;             /* innermost first; none: the report itself */
    size_t duty;                     /* in book->duties */
} book_claim;

typedef struct book_report {
    const char *id, *published;
} book_report;

/* One agreement of several reports. */
typedef struct book_pact {
    size_t *agreements;              /* [agreement_count] in book->agreements */
    size_t agreement_count;
    size_t *duties;                  /* [duty_count] in book->duties */
    size_t duty_count;
} book_pact;

typedef struct book_duty {
    size_t pact;                     /* in book->pacts; SIZE_MAX: outside any agreement */
    size_t *obligations;
    size_t obligation_count;
    size_t *claims;                  /* by verdict, then by day */
    size_t claim_count;
    bool contrary;                   /* one says kept where another says broken, or it is disputed */
} book_duty;

typedef struct book {
    pad pad;                         /* all of it */
    book_agreement *agreements;
    size_t agreement_count;
    book_obligation *obligations;
    size_t obligation_count;
    book_claim *claims;
    size_t claim_count;
    book_report *reports;
    size_t report_count;
    book_pact *pacts;
    size_t pact_count;
    book_duty *duties;
    size_t duty_count;
    size_t lost;                     /* claims on obligations that no record tells */
} book;

/* One line of JSON; the kinds that have no place in the ledger are passed over. NULL, or what is wrong with it. */
const char *book_read(book *b, const char *line, size_t bytes);

/* Once all is read. */
void book_join(book *b);

/* A name of its own if some report tells one ("the Minsk accord"), else the fullest. */
const char *book_name(const book *b, const book_pact *p);

void book_clear(book *b);

/* kept broken partly pending disputed, in the order in which claims are shown. */
extern const char *const book_verdicts[5];

#endif
