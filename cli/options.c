/* options.c - the table of options, and reading them. */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { JOBS_MAX = 256 };

/* Letters name options inside this program; only those in `short_letters` may be typed. */
static const struct {
    char letter;
    const char *name, *value, *help;
} options[] = {
    {'l', "jsonl", NULL, "input is one JSON object a line: id and text; title, published, url, publisher if known"},
    {'k', "kind", "KIND,…", "write these kinds only: document event agreement obligation claim entity"},
    {'d', "published", "DATE", "day of the reports that do not give their own, YYYY-MM-DD"},
    {'j', "jobs", "N", "reports coded at once (default: one a processor); the output is the same for every N"},
    {'p', "precision", "NAME", "arithmetic: int8 (default), bf16 or f32"},
    {'f', "data", "FILE", "the data file (default: $ACTA_DATA, else acta.data beside the program)"},
    {'T', "tables", "FOLDER", "your own tables of actors, agents and offices beside ours; PETRARCH's dictionaries too"},
    {'t', "types", "FILE", "give each event its type of your own, too: a file made by acta train-types"},
    {'m', "min-confidence", "X", "events of this confidence and more, 0 to 1 (default: where wrong and missed ones balance)"},
    {'P', "progress", "[=json]", "show reports done, rate and time left on standard error; json: one object a line"},
    {'o', "output", "FILE", "write there, whole or not at all; packed if it ends in .gz or .zst"},
    {'q', "quarantine", "FILE", "name there every report that failed and why, one JSON object a line"},
    {'a', "any-language", NULL, "code also reports that are not English"},
    {'J', "json", NULL, "write JSON, one object a line, instead of CoNLL-U or a table"},
    {'c', "colour", "WHEN", "always, never or auto (default: on a terminal)"},
    {'B', "db", "DB", "the archive, an SQLite file; made where there is none"},
    {'R', "recode", NULL, "code the reports again that another model coded"},
    {'F', "format", "NAME", "export: plover (default) csv tsv polecat icews gdelt1 gdelt2 gdelt2-mentions phoenix petrarch geojson gexf parquet; query: table (default) csv tsv json"},
    {'b', "from", "DAY", "events of that day and later: YYYY, YYYY-MM or YYYY-MM-DD"},
    {'e', "to", "DAY", "events of that day, month or year and earlier"},
    {'y', "type", "TYPE,…", "events of these types: CONSULT, ASSAULT …"},
    {'s', "status", "STATUS,…", "events of these: actual future hypothetical negated historical, or all"},
    {'w', "actor", "WHO", "events done by a code (AFG), code and sector (AFG GOV), or name"},
    {'r', "recipient", "WHO", "events done to them"},
    {'g', "country", "CODE,…", "events that took place there: AFG, RUS …"},
    {'D', "dyad", "WHO WHO", "events between these two, whoever does it to whom"},
    {'L', "limit", "N", "so many rows at most"},
    {'S', "seconds", "N", "stop a question that takes longer (default: 60)"},
    {'O', "copies", NULL, "also events of reports that are copies of others"},
    {'u', "update", NULL, "rewrite the expected records from what acta says now"},
    {'i', "include", "NAME", "only cases with this in their id or title"},
    {'1', "port", "N", "serve on this port of 127.0.0.1 (default 4280; 0: any that is free)"},
    {'2', "sample", NULL, "look into reports of ours instead of an archive"},
    {'C', "completion", NULL, "print the completion script for bash"},
    {'h', "help", NULL, "this text"},
};
enum { OPTIONS = sizeof options / sizeof *options };
static const char short_letters[] = "hiou";

static bool takes(const command *c, char letter) {
    return letter == 'h' || strchr(c->options, letter) != NULL;
}

static bool complain(const settings *s, const char *what, const char *value) {
    fprintf(stderr, "%s: %s: %s\n", s->program, what, value);
    return false;
}

static const struct {
    const char *name;
    acta_kind kind;
} kinds[] = {{"document", ACTA_DOCUMENT}, {"event", ACTA_EVENT}, {"agreement", ACTA_AGREEMENT},
             {"obligation", ACTA_OBLIGATION}, {"claim", ACTA_CLAIM}, {"entity", ACTA_ENTITY}};

