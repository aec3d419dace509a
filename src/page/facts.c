#include "page/facts.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "page/mark.h"
#include "page/phrase.h"
#include "page/sift.h"
#include "page/webday.h"

enum { TITLE_BYTES_MAX = 600, NAME_BYTES_MAX = 120, STAMP_BYTES_MAX = 120, STAMP_LETTERS_MAX = 90, BEFORE_BODY_LETTERS = 700,
       MASTHEAD_NODES = 120, HEADING_WORDS_MIN = 4, PUBLISHER_WORDS_MAX = 6, SHARED_WORD_BYTES_MIN = 5 };

/* ---- Meta elements ---- */

/* Names of meta elements in the order in which they are believed. */
static const char *const meta_titles[] = {
    "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline", "title"};
static const char *const meta_days[] = {
    "article:published_time", "article:published", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "publishdate",
    "publish-date", "publish_date", "pubdate", "publication_date", "publication-date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "originalpublicationdate", "date.created", "date_published", "article.published",
    "article:create_time", "ptime", "displaydate", "rnews:datepublished", "bt:pubdate", "datecreated", "date"};
static const char *const meta_publishers[] = {
    "og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "article:publisher", "application-name",
    "apple-mobile-web-app-title", "dc.source", "source"};
static const char *const meta_urls[] = {"og:url", "twitter:url", "parsely-link", "dc.identifier"};
static const char *const meta_locales[] = {"og:locale", "dc.language", "content-language", "language"};

static bool is_named(const node *n, const char *name) {
    static const char *const attributes[] = {"property", "name", "itemprop", "http-equiv"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        const char *value = tree_attribute(n, attributes[i]);
        if (value != NULL && ascii_same(value, strlen(value), name)) return true;
    }
    return false;
}

/* The content of the meta element that is believed most; NULL where there is none. */
static const char *meta_of(const tree *t, const char *const *names, size_t count) {
    const char *best = NULL;
    for (uint32_t i = 0; i < t->count; i++) {
        const char *content = t->nodes[i].tag == GUMBO_TAG_META ? tree_attribute(&t->nodes[i], "content") : NULL;
        if (content == NULL || content[strspn(content, " \t\r\n")] == '\0') continue;
        for (size_t k = 0; k < count; k++)
            if (is_named(&t->nodes[i], names[k])) {
                best = content;
                count = k;
            }
    }
    return best;
}
#define META(t, names) meta_of((t), (names), sizeof(names) / sizeof *(names))

/* ---- Plain text ---- */

/* White space collapsed; character references and tags resolved, which data and badly made meta elements hold. */
static acta_status plain(const char *text, size_t most, arena *a, const char **out) {
    tree t;
    slice sifted;
    *out = NULL;
    if (text == NULL) return ACTA_OK;
    /* Longer than it may come out, with room for markup: more of it is not wanted, however long it is. */
    TRY(sift((slice){text, strnlen(text, most * 8)}, a, &sifted));
    TRY(tree_read(sifted, a, &t, NULL));
    char *words = arena_take(a, most + 1, 1);
    if (words == NULL) return ACTA_NOMEM;
    if (tree_words(&t, 0, most, words)[0] != '\0') *out = words;
    return ACTA_OK;
}

static bool starts_with(const char *text, const char *start) { return start[0] != '\0' && strncmp(text, start, strlen(start)) == 0; }

/* ---- Publisher ---- */

/* A name, not an address: "https://www.facebook.com/example" and "@example" are left. */
static const char *publisher_name(const char *told) {
    return told != NULL && strstr(told, "://") == NULL && told[0] != '@' && strlen(told) <= NAME_BYTES_MAX ? told : NULL;
}

