/* link.c - which mentions are one and the same.
 *
 * Mentions are taken in text order and each joins the chain that a rule finds for it, or begins one:
 *
 *   name         same name, acronym, a person's last name or another transliteration (names.h)
 *   apposition   "Atmar, the foreign minister,"
 *   description  "the Afghan minister": its words are among those said of an earlier one, its country not another
 *   pronoun      the most salient earlier one that agrees in number and gender
 *
 * Chains become entities, save those of a single passing group ("three soldiers").
 */
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "entity/entity.h"
#include "entity/names.h"

enum { TOKENS_MAX = 12, SAID_MAX = 32, LOOK_BACK = 300, PRONOUN_SENTENCES = 3, CLAUSES_UP = 4 };

typedef enum kind { KIND_PERSON, KIND_NAMED, KIND_DESCRIBED, KIND_PRONOUN } kind;

/* What a mention's words tell. All texts folded. */
typedef struct profile {
    kind kind;
    name_tokens name;                /* of a person */
    const char *numeral;             /* of a ruler: "viii", or NULL */
    const char *key;                 /* of a name: its words as table_key writes them, without "the" */
    size_t key_bytes;
    const char *said[TOKENS_MAX];    /* words that describe: "foreign", "minister"; singular, no determiners or countries */
    uint32_t said_count;
    const char *head;                /* of a description, singular */
    char country[4];
    bool plural, definite, counted;  /* counted: "three", "some", "a" */
    char gender;
} profile;

typedef struct chain {
    kind kind;                       /* of its best mention */
    uint32_t best;                   /* mention that names it most fully */
    uint32_t last;                   /* latest mention */
    const char *said[SAID_MAX];
    uint32_t said_count;
    char country[4];
    const char *numeral;             /* the first that any mention has */
    bool plural, passing;            /* passing: so far one counted or indefinite phrase */
    char gender;
    uint32_t count;
} chain;

typedef struct linker {
    doc *d;
    const entity_lexicon *lexicon;
    arena *scratch;
    acta_err *err;
    profile *profiles;               /* [mentions] */
    chain *chains;
    uint32_t chain_count, chain_capacity;
    uint32_t *chain_of;              /* [mentions], or NONE */
    uint32_t *by_anchor;             /* [words] the first mention with this anchor, or NONE */
} linker;

/* ---- profiles --------------------------------------------------------------------------------------------------------- */

static const char *folded(const doc *d, uint32_t w) {
    return d->words[w].folded;
}

static const char determiners[] = " the this that these those its their his her our such same said ";
static const char counters[] = " a an some several many few dozens hundreds thousands scores two three four five six seven eight nine ten eleven twelve "
                               "another other one more most dozen at least about around nearly almost up ";
static const char empty_words[] = " of and for in on by 's ' - the a an to from with at as new old own late first second last top senior ";
static const char bodies[] = " army police government ministry court parliament party company agency union group council commission committee mission embassy "
                             "radio television newspaper bank church organisation organization force navy military opposition cabinet junta "
                             "administration regime movement alliance coalition front militia federation association assembly senate congress "
                             "office department bureau secretariat treasury presidency tribunal judiciary command team delegation side "
                             "gendarmerie guard prosecution league society institute foundation charity network channel station paper daily airline firm "
                             "bloc country state nation kingdom republic community leadership authority ";

static bool is_body(const char *head) {
    return name_word_in(head, bodies);
}

/* "ministries" -> "ministry", "policemen" -> "policeman", "rebels" -> "rebel". */
static const char *singular(linker *l, const char *word) {
    size_t n = strlen(word);
    if (n > 4 && strcmp(word + n - 3, "men") == 0) {
        char *copy = arena_text(l->scratch, word, n);
        if (copy != NULL) copy[n - 2] = 'a';
        return copy == NULL ? word : copy;
    }
    if (n < 4 || word[n - 1] != 's' || word[n - 2] == 's' || word[n - 2] == 'u' || word[n - 2] == 'i') return word;
    char *copy = arena_text(l->scratch, word, n);
    if (copy == NULL) return word;
    copy[n - 1] = '\0';
    if (n > 4 && strcmp(copy + n - 3, "ie") == 0) {
        copy[n - 3] = 'y';
        copy[n - 2] = '\0';
    }
    return copy;
}

