/* code.c - acta code and acta parse: reports in, records or the reading of the language out. */
#include <stdlib.h>

#include "commands.h"
#include "model.h"
#include "pool.h"

static acta_status write_records(const acta_result *result, const settings *s, acta_sink sink, void *ctx, acta_err *err) {
    return acta_write_records(result, s->kinds, sink, ctx, err);
}

static acta_status write_parse(const acta_result *result, const settings *s, acta_sink sink, void *ctx, acta_err *err) {
    return s->json ? acta_write_parse(result, sink, ctx, err) : acta_write_conllu(result, sink, ctx, err);
}

static int run_pool(const settings *s, int count, char **arguments, acta_stage last, pool_write write) {
    char *standard_input[] = {"-"};
    if (count == 0) {
        arguments = standard_input;
        count = 1;
    }
    acta_model *model = model_open(s);
    if (model == NULL) return EXIT_NOTHING;
    input_reader reader;
    input_begin(&reader, s, arguments, count);
    pool_tally tally = {0};
    pool_plan plan = {.s = s, .model = model, .last = last, .write = write};
    int status = pool_run(&plan, &reader, &tally);
    input_end(&reader);
    acta_model_close(model);
    return status;
}

int run_code(const settings *s, int count, char **arguments) {
    return run_pool(s, count, arguments, ACTA_STAGE_ALL, write_records);
}

int run_parse(const settings *s, int count, char **arguments) {
    return run_pool(s, count, arguments, s->json ? ACTA_STAGE_ALL : ACTA_STAGE_PARSE, write_parse);
}
