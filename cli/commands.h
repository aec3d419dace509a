/* commands.h - one function a command, each in a file of its own. */
#ifndef ACTA_CLI_COMMANDS_H
#define ACTA_CLI_COMMANDS_H

#include "options.h"

int run_code(const settings *s, int count, char **arguments);
int run_parse(const settings *s, int count, char **arguments);
int run_ingest(const settings *s, int count, char **arguments);
int run_copies(const settings *s, int count, char **arguments);
int run_query(const settings *s, int count, char **arguments);
int run_stats(const settings *s, int count, char **arguments);
int run_explain(const settings *s, int count, char **arguments);
int run_export(const settings *s, int count, char **arguments);
int run_ledger(const settings *s, int count, char **arguments);
int run_explore(const settings *s, int count, char **arguments);
int run_train_types(const settings *s, int count, char **arguments);
int run_tables(const settings *s, int count, char **arguments);
int run_test(const settings *s, int count, char **arguments);
int run_version(const settings *s, int count, char **arguments);
int run_help(const settings *s, int count, char **arguments);

#endif
