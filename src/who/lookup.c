/* lookup.c - finding names and agent phrases of the lexicon in a report's words. */
#include "who/lookup.h"

#include <stdio.h>
#include <string.h>

enum { NAME_WORDS_MAX = 14, AGENT_WORDS_MAX = 7, SHORT_KEY = 3 };

sector_set who_sectors(slice cell) {
    sector_set set = 0;
    for (size_t i = 0; i + 3 <= cell.bytes; i += 4) {
        int sector = plover_sector_named(cell.at + i, 3);
        if (sector >= 0) set |= (sector_set)1 << sector;
    }
    return set;
}

size_t who_key(const doc *d, uint32_t from, uint32_t to, char out[TABLE_KEY_MAX]) {
    uint32_t byte_from = d->words[from].span.byte_from, byte_to = d->words[to - 1].span.byte_to;
    return table_key(d->text + byte_from, byte_to - byte_from, out, TABLE_KEY_MAX);
}

/* ---- which row of a key holds ----------------------------------------------------------------------------------- */

typedef struct day_text {
    char at[24];
} day_text;

static day_text write_day(civil_date day) {
    day_text text;
    if (day.year == 0) snprintf(text.at, sizeof text.at, "9999-12-31");
    else snprintf(text.at, sizeof text.at, "%04d-%02d-%02d", day.year, day.month, day.day);
    return text;
}

/* Dates of the tables are "YYYY", "YYYY-MM" or "YYYY-MM-DD": compared as far as they go. -1: the row's is earlier. */
static int compare_day(slice cell, const day_text *day) {
    size_t n = cell.bytes < 10 ? cell.bytes : 10;
    int order = memcmp(cell.at, day->at, n);
    return order < 0 ? -1 : order > 0;
}

static bool begun(slice from, const day_text *day) {
    return from.bytes == 0 || compare_day(from, day) <= 0;
}

static bool not_over(slice to, const day_text *day) {
    return to.bytes == 0 || compare_day(to, day) >= 0;
}

typedef struct columns {
    hit_kind kind;
    uint32_t code, sectors, from, to;
} columns;

enum { FIT_LATER = 1, FIT_PAST, FIT_NOW, FIT_HOME };

/* How well a row fits the day; a homonym of the report's own country before all others. */
static int fit(const table *t, uint32_t row, const columns *k, const day_text *day, const char *home) {
    slice from = table_cell(t, row, k->from), to = table_cell(t, row, k->to), code = table_cell(t, row, k->code);
    int score = begun(from, day) ? (not_over(to, day) ? FIT_NOW : FIT_PAST) : FIT_LATER;
    /* Who served the UN, the EU or another body once is his own country's again. */
    bool body = strcmp(code.at, "IGO") == 0 || strcmp(code.at, "UNO") == 0 || strcmp(code.at, "EUR") == 0;
    if (score == FIT_PAST && body) score = FIT_LATER;
    return score + (code.bytes == 3 && strcmp(code.at, home) == 0 ? FIT_HOME : 0);
}

static const table *table_of(const who_tables *t, hit_kind kind) {
    switch (kind) {
    case HIT_HOLDER: return &t->holders;
    case HIT_ORG: return &t->orgs;
    case HIT_COUNTRY: return &t->countries;
    case HIT_HOUSE: case HIT_CAPITAL: return &t->capitals;
    default: return &t->demonyms;
    }
}

static const columns searched[] = {
    {HIT_HOLDER, HOLDER_CODE, HOLDER_SECTORS, HOLDER_FROM, HOLDER_TO},
    {HIT_ORG, ORG_CODE, ORG_SECTORS, ORG_FROM, ORG_TO},
    {HIT_COUNTRY, COUNTRY_CODE, COUNTRY_SECTORS, COUNTRY_FROM, COUNTRY_TO},
    {HIT_CAPITAL, CAPITAL_CODE, CAPITAL_SECTORS, CAPITAL_FROM, CAPITAL_TO},
    {HIT_DEMONYM, DEMONYM_CODE, DEMONYM_SECTORS, DEMONYM_FROM, DEMONYM_TO},
};

