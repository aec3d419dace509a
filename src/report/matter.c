#include "report/matter.h"

#include <string.h>

#include "base/utf8.h"
#include "report/names.h"

enum { HEADLINE_WORDS_MAX = 30, BYLINE_WORDS_MAX = 14, WORDS_KEPT = 32 };

/* The words of a short paragraph, parted by blanks. */
typedef struct words {
    byte_span at[WORDS_KEPT];
    uint32_t count;                  /* may be greater than WORDS_KEPT by one: there were more */
} words;

static words split_words(const char *text, byte_span p) {
    words w = {.count = 0};
    for (uint32_t at = p.byte_from; at < p.byte_to && w.count <= WORDS_KEPT;) {
        uint32_t from = at;
        while (at < p.byte_to && text[at] != ' ' && text[at] != '\n') at++;
        if (at > from) {
            if (w.count < WORDS_KEPT) w.at[w.count] = (byte_span){from, at};
            w.count++;
        }
        at++;
    }
    return w;
}

static bool word_is(const char *text, byte_span w, const char *lower) {
    return ascii_same(text + w.byte_from, w.byte_to - w.byte_from, lower);
}

static uint32_t first_code(const char *text, byte_span w) {
    uint32_t code;
    utf8_decode(text + w.byte_from, w.byte_to - w.byte_from, &code);
    return code;
}

static bool begins(const char *text, byte_span p, const char *lower) {
    size_t length = strlen(lower);
    return p.byte_to - p.byte_from >= length && ascii_same(text + p.byte_from, length, lower);
}

static bool begins_any(const char *text, byte_span p, const char *const *openings, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (begins(text, p, openings[i])) return true;
    return false;
}

#define BEGINS_ANY(text, p, openings) begins_any((text), (p), (openings), sizeof(openings) / sizeof *(openings))

bool matter_ends_sentence(const char *text, byte_span p) {
    uint32_t code;
    utf8_before(text, p.byte_to, &code);
    if (code == '"' || code == 0x201D || code == 0x2019 || code == ')' || code == '\'') {
        byte_span inner = {p.byte_from, p.byte_to - (code >= 0x80 ? 3 : 1)};
        if (inner.byte_to > inner.byte_from) utf8_before(text, inner.byte_to, &code);
    }
    return code == '.' || code == '!' || code == '?' || code == 0x2026;
}

/* A final stop that is an abbreviation's, "leave the U.S.", closes no sentence. */
static bool ends_in_initials(const char *text, byte_span p) {
    return p.byte_to - p.byte_from > 4 && text[p.byte_to - 1] == '.' && text[p.byte_to - 3] == '.' &&
           ascii_is_upper((uint8_t)text[p.byte_to - 2]);
}

bool matter_is_headline(const char *text, byte_span p) {
    words w = split_words(text, p);
    if (w.count > HEADLINE_WORDS_MAX || w.count == 0) return false;
    uint32_t last;
    utf8_before(text, p.byte_to, &last);
    if (last == ',' || last == ':' || last == ';') return false;
    return last != '.' || ends_in_initials(text, p);
}

/* ---- By-lines --------------------------------------------------------------------------------------------------------- */

