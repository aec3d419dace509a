/* agreement.c - agreements by their names: one for all the names that may stand for it.
 *
 * A report tells of one agreement nearly always, by many names ("a deal", "the accord"). Two are told apart only where both
 * bear names of their own that share no word, or where the words say that it is another.
 */
#include <string.h>

#include "base/ud.h"
#include "event/event.h"
#include "ledger/work.h"

static bool is_kind_word(const doc *d, uint32_t w) {
    static const char *const kinds[] = {"agreement", "accord", "deal", "pact", "treaty", "truce", "ceasefire", "cease-fire", "protocol", "convention",
                                        "memorandum", "resolution", "declaration", "arrangement", "plan", "paper", "document", "statement", "settlement",
                                        "compromise", "understanding", "contract", "charter", "communique", "bargain", "peace", "fire", NULL};
    return ledger_word_in(d, w, kinds);
}

/* "The Lusaka accord", "resolution 2268", "the Treaty of Lusaka": not "the deal with Laos", whose Laos is a party. */
static bool names_it(const doc *d, const telling *t, uint32_t w) {
    const word *word = &d->words[w];
    bool first = w == d->sentences[word->sentence].words.word_from;
    bool name = (word->flags & WORD_NUMBER) != 0 || ((word->flags & WORD_CAPITAL) != 0 && (!first || word->upos == UPOS_PROPN));
    if (!name || word->upos == UPOS_DET || is_kind_word(d, w)) return false;
    if (w <= t->word) return true;
    for (uint32_t k = t->word + 1; k < w; k++) {
        if (d->words[k].upos == UPOS_ADP && strcmp(d->words[k].folded, "of") != 0) return false;
    }
    return true;
}

static bool shares_name(const doc *d, const telling *a, const telling *b) {
    for (uint32_t x = a->words.word_from; x < a->words.word_to; x++) {
        for (uint32_t y = b->words.word_from; names_it(d, a, x) && y < b->words.word_to; y++) {
            if (names_it(d, b, y) && strcmp(d->words[x].folded, d->words[y].folded) == 0) return true;
        }
    }
    return false;
}

static bool has_name(const doc *d, const telling *t) {
    for (uint32_t w = t->words.word_from; w < t->words.word_to; w++) {
        if (names_it(d, t, w)) return true;
    }
    return false;
}

static bool is_another(const doc *d, const telling *t) {
    static const char *const others[] = {"another", "second", "third", "similar", "separate", "other", NULL};
    return ledger_folded_in(d, (word_span){t->words.word_from, t->word + 1}, others);
}

/* ---- reading the cues ---- */

static acta_status add_telling(ledger *l, uint32_t cue) {
    const doc *d = l->d;
    const pact_cue *c = &d->pact_cues[cue];
    telling *t = ARENA_PUSH(l->d->arena, l->agreements.at, l->agreements.count, l->agreements.capacity);
    TRY_NEW(t, l->err);
    *t = (telling){.cue = cue, .word = c->word, .score = c->agreement, .words = ledger_name_words(d, c->word), .record = NONE};
    return ledger_fill(l, t, ROLE_ACTOR, &t->actors);
}

/* "No deal was reached", "it": nothing is named. */
static bool names_nothing(const doc *d, uint32_t w) {
    static const char *const no[] = {"no", NULL};
    uint32_t det = ledger_child(d, w, REL_det);
    return d->words[w].upos == UPOS_PRON || d->words[w].upos == UPOS_PUNCT || (det != NONE && ledger_word_in(d, det, no));
}

/* Two cues in one phrase name one thing once: the likelier stays. */
static bool beaten(const ledger *l, uint32_t at) {
    const telling *t = &l->agreements.at[at];
    for (uint32_t i = 0; i < l->agreements.count; i++) {
        const telling *o = &l->agreements.at[i];
        if (i == at || t->words.word_from >= o->words.word_to || o->words.word_from >= t->words.word_to) continue;
        if (o->score > t->score || (o->score == t->score && i < at)) return true;
    }
    return false;
}

static acta_status read_cues(ledger *l) {
    for (uint32_t i = 0; i < l->d->pact_cue_count; i++) {
        const pact_cue *c = &l->d->pact_cues[i];
        if (c->agreement >= l->least->agreement && !names_nothing(l->d, c->word)) TRY(add_telling(l, i));
    }
    bool *out = ARENA_NEW(l->d->arena, bool, l->agreements.count + 1);
    TRY_NEW(out, l->err);
    for (uint32_t i = 0; i < l->agreements.count; i++) out[i] = beaten(l, i);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < l->agreements.count; i++) {
        if (!out[i]) l->agreements.at[kept++] = l->agreements.at[i];
    }
    l->agreements.count = kept;
    return ACTA_OK;
}

/* ---- which are one ---- */

