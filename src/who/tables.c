/* tables.c - opens the lexicon of actors. */
#include "who/tables.h"

acta_status who_tables_open(const datafile *file, who_tables *t, acta_err *err) {
    t->own_agents = false;
    TRY(table_open(file, "table.countries", COUNTRY_TO + 1, &t->countries, err));
    TRY(table_open(file, "table.demonyms", DEMONYM_TO + 1, &t->demonyms, err));
    TRY(table_open(file, "table.capitals", CAPITAL_TO + 1, &t->capitals, err));
    TRY(table_open(file, "table.orgs", ORG_TO + 1, &t->orgs, err));
    TRY(table_open(file, "table.agents", AGENT_CODE + 1, &t->agents, err));
    TRY(table_open(file, "table.offices", OFFICE_CODE + 1, &t->offices, err));
    TRY(table_open(file, "table.given", GIVEN_GENDER + 1, &t->given, err));
    return table_open(file, "table.holders", HOLDER_TO + 1, &t->holders, err);
}
