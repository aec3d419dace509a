/* settle.c - names as the model marks them, mended by what grammar and tables know for certain.
 *
 *   borders   a name ends in no comma, preposition or dash; "The" alone is none; "Housing Authority of" goes on with the
 *             name that follows; a town and its state without a comma are two ("Springfield Illinois")
 *   type      a name that is a whole row of one table and of no other is what the table says; the same name in one report
 *             is of one type, that which most of its mentions have
 */
#include "entity/settle.h"

#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "entity/names.h"

enum { NAMES_MAX = 1000 };               /* of a long report the first names alone are asked */

typedef struct settler {
    doc *d;
    const name_lexicon *lexicon;
    arena *scratch;
    acta_err *err;
    name *names;                     /* those kept so far, in text order */
    uint32_t count, capacity;
} settler;

static const char *folded(const doc *d, uint32_t w) {
    return d->words[w].folded;
}

static acta_status keep(settler *s, name n) {
    name *kept = ARENA_PUSH(s->scratch, s->names, s->count, s->capacity);
    TRY_NEW(kept, s->err);
    *kept = n;
    return ACTA_OK;
}

/* ---- tables ------------------------------------------------------------------------------------------------------------ */

typedef struct key {
    char at[TABLE_KEY_MAX];
    size_t bytes;
} key;

static key key_of(const doc *d, word_span words) {
    key k;
    byte_span from = d->words[words.word_from].span, to = d->words[words.word_to - 1].span;
    k.bytes = table_key(d->text + from.byte_from, to.byte_to - from.byte_from, k.at, sizeof k.at);
    return k;
}

static bool in_table(const table *t, const key *k) {
    uint32_t row;
    return t != NULL && k->bytes > 0 && table_find(t, k->at, k->bytes, &row) > 0;
}

static place_size place_of(const settler *s, word_span words) {
    key k = key_of(s->d, words);
    if (k.bytes == 0) return PLACE_UNKNOWN;
    if (in_table(s->lexicon->countries, &k)) return PLACE_COUNTRY;
    return s->lexicon->place == NULL ? PLACE_UNKNOWN : s->lexicon->place(s->lexicon->gazetteer, k.at, k.bytes);
}

static bool is_organisation(const settler *s, word_span words) {
    key k = key_of(s->d, words);
    return in_table(s->lexicon->orgs, &k);
}

/* "Pentagon": a place that stands for those who sit there. */
static bool is_seat(const settler *s, word_span words) {
    key k = key_of(s->d, words);
    return in_table(s->lexicon->capitals, &k) && place_of(s, words) < PLACE_LARGE;
}

/* Words that name a place only together with others: "Western", "Bay". */
static bool is_general(const doc *d, uint32_t w) {
    return d->words[w].upos == UPOS_ADJ ||
           name_word_in(folded(d, w), " north south east west northern southern eastern western central upper lower middle mid greater inner outer new old federal national "
                                "capital federation republic union state county city town island islands bay lake river valley hill hills beach coast gulf sea ocean centre "
                                "center region district province territory street avenue road park square ");
}

/* ---- borders ------------------------------------------------------------------------------------------------------------ */

static bool is_mark(const doc *d, uint32_t w) {
    return d->words[w].upos == UPOS_PUNCT || d->words[w].upos == UPOS_SYM;
}

/* Words with which no name ends, unless it is written in capitals ("I" of "Elizabeth I" stays a numeral to the tagger). */
static bool is_small_word(const doc *d, uint32_t w) {
    switch (d->words[w].upos) {
    case UPOS_ADP: case UPOS_CCONJ: case UPOS_SCONJ: case UPOS_DET: case UPOS_AUX: case UPOS_PRON: return true;
    default: return false;
    }
}

static bool keeps_mark(const doc *d, uint32_t w) {
    return name_word_in(folded(d, w), " ! . ) ");
}

static bool is_address(const doc *d, uint32_t w) {
    const char *word = folded(d, w);
    size_t n = strlen(word);
    if (strncmp(word, "www.", 4) == 0 || strstr(word, "://") != NULL) return true;
    static const char *const ends[] = {".com", ".org", ".net", ".edu", ".gov", ".co.uk", ".html"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t length = strlen(ends[i]);
        if (n > length + 1 && strcmp(word + n - length, ends[i]) == 0) return true;
    }
    return false;
}

static bool is_calendar(const doc *d, uint32_t w) {
    return name_word_in(folded(d, w), " mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday ");
}

/* No name at all: function words alone, a day of the week, an address of the net. */
static bool is_none(const doc *d, word_span words) {
    bool small = true;
    for (uint32_t w = words.word_from; w < words.word_to; w++) small = small && (is_mark(d, w) || is_small_word(d, w)) && d->words[w].upos != UPOS_PROPN;
    bool one = words.word_to - words.word_from == 1;
    return small || (one && (is_calendar(d, words.word_from) || is_address(d, words.word_from)));
}

