/* words.c - which words tell of an agreement, an undertaking, a verdict; and how alike two such stretches are.
 *
 * The model marks one word. Around it the tree gives the rest: a verb with its objects and complements, a noun with what
 * stands before it and hangs on it. Days are left out at the ends: they are the deadline, not the deed.
 */
#include <string.h>

#include "base/ud.h"
#include "ledger/work.h"

enum { GAP_MAX = 2,                  /* words in between that do not belong */
       REACH = 9,                   /* words a stretch may go on after its anchor */
       DEPTH_MAX = 16 };             /* arcs climbed from a word to the anchor */

typedef enum stretch_kind { NAME, ACTION, CLAIM } stretch_kind;

byte_span ledger_bytes(const doc *d, word_span words) {
    return (byte_span){d->words[words.word_from].span.byte_from, d->words[words.word_to - 1].span.byte_to};
}

/* "signed" is a form of "sign" also where a wrong tag has given it a wrong lemma. */
static bool is_form_of(const char *form, const char *lemma) {
    static const char *const endings[] = {"", "s", "es", "d", "ed", "ing", NULL};
    size_t bytes = strlen(lemma);
    if (strncmp(form, lemma, bytes) != 0) return false;
    for (const char *const *end = endings; *end != NULL; end++) {
        if (strcmp(form + bytes, *end) == 0) return true;
    }
    return false;
}

bool ledger_word_in(const doc *d, uint32_t word, const char *const *list) {
    const char *lemma = d->words[word].lemma;
    for (; *list != NULL; list++) {
        if ((lemma != NULL && strcmp(lemma, *list) == 0) || is_form_of(d->words[word].folded, *list)) return true;
    }
    return false;
}

bool ledger_folded_in(const doc *d, word_span words, const char *const *list) {
    for (uint32_t w = words.word_from; w < words.word_to; w++) {
        for (const char *const *one = list; *one != NULL; one++) {
            if (strcmp(d->words[w].folded, *one) == 0) return true;
        }
    }
    return false;
}

uint32_t ledger_child(const doc *d, uint32_t of, uint8_t rel) {
    const word_span bounds = d->sentences[ledger_sentence(d, of)].words;
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (d->words[w].head == of && rel_base((enum rel)d->words[w].rel) == rel) return w;
    }
    return NONE;
}

bool ledger_in_headline(const doc *d, uint32_t word) {
    return d->blocks[d->sentences[ledger_sentence(d, word)].block].kind == BLOCK_TITLE;
}

/* A verb, whatever its tag says: it has what verbs alone have. */
static bool is_clause(const doc *d, uint32_t word) {
    static const uint8_t of_verbs[] = {REL_aux, REL_obj, REL_xcomp, REL_cop, REL_nsubj};
    uint8_t upos = d->words[word].upos;
    if (upos == UPOS_VERB || upos == UPOS_AUX) return true;
    for (size_t i = 0; i < sizeof of_verbs; i++) {
        if (ledger_child(d, word, of_verbs[i]) != NONE) return true;
    }
    return false;
}

/* ---- what hangs on the anchor itself ---- */

/* "brokered by the OSCE" tells one deal from another; "which the army denied" does not. */
static bool of_noun(const doc *d, uint32_t w, stretch_kind kind) {
    switch (d->words[w].rel) {
    case REL_det: case REL_det_predet: case REL_amod: case REL_nummod: case REL_compound: case REL_nmod_poss: case REL_flat: case REL_flat_name:
    case REL_nmod: case REL_nmod_desc: case REL_nmod_unmarked: case REL_fixed: case REL_punct:
        return true;
    case REL_acl: case REL_advmod: case REL_ccomp:
        return kind != NAME;
    case REL_conj: case REL_cc:
        return kind == ACTION && !is_clause(d, w);
    default:
        return false;
    }
}

