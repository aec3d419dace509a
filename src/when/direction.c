#include "when/direction.h"

#include <string.h>

#include "base/ud.h"

static bool is_one_of(const char *folded, const char *const *list) {
    for (; *list != NULL; list++)
        if (strcmp(folded, *list) == 0) return true;
    return false;
}

static const char *const future_auxiliaries[] = {"will", "'ll", "\xe2\x80\x99ll", "shall", "wo", "would", "could", "should", "must", "may", "might", NULL};

/* Words after which the time lies ahead, whatever their own tense. */
static const char *const plans[] = {"scheduled", "expected", "expects", "expect", "plans", "plan", "planned", "planning", "due", "slated",
                                    "upcoming", "forthcoming", "unless", "until", "till",
                                    "expires", "expire", "begins",
                                    "prepare", "prepares", "preparing", NULL};

static const char *const past_words[] = {"was", "were", "had", "did", "said", "told", "came", "went", "took", "made", "began", "met", "held", "left", "won",
                                         "lost", "fell", "rose", "sent", "shot", "fought", "saw", "gave", "got", "put", "led", "broke", "found", "became",
                                         "ago", "since", "been", "brought", "struck", "hit", "fled", "flew", "spoke", "wrote", "sold", "bought", "cut",
                                         "tore", "stood", "swore", "grew", "knew", "drew", "threw", "blew", "chose", "drove", "rode", "wore", "froze", "stole",
                                         "sang", "sank", "ran", "dealt", "felt", "kept", "slept", "wept", "swept", "spent", "built", "meant", "caught", "taught",
                                         "sought", "thought", "ate", "forgot", "hung", "swung", "heard", "paid", "laid", "understood", "withdrew", "overthrew",
                                         "undertook", "underwent", "overcame", "shook", "forbade", "bore", "lent", "slew", "rang", "awoke", "arose", NULL};

/* "as planned", "as previously scheduled": what was planned came. */
static bool as_planned(const doc *d, uint32_t at, uint32_t from) {
    for (uint32_t back = 1; back <= 2 && at >= from + back; back++) {
        if (strcmp(d->words[at - back].folded, "as") == 0) return true;
    }
    return false;
}

/* "had been due on Friday", "had been due to expire on Friday": a plan that is told of as over. */
static bool had_been(const doc *d, uint32_t at, uint32_t from) {
    if (at >= from + 4 && strcmp(d->words[at - 1].folded, "to") == 0 && is_one_of(d->words[at - 2].folded, plans)) at -= 2;
    return at >= from + 2 && strcmp(d->words[at - 1].folded, "been") == 0 && strcmp(d->words[at - 2].folded, "had") == 0;
}

/* ---- with a parse ---------------------------------------------------------------------------------------------- */

static bool is_verb(const word *w) {
    return w->upos == UPOS_VERB || w->upos == UPOS_AUX;
}

/* The present tense of a schedule points ahead, that of these does not. */
static const char *const reporting[] = {"says", "say", "is", "are", "has", "have", "remains", "remain", "shows", "show", "continues", "follows", "comes", NULL};

/* The verb above the word, at most so many arcs up; NONE where a noun owns it all the way. */
static uint32_t governing_verb(const doc *d, uint32_t at) {
    for (int arcs = 0; arcs < 8 && at != NONE && at < d->word_count; arcs++) {
        if (is_verb(&d->words[at])) return at;
        at = d->words[at].head;
    }
    return NONE;
}

/* Under these an infinitive lies ahead; under another past verb ("rallied to mark") it does not. */
static const char *const aims[] = {"agreed", "agree", "decided", "want", "wants", "wanted", "vowed", "promised", "pledged", "threatened", "hopes", "hoped", "hope",
                                   "is", "are", "was", "were", "be", "ready", "likely", "set", "asked", "urged", "ordered", "invited", "called", "need", "needs", NULL};

enum { INFINITIVE = 2 };

/* "arrived", whatever tag it was given; "proceed" is no past. */
static bool looks_past(const word *v) {
    size_t bytes = strlen(v->folded);
    return bytes > 4 && strcmp(v->folded + bytes - 2, "ed") == 0 && v->folded[bytes - 3] != 'e';
}

