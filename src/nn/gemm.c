/* gemm.c - oneDNN's matmul primitive behind gemm.h, and f32 by kernels->product. */
#include "nn/gemm.h"

#include <stdlib.h>
#include <string.h>

#include <oneapi/dnnl/dnnl.h>

enum { SHAPES_MAX = 16, SIZES = GEMM_ROWS_MAX / GEMM_ROWS_STEP, SCRATCH_ALIGN = 64 };

/* oneDNN's layout for the weights of one (in, out) pair, the same for every number of rows. */
typedef struct shape {
    uint32_t in, out;
    dnnl_memory_desc_t packed;
} shape;

struct gemm {
    dnnl_engine_t engine;
    const kernels *kernels;
    gemm_kind kind;
    int levels;
    uint32_t shape_count;
    shape shapes[SHAPES_MAX];
};

/* One compiled product: a shape at one number of rows. */
typedef struct compiled {
    dnnl_primitive_t primitive;      /* NULL until first wanted */
    dnnl_memory_t x, y, scratch;
} compiled;

struct gemm_run {
    const gemm *gemm;
    acta_alloc alloc;
    dnnl_stream_t stream;
    void *scratch;                   /* [scratch_bytes], from alloc */
    size_t scratch_bytes;
    compiled products[SHAPES_MAX][SIZES];
};

/* OpenMP's own functions; clang comes without their header. */
int omp_get_max_threads(void);
void omp_set_num_threads(int count);

int gemm_threads_begin(void) {
    int before = omp_get_max_threads();
    if (before != 1) omp_set_num_threads(1);
    return before;
}

void gemm_threads_end(int before) {
    if (before != 1) omp_set_num_threads(before);
}

static acta_status library_status(dnnl_status_t status, const char *what, acta_err *err) {
    if (status == dnnl_success) return ACTA_OK;
    if (status == dnnl_out_of_memory) return acta__fail(err, ACTA_NOMEM, -1, "no memory for %s", what);
    return acta__fail(err, ACTA_INTERNAL, -1, "oneDNN cannot make %s (status %d)", what, (int)status);
}

#define TRY_LIBRARY(call, what) TRY(library_status((call), (what), err))

static dnnl_data_type_t input_type(gemm_kind kind) {
    return kind == GEMM_INT8 ? dnnl_u8 : dnnl_bf16;
}

static dnnl_data_type_t weight_type(gemm_kind kind) {
    return kind == GEMM_INT8 ? dnnl_s8 : dnnl_bf16;
}

static dnnl_data_type_t output_type(gemm_kind kind) {
    return kind == GEMM_INT8 ? dnnl_s32 : dnnl_f32;
}

/* [rows, columns], rows `stride` elements apart. */
static dnnl_status_t row_major(dnnl_memory_desc_t *md, dnnl_data_type_t type, uint32_t rows, uint32_t columns) {
    return dnnl_memory_desc_init_by_tag(md, 2, (dnnl_dims_t){rows, columns}, type, dnnl_ab);
}

/* The product of `rows` rows for these weights' layout; *description is the caller's to destroy. */
static dnnl_status_t describe(const gemm *g, uint32_t rows, uint32_t in, uint32_t out, const dnnl_memory_desc_t *weights,
                              dnnl_primitive_desc_t *description) {
    dnnl_memory_desc_t x, y;
    dnnl_matmul_desc_t product;
    dnnl_primitive_attr_t attributes;
    dnnl_status_t status = row_major(&x, input_type(g->kind), rows, in);
    if (status == dnnl_success) status = row_major(&y, output_type(g->kind), rows, out);
    if (status == dnnl_success) status = dnnl_matmul_desc_init(&product, &x, weights, NULL, &y);
    if (status != dnnl_success) return status;
    status = dnnl_primitive_attr_create(&attributes);
    if (status != dnnl_success) return status;
    status = dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
    if (status == dnnl_success) {
        status = dnnl_primitive_desc_create(description, &product, attributes, g->engine, NULL);
    }
    dnnl_primitive_attr_destroy(attributes);
    return status;
}

/* oneDNN's preferred layout for a shape's weights. */
static dnnl_status_t choose_layout(const gemm *g, shape *s) {
    dnnl_memory_desc_t any;
    dnnl_primitive_desc_t description;
    dnnl_status_t status = dnnl_memory_desc_init_by_tag(&any, 2, (dnnl_dims_t){s->in, s->out}, weight_type(g->kind),
                                                        dnnl_format_tag_any);
    if (status != dnnl_success) return status;
    status = describe(g, GEMM_ROWS_MAX, s->in, s->out, &any, &description);
    if (status != dnnl_success) return status;
    s->packed = *dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0);
    return dnnl_primitive_desc_destroy(description);
}

