/* lemma.c - dictionary forms: first the table of irregular forms, then endings.
 *
 * The endings' one hard question is whether a stem left by -ed or -ing had an e. A doubled consonant says no; else the
 * last letters decide, as English spelling mostly does, and lemma.def names the stems where it does not.
 */
#include "parse/lemma.h"

#include <string.h>

typedef enum irregular_kind { KIND_VERB, KIND_SPELT, KIND_NOUN, KIND_WORD } irregular_kind;

typedef struct irregular {
    irregular_kind kind;
    const char *lemma;
    const char *forms;               /* separated by spaces */
    const char *tags;                /* of KIND_WORD: Penn tags, separated by spaces */
} irregular;

static const irregular irregulars[] = {
#define VERB(lemma, forms) {KIND_VERB, lemma, forms, NULL},
#define SPELT(lemma, forms) {KIND_SPELT, lemma, forms, NULL},
#define NOUN(lemma, forms) {KIND_NOUN, lemma, forms, NULL},
#define WORD(lemma, forms, tags) {KIND_WORD, lemma, forms, tags},
#define FINAL_E(stem)
#define NO_E(stem)
#include "parse/lemma.def"
};

static const char *const final_e[] = {
#define VERB(lemma, forms)
#define SPELT(lemma, forms)
#define NOUN(lemma, forms)
#define WORD(lemma, forms, tags)
#define FINAL_E(stem) stem,
#define NO_E(stem)
#include "parse/lemma.def"
};

static const char *const no_e[] = {
#define VERB(lemma, forms)
#define SPELT(lemma, forms)
#define NOUN(lemma, forms)
#define WORD(lemma, forms, tags)
#define FINAL_E(stem)
#define NO_E(stem) stem,
#include "parse/lemma.def"
};

static const char *const prefixes[] = {"re", "over", "under", "out", "mis", "un", "fore", "up", "inter", "pre", "dis", "de", "en", "co"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- words as bytes ---- */

typedef struct form {
    const char *at;
    size_t bytes;
} form;

static bool ends(form f, const char *ending) {
    size_t bytes = strlen(ending);
    return f.bytes >= bytes && memcmp(f.at + f.bytes - bytes, ending, bytes) == 0;
}

static bool starts(form f, const char *beginning) {
    size_t bytes = strlen(beginning);
    return f.bytes >= bytes && memcmp(f.at, beginning, bytes) == 0;
}

static form cut(form f, size_t bytes) {
    return (form){f.at, f.bytes - bytes};
}

/* The n-th letter from the end, from 1; 0 before the beginning. */
static char last(form f, size_t n) {
    return f.bytes >= n ? f.at[f.bytes - n] : 0;
}

static bool is_vowel(char c) {
    return c != 0 && strchr("aeiou", c) != NULL;
}

static bool has_vowel(form f) {
    for (size_t i = 0; i < f.bytes; i++) {
        if (is_vowel(f.at[i]) || f.at[i] == 'y') return true;
    }
    return false;
}

/* Is the form one of the words of a list separated by spaces? */
static bool among(form f, const char *list) {
    while (*list != 0) {
        size_t bytes = strcspn(list, " ");
        if (bytes == f.bytes && memcmp(list, f.at, bytes) == 0) return true;
        list += bytes;
        list += strspn(list, " ");
    }
    return false;
}

static bool in_table(form f, const char *const *table, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strlen(table[i]) == f.bytes && memcmp(table[i], f.at, f.bytes) == 0) return true;
    }
    return false;
}

/* Stem, then letters that it had lost. */
static const char *joined(arena *a, form stem, const char *letters) {
    size_t bytes = strlen(letters);
    char *out = arena_take(a, stem.bytes + bytes + 1, 1);
    if (out == NULL) return NULL;
    memcpy(out, stem.at, stem.bytes);
    memcpy(out + stem.bytes, letters, bytes);
    return out;
}

/* ---- irregular forms ---- */

