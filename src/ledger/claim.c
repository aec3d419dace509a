/* claim.c - who says of an undertaking that it was kept, broken, partly kept, is pending or disputed.
 *
 * The undertaking judged is often told elsewhere in the report. Everything that ties the two together counts: one clause, one
 * sentence, words in common, the party judged, and for a denial the claim that it answers. Where nothing ties enough, the
 * words of the claim are themselves the telling of an undertaking.
 */
#include "base/ud.h"
#include "event/event.h"
#include "ledger/work.h"
#include "voice/voice.h"

enum { ARCS_MAX = 4 };               /* between a verdict and what it judges, for them to be one clause */

static const float TIE_LEAST = -1,  /* how much must tie a claim to an undertaking */
    TIE_OF_DENIAL = 2.5f,             /* a denial that answers no claim: much else is denied in news */
    TIE_OF_DEED = 3,                  /* words that tell of such deeds */
    TIE_OF_CLAUSE = 5,               /* what ties them within one clause */
    TYPE_LEAST = 0.1f;               /* a type less likely than this is not seen at all */

/* ---- reading the cues ---- */

/* Whom the words judge: the model's actor, else by the tree. */
static acta_status find_judged(ledger *l, telling *t) {
    TRY(ledger_fill(l, t, ROLE_ACTOR, &t->actors));
    t->actors_why = t->actors.count > 0 ? "its words fill the obligor's role" : NULL;
    if (t->actors.count > 0) return ACTA_OK;
    TRY(ledger_fill_subject(l, t->word, &t->actors));
    t->actors_why = t->actors.count > 0 ? "the subject of the words" : NULL;
    return ACTA_OK;
}

static acta_status read_cues(ledger *l) {
    for (uint32_t i = 0; i < l->d->pact_cue_count; i++) {
        const pact_cue *c = &l->d->pact_cues[i];
        float score;
        uint32_t verdict = ledger_label(c->claim, VERDICTS, &score);
        score = ledger_verdict_odds(l, c->word, score);
        if (score < l->least->claim || l->d->words[c->word].upos == UPOS_PUNCT) continue;
        word_span words = ledger_claim_words(l->d, c->word);
        if ((verdict == VERDICT_KEPT || verdict == VERDICT_BROKEN) && ledger_tells_part(l, words)) verdict = VERDICT_PARTLY;
        telling *t = ARENA_PUSH(l->d->arena, l->claims.at, l->claims.count, l->claims.capacity);
        TRY_NEW(t, l->err);
        *t = (telling){.cue = i, .word = c->word, .label = verdict, .score = score, .words = words, .record = NONE};
        TRY(find_judged(l, t));
    }
    return ACTA_OK;
}

/* Two cues in one stretch are one verdict; the likelier stays. "Failed to release": the verdict is on the release, which has
 * none of its own. */
static bool beaten(const telling_list *list, uint32_t at) {
    const telling *t = &list->at[at];
    for (uint32_t i = 0; i < list->count; i++) {
        const telling *o = &list->at[i];
        bool holds = o->words.word_from <= t->word && t->word < o->words.word_to;
        bool held = t->words.word_from <= o->word && o->word < t->words.word_to;
        if (i == at || (!holds && !held)) continue;
        if (o->score > t->score || (o->score == t->score && i < at)) return true;
    }
    return false;
}

/* ---- what ties a claim to an undertaking ---- */

static uint32_t arcs_up(const doc *d, uint32_t from, uint32_t to) {
    uint32_t arcs = 0;
    for (uint32_t at = from; at != NONE && arcs <= ARCS_MAX; at = d->words[at].head, arcs++) {
        if (at == to) return arcs;
    }
    return NONE;
}

static bool overlap(word_span a, word_span b) {
    return a.word_from < b.word_to && b.word_from < a.word_to;
}

/* The judged mentions said by the words, and the speaker who answers for himself. */
static float tie_of_parties(const doc *d, const telling *c, const telling *o, const mention_list *speakers) {
    if (o->actors.count == 0) return 0;
    if (c->actors.count > 0 && ledger_share_party(d, &c->actors, &o->actors)) return 2;
    bool answers = c->label == VERDICT_DISPUTED || c->label == VERDICT_KEPT;
    if (answers && ledger_share_party(d, speakers, &o->actors)) return 1;
    return c->actors.count > 0 ? -1 : 0;
}

static float tie_of_place(const doc *d, const telling *c, const telling *o) {
    if (c->word == o->word) return 12;
    if (arcs_up(d, o->word, c->word) != NONE || arcs_up(d, c->word, o->word) != NONE) return 6;
    if (overlap(c->words, o->words)) return 5;
    uint32_t a = ledger_sentence(d, c->word), b = ledger_sentence(d, o->word);
    if (a == b) return 3;
    uint32_t far = a > b ? a - b : b - a;
    float near = far >= 4 ? 0 : 1.6f - 0.4f * (float)far;
    return a > b ? near + 0.5f : near;               /* what is judged has mostly been told before */
}