static bool may_be(const ledger *l, const telling *t, uint32_t record) {
    bool named = false;
    for (uint32_t i = 0; i < l->agreements.count && &l->agreements.at[i] < t; i++) {
        const telling *o = &l->agreements.at[i];
        if (o->record != record || !has_name(l->d, o)) continue;
        if (shares_name(l->d, t, o)) return true;
        named = true;
    }
    return !named || !has_name(l->d, t);
}

/* The agreement told last that this may be; NONE: another one. */
static uint32_t record_for(const ledger *l, uint32_t at) {
    const telling *t = &l->agreements.at[at];
    if (is_another(l->d, t)) return NONE;
    for (uint32_t i = at; i > 0; i--) {
        if (may_be(l, t, l->agreements.at[i - 1].record)) return l->agreements.at[i - 1].record;
    }
    return NONE;
}

/* ---- one agreement out of its tellings ---- */

static bool has_word(const doc *d, uint32_t w, const char *const *list) {
    return w != NONE && ledger_word_in(d, w, list);
}

static const char *const signing[] = {"sign", "reach", "conclude", "strike", "agree", "initial", "ratify", "make", "broker", "mediate", "negotiate",
                                      "seal", "adopt", "enter", "secure", "clinch", "announce", "renew", "extend", "approve", "finalise", "finalize", NULL};
static const char *const mediating[] = {"mediate", "broker", "facilitate", "sponsor", "arrange", NULL};

/* The verb over the agreement's name that tells how it came about: "signed a deal", "a deal was reached". */
static uint32_t made_by(const doc *d, uint32_t anchor, const char *const *verbs) {
    uint32_t above = d->words[anchor].head, before = ledger_name_words(d, anchor).word_from;
    uint8_t rel = d->words[anchor].rel;
    if (d->words[anchor].upos == UPOS_VERB && has_word(d, anchor, verbs)) return anchor;
    bool object = rel == REL_obj || rel == REL_nsubj_pass || rel == REL_conj;
    if (object && has_word(d, above, verbs)) return above;
    bool beside = before > d->sentences[ledger_sentence(d, anchor)].words.word_from && d->words[before - 1].upos == UPOS_VERB;
    return beside && has_word(d, before - 1, verbs) ? before - 1 : NONE;
}

/* The same right after the name ("a deal signed in May"), or else over it. */
static uint32_t making(const doc *d, uint32_t anchor, const char *const *verbs) {
    uint32_t below = ledger_participle(d, anchor);
    return has_word(d, below, verbs) ? below : made_by(d, anchor, verbs);
}

static acta_status add_party(ledger *l, mention_list *list, uint32_t mention) {
    mention_list one = {.at = &mention, .count = 1};
    return mention == NONE || ledger_is_both(l->d, mention) ? ACTA_OK : ledger_add_parties(l, list, &one);
}

static bool has_case(const doc *d, uint32_t noun, const char *const *words) {
    uint32_t mark = ledger_child(d, noun, REL_case);
    return mark != NONE && ledger_folded_in(d, (word_span){mark, mark + 1}, words);
}

static bool is_somebody(const doc *d, uint32_t at) {
    if (at == NONE) return false;
    const mention *m = &d->mentions[at];
    return m->type != NAME_NONE || m->code[0] != '\0' || m->entity != NONE;
}

/* "between X and Y", "with X". */
static acta_status parties_of_phrase(ledger *l, const telling *t, mention_list *list) {
    const doc *d = l->d;
    const word_span bounds = d->sentences[ledger_sentence(d, t->word)].words;
    for (uint32_t w = t->word + 1; w < bounds.word_to; w++) {
        uint32_t head = d->words[w].head;
        bool side = ledger_is_side(d, w, t->word);
        bool joined = d->words[w].rel == REL_conj && head != NONE && ledger_is_side(d, head, t->word);
        if (!side && !joined) continue;
        uint32_t m = event_mention_for(d, w, t->word);
        if (is_somebody(d, m)) TRY(add_party(l, list, m));
    }
    return ACTA_OK;
}

/* "X and Y signed a deal". Who brokered it is no party. */
static acta_status parties_by_tree(ledger *l, const telling *t, mention_list *list) {
    uint32_t verb = made_by(l->d, t->word, signing);
    mention_list found = {0};
    if (verb == NONE || ledger_word_in(l->d, verb, mediating)) return ACTA_OK;
    TRY(ledger_fill_subject(l, verb, &found));
    for (uint32_t i = 0; i < found.count; i++) {
        if (is_somebody(l->d, found.at[i])) TRY(add_party(l, list, found.at[i]));
    }
    return ACTA_OK;
}