static bool of_verb(const doc *d, uint32_t w, stretch_kind kind) {
    switch (d->words[w].rel) {
    case REL_nsubj_pass: return kind != NAME;
    case REL_obj: case REL_iobj: case REL_xcomp: case REL_ccomp: case REL_obl: case REL_obl_unmarked: case REL_obl_agent: case REL_compound_prt:
    case REL_advmod: case REL_aux: case REL_aux_pass: case REL_cop: case REL_mark: case REL_expl:
        return true;
    case REL_punct:
        return d->words[w].upos == UPOS_PUNCT;
    case REL_advcl: return d->words[w].xpos == XPOS_VBG && w == d->words[w].head + 1;           /* "finish lifting the mines" */
    case REL_nsubj: case REL_det: case REL_amod: case REL_compound: case REL_nmod: case REL_nummod: case REL_case: case REL_nmod_poss:
        return ledger_child(d, d->words[w].head, REL_cop) != NONE && d->words[w].rel != REL_nsubj;    /* "is in force", "was no breach" */
    default:
        return false;
    }
}

static bool of_anchor(const doc *d, uint32_t w, uint32_t anchor, stretch_kind kind) {
    return is_clause(d, anchor) ? of_verb(d, w, kind) : of_noun(d, w, kind);
}

/* What hangs on words that belong already: everything but a clause beside. */
static bool further_down(const doc *d, uint32_t w) {
    switch (d->words[w].rel) {
    case REL_acl_relcl: case REL_advcl: case REL_parataxis: case REL_appos: case REL_discourse: case REL_vocative:
        return false;
    case REL_conj:
        return !is_clause(d, w);
    case REL_punct:
        return d->words[w].upos == UPOS_PUNCT;
    default:
        return true;
    }
}

bool ledger_is_side(const doc *d, uint32_t noun, uint32_t anchor) {
    static const char *const sides[] = {"with", "between", "among", NULL};
    uint32_t mark = ledger_child(d, noun, REL_case);
    if (noun <= anchor || mark == NONE || !ledger_folded_in(d, (word_span){mark, mark + 1}, sides)) return false;
    return mark == anchor + 1 || (d->words[noun].head == anchor && rel_base((enum rel)d->words[noun].rel) == REL_nmod);
}

static bool belongs(const doc *d, uint32_t w, uint32_t anchor, stretch_kind kind) {
    for (int steps = 0; steps < DEPTH_MAX && w != NONE; steps++) {
        if (w == anchor) return true;
        uint32_t head = d->words[w].head;
        if (head == anchor) return of_anchor(d, w, anchor, kind);
        if (kind == NAME && ledger_is_side(d, w, anchor)) return true;
        if (!further_down(d, w)) return false;
        w = head;
    }
    return false;
}

/* ---- days are not part of the deed ---- */

static bool in_time(const doc *d, uint32_t w) {
    uint32_t low = 0, high = d->time_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->times[middle].words.word_to <= w) low = middle + 1;
        else high = middle;
    }
    return low < d->time_count && d->times[low].words.word_from <= w && d->times[low].type != TIMEX_DURATION;
}

static bool is_time(const doc *d, uint32_t w) {
    bool leads = d->words[w].rel == REL_case && d->words[w].head != NONE && in_time(d, d->words[w].head);
    return leads || in_time(d, w);
}

/* Words that end no stretch. */
static bool dangles(const doc *d, uint32_t w) {
    switch (d->words[w].upos) {
    case UPOS_PUNCT: case UPOS_CCONJ: case UPOS_ADP: case UPOS_SCONJ: case UPOS_DET: return d->words[w].rel != REL_compound_prt;
    default: return is_time(d, w);
    }
}

static bool leads_in(const doc *d, uint32_t w) {
    if (strcmp(d->words[w].folded, "not") == 0 || strcmp(d->words[w].folded, "never") == 0) return strcmp(d->words[w + 1].folded, "to") != 0;
    uint8_t upos = d->words[w].upos;
    return upos == UPOS_AUX || upos == UPOS_PART || upos == UPOS_SCONJ || upos == UPOS_PUNCT || upos == UPOS_CCONJ || upos == UPOS_ADP;
}

static bool under(const doc *d, uint32_t w, uint32_t top) {
    for (int steps = 0; steps < DEPTH_MAX && w != NONE; steps++, w = d->words[w].head) {
        if (w == top) return true;
    }
    return false;
}

