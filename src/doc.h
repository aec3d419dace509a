/* doc.h - every form a report takes on its way from bytes to records, in the order of the journey.
 *
 *   bytes ─ report ─ text ─ parse ─ entity ─ event ─ voice ─ when ─ where ─ who ─ ledger ─ merge ─ write
 *
 * Offsets. All stages work on the repaired UTF-8 text and count its bytes; `byte_from`, `byte_to` are half open.
 * What is published counts code points of the report as it was given; doc->char_at turns the one into the other, and
 * only the write stage does so. Words are numbered through the whole report; `word_from`, `word_to` are half open.
 *
 * Everything hangs on one arena and dies with it. Lists are plain arrays with a count; lists that grow have a capacity.
 * An index that points nowhere is NONE.
 */
#ifndef ACTA_DOC_H
#define ACTA_DOC_H

#include "acta.h"
#include "base/arena.h"
#include "base/civil.h"
#include "base/pact.h"
#include "base/plover.h"

#define NONE UINT32_MAX

typedef struct byte_span {
    uint32_t byte_from, byte_to;     /* empty (from == to) where there is none */
} byte_span;

typedef struct word_span {
    uint32_t word_from, word_to;
} word_span;

/* ---- report: bytes become text ------------------------------------------------------------------------------- */

typedef struct dateline {
    byte_span text;                  /* "KABUL (Agency - 28th February, 2021)"; empty: the report has none */
    byte_span place;                 /* "KABUL" */
    byte_span date_text;             /* "28th February, 2021"; empty: none */
    civil_date date;                 /* the year supplied from `published` where the dateline has none */
    byte_span agencies[4];
    uint32_t agency_count;
} dateline;

typedef enum block_kind { BLOCK_TITLE, BLOCK_PARAGRAPH } block_kind;

/* A headline or a paragraph. Blocks do not overlap; the dateline is outside them. */
typedef struct block {
    byte_span span;
    block_kind kind;
} block;

/* ---- text: text becomes sentences and words -------------------------------------------------------------------- */

typedef struct sentence {
    byte_span span;
    word_span words;
    uint32_t block;                  /* in doc->blocks */
} sentence;

typedef enum word_flag {
    WORD_SPACE_BEFORE = 1,           /* white space stands between it and the word before */
    WORD_IN_QUOTES = 2,              /* inside quotation marks, which may have opened sentences earlier */
    WORD_CAPITAL = 4,                /* first letter upper case */
    WORD_NUMBER = 8,                 /* holds a digit */
} word_flag;

/* A token as Universal Dependencies counts words: "doesn't" is "does" "n't". */
typedef struct word {
    byte_span span;
    const char *folded;              /* lower case, marks stripped, NUL-terminated */
    const char *lemma;               /* lower case, NUL-terminated; set by parse */
    uint32_t sentence;
    uint32_t head;                   /* word that governs it; NONE at the root of its sentence; set by parse */
    uint8_t flags;                   /* word_flag */
    uint8_t upos, xpos, rel;         /* numbers of upos.h's enums; set by parse */
} word;

/* ---- parse: what the model perceives --------------------------------------------------------------------------- */

typedef enum name_type { NAME_NONE, NAME_PER, NAME_ORG, NAME_LOC, NAME_NORP } name_type;

/* A name as the model tags it: never nested. */
typedef struct name {
    word_span words;
    name_type type;
} name;

typedef enum role { ROLE_ACTOR, ROLE_RECIPIENT, ROLE_SPEAKER, ROLE_DATE, ROLE_PLACE, ROLES } role;

enum { SAME_WIDTH = 32 };            /* of the slice `same`; a data file with another is refused */

/* A word that may tell of an event: what the heads say of it, kept so that later stages need no model. */
typedef struct trigger {
    uint32_t word;
    float type[PLOVER_TYPES];        /* probability that it tells an event of the type; several may be high */
    float mode[PLOVER_MODES];
    float context[PLOVER_CONTEXTS];
    float status[REALITIES];         /* sums to one */
    const float (*role)[ROLES];      /* [words of its sentence]: probability that the word anchors the filler */
    float same[SAME_WIDTH];          /* unit vector; near for triggers that tell the same event */
    const float *own;                /* [doc->own_type_count] probability of each type of the user's; NULL: there are none */
} trigger;

/* A word that may stand for an agreement's name, for something undertaken, or for words on whether it was done. Roles are a
 * trigger's: who undertook it is its actor, for whom its recipient, who says whether it was done its speaker. */
typedef struct pact_cue {
    uint32_t word;
    float agreement;                 /* probability that it anchors an agreement's name */
    float obligation[OBLIGATION_TYPES]; /* that it anchors an undertaking of the type */
    float claim[VERDICTS];           /* that it anchors such a verdict on one */
    const float (*role)[ROLES];      /* [words of its sentence] */
} pact_cue;

