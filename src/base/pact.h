/* pact.h - the ledger's obligation types and verdicts as numbers and names, all from pact.def. */
#ifndef ACTA_BASE_PACT_H
#define ACTA_BASE_PACT_H

#include <stddef.h>

#define PACT_VERDICT(id, name)
typedef enum obligation_type {
#define PACT_OBLIGATION(id, name) OBLIGATION_##id,
#include "base/pact.def"
    OBLIGATION_TYPES
} obligation_type;

#define PACT_OBLIGATION(id, name)
typedef enum verdict {
#define PACT_VERDICT(id, name) VERDICT_##id,
#include "base/pact.def"
    VERDICTS
} verdict;

extern const char *const obligation_names[OBLIGATION_TYPES];
extern const char *const verdict_names[VERDICTS];

/* By name, `bytes` long; -1 if there is none such. */
int obligation_named(const char *name, size_t bytes);
int verdict_named(const char *name, size_t bytes);

#endif