static bool country_of(const table *t, const char *key, size_t bytes, char code[4]) {
    uint32_t row;
    if (t == NULL || table_find(t, key, bytes, &row) == 0) return false;
    slice cell = table_cell(t, row, 1);
    if (cell.bytes != 3) return true;    /* a people without a country is no description either */
    memcpy(code, cell.at, 3);
    return true;
}

/* A country's or people's name that begins at w: its number of words, 0 if none. */
static uint32_t national(const linker *l, uint32_t w, uint32_t end, char code[4]) {
    char key[TABLE_KEY_MAX];
    if ((l->d->words[w].flags & WORD_CAPITAL) == 0) return 0;
    for (uint32_t n = end - w < 3 ? end - w : 3; n > 0; n--) {
        byte_span from = l->d->words[w].span, to = l->d->words[w + n - 1].span;
        size_t bytes = table_key(l->d->text + from.byte_from, to.byte_to - from.byte_from, key, sizeof key);
        if (bytes == 0) continue;
        if (country_of(l->lexicon->demonyms, key, bytes, code) || country_of(l->lexicon->countries, key, bytes, code)) return n;
    }
    return 0;
}

static bool counts(const linker *l, uint32_t w) {
    return (l->d->words[w].flags & WORD_NUMBER) != 0 || l->d->words[w].upos == UPOS_NUM || name_word_in(folded(l->d, w), counters);
}

static bool has_letter(const char *word) {
    return (word[0] >= 'a' && word[0] <= 'z') || (unsigned char)word[0] >= 0x80;
}

static void describe(linker *l, const mention *m, profile *p) {
    const doc *d = l->d;
    for (uint32_t w = m->words.word_from; w < m->words.word_to; w++) {
        char code[4] = "";
        if (m->type == NAME_PER && w == m->name.word_from && m->name.word_to > w) {
            w = m->name.word_to - 1;
            continue;
        }
        uint32_t n = national(l, w, m->words.word_to, code);
        if (n > 0) {
            if (p->country[0] == 0) memcpy(p->country, code, sizeof code);
            w += n - 1;
            continue;
        }
        if (w < m->anchor && counts(l, w)) p->counted = true;
        if (w == m->words.word_from && name_word_in(folded(d, w), determiners)) p->definite = true;
        char gender = name_gender_of_title(folded(d, w));
        if (gender != 0 && p->gender == 0) p->gender = gender;
        if (!has_letter(folded(d, w)) || name_word_in(folded(d, w), empty_words) || name_word_in(folded(d, w), determiners) || counts(l, w)) continue;
        if (p->said_count < TOKENS_MAX) p->said[p->said_count++] = singular(l, folded(d, w));
    }
}

static bool looks_plural(const doc *d, const mention *m, const char *head) {
    uint8_t tag = d->words[m->anchor].xpos;
    if (name_word_in(head, " people police troops forces sides parties men women children ")) return true;
    for (uint32_t w = m->anchor + 1; w < m->words.word_to; w++) {
        if (d->words[w].rel == REL_conj && d->words[w].head == m->anchor) return true;
    }
    return tag == XPOS_NNS || tag == XPOS_NNPS;
}

static bool is_numeral(const doc *d, uint32_t w) {
    return name_word_in(folded(d, w), " i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi ");
}

/* "viii" of Henry VIII; NULL: none. */
static const char *numeral_of(const doc *d, word_span words) {
    return words.word_to - words.word_from > 1 && is_numeral(d, words.word_to - 1) ? folded(d, words.word_to - 1) : NULL;
}

