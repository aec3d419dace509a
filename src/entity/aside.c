/* aside.c - further phrases for those whom the report tells of.
 *
 * Mentions (mention.c) are the phrases that may act, speak or be acted on, and each may become a party of an event. A report names the
 * same persons, bodies and places in other phrases too: "a citizen of Accra", "his mother", "the school". These are found here, after
 * all that hangs on mentions, so that they add to what is told of an entity and change nothing else. A phrase joins
 *
 *   predicate    whom it is said of: "Norton was a citizen"
 *   apposition   whom it stands beside: "Atmar, president of the society"
 *   name         a name inside a mention, beside its head: "his wife Ana Ruiz"
 *   again        a name of an entity within another's name: "Google" in "Google Science Fair"
 *   head         the latest one with the same head, whose words say all that its own do: "the school", "his mother"
 *   place        "the country", "the city": the country, the place that is none, of which the report spoke last
 *
 * or begins a chain; a chain of several becomes an entity.
 */
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/ud.h"
#include "coder.h"
#include "entity/entity.h"
#include "entity/names.h"
#include "entity/nouns.def"

enum { SAID_MAX = 8, HEADS_MAX = 12, PHRASES_MAX = 2000, NAME_WORDS_MAX = 6, COORDINATES_MAX = 4, REACH = 100 };

typedef enum noun_kind { NOUN_NONE, NOUN_PERSON, NOUN_BODY, NOUN_PLACE } noun_kind;
typedef enum article { ARTICLE_NONE, ARTICLE_DEFINITE, ARTICLE_INDEFINITE, ARTICLE_POSSESSIVE } article;

typedef struct phrase {
    word_span words;
    uint32_t anchor;
    noun_kind kind;
    const char *head;                /* singular */
    article article;
    const char *owner;               /* "his", or NULL */
    const char *said[SAID_MAX];      /* words before the head, singular */
    uint32_t said_count;
    bool plural, narrowed;           /* narrowed: a clause or phrase behind the head says which */
} phrase;

/* An entity, or phrases that may become one. */
typedef struct group {
    uint32_t entity;                 /* NONE: not yet one */
    noun_kind kind;
    bool plural, country;
    uint32_t last;                   /* number of the latest step that named it; 0: none yet */
    const char *heads[HEADS_MAX], *said[HEADS_MAX], *owner;
    uint32_t head_count, said_count;
    uint32_t first_aside, count;     /* of an entity to be */
} group;

/* A name that some entity goes by, as table_key writes it. */
typedef struct known_name {
    const char *key;
    uint32_t entity;
} known_name;

typedef struct finder {
    doc *d;
    const table *countries;
    arena *scratch;
    acta_err *err;
    group *groups;
    uint32_t group_count, group_capacity;
    uint32_t *group_of_entity;       /* [entities] */
    uint32_t *mention_at;            /* [words] the mention with this anchor, or NONE */
    uint32_t *name_at;               /* [words] the mention whose name the word is part of, or NONE */
    uint32_t *group_at;              /* [words] group of the aside with this anchor, or NONE */
    uint32_t step;
    known_name *names;               /* [name_count] in the order of their keys */
    uint32_t name_count, name_capacity, longest_name;    /* the longest in words */
} finder;

static const char *folded(const doc *d, uint32_t w) {
    return d->words[w].folded;
}

static bool in_list(const char *const *list, uint32_t count, const char *word) {
    for (uint32_t i = 0; i < count; i++) {
        if (strcmp(list[i], word) == 0) return true;
    }
    return false;
}

/* The words of its sentence that are near enough to depend on a word; sentences may be very long. */
static word_span around(const doc *d, uint32_t w) {
    word_span s = d->sentences[d->words[w].sentence].words;
    if (w - s.word_from > REACH) s.word_from = w - REACH;
    if (s.word_to - w > REACH) s.word_to = w + REACH;
    return s;
}

/* ---- phrases ------------------------------------------------------------------------------------------------------------- */

static const char *singular(const doc *d, uint32_t w) {
    return d->words[w].upos == UPOS_NOUN ? d->words[w].lemma : folded(d, w);
}

