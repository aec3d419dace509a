/* classes.c - a file of types read and written; a vector weighed. */
#include "parse/classes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/container.h"
#include "base/status.h"

enum { FORMAT = 1, HEAD = 3 };       /* types.head: format, checksum of the encoder in two halves */

uint64_t classes_encoder(const datafile *model) {
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    for (uint32_t i = 0; i < model->section_count; i++) {
        section s = datafile_section(model, i);
        if (strncmp(s.name, "enc.", 4) != 0 && strncmp(s.name, "embed.", 6) != 0 && strcmp(s.name, "vocab") != 0) continue;
        XXH3_64bits_update(&state, s.name, strlen(s.name));
        XXH3_64bits_update(&state, s.at, s.bytes);
    }
    return XXH3_64bits_digest(&state);
}

/* ---- reading ---- */

static acta_status check_head(const datafile *file, uint64_t encoder, acta_err *err) {
    section s;
    if (!datafile_find(file, "types.head", &s) || s.type != SECTION_I32 || s.rank != 1 || s.dim[0] < 1) {
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "not a file of types as acta train-types writes it");
    }
    uint32_t head[HEAD];
    memcpy(head, s.at, s.bytes < sizeof head ? s.bytes : sizeof head);
    if (head[0] != FORMAT) return acta__fail(err, ACTA_DATA_VERSION, -1, "types of format %u; this program reads %d: make them again from their examples", head[0], FORMAT);
    if (s.dim[0] != HEAD) return acta__fail(err, ACTA_DATA_FORMAT, -1, "a damaged file of types");
    if ((head[1] | (uint64_t)head[2] << 32) == encoder) return ACTA_OK;
    return acta__fail(err, ACTA_MISUSE, -1, "these types were made with another model, whose vectors mean something else: make them again from their examples with acta train-types");
}

/* Names in order, each once, of a sensible length: what acta train-types lets through. */
static bool names_hold(const classes *c) {
    for (uint32_t i = 0; i < c->count; i++) {
        size_t bytes = strlen(c->names[i]);
        if (bytes == 0 || bytes > CLASS_NAME_BYTES || (i > 0 && strcmp(c->names[i - 1], c->names[i]) >= 0)) return false;
    }
    return true;
}

/* One name a line. */
static acta_status read_names(classes *c, const datafile *file, acta_err *err) {
    section s;
    TRY(datafile_need(file, "types.names", SECTION_BYTES, 1, (uint64_t[SECTION_RANK_MAX]){0}, &s, err));
    char *text = arena_text(&c->arena, s.at, s.bytes);
    TRY_NEW(text, err);
    c->names = ARENA_NEW(&c->arena, const char *, CLASSES_MAX);
    TRY_NEW(c->names, err);
    for (char *at = text, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        *end = '\0';
        if (c->count == CLASSES_MAX) return acta__fail(err, ACTA_DATA_FORMAT, -1, "a file of more types than there may be");
        c->names[c->count++] = at;
    }
    if (c->count >= 2 && names_hold(c)) return ACTA_OK;
    return acta__fail(err, ACTA_DATA_FORMAT, -1, "the names in the file of types are damaged");
}

static acta_status read_numbers(classes *c, const datafile *file, const char *name, uint32_t rank, float **out, acta_err *err) {
    section s;
    TRY(datafile_need(file, name, SECTION_F32, rank, (uint64_t[SECTION_RANK_MAX]){c->count, rank > 1 ? c->width : 0}, &s, err));
    *out = arena_take(&c->arena, s.bytes, 1);
    TRY_NEW(*out, err);
    memcpy(*out, s.at, s.bytes);
    for (size_t i = 0; i < s.bytes / sizeof **out; i++) {
        if (!isfinite((*out)[i])) return acta__fail(err, ACTA_DATA_FORMAT, -1, "%s of the file of types holds what is no number", name);
    }
    return ACTA_OK;
}

static acta_status take_parts(classes *c, const datafile *file, uint64_t encoder, acta_err *err) {
    TRY(check_head(file, encoder, err));
    TRY(read_names(c, file, err));
    TRY(read_numbers(c, file, "types.weight", 2, &c->weight, err));
    return read_numbers(c, file, "types.bias", 1, &c->bias, err);
}

acta_status classes_take(classes *c, const datafile *file, uint64_t encoder, uint32_t width, acta_err *err) {
    *c = (classes){.checksum = datafile_checksum(file), .encoder = encoder, .width = width};
    arena_begin(&c->arena, acta__malloc(), file->bytes);
    acta_status status = take_parts(c, file, encoder, err);
    if (status != ACTA_OK) classes_clear(c);
    return status;
}

acta_status classes_read(classes *c, const char *path, uint64_t encoder, uint32_t width, acta_err *err) {
    datafile file;
    TRY(datafile_open(path, &file, err));
    acta_status status = classes_take(c, &file, encoder, width, err);
    datafile_close(&file);
    return status;
}

void classes_clear(classes *c) {
    if (c->arena.alloc.resize != NULL) arena_end(&c->arena);
    *c = (classes){0};
}

/* ---- writing ---- */

acta_status classes_write(const classes *c, const char *about, unsigned char **out, size_t *bytes, acta_err *err) {
    char *names = malloc((size_t)c->count * (CLASS_NAME_BYTES + 1) + 1);
    TRY_NEW(names, err);
    size_t used = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        size_t length = strlen(c->names[i]);
        memcpy(names + used, c->names[i], length);
        names[used + length] = '\n';
        used += length + 1;
    }
    uint32_t head[HEAD] = {FORMAT, (uint32_t)c->encoder, (uint32_t)(c->encoder >> 32)};
    const size_t said = strlen(about), weights = (size_t)c->count * c->width;
    const section sections[] = {
        {"types.about", SECTION_BYTES, 1, {said}, about, said},
        {"types.head", SECTION_I32, 1, {HEAD}, head, sizeof head},
        {"types.names", SECTION_BYTES, 1, {used}, names, used},
        {"types.weight", SECTION_F32, 2, {c->count, c->width}, c->weight, weights * sizeof *c->weight},
        {"types.bias", SECTION_F32, 1, {c->count}, c->bias, c->count * sizeof *c->bias},
    };
    acta_status status = container_make(sections, sizeof sections / sizeof *sections, out, bytes, err);
    free(names);
    return status;
}

/* ---- weighing ---- */

void classes_vector(const float *rows, uint32_t words, uint32_t half, uint32_t at, float *vector) {
    float *mean = vector + half;
    memcpy(vector, rows + (size_t)at * half, half * sizeof *vector);
    memset(mean, 0, half * sizeof *mean);
    for (uint32_t w = 0; w < words; w++) {
        for (uint32_t d = 0; d < half; d++) mean[d] += rows[(size_t)w * half + d];
    }
    for (uint32_t d = 0; d < half; d++) mean[d] /= (float)words;
}

void classes_weigh(const classes *c, const float *vector, float *probability) {
    float top = -INFINITY, sum = 0;
    for (uint32_t k = 0; k < c->count; k++) {
        const float *weight = c->weight + (size_t)k * c->width;
        double score = c->bias[k];
        for (uint32_t d = 0; d < c->width; d++) score += (double)weight[d] * vector[d];
        probability[k] = (float)score;
        top = fmaxf(top, probability[k]);
    }
    for (uint32_t k = 0; k < c->count; k++) sum += probability[k] = expf(probability[k] - top);
    for (uint32_t k = 0; k < c->count; k++) probability[k] /= sum;
}
