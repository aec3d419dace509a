#include "page/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"
#include "page/mark.h"

enum { PRESCAN_BYTES = 1024, LABEL_BYTES_MAX = 40, CUT_TAIL_MAX = 3, GROWTH = 4 };

#define UTF_8 "UTF-8"
#define FALLBACK "CP1252"

/* Labels that browsers take for another charset than their name says, or that iconv knows by another name. */
static const struct {
    const char *label, *means;
} labels[] = {
    {"utf8", UTF_8},                {"unicode-1-1-utf-8", UTF_8}, {"iso-8859-1", FALLBACK},   {"iso8859-1", FALLBACK},
    {"iso_8859-1", FALLBACK},       {"latin1", FALLBACK},         {"l1", FALLBACK},           {"ascii", FALLBACK},
    {"us-ascii", FALLBACK},         {"windows-1252", FALLBACK},   {"x-cp1252", FALLBACK},     {"ansi", FALLBACK},
    {"x-user-defined", FALLBACK},   {"iso-8859-9", "CP1254"},     {"latin5", "CP1254"},       {"iso-8859-11", "CP874"},
    {"tis-620", "CP874"},           {"gb2312", "GB18030"},        {"gbk", "GB18030"},         {"x-gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},      {"shift_jis", "CP932"},       {"shift-jis", "CP932"},     {"sjis", "CP932"},
    {"x-sjis", "CP932"},            {"windows-31j", "CP932"},     {"euc-kr", "CP949"},        {"ks_c_5601-1987", "CP949"},
    {"korean", "CP949"},            {"big5", "BIG5-HKSCS"},       {"x-x-big5", "BIG5-HKSCS"}, {"utf-16", "UTF-16LE"},
    {"unicode", "UTF-16LE"},        {"iso-8859-8-i", "ISO-8859-8"}, {"x-mac-roman", "MACINTOSH"},
};

/* ---- What the head of the page declares ---- */

/* "text/html; charset=gb2312" */
static slice charset_in_content(slice content) {
    static const char word[] = "charset";
    size_t length = sizeof word - 1;
    for (size_t i = 0; i + length < content.bytes; i++) {
        if (!ascii_same(content.at + i, length, word)) continue;
        size_t at = i + length;
        while (at < content.bytes && mark_is_blank(content.at[at])) at++;
        if (at >= content.bytes || content.at[at] != '=') continue;
        for (at++; at < content.bytes && (mark_is_blank(content.at[at]) || content.at[at] == '"' || content.at[at] == '\'');) at++;
        size_t end = at;
        while (end < content.bytes && content.at[end] != ';' && content.at[end] != '"' && content.at[end] != '\'' && !mark_is_blank(content.at[end])) end++;
        return (slice){content.at + at, end - at};
    }
    return (slice){NULL, 0};
}

static slice charset_of_meta(slice tag) {
    slice label = mark_attribute(tag, "charset");
    if (label.bytes > 0) return label;
    slice equiv = mark_attribute(tag, "http-equiv");
    if (!ascii_same(equiv.at, equiv.bytes, "content-type")) return (slice){NULL, 0};
    return charset_in_content(mark_attribute(tag, "content"));
}

slice charset_of_head(slice bytes) {
    size_t end = bytes.bytes < PRESCAN_BYTES ? bytes.bytes : PRESCAN_BYTES;
    slice head = {bytes.at, end};
    if (end > 5 && memcmp(head.at, "<?xml", 5) == 0) {
        const char *close = memchr(head.at, '>', end);
        slice label = mark_attribute((slice){head.at, close != NULL ? (size_t)(close - head.at) : end}, "encoding");
        if (label.bytes > 0) return label;
    }
    for (mark_reader r = {.text = head}; r.at < end;) {
        mark m = mark_next(&r);
        if (m.kind != MARK_OPEN || !ascii_same(m.name.at, m.name.bytes, "meta")) continue;
        slice label = charset_of_meta(m.whole);
        /* What could be read as ASCII is not in UTF-16. */
        if (label.bytes >= 6 && ascii_same(label.at, 6, "utf-16")) return (slice){UTF_8, sizeof UTF_8 - 1};
        if (label.bytes > 0) return label;
    }
    return (slice){NULL, 0};
}

/* ---- Which charset it is ---- */

/* A truncated page may end inside a character, if it has shown before that it is UTF-8. */
static bool is_utf8(slice bytes) {
    bool shown = false;
    for (size_t i = 0; i < bytes.bytes;) {
        if ((uint8_t)bytes.at[i] < 0x80) {
            i++;
            continue;
        }
        uint32_t code, length = utf8_decode(bytes.at + i, bytes.bytes - i, &code);
        if (code == UTF8_DAMAGED) return shown && bytes.bytes - i <= CUT_TAIL_MAX && (uint8_t)bytes.at[i] >= 0xC2;
        shown = true;
        i += length;
    }
    return true;
}

static bool starts(slice bytes, const char *mark, size_t count) { return bytes.bytes >= count && memcmp(bytes.at, mark, count) == 0; }

/* The name by which iconv is asked for a label; empty where the label is none. */
static void name_of_label(slice label, char name[LABEL_BYTES_MAX + 1]) {
    while (label.bytes > 0 && mark_is_blank(label.at[0])) label = (slice){label.at + 1, label.bytes - 1};
    while (label.bytes > 0 && mark_is_blank(label.at[label.bytes - 1])) label.bytes--;
    name[0] = '\0';
    if (label.bytes == 0 || label.bytes > LABEL_BYTES_MAX) return;
    for (size_t i = 0; i < label.bytes; i++) {
        char c = label.at[i];
        if (!ascii_is_letter((uint8_t)c) && !ascii_is_digit((uint8_t)c) && strchr("-_:.+", c) == NULL) return;
    }
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (ascii_same(label.at, label.bytes, labels[i].label)) {
            memcpy(name, labels[i].means, strlen(labels[i].means) + 1);
            return;
        }
    memcpy(name, label.at, label.bytes);
    name[label.bytes] = '\0';
}

static bool is_utf8_name(const char *name) { return ascii_same(name, strlen(name), "utf-8"); }

/* A converter for the first label that is one; (iconv_t)-1 and *utf8: none is needed. */
static iconv_t open_converter(slice bytes, const char *declared, bool *utf8) {
    slice tried[] = {{declared, declared != NULL ? strlen(declared) : 0}, charset_of_head(bytes)};
    *utf8 = true;
    for (size_t i = 0; i < 2; i++) {
        char name[LABEL_BYTES_MAX + 1];
        name_of_label(tried[i], name);
        if (name[0] == '\0') continue;
        if (is_utf8_name(name)) return (iconv_t)-1;
        iconv_t converter = iconv_open(UTF_8, name);
        if (converter != (iconv_t)-1) {
            *utf8 = false;
            return converter;
        }
    }
    if (is_utf8(bytes)) return (iconv_t)-1;
    *utf8 = false;
    return iconv_open(UTF_8, FALLBACK);
}

/* ---- The conversion ---- */

/* Bytes that stand for nothing become U+FFFD, one each. */
static acta_status convert(iconv_t converter, slice bytes, arena *a, slice *utf8) {
    size_t room = bytes.bytes * GROWTH + 16;
    char *text = arena_take(a, room, 1);
    if (text == NULL) return ACTA_NOMEM;
    char *from = (char *)bytes.at, *to = text;
    size_t left = bytes.bytes;
    while (left > 0 && room > UTF8_BYTES_MAX) {
        if (iconv(converter, &from, &left, &to, &room) != (size_t)-1 || errno == E2BIG) break;
        uint32_t length = utf8_encode(UTF8_REPLACEMENT, to);
        to += length;
        room -= length;
        from++;
        left--;
    }
    *utf8 = (slice){text, (size_t)(to - text)};
    return ACTA_OK;
}

static acta_status convert_and_close(iconv_t converter, slice bytes, arena *a, slice *utf8) {
    if (converter == (iconv_t)-1) {  /* not even windows-1252 is known here: the bytes as they are */
        *utf8 = bytes;
        return ACTA_OK;
    }
    acta_status status = convert(converter, bytes, a, utf8);
    iconv_close(converter);
    return status;
}

acta_status charset_decode(slice bytes, const char *declared, arena *a, slice *utf8) {
    if (starts(bytes, "\xEF\xBB\xBF", 3)) {
        *utf8 = (slice){bytes.at + 3, bytes.bytes - 3};
        return ACTA_OK;
    }
    if (starts(bytes, "\xFF\xFE", 2)) return convert_and_close(iconv_open(UTF_8, "UTF-16LE"), (slice){bytes.at + 2, bytes.bytes - 2}, a, utf8);
    if (starts(bytes, "\xFE\xFF", 2)) return convert_and_close(iconv_open(UTF_8, "UTF-16BE"), (slice){bytes.at + 2, bytes.bytes - 2}, a, utf8);
    bool as_it_is;
    iconv_t converter = open_converter(bytes, declared, &as_it_is);
    if (!as_it_is) return convert_and_close(converter, bytes, a, utf8);
    *utf8 = bytes;
    return ACTA_OK;
}
