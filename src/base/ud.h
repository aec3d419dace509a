/* ud.h - parts of speech and relations as numbers and names, all from ud.def: UPOS_VERB, XPOS_VBD, REL_nsubj. */
#ifndef ACTA_BASE_UD_H
#define ACTA_BASE_UD_H

#include <stddef.h>

#define UD_XPOS(id, tag, features)
#define UD_REL(id, name)
typedef enum upos {
#define UD_UPOS(name) UPOS_##name,
#include "base/ud.def"
    UPOS_COUNT
} upos;

#define UD_UPOS(name)
#define UD_REL(id, name)
typedef enum xpos {
#define UD_XPOS(id, tag, features) XPOS_##id,
#include "base/ud.def"
    XPOS_COUNT
} xpos;

#define UD_UPOS(name)
#define UD_XPOS(id, tag, features)
typedef enum rel {
#define UD_REL(id, name) REL_##id,
#include "base/ud.def"
    REL_COUNT
} rel;

extern const char *const upos_names[UPOS_COUNT];
extern const char *const xpos_names[XPOS_COUNT];
extern const char *const xpos_features[XPOS_COUNT];     /* "Number=Plur", "_" none */
extern const char *const rel_names[REL_COUNT];

/* By name, `bytes` long; -1 if there is none such. */
int upos_named(const char *name, size_t bytes);
int xpos_named(const char *name, size_t bytes);
int rel_named(const char *name, size_t bytes);

/* The relation without its subtype: nsubj of nsubj:pass. */
rel rel_base(rel r);

#endif
