/* obligation.c - what somebody undertook: each undertaking once, however often it is told.
 *
 * Nobody undertakes nothing: words for which no obligor is found are passed over, unless a claim takes them up.
 */
#include <string.h>

#include "base/ud.h"
#include "event/event.h"
#include "ledger/work.h"

enum { LOOK_BACK = 64 };             /* earlier tellings that one is compared with */

/* ---- reading the cues ---- */

static acta_status add_telling(ledger *l, uint32_t cue, uint32_t type, float score) {
    const pact_cue *c = &l->d->pact_cues[cue];
    telling *t = ARENA_PUSH(l->d->arena, l->obligations.at, l->obligations.count, l->obligations.capacity);
    TRY_NEW(t, l->err);
    *t = (telling){.cue = cue, .word = c->word, .label = type, .score = score, .words = ledger_action_words(l->d, c->word), .record = NONE};
    TRY(ledger_fill(l, t, ROLE_ACTOR, &t->actors));
    t->actors_why = t->actors.count > 0 ? "its words fill the obligor's role" : NULL;
    return ledger_fill(l, t, ROLE_RECIPIENT, &t->recipients);
}

/* Of cues whose words overlap ("start withdrawing", "negotiate a ceasefire") the likelier stays. */
static bool beaten(const ledger *l, uint32_t at) {
    const telling *t = &l->obligations.at[at];
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        const telling *o = &l->obligations.at[i];
        bool holds = o->words.word_from <= t->word && t->word < o->words.word_to;
        bool held = t->words.word_from <= o->word && o->word < t->words.word_to;
        if (i == at || (!holds && !held)) continue;
        if (o->score > t->score || (o->score == t->score && i < at)) return true;
    }
    return false;
}

/* A clash is no truce, however near to one the model sees it. */
static bool is_fighting(const ledger *l, const telling *t) {
    return ledger_is_peace(t->label) && ledger_tells_fighting(l, t->word, t->words);
}

static acta_status read_cues(ledger *l) {
    for (uint32_t i = 0; i < l->d->pact_cue_count; i++) {
        const pact_cue *c = &l->d->pact_cues[i];
        float score;
        uint32_t type = ledger_label(c->obligation, OBLIGATION_TYPES, &score);
        score = ledger_undertaking_odds(l, c->word, score);
        if (score >= l->least->obligation && l->d->words[c->word].upos != UPOS_PUNCT) TRY(add_telling(l, i, type, score));
    }
    bool *out = ARENA_NEW(l->d->arena, bool, l->obligations.count + 1);
    TRY_NEW(out, l->err);
    for (uint32_t i = 0; i < l->obligations.count; i++) out[i] = beaten(l, i) || is_fighting(l, &l->obligations.at[i]);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        if (!out[i]) l->obligations.at[kept++] = l->obligations.at[i];
    }
    l->obligations.count = kept;
    return ACTA_OK;
}

/* ---- in which agreement ---- */

/* The agreement told nearest in the sentence, or the report's only one, or NONE. */
static uint32_t agreement_of(const ledger *l, const telling *t, const char **why) {
    uint32_t best = NONE, nearest = UINT32_MAX;
    for (uint32_t i = 0; i < l->agreements.count; i++) {
        const telling *a = &l->agreements.at[i];
        if (ledger_sentence(l->d, a->word) != ledger_sentence(l->d, t->word)) continue;
        uint32_t far = a->word > t->word ? a->word - t->word : t->word - a->word;
        if (far < nearest) nearest = far, best = a->record;
    }
    *why = best != NONE ? "told in one sentence" : "the report's only agreement";
    if (best == NONE && l->d->agreement_count == 1) best = 0;
    return best;
}

/* ---- who is bound ---- */

static const telling *telling_at(const telling_list *list, uint32_t word) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->at[i].word == word) return &list->at[i];
    }
    return NULL;
}

/* "pledged to withdraw and release": who is bound to the one is bound to what is strung on it. */
static acta_status inherit(ledger *l, telling *t) {
    uint32_t at = t->word;
    for (int steps = 0; steps < 4 && l->d->words[at].rel == REL_conj; steps++) {
        at = l->d->words[at].head;
        const telling *o = at != NONE ? telling_at(&l->obligations, at) : NULL;
        if (at == NONE) break;
        if (o == NULL || o->actors.count == 0) continue;
        t->actors_why = "strung on an undertaking of theirs";
        return ledger_add_parties(l, &t->actors, &o->actors);
    }
    return ACTA_OK;
}

