/* sniff.c - what a file holds. */
#include "sniff.h"

#include <string.h>
#include <strings.h>

enum { LOOK_BYTES = 1024, BEGINNING_BYTES = 16 };

/* Files that people keep beside reports, and that would otherwise be read as damaged text. */
static const struct {
    const char *magic;
    size_t bytes;
    const char *what;
} others[] = {
    {"%PDF-", 5, "a PDF document; convert it to text first"},
    {"PK\003\004", 4, "a ZIP archive (or an office document); unpack it first"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "an old office document; convert it to text first"},
    {"BZh", 3, "packed with bzip2; unpack it first"},
    {"\xFD" "7zXZ\0", 6, "packed with xz; unpack it first"},
    {"7z\xBC\xAF\x27\x1C", 6, "a 7-Zip archive; unpack it first"},
    {"Rar!\x1A\x07", 6, "a RAR archive; unpack it first"},
    {"\x1F\x8B", 2, "packed twice; unpack it once first"},
    {"\x28\xB5\x2F\xFD", 4, "packed twice; unpack it once first"},
    {"\x89PNG\r\n\x1A\n", 8, "a picture"},
    {"\xFF\xD8\xFF", 3, "a picture"},
    {"GIF8", 4, "a picture"},
    {"\x7F" "ELF", 4, "a program"},
    {"SQLite format 3", 16, "an SQLite database"},
    {"{\\rtf", 5, "a rich text document; convert it to text first"},
};

static bool ends_in(const char *name, size_t bytes, const char *ending) {
    size_t count = strlen(ending);
    return bytes > count && strncasecmp(name + bytes - count, ending, count) == 0;
}

size_t unpacked_name(const char *name) {
    size_t bytes = strlen(name);
    if (ends_in(name, bytes, ".gz")) return bytes - 3;
    return ends_in(name, bytes, ".zst") ? bytes - 4 : bytes;
}

static bool any_ending(const char *name, size_t bytes, const char *const *endings) {
    while (*endings != NULL && !ends_in(name, bytes, *endings)) endings++;
    return *endings != NULL;
}

/* Where the text begins: past a byte order mark and white space. */
static size_t past_blanks(const char *at, size_t bytes) {
    size_t i = bytes >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (i < bytes && memchr(" \t\r\n", at[i], 4) != NULL) i++;
    return i;
}

/* `{"` or `{}`, blanks between: how a report never begins. */
static bool opens_object(const char *at, size_t bytes) {
    if (bytes == 0 || at[0] != '{') return false;
    size_t i = 1 + past_blanks(at + 1, bytes - 1);
    return i < bytes && (at[i] == '"' || at[i] == '}');
}

/* The beginnings by which the WHATWG's MIME sniffing knows HTML, those that no report in plain text begins with. */
static bool opens_page(const char *at, size_t bytes) {
    static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<script", "<!--", "<div", "<?xml"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        size_t count = strlen(tags[i]);
        if (bytes >= count && strncasecmp(at, tags[i], count) == 0) return true;
    }
    return false;
}

/* The first bytes, as many as the question needs: standard input may give a line and then wait. */
static size_t look(stream *s, const char **at, size_t *text) {
    for (size_t bytes = stream_peek(s, 1, at);;) {
        *text = past_blanks(*at, bytes);
        bool enough = bytes - *text >= BEGINNING_BYTES && (*at)[*text] != '<';
        if (enough || bytes >= LOOK_BYTES) return bytes;
        size_t more = stream_peek(s, bytes + 1, at);
        if (more == bytes) return bytes;
        bytes = more;
    }
}

holding sniff(stream *s, const char *name, const char **what) {
    static const char *const lines[] = {".jsonl", ".ndjson", ".json", NULL}, *const pages[] = {".html", ".htm", ".xhtml", NULL},
                             *const texts[] = {".txt", ".text", NULL}, *const warcs[] = {".warc", NULL};
    const char *at;
    size_t text, bytes = look(s, &at, &text), name_bytes = unpacked_name(name);
    if (bytes >= 6 && memcmp(at, "WARC/", 5) == 0) return HOLDS_WARC;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (bytes < others[i].bytes || memcmp(at, others[i].magic, others[i].bytes) != 0) continue;
        *what = others[i].what;
        return HOLDS_OTHER;
    }
    if (any_ending(name, name_bytes, warcs)) return HOLDS_WARC;
    if (any_ending(name, name_bytes, lines)) return HOLDS_LINES;
    if (any_ending(name, name_bytes, pages)) return HOLDS_PAGE;
    if (any_ending(name, name_bytes, texts)) return HOLDS_TEXT;
    if (opens_object(at + text, bytes - text)) return HOLDS_LINES;
    return opens_page(at + text, bytes - text) ? HOLDS_PAGE : HOLDS_TEXT;
}