static bool has_vnni(void) {
#if defined(__x86_64__)
    return (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_vnni) == dnnl_cpu_isa_avx512_core_vnni;
#else
    return true;                     /* Arm adds int8 products in 32 bits */
#endif
}

static bool has_bf16(const gemm *g) {
#if defined(__x86_64__)
    if ((dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_bf16) != dnnl_cpu_isa_avx512_core_bf16) return false;
#endif
    shape small = {.in = 64, .out = 64};
    return choose_layout(g, &small) == dnnl_success;
}

acta_status gemm_new(gemm_kind wanted, const kernels *k, arena *a, gemm **made, acta_err *err) {
    gemm *g = ARENA_NEW(a, gemm, 1);
    TRY_NEW(g, err);
    g->kernels = k;
    g->kind = wanted;
    g->levels = has_vnni() ? 255 : 127;
    TRY_LIBRARY(dnnl_engine_create(&g->engine, dnnl_cpu, 0), "an engine");
    if (wanted == GEMM_BF16 && !has_bf16(g)) g->kind = GEMM_F32;
    *made = g;
    return ACTA_OK;
}

void gemm_free(gemm *g) {
    if (g != NULL) dnnl_engine_destroy(g->engine);
}

gemm_kind gemm_kind_of(const gemm *g) {
    return g->kind;
}

int gemm_levels(const gemm *g) {
    return g->levels;
}

static acta_status find_shape(gemm *g, uint32_t out, uint32_t in, uint32_t *found, acta_err *err) {
    for (uint32_t i = 0; i < g->shape_count; i++) {
        if (g->shapes[i].in == in && g->shapes[i].out == out) {
            *found = i;
            return ACTA_OK;
        }
    }
    if (g->shape_count == SHAPES_MAX) return acta__fail(err, ACTA_INTERNAL, -1, "too many shapes of matrices");
    shape *s = &g->shapes[g->shape_count];
    *s = (shape){.in = in, .out = out};
    TRY_LIBRARY(choose_layout(g, s), "a matrix layout");
    *found = g->shape_count++;
    return ACTA_OK;
}

/* All rows, into `plain` [out, in]; false: no memory. */
static bool quantise_rows(const gemm *g, arena *a, const uint16_t *weights, gemm_matrix *m, int8_t *plain) {
    size_t in = m->in, out = m->out;
    m->scale = ARENA_NEW(a, float, out);
    m->sums = ARENA_NEW(a, int32_t, out);
    float *row = malloc(in * sizeof *row);
    bool enough = m->scale != NULL && m->sums != NULL && row != NULL;
    for (size_t o = 0; enough && o < out; o++) {
        g->kernels->from_bf16(weights + o * in, row, in);
        m->scale[o] = g->kernels->quantise_weights(row, plain + o * in, in);
        for (size_t i = 0; i < in; i++) m->sums[o] += plain[o * in + i];
    }
    free(row);
    return enough;
}

/* Copy [out, in] row-major weights into the shape's layout. */
static dnnl_status_t reorder(const gemm *g, const void *plain, const gemm_matrix *m) {
    dnnl_memory_desc_t from_md;
    dnnl_memory_t from = NULL;
    dnnl_primitive_desc_t description = NULL;
    dnnl_primitive_t primitive = NULL;
    dnnl_stream_t stream = NULL;
    dnnl_status_t status = dnnl_memory_desc_init_by_strides(&from_md, 2, (dnnl_dims_t){m->in, m->out},
                                                            weight_type(g->kind), (dnnl_dims_t){1, m->in});
    if (status == dnnl_success) {
        status = dnnl_memory_create(&from, &from_md, g->engine, (void *)(uintptr_t)plain);
    }
    if (status == dnnl_success) {
        status = dnnl_reorder_primitive_desc_create(&description, &from_md, g->engine, &g->shapes[m->shape].packed,
                                                    g->engine, NULL);
    }
    if (status == dnnl_success) status = dnnl_primitive_create(&primitive, description);
    if (status == dnnl_success) status = dnnl_stream_create(&stream, g->engine, dnnl_stream_default_flags);
    if (status == dnnl_success) {
        dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, m->packed}};
        status = dnnl_primitive_execute(primitive, stream, 2, arguments);
    }
    if (status == dnnl_success) status = dnnl_stream_wait(stream);
    if (stream != NULL) dnnl_stream_destroy(stream);
    if (primitive != NULL) dnnl_primitive_destroy(primitive);
    if (description != NULL) dnnl_primitive_desc_destroy(description);
    if (from != NULL) dnnl_memory_destroy(from);
    return status;
}