static acta_status by_tree(ledger *l, telling *t) {
    TRY(ledger_fill_subject(l, t->word, &t->actors));
    if (t->actors.count > 0) t->actors_why = "the subject of the words";
    return ACTA_OK;
}

/* "The two sides", "both": the parties themselves, where the report names two or more. */
static acta_status unfold_both(ledger *l, telling *t) {
    const char *why;
    uint32_t at = agreement_of(l, t, &why);
    if (t->actors.count != 1 || !ledger_is_both(l->d, t->actors.at[0]) || at == NONE || l->d->agreements[at].parties.count < 2) return ACTA_OK;
    t->actors = (mention_list){0};
    t->actors_why = "both are the agreement's parties";
    return ledger_add_parties(l, &t->actors, &l->d->agreements[at].parties);
}

/* "Under the deal, prisoners are to be freed by both sides": only where the sentence says that all are bound. A truce binds all. */
static acta_status all_are_bound(ledger *l, telling *t) {
    static const char *const all[] = {"both", "sides", "mutual", "mutually", "reciprocal", "signatories", NULL};
    const char *why;
    uint32_t at = agreement_of(l, t, &why);
    const word_span sentence = l->d->sentences[ledger_sentence(l->d, t->word)].words;
    bool mutual = t->label == OBLIGATION_CEASEFIRE;
    if (at == NONE || !(mutual || ledger_folded_in(l->d, sentence, all))) return ACTA_OK;
    TRY(ledger_add_parties(l, &t->actors, &l->d->agreements[at].parties));
    if (t->actors.count > 0) t->actors_why = "the words bind all the agreement's parties";
    return ACTA_OK;
}

static acta_status find_obligors(ledger *l, telling *t) {
    if (t->actors.count == 0) TRY(inherit(l, t));
    if (t->actors.count == 0) TRY(by_tree(l, t));
    if (t->actors.count == 0) TRY(all_are_bound(l, t));
    return unfold_both(l, t);
}

/* ---- which are one ---- */

/* The same deed: the same word, or half the content of the shorter telling in the longer. All of somebody's obligations are
 * one thing. */
static bool same_deed(const doc *d, const telling *a, const telling *b) {
    if (a->label == OBLIGATION_ALL) return true;
    const char *x = d->words[a->word].lemma, *y = d->words[b->word].lemma;
    uint32_t m = ledger_content(d, a->words), n = ledger_content(d, b->words), least = m < n ? m : n;
    uint32_t shared = ledger_shared(d, a->words, b->words);
    bool same_word = x != NULL && y != NULL && strcmp(x, y) == 0;
    if (same_word && (shared > 0 || least == 0) && a->label != OBLIGATION_OTHER) return true;
    return shared > 0 && shared * 2 >= least;
}

/* Nobody undertakes such a thing twice in one report: whoever ceases fire ceases fire. What is paid, sent, let in or reformed may well
 * be several things. */
static bool is_done_once(uint32_t type) {
    switch (type) {
    case OBLIGATION_CEASEFIRE: case OBLIGATION_REDUCE_VIOLENCE: case OBLIGATION_NOT_RETURN_TO_FIGHTING: case OBLIGATION_NEGOTIATE:
    case OBLIGATION_RELEASE: case OBLIGATION_SEVER_TIES: case OBLIGATION_RECOGNISE: case OBLIGATION_EASE_SANCTIONS:
        return true;
    default:
        return false;
    }
}

static bool same_obligation(const doc *d, const telling *a, const telling *b) {
    if (a->label != b->label) return false;
    bool named = a->actors.count > 0 && b->actors.count > 0;
    if (named && !ledger_share_party(d, &a->actors, &b->actors)) return false;
    if (named && is_done_once(a->label)) return true;
    return (named || ledger_shared(d, a->words, b->words) > 1) && same_deed(d, a, b);
}

static uint32_t record_for(const ledger *l, uint32_t at) {
    for (uint32_t i = at; i > 0 && at - i < LOOK_BACK; i--) {
        const telling *before = &l->obligations.at[i - 1];
        if (before->record != NONE && same_obligation(l->d, before, &l->obligations.at[at])) return before->record;
    }
    return NONE;
}

/* ---- one obligation out of its tellings ---- */

static bool is_next_weekday(const doc *d, const timex *t) {
    bool weekday = t->rule != NULL && strcmp(t->rule, "weekday") == 0;
    return weekday && d->published.year != 0 && t->to.year != 0 && civil_compare(t->to, d->published) < 0;
}

