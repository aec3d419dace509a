/* count.c - numbers that count people: "nine soldiers", "twelve of them", "a farmer". */
#include "event/count.h"

#include <string.h>

#include "base/number.h"
#include "base/ud.h"
#include "event/event.h"

#define IS_ONE_OF(word, list) is_one_of(word, list, sizeof(list) / sizeof *(list))

static const char *const hedges[] = {"about", "some", "around", "roughly", "nearly", "almost", "approximately", "least",
                                     "over", "more", "estimated", "up", "dozens", "fewer", "less", "most", "perhaps"};
static const char *const hedge_fillers[] = {"at", "than", "as", "many", "to", "an", "only", "another"};
static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
                                     "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
                                     "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec."};
/* What numbers count in the news that is nobody: time, measures, money, things that are sent, held or hit. */
static const char *const countless[] = {
    "percent", "%", "year", "month", "day", "week", "hour", "minute", "night", "time", "kilometer", "kilometre", "km", "mile", "metre", "meter", "acre",
    "hectare", "tonne", "ton", "litre", "liter", "dollar", "euro", "pound", "rand", "rupee", "peso", "yen", "franc", "mark", "rouble", "ruble", "shilling",
    "kwacha", "naira", "baht", "yuan", "dinar", "dirham", "riyal", "lira", "crown", "cent", "country", "state", "nation", "capital", "province",
    "district", "town", "village", "city", "side", "army", "navy", "government", "party", "company", "battalion", "brigade", "division", "platoon", "base",
    "camp", "post", "checkpoint", "hospital", "school", "church", "mosque", "shrine", "embassy", "office", "building", "house", "home", "shop", "bank",
    "depot", "well", "bridge", "road", "newspaper", "magazine", "site", "website", "station", "vehicle", "car", "jeep", "truck", "lorry", "bus", "coach",
    "tanker", "train", "tank", "carrier", "ship", "boat", "gunboat", "vessel", "frigate", "warship", "destroyer", "submarine", "cruiser", "aircraft",
    "plane", "jet", "helicopter", "drone", "missile", "rocket", "shell", "bomb", "grenade", "mortar", "round", "shot", "rifle", "gun", "weapon", "tent",
    "bed", "ventilator", "ambulance", "blanket", "bottle", "family", "household", "dose", "crate", "sack", "box", "point", "seat", "vote", "case", "charge", "count", "attack", "raid", "strike", "incident", "animal", "cow", "sheep", "goat"};
/* One of these is no one person. */
static const char *const collectives[] = {"group", "crowd", "number", "team", "family", "couple", "unit", "patrol", "convoy", "dozen", "handful", "band",
                                          "battalion", "force", "party", "mob", "gang", "majority", "country", "town", "village", "city", "post",
                                          "station", "base", "camp", "company", "newspaper", "house", "building", "lot", "series", "string"};

static bool is_one_of(const char *word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (word != NULL && strcmp(list[i], word) == 0) return true;
    }
    return false;
}

/* The first word of the hedge before a number: "more than 100", "up to nine". */
static uint32_t hedge_start(const doc *d, uint32_t number, bool *approx) {
    uint32_t start = d->sentences[d->words[number].sentence].words.word_from, first = number;
    *approx = false;
    for (uint32_t at = number; at > start && number - at < 4; at--) {
        const char *before = d->words[at - 1].folded;
        if (IS_ONE_OF(before, hedges)) *approx = true, first = at - 1;
        else if (!IS_ONE_OF(before, hedge_fillers)) break;
        else if (*approx) first = at - 1;
    }
    return first > start && strcmp(d->words[first - 1].folded, "at") == 0 && *approx ? first - 1 : first;
}

