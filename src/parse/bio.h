/* bio.h - the likeliest phrases under a BIO tagging: begin, in, out. */
#ifndef ACTA_PARSE_BIO_H
#define ACTA_PARSE_BIO_H

#include "base/arena.h"
#include "nn/labels.h"

enum { BIO_LABELS_MAX = 16, BIO_WORDS_MAX = 512 };

/* What each label of a head says; a label's type is compared only between BIO_IN and what stands before it. */
typedef struct bio_labels {
    uint32_t count;                  /* <= BIO_LABELS_MAX */
    uint8_t side[BIO_LABELS_MAX];    /* bio */
    uint8_t type[BIO_LABELS_MAX];
} bio_labels;

/* The best sequence in which an IN follows only a BEGIN or IN of its type. score[word * stride + label]; words
 * <= BIO_WORDS_MAX; best[word] is the label. Ties go to the lower label. */
void bio_best(const bio_labels *labels, const float *score, size_t stride, uint32_t words, uint8_t *best);

#endif
