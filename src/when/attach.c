#include "when/attach.h"

#include <string.h>

#include "base/ud.h"

enum { HISTORY_DAYS = 365, SHARED_SENTENCES = 2, SINCE_REACH = 24, NEWS_DAYS = 8 };        /* days, sentences, words */

/* ---- the parse's word on it ---------------------------------------------------------------------------------------- */

/* The word of the span that hangs outside it. */
static uint32_t phrase_head(const doc *d, word_span words) {
    for (uint32_t i = words.word_from; i < words.word_to; i++) {
        uint32_t head = d->words[i].head;
        if (head == NONE || head < words.word_from || head >= words.word_to) return i;
    }
    return words.word_from;
}

/* Arcs by which a time hangs on what it dates. */
static bool time_arc(uint8_t rel) {
    switch (rel_base((enum rel)rel)) {
    case REL_obl: case REL_nmod: case REL_advmod: case REL_compound: case REL_amod: case REL_nummod: case REL_appos: case REL_flat: case REL_dep:
        return true;
    default:
        return false;
    }
}

/* Arcs by which a noun that tells an event hangs on its verb: "held talks", "talks began", "agreed on a truce". */
static bool event_arc(uint8_t rel) {
    switch (rel_base((enum rel)rel)) {
    case REL_obj: case REL_nsubj: case REL_obl: case REL_nmod: case REL_compound: case REL_amod: case REL_xcomp:
        return true;
    default:
        return false;
    }
}

/* From the time upwards to the trigger or the first verb. */
static uint32_t time_governor(const doc *d, const timex *t, uint32_t trigger_word) {
    uint32_t at = phrase_head(d, t->words);
    for (int arcs = 0; arcs < 6 && at != NONE; arcs++) {
        if (!time_arc(d->words[at].rel)) return NONE;
        at = d->words[at].head;
        if (at == NONE || at == trigger_word || d->words[at].upos == UPOS_VERB) return at;
    }
    return NONE;
}

bool time_hangs_on(const doc *d, const timex *t, uint32_t trigger_word) {
    if (d->words[trigger_word].lemma == NULL) return false;
    uint32_t governor = time_governor(d, t, trigger_word);
    uint32_t at = trigger_word;
    for (int arcs = 0; governor != NONE && at != governor && arcs < 5; arcs++) {
        bool verb_inside = arcs > 0 && d->words[at].upos == UPOS_VERB;
        if (verb_inside || !event_arc(d->words[at].rel)) return false;
        at = d->words[at].head;
        if (at == NONE) return false;
    }
    return governor != NONE && at == governor;
}

/* ---- the model's ----------------------------------------------------------------------------------------------------- */

/* The probability that some word of the time is the anchor of the trigger's date. */
static float date_role(const doc *d, const trigger *t, const timex *time) {
    uint32_t first = d->sentences[d->words[t->word].sentence].words.word_from;
    float best = 0;
    for (uint32_t w = time->words.word_from; t->role != NULL && w < time->words.word_to; w++)
        if (t->role[w - first][ROLE_DATE] > best) best = t->role[w - first][ROLE_DATE];
    return best;
}

/* Has the model said anything of dates in this sentence? */
static bool model_speaks(const doc *d, const trigger *t) {
    word_span words = d->sentences[d->words[t->word].sentence].words;
    for (uint32_t w = words.word_from; t->role != NULL && w < words.word_to; w++)
        if (t->role[w - words.word_from][ROLE_DATE] > 0) return true;
    return false;
}

/* ---- choosing --------------------------------------------------------------------------------------------------------- */

typedef struct choice {
    uint32_t time;                   /* in doc->times, or NONE */
    float score;
    const char *rule;
} choice;

/* The model's word counts; the parse's lifts a time that the model half believes in, or decides where there is no model. */
static void weigh(const doc *d, const trigger *t, uint32_t time, float least, choice *best) {
    const timex *one = &d->times[time];
    float role = date_role(d, t, one);
    bool hangs = time_hangs_on(d, one, t->word);
    float score = role + (hangs ? 0.2f : 0);
    bool believed = role >= least || (hangs && (role >= least * 0.5f || !model_speaks(d, t)));
    if (!believed || score <= best->score) return;
    *best = (choice){time, score, role >= least ? "its words fill the date role" : "it hangs on the event's verb"};
}

static uint32_t first_time_of(const doc *d, uint32_t sentence) {
    uint32_t low = 0, high = d->time_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (d->words[d->times[middle].words.word_from].sentence < sentence) low = middle + 1;
        else high = middle;
    }
    return low;
}