static void person_tokens(const doc *d, word_span words, name_tokens *out) {
    static const char particles[] = " al - el bin ibn ould de la da van von der den and 's jr jr. ' the al- el- ";
    static const char titles[] = " general gen gen. colonel col col. major maj maj. captain capt capt. lieutenant lt lt. brigadier marshal field admiral commander president "
                                 "minister ayatollah hojatoleslam sheikh sheik shaikh imam mullah maulana sayyid archbishop bishop cardinal prince princess king queen emir mr mr. mrs "
                                 "mrs. ms ms. dr dr. sir lord daw u mian senator justice judge miss mlle mlle. madame monsieur dame lady prof prof. professor pope emperor empress tsar czar chancellor ";
    bool begun = false;
    for (uint32_t w = words.word_from; w < words.word_to && out->count < NAME_TOKENS_MAX; w++) {
        if (!has_letter(folded(d, w)) || name_word_in(folded(d, w), particles)) continue;
        if (!begun && w + 1 < words.word_to && name_word_in(folded(d, w), titles)) continue;
        if (begun && w + 1 == words.word_to && is_numeral(d, w)) break;
        begun = true;
        out->at[out->count++] = folded(d, w);
    }
}

static acta_status make_key(linker *l, const mention *m, profile *p) {
    char key[TABLE_KEY_MAX];
    word_span words = m->name.word_from < m->name.word_to ? m->name : m->words;
    if (words.word_to - words.word_from > 1 && strcmp(folded(l->d, words.word_from), "the") == 0) words.word_from++;
    byte_span from = l->d->words[words.word_from].span, to = l->d->words[words.word_to - 1].span;
    p->key_bytes = table_key(l->d->text + from.byte_from, to.byte_to - from.byte_from, key, sizeof key);
    TRY_NEW(p->key = arena_text(l->scratch, key, p->key_bytes), l->err);
    return ACTA_OK;
}

static char gender_of_name(const linker *l, const name_tokens *name) {
    char key[TABLE_KEY_MAX];
    uint32_t row;
    const table *t = l->lexicon->given;
    if (t == NULL || name->count < 2) return 0;
    size_t bytes = table_key(name->at[0], strlen(name->at[0]), key, sizeof key);
    if (bytes == 0 || table_find(t, key, bytes, &row) == 0) return 0;
    return table_cell(t, row, 1).at[0];
}

static bool is_pronoun(const doc *d, const mention *m) {
    static const char pronouns[] = " he him she her they them it himself herself themselves itself we us i me ourselves his their its ";
    if (m->words.word_to - m->words.word_from != 1) return false;
    const word *w = &d->words[m->words.word_from];
    bool capitals = d->text[w->span.byte_to - 1] >= 'A' && d->text[w->span.byte_to - 1] <= 'Z';   /* "US" is no "us" */
    return name_word_in(w->folded, pronouns) && !(capitals && strcmp(w->folded, "us") == 0);
}

static acta_status profile_mention(linker *l, uint32_t i) {
    const mention *m = &l->d->mentions[i];
    profile *p = &l->profiles[i];
    p->kind = m->type == NAME_PER ? KIND_PERSON : m->type != NAME_NONE ? KIND_NAMED : is_pronoun(l->d, m) ? KIND_PRONOUN : KIND_DESCRIBED;
    if (p->kind == KIND_PRONOUN) {
        p->gender = name_gender_of_title(folded(l->d, m->words.word_from));
        p->plural = name_word_in(folded(l->d, m->words.word_from), " they them themselves their we us ourselves ");
        return ACTA_OK;
    }
    TRY(make_key(l, m, p));
    describe(l, m, p);
    p->head = singular(l, folded(l->d, m->anchor));
    p->plural = p->kind != KIND_PERSON && looks_plural(l->d, m, folded(l->d, m->anchor));
    if (p->kind != KIND_PERSON) return ACTA_OK;
    person_tokens(l->d, m->name, &p->name);
    p->numeral = numeral_of(l->d, m->name);
    if (p->gender == 0) p->gender = gender_of_name(l, &p->name);
    return ACTA_OK;
}

