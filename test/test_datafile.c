/* test_datafile.c - the container: whole ones open, every damage is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/datafile.h"

enum { HEADER = 64, ENTRY = 128, SIZE = 64 + 3 * 128 + 64 * 3 };

/* Three sections: text "hello", f32 [2, 3], i8 [64]. */
typedef struct sample {
    _Alignas(64) unsigned char bytes[SIZE];
} sample;

static void put(unsigned char *at, uint64_t number, int bytes) {
    memcpy(at, &number, (size_t)bytes);
}

static void seal(sample *s) {
    put(s->bytes + 24, XXH3_64bits(s->bytes + HEADER, SIZE - HEADER), 8);
}

static void entry(sample *s, int index, const char *name, uint32_t type, uint32_t rank, uint64_t a, uint64_t b,
                  uint64_t offset, uint64_t bytes) {
    unsigned char *e = s->bytes + HEADER + index * ENTRY;
    memset(e, 0, ENTRY);
    memcpy(e, name, strlen(name));
    put(e + 64, type, 4);
    put(e + 68, rank, 4);
    put(e + 72, a, 8);
    put(e + 80, b, 8);
    put(e + 104, offset, 8);
    put(e + 112, bytes, 8);
}

static void make(sample *s) {
    memset(s, 0, sizeof *s);
    memcpy(s->bytes, "ACTADAT\n", 8);
    put(s->bytes + 8, 1, 4);
    put(s->bytes + 12, 3, 4);
    put(s->bytes + 16, SIZE, 8);
    entry(s, 0, "greeting", SECTION_BYTES, 1, 5, 0, 448, 5);
    entry(s, 1, "numbers", SECTION_F32, 2, 2, 3, 512, 24);
    entry(s, 2, "bytes", SECTION_I8, 1, 64, 0, 576, 64);
    memcpy(s->bytes + 448, "hello", 5);
    for (int i = 0; i < 6; i++) {
        float x = (float)i / 2;
        memcpy(s->bytes + 512 + 4 * i, &x, 4);
    }
    seal(s);
}

static acta_status try_open(const sample *s, size_t bytes, acta_err *err) {
    datafile file;
    acta_status status = datafile_from_memory(s->bytes, bytes, &file, err);
    datafile_close(&file);
    return status;
}

static void reads_its_sections(void **state) {
    (void)state;
    sample s;
    datafile file;
    section found;
    make(&s);
    assert_int_equal(datafile_from_memory(s.bytes, SIZE, &file, NULL), ACTA_OK);
    assert_int_equal(file.section_count, 3);
    assert_true(datafile_find(&file, "greeting", &found));
    assert_memory_equal(found.at, "hello", 5);
    assert_true(datafile_find(&file, "numbers", &found));
    assert_int_equal(found.type, SECTION_F32);
    assert_int_equal(found.rank, 2);
    assert_int_equal(found.dim[1], 3);
    assert_true(((const float *)found.at)[5] == 2.5f);
    assert_false(datafile_find(&file, "number", &found));
    assert_int_equal(datafile_need(&file, "numbers", SECTION_F32, 2, (const uint64_t[4]){0, 3}, &found, NULL), ACTA_OK);
    acta_err err;
    assert_int_equal(datafile_need(&file, "numbers", SECTION_F32, 2, (const uint64_t[4]){3, 3}, &found, &err), ACTA_DATA_FORMAT);
    assert_int_equal(datafile_need(&file, "nobody", SECTION_F32, 2, (const uint64_t[4]){0}, &found, &err), ACTA_DATA_FORMAT);
    assert_non_null(strstr(err.message, "nobody"));
    datafile_close(&file);
}

static void tells_versions_apart(void **state) {
    (void)state;
    sample s;
    acta_err err;
    make(&s);
    put(s.bytes + 8, ACTA_FILE_FORMAT + 1, 4);
    assert_int_equal(try_open(&s, SIZE, &err), ACTA_DATA_VERSION);
    char number[16];
    snprintf(number, sizeof number, "format %d", ACTA_FILE_FORMAT + 1);
    assert_non_null(strstr(err.message, number));
    put(s.bytes + 8, ACTA_FILE_FORMAT_MIN - 1, 4);
    assert_int_equal(try_open(&s, SIZE, &err), ACTA_DATA_VERSION);
}

/* Cut at every length: refused, and the message gives both sizes once the header is whole. */
static void refuses_every_cut(void **state) {
    (void)state;
    sample s;
    make(&s);
    for (size_t bytes = 0; bytes < SIZE; bytes++) {
        acta_err err = {0};
        unsigned char *exact;
        assert_int_equal(posix_memalign((void **)&exact, 64, bytes + 1), 0);
        memcpy(exact, s.bytes, bytes);
        datafile file;
        assert_int_equal(datafile_from_memory(exact, bytes, &file, &err), ACTA_DATA_FORMAT);
        if (bytes >= HEADER) {
            char number[32];
            snprintf(number, sizeof number, "%zu found", bytes);
            assert_non_null(strstr(err.message, number));
        }
        free(exact);
    }
}