static bool is_name_link(const char *text, byte_span w) {
    static const char *const links[] = {
        "and", "in",  "of", "at", "for", "the", "with",          "de",       "van",   "von",    "al",    "bin",
        "el",  "der", "&",  "-",  "|",   "/",   "correspondent", "reporter", "staff", "writer", "editor"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (word_is(text, w, links[i])) return true;
    return false;
}

/* All words from the given one on are names or link names. */
static bool are_names(const char *text, const words *w, uint32_t from) {
    uint32_t names = 0;
    for (uint32_t i = from; i < w->count; i++) {
        uint32_t code = first_code(text, w->at[i]);
        if (utf8_is_upper(code)) names++;
        else if (!is_name_link(text, w->at[i])) return false;
    }
    return names > 0;
}

/* "Jane Roe in Abuja". */
static bool is_name_in_city(const char *text, const words *w) {
    if (w->count < 4 || w->count > 7) return false;
    for (uint32_t i = 2; i + 1 < w->count; i++)
        if (word_is(text, w->at[i], "in") && are_names(text, w, 0))
            return names_is_city(text + w->at[i + 1].byte_from, w->at[w->count - 1].byte_to - w->at[i + 1].byte_from);
    return false;
}

bool matter_is_byline(const char *text, byte_span p) {
    static const char *const fixed[] = {
        "our correspondent", "our reporter",  "staff reporter", "staff writer",
        "staff report",      "agency report", "agencies",       "from our correspondent",
        "news desk",         "web desk",      "newsroom"};
    static const char *const openings[] = {
        "reporting by ",           "written by ", "posted by ", "compiled by ", "story by ", "words by ",
        "additional reporting by "};
    if (p.byte_to - p.byte_from > 160) return false;
    words w = split_words(text, p);
    if (w.count < 2 || w.count > BYLINE_WORDS_MAX)
        return w.count == 1 && (word_is(text, w.at[0], "agencies") || word_is(text, w.at[0], "newsroom"));
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (word_is(text, p, fixed[i])) return true;
    if (text[p.byte_to - 1] == '.' && !ends_in_initials(text, p) && w.count > 5) return false;
    if (word_is(text, w.at[0], "by")) return are_names(text, &w, 1);
    if (word_is(text, w.at[0], "from"))
        return w.count <= 8 && memchr(text + p.byte_from, ',', p.byte_to - p.byte_from) != NULL &&
               are_names(text, &w, 1);
    if (BEGINS_ANY(text, p, openings)) return are_names(text, &w, 2);
    return is_name_in_city(text, &w);
}

/* ---- Furniture and sign-offs ------------------------------------------------------------------------------------------- */

static bool has_no_words(const char *text, byte_span p) {
    for (uint32_t at = p.byte_from; at < p.byte_to;) {
        uint32_t code;
        at += utf8_decode(text + at, p.byte_to - at, &code);
        if (utf8_is_letter(code) || utf8_is_digit(code)) return false;
    }
    return true;
}

/* "Share Facebook": the names of a page's buttons. */
static bool are_sharing_words(const char *text, byte_span p) {
    static const char *const buttons[] = {"share",    "tweet",    "facebook",  "twitter",     "whatsapp",
                                          "telegram", "linkedin", "pinterest", "stumbleupon", "reddit",
                                          "email",    "print",    "instagram", "youtube",     "0",
                                          "shares",   "copy",     "link",      "on",          "x"};
    words w = split_words(text, p);
    if (w.count > 8) return false;
    for (uint32_t i = 0; i < w.count; i++) {
        bool found = false;
        for (size_t b = 0; b < sizeof buttons / sizeof *buttons && !found; b++)
            found = word_is(text, w.at[i], buttons[b]);
        if (!found) return false;
    }
    return true;
}

bool matter_is_furniture(const char *text, byte_span p) {
    static const char *const whole[] = {"advertisement",
                                        "advertisements",
                                        "sponsored",
                                        "telegram",
                                        "facebook",
                                        "twitter",
                                        "whatsapp",
                                        "linkedin",
                                        "pinterest",
                                        "email",
                                        "print",
                                        "comments",
                                        "share",
                                        "tweet",
                                        "pin",
                                        "like",
                                        "reddit",
                                        "tumblr",
                                        "more",
                                        "instagram",
                                        "related stories",
                                        "relatedstories",
                                        "read also",
                                        "also read",
                                        "related",
                                        "loading...",
                                        "skip to content",
                                        "photo",
                                        "file photo",
                                        "(file photo)",
                                        "no tags for this post.",
                                        "next",
                                        "previous",
                                        "vanguard news",
                                        "vanguard news nigeria",
                                        "tags",
                                        "source",
                                        "menu"};
    static const char *const openings[] = {"share this",
                                           "share on",
                                           "kindly share",
                                           "like this:",
                                           "all rights reserved",
                                           "copyright ",
                                           "copyright:",
                                           "\xC2\xA9",
                                           "(c) ",
                                           "subscribe to",
                                           "sign up for",
                                           "click here",
                                           "follow us on",
                                           "join our whatsapp",
                                           "download our",
                                           "contact: [email",
                                           "photo:",
                                           "photo by",
                                           "image:",
                                           "photo credit",
                                           "image credit",
                                           "file photo",
                                           "read also:",
                                           "also read:",
                                           "read more:",
                                           "related:",
                                           "published:",
                                           "last updated",
                                           "updated:",
                                           "posted on",
                                           "source:",
                                           "tags:",
                                           "facebook notice for eu",
                                           "this story has been published from",
                                           "this material may not be published",
                                           "the views expressed in this"};
    if (p.byte_to - p.byte_from > 600) return false;
    if (has_no_words(text, p) || are_sharing_words(text, p)) return true;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (word_is(text, p, whole[i])) return true;
    if (!BEGINS_ANY(text, p, openings)) return false;
    words w = split_words(text, p);
    bool rights = begins(text, p, "all rights") || begins(text, p, "copyright") || begins(text, p, "\xC2\xA9") ||
                  begins(text, p, "this ") || begins(text, p, "the views");
    return rights || w.count <= 16;
}

/* Marks and letters only, "###", "-ends-", "* * *"; the letters in between are compared with a few words. */
static bool is_end_mark(const char *text, byte_span p) {
    static const char *const ends[] = {"", "ends", "end", "enditem", "more", "endit", "item ends", "endall"};
    char letters[12];
    uint32_t count = 0;
    if (p.byte_to - p.byte_from > 16) return false;
    for (uint32_t i = p.byte_from; i < p.byte_to; i++) {
        uint8_t b = (uint8_t)text[i];
        if (b >= 0x80 && b != 0xC2) continue;
        if (ascii_is_digit(b)) return false;
        if (b == ' ' && count == 0) continue;
        if (ascii_is_letter(b) || b == ' ') {
            if (count == sizeof letters) return false;
            letters[count++] = (char)b;
        }
    }
    while (count > 0 && letters[count - 1] == ' ') count--;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ascii_same(letters, count, ends[i])) return true;
    return false;
}

