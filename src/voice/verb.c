/* verb.c - attributions by verbs: said, told, was quoted as saying, called for, is expected to.
 *
 *   the ministry said [that] CONTENT             clause under the cue, before or behind it
 *   CONTENT, the ministry said                   or the cue under the clause, as parataxis
 *   the ministry called for CONTENT              the complements that the table names for the cue
 *   CONTENT was announced by the ministry        passive: what would be the object, by an agent or by nobody
 *   X is said to CONTENT                         passive with infinitive: X is part of what is said
 *   stressed, as cited by the ministry, CONTENT  a participle with an agent, under the content or its cue
 *   CONTENT, as the ministry said                a clause with "as", under the content
 *   the agency reported CONTENT, citing X         X says what the agency reports
 */
#include <string.h>

#include "event/event.h"
#include "voice/listen.h"

static bool marked(const listener *l, uint32_t word, const char *mark) {
    return syntax_marked(&l->s, word, mark, strlen(mark));
}

static bool one_of(const char *text, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, list[i]) == 0) return true;
    }
    return false;
}

/* "officials who said": who stands for the officials. */
static uint32_t antecedent(const listener *l, uint32_t subject, uint32_t verb) {
    static const char *const relatives[] = {"who", "which", "that"};
    const word *v = &l->d->words[verb];
    bool relative = v->rel == REL_acl_relcl && one_of(l->d->words[subject].folded, relatives, sizeof relatives / sizeof *relatives);
    return relative && v->head != NONE ? v->head : subject;
}

/* "He quoted the officer as saying": the parse may take the officer for another subject of "quoted". */
static uint32_t subject_between(const listener *l, uint32_t above, uint32_t verb) {
    for (uint32_t w = l->s.child[above]; w != NONE && w < verb; w = l->s.next[w]) {
        if (w > above && syntax_rel(&l->s, w) == REL_nsubj) return w;
    }
    return NONE;
}

/* "quoted him as saying", "asked her to explain": the object of the one verb is the subject of the other. */
static uint32_t subject_of_complement(const listener *l, uint32_t verb, uint32_t above) {
    rel r = syntax_rel(&l->s, verb);
    bool as = r == REL_advcl && marked(l, verb, "as");
    if (r != REL_xcomp && !as) return NONE;
    uint32_t object = syntax_child(&l->s, above, REL_obj);
    if (object == NONE) object = syntax_child(&l->s, above, REL_iobj);
    return object == NONE && as ? subject_between(l, above, verb) : object;
}

/* The subject stands in quotes only where the verb does: in `"We," he said, "won"` it is not "We". Of several that the parse offers
 * the nearest: "Tanks that left came back, locals said". */
static uint32_t own_subject(const listener *l, uint32_t verb) {
    uint32_t best = NONE, best_distance = NONE;
    for (uint32_t w = l->s.child[verb]; w != NONE; w = l->s.next[w]) {
        uint32_t distance = w < verb ? verb - w : w - verb;
        if (syntax_rel(&l->s, w) != REL_nsubj || ((l->d->words[w].flags ^ l->d->words[verb].flags) & WORD_IN_QUOTES) != 0) continue;
        if (distance < best_distance) {
            best = w;
            best_distance = distance;
        }
    }
    return best;
}

static bool has_auxiliary(const listener *l, uint32_t verb) {
    return syntax_child(&l->s, verb, REL_aux) != NONE;
}

/* "said he would stay but did not explain": what shares an auxiliary shares the form it asks for; a finite verb does not. */
static bool is_unlike(const listener *l, uint32_t joined, uint32_t to) {
    uint8_t x = l->d->words[joined].xpos, y = l->d->words[to].xpos;
    bool finite = x == XPOS_VBD || x == XPOS_VBZ || x == XPOS_VBP || (x == XPOS_VB && has_auxiliary(l, joined));
    return finite && (y == XPOS_VB || y == XPOS_VBG || y == XPOS_VBN) && has_auxiliary(l, to);
}

/* "…, adding that", after a clause that is said: he says the one as he says the other. */
static bool is_adding(const listener *l, uint32_t word) {
    cue c;
    if (l->d->words[word].xpos != XPOS_VBG || word == 0 || !syntax_is_punct(&l->s, word - 1)) return false;
    return cue_at(l->cues, &l->s, word, "verb", &c) && c.force == FORCE_SAYS && cue_takes(&c, "clause");
}

