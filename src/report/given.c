/* given.c - the words as they were given. */
#include "report/given.h"

#include <string.h>

#include "base/status.h"
#include "report/repair.h"

/* Before repair, character n given is the nth character of the decoded text. */
static acta_status keep(const char *decoded, uint32_t bytes, uint32_t chars, doc *d, acta_err *err) {
    char *given = arena_text(d->arena, decoded, bytes);
    uint32_t *at = ARENA_NEW(d->arena, uint32_t, (size_t)chars + 1);
    TRY_NEW(given, err);
    TRY_NEW(at, err);
    uint32_t n = 0;
    for (uint32_t i = 0; i < bytes && n < chars; i++) {
        if (((unsigned char)decoded[i] & 0xC0) != 0x80) at[n++] = i;
    }
    at[n] = bytes;
    d->given = given;
    d->given_at = at;
    return ACTA_OK;
}

acta_status given_repair(report_text *text, doc *d, acta_err *err) {
    arena scratch;
    uint32_t bytes = text->byte_count;
    arena_begin(&scratch, d->arena->alloc, bytes);
    char *decoded = arena_text(&scratch, text->bytes, bytes);
    acta_status status = ACTA_OK;
    if (decoded == NULL) {
        status = acta__fail(err, ACTA_NOMEM, -1, "out of memory");
    } else {
        repair_text(text);
        bool changed = text->byte_count != bytes || memcmp(text->bytes, decoded, bytes) != 0;
        if (changed) status = keep(decoded, bytes, text->char_count, d, err);
    }
    arena_end(&scratch);
    return status;
}