/* ---- chains --------------------------------------------------------------------------------------------------------- */

static bool in_said(const chain *c, const char *word) {
    for (uint32_t i = 0; i < c->said_count; i++) {
        if (strcmp(c->said[i], word) == 0) return true;
    }
    return false;
}

/* The fuller name, the earlier of two equally full; a name before a description. */
static bool names_better(const linker *l, uint32_t a, uint32_t b) {
    const profile *x = &l->profiles[a], *y = &l->profiles[b];
    if (x->kind != y->kind) return x->kind < y->kind;
    if (x->kind == KIND_PERSON) return x->name.count > y->name.count;
    return x->kind == KIND_NAMED && x->key_bytes > y->key_bytes && l->d->mentions[a].type == NAME_ORG;
}

static void join(linker *l, uint32_t i, uint32_t at) {
    const profile *p = &l->profiles[i];
    chain *c = &l->chains[at];
    l->chain_of[i] = at;
    c->last = i;
    c->count++;
    if (p->kind == KIND_PRONOUN) {
        if (c->gender == 0) c->gender = p->gender;
        return;
    }
    if (names_better(l, i, c->best)) c->best = i;
    c->kind = l->profiles[c->best].kind;
    for (uint32_t k = 0; k < p->said_count && c->said_count < SAID_MAX; k++) {
        if (!in_said(c, p->said[k])) c->said[c->said_count++] = p->said[k];
    }
    if (c->country[0] == 0) memcpy(c->country, p->country, sizeof c->country);
    if (c->gender == 0) c->gender = p->gender;
    if (c->numeral == NULL) c->numeral = p->numeral;
}

static acta_status begin(linker *l, uint32_t i) {
    chain *c = ARENA_PUSH(l->scratch, l->chains, l->chain_count, l->chain_capacity);
    TRY_NEW(c, l->err);
    const profile *p = &l->profiles[i];
    *c = (chain){.kind = p->kind, .best = i, .plural = p->plural, .passing = p->kind == KIND_DESCRIBED && (p->counted || (p->plural && !p->definite))};
    join(l, i, l->chain_count - 1);
    return ACTA_OK;
}

static uint32_t oldest(const linker *l) {
    return l->chain_count > LOOK_BACK ? l->chain_count - LOOK_BACK : 0;
}

static bool countries_differ(const char *a, const char *b) {
    return a[0] != 0 && b[0] != 0 && strcmp(a, b) != 0;
}

/* ---- rule: name ------------------------------------------------------------------------------------------------------- */

static bool genders_differ(char a, char b) {
    return a != 0 && b != 0 && a != b;
}

/* Do two names stand on one line of the table of office holders: "Mao Tse-tung", "Mao Zedong"? */
static bool same_holder(const linker *l, const profile *a, const profile *b) {
    uint32_t x, y;
    const table *t = l->lexicon->holders;
    if (t == NULL || a->key_bytes == 0 || b->key_bytes == 0) return false;
    uint32_t xs = table_find(t, a->key, a->key_bytes, &x), ys = table_find(t, b->key, b->key_bytes, &y);
    for (uint32_t i = 0; i < xs; i++) {
        for (uint32_t k = 0; k < ys; k++) {
            if (table_same_line(t, x + i, y + k)) return true;
        }
    }
    return false;
}

static bool numerals_differ(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) != 0;
}

/* A last name alone is that of the one who is called so before; of several in a family the one the report speaks of most. */
static bool better_known(const chain *a, const chain *b, const profile *p) {
    return p->name.count == 1 && a->count > b->count;
}

static uint32_t same_person(const linker *l, const profile *p) {
    uint32_t best = NONE;
    for (uint32_t at = l->chain_count; at-- > oldest(l);) {
        const chain *c = &l->chains[at];
        if (c->kind != KIND_PERSON || genders_differ(c->gender, p->gender) || numerals_differ(c->numeral, p->numeral)) continue;
        const profile *q = &l->profiles[c->best];
        if (!name_same_person(&p->name, &q->name) && !same_holder(l, p, q)) continue;
        if (best == NONE || better_known(c, &l->chains[best], p)) best = at;
    }
    return best;
}