/* "Every fighter who had come from the camps was to be sent back": a subject too long to stand whole is left out whole. */
static uint32_t without_half_subject(const doc *d, uint32_t from, uint32_t anchor) {
    uint32_t subject = ledger_child(d, anchor, REL_nsubj);
    if (subject == NONE || subject >= anchor) return from;
    uint32_t first = anchor, last = subject, sentence = d->sentences[ledger_sentence(d, anchor)].words.word_from;
    for (uint32_t w = sentence; w < anchor; w++) {
        if (!under(d, w, subject)) continue;
        if (w < first) first = w;
        last = w;
    }
    return first < from && from <= last ? last + 1 : from;
}

/* What the tree may hang elsewhere by mistake, or what is told in between: "free ALL those held", "withdraw on Friday 15 tanks". */
static bool may_be_between(const doc *d, uint32_t w) {
    switch (d->words[w].upos) {
    case UPOS_DET: case UPOS_NUM: case UPOS_ADJ: case UPOS_ADV: case UPOS_PART: return true;
    default: return is_time(d, w);
    }
}

/* What goes on after a bare verb or "the exchange" though the tree hangs it elsewhere: up to a mark, a day, or another clause. */
static bool goes_on(const doc *d, uint32_t w, uint32_t anchor) {
    const word *word = &d->words[w];
    if (word->upos == UPOS_PUNCT || word->upos == UPOS_CCONJ || word->upos == UPOS_SCONJ || is_time(d, w)) return false;
    bool finite = word->xpos == XPOS_MD || word->xpos == XPOS_VBD || word->xpos == XPOS_VBZ || word->xpos == XPOS_VBP || word->xpos == XPOS_WDT || word->xpos == XPOS_WP;
    return !finite || w == anchor + 1;
}

static uint32_t bare_goes_to(const doc *d, uint32_t anchor, uint32_t end) {
    enum { BARE_REACH = 8 };
    uint32_t next = anchor + 1, to = next;
    bool verb = d->words[anchor].upos == UPOS_VERB || d->words[anchor].upos == UPOS_AUX;
    bool noun = d->words[anchor].upos == UPOS_NOUN && next < end && d->words[next].upos == UPOS_ADP;
    while ((verb || noun) && to < end && to <= anchor + BARE_REACH && goes_on(d, to, anchor)) to++;
    return to;
}

static bool is_hyphen(const doc *d, uint32_t w) {
    return d->words[w].folded[0] == '-' && d->words[w].folded[1] == '\0' && (d->words[w].flags & WORD_SPACE_BEFORE) == 0;
}

/* "cease-fire", "pull-back": what a hyphen joins is one word, though it is read as three. */
static uint32_t end_of_joined(const doc *d, uint32_t to, uint32_t end) {
    while (to + 1 < end && is_hyphen(d, to) && (d->words[to + 1].flags & WORD_SPACE_BEFORE) == 0) to += 2;
    return to;
}

static word_span stretch(const doc *d, uint32_t anchor, stretch_kind kind) {
    const word_span bounds = d->sentences[ledger_sentence(d, anchor)].words;
    word_span s = {anchor, anchor + 1};
    while (s.word_from > bounds.word_from && belongs(d, s.word_from - 1, anchor, kind)) s.word_from--;
    s.word_from = without_half_subject(d, s.word_from, anchor);
    s.word_to = end_of_joined(d, s.word_to, bounds.word_to);
    const uint32_t alone = s.word_to;
    uint32_t gap = 0;
    for (uint32_t w = s.word_to; w < bounds.word_to && w <= anchor + REACH && gap <= GAP_MAX; w++) {
        if (kind == CLAIM && strcmp(d->words[w].folded, ",") == 0) break;        /* a verdict is short; "…, the minister said" */
        if (belongs(d, w, anchor, kind)) s.word_to = w + 1, gap = 0;
        else if (kind != NAME && may_be_between(d, w)) gap += !is_time(d, w);
        else break;
    }
    if (kind != NAME && s.word_to == anchor + 1) s.word_to = bare_goes_to(d, anchor, bounds.word_to);
    s.word_to = end_of_joined(d, s.word_to, bounds.word_to);
    while (s.word_to > alone && (kind == NAME ? dangles(d, s.word_to - 1) && !in_time(d, s.word_to - 1) : dangles(d, s.word_to - 1))) s.word_to--;
    while (kind != CLAIM && s.word_from < anchor && leads_in(d, s.word_from)) s.word_from++;
    while (s.word_from < anchor && d->words[s.word_from].upos == UPOS_PUNCT) s.word_from++;
    while (s.word_from >= bounds.word_from + 2 && is_hyphen(d, s.word_from - 1) && (d->words[s.word_from].flags & WORD_SPACE_BEFORE) == 0) s.word_from -= 2;
    return s;
}

