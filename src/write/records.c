/* records.c - all records of a report as newline-delimited JSON. */
#include "write/records.h"

#include "base/status.h"
#include "coder.h"

/* One kind of record: how many there are, and how to write one. */
static acta_status write_one(writer *w, acta_kind kind, uint32_t index, arena *scratch, acta_err *err) {
    switch (kind) {
    case ACTA_DOCUMENT: write_document(w); break;
    case ACTA_EVENT: TRY(write_event(w, index, scratch, err)); break;
    case ACTA_AGREEMENT: write_agreement(w, index); break;
    case ACTA_OBLIGATION: write_obligation(w, index); break;
    case ACTA_CLAIM: write_claim(w, index); break;
    case ACTA_ENTITY: TRY(write_entity(w, index, scratch, err)); break;
    case ACTA_ALL_KINDS: break;
    }
    json_line_end(&w->json);
    return ACTA_OK;
}

static acta_status write_all(writer *w, unsigned kinds, arena *scratch, acta_err *err) {
    const doc *d = w->doc;
    const struct {
        acta_kind kind;
        uint32_t count;
    } order[] = {{ACTA_DOCUMENT, 1},
                 {ACTA_EVENT, d->event_count},
                 {ACTA_AGREEMENT, d->agreement_count},
                 {ACTA_OBLIGATION, d->obligation_count},
                 {ACTA_CLAIM, d->claim_count},
                 {ACTA_ENTITY, d->entity_count}};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        if ((kinds & order[k].kind) == 0) continue;
        for (uint32_t i = 0; i < order[k].count; i++) TRY(write_one(w, order[k].kind, i, scratch, err));
    }
    return ACTA_OK;
}

acta_status acta_write_records(const acta_result *result, unsigned kinds, acta_sink sink, void *ctx, acta_err *err) {
    if (result == NULL || sink == NULL) return acta__fail(err, ACTA_MISUSE, -1, "acta_write_records needs a result and a sink");
    arena scratch;
    arena_begin(&scratch, result->alloc, 0);
    writer w;
    writer_begin(&w, &result->doc, sink, ctx);
    acta_status status = write_all(&w, kinds, &scratch, err);
    acta_status sent = json_end(&w.json, status == ACTA_OK ? err : NULL);
    arena_end(&scratch);
    return status != ACTA_OK ? status : sent;
}
