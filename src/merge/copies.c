/* copies.c - shingles of a text, its MinHash bands, and what two texts share.
 *
 * MinHash after Broder (1997): the chance that the least hash of two sets is the same is their Jaccard. BAND_ROWS such values make a
 * band, so that texts that share little seldom share one: at Jaccard .5 some band of 24 is shared in 96 of 100 cases, at
 * .1 in 2 of 100. The bands of the opening find what was cut short.
 */
#include "merge/copies.h"

#include <string.h>
#include <xxhash.h>

#include "base/utf8.h"

enum {
    SHINGLE_WORDS = 5,
    WHOLE_BANDS = 24, WHOLE_ROWS = 3,
    LEAD_BANDS = COPY_BANDS - WHOLE_BANDS, LEAD_ROWS = 2,
    LEAD_BAND_WORDS = 80,            /* words of the opening that has bands of its own */
    LEAD_WORDS = 60,                 /* words of the opening that a cut copy must share */
    VALUES = WHOLE_BANDS * WHOLE_ROWS, LEAD_VALUES = LEAD_BANDS * LEAD_ROWS,
    GATHERED = 2 * COPY_SHINGLES,
    MARKS = 1 << 15,                 /* bits that say which shingles a report may have */
    BUCKET_BITS = 9, BUCKETS = 1 << BUCKET_BITS,
    ADDED_LINE_WORDS = 30            /* a longer line is no addition of the outlet, however it begins */
};

static const float HALF = 0.5f;      /* Jaccard from which on two texts are one */
static const float CUT_LEAST = 0.8f; /* share of the cut text that stands in the other */
static const float CUT_LEAD = 0.5f;  /* share of either opening */
static const uint32_t CUT_SHARED = 20;

/* What the lines begin with that outlets add, as words are read here. */
static const char *const ADDED[] = {
    "share this", "share on", "share via", "read also", "also read", "read more", "see also", "related posts", "related stories", "follow us",
    "join our", "join us on", "subscribe to", "sign up for", "click here", "like this", "loading", "advertisement", "all rights reserved",
    "copyright", "do not reproduce", "reporting by", "editing by", "additional reporting", "with agency reports", "with files from",
    "don t miss", "watch the video", "post views", "print this", "continue reading", "support quality journalism", "for advert"
};

/* ---- Shingles as they are met ---- */

typedef struct met {
    uint64_t hash;
    uint32_t place;
} met;

/* Lowers each least value to that of a shingle. */
typedef void (*lowering)(uint32_t *least, uint32_t count, uint32_t first, uint32_t shingle);

typedef struct gathering {
    void (*take)(struct gathering *g, uint64_t hash, uint32_t place);
    copy_signature *out;
    lowering lower;
    uint32_t least[VALUES];          /* [VALUES] MinHash values of the whole text */
    uint32_t lead_least[LEAD_VALUES];
    uint64_t last[SHINGLE_WORDS];    /* hashes of the last words, a ring */
    uint32_t words;
    uint32_t count;
    const uint64_t *marks;           /* where only those are counted that another may have */
    met met[GATHERED], sorted[GATHERED];
} gathering;

/* splitmix64: scatters neighbours. */
static uint64_t scatter(uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/* One hash function for each value: an odd factor and a summand, the same in every run and on every machine. */
static inline __attribute__((always_inline)) void lower_each(uint32_t *least, uint32_t count, uint32_t first, uint32_t x) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t n = first + i, factor = (n * 0x9E3779B1u) ^ 0x85EBCA6Bu, value = x * (factor | 1) + n * 0xC2B2AE35u;
        value ^= value >> 15;
        value *= 0x2C1B3C6Du;        /* the high bits of a product alone would order all functions alike */
        least[i] = value < least[i] ? value : least[i];
    }
}

static void lower_plain(uint32_t *least, uint32_t count, uint32_t first, uint32_t x) {
    lower_each(least, count, first, x);
}

#if defined(__x86_64__)
/* The same for processors that multiply and compare eight such values at once. */
__attribute__((target("avx2"))) static void lower_avx2(uint32_t *least, uint32_t count, uint32_t first, uint32_t x) {
    lower_each(least, count, first, x);
}

static lowering lowering_here(void) {
    return __builtin_cpu_supports("avx2") ? lower_avx2 : lower_plain;
}
#else
static lowering lowering_here(void) {
    return lower_plain;
}
#endif