static const irregular *find_irregular(irregular_kind kind, form f, const char *tag) {
    for (size_t i = 0; i < COUNT(irregulars); i++) {
        const irregular *r = &irregulars[i];
        if (r->kind != kind || !among(f, r->forms)) continue;
        if (kind != KIND_WORD || among((form){tag, strlen(tag)}, r->tags)) return r;
    }
    return NULL;
}

/* An irregular verb behind a prefix: "overheard". NULL with *found false: none. */
static const char *prefixed_verb(arena *a, form f, bool *found) {
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t bytes = strlen(prefixes[i]);
        if (!starts(f, prefixes[i]) || f.bytes < bytes + 3) continue;
        const irregular *r = find_irregular(KIND_VERB, (form){f.at + bytes, f.bytes - bytes}, NULL);
        if (r == NULL) continue;
        *found = true;
        return joined(a, (form){f.at, bytes}, r->lemma);
    }
    *found = false;
    return NULL;
}

/* ---- stems of -ed, -ing, -er, -est ---- */

static size_t syllables(form f) {
    size_t count = 0;
    for (size_t i = 0; i < f.bytes; i++) {
        bool vowel = is_vowel(f.at[i]) || (f.at[i] == 'y' && i > 0);
        bool before = i > 0 && (is_vowel(f.at[i - 1]) || (f.at[i - 1] == 'y' && i > 1));
        if (vowel && !before) count++;
    }
    return count;
}

static bool ends_in_any(form f, const char *const *endings, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (ends(f, endings[i])) return true;
    }
    return false;
}

/* "kill", "recall", "enroll" and "fulfill" have two of their own; "expel", "patrol", "signal", "pencil" do not. */
static bool is_doubled_l(form stem) {
    static const char *const own[] = {"call", "fall", "stall", "wall", "ball",  "thrall", "appall", "roll", "poll",
                                      "fill", "till", "kill",  "cull", "shell", "sell",   "tell",   "smell", "spell"};
    if (syllables(stem) == 1 && !ends(stem, "uell")) return false;
    return !ends_in_any(stem, own, COUNT(own)) || ends(stem, "controll") || ends(stem, "patroll") || ends(stem, "dispell");
}

/* A consonant doubled only because of the ending: "stopp", not "pass", "kill", "add". */
static bool is_doubled(form stem) {
    char c = last(stem, 1);
    if (c != last(stem, 2) || is_vowel(c) || stem.bytes < 3) return false;
    if (strchr("sfz", c) != NULL) return false;
    if (c == 'l') return is_doubled_l(stem);
    return !among(stem, "add egg err ebb purr butt odd inn mutt boycott whirr");
}

static bool is_digraph(char a, char b) {
    return is_vowel(a) && is_vowel(b) && !(a == 'u' && (b == 'i' || b == 'a' || b == 'e' || b == 'o')) &&
           !(a == 'i' && (b == 'a' || b == 'o')) && !(a == 'e' && b == 'o');
}

/* The stem ends in one vowel and one consonant, as "invit" and "visit" do. */
static bool wants_e_after_vowel(form stem) {
    char vowel = last(stem, 2), c = last(stem, 1);
    if (strchr("wxyh", c) != NULL) return false;
    if (is_digraph(last(stem, 3), vowel) && !(last(stem, 3) == 'q')) return false;
    if (syllables(stem) == 1) return true;      /* else the consonant would be doubled: "hop", "hopp" */
    switch (c) {
    case 'l': return vowel == 'u' || vowel == 'i';
    case 'n': return vowel == 'i';
    case 'r': return vowel != 'e' && vowel != 'o';
    case 't': return vowel == 'a' || vowel == 'u';
    case 'p': return vowel == 'a' || vowel == 'o' || vowel == 'y';
    case 'm': return vowel != 'o';
    default: return true;
    }
}

/* The stem ends in two consonants. */
static bool wants_e_after_consonant(form stem) {
    char before = last(stem, 2), c = last(stem, 1);
    switch (c) {
    case 'l': return strchr("bcdfgkptz", before) != NULL || (before == 's' && last(stem, 3) != 0);
    case 'g': return strchr("dlr", before) != NULL || ends(stem, "eng");
    case 'h': return false;
    case 'r': return before == 'c';
    default: return false;
    }
}

