/* across_work.h - tellings as they are held while they are joined, and the evidence between two. Private to across*.c.
 *
 * What is compared of a telling lies in a file and is read when it is needed; of each telling there is only a line in memory (`brief`), and
 * whatever else is held has a limit. So a great archive takes little more memory than a small one.
 */
#ifndef ACTA_MERGE_ACROSS_WORK_H
#define ACTA_MERGE_ACROSS_WORK_H

#include <stdio.h>

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

typedef struct told_party {
    uint32_t code, sector;           /* hashes; 0: not known */
    uint32_t name[NAME_WORDS];       /* [name_count] hashes of words, ascending, each once */
    uint8_t name_count;
    bool actor;
} told_party;

#define NO_DAY INT32_MIN

typedef enum day_grain { GRAIN_NONE, GRAIN_DAY, GRAIN_WIDE } day_grain;

/* All that is compared of a telling. Words are hashes, ascending, each once. */
typedef struct telling {
    int64_t geonameid;
    uint32_t report;                 /* how manieth it was added */
    uint32_t mode, place, country, province;     /* hashes; 0: not known */
    int32_t from, to;                /* day numbers between which it happened; of GRAIN_NONE the report's day */
    float lat, lon;
    float figures[ACROSS_FIGURES];
    uint8_t grain;                   /* day_grain */
    int8_t type;                     /* plover_type, -1 unknown */
    bool negated, has_point;
    uint8_t party_count, told_count, trigger_count, topic_count;
    /* From here on not kept as it stands: */
    uint8_t rivals;                  /* tellings of its type in its report, itself included */
    float told_length, trigger_length, topic_length;     /* squares of lengths, by how much a word tells around an event */
    float told_most, topic_most;     /* what it can share at most with another: logarithms of the sums of weights */
    told_party parties[PARTIES_MAX];
    uint32_t told[TOLD_WORDS], triggers[TRIGGER_WORDS];
    uint32_t topic[TOPIC_WORDS];     /* of its report */
} telling;

/* What is in memory of each telling. */
typedef struct brief {
    uint64_t at;                     /* where in the file the rest is */
    uint32_t id;                     /* in across.texts */
    uint32_t given;                  /* how manieth it was added */
    int32_t from, to;
    uint8_t grain, rivals;
    int8_t type;
} brief;

/* How much may be held at once; the same happenings come out whatever they are. */
typedef struct across_limits {
    uint32_t tellings;               /* read from the file and remembered, under 1 KB each */
    size_t keys, pairs;              /* sorted at once, some 16 and 24 bytes each */
} across_limits;

struct across {
    acta_alloc alloc;
    across_limits limits;
    FILE *file;                      /* the tellings; without a name, and gone when it is closed */
    uint64_t file_bytes;
    char *texts;                     /* ids; given back when the order of tellings is known */
    brief *briefs;                   /* [count] as they were added; from across_sort on by first day, then id: by rank */
    telling *cache;                  /* [limits.tellings] */
    uint32_t *cached;                /* [limits.tellings] ranks; UINT32_MAX: none */
    size_t text_count, text_room, count, room, cache_room;
    uint32_t report_count;
    uint32_t report_first;           /* the first telling of the last report */
    int32_t published;               /* the day of the last report, or NO_DAY */
    uint8_t topic_count;
    uint32_t topic[TOPIC_WORDS];
    uint32_t common_told[COMMONNESS_SLOTS];      /* tellings with the word */
    uint32_t common_topic[COMMONNESS_SLOTS];     /* reports with it */
    float weight_told[COMMONNESS_SLOTS], weight_topic[COMMONNESS_SLOTS];     /* how much a word tells: by across_weigh_words */
};

/* across_words.c: the words of a text that tell something, without inflection, as ascending hashes; at most `room`. */
size_t across_words(const char *text, size_t room, uint32_t *out);
/* One hash of a whole text, letter case and marks aside; 0 for none. */
uint32_t across_hash(const char *text);

/* across_shelf.c: put a telling into the file, at the place that a brief then names. */
acta_status across_shelve(across *a, const telling *t, acta_err *err);
/* After the last is shelved; then tellings can be got. */
acta_status across_open_shelf(across *a, acta_err *err);
/* The telling of a rank. The pointer holds until the next is got. */
acta_status across_get(across *a, uint32_t rank, const telling **t, acta_err *err);
acta_status across_copy(across *a, uint32_t rank, telling *out, acta_err *err);
void across_close_shelf(across *a);