static int by_hash(const met *a, const met *b) {
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

/* Hashes are spread evenly below the limit: once they lie by their first bits, each is near its place. */
static void sort(gathering *g) {
    uint32_t from[BUCKETS + 1] = {0};
    int zeros = __builtin_clzll(g->out->limit | BUCKETS), shift = 64 - BUCKET_BITS - zeros;
    for (uint32_t i = 0; i < g->count; i++) from[(g->met[i].hash >> shift) + 1]++;
    for (uint32_t i = 0; i < BUCKETS; i++) from[i + 1] += from[i];
    for (uint32_t i = 0; i < g->count; i++) g->sorted[from[g->met[i].hash >> shift]++] = g->met[i];
    for (uint32_t i = 0; i < g->count; i++) {
        met one = g->sorted[i];
        uint32_t at = i;
        for (; at > 0 && by_hash(&one, &g->met[at - 1]) < 0; at--) g->met[at] = g->met[at - 1];
        g->met[at] = one;
    }
}

static uint32_t mark_of(uint64_t hash) {
    return (uint32_t)(hash >> 20) % MARKS;
}

static bool is_marked(const uint64_t *marks, uint64_t hash) {
    return (marks[mark_of(hash) / 64] >> mark_of(hash) % 64 & 1) != 0;
}

/* Sort, keep each shingle where it first stands, and no more than there is room for. */
static void settle(gathering *g) {
    sort(g);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        if (kept == 0 || g->met[kept - 1].hash != g->met[i].hash) g->met[kept++] = g->met[i];
    }
    if (kept > COPY_SHINGLES) {
        g->out->limit = g->met[COPY_SHINGLES].hash;
        kept = COPY_SHINGLES;
    }
    g->count = kept;
}

static void take_shingle(gathering *g, uint64_t hash, uint32_t place) {
    g->lower(g->least, VALUES, 0, (uint32_t)(hash >> 32));
    if (place < LEAD_BAND_WORDS) g->lower(g->lead_least, LEAD_VALUES, VALUES, (uint32_t)(hash >> 32));
    if (hash >= g->out->limit) return;
    g->met[g->count++] = (met){hash, place};
    if (g->count == GATHERED) settle(g);
}

static void count_marked(gathering *g, uint64_t hash, uint32_t place) {
    (void)place;
    g->count += is_marked(g->marks, hash);
}

static void take_word(gathering *g, uint64_t word) {
    g->last[g->words++ % SHINGLE_WORDS] = word;
    if (g->words < SHINGLE_WORDS) return;
    uint64_t hash = 0;
    for (uint32_t i = 0; i < SHINGLE_WORDS; i++) hash = scatter(hash ^ g->last[(g->words + i) % SHINGLE_WORDS]);
    g->take(g, hash, g->words - SHINGLE_WORDS);
}

/* ---- Words and lines ---- */

