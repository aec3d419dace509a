/* export_letters.c - ISO-8859-1, capitals, XML, JSON. */
#include "export_letters.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* One character; a byte that begins none counts as U+FFFD. */
static size_t character(const char *at, size_t count, utf8proc_int32_t *c) {
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)count, c);
    if (bytes > 0) return (size_t)bytes;
    *c = 0xfffd;
    return 1;
}

/* Letters and signs that are no letter with marks: written as typists do. */
static const char *spelt(utf8proc_int32_t c) {
    static const struct {
        utf8proc_int32_t c;
        const char *as;
    } table[] = {{0x2018, "'"}, {0x2019, "'"}, {0x201a, "'"}, {0x201b, "'"}, {0x2032, "'"}, {0x02bc, "'"}, {0x02bb, "'"}, {0x02be, "'"}, {0x02bf, "'"},
                 {0x201c, "'"}, {0x201d, "'"}, {0x201e, "'"}, {0x2033, "'"}, {0x2039, "'"}, {0x203a, "'"}, {0x2010, "-"}, {0x2011, "-"}, {0x2012, "-"},
                 {0x2013, "-"}, {0x2014, "--"}, {0x2015, "--"}, {0x2026, "..."}, {0x2022, "*"}, {0x2212, "-"}, {0x20ac, "EUR"}, {0x2122, "(TM)"},
                 {0x0131, "i"}, {0x0141, "L"}, {0x0142, "l"}, {0x0110, "D"}, {0x0111, "d"}, {0x0126, "H"}, {0x0127, "h"}, {0x0166, "T"}, {0x0167, "t"},
                 {0x0152, "OE"}, {0x0153, "oe"}, {0x0132, "IJ"}, {0x0133, "ij"}, {0x014a, "NG"}, {0x014b, "ng"}, {0x1e9e, "SS"}, {0x018f, "A"},
                 {0x0259, "a"}, {0x0192, "f"}, {0x2044, "/"}, {0x200b, ""}, {0x200c, ""}, {0x200d, ""}, {0x200e, ""}, {0x200f, ""}, {0x2060, ""}, {0xfeff, ""}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (table[i].c == c) return table[i].as;
    }
    return NULL;
}

static bool in_latin1(utf8proc_int32_t c) {
    return (c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c <= 0xff);
}

static void put_byte(bytes *out, utf8proc_int32_t c) {
    char byte = (char)c;
    bytes_sink(out, &byte, 1);
}

/* What is left of a letter when its marks are taken: part of it may be in ISO-8859-1 although the whole is not. */
static void put_unmarked(bytes *out, utf8proc_int32_t c) {
    utf8proc_int32_t parts[32];
    int last = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, sizeof parts / sizeof *parts, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, &last);
    if (count < 0 || count > (utf8proc_ssize_t)(sizeof parts / sizeof *parts)) count = 0;
    bool mark = count == 0 && utf8proc_category(c) >= UTF8PROC_CATEGORY_MN && utf8proc_category(c) <= UTF8PROC_CATEGORY_ME;
    if (count == 0 && !mark) put_byte(out, '?');
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        const char *as = spelt(parts[i]);
        if (as != NULL) bytes_sink(out, as, strlen(as));
        else put_byte(out, in_latin1(parts[i]) ? parts[i] : '?');
    }
}

void letters_latin1(bytes *out, const char *at, size_t count) {
    utf8proc_int32_t c;
    for (size_t i = 0; i < count;) {
        i += character(at + i, count - i, &c);
        const char *as = spelt(c);
        if (in_latin1(c)) put_byte(out, c);
        else if (as != NULL) bytes_sink(out, as, strlen(as));
        else put_unmarked(out, c);
    }
}

void letters_upper(bytes *out, const char *text) {
    utf8proc_int32_t c;
    for (size_t i = 0, count = strlen(text); i < count;) {
        i += character(text + i, count - i, &c);
        utf8proc_uint8_t room[4];
        bytes_sink(out, (const char *)room, (size_t)utf8proc_encode_char(utf8proc_toupper(c), room));
    }
}

void letters_xml(bytes *out, const char *text) {
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        const char *as = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
        if (as != NULL) bytes_sink(out, as, strlen(as));
        else if (c >= ' ') bytes_sink(out, text, 1);
        else bytes_sink(out, c == '\t' || c == '\n' || c == '\r' ? " " : "", c == '\t' || c == '\n' || c == '\r');
    }
}

void letters_json(bytes *out, const char *at, size_t count) {
    bytes_sink(out, "\"", 1);
    for (size_t i = 0; i < count; i++) {
        unsigned char c = (unsigned char)at[i];
        char escape[8] = {'\\', (char)c};
        if (c == '"' || c == '\\') bytes_sink(out, escape, 2);
        else if (c < ' ') bytes_sink(out, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", c));
        else bytes_sink(out, at + i, 1);
    }
    bytes_sink(out, "\"", 1);
}