/* Does the parse hang on what is said a verb that belongs beside the cue? The word's head is the head of what is said. */
static bool is_astray(const listener *l, uint32_t word) {
    cue c;
    uint32_t said = l->d->words[word].head;
    if (said == NONE || word < said || syntax_child(&l->s, word, REL_nsubj) != NONE) return false;
    uint32_t above = l->d->words[said].head;
    if (above == NONE || above > said || syntax_rel(&l->s, said) != REL_ccomp || !cue_at(l->cues, &l->s, above, "verb", &c)) return false;
    rel r = syntax_rel(&l->s, word);
    if (((l->d->words[word].flags ^ l->d->words[above].flags) & WORD_IN_QUOTES) != 0) return false;
    return r == REL_conj ? is_unlike(l, word, said) : r == REL_advcl && is_adding(l, word);
}

/* The first of the kind under what is said; NONE: there is none. */
static uint32_t first_astray(const listener *l, uint32_t said, uint32_t from) {
    for (uint32_t w = from; w != NONE; w = l->s.next[w]) {
        if (l->d->words[w].head == said && is_astray(l, w)) return w;
    }
    return NONE;
}

enum { CLIMB_MAX = 6 };              /* verbs between a cue and the one that has the subject */

uint32_t voice_subject(const listener *l, uint32_t verb) {
    for (uint32_t steps = 0, at = verb; steps < CLIMB_MAX; steps++) {
        uint32_t subject = own_subject(l, at);
        if (subject != NONE) return antecedent(l, subject, at);
        uint32_t above = l->d->words[at].head;
        if (above == NONE) return NONE;
        if (is_astray(l, at)) {
            at = l->d->words[above].head;
            continue;
        }
        rel r = syntax_rel(&l->s, at);
        if (r == REL_acl) return l->d->words[at].xpos == XPOS_VBG ? above : NONE;
        if (r != REL_conj && r != REL_advcl && r != REL_xcomp && r != REL_parataxis) return NONE;
        subject = subject_of_complement(l, at, above);
        if (subject != NONE) return subject;
        at = above;
    }
    return NONE;
}

static void add_whole(const listener *l, attribution *a, uint32_t top) {
    uint32_t first = first_astray(l, top, l->s.child[top]);
    content_add_subtree(&l->s, a, top, first, first == NONE ? NONE : first_astray(l, top, l->s.next[first]));
}

/* What came of a cue's complements. */
typedef struct complements {
    bool infinitive, oblique;
} complements;

/* Clause, infinitive, and what comes with a preposition. */
static complements add_complements(const listener *l, uint32_t verb, const cue *c, attribution *a) {
    complements found = {false, false};
    for (uint32_t w = l->s.child[verb]; w != NONE; w = l->s.next[w]) {
        rel r = syntax_rel(&l->s, w);
        bool to = r == REL_xcomp && cue_takes(c, "inf"), clause = r == REL_ccomp && cue_takes(c, "clause");
        if (to || clause) add_whole(l, a, w);
        found.infinitive |= to;
        bool may_be = r == REL_obl || r == REL_advcl || r == REL_xcomp || r == REL_ccomp;
        if (to || clause || !may_be || l->d->words[w].rel == REL_obl_agent) continue;
        uint32_t preposition = cue_preposition(c, &l->s, w);
        if (preposition == NONE) continue;
        attribution_add_oblique(l, a, w, preposition);
        found.oblique = true;
    }
    return found;
}

static bool has_clause(const listener *l, uint32_t verb) {
    return syntax_child(&l->s, verb, REL_ccomp) != NONE;
}

/* Those told are no content ("told reporters that"), but they are the subject of an infinitive ("told them to leave"). */
static void add_objects(const listener *l, uint32_t verb, const cue *c, complements with, attribution *a) {
    bool told = cue_takes(c, "object") && !(has_clause(l, verb) && cue_takes(c, "clause"));
    told |= with.oblique && cue_takes(c, "beside");
    if (!told && !with.infinitive) return;
    for (uint32_t w = l->s.child[verb]; w != NONE; w = l->s.next[w]) {
        rel r = syntax_rel(&l->s, w);
        if (c->force == FORCE_SAYS && l->d->words[w].upos == UPOS_PRON) continue;        /* "says so": the words stand elsewhere */
        if (r == REL_obj || (r == REL_iobj && with.infinitive)) add_whole(l, a, w);
    }
}

