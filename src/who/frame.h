/* frame.h - whose those are who do not tell it: the country that the words around them speak of. */
#ifndef ACTA_WHO_FRAME_H
#define ACTA_WHO_FRAME_H

#include "doc.h"
#include "who/phrase.h"

/* The countries of a report, and where it names them. */
typedef struct who_frame who_frame;

/* Read them once a report; c->home is the country that it is about. `own`: [mentions] what each tells by itself; both must outlive the frame.
 * Fails with: NOMEM. */
acta_status who_frame_read(const doc *d, const lookup_context *c, const reading *own, arena *scratch, who_frame **frame, acta_err *err);

/* The country that the words around the mention make likeliest for it; "" where the report names none. */
void who_frame_country(const who_frame *f, uint32_t mention, char code[4]);

#endif
