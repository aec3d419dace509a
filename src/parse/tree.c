/* tree.c - Tarjan's form of Chu-Liu and Edmonds' algorithm for dense graphs.
 *
 * A path is grown backwards: each node takes its best incoming arc and its head comes next. Where the path reaches a
 * finished node, all of it is finished; where it bites its own tail, the cycle becomes one node, whose incoming arcs are
 * those of its members less what the member's arc of the cycle was worth. At the end the cycles are opened from the
 * last to the first: the arc that enters a cycle replaces one of its own.
 *
 * One root: arcs from the root cost more than any tree can gain, so the best tree uses just one.
 */
#include "parse/tree.h"

#include <math.h>

/* Nodes 0 .. rows - 1 are words (0 the root), later ones are cycles made into one; a cycle's number is above those of
 * its members. */
enum { NODES_MAX = 2 * TREE_ROWS_MAX, NOT_IN_CYCLE = NODES_MAX };

typedef struct arc {
    uint16_t dependent, head;        /* words */
    double score;                    /* as an arc into its node: less what it replaces inside */
} arc;

struct tree_work {
    uint32_t capacity;               /* rows of the following arrays */
    uint32_t rows, nodes;
    double *score;                   /* [line][head] of the best arc from that word into the node on that line */
    uint16_t *enters;                /* [line][head] the word which that arc enters */
    arc best[NODES_MAX];             /* of each node: its chosen incoming arc */
    uint16_t cycle[NODES_MAX];       /* of each node: the cycle it went into, or NOT_IN_CYCLE */
    uint16_t line[NODES_MAX];        /* of each node: its line of score and enters */
    uint16_t node_of[TREE_ROWS_MAX]; /* of each word: the outermost node that holds it */
    uint16_t path[TREE_ROWS_MAX];
    bool finished[NODES_MAX], on_path[NODES_MAX];
};

tree_work *tree_work_new(arena *a, uint32_t rows) {
    if (rows > TREE_ROWS_MAX) return NULL;
    tree_work *w = ARENA_NEW(a, tree_work, 1);
    if (w == NULL) return NULL;
    w->capacity = rows;
    w->score = ARENA_NEW(a, double, (size_t)rows * rows);
    w->enters = ARENA_NEW(a, uint16_t, (size_t)rows * rows);
    return w->score != NULL && w->enters != NULL ? w : NULL;
}

/* Least and largest of the scores that are numbers. */
static void find_range(const float *score, size_t stride, uint32_t rows, double *least, double *most) {
    *least = INFINITY;
    *most = -INFINITY;
    for (uint32_t d = 1; d < rows; d++) {
        for (uint32_t h = 0; h < rows; h++) {
            double given = score[d * stride + h];
            if (!isfinite(given)) continue;
            *least = fmin(*least, given);
            *most = fmax(*most, given);
        }
    }
    if (*least > *most) *least = *most = 0;
}

static void begin(tree_work *w, const float *score, size_t stride, uint32_t rows) {
    double least, most;
    find_range(score, stride, rows, &least, &most);
    double root_cost = 1 + rows * (most - least);
    w->rows = w->nodes = rows;
    for (uint32_t d = 0; d < rows; d++) {
        w->cycle[d] = NOT_IN_CYCLE;
        w->line[d] = w->node_of[d] = (uint16_t)d;
        w->finished[d] = d == 0;
        w->on_path[d] = false;
        for (uint32_t h = 0; h < rows; h++) {
            float given = score[d * stride + h];
            w->score[d * rows + h] = (isfinite(given) ? given : least) - (h == 0 ? root_cost : 0);
            w->enters[d * rows + h] = (uint16_t)d;
        }
    }
}

/* The best arc into a node from outside; there always is one, from the root at least. */
static arc best_arc(const tree_work *w, uint32_t node) {
    const double *score = w->score + (size_t)w->line[node] * w->rows;
    uint32_t best = 0;
    for (uint32_t h = 1; h < w->rows; h++) {
        if (score[h] > score[best] && w->node_of[h] != node) best = h;
    }
    return (arc){w->enters[(size_t)w->line[node] * w->rows + best], (uint16_t)best, score[best]};
}

/* Take the arcs into `member` over into the line of the cycle, `first`'s line. */
static void join_line(tree_work *w, uint32_t first, uint32_t member) {
    double *to = w->score + (size_t)w->line[first] * w->rows;
    const double *from = w->score + (size_t)w->line[member] * w->rows;
    uint16_t *to_enters = w->enters + (size_t)w->line[first] * w->rows;
    const uint16_t *from_enters = w->enters + (size_t)w->line[member] * w->rows;
    double spent = w->best[member].score;
    for (uint32_t h = 0; h < w->rows; h++) {
        double score = from[h] - spent;
        if (member != first && score <= to[h]) continue;
        to[h] = score;
        to_enters[h] = from_enters[h];
    }
}

/* The end of the path, from `from` on, bites its tail: make it one node. Returns the node. */
static uint32_t contract(tree_work *w, uint32_t from, uint32_t end) {
    uint32_t made = w->nodes++, first = w->path[from];
    for (uint32_t i = from; i < end; i++) {
        join_line(w, first, w->path[i]);
        w->cycle[w->path[i]] = (uint16_t)made;
        w->on_path[w->path[i]] = false;
    }
    w->line[made] = w->line[first];
    w->cycle[made] = NOT_IN_CYCLE;
    w->finished[made] = w->on_path[made] = false;
    for (uint32_t v = 0; v < w->rows; v++) {
        if (w->cycle[w->node_of[v]] == made) w->node_of[v] = (uint16_t)made;
    }
    return made;
}

static void grow_path(tree_work *w, uint32_t word) {
    uint32_t length = 0, node = w->node_of[word];
    while (!w->finished[node]) {
        if (w->on_path[node]) {
            uint32_t from = length;
            while (w->path[from - 1] != node) from--;
            node = contract(w, from - 1, length);
            length = from - 1;
        }
        w->path[length++] = (uint16_t)node;
        w->on_path[node] = true;
        w->best[node] = best_arc(w, node);
        node = w->node_of[w->best[node].head];
    }
    for (uint32_t i = 0; i < length; i++) {
        w->finished[w->path[i]] = true;
        w->on_path[w->path[i]] = false;
    }
}

/* From the outermost cycles inwards: a node's arc is kept unless the arc of a cycle around it enters through it. */
static void open_cycles(tree_work *w, uint32_t *heads) {
    bool *replaced = w->on_path;     /* all false by now */
    for (uint32_t node = w->nodes; node-- > 1;) {
        if (replaced[node]) continue;
        arc a = w->best[node];
        heads[a.dependent - 1] = a.head;
        for (uint32_t v = a.dependent; v != node; v = w->cycle[v]) replaced[v] = true;
    }
}

void tree_best(tree_work *work, const float *score, size_t stride, uint32_t rows, uint32_t *heads) {
    begin(work, score, stride, rows);
    for (uint32_t d = 1; d < rows; d++) grow_path(work, d);
    open_cycles(work, heads);
}