/* Any byte but the unchecked zeros of the header, flipped: the checksum or the header says so. */
static void refuses_every_flip(void **state) {
    (void)state;
    sample s;
    make(&s);
    for (size_t i = 0; i < SIZE; i++) {
        if (i >= 32 && i < HEADER) continue;
        for (int bit = 0; bit < 8; bit++) {
            s.bytes[i] ^= (unsigned char)(1 << bit);
            assert_int_not_equal(try_open(&s, SIZE, NULL), ACTA_OK);
            s.bytes[i] ^= (unsigned char)(1 << bit);
        }
    }
    assert_int_equal(try_open(&s, SIZE, NULL), ACTA_OK);
}

/* Damage that a wrong checksum would hide: entries flipped and sealed again. Either refused, or every section lies in
 * the file, which reading all of it under AddressSanitizer shows. */
static void survives_forged_entries(void **state) {
    (void)state;
    sample s;
    unsigned sum = 0;
    make(&s);
    for (size_t i = HEADER; i < HEADER + 3 * ENTRY; i++) {
        for (int bit = 0; bit < 8; bit++) {
            datafile file;
            s.bytes[i] ^= (unsigned char)(1 << bit);
            seal(&s);
            if (datafile_from_memory(s.bytes, SIZE, &file, NULL) == ACTA_OK) {
                for (uint32_t k = 0; k < file.section_count; k++) {
                    section found = datafile_section(&file, k);
                    assert_true(strlen(found.name) < 64);
                    for (size_t n = 0; n < found.bytes; n++) sum += ((const unsigned char *)found.at)[n];
                }
            }
            datafile_close(&file);
            s.bytes[i] ^= (unsigned char)(1 << bit);
        }
    }
    seal(&s);
    assert_int_equal(try_open(&s, SIZE, NULL), ACTA_OK);
    assert_true(sum > 0);
}

static void refuses_what_overflows(void **state) {
    (void)state;
    sample s;
    const struct {
        uint32_t type, rank;
        uint64_t a, b, offset, bytes;
    } bad[] = {
        {SECTION_F32, 2, UINT64_MAX / 2, 4, 512, 24},        /* product wraps */
        {SECTION_F32, 2, 1ull << 62, 4, 512, 0},             /* product is 2^66 */
        {SECTION_BYTES, 1, UINT64_MAX, 0, 512, UINT64_MAX},  /* end wraps */
        {SECTION_BYTES, 1, 24, 0, UINT64_MAX - 63, 24},      /* begins past the end */
        {SECTION_BYTES, 1, 24, 0, 0, 24},                    /* over the header */
        {SECTION_BYTES, 1, 24, 0, 448, 24},                  /* over the section before */
        {SECTION_BYTES, 1, 24, 0, 513, 24},                  /* not aligned */
        {SECTION_BYTES, 5, 24, 0, 512, 24},                  /* too many dimensions */
        {SECTION_BYTES, 1, 24, 1, 512, 24},                  /* a dimension past the rank */
        {SECTION_TABLE + 1, 1, 24, 0, 512, 24},              /* no such type */
        {SECTION_BF16, 1, 24, 0, 512, 24},                   /* bytes do not fit the type */
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        make(&s);
        entry(&s, 1, "numbers", bad[i].type, bad[i].rank, bad[i].a, bad[i].b, bad[i].offset, bad[i].bytes);
        seal(&s);
        assert_int_equal(try_open(&s, SIZE, NULL), ACTA_DATA_FORMAT);
    }
    make(&s);
    memset(s.bytes + HEADER, 'x', 64);                       /* a name without end */
    seal(&s);
    assert_int_equal(try_open(&s, SIZE, NULL), ACTA_DATA_FORMAT);
    make(&s);
    put(s.bytes + 12, UINT32_MAX, 4);                        /* more sections than the file can hold */
    assert_int_equal(try_open(&s, SIZE, NULL), ACTA_DATA_FORMAT);
}

static void opens_files(void **state) {
    (void)state;
    sample s;
    char path[] = "/tmp/acta-datafile-XXXXXX";
    acta_err err;
    datafile file;
    make(&s);
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, s.bytes, SIZE), SIZE);
    assert_int_equal(datafile_open(path, &file, &err), ACTA_OK);
    section found;
    assert_true(datafile_find(&file, "greeting", &found));
    assert_memory_equal(found.at, "hello", 5);
    datafile_close(&file);
    assert_int_equal(ftruncate(descriptor, SIZE - 1), 0);
    assert_int_equal(datafile_open(path, &file, &err), ACTA_DATA_FORMAT);
    datafile_close(&file);
    assert_int_equal(ftruncate(descriptor, 0), 0);
    assert_int_equal(datafile_open(path, &file, &err), ACTA_DATA_FORMAT);
    close(descriptor);
    unlink(path);
    assert_int_equal(datafile_open(path, &file, &err), ACTA_IO);
    assert_non_null(strstr(err.message, path));
    assert_int_equal(datafile_open("/", &file, &err), ACTA_IO);
    datafile_close(&file);
    datafile_close(&file);
}

static void wants_aligned_memory(void **state) {
    (void)state;
    sample s;
    datafile file;
    make(&s);
    assert_int_equal(datafile_from_memory(s.bytes + 1, SIZE - 1, &file, NULL), ACTA_MISUSE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_its_sections),      cmocka_unit_test(tells_versions_apart),
        cmocka_unit_test(refuses_every_cut),       cmocka_unit_test(refuses_every_flip),
        cmocka_unit_test(survives_forged_entries), cmocka_unit_test(refuses_what_overflows),
        cmocka_unit_test(opens_files),             cmocka_unit_test(wants_aligned_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
