/* softmax.c - the loss, its slope, and the way down. */
#include "nn/softmax.h"

#include <math.h>
#include <string.h>

enum { STEPS_MAX = 200, HALVINGS_MAX = 30, MEMORY = 8 };

static const double FLAT = 1e-4;             /* largest slope at which the bottom is held to be reached */
static const double ENOUGH = 1e-4;           /* share of the promised descent that a step must bring */

void softmax_weigh(const softmax_task *t, const double *weight, uint32_t row, double *probability) {
    const float *x = t->x + (size_t)row * t->width;
    const double *offset = weight + (size_t)t->width * t->labels;
    memcpy(probability, offset, t->labels * sizeof *probability);
    for (uint32_t d = 0; d < t->width; d++) {
        for (uint32_t c = 0; c < t->labels; c++) probability[c] += x[d] * weight[(size_t)d * t->labels + c];
    }
    double top = probability[0], sum = 0;
    for (uint32_t c = 1; c < t->labels; c++) top = fmax(top, probability[c]);
    for (uint32_t c = 0; c < t->labels; c++) sum += probability[c] = exp(probability[c] - top);
    for (uint32_t c = 0; c < t->labels; c++) probability[c] /= sum;
}

/* The way down so far. Every list holds softmax_size numbers. */
typedef struct descent {
    const softmax_task *task;
    double penalty;
    size_t size;
    double *weight, *slope;
    double *next, *next_slope;
    double *way;
    double *moved[MEMORY], *turned[MEMORY], along[MEMORY];       /* the last steps, and how the slope changed with each */
    uint32_t steps;                  /* remembered in all; step n lies at n % MEMORY */
    double *probability;             /* [labels] */
} descent;

static double dot(const double *a, const double *b, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
    return sum;
}

/* What one example adds to the slope; returns what it adds to the loss. */
static double add_example(descent *s, const double *weight, uint32_t row, double *slope) {
    const softmax_task *t = s->task;
    const float *x = t->x + (size_t)row * t->width;
    double *p = s->probability, *offset = slope + (size_t)t->width * t->labels;
    softmax_weigh(t, weight, row, p);
    double loss = -log(fmax(p[t->label[row]], 1e-300));
    p[t->label[row]] -= 1;
    for (uint32_t d = 0; d < t->width; d++) {
        for (uint32_t c = 0; c < t->labels; c++) slope[(size_t)d * t->labels + c] += x[d] * p[c];
    }
    for (uint32_t c = 0; c < t->labels; c++) offset[c] += p[c];
    return loss;
}

/* The loss at `weight` and its slope there. Offsets are not held back. */
static double look(descent *s, const double *weight, double *slope) {
    const softmax_task *t = s->task;
    size_t held = (size_t)t->width * t->labels;
    double loss = 0;
    memset(slope, 0, s->size * sizeof *slope);
    for (uint32_t i = 0; i < t->count; i++) loss += add_example(s, weight, t->use[i], slope);
    loss += s->penalty / 2 * dot(weight, weight, held);
    for (size_t i = 0; i < held; i++) slope[i] += s->penalty * weight[i];
    for (size_t i = 0; i < s->size; i++) slope[i] /= t->count;
    return loss / t->count;
}

/* The slope turned by what the last steps tell of the ground's curvature (the two loops of L-BFGS). */
static void choose_way(descent *s) {
    double share[MEMORY];
    uint32_t kept = s->steps < MEMORY ? s->steps : MEMORY;
    for (size_t i = 0; i < s->size; i++) s->way[i] = -s->slope[i];
    for (uint32_t n = 0; n < kept; n++) {
        uint32_t k = (s->steps - 1 - n) % MEMORY;
        share[k] = dot(s->moved[k], s->way, s->size) / s->along[k];
        for (size_t i = 0; i < s->size; i++) s->way[i] -= share[k] * s->turned[k][i];
    }
    if (kept == 0) return;
    uint32_t last = (s->steps - 1) % MEMORY;
    double scale = s->along[last] / dot(s->turned[last], s->turned[last], s->size);
    for (size_t i = 0; i < s->size; i++) s->way[i] *= scale;
    for (uint32_t n = kept; n > 0; n--) {
        uint32_t k = (s->steps - n) % MEMORY;
        double more = share[k] - dot(s->turned[k], s->way, s->size) / s->along[k];
        for (size_t i = 0; i < s->size; i++) s->way[i] += more * s->moved[k][i];
    }
}

/* Go along the way as far as it brings enough. False: it no longer goes down. */
static bool step(descent *s, double *loss) {
    double fall = dot(s->way, s->slope, s->size), length = s->steps == 0 ? 1 / sqrt(dot(s->slope, s->slope, s->size)) : 1;
    if (!(fall < 0)) return false;
    for (int tries = 0; tries < HALVINGS_MAX; tries++, length /= 2) {
        for (size_t i = 0; i < s->size; i++) s->next[i] = s->weight[i] + length * s->way[i];
        double there = look(s, s->next, s->next_slope);
        if (there <= *loss + ENOUGH * length * fall) {
            *loss = there;
            return true;
        }
    }
    return false;
}

/* Remember the step, if it tells anything of the curvature, and stand where it led. */
static void arrive(descent *s) {
    uint32_t k = s->steps % MEMORY;
    double along = 0, turned = 0;
    for (size_t i = 0; i < s->size; i++) {
        double turn = s->next_slope[i] - s->slope[i];
        along += (s->next[i] - s->weight[i]) * turn;
        turned += turn * turn;
    }
    if (along > 1e-12 * turned) {
        for (size_t i = 0; i < s->size; i++) {
            s->moved[k][i] = s->next[i] - s->weight[i];
            s->turned[k][i] = s->next_slope[i] - s->slope[i];
        }
        s->along[k] = along;
        s->steps++;
    }
    memcpy(s->weight, s->next, s->size * sizeof *s->weight);
    memcpy(s->slope, s->next_slope, s->size * sizeof *s->slope);
}

static bool flat(const descent *s) {
    for (size_t i = 0; i < s->size; i++) {
        if (fabs(s->slope[i]) > FLAT) return false;
    }
    return true;
}

static bool take_memory(descent *s, arena *scratch) {
    double **lists[] = {&s->slope, &s->next, &s->next_slope, &s->way};
    bool got = true;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) got &= (*lists[i] = ARENA_NEW(scratch, double, s->size)) != NULL;
    for (int k = 0; k < MEMORY; k++) {
        s->moved[k] = ARENA_NEW(scratch, double, s->size);
        s->turned[k] = ARENA_NEW(scratch, double, s->size);
        got &= s->moved[k] != NULL && s->turned[k] != NULL;
    }
    return got && (s->probability = ARENA_NEW(scratch, double, s->task->labels)) != NULL;
}

acta_status softmax_fit(const softmax_task *t, double penalty, double *weight, arena *scratch, acta_err *err) {
    descent s = {.task = t, .penalty = penalty, .size = softmax_size(t), .weight = weight};
    if (!take_memory(&s, scratch)) TRY_NEW(NULL, err);
    double loss = look(&s, s.weight, s.slope);
    for (int steps = 0; steps < STEPS_MAX && !flat(&s); steps++) {
        choose_way(&s);
        if (!step(&s, &loss)) break;
        arrive(&s);
    }
    return ACTA_OK;
}