/* "brokered by X", "X mediated the deal", "under X's auspices". */
static acta_status add_mediators(ledger *l, const telling *t, agreement *a) {
    static const char *const roofs[] = {"auspices", "mediation", "aegis", NULL};
    static const char *const under[] = {"under", NULL};
    const doc *d = l->d;
    uint32_t verb = making(d, t->word, mediating), agent = verb != NONE ? ledger_agent(d, verb) : NONE;
    if (agent != NONE) TRY(add_party(l, &a->mediators, event_mention_for(d, agent, t->word)));
    else if (verb != NONE) TRY(ledger_fill_subject(l, verb, &a->mediators));
    const word_span bounds = d->sentences[ledger_sentence(d, t->word)].words;
    for (uint32_t w = t->word; w < bounds.word_to; w++) {
        if (!ledger_folded_in(d, (word_span){w, w + 1}, roofs) || !has_case(d, w, under)) continue;
        uint32_t whose = ledger_child(d, w, REL_nmod), m = whose != NONE ? event_mention_for(d, whose, w) : NONE;
        if (is_somebody(d, m)) TRY(add_party(l, &a->mediators, m));
    }
    return ACTA_OK;
}

/* The event that tells of the signing: it has date and place already. */
static const event *signing_event(const doc *d, uint32_t anchor) {
    uint32_t verb = making(d, anchor, signing);
    for (uint32_t i = 0; i < d->event_count; i++) {
        const event *e = &d->events[i];
        if (e->type != TYPE_SUPPORT && e->type != TYPE_AGREE) continue;
        for (uint32_t k = 0; k < e->mention_count; k++) {
            uint32_t word = d->triggers[e->mentions[k].trigger].word;
            if (word == anchor || word == verb) return e;
        }
    }
    return NULL;
}

static void take_time(agreement *a, const timex *t) {
    a->from = t->from;
    a->to = t->to;
    a->grain = t->grain;
}

/* The year in "the 1994 treaty", "the accord of August 2019". */
static uint32_t time_in_name(const doc *d, const telling *t) {
    for (uint32_t i = 0; i < d->time_count; i++) {
        const timex *one = &d->times[i];
        bool inside = one->words.word_from >= t->words.word_from && one->words.word_to <= t->words.word_to;
        if (inside && one->from.year != 0 && one->type == TIMEX_DATE) return i;
    }
    return NONE;
}

static void date_and_place(const ledger *l, const telling *t, agreement *a) {
    const event *e = signing_event(l->d, t->word);
    if (e != NULL && a->place == NONE) a->place = e->place;
    if (a->from.year != 0) return;
    uint32_t time = time_in_name(l->d, t);
    if (time == NONE) time = ledger_time(l, t);
    if (time != NONE) {
        take_time(a, &l->d->times[time]);
    } else if (e != NULL && e->from.year != 0) {
        a->from = e->from;
        a->to = e->to;
        a->grain = e->grain;
    }
}

/* Its fullest name, outside the headline if it can be. */
static const telling *name_of(const ledger *l, uint32_t record) {
    const telling *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < l->agreements.count; i++) {
        const telling *t = &l->agreements.at[i];
        if (t->record != record) continue;
        uint32_t worth = 1 + 2 * has_name(l->d, t) + ledger_content(l->d, t->words) + (ledger_in_headline(l->d, t->word) ? 0 : 4);
        if (worth > most) most = worth, best = t;
    }
    return best;
}

static acta_status add_mention(ledger *l, agreement *a, const telling *t) {
    byte_span *told = ARENA_PUSH(l->d->arena, a->mentions, a->mention_count, a->mention_capacity);
    TRY_NEW(told, l->err);
    *told = ledger_bytes(l->d, t->words);
    if (t->score > a->score) a->score = t->score;
    return ACTA_OK;
}

static acta_status complete(ledger *l, uint32_t record) {
    agreement *a = &l->d->agreements[record];
    const telling *name = name_of(l, record);
    mention_list by_tree = {0};
    a->name = ledger_bytes(l->d, name->words);
    TRY(add_mention(l, a, name));
    for (uint32_t i = 0; i < l->agreements.count; i++) {
        const telling *t = &l->agreements.at[i];
        if (t->record != record) continue;
        if (t != name) TRY(add_mention(l, a, t));
        TRY(parties_of_phrase(l, t, &a->parties));
        for (uint32_t k = 0; k < t->actors.count; k++) TRY(add_party(l, &a->parties, t->actors.at[k]));
        TRY(parties_by_tree(l, t, &by_tree));
        TRY(add_mediators(l, t, a));
        date_and_place(l, t, a);
    }
    return a->parties.count < 2 ? ledger_add_parties(l, &a->parties, &by_tree) : ACTA_OK;
}

acta_status ledger_agreements(ledger *l) {
    TRY(read_cues(l));
    for (uint32_t i = 0; i < l->agreements.count; i++) {
        telling *t = &l->agreements.at[i];
        t->record = record_for(l, i);
        if (t->record != NONE) continue;
        agreement *a = ARENA_PUSH(l->d->arena, l->d->agreements, l->d->agreement_count, l->d->agreement_capacity);
        TRY_NEW(a, l->err);
        a->place = NONE;
        t->record = l->d->agreement_count - 1;
    }
    for (uint32_t i = 0; i < l->d->agreement_count; i++) TRY(complete(l, i));
    return ACTA_OK;
}
