#include "page/hint.h"

#include <string.h>

#include "base/utf8.h"

enum { WORD_BYTES_MAX = 24 };

/* Sorted by what they say; a word that is of two kinds stands in the one that is right more often. */
static const char *const body_words[] = {
    "articlebody", "storybody", "postbody", "entrycontent", "postcontent", "articlecontent", "storycontent", "articletext",
    "storytext", "bodytext", "newsbody", "newscontent", "newstext", "contentbody", "bodycontent", "articlecopy", "bodycopy",
    "storycopy", "namebody", "newsdetail", "detailtext", "singlecontent", "fulltext", "pressrelease", "bodyarticle", "textbody",
    "detailbody", "mainbody", "articlemain", "entrybody", "liveblog", "articleparagraph", "storymain"};
static const char *const article_words[] = {
    "article", "story", "post", "entry", "content", "main", "body", "text", "single", "news", "detail"};
static const char *const comment_words[] = {
    "comment", "comments", "commentlist", "disqus", "respond", "replies", "responses", "discussion", "livefyre", "coral",
    "viafoura", "talkback"};
static const char *const date_words[] = {
    "date", "datetime", "timestamp", "pubdate", "published", "posted", "publishdate", "dateline", "postdate", "time"};
static const char *const standfirst_words[] = {
    "standfirst", "dek", "subtitle", "subhead", "subheadline", "deck", "lede", "lead", "excerpt", "summary", "sapo", "abstract"};
static const char *const hidden_words[] = {"sronly", "visuallyhidden", "screenreader", "displaynone", "printonly", "dnone"};
static const char *const around_words[] = {
    /* sharing and following */
    "share", "sharing", "sharebar", "sharedaddy", "social", "socials", "addthis", "addtoany", "addthistoolbox", "followus",
    "whatsapp", "telegram",
    /* other stories */
    "related", "relatedposts", "relatedstories", "relatedarticles", "recommended", "recommendation", "recommendations",
    "recirc", "recirculation", "trending", "popular", "mostread", "mostpopular", "mostviewed", "morestories", "morefrom",
    "moreon", "morenews", "topstories", "latestnews", "upnext", "readnext", "seealso", "readalso", "alsoread", "readmore",
    "alsolike", "teaser", "teasers", "outbrain", "taboola", "revcontent", "mgid", "rhs", "onwards", "promobox", "readon",
    "dontmiss", "inlinerelated",
    /* asking for something */
    "newsletter", "newsletters", "subscribe", "subscription", "signup", "promo", "promos", "promotion", "promoted", "sponsored",
    "sponsor", "donate", "donation", "support", "appdownload", "cta", "poll", "quiz", "survey", "login", "signin", "register",
    /* advertisements */
    "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsbygoogle", "adslot", "adunit", "adbox", "dfp",
    "adcontainer",
    /* consent */
    "cookie", "cookies", "cookiebar", "consent", "gdpr", "cmp", "onetrust", "modal", "popup", "overlay", "banner",
    /* finding one's way */
    "breadcrumb", "breadcrumbs", "crumbs", "nav", "navbar", "navigation", "menu", "sidebar", "rail", "widget", "widgets",
    "footer", "masthead", "topbar", "toolbar", "pagination", "pager", "skip", "skiplink", "search", "ticker", "tags", "taglist",
    "tagcloud", "taglinks", "taxonomy", "topics", "prevnext", "postnavigation", "tools", "utility", "toc", "jumpto",
    /* who, when, and the picture */
    "byline", "bylines", "author", "authors", "authorbox", "authorbio", "bio", "entrymeta", "postmeta", "articlemeta",
    "storymeta", "metadata", "postinfo", "credit", "credits", "caption", "captions", "wpcaption", "photocredit", "imagecaption",
    "cptn", "imgcaption", "photocaption", "gallery", "carousel", "slideshow", "slider", "lightbox", "player", "videoplayer",
    "listen", "audioplayer", "kicker", "readtime", "readingtime",
    /* said twice, or said of the page */
    "pullquote", "pquote", "copyright", "disclaimer", "legal", "print", "noprint", "factbox", "weather", "stocks",
    "correctionslink", "feedback"};

static bool listed(const char *word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (word[0] == words[i][0] && strcmp(word, words[i]) == 0) return true;
    return false;
}
#define LISTED(word, words) listed((word), (words), sizeof(words) / sizeof *(words))

