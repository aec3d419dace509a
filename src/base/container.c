/* container.c - header, entries, sections, checksum. */
#include "base/container.h"

#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/status.h"

enum { HEAD_BYTES = 64, ENTRY_BYTES = 128, NAME_BYTES = 64 };

static void put32(unsigned char *p, uint32_t v) {
    for (int i = 0; i < 4; i++) p[i] = (unsigned char)(v >> 8 * i);
}

static void put64(unsigned char *p, uint64_t v) {
    put32(p, (uint32_t)v);
    put32(p + 4, (uint32_t)(v >> 32));
}

static size_t aligned(size_t bytes) {
    return (bytes + SECTION_ALIGN - 1) / SECTION_ALIGN * SECTION_ALIGN;
}

static acta_status check_names(const section *sections, uint32_t count, acta_err *err) {
    for (uint32_t i = 0; i < count; i++) {
        const char *name = sections[i].name;
        if (name[0] == '\0' || strlen(name) >= NAME_BYTES) return acta__fail(err, ACTA_MISUSE, -1, "%.80s: the section's name is empty or too long", name);
        for (uint32_t k = 0; k < i; k++) {
            if (strcmp(sections[k].name, name) == 0) return acta__fail(err, ACTA_MISUSE, -1, "%s: a second section of that name", name);
        }
    }
    return ACTA_OK;
}

static void put_entry(unsigned char *entry, const section *s, size_t offset) {
    memcpy(entry, s->name, strlen(s->name));
    put32(entry + 64, s->type);
    put32(entry + 68, s->rank);
    for (int d = 0; d < SECTION_RANK_MAX; d++) put64(entry + 72 + 8 * d, s->dim[d]);
    put64(entry + 104, offset);
    put64(entry + 112, s->bytes);
}

acta_status container_make(const section *sections, uint32_t count, unsigned char **out, size_t *bytes, acta_err *err) {
    TRY(check_names(sections, count, err));
    size_t at = HEAD_BYTES + (size_t)count * ENTRY_BYTES, all = at;
    for (uint32_t i = 0; i < count; i++) all += aligned(sections[i].bytes);
    unsigned char *made = calloc(1, all);
    TRY_NEW(made, err);
    for (uint32_t i = 0; i < count; i++) {
        put_entry(made + HEAD_BYTES + (size_t)i * ENTRY_BYTES, &sections[i], at);
        if (sections[i].bytes > 0) memcpy(made + at, sections[i].at, sections[i].bytes);
        at += aligned(sections[i].bytes);
    }
    memcpy(made, "ACTADAT\n", 8);
    put32(made + 8, ACTA_FILE_FORMAT);
    put32(made + 12, count);
    put64(made + 16, all);
    put64(made + 24, XXH3_64bits(made + HEAD_BYTES, all - HEAD_BYTES));
    *out = made;
    *bytes = all;
    return ACTA_OK;
}
