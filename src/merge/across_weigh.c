/* across_weigh.c - what speaks for and against two tellings being one event. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/plover.h"
#include "merge/across_work.h"

static const float WEIGHTS[ACROSS_EVIDENCES] = {
#define ACROSS_EVIDENCE(name, weight, english) weight,
#include "merge/across.def"
#undef ACROSS_EVIDENCE
};

const char *const across_evidence_names[ACROSS_EVIDENCES] = {
#define ACROSS_EVIDENCE(name, weight, english) #name,
#include "merge/across.def"
#undef ACROSS_EVIDENCE
};

static const float NEAR_KM = 30, FAR_KM = 100;
static const float WORD_WEIGHT_MOST = 6;   /* in a great archive an uncommon word weighs no more than in one of some thousand reports */

float across_odds(const float evidence[ACROSS_EVIDENCES]) {
    float odds = 0;
    for (int i = 0; i < ACROSS_EVIDENCES; i++) odds += WEIGHTS[i] * evidence[i];
    return odds;
}

/* ---- Words ---- */

/* Those of the library are calls. */
static float lesser(float x, float y) {
    return x < y ? x : y;
}

static float greater(float x, float y) {
    return x > y ? x : y;
}

/* How much a word tells: less, the more often it is met. The summand keeps small archives sane. */
static float weight_of(uint32_t met, size_t all) {
    return logf(((float)all + 100.0f) / ((float)met + 1.0f));
}

void across_weigh_words(across *a) {
    for (int i = 0; i < COMMONNESS_SLOTS; i++) {
        a->weight_told[i] = weight_of(a->common_told[i], a->count);
        a->weight_topic[i] = weight_of(a->common_topic[i], a->report_count);
    }
}

static float squares(const float *weights, const uint32_t *words, uint32_t count) {
    float sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        float w = weights[words[i] % COMMONNESS_SLOTS];
        sum += w * w;
    }
    return sum;
}

static float word_weight(const float *weights, uint32_t word) {
    return lesser(weights[word % COMMONNESS_SLOTS], WORD_WEIGHT_MOST);
}

static float sum_of(const float *weights, const uint32_t *words, uint32_t count) {
    float sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += greater(0, word_weight(weights, words[i]));
    return sum;
}

void across_measure(const across *a, telling *t) {
    t->told_length = squares(a->weight_told, t->told, t->told_count);
    t->trigger_length = squares(a->weight_told, t->triggers, t->trigger_count);
    t->topic_length = squares(a->weight_told, t->topic, t->topic_count);
    t->told_most = logf(1.0f + sum_of(a->weight_told, t->told, t->told_count));
    t->topic_most = logf(1.0f + sum_of(a->weight_topic, t->topic, t->topic_count));
}

typedef struct words {
    const uint32_t *at;              /* [count] ascending */
    uint32_t count;
} words;

static words told_of(const telling *t) {
    return (words){t->told, t->told_count};
}

static words topic_of(const telling *t) {
    return (words){t->topic, t->topic_count};
}

static float square(const across *a, uint32_t word) {
    float w = a->weight_told[word % COMMONNESS_SLOTS];
    return w * w;
}

/* What two lists share: squares of weights, and, where `weights` are given, their sum. */
static float share_of(const across *a, words x, words y, const float *weights, float *sum) {
    float shared = 0;
    for (uint32_t i = 0, k = 0; i < x.count && k < y.count;) {
        uint32_t u = x.at[i], v = y.at[k];
        if (u == v) shared += square(a, u);
        if (u == v && weights != NULL) *sum += word_weight(weights, u);
        i += u <= v;
        k += v <= u;
    }
    return shared;
}

