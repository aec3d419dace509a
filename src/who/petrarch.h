/* petrarch.h - actor and agent dictionaries of TABARI and PETRARCH, turned into rows of our tables.
 *
 * The forms as PETRARCH's readers take them. An actor's dated codes hold in the order of the file, the first that fits a day counts;
 * they become rows that do not overlap. CAMEO's codes are cut into units of three letters: a country or a kind of body, then sectors.
 */
#ifndef ACTA_WHO_PETRARCH_H
#define ACTA_WHO_PETRARCH_H

#include "base/arena.h"
#include "base/tsv.h"
#include "who/tables.h"

/* NAME.actors.txt into rows of orgs; `keep` holds the cells made. The text must outlive the table. */
void petrarch_actors(tsv *orgs, slice text, const who_tables *tables, arena *keep);

/* NAME.agents.txt into rows of agents. */
void petrarch_agents(tsv *agents, slice text, arena *keep);

/* "AFGGOVMIL" as a code of ours ("AFG", "-" where it names none) and sectors ("GOV MIL", "-"). False: nothing of use in it;
 * *unknown then or else points to the first unit that has no meaning here, if any. */
bool petrarch_code(slice cameo, const who_tables *tables, char code[4], char sectors[32], slice *unknown);

#endif