static bool after_preposition(const doc *d, uint32_t w) {
    return w > 0 && d->words[w].sentence == d->words[w - 1].sentence && name_word_in(folded(d, w - 1), " in at from to near into outside around across towards toward of ");
}

/* A person's name that was taken for another's: "Atmar" alone, where the report has told of Hanif Atmar. Behind a preposition it is a place's. */
static uint32_t person_after_all(const linker *l, const mention *m, const profile *p) {
    char code[4] = "";
    name_tokens name = {.count = 0};
    word_span words = m->name.word_from < m->name.word_to ? m->name : m->words;
    if (m->type == NAME_NORP || after_preposition(l->d, words.word_from) || national(l, words.word_from, words.word_to, code) > 0) return NONE;
    person_tokens(l->d, words, &name);
    for (uint32_t at = l->chain_count; name.count > 0 && at-- > oldest(l);) {
        const chain *c = &l->chains[at];
        if (c->kind != KIND_PERSON) continue;
        const profile *q = &l->profiles[c->best];
        bool whole = name.count > 1 && q->name.count > 1 && name_same_person(&name, &q->name);
        bool last = name.count == 1 && q->name.count > 1 && strcmp(name.at[0], q->name.at[q->name.count - 1]) == 0;
        bool family = name.count == 1 && q->name.count > 1 && strlen(name.at[0]) <= 3 && strcmp(name.at[0], q->name.at[0]) == 0;   /* "Xi", "Roh" */
        if (whole || last || family || same_holder(l, p, q)) return at;
    }
    return NONE;
}

static bool same_key(const profile *a, const profile *b) {
    return a->key_bytes == b->key_bytes && memcmp(a->key, b->key, a->key_bytes) == 0;
}

static bool one_is_acronym(const profile *a, const profile *b) {
    return a->key_bytes > 0 && b->key_bytes > 0 &&
           ((strchr(a->key, ' ') == NULL && a->key_bytes <= 8 && name_is_acronym(a->key, b->said, b->said_count)) ||
            (strchr(b->key, ' ') == NULL && b->key_bytes <= 8 && name_is_acronym(b->key, a->said, a->said_count)));
}

static bool same_country(const char *a, const char *b) {
    return a[0] != 0 && strcmp(a, b) == 0;
}

/* All that the shorter says is said of the longer, the head too: "Foreign Ministry", "Ministry of Foreign Affairs"; "US Congress",
 * "the United States Congress". */
static bool says_the_same(const profile *p, const chain *c) {
    if (p->said_count == 0 || !in_said(c, p->head) || countries_differ(p->country, c->country)) return false;
    bool content = same_country(p->country, c->country);
    for (uint32_t i = 0; i < p->said_count; i++) {
        if (!in_said(c, p->said[i])) return false;
        content |= strcmp(p->said[i], p->head) != 0;
    }
    return content;
}

/* "Congress" behind "the US Congress", "the Society" behind "the Society of the Cincinnati": one word in capitals. */
static bool is_short_for(const profile *p, const profile *full) {
    return p->said_count == 1 && p->country[0] == 0 && strcmp(p->said[0], p->head) == 0 && strcmp(p->head, full->head) == 0 &&
           (is_body(p->head) || name_word_in(p->head, " lodge house guild club university college school "));
}

static uint32_t same_name(const linker *l, const mention *m, const profile *p) {
    for (uint32_t at = l->chain_count; at-- > oldest(l);) {
        const chain *c = &l->chains[at];
        if (c->kind != KIND_NAMED) continue;
        const profile *q = &l->profiles[c->best];
        if (same_key(p, q)) return at;
        if (m->type == NAME_ORG && l->d->mentions[c->best].type == NAME_ORG && (one_is_acronym(p, q) || says_the_same(p, c) || is_short_for(p, q))) return at;
    }
    return NONE;
}

