/* subject.c - whom the grammar gives a role that no word fills likely enough.
 *
 * A participle, an infinitive, a second verb has its subject in the clause that governs it: "police broke in, killing two",
 * "agreed to send troops", "crossed the river and burned a village". The model, which sees a pair of words at a time, is
 * less sure of these than of a verb's own subject; where the tree says the same, half its belief is enough.
 */
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "event/event.h"

enum { CLAUSES_UP = 4 };

static const float SUPPORTED = 0.3f;     /* share of a role's threshold that is enough where the tree supports it */

static uint32_t child(const doc *d, uint32_t of, rel how) {
    const word_span s = d->sentences[d->words[of].sentence].words;
    for (uint32_t w = s.word_from; w < s.word_to; w++) {
        if (d->words[w].head == of && d->words[w].rel == how) return w;
    }
    return NONE;
}

static bool is_passive(const doc *d, uint32_t verb) {
    return child(d, verb, REL_aux_pass) != NONE || child(d, verb, REL_nsubj_pass) != NONE;
}

/* "gunmen who shot two": the relative's noun. */
static uint32_t antecedent(const doc *d, uint32_t verb, uint32_t subject) {
    bool relative = d->words[verb].rel == REL_acl_relcl && d->words[subject].upos == UPOS_PRON && d->words[subject].xpos != XPOS_PRP;
    return relative && d->words[verb].head != NONE ? d->words[verb].head : subject;
}

static uint32_t subject(const doc *d, uint32_t verb) {
    for (int up = 0; up < CLAUSES_UP && verb != NONE; up++) {
        uint32_t own = child(d, verb, REL_nsubj), head = d->words[verb].head;
        if (own != NONE) return antecedent(d, verb, own);
        if (is_passive(d, verb) || head == NONE) return NONE;
        bool participle = d->words[verb].xpos == XPOS_VBG, infinitive = d->words[verb].xpos == XPOS_VB;
        switch (rel_base((rel)d->words[verb].rel)) {
        case REL_conj: case REL_xcomp: break;
        case REL_advcl: if (!participle && !infinitive) return NONE; break;
        case REL_acl: return participle ? head : NONE;
        default: return NONE;
        }
        if (d->words[head].upos != UPOS_VERB) return NONE;
        verb = head;
    }
    return NONE;
}

/* "the rebels released a medic", "a conscript who was captured", "soldiers killed in the raid": whom a verb is done to. */
static uint32_t undergoer(const doc *d, uint32_t verb, bool passive) {
    uint32_t own = child(d, verb, passive ? REL_nsubj_pass : REL_obj);
    if (own != NONE) return antecedent(d, verb, own);
    return rel_base((rel)d->words[verb].rel) == REL_acl && d->words[verb].xpos == XPOS_VBN ? d->words[verb].head : NONE;
}

/* "ousted by the legislature", "a strike by pilots", "the towns shelled by both sides": who does what a passive verb or a noun tells. */
static uint32_t doer(const doc *d, uint32_t act) {
    const word_span s = d->sentences[d->words[act].sentence].words;
    for (uint32_t w = act + 1; w < s.word_to; w++) {
        const word *by = &d->words[w];
        if (by->rel != REL_case || strcmp(by->folded, "by") != 0 || by->head == NONE || by->head <= w) continue;
        if (d->words[by->head].head == act) return by->head;
    }
    return NONE;
}

static acta_status take(doc *d, const trigger *t, uint32_t word, role which, const float *role_least, mention_list *list, acta_err *err) {
    if (word == NONE || word == t->word) return ACTA_OK;
    float belief = t->role[word - d->sentences[d->words[t->word].sentence].words.word_from][which];
    uint32_t m = belief >= role_least[which] * SUPPORTED ? event_mention_for(d, word, t->word) : NONE;
    return m == NONE ? ACTA_OK : mention_list_add(d->arena, list, m, err);
}

acta_status event_take_subject(doc *d, const trigger *t, const float *role_least, event *e, acta_err *err) {
    if (t->role == NULL) return ACTA_OK;
    if (e->actors.count == 0) TRY(take(d, t, doer(d, t->word), ROLE_ACTOR, role_least, &e->actors, err));
    if (d->words[t->word].upos != UPOS_VERB) return ACTA_OK;
    bool passive = is_passive(d, t->word);
    if (e->recipients.count == 0) TRY(take(d, t, undergoer(d, t->word, passive), ROLE_RECIPIENT, role_least, &e->recipients, err));
    if (!passive && e->actors.count == 0) TRY(take(d, t, subject(d, t->word), ROLE_ACTOR, role_least, &e->actors, err));
    return ACTA_OK;
}
