/* heads.h - what the model says of the rows that nn_read left. Scores belong to the run and stay until the next call of
 * a head; a row of them has `stride` numbers, of which those past the labels mean nothing. */
#ifndef ACTA_NN_HEADS_H
#define ACTA_NN_HEADS_H

#include "nn/labels.h"
#include "nn/nn.h"

typedef enum nn_head {
    NN_UPOS, NN_XPOS, NN_NER, NN_MENTION, NN_TRIGGER, NN_MODE, NN_STATUS, NN_CONTEXT, NN_AGREEMENT, NN_OBLIGATION,
    NN_CLAIM, NN_SECTOR, NN_CLASSIFIERS
} nn_head;

typedef struct nn_scores {
    const float *at;                 /* [rows, stride] */
    uint32_t count;                  /* labels, or heads */
    uint32_t stride;
} nn_scores;

const nn_labels *nn_model_labels(const nn_model *model);

/* Scores of each label, before any sigmoid or softmax. A model may lack the ledger's three heads and that of the
 * sectors; their count is then 0. */
nn_scores nn_classify(nn_run *run, nn_head head, uint32_t row, uint32_t rows);

/* Scores of every head for every dependent among `rows` rows beginning at the sentence's first. */
nn_scores nn_arcs(nn_run *run, uint32_t row, uint32_t rows);

/* Scores of the relations of rows row + 1 .. row + words to their heads; heads[i] counts from `row`, 0 the root. */
nn_scores nn_relations(nn_run *run, uint32_t row, const uint32_t *heads, uint32_t words);

/* Scores of the roles of rows row + 1 .. row + words beside the trigger (counted from `row`). */
nn_scores nn_roles(nn_run *run, uint32_t row, uint32_t trigger, uint32_t words);

/* The row's vector of sameness, of length one (or zero), cut or filled up with zeros to `width`. */
void nn_same(const nn_run *run, uint32_t row, float *vector, uint32_t width);

float nn_sigmoid(float x);

#endif