static choice choose(const doc *d, const trigger *t, float least) {
    choice best = {NONE, 0, NULL};
    uint32_t sentence = d->words[t->word].sentence;
    for (uint32_t i = first_time_of(d, sentence); i < d->time_count && d->words[d->times[i].words.word_from].sentence == sentence; i++)
        weigh(d, t, i, least, &best);
    return best;
}

/* ---- from a time to an interval ------------------------------------------------------------------------------------------ */

static bool word_is(const doc *d, uint32_t at, uint32_t sentence, const char *const *list) {
    if (at >= d->word_count || d->words[at].sentence != sentence) return false;
    for (; *list != NULL; list++)
        if (strcmp(d->words[at].folded, *list) == 0) return true;
    return false;
}

/* "from March 3 to March 7", "between 1994 and 1997": the times on both sides of the joining word. */
static bool joined(const doc *d, uint32_t first) {
    static const char *const joins[] = {"to", "through", "until", "till", "-", "\xe2\x80\x93", NULL};
    static const char *const leads[] = {"between", NULL};
    static const char *const and[] = {"and", NULL};
    if (first + 1 >= d->time_count) return false;
    const timex *a = &d->times[first], *b = &d->times[first + 1];
    uint32_t sentence = d->words[a->words.word_from].sentence;
    if (b->words.word_from != a->words.word_to + 1 || a->from.year == 0 || b->to.year == 0 || civil_compare(a->from, b->to) > 0) return false;
    if (word_is(d, a->words.word_to, sentence, joins)) return true;
    return a->words.word_from > 0 && word_is(d, a->words.word_to, sentence, and) && word_is(d, a->words.word_from - 1, sentence, leads);
}

/* "since Monday", "since it was set up in 2013": up to the report's day. What is told between the word and the time is the beginning itself:
 * "since the army removed him in July". */
static bool is_since(const doc *d, const timex *t, uint32_t trigger_word) {
    static const char *const since[] = {"since", NULL};
    static const char *const ends[] = {",", ";", ":", "\"", "''", "\xe2\x80\x9d", NULL};
    uint32_t at = t->words.word_from, sentence = d->words[at].sentence;
    for (int back = 1; back <= SINCE_REACH && at > 0; back++) {
        at--;
        if (at == trigger_word) return false;
        if (word_is(d, at, sentence, since)) return true;
        if (d->words[at].sentence != sentence || word_is(d, at, sentence, ends)) return false;
    }
    return false;
}

/* "the war, which began in March 2015": fighting and protest told of as going on. */
static bool is_going_on(const doc *d, const event *e, const timex *t, uint32_t trigger_word) {
    static const char *const starts[] = {"begin", "start", "erupt", "break", NULL};
    if ((e->type != TYPE_ASSAULT && e->type != TYPE_PROTEST) || d->words[trigger_word].lemma == NULL || d->words[trigger_word].upos != UPOS_NOUN) return false;
    uint32_t verb = d->words[phrase_head(d, t->words)].head;
    if (verb == NONE || verb == trigger_word || d->words[verb].upos != UPOS_VERB || d->words[verb].lemma == NULL) return false;
    for (const char *const *start = starts; *start != NULL; start++)
        if (strcmp(d->words[verb].lemma, *start) == 0) return true;
    return false;
}

/* "agreed to talks on Friday": the day hangs on what is agreed, not on the agreeing; but "agreed on Friday to hold talks". */
static bool dates_the_plan(const doc *d, const timex *t, uint32_t trigger_word) {
    if (d->words[trigger_word].lemma == NULL) return false;
    uint32_t head = d->words[phrase_head(d, t->words)].head;
    return head != NONE && head > trigger_word && head < t->words.word_from;
}

/* What is still to come, or is planned, happens on the next such weekday, not on the last. */
static bool is_next_weekday(const doc *d, const event *e, const timex *t, uint32_t trigger_word) {
    if (strcmp(t->rule, "weekday") != 0 || t->grain != GRAIN_DAY || d->published.year == 0 || civil_compare(t->to, d->published) >= 0) return false;
    return e->status == REALITY_FUTURE || (e->type == TYPE_AGREE && dates_the_plan(d, t, trigger_word));
}