/* A number read from consecutive words, "twenty-two" in three; at is moved past it. */
static bool read_number(const doc *d, uint32_t *at, uint32_t end, head_count *c) {
    number_reader n = {0};
    uint32_t number = *at;
    while (*at < end) {
        bool joined = *at > number && *at + 1 < end && strcmp(d->words[*at].folded, "-") == 0;
        if (!number_feed(&n, d->words[*at + joined].folded)) break;
        *at += 1 + joined;
    }
    if (*at == number || !n.any) return false;
    double value = number_value(&n);
    c->value = value >= 1 && value <= 1e9 ? (int64_t)value : 0;
    c->article = false;
    c->first = hedge_start(d, number, &c->approx);
    return true;
}

static bool anchors_mention(const doc *d, uint32_t word) {
    uint32_t m = event_mention_for(d, word, NONE);
    return m != NONE && d->mentions[m].anchor == word;
}

/* Names are counted in the plural: "nine Libyans", not "May 9". */
static bool is_countable(const doc *d, uint32_t noun) {
    const word *w = &d->words[noun];
    if (w->upos == UPOS_SYM || IS_ONE_OF(w->lemma, countless)) return false;
    size_t bytes = strlen(w->folded);
    bool plural = bytes > 3 && (w->folded[bytes - 1] == 's' || strcmp(w->folded + bytes - 3, "ese") == 0);
    return w->upos != UPOS_PROPN || (plural && anchors_mention(d, noun));
}

/* A year has four digits and no comma. */
static bool is_year(const char *folded) {
    return strlen(folded) == 4 && strspn(folded, "0123456789") == 4 && (strncmp(folded, "19", 2) == 0 || strncmp(folded, "20", 2) == 0);
}

static const word *word_before(const doc *d, uint32_t at) {
    return at > 0 && d->words[at - 1].sentence == d->words[at].sentence ? &d->words[at - 1] : NULL;
}

/* "The killing of four", "a team of 62", but not "a fisherman of 19". */
static bool is_so_many(const doc *d, uint32_t number) {
    const word *before = word_before(d, number), *w = &d->words[number];
    if (before == NULL || strcmp(before->folded, "of") != 0 || rel_base((rel)w->rel) != REL_nmod || w->head == NONE) return false;
    return IS_ONE_OF(d->words[w->head].lemma, collectives) || !anchors_mention(d, w->head);
}

/* "17 dead and 58 injured". */
static bool is_outcome_after(const doc *d, uint32_t number) {
    static const char *const outcomes[] = {"dead", "killed", "wounded", "injured", "hurt", "arrested", "detained"};
    return number + 1 < d->word_count && IS_ONE_OF(d->words[number + 1].folded, outcomes);
}

/* A number by itself stands for people where it acts or is acted on; the tree hangs some on the verb as if it counted it ("killing two"). */
static bool stands_for_people(const doc *d, const head_count *c, uint32_t number) {
    const word *w = &d->words[number], *before = word_before(d, c->first);
    if (w->upos != UPOS_NUM) return false;
    switch (rel_base((rel)w->rel)) {
    case REL_nsubj: case REL_obj: case REL_iobj: case REL_conj: case REL_root: return true;
    default: return (before != NULL && before->upos == UPOS_VERB) || is_so_many(d, number) || is_outcome_after(d, number);
    }
}

/* The head of the noun phrase that begins at a word, by the words' order, which is surer here than the tree; NONE where there is none. */
static uint32_t noun_from(const doc *d, uint32_t w, uint32_t end) {
    uint32_t noun = NONE;
    while (w < end && (d->words[w].upos == UPOS_ADJ || d->words[w].rel == REL_amod || d->words[w].upos == UPOS_PUNCT) && strcmp(d->words[w].folded, ",") != 0) w++;
    for (; w < end && (d->words[w].upos == UPOS_NOUN || d->words[w].upos == UPOS_PROPN); w++) noun = w;
    return noun;
}