/* The stem, or what follows a prefix of it, is in the table. */
static bool listed(form stem, const char *const *table, size_t count) {
    if (in_table(stem, table, count)) return true;
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t bytes = strlen(prefixes[i]);
        if (!starts(stem, prefixes[i]) || stem.bytes < bytes + 4) continue;
        if (in_table((form){stem.at + bytes, stem.bytes - bytes}, table, count)) return true;
    }
    return false;
}

static bool wants_e(form stem) {
    char c = last(stem, 1);
    if (listed(stem, no_e, COUNT(no_e))) return false;
    if (listed(stem, final_e, COUNT(final_e))) return true;
    if (c == 0 || c == 'y' || c == 'w' || c == 'x' || c == 'i' || c == 'a' || c == 'o') return false;
    if (c == 'c' || c == 'v' || c == 'u') return true;
    if (c == 's') return last(stem, 2) != 's';
    if (c == 'z') return last(stem, 2) != 'z' && last(stem, 2) != 't';
    if (c == 'e') return false;
    if (c == 'g' && is_vowel(last(stem, 2))) return true;
    return is_vowel(last(stem, 2)) || last(stem, 2) == 'y' ? wants_e_after_vowel(stem) : wants_e_after_consonant(stem);
}

static const char *restored(arena *a, form stem) {
    if (is_doubled(stem)) return joined(a, cut(stem, 1), "");
    return joined(a, stem, wants_e(stem) ? "e" : "");
}

/* ---- regular endings ---- */

static const char *without_ed(arena *a, form f) {
    if (ends(f, "ied")) return joined(a, cut(f, 3), "y");
    if (ends(f, "eed")) return joined(a, cut(f, 1), "");
    if (!ends(f, "ed") || !has_vowel(cut(f, 2))) return f.at;
    return restored(a, cut(f, 2));
}

static const char *without_ing(arena *a, form f) {
    if (ends(f, "in'")) return restored(a, cut(f, 3));
    if (!ends(f, "ing") || !has_vowel(cut(f, 3))) return f.at;
    return restored(a, cut(f, 3));
}

/* -s of verbs and nouns. */
static const char *without_s(arena *a, form f) {
    static const char *const with_es[] = {"sses", "shes", "ches", "xes", "zzes", "oes"};
    if (!ends(f, "s") || ends(f, "ss") || ends(f, "us") || ends(f, "'s") || f.bytes < 3) return f.at;
    if (last(f, 2) >= '0' && last(f, 2) <= '9') return f.at;  /* "the 1970s" */
    if (ends(f, "ies") && f.bytes > 4) return joined(a, cut(f, 3), "y");
    for (size_t i = 0; i < COUNT(with_es); i++) {
        if (ends(f, with_es[i])) return joined(a, cut(f, 2), "");
    }
    if (ends(f, "ses") && (ends(f, "uses") || ends(f, "ases") || ends(f, "ises") || ends(f, "oses")) &&
        in_table(cut(f, 2), no_e, COUNT(no_e))) {
        return joined(a, cut(f, 2), "");
    }
    if (ends(f, "uses") && syllables(cut(f, 2)) > 1 && !ends(f, "auses") && !ends(f, "ouses") && !ends(f, "cuses") &&
        !ends(f, "fuses") && !ends(f, "muses") && !ends(f, "buses")) {
        return joined(a, cut(f, 2), "");         /* viruses, bonuses, campuses */
    }
    return joined(a, cut(f, 1), "");
}

static const char *verb(arena *a, form f, xpos x) {
    bool found;
    const irregular *r = find_irregular(KIND_VERB, f, NULL);
    if (r == NULL) r = find_irregular(KIND_SPELT, f, NULL);
    if (r != NULL) return r->lemma;
    const char *prefixed = prefixed_verb(a, f, &found);
    if (found) return prefixed;
    if (x == XPOS_VBG) return without_ing(a, f);
    if (x == XPOS_VBZ) return without_s(a, f);
    return without_ed(a, f);
}