static void take_time(const doc *d, event *e, uint32_t trigger_word, const choice *c) {
    const timex *t = &d->times[c->time];
    e->time = c->time;
    e->from = t->from;
    e->to = t->to;
    e->grain = t->grain;
    e->date_rule = c->rule;
    if (t->from.year == 0) return;
    if (joined(d, c->time)) {
        e->to = d->times[c->time + 1].to;
    } else if (c->time > 0 && joined(d, c->time - 1)) {
        e->from = d->times[c->time - 1].from;
    } else if (is_next_weekday(d, e, t, trigger_word) && civil_add_days(t->to, 7).year != 0) {
        e->from = civil_add_days(t->from, 7);
        e->to = civil_add_days(t->to, 7);
        e->date_rule = "it is planned: the next such weekday";
    } else if ((is_since(d, t, trigger_word) || is_going_on(d, e, t, trigger_word)) && d->published.year != 0 && civil_compare(t->from, d->published) < 0) {
        e->to = d->published;
        e->date_rule = "since then, up to the report's day";
    }
}

static void date_event(const doc *d, event *e, float least) {
    e->time = NONE;
    for (uint32_t m = 0; m < e->mention_count; m++) {
        const trigger *t = &d->triggers[e->mentions[m].trigger];
        choice c = choose(d, t, least);
        if (c.time == NONE) continue;
        take_time(d, e, t->word, &c);
        if (e->from.year != 0) return;
    }
}

/* ---- dates shared, dates long past ------------------------------------------------------------------------------------------ */

/* What is done by saying it. */
static bool is_speech_act(plover_type type) {
    return type == TYPE_SUPPORT || type == TYPE_REQUEST || type == TYPE_ACCUSE || type == TYPE_REJECT || type == TYPE_THREATEN || type == TYPE_CONCEDE;
}

static uint32_t event_word(const doc *d, const event *e) {
    return e->mention_count > 0 ? d->triggers[e->mentions[0].trigger].word : NONE;
}

static uint32_t actor_entity(const doc *d, const event *e) {
    return e->actors.count > 0 ? d->mentions[e->actors.at[0]].entity : NONE;
}

static bool sentence_has_time(const doc *d, uint32_t sentence) {
    uint32_t first = first_time_of(d, sentence);
    return first < d->time_count && d->words[d->times[first].words.word_from].sentence == sentence;
}

/* Speech acts of one statement share its date: the same speaker, a sentence or two on, with no time of its own. */
static bool shares_statement(const doc *d, const event *e, const event *dated) {
    uint32_t word = event_word(d, e), before = event_word(d, dated);
    if (word == NONE || before == NONE || dated->grain != GRAIN_DAY || !is_speech_act(dated->type) || dated->status != REALITY_ACTUAL) return false;
    uint32_t sentence = d->words[word].sentence, from = d->words[before].sentence;
    if (before >= word || sentence - from > SHARED_SENTENCES) return false;
    return actor_entity(d, e) != NONE && actor_entity(d, e) == actor_entity(d, dated);
}

static void share_date(const doc *d, event *e) {
    uint32_t word = event_word(d, e);
    if (e->time != NONE || e->status != REALITY_ACTUAL || !is_speech_act(e->type) || word == NONE) return;
    if (sentence_has_time(d, d->words[word].sentence)) return;
    for (uint32_t i = d->event_count; i-- > 0;) {
        const event *dated = &d->events[i];
        if (dated == e || dated->from.year == 0 || !shares_statement(d, e, dated)) continue;
        e->time = dated->time;
        e->from = dated->from;
        e->to = dated->to;
        e->grain = dated->grain;
        e->date_rule = "one statement, one date";
        return;
    }
}

/* "dismantled" heads a clause, whatever tag it was given; "the camps dismantled by" does not. */
static bool is_bare_participle(const word *v) {
    size_t bytes = strlen(v->folded);
    enum rel how = rel_base((enum rel)v->rel);
    bool form = v->xpos == XPOS_VBN || (bytes > 4 && strcmp(v->folded + bytes - 2, "ed") == 0 && v->folded[bytes - 3] != 'e');
    return form && (how == REL_root || how == REL_conj || how == REL_ccomp || how == REL_parataxis);
}

/* A verb told plainly: no "had", "have" or "will" before it. */
static bool is_plain_past(const doc *d, uint32_t verb) {
    const word *v = &d->words[verb];
    if (v->lemma == NULL || v->upos != UPOS_VERB || rel_base((enum rel)v->rel) == REL_amod) return false;
    bool past = v->xpos == XPOS_VBD || is_bare_participle(v);
    word_span sentence = d->sentences[v->sentence].words;
    for (uint32_t i = sentence.word_from; i < verb; i++) {
        const word *w = &d->words[i];
        if (w->head != verb || w->upos != UPOS_AUX) continue;
        if (strcmp(w->folded, "was") == 0 || strcmp(w->folded, "were") == 0) past = true;
        else if (strcmp(w->folded, "did") != 0) return false;
    }
    return past;
}