/* "Ana Ruiz, MD": a degree behind a comma is no part of a person's name. */
static uint32_t before_degree(const doc *d, const name *n) {
    for (uint32_t w = n->words.word_from + 1; n->type == NAME_PER && w + 1 < n->words.word_to; w++) {
        bool degree = name_word_in(folded(d, w + 1), " md m.d. phd ph.d. esq esq. qc kc mp mba cpa jd j.d. dds rn ba ma bsc msc mep ");
        if (strcmp(folded(d, w), ",") == 0 && degree) return w;
    }
    return n->words.word_to;
}

static bool is_capital(const doc *d, uint32_t w) {
    return (d->words[w].flags & WORD_CAPITAL) != 0;
}

/* A small word that came along behind a name in capitals: "Enron shortlisted". */
static bool is_lower_tail(const doc *d, const name *n, uint32_t w) {
    bool telling = d->words[w].upos == UPOS_VERB || d->words[w].upos == UPOS_ADV || d->words[w].upos == UPOS_INTJ;
    return telling && is_capital(d, n->words.word_from) && !is_capital(d, w);
}

/* "J.M." before "Huber", "A." before "Noel": initials that the model left out. */
static bool is_initial(const doc *d, uint32_t w) {
    const char *word = folded(d, w);
    size_t n = strlen(word);
    if (d->words[w].upos != UPOS_PROPN || !is_capital(d, w) || n < 2 || n > 6 || n % 2 != 0) return false;
    for (size_t i = 0; i < n; i += 2) {
        if (word[i] < 'a' || word[i] > 'z' || word[i + 1] != '.') return false;
    }
    return true;
}

/* Ranks and titles, which alone are no person's name. */
static bool is_title(const doc *d, uint32_t w) {
    return name_word_in(folded(d, w), " mr mr. mrs mrs. ms ms. dr dr. drs drs. prof prof. professor sir lord dame general gen gen. colonel col col. major maj maj. captain "
                                "lieutenant lt lt. brigadier marshal field admiral commander sergeant president minister premier ayatollah sheikh sheik shaikh imam mullah maulana "
                                "archbishop bishop cardinal senator sen. judge justice ");
}

static bool is_person(const name *n) {
    return n->type == NAME_PER;
}

static word_span trimmed(const doc *d, const name *n) {
    word_span s = {n->words.word_from, before_degree(d, n)};
    while (s.word_to - s.word_from > 1 && is_mark(d, s.word_from)) s.word_from++;
    while (s.word_to - s.word_from > 1) {
        uint32_t last = s.word_to - 1;
        bool small = is_small_word(d, last) && d->words[last].upos != UPOS_PROPN;
        bool mark = (is_mark(d, last) && !keeps_mark(d, last)) || strcmp(folded(d, last), "'") == 0;
        if (!small && !mark && !is_lower_tail(d, n, last)) break;
        s.word_to--;
    }
    return s;
}

/* "Jean-Claude": a hyphen without blanks between two parts of a person's name. */
static bool hyphen_between(const doc *d, const name *n, const name *next) {
    uint32_t at = n->words.word_to;
    if (!is_person(n) || !is_person(next) || at + 1 != next->words.word_from || strcmp(folded(d, at), "-") != 0) return false;
    return d->words[at].span.byte_from == d->words[at - 1].span.byte_to && d->words[at].span.byte_to == d->words[at + 1].span.byte_from;
}

/* A title that was taken for a name, right before one: "Ayatollah", then "Ali Khamenei". */
static bool is_title_before(const doc *d, const name *n, const name *next) {
    if (!is_person(n) || !is_person(next) || n->words.word_to != next->words.word_from) return false;
    for (uint32_t w = n->words.word_from; w < n->words.word_to; w++) {
        if (!is_title(d, w)) return false;
    }
    return true;
}

static bool is_firm_end(const doc *d, uint32_t w) {
    return name_word_in(folded(d, w), " inc inc. corp corp. ltd ltd. llc co co. plc . ");
}

/* "Housing Authority of" before "New Orleans", "The" before "India Diaries": the model broke off in the middle. */
static bool goes_on(const doc *d, const name *n, const name *next) {
    if (hyphen_between(d, n, next)) return true;
    if (n->words.word_to != next->words.word_from || next->type == NAME_NORP) return false;
    uint32_t last = n->words.word_to - 1;
    bool of = strcmp(folded(d, last), "of") == 0 && n->words.word_to - n->words.word_from > 1 && n->type != NAME_PER && !is_firm_end(d, last - 1);
    bool inverted = strcmp(folded(d, last), ",") == 0 && last - n->words.word_from == 1 && n->type == NAME_PER && next->type == NAME_PER;    /* "Ruiz, Ana" */
    bool the = n->words.word_to - n->words.word_from == 1 && strcmp(folded(d, last), "the") == 0 && (d->words[last].flags & WORD_CAPITAL) != 0;
    return of || the || inverted;
}

