/* text.c - the text of a report as the archive keeps it. */
#include <string.h>

#include "base/utf8.h"
#include "report/decode.h"
#include "store/keep.h"

/* SQLite takes a NUL for the end of a text. */
static acta_status without_nul(slice *text, arena *scratch, acta_err *err) {
    size_t count = 0;
    for (size_t i = 0; i < text->bytes; i++) count += text->at[i] == '\0';
    if (count == 0) return ACTA_OK;
    char *made = arena_take(scratch, text->bytes + (UTF8_BYTES_MAX - 1) * count + 1, 1), *to = made;
    TRY_NEW(made, err);
    for (size_t i = 0; i < text->bytes; i++) {
        if (text->at[i] == '\0') to += utf8_encode(UTF8_REPLACEMENT, to);
        else *to++ = text->at[i];
    }
    *text = (slice){made, (size_t)(to - made)};
    return ACTA_OK;
}

acta_status text_given(const doc *d, arena *scratch, slice *text, acta_err *err) {
    *text = (slice){d->text, d->text_bytes};
    if (d->given != NULL) *text = (slice){d->given, d->given_at[d->char_at[d->text_bytes]]};
    return without_nul(text, scratch, err);
}

acta_status text_title_chars(const acta_report *report, arena *scratch, int64_t *chars, acta_err *err) {
    *chars = -1;
    if (report->title == NULL) return ACTA_OK;
    report_text text;
    report_part part = {report->title, strlen(report->title)};
    if (decode_parts(&part, 1, scratch, &text) != ACTA_OK) TRY_NEW(NULL, err);
    *chars = text.char_count;
    return ACTA_OK;
}

slice text_body(slice text, int64_t title_chars) {
    if (title_chars < 0) return text;
    uint32_t code;
    for (int64_t i = 0; i < title_chars + 2 && text.bytes > 0; i++) {
        uint32_t bytes = utf8_decode(text.at, text.bytes, &code);
        text = (slice){text.at + bytes, text.bytes - bytes};
    }
    return text;
}
