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

/* How much a word tells: less, the more often it is met. The summand keeps small archives sane. */
static float weight_of(uint32_t met, size_t all) {
    return logf(((float)all + 100.0f) / ((float)met + 1.0f));
}

void across_weigh_words(across *a) {
    for (int i = 0; i < COMMONNESS_SLOTS; i++) {
        a->weight_told[i] = weight_of(a->common_told[i], a->telling_count);
        a->weight_topic[i] = weight_of(a->common_topic[i], a->report_count);
    }
}

static float length_of(const across *a, word_list list, const float *weights) {
    float sum = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        float w = weights[a->words[list.from + i] % COMMONNESS_SLOTS];
        sum += w * w;
    }
    return sum;
}

/* Cosine of two lists of words, each word once, by how much it tells. */
static float cosine(const across *a, word_list x, word_list y, const float *weights) {
    float shared = 0;
    for (uint32_t i = 0, k = 0; i < x.count && k < y.count;) {
        uint32_t u = a->words[x.from + i], v = a->words[y.from + k];
        if (u == v) shared += weights[u % COMMONNESS_SLOTS] * weights[u % COMMONNESS_SLOTS];
        i += u <= v;
        k += v <= u;
    }
    return shared == 0 ? 0 : shared / sqrtf(length_of(a, x, weights) * length_of(a, y, weights));
}

/* How much two lists share, whatever else they hold: two reports of one story share a few uncommon names. */
static float in_common(const across *a, word_list x, word_list y, const float *weights) {
    float shared = 0;
    for (uint32_t i = 0, k = 0; i < x.count && k < y.count;) {
        uint32_t u = a->words[x.from + i], v = a->words[y.from + k];
        if (u == v) shared += fminf(weights[u % COMMONNESS_SLOTS], WORD_WEIGHT_MOST);
        i += u <= v;
        k += v <= u;
    }
    return logf(1.0f + shared);
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

static float names_alike(const across *a, word_list x, word_list y) {
    uint32_t shared = 0;
    for (uint32_t i = 0, k = 0; i < x.count && k < y.count;) {
        uint32_t u = a->words[x.from + i], v = a->words[y.from + k];
        shared += u == v;
        i += u <= v;
        k += v <= u;
    }
    uint32_t fewer = x.count < y.count ? x.count : y.count;
    return fewer == 0 ? 0 : (float)shared / (float)fewer;
}

static void meet(const across *a, const told_party *x, const told_party *y, party_evidence *e) {
    float name = names_alike(a, x->name, y->name);
    bool code = both(x->code, y->code) && x->code == y->code, sector = both(x->sector, y->sector) && x->sector == y->sector;
    e->known = true;
    if (name > e->name) e->name = name;
    if (code) e->code = 1;
    if (code && sector) e->sector = 1;
    e->compatriots |= name > 0 || !both(x->code, y->code) || code;
    e->possible |= name > 0 || ((!both(x->code, y->code) || code) && (!both(x->sector, y->sector) || sector));
}

static party_evidence meet_roles(const across *a, const telling *x, bool actors_of_x, const telling *y, bool actors_of_y) {
    party_evidence e = {0};
    for (uint32_t i = 0; i < x->party_count; i++) {
        const told_party *p = &a->parties[x->parties + i];
        for (uint32_t k = 0; k < y->party_count && p->actor == actors_of_x; k++) {
            const told_party *q = &a->parties[y->parties + k];
            if (q->actor == actors_of_y) meet(a, p, q, &e);
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

static void weigh_parties(const across *a, const telling *x, const telling *y, float *e) {
    party_evidence actor = meet_roles(a, x, true, y, true), recipient = meet_roles(a, x, false, y, false);
    if (may_be_turned(x) && may_be_turned(y)) {
        party_evidence turned = meet_roles(a, x, true, y, false), back = meet_roles(a, x, false, y, true);
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
    return fmaxf(0, things - 1);
}

void across_weigh(const across *a, const telling *x, const telling *y, float evidence[ACROSS_EVIDENCES]) {
    memset(evidence, 0, ACROSS_EVIDENCES * sizeof *evidence);
    evidence[EVIDENCE_ALWAYS] = 1;
    evidence[EVIDENCE_TYPE] = x->type == y->type;
    if (x->type == y->type) evidence[EVIDENCE_RIVALS] = logf((float)x->rivals * (float)y->rivals);
    if (both(x->mode, y->mode)) evidence[x->mode == y->mode ? EVIDENCE_MODE_SAME : EVIDENCE_MODE_OTHER] = 1;
    evidence[EVIDENCE_NEGATED] = x->negated != y->negated;
    evidence[EVIDENCE_ONE_REPORT] = x->report == y->report;
    weigh_days(x, y, evidence);
    weigh_places(x, y, evidence);
    weigh_parties(a, x, y, evidence);
    weigh_figures(x, y, evidence);
    evidence[EVIDENCE_TYPE_AND_DAY] = evidence[EVIDENCE_TYPE] * evidence[EVIDENCE_DAY_SAME];
    evidence[EVIDENCE_TRIGGERS] = cosine(a, x->triggers, y->triggers, a->weight_told);
    evidence[EVIDENCE_TOLD] = cosine(a, x->told, y->told, a->weight_told);
    evidence[EVIDENCE_CONTRARY] = contrary(evidence);
    float there = cosine(a, x->told, a->reports[y->report].topic, a->weight_told);
    float here = cosine(a, y->told, a->reports[x->report].topic, a->weight_told);
    evidence[EVIDENCE_TOLD_TOPIC] = x->report == y->report ? 0 : there + here;
    evidence[EVIDENCE_TOLD_COMMON] = x->report == y->report ? 0 : in_common(a, x->told, y->told, a->weight_told);
    evidence[EVIDENCE_TOPIC] = x->report == y->report ? 0 : in_common(a, a->reports[x->report].topic, a->reports[y->report].topic, a->weight_topic);
}