/* ---- rule: apposition --------------------------------------------------------------------------------------------------- */

/* "Mr. President", "Madam Speaker": so one speaks to somebody, and says it of nobody. */
static bool is_address(const doc *d, const mention *m) {
    return m->type == NAME_NONE && name_word_in(folded(d, m->words.word_from), " mr mr. madam madame mister ");
}

/* Where the apposition begins that a word is part of: "director of the study and chairman of the centre". */
static uint32_t first_of_row(const doc *d, uint32_t w) {
    uint32_t head = d->words[w].head;
    return d->words[w].rel == REL_conj && head != NONE && d->words[head].rel == REL_appos ? head : w;
}

static uint32_t apposition(const linker *l, uint32_t i) {
    const mention *m = &l->d->mentions[i];
    uint32_t first = first_of_row(l->d, m->anchor);
    const word *w = &l->d->words[first];
    if (w->rel != REL_appos || w->head == NONE || is_address(l->d, m)) return NONE;
    if (first != m->anchor && (l->profiles[i].kind != KIND_DESCRIBED || l->profiles[i].plural)) return NONE;
    uint32_t other = l->by_anchor[w->head];
    uint32_t at = other == NONE || other >= i ? NONE : l->chain_of[other];
    /* Two names in a row are two people, whatever the tree says. */
    bool named_apart = at != NONE && l->profiles[i].kind != KIND_DESCRIBED && l->chains[at].kind != KIND_DESCRIBED;
    return named_apart ? NONE : at;
}

/* ---- rule: description -------------------------------------------------------------------------------------------------- */

/* "the country", "the two sides" point at what the report is about, not at a description like theirs. */
static bool is_vague(const profile *p) {
    return name_word_in(p->head, " country side people man woman person one other nation capital neighbour neighbor ");
}

/* Number must agree, save that a body may be spoken of either way ("the police", "the delegation"). */
static bool numbers_agree(const profile *p, const chain *c) {
    return p->plural == c->plural || is_body(p->head);
}

static bool all_said(const profile *p, const chain *c) {
    if (p->said_count == 0 || !in_said(c, p->head)) return false;
    for (uint32_t i = 0; i < p->said_count; i++) {
        if (!in_said(c, p->said[i])) return false;
    }
    return true;
}

static uint32_t described(const linker *l, const profile *p) {
    if (p->counted || is_vague(p)) return NONE;
    for (uint32_t at = l->chain_count; at-- > oldest(l);) {
        const chain *c = &l->chains[at];
        if (countries_differ(p->country, c->country) || genders_differ(p->gender, c->gender) || !numbers_agree(p, c)) continue;
        if (all_said(p, c)) return at;
    }
    return NONE;
}

/* "the group", "the movement": an organisation named before. */
static uint32_t body_named(const linker *l, const profile *p) {
    if (!p->definite || p->plural || p->said_count != 1 || p->country[0] != 0) return NONE;
    if (!name_word_in(p->head, " group movement organisation organization party company agency union militia bloc alliance body militants ")) return NONE;
    for (uint32_t at = l->chain_count; at-- > oldest(l);) {
        const chain *c = &l->chains[at];
        if (c->kind == KIND_NAMED && l->d->mentions[c->best].type == NAME_ORG) return at;
    }
    return NONE;
}

/* ---- rule: pronoun ------------------------------------------------------------------------------------------------------ */

static bool is_subject(const doc *d, const mention *m) {
    rel r = rel_base(d->words[m->anchor].rel);
    return r == REL_nsubj;
}

static bool agrees(const linker *l, const profile *p, const chain *c, const char *pronoun) {
    const mention *best = &l->d->mentions[c->best];
    const profile *q = &l->profiles[c->best];
    bool person = c->kind == KIND_PERSON || (c->kind == KIND_DESCRIBED && !c->plural && !is_body(q->head));
    if (p->plural) return c->plural || (c->kind == KIND_NAMED && best->type != NAME_LOC) || is_body(q->head);
    if (p->gender != 0) return person && !genders_differ(c->gender, p->gender);
    if (name_word_in(pronoun, " i me ")) return person;
    return !person && !c->plural;
}

