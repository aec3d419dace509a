/* who.h - code and sectors for everyone in the report: whose they are (country or kind of body), what part they play. */
#ifndef ACTA_WHO_WHO_H
#define ACTA_WHO_WHO_H

#include "doc.h"

/* Gives every mention and entity its code, sectors, office and the table row or rule behind them (`why`). */
acta_status who_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
