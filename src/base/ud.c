/* ud.c - names of tags and relations, from ud.def. */
#include "base/ud.h"

#include <string.h>

#define UD_XPOS(id, tag, features)
#define UD_REL(id, name)
#define UD_UPOS(name) #name,
const char *const upos_names[UPOS_COUNT] = {
#include "base/ud.def"
};

#define UD_UPOS(name)
#define UD_REL(id, name)
#define UD_XPOS(id, tag, features) tag,
const char *const xpos_names[XPOS_COUNT] = {
#include "base/ud.def"
};

#define UD_UPOS(name)
#define UD_REL(id, name)
#define UD_XPOS(id, tag, features) features,
const char *const xpos_features[XPOS_COUNT] = {
#include "base/ud.def"
};

#define UD_UPOS(name)
#define UD_XPOS(id, tag, features)
#define UD_REL(id, name) name,
const char *const rel_names[REL_COUNT] = {
#include "base/ud.def"
};

static int find(const char *const *names, int count, const char *name, size_t bytes) {
    for (int i = 0; i < count; i++) {
        if (strlen(names[i]) == bytes && memcmp(names[i], name, bytes) == 0) return i;
    }
    return -1;
}

int upos_named(const char *name, size_t bytes) {
    return find(upos_names, UPOS_COUNT, name, bytes);
}

int xpos_named(const char *name, size_t bytes) {
    return find(xpos_names, XPOS_COUNT, name, bytes);
}

int rel_named(const char *name, size_t bytes) {
    return find(rel_names, REL_COUNT, name, bytes);
}

rel rel_base(rel r) {
    int base = rel_named(rel_names[r], strcspn(rel_names[r], ":"));
    return base < 0 ? r : (rel)base;
}