static bool read_kinds(settings *s, const char *value) {
    s->kinds = 0;
    for (const char *at = value;;) {
        size_t bytes = strcspn(at, ","), k = 0, all = sizeof kinds / sizeof *kinds;
        while (k < all && (strlen(kinds[k].name) != bytes || memcmp(kinds[k].name, at, bytes) != 0)) k++;
        if (k == all) return complain(s, "no such kind of record", at);
        s->kinds |= kinds[k].kind;
        if (at[bytes] == '\0') return true;
        at += bytes + 1;
    }
}

static bool read_jobs(settings *s, const char *value) {
    char *end;
    long jobs = strtol(value, &end, 10);
    if (end == value || *end != '\0' || jobs < 1 || jobs > JOBS_MAX) return complain(s, "--jobs takes a number from 1 to 256", value);
    s->jobs = (unsigned)jobs;
    return true;
}

static bool read_port(settings *s, const char *value) {
    char *end;
    long port = strtol(value, &end, 10);
    if (end == value || *end != '\0' || port < 0 || port > 65535) return complain(s, "--port takes a number from 0 to 65535", value);
    s->port = (unsigned)port;
    return true;
}

static bool read_count(const settings *s, const char *what, const char *value, unsigned *count) {
    char *end;
    long number = strtol(value, &end, 10);
    if (end == value || *end != '\0' || number < 1 || number > 1000000000) return complain(s, what, value);
    *count = (unsigned)number;
    return true;
}

static bool read_precision(settings *s, const char *value) {
    static const char *const names[] = {"int8", "bf16", "f32"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(value, names[i]) == 0) {
            s->precision = (acta_precision)i;
            return true;
        }
    }
    return complain(s, "--precision takes int8, bf16 or f32", value);
}

static bool read_min_confidence(settings *s, const char *value) {
    char *end;
    s->min_confidence = strtod(value, &end);
    if (end != value && *end == '\0' && s->min_confidence >= 0 && s->min_confidence <= 1) return true;
    return complain(s, "--min-confidence takes a number from 0 to 1", value);
}

static bool read_published(settings *s, const char *value) {
    static const char form[] = "dddd-dd-dd";
    bool ok = strlen(value) == sizeof form - 1;
    for (size_t i = 0; ok && form[i] != '\0'; i++) ok = form[i] == 'd' ? value[i] >= '0' && value[i] <= '9' : value[i] == '-';
    int month = ok ? atoi(value + 5) : 0, day = ok ? atoi(value + 8) : 0;
    if (!ok || atoi(value) < 1 || month < 1 || month > 12 || day < 1 || day > 31) return complain(s, "--published takes a date, YYYY-MM-DD", value);
    s->published = value;
    return true;
}

static bool read_colour(settings *s, const char *value) {
    s->colour_said = strcmp(value, "auto") != 0;
    s->colour = strcmp(value, "always") == 0;
    if (!s->colour_said || s->colour || strcmp(value, "never") == 0) return true;
    return complain(s, "--colour takes always, never or auto", value);
}

static bool read_progress(settings *s, const char *value) {
    s->progress = value == NULL ? PROGRESS_BAR : PROGRESS_JSON;
    return value == NULL || strcmp(value, "json") == 0 || complain(s, "--progress takes nothing or json", value);
}

static bool take(settings *s, char letter, const char *value) {
    switch (letter) {
    case 'l': s->jsonl = true; return true;
    case 'k': return read_kinds(s, value);
    case 'd': return read_published(s, value);
    case 'j': return read_jobs(s, value);
    case 'p': return read_precision(s, value);
    case 'f': s->data = value; return true;
    case 'T': s->tables = value; return true;
    case 't': s->types = value; return true;
    case 'm': return read_min_confidence(s, value);
    case 'P': return read_progress(s, value);
    case 'o': s->output = value; return true;
    case 'q': s->quarantine = value; return true;
    case 'a': s->any_language = true; return true;
    case 'J': s->json = true; return true;
    case 'c': return read_colour(s, value);
    case 'B': s->db = value; return true;
    case '1': return read_port(s, value);
    case '2': s->sample = true; return true;
    case 'R': s->recode = true; return true;
    case 'F': s->format = value; return true;
    case 'b': s->from = value; return true;
    case 'e': s->to = value; return true;
    case 'y': s->type = value; return true;
    case 's': s->status = value; return true;
    case 'w': s->actor = value; return true;
    case 'r': s->recipient = value; return true;
    case 'g': s->country = value; return true;
    case 'D': s->dyad[0] = value; return true;
    case 'L': return read_count(s, "--limit takes a number from 1", value, &s->limit);
    case 'S': return read_count(s, "--seconds takes a number from 1", value, &s->seconds);
    case 'O': s->copies = true; return true;
    case 'u': s->update = true; return true;
    case 'i': s->only = value; return true;
    case 'C': s->completion = true; return true;
    default: return false;
    }
}

