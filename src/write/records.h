/* records.h - one function a kind of record; each writes one JSON object, without the newline. */
#ifndef ACTA_WRITE_RECORDS_H
#define ACTA_WRITE_RECORDS_H

#include "write/fields.h"

void write_document(writer *w);
void write_agreement(writer *w, uint32_t index);
void write_obligation(writer *w, uint32_t index);
void write_claim(writer *w, uint32_t index);

/* These two gather distinct texts, for which they take memory from scratch. Fails with: NOMEM. */
acta_status write_event(writer *w, uint32_t index, arena *scratch, acta_err *err);
acta_status write_entity(writer *w, uint32_t index, arena *scratch, acta_err *err);

#endif