static void share(const across *a, const telling *x, const telling *y, across_shared *s) {
    *s = (across_shared){0};
    s->told = share_of(a, told_of(x), told_of(y), a->weight_told, &s->told_weight);
    if (x->report == y->report) return;
    s->told_topic = share_of(a, told_of(x), topic_of(y), NULL, NULL);
    s->topic_told = share_of(a, topic_of(x), told_of(y), NULL, NULL);
    share_of(a, topic_of(x), topic_of(y), a->weight_topic, &s->topic_weight);
}

/* Cosine of two lists of words, by what they share and the squares of their lengths. */
static float cosine(float shared, float x_length, float y_length) {
    return shared == 0 ? 0 : shared / sqrtf(x_length * y_length);
}

/* ---- Days ---- */

static int32_t days_between(const telling *x, const telling *y) {
    if (x->from <= y->to && y->from <= x->to) return 0;
    return x->from > y->to ? x->from - y->to : y->from - x->to;
}

/* Where a day is not known, the days between the reports, or between the day told and the report. */
static void weigh_undated(const telling *x, const telling *y, float *e) {
    e[EVIDENCE_UNDATED] = 1;
    if (x->from != NO_DAY && y->from != NO_DAY) e[EVIDENCE_UNDATED_APART] = logf(1.0f + (float)days_between(x, y));
}

static void weigh_days(const telling *x, const telling *y, float *e) {
    if (x->grain == GRAIN_NONE || y->grain == GRAIN_NONE) {
        weigh_undated(x, y, e);
        return;
    }
    int32_t apart = days_between(x, y);
    bool exact = x->grain == GRAIN_DAY && y->grain == GRAIN_DAY;
    e[EVIDENCE_DAY_SAME] = exact && apart == 0;
    e[EVIDENCE_DAYS_WITHIN] = !exact && apart == 0;
    e[EVIDENCE_DAY_NEXT] = apart == 1;
    e[EVIDENCE_DAY_APART] = apart > 1;
}

/* ---- Places ---- */

static float kilometres(const telling *x, const telling *y) {
    const float radian = 0.01745329f;
    float dy = (x->lat - y->lat) * 111.2f, dx = (x->lon - y->lon) * 111.2f * cosf((x->lat + y->lat) / 2 * radian);
    return sqrtf(dx * dx + dy * dy);
}

/* Places that are in no gazetteer come with zeros. */
static bool located(const telling *t) {
    return t->lat != 0 || t->lon != 0;
}

static bool both(uint32_t x, uint32_t y) {
    return x != 0 && y != 0;
}

/* A place that is a whole country has no point. */
static bool only_country(const telling *t) {
    return !t->has_point;
}

static bool only_province(const telling *t) {
    return t->province != 0 && t->place == t->province;
}

static across_evidence place_relation(const telling *x, const telling *y) {
    if (both(x->country, y->country) && x->country != y->country) return EVIDENCE_PLACE_FOREIGN;
    if (x->geonameid != 0 && x->geonameid == y->geonameid && !only_country(x)) return EVIDENCE_PLACE_SAME;
    if (both(x->place, y->place) && x->place == y->place && !only_country(x)) return EVIDENCE_PLACE_SAME;
    if (only_country(x) || only_country(y)) return EVIDENCE_PLACE_WITHIN;
    if (both(x->province, y->province) && x->province == y->province && (only_province(x) || only_province(y))) return EVIDENCE_PLACE_WITHIN;
    if (!located(x) || !located(y)) return EVIDENCE_PLACE_OTHER;
    float apart = kilometres(x, y);
    return apart <= NEAR_KM ? EVIDENCE_PLACE_NEAR : apart <= FAR_KM ? EVIDENCE_PLACE_OTHER : EVIDENCE_PLACE_FAR;
}

static void weigh_places(const telling *x, const telling *y, float *e) {
    if ((x->place != 0 || x->country != 0) && (y->place != 0 || y->country != 0)) e[place_relation(x, y)] = 1;
}

/* ---- Parties ---- */