static noun_kind kind_of(const char *head) {
    if (name_word_in(head, person_nouns)) return NOUN_PERSON;
    if (name_word_in(head, body_nouns)) return NOUN_BODY;
    return name_word_in(head, place_nouns) ? NOUN_PLACE : NOUN_NONE;
}

static void read_modifier(const doc *d, uint32_t w, phrase *p) {
    const char *word = folded(d, w);
    switch (rel_base((rel)d->words[w].rel)) {
    case REL_det:
        if (name_word_in(word, " the this that these those ")) p->article = ARTICLE_DEFINITE;
        else if (name_word_in(word, " a an another some any no ")) p->article = ARTICLE_INDEFINITE;
        break;
    case REL_nmod: case REL_amod: case REL_compound:
        if (d->words[w].rel == REL_nmod_poss) {
            p->article = ARTICLE_POSSESSIVE;
            p->owner = word;
        } else if (p->said_count < SAID_MAX) {
            p->said[p->said_count++] = singular(d, w);
        }
        break;
    case REL_nummod: p->article = p->article == ARTICLE_NONE ? ARTICLE_INDEFINITE : p->article; break;
    default: break;
    }
}

static bool is_narrowing(const doc *d, uint32_t w) {
    rel r = rel_base((rel)d->words[w].rel);
    return r == REL_acl || (r == REL_nmod && d->words[w].rel != REL_nmod_poss);
}

static bool read_phrase(const doc *d, uint32_t anchor, phrase *p) {
    const word *w = &d->words[anchor];
    memset(p, 0, sizeof *p);
    if (w->upos != UPOS_NOUN && w->upos != UPOS_PROPN) return false;
    rel r = rel_base((rel)w->rel);
    if (r == REL_compound || r == REL_flat) return false;
    p->head = singular(d, anchor);
    p->kind = kind_of(p->head);
    if (p->kind == NOUN_NONE) return false;
    p->anchor = anchor;
    p->plural = w->xpos == XPOS_NNS || strcmp(p->head, "people") == 0;
    p->words = entity_noun_phrase(d, anchor);
    bool titled = w->upos == UPOS_PROPN && p->words.word_to - p->words.word_from == 1;   /* "Speaker", "General": a title or a name */
    if (titled) return false;
    word_span bounds = around(d, anchor);
    for (uint32_t k = bounds.word_from; k < bounds.word_to; k++) {
        if (d->words[k].head != anchor) continue;
        if (k < anchor) read_modifier(d, k, p);
        else if (is_narrowing(d, k)) p->narrowed = true;
    }
    return true;
}

/* ---- groups -------------------------------------------------------------------------------------------------------------- */

static void add_word(const char **list, uint32_t *count, const char *word) {
    if (*count < HEADS_MAX && !in_list(list, *count, word)) list[(*count)++] = word;
}

static acta_status begin_group(finder *f, group g) {
    group *made = ARENA_PUSH(f->scratch, f->groups, f->group_count, f->group_capacity);
    TRY_NEW(made, f->err);
    *made = g;
    return ACTA_OK;
}

static bool is_country(const finder *f, const char *name) {
    char key[TABLE_KEY_MAX];
    uint32_t row;
    size_t bytes = table_key(name, strlen(name), key, sizeof key);
    return f->countries != NULL && bytes > 0 && table_find(f->countries, key, bytes, &row) > 0;
}

/* What an entity is called, in the words that a description may take up: heads, and the common nouns within its name. */
static void read_mention(const finder *f, const mention *m, group *g) {
    const doc *d = f->d;
    if (d->words[m->anchor].upos == UPOS_PRON) return;
    g->plural |= m->type == NAME_NONE && d->words[m->anchor].xpos == XPOS_NNS;
    if (kind_of(singular(d, m->anchor)) != NOUN_NONE) add_word(g->heads, &g->head_count, singular(d, m->anchor));
    for (uint32_t w = m->words.word_from; w < m->words.word_to; w++) {
        if (d->words[w].upos == UPOS_DET || d->words[w].upos == UPOS_PUNCT || d->words[w].upos == UPOS_ADP) continue;
        add_word(g->said, &g->said_count, singular(d, w));
        noun_kind kind = kind_of(folded(d, w));
        if (m->type != NAME_NONE && kind == g->kind && kind != NOUN_NONE) add_word(g->heads, &g->head_count, folded(d, w));
    }
}

