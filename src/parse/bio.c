/* bio.c - Viterbi: best[t][b] = score[t][b] + max over a allowed before b of best[t-1][a]. */
#include "parse/bio.h"

#include <math.h>
#include <string.h>

static bool may_follow(const bio_labels *l, uint32_t before, uint32_t label) {
    return l->side[label] != BIO_IN || (l->side[before] != BIO_OUT && l->type[before] == l->type[label]);
}

static uint32_t largest(const float *x, uint32_t count) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < count; i++) {
        if (x[i] > x[best]) best = i;
    }
    return best;
}

/* The best label before `label`: one that may not stand there is never the answer, as BIO_BEGIN and BIO_OUT may follow
 * anything and each IN has a BEGIN; where there is none the score is -inf. */
static uint32_t best_before(const bio_labels *l, const float *score, uint32_t label, float *worth) {
    uint32_t best = 0;
    *worth = -INFINITY;
    for (uint32_t a = 0; a < l->count; a++) {
        if (!may_follow(l, a, label) || !(score[a] > *worth)) continue;
        best = a;
        *worth = score[a];
    }
    return best;
}

void bio_best(const bio_labels *labels, const float *score, size_t stride, uint32_t words, uint8_t *best) {
    uint8_t from[BIO_WORDS_MAX][BIO_LABELS_MAX];
    float sums[2][BIO_LABELS_MAX];
    if (words == 0) return;
    for (uint32_t b = 0; b < labels->count; b++) sums[0][b] = labels->side[b] == BIO_IN ? -INFINITY : score[b];
    for (uint32_t t = 1; t < words; t++) {
        const float *before = sums[(t - 1) % 2];
        float *now = sums[t % 2];
        for (uint32_t b = 0; b < labels->count; b++) {
            float worth;
            from[t][b] = (uint8_t)best_before(labels, before, b, &worth);
            now[b] = worth + score[t * stride + b];
        }
    }
    best[words - 1] = (uint8_t)largest(sums[(words - 1) % 2], labels->count);
    for (uint32_t t = words - 1; t > 0; t--) best[t - 1] = from[t][best[t]];
}