typedef struct party_evidence {
    bool known;                      /* both sides name somebody */
    float name, code, sector;
    bool possible;                   /* some two may be one */
    bool compatriots;                /* some two may be of one country */
} party_evidence;

static float names_alike(const told_party *x, const told_party *y) {
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < x->name_count && k < y->name_count;) {
        uint32_t u = x->name[i], v = y->name[k];
        shared += u == v;
        i += u <= v;
        k += v <= u;
    }
    uint32_t fewer = x->name_count < y->name_count ? x->name_count : y->name_count;
    return fewer == 0 ? 0 : (float)shared / (float)fewer;
}

static void meet(const told_party *x, const told_party *y, party_evidence *e) {
    float name = names_alike(x, y);
    bool code = both(x->code, y->code) && x->code == y->code, sector = both(x->sector, y->sector) && x->sector == y->sector;
    e->known = true;
    if (name > e->name) e->name = name;
    if (code) e->code = 1;
    if (code && sector) e->sector = 1;
    e->compatriots |= name > 0 || !both(x->code, y->code) || code;
    e->possible |= name > 0 || ((!both(x->code, y->code) || code) && (!both(x->sector, y->sector) || sector));
}

static party_evidence meet_roles(const telling *x, bool actors_of_x, const telling *y, bool actors_of_y) {
    party_evidence e = {0};
    for (uint32_t i = 0; i < x->party_count; i++) {
        const told_party *p = &x->parties[i];
        for (uint32_t k = 0; k < y->party_count && p->actor == actors_of_x; k++) {
            const told_party *q = &y->parties[k];
            if (q->actor == actors_of_y) meet(p, q, &e);
        }
    }
    return e;
}

static float strength(const party_evidence *e) {
    return e->name + e->code + e->sector - (e->known && !e->possible) - (e->known && !e->compatriots);
}

static void put(const party_evidence *p, across_evidence first, float *e) {
    e[first] = p->name;              /* NAME, CODE, SECTOR, OTHER, FOREIGN stand in a row in the table */
    e[first + 1] = p->code;
    e[first + 2] = p->sector;
    e[first + 3] = p->known && !p->possible && p->compatriots;
    e[first + 4] = p->known && !p->compatriots;
}

/* Who meets or agrees with whom may be told from either side. */
static bool may_be_turned(const telling *t) {
    return t->type == TYPE_CONSULT || t->type == TYPE_AGREE || t->type == TYPE_COOPERATE || t->type == TYPE_SUPPORT;
}

static void weigh_parties(const telling *x, const telling *y, float *e) {
    party_evidence actor = meet_roles(x, true, y, true), recipient = meet_roles(x, false, y, false);
    if (may_be_turned(x) && may_be_turned(y)) {
        party_evidence turned = meet_roles(x, true, y, false), back = meet_roles(x, false, y, true);
        if (strength(&turned) + strength(&back) > strength(&actor) + strength(&recipient)) {
            bool swap = strength(&back) > strength(&turned);     /* so that the evidence does not hang on which comes first */
            actor = swap ? back : turned;
            recipient = swap ? turned : back;
        }
    }
    put(&actor, EVIDENCE_ACTOR_NAME, e);
    put(&recipient, EVIDENCE_RECIPIENT_NAME, e);
}

/* ---- Figures ---- */

static bool near_figures(float x, float y) {
    float less = x < y ? x : y, more = x < y ? y : x;
    return more - less <= 3 || more <= 1.5f * less;
}

/* One is more than three times the other: no count rises so much. */
static bool far_figures(float x, float y) {
    float less = x < y ? x : y, more = x < y ? y : x;
    return more > 3 * less && more - less > 3;
}