static acta_status pack_int8(const gemm *g, arena *a, const uint16_t *weights, gemm_matrix *m, acta_err *err) {
    int8_t *plain = malloc((size_t)m->in * m->out);
    bool enough = plain != NULL && quantise_rows(g, a, weights, m, plain);
    acta_status status = enough ? library_status(reorder(g, plain, m), "a packed matrix", err)
                                : acta__fail(err, ACTA_NOMEM, -1, "no memory for the model's weights");
    free(plain);
    return status;
}

static acta_status pack(gemm *g, arena *a, const uint16_t *weights, gemm_matrix *m, acta_err *err) {
    dnnl_memory_t packed;
    TRY(find_shape(g, m->out, m->in, &m->shape, err));
    TRY_LIBRARY(dnnl_memory_create(&packed, &g->shapes[m->shape].packed, g->engine, DNNL_MEMORY_ALLOCATE), "a matrix");
    m->packed = packed;
    if (g->kind == GEMM_BF16) return library_status(reorder(g, weights, m), "a packed matrix", err);
    return pack_int8(g, a, weights, m, err);
}

/* Panels of GEMM_PANEL rows of W, turned; the last may be padded with zeros. */
static acta_status pack_panels(const gemm *g, arena *a, const uint16_t *weights, gemm_matrix *m, acta_err *err) {
    size_t in = m->in, panels = (m->out + GEMM_PANEL - 1) / GEMM_PANEL;
    m->panels = ARENA_NEW(a, float, panels * in * GEMM_PANEL);
    TRY_NEW(m->panels, err);
    float *row = malloc(in * sizeof *row);
    TRY_NEW(row, err);
    for (size_t o = 0; o < m->out; o++) {
        float *to = m->panels + o / GEMM_PANEL * in * GEMM_PANEL + o % GEMM_PANEL;
        g->kernels->from_bf16(weights + o * in, row, in);
        for (size_t i = 0; i < in; i++) to[i * GEMM_PANEL] = row[i];
    }
    free(row);
    return ACTA_OK;
}

acta_status gemm_matrix_new(gemm *g, arena *a, const uint16_t *weights, const float *bias, uint32_t out, uint32_t in,
                            gemm_matrix *made, acta_err *err) {
    *made = (gemm_matrix){.in = in, .out = out, .bias = bias};
    if (g->kind == GEMM_F32) return pack_panels(g, a, weights, made, err);
    acta_status status = pack(g, a, weights, made, err);
    if (status != ACTA_OK) gemm_matrix_free(made);
    return status;
}

void gemm_matrix_free(gemm_matrix *m) {
    if (m->packed != NULL) dnnl_memory_destroy(m->packed);
    m->packed = NULL;
}

acta_status gemm_run_new(const gemm *g, acta_alloc alloc, gemm_run **made, acta_err *err) {
    gemm_run *run = alloc.resize(alloc.ctx, NULL, 0, sizeof *run);
    TRY_NEW(run, err);
    memset(run, 0, sizeof *run);
    run->gemm = g;
    run->alloc = alloc;
    acta_status status = library_status(dnnl_stream_create(&run->stream, g->engine, dnnl_stream_default_flags),
                                        "a stream", err);
    if (status != ACTA_OK) {
        gemm_run_free(run);
        return status;
    }
    *made = run;
    return ACTA_OK;
}

static void compiled_free(compiled *c) {
    if (c->x != NULL) dnnl_memory_destroy(c->x);
    if (c->y != NULL) dnnl_memory_destroy(c->y);
    if (c->scratch != NULL) dnnl_memory_destroy(c->scratch);
    if (c->primitive != NULL) dnnl_primitive_destroy(c->primitive);
    *c = (compiled){0};
}

void gemm_run_free(gemm_run *run) {
    if (run == NULL) return;
    for (int s = 0; s < SHAPES_MAX; s++) {
        for (int i = 0; i < SIZES; i++) compiled_free(&run->products[s][i]);
    }
    if (run->stream != NULL) dnnl_stream_destroy(run->stream);
    if (run->scratch != NULL) run->alloc.resize(run->alloc.ctx, run->scratch, run->scratch_bytes, 0);
    run->alloc.resize(run->alloc.ctx, run, sizeof *run, 0);
}

