/* evidence.c - what speaks for an undertaking or a verdict beside the model: words of a table near the cue, and a report that tells
 * of an agreement at all.
 *
 * The model reads one sentence and is not sure. "Pledged", "under the accord", "yet to" are known words; and verdicts are given
 * where undertakings are told. All speak in log odds, each by itself; `usual` is what speaks for a middling cue, so that the least
 * probability believed stays the model's own. The weights come from a logistic regression on the corpus's dev reports, rounded.
 */
#include <math.h>
#include <string.h>

#include "base/ud.h"
#include "ledger/work.h"

enum { NEAR = 4,                     /* words from a cue to a word of verdict */
       GOVERNORS = 2 };              /* arcs up to what binds */

typedef enum sense { UNDERTAKES = 1, UNDERTAKING = 2, PACT = 4, VERDICT = 8, FIGHT = 16, HALT = 32, PART = 64 } sense;

static const float BOUND_BY_VERB = 1.2f, BOUND_BY_NOUN = 1.6f, PACT_BESIDE = 0.6f, BINDING_BESIDE = 0.6f, PACT_IN_REPORT = 1.6f, USUAL_UNDERTAKING = 1.4f;
static const float VERDICT_NEAR = 2, UNDERTAKING_BESIDE = 1.5f, PACT_JUDGED = 1.2f, UNDERTAKING_IN_REPORT = 1.8f, USUAL_VERDICT = 4;

acta_status ledger_tables_open(const datafile *file, table *words, acta_err *err) {
    return table_open(file, "table.pacts", 2, words, err);
}

static void add_row(const table *words, uint32_t row, word_sense *to) {
    static const struct {
        const char *name;
        sense sense;
    } senses[] = {{"undertakes", UNDERTAKES}, {"undertaking", UNDERTAKING}, {"pact", PACT}, {"verdict", VERDICT}, {"fight", FIGHT}, {"halt", HALT}, {"part", PART}};
    const char *name = table_cell(words, row, 1).at;
    slice label = table_cell(words, row, 2);
    int type = strcmp(name, "deed") == 0 ? obligation_named(label.at, label.bytes) : -1;
    if (type >= 0) to->deeds |= (uint16_t)(1u << type);
    for (size_t i = 0; i < sizeof senses / sizeof *senses; i++) {
        if (strcmp(name, senses[i].name) == 0) to->senses |= (uint8_t)senses[i].sense;
    }
}

acta_status ledger_read_senses(ledger *l, const table *words) {
    char key[TABLE_KEY_MAX];
    uint32_t first;
    if (words == NULL) return ACTA_OK;
    word_sense *senses = ARENA_NEW(l->d->arena, word_sense, l->d->word_count + 1);
    TRY_NEW(senses, l->err);
    for (uint32_t w = 0; w < l->d->word_count; w++) {
        const char *lemma = l->d->words[w].lemma;
        size_t bytes = lemma == NULL ? 0 : table_key(lemma, strlen(lemma), key, sizeof key);
        uint32_t count = bytes == 0 ? 0 : table_find(words, key, bytes, &first);
        for (uint32_t row = 0; row < count; row++) add_row(words, first + row, &senses[w]);
    }
    l->senses = senses;
    return ACTA_OK;
}

bool ledger_tells_deed(const ledger *l, word_span words, obligation_type type) {
    for (uint32_t w = words.word_from; l->senses != NULL && w < words.word_to; w++) {
        if ((l->senses[w].deeds >> type & 1) != 0) return true;
    }
    return false;
}

/* Up to this many words around a telling still speak of it: "nobody lifted a rifle", "agreed to halt their attacks". */
enum { AROUND = 4 };

static bool is_halted(const ledger *l, word_span words) {
    const word_span s = l->d->sentences[ledger_sentence(l->d, words.word_from)].words;
    uint32_t from = words.word_from > s.word_from + AROUND ? words.word_from - AROUND : s.word_from;
    for (uint32_t w = from; w < words.word_to; w++) {
        if ((l->senses[w].senses & HALT) != 0) return true;
    }
    return false;
}