static unsigned kinds_of(const char *word) {
    unsigned kinds = 0;
    if (LISTED(word, body_words)) kinds |= HINT_BODY;
    if (LISTED(word, article_words)) kinds |= HINT_ARTICLE;
    if (LISTED(word, comment_words)) kinds |= HINT_COMMENTS;
    if (LISTED(word, date_words)) kinds |= HINT_DATE;
    if (LISTED(word, standfirst_words)) kinds |= HINT_STANDFIRST;
    if (LISTED(word, hidden_words)) kinds |= HINT_HIDDEN;
    if (LISTED(word, around_words)) kinds |= HINT_AROUND;
    return kinds;
}

/* Words that turn what follows them into a property of the whole: "has-sidebar", "tag-ads", "category-weather". */
static bool turns(const char *word) {
    static const char *const words[] = {
    "has", "no", "with", "without", "not", "is", "tag", "category", "hide", "author", "js", "term", "type", "format"};
    return LISTED(word, words);
}

/* The next word of a name, in lower case; false at the end. Words too long for the tables come cut, and match nothing. */
static bool next_word(const char **at, char word[WORD_BYTES_MAX + 1]) {
    const char *c = *at;
    while (*c != '\0' && !ascii_is_letter((uint8_t)*c)) c++;
    size_t count = 0;
    for (const char *from = c; ascii_is_letter((uint8_t)*c); c++) {
        if (c > from && ascii_is_upper((uint8_t)*c) && ascii_is_lower((uint8_t)c[-1])) break;
        if (count < WORD_BYTES_MAX) word[count++] = (char)ascii_lower((uint8_t)*c);
    }
    word[count] = '\0';
    *at = c;
    return count > 0;
}

static unsigned hints_in(const char *names) {
    char word[WORD_BYTES_MAX + 1], before[WORD_BYTES_MAX + 1] = "", both[2 * WORD_BYTES_MAX + 1];
    unsigned hints = 0;
    while (next_word(&names, word)) {
        size_t length = strlen(before);
        memcpy(both, before, length);
        memcpy(both + length, word, strlen(word) + 1);
        hints |= kinds_of(both);
        if (!turns(before)) hints |= kinds_of(word);
        memcpy(before, word, sizeof before);
    }
    return hints;
}

static bool same(const char *value, const char *word) { return value != NULL && ascii_same(value, strlen(value), word); }

static unsigned hint_of_role(const char *role) {
    static const char *const around[] = {
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "alertdialog", "menu", "menubar",
    "toolbar", "tablist", "form", "button", "tooltip"};
    for (size_t i = 0; role != NULL && i < sizeof around / sizeof *around; i++)
        if (same(role, around[i])) return HINT_AROUND;
    return same(role, "article") || same(role, "main") ? HINT_ARTICLE : 0;
}

static unsigned hint_of_style(const node *n) {
    const char *style = tree_attribute(n, "style");
    const char *align = n->tag == GUMBO_TAG_TABLE ? tree_attribute(n, "align") : NULL;
    bool floats = same(align, "right") || same(align, "left") || (style != NULL && (strstr(style, "float:") != NULL || strstr(style, "float :") != NULL));
    bool none = style != NULL && (strstr(style, "display:none") != NULL || strstr(style, "display: none") != NULL);
    return none || tree_attribute(n, "hidden") != NULL || same(tree_attribute(n, "aria-hidden"), "true") ? HINT_HIDDEN : floats ? HINT_FLOAT : 0;
}

/* gumbo does not know the element yet. */
static bool is_dialog(const node *n) {
    GumboStringPiece tag = n->source->v.element.original_tag;
    return n->tag == GUMBO_TAG_UNKNOWN && tag.length > 7 && ascii_same(tag.data, 7, "<dialog");
}

unsigned hint_of(const node *n) {
    if (n->tag == GUMBO_TAG_LAST) return 0;
    if (is_dialog(n)) return HINT_AROUND;
    if (n->source->v.element.attributes.length == 0) return 0;
    const char *class = tree_attribute(n, "class"), *id = tree_attribute(n, "id"), *item = tree_attribute(n, "itemprop");
    unsigned hints = hint_of_role(tree_attribute(n, "role")) | hint_of_style(n);
    if (class != NULL) hints |= hints_in(class);
    if (id != NULL) hints |= hints_in(id);
    if (item != NULL) hints |= same(item, "articlebody") ? HINT_BODY : 0;
    if (item != NULL && (same(item, "author") || same(item, "publisher"))) hints |= HINT_AROUND;
    return hints;
}
