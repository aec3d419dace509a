#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/* Smallest number that needs so many bytes: what is written longer than it need be is broken. */
static const uint32_t least_of_bytes[5] = {0, 0, 0x80, 0x800, 0x10000};

static uint32_t bytes_promised(uint8_t lead) {
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

uint32_t utf8_decode(const char *at, size_t bytes, uint32_t *code) {
    uint8_t lead = (uint8_t)at[0];
    if (lead < 0x80) {
        *code = lead;
        return 1;
    }
    *code = UTF8_DAMAGED;
    uint32_t need = bytes_promised(lead);
    if (need == 0 || need > bytes) return 1;
    uint32_t value = lead & (0x7Fu >> need);
    for (uint32_t i = 1; i < need; i++) {
        uint8_t next = (uint8_t)at[i];
        if ((next & 0xC0) != 0x80) return 1;
        value = value << 6 | (next & 0x3F);
    }
    if (value < least_of_bytes[need] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) return 1;
    *code = value;
    return need;
}

uint32_t utf8_before(const char *at, size_t offset, uint32_t *code) {
    size_t most = offset < UTF8_BYTES_MAX ? offset : UTF8_BYTES_MAX;
    for (uint32_t back = 1; back <= most; back++) {
        if (((uint8_t)at[offset - back] & 0xC0) == 0x80) continue;
        if (utf8_decode(at + offset - back, back, code) == back) return back;
        break;
    }
    *code = UTF8_DAMAGED;
    return 1;
}

uint32_t utf8_encode(uint32_t code, char out[UTF8_BYTES_MAX]) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) code = UTF8_REPLACEMENT;
    uint32_t count = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (uint32_t i = count - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(0xF0u << (4 - count) | code);
    return count;
}

size_t utf8_count(const char *at, size_t bytes) {
    size_t count = 0;
    uint32_t code;
    for (size_t i = 0; i < bytes; count++) i += utf8_decode(at + i, bytes - i, &code);
    return count;
}

static utf8proc_category_t category(uint32_t code) {
    return code > 0x10FFFF ? UTF8PROC_CATEGORY_CN : utf8proc_category((utf8proc_int32_t)code);
}

bool utf8_is_letter(uint32_t code) {
    if (code < 0x80) return ascii_is_letter(code);
    utf8proc_category_t c = category(code);
    return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) || utf8_is_mark(code);
}

bool utf8_is_upper(uint32_t code) {
    if (code < 0x80) return ascii_is_upper(code);
    utf8proc_category_t c = category(code);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t code) {
    return code < 0x80 ? ascii_is_lower(code) : category(code) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(uint32_t code) {
    return code < 0x80 ? ascii_is_digit(code) : category(code) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_mark(uint32_t code) {
    if (code < 0x300) return false;
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_space(uint32_t code) {
    if (code < 0x80) return code <= ' ' || code == 0x7F;
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_CC;
}

bool utf8_is_punct(uint32_t code) {
    if (code < 0x80) return code > ' ' && code < 0x7F && !ascii_is_letter(code) && !ascii_is_digit(code);
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}

bool utf8_is_cjk(uint32_t code) {
    if (code < 0x3400) return false;
    return (code >= 0x4E00 && code <= 0x9FFF) || code <= 0x4DBF || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x2A6DF) || (code >= 0x2A700 && code <= 0x2CEAF) ||
           (code >= 0x2F800 && code <= 0x2FA1F);
}

bool utf8_is_ignorable(uint32_t code) { return code >= 0x80 && category(code) == UTF8PROC_CATEGORY_CF; }

uint32_t utf8_lower(uint32_t code) {
    if (code < 0x80) return ascii_lower(code);
    return code > 0x10FFFF ? code : (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

/* One character that is not ASCII, folded. A full decomposition has at most four characters (Unicode's stability policy
 * keeps it so), and never more than three times the bytes. */
static uint32_t fold_one(uint32_t code, char *out) {
    utf8proc_int32_t parts[8];
    int last_boundclass = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)utf8_lower(code), parts, 8, UTF8PROC_DECOMPOSE,
                                                     &last_boundclass);
    if (count < 0 || count > 8) return utf8_encode(code, out);
    uint32_t bytes = 0;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        utf8proc_category_t c = category((uint32_t)parts[i]);
        if (c != UTF8PROC_CATEGORY_MN && c != UTF8PROC_CATEGORY_CF)
            bytes += utf8_encode((uint32_t)parts[i], out + bytes);
    }
    return bytes;
}

size_t utf8_fold(const char *at, size_t bytes, char *out) {
    size_t to = 0;
    for (size_t i = 0; i < bytes;) {
        if ((uint8_t)at[i] < 0x80) {
            out[to++] = (char)ascii_lower((uint8_t)at[i++]);
            continue;
        }
        uint32_t code;
        i += utf8_decode(at + i, bytes - i, &code);
        to += code == UTF8_DAMAGED ? utf8_encode(UTF8_REPLACEMENT, out + to) : fold_one(code, out + to);
    }
    out[to] = '\0';
    return to;
}

char *utf8_folded(arena *a, const char *at, size_t bytes) {
    bool ascii = true;
    for (size_t i = 0; i < bytes && ascii; i++) ascii = (uint8_t)at[i] < 0x80;
    char *out = arena_take(a, ascii ? bytes + 1 : bytes * UTF8_FOLD_GROWTH + 1, 1);
    if (out != NULL) utf8_fold(at, bytes, out);
    return out;
}

bool ascii_same(const char *at, size_t bytes, const char *word) {
    for (size_t i = 0; i < bytes; i++)
        if (word[i] == '\0' || ascii_lower((uint8_t)at[i]) != (uint8_t)word[i]) return false;
    return word[bytes] == '\0';
}
