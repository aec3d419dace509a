/* test_number.c - cardinal numbers as English text writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"

static double read(const char *words) {
    char copy[128];
    number_reader n = {0};
    strcpy(copy, words);
    char *rest = NULL;
    for (char *w = strtok_r(copy, " ", &rest); w != NULL; w = strtok_r(NULL, " ", &rest)) {
        if (!number_feed(&n, w)) break;
    }
    return n.any ? number_value(&n) : -1;
}

static void numbers_in_words(void **state) {
    (void)state;
    assert_true(read("seventeen") == 17);
    assert_true(read("twenty-two") == 22);
    assert_true(read("two hundred") == 200);
    assert_true(read("three hundred forty thousand") == 340000);
    assert_true(read("one million two hundred thousand five") == 1200005);
}

static void numbers_in_digits(void **state) {
    (void)state;
    assert_true(read("12,500") == 12500);
    assert_true(read("3.5 million") == 3500000);
    assert_true(read("600 fighters") == 600);
    assert_true(read("1,234,567") == 1234567);
}

static void what_is_no_number(void **state) {
    (void)state;
    double value;
    assert_true(read("hundred") == -1);          /* "hundreds of people" gives no figure */
    assert_false(number_of_word("10-year", &value));
    assert_false(number_of_word("1,23", &value));
    assert_false(number_of_word("12.", &value));
    assert_false(number_of_word("", &value));
    assert_false(number_of_word("9999999999999999999", &value));
    assert_false(number_of_word("ten-one-two", &value));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_in_words), cmocka_unit_test(numbers_in_digits),
                                       cmocka_unit_test(what_is_no_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
