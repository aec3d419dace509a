/* parse.h - what the model perceives of each sentence: tags, tree, names, phrases, and words that may tell of events.
 *
 * Sentences are read in batches, but what one gives does not depend on the others. A sentence of more than NN_WORDS_MAX
 * words is read in stretches, each with a tree of its own; the roots of later stretches hang on the first one's root as
 * parataxis.
 */
#ifndef ACTA_PARSE_PARSE_H
#define ACTA_PARSE_PARSE_H

#include "doc.h"

typedef struct acta_coder acta_coder;

#define TRIGGER_LEAST 0.05f          /* a word whose likeliest type is below this is not kept as a trigger */
#define PACT_LEAST 0.05f             /* nor as a cue of the ledger where all its heads are below this */

/* Fills upos, xpos, lemma, head, rel of doc->words, and doc->names, phrases,
 * triggers, pact_cues.  Fails with: NOMEM, INTERNAL. */
acta_status parse_stage(const acta_coder *coder, doc *d, acta_err *err);

#endif
