#include "text/lexicon.h"

#include <string.h>

#include "base/utf8.h"

/* Every list is in bytewise order. The prefixes and suffixes that hyphens join are those of the treebank guidelines that
 * Universal Dependencies' English treebanks follow; all other hyphens stand between words. */

typedef struct word_list {
    const char *const *words;
    size_t count;
} word_list;

#define LIST(name) (word_list){name, sizeof name / sizeof *name}

static const char *const inside_words[] = {
    "a.k.a", "adm", "al-hajj", "ald", "alh", "amb", "approx", "arch", "asst", "attn", "atty", "barr", "bgen",
    "brig", "brig.gen", "bros", "ca", "capt", "cdr", "cf", "ch", "chap", "cllr", "cmdr", "col", "col.gen", "cols",
    "comdr", "comr", "cpl", "del", "dep", "det", "det.sgt", "dist", "dr", "drs", "e.g", "engr", "ens", "eq", "esp",
    "esq", "est", "ex", "fig", "figs", "fmr", "fr", "fst", "ft", "gen", "gens", "gov", "govs", "hon", "hrh", "i.e",
    "incl", "insp", "insp.gen", "lieut", "lt", "lt.col", "lt.gen", "maj", "maj.gen", "messrs", "mgen", "mgr",
    "mlle", "mme", "mmes", "mr", "mrs", "ms", "msgr", "mt", "mts", "nr", "pct", "pfc", "pp", "pres", "prof",
    "profs", "prov", "pt", "pvt", "re", "rear.adm", "rep", "reps", "rev", "rt", "sec", "sect", "sen", "sens", "sgt",
    "sh", "shri", "sig", "sigra", "smt", "spc", "spec", "spkr", "sr", "sra", "srta", "ssgt", "st", "ste", "supt",
    "tel", "tpr", "treas", "v", "viz", "vol", "vols", "vs",
};

static const char *const number_words[] = {
    "art", "arts", "cl", "mar", "no", "nos", "op", "p", "para", "paras", "reg", "sat", "sun",
};

static const char *const any_words[] = {
    "a.d", "a.l.p", "a.m", "acad", "admin", "al", "apr", "ariz", "assn", "assoc", "aug", "ave", "avg", "b.a", "b.c",
    "b.s", "b.sc", "bhd", "bldg", "bln", "blvd", "c.e", "calif", "cie", "co", "colo", "conn", "corp", "cos", "cts",
    "d.c", "d.phil", "dec", "dept", "depts", "div", "dlrs", "dr.phil", "e.t", "e.u", "et.al", "etc", "feb", "fla",
    "fri", "g.i", "g.o.p", "gmbh", "govt", "h.e", "hr", "hrs", "hwy", "i.r.a", "inc", "intl", "j.d", "jan", "jct",
    "jr", "jul", "jun", "l.a", "l.l.b", "lbs", "ltd", "ltda", "m.a", "m.b.a", "m.d", "m.p", "m.phil", "m.s", "m.sc",
    "mfg", "mfrs", "min", "minn", "mins", "mln", "mon", "n.b", "n.c", "n.d", "n.e", "n.h", "n.j", "n.m", "n.s.w",
    "n.w", "n.y", "natl", "nebr", "nev", "nov", "oct", "okla", "oz", "p.c", "p.l.o", "p.m", "p.o", "p.r", "ph.d",
    "pkwy", "pl", "plc", "pty", "q.v", "r.i", "r.i.p", "rd", "rs", "s.a", "s.c", "s.d", "s.e", "s.w", "sdn", "sep",
    "sept", "sp", "sq", "tenn", "thu", "thur", "thurs", "tue", "tues", "u.k", "u.n", "u.s", "u.s.a", "u.s.s.r",
    "univ", "w.va", "wed", "weds", "wisc", "wyo", "yr", "yrs",
};

static const char *const state_words[] = {
    "ala", "ark", "cal", "ct", "del", "ga", "ill", "ind", "kan", "kans", "ky", "la", "mass", "md", "me", "mich",
    "miss", "mo", "mont", "neb", "ore", "pa", "penn", "ri", "tex", "va", "vt", "wash", "wis",
};