/* Arcs between verbs of one telling: "stormed a hotel on Monday, beat guests and hauled off ten, killing two". */
static bool telling_arc(uint8_t rel) {
    enum rel base = rel_base((enum rel)rel);
    return base == REL_conj || base == REL_parataxis || base == REL_advcl || base == REL_xcomp;
}

/* From one word up to the other by such arcs. */
static bool tells_under(const doc *d, uint32_t low, uint32_t high) {
    for (int arcs = 0; arcs < 5 && low != NONE; arcs++) {
        if (low == high) return true;
        if (!telling_arc(d->words[low].rel)) return false;
        low = d->words[low].head;
    }
    return false;
}

/* The only day that the sentence names, or NONE. */
static uint32_t only_day(const doc *d, uint32_t sentence) {
    uint32_t found = NONE;
    for (uint32_t i = first_time_of(d, sentence); i < d->time_count && d->words[d->times[i].words.word_from].sentence == sentence; i++) {
        if (d->times[i].from.year == 0) continue;
        if (found != NONE || d->times[i].grain != GRAIN_DAY) return NONE;
        found = i;
    }
    return found;
}

/* The first verb above a time, whatever nouns lie between: "closed four of its camps in Chiapas on Tuesday". */
static uint32_t verb_over(const doc *d, const timex *t) {
    uint32_t at = phrase_head(d, t->words);
    for (int arcs = 0; arcs < 6 && at != NONE; arcs++) {
        at = d->words[at].head;
        if (at != NONE && d->words[at].upos == UPOS_VERB) return at;
    }
    return NONE;
}

/* The only day a sentence names is that of the plain past verb it hangs on; verbs told in one row have one day: "stormed a hotel on Monday, beat guests and hauled off ten". */
static void share_in_sentence(const doc *d, event *e) {
    uint32_t word = event_word(d, e);
    if (word == NONE || e->time != NONE || e->from.year != 0 || e->status != REALITY_ACTUAL || d->words[word].lemma == NULL) return;
    bool follows = d->words[word].xpos == XPOS_VBG && rel_base((enum rel)d->words[word].rel) == REL_advcl;
    if (!follows && !is_plain_past(d, word)) return;
    uint32_t day = only_day(d, d->words[word].sentence);
    if (day == NONE || is_since(d, &d->times[day], NONE)) return;
    uint32_t governor = d->words[d->times[day].words.word_from].lemma != NULL ? verb_over(d, &d->times[day]) : NONE;
    if (governor == NONE || !is_plain_past(d, governor)) return;
    if (!tells_under(d, word, governor) && !tells_under(d, governor, word)) return;
    choice c = {day, 1, governor == word ? "the only day of the sentence, and it hangs on the event's verb" : "told in one row with what that day dates"};
    take_time(d, e, word, &c);
}

/* Deeds done on the spot, of which a story tells one after the other. */
static bool is_on_the_spot(plover_type type) {
    return type == TYPE_ASSAULT || type == TYPE_COERCE || type == TYPE_PROTEST;
}

static bool in_headline(const doc *d, const event *e) {
    for (uint32_t m = 0; m < e->mention_count; m++)
        if (d->blocks[d->sentences[d->words[d->triggers[e->mentions[m].trigger].word].sentence].block].kind != BLOCK_TITLE) return false;
    return e->mention_count > 0;
}

/* The first sentence that is no headline. */
static uint32_t lead_sentence(const doc *d) {
    uint32_t lead = 0;
    while (lead < d->sentence_count && d->blocks[d->sentences[lead].block].kind == BLOCK_TITLE) lead++;
    return lead;
}

uint32_t event_of_lead(const doc *d, const event *e) {
    if (d->block_count == 0 || !in_headline(d, e)) return NONE;
    uint32_t lead = lead_sentence(d);
    uint32_t first = NONE, first_word = 0;
    for (uint32_t i = 0; i < d->event_count; i++) {
        const event *o = &d->events[i];
        uint32_t word = event_word(d, o);
        if (o == e || word == NONE || o->type != e->type || o->status != e->status) continue;
        if (d->words[word].sentence < lead || d->words[word].sentence > lead + 1 || (first != NONE && word > first_word)) continue;
        first = i;
        first_word = word;
    }
    return first;
}

/* The first sentence's first event with a day, of another type and the same class, words or deeds, friendly or not: mostly the same told otherwise. */
static uint32_t like_of_lead(const doc *d, const event *e) {
    if (d->block_count == 0 || !in_headline(d, e)) return NONE;
    uint32_t lead = lead_sentence(d), first = NONE, first_word = 0;
    for (uint32_t i = 0; i < d->event_count; i++) {
        const event *o = &d->events[i];
        uint32_t word = event_word(d, o);
        if (o == e || word == NONE || d->words[word].sentence != lead || plover_types[o->type].quad != plover_types[e->type].quad) continue;
        if (o->status != REALITY_ACTUAL || e->status != REALITY_ACTUAL || o->grain != GRAIN_DAY || o->from.year == 0) continue;
        if (first != NONE && word > first_word) continue;
        first = i;
        first_word = word;
    }
    return first;
}