static acta_status begin_entities(finder *f) {
    static const noun_kind kinds[] = {[ENTITY_PER] = NOUN_PERSON, [ENTITY_ORG] = NOUN_BODY, [ENTITY_GPE] = NOUN_PLACE, [ENTITY_GROUP] = NOUN_PERSON};
    const doc *d = f->d;
    for (uint32_t i = 0; i < d->entity_count && i < PHRASES_MAX; i++) {
        const entity *e = &d->entities[i];
        group g = {.entity = i, .kind = kinds[e->type], .first_aside = NONE};
        for (uint32_t k = 0; k < e->mention_count && k < HEADS_MAX; k++) read_mention(f, &d->mentions[e->mentions[k]], &g);
        g.country = e->type == ENTITY_GPE && is_country(f, e->name);
        TRY(begin_group(f, g));
    }
    return ACTA_OK;
}

/* ---- names known ---------------------------------------------------------------------------------------------------------- */

/* NUL-terminated; empty where nothing is left or it is too long. */
static size_t key_of(const finder *f, word_span words, char key[TABLE_KEY_MAX + 1]) {
    byte_span from = f->d->words[words.word_from].span, to = f->d->words[words.word_to - 1].span;
    size_t bytes = table_key(f->d->text + from.byte_from, to.byte_to - from.byte_from, key, TABLE_KEY_MAX);
    key[bytes] = '\0';
    return bytes;
}

static int by_key(const void *a, const void *b) {
    const known_name *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : x->entity < y->entity ? -1 : x->entity > y->entity;
}

static acta_status know_names(finder *f) {
    const doc *d = f->d;
    for (uint32_t i = 0; i < d->mention_count && f->name_count < PHRASES_MAX; i++) {
        const mention *m = &d->mentions[i];
        bool whole = m->type == NAME_PER || m->type == NAME_ORG || m->type == NAME_LOC;
        if (!whole || m->entity >= PHRASES_MAX || m->name.word_from >= m->name.word_to) continue;
        known_name *made = ARENA_PUSH(f->scratch, f->names, f->name_count, f->name_capacity);
        TRY_NEW(made, f->err);
        char key[TABLE_KEY_MAX + 1];
        size_t bytes = key_of(f, m->name, key);
        made->entity = m->entity;
        TRY_NEW(made->key = arena_text(f->scratch, key, bytes), f->err);
        uint32_t words = m->name.word_to - m->name.word_from;
        if (words > f->longest_name) f->longest_name = words < NAME_WORDS_MAX ? words : NAME_WORDS_MAX;
    }
    if (f->name_count > 1) qsort(f->names, f->name_count, sizeof *f->names, by_key);
    return ACTA_OK;
}

/* The entity that goes by that name and no other does; NONE: none. */
static uint32_t known_as(const finder *f, const char *key) {
    uint32_t low = 0, high = f->name_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(f->names[middle].key, key) < 0) low = middle + 1;
        else high = middle;
    }
    uint32_t found = NONE;
    for (; low < f->name_count && strcmp(f->names[low].key, key) == 0; low++) {
        if (found != NONE && found != f->names[low].entity) return NONE;
        found = f->names[low].entity;
    }
    return found;
}

/* ---- rules --------------------------------------------------------------------------------------------------------------- */

static uint32_t group_of_word(const finder *f, uint32_t w) {
    if (w == NONE) return NONE;
    if (f->group_at[w] != NONE) return f->group_at[w];
    uint32_t m = f->mention_at[w];
    uint32_t e = m == NONE ? NONE : f->d->mentions[m].entity;
    return e == NONE || e >= PHRASES_MAX ? NONE : e;
}

static uint32_t child(const doc *d, uint32_t of, rel how) {
    word_span bounds = around(d, of);
    for (uint32_t w = bounds.word_from; w < bounds.word_to; w++) {
        if (d->words[w].head == of && rel_base((rel)d->words[w].rel) == how) return w;
    }
    return NONE;
}