/* ---- names -------------------------------------------------------------------------------------------------------- */

/* Names are written with a capital somewhere, short ones in capitals throughout: "us" is no country, "Us" neither. */
static bool written_as_name(const doc *d, uint32_t from, uint32_t to, size_t key_bytes) {
    const char *at = d->text + d->words[from].span.byte_from;
    const char *end = d->text + d->words[to - 1].span.byte_to;
    bool lower = false, upper = false;
    for (; at < end; at++) {
        lower |= *at >= 'a' && *at <= 'z';
        upper |= (*at >= 'A' && *at <= 'Z') || (*at & 0x80) != 0;
    }
    return upper && !(key_bytes <= SHORT_KEY && lower);
}

static bool is_house(const table *t, uint32_t row) {
    return table_cell(t, row, CAPITAL_KIND).at[0] == 'h';
}

static void take_row(const lookup_context *c, const columns *k, uint32_t row, const day_text *day, hit *found) {
    const table *t = table_of(c->tables, k->kind);
    slice code = table_cell(t, row, k->code);
    memset(found->code, 0, sizeof found->code);
    if (code.bytes == 3) memcpy(found->code, code.at, 3);
    found->kind = k->kind == HIT_CAPITAL && is_house(t, row) ? HIT_HOUSE : k->kind;
    found->row = row;
    found->sectors = who_sectors(table_cell(t, row, k->sectors));
    found->past = k->kind == HIT_HOLDER && !not_over(table_cell(t, row, k->to), day);
}

static bool begins_later(slice a, slice b) {
    return strcmp(a.at, b.at) > 0;
}

/* The best row of those with the key. A bare last name stands for nobody before its bearer's time. */
static bool best_row(const lookup_context *c, const columns *k, const char *key, size_t bytes, const day_text *day, hit *found) {
    const table *t = table_of(c->tables, k->kind);
    uint32_t first, rows = table_find(t, key, bytes, &first), best = NONE;
    bool bare = k->kind == HIT_HOLDER && memchr(key, ' ', bytes) == NULL;
    int best_fit = 0;
    for (uint32_t row = first; row < first + rows; row++) {
        int score = fit(t, row, k, day, c->home);
        if (bare && score % FIT_HOME == FIT_LATER) continue;
        if (score > best_fit || (score == best_fit && begins_later(table_cell(t, row, k->from), table_cell(t, best, k->from)))) {
            best_fit = score;
            best = row;
        }
    }
    if (best == NONE) return false;
    take_row(c, k, best, day, found);
    return true;
}

static bool search_key(const lookup_context *c, const char *key, size_t bytes, const day_text *day, hit *found) {
    for (size_t i = 0; i < sizeof searched / sizeof *searched; i++) {
        if (best_row(c, &searched[i], key, bytes, day, found)) return true;
    }
    return false;
}

static bool any_goes_on(const lookup_context *c, const char *key, size_t bytes) {
    for (size_t i = 0; i < sizeof searched / sizeof *searched; i++) {
        if (table_goes_on(table_of(c->tables, searched[i].kind), key, bytes)) return true;
    }
    return false;
}

bool who_name_at(const lookup_context *c, const doc *d, uint32_t from, uint32_t to, hit *found) {
    char key[TABLE_KEY_MAX];
    bool any = false;
    day_text day = write_day(c->day);
    for (uint32_t end = from + 1; end <= to && end - from <= NAME_WORDS_MAX; end++) {
        size_t bytes = who_key(d, from, end, key);
        if (bytes == 0) {
            if (end == from + 1) continue;
            break;
        }
        if (written_as_name(d, from, end, bytes) && search_key(c, key, bytes, &day, found)) {
            found->words = (word_span){from, end};
            found->aside = false;
            any = true;
        }
        if (!any_goes_on(c, key, bytes)) break;
    }
    return any;
}

/* ---- "US-backed", "pro-Russian", "ethnic Albanian" ----------------------------------------------------------------- */

static bool is_word(const doc *d, uint32_t w, const char *folded) {
    return strcmp(d->words[w].folded, folded) == 0;
}