/* The headline tells what the first sentences tell. */
static void take_leads_date(const doc *d, event *e) {
    if (e->time != NONE || e->from.year != 0) return;
    uint32_t lead = event_of_lead(d, e);
    if (lead == NONE) lead = like_of_lead(d, e);
    if (lead == NONE || d->events[lead].from.year == 0) return;
    const event *o = &d->events[lead];
    e->time = o->time;
    e->from = o->from;
    e->to = o->to;
    e->grain = o->grain;
    e->date_rule = "the headline of what the text tells first";
}

static bool holds_entity(const doc *d, const mention_list *list, uint32_t entity) {
    for (uint32_t i = 0; i < list->count; i++)
        if (d->mentions[list->at[i]].entity == entity) return true;
    return false;
}

/* The same one acts, or one who took part in the meeting told of before. */
static bool takes_part(const doc *d, const event *e, const event *dated) {
    uint32_t actor = actor_entity(d, e);
    if (actor == NONE) return false;
    if (actor == actor_entity(d, dated)) return true;
    return dated->type == TYPE_CONSULT && (holds_entity(d, &dated->actors, actor) || holds_entity(d, &dated->recipients, actor));
}

static bool same_story(const doc *d, const event *e, const event *dated) {
    uint32_t word = event_word(d, e), before = event_word(d, dated);
    if (word == NONE || before == NONE || before >= word || d->words[word].sentence - d->words[before].sentence > SHARED_SENTENCES) return false;
    if (dated->grain != GRAIN_DAY || dated->status != REALITY_ACTUAL || civil_compare(dated->from, dated->to) != 0 || d->published.year == 0) return false;
    int32_t ago = civil_number(d->published) - civil_number(dated->from);
    if (ago < 0 || ago > NEWS_DAYS) return false;
    if (takes_part(d, e, dated)) return true;
    return is_on_the_spot(e->type) && is_on_the_spot(dated->type);
}

/* "The attack wounded ten", "they condemned the attack": a deed that a noun tells, with a plain past verb. */
static bool is_noun_of_plain_past(const doc *d, uint32_t word) {
    const struct word *w = &d->words[word];
    return w->upos == UPOS_NOUN && w->head != NONE && is_plain_past(d, w->head);
}

static const char goes_on[] = "the story goes on: the day of what was told before";

/* The story goes on: what a plain past tense tells next, with no time of its own, is of the same day. */
static void carry_date(const doc *d, event *e) {
    uint32_t word = event_word(d, e);
    if (e->time != NONE || e->from.year != 0 || e->status != REALITY_ACTUAL || word == NONE) return;
    if (sentence_has_time(d, d->words[word].sentence) || !(is_plain_past(d, word) || is_noun_of_plain_past(d, word))) return;
    for (uint32_t i = d->event_count; i-- > 0;) {
        const event *dated = &d->events[i];
        if (dated == e || dated->from.year == 0 || dated->date_rule == goes_on || !same_story(d, e, dated)) continue;
        e->time = dated->time;
        e->from = dated->from;
        e->to = dated->to;
        e->grain = dated->grain;
        e->date_rule = goes_on;
        return;
    }
}

static void mark_history(const doc *d, event *e) {
    if (e->status != REALITY_ACTUAL || e->from.year == 0 || d->published.year == 0) return;
    int32_t middle = (civil_number(e->from) + civil_number(e->to)) / 2;
    if (civil_number(d->published) - middle > HISTORY_DAYS && civil_compare(e->to, d->published) < 0) e->status = REALITY_HISTORICAL;
}

void when_attach(doc *d, float role_least) {
    for (uint32_t i = 0; i < d->event_count; i++) date_event(d, &d->events[i], role_least);
    for (uint32_t i = 0; i < d->event_count; i++) share_in_sentence(d, &d->events[i]);
    for (uint32_t i = 0; i < d->event_count; i++) share_date(d, &d->events[i]);
    for (uint32_t i = 0; i < d->event_count; i++) carry_date(d, &d->events[i]);
    for (uint32_t i = 0; i < d->event_count; i++) take_leads_date(d, &d->events[i]);
    for (uint32_t i = 0; i < d->event_count; i++) mark_history(d, &d->events[i]);
}
