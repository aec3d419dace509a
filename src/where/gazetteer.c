/* gazetteer.c - reading the gazetteer where it lies. The form is described in tools/gazetteer.py. */
#include "where/gazetteer.h"

#include <math.h>
#include <string.h>

#include "base/table.h"

enum { HEAD_BYTES = 40, PLACE_BYTES = 20, CODE_BYTES = 8, BLOCK_KEYS = 16, FIND_MAX = 64 };

static uint32_t u32(const unsigned char *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static int32_t i32(const unsigned char *at) {
    return (int32_t)u32(at);
}

/* ---- opening ---------------------------------------------------------------------------------------------------- */

typedef struct cutter {
    const unsigned char *at;
    size_t left;
    bool short_of;
} cutter;

static const unsigned char *cut(cutter *c, uint64_t count, uint64_t size) {
    uint64_t bytes = (count * size + 3) / 4 * 4;
    const unsigned char *part = c->at;
    if (c->short_of || bytes > c->left) {
        c->short_of = true;
        return NULL;
    }
    c->at += bytes;
    c->left -= (size_t)bytes;
    return part;
}

static bool ends_in_nul(const unsigned char *codes, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (codes[i * CODE_BYTES + CODE_BYTES - 1] != 0) return false;
    return true;
}

/* Every number in a place's record points somewhere. */
static bool places_hold(const gazetteer *g) {
    for (uint32_t i = 0; i < g->place_count; i++) {
        const unsigned char *p = g->places + (size_t)i * PLACE_BYTES;
        uint32_t province = (uint32_t)p[16] | (uint32_t)p[17] << 8;
        if ((u32(p + 12) & 0xffffff) >= g->text_bytes || p[15] >= g->feature_count || province >= g->province_count || p[18] >= g->country_count) return false;
    }
    for (uint32_t i = 0; i < g->province_count; i++)
        if (u32(g->provinces + (size_t)i * 4) >= g->text_bytes) return false;
    return true;
}

static bool blocks_hold(const gazetteer *g) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < g->block_count; i++) {
        uint32_t at = u32(g->block_at + (size_t)i * 4);
        if (at >= g->key_bytes || (i > 0 && at <= last)) return false;
        last = at;
    }
    return true;
}

acta_status gazetteer_read(const void *at, size_t bytes, gazetteer *g, acta_err *err) {
    const unsigned char *head = at;
    *g = (gazetteer){0};
    if (bytes < HEAD_BYTES || memcmp(head, "ACTAGAZ1", 8) != 0) return acta__fail(err, ACTA_DATA_FORMAT, -1, "the gazetteer is damaged");
    gazetteer got = {.place_count = u32(head + 8), .province_count = u32(head + 12), .country_count = u32(head + 16), .feature_count = u32(head + 20),
                     .block_count = u32(head + 24), .key_bytes = u32(head + 28), .text_bytes = u32(head + 32)};
    cutter c = {head + HEAD_BYTES, bytes - HEAD_BYTES, false};
    got.places = cut(&c, got.place_count, PLACE_BYTES);
    got.provinces = cut(&c, got.province_count, 4);
    got.countries = cut(&c, got.country_count, CODE_BYTES);
    got.features = cut(&c, got.feature_count, CODE_BYTES);
    got.block_at = cut(&c, got.block_count, 4);
    got.keys = cut(&c, got.key_bytes, 1);
    got.text = (const char *)cut(&c, got.text_bytes, 1);
    if (c.short_of || got.text_bytes == 0 || got.text[got.text_bytes - 1] != '\0' || !ends_in_nul(got.countries, got.country_count) ||
        !ends_in_nul(got.features, got.feature_count) || !places_hold(&got) || !blocks_hold(&got))
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "the gazetteer is damaged");
    *g = got;
    return ACTA_OK;
}

acta_status gazetteer_open(const datafile *file, gazetteer *g, acta_err *err) {
    section found;
    *g = (gazetteer){0};
    if (!datafile_find(file, "gazetteer.places", &found) || found.bytes == 0) return ACTA_OK;
    return gazetteer_read(found.at, found.bytes, g, err);
}

/* ---- looking up --------------------------------------------------------------------------------------------------- */

/* Reads keys one after the other; stops at the end of the keys, whatever they say. */
typedef struct key_walk {
    const unsigned char *at, *end;
    unsigned char key[256];
    uint32_t key_bytes;
} key_walk;