/* "will meet", "is to meet", "met", "has met": by the tag, the auxiliaries and what governs an infinitive. */
static int verb_direction(const doc *d, uint32_t verb) {
    const word *v = &d->words[verb];
    word_span sentence = d->sentences[v->sentence].words;
    bool to = false, past = v->xpos == XPOS_VBD || (v->xpos == XPOS_VBP && looks_past(v));
    bool present = !past && (v->xpos == XPOS_VBZ || v->xpos == XPOS_VBP);
    for (uint32_t i = sentence.word_from; i < verb; i++) {
        const word *w = &d->words[i];
        if (w->head != verb) continue;
        if (w->upos == UPOS_AUX && is_one_of(w->folded, future_auxiliaries)) return 1;
        if (w->xpos == XPOS_TO) to = true;
        if (w->upos == UPOS_AUX && w->xpos == XPOS_VBD) past = true;
        if (w->upos == UPOS_AUX && (strcmp(w->folded, "has") == 0 || strcmp(w->folded, "have") == 0)) past = true;
        if (w->upos == UPOS_AUX && (strcmp(w->folded, "is") == 0 || strcmp(w->folded, "are") == 0)) present = true;
    }
    if (is_one_of(v->folded, plans)) return had_been(d, verb, sentence.word_from) ? -1 : 1;
    if (to) return INFINITIVE;
    if (past) return -1;
    if (present && !is_one_of(v->folded, reporting)) return 1;
    return v->xpos == XPOS_VBN ? -1 : 0;
}

/* ---- without --------------------------------------------------------------------------------------------------- */

static bool ends_clause(const char *folded) {
    static const char *const marks[] = {";", ":", "''", "\"", "``", "\xe2\x80\x9c", "\xe2\x80\x9d", "--", "\xe2\x80\x94", NULL};
    return is_one_of(folded, marks);
}

/* What one word tells: the nearest that tells anything decides. */
static int word_direction(const doc *d, uint32_t at) {
    const char *folded = d->words[at].folded;
    size_t bytes = strlen(folded);
    uint32_t from = d->sentences[d->words[at].sentence].words.word_from;
    if (is_one_of(folded, plans) && as_planned(d, at, from)) return 0;
    if (is_one_of(folded, plans) && had_been(d, at, from)) return -1;
    if (is_one_of(folded, plans) || is_one_of(folded, future_auxiliaries)) {
        bool name = strcmp(folded, "may") == 0 && (d->words[at].flags & WORD_CAPITAL);
        return name ? 0 : 1;
    }
    if (is_one_of(folded, past_words)) return -1;
    bool name = (d->words[at].flags & WORD_CAPITAL) != 0 && at > from;     /* "the United States" */
    return bytes > 4 && memcmp(folded + bytes - 2, "ed", 2) == 0 && !name ? -1 : 0;
}

/* "to be held", "scheduled to open", "is to meet": an infinitive that something looks forward with. */
static bool infinitive_at(const doc *d, uint32_t at, uint32_t from, uint32_t end) {
    static const char *const leads[] = {"is", "are", "was", "were", "set", "about", "agreed", "ready", "decided", "going", "need", "needs", "has", "have", NULL};
    if (strcmp(d->words[at].folded, "to") != 0 || at + 1 >= end) return false;
    if (strcmp(d->words[at + 1].folded, "be") == 0) return true;
    if (d->words[at + 1].flags & (WORD_CAPITAL | WORD_NUMBER) || at == from) return false;
    const char *before = d->words[at - 1].folded;
    return is_one_of(before, leads) || (is_one_of(before, plans) && !had_been(d, at - 1, from));
}

/* "will have left", "would be held": the participle is not past. */
static bool under_modal(const doc *d, uint32_t at, uint32_t from) {
    for (uint32_t back = 1; back <= 3 && at >= from + back; back++) {
        const char *before = d->words[at - back].folded;
        if (is_one_of(before, future_auxiliaries) || (back == 1 && strcmp(before, "be") == 0)) return true;
    }
    return false;
}

static int direction_by_words(const doc *d, word_span time) {
    word_span sentence = d->sentences[d->words[time.word_from].sentence].words;
    for (uint32_t i = time.word_from; i-- > sentence.word_from;) {
        if (ends_clause(d->words[i].folded)) break;
        int told = infinitive_at(d, i, sentence.word_from, time.word_from) ? 1 : word_direction(d, i);
        if (told < 0 && under_modal(d, i, sentence.word_from)) told = 1;
        if (told != 0) return told;
    }
    for (uint32_t i = time.word_to; i < sentence.word_to; i++) {
        if (ends_clause(d->words[i].folded)) break;
        int told = word_direction(d, i);
        if (told != 0) return told;
    }
    return 0;
}

static bool is_weekday(const word *w) {
    size_t bytes = strlen(w->folded);
    return bytes >= 6 && bytes <= 9 && strcmp(w->folded + bytes - 3, "day") == 0 && (w->flags & WORD_CAPITAL);
}

/* Is one of the words within the next few of the sentence? */
static bool soon_after(const doc *d, uint32_t at, uint32_t reach, const char *const *words) {
    uint32_t end = at < d->word_count ? d->sentences[d->words[at].sentence].words.word_to : at;
    for (; at < end && reach > 0; at++, reach--) {
        if (is_one_of(d->words[at].folded, words)) return true;
    }
    return false;
}

/* "as soon as Tuesday", "as early as March". */
static bool as_soon_as(const doc *d, uint32_t at, uint32_t from) {
    static const char *const middle[] = {"soon", "early", NULL};
    return at >= from + 3 && strcmp(d->words[at - 1].folded, "as") == 0 && is_one_of(d->words[at - 2].folded, middle) && strcmp(d->words[at - 3].folded, "as") == 0;
}

