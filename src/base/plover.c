/* plover.c - the codebook's names and scores, all from plover.def. */
#include "base/plover.h"

#include <string.h>

#define PLOVER_MODE(type, id, name, score, cameo)
#define PLOVER_CONTEXT(name)
#define PLOVER_SECTOR(code, english)
#define PLOVER_TYPE(name, score, quad, cameo, recipient) {#name, score, quad, cameo, recipient},
const plover_type_info plover_types[PLOVER_TYPES] = {
#include "base/plover.def"
};

#define PLOVER_TYPE(name, score, quad, cameo, recipient)
#define PLOVER_CONTEXT(name)
#define PLOVER_SECTOR(code, english)
#define PLOVER_MODE(type, id, name, score, cameo) {TYPE_##type, name, score, cameo},
const plover_mode_info plover_modes[PLOVER_MODES] = {
#include "base/plover.def"
};

#define PLOVER_TYPE(name, score, quad, cameo, recipient)
#define PLOVER_MODE(type, id, name, score, cameo)
#define PLOVER_SECTOR(code, english)
#define PLOVER_CONTEXT(name) #name,
const char *const plover_contexts[PLOVER_CONTEXTS] = {
#include "base/plover.def"
};

#define PLOVER_TYPE(name, score, quad, cameo, recipient)
#define PLOVER_MODE(type, id, name, score, cameo)
#define PLOVER_CONTEXT(name)
#define PLOVER_SECTOR(code, english) #code,
const char *const plover_sectors[PLOVER_SECTORS] = {
#include "base/plover.def"
};

const char *const reality_names[REALITIES] = {"actual", "future", "hypothetical", "negated", "historical"};

static bool same(const char *a, const char *b, size_t b_bytes) {
    return strlen(a) == b_bytes && memcmp(a, b, b_bytes) == 0;
}

static int find(const char *const *names, int count, const char *name, size_t bytes) {
    for (int i = 0; i < count; i++) {
        if (same(names[i], name, bytes)) return i;
    }
    return -1;
}

int plover_type_named(const char *name, size_t bytes) {
    for (int i = 0; i < PLOVER_TYPES; i++) {
        if (same(plover_types[i].name, name, bytes)) return i;
    }
    return -1;
}

int plover_mode_named(plover_type type, const char *name, size_t bytes) {
    for (int i = 0; i < PLOVER_MODES; i++) {
        if (plover_modes[i].type == type && same(plover_modes[i].name, name, bytes)) return i;
    }
    return -1;
}

int plover_context_named(const char *name, size_t bytes) {
    return find(plover_contexts, PLOVER_CONTEXTS, name, bytes);
}

int plover_sector_named(const char *code, size_t bytes) {
    return find(plover_sectors, PLOVER_SECTORS, code, bytes);
}

int reality_named(const char *name, size_t bytes) {
    return find(reality_names, REALITIES, name, bytes);
}