static bool walk_key(key_walk *w) {
    if (w->end - w->at < 2) return false;
    uint32_t shared = w->at[0], more = w->at[1];
    if (shared > w->key_bytes || shared + more > sizeof w->key || (size_t)(w->end - w->at - 2) < more) return false;
    memcpy(w->key + shared, w->at + 2, more);
    w->key_bytes = shared + more;
    w->at += 2 + more;
    return true;
}

static uint32_t walk_number(key_walk *w) {
    uint32_t value = 0;
    for (int shift = 0; w->at < w->end && shift < 32; shift += 7) {
        unsigned char byte = *w->at++;
        value |= (uint32_t)(byte & 127) << shift;
        if (byte < 128) break;
    }
    return value;
}

static int compare_key(const key_walk *w, const char *key, size_t bytes) {
    size_t shorter = w->key_bytes < bytes ? w->key_bytes : bytes;
    int order = memcmp(w->key, key, shorter);
    return order != 0 ? order : (w->key_bytes > bytes) - (w->key_bytes < bytes);
}

static key_walk walk_block(const gazetteer *g, uint32_t block) {
    return (key_walk){.at = g->keys + u32(g->block_at + (size_t)block * 4), .end = g->keys + g->key_bytes};
}

/* The last block whose first key is not after the key. */
static uint32_t find_block(const gazetteer *g, const char *key, size_t bytes) {
    uint32_t low = 0, high = g->block_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        key_walk w = walk_block(g, middle);
        if (!walk_key(&w) || compare_key(&w, key, bytes) > 0) high = middle;
        else low = middle;
    }
    return low;
}

static uint32_t take_numbers(key_walk *w, const gazetteer *g, gazetteer_hit *found, uint32_t room) {
    uint32_t count = walk_number(w), number = 0, kept = 0;
    for (uint32_t i = 0; i < count && w->at < w->end; i++) {
        uint32_t step = walk_number(w);
        number += step / 2;
        if (number >= g->place_count) break;
        if (kept < room) found[kept] = (gazetteer_hit){number, step % 2 == 1};
        kept++;
    }
    return kept;
}

uint32_t gazetteer_hits(const gazetteer *g, const char *key, size_t bytes, gazetteer_hit *found, uint32_t room) {
    if (g->block_count == 0 || bytes == 0) return 0;
    key_walk w = walk_block(g, find_block(g, key, bytes));
    for (int i = 0; i < BLOCK_KEYS && walk_key(&w); i++) {
        int order = compare_key(&w, key, bytes);
        if (order == 0) return take_numbers(&w, g, found, room);
        if (order > 0) return 0;
        take_numbers(&w, g, NULL, 0);
    }
    return 0;
}

uint32_t gazetteer_find(const gazetteer *g, const char *key, size_t bytes, uint32_t *found, uint32_t room) {
    gazetteer_hit hits[FIND_MAX];
    uint32_t count = gazetteer_hits(g, key, bytes, hits, room < FIND_MAX ? room : FIND_MAX);
    for (uint32_t i = 0; i < count && i < room && i < FIND_MAX; i++) found[i] = hits[i].place;
    return count;
}

place gazetteer_place(const gazetteer *g, uint32_t number) {
    const unsigned char *p = g->places + (size_t)number * PLACE_BYTES;
    uint32_t province = (uint32_t)p[16] | (uint32_t)p[17] << 8;
    return (place){
        .number = number,
        .geonameid = u32(p),
        .lat = i32(p + 4) / 1e5,
        .lon = i32(p + 8) / 1e5,
        .population = p[19] > 0 ? exp(p[19] / 10.0) : 0,
        .name = g->text + (u32(p + 12) & 0xffffff),
        .country = (const char *)g->countries + (size_t)p[18] * CODE_BYTES,
        .province = province > 0 ? g->text + u32(g->provinces + (size_t)province * 4) : NULL,
        .province_number = province,
        .feature = (const char *)g->features + (size_t)p[15] * CODE_BYTES,
    };
}

const char *gazetteer_country(const gazetteer *g, const char *name, size_t bytes) {
    char key[TABLE_KEY_MAX];
    gazetteer_hit first;
    size_t key_bytes = table_key(name, bytes, key, sizeof key);
    if (gazetteer_hits(g, key, key_bytes, &first, 1) == 0) return "";
    return gazetteer_place(g, first.place).country;
}
