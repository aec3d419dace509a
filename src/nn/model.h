/* model.h - the network's parts as nn/ alone sees them. Shapes: H width, I inner width, D width of all slices. */
#ifndef ACTA_NN_MODEL_H
#define ACTA_NN_MODEL_H

#include "base/arena.h"
#include "nn/gemm.h"
#include "nn/heads.h"
#include "nn/kernels.h"
#include "nn/labels.h"
#include "nn/nn.h"
#include "nn/pieces.h"

enum {
    HEAD_WIDTH = 32,                 /* of one attention head */
    LAYERS_MAX = 24,
    WIDTH_MAX = 1024, INNER_MAX = 8192, SLICES_MAX = 4096,
    WINDOW_PIECES = 512,             /* with [CLS] and [SEP] */
    ROLE_REACH = 8                   /* role.distance tells words apart up to this far */
};

typedef struct norm {
    const float *gain, *bias;        /* [H] */
} norm;

typedef struct layer {
    gemm_matrix qkv, out, up, down;  /* [3H, H] [H, H] [I, H] [H, I] */
    norm norm1, norm2;
} layer;

/* A cut of the product heads.in. */
typedef struct slice_of_heads {
    uint32_t from, width;
    bool relu;
} slice_of_heads;

typedef enum slice_name {
    SLICE_TAG, SLICE_NER, SLICE_MENTION, SLICE_ARC_DEP, SLICE_ARC_HEAD, SLICE_REL_DEP, SLICE_REL_HEAD, SLICE_EVENT,
    SLICE_ROLE_TRIGGER, SLICE_ROLE_WORD, SLICE_SAME, SLICE_COUNT
} slice_name;

/* A head's last matrix, turned for kernels->product. */
typedef struct dense {
    uint32_t in, labels;
    uint32_t stride;                 /* labels rounded up to KERNEL_ALIGN; the padding is 0 */
    slice_name from;
    float *weight;                   /* [in, stride] */
    float *bias;                     /* [stride] */
} dense;

struct nn_model {
    arena arena;                     /* of this struct's parts; the struct itself is malloc's */
    const datafile *file;
    const kernels *kernels;
    gemm *gemm;
    gemm_kind kind;
    pieces *pieces;
    nn_labels labels;
    const char *info;
    uint32_t width, inner, slices_width, layer_count;

    const int8_t *word;              /* [pieces, H] */
    const float *word_scale;         /* [pieces] */
    const float *position;           /* [WINDOW_PIECES, H] */
    const float *letter_case;        /* [8, H] */
    norm embed_norm;
    layer layers[LAYERS_MAX];

    gemm_matrix heads_in;            /* [D, H] */
    slice_of_heads slices[SLICE_COUNT];
    dense classifiers[NN_CLASSIFIERS];
    dense rel, role;
    const float *arc_weight, *arc_bias;  /* [w, w], [w] */
    const float *role_distance;      /* [2 * ROLE_REACH + 1, w] */
    float role_threshold[NN_ROLES_MAX];
    pact_thresholds pact;
    same_scale same;
};

struct nn_run {
    const nn_model *model;
    acta_alloc alloc;
    gemm_run *gemm;
    char *memory;                    /* one block that all of the following point into */
    size_t memory_bytes;
    float *rows;                     /* [NN_ROWS_MAX, H] */
    float *slices;                   /* [NN_ROWS_MAX, D] */
    float *scores;                   /* [NN_ROWS_MAX, NN_ROWS_MAX] what a head says */
    float *work, *work2;             /* [NN_ROWS_MAX, widest slice] between the products of a head */
    uint32_t row_count;

    /* the sentences being read, as pieces */
    uint32_t *piece;                 /* [PIECES_MAX] number in the vocabulary */
    uint32_t *row;                   /* [PIECES_MAX] row whose mean it goes into, or NO_ROW */
    uint8_t *letter_case;            /* [PIECES_MAX] */
    uint32_t *window;                /* [WINDOWS_MAX + 1] first piece of each window */
    uint32_t window_count;

    /* one group of windows in the encoder */
    float *x, *context;              /* [GROUP_PIECES, H] */
    float *qkv;                      /* [GROUP_PIECES, 3H] */
    float *attention;                /* scratch of kernels->attend */

    /* one product */
    void *in;                        /* [GEMM_ROWS_MAX, max(H, I)] of the arithmetic's type */
    grid *in_grid;                   /* [GEMM_ROWS_MAX] of int8 */
    void *sum;                       /* [GEMM_ROWS_MAX, widest] int32 or f32 */
    float *line;                     /* [widest] one row of an epilogue */
};

enum {
    PIECES_MAX = NN_ROWS_MAX * (PIECES_OF_WORD_MAX + 2),
    WINDOWS_MAX = NN_ROWS_MAX,       /* each holds a word */
    GROUP_PIECES = WINDOW_PIECES
};
#define NO_ROW UINT32_MAX

/* y = x W^T + bias for up to GEMM_ROWS_MAX rows: load x, product, then take the rows one by one. */
void linear_load(nn_run *run, const gemm_matrix *m, const float *x, uint32_t row);
acta_status linear_run(nn_run *run, const gemm_matrix *m, uint32_t rows, acta_err *err);
void linear_take(const nn_run *run, const gemm_matrix *m, uint32_t row, float *y);

/* Turn the sentences into run->piece, row, letter_case, window. */
void sequence_sentences(nn_run *run, nn_sentence *sentences, uint32_t count);

/* Those into run->rows. */
acta_status encode(nn_run *run, acta_err *err);

/* run->rows into run->slices. */
acta_status read_slices(nn_run *run, acta_err *err);

#endif
