/* voice.h - on whose word: attributions in the text, and the chain of speakers behind every event. */
#ifndef ACTA_VOICE_VOICE_H
#define ACTA_VOICE_VOICE_H

#include "base/datafile.h"
#include "base/table.h"
#include "doc.h"

enum { VOICE_REACH = 12 };           /* sentences between a cue and the words it gives: a quotation runs on no further */

/* The table of cues: data/tables/cues.tsv as the data file holds it.  Fails with: DATA_FORMAT. */
acta_status voice_cues_open(const datafile *file, table *cues, acta_err *err);

/* Find every attribution the parse and the quotation marks show: source, cue, content, nesting → doc->attributions, in text
 * order of the cue.  Fails with: NOMEM. */
acta_status voice_attributions(doc *d, const table *cues, acta_err *err);

/* Give each event its speakers, innermost first.  Fails with: NOMEM. */
acta_status voice_speakers(doc *d, const table *cues, acta_err *err);

/* The chain behind the words around one word, innermost first: the sources of the attributions that hold it, and the
 * speakers found in its sentence.  Fails with: NOMEM. */
acta_status voice_complete(doc *d, uint32_t word, mention_list *speakers, acta_err *err);

acta_status voice_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
