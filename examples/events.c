/* events.c - the library in forty lines: code one report, print its events as JSON lines.
 *
 *   events DATA_FILE REPORT
 */
#include <acta.h>
#include <stdio.h>
#include <stdlib.h>

static bool print(void *ctx, const char *bytes, size_t count) {
    return fwrite(bytes, 1, count, ctx) == count;
}

static acta_report read_report(const char *path) {
    static char bytes[ACTA_REPORT_BYTES_MAX];
    acta_report report = {.bytes = bytes, .id = path};
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        report.byte_count = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
    }
    return report;
}

int main(int count, char **arguments) {
    acta_model *model = NULL;        /* weights and tables: one a program, shared by all threads */
    acta_coder *coder = NULL;        /* one a thread, used again for every report */
    acta_result *result = NULL;      /* one a report */
    acta_err err;
    if (count != 3) return 2;
    acta_report report = read_report(arguments[2]);
    acta_status status = acta_model_open(arguments[1], ACTA_INT8, &model, &err);
    if (status == ACTA_OK) status = acta_coder_new(model, NULL, &coder, &err);
    if (status == ACTA_OK) status = acta_code(coder, &report, &result, &err);
    if (status == ACTA_OK) status = acta_write_records(result, ACTA_EVENT, print, stdout, &err);
    if (status != ACTA_OK) fprintf(stderr, "%s\n", err.message);
    acta_result_free(result);
    acta_coder_free(coder);
    acta_model_close(model);
    return status == ACTA_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
