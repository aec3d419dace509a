/* tables.h - the lexicon of actors: data/tables/NAME.tsv as the data file holds them. Read-only, shared by threads.
 *
 * Each column set is told at the head of the TSV; the numbers here are its columns, 0 being the key.
 */
#ifndef ACTA_WHO_TABLES_H
#define ACTA_WHO_TABLES_H

#include "base/table.h"

typedef struct who_tables {
    table countries;                 /* names of countries */
    table demonyms;                  /* adjectives and nationals */
    table capitals;                  /* capitals and seats of power */
    table orgs;                      /* organisations */
    table agents;                    /* what people and bodies do: "riot police" */
    table offices;                   /* "foreign minister" */
    table holders;                   /* who held which office when */
    table given;                     /* given names of men and women */
    bool own_agents;                 /* rows of the user's are among the agents: they are obeyed */
} who_tables;

enum { COUNTRY_CODE = 1, COUNTRY_SECTORS, COUNTRY_FROM, COUNTRY_TO, COUNTRY_NOTE };
enum { DEMONYM_CODE = 1, DEMONYM_SECTORS, DEMONYM_FROM, DEMONYM_TO };
enum { CAPITAL_CODE = 1, CAPITAL_SECTORS, CAPITAL_KIND, CAPITAL_FROM, CAPITAL_TO };
enum { ORG_CODE = 1, ORG_SECTORS, ORG_FROM, ORG_TO };
enum { AGENT_SECTORS = 1, AGENT_AS, AGENT_CODE };
enum { GIVEN_GENDER = 1 };
enum { OFFICE_NAME = 1, OFFICE_SECTORS, OFFICE_CODE };
enum { HOLDER_NAME = 1, HOLDER_CODE, HOLDER_SECTORS, HOLDER_OFFICE, HOLDER_FROM, HOLDER_TO };

/* Fails with: DATA_FORMAT (a table is missing or damaged). Nothing to close: the tables point into the data file. */
acta_status who_tables_open(const datafile *file, who_tables *tables, acta_err *err);

#endif