static byte_span strip_marks(const char *text, byte_span p) {
    while (p.byte_from < p.byte_to && strchr("([-*/. ", text[p.byte_from]) != NULL) p.byte_from++;
    while (p.byte_to > p.byte_from && strchr(")]-*/. ", text[p.byte_to - 1]) != NULL) p.byte_to--;
    return p;
}

static bool opens_credit(const char *text, byte_span p) {
    static const char *const openings[] = {
        "(reporting by", "(reporting and",   "(writing by",    "(written by",     "(additional reporting",
        "(editing by",   "(edited by",       "(compiled by",   "(editor",         "(with inputs",
        "(with input",   "(with additional", "(by ",           "(with reporting", "[reporting by",
        "(this story",   "(story refiled",   "(refiles",       "(corrects",       "(correct",
        "(reported by",  "(production by",   "(translated by", "(translation by", "(contributed by"};
    return BEGINS_ANY(text, p, openings);
}

bool matter_is_signoff(const char *text, byte_span p) {
    static const char *const openings[] = {
        "reporting by ",   "editing by ",      "writing by ",     "additional reporting by ", "compiled by ",
        "more to follow",  "details later",    "details shortly", "more details later",       "more details coming",
        "details loading", "developing story", "to be continued"};
    byte_span inner = strip_marks(text, p);
    if (is_end_mark(text, p)) return true;
    if (p.byte_to - p.byte_from > 400) return false;
    if (opens_credit(text, p))
        return text[p.byte_to - 1] == ')' || text[p.byte_to - 1] == ']' || text[p.byte_to - 1] == '.';
    if (BEGINS_ANY(text, inner, openings)) return split_words(text, p).count <= 24;
    return names_is_agency(text + inner.byte_from, inner.byte_to - inner.byte_from);
}

/* Byte at which a bracket that reaches to the end of the paragraph opens. */
static uint32_t last_bracket(const char *text, byte_span p) {
    uint32_t limit = p.byte_to - p.byte_from > 400 ? p.byte_to - 400 : p.byte_from;
    if (text[p.byte_to - 1] != ')') return p.byte_to;
    for (uint32_t at = p.byte_to - 1; at > limit; at--)
        if (text[at - 1] == '(') return at - 1;
    return p.byte_to;
}

