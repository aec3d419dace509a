/* frame.c - whose those are who do not tell it: "the army", "Foreign Minister Lind", "three farmers".
 *
 * Most of them are of the country that the report is about, but in a report of two countries the sentence may speak of the
 * other: "In Chad, police ...". Each country named is a candidate, and what speaks for it is weighed: where it is told,
 * how near, as a party or as a place. Against it speaks that it stands on the other side of the same event: who accuses
 * Chad's minister is not Chad's.
 *
 * The weights were fitted to half of the training part of the corpus (a logistic choice among the candidates, 3,434
 * mentions; right in 83.6 % where the report's country alone is right in 81.9 %): one row for the state's own people, who
 * are told beside their country, one for all others, who are of where things happen.
 */
#include "who/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "who/who.h"

enum { CANDIDATES_MAX = 24, CUES_A_SENTENCE = 24, SENTENCES_BACK = 3, EVENTS_MAX = 8, FRONT = 3, PARAGRAPH_REACH = 8 };

/* A country named: by its name, its people's, its capital's, a place's, or by somebody known to be its own. */
typedef struct cue {
    uint32_t word, sentence;
    uint8_t candidate;
    bool place;                      /* told as where something is: "in Chad", "a town in Mali" */
} cue;

/* What speaks for a candidate, or against it. */
typedef enum feature {
    TOPIC,                           /* the report is about it */
    DATELINE,                        /* it is the dateline's */
    SHARE,                           /* of all that is named */
    TITLE, LEAD,                     /* named in the headline, in the first sentence */
    PLACE_BEFORE, PLACE_AFTER,       /* the last place before the mention in its sentence, the first after it */
    PREVIOUS_FIRST, PREVIOUS_ANY,    /* named in the sentence before, first as a party */
    NEAREST,                         /* the last named before the mention */
    AGAINST,                         /* on the other side of an event that it takes part in */
    EVENT_PLACE,                     /* where such an event happened */
    FRONTED,                         /* "In Chad, ..." */
    SAME_CLAUSE,                     /* a place that hangs on the same word */
    PARAGRAPH,                       /* share of what is named in the paragraph near it */
    SUBJECT,                         /* the subject of its sentence, or in it */
    FEATURES
} feature;

struct who_frame {
    const doc *d;
    const reading *own;
    char code[CANDIDATES_MAX][4];
    uint32_t count;
    float share[CANDIDATES_MAX];
    bool title[CANDIDATES_MAX], lead[CANDIDATES_MAX];
    int topic, dateline;             /* candidates, or -1 */
    cue *cues;                       /* in text order */
    uint32_t cue_count, cue_capacity;
    uint32_t *first_cue;             /* [sentences + 1] */
    uint32_t *events;                /* [mentions][EVENTS_MAX] events they take part in, NONE after the last */
};

static const float weights[2][FEATURES] = {
    /* others */
    {[TOPIC] = 0.45f, [DATELINE] = 0.56f, [SHARE] = 1.21f, [TITLE] = 1.55f, [LEAD] = 0.33f, [PLACE_BEFORE] = 0.79f, [PLACE_AFTER] = 0.21f,
     [PREVIOUS_FIRST] = 0.16f, [PREVIOUS_ANY] = 0.21f, [NEAREST] = 0.12f, [AGAINST] = -0.45f, [EVENT_PLACE] = 0.52f, [FRONTED] = 1.16f,
     [SAME_CLAUSE] = 0.56f, [PARAGRAPH] = 0.58f, [SUBJECT] = 0.29f},
    /* the state's */
    {[TOPIC] = 0.54f, [DATELINE] = 0.97f, [SHARE] = 0.44f, [TITLE] = 1.32f, [LEAD] = 0.74f, [PLACE_BEFORE] = 0.28f, [PLACE_AFTER] = 0.41f,
     [PREVIOUS_FIRST] = 0.45f, [PREVIOUS_ANY] = 0.23f, [NEAREST] = 0.46f, [AGAINST] = -0.18f, [EVENT_PLACE] = 0.03f, [FRONTED] = 1.59f,
     [SAME_CLAUSE] = 0.56f, [PARAGRAPH] = 0.53f, [SUBJECT] = 0.40f},
};

/* ---- cues --------------------------------------------------------------------------------------------------------------- */

static bool is_body(const char *code) {
    static const char bodies[] = "IGO UNO EUR NGO ISM IMG MNC";
    return strstr(bodies, code) != NULL;
}

static int known(const who_frame *f, const char *code) {
    for (uint32_t i = 0; i < f->count; i++) {
        if (strcmp(f->code[i], code) == 0) return (int)i;
    }
    return -1;
}

