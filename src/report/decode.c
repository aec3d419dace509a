#include "report/decode.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"

typedef enum encoding { ENCODING_UTF8, ENCODING_1252, ENCODING_UTF16LE, ENCODING_UTF16BE } encoding;

/* Windows-1252 from 80 to 9F; 0: the byte stands for nothing. */
static const uint16_t high_1252[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

int decode_byte_1252(uint32_t code) {
    if (code < 0x100) return (int)code;
    if (code > 0x2122) return -1;
    for (int i = 0; i < 32; i++)
        if (high_1252[i] == code) return 0x80 + i;
    return -1;
}

/* Latin text in UTF-16 has a zero in nearly every other byte. */
static encoding guess_utf16(const uint8_t *bytes, size_t count) {
    if (count >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE) return ENCODING_UTF16LE;
    if (count >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF) return ENCODING_UTF16BE;
    size_t zeros[2] = {0, 0}, pairs = (count < 1024 ? count : 1024) / 2;
    for (size_t i = 0; i < pairs * 2; i++) zeros[i & 1] += bytes[i] == 0;
    if (pairs < 4) return ENCODING_UTF8;
    if (zeros[1] * 10 > pairs * 6 && zeros[0] * 10 < pairs) return ENCODING_UTF16LE;
    if (zeros[0] * 10 > pairs * 6 && zeros[1] * 10 < pairs) return ENCODING_UTF16BE;
    return ENCODING_UTF8;
}

static encoding guess_encoding(const char *bytes, size_t count) {
    encoding guess = guess_utf16((const uint8_t *)bytes, count);
    if (guess != ENCODING_UTF8) return guess;
    size_t whole = 0, broken = 0;
    for (size_t i = 0; i < count;) {
        uint32_t code, length = utf8_decode(bytes + i, count - i, &code);
        if (code == UTF8_DAMAGED) broken++;
        else if (length > 1) whole++;
        i += length;
    }
    return broken > whole ? ENCODING_1252 : ENCODING_UTF8;
}

/* Appends a character given; without memory yet, only counts it. */
static void put(report_text *t, uint32_t code) {
    char out[UTF8_BYTES_MAX];
    if (code == UTF8_DAMAGED || code == UTF8_REPLACEMENT) t->damaged++;
    uint32_t length = utf8_encode(code, out);
    for (uint32_t i = 0; i < length && t->bytes != NULL; i++) {
        t->bytes[t->byte_count + i] = out[i];
        t->char_at[t->byte_count + i] = t->char_count;
    }
    t->byte_count += length;
    t->char_count++;
}

static void put_utf8(report_text *t, const char *bytes, size_t count) {
    for (size_t i = 0; i < count;) {
        uint32_t code;
        i += utf8_decode(bytes + i, count - i, &code);
        put(t, code);
    }
}

static void put_1252(report_text *t, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint8_t b = (uint8_t)bytes[i];
        uint32_t high = b >= 0x80 && b < 0xA0 ? high_1252[b - 0x80] : b;
        put(t, high == 0 && b != 0 ? UTF8_DAMAGED : high);
    }
}

static void put_utf16(report_text *t, const uint8_t *bytes, size_t count, int high) {
    size_t i = 0;
    while (i + 1 < count) {
        uint32_t unit = (uint32_t)bytes[i + (high ? 0 : 1)] << 8 | bytes[i + (high ? 1 : 0)];
        i += 2;
        if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < count) {
            uint32_t low = (uint32_t)bytes[i + (high ? 0 : 1)] << 8 | bytes[i + (high ? 1 : 0)];
            if (low >= 0xDC00 && low < 0xE000) {
                i += 2;
                put(t, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
                continue;
            }
        }
        put(t, unit >= 0xD800 && unit < 0xE000 ? UTF8_DAMAGED : unit);
    }
    if (i < count) put(t, UTF8_DAMAGED);
}

static void put_part(report_text *t, const report_part *part) {
    switch (guess_encoding(part->bytes, part->byte_count)) {
    case ENCODING_UTF8: put_utf8(t, part->bytes, part->byte_count); break;
    case ENCODING_1252: put_1252(t, part->bytes, part->byte_count); break;
    case ENCODING_UTF16LE: put_utf16(t, (const uint8_t *)part->bytes, part->byte_count, 0); break;
    case ENCODING_UTF16BE: put_utf16(t, (const uint8_t *)part->bytes, part->byte_count, 1); break;
    }
}

acta_status decode_parts(const report_part *parts, uint32_t count, arena *a, report_text *text) {
    report_text counted = {0};
    for (uint32_t i = 0; i < count; i++) put_part(&counted, &parts[i]);
    *text = (report_text){0};
    text->bytes = ARENA_NEW(a, char, (size_t)counted.byte_count + 1);
    text->char_at = ARENA_NEW(a, uint32_t, (size_t)counted.byte_count + 1);
    if (text->bytes == NULL || text->char_at == NULL) return ACTA_NOMEM;
    for (uint32_t i = 0; i < count; i++) put_part(text, &parts[i]);
    text->char_at[text->byte_count] = text->char_count;
    return ACTA_OK;
}
