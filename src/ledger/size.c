/* size.c - how much was undertaken: people by the rules of events (event/size.c), sums and goods by the unit beside the number. */
#include <string.h>

#include "base/number.h"
#include "base/ud.h"
#include "event/event.h"
#include "ledger/work.h"

/* Units that a number may stand beside; a sign stands before it. */
static const struct {
    const char *word, *unit;
    bool before;
} units[] = {
    {"$", "USD", true},       {"us$", "USD", true},     {"dollar", "USD", false}, {"\xe2\x82\xac", "EUR", true}, {"euro", "EUR", false},
    {"\xc2\xa3", "GBP", true}, {"yen", "JPY", false},   {"yuan", "CNY", false},   {"rouble", "RUB", false},      {"ruble", "RUB", false},
    {"ton", "t", false},      {"tonne", "t", false},    {"barrel", "bbl", false}, {"kilometre", "km", false},    {"kilometer", "km", false},
    {"km", "km", false},      {"mile", "mi", false},    {"percent", "%", false},  {"%", "%", false},
};

static const char *unit_at(const doc *d, uint32_t w, bool before) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        bool same = strcmp(d->words[w].folded, units[i].word) == 0 || (d->words[w].lemma != NULL && strcmp(d->words[w].lemma, units[i].word) == 0);
        if (same && units[i].before == before) return units[i].unit;
    }
    return NULL;
}

/* Other countries have dollars too: "Australian dollars" have no unit here. */
static bool is_foreign(const doc *d, uint32_t w) {
    static const char *const ours[] = {"u.s.", "us", "american", "billion", "million", NULL};
    if (w == 0 || strcmp(d->words[w].folded, "dollars") != 0) return false;
    return (d->words[w - 1].flags & WORD_CAPITAL) != 0 && !ledger_folded_in(d, (word_span){w - 1, w}, ours);
}

/* The unit of the number in the words [from, to), or NULL: "$ 3 million", "3 million U.S. dollars", "40 percent". */
static const char *unit_of(const doc *d, uint32_t from, uint32_t to, uint32_t end) {
    if (from > 0 && d->words[from - 1].sentence == d->words[from].sentence) {
        const char *unit = unit_at(d, from - 1, true);
        if (unit != NULL) return unit;
    }
    for (uint32_t w = to; w < end && w < to + 2; w++) {
        const char *unit = is_foreign(d, w) ? NULL : unit_at(d, w, false);
        if (unit != NULL) return unit;
    }
    return NULL;
}

static bool is_hedged(const doc *d, uint32_t from) {
    static const char *const hedges[] = {"about", "some", "around", "roughly", "nearly", "almost", "approximately", "least", "over", "up", "most", NULL};
    uint32_t first = d->sentences[ledger_sentence(d, from)].words.word_from, back = from - first < 3 ? from - first : 3;
    return ledger_folded_in(d, (word_span){from - back, from}, hedges);
}

/* The first amount in the words. */
static void measure_amount(const doc *d, word_span words, event_size *size) {
    for (uint32_t at = words.word_from; at < words.word_to;) {
        number_reader n = {0};
        uint32_t from = at;
        while (at < words.word_to && number_feed(&n, d->words[at].folded)) at++;
        const char *unit = at > from && n.any ? unit_of(d, from, at, words.word_to) : NULL;
        if (unit != NULL && number_value(&n) > 0) {
            size->amount = number_value(&n);
            size->unit = unit;
            size->approx |= is_hedged(d, from);
            return;
        }
        if (at == from) at++;
    }
}

/* Those told of inside the words: whom a number there may count. */
static uint32_t inside(const doc *d, word_span words, uint32_t *room, uint32_t most) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < d->mention_count && count < most; i++) {
        if (d->mentions[i].words.word_from >= words.word_from && d->mentions[i].words.word_to <= words.word_to) room[count++] = i;
    }
    return count;
}

void ledger_measure(const doc *d, const telling *t, event_size *size) {
    enum { COUNTED_MAX = 8 };
    uint32_t counted[COUNTED_MAX];
    mention_list list = {.at = counted, .count = inside(d, t->words, counted, COUNTED_MAX)};
    event as = {.type = t->label == OBLIGATION_RELEASE ? TYPE_RETREAT : TYPE_MOBILIZE, .recipients = list, .size = *size};
    if (t->label == OBLIGATION_RELEASE) as.modes[as.mode_count++] = MODE_RETREAT_release;
    trigger trigger_as = {.word = t->word};
    event_measure(d, &trigger_as, &as);
    *size = as.size;
    measure_amount(d, t->words, size);
}