word_span ledger_action_words(const doc *d, uint32_t anchor) {
    return stretch(d, anchor, ACTION);
}

word_span ledger_claim_words(const doc *d, uint32_t anchor) {
    return stretch(d, anchor, CLAIM);
}

/* "a deal" says little: what is said of it right after belongs to the name then ("a deal brokered by the OSCE"). */
static bool bare(const doc *d, word_span s, uint32_t anchor) {
    if (s.word_to > anchor + 1) return false;
    for (uint32_t w = s.word_from; w < anchor; w++) {
        if (d->words[w].upos != UPOS_DET) return false;
    }
    return true;
}

uint32_t ledger_participle(const doc *d, uint32_t noun) {
    uint32_t child = ledger_child(d, noun, REL_acl), next = noun + 1;
    if (child != NONE && d->words[child].rel == REL_acl && d->words[child].xpos == XPOS_VBN) return child;
    bool after = next < d->word_count && ledger_sentence(d, next) == ledger_sentence(d, noun) && d->words[next].upos == UPOS_VERB;
    return after && d->words[next].xpos == XPOS_VBN ? next : NONE;
}

word_span ledger_name_words(const doc *d, uint32_t anchor) {
    word_span s = stretch(d, anchor, NAME);
    uint32_t more = bare(d, s, anchor) ? ledger_participle(d, anchor) : NONE;
    if (more != anchor + 1) return s;
    word_span clause = stretch(d, more, ACTION);
    if (clause.word_to > s.word_to) s.word_to = clause.word_to;
    return s;
}

/* ---- likeness ---- */

/* Words that nearly every undertaking and every word on one may hold. */
static bool is_idle(const doc *d, uint32_t w) {
    static const char *const idle[] = {"be", "have", "do", "will", "would", "make", "take", "give", "say", "begin", "start", "continue", "agree",
                                       "promise", "pledge", "undertake", "undertaking", "obligation", "commitment", "agreement", "deal", "accord",
                                       "pact", "treaty", "keep", "break", "fulfil", "fulfill", "honour", "honor", "fail", "all", "other", "part",
                                       "side", "more", "first", "own", "party", "require", "term", NULL};
    return ledger_word_in(d, w, idle);
}

static bool is_content(const doc *d, uint32_t w) {
    switch (d->words[w].upos) {
    case UPOS_NOUN: case UPOS_PROPN: case UPOS_VERB: case UPOS_ADJ: return !is_idle(d, w);
    default: return false;
    }
}

static bool same_lemma(const doc *d, uint32_t a, uint32_t b) {
    const char *x = d->words[a].lemma, *y = d->words[b].lemma;
    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

/* "the release of 600", "released 600": a noun and a verb of one stem. Five letters in common, and little else. */
static bool same_stem(const doc *d, uint32_t a, uint32_t b) {
    const char *x = d->words[a].lemma, *y = d->words[b].lemma;
    if (x == NULL || y == NULL) return false;
    size_t common = 0;
    while (x[common] != '\0' && x[common] == y[common]) common++;
    return common >= 5 && strlen(x) - common <= 4 && strlen(y) - common <= 4;
}

static bool stands_in(const doc *d, uint32_t word, word_span words) {
    for (uint32_t w = words.word_from; w < words.word_to; w++) {
        if (is_content(d, w) && (same_lemma(d, word, w) || same_stem(d, word, w))) return true;
    }
    return false;
}

static bool first_of_its_lemma(const doc *d, uint32_t word, word_span words) {
    for (uint32_t w = words.word_from; w < word; w++) {
        if (same_lemma(d, w, word)) return false;
    }
    return true;
}

uint32_t ledger_content(const doc *d, word_span words) {
    return ledger_shared(d, words, words);
}

uint32_t ledger_shared(const doc *d, word_span a, word_span b) {
    uint32_t shared = 0;
    for (uint32_t w = a.word_from; w < a.word_to; w++) {
        shared += is_content(d, w) && first_of_its_lemma(d, w, a) && stands_in(d, w, b);
    }
    return shared;
}
