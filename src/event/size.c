/* size.c - how many: the numbers the report gives of an event's dead, injured, arrested, released, displaced, people.
 *
 * A count (count.h) belongs to the event when it counts what hangs on the trigger, or what is killed or hurt elsewhere in its sentence:
 * "opened fire, killing nine and wounding 22". What it counts is said by the word right before it or by those that govern it
 * ("killed", "lives", "were found dead"); where none does, those who march, are sent or are taken are counted as people, by the
 * event's type. Counts that are joined are added up: "two soldiers and a farmer were killed".
 */
#include <string.h>

#include "base/ud.h"
#include "event/count.h"
#include "event/event.h"

typedef enum measure { DEAD, INJURED, ARRESTED, RELEASED, DISPLACED, PEOPLE, MEASURES } measure;

enum { GOVERNORS_UP = 6, CLAUSE_WITHIN = 3, HANGS_WITHIN = 2 };      /* steps up the tree */

static const struct {
    const char *lemma;
    measure measure;
} measured_by[] = {
    {"kill", DEAD},         {"die", DEAD},           {"dead", DEAD},          {"death", DEAD},       {"massacre", DEAD},
    {"execute", DEAD},      {"murder", DEAD},        {"slay", DEAD},          {"assassinate", DEAD}, {"behead", DEAD},
    {"perish", DEAD},       {"casualty", DEAD},      {"fatality", DEAD},      {"life", DEAD},        {"hang", DEAD},
    {"body", DEAD},         {"corpse", DEAD},        {"slain", DEAD},         {"died", DEAD},        {"lives", DEAD},
    {"lynch", DEAD},        {"slaughter", DEAD},     {"assassination", DEAD}, {"execution", DEAD},   {"drown", DEAD},
    {"wound", INJURED},     {"injure", INJURED},     {"hurt", INJURED},       {"injury", INJURED},   {"maim", INJURED},
    {"arrest", ARRESTED},   {"detain", ARRESTED},    {"round", ARRESTED},     {"capture", ARRESTED}, {"jail", ARRESTED},
    {"seize", ARRESTED},    {"imprison", ARRESTED},  {"detention", ARRESTED}, {"hold", ARRESTED},
    {"release", RELEASED},  {"free", RELEASED},      {"liberate", RELEASED},  {"swap", RELEASED},    {"freed", RELEASED},
    {"flee", DISPLACED},    {"displace", DISPLACED}, {"evacuate", DISPLACED}, {"uproot", DISPLACED}, {"fled", DISPLACED},
};

/* Is the word a form of the lemma? The tagger takes some verbs for nouns ("killed" in a headline), whose lemma is then the word itself. */
static bool is_form(const char *folded, const char *lemma) {
    static const char *const endings[] = {"", "s", "d", "es", "ed", "ing", "e"};
    size_t stem = strlen(lemma);
    if (lemma[stem - 1] == 'e') stem--;
    if (strncmp(folded, lemma, stem) != 0) return false;
    if (folded[stem] == lemma[stem - 1] && (strcmp(folded + stem + 1, "ed") == 0 || strcmp(folded + stem + 1, "ing") == 0)) return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (strcmp(folded + stem, endings[i]) == 0) return true;
    }
    return false;
}

static bool measure_of_word(const doc *d, uint32_t at, measure *m) {
    const word *w = &d->words[at];
    for (size_t i = 0; i < sizeof measured_by / sizeof *measured_by; i++) {
        if ((w->lemma != NULL && strcmp(measured_by[i].lemma, w->lemma) == 0) || is_form(w->folded, measured_by[i].lemma)) {
            *m = measured_by[i].measure;
            return true;
        }
    }
    return false;
}

static bool has_mode(const event *e, plover_mode mode) {
    return memchr(e->modes, (int)mode, e->mode_count) != NULL;
}

/* The number that an event gives where its report measures such: those captured in battle are people, those arrested are arrested. */
static bool fits(const event *e, measure *m) {
    switch (e->type) {
    case TYPE_ASSAULT:
        if (*m == ARRESTED && has_mode(e, MODE_ASSAULT_abduct)) *m = PEOPLE;
        return *m == DEAD || *m == INJURED || *m == PEOPLE;
    case TYPE_PROTEST: return *m == PEOPLE || (*m <= INJURED && has_mode(e, MODE_PROTEST_riot));
    case TYPE_COERCE:
        if (*m == DISPLACED || (*m == ARRESTED && (has_mode(e, MODE_COERCE_deport) || has_mode(e, MODE_COERCE_restrict)))) *m = PEOPLE;
        return *m == PEOPLE || (*m == ARRESTED && (e->mode_count == 0 || has_mode(e, MODE_COERCE_arrest)));
    case TYPE_SANCTION: return *m == DISPLACED || *m == PEOPLE || (*m == DEAD && has_mode(e, MODE_SANCTION_convict));
    case TYPE_RETREAT: case TYPE_CONCEDE: return *m == RELEASED || *m == PEOPLE;
    case TYPE_AID: return *m == RELEASED || *m == PEOPLE;
    case TYPE_MOBILIZE: case TYPE_COOPERATE: return *m == PEOPLE;
    default: return false;
    }
}

