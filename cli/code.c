/* code.c - acta code and acta parse: reports in, records or the reading of the language out. */
#include <stdlib.h>
#include <sys/stat.h>

#include "commands.h"
#include "model.h"
#include "pool.h"

static acta_status write_records(const acta_result *result, const settings *s, acta_sink sink, void *ctx, acta_err *err) {
    return acta_write_records(result, s->kinds, sink, ctx, err);
}

static acta_status write_parse(const acta_result *result, const settings *s, acta_sink sink, void *ctx, acta_err *err) {
    return s->json ? acta_write_parse(result, sink, ctx, err) : acta_write_conllu(result, sink, ctx, err);
}

/* Would the output take the place of an input before that is read? */
static bool overwrites_input(const settings *s, int count, char **arguments) {
    struct stat out, in;
    if (s->output == NULL || stat(s->output, &out) != 0 || !S_ISREG(out.st_mode)) return false;
    for (int i = 0; i < count; i++) {
        if (stat(arguments[i], &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) return true;
    }
    return false;
}

/* Everything is open: code, and close what must be whole. */
static int run_open(pool_plan *plan, int count, char **arguments) {
    input_reader reader;
    pool_tally tally = {0};
    input_begin(&reader, plan->s, arguments, count);
    int status = pool_run(plan, &reader, &tally);
    input_end(&reader);
    if (status == EXIT_NOTHING) output_drop(plan->out);
    else if (!output_close(plan->out)) status = EXIT_NOTHING;
    return status;
}

static int run_pool(const settings *s, int count, char **arguments, acta_stage last, pool_write write) {
    char *standard_input[] = {"-"};
    if (count == 0) {
        arguments = standard_input;
        count = 1;
    }
    if (overwrites_input(s, count, arguments)) {
        fprintf(stderr, "%s: %s: is the input as well; name another output\n", s->program, s->output);
        return EXIT_USAGE;
    }
    acta_model *model = model_open(s);
    if (model == NULL) return EXIT_NOTHING;
    pool_plan plan = {.s = s, .model = model, .last = last, .write = write, .out = output_open(s)};
    int status = plan.out != NULL ? run_open(&plan, count, arguments) : EXIT_NOTHING;
    acta_model_close(model);
    return status;
}

int run_code(const settings *s, int count, char **arguments) {
    return run_pool(s, count, arguments, ACTA_STAGE_ALL, write_records);
}

int run_parse(const settings *s, int count, char **arguments) {
    return run_pool(s, count, arguments, s->json ? ACTA_STAGE_ALL : ACTA_STAGE_PARSE, write_parse);
}