static int candidate(who_frame *f, const char *code) {
    int at = known(f, code);
    if (at >= 0 || code[0] == 0 || is_body(code) || f->count == CANDIDATES_MAX) return at;
    memcpy(f->code[f->count], code, 4);
    return (int)f->count++;
}

static acta_status add_cue(who_frame *f, uint32_t word, const char *code, bool place, arena *scratch, acta_err *err) {
    int k = candidate(f, code);
    if (k < 0) return ACTA_OK;
    cue *c = ARENA_PUSH(scratch, f->cues, f->cue_count, f->cue_capacity);
    TRY_NEW(c, err);
    *c = (cue){word, f->d->words[word].sentence, (uint8_t)k, place};
    return ACTA_OK;
}

static bool is_word(const doc *d, uint32_t w, const char *folded) {
    return strcmp(d->words[w].folded, folded) == 0;
}

/* "in Chad", "near the Chadian border": the word before, articles and adjectives left out. */
static bool told_as_place(const doc *d, uint32_t from) {
    static const char *const before[] = {"in", "at", "near", "outside", "inside", "across", "throughout", "around", "from", "into", "through", "along"};
    uint32_t begin = d->sentences[d->words[from].sentence].words.word_from;
    for (uint32_t w = from, steps = 0; w > begin && steps < 3; steps++) {
        w--;
        for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
            if (is_word(d, w, before[i])) return true;
        }
        if (d->words[w].upos != UPOS_DET && d->words[w].upos != UPOS_ADJ) return false;
    }
    return false;
}

static bool tells_country(const hit *h) {
    return !h->aside && (h->kind == HIT_COUNTRY || h->kind == HIT_CAPITAL || h->kind == HIT_DEMONYM || h->kind == HIT_HOUSE || h->kind == HIT_ORG);
}

static acta_status add_names(who_frame *f, const lookup_context *c, arena *scratch, bool *covered, acta_err *err) {
    const doc *d = f->d;
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        hit hits[CUES_A_SENTENCE];
        uint32_t n = who_names_in(c, d, d->sentences[s].words, hits, CUES_A_SENTENCE);
        for (uint32_t i = 0; i < n; i++) {
            if (!tells_country(&hits[i])) continue;
            for (uint32_t w = hits[i].words.word_from; w < hits[i].words.word_to; w++) covered[w] = true;
            bool place = hits[i].kind != HIT_DEMONYM && told_as_place(d, hits[i].words.word_from);
            TRY(add_cue(f, hits[i].words.word_from, hits[i].code, place, scratch, err));
        }
    }
    return ACTA_OK;
}

/* "the North" is the name of provinces too. */
static bool is_direction(const doc *d, word_span words) {
    uint32_t w = words.word_from;
    return words.word_to == w + 1 && (is_word(d, w, "north") || is_word(d, w, "south") || is_word(d, w, "east") || is_word(d, w, "west"));
}

static acta_status add_places(who_frame *f, arena *scratch, const bool *covered, acta_err *err) {
    for (uint32_t i = 0; i < f->d->toponym_count; i++) {
        const toponym *t = &f->d->toponyms[i];
        if (t->words.word_from >= t->words.word_to || covered[t->words.word_from]) continue;
        if (!is_direction(f->d, t->words)) TRY(add_cue(f, t->words.word_from, t->country, true, scratch, err));
    }
    return ACTA_OK;
}

/* Somebody whose own words are silent and whose other mentions tell. */
static const char *told_elsewhere(const who_frame *f, uint32_t m) {
    enum { LOOKED_AT = 40 };
    if (f->own[m].code[0] != 0 || f->d->mentions[m].entity == NONE) return f->own[m].code;
    const entity *e = &f->d->entities[f->d->mentions[m].entity];
    for (uint32_t i = 0; i < e->mention_count && i < LOOKED_AT; i++) {
        if (f->own[e->mentions[i]].code[0] != 0) return f->own[e->mentions[i]].code;
    }
    return "";
}

static acta_status add_chains(who_frame *f, arena *scratch, const bool *covered, acta_err *err) {
    for (uint32_t m = 0; m < f->d->mention_count; m++) {
        uint32_t anchor = f->d->mentions[m].anchor;
        if (!covered[anchor]) TRY(add_cue(f, anchor, told_elsewhere(f, m), false, scratch, err));
    }
    return ACTA_OK;
}

static int in_text_order(const void *a, const void *b) {
    const cue *x = a, *y = b;
    if (x->word != y->word) return x->word < y->word ? -1 : 1;
    return x->candidate < y->candidate ? -1 : x->candidate > y->candidate;
}

static bool in_title(const doc *d, uint32_t sentence) {
    return d->blocks[d->sentences[sentence].block].kind == BLOCK_TITLE;
}

