/* party.c - who agreed, who is bound, who is judged: by the model's roles, by the tree, by the agreement's own parties. */
#include <string.h>

#include "base/ud.h"
#include "event/event.h"
#include "ledger/work.h"

acta_status ledger_fill(ledger *l, const telling *t, role which, mention_list *list) {
    const pact_cue *cue = &l->d->pact_cues[t->cue];
    if (cue->role == NULL) return ACTA_OK;
    trigger as = {.word = cue->word, .role = cue->role};
    return event_fill_role(l->d, &as, which, l->role_least[which], list, l->err);
}

/* ---- by the tree ---- */

/* Verbs whose subject does, or is to do, what the verb under them says. */
static bool hands_on_its_subject(const doc *d, uint32_t verb) {
    static const char *const verbs[] = {"agree", "promise", "pledge", "vow", "undertake", "commit", "fail", "refuse", "begin", "start", "continue",
                                        "have", "need", "be", "oblige", "require", "bind", "manage", "decline", "offer", "intend", "plan", "expect",
                                        "stop", "cease", "move", "help", "swear", "consent", "decide", "threaten", "hesitate", NULL};
    return ledger_word_in(d, verb, verbs);
}

/* The governor that shares its subject with the word, or NONE. */
static uint32_t shares_subject_with(const doc *d, uint32_t word) {
    uint32_t head = d->words[word].head;
    if (head == NONE) return NONE;
    switch (d->words[word].rel) {
    case REL_conj: return head;
    case REL_xcomp: return hands_on_its_subject(d, head) && ledger_child(d, head, REL_obj) == NONE ? head : NONE;
    case REL_advcl: return d->words[word].xpos == XPOS_VBG || d->words[word].xpos == XPOS_VB ? head : NONE;
    default: return NONE;
    }
}

static bool is_passive(const doc *d, uint32_t verb) {
    const word_span bounds = d->sentences[ledger_sentence(d, verb)].words;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (d->words[w].head == verb && (d->words[w].rel == REL_nsubj_pass || d->words[w].rel == REL_aux_pass)) return true;
    }
    return false;
}

/* "by X", under a passive or a participle; NONE where nobody is named. */
uint32_t ledger_agent(const doc *d, uint32_t verb) {
    static const char *const by[] = {"by", NULL};
    const word_span bounds = d->sentences[ledger_sentence(d, verb)].words;
    for (uint32_t w = verb + 1; w < bounds.word_to; w++) {
        uint8_t rel = d->words[w].rel;
        if (d->words[w].head != verb || rel_base((enum rel)rel) != REL_obl) continue;
        uint32_t mark = ledger_child(d, w, REL_case);
        if (rel == REL_obl_agent || (mark != NONE && ledger_folded_in(d, (word_span){mark, mark + 1}, by))) return w;
    }
    return NONE;
}

/* "The Taliban was expected to": the passive of a verb that hands its subject on does not make the subject suffer. */
static uint32_t doer(const doc *d, uint32_t word) {
    uint32_t at = word;
    for (int steps = 0; steps < 5 && at != NONE; steps++, at = shares_subject_with(d, at)) {
        bool passive = is_passive(d, at);
        if (passive && at == word) return ledger_agent(d, at);
        if (passive && !hands_on_its_subject(d, at)) return NONE;
        uint32_t subject = ledger_child(d, at, REL_nsubj);
        if (subject != NONE) return subject;
    }
    return NONE;
}

/* The subject and those joined to it: "Laos and Thailand". */
acta_status ledger_fill_subject(ledger *l, uint32_t word, mention_list *list) {
    const doc *d = l->d;
    uint32_t subject = doer(d, word);
    if (subject == NONE || subject == word) return ACTA_OK;
    const word_span bounds = d->sentences[ledger_sentence(d, word)].words;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        bool joined = w == subject || (d->words[w].head == subject && d->words[w].rel == REL_conj);
        uint32_t m = joined ? event_mention_for(d, w, word) : NONE;
        if (m != NONE) TRY(mention_list_add(l->d->arena, list, m, l->err));
    }
    return ACTA_OK;
}

/* ---- sameness ---- */

static const char *code_of(const doc *d, const mention *m) {
    return m->code[0] != '\0' || m->entity >= d->entity_count ? m->code : d->entities[m->entity].code;
}

static sector_set sectors_of(const doc *d, const mention *m) {
    return m->code[0] != '\0' || m->sectors != 0 || m->entity >= d->entity_count ? m->sectors : d->entities[m->entity].sectors;
}

bool ledger_one_party(const doc *d, uint32_t a, uint32_t b) {
    const mention *x = &d->mentions[a], *y = &d->mentions[b];
    if (a == b || (x->entity != NONE && x->entity == y->entity)) return true;
    const char *p = code_of(d, x), *q = code_of(d, y);
    if (p[0] == '\0' || strcmp(p, q) != 0) return false;
    sector_set s = sectors_of(d, x), t = sectors_of(d, y);
    /* A state speaks and acts through its ministries and troops; its rebels are another party. */
    const sector_set state = SECTOR_BIT(GOV) | SECTOR_BIT(MIL) | SECTOR_BIT(COP) | SECTOR_BIT(LEG) | SECTOR_BIT(SPY) | SECTOR_BIT(JUD);
    if (((s & state) != 0) && ((t & state) != 0)) return true;
    return s == 0 || t == 0 || (s & t) != 0;
}

bool ledger_share_party(const doc *d, const mention_list *a, const mention_list *b) {
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t k = 0; k < b->count; k++) {
            if (ledger_one_party(d, a->at[i], b->at[k])) return true;
        }
    }
    return false;
}

acta_status ledger_add_parties(ledger *l, mention_list *list, const mention_list *more) {
    for (uint32_t i = 0; i < more->count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < list->count; k++) known |= ledger_one_party(l->d, list->at[k], more->at[i]);
        if (!known) TRY(mention_list_add(l->d->arena, list, more->at[i], l->err));
    }
    return ACTA_OK;
}

bool ledger_is_both(const doc *d, uint32_t at) {
    static const char *const all[] = {"both", "two", "sides", "parties", "each", "signatories", NULL};
    const mention *m = &d->mentions[at];
    return code_of(d, m)[0] == '\0' && m->name.word_from == m->name.word_to && ledger_folded_in(d, m->words, all);
}

/* ---- when ---- */

static float date_role(const ledger *l, const telling *t, const timex *time) {
    const pact_cue *cue = &l->d->pact_cues[t->cue];
    uint32_t first = l->d->sentences[ledger_sentence(l->d, t->word)].words.word_from;
    float best = 0;
    for (uint32_t w = time->words.word_from; cue->role != NULL && w < time->words.word_to; w++) {
        if (cue->role[w - first][ROLE_DATE] > best) best = cue->role[w - first][ROLE_DATE];
    }
    return best;
}

uint32_t ledger_time(const ledger *l, const telling *t) {
    const word_span bounds = l->d->sentences[ledger_sentence(l->d, t->word)].words;
    uint32_t found = NONE;
    float best = 0;
    for (uint32_t i = 0; i < l->d->time_count; i++) {
        const timex *one = &l->d->times[i];
        if (one->words.word_from < bounds.word_from || one->words.word_to > bounds.word_to || one->from.year == 0) continue;
        float p = date_role(l, t, one);
        if (p < l->role_least[ROLE_DATE] || p <= best) continue;
        best = p;
        found = i;
    }
    return found;
}
