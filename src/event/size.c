/* size.c - how many: the numbers the report gives of an event's dead, injured, arrested, released, displaced, people.
 *
 * A number belongs to the event when it counts a noun that hangs on the trigger, or stands as such an argument itself
 * ("killing twelve"). What it counts is said by the verb it hangs on ("killed", "wounded"), which may be another verb of
 * the sentence than the trigger: "opened fire, killing nine and wounding 22".
 */
#include <string.h>

#include "base/number.h"
#include "base/ud.h"
#include "event/event.h"

typedef enum measure { DEAD, INJURED, ARRESTED, RELEASED, DISPLACED, PEOPLE, MEASURES } measure;

static const struct {
    const char *lemma;
    measure measure;
} measured_by[] = {
    {"kill", DEAD},         {"die", DEAD},           {"dead", DEAD},          {"death", DEAD},       {"massacre", DEAD},
    {"execute", DEAD},      {"murder", DEAD},        {"slay", DEAD},          {"assassinate", DEAD}, {"behead", DEAD},
    {"killing", DEAD},      {"perish", DEAD},        {"casualty", DEAD},      {"fatality", DEAD},
    {"wound", INJURED},     {"injure", INJURED},     {"hurt", INJURED},       {"injury", INJURED},   {"maim", INJURED},
    {"arrest", ARRESTED},   {"detain", ARRESTED},    {"round", ARRESTED},     {"capture", ARRESTED}, {"jail", ARRESTED},
    {"seize", ARRESTED},    {"imprison", ARRESTED},  {"detention", ARRESTED}, {"hold", ARRESTED},
    {"release", RELEASED},  {"free", RELEASED},      {"liberate", RELEASED},  {"swap", RELEASED},
    {"flee", DISPLACED},    {"displace", DISPLACED}, {"expel", DISPLACED},    {"evacuate", DISPLACED}, {"uproot", DISPLACED},
};

static bool measure_of_lemma(const char *lemma, measure *m) {
    if (lemma == NULL) return false;
    for (size_t i = 0; i < sizeof measured_by / sizeof *measured_by; i++) {
        if (strcmp(measured_by[i].lemma, lemma) == 0) {
            *m = measured_by[i].measure;
            return true;
        }
    }
    return false;
}

/* A measure fits a type when a report of such an event gives such numbers of its own. */
static bool fits(plover_type type, measure m) {
    switch (m) {
    case DEAD: case INJURED: return type == TYPE_ASSAULT || type == TYPE_PROTEST || type == TYPE_COERCE;
    case ARRESTED: return type == TYPE_COERCE || type == TYPE_ASSAULT || type == TYPE_PROTEST;
    case RELEASED: return type == TYPE_RETREAT || type == TYPE_CONCEDE || type == TYPE_COOPERATE;
    case DISPLACED: return type == TYPE_SANCTION || type == TYPE_COERCE || type == TYPE_ASSAULT;
    case PEOPLE: return type == TYPE_PROTEST || type == TYPE_MOBILIZE || type == TYPE_SANCTION || type == TYPE_COOPERATE || type == TYPE_ASSAULT;
    default: return false;
    }
}

static const char *const hedges[] = {"about", "some", "around", "roughly", "nearly", "almost", "approximately", "least",
                                     "over", "more", "estimated", "up", "dozens", "fewer", "less", "most", "perhaps"};

static bool is_hedge(const char *folded) {
    for (size_t i = 0; i < sizeof hedges / sizeof *hedges; i++) {
        if (strcmp(hedges[i], folded) == 0) return true;
    }
    return false;
}

/* A number read from consecutive words; at is moved past it. */
static bool read_number(const doc *d, uint32_t *at, uint32_t end, double *value, bool *approx) {
    number_reader n = {0};
    uint32_t first = *at;
    while (*at < end && number_feed(&n, d->words[*at].folded)) (*at)++;
    if (*at == first || !n.any) return false;
    *value = number_value(&n);
    uint32_t start = d->sentences[d->words[first].sentence].words.word_from;
    for (uint32_t back = 1; back <= 3 && first >= start + back; back++) {
        if (is_hedge(d->words[first - back].folded)) *approx = true;
    }
    return true;
}

