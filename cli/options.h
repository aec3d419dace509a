/* options.h - what may be said on the command line: one table of commands, one of options.
 *
 * Parsing, help, shell completion and the manual page's check all read these tables.
 */
#ifndef ACTA_CLI_OPTIONS_H
#define ACTA_CLI_OPTIONS_H

#include <stdbool.h>

#include "acta.h"

/* How a run ends. */
enum {
    EXIT_FINE = 0,                   /* everything asked was done */
    EXIT_NOTHING = 1,                /* nothing could be done: no data file, no output, no input that could be read */
    EXIT_USAGE = 2,                  /* the command line makes no sense */
    EXIT_SOME = 3                    /* some inputs failed (or some cases of `acta test`), the others were done */
};

typedef enum progress_form { PROGRESS_NONE, PROGRESS_BAR, PROGRESS_JSON } progress_form;

typedef struct settings {
    const char *program;             /* "acta", for messages */
    bool jsonl, json, update, completion;
    bool any_language;               /* code also what is not English */
    progress_form progress;
    bool colour, colour_said;
    unsigned kinds;                  /* a set of acta_kind */
    unsigned jobs;                   /* 0: as many as there are processors */
    const char *published;           /* or NULL */
    const char *data;                /* or NULL */
    const char *tables;              /* or NULL */
    const char *types;               /* or NULL */
    const char *output;              /* -o, or NULL: standard output */
    const char *quarantine;          /* where the reports that failed are named, or NULL */
    const char *only;                /* acta test -i */
    const char *db;                  /* or NULL */
    unsigned port;                   /* of the explorer */
    bool sample;                     /* explore the sample archive */
    bool recode;
    const char *format;              /* of acta export, or NULL */
    const char *from, *to, *type, *status, *actor, *recipient, *country;     /* what is asked for of an archive; NULL: anything */
    const char *dyad[2];             /* two who take part in an event; NULL: any */
    unsigned limit, seconds;         /* 0: not said */
    bool copies;
    acta_precision precision;
    double min_confidence;           /* negative: not said */
} settings;

typedef struct command {
    const char *name;
    const char *arguments;
    const char *summary;
    const char *options;             /* the letters of those it takes */
    int (*run)(const settings *s, int count, char **arguments);
} command;

extern const command commands[];     /* ends with a NULL name */

/* Read the options of one command; what is left of the arguments starts at the number returned, or -1 after a message
 * about what was wrong. */
int options_read(const command *c, int count, char **arguments, settings *s);

void help_all(void);
void help_command(const command *c);
void help_completion(void);

const command *command_named(const char *name);

#endif