static bool is_denied(const doc *d, uint32_t of) {
    word_span bounds = around(d, of);
    for (uint32_t w = bounds.word_from; w < of; w++) {
        if (d->words[w].head == of && name_word_in(folded(d, w), " not n't never no ")) return true;
    }
    return false;
}

static bool kinds_agree(const phrase *p, const group *g) {
    return p->kind == g->kind && (p->plural == g->plural || p->kind == NOUN_BODY || g->entity == NONE);
}

static bool is_marked_as(const doc *d, uint32_t w) {
    uint32_t mark = child(d, w, REL_case);
    return mark != NONE && strcmp(folded(d, mark), "as") == 0;
}

/* Of whom a word is said: "Norton was a citizen", "became a citizen", "served as a captain", "Atmar, president of the society"; what is
 * coordinated with such a word is said of the same ("a poet and playwright"). NONE: of nobody. */
static uint32_t whom(const doc *d, uint32_t w) {
    for (int up = 0; up < COORDINATES_MAX && w != NONE; up++) {
        uint32_t head = d->words[w].head;
        if (child(d, w, REL_cop) != NONE) return is_denied(d, w) ? NONE : child(d, w, REL_nsubj);
        if (head == NONE) return NONE;
        switch (rel_base((rel)d->words[w].rel)) {
        case REL_appos: return head;
        case REL_xcomp: return name_word_in(d->words[head].lemma, " become remain ") && !is_denied(d, head) ? child(d, head, REL_nsubj) : NONE;
        case REL_obl: return is_marked_as(d, w) && !is_denied(d, head) ? child(d, head, REL_nsubj) : NONE;
        case REL_conj: w = head; break;
        default: return NONE;
        }
    }
    return NONE;
}

static uint32_t said_of(const finder *f, const phrase *p) {
    uint32_t g = group_of_word(f, whom(f->d, p->anchor));
    return g != NONE && kinds_agree(p, &f->groups[g]) ? g : NONE;
}

static bool says_all(const phrase *p, const group *g) {
    for (uint32_t i = 0; i < p->said_count; i++) {
        if (!in_list(g->said, g->said_count, p->said[i])) return false;
    }
    return true;
}

static bool same_head(const phrase *p, const group *g) {
    if (p->plural != g->plural) return false;
    if (p->kind != g->kind || !in_list(g->heads, g->head_count, p->head) || !says_all(p, g)) return false;
    if (p->article == ARTICLE_POSSESSIVE) return g->owner != NULL && strcmp(g->owner, p->owner) == 0;
    return p->article != ARTICLE_NONE;       /* without an article it speaks of a kind: "children", "school" */
}

static bool place_fits(const phrase *p, const group *g) {
    if (p->kind != NOUN_PLACE || g->kind != NOUN_PLACE || g->entity == NONE || p->plural || p->said_count > 0 || p->narrowed) return false;
    if (name_word_in(p->head, " country nation ")) return g->country;
    return name_word_in(p->head, " city town village ") && !g->country;
}

static uint32_t latest(const finder *f, const phrase *p, bool (*fits)(const phrase *, const group *)) {
    uint32_t best = NONE;
    for (uint32_t i = 0; i < f->group_count; i++) {
        const group *g = &f->groups[i];
        if (g->last == 0 || (best != NONE && g->last <= f->groups[best].last) || !fits(p, g)) continue;
        best = i;
    }
    return best;
}

static uint32_t find_group(const finder *f, const phrase *p) {
    uint32_t g = said_of(f, p);
    if (g != NONE || p->article == ARTICLE_INDEFINITE) return g;
    if (!p->narrowed) g = latest(f, p, same_head);
    return g != NONE || p->article != ARTICLE_DEFINITE ? g : latest(f, p, place_fits);
}

/* ---- all of it ----------------------------------------------------------------------------------------------------------- */