byte_span matter_trim_signoff(const char *text, byte_span p) {
    static const char *const tails[] = {" enditem", " -ends-", " ###", " (ends)", " (more)", " -end-", " -end"};
    uint32_t at = last_bracket(text, p);
    if (at < p.byte_to && at > p.byte_from &&
        (opens_credit(text, (byte_span){at, p.byte_to}) || matter_is_signoff(text, (byte_span){at, p.byte_to}))) {
        byte_span rest = {p.byte_from, at};
        while (rest.byte_to > rest.byte_from && text[rest.byte_to - 1] == ' ') rest.byte_to--;
        if (rest.byte_to > rest.byte_from && matter_ends_sentence(text, rest)) p = rest;
    }
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t length = strlen(tails[i]);
        if (p.byte_to - p.byte_from > length && ascii_same(text + p.byte_to - length, length, tails[i]))
            p.byte_to -= (uint32_t)length;
    }
    return p;
}

/* ---- Whose word a headline gives ------------------------------------------------------------------------------------------- */

/* The last dash or bar with blanks on both sides, or colon with one after; `after` is where what follows begins. */
static uint32_t last_mark(const char *text, byte_span title, uint32_t *after) {
    for (uint32_t at = title.byte_to; at > title.byte_from + 1; at--) {
        uint32_t code, length = utf8_decode(text + at - 1, title.byte_to - at + 1, &code);
        uint32_t next = at - 1 + length;
        if (next >= title.byte_to || text[next] != ' ') continue;
        bool dash = code == '-' || code == 0x2013 || code == 0x2014 || code == '|';
        if (!(dash && text[at - 2] == ' ') && code != ':') continue;
        *after = next + 1;
        return at - 1;
    }
    return 0;
}

static bool is_capitalised(const char *text, const words *w) {
    for (uint32_t i = 0; i < w->count; i++) {
        uint32_t code = first_code(text, w->at[i]);
        if (!utf8_is_upper(code) && !word_is(text, w->at[i], "of") && !word_is(text, w->at[i], "the") &&
            !word_is(text, w->at[i], "and") && !word_is(text, w->at[i], "for"))
            return false;
        for (uint32_t at = w->at[i].byte_from; at < w->at[i].byte_to; at++)
            if (ascii_is_digit((uint8_t)text[at])) return false;
    }
    return true;
}

/* A dash may part two sides ("Israel - Hamas talks"), so that after few words only a known source counts. */
static bool names_source(const char *text, const words *before, const words *after, char mark) {
    byte_span last = after->at[after->count - 1];
    byte_span all = {after->at[0].byte_from, last.byte_to};
    bool known = names_is_source(text + last.byte_from, last.byte_to - last.byte_from) ||
                 names_is_agency(text + all.byte_from, all.byte_to - all.byte_from);
    bool outlet = names_is_agency_word(text + last.byte_from, last.byte_to - last.byte_from) ||
                  names_is_agency_word(text + after->at[0].byte_from, after->at[0].byte_to - after->at[0].byte_from);
    if (mark == '|') return known || outlet || is_capitalised(text, after);
    if (mark == ':') return known && after->count <= 4 && before->count >= 3;
    if (known || (outlet && is_capitalised(text, after))) return before->count >= 3 && after->count <= 6;
    return before->count >= 4 && after->count <= 3 && is_capitalised(text, after);
}

byte_span matter_title_source(const char *text, byte_span title) {
    uint32_t after = 0, mark = title.byte_to - title.byte_from > 3 ? last_mark(text, title, &after) : 0;
    if (mark == 0) return (byte_span){0, 0};
    words left = split_words(text, (byte_span){title.byte_from, mark}),
          right = split_words(text, (byte_span){after, title.byte_to});
    if (right.count == 0 || right.count > 6 || left.count == 0) return (byte_span){0, 0};
    char kind = text[mark] == '|' || text[mark] == ':' ? text[mark] : '-';
    if (!names_source(text, &left, &right, kind)) return (byte_span){0, 0};
    return (byte_span){right.at[0].byte_from, title.byte_to};
}
