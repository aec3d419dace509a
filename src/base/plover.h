/* plover.h - the codebook's types, modes, contexts and sectors as numbers and names, all from plover.def. */
#ifndef ACTA_BASE_PLOVER_H
#define ACTA_BASE_PLOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PLOVER_TYPE(name, score, quad, cameo, recipient)
#define PLOVER_MODE(type, id, name, score, cameo)
#define PLOVER_CONTEXT(name)
#define PLOVER_SECTOR(code, english)

typedef enum plover_type {
#undef PLOVER_TYPE
#define PLOVER_TYPE(name, score, quad, cameo, recipient) TYPE_##name,
#include "base/plover.def"
    PLOVER_TYPES
} plover_type;

#define PLOVER_TYPE(name, score, quad, cameo, recipient)
#define PLOVER_CONTEXT(name)
#define PLOVER_SECTOR(code, english)
typedef enum plover_mode {
#define PLOVER_MODE(type, id, name, score, cameo) MODE_##type##_##id,
#include "base/plover.def"
    PLOVER_MODES
} plover_mode;

#define PLOVER_TYPE(name, score, quad, cameo, recipient)
#define PLOVER_MODE(type, id, name, score, cameo)
#define PLOVER_SECTOR(code, english)
typedef enum plover_context {
#define PLOVER_CONTEXT(name) CONTEXT_##name,
#include "base/plover.def"
    PLOVER_CONTEXTS
} plover_context;

#define PLOVER_TYPE(name, score, quad, cameo, recipient)
#define PLOVER_MODE(type, id, name, score, cameo)
#define PLOVER_CONTEXT(name)
typedef enum plover_sector {
#define PLOVER_SECTOR(code, english) SECTOR_##code,
#include "base/plover.def"
    PLOVER_SECTORS
} plover_sector;

/* A set of sectors or contexts: bit n stands for member n. */
typedef uint32_t sector_set;         /* of plover_sector */

typedef uint64_t context_set;        /* of plover_context */
#define SECTOR_BIT(code) ((sector_set)1 << SECTOR_##code)

typedef struct plover_type_info {
    const char *name;
    int score_tenths;
    int quad;                        /* 1..4 */
    const char *cameo_root;
    bool recipient_required;
} plover_type_info;

typedef struct plover_mode_info {
    plover_type type;
    const char *name;
    int score_tenths;
    const char *cameo;
} plover_mode_info;

extern const plover_type_info plover_types[PLOVER_TYPES];
extern const plover_mode_info plover_modes[PLOVER_MODES];
extern const char *const plover_contexts[PLOVER_CONTEXTS];
extern const char *const plover_sectors[PLOVER_SECTORS];

typedef enum reality { REALITY_ACTUAL, REALITY_FUTURE, REALITY_HYPOTHETICAL, REALITY_NEGATED, REALITY_HISTORICAL, REALITIES } reality;
extern const char *const reality_names[REALITIES];

/* By name, `bytes` long; -1 if there is none such. */
int plover_type_named(const char *name, size_t bytes);
int plover_mode_named(plover_type type, const char *name, size_t bytes);
int plover_context_named(const char *name, size_t bytes);
int plover_sector_named(const char *code, size_t bytes);
int reality_named(const char *name, size_t bytes);

#endif