static float tie_of_words(const doc *d, const telling *c, const telling *o) {
    uint32_t in_claim = ledger_shared(d, c->words, o->words);
    uint32_t in_sentence = ledger_shared(d, d->sentences[ledger_sentence(d, c->word)].words, o->words);
    float tie = 2 * (float)in_claim + 0.5f * (float)in_sentence;
    return tie > 5 ? 5 : tie;
}

/* What the model sees at the verdict's word of the type of undertaking; another type seen there speaks against it. */
static float tie_of_type(const ledger *l, const telling *c, const telling *o) {
    const float *p = l->d->pact_cues[c->cue].obligation;
    float other = 0;
    for (uint32_t k = 0; k < OBLIGATION_TYPES; k++) {
        if (k != o->label && p[k] > other) other = p[k];
    }
    return 2 * p[o->label] - (other >= 0.5f ? 2 * other : 0);
}

static float tie(const ledger *l, const telling *c, const telling *o, const mention_list *speakers) {
    float deed = ledger_tells_deed(l, c->words, (obligation_type)o->label) ? TIE_OF_DEED : 0;
    return tie_of_place(l->d, c, o) + tie_of_words(l->d, c, o) + tie_of_parties(l->d, c, o, speakers) + tie_of_type(l, c, o) + deed;
}

/* ---- whose words speak of everything ---- */

/* "has met every one of its obligations": all of them. */
static bool speaks_of_all(const doc *d, const telling *c) {
    static const char *const all[] = {"all", "both", "each", "every", "everything", "entire", "fully", "completely", NULL};
    return ledger_folded_in(d, c->words, all);
}

/* "its side of the bargain", "the agreement", "their promises": the pact itself is judged, no deed is named. */
static bool speaks_of_pact(const ledger *l, const telling *c) {
    static const char *const pacts[] = {"obligation", "commitment", "promise", "pledge", "agreement", "accord", "deal", "pact", "treaty", "undertaking",
                                        "bargain", "word", "side", "truce", "ceasefire", "terms", "provision", "article", "clause", NULL};
    for (uint32_t w = c->words.word_from; w < c->words.word_to; w++) {
        if (ledger_word_in(l->d, w, pacts)) return true;
    }
    for (uint32_t i = 0; i < l->agreements.count; i++) {
        if (overlap(l->agreements.at[i].words, c->words)) return true;
    }
    return false;
}

/* A deed or the pact is named, and somebody is known to be judged: else the words cannot stand for an undertaking. */
static bool tells_undertaking(const ledger *l, const telling *c) {
    bool known = false;
    for (uint32_t i = 0; i < c->actors.count; i++) {
        const mention *m = &l->d->mentions[c->actors.at[i]];
        known |= m->entity != NONE || m->code[0] != '\0' || m->type != NAME_NONE;
    }
    return known && (speaks_of_pact(l, c) || ledger_content(l->d, ledger_action_words(l->d, c->word)) > 0);
}

/* ---- making records ---- */

static acta_status add_claim(ledger *l, const telling *c, const mention_list *speakers, uint32_t obligation, const char *why) {
    claim *made = ARENA_PUSH(l->d->arena, l->d->claims, l->d->claim_count, l->d->claim_capacity);
    TRY_NEW(made, l->err);
    uint32_t time = ledger_time(l, c);
    *made = (claim){.obligation = obligation, .verdict = (verdict)c->label, .speakers = *speakers, .words = ledger_bytes(l->d, c->words),
                    .score = c->score, .why = why};
    if (time != NONE) made->date = l->d->times[time].from;
    return ACTA_OK;
}

/* The telling of an undertaking that is tied most, or NULL. One of which nobody is known to be bound must be in the claim's
 * own clause. */
static telling *most_tied(const ledger *l, const telling *c, const mention_list *speakers) {
    telling *best = NULL;
    float most = TIE_LEAST;
    if (c->label == VERDICT_DISPUTED) most = TIE_OF_DENIAL;
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        telling *o = &l->obligations.at[i];
        float t = tie(l, c, o, speakers);
        if (t <= most || (o->record == NONE && t < TIE_OF_CLAUSE)) continue;
        most = t;
        best = o;
    }
    return best;
}

/* Whoever was bound last before the words is bound still: "the promise", "prisoners due to be freed". */
static const mention_list *bound_before(const ledger *l, uint32_t word) {
    const mention_list *last = NULL;
    for (uint32_t i = 0; i < l->obligations.count; i++) {
        const telling *t = &l->obligations.at[i];
        if (t->actors.count == 0) continue;
        if (last == NULL || t->word < word) last = &t->actors;
    }
    return last;
}

