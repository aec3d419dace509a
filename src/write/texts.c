/* texts.c - a list of texts without its repetitions. */
#include "write/texts.h"

#include "base/status.h"

acta_status texts_begin(texts *t, uint32_t most, arena *scratch, acta_err *err) {
    t->slots = 16;
    while (t->slots / 2 <= most && t->slots < UINT32_MAX / 2) t->slots *= 2;
    t->seen = ARENA_NEW(scratch, slice, t->slots);
    TRY_NEW(t->seen, err);
    return ACTA_OK;
}

static unsigned char lower(char byte) {
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32) : (unsigned char)byte;
}

/* FNV-1a of the text in lower case (ASCII; other letters count as they are). */
static uint32_t hash(slice text) {
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < text.bytes; i++) h = (h ^ lower(text.at[i])) * 16777619u;
    return h;
}

static bool same(slice a, slice b) {
    if (a.bytes != b.bytes) return false;
    for (size_t i = 0; i < a.bytes; i++) {
        if (lower(a.at[i]) != lower(b.at[i])) return false;
    }
    return true;
}

bool texts_first(texts *t, slice text) {
    uint32_t slot = hash(text) & (t->slots - 1);
    while (t->seen[slot].at != NULL) {
        if (same(t->seen[slot], text)) return false;
        slot = (slot + 1) & (t->slots - 1);
    }
    t->seen[slot] = text;
    return true;
}
