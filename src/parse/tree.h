/* tree.h - the best dependency tree: Chu-Liu and Edmonds' maximum spanning arborescence with exactly one root. */
#ifndef ACTA_PARSE_TREE_H
#define ACTA_PARSE_TREE_H

#include "base/arena.h"

enum { TREE_ROWS_MAX = 512 };        /* words, and the root as row 0 */

/* Working memory for trees of up to `rows` rows, used again and again; or NULL. */
typedef struct tree_work tree_work;
tree_work *tree_work_new(arena *a, uint32_t rows);

/* score[d * stride + h]: of h as the head of d, both rows; row 0 is the root. heads[d - 1] is set for d = 1 .. rows - 1.
 * One word alone has head 0. Of trees with equal sums any. Scores that are no numbers give some tree. O(rows^2). */
void tree_best(tree_work *work, const float *score, size_t stride, uint32_t rows, uint32_t *heads);

#endif