static bool is_word_byte(unsigned char c) {
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* The next word of a line from *at on: its letters in lower case into `word`, of a longer one the first so many. 0: no more. */
static size_t next_word(const char *line, size_t n, size_t *at, char *word, size_t room) {
    size_t i = *at, length = 0;
    while (i < n && !is_word_byte((unsigned char)line[i])) i++;
    for (; i < n && is_word_byte((unsigned char)line[i]); i++) {
        if (length < room) word[length++] = (char)ascii_lower((unsigned char)line[i]);
    }
    *at = i;
    return length;
}

enum { WORD_ROOM = 64, START_ROOM = 48 };

static bool begins_added(const char *start, size_t length) {
    for (size_t i = 0; i < sizeof ADDED / sizeof *ADDED; i++) {
        size_t bytes = strlen(ADDED[i]);
        if (length >= bytes && memcmp(start, ADDED[i], bytes) == 0 && (length == bytes || start[bytes] == ' ')) return true;
    }
    return false;
}

/* Is the line an outlet's own, and no part of the story? */
static bool is_added(const char *line, size_t n) {
    char start[START_ROOM + WORD_ROOM + 1], word[WORD_ROOM];
    size_t at = 0, length = 0, words = 0;
    for (size_t got; length < START_ROOM && (got = next_word(line, n, &at, word, sizeof word)) > 0; words++) {
        if (length > 0) start[length++] = ' ';
        size_t fits = got < START_ROOM + WORD_ROOM - length ? got : START_ROOM + WORD_ROOM - length;
        memcpy(start + length, word, fits);
        length += fits;
    }
    if (!begins_added(start, length)) return false;
    while (words <= ADDED_LINE_WORDS && next_word(line, n, &at, word, sizeof word) > 0) words++;
    return words <= ADDED_LINE_WORDS;
}

static void take_line(gathering *g, const char *line, size_t n) {
    char word[WORD_ROOM];
    size_t at = 0;
    if (is_added(line, n)) return;
    for (size_t got; (got = next_word(line, n, &at, word, sizeof word)) > 0;) take_word(g, XXH3_64bits(word, got));
}

/* ---- The signature ---- */

static uint64_t band_of(const uint32_t *values, uint32_t rows, uint32_t number) {
    uint64_t hash = scatter(number + 1);
    for (uint32_t i = 0; i < rows; i++) hash = scatter(hash ^ values[i]);
    return hash;
}

static void finish(gathering *g) {
    copy_signature *out = g->out;
    settle(g);
    out->words = g->words;
    out->count = g->count;
    for (uint32_t i = 0; i < g->count; i++) {
        out->shingle[i] = g->met[i].hash;
        out->place[i] = g->met[i].place;
    }
    for (uint32_t i = 0; i < WHOLE_BANDS; i++) out->band[i] = band_of(g->least + i * WHOLE_ROWS, WHOLE_ROWS, i);
    for (uint32_t i = 0; i < LEAD_BANDS; i++) out->band[WHOLE_BANDS + i] = band_of(g->lead_least + i * LEAD_ROWS, LEAD_ROWS, WHOLE_BANDS + i);
}

/* Until there are `most`. */
static void take_text(gathering *g, const char *utf8, size_t n, uint32_t most) {
    g->words = g->count = 0;
    for (size_t from = 0; from < n && g->count < most;) {
        const char *end = memchr(utf8 + from, '\n', n - from);
        size_t to = end == NULL ? n : (size_t)(end - utf8);
        take_line(g, utf8 + from, to - from);
        from = to + 1;
    }
}

void copies_signature(const char *utf8, size_t n, copy_signature *out) {
    gathering g;
    g.take = take_shingle;
    g.out = out;
    g.lower = lowering_here();
    memset(g.least, 0xFF, sizeof g.least);
    memset(g.lead_least, 0xFF, sizeof g.lead_least);
    out->limit = UINT64_MAX;
    take_text(&g, utf8, n, UINT32_MAX);
    finish(&g);
}

/* ---- Two reports ---- */

typedef struct tally {
    uint32_t all, shared, lead, lead_shared;
} tally;

static void count_one(tally *t, uint32_t place, bool shared) {
    bool lead = place < LEAD_WORDS;
    t->all++;
    t->shared += shared;
    t->lead += lead;
    t->lead_shared += lead && shared;
}

static float part(uint32_t some, uint32_t all) {
    return all == 0 ? 0.0f : (float)some / (float)all;
}

copy_likeness copies_compare(const copy_signature *a, const copy_signature *b) {
    uint64_t limit = a->limit < b->limit ? a->limit : b->limit;  /* below it both are whole, so what is counted is a fair sample */
    tally of_a = {0}, of_b = {0};
    uint32_t i = 0, k = 0;
    while (true) {
        bool left_a = i < a->count && a->shingle[i] < limit, left_b = k < b->count && b->shingle[k] < limit;
        if (!left_a && !left_b) break;
        bool take_a = left_a && (!left_b || a->shingle[i] <= b->shingle[k]);
        bool take_b = left_b && (!left_a || b->shingle[k] <= a->shingle[i]);
        if (take_a) count_one(&of_a, a->place[i++], take_b);
        if (take_b) count_one(&of_b, b->place[k++], take_a);
    }
    return (copy_likeness){.jaccard = part(of_a.shared, of_a.all + of_b.all - of_a.shared), .of_a = part(of_a.shared, of_a.all),
                           .of_b = part(of_b.shared, of_b.all), .lead_of_a = part(of_a.lead_shared, of_a.lead),
                           .lead_of_b = part(of_b.lead_shared, of_b.lead), .shared = of_a.shared};
}

double copies_similarity(const copy_signature *a, const copy_signature *b) {
    return copies_compare(a, b).jaccard;
}

static bool has_day(const copy_rank *r) {
    return r->published != NULL && r->published[0] != 0;
}

int copies_first(const copy_rank *a, const copy_rank *b) {
    if (has_day(a) != has_day(b)) return has_day(a) ? -1 : 1;
    int order = has_day(a) ? strcmp(a->published, b->published) : 0;
    if (order == 0 && a->words != b->words) order = a->words > b->words ? -1 : 1;
    if (order == 0) order = strcmp(a->id, b->id);
    return (order > 0) - (order < 0);
}

bool copies_is_copy(const copy_signature *first, const copy_signature *later) {
    copy_likeness like = copies_compare(first, later);
    if (like.jaccard >= HALF) return true;
    return like.of_b >= CUT_LEAST && like.lead_of_a >= CUT_LEAD && like.lead_of_b >= CUT_LEAD && like.shared >= CUT_SHARED;
}

/* Half of all that either has is at least half of what the one has; a cut copy shares CUT_SHARED. What is counted is no less than what both have. */
bool copies_may_be(const copy_signature *a, const char *utf8, size_t n) {
    gathering g;
    uint64_t marks[MARKS / 64] = {0};
    uint32_t least = (a->count + 1) / 2 < CUT_SHARED ? (a->count + 1) / 2 : CUT_SHARED;
    for (uint32_t i = 0; i < a->count; i++) marks[mark_of(a->shingle[i]) / 64] |= (uint64_t)1 << mark_of(a->shingle[i]) % 64;
    g.take = count_marked;
    g.marks = marks;
    take_text(&g, utf8, n, least);
    return g.count >= least;
}