static bool in_list(const doc *d, uint32_t w, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (is_word(d, w, list[i])) return true;
    }
    return false;
}

static bool sets_aside_after(const doc *d, uint32_t end, uint32_t to) {
    static const char *const after[] = {
        "backed", "trained", "born", "made", "controlled", "held", "occupied", "armed", "funded", "supplied", "allied", "educated",
        "brokered", "mediated", "sponsored", "supported", "built", "based", "language", "speaking", "financed", "aligned", "bound",
        "friendly", "dominated", "inspired", "linked", "style", "designed", "installed", "ruled", "administered", "hosted",
        "registered", "flagged", "equipped", "imposed", "claimed", "proposed", "initiated", "oriented", "affiliated", "donated"};
    if (end + 1 >= to || !is_word(d, end, "-")) return false;
    return in_list(d, end + 1, after, sizeof after / sizeof *after);
}

static bool sets_aside_before(const doc *d, uint32_t from, uint32_t begin) {
    static const char *const before[] = {"pro", "anti", "non", "ethnic", "counter"};
    if (from == begin) return false;
    uint32_t w = from - 1;
    if (is_word(d, w, "-")) {
        if (w == begin) return false;
        w--;
    }
    return in_list(d, w, before, sizeof before / sizeof *before);
}

uint32_t who_names_in(const lookup_context *c, const doc *d, word_span words, hit *hits, uint32_t capacity) {
    uint32_t n = 0;
    for (uint32_t w = words.word_from; w < words.word_to && n < capacity;) {
        if (!who_name_at(c, d, w, words.word_to, &hits[n])) {
            w++;
            continue;
        }
        hits[n].aside = sets_aside_after(d, hits[n].words.word_to, words.word_to) || sets_aside_before(d, w, words.word_from);
        w = hits[n++].words.word_to;
    }
    return n;
}

/* ---- agents -------------------------------------------------------------------------------------------------------- */

static bool agent_row(const who_tables *t, const doc *d, uint32_t from, uint32_t to, agent *found) {
    char key[TABLE_KEY_MAX];
    uint32_t row;
    size_t bytes = who_key(d, from, to, key);
    if (bytes == 0 || table_find(&t->agents, key, bytes, &row) == 0) return false;
    slice as = table_cell(&t->agents, row, AGENT_AS);
    found->words = (word_span){from, to};
    found->row = row;
    found->sectors = who_sectors(table_cell(&t->agents, row, AGENT_SECTORS));
    found->use = as.at[0] == 'w' ? (as.at[1] == 'e' ? AGENT_WEAK : AGENT_WINS) : as.at[0] == 'a' ? AGENT_ADDS : AGENT_HEAD;
    return true;
}

bool who_agent_around(const who_tables *t, const doc *d, word_span words, uint32_t head, agent *found) {
    for (uint32_t length = AGENT_WORDS_MAX; length > 0; length--) {
        for (uint32_t from = head + 1 >= length + words.word_from ? head + 1 - length : words.word_from;
             from <= head && from + length <= words.word_to; from++) {
            if (agent_row(t, d, from, from + length, found)) return true;
        }
    }
    return false;
}

bool who_agent_before(const who_tables *t, const doc *d, uint32_t from, uint32_t end, agent *found) {
    uint32_t begin = end > from + AGENT_WORDS_MAX ? end - AGENT_WORDS_MAX : from;
    for (uint32_t w = begin; w < end; w++) {
        if (agent_row(t, d, w, end, found)) return true;
    }
    return false;
}

bool who_office_before(const who_tables *t, const doc *d, uint32_t from, uint32_t end, uint32_t *row) {
    char key[TABLE_KEY_MAX];
    uint32_t begin = end > from + AGENT_WORDS_MAX ? end - AGENT_WORDS_MAX : from;
    for (uint32_t w = begin; w < end; w++) {
        size_t bytes = who_key(d, w, end, key);
        if (bytes > 0 && table_find(&t->offices, key, bytes, row) > 0) return true;
    }
    return false;
}