/* "He said: we won." A clause beside the cue, if it is no cue with a speaker of its own. */
static void add_beside(const listener *l, uint32_t verb, const cue *c, attribution *a) {
    cue other;
    if (a->content_count > 0 || !cue_takes(c, "clause")) return;
    for (uint32_t w = l->s.child[verb]; w != NONE; w = l->s.next[w]) {
        if (syntax_rel(&l->s, w) == REL_parataxis && !cue_at(l->cues, &l->s, w, "verb", &other)) add_whole(l, a, w);
    }
}

static bool has_subject(const listener *l, uint32_t verb) {
    return syntax_child(&l->s, verb, REL_nsubj) != NONE;
}

/* "said that A and that B", "said A and B": a clause joined to the cue that follows its content without a comma is joined to the
 * content in truth, unless it is a cue or has no subject of its own: then the speaker does it. */
static void add_joined(const listener *l, uint32_t verb, const cue *c, attribution *a) {
    cue other;
    if (!cue_takes(c, "clause") || !has_clause(l, verb) || a->content_count == 0) return;
    for (uint32_t w = l->s.child[verb]; w != NONE; w = l->s.next[w]) {
        uint32_t and = syntax_child(&l->s, w, REL_cc);
        uint32_t end = a->content[a->content_count - 1].word_to;
        bool that = marked(l, w, "that"), next = and == end || (that && and == end + 1 && syntax_is_punct(&l->s, end));
        if (syntax_rel(&l->s, w) != REL_conj || and == NONE || !next) continue;
        bool cued = cue_at(l->cues, &l->s, w, "verb", &other) && other.force == FORCE_SAYS;
        if (that || (has_subject(l, w) && !cued)) add_whole(l, a, w);
    }
}

/* "said they left because the talks had failed": a reason or a condition that follows what is said is said as well, whatever the
 * parse hangs it on. */
static void add_reasons(const listener *l, uint32_t verb, const cue *c, attribution *a) {
    static const char *const marks[] = {"because", "since", "if", "unless", "until"};
    if (c->force != FORCE_SAYS || !has_clause(l, verb)) return;
    for (uint32_t w = l->s.child[verb]; w != NONE && a->content_count > 0; w = l->s.next[w]) {
        uint32_t end = a->content[a->content_count - 1].word_to, mark = syntax_child(&l->s, w, REL_mark);
        if (syntax_rel(&l->s, w) != REL_advcl || w < verb || mark == NONE || (mark != end && !(mark == end + 1 && syntax_is_punct(&l->s, end)))) continue;
        if (one_of(l->d->words[mark].folded, marks, sizeof marks / sizeof *marks)) add_whole(l, a, w);
    }
}

/* "In a statement, the ministry said they had left": what stands before the comma before the speaker tells of his saying. Between two
 * commas he is an aside, and what stands before belongs to what is said: "In May, he said, they had left". */
static void drop_opening(const listener *l, uint32_t source, attribution *a) {
    uint32_t from = syntax_phrase(&l->s, source).word_from;
    if (a->content_count < 2 || a->content[1].word_from < a->cue.word_to || from >= a->cue.word_from || from == 0) return;
    word_span first = a->content[0];
    bool opens = first.word_from == l->d->sentences[l->d->words[a->cue_word].sentence].words.word_from && first.word_to <= from;
    bool parted = syntax_is_punct(&l->s, from - 1) && from <= first.word_to + 1 && (l->d->words[first.word_from].flags & WORD_IN_QUOTES) == 0;
    if (!opens || !parted || syntax_is_punct(&l->s, a->cue.word_to)) return;
    a->content_count--;
    for (uint32_t i = 0; i < a->content_count; i++) a->content[i] = a->content[i + 1];
}

/* "CONTENT, the ministry said", "CONTENT, as the ministry said": the cue hangs on what is said. */
static void add_above(const listener *l, uint32_t verb, attribution *a) {
    const word *v = &l->d->words[verb];
    bool inserted = syntax_rel(&l->s, verb) == REL_parataxis || (syntax_rel(&l->s, verb) == REL_advcl && marked(l, verb, "as"));
    if (a->content_count == 0 && inserted && v->head != NONE) content_add_subtree(&l->s, a, v->head, verb, NONE);
}

