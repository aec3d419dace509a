/* classes.h - types of a user's own: what the vectors of a trigger word and of its sentence say of them, by a line drawn through
 * examples (parse/learn.c). They stand beside the model's types and change nothing of them.
 */
#ifndef ACTA_PARSE_CLASSES_H
#define ACTA_PARSE_CLASSES_H

#include "base/arena.h"
#include "base/datafile.h"

#define CLASS_NONE "none"            /* the type that says: none of these */

enum { CLASSES_MAX = ACTA_TYPES_MAX, CLASS_NAME_BYTES = ACTA_TYPE_NAME_BYTES };

typedef struct classes {
    arena arena;                     /* of all of it */
    uint32_t count, width;           /* width: numbers in a vector, twice the model's; count 0: there are no such types */
    const char **names;              /* [count], in the order of their bytes, each once */
    float *weight, *bias;            /* [count, width] [count] */
    uint64_t checksum;               /* of the file they came from; 0: from none */
    uint64_t encoder;                /* classes_encoder of the model whose vectors these are */
} classes;

/* What a vector means: a checksum of the model's encoder. */
uint64_t classes_encoder(const datafile *model);

/* Read a file of types made by classes_write. c is zero or given back already.
 * Fails with: IO, DATA_FORMAT (not such a file, damaged), DATA_VERSION, MISUSE (made with another model's encoder), NOMEM; c is then empty. */
acta_status classes_read(classes *c, const char *path, uint64_t encoder, uint32_t width, acta_err *err);

/* The same from memory, as datafile_from_memory has it. */
acta_status classes_take(classes *c, const datafile *file, uint64_t encoder, uint32_t width, acta_err *err);

/* The file's bytes, malloc's. about: what it says of itself, `key: value` lines.  Fails with: NOMEM. */
acta_status classes_write(const classes *c, const char *about, unsigned char **out, size_t *bytes, acta_err *err);

void classes_clear(classes *c);

/* The vector of word number `at` of a sentence whose words' rows are given: its row, then the mean of all rows. Each row has
 * `half` numbers. */
void classes_vector(const float *rows, uint32_t words, uint32_t half, uint32_t at, float *vector);

/* [count] the probability of each type. */
void classes_weigh(const classes *c, const float *vector, float *probability);

#endif
