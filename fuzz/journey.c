/* journey.c - libFuzzer: any bytes at all through the whole journey and every writer.
 *
 * The first byte chooses how the report is given (with a title, a date, up to which stage); the rest is the report.
 * $ACTA_DATA names the data file. Seeds: fuzz/seeds.py writes them from the corpus.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acta.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static acta_coder *coder_once(void) {
    static acta_coder *coder;        /* a harness may keep what the library must not */
    if (coder != NULL) return coder;
    static acta_model *model;
    acta_err err = {.message = "ACTA_DATA is not set"};
    const char *path = getenv("ACTA_DATA");
    if (path == NULL || acta_model_open(path, ACTA_INT8, &model, &err) != ACTA_OK || acta_coder_new(model, NULL, &coder, &err) != ACTA_OK) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    return coder;
}

typedef struct check {
    size_t count;
    char last;
} check;

/* Output must be text without NUL bytes, whatever the input held. */
static bool look(void *ctx, const char *at, size_t count) {
    check *c = ctx;
    if (memchr(at, '\0', count) != NULL) abort();
    c->count += count;
    if (count > 0) c->last = at[count - 1];
    return true;
}

static void must_write(acta_status status, const check *c) {
    if (status != ACTA_OK || (c->count > 0 && c->last != '\n')) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) return 0;
    acta_coder *coder = coder_once();
    acta_report report = {.bytes = (const char *)data + 1, .byte_count = size - 1, .id = data[0] & 1 ? "a\"\xFF z" : NULL,
                          .title = data[0] & 2 ? "Minister visits Lima - ministry" : NULL, .published = data[0] & 4 ? "2004-02-29" : NULL};
    acta_stage last = data[0] & 8 ? (acta_stage)((data[0] >> 4) % (ACTA_STAGE_ALL + 1)) : ACTA_STAGE_ALL;
    acta_result *result = NULL;
    if (acta_code_until(coder, &report, last, &result, NULL) != ACTA_OK) abort();
    check records = {0}, reading = {0}, conllu = {0}, reasons = {0};
    must_write(acta_write_records(result, ACTA_ALL_KINDS, look, &records, NULL), &records);
    must_write(acta_write_parse(result, look, &reading, NULL), &reading);
    must_write(acta_write_conllu(result, look, &conllu, NULL), &conllu);
    must_write(acta_write_explain(result, NULL, false, look, &reasons, NULL), &reasons);
    acta_result_free(result);
    return 0;
}