/* "by Friday", "before the end of the month", "within ten days": these words bound what they stand before. */
static bool is_bound(const doc *d, const timex *t) {
    static const char *const bounds[] = {"by", "before", "until", "till", "within", "than", "deadline"};
    uint32_t from = t->words.word_from, first = d->sentences[d->words[from].sentence].words.word_from;
    for (uint32_t w = from > first + 2 ? from - 2 : first; w < t->words.word_to; w++) {
        for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
            if (strcmp(d->words[w].folded, bounds[i]) == 0) return true;
        }
    }
    return false;
}

/* A deadline lies ahead: "by Friday" is the next one. A day that is past already when the report appears is one only where the words
 * say so, and the day of the agreement itself never is. */
static civil_date deadline_of(const ledger *l, const telling *t, uint32_t agreement) {
    const civil_date none = {0};
    uint32_t time = ledger_time(l, t);
    if (time == NONE) return none;
    const timex *one = &l->d->times[time];
    civil_date day = one->to, published = l->d->published;
    bool bound = is_bound(l->d, one), past = published.year != 0 && day.year != 0 && civil_compare(day, published) <= 0;
    if (day.year == 0 || (past && !bound)) return none;
    if (agreement != NONE && l->d->agreements[agreement].to.year != 0 && civil_compare(day, l->d->agreements[agreement].to) == 0) return none;
    return is_next_weekday(l->d, one) ? civil_add_days(day, 7) : day;
}

static acta_status add_mention(ledger *l, obligation *o, const telling *t) {
    byte_span *told = ARENA_PUSH(l->d->arena, o->mentions, o->mention_count, o->mention_capacity);
    TRY_NEW(told, l->err);
    *told = ledger_bytes(l->d, t->words);
    if (t->score > o->score) o->score = t->score;
    if (o->deadline.year == 0) o->deadline = deadline_of(l, t, o->agreement);
    if (o->size.people < 0 && o->size.released < 0 && !(o->size.amount > 0)) ledger_measure(l->d, t, &o->size);
    TRY(ledger_add_parties(l, &o->beneficiaries, &t->recipients));
    if (o->obligors.count > 0) return ACTA_OK;
    o->obligor_why = t->actors_why;
    return ledger_add_parties(l, &o->obligors, &t->actors);
}

/* The first telling in the body gives the action; a headline only where there is no other. */
static const telling *first_of(const ledger *l, uint32_t record) {
    const telling *headline = NULL;
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        const telling *t = &l->obligations.at[i];
        if (t->record != record) continue;
        if (!ledger_in_headline(l->d, t->word)) return t;
        if (headline == NULL) headline = t;
    }
    return headline;
}

static acta_status complete(ledger *l, uint32_t record) {
    obligation *o = &l->d->obligations[record];
    const telling *first = first_of(l, record);
    o->type = (obligation_type)first->label;
    o->action = ledger_bytes(l->d, first->words);
    o->agreement = agreement_of(l, first, &o->agreement_why);
    TRY(add_mention(l, o, first));
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        const telling *t = &l->obligations.at[i];
        if (t->record == record && t != first) TRY(add_mention(l, o, t));
    }
    return ACTA_OK;
}

acta_status ledger_new_obligation(ledger *l, telling *t) {
    obligation *o = ARENA_PUSH(l->d->arena, l->d->obligations, l->d->obligation_count, l->d->obligation_capacity);
    TRY_NEW(o, l->err);
    *o = (obligation){.agreement = NONE, .size = {-1, -1, -1, -1, -1, -1, -1, NULL, false}};
    t->record = l->d->obligation_count - 1;
    return ACTA_OK;
}

acta_status ledger_obligation_from(ledger *l, const telling *t) {
    obligation *o = &l->d->obligations[t->record];
    o->type = (obligation_type)t->label;
    o->action = ledger_bytes(l->d, t->words);
    o->agreement = agreement_of(l, t, &o->agreement_why);
    TRY(add_mention(l, o, t));
    o->score = 0;
    return ACTA_OK;
}

acta_status ledger_obligations(ledger *l) {
    TRY(read_cues(l));
    for (uint32_t i = 0; i < l->obligations.count; i++) TRY(find_obligors(l, &l->obligations.at[i]));
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        telling *t = &l->obligations.at[i];
        t->record = record_for(l, i);
        if (t->record == NONE && t->actors.count > 0) TRY(ledger_new_obligation(l, t));
    }
    for (uint32_t i = 0; i < l->d->obligation_count; i++) TRY(complete(l, i));
    return ACTA_OK;
}