/* ---- entity: mentions and who they are ------------------------------------------------------------------------- */

/* One of those whom words stand for. */
typedef struct party {
    char code[4];
    sector_set sectors;
} party;

/* A phrase that stands for someone or something that can act, speak, be acted on: "Foreign Minister Karim Sadat",
 * "nine people", "he", "Kabul". Mentions may nest: "Iraqi troops backed by US aircraft". */
typedef struct mention {
    word_span words;
    uint32_t anchor;                 /* its syntactic head */
    name_type type;                  /* of the name at its core, NAME_NONE for descriptions and pronouns */
    word_span name;                  /* the name at its core; empty: none */
    uint32_t entity;                 /* in doc->entities, NONE for a passing group */
    char code[4];                    /* ISO alpha-3 or PLOVER code, "" unknown; set by who */
    sector_set sectors;
    const char *office;              /* "Foreign Minister", or NULL */
    const char *why;                 /* which table row or rule gave code and sectors, for explain; or NULL */
    const party *also;               /* [also_count] the further ones, where words stand for several: "the two countries" */
    uint32_t also_count;
} mention;

/* Another phrase for an entity, found when all is told: it acts in no event and is no party ("a citizen of Accra"). */
typedef struct aside_phrase {
    word_span words;
    uint32_t anchor;                 /* its syntactic head */
    uint32_t entity;                 /* in doc->entities */
} aside_phrase;

typedef enum entity_type { ENTITY_PER, ENTITY_ORG, ENTITY_GPE, ENTITY_NORP, ENTITY_GROUP } entity_type;

typedef struct entity {
    const char *name;                /* canonical, as the report writes it most fully */
    entity_type type;
    uint32_t *mentions;              /* in doc->mentions, in text order */
    uint32_t mention_count, mention_capacity;    /* none where asides alone name it */
    uint32_t *asides;                /* in doc->asides, in text order */
    uint32_t aside_count, aside_capacity;
    char code[4];
    sector_set sectors;
    const char *office;
    const char *why;
} entity;

/* ---- when and where --------------------------------------------------------------------------------------------- */

typedef enum timex_type { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET } timex_type;
typedef enum grain { GRAIN_NONE, GRAIN_DAY, GRAIN_WEEK, GRAIN_MONTH, GRAIN_QUARTER, GRAIN_YEAR } grain;

/* A time expression, as TIMEX3 has it. */
typedef struct timex {
    word_span words;
    timex_type type;
    const char *value;               /* TIMEX3 value: "2021-02-24", "P3D", "PAST_REF" */
    civil_date from, to;             /* first and last day of the interval; year 0 where it names no calendar interval */
    grain grain;
    const char *rule;                /* which rule read it, for explain */
} timex;

/* A place name and what it stands for. */
typedef struct toponym {
    word_span words;                 /* empty for the dateline's place */
    byte_span span;
    const char *name;                /* GeoNames' name, or NULL: not resolved */
    uint32_t geonameid;              /* 0: none */
    double lat, lon;                 /* degrees */
    char country[4];
    const char *province;            /* or NULL */
    const struct toponym *near;      /* of one not resolved: the place that it seems to lie near; or NULL */
    char feature[8];                 /* GeoNames feature code, "PPLC" */
    const char *why;
} toponym;

/* ---- event and voice --------------------------------------------------------------------------------------------- */

/* Numbers the report gives; negative: not given. */
typedef struct event_size {
    int64_t dead, injured, arrested, released, displaced, people;
    double amount;
    const char *unit;                /* of amount: "USD", or NULL */
    bool approx;
} event_size;

enum { EVENT_MODES_MAX = 4 };

/* Indices of mentions. */
typedef struct mention_list {
    uint32_t *at;
    uint32_t count, capacity;
} mention_list;

typedef struct event_mention {
    uint32_t trigger;                /* in doc->triggers */
    byte_span span;                  /* the trigger words */
} event_mention;

typedef struct event {
    plover_type type;
    uint8_t modes[EVENT_MODES_MAX];  /* plover_mode */
    uint32_t mode_count;
    context_set contexts;
    reality status;
    mention_list actors, recipients;
    mention_list speakers;           /* innermost first */
    uint32_t time;                   /* in doc->times, NONE: none */
    civil_date from, to;             /* the event's own interval; year 0: not known (may hold without `time`: dateline's day) */
    grain grain;
    const char *date_rule;           /* for explain */
    uint32_t place;                  /* in doc->toponyms, or NONE */
    const char *place_rule;          /* for explain: why it is taken from another event or the dateline; NULL: its own sentence tells it */
    event_size size;
    event_mention *mentions;         /* the first is where it is told first outside the headline, if it is */
    uint32_t mention_count, mention_capacity;
    float confidence;
    plover_type runner_up;           /* the next likely type, for explain */
    float type_score, runner_up_score;
} event;