static void weigh_figures(const telling *x, const telling *y, float *e) {
    for (int i = 0; i < ACROSS_FIGURES; i++) {
        float p = x->figures[i], q = y->figures[i];
        if (p < 0 || q < 0) continue;
        bool same = p == q, near = near_figures(p, q);
        if (i == FIGURE_DEAD) e[same ? EVIDENCE_DEAD_SAME : near ? EVIDENCE_DEAD_NEAR : far_figures(p, q) ? EVIDENCE_DEAD_FAR : EVIDENCE_DEAD_MORE] = 1;
        else if (same || !near) e[same ? EVIDENCE_FIGURE_SAME : EVIDENCE_FIGURE_FAR] = 1;
    }
}

/* One thing that differs may be a slip or an update, several are another event: how many more than one. */
static float contrary(const float *e) {
    float things = e[EVIDENCE_DAY_APART] + e[EVIDENCE_MODE_OTHER] + e[EVIDENCE_PLACE_OTHER] + e[EVIDENCE_PLACE_FAR] + e[EVIDENCE_PLACE_FOREIGN] +
                   e[EVIDENCE_ACTOR_OTHER] + e[EVIDENCE_ACTOR_FOREIGN] + e[EVIDENCE_RECIPIENT_OTHER] + e[EVIDENCE_RECIPIENT_FOREIGN] +
                   e[EVIDENCE_DEAD_FAR] + e[EVIDENCE_FIGURE_FAR];
    return greater(0, things - 1);
}

/* All that does not hang on words or parties. */
static void weigh_facts(const telling *x, const telling *y, float *e) {
    e[EVIDENCE_ALWAYS] = 1;
    e[EVIDENCE_TYPE] = x->type == y->type;
    if (x->type == y->type) e[EVIDENCE_RIVALS] = logf((float)x->rivals * (float)y->rivals);
    if (both(x->mode, y->mode)) e[x->mode == y->mode ? EVIDENCE_MODE_SAME : EVIDENCE_MODE_OTHER] = 1;
    e[EVIDENCE_NEGATED] = x->negated != y->negated;
    e[EVIDENCE_ONE_REPORT] = x->report == y->report;
    weigh_days(x, y, e);
    weigh_places(x, y, e);
    weigh_figures(x, y, e);
    e[EVIDENCE_TYPE_AND_DAY] = e[EVIDENCE_TYPE] * e[EVIDENCE_DAY_SAME];
}

/* Two tellings of one report share its topic and much else. How much two lists share counts whatever else they hold: two reports of one
 * story share a few uncommon names. */
static void weigh_reports(const telling *x, const telling *y, const across_shared *s, float *e) {
    e[EVIDENCE_TOLD_TOPIC] = cosine(s->told_topic, x->told_length, y->topic_length) + cosine(s->topic_told, x->topic_length, y->told_length);
    e[EVIDENCE_TOLD_COMMON] = logf(1.0f + s->told_weight);
    e[EVIDENCE_TOPIC] = logf(1.0f + s->topic_weight);
}

void across_weigh_shared(const across *a, const telling *x, const telling *y, const across_shared *s, float evidence[ACROSS_EVIDENCES]) {
    words of_x = {x->triggers, x->trigger_count}, of_y = {y->triggers, y->trigger_count};
    memset(evidence, 0, ACROSS_EVIDENCES * sizeof *evidence);
    weigh_facts(x, y, evidence);
    weigh_parties(x, y, evidence);
    evidence[EVIDENCE_TRIGGERS] = cosine(share_of(a, of_x, of_y, NULL, NULL), x->trigger_length, y->trigger_length);
    evidence[EVIDENCE_TOLD] = cosine(s->told, x->told_length, y->told_length);
    evidence[EVIDENCE_CONTRARY] = contrary(evidence);
    if (x->report != y->report) weigh_reports(x, y, s, evidence);
}

void across_weigh(const across *a, const telling *x, const telling *y, float evidence[ACROSS_EVIDENCES]) {
    across_shared s;
    share(a, x, y, &s);
    across_weigh_shared(a, x, y, &s, evidence);
}

/* ---- At a glance ---- */

