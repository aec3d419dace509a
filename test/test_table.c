/* test_table.c - compiled tables: keys, finding, and bytes that are no table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/table.h"

static void key_is(const char *text, const char *expected) {
    char key[TABLE_KEY_MAX];
    size_t n = table_key(text, strlen(text), key, sizeof key);
    assert_int_equal(n, strlen(expected));
    assert_memory_equal(key, expected, n);
}

static void keys(void **state) {
    (void)state;
    key_is("U.S.", "us");
    key_is("U.S.-led", "us led");
    key_is("People's Republic of China", "peoples republic of china");
    key_is("C\xc3\xb4te d\xe2\x80\x99Ivoire", "cote divoire");
    key_is("  Al-Qa'ida,  ", "al qaida");
    key_is("Lech Wa\xc5\x82\xc4\x99sa", "lech walesa");
    key_is("\xc3\x89lys\xc3\xa9""e", "elysee");
    key_is("...", "");
    key_is("", "");
    key_is("bad\xff\xfe""bytes\xc3", "bad bytes");
}

static void a_key_that_does_not_fit_is_none(void **state) {
    (void)state;
    char out[4];
    assert_int_equal(table_key("abcd", 4, out, sizeof out), 4);
    assert_int_equal(table_key("abcde", 5, out, sizeof out), 0);
    assert_int_equal(table_key("ab cd", 5, out, sizeof out), 0);
}

/* Three rows of two columns: "army" MIL, "army" REB, "army chief" MIL. */
static const struct {
    uint32_t head[4], cells[12];
    char text[40];
} sample = {{3, 2, 27, 0}, {1, 4, 6, 3, 1, 4, 10, 3, 14, 10, 6, 3}, "\0army\0MIL\0REB\0army chief\0"};

static void finds_every_row_of_a_key(void **state) {
    (void)state;
    table t;
    uint32_t first = 9;
    assert_int_equal(table_read(&sample, sizeof sample, "table.test", 2, &t, NULL), ACTA_OK);
    assert_int_equal(table_find(&t, "army", 4, &first), 2);
    assert_int_equal(first, 0);
    assert_string_equal(table_cell(&t, 1, 1).at, "REB");
    assert_int_equal(table_find(&t, "army chief", 10, &first), 1);
    assert_string_equal(table_cell(&t, first, 0).at, "army chief");
    assert_int_equal(table_find(&t, "arm", 3, &first), 0);
    assert_int_equal(table_find(&t, "navy", 4, &first), 0);
    assert_int_equal(table_find(&t, "", 0, &first), 0);
    assert_int_equal(table_cell(&t, 0, 7).bytes, 0);
}

static void says_whether_a_key_goes_on(void **state) {
    (void)state;
    table t;
    assert_int_equal(table_read(&sample, sizeof sample, "table.test", 2, &t, NULL), ACTA_OK);
    assert_true(table_goes_on(&t, "army", 4));
    assert_false(table_goes_on(&t, "army chief", 10));
    assert_false(table_goes_on(&t, "arm", 3));
}

/* Cut short anywhere, or any one byte of the numbers changed: refused, or read without leaving the bytes. */
static void damage_is_seen_or_harmless(void **state) {
    (void)state;
    table t;
    acta_err err;
    size_t whole = sizeof sample.head + sizeof sample.cells + 27;
    for (size_t n = 0; n < whole; n++) {
        uint32_t *copy = malloc(n + 4);
        memcpy(copy, &sample, n);
        assert_int_equal(table_read(copy, n, "table.test", 2, &t, &err), ACTA_DATA_FORMAT);
        free(copy);
    }
    for (size_t at = 0; at < sizeof sample.head + sizeof sample.cells; at++) {
        for (int value = 0; value < 256; value += 5) {
            unsigned char *copy = malloc(whole);
            memcpy(copy, &sample, whole);
            copy[at] = (unsigned char)value;
            uint32_t first;
            if (table_read(copy, whole, "table.test", 1, &t, &err) == ACTA_OK) {
                for (uint32_t row = 0; row < t.rows; row++) table_find(&t, table_cell(&t, row, 0).at, table_cell(&t, row, 0).bytes, &first);
            }
            free(copy);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys),
        cmocka_unit_test(a_key_that_does_not_fit_is_none),
        cmocka_unit_test(finds_every_row_of_a_key),
        cmocka_unit_test(says_whether_a_key_goes_on),
        cmocka_unit_test(damage_is_seen_or_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