static void weigh(who_frame *f) {
    uint32_t lead = 0;
    while (lead < f->d->sentence_count && in_title(f->d, lead)) lead++;
    for (uint32_t i = 0; i < f->cue_count; i++) {
        const cue *c = &f->cues[i];
        f->share[c->candidate] += 1.0f / (float)f->cue_count;
        if (in_title(f->d, c->sentence)) f->title[c->candidate] = true;
        if (c->sentence == lead) f->lead[c->candidate] = true;
    }
}

/* ---- who takes part in what --------------------------------------------------------------------------------------------- */

static void note(who_frame *f, const mention_list *list, uint32_t at) {
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t *row = &f->events[(size_t)list->at[i] * EVENTS_MAX];
        for (int k = 0; k < EVENTS_MAX; k++) {
            if (row[k] == at) break;
            if (row[k] != NONE) continue;
            row[k] = at;
            break;
        }
    }
}

static bool holds(const mention_list *list, uint32_t m) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->at[i] == m) return true;
    }
    return false;
}

static void mark_events(const who_frame *f, uint32_t m, float (*x)[FEATURES]) {
    const uint32_t *row = &f->events[(size_t)m * EVENTS_MAX];
    for (int i = 0; i < EVENTS_MAX && row[i] != NONE; i++) {
        const event *e = &f->d->events[row[i]];
        const mention_list *others = holds(&e->actors, m) ? &e->recipients : &e->actors;
        for (uint32_t k = 0; k < others->count; k++) {
            int other = others->at[k] == m ? -1 : known(f, told_elsewhere(f, others->at[k]));
            if (other >= 0) x[other][AGAINST] = 1;
        }
        int place = e->place < f->d->toponym_count ? known(f, f->d->toponyms[e->place].country) : -1;
        if (place >= 0) x[place][EVENT_PLACE] = 1;
    }
}

/* Is the word a subject, or part of one: "Chadian troops ..."? */
static bool is_subject(const doc *d, uint32_t w, word_span but) {
    for (int steps = 0; steps < 3 && w != NONE; steps++) {
        if (but.word_from <= w && w < but.word_to) return false;
        if (rel_base((rel)d->words[w].rel) == REL_nsubj) return true;
        w = d->words[w].head;
    }
    return false;
}

static bool in_span(word_span s, uint32_t w) {
    return s.word_from <= w && w < s.word_to;
}

static void mark_place(const who_frame *f, const cue *c, const mention *m, float (*x)[FEATURES]) {
    const doc *d = f->d;
    uint32_t head = d->words[m->anchor].head, over = d->words[c->word].head;
    bool before = c->word < m->words.word_from;
    if (before && c->word <= d->sentences[c->sentence].words.word_from + FRONT) x[c->candidate][FRONTED] = 1;
    if (over != NONE && (over == head || over == m->anchor)) x[c->candidate][SAME_CLAUSE] = 1;
}

static void mark_here(const who_frame *f, uint32_t sentence, const mention *m, float (*x)[FEATURES]) {
    const cue *before = NULL, *after = NULL;
    for (uint32_t i = f->first_cue[sentence]; i < f->first_cue[sentence + 1]; i++) {
        const cue *c = &f->cues[i];
        if (in_span(m->words, c->word)) continue;
        if (!c->place) {
            if (is_subject(f->d, c->word, m->words)) x[c->candidate][SUBJECT] = 1;
            continue;
        }
        mark_place(f, c, m, x);
        if (c->word < m->words.word_from) before = c;
        else if (after == NULL) after = c;
    }
    if (before != NULL) x[before->candidate][PLACE_BEFORE] = 1;
    if (after != NULL) x[after->candidate][PLACE_AFTER] = 1;
}

/* The last sentence before it that names any country. */
static void mark_previous(const who_frame *f, uint32_t sentence, float (*x)[FEATURES]) {
    for (uint32_t back = 1; back <= SENTENCES_BACK && back <= sentence; back++) {
        uint32_t from = f->first_cue[sentence - back], to = f->first_cue[sentence - back + 1];
        const cue *first = NULL;
        for (uint32_t i = from; i < to; i++) {
            x[f->cues[i].candidate][PREVIOUS_ANY] = 1;
            if (first == NULL && !f->cues[i].place) first = &f->cues[i];
        }
        if (first != NULL) x[first->candidate][PREVIOUS_FIRST] = 1;
        if (from < to) return;
    }
}

static void mark_nearest(const who_frame *f, uint32_t sentence, uint32_t word, float (*x)[FEATURES]) {
    for (uint32_t i = f->first_cue[sentence + 1]; i > 0; i--) {
        if (f->cues[i - 1].word >= word) continue;
        x[f->cues[i - 1].candidate][NEAREST] = 1;
        return;
    }
}

