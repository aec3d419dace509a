/* codes.c - PLOVER's types and the statuses of an event, by number. */
#include "codes.h"

#include <string.h>

const type_code types[TYPES] = {
    {"AGREE", 1, 2.5, "Agree to do"},
    {"CONSULT", 1, 2.5, "Consult, meet"},
    {"SUPPORT", 1, 5, "Support, sign"},
    {"CONCEDE", 1, 4.5, "Concede"},
    {"COOPERATE", 2, 9.5, "Cooperate"},
    {"AID", 2, 10, "Aid"},
    {"RETREAT", 2, 6.5, "Retreat, release"},
    {"REQUEST", 3, 0, "Request"},
    {"ACCUSE", 3, -3, "Accuse"},
    {"REJECT", 3, -2, "Reject"},
    {"THREATEN", 3, -3.5, "Threaten"},
    {"PROTEST", 4, -5, "Protest"},
    {"SANCTION", 4, -6, "Sanction"},
    {"MOBILIZE", 4, -5.5, "Mobilize"},
    {"COERCE", 4, -7, "Coerce"},
    {"ASSAULT", 4, -9, "Assault"},
};

const char *const statuses[STATUSES] = {"actual", "future", "hypothetical", "negated", "historical"};

size_t type_named(const char *name) {
    size_t i = 0;
    while (i < TYPES && strcmp(types[i].name, name) != 0) i++;
    return i;
}

size_t status_named(const char *name) {
    size_t i = 0;
    while (i < STATUSES && strcmp(statuses[i], name) != 0) i++;
    return i;
}
