/* export_codes.c - looking codes up in the tables of facts, and putting CAMEO's codes together. */
#include "export_codes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const country_codes countries[] = {
#define COUNTRY(iso, cameo, cow, fips, name) {iso, cameo, cow, fips, name},
#include "export_countries.def"
};

static int by_iso(const void *key, const void *item) {
    return strcmp(key, ((const country_codes *)item)->iso);
}

const country_codes *country_of(const char *iso) {
    return bsearch(iso, countries, sizeof countries / sizeof *countries, sizeof *countries, by_iso);
}

const char *country_fips(const char *iso, const char *province) {
    const country_codes *c = country_of(iso);
    if (c == NULL) return "";
    if (strcmp(iso, "PSE") == 0) return strstr(province, "Gaza") != NULL ? "GZ" : strstr(province, "West Bank") != NULL ? "WE" : "";
    return c->fips;
}

const char *state_letters(const char *name) {
    static const char *const states[][2] = {
        {"Alabama", "AL"}, {"Alaska", "AK"}, {"Arizona", "AZ"}, {"Arkansas", "AR"}, {"California", "CA"}, {"Colorado", "CO"}, {"Connecticut", "CT"},
        {"Delaware", "DE"}, {"District of Columbia", "DC"}, {"Washington, D.C.", "DC"}, {"Florida", "FL"}, {"Georgia", "GA"}, {"Hawaii", "HI"},
        {"Idaho", "ID"}, {"Illinois", "IL"}, {"Indiana", "IN"}, {"Iowa", "IA"}, {"Kansas", "KS"}, {"Kentucky", "KY"}, {"Louisiana", "LA"},
        {"Maine", "ME"}, {"Maryland", "MD"}, {"Massachusetts", "MA"}, {"Michigan", "MI"}, {"Minnesota", "MN"}, {"Mississippi", "MS"},
        {"Missouri", "MO"}, {"Montana", "MT"}, {"Nebraska", "NE"}, {"Nevada", "NV"}, {"New Hampshire", "NH"}, {"New Jersey", "NJ"},
        {"New Mexico", "NM"}, {"New York", "NY"}, {"North Carolina", "NC"}, {"North Dakota", "ND"}, {"Ohio", "OH"}, {"Oklahoma", "OK"},
        {"Oregon", "OR"}, {"Pennsylvania", "PA"}, {"Rhode Island", "RI"}, {"South Carolina", "SC"}, {"South Dakota", "SD"}, {"Tennessee", "TN"},
        {"Texas", "TX"}, {"Utah", "UT"}, {"Vermont", "VT"}, {"Virginia", "VA"}, {"Washington", "WA"}, {"West Virginia", "WV"},
        {"Wisconsin", "WI"}, {"Wyoming", "WY"}};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (strcmp(states[i][0], name) == 0) return states[i][1];
    }
    return NULL;
}

/* ---- acts ---- */

static const cameo_event events[] = {
#define CAMEO(code, tenths, name) {code, tenths, name},
#define SECTOR(plover, cameo)
#include "export_cameo.def"
};

static const char *const sectors[][2] = {
#define CAMEO(code, tenths, name)
#define SECTOR(plover, cameo) {plover, cameo},
#include "export_cameo.def"
};

const char *cameo_code(const char *code, char room[8]) {
    snprintf(room, 8, "%.4s%s", code, strlen(code) == 2 ? "0" : "");
    return room;
}

static int by_code(const void *key, const void *item) {
    return strcmp(key, ((const cameo_event *)item)->code);
}

const cameo_event *cameo_of(const char *code) {
    char room[8];
    cameo_code(code, room);
    for (size_t digits = strlen(room); digits >= 3; digits--) {
        room[digits] = '\0';
        const cameo_event *found = bsearch(room, events, sizeof events / sizeof *events, sizeof *events, by_code);
        if (found != NULL) return found;
    }
    return NULL;
}

int cameo_quad(const char *code) {
    int root = code[0] != '\0' && code[1] != '\0' ? (code[0] - '0') * 10 + code[1] - '0' : 0;
    return root < 1 ? 0 : root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

/* ---- actors ---- */

static const char *cameo_sector_of(const char *word, size_t count) {
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++) {
        if (count == 3 && memcmp(sectors[i][0], word, 3) == 0) return sectors[i][1];
    }
    return NULL;
}

const char *cameo_sector(const export_party *p, size_t nth) {
    const char *at = p != NULL ? p->sector : "";
    for (size_t found = 0; *at != '\0';) {
        size_t count = strcspn(at, " ");
        const char *code = cameo_sector_of(at, count);
        if (code != NULL && found++ == nth) return code;
        at += count + (at[count] == ' ');
    }
    return "";
}

const char *cameo_entity(const export_party *p) {
    static const char *const others[][2] = {{"UNO", "IGOUNO"}, {"EUR", "IGOEUREEC"}, {"IGO", "IGO"}, {"NGO", "NGO"}, {"IMG", "IMG"}, {"MNC", "MNC"}};
    if (p == NULL) return "";
    const country_codes *c = country_of(p->code);
    if (c != NULL) return c->cameo;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(others[i][0], p->code) == 0) return others[i][1];
    }
    return "";
}

void cameo_actor(bytes *out, const export_party *p) {
    const char *entity = cameo_entity(p), *sector;
    cell_text(out, entity[0] != '\0' ? entity : "---");
    for (size_t n = 0; (sector = cameo_sector(p, n))[0] != '\0'; n++) cell_text(out, sector);
}

const char *report_day(const export_row *row) {
    const char *day = export_text(row, F_DATE);
    return day[0] != '\0' ? day : export_text(row, F_PUBLISHED);
}