/* Scratch of at least `bytes`, aligned, or NULL. */
static void *scratch(gemm_run *run, size_t bytes) {
    size_t need = bytes + SCRATCH_ALIGN;
    if (run->scratch_bytes < need) {
        void *wider = run->alloc.resize(run->alloc.ctx, run->scratch, run->scratch_bytes, need);
        if (wider == NULL) return NULL;
        run->scratch = wider;
        run->scratch_bytes = need;
    }
    return (void *)(((uintptr_t)run->scratch + SCRATCH_ALIGN - 1) / SCRATCH_ALIGN * SCRATCH_ALIGN);
}

static dnnl_status_t fill_compiled(const gemm *g, dnnl_primitive_desc_t description, compiled *c) {
    dnnl_status_t status = dnnl_primitive_create(&c->primitive, description);
    const dnnl_memory_desc_t *x = dnnl_primitive_desc_query_md(description, dnnl_query_src_md, 0);
    const dnnl_memory_desc_t *y = dnnl_primitive_desc_query_md(description, dnnl_query_dst_md, 0);
    const dnnl_memory_desc_t *pad = dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
    if (status == dnnl_success) status = dnnl_memory_create(&c->x, x, g->engine, DNNL_MEMORY_NONE);
    if (status == dnnl_success) status = dnnl_memory_create(&c->y, y, g->engine, DNNL_MEMORY_NONE);
    if (status == dnnl_success) status = dnnl_memory_create(&c->scratch, pad, g->engine, DNNL_MEMORY_NONE);
    return status;
}

static acta_status compile(gemm_run *run, const gemm_matrix *m, uint32_t rows, compiled *c, acta_err *err) {
    const gemm *g = run->gemm;
    dnnl_primitive_desc_t description;
    TRY_LIBRARY(describe(g, rows, m->in, m->out, &g->shapes[m->shape].packed, &description), "a product");
    acta_status status = library_status(fill_compiled(g, description, c), "a product", err);
    dnnl_primitive_desc_destroy(description);
    if (status != ACTA_OK) compiled_free(c);
    return status;
}

static size_t scratch_bytes(const compiled *c) {
    const dnnl_memory_desc_t *pad;
    return dnnl_memory_get_memory_desc(c->scratch, &pad) == dnnl_success ? dnnl_memory_desc_get_size(pad) : 0;
}

static void product_f32(const gemm *g, const gemm_matrix *m, const float *x, uint32_t rows, float *y) {
    for (uint32_t o = 0; o < m->out; o += GEMM_PANEL) {
        uint32_t columns = m->out - o < GEMM_PANEL ? m->out - o : GEMM_PANEL;
        g->kernels->product(x, m->in, m->panels + (size_t)o * m->in, GEMM_PANEL, NULL, y + o, m->out, rows, columns,
                            m->in);
    }
}

acta_status gemm_product(gemm_run *run, const gemm_matrix *m, const void *x, uint32_t rows, void *y, acta_err *err) {
    if (run->gemm->kind == GEMM_F32) {
        product_f32(run->gemm, m, x, rows, y);
        return ACTA_OK;
    }
    uint32_t size = (rows - 1) / GEMM_ROWS_STEP;
    compiled *c = &run->products[m->shape][size];
    if (c->primitive == NULL) TRY(compile(run, m, (size + 1) * GEMM_ROWS_STEP, c, err));
    void *pad = scratch(run, scratch_bytes(c));
    TRY_NEW(pad, err);
    TRY_LIBRARY(dnnl_memory_set_data_handle(c->x, (void *)(uintptr_t)x), "a product");
    TRY_LIBRARY(dnnl_memory_set_data_handle(c->y, y), "a product");
    TRY_LIBRARY(dnnl_memory_set_data_handle(c->scratch, pad), "a product");
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_SRC, c->x},
                                   {DNNL_ARG_WEIGHTS, m->packed},
                                   {DNNL_ARG_DST, c->y},
                                   {DNNL_ARG_SCRATCHPAD, c->scratch}};
    TRY_LIBRARY(dnnl_primitive_execute(c->primitive, run->stream, 4, arguments), "a product");
    return library_status(dnnl_stream_wait(run->stream), "a product", err);
}