static acta_status add_aside(finder *f, word_span words, uint32_t anchor, uint32_t at) {
    aside_phrase *made = ARENA_PUSH(f->d->arena, f->d->asides, f->d->aside_count, f->d->aside_capacity);
    TRY_NEW(made, f->err);
    *made = (aside_phrase){words, anchor, at};
    f->group_at[anchor] = at;
    f->groups[at].last = f->step;
    f->groups[at].count++;
    return ACTA_OK;
}

static acta_status take_phrase(finder *f, const phrase *p) {
    uint32_t at = find_group(f, p);
    if (at == NONE) {
        at = f->group_count;
        TRY(begin_group(f, (group){.entity = NONE, .kind = p->kind, .plural = p->plural, .first_aside = f->d->aside_count, .owner = p->owner}));
    }
    group *g = &f->groups[at];
    add_word(g->heads, &g->head_count, p->head);
    for (uint32_t i = 0; i < p->said_count; i++) add_word(g->said, &g->said_count, p->said[i]);
    return add_aside(f, p->words, p->anchor, at);
}

/* "his wife Ana Ruiz": the name beside the head. */
static acta_status take_inner_name(finder *f, const mention *m) {
    if (m->name.word_from >= m->name.word_to || m->entity == NONE || m->entity >= PHRASES_MAX) return ACTA_OK;
    uint32_t anchor = entity_anchor(f->d, m->name);
    bool beside = anchor != m->anchor && f->d->words[anchor].rel == REL_appos && f->mention_at[anchor] == NONE && f->group_at[anchor] == NONE;
    return beside ? add_aside(f, m->name, anchor, m->entity) : ACTA_OK;
}

/* "Norton" in "Joshua Norton", "Korea" in "North Korea": a part of its own name or of another's of the kind. */
static bool part_of_other(const finder *f, word_span words, uint32_t e) {
    const doc *d = f->d;
    uint32_t m = f->name_at[words.word_from];
    if (m == NONE) return (words.word_from > 0 && d->words[words.word_from - 1].upos == UPOS_PROPN) || (words.word_to < d->word_count && d->words[words.word_to].upos == UPOS_PROPN);
    const mention *over = &d->mentions[m];
    return over->entity == e || over->type == NAME_PER || (over->type == NAME_LOC && d->entities[e].type == ENTITY_GPE);
}

/* A name of some entity that begins at w and is no mention of its own; the longest. Sets *to behind it. */
static acta_status take_known_name(finder *f, uint32_t w, uint32_t *to) {
    const doc *d = f->d;
    word_span bounds = d->sentences[d->words[w].sentence].words;
    *to = w + 1;
    if (d->words[w].upos != UPOS_PROPN) return ACTA_OK;
    for (uint32_t n = f->longest_name; n > 0; n--) {
        if (w + n > bounds.word_to || d->words[w + n - 1].upos != UPOS_PROPN) continue;
        word_span words = {w, w + n};
        char key[TABLE_KEY_MAX + 1];
        uint32_t e = key_of(f, words, key) < 2 ? NONE : known_as(f, key), anchor = entity_anchor(d, words);
        if (e == NONE || f->mention_at[anchor] != NONE || f->group_at[anchor] != NONE || part_of_other(f, words, e)) continue;
        *to = w + n;
        return add_aside(f, words, anchor, e);
    }
    return ACTA_OK;
}

/* "The school" as a mention that stays alone: those before it that nothing named are the same. */
static void take_in(finder *f, const mention *m) {
    group *own = &f->groups[m->entity];
    phrase p;
    if (own->last != 0 || m->type != NAME_NONE || !read_phrase(f->d, m->anchor, &p) || p.narrowed || p.article == ARTICLE_INDEFINITE) return;
    uint32_t at = latest(f, &p, same_head);
    if (at != NONE && f->groups[at].entity == NONE) f->groups[at].entity = m->entity;
}

static acta_status take_mention(finder *f, const mention *m) {
    if (m->entity >= PHRASES_MAX) return ACTA_OK;
    take_in(f, m);
    f->groups[m->entity].last = ++f->step;
    return take_inner_name(f, m);
}

