/* across.h - one event told by several reports is one happening.
 *
 * Every event record of an archive goes in as a telling; out comes a number for each: tellings with one number tell the same event of
 * the world. Type, days, place, parties, figures and words are weighed against one another (across.def holds the table of
 * weights), and groups are joined while what speaks for it outweighs what speaks against it, on the average over their tellings: two
 * bombings in one city on one day stay apart where figures, places or parties differ.
 *
 * The numbers depend on the set of tellings alone, not on the order they are given in. Tellings are compared only where they share
 * a place, a party, a country or an uncommon word within days of each other, so that the time grows little faster than their number.
 * What is compared lies in files without a name in the system's folder for temporary files, some 350 bytes a telling and 12 for each pair
 * that may be one event; in memory there are at most some 200 MB of it, and about 80 bytes for each telling.
 */
#ifndef ACTA_MERGE_ACROSS_H
#define ACTA_MERGE_ACROSS_H

#include "base/status.h"

/* NULL or "" wherever nothing is known. All text is UTF-8 and read during the call alone. */
typedef struct across_report {
    const char *id;                  /* unique */
    const char *published;           /* "YYYY-MM-DD" */
    const char *topic;               /* its title and the names of its entities, in any order, parted by spaces: up to 48 words count */
} across_report;

typedef struct across_party {
    bool actor;                      /* else recipient; speakers are no parties */
    const char *code, *sector;       /* "AFG"; "GOV", the first one */
    const char *name;                /* of the entity, else the words of the report */
} across_party;

typedef enum across_figure { FIGURE_DEAD, FIGURE_INJURED, FIGURE_ARRESTED, FIGURE_RELEASED, FIGURE_DISPLACED, FIGURE_PEOPLE, ACROSS_FIGURES } across_figure;

typedef struct across_telling {
    const char *id;                  /* of the event record; unique */
    const char *type, *mode, *status;/* names of the codebook; mode: the first one */
    const char *date, *enddate, *granularity;    /* as in the record: "2021-02-24", NULL, "day" */
    const char *place, *country, *province;      /* name of the place, "AFG", name of the province */
    int64_t geonameid;               /* 0: none */
    bool has_point;
    double lat, lon;
    const across_party *parties;     /* [party_count] */
    size_t party_count;
    double figures[ACROSS_FIGURES];  /* negative: not told */
    const char *triggers;            /* event_text, in any order */
    const char *told;                /* the report's words about its first mention: some 160 characters before and after it */
} across_telling;

typedef struct across across;

/* Owns: *a is yours, across_free it.  Threads: one at a time.  Fails with: NOMEM. */
acta_status across_new(across **a, acta_err *err);
void across_free(across *a);

/* The tellings added from now on are this report's.  Fails with: NOMEM, MISUSE (no id). */
acta_status across_add_report(across *a, const across_report *report, acta_err *err);
/* Fails with: NOMEM, IO (no room for temporary files), LIMIT (ids of more than 4 GB), MISUSE (no report, or no id). */
acta_status across_add(across *a, const across_telling *telling, acta_err *err);

/* The happening of each telling, in the order they were added: happening[0..tellings) gets numbers from 0 to *happenings - 1, in the
 * order of each one's first telling by day, then id. Once; then nothing can be added.  Fails with: NOMEM, IO, LIMIT. */
acta_status across_join(across *a, uint32_t *happening, uint32_t *happenings, acta_err *err);

#endif