bool ledger_tells_fighting(const ledger *l, uint32_t word, word_span words) {
    if (l->senses == NULL || (l->senses[word].senses & FIGHT) == 0 || (l->senses[word].senses & PACT) != 0) return false;
    return !is_halted(l, words);
}

bool ledger_tells_no_fighting(const ledger *l, word_span words) {
    static const char *const no[] = {"no", "not", "never", "nobody", "n't", "without", NULL};
    bool fight = false, none = false;
    for (uint32_t w = words.word_from; l->senses != NULL && w < words.word_to; w++) {
        fight |= (l->senses[w].senses & FIGHT) != 0;
        none |= ledger_folded_in(l->d, (word_span){w, w + 1}, no);
    }
    return fight && none;
}

/* "18 of the 21", "eight regions out of ten": a number, and within a few words "of" another. */
static bool is_share(const ledger *l, uint32_t number, uint32_t end) {
    enum { REACH = 5 };
    const word *w = l->d->words;
    bool of = false;
    for (uint32_t at = number + 1; w[number].upos == UPOS_NUM && at < end && at <= number + REACH; at++) {
        if (of && w[at].upos == UPOS_NUM) return true;
        of |= strcmp(w[at].folded, "of") == 0;
    }
    return false;
}

bool ledger_tells_part(const ledger *l, word_span words) {
    for (uint32_t w = words.word_from; l->senses != NULL && w < words.word_to; w++) {
        if ((l->senses[w].senses & PART) != 0 || is_share(l, w, words.word_to)) return true;
    }
    return false;
}

static uint8_t senses_in(const ledger *l, uint32_t from, uint32_t to) {
    uint8_t all = 0;
    for (uint32_t w = from; w < to; w++) all |= l->senses[w].senses;
    return all;
}

static uint8_t senses_above(const ledger *l, uint32_t word) {
    uint8_t all = 0;
    for (int i = 0; i < GOVERNORS && (word = l->d->words[word].head) != NONE; i++) all |= l->senses[word].senses;
    return all;
}

static float moved(float p, float by) {
    float odds = p >= 1 ? INFINITY : p / (1 - p) * expf(by);
    return isinf(odds) ? 1 : odds / (1 + odds);
}

float ledger_undertaking_odds(const ledger *l, uint32_t word, float p) {
    if (l->senses == NULL) return p;
    const word_span s = l->d->sentences[ledger_sentence(l->d, word)].words;
    uint8_t beside = senses_in(l, s.word_from, s.word_to), above = senses_above(l, word);
    float by = -USUAL_UNDERTAKING;
    if (above & UNDERTAKES) by += BOUND_BY_VERB;
    if (above & UNDERTAKING) by += BOUND_BY_NOUN;
    if (beside & PACT) by += PACT_BESIDE;
    if (beside & (UNDERTAKES | UNDERTAKING)) by += BINDING_BESIDE;
    if (l->agreements.count > 0) by += PACT_IN_REPORT;
    return moved(p, by);
}

/* Is an undertaking told apart from these words? What is judged has been told somewhere. */
static bool undertaking_elsewhere(const ledger *l, uint32_t word) {
    enum { APART = 6 };
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        uint32_t other = l->obligations.at[i].word;
        if ((other > word ? other - word : word - other) > APART) return true;
    }
    return false;
}

float ledger_verdict_odds(const ledger *l, uint32_t word, float p) {
    if (l->senses == NULL) return p;
    const word_span s = l->d->sentences[ledger_sentence(l->d, word)].words;
    uint32_t from = word > s.word_from + NEAR ? word - NEAR : s.word_from, to = word + NEAR + 1 < s.word_to ? word + NEAR + 1 : s.word_to;
    float by = -USUAL_VERDICT;
    if (senses_in(l, from, to) & VERDICT) by += VERDICT_NEAR;
    if (senses_in(l, s.word_from, s.word_to) & UNDERTAKING) by += UNDERTAKING_BESIDE;
    if (l->agreements.count > 0) by += PACT_JUDGED;
    if (undertaking_elsewhere(l, word)) by += UNDERTAKING_IN_REPORT;
    return moved(p, by);
}