/* Word by word, so that each phrase sees who was spoken of before it. */
static acta_status sweep(finder *f) {
    doc *d = f->d;
    uint32_t next = 0, taken = 0, named_to = 0;
    for (uint32_t w = 0; w < d->word_count && taken < PHRASES_MAX; w++) {
        for (; next < d->mention_count && d->mentions[next].words.word_from <= w; next++) TRY(take_mention(f, &d->mentions[next]));
        if (w >= named_to) TRY(take_known_name(f, w, &named_to));
        phrase p;
        if (f->mention_at[w] != NONE || f->group_at[w] != NONE || !read_phrase(d, w, &p)) continue;
        f->step++;
        taken++;
        TRY(take_phrase(f, &p));
    }
    return ACTA_OK;
}

static acta_status name_entity(finder *f, group *g) {
    doc *d = f->d;
    entity *e = ARENA_PUSH(d->arena, d->entities, d->entity_count, d->entity_capacity);
    TRY_NEW(e, f->err);
    byte_span from = d->words[d->asides[g->first_aside].words.word_from].span, to = d->words[d->asides[g->first_aside].words.word_to - 1].span;
    e->type = g->kind == NOUN_BODY ? ENTITY_ORG : g->kind == NOUN_PLACE ? ENTITY_GPE : g->plural ? ENTITY_GROUP : ENTITY_PER;
    TRY_NEW(e->name = arena_text(d->arena, d->text + from.byte_from, to.byte_to - from.byte_from), f->err);
    g->entity = d->entity_count - 1;
    return ACTA_OK;
}

static int in_text_order(const void *a, const void *b) {
    const aside_phrase *x = a, *y = b;
    if (x->words.word_from != y->words.word_from) return x->words.word_from < y->words.word_from ? -1 : 1;
    return x->anchor < y->anchor ? -1 : x->anchor > y->anchor;
}

/* Phrases of groups that stayed alone go; the others get their entity's number. */
static acta_status settle(finder *f) {
    doc *d = f->d;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->group_count; i++) {
        if (f->groups[i].entity == NONE && f->groups[i].count > 1) TRY(name_entity(f, &f->groups[i]));
    }
    if (d->aside_count > 1) qsort(d->asides, d->aside_count, sizeof *d->asides, in_text_order);
    for (uint32_t i = 0; i < d->aside_count; i++) {
        aside_phrase a = d->asides[i];
        a.entity = f->groups[a.entity].entity;
        if (a.entity == NONE) continue;
        entity *e = &d->entities[a.entity];
        uint32_t *number = ARENA_PUSH(d->arena, e->asides, e->aside_count, e->aside_capacity);
        TRY_NEW(number, f->err);
        *number = kept;
        d->asides[kept++] = a;
    }
    d->aside_count = kept;
    return ACTA_OK;
}

acta_status entity_find_asides(doc *d, const table *countries, arena *scratch, acta_err *err) {
    finder f = {.d = d, .countries = countries, .scratch = scratch, .err = err};
    TRY_NEW(f.mention_at = ARENA_NEW(scratch, uint32_t, d->word_count + 1), err);
    TRY_NEW(f.group_at = ARENA_NEW(scratch, uint32_t, d->word_count + 1), err);
    TRY_NEW(f.name_at = ARENA_NEW(scratch, uint32_t, d->word_count + 1), err);
    for (uint32_t w = 0; w < d->word_count; w++) f.mention_at[w] = f.group_at[w] = f.name_at[w] = NONE;
    for (uint32_t i = 0; i < d->mention_count; i++) {
        const mention *m = &d->mentions[i];
        f.mention_at[m->anchor] = i;
        for (uint32_t w = m->name.word_from; w < m->name.word_to; w++) f.name_at[w] = i;
    }
    TRY(begin_entities(&f));
    TRY(know_names(&f));
    TRY(sweep(&f));
    return settle(&f);
}

acta_status entity_asides_stage(const acta_coder *coder, doc *d, acta_err *err) {
    arena scratch;
    arena_begin(&scratch, coder->alloc, 65536);
    acta_status status = entity_find_asides(d, &coder->model->who.countries, &scratch, err);
    arena_end(&scratch);
    return status;
}
