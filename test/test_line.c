/* test_line.c - a record read back out of its line: what write/ writes comes out as it went in, anything else is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/line.h"

static line_reader reader;

static const line_value *read_text(const char *text) {
    bool memory;
    const line_value *record = line_read(&reader, (slice){text, strlen(text)}, &memory);
    assert_true(memory);
    return record;
}

static void values_come_out(void **state) {
    (void)state;
    const line_value *r = read_text("{\"a\":\"x \\\"y\\\" \\\\ \\n\\u001f\",\"b\":[-12,0.5,true,null],\"c\":{\"d\":{},\"e\":[]},\"f\":null,\"ab\":\"\xC3\xA9\"}");
    assert_non_null(r);
    assert_string_equal(line_child(r, "a")->text, "x \"y\" \\ \n\x1f");
    const line_value *b = line_child(r, "b");
    assert_int_equal(line_count(b), 4);
    assert_int_equal(line_whole(line_item(b, 0)), -12);
    assert_true(line_number(line_item(b, 0)) == -12.0);
    assert_true(line_number(line_item(b, 1)) == 0.5);
    assert_int_equal(line_whole(line_item(b, 2)), 1);
    assert_null(line_item(b, 4));
    assert_null(line_child(r, "f"));
    assert_null(line_child(r, "g"));
    assert_null(line_child(b, "a"));
    assert_null(line_child(NULL, "a"));
    assert_int_equal(line_count(line_child(line_child(r, "c"), "e")), 0);
    assert_int_equal(line_child(line_child(r, "c"), "d")->kind, LINE_OBJECT);
    assert_string_equal(line_child(r, "ab")->text, "\xC3\xA9");
    assert_int_equal(line_child(r, "ab")->bytes, 2);
}

/* Where a member stands, so that it can be cut out. */
static void members_know_their_place(void **state) {
    (void)state;
    const char *text = "{\"a\":1,\"b\":[2,3],\"c\":\"d\"}";
    const line_value *b = line_child(read_text(text), "b");
    assert_ptr_equal(b->key.at, text + strlen("{\"a\":1,\""));
    assert_ptr_equal(b->to, text + strlen("{\"a\":1,\"b\":[2,3]"));
}

static void the_nearest_double(void **state) {
    (void)state;
    static const char *const numbers[] = {"0", "-0.1", "5.40000", "-179.99999", "123456789.25", "0.001", "35.68950"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) assert_true(line_number(read_text(numbers[i])) == strtod(numbers[i], NULL));
}

static void anything_else_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "[1,]", "[1 ]", "[1}", "{\"a\":1]", "{\"a\":1}x", "\"a", "\"a\\", "\"\\x\"",
                                      "\"\\u0", "\"\\u00zz\"", "\"\\u1234\"", "nul", "1e5", "--1", "{a:1}", "[\"a\"\"b\"]", "{\"a\" :1}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (read_text(bad[i]) != NULL) fail_msg("taken: %s", bad[i]);
    }
    char deep[200];
    memset(deep, '[', sizeof deep);
    deep[sizeof deep - 1] = '\0';
    assert_null(read_text(deep));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_come_out), cmocka_unit_test(members_know_their_place), cmocka_unit_test(the_nearest_double),
                                       cmocka_unit_test(anything_else_is_refused)};
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    line_end(&reader);
    return failures;
}
