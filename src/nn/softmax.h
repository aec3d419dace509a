/* softmax.h - multinomial logistic regression: which of some labels a vector is likeliest to bear, learnt from examples.
 *
 * What is looked for are the weights W and offsets b that make the examples' labels likeliest, with large weights held back:
 *
 *   mean over examples of -log softmax(W x + b)[label]  +  penalty / (2 examples) * |W|^2
 *
 * That has one lowest point; it is gone down to by L-BFGS from nought. No chance is in it: the same examples in the same order give
 * the same weights.
 */
#ifndef ACTA_NN_SOFTMAX_H
#define ACTA_NN_SOFTMAX_H

#include "base/arena.h"
#include "base/status.h"

/* Some vectors with their labels, and which of them are to be learnt from. */
typedef struct softmax_task {
    const float *x;                  /* [all, width] */
    const uint32_t *label;           /* [all], each below `labels` */
    uint32_t width, labels;
    const uint32_t *use;             /* [count] numbers of the vectors learnt from */
    uint32_t count;
} softmax_task;

/* Numbers in the weights of a task: [width + 1, labels], the last row being the offsets. */
static inline size_t softmax_size(const softmax_task *t) {
    return ((size_t)t->width + 1) * t->labels;
}

/* weight: where to begin, and then what was found. Memory is taken from scratch and left there.  Fails with: NOMEM. */
acta_status softmax_fit(const softmax_task *t, double penalty, double *weight, arena *scratch, acta_err *err);

/* The probability of each label of vector number `row`. */
void softmax_weigh(const softmax_task *t, const double *weight, uint32_t row, double *probability);

#endif
