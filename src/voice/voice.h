/* voice.h - on whose word: attributions in the text, and the chain of speakers behind every event. */
#ifndef ACTA_VOICE_VOICE_H
#define ACTA_VOICE_VOICE_H

#include "doc.h"

/* Find every attribution the parse shows: source, cue, content, nesting → doc->attributions, in text order of the cue.
 * Fails with: NOMEM. */
acta_status voice_attributions(doc *d, acta_err *err);

/* Give each event its speakers, innermost first.  Fails with: NOMEM. */
acta_status voice_speakers(doc *d, acta_err *err);

/* The chain behind the words around one word: the speakers found in its sentence, put innermost first; where there are
 * none, those of the quotation that it stands in.  Fails with: NOMEM. */
acta_status voice_complete(doc *d, uint32_t word, mention_list *speakers, acta_err *err);

acta_status voice_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
