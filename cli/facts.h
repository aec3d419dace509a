/* facts.h - what a corpus case expects and what acta gives, in one form, so that they can be laid side by side.
 *
 * A record is a kind with a label ("event", "CONSULT") and facts: a name, perhaps words of the report, perhaps what
 * these stand for: actor, "Kabul", "AFG GOV". Modes and contexts are facts of their own.
 */
#ifndef ACTA_CLI_FACTS_H
#define ACTA_CLI_FACTS_H

#include "corpus.h"
#include "pad.h"

typedef struct fact {
    const char *name;
    bool has_span;
    text_span span;                  /* bytes of the case's text */
    const char *meaning;             /* after the arrow, tidied; "" where nothing is said */
} fact;

typedef struct fact_record {
    const char *kind;
    const char *label;               /* event: type; obligation: type; claim: verdict; entity: type; agreement: "" */
    const char *id;                  /* of agreements and obligations: "A1"; else "" */
    const char *about;               /* obligation: its agreement; claim: its obligation; else "" */
    fact *facts;
    size_t fact_count;
} fact_record;

typedef struct fact_list {
    fact_record *records;
    size_t record_count;
} fact_list;

void fact_add(pad *p, fact_record *r, const char *name, const text_span *span, const char *meaning);
fact_record *fact_record_add(pad *p, fact_list *list, const char *kind, const char *label);

/* What the case expects; words that are not in the report are told on standard error as PATH:LINE. */
fact_list facts_expected(pad *p, const corpus_file *file, const corpus_case *c);

/* What acta gives: its records as JSON lines, their character offsets turned into bytes of the case's text. */
fact_list facts_given(pad *p, const corpus_case *c, const char *jsonl);

/* Is the fact a place where its record is told? */
bool fact_tells(const fact *f);

/* Can the fact be written in a corpus file? Words that are quotation marks alone cannot. */
bool fact_sayable(const corpus_case *c, const fact *f);

/* "actor      "Kabul"#2 -> AFG GOV", as a corpus file has it. */
char *fact_text(pad *p, const corpus_case *c, const fact *f);
/* "event CONSULT visit": the line above the facts. */
char *fact_head(pad *p, const corpus_case *c, const fact_record *r);

#endif
