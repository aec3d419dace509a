/* across_work.h - tellings as they are held while they are joined, and the evidence between two. Private to across*.c. */
#ifndef ACTA_MERGE_ACROSS_WORK_H
#define ACTA_MERGE_ACROSS_WORK_H

#include "base/arena.h"
#include "merge/across.h"

enum {
    TOLD_WORDS = 40, TRIGGER_WORDS = 8, TOPIC_WORDS = 48, NAME_WORDS = 4, PARTIES_MAX = 8,
    COMMONNESS_SLOTS = 1 << 18       /* counters of words; two words in one slot look a little commoner than they are */
};

typedef enum across_evidence {
#define ACROSS_EVIDENCE(name, weight, english) EVIDENCE_##name,
#include "merge/across.def"
#undef ACROSS_EVIDENCE
    ACROSS_EVIDENCES
} across_evidence;

/* Hashes of words, ascending, each once, somewhere in a pool. */
typedef struct word_list {
    uint32_t from;                   /* in across.words */
    uint8_t count;
} word_list;

typedef struct told_party {
    uint32_t code, sector;           /* hashes; 0: not known */
    word_list name;
    bool actor;
} told_party;

typedef struct told_report {
    uint32_t id;                     /* in across.texts */
    int32_t published;               /* day number; NO_DAY */
    word_list topic;
} told_report;

#define NO_DAY INT32_MIN

typedef enum day_grain { GRAIN_NONE, GRAIN_DAY, GRAIN_WIDE } day_grain;

typedef struct telling {
    uint32_t id;                     /* in across.texts */
    uint32_t given;                  /* how manieth it was added */
    uint32_t report;
    int8_t type;                     /* plover_type, -1 unknown */
    bool negated;
    uint8_t party_count;
    uint8_t rivals;                  /* tellings of its type in its report, itself included; counted when all are there */
    day_grain grain;
    int32_t from, to;                /* day numbers between which it happened; of GRAIN_NONE the report's day */
    uint32_t mode, place, country, province;     /* hashes; 0: not known */
    bool has_point;
    int64_t geonameid;
    float lat, lon;
    float figures[ACROSS_FIGURES];
    uint32_t parties;                /* in across.parties */
    word_list triggers, told;
} telling;

struct across {
    acta_alloc alloc;
    char *texts;
    uint32_t *words;
    told_party *parties;
    told_report *reports;
    telling *tellings;
    size_t text_count, text_room, word_count, word_room, party_count, party_room, report_count, report_room, telling_count, telling_room;
    uint32_t common_told[COMMONNESS_SLOTS];      /* tellings with the word */
    uint32_t common_topic[COMMONNESS_SLOTS];     /* reports with it */
    float weight_told[COMMONNESS_SLOTS], weight_topic[COMMONNESS_SLOTS];     /* how much a word tells: by across_weigh_words */
};

/* across_words.c: the words of a text that tell something, without inflection, as ascending hashes; at most `room`. */
size_t across_words(const char *text, size_t room, uint32_t *out);
/* One hash of a whole text, letter case and marks aside; 0 for none. */
uint32_t across_hash(const char *text);

/* across_weigh.c: how much each word tells, once all tellings are there; before any is weighed. */
void across_weigh_words(across *a);
/* What holds of a pair of tellings, and the log-odds that they tell one event. */
void across_weigh(const across *a, const telling *x, const telling *y, float evidence[ACROSS_EVIDENCES]);
float across_odds(const float evidence[ACROSS_EVIDENCES]);
extern const char *const across_evidence_names[ACROSS_EVIDENCES];

/* across.c: tellings may be compared when they lie at most so many days apart. */
enum { DAYS_APART_MAX = 3 };
/* Every pair that is compared, for fitting the weights. `take` gets the tellings in the order they were added. */
typedef void (*across_pair_sink)(void *ctx, uint32_t x, uint32_t y, const float evidence[ACROSS_EVIDENCES]);
acta_status across_pairs(across *a, across_pair_sink take, void *ctx, acta_err *err);

#endif
