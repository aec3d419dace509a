#include "page/phrase.h"

#include <string.h>

#include "base/utf8.h"

enum { FURNITURE_WORDS_MAX = 32, HEADING_BYTES_MAX = 60, BYLINE_WORDS_MAX = 12, CONSENT_WORDS_MAX = 90, LABEL_WORDS_MAX = 7 };

/* Beginnings, in lower case; a final space or mark in them must be there. */
static const char *const furniture[] = {
    "read more", "read also", "also read", "read:", "see also", "see more", "read next", "read full", "related:",
    "related article", "related stor", "related news", "more on this", "more from", "don't miss", "dont miss", "you may also",
    "you might also", "watch:", "watch also", "watch live", "listen:", "listen to", "in pictures", "gallery:", "view gallery",
    "click here", "tap here", "follow us", "follow our", "join our", "join us on", "like us on", "share this", "share on",
    "share via", "share:", "sign up", "signup", "get the latest", "get our", "download our", "download the", "support our",
    "support quality", "become a member", "advertisement", "- advertisement", "story continues", "article continues",
    "continue reading", "scroll to continue", "keep reading", "image source", "image credit", "photo:", "photo by",
    "photo credit", "photograph:", "picture:", "(photo", "file photo", "(file", "[photo", "[file", "\xC2\xA9", "(c) ",
    "all rights reserved", "filed under", "tags:", "topics:", "categories:", "category:", "last updated", "last modified",
    "first published", "print this", "email this", "leave a", "post a comment", "view comments", "show comments",
    "add a comment", "skip to", "home >", "home \xC2\xBB", "home /", "you are here", "have a story", "got a tip",
    "if you have a story", "send your", "contact the author", "contact us", "report a typo", "report an error",
    "we use cookies", "this site uses", "by clicking", "to comment", "please log in", "log in to", "already a subscriber",
    "next article", "previous article", "next:", "previous:", "<< ", "back to top", "enable notifications", "kindly share",
    "what do you think", "editor's picks", "editors' picks", "most read", "latest news", "live updates:",
    "breaking news alerts", "this story is free", "end of article", "you have read all", "you have reached your",
    "register now", "already have an account"};

/* With these a sentence may begin too: only a line that is none, or hardly one, is furniture. */
static const char *const labels[] = {
    "must read", "recommended", "video:", "tweet", "subscribe", "advertise", "sponsored", "image:", "caption", "copyright",
    "this material", "reproduction", "tagged", "published", "updated", "posted ", "print ", "send to", "comments", "comment ",
    "loading", "do you have", "turn on", "let us know", "trending", "your support"};

static const char *const headings[] = {
    "more on", "more from", "more stor", "more news", "more like", "more in", "most read", "most popular", "most viewed",
    "also read", "read also", "read more", "read next", "you may", "you might", "top stories", "top news", "leave a",
    "post a comment", "join the conversation", "join the discussion", "share this", "sign up", "about the author",
    "in other news", "up next", "editor's pick", "editors' pick", "what to read", "other stories", "from around the web",
    "around the web", "see also", "don't miss", "our network", "in pictures", "photo gallery", "reader comments",
    "readers' comments", "next article", "previous article", "related stor", "related article", "related news", "related post",
    "related topic", "related content", "related video", "related link", "related cover", "related read", "latest news",
    "latest stor", "latest update", "latest article", "latest post", "latest headline", "latest video", "latest publication",
    "popular stor", "popular news", "popular post", "popular article", "popular now", "follow us", "trending now",
    "trending stor", "trending topic", "trending news", "recommended for", "recommended stor", "recommended article",
    "recommended video", "recommended read", "similar stor", "similar article", "similar news", "comments (", "newsletter sign"};

/* Only where they are the whole heading: "Latest", not "Latest talks fail". */
static const char *const lone_headings[] = {
    "related", "popular", "latest", "share", "follow", "tags", "topics", "similar", "comments", "trending", "newsletter",
    "subscribe", "sponsored", "advertisement", "discussion", "responses", "contact", "recommended"};

static bool begins(slice text, const char *start) {
    size_t bytes = strlen(start);
    if (text.bytes < bytes) return false;
    for (size_t i = 0; i < bytes; i++)
        if ((char)ascii_lower((uint8_t)text.at[i]) != start[i]) return false;
    return true;
}

static bool begins_one(slice text, const char *const *starts, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (begins(text, starts[i])) return true;
    return false;
}

/* Signs that pages set before such lines: arrows, bullets, stars, brackets are left to the table. */
static slice without_signs(slice text) {
    while (text.bytes > 0) {
        uint32_t code, bytes = utf8_decode(text.at, text.bytes, &code);
        bool plain = code < 0x80 && strchr("*>|- \n", (int)code) != NULL;
        bool sign = plain || code == 0xBB || code == 0x203A || code == 0x2022 || code == 0xFE0F || code >= 0x1F000 ||
                    (code >= 0x2190 && code < 0x27C0);
        if (!sign) break;
        text = (slice){text.at + bytes, text.bytes - bytes};
    }
    return text;
}

/* "By Jane Roe", "by Jane Roe in Kabul": names, no sentence. */
static bool is_byline(slice text, uint32_t words) {
    if (words > BYLINE_WORDS_MAX || !begins(text, "by ") || text.at[text.bytes - 1] == '.') return false;
    return text.bytes > 3 && ascii_is_upper((uint8_t)text.at[3]);
}

static bool holds(slice text, const char *word) {
    for (size_t i = 0; i + strlen(word) <= text.bytes; i++)
        if (ascii_same(text.at + i, strlen(word), word)) return true;
    return false;
}

/* "We and our 842 partners store … cookies … your choices": asks for consent. */
static bool is_consent(slice text, uint32_t words) {
    static const char *const asked[] = {
    "consent", "privacy", "your device", "our use of", "browse", "personalis", "personaliz", "experience"};
    if (words > CONSENT_WORDS_MAX || !holds(text, "cookies")) return false;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        if (holds(text, asked[i])) return true;
    return false;
}

bool phrase_is_furniture(slice text, uint32_t words) {
    if (is_consent(text, words)) return true;
    if (words > FURNITURE_WORDS_MAX) return false;
    slice bare = without_signs(text);
    if (bare.bytes == 0 || is_byline(bare, words)) return true;
    if (begins_one(bare, furniture, sizeof furniture / sizeof *furniture)) return true;
    bool sentence = words > LABEL_WORDS_MAX && bare.at[bare.bytes - 1] == '.';
    return !sentence && begins_one(bare, labels, sizeof labels / sizeof *labels);
}

/* "12 Comments" */
static slice without_number(slice text) {
    while (text.bytes > 0 && (ascii_is_digit((uint8_t)text.at[0]) || text.at[0] == ' ' || text.at[0] == '(')) text = (slice){text.at + 1, text.bytes - 1};
    return text;
}

bool phrase_heads_others(slice text) {
    if (text.bytes > HEADING_BYTES_MAX) return false;
    slice bare = without_number(without_signs(text));
    if (begins_one(bare, headings, sizeof headings / sizeof *headings)) return true;
    while (bare.bytes > 0 && !ascii_is_letter((uint8_t)bare.at[bare.bytes - 1])) bare.bytes--;
    for (size_t i = 0; i < sizeof lone_headings / sizeof *lone_headings; i++)
        if (ascii_same(bare.at, bare.bytes, lone_headings[i])) return true;
    return false;
}