/* Years, money, percentages, ages and dates are numbers that count nobody. */
static bool counts_people(const doc *d, uint32_t number_word, uint32_t end) {
    static const char *const others[] = {"percent", "year", "month", "day", "week", "hour", "minute", "kilometer", "kilometre",
                                         "km", "mile", "dollar", "euro", "pound", "metre", "meter", "tonne", "ton", "%"};
    const word *w = &d->words[number_word];
    if (w->rel != REL_nummod && w->upos != UPOS_NUM) return false;
    uint32_t counted = w->rel == REL_nummod ? w->head : number_word;
    if (counted == NONE || counted >= end) return false;
    const word *noun = &d->words[counted];
    if (noun->upos == UPOS_PROPN || noun->upos == UPOS_SYM) return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (noun->lemma != NULL && strcmp(noun->lemma, others[i]) == 0) return false;
    }
    return true;
}

/* Climb from the counted noun to the first governor that says what is counted, at most to the trigger or the root. */
static bool measure_above(const doc *d, uint32_t from, uint32_t trigger_word, measure *m, bool *under_trigger) {
    *under_trigger = false;
    uint32_t at = from;
    for (int steps = 0; steps < 6 && at != NONE; steps++, at = d->words[at].head) {
        if (at == trigger_word) *under_trigger = true;
        if (measure_of_lemma(d->words[at].lemma, m)) return true;
        if (at == trigger_word) return false;
    }
    return false;
}

static bool has_mode(const event *e, plover_mode mode) {
    return memchr(e->modes, (int)mode, e->mode_count) != NULL;
}

static bool is_party(const doc *d, const mention_list *list, uint32_t anchor) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (d->mentions[list->at[i]].anchor == anchor) return true;
    }
    return false;
}

/* "shot dead": the verb alone does not say it. */
static bool says_dead(const doc *d, uint32_t trigger_word) {
    const word_span bounds = d->sentences[d->words[trigger_word].sentence].words;
    for (uint32_t w = trigger_word + 1; w < bounds.word_to && w <= trigger_word + 2; w++) {
        if (strcmp(d->words[w].folded, "dead") == 0) return true;
    }
    return false;
}

/* What the count of a party says where no verb of measure stands by: those acted on, or those who march and are sent. */
static bool measure_of_party(const doc *d, const event *e, uint32_t trigger_word, uint32_t counted, measure *m) {
    bool acted_on = is_party(d, &e->recipients, counted), acts = is_party(d, &e->actors, counted);
    *m = PEOPLE;
    switch (e->type) {
    case TYPE_PROTEST: case TYPE_MOBILIZE: case TYPE_COOPERATE: return acts || acted_on;
    case TYPE_SANCTION: return acted_on;
    case TYPE_COERCE: *m = ARRESTED; return acted_on && has_mode(e, MODE_COERCE_arrest);
    case TYPE_RETREAT: *m = RELEASED; return acted_on && has_mode(e, MODE_RETREAT_release);
    case TYPE_ASSAULT:
        if (has_mode(e, MODE_ASSAULT_abduct)) return acted_on;
        *m = DEAD;
        return acted_on && says_dead(d, trigger_word);
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

static bool is_ancestor(const doc *d, uint32_t above, uint32_t below) {
    for (int steps = 0; steps < 8 && below != NONE; steps++, below = d->words[below].head) {
        if (below == above) return true;
    }
    return false;
}

void event_measure(const doc *d, const trigger *t, event *e) {
    const word_span bounds = d->sentences[d->words[t->word].sentence].words;
    for (uint32_t at = bounds.word_from; at < bounds.word_to;) {
        uint32_t first = at;
        double value;
        bool approx = false, under_trigger;
        if (!read_number(d, &at, bounds.word_to, &value, &approx)) {
            at++;
            continue;
        }
        uint32_t last = at - 1;
        if (value < 1 || value > 1e9 || !counts_people(d, last, bounds.word_to)) continue;
        measure m = PEOPLE;
        uint32_t counted = d->words[last].rel == REL_nummod ? d->words[last].head : last;
        if (!measure_above(d, last, t->word, &m, &under_trigger)) {
            bool marching = e->type == TYPE_PROTEST && is_ancestor(d, t->word, first);
            if (!measure_of_party(d, e, t->word, counted, &m) && !marching) continue;
        } else if (!under_trigger && !is_ancestor(d, t->word, last) && m != DEAD && m != INJURED) {
            continue;
        }
        int64_t *place = slot(&e->size, m);
        if (!fits(e->type, m) || *place >= 0) continue;
        *place = (int64_t)value;
        if (approx) e->size.approx = true;
    }
}
