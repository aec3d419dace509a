/* nn.h - acta's language model: words in, a vector a word out, and what the heads read from it (heads.h).
 *
 *   nn_model   weights and vocabulary made ready to run; read-only, shared by any number of threads
 *   nn_run     one thread's activations
 *
 * A row is a word's vector; row `first_row` of a sentence stands for the sentence and is the root of its tree, its words
 * follow. What a sentence gives does not depend on the sentences read with it, to the last bit.
 */
#ifndef ACTA_NN_NN_H
#define ACTA_NN_NN_H

#include "base/datafile.h"
#include "base/pact.h"
#include "base/plover.h"
#include "base/status.h"

typedef struct nn_model nn_model;
typedef struct nn_run nn_run;

enum {
    NN_ROWS_MAX = 512,               /* rows of one nn_read: words, and one more a sentence */
    NN_WORDS_MAX = NN_ROWS_MAX - 1,  /* of the longest sentence */
    NN_ROLES_MAX = 8
};

/* The probability that two triggers tell the same event is sigmoid(scale * cosine + bias). */
typedef struct same_scale {
    float scale, bias;
} same_scale;

/* The file must outlive the model. ACTA_BF16 becomes f32 where the CPU has no bf16.
 * Fails with: NOMEM, DATA_FORMAT (a section missing, of another shape, or with a label this program does not know). */
acta_status nn_model_open(const datafile *file, acta_precision precision, nn_model **model, acta_err *err);
void nn_model_close(nn_model *model);  /* NULL is accepted */

const char *nn_model_info(const nn_model *model);
uint32_t nn_model_width(const nn_model *model);                /* numbers in a row */
acta_precision nn_model_precision(const nn_model *model);      /* after the fallback */
const char *nn_model_isa(const nn_model *model);               /* kernels in use, for benchmarks */
const float *nn_role_thresholds(const nn_model *model);        /* [NN_ROLES_MAX], in the order of nn_role */
same_scale nn_same_scale(const nn_model *model);

/* Probabilities from which the ledger's heads are believed: that a word anchors an agreement, any undertaking, any verdict. */
typedef struct pact_thresholds {
    float agreement, obligation, claim;
} pact_thresholds;
const pact_thresholds *nn_pact_thresholds(const nn_model *model);

/* Fails with: NOMEM, INTERNAL. */
acta_status nn_run_new(const nn_model *model, acta_alloc alloc, nn_run **run, acta_err *err);
void nn_run_free(nn_run *run);       /* NULL is accepted */
const nn_model *nn_run_model(const nn_run *run);

typedef struct nn_word {
    const char *text;                /* as written, UTF-8; not NUL-terminated */
    uint32_t bytes;
} nn_word;

typedef struct nn_sentence {
    const nn_word *words;            /* [word_count], 1..NN_WORDS_MAX */
    uint32_t word_count;
    uint32_t first_row;              /* set by nn_read */
} nn_sentence;

/* Read some sentences, NN_ROWS_MAX rows in all. A sentence of over 510 pieces is encoded in windows of whole words. The
 * rows stay until the next nn_read of this run.  Fails with: NOMEM, INTERNAL, MISUSE (too many rows). */
acta_status nn_read(nn_run *run, nn_sentence *sentences, uint32_t count, acta_err *err);

/* A row of the encoder's output, [width] numbers. */
const float *nn_row(const nn_run *run, uint32_t row, uint32_t *width);

#endif
