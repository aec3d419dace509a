/* main.c - the command: pick the subcommand, read its options, run it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"

const command commands[] = {
    {"code", "[FILE|FOLDER…|-]", "read reports, write records as JSON lines", "lkdjpfTtmPoqa", run_code},
    {"parse", "[FILE|FOLDER…|-]", "write the reading of the language: CoNLL-U or JSON", "lJdjpfTtmPoqa", run_parse},
    {"ingest", "--db DB [FILE|FOLDER…|-]", "read reports, keep them and their records in an archive", "BRldjpfTtmPqa", run_ingest},
    {"copies", "[FILE|FOLDER…|-]", "tell which reports are reprints of others", "lJdoqP", run_copies},
    {"explain", "FILE [ID]", "show why the records of a report say what they say", "dpfTtmc", run_explain},
    {"query", "DB [SQL]", "ask an archive, in SQL or by options for its events", "DbeyswrgmOLFoS", run_query},
    {"stats", "DB", "show what an archive holds", "cOS", run_stats},
    {"export", "DB", "hand an archive on in the formats that other tools read", "FbeyswrgOmko", run_export},
    {"ledger", "[FILE|DB…|-]", "join the agreements, obligations and claims of many reports", "Jo", run_ledger},
    {"explore", "DB|--sample", "look into an archive with a browser", "12jpfTt", run_explore},
    {"test", "DIR|FILE…", "compare with corpus cases", "uipf", run_test},
    {"tables", "check FOLDER", "say which lines of your own tables cannot be used, and why", "f", run_tables},
    {"train-types", "EXAMPLES -o MY.types", "learn types of your own from examples of each", "opf", run_train_types},
    {"version", "", "print the versions of program and data file", "pf", run_version},
    {"help", "[COMMAND]", "print what can be said", "C", run_help},
    {NULL, NULL, NULL, NULL, NULL},
};

int run_help(const settings *s, int count, char **arguments) {
    if (s->completion) {
        help_completion();
        return EXIT_FINE;
    }
    const command *c = count > 0 ? command_named(arguments[0]) : NULL;
    if (count > 0 && c == NULL) {
        fprintf(stderr, "%s: no command '%s'; try '%s help'\n", s->program, arguments[0], s->program);
        return EXIT_USAGE;
    }
    if (c != NULL) help_command(c);
    else help_all();
    return EXIT_FINE;
}

/* "--help" and "--version" are what people type first. */
static const char *command_word(const char *typed) {
    if (strcmp(typed, "--help") == 0 || strcmp(typed, "-h") == 0) return "help";
    if (strcmp(typed, "--version") == 0) return "version";
    return typed;
}

int main(int count, char **arguments) {
    signal(SIGPIPE, SIG_IGN);        /* a closed output is met as an error of write, with a message */
    settings s = {.program = "acta", .kinds = ACTA_ALL_KINDS, .precision = ACTA_INT8, .min_confidence = -1, .port = 4280};
    if (count < 2) {
        help_all();
        return EXIT_USAGE;
    }
    const command *c = command_named(command_word(arguments[1]));
    if (c == NULL) {
        fprintf(stderr, "%s: no command '%s'; try '%s help'\n", s.program, arguments[1], s.program);
        return EXIT_USAGE;
    }
    int used = options_read(c, count - 1, arguments + 1, &s);
    if (used < 0) return EXIT_USAGE;
    return c->run(&s, count - 1 - used, arguments + 1 + used);
}