/* across.c: no telling is added any more: they get their order, and words their weights. */
acta_status across_sort(across *a, acta_err *err);

/* across_weigh.c: how much each word tells, once all tellings are there; before any is got. */
void across_weigh_words(across *a);
/* Lengths of a telling that was read. */
void across_measure(const across *a, telling *t);
/* The words that two tellings share, x and y: sums over them of weights, or of their squares. Of one report's tellings only those told. */
typedef struct across_shared {
    float told, told_weight;         /* told of both: squares, weights */
    float told_topic, topic_told;    /* told of x and in the topic of y, and the other way: squares */
    float topic_weight;              /* in both topics: weights */
} across_shared;
/* What holds of a pair of tellings, and the log-odds that they tell one event. */
void across_weigh(const across *a, const telling *x, const telling *y, float evidence[ACROSS_EVIDENCES]);
/* The same, once it is known which words they share. */
void across_weigh_shared(const across *a, const telling *x, const telling *y, const across_shared *s, float evidence[ACROSS_EVIDENCES]);
float across_odds(const float evidence[ACROSS_EVIDENCES]);
extern const char *const across_evidence_names[ACROSS_EVIDENCES];

/* One telling laid out so that many others are compared with it quickly. */
enum { LOOK_SLOTS = 4096 };
typedef struct look_slot {
    uint8_t told, topic;             /* where in the list a word of this slot stands, from 1; 0: nowhere; 255: several do */
} look_slot;
typedef struct across_look {
    telling one;
    bool compared;                   /* with a telling of the report named here; what its topic shares holds for all of that report */
    uint32_t report;
    float told_topic, topic_weight;
    look_slot slots[LOOK_SLOTS];     /* by hash of a word */
} across_look;
void across_look_at(across_look *look, const telling *t);
/* What the one looked at, as x, shares with another. */
void across_share(const across *a, across_look *look, const telling *t, across_shared *s);
/* False: its odds with this one are surely no more than `least`. True tells nothing but what they share. */
bool across_may_exceed(const across *a, across_look *look, const telling *t, float least, across_shared *s);

/* Log-odds from which on a pair counts: chosen on the dev stories. Below zero, because a pair of paraphrases says less than the others of its
 * group will. */
#define ACROSS_PAIR_LEAST (-1.2f)

/* Two tellings that may be one event: x before y in rank. */
typedef struct across_pair {
    uint32_t x, y;
    float odds;
} across_pair;

/* across_pairs.c: pairs come in in any order and out with the greatest odds first, each once. */
typedef struct across_pairs {
    across *a;
    FILE *file;                      /* runs, each sorted; NULL: all are in memory */
    across_pair *pairs;              /* [room]; while they go out, a part for each run */
    size_t count, room;
    struct pair_run *runs;           /* [run_count] */
    size_t run_count, run_room;
    across_pair last;
    bool any;
} across_pairs;
void across_pairs_begin(across_pairs *p, across *a);
acta_status across_pairs_add(across_pairs *p, across_pair pair, acta_err *err);
acta_status across_pairs_turn(across_pairs *p, acta_err *err);     /* all are in */
acta_status across_pairs_next(across_pairs *p, across_pair *pair, bool *found, acta_err *err);
void across_pairs_end(across_pairs *p);

/* across_near.c: tellings may be compared when they lie at most so many days apart. */
enum { DAYS_APART_MAX = 3 };
/* Every pair that is near enough to be compared and whose odds exceed `least`; everything that is near if that is -INFINITY, with odds 0. */
acta_status across_near(across *a, float least, across_pairs *pairs, acta_err *err);

/* across_group.c: join what speaks for one event. first[]: by rank, the rank of the first telling of each one's group. */
acta_status across_group(across *a, across_pairs *pairs, uint32_t *first, acta_err *err);

/* across.c: an array that doubles, with room for `more` items at its end; and giving it back. */
acta_status across_room(across *a, void *array, size_t count, size_t more, size_t *room, size_t size, acta_err *err);
void across_give_back(across *a, void *at, size_t bytes);

/* Every pair that is compared, for fitting the weights. `take` gets the tellings in the order they were added. */
typedef void (*across_pair_sink)(void *ctx, uint32_t x, uint32_t y, const float evidence[ACROSS_EVIDENCES]);
acta_status across_each_pair(across *a, across_pair_sink take, void *ctx, acta_err *err);

#endif
