/* acta.c - the journey: one report from bytes to records, a line a stage. */
#include "acta.h"

#include <string.h>

#include "coder.h"
#include "entity/entity.h"
#include "event/event.h"
#include "ledger/ledger.h"
#include "merge/merge.h"
#include "parse/parse.h"
#include "report/report.h"
#include "text/text.h"
#include "voice/voice.h"
#include "when/when.h"
#include "where/where.h"
#include "who/who.h"

typedef acta_status (*stage_function)(const acta_coder *coder, doc *d, acta_err *err);

/* Each stage reads what those before it left in the doc and adds its own. */
static const struct {
    acta_stage stage;
    stage_function run;
} stages[] = {
    {ACTA_STAGE_TEXT, text_stage},       {ACTA_STAGE_PARSE, parse_stage}, {ACTA_STAGE_ENTITY, entity_stage},
    {ACTA_STAGE_EVENT, event_stage},     {ACTA_STAGE_VOICE, voice_stage}, {ACTA_STAGE_WHEN, when_stage},
    {ACTA_STAGE_WHERE, where_stage},     {ACTA_STAGE_WHO, who_stage},     {ACTA_STAGE_WHO, entity_asides_stage},
    {ACTA_STAGE_LEDGER, ledger_stage}, {ACTA_STAGE_MERGE, merge_stage},
};

static acta_status journey(const acta_coder *coder, const acta_report *report, acta_stage last, doc *d, acta_err *err) {
    TRY(report_stage(coder, report, d, err));
    for (size_t i = 0; i < sizeof stages / sizeof *stages && stages[i].stage <= last; i++) {
        TRY(stages[i].run(coder, d, err));
    }
    return ACTA_OK;
}

const char *acta_version(void) {
    return "0.1.0";
}

acta_status acta_coder_new(const acta_model *model, const acta_alloc *alloc, acta_coder **coder, acta_err *err) {
    if (model == NULL || coder == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_coder_new needs a model and a place for the coder");
    acta_alloc memory = alloc != NULL ? *alloc : acta__malloc();
    acta_coder *made = memory.resize(memory.ctx, NULL, 0, sizeof *made);
    if (made == NULL) return acta__fail(err, ACTA_NOMEM, -1, "no memory for a coder");
    *made = (acta_coder){.model = model, .alloc = memory, .min_confidence = -1};
    arena_begin(&made->scratch, memory, 0);
    acta_status status = nn_run_new(model->nn, memory, &made->nn, err);
    if (status != ACTA_OK) {
        memory.resize(memory.ctx, made, sizeof *made, 0);
        return status;
    }
    *coder = made;
    return ACTA_OK;
}

void acta_coder_min_confidence(acta_coder *coder, double least) {
    if (coder != NULL) coder->min_confidence = (float)least;
}

void acta_coder_free(acta_coder *coder) {
    if (coder == NULL) return;
    nn_run_free(coder->nn);
    arena_end(&coder->scratch);
    coder->alloc.resize(coder->alloc.ctx, coder, sizeof *coder, 0);
}

acta_status acta_code_until(acta_coder *coder, const acta_report *report, acta_stage last, acta_result **result,
                            acta_err *err) {
    if (coder == NULL || report == NULL || result == NULL) {
        return acta__fail(err, ACTA_MISUSE, -1, "acta_code needs a coder, a report and a place for the result");
    }
    acta_result *made = coder->alloc.resize(coder->alloc.ctx, NULL, 0, sizeof *made);
    if (made == NULL) return acta__fail(err, ACTA_NOMEM, -1, "no memory for a result");
    *made = (acta_result){.alloc = coder->alloc, .last = last};
    arena_begin(&made->arena, coder->alloc, report->byte_count < SIZE_MAX / 64 ? report->byte_count * 32 : 0);
    made->doc.arena = &made->arena;
    made->doc.model = arena_text(&made->arena, coder->model->name, strlen(coder->model->name));
    acta_status status = made->doc.model == NULL ? acta__fail(err, ACTA_NOMEM, -1, "out of memory") : journey(coder, report, last, &made->doc, err);
    arena_end(&coder->scratch);
    if (status != ACTA_OK) {
        acta_result_free(made);
        return status;
    }
    *result = made;
    return ACTA_OK;
}

acta_status acta_code(acta_coder *coder, const acta_report *report, acta_result **result, acta_err *err) {
    return acta_code_until(coder, report, ACTA_STAGE_ALL, result, err);
}

void acta_result_free(acta_result *result) {
    if (result == NULL) return;
    arena_end(&result->arena);
    result->alloc.resize(result->alloc.ctx, result, sizeof *result, 0);
}
