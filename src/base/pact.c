/* pact.c - names of obligations and verdicts, from pact.def. */
#include "base/pact.h"

#include <string.h>

#define PACT_VERDICT(id, name)
#define PACT_OBLIGATION(id, name) name,
const char *const obligation_names[OBLIGATION_TYPES] = {
#include "base/pact.def"
};

#define PACT_OBLIGATION(id, name)
#define PACT_VERDICT(id, name) name,
const char *const verdict_names[VERDICTS] = {
#include "base/pact.def"
};

static int find(const char *const *names, int count, const char *name, size_t bytes) {
    for (int i = 0; i < count; i++) {
        if (strlen(names[i]) == bytes && memcmp(names[i], name, bytes) == 0) return i;
    }
    return -1;
}

int obligation_named(const char *name, size_t bytes) {
    return find(obligation_names, OBLIGATION_TYPES, name, bytes);
}

int verdict_named(const char *name, size_t bytes) {
    return find(verdict_names, VERDICTS, name, bytes);
}