/* Does a verb leave them dead: "shot dead", "left twelve wounded", "beaten to death"? */
static bool measure_of_outcome(const doc *d, uint32_t verb, measure *m) {
    static const char *const outcomes[] = {"dead", "death", "wounded", "injured", "hurt"};
    const word_span bounds = d->sentences[d->words[verb].sentence].words;
    if (is_form(d->words[verb].folded, "sentence") || is_form(d->words[verb].folded, "condemn")) return false;
    for (uint32_t w = verb + 1; w < bounds.word_to; w++) {
        if (d->words[w].head != verb) continue;
        for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
            if (strcmp(d->words[w].folded, outcomes[i]) == 0) return measure_of_word(d, w, m);
        }
    }
    return false;
}

/* Is the verb done to whoever stands before it: "were killed", "soldiers killed in May", "twelve died"? "A gunman killed nine" is not. */
static bool undergoes(const doc *d, uint32_t before, uint32_t verb, uint32_t end) {
    static const char *const happens[] = {"die", "perish", "flee", "fled", "drown", "dead", "hurt"};
    for (uint32_t w = before + 1; w < verb; w++) {
        if (d->words[w].upos == UPOS_AUX && d->words[w].lemma != NULL && strcmp(d->words[w].lemma, "have") != 0) return true;
    }
    for (size_t i = 0; i < sizeof happens / sizeof *happens; i++) {
        if (is_form(d->words[verb].folded, happens[i])) return true;
    }
    uint32_t next = verb + 1;
    if (next >= end) return true;
    switch (d->words[next].upos) {
    case UPOS_ADP: case UPOS_PUNCT: case UPOS_SCONJ: case UPOS_CCONJ: case UPOS_ADV: return true;
    default: return false;
    }
}

/* The word that comes right after a count, its auxiliaries passed over, whatever the tree says: "soldiers had been killed", "people who died". */
static uint32_t word_after(const doc *d, uint32_t last, uint32_t end) {
    uint32_t w = last + 1;
    while (w < end && (d->words[w].upos == UPOS_AUX || d->words[w].upos == UPOS_ADV || rel_base((rel)d->words[w].rel) == REL_aux ||
                       d->words[w].xpos == XPOS_WP)) {
        w++;
    }
    return w < end ? w : NONE;
}

/* What the word before the count, the verb after it, or else the first of its governors that measures, says is counted; the search ends at the
 * trigger. */
static bool measure_above(const doc *d, const head_count *c, uint32_t trigger_word, measure *m) {
    const word_span bounds = d->sentences[d->words[c->first].sentence].words;
    if (c->first > bounds.word_from && measure_of_word(d, c->first - 1, m)) return true;
    if (measure_of_word(d, c->counted, m)) return true;
    uint32_t after = word_after(d, c->last, bounds.word_to);
    if (after != NONE && (measure_of_word(d, after, m) || (d->words[after].upos == UPOS_VERB && measure_of_outcome(d, after, m)))) {
        return undergoes(d, c->last, after, bounds.word_to);
    }
    uint32_t at = c->counted, below = NONE;
    for (int steps = 0; steps < GOVERNORS_UP && at != NONE; steps++, below = at, at = d->words[at].head) {
        bool subject = below != NONE && d->words[below].rel == REL_nsubj && below < at && d->words[at].upos == UPOS_VERB;
        if (subject && !undergoes(d, c->last, at, bounds.word_to)) return false;
        if (measure_of_word(d, at, m) || measure_of_outcome(d, at, m)) return true;
        if (at == trigger_word) return false;
    }
    return false;
}

static bool is_under(const doc *d, uint32_t above, uint32_t below, int within) {
    for (int steps = 0; steps <= within && below != NONE; steps++, below = d->words[below].head) {
        if (below == above) return true;
    }
    return false;
}

static bool is_party(const doc *d, const mention_list *list, uint32_t anchor) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (d->mentions[list->at[i]].anchor == anchor) return true;
    }
    return false;
}

/* Those whom a body or a country turns out are people, those driven from their homes are displaced. */
static bool is_dismissal(const doc *d, uint32_t verb) {
    static const char *const dismissals[] = {"expel", "dismiss", "suspend", "sack", "fire", "oust", "remove", "throw", "transfer", "give", "order",
                                             "declare", "recall", "bar", "strip", "discharge", "expulsion", "dismissal", "suspension"};
    for (size_t i = 0; i < sizeof dismissals / sizeof *dismissals; i++) {
        if (is_form(d->words[verb].folded, dismissals[i]) || (d->words[verb].lemma != NULL && strcmp(d->words[verb].lemma, dismissals[i]) == 0)) return true;
    }
    return false;
}