/* Where a town's name ends and its state's begins, as in "Springfield Illinois"; 0: it is one name, or none we know. */
static uint32_t state_begins(const settler *s, const name *n) {
    word_span w = n->words;
    if (n->type != NAME_LOC || w.word_to - w.word_from < 2 || place_of(s, w) != PLACE_UNKNOWN) return 0;
    if (is_general(s->d, w.word_from) || is_general(s->d, w.word_to - 1)) return 0;
    for (uint32_t cut = w.word_from + 1; cut < w.word_to; cut++) {
        if (place_of(s, (word_span){cut, w.word_to}) < PLACE_PROVINCE) continue;
        if (place_of(s, (word_span){w.word_from, cut}) != PLACE_UNKNOWN) return cut;
    }
    return 0;
}

static bool same_sentence(const doc *d, uint32_t a, uint32_t b) {
    return d->words[a].sentence == d->words[b].sentence;
}

static acta_status mend_borders(settler *s) {
    const doc *d = s->d;
    for (uint32_t i = 0; i < d->name_count; i++) {
        name n = d->names[i];
        while (i + 1 < d->name_count && goes_on(d, &n, &d->names[i + 1])) {
            bool the = strcmp(folded(d, n.words.word_to - 1), "the") == 0;
            n = (name){{n.words.word_from, d->names[i + 1].words.word_to}, the ? d->names[i + 1].type : n.type};
            i++;
        }
        if (n.words.word_from >= n.words.word_to || (i + 1 < d->name_count && is_title_before(d, &n, &d->names[i + 1]))) continue;
        n.words = trimmed(d, &n);
        uint32_t least = s->count > 0 ? s->names[s->count - 1].words.word_to : 0;
        while (n.type != NAME_LOC && n.words.word_from > least && same_sentence(d, n.words.word_from - 1, n.words.word_from) && is_initial(d, n.words.word_from - 1)) n.words.word_from--;
        if (is_none(d, n.words)) continue;
        uint32_t cut = state_begins(s, &n);
        if (cut == 0) {
            TRY(keep(s, n));
            continue;
        }
        TRY(keep(s, (name){{n.words.word_from, cut}, NAME_LOC}));
        TRY(keep(s, (name){{cut, n.words.word_to}, NAME_LOC}));
    }
    return ACTA_OK;
}

/* ---- type ---------------------------------------------------------------------------------------------------------------- */

/* What the tables know it for, where they know it for one thing only. */
static name_type table_type(const settler *s, word_span words) {
    place_size place = place_of(s, words);
    bool organisation = is_organisation(s, words);
    if (place >= PLACE_LARGE && !organisation && !is_seat(s, words)) return NAME_LOC;
    return organisation && place == PLACE_UNKNOWN ? NAME_ORG : NAME_NONE;
}

static bool is_given_name(const settler *s, word_span words) {
    key k = key_of(s->d, words);
    return in_table(s->lexicon->given, &k);
}

/* "al-sadr" ends in "sadr" as a name does: whole, or behind a hyphen. */
static bool is_tail(const char *word, const char *tail) {
    size_t n = strlen(word), m = strlen(tail);
    return n >= m && strcmp(word + n - m, tail) == 0 && (n == m || word[n - m - 1] == '-');
}

/* "Sadr" where the report tells of Moqtada al-Sadr: whatever else bears that name. */
static bool ends_persons_name(const settler *s, const name *n) {
    const char *last = folded(s->d, n->words.word_to - 1);
    uint32_t length = n->words.word_to - n->words.word_from;
    for (uint32_t i = 0; i < s->count && i < NAMES_MAX; i++) {
        word_span words = s->names[i].words;
        if (s->names[i].type == NAME_PER && words.word_to - words.word_from > length && is_tail(folded(s->d, words.word_to - 1), last)) return true;
    }
    return false;
}

static void type_by_table(const settler *s, name *n) {
    if (n->type == NAME_NORP) return;
    word_span words = n->words;
    if (words.word_to - words.word_from > 1 && strcmp(folded(s->d, words.word_from), "the") == 0) words.word_from++;
    if (ends_persons_name(s, n) || (n->type == NAME_PER && is_given_name(s, words))) return;
    if (words.word_to - words.word_from == 1 && is_general(s->d, words.word_from)) return;
    name_type told = table_type(s, words);
    if (told == NAME_NONE || told == n->type) return;
    if (n->type == NAME_PER && told == NAME_LOC && place_of(s, words) != PLACE_COUNTRY) return;    /* "Houston" may be a person */
    n->type = told;
}

acta_status entity_settle_names(doc *d, const name_lexicon *lexicon, arena *scratch, acta_err *err) {
    settler s = {.d = d, .lexicon = lexicon, .scratch = scratch, .err = err};
    TRY(mend_borders(&s));
    for (uint32_t i = 0; i < s.count; i++) type_by_table(&s, &s.names[i]);
    d->name_count = 0;
    for (uint32_t i = 0; i < s.count; i++) {
        name *kept = ARENA_PUSH(d->arena, d->names, d->name_count, d->name_capacity);
        TRY_NEW(kept, err);
        *kept = s.names[i];
    }
    return ACTA_OK;
}