static const char *const prefix_words[] = {
    "afore", "agro", "ante", "anti", "arch", "be", "bi", "bio", "co", "counter", "cross", "cyber", "demi", "e",
    "eco", "ex", "extra", "hemi", "hyper", "infra", "inter", "intra", "macro", "mal", "mega", "micro", "mid",
    "mini", "mis", "multi", "neo", "non", "omni", "over", "pan", "para", "peri", "post", "pre", "pro", "proto",
    "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "supra", "tele", "tri", "u", "ultra", "un",
    "uni",
};

static const char *const suffix_words[] = {
    "able", "ahol", "aholic", "ation", "centric", "cracy", "crat", "dom", "e-torial", "esque", "ette", "fest",
    "fold", "gate", "gon", "hood", "iana", "ible", "ics", "ish", "ism", "ist", "less", "most", "rama", "wise",
};

static const char *const domain_words[] = {
    "asp", "aspx", "au", "avi", "biz", "ca", "ch", "cn", "com", "csv", "doc", "docx", "edu", "eu", "exe", "fr",
    "gif", "gov", "htm", "html", "info", "int", "io", "ir", "jp", "jpeg", "jpg", "jsp", "ke", "mil", "mp3", "mp4",
    "net", "ng", "nz", "org", "pdf", "php", "pk", "png", "ppt", "ru", "tif", "tv", "txt", "ua", "uk", "xls", "xlsx",
    "xml", "za", "zip",
};

static const char *const unit_words[] = {
    "am", "bn", "bst", "cet", "cm", "cst", "edt", "est", "eur", "ft", "gb", "gbp", "gbps", "ghz", "gmt", "gw",
    "gwh", "hrs", "hz", "ist", "kb", "kg", "khz", "km", "kph", "kw", "kwh", "lb", "lbs", "mb", "mbps", "mhz",
    "mins", "ml", "mm", "mn", "mph", "mst", "mw", "mwh", "pdt", "pm", "pst", "tb", "tn", "usd", "utc",
};

static const char *const currency_words[] = {
    "a", "au", "b", "bds", "bz", "c", "ca", "can", "ec", "fj", "g", "hk", "j", "l", "m", "n", "na", "nt", "nz", "r",
    "rd", "s", "tt", "u", "us", "z",
};

static const char *const starter_words[] = {
    "a", "about", "above", "according", "after", "all", "also", "although", "am", "among", "an", "and", "another",
    "any", "anyone", "are", "as", "at", "because", "before", "besides", "between", "both", "but", "by", "can",
    "could", "despite", "did", "do", "does", "don", "during", "each", "earlier", "either", "even", "every",
    "everyone", "few", "finally", "first", "for", "from", "further", "had", "has", "have", "he", "hence", "her",
    "here", "hers", "his", "how", "however", "i", "if", "in", "indeed", "instead", "is", "it", "its", "just",
    "last", "later", "let", "like", "many", "maybe", "meanwhile", "more", "moreover", "most", "much", "my",
    "neither", "nevertheless", "no", "nobody", "none", "nor", "not", "nothing", "now", "of", "on", "once", "one",
    "only", "or", "other", "others", "our", "over", "perhaps", "please", "several", "she", "shortly", "should",
    "similarly", "since", "so", "some", "someone", "sometimes", "soon", "still", "such", "than", "thank", "thanks",
    "that", "the", "their", "them", "then", "there", "therefore", "these", "they", "this", "those", "though",
    "thus", "to", "today", "together", "too", "under", "unfortunately", "unless", "unlike", "until", "very", "was",
    "we", "were", "what", "whatever", "when", "where", "whereas", "whether", "which", "while", "who", "why", "will",
    "with", "within", "without", "would", "yes", "yesterday", "yet", "you", "your",
};

static const char *const speech_words[] = {
    "added", "adds", "asked", "asking", "asks", "chanted", "continued", "cried", "cries", "declared", "demanded",
    "exclaimed", "inquired", "insisted", "joked", "mused", "queried", "quipped", "recalled", "replied", "replies",
    "responded", "said", "say", "says", "screamed", "shouted", "shouts", "tells", "told", "warned", "wondered",
    "wonders", "writes", "wrote", "yelled",
};

static const char *const elision_words[] = {
    "bout", "cause", "cuz", "em", "ere", "n", "neath", "nuff", "round", "til", "till", "tis", "twas",
};

