/* explain.c - acta explain: why the records of one report say what they say. */
#include <stdlib.h>
#include <unistd.h>

#include "commands.h"
#include "model.h"
#include "pool.h"

static acta_status explain(const acta_model *model, const settings *s, const input *in, const char *id, bool colour, bytes *out, acta_err *err) {
    acta_coder *coder = NULL;
    acta_result *result = NULL;
    acta_report report = input_report(in);
    acta_status status = acta_coder_new(model, NULL, &coder, err);
    acta_coder_min_confidence(coder, s->min_confidence);
    if (status == ACTA_OK) status = acta_code(coder, &report, &result, err);
    if (status == ACTA_OK) status = acta_write_explain(result, id, colour, bytes_sink, out, err);
    acta_result_free(result);
    acta_coder_free(coder);
    return status;
}

static int explain_input(const settings *s, const input *in, const char *id) {
    acta_model *model = model_open(s);
    if (model == NULL) return EXIT_NOTHING;
    bytes out = {0};
    acta_err err = {.message = ""};
    bool colour = s->colour_said ? s->colour : isatty(STDOUT_FILENO) == 1;
    acta_status status = explain(model, s, in, id, colour, &out, &err);
    acta_model_close(model);
    bool sent = status == ACTA_OK && output_print(s, out.at, out.count);
    bytes_clear(&out);
    if (status != ACTA_OK) fprintf(stderr, "%s: %s\n", in->place, err.message);
    return sent ? EXIT_FINE : EXIT_NOTHING;
}

int run_explain(const settings *s, int count, char **arguments) {
    if (count < 1 || count > 2) {
        fprintf(stderr, "%s: explain takes a report and perhaps the id of a record\n", s->program);
        return EXIT_USAGE;
    }
    char *paths[] = {arguments[0]};
    input_reader reader;
    input in;
    input_begin(&reader, s, paths, 1);
    int status = EXIT_NOTHING;
    input_state state = input_next(&reader, &in);
    input_prepare(&in, s);
    if (state == INPUT_NOMEM) fprintf(stderr, "%s: out of memory\n", s->program);
    else if (state == INPUT_END) fprintf(stderr, "%s: %s: no report is in it\n", s->program, arguments[0]);
    else if (in.problem[0] != '\0') fprintf(stderr, "%s: %s\n", in.place, in.problem);
    else status = explain_input(s, &in, count > 1 ? arguments[1] : NULL);
    input_clear(&in);
    input_end(&reader);
    return status;
}