/* Also the last part of a compound: "policewomen", "grandchildren", "ex-wives". */
static const char *plural(arena *a, form f) {
    const irregular *r = find_irregular(KIND_NOUN, f, NULL);
    if (r != NULL) return r->lemma;
    static const char *const heads[] = {"women", "men", "children", "wives", "teeth", "feet", "knives", "lives", "wolves", "thieves", "shoes"};
    for (size_t i = 0; i < COUNT(heads); i++) {
        if (!ends(f, heads[i])) continue;
        r = find_irregular(KIND_NOUN, (form){heads[i], strlen(heads[i])}, NULL);
        return joined(a, cut(f, strlen(heads[i])), r->lemma);
    }
    return without_s(a, f);
}

/* -er, -est; words of one syllable follow the rules of -ed. */
static const char *compared(arena *a, form f, size_t ending) {
    if (!ends(f, ending == 2 ? "er" : "est") || f.bytes < ending + 3) return f.at;
    form stem = cut(f, ending);
    if (last(stem, 1) == 'i') return joined(a, cut(stem, 1), "y");
    if (last(stem, 1) == last(stem, 2) && !ends(stem, "ll") && !ends(stem, "ss") && !is_vowel(last(stem, 1))) {
        return joined(a, cut(stem, 1), "");
    }
    bool longer = strchr("cgv", last(stem, 1)) != NULL || (ends(stem, "l") && wants_e_after_consonant(stem));
    return joined(a, stem, (syllables(stem) == 1 ? wants_e(stem) : longer) ? "e" : "");
}

/* "am", "'re", "'ve": bare forms that are not their own lemma. */
static const char *present(form f) {
    const irregular *r = f.bytes <= 3 ? find_irregular(KIND_VERB, f, NULL) : NULL;
    bool bare = r != NULL && (strcmp(r->lemma, "be") == 0 || strcmp(r->lemma, "have") == 0);
    return bare ? r->lemma : f.at;
}

static const char *by_tag(arena *a, form f, xpos x) {
    switch (x) {
    case XPOS_VBD:
    case XPOS_VBN:
    case XPOS_VBG:
    case XPOS_VBZ: return verb(a, f, x);
    case XPOS_VBP:
    case XPOS_VB: return present(f);
    case XPOS_NNS:
    case XPOS_NNPS: return plural(a, f);
    case XPOS_JJR:
    case XPOS_RBR: return compared(a, f, 2);
    case XPOS_JJS:
    case XPOS_RBS: return compared(a, f, 3);
    default: return f.at;
    }
}

/* With ' for the typographic apostrophe, or the form itself. NULL: no memory. */
static const char *plain_apostrophe(arena *a, const char *folded) {
    static const char curly[] = "\xe2\x80\x99";
    const char *found = strstr(folded, curly);
    if (found == NULL) return folded;
    form before = {folded, (size_t)(found - folded)};
    const char *out = joined(a, before, "'");
    return out == NULL ? NULL : arena_printf(a, "%s%s", out, found + strlen(curly));
}

/* "co-founded": the last part has the form, the others stay. */
static const char *hyphenated(arena *a, form f, const char *last_part, xpos x) {
    form part = {last_part, f.bytes - (size_t)(last_part - f.at)};
    const char *lemma = by_tag(a, part, x);
    if (lemma == NULL || lemma == last_part) return lemma == NULL ? NULL : f.at;
    return joined(a, cut(f, part.bytes), lemma);
}

const char *lemma_of(arena *a, const char *folded, upos u, xpos x) {
    if (u == UPOS_PUNCT || u == UPOS_SYM || *folded == 0) return folded;
    const char *plain = plain_apostrophe(a, folded);
    if (plain == NULL) return NULL;
    form f = {plain, strlen(plain)};
    const irregular *r = find_irregular(KIND_WORD, f, xpos_names[x]);
    if (r != NULL) return r->lemma;
    const char *hyphen = strrchr(plain, '-');
    if (hyphen != NULL && hyphen > plain && strlen(hyphen) > 3) return hyphenated(a, f, hyphen + 1, x);
    return by_tag(a, f, x);
}