/* Nobody undertakes nothing: whoever is judged is bound, else whoever was bound last. */
static acta_status bind(ledger *l, const telling *c, telling *o) {
    if (o->actors.count > 0) return ACTA_OK;
    const mention_list *before = bound_before(l, o->word);
    TRY(ledger_add_parties(l, &o->actors, &c->actors));
    o->actors_why = "who is judged for it";
    if (o->actors.count > 0 || before == NULL) return ACTA_OK;
    o->actors_why = "who was bound last";
    return ledger_add_parties(l, &o->actors, before);
}

/* A claim takes up what nobody was known to be bound to: now it is a record. */
static acta_status take_up(ledger *l, const telling *c, telling *o) {
    if (o->record != NONE) return ACTA_OK;
    TRY(bind(l, c, o));
    TRY(ledger_new_obligation(l, o));
    return ledger_obligation_from(l, o);
}

/* The likeliest type the model sees at the claim's word; what it hardly sees is no type. */
static uint32_t type_of_claim(const ledger *l, const telling *c) {
    const float *p = l->d->pact_cues[c->cue].obligation;
    uint32_t best = OBLIGATION_OTHER;
    for (uint32_t k = 0; k < OBLIGATION_TYPES; k++) {
        if (p[k] > p[best]) best = k;
    }
    return p[best] >= TYPE_LEAST ? best : speaks_of_pact(l, c) ? OBLIGATION_ALL : OBLIGATION_OTHER;
}

static acta_status claim_of_itself(ledger *l, const telling *c, const mention_list *speakers) {
    telling *made = ARENA_PUSH(l->d->arena, l->obligations.at, l->obligations.count, l->obligations.capacity);
    TRY_NEW(made, l->err);
    *made = *c;
    made->label = type_of_claim(l, c);
    made->words = ledger_action_words(l->d, c->word);
    TRY(ledger_new_obligation(l, made));
    TRY(ledger_obligation_from(l, made));
    return add_claim(l, c, speakers, made->record, "no undertaking told: its own words tell one");
}

/* One claim for each obligation of the party judged. */
static acta_status claim_of_all(ledger *l, const telling *c, const mention_list *speakers, uint32_t *made) {
    for (uint32_t i = 0; i < l->d->obligation_count; i++) {
        if (!ledger_share_party(l->d, &c->actors, &l->d->obligations[i].obligors)) continue;
        TRY(add_claim(l, c, speakers, i, "all that the party undertook"));
        ++*made;
    }
    return ACTA_OK;
}

/* The obligation of the claim made last that the speaker, or the party judged, is bound by: what a denial answers. */
static uint32_t answered(const ledger *l, const telling *c, const mention_list *speakers) {
    for (uint32_t i = l->d->claim_count; i > 0; i--) {
        uint32_t o = l->d->claims[i - 1].obligation;
        const mention_list *bound = &l->d->obligations[o].obligors;
        if (ledger_share_party(l->d, speakers, bound) || ledger_share_party(l->d, &c->actors, bound)) return o;
    }
    return NONE;
}

/* "Has not fired one bullet" keeps a truce, though it sounds like the breach of a promise to do something. */
static bool keeps_peace(const ledger *l, const telling *c, uint32_t obligation) {
    return ledger_is_peace(l->d->obligations[obligation].type) && c->label == VERDICT_BROKEN && ledger_tells_no_fighting(l, c->words);
}

static acta_status claim_tied(ledger *l, const telling *c, const mention_list *speakers, telling *tied) {
    telling as = *c;
    TRY(take_up(l, c, tied));
    if (keeps_peace(l, c, tied->record)) as.label = VERDICT_KEPT;
    return add_claim(l, &as, speakers, tied->record, "what ties most: clause, words, party");
}

static acta_status judge(ledger *l, const telling *c) {
    mention_list speakers = {0};
    uint32_t made = 0;
    TRY(ledger_fill(l, c, ROLE_SPEAKER, &speakers));
    TRY(voice_complete(l->d, c->word, &speakers, l->err));
    if (c->actors.count > 0 && speaks_of_all(l->d, c) && speaks_of_pact(l, c)) TRY(claim_of_all(l, c, &speakers, &made));
    if (made > 0) return ACTA_OK;
    uint32_t found = c->label == VERDICT_DISPUTED ? answered(l, c, &speakers) : NONE;
    if (found != NONE) return add_claim(l, c, &speakers, found, "it answers a claim");
    telling *tied = most_tied(l, c, &speakers);
    if (tied != NULL) return claim_tied(l, c, &speakers, tied);
    if (c->label == VERDICT_DISPUTED) return ACTA_OK;              /* a denial alone tells no undertaking */
    return tells_undertaking(l, c) ? claim_of_itself(l, c, &speakers) : ACTA_OK;
}

acta_status ledger_claims(ledger *l) {
    TRY(read_cues(l));
    for (uint32_t i = 0; i < l->claims.count; i++) {
        if (!beaten(&l->claims, i)) TRY(judge(l, &l->claims.at[i]));
    }
    return ACTA_OK;
}