/* `"…," said Smith`: after a quotation or clause the parse may take the one who speaks for an object. */
static uint32_t inverted_subject(const listener *l, uint32_t verb, const cue *c) {
    uint32_t object = syntax_child(&l->s, verb, REL_obj), from = l->d->sentences[l->d->words[verb].sentence].words.word_from;
    bool after = verb > from && syntax_is_punct(&l->s, verb - 1) && object != NONE && object > verb;
    bool can = after && c->force == FORCE_SAYS && cue_takes(c, "clause") && l->d->words[verb].xpos != XPOS_VBG;
    return can && event_mention_for(l->d, object, verb) != NONE ? object : NONE;
}

enum { CLAUSE_LEAST = 3 };           /* words */

/* "CONTENT, the ministry said", whatever the parse makes of it: what stands before the comma before the speaker and his verb. */
static void add_before(const listener *l, uint32_t verb, uint32_t source, attribution *a) {
    uint32_t from = l->d->sentences[l->d->words[verb].sentence].words.word_from;
    uint32_t to = syntax_phrase(&l->s, source).word_from;
    if (to > verb) to = verb;
    if (a->content_count == 0 && to >= from + CLAUSE_LEAST + 1 && syntax_is_punct(&l->s, to - 1)) content_add(&l->s, a, (word_span){from, to - 1});
}

/* "he seems to have left": he is part of what seems, and to whom is not told. */
static acta_status seeming(listener *l, uint32_t verb, const cue *c) {
    attribution a = attribution_draft(l, verb, c->force);
    uint32_t subject = voice_subject(l, verb);
    add_complements(l, verb, c, &a);
    if (a.content_count > 0 && subject != NONE) add_whole(l, &a, subject);
    return attribution_keep(l, &a, NONE);
}

enum { QUOTED_MAX = 16 };            /* words between "quoted" and "as saying" */

static bool is_form(const listener *l, uint32_t word, const char *form) {
    return strcmp(l->d->words[word].folded, form) == 0;
}

/* "He quoted the officer as saying that …": the word "saying" that the cue leads to, or is itself; NONE: there is none. */
static uint32_t as_saying(const listener *l, uint32_t verb, const cue *c) {
    uint32_t end = l->d->sentences[l->d->words[verb].sentence].words.word_to;
    if (is_form(l, verb, "saying")) return verb > 0 && is_form(l, verb - 1, "as") ? verb : NONE;
    for (uint32_t w = verb + 1; cue_takes(c, "cited") && w + 1 < end && w <= verb + QUOTED_MAX && !is_form(l, w, ","); w++) {
        if (is_form(l, w, "as") && is_form(l, w + 1, "saying")) return w + 1;
    }
    return NONE;
}

/* What follows "as saying" is said to the end of the sentence, however the parse cuts it up. */
static void add_quoted(const listener *l, uint32_t verb, const cue *c, attribution *a) {
    uint32_t saying = as_saying(l, verb, c), end = l->d->sentences[l->d->words[verb].sentence].words.word_to;
    for (uint32_t w = saying; saying != NONE && w + 1 < end; w++) {
        if (is_form(l, w + 1, ";")) end = w + 1;
    }
    if (saying != NONE && saying + 1 < end) content_add(&l->s, a, (word_span){saying + 1, end});
}

static acta_status active(listener *l, uint32_t verb, const cue *c) {
    attribution a = attribution_draft(l, verb, c->force);
    uint32_t inverted = own_subject(l, verb) == NONE ? inverted_subject(l, verb, c) : NONE;
    uint32_t source = inverted != NONE ? inverted : voice_subject(l, verb);
    complements with = add_complements(l, verb, c, &a);
    if (inverted == NONE) add_objects(l, verb, c, with, &a);
    add_joined(l, verb, c, &a);
    add_reasons(l, verb, c, &a);
    if (source != NONE) drop_opening(l, source, &a);
    add_beside(l, verb, c, &a);
    add_quoted(l, verb, c, &a);
    if (source != NONE && cue_takes(c, "clause")) {
        add_above(l, verb, &a);
        add_before(l, verb, source, &a);
    }
    return attribution_keep(l, &a, source);
}

static uint32_t agent_of(const listener *l, uint32_t verb) {
    uint32_t agent = syntax_child_exactly(&l->s, verb, REL_obl_agent);
    if (agent != NONE) return agent;
    for (uint32_t w = l->s.child[verb]; w != NONE; w = l->s.next[w]) {
        if (syntax_rel(&l->s, w) == REL_obl && marked(l, w, "by")) return w;
    }
    return NONE;
}