/* Most pairs that stand under one key are told apart before all of them is looked at: what is known already, with the most that the rest
 * could say for them, is too little. The figures are a little too great rather than too small. */

_Static_assert(TOLD_WORDS <= TOPIC_WORDS, "places of words are gathered in one array for both lists");
enum { SEVERAL = UINT8_MAX, LANES = 8, LANE_ITEMS = (ACROSS_EVIDENCES + LANES - 1) / LANES };
static const float PADDED_WEIGHTS[LANES * LANE_ITEMS] = {
#define ACROSS_EVIDENCE(name, weight, english) weight,
#include "merge/across.def"
#undef ACROSS_EVIDENCE
};
static const float SLACK = 0.01f;    /* more than rounding can make of it */

static look_slot *slot_of(across_look *look, uint32_t word) {
    return &look->slots[word % LOOK_SLOTS];
}

static void enter(uint8_t *place, uint32_t at) {
    *place = (uint8_t)(*place == 0 ? at + 1 : SEVERAL);
}

static void clear(across_look *look, words list) {
    for (uint32_t i = 0; i < list.count; i++) *slot_of(look, list.at[i]) = (look_slot){0};
}

void across_look_at(across_look *look, const telling *t) {
    clear(look, told_of(&look->one));
    clear(look, topic_of(&look->one));
    look->one = *t;
    look->compared = false;
    for (uint32_t i = 0; i < t->told_count; i++) enter(&slot_of(look, t->told[i])->told, i);
    for (uint32_t i = 0; i < t->topic_count; i++) enter(&slot_of(look, t->topic[i])->topic, i);
}

/* Is the word in the list, which has words of its slot at this place? */
static bool among(words list, uint32_t word, uint8_t place) {
    if (place == 0) return false;
    if (place != SEVERAL) return list.at[place - 1] == word;
    for (uint32_t i = 0; i < list.count; i++) {
        if (list.at[i] == word) return true;
    }
    return false;
}

/* Which of the words have a slot that is taken; mostly few. Without a branch for each. */
static uint32_t taken(const across_look *look, words list, uint8_t out[TOPIC_WORDS]) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        look_slot slot = look->slots[list.at[i] % LOOK_SLOTS];
        out[count] = (uint8_t)i;
        count += (slot.told | slot.topic) != 0;
    }
    return count;
}

static void share_told(const across *a, const across_look *look, const telling *t, across_shared *s) {
    words told = told_of(&look->one), topic = topic_of(&look->one);
    uint8_t at[TOPIC_WORDS];
    bool reports = look->one.report != t->report;
    for (uint32_t i = 0, count = taken(look, told_of(t), at); i < count; i++) {
        uint32_t word = t->told[at[i]];
        look_slot slot = look->slots[word % LOOK_SLOTS];
        if (among(told, word, slot.told)) {
            s->told += square(a, word);
            s->told_weight += word_weight(a->weight_told, word);
        }
        if (reports && among(topic, word, slot.topic)) s->topic_told += square(a, word);
    }
}

/* The tellings of a report stand side by side mostly, and share its topic. */
static void share_topic(const across *a, across_look *look, const telling *t, across_shared *s) {
    words told = told_of(&look->one), topic = topic_of(&look->one);
    uint8_t at[TOPIC_WORDS];
    if (look->one.report == t->report) return;
    if (!look->compared || look->report != t->report) {
        look->compared = true;
        look->report = t->report;
        look->told_topic = look->topic_weight = 0;
        for (uint32_t i = 0, count = taken(look, topic_of(t), at); i < count; i++) {
            uint32_t word = t->topic[at[i]];
            look_slot slot = look->slots[word % LOOK_SLOTS];
            if (among(told, word, slot.told)) look->told_topic += square(a, word);
            if (among(topic, word, slot.topic)) look->topic_weight += word_weight(a->weight_topic, word);
        }
    }
    s->told_topic = look->told_topic;
    s->topic_weight = look->topic_weight;
}