/* "Of the soldiers", "of its men". */
static uint32_t noun_of(const doc *d, uint32_t of, uint32_t end) {
    if (of >= end || strcmp(d->words[of].folded, "of") != 0) return NONE;
    uint32_t w = of + 1;
    if (w < end && (d->words[w].upos == UPOS_DET || d->words[w].upos == UPOS_PRON)) w++;
    return noun_from(d, w, end);
}

/* "May 9", "C-17", "three-day", "2006" count nobody. */
static bool is_no_count(const doc *d, uint32_t first, uint32_t number, uint32_t end) {
    const word *before = word_before(d, first);
    if (before != NULL && (IS_ONE_OF(before->folded, months) || strcmp(before->folded, "-") == 0)) return true;
    return is_year(d->words[number].folded) || (number + 1 < end && strcmp(d->words[number + 1].folded, "-") == 0);
}

static bool find_counted(const doc *d, uint32_t first, uint32_t number, uint32_t end, head_count *c) {
    if (is_no_count(d, first, number, end)) return false;
    const word *w = &d->words[number];
    uint32_t noun = noun_from(d, number + 1, end), part = noun_of(d, number + 1, end);
    if (noun == NONE && part == NONE && w->rel == REL_nummod && w->head != NONE && w->head > number && w->head < end) noun = w->head;
    c->counted = noun != NONE ? noun : number;
    c->last = part != NONE ? part : c->counted;
    return (c->last == number || is_countable(d, c->last)) && (c->last != number || stands_for_people(d, c, number));
}

/* "Hariri and 22 others": whoever is named is one more. */
static bool counts_others(const doc *d, const head_count *c, uint32_t end) {
    uint32_t start = d->sentences[d->words[c->first].sentence].words.word_from;
    if (c->first < start + 2 || strcmp(d->words[c->first - 1].folded, "and") != 0 || d->words[c->first - 2].upos != UPOS_PROPN) return false;
    for (uint32_t w = c->first; w <= c->counted && w < end; w++) {
        if (strcmp(d->words[w].folded, "other") == 0 || strcmp(d->words[w].folded, "others") == 0) return true;
    }
    return false;
}

/* "A farmer", "another soldier". */
static bool read_article(const doc *d, uint32_t at, uint32_t end, head_count *c) {
    static const char *const articles[] = {"a", "an", "another"};
    uint32_t at_noun = IS_ONE_OF(d->words[at].folded, articles) ? noun_from(d, at + 1, end) : NONE;
    if (at_noun == NONE) return false;
    const word *noun = &d->words[at_noun];
    bool owns = at_noun + 1 < end && d->words[at_noun + 1].xpos == XPOS_POS;
    if (owns || noun->upos != UPOS_NOUN || noun->xpos == XPOS_NNS || IS_ONE_OF(noun->lemma, collectives) || !anchors_mention(d, at_noun)) return false;
    *c = (head_count){at, at_noun, at_noun, 1, false, true};
    return true;
}

/* "Between 30,000 and 60,000", "700 to 3,000": the lower counts; at is moved past the higher. */
static void skip_higher(const doc *d, uint32_t *at, uint32_t end, head_count *c) {
    const word *before = word_before(d, c->first);
    bool between = before != NULL && strcmp(before->folded, "between") == 0;
    if (*at + 1 >= end || strcmp(d->words[*at].folded, between ? "and" : "to") != 0) return;
    uint32_t next = *at + 1;
    head_count higher;
    if (!read_number(d, &next, end, &higher) || higher.value <= c->value) return;
    *at = next;
    c->approx = true;
}

bool count_next(const doc *d, uint32_t *at, uint32_t end, head_count *c) {
    while (*at < end) {
        uint32_t first = *at;
        if (read_number(d, at, end, c)) {
            skip_higher(d, at, end, c);
            if (c->value == 0 || !find_counted(d, first, *at - 1, end, c)) continue;
            c->value += counts_others(d, c, end);
            return true;
        } else if (read_article(d, (*at)++, end, c)) {
            return true;
        }
    }
    return false;
}