static bool is_argument(const doc *d, uint32_t word) {
    switch (rel_base((rel)d->words[word].rel)) {
    case REL_nsubj: case REL_obj: case REL_iobj: case REL_nmod: return true;
    default: return false;
    }
}

/* What a count says where no word of measure stands by: those acted on, or those who march and are sent. */
static bool measure_of_party(const doc *d, const event *e, uint32_t trigger_word, uint32_t counted, measure *m) {
    bool acted_on = is_party(d, &e->recipients, counted), acts = is_party(d, &e->actors, counted);
    bool near = is_under(d, trigger_word, counted, HANGS_WITHIN) && is_argument(d, counted);
    *m = PEOPLE;
    switch (e->type) {
    case TYPE_PROTEST: return acts || near;
    case TYPE_MOBILIZE: return acts || near;
    case TYPE_COOPERATE: return near;
    case TYPE_AID: return near || acted_on;
    case TYPE_SANCTION:
        if (!is_dismissal(d, trigger_word)) *m = DISPLACED;
        return (acted_on || near) && has_mode(e, MODE_SANCTION_expel);
    case TYPE_COERCE:
        if (has_mode(e, MODE_COERCE_arrest)) *m = ARRESTED;
        return acted_on && (*m == ARRESTED || has_mode(e, MODE_COERCE_deport) || has_mode(e, MODE_COERCE_restrict));
    case TYPE_RETREAT:
        if (has_mode(e, MODE_RETREAT_release)) *m = RELEASED;
        return acted_on || (near && !has_mode(e, MODE_RETREAT_resign));
    case TYPE_CONCEDE: return acted_on;
    case TYPE_ASSAULT:
        if (has_mode(e, MODE_ASSAULT_beat)) *m = INJURED;
        return acted_on && (has_mode(e, MODE_ASSAULT_abduct) || has_mode(e, MODE_ASSAULT_sexual) || has_mode(e, MODE_ASSAULT_beat));
    default: return false;
    }
}

static int64_t *slot(event_size *size, measure m) {
    switch (m) {
    case DEAD: return &size->dead;
    case INJURED: return &size->injured;
    case ARRESTED: return &size->arrested;
    case RELEASED: return &size->released;
    case DISPLACED: return &size->displaced;
    default: return &size->people;
    }
}

static bool measure_of_count(const doc *d, const trigger *t, const event *e, const head_count *c, measure *m) {
    bool under = is_under(d, t->word, c->counted, CLAUSE_WITHIN);
    bool measured = measure_above(d, c, t->word, m) && fits(e, m);
    measure deed;
    if (measured && e->type == TYPE_SANCTION && *m == DEAD) return is_under(d, t->word, c->counted, HANGS_WITHIN) && measure_of_word(d, t->word, &deed);
    if (measured && (under || (e->type == TYPE_ASSAULT && *m <= INJURED))) return true;
    if (!measure_of_party(d, e, t->word, c->counted, m) || !fits(e, m)) return false;
    return !c->article || *m != PEOPLE || e->type == TYPE_ASSAULT;
}

/* "Nine guerrillas and two soldiers": nothing else stands between. */
static bool is_joined(const doc *d, const head_count *a, const head_count *b) {
    measure own;
    if (measure_of_word(d, a->counted, &own) || measure_of_word(d, b->counted, &own) || d->words[a->last].upos == UPOS_NUM) return false;
    if (a->counted == b->counted) return true;
    if (b->first <= a->last) return false;
    for (uint32_t w = a->last + 1; w < b->first; w++) {
        if (d->words[w].upos != UPOS_CCONJ && d->words[w].upos != UPOS_PUNCT) return false;
    }
    return true;
}

static void add_count(event_size *size, measure m, int64_t value, bool approx) {
    int64_t *place = slot(size, m);
    if (*place >= 0) return;
    *place = value;
    size->approx |= approx;
}

void event_measure(const doc *d, const trigger *t, event *e) {
    const word_span bounds = d->sentences[d->words[t->word].sentence].words;
    head_count last = {0}, c;
    int64_t sum = 0;
    bool known = false, approx = false;
    measure m = PEOPLE, own;
    for (uint32_t at = bounds.word_from; count_next(d, &at, bounds.word_to, &c); last = c) {
        if (sum == 0 || !is_joined(d, &last, &c)) {
            if (known) add_count(&e->size, m, sum, approx);
            sum = 0, known = approx = false;
        }
        sum += c.value;
        approx |= c.approx;
        if (measure_of_count(d, t, e, &c, &own)) known = true, m = own;
    }
    if (known) add_count(&e->size, m, sum, approx);
}