void across_share(const across *a, across_look *look, const telling *t, across_shared *s) {
    *s = (across_shared){0};
    share_told(a, look, t, s);
    share_topic(a, look, t, s);
}

static float at_most(across_evidence which, float value) {
    return greater(0, WEIGHTS[which]) * value;
}

static float of_told(const across_look *look, const telling *t, const across_shared *s) {
    float sum = at_most(EVIDENCE_TOLD, cosine(s->told, look->one.told_length, t->told_length));
    if (look->one.report == t->report) return sum;
    return sum + at_most(EVIDENCE_TOLD_COMMON, logf(1 + s->told_weight)) + at_most(EVIDENCE_TOLD_TOPIC, cosine(s->topic_told, look->one.topic_length, t->told_length));
}

static float of_topic(const across_look *look, const telling *t, const across_shared *s) {
    if (look->one.report == t->report) return 0;
    return at_most(EVIDENCE_TOPIC, logf(1 + s->topic_weight)) + at_most(EVIDENCE_TOLD_TOPIC, cosine(s->told_topic, look->one.told_length, t->topic_length));
}

/* The most that parties and triggers can say. */
static float of_the_rest(void) {
    return at_most(EVIDENCE_TRIGGERS, 1) + at_most(EVIDENCE_ACTOR_NAME, 1) + at_most(EVIDENCE_ACTOR_CODE, 1) + at_most(EVIDENCE_ACTOR_SECTOR, 1) +
           at_most(EVIDENCE_ACTOR_OTHER, 1) + at_most(EVIDENCE_ACTOR_FOREIGN, 1) + at_most(EVIDENCE_RECIPIENT_NAME, 1) + at_most(EVIDENCE_RECIPIENT_CODE, 1) +
           at_most(EVIDENCE_RECIPIENT_SECTOR, 1) + at_most(EVIDENCE_RECIPIENT_OTHER, 1) + at_most(EVIDENCE_RECIPIENT_FOREIGN, 1) + at_most(EVIDENCE_CONTRARY, ACROSS_EVIDENCES);
}

/* The most that two can share, knowing how much each has. */
static float of_any_told(const telling *x, const telling *y) {
    float sum = at_most(EVIDENCE_TOLD, 1);
    return x->report == y->report ? sum : sum + at_most(EVIDENCE_TOLD_TOPIC, 1) + at_most(EVIDENCE_TOLD_COMMON, lesser(x->told_most, y->told_most));
}

static float of_any_topic(const telling *x, const telling *y) {
    return x->report == y->report ? 0 : at_most(EVIDENCE_TOLD_TOPIC, 1) + at_most(EVIDENCE_TOPIC, lesser(x->topic_most, y->topic_most));
}

/* The odds but for rounding: several sums side by side are much faster than one. */
static float about(const float evidence[LANES * LANE_ITEMS]) {
    float sums[LANES] = {0}, sum = 0;
    for (int i = 0; i < LANE_ITEMS; i++) {
        for (int k = 0; k < LANES; k++) sums[k] += PADDED_WEIGHTS[i * LANES + k] * evidence[i * LANES + k];
    }
    for (int k = 0; k < LANES; k++) sum += sums[k];
    return sum;
}

bool across_may_exceed(const across *a, across_look *look, const telling *t, float least, across_shared *s) {
    float evidence[LANES * LANE_ITEMS] = {0};
    weigh_facts(&look->one, t, evidence);
    float most = about(evidence) + of_the_rest() + SLACK;
    float any_topic = of_any_topic(&look->one, t);
    if (most + of_any_told(&look->one, t) + any_topic <= least) return false;
    *s = (across_shared){0};
    share_told(a, look, t, s);
    most += of_told(look, t, s);
    if (most + any_topic <= least) return false;
    share_topic(a, look, t, s);
    return most + of_topic(look, t, s) > least;
}
