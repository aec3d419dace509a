#include "report/repair.h"

#include <string.h>

#include "base/utf8.h"

/* Reads at `from`, writes at `to` <= from. */
typedef struct shrinker {
    report_text *text;
    uint32_t from, to;
} shrinker;

static void put(shrinker *s, uint32_t code, uint32_t char_at) {
    char out[UTF8_BYTES_MAX];
    uint32_t length = utf8_encode(code, out);
    memcpy(s->text->bytes + s->to, out, length);
    for (uint32_t i = 0; i < length; i++) s->text->char_at[s->to + i] = char_at;
    s->to += length;
}

static void finish(shrinker *s) {
    s->text->bytes[s->to] = '\0';
    s->text->char_at[s->to] = s->text->char_count;
    s->text->byte_count = s->to;
}

static uint32_t code_at(const report_text *t, uint32_t at, uint32_t *length) {
    uint32_t code = 0;
    *length = at < t->byte_count ? utf8_decode(t->bytes + at, t->byte_count - at, &code) : 0;
    return code;
}

/* ---- Double encoding ----------------------------------------------------------------------------------------------- */

/* A sequence of UTF-8 whose bytes were taken for windows-1252 characters. */
typedef struct mojibake {
    uint32_t code;                   /* what it was; 0: none here */
    uint32_t bytes;                  /* it takes now */
} mojibake;

/* Marks that honest text puts right after a capital. */
static bool is_common_mark(uint32_t code) {
    return code == 0xAB || code == 0xBB || (code >= 0x2013 && code <= 0x2026) || code == 0x2039 || code == 0x203A;
}

/* Two characters might stand together honestly: "Ã»" in "MANHÃ»". They are repaired before a letter, or where the second is
 * no mark of punctuation. Scripts other than Latin come in runs. */
static bool is_sure_pair(uint32_t lead, uint32_t second, uint32_t code, uint32_t next) {
    if (lead == 0xC2) return code >= 0xA0;
    if (lead >= 0xC6 && decode_byte_1252(next) < 0xC2)
        return utf8_is_letter(code) && !is_common_mark(second) && lead >= 0xCE;
    return utf8_is_letter(code) && (!is_common_mark(second) || utf8_is_letter(next) || next > 0x7F);
}

static mojibake read_mojibake(const report_text *t, uint32_t at) {
    uint32_t length, code = code_at(t, at, &length), codes[4];
    int lead = decode_byte_1252(code);
    if (code < 0x80 || lead < 0xC2 || lead > 0xF4) return (mojibake){0, 0};
    char bytes[4] = {(char)lead};
    uint32_t need = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, got = 1, to = at + length;
    for (; got < need; got++) {
        codes[got] = code_at(t, to, &length);
        int byte = decode_byte_1252(codes[got]);
        if (length < 2 || byte < 0x80 || byte > 0xBF) break;
        bytes[got] = (char)byte;
        to += length;
    }
    uint32_t value, next = code_at(t, to, &length);
    if (got == 2 && lead == 0xE2 && (uint8_t)bytes[1] == 0x80) {
        /* The third byte, 9D, stands for nothing in windows-1252 and was lost: only a closing mark has it. */
        return (mojibake){0x201D, to - at + (next == UTF8_REPLACEMENT ? length : 0)};
    }
    if (got < need || utf8_decode(bytes, need, &value) != need) return (mojibake){0, 0};
    if (need == 2 && !is_sure_pair((uint32_t)lead, codes[1], value, next)) return (mojibake){0, 0};
    return (mojibake){value, to - at};
}

/* One level of it; true if anything was repaired. */
static bool repair_mojibake(report_text *t) {
    shrinker s = {t, 0, 0};
    bool changed = false;
    while (s.from < t->byte_count) {
        uint32_t length, char_at = t->char_at[s.from], code = code_at(t, s.from, &length);
        mojibake m = length > 1 ? read_mojibake(t, s.from) : (mojibake){0, 0};
        changed |= m.code != 0;
        s.from += m.code != 0 ? m.bytes : length;
        put(&s, m.code != 0 ? m.code : code, char_at);
    }
    finish(&s);
    return changed;
}