/* FORCE_SAYS: the source vouches for what the words tell ("said", "warned", "according to"); FORCE_HOLDS: a wish or a view of
 * things ("wants", "criticised"), which tells nothing of whether they are so. */
typedef enum voice_force { FORCE_SAYS, FORCE_HOLDS } voice_force;

enum { CONTENT_SPANS_MAX = 8 };

/* Words given to somebody: who, by which cue, what. */
typedef struct attribution {
    uint32_t source;                 /* mention, or NONE ("is said to"; a poll that shows) */
    word_span source_words;          /* with apposition; empty: none named */
    uint32_t cue_word;               /* "call" */
    word_span cue;                   /* "have called for" */
    word_span content[CONTENT_SPANS_MAX]; /* in text order, parted by other words */
    uint32_t content_count;
    voice_force force;
    uint32_t inside;                 /* the attribution whose content holds this one, or NONE */
} attribution;

/* ---- ledger --------------------------------------------------------------------------------------------------------- */

typedef struct agreement {
    byte_span name;
    mention_list parties, mediators;
    civil_date from, to;
    grain grain;
    uint32_t place;
    byte_span *mentions;             /* the name's first, the others in text order */
    uint32_t mention_count, mention_capacity;
    float score;                     /* of the likeliest mention, for explain */
} agreement;

typedef struct obligation {
    uint32_t agreement;              /* in doc->agreements, or NONE */
    mention_list obligors, beneficiaries;
    byte_span action;
    obligation_type type;
    event_size size;
    civil_date deadline;
    byte_span *mentions;             /* the action's first, the others in text order */
    uint32_t mention_count, mention_capacity;
    float score;                     /* of the likeliest mention, for explain; 0: made from the words of a claim */
    const char *obligor_why, *agreement_why;     /* for explain; NULL: nothing to say */
} obligation;

typedef struct claim {
    uint32_t obligation;
    verdict verdict;
    mention_list speakers;           /* innermost first; empty: the report itself */
    byte_span words;
    civil_date date;
    float score;
    const char *why;                 /* which rule found its obligation, for explain */
} claim;

/* ---- all of it -------------------------------------------------------------------------------------------------------- */

typedef struct doc {
    arena *arena;                    /* the result's */
    const char *model;               /* acta_model_name of what coded it; NULL: not coded */
    const char *id;                  /* copies of what was given; NULL where nothing was */
    const char *publisher, *url;
    civil_date published;            /* given, else the dateline's; year 0: unknown */
    bool published_given;

    const char *text;                /* repaired UTF-8, [text_bytes] and a NUL after it */
    uint32_t text_bytes;
    const uint32_t *char_at;         /* [text_bytes + 1] code point offset in the report as given */
    const char *given;               /* the report as given, in UTF-8, an undecodable byte as U+FFFD; NULL: text is as given */
    const uint32_t *given_at;        /* [characters + 1] byte in `given` of each character; NULL with `given` */
    uint32_t damaged;                /* characters that could not be read */
    byte_span title, title_source;   /* empty: none */
    dateline dateline;
    block *blocks;
    uint32_t block_count, block_capacity;

    sentence *sentences;
    uint32_t sentence_count, sentence_capacity;
    word *words;
    uint32_t word_count, word_capacity;

    name *names;
    uint32_t name_count, name_capacity;
    word_span *phrases;              /* the model's mention phrases, in text order */
    uint32_t phrase_count, phrase_capacity;
    uint8_t (*parts)[PLOVER_SECTORS]; /* [word_count] probability, in 255ths, of each sector for who a word stands for; NULL:
                                         the model has no such head */
    trigger *triggers;               /* in text order */
    uint32_t trigger_count, trigger_capacity;
    const char *const *own_types;    /* [own_type_count] names of the user's own types */
    uint32_t own_type_count;
    float *vectors;                  /* [word_count, width of the model] its vector of each word; NULL: not asked for */
    pact_cue *pact_cues;             /* in text order; none where the model has no ledger heads */
    uint32_t pact_cue_count, pact_cue_capacity;

    mention *mentions;               /* in text order, an outer one before those inside it */
    uint32_t mention_count, mention_capacity;
    entity *entities;
    uint32_t entity_count, entity_capacity;
    aside_phrase *asides;                /* in text order */
    uint32_t aside_count, aside_capacity;
    timex *times;
    uint32_t time_count, time_capacity;
    toponym *toponyms;
    uint32_t toponym_count, toponym_capacity;
    toponym *heart;                  /* the town that the report is about; NULL where it is not plain */
    attribution *attributions;
    uint32_t attribution_count, attribution_capacity;

    event *events;
    uint32_t event_count, event_capacity;
    agreement *agreements;
    uint32_t agreement_count, agreement_capacity;
    obligation *obligations;
    uint32_t obligation_count, obligation_capacity;
    claim *claims;
    uint32_t claim_count, claim_capacity;
} doc;

#endif