/* "by Friday", "until March": ahead; "since Monday": behind, and so are "Until Thursday, they had not …", "planned for Saturday was cancelled". */
static int direction_by_preposition(const doc *d, word_span time) {
    if (time.word_from == 0) return 0;
    const word *before = &d->words[time.word_from - 1];
    if (before->sentence != d->words[time.word_from].sentence) return 0;
    if (strcmp(before->folded, "since") == 0) return -1;
    static const char *const had[] = {"had", "was", "were", NULL};
    uint32_t from = d->sentences[before->sentence].words.word_from;
    bool first = time.word_from - 1 == from;
    if (strcmp(before->folded, "until") == 0 || strcmp(before->folded, "till") == 0) return first && soon_after(d, time.word_to, 5, had) ? -1 : 1;
    if (strcmp(before->folded, "for") == 0 && is_weekday(&d->words[time.word_from])) {             /* a strike called for Friday */
        return !first && soon_after(d, time.word_to, 1, had) ? -1 : 1;
    }
    if (as_soon_as(d, time.word_from, from)) return 1;
    return 0;
}

/* The verb's own direction; an infinitive's is that of what governs it. */
static int chain_direction(const doc *d, uint32_t verb) {
    for (int links = 0; links < 3 && verb != NONE; links++) {
        int told = verb_direction(d, verb);
        if (told != INFINITIVE) return told;
        uint32_t above = d->words[verb].head;
        if (above != NONE && is_one_of(d->words[above].folded, plans) && had_been(d, above, d->sentences[d->words[above].sentence].words.word_from)) return -1;
        if (above == NONE || is_one_of(d->words[above].folded, aims) || is_one_of(d->words[above].folded, plans)) return 1;
        verb = is_verb(&d->words[above]) ? above : NONE;
    }
    return 1;
}

/* "ruled Wednesday that", "said on Friday": the verb right before it, whatever the parse says. */
static bool follows_past_verb(const doc *d, word_span time) {
    static const char *const between[] = {"on", "in", "late", "early", "at", NULL};
    uint32_t sentence = d->words[time.word_from].sentence, at = time.word_from;
    if (at > 0 && is_one_of(d->words[at - 1].folded, between)) at--;
    if (at == 0 || d->words[at - 1].sentence != sentence) return false;
    const word *before = &d->words[at - 1];
    if (before->upos != UPOS_VERB || before->xpos != XPOS_VBD || is_one_of(before->folded, plans)) return false;
    bool then_to = time.word_to < d->word_count && d->words[time.word_to].sentence == sentence && strcmp(d->words[time.word_to].folded, "to") == 0;
    return then_to || !is_one_of(before->folded, aims);      /* "agreed on Friday to hold talks": the agreeing's day */
}

/* What one sets a day for; other things that are called by their day lie behind. */
static const char *const appointed[] = {"election", "elections", "vote", "referendum", "poll", "polls", "summit", "meeting", "meetings", "deadline", "talk", "talks",
                                        "visit", "conference", "ballot", "balloting", "runoff", "polling", "round", "trial", "hearing", "session", "ceremony",
                                        "inauguration", "date", NULL};

/* "the Feb. 14 assassination" */
static bool names_what_happened(const doc *d, word_span time) {
    uint32_t last = time.word_to - 1, noun = d->words[last].head;
    for (uint32_t w = time.word_from; w <= last; w++) {
        if (d->words[w].head != NONE && d->words[w].head > last) noun = d->words[w].head;
    }
    if (noun == NONE || noun <= last || noun > last + 3 || d->words[noun].upos != UPOS_NOUN || d->words[noun].lemma == NULL) return false;
    return !is_one_of(d->words[noun].lemma, appointed);
}

/* "Wednesday's ruling", by the words alone: none of the next three is a thing with a day set for it. */
static bool owns_what_happened(const doc *d, word_span time) {
    uint32_t at = time.word_to;
    if (at + 1 >= d->word_count || d->words[at].sentence != d->words[at - 1].sentence || d->words[at].folded[0] == '\0') return false;
    const char *mark = d->words[at].folded;
    return (strcmp(mark, "'s") == 0 || strcmp(mark, "\xe2\x80\x99s") == 0) && !soon_after(d, at + 1, 3, appointed);
}

int time_direction(const doc *d, word_span time) {
    if (time.word_from >= time.word_to || time.word_to > d->word_count) return 0;
    int told = direction_by_preposition(d, time);
    if (told != 0) return told;
    if (d->words[time.word_from].lemma == NULL) return direction_by_words(d, time);
    if (follows_past_verb(d, time) || names_what_happened(d, time)) return -1;
    uint32_t verb = governing_verb(d, time.word_to - 1);
    if (verb != NONE) return chain_direction(d, verb);
    return owns_what_happened(d, time) ? -1 : direction_by_words(d, time);
}