/* ---- References ------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    uint32_t code;
} references[] = {
    {"amp;", '&'},      {"quot;", '"'},     {"apos;", '\''},     {"lt;", '<'},       {"gt;", '>'},
    {"nbsp;", 0xA0},    {"lsquo;", 0x2018}, {"rsquo;", 0x2019},  {"ldquo;", 0x201C}, {"rdquo;", 0x201D},
    {"ndash;", 0x2013}, {"mdash;", 0x2014}, {"hellip;", 0x2026}, {"eacute;", 0xE9},  {"pound;", 0xA3},
    {"euro;", 0x20AC},  {"shy;", 0xAD},     {"bull;", 0x2022},
};

static uint32_t digit_value(uint8_t b, uint32_t base) {
    if (ascii_is_digit(b)) return b - '0';
    uint32_t value = ascii_is_letter(b) ? (b | 32u) - 'a' + 10 : 99;
    return value < base ? value : 99;
}

/* "#8217;" or "#x2019;" after the ampersand. */
static uint32_t read_number(const char *at, uint32_t bytes, uint32_t *length) {
    uint32_t i = 1, value = 0, base = 10;
    if (bytes > 2 && (at[1] == 'x' || at[1] == 'X')) i = 2, base = 16;
    uint32_t first = i;
    for (; i < bytes && i < first + 6 && digit_value((uint8_t)at[i], base) < base; i++)
        value = value * base + digit_value((uint8_t)at[i], base);
    if (i == first || i >= bytes || at[i] != ';' || value < 32 || value > 0x10FFFF ||
        (value >= 0xD800 && value < 0xE000))
        return 0;
    *length = i + 1;
    return value;
}

/* The character an HTML reference at `&` stands for, and the bytes after the ampersand; 0: it is no reference. */
static uint32_t read_reference(const report_text *t, uint32_t at, uint32_t *length) {
    const char *name = t->bytes + at + 1;
    uint32_t bytes = t->byte_count - at - 1;
    if (bytes > 1 && name[0] == '#') return read_number(name, bytes, length);
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        *length = (uint32_t)strlen(references[i].name);
        if (bytes >= *length && memcmp(name, references[i].name, *length) == 0) return references[i].code;
    }
    return 0;
}

/* ---- Plain characters -------------------------------------------------------------------------------------------------- */

/* "don�t", "Kabul�s": letters on both sides and a clitic after. */
static bool is_lost_apostrophe(const report_text *t, uint32_t before, uint32_t at) {
    static const char *const clitics[] = {"s", "t", "re", "ve", "ll", "d", "m"};
    uint32_t to = at, length;
    if (!utf8_is_letter(before)) return false;
    while (to < t->byte_count && to - at < 3 && ascii_is_letter((uint8_t)t->bytes[to])) to++;
    if (utf8_is_letter(code_at(t, to, &length)) || utf8_is_digit(code_at(t, to, &length))) return false;
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
        if (to - at == strlen(clitics[i]) && memcmp(t->bytes + at, clitics[i], to - at) == 0)
            return to - at > 1 || clitics[i][0] != 't' || before == 'n';
    return false;
}

/* What a character becomes; 0: it goes. */
static uint32_t plain(uint32_t code, uint32_t next) {
    if (code == '\r') return next == '\n' ? 0 : '\n';
    if (code == '\n' || code == '\f' || code == '\v' || code == 0x85 || code == 0x2028 || code == 0x2029) return '\n';
    if (utf8_is_ignorable(code)) return 0;
    return utf8_is_space(code) ? ' ' : code;
}

/* A reference may name a character of more bytes than its own letters take ("&gt;" never, "&#33;" never): the shortest,
 * "&lt;", has four bytes, as many as the longest character. */
static void make_plain(report_text *t) {
    shrinker s = {t, 0, 0};
    uint32_t before = 0;
    while (s.from < t->byte_count) {
        uint32_t length, more = 0, next_length, char_at = t->char_at[s.from], code = code_at(t, s.from, &length);
        uint32_t reference = code == '&' ? read_reference(t, s.from, &more) : 0;
        s.from += length + (reference != 0 ? more : 0);
        if (reference != 0) code = reference;
        if (code == UTF8_REPLACEMENT && is_lost_apostrophe(t, before, s.from)) code = '\'';
        code = plain(code, code_at(t, s.from, &next_length));
        if (code == 0) continue;
        put(&s, code, char_at);
        before = code;
    }
    finish(&s);
}

void repair_text(report_text *text) {
    for (int level = 0; level < 3 && repair_mojibake(text); level++) continue;
    make_plain(text);
}