static bool is_passive(const listener *l, uint32_t verb) {
    const word *v = &l->d->words[verb];
    if (v->xpos != XPOS_VBN && v->xpos != XPOS_VBD) return false;
    if (syntax_child_exactly(&l->s, verb, REL_aux_pass) != NONE || syntax_child_exactly(&l->s, verb, REL_nsubj_pass) != NONE) return true;
    return agent_of(l, verb) != NONE && syntax_child(&l->s, verb, REL_nsubj) == NONE;
}

/* "a plan announced by X", "as cited by X": what the participle hangs on. */
static void add_described(const listener *l, uint32_t verb, attribution *a) {
    const word *v = &l->d->words[verb];
    rel r = syntax_rel(&l->s, verb);
    if (v->head != NONE && (r == REL_acl || r == REL_advcl || r == REL_parataxis)) content_add_subtree(&l->s, a, v->head, verb, NONE);
}

static acta_status passive(listener *l, uint32_t verb, const cue *c) {
    attribution a = attribution_draft(l, verb, c->force);
    uint32_t subject = syntax_child(&l->s, verb, REL_nsubj), agent = agent_of(l, verb);
    complements with = add_complements(l, verb, c, &a);
    for (uint32_t w = l->s.child[verb]; w != NONE; w = l->s.next[w]) {
        rel r = syntax_rel(&l->s, w);
        if (r == REL_csubj && cue_takes(c, "clause")) add_whole(l, &a, w);
        if (r == REL_xcomp && !with.infinitive && cue_takes(c, "clause")) {
            add_whole(l, &a, w);                     /* "is said to" */
            with.infinitive = true;
        }
    }
    if (subject != NONE && (with.infinitive || cue_takes(c, "object") || (with.oblique && cue_takes(c, "beside")))) add_whole(l, &a, subject);
    if (subject == NONE && a.content_count == 0 && agent != NONE) add_described(l, verb, &a);
    return attribution_keep(l, &a, agent);
}

/* The attribution of a cue word; NONE: there is none. */
static uint32_t attribution_by(const doc *d, uint32_t cue_word, uint32_t near) {
    for (uint32_t i = near; i-- > 0 && d->words[d->attributions[i].cue_word].sentence == d->words[cue_word].sentence;) {
        if (d->attributions[i].cue_word == cue_word) return i;
    }
    for (uint32_t i = near + 1; i < d->attribution_count && d->words[d->attributions[i].cue_word].sentence == d->words[cue_word].sentence; i++) {
        if (d->attributions[i].cue_word == cue_word) return i;
    }
    return NONE;
}

/* "the agency reported, quoting officials": the officials say what the agency reports. */
static void voice_by_citing(listener *l, uint32_t which) {
    cue c;
    attribution *a = &l->d->attributions[which];
    const word *v = &l->d->words[a->cue_word];
    uint32_t object = syntax_child(&l->s, a->cue_word, REL_obj);
    if (v->xpos != XPOS_VBG || v->head == NONE || object == NONE || !cue_at(l->cues, &l->s, a->cue_word, "verb", &c) || !cue_takes(&c, "cited")) return;
    uint32_t above = attribution_by(l->d, v->head, which);
    a->content_count = 0;
    if (above == NONE) content_add_subtree(&l->s, a, v->head, a->cue_word, NONE);
    for (uint32_t i = 0; above != NONE && i < l->d->attributions[above].content_count; i++) content_add(&l->s, a, l->d->attributions[above].content[i]);
    a->source = event_mention_for(l->d, object, a->cue_word);
    a->source_words = syntax_phrase(&l->s, object);
}

void voice_by_citations(listener *l) {
    for (uint32_t i = 0; i < l->d->attribution_count; i++) voice_by_citing(l, i);
}

acta_status voice_by_verb(listener *l, uint32_t word) {
    cue c;
    uint8_t u = l->d->words[word].upos;
    if ((u != UPOS_VERB && u != UPOS_AUX) || !cue_at(l->cues, &l->s, word, "verb", &c)) return ACTA_OK;
    if (cue_takes(&c, "subject")) return seeming(l, word, &c);
    return is_passive(l, word) ? passive(l, word, &c) : active(l, word, &c);
}