/* "© 2021 The Daily Example. All rights reserved." */
static const char *publisher_of_notice(const tree *t, arena *a) {
    for (uint32_t i = t->count; i-- > 0;) {
        const char *text = tree_text(&t->nodes[i]);
        const char *sign = text != NULL ? strstr(text, "\xC2\xA9") : NULL;
        if (sign == NULL) continue;
        for (sign += 2; *sign != '\0' && !ascii_is_letter((uint8_t)*sign) && (uint8_t)*sign < 0x80; sign++) {}
        if (ascii_same(sign, strnlen(sign, 10), "copyright ")) sign += 10;
        size_t bytes = strcspn(sign, ".,|;-\n\r(");
        while (bytes > 0 && (mark_is_blank(sign[bytes - 1]) || ascii_is_digit((uint8_t)sign[bytes - 1]))) bytes--;
        if (bytes >= 3 && bytes <= 60 && ascii_is_upper((uint8_t)sign[0])) return arena_text(a, sign, bytes);
    }
    return NULL;
}

/* ---- Headline ---- */

typedef struct part {
    size_t from, to;
} part;

/* The last mark that may stand between a headline and the name of the site: " | ", " - ", " – ", " — ", " :: ", " » ". */
static bool last_mark(const char *title, size_t end, part *mark) {
    static const char *const marks[] = {
    " | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " : ", " \xE2\x80\xA2 ", " \xC2\xB7 "};
    bool found = false;
    for (size_t at = 0; at < end; at++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            size_t bytes = strlen(marks[i]);
            if (at + bytes > end || memcmp(title + at, marks[i], bytes) != 0) continue;
            *mark = (part){at, at + bytes};
            found = true;
        }
    return found;
}

static uint32_t words_in(const char *text, size_t bytes) {
    uint32_t words = bytes > 0;
    for (size_t i = 0; i < bytes; i++) words += text[i] == ' ';
    return words;
}

/* Letters and digits alone, in lower case. */
static size_t squeeze(const char *text, size_t bytes, char out[NAME_BYTES_MAX]) {
    size_t count = 0;
    for (size_t i = 0; i < bytes && count < NAME_BYTES_MAX; i++) {
        uint32_t c = ascii_lower((uint8_t)text[i]);
        if (ascii_is_letter(c) || ascii_is_digit(c) || c >= 0x80) out[count++] = (char)c;
    }
    return count;
}

/* "Daily Example" and "The Daily Example Online", "dailyexample" in "www.dailyexample.com". */
static bool is_site(const char *name, size_t bytes, const char *known) {
    char one[NAME_BYTES_MAX], two[NAME_BYTES_MAX];
    size_t ones = squeeze(name, bytes, one), twos = known != NULL ? squeeze(known, strlen(known), two) : 0;
    if (ones < 2 || twos < 2) return false;
    return memmem(one, ones, two, twos) != NULL || memmem(two, twos, one, ones) != NULL;
}

/* The headline without the name of the site behind it, and without the section before that. `sure`: what follows the last mark is the
 * site, as in the title element of nearly every page. */
static const char *without_site(const char *title, const facts *f, bool sure, arena *a) {
    size_t end = strlen(title);
    part mark = {0, 0};
    for (int i = 0; i < 3 && last_mark(title, end, &mark); i++) {
        const char *behind = title + mark.to;
        size_t bytes = end - mark.to;
        bool site = is_site(behind, bytes, f->publisher) || is_site(behind, bytes, f->url);
        bool guessed = sure && i == 0 && words_in(behind, bytes) <= 4 && words_in(title, mark.from) >= 3;
        bool section = i > 0 && words_in(behind, bytes) <= 2 && words_in(title, mark.from) >= 4;
        if (!site && !guessed && !section) break;
        end = mark.from;
    }
    return arena_text(a, title, end);
}

/* Does the text stand in the title, up to what a site adds or cuts? */
static bool agrees(const char *heading, const char *title) {
    size_t bytes = strlen(title);
    if (bytes > 20 && (strcmp(title + bytes - 3, "...") == 0 || strcmp(title + bytes - 3, "\xE2\x80\xA6") == 0)) bytes -= 3;
    return starts_with(title, heading) || (bytes > 20 && strncmp(heading, title, bytes) == 0);
}

static acta_status keep(const char *words, arena *a, const char **out) {
    *out = arena_text(a, words, strlen(words));
    return *out != NULL ? ACTA_OK : ACTA_NOMEM;
}

/* The h1 that the title speaks of. */
static acta_status headline_seen(const tree *t, const char *title, arena *a, const char **out) {
    char words[TITLE_BYTES_MAX + 1];
    *out = NULL;
    for (uint32_t i = tree_find(t, GUMBO_TAG_H1, 0); i != NO_NODE; i = tree_find(t, GUMBO_TAG_H1, i + 1)) {
        tree_words(t, i, TITLE_BYTES_MAX, words);
        if (words_in(words, strlen(words)) >= 2 && agrees(words, title)) return keep(words, a, out);
    }
    return ACTA_OK;
}

/* Old pages have no h1, but their window's title holds the headline beside the name of the site: the longest part of it that stands
 * somewhere on the page. */
static acta_status headline_in_window(const tree *t, const element *elements, const char *window, arena *a, const char **out) {
    char words[TITLE_BYTES_MAX + 1];
    size_t most = 0, bytes = strlen(window), letters = bytes - words_in(window, bytes);
    for (uint32_t i = tree_find(t, GUMBO_TAG_BODY, 0); i < t->count; i++) {
        const element *e = &elements[i];
        bool fits = t->nodes[i].tag != GUMBO_TAG_LAST && e->link_chars == 0 && e->chars * 2 >= letters && e->chars <= bytes;
        if (!fits || e->chars <= most) continue;
        tree_words(t, i, TITLE_BYTES_MAX, words);
        if (words_in(words, strlen(words)) < 3 || strstr(window, words) == NULL) continue;
        most = e->chars;
        TRY(keep(words, a, out));
    }
    return ACTA_OK;
}

/* The first heading of some words that is no link: for pages whose window bears the name of the site alone. */
static acta_status first_heading(const tree *t, const element *elements, const char *site, arena *a, const char **out) {
    char words[TITLE_BYTES_MAX + 1];
    for (uint32_t i = 0; i < t->count; i++) {
        if (t->nodes[i].tag < GUMBO_TAG_H1 || t->nodes[i].tag > GUMBO_TAG_H3 || elements[i].link_chars > 0) continue;
        tree_words(t, i, TITLE_BYTES_MAX, words);
        uint32_t count = words_in(words, strlen(words)), least = t->nodes[i].tag == GUMBO_TAG_H1 ? 2 : HEADING_WORDS_MIN;
        bool other = count < least || strcmp(words, site) == 0 || phrase_heads_others((slice){words, strlen(words)});
        if (!other) return keep(words, a, out);
    }
    return ACTA_OK;
}

/* A word of some length that stands in both: the one is a form of the other. */
static bool shares_word(const char *one, const char *other) {
    for (size_t bytes; *one != '\0'; one += bytes + (one[bytes] != '\0')) {
        char word[NAME_BYTES_MAX];
        bytes = strcspn(one, " ");
        if (bytes < SHARED_WORD_BYTES_MIN || bytes >= sizeof word) continue;
        memcpy(word, one, bytes);
        word[bytes] = '\0';
        if (strstr(other, word) != NULL) return true;
    }
    return false;
}

/* What the window's title says beside the headline: the name of the site, if it is short. */
static acta_status publisher_of_window(const char *window, arena *a, facts *out) {
    const char *at = out->title != NULL ? strstr(window, out->title) : NULL;
    const char *from = window, *to = window + strlen(window);
    if (out->publisher != NULL || out->title == NULL || (at == NULL && shares_word(window, out->title))) return ACTA_OK;
    if (at == window) from = window + strlen(out->title);
    else if (at != NULL) to = at;
    for (part mark = {0, 0}; at == window && last_mark(from, (size_t)(to - from), &mark);) from += mark.to;
    while (from < to && strchr(" |-:", *from) != NULL) from++;
    while (to > from && strchr(" |-:", to[-1]) != NULL) to--;
    if (from == to || memchr(from, '<', (size_t)(to - from)) != NULL || words_in(from, (size_t)(to - from)) > PUBLISHER_WORDS_MAX) return ACTA_OK;
    out->publisher = arena_text(a, from, (size_t)(to - from));
    return out->publisher != NULL ? ACTA_OK : ACTA_NOMEM;
}

/* In this order: the h1 that data, meta elements or the window's title speak of; what data or meta elements say; a part of the window's
 * title that is seen on the page; its first heading where the window says no more than a name; the window's title. */
static acta_status read_title(const tree *t, const element *elements, const page_data *data, arena *a, facts *out) {
    uint32_t at = tree_find(t, GUMBO_TAG_TITLE, 0);
    char window[TITLE_BYTES_MAX + 1] = "";
    const char *told, *meta, *seen;
    if (at != NO_NODE) tree_words(t, at, TITLE_BYTES_MAX, window);
    TRY(plain(data->headline, TITLE_BYTES_MAX, a, &told));
    TRY(plain(META(t, meta_titles), TITLE_BYTES_MAX, a, &meta));
    const char *title = told != NULL ? told : meta;
    TRY(headline_seen(t, title != NULL ? title : window, a, &seen));
    if (seen == NULL && title == NULL) TRY(headline_in_window(t, elements, window, a, &seen));
    bool bare = title == NULL && words_in(window, strlen(window)) <= PUBLISHER_WORDS_MAX && (seen == NULL || strcmp(seen, window) == 0);
    if (bare) TRY(first_heading(t, elements, window, a, &seen));
    out->title = seen;
    TRY(publisher_of_window(window, a, out));
    if (out->title != NULL) return ACTA_OK;
    if (title == NULL && window[0] == '\0') return ACTA_OK;
    out->title = without_site(title != NULL ? title : window, out, title == NULL, a);
    if (out->title == NULL) return ACTA_NOMEM;
    return strcmp(out->title, window) != 0 ? publisher_of_window(window, a, out) : ACTA_OK;
}

/* ---- The day ---- */

typedef struct stamps {
    const tree *t;
    const element *elements;
    bool month_first;
    uint32_t headline;               /* the h1, or 0 */
} stamps;

static bool says_changed(const node *n) {
    static const char *const attributes[] = {"class", "itemprop", "id"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        const char *value = tree_attribute(n, attributes[i]);
        if (value != NULL && (strcasestr(value, "modified") != NULL || strcasestr(value, "updated") != NULL)) return true;
    }
    return false;
}

/* Of the page's time elements the one that says to be the day of publication, else the first behind the headline, else the first. */
static civil_date day_of_time(const stamps *s) {
    char words[STAMP_BYTES_MAX + 1];
    civil_date best = {0};
    int rank = 0;
    for (uint32_t i = 0; i < s->t->count; i++) {
        const node *n = &s->t->nodes[i];
        const char *item = tree_attribute(n, "itemprop"), *stamp = tree_attribute(n, "datetime");
        bool published = (item != NULL && strcmp(item, "datePublished") == 0) || tree_attribute(n, "pubdate") != NULL;
        if ((n->tag != GUMBO_TAG_TIME && !published) || says_changed(n)) continue;
        if (stamp == NULL) stamp = tree_attribute(n, "content");
        if (stamp == NULL) stamp = tree_words(s->t, i, STAMP_BYTES_MAX, words);
        civil_date day = stamp != NULL ? webday_read(stamp, s->month_first) : (civil_date){0};
        int here = published ? 4 : s->headline > 0 && i > s->headline ? 3 : 2;
        if (day.year == 0 || here <= rank) continue;
        rank = here;
        best = day;
    }
    return best;
}

/* A short text that holds a day; in an element that calls itself a date it may be longer. */
static civil_date day_in(const stamps *s, uint32_t at, bool named_only) {
    const node *n = &s->t->nodes[at];
    bool named = (s->elements[at].hints & HINT_DATE) != 0 && s->elements[at].chars <= STAMP_LETTERS_MAX;
    if (says_changed(n)) return (civil_date){0};
    char words[STAMP_BYTES_MAX + 1];
    const char *text = named ? tree_words(s->t, at, STAMP_BYTES_MAX, words) : named_only ? NULL : tree_text(n);
    if (text == NULL || (!named && s->elements[at].chars > STAMP_LETTERS_MAX)) return (civil_date){0};
    return webday_read(text, s->month_first);
}

/* The first day seen behind the headline, before much has been told; then the nearest in front of it. */
static civil_date day_seen(const stamps *s) {
    uint32_t told = 0;
    for (uint32_t i = s->headline; i < s->t->count && told < BEFORE_BODY_LETTERS; i++) {
        bool text = s->t->nodes[i].tag == GUMBO_TAG_LAST;
        civil_date day = day_in(s, i, false);
        if (day.year != 0) return day;
        if (text && s->elements[i].chars > STAMP_LETTERS_MAX) told += s->elements[i].chars;
    }
    for (uint32_t i = s->headline; i-- > 0 && s->headline - i < MASTHEAD_NODES;) {
        civil_date day = day_in(s, i, true);
        if (day.year != 0) return day;
    }
    return (civil_date){0};
}

/* Behind the text, where the page calls something a date. */
static civil_date day_named(const stamps *s) {
    for (uint32_t i = s->headline; i < s->t->count; i++) {
        civil_date day = day_in(s, i, true);
        if (day.year != 0) return day;
    }
    return (civil_date){0};
}

static void read_day(const tree *t, const element *elements, const page_data *data, facts *out) {
    stamps s = {t, elements, out->language != NULL && strcasestr(out->language, "en-us") != NULL, tree_find(t, GUMBO_TAG_H1, 0)};
    if (s.headline == NO_NODE) s.headline = 0;
    const char *meta = META(t, meta_days);
    if (data->published != NULL) out->published = webday_read(data->published, s.month_first);
    if (out->published.year == 0 && meta != NULL) out->published = webday_read(meta, s.month_first);
    if (out->published.year == 0) out->published = day_of_time(&s);
    if (out->published.year == 0 && out->url != NULL) out->published = webday_of_url(out->url);
    if (out->published.year == 0) out->published = day_seen(&s);
    if (out->published.year == 0) out->published = day_named(&s);
}

/* ---- Address, language ---- */

static const char *address(const char *told) { return told != NULL && (strncmp(told, "http://", 7) == 0 || strncmp(told, "https://", 8) == 0) ? told : NULL; }

static const char *canonical(const tree *t) {
    for (uint32_t i = 0; i < t->count; i++) {
        const char *rel = t->nodes[i].tag == GUMBO_TAG_LINK ? tree_attribute(&t->nodes[i], "rel") : NULL;
        const char *href = rel != NULL && ascii_same(rel, strlen(rel), "canonical") ? address(tree_attribute(&t->nodes[i], "href")) : NULL;
        if (href != NULL) return href;
    }
    return NULL;
}

static const char *language(const tree *t) {
    const char *told = tree_attribute(&t->nodes[0], "lang");
    if (told == NULL || told[0] == '\0') told = tree_attribute(&t->nodes[0], "xml:lang");
    return told != NULL && told[0] != '\0' ? told : META(t, meta_locales);
}

acta_status facts_read(const tree *t, const element *elements, const page_data *data, arena *a, facts *out) {
    *out = (facts){.language = language(t), .url = canonical(t)};
    if (out->url == NULL) out->url = address(META(t, meta_urls));
    if (out->url == NULL) out->url = address(data->url);
    TRY(plain(publisher_name(data->publisher), NAME_BYTES_MAX, a, &out->publisher));
    if (out->publisher == NULL) TRY(plain(publisher_name(META(t, meta_publishers)), NAME_BYTES_MAX, a, &out->publisher));
    if (out->publisher == NULL) out->publisher = publisher_of_notice(t, a);
    TRY(read_title(t, elements, data, a, out));
    read_day(t, elements, data, out);
    return ACTA_OK;
}
