/* types.c - libFuzzer: any bytes as a file of a user's own types, and as a file of examples.
 *
 * The checksum is put right first, or nothing behind it would ever be reached. Seeds: fuzz/seeds.py.
 */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "../cli/examples.h"
#include "parse/classes.h"

enum { HEAD_BYTES = 64, FILE_BYTES_MAX = 1 << 16, ENCODER = 77, WIDTH = 2 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_types(const uint8_t *data, size_t size) {
    static _Alignas(SECTION_ALIGN) unsigned char room[FILE_BYTES_MAX];
    if (size < HEAD_BYTES || size > sizeof room) return;
    uint64_t bytes = size, checksum = XXH3_64bits(data + HEAD_BYTES, size - HEAD_BYTES);
    memcpy(room, data, size);
    memcpy(room + 16, &bytes, sizeof bytes);
    memcpy(room + 24, &checksum, sizeof checksum);
    datafile file;
    classes c;
    if (datafile_from_memory(room, size, &file, NULL) != ACTA_OK || classes_take(&c, &file, ENCODER, WIDTH, NULL) != ACTA_OK) return;
    float p[CLASSES_MAX], vector[WIDTH] = {1, -1};
    classes_weigh(&c, vector, p);
    for (uint32_t i = 0; i < c.count; i++) {
        if (strlen(c.names[i]) > CLASS_NAME_BYTES || p[i] > 1.0001f) abort();
    }
    classes_clear(&c);
}

/* Every example has a type and a text, and its mark lies in the text. */
static void read_examples(const uint8_t *data, size_t size) {
    examples e = {.path = "fuzz"};
    stream *s = stream_of_bytes(data, size);
    if (s == NULL) abort();
    examples_read_stream(&e, s, true);
    for (size_t i = 0; i < e.count; i++) {
        const acta_example *x = &e.at[i];
        if (x->type[0] == '\0' || x->text == NULL || x->mark_from > x->mark_to || x->mark_to > x->text_bytes || e.line[i] == 0) abort();
    }
    examples_clear(&e);
    stream_close(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    read_types(data, size);
    read_examples(data, size);
    return 0;
}