/* The subject of a verb, its own or that of the clause that governs it: "agreed to let them go", "broke in, killing them". */
static uint32_t subject_of(const linker *l, uint32_t verb) {
    const doc *d = l->d;
    for (int up = 0; up < CLAUSES_UP && verb != NONE; up++) {
        const word_span s = d->sentences[d->words[verb].sentence].words;
        for (uint32_t w = s.word_from; w < s.word_to; w++) {
            if (d->words[w].head == verb && rel_base((rel)d->words[w].rel) == REL_nsubj) return w;
        }
        rel how = rel_base((rel)d->words[verb].rel);
        if (how != REL_xcomp && how != REL_conj && how != REL_advcl) return NONE;
        verb = d->words[verb].head;
    }
    return NONE;
}

/* "Police arrested them": an object is not its own subject, save where it says so ("themselves"). NONE: no object, or of no subject. */
static uint32_t subject_over(const linker *l, uint32_t i) {
    const word *w = &l->d->words[l->d->mentions[i].anchor];
    rel how = rel_base((rel)w->rel);
    bool object = (how == REL_obj || how == REL_iobj || how == REL_obl) && w->xpos == XPOS_PRP && strstr(w->folded, "sel") == NULL;
    return object && w->head != NONE ? subject_of(l, w->head) : NONE;
}

/* Higher is likelier. */
static int salience(const linker *l, uint32_t i, const chain *c) {
    const doc *d = l->d;
    const mention *last = &d->mentions[c->last];
    uint32_t here = d->words[d->mentions[i].anchor].sentence, there = d->words[last->anchor].sentence;
    int score = -4 * (int)(here - there);
    if (is_subject(d, last)) score += 5;
    if (is_subject(d, &d->mentions[i]) && is_subject(d, last)) score += 1;
    if (c->kind == KIND_PERSON) score += 2;
    if (c->kind == KIND_NAMED) score += 1;
    if (c->count > 2) score += 1;
    bool people = c->plural || d->mentions[c->best].type == NAME_NORP;
    if (l->profiles[i].plural && people) score += 3;        /* a body is an "it" first */
    return score;
}

static uint32_t pronoun(const linker *l, uint32_t i) {
    const doc *d = l->d;
    const profile *p = &l->profiles[i];
    const char *word = folded(d, d->mentions[i].words.word_from);
    uint32_t here = d->words[d->mentions[i].anchor].sentence, best = NONE, other = subject_over(l, i);
    int best_score = 0;
    if (name_word_in(word, " we us ourselves ")) return NONE;
    for (uint32_t at = l->chain_count; at-- > oldest(l);) {
        const chain *c = &l->chains[at];
        const mention *last = &d->mentions[c->last];
        if (here - d->words[last->anchor].sentence > PRONOUN_SENTENCES || !agrees(l, p, c, word)) continue;
        if (last->words.word_from <= d->mentions[i].words.word_from && d->mentions[i].words.word_to <= last->words.word_to) continue;
        if (other != NONE && last->words.word_from <= other && other < last->words.word_to) continue;
        int score = salience(l, i, c);
        if (best == NONE || score > best_score) best = at, best_score = score;
    }
    return best;
}

/* ---- all of it ---------------------------------------------------------------------------------------------------------- */

static uint32_t find_chain(const linker *l, uint32_t i) {
    const profile *p = &l->profiles[i];
    const mention *m = &l->d->mentions[i];
    uint32_t at = NONE;
    switch (p->kind) {
    case KIND_PERSON: at = same_person(l, p); break;
    case KIND_NAMED:
        at = same_name(l, m, p);
        if (at == NONE) at = person_after_all(l, m, p);
        break;
    case KIND_PRONOUN: return pronoun(l, i);
    case KIND_DESCRIBED:
        at = described(l, p);
        if (at == NONE) at = body_named(l, p);
    }
    return at != NONE ? at : apposition(l, i);
}