typedef struct contraction {
    const char *word;
    uint32_t first_bytes;
} contraction;

static const contraction contractions[] = {
    {"aint", 2}, {"arent", 3}, {"arnt", 2}, {"cannot", 3}, {"cant", 2}, {"couldnt", 5}, {"didnt", 3}, {"doesnt", 4},
    {"dont", 2}, {"dunno", 2}, {"gimme", 3}, {"gonna", 3}, {"gotcha", 3}, {"gotta", 3}, {"hadnt", 3}, {"hasnt", 3},
    {"havent", 4}, {"heres", 4}, {"hes", 2}, {"hows", 3}, {"im", 1}, {"isnt", 2}, {"itll", 2}, {"ive", 1}, {"lemme",
    3}, {"lotta", 3}, {"mustnt", 4}, {"outta", 3}, {"shes", 3}, {"shouldnt", 6}, {"thatll", 4}, {"thats", 4},
    {"theres", 5}, {"theyd", 4}, {"theyll", 4}, {"theyre", 4}, {"theyve", 4}, {"wana", 3}, {"wanna", 3}, {"wasnt",
    3}, {"werent", 4}, {"weve", 2}, {"whatcha", 4}, {"whats", 4}, {"wheres", 5}, {"whos", 3}, {"wont", 2},
    {"wouldnt", 5}, {"youll", 3}, {"youre", 3}, {"youve", 3},
};

/* Bytewise order of a lower-case key and a text, letter case aside. */
static int compare_folded(const char *key, const char *word, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        int difference = (int)(uint8_t)key[i] - (int)ascii_lower((uint8_t)word[i]);
        if (difference != 0) return difference;
    }
    return (uint8_t)key[bytes];
}

static bool list_has(word_list list, const char *word, size_t bytes) {
    size_t low = 0, high = list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_folded(list.words[middle], word, bytes);
        if (order == 0) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}

abbreviation lexicon_abbreviation(const char *word, size_t bytes) {
    if (list_has(LIST(inside_words), word, bytes)) return ABBREVIATION_INSIDE;
    if (list_has(LIST(any_words), word, bytes)) return ABBREVIATION_ANY;
    if (list_has(LIST(state_words), word, bytes)) return ABBREVIATION_STATE;
    return list_has(LIST(number_words), word, bytes) ? ABBREVIATION_NUMBER : ABBREVIATION_NONE;
}

bool lexicon_is_prefix(const char *word, size_t bytes) { return list_has(LIST(prefix_words), word, bytes); }
bool lexicon_is_suffix(const char *word, size_t bytes) { return list_has(LIST(suffix_words), word, bytes); }
bool lexicon_is_domain(const char *word, size_t bytes) { return list_has(LIST(domain_words), word, bytes); }
bool lexicon_is_unit(const char *word, size_t bytes) { return list_has(LIST(unit_words), word, bytes); }
bool lexicon_is_currency(const char *word, size_t bytes) { return list_has(LIST(currency_words), word, bytes); }
bool lexicon_is_starter(const char *word, size_t bytes) { return list_has(LIST(starter_words), word, bytes); }
bool lexicon_is_speech(const char *word, size_t bytes) { return list_has(LIST(speech_words), word, bytes); }
bool lexicon_is_elision(const char *word, size_t bytes) { return list_has(LIST(elision_words), word, bytes); }

uint32_t lexicon_contraction(const char *word, size_t bytes) {
    size_t low = 0, high = sizeof contractions / sizeof *contractions;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_folded(contractions[middle].word, word, bytes);
        if (order == 0) return contractions[middle].first_bytes;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return 0;
}

bool lexicon_is_sorted(void) {
    const word_list lists[] = {
        LIST(inside_words), LIST(number_words), LIST(any_words), LIST(state_words), LIST(prefix_words),
        LIST(suffix_words), LIST(domain_words), LIST(unit_words), LIST(currency_words), LIST(starter_words),
        LIST(speech_words), LIST(elision_words),
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 1; j < lists[i].count; j++)
            if (strcmp(lists[i].words[j - 1], lists[i].words[j]) >= 0) return false;
    for (size_t j = 1; j < sizeof contractions / sizeof *contractions; j++)
        if (strcmp(contractions[j - 1].word, contractions[j].word) >= 0) return false;
    return true;
}
