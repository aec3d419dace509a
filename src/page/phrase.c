#include "page/phrase.h"

#include <string.h>

#include "base/utf8.h"

enum { FURNITURE_WORDS_MAX = 32, HEADING_BYTES_MAX = 60, BYLINE_WORDS_MAX = 12, CONSENT_WORDS_MAX = 90 };

/* Beginnings, in lower case; a final space or mark in them must be there. */
static const char *const furniture[] = {
    "read more", "read also", "also read", "read:", "see also", "see more", "read next", "read full", "related:", "related article", "related stor", "related news",
    "more on this", "more from", "don't miss", "dont miss", "must read", "recommended", "you may also", "you might also", "watch:", "watch also", "watch live",
    "listen:", "listen to", "video:", "in pictures", "gallery:", "view gallery", "click here", "tap here", "follow us", "follow our", "join our", "join us on",
    "like us on", "share this", "share on", "share via", "share:", "tweet", "subscribe", "sign up", "signup", "get the latest", "get our", "download our",
    "download the", "support our", "support quality", "become a member", "advertisement", "- advertisement", "advertise", "sponsored", "story continues", "article continues",
    "continue reading", "scroll to continue", "keep reading", "image:", "image source", "image credit", "photo:", "photo by", "photo credit", "photograph:", "picture:", "(photo",
    "file photo", "(file", "[photo", "[file", "caption", "copyright", "\xC2\xA9", "(c) ", "all rights reserved", "this material", "reproduction", "filed under", "tags:", "tagged",
    "topics:", "categories:", "category:", "published", "updated", "last updated", "last modified", "posted ", "first published", "print this", "print ", "email this", "send to", "leave a",
    "post a comment", "comments", "comment ", "view comments", "show comments", "add a comment", "loading", "skip to", "home >", "home \xC2\xBB", "home /", "you are here",
    "have a story", "got a tip", "do you have", "if you have a story", "send your", "contact the author", "contact us", "report a typo", "report an error", "we use cookies", "this site uses", "by clicking",
    "to comment", "please log in", "log in to", "already a subscriber", "next article", "previous article", "next:", "previous:", "<< ", "back to top", "turn on", "enable notifications",
    "kindly share", "what do you think", "let us know", "editor's picks", "editors' picks", "trending", "most read", "latest news", "live updates:", "breaking news alerts", "this story is free", "your support",
    "end of article", "you have read all", "you have reached your", "register now", "already have an account"};

static const char *const headings[] = {
    "related", "more on", "more from", "more stor", "more news", "more like", "more in", "most read", "most popular", "most viewed", "also read", "read also", "read more",
    "read next", "recommended", "you may", "you might", "trending", "popular", "latest", "top stories", "top news", "comments", "leave a", "post a comment",
    "join the conversation", "join the discussion", "share this", "share", "follow", "newsletter", "sign up", "subscribe", "about the author", "tags", "topics", "in other news",
    "up next", "editor's pick", "editors' pick", "what to read", "other stories", "similar", "from around the web", "around the web", "sponsored", "see also", "don't miss",
    "our network", "advertisement", "in pictures", "photo gallery", "discussion", "reader comments", "readers' comments", "responses", "next article", "previous article", "contact"};

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
        bool sign = code == '*' || code == '>' || code == '|' || code == '-' || code == 0xBB || code == 0x203A || (code >= 0x2190 && code < 0x27C0) || code >= 0x1F000 ||
                    code == 0x2022 || code == ' ' || code == '\n' || code == 0xFE0F;
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
    static const char *const asked[] = {"consent", "privacy", "your device", "our use of", "browse", "personalis", "personaliz", "experience"};
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
    return begins_one(bare, furniture, sizeof furniture / sizeof *furniture);
}

/* "12 Comments" */
static slice without_number(slice text) {
    while (text.bytes > 0 && (ascii_is_digit((uint8_t)text.at[0]) || text.at[0] == ' ' || text.at[0] == '(')) text = (slice){text.at + 1, text.bytes - 1};
    return text;
}

bool phrase_heads_others(slice text) {
    if (text.bytes > HEADING_BYTES_MAX) return false;
    return begins_one(without_number(without_signs(text)), headings, sizeof headings / sizeof *headings);
}