static void mark_paragraph(const who_frame *f, uint32_t sentence, float (*x)[FEATURES]) {
    uint32_t block = f->d->sentences[sentence].block, from = sentence, to = sentence + 1;
    while (from > 0 && sentence - from < PARAGRAPH_REACH && f->d->sentences[from - 1].block == block) from--;
    while (to < f->d->sentence_count && to - sentence < PARAGRAPH_REACH && f->d->sentences[to].block == block) to++;
    uint32_t first = f->first_cue[from], end = f->first_cue[to];
    for (uint32_t i = first; i < end; i++) x[f->cues[i].candidate][PARAGRAPH] += 1.0f / (float)(end - first);
}

/* ---- choosing ----------------------------------------------------------------------------------------------------------- */

static void describe(const who_frame *f, uint32_t m, float (*x)[FEATURES]) {
    const mention *at = &f->d->mentions[m];
    uint32_t sentence = f->d->words[at->anchor].sentence;
    memset(x, 0, sizeof *x * CANDIDATES_MAX);
    mark_here(f, sentence, at, x);
    mark_previous(f, sentence, x);
    mark_nearest(f, sentence, at->words.word_from, x);
    mark_paragraph(f, sentence, x);
    mark_events(f, m, x);
    for (uint32_t k = 0; k < f->count; k++) {
        x[k][TOPIC] = (int)k == f->topic;
        x[k][DATELINE] = (int)k == f->dateline;
        x[k][SHARE] = f->share[k];
        x[k][TITLE] = f->title[k];
        x[k][LEAD] = f->lead[k];
    }
}

static bool is_official(const who_frame *f, uint32_t m) {
    static const sector_set state = SECTOR_BIT(GOV) | SECTOR_BIT(MIL) | SECTOR_BIT(COP) | SECTOR_BIT(JUD) | SECTOR_BIT(LEG) | SECTOR_BIT(SPY) | SECTOR_BIT(PTY);
    return f->own[m].office != NULL || (f->own[m].sectors & state) != 0;
}

void who_frame_country(const who_frame *f, uint32_t m, char code[4]) {
    float x[CANDIDATES_MAX][FEATURES], best = 0;
    const float *w = weights[is_official(f, m)];
    memset(code, 0, 4);
    describe(f, m, x);
    for (uint32_t k = 0; k < f->count; k++) {
        float score = 0;
        for (int i = 0; i < FEATURES; i++) score += w[i] * x[k][i];
        if (k > 0 && score <= best) continue;
        best = score;
        memcpy(code, f->code[k], 4);
    }
}

/* ---- the frame ---------------------------------------------------------------------------------------------------------- */

static acta_status read_cues(who_frame *f, const lookup_context *c, arena *scratch, acta_err *err) {
    bool *covered = ARENA_NEW(scratch, bool, f->d->word_count);
    TRY_NEW(covered, err);
    TRY(add_names(f, c, scratch, covered, err));
    TRY(add_places(f, scratch, covered, err));
    TRY(add_chains(f, scratch, covered, err));
    if (f->cue_count > 1) qsort(f->cues, f->cue_count, sizeof *f->cues, in_text_order);
    uint32_t at = 0;
    TRY_NEW(f->first_cue = ARENA_NEW(scratch, uint32_t, f->d->sentence_count + 1), err);
    for (uint32_t s = 0; s <= f->d->sentence_count; s++) {
        while (at < f->cue_count && f->cues[at].sentence < s) at++;
        f->first_cue[s] = at;
    }
    weigh(f);
    return ACTA_OK;
}

acta_status who_frame_read(const doc *d, const lookup_context *c, const reading *own, arena *scratch, who_frame **frame, acta_err *err) {
    who_frame *f = ARENA_NEW(scratch, who_frame, 1);
    TRY_NEW(f, err);
    f->d = d;
    f->own = own;
    char dateline[4];
    who_dateline_country(d, c, dateline);
    f->topic = candidate(f, c->home);
    f->dateline = candidate(f, dateline);
    TRY(read_cues(f, c, scratch, err));
    size_t cells = (size_t)d->mention_count * EVENTS_MAX;
    TRY_NEW(f->events = ARENA_NEW(scratch, uint32_t, cells), err);
    for (size_t i = 0; i < cells; i++) f->events[i] = NONE;
    for (uint32_t i = 0; i < d->event_count; i++) {
        note(f, &d->events[i].actors, i);
        note(f, &d->events[i].recipients, i);
        note(f, &d->events[i].speakers, i);
    }
    *frame = f;
    return ACTA_OK;
}
