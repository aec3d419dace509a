/* export_codes.h - what other codebooks call countries, sectors, acts and days. */
#ifndef ACTA_CLI_EXPORT_CODES_H
#define ACTA_CLI_EXPORT_CODES_H

#include "export_table.h"

typedef struct country_codes {
    const char *iso, *cameo;
    int cow;                         /* Correlates of War; 0: none */
    const char *fips, *name;         /* FIPS 10-4; "" where there is none */
} country_codes;

/* By ISO alpha-3; NULL where the code is no country's. */
const country_codes *country_of(const char *iso);
/* Of a place: FIPS 10-4 parts the West Bank from the Gaza Strip and knows nothing that holds both. */
const char *country_fips(const char *iso, const char *province);
/* The two letters of a state of the USA, or NULL. */
const char *state_letters(const char *name);

typedef struct cameo_event {
    const char *code;
    int tenths;                      /* of Goldstein's score */
    const char *name;
} cameo_event;

/* A code as CAMEO writes it: three or four digits, "not specified below" where acta tells the root alone. */
const char *cameo_code(const char *code, char room[8]);
/* The event of that code, else of the code above it; NULL: none such. */
const cameo_event *cameo_of(const char *code);
/* 1 verbal cooperation to 4 material conflict, by root; PLOVER's class differs for some types (CONCEDE). */
int cameo_quad(const char *code);

/* "AFGGOV", "IGOUNO", "---MIL" for a party of no known country, "---" for one of whom nothing is known or none at all. */
void cameo_actor(bytes *out, const export_party *p);
/* Its parts: the country or kind it begins with; each further sector in turn, "" past the last. */
const char *cameo_entity(const export_party *p);
const char *cameo_sector(const export_party *p, size_t nth);

/* The event's day; where the report tells none the report's own, as these formats do; "" where neither is known. */
const char *report_day(const export_row *row);

#endif