/* The parts of the table that this command takes, as getopt_long wants them. */
static void as_getopt(const command *c, struct option *longs, char *shorts) {
    int n = 0;
    *shorts++ = ':';
    for (int i = 0; i < OPTIONS; i++) {
        if (!takes(c, options[i].letter)) continue;
        const char *value = options[i].value;
        int has_value = value == NULL ? no_argument : value[0] == '[' ? optional_argument : required_argument;
        longs[n++] = (struct option){options[i].name, has_value, NULL, options[i].letter};
        if (strchr(short_letters, options[i].letter) == NULL) continue;
        *shorts++ = options[i].letter;
        if (has_value == required_argument) *shorts++ = ':';
    }
    longs[n] = (struct option){NULL, 0, NULL, 0};
    *shorts = '\0';
}

int options_read(const command *c, int count, char **arguments, settings *s) {
    struct option longs[OPTIONS + 1];
    char shorts[2 * OPTIONS + 2];
    as_getopt(c, longs, shorts);
    opterr = 0;
    optind = 1;
    for (int letter; (letter = getopt_long(count, arguments, shorts, longs, NULL)) != -1;) {
        const char *typed = arguments[optind - 1];
        if (letter == '?' || letter == ':') {
            fprintf(stderr, "%s %s: %s: %s; try '%s help %s'\n", s->program, c->name,
                    letter == '?' ? "no such option" : "a value is missing", typed, s->program, c->name);
            return -1;
        }
        if (letter == 'h') {
            help_command(c);
            exit(EXIT_FINE);
        }
        if (!take(s, (char)letter, optarg)) return -1;
        /* The one option with two values. */
        if (letter == 'D' && (optind >= count || arguments[optind][0] == '-')) {
            fprintf(stderr, "%s %s: --dyad takes two, as in --dyad AFG RUS\n", s->program, c->name);
            return -1;
        }
        if (letter == 'D') s->dyad[1] = arguments[optind++];
    }
    return optind;
}

const command *command_named(const char *name) {
    for (const command *c = commands; c->name != NULL; c++) {
        if (strcmp(c->name, name) == 0) return c;
    }
    return NULL;
}

void help_all(void) {
    printf("acta reads news reports and writes who did what to whom, when, where, and on whose word.\n\n");
    for (const command *c = commands; c->name != NULL; c++) {
        printf("  acta %-8s %-22s %s\n", c->name, c->arguments, c->summary);
    }
    printf("\n'acta help COMMAND' tells its options. Exit status: 0 all done, 1 nothing could be done, 2 usage, 3 some inputs failed.\n");
}

void help_command(const command *c) {
    printf("acta %s%s%s%s\n\n%s.\n\n", c->name, c->options[0] != '\0' ? " [OPTION]…" : "", c->arguments[0] != '\0' ? " " : "",
           c->arguments, c->summary);
    for (int i = 0; i < OPTIONS; i++) {
        if (!takes(c, options[i].letter)) continue;
        char left[40];
        bool shown = strchr(short_letters, options[i].letter) != NULL;
        const char *value = options[i].value != NULL ? options[i].value : "";
        snprintf(left, sizeof left, "%c%c%s--%s%s%s", shown ? '-' : ' ', shown ? options[i].letter : ' ', shown ? ", " : "  ",
                 options[i].name, value[0] != '\0' && value[0] != '[' ? " " : "", value);
        printf("  %-24s %s\n", left, options[i].help);
    }
}

void help_completion(void) {
    printf("_acta() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" words\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    words=\"");
    for (const command *c = commands; c->name != NULL; c++) printf("%s%s", c == commands ? "" : " ", c->name);
    printf("\"\n  else\n    case \"${COMP_WORDS[1]}\" in\n");
    for (const command *c = commands; c->name != NULL; c++) {
        printf("    %s) words=\"", c->name);
        for (int i = 0; i < OPTIONS; i++) {
            if (takes(c, options[i].letter)) printf("--%s ", options[i].name);
        }
        printf("\" ;;\n");
    }
    printf("    esac\n  fi\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _acta acta\n");
}
