/* who.h - code and sectors for everyone in the report: whose they are (country or kind of body), what part they play. */
#ifndef ACTA_WHO_WHO_H
#define ACTA_WHO_WHO_H

#include "doc.h"
#include "who/lookup.h"

/* Gives every mention and entity its code, sectors, office and the table row or rule behind them (`why`). */
acta_status who_stage(const acta_coder *coder, doc *d, acta_err *err);

/* The same without a coder. `places` may be NULL: only the doc's toponyms are known then. */
acta_status who_resolve(doc *d, const who_tables *tables, const gazetteer *places, arena *scratch, acta_err *err);

/* The country the report is about: its dateline's, unless others are named far more often. "" if it names none. */
void who_topic(const doc *d, const lookup_context *c, char code[4]);

/* The country of the dateline's place, "" if there is none. */
void who_dateline_country(const doc *d, const lookup_context *c, char code[4]);

#endif
