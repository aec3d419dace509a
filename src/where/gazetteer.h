/* gazetteer.h - places of the world and their names, read where they lie in the data file's section `gazetteer.places`.
 *
 * Made by tools/gazetteer.py from GeoNames (CC BY 4.0) and data/gazetteer/places-wire.tsv. Names are keys as table_key
 * (base/table.h) writes them; a lookup is a binary search over blocks of front-coded keys. Places are numbered by falling
 * weight: the most people, the highest rank first.
 */
#ifndef ACTA_WHERE_GAZETTEER_H
#define ACTA_WHERE_GAZETTEER_H

#include "base/datafile.h"
#include "base/status.h"

typedef struct gazetteer {
    const unsigned char *places;     /* [place_count * 20] records, see gazetteer.c */
    const unsigned char *provinces;  /* [province_count * 4] name offset; number 0 is none */
    const unsigned char *countries;  /* [country_count * 8] alpha-3 code, NUL padded; number 0 is none */
    const unsigned char *features;   /* [feature_count * 8]: GeoNames feature code, NUL padded */
    const unsigned char *block_at;   /* [block_count] offsets into keys, u32 */
    const unsigned char *keys;       /* [key_bytes] */
    const char *text;                /* [text_bytes] NUL-terminated names */
    uint32_t place_count, province_count, country_count, feature_count, block_count, key_bytes, text_bytes;
} gazetteer;

typedef struct place {
    uint32_t number;                 /* in the gazetteer, falling weight */
    uint32_t geonameid;              /* 0: none known */
    double lat, lon;                 /* degrees */
    double population;               /* to within a tenth; 0 unknown */
    const char *name;
    const char *country;             /* ISO alpha-3, "" for a sea */
    const char *province;            /* first-order division it lies in, or NULL */
    uint32_t province_number;        /* 0: none */
    const char *feature;             /* GeoNames code: PPLC, ADM1, PCLI, SEA */
} place;

/* No section, or an empty one: an empty gazetteer that finds nothing. Fails with: DATA_FORMAT (damaged). */
acta_status gazetteer_open(const datafile *file, gazetteer *g, acta_err *err);

/* The same over bytes at an address divisible by 4, which must outlive it. */
acta_status gazetteer_read(const void *at, size_t bytes, gazetteer *g, acta_err *err);

typedef struct gazetteer_hit {
    uint32_t place;                  /* its number */
    bool own;                        /* its own name in English or its country's language, no alternate */
} gazetteer_hit;

/* The places of that name, heaviest first: how many there are; at most `room` of them in found[]. The key is as table_key
 * writes it; "*capital afg" and "*country afg" are the keys of a country's capital and of itself. */
uint32_t gazetteer_hits(const gazetteer *g, const char *key, size_t bytes, gazetteer_hit *found, uint32_t room);

/* The same, numbers only, at most 64 of them. */
uint32_t gazetteer_find(const gazetteer *g, const char *key, size_t bytes, uint32_t *found, uint32_t room);

/* number < place_count. */
place gazetteer_place(const gazetteer *g, uint32_t number);

/* ISO alpha-3 of the heaviest place of that name as written ("Nairobi": KEN), or "". */
const char *gazetteer_country(const gazetteer *g, const char *name, size_t bytes);

#endif