static acta_status link_all(linker *l) {
    for (uint32_t i = 0; i < l->d->mention_count; i++) {
        uint32_t at = find_chain(l, i);
        if (at != NONE) join(l, i, at);
        else if (l->profiles[i].kind != KIND_PRONOUN) TRY(begin(l, i));
        uint32_t anchor = l->d->mentions[i].anchor;
        if (l->by_anchor[anchor] == NONE) l->by_anchor[anchor] = i;
    }
    return ACTA_OK;
}

static entity_type type_of(const linker *l, const chain *c) {
    switch (l->d->mentions[c->best].type) {
    case NAME_PER: return ENTITY_PER;
    case NAME_ORG: return ENTITY_ORG;
    case NAME_LOC: return ENTITY_GPE;
    case NAME_NORP: return ENTITY_NORP;
    default: break;
    }
    if (is_body(l->profiles[c->best].head)) return ENTITY_ORG;
    return c->plural ? ENTITY_GROUP : ENTITY_PER;
}

static const char *full_name(const linker *l, const chain *c) {
    const mention *m = &l->d->mentions[c->best];
    word_span words = m->name.word_from < m->name.word_to ? m->name : m->words;
    byte_span from = l->d->words[words.word_from].span, to = l->d->words[words.word_to - 1].span;
    char *name = arena_text(l->d->arena, l->d->text + from.byte_from, to.byte_to - from.byte_from);
    for (char *at = name; at != NULL && *at != '\0'; at++) {
        if (*at == '\n' || *at == '\r' || *at == '\t') *at = ' ';
    }
    return name;
}

static acta_status write_entity(linker *l, const chain *c) {
    entity *e = ARENA_PUSH(l->d->arena, l->d->entities, l->d->entity_count, l->d->entity_capacity);
    TRY_NEW(e, l->err);
    e->type = type_of(l, c);
    TRY_NEW(e->name = full_name(l, c), l->err);
    e->mention_capacity = c->count;
    TRY_NEW(e->mentions = ARENA_NEW(l->d->arena, uint32_t, c->count), l->err);
    return ACTA_OK;
}

static acta_status write_entities(linker *l) {
    uint32_t *number = ARENA_NEW(l->scratch, uint32_t, l->chain_count);
    TRY_NEW(number, l->err);
    for (uint32_t at = 0; at < l->chain_count; at++) {
        const chain *c = &l->chains[at];
        number[at] = NONE;
        if (c->passing && c->count == 1) continue;
        number[at] = l->d->entity_count;
        TRY(write_entity(l, c));
    }
    for (uint32_t i = 0; i < l->d->mention_count; i++) {
        if (l->chain_of[i] == NONE || number[l->chain_of[i]] == NONE) continue;
        entity *e = &l->d->entities[number[l->chain_of[i]]];
        l->d->mentions[i].entity = number[l->chain_of[i]];
        e->mentions[e->mention_count++] = i;
    }
    return ACTA_OK;
}

acta_status entity_link(doc *d, const entity_lexicon *lexicon, arena *scratch, acta_err *err) {
    linker l = {.d = d, .lexicon = lexicon, .scratch = scratch, .err = err};
    if (d->mention_count == 0) return ACTA_OK;
    TRY_NEW(l.profiles = ARENA_NEW(scratch, profile, d->mention_count), err);
    TRY_NEW(l.chain_of = ARENA_NEW(scratch, uint32_t, d->mention_count), err);
    TRY_NEW(l.by_anchor = ARENA_NEW(scratch, uint32_t, d->word_count), err);
    for (uint32_t w = 0; w < d->word_count; w++) l.by_anchor[w] = NONE;
    for (uint32_t i = 0; i < d->mention_count; i++) {
        l.chain_of[i] = NONE;
        TRY(profile_mention(&l, i));
    }
    TRY(link_all(&l));
    return write_entities(&l);
}
