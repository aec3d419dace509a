/* test_utf8.c - decoding strictly, encoding, folding, and bytes that are no UTF-8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static uint32_t decoded(const char *bytes, size_t count, uint32_t *length) {
    uint32_t code;
    *length = utf8_decode(bytes, count, &code);
    return code;
}

static void decodes_whole_characters(void **state) {
    (void)state;
    uint32_t length;
    assert_int_equal(decoded("A", 1, &length), 'A');
    assert_int_equal(decoded("\0", 1, &length), 0);
    assert_int_equal(decoded("\xC3\xA9x", 3, &length), 0xE9);
    assert_int_equal(length, 2);
    assert_int_equal(decoded("\xE2\x80\x99", 3, &length), 0x2019);
    assert_int_equal(decoded("\xF0\x9F\x98\x80", 4, &length), 0x1F600);
    assert_int_equal(length, 4);
}

static void a_broken_byte_is_one_damaged_character(void **state) {
    (void)state;
    static const char *const broken[] = {
        "\x80",         "\xC3",     "\xC3(",     "\xC0\x80",         "\xC1\xBF",         "\xE0\x80\x80",
        "\xED\xA0\x80", "\xE2\x80", "\xE2\x80(", "\xF4\x90\x80\x80", "\xF0\x80\x80\x80", "\xF5\x80\x80\x80",
        "\xFF",         "\xFE"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        uint32_t length;
        assert_int_equal(decoded(broken[i], strlen(broken[i]), &length), UTF8_DAMAGED);
        assert_int_equal(length, 1);
    }
    assert_int_equal(utf8_count("a\xE2\x80z\xC3\xA9", 6), 5);
}

static void every_character_survives_writing_and_reading(void **state) {
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char out[UTF8_BYTES_MAX];
        uint32_t back, bytes = utf8_encode(code, out);
        bool surrogate = code >= 0xD800 && code < 0xE000;
        assert_int_equal(utf8_decode(out, bytes, &back), bytes);
        assert_int_equal(back, surrogate ? UTF8_REPLACEMENT : code);
        assert_int_equal(utf8_before(out, bytes, &back), bytes);
    }
}

static void reads_backwards(void **state) {
    (void)state;
    const char *text = "a\xC3\xA9\xE2\x80\x99\xE2\x80";
    uint32_t code;
    assert_int_equal(utf8_before(text, 1, &code), 1);
    assert_int_equal(utf8_before(text, 3, &code), 2);
    assert_int_equal(code, 0xE9);
    assert_int_equal(utf8_before(text, 6, &code), 3);
    assert_int_equal(code, 0x2019);
    assert_int_equal(utf8_before(text, 8, &code), 1);
    assert_int_equal(code, UTF8_DAMAGED);
}

static void folds(void **state) {
    (void)state;
    static const char *const pairs[][2] = {{"KABUL", "kabul"},
                                           {"\xC3\x89lys\xC3\xA9\x65", "elysee"},
                                           {"N\xE2\x80\x99"
                                            "DJAMENA",
                                            "n\xE2\x80\x99"
                                            "djamena"},
                                           {"\xC5\x9E\xC4\xB1rnak", "s\xC4\xB1rnak"},
                                           {"\xC4\xB0zmir", "izmir"},
                                           {"a\xCC\x81\xC2\xAD"
                                            "b",
                                            "ab"},
                                           {"\xD0\x81", "\xD0\xB5"},
                                           {"\xFF", "\xEF\xBF\xBD"},
                                           {"", ""}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char out[64];
        size_t bytes = utf8_fold(pairs[i][0], strlen(pairs[i][0]), out);
        assert_string_equal(out, pairs[i][1]);
        assert_int_equal(bytes, strlen(pairs[i][1]));
    }
}

static void folding_never_outgrows_its_room(void **state) {
    (void)state;
    for (uint32_t code = 0x80; code <= 0x10FFFF; code++) {
        char in[UTF8_BYTES_MAX], out[UTF8_BYTES_MAX * UTF8_FOLD_GROWTH + 1];
        uint32_t bytes = utf8_encode(code, in);
        assert_true(utf8_fold(in, bytes, out) <= bytes * UTF8_FOLD_GROWTH);
    }
}

static void classes(void **state) {
    (void)state;
    assert_true(utf8_is_letter('z') && utf8_is_letter(0xE9) && utf8_is_letter(0x0416) && utf8_is_letter(0x0301));
    assert_false(utf8_is_letter('1') || utf8_is_letter('-') || utf8_is_letter(0x2019));
    assert_true(utf8_is_upper(0x0416) && utf8_is_lower(0x0436) && !utf8_is_upper(0x0436));
    assert_true(utf8_is_space(' ') && utf8_is_space(0xA0) && utf8_is_space(0x2028) && utf8_is_space(0) &&
                utf8_is_space(0x85));
    assert_false(utf8_is_space('a') || utf8_is_space(0x200B));
    assert_true(utf8_is_punct('"') && utf8_is_punct(0x2014) && utf8_is_punct('$') && !utf8_is_punct('a') &&
                !utf8_is_punct(' '));
    assert_true(utf8_is_cjk(0x4E2D) && !utf8_is_cjk(0x3042) && !utf8_is_cjk('a'));
    assert_true(utf8_is_ignorable(0xAD) && utf8_is_ignorable(0x200B) && utf8_is_ignorable(0xFEFF) &&
                !utf8_is_ignorable('-'));
    assert_true(utf8_is_digit('7') && utf8_is_digit(0x0667) && !utf8_is_digit('x'));
}

static void compares_without_case(void **state) {
    (void)state;
    assert_true(ascii_same("ReUters", 7, "reuters") && ascii_same("", 0, ""));
    assert_false(ascii_same("reuter", 6, "reuters") || ascii_same("reuters", 7, "reuter"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_whole_characters),
        cmocka_unit_test(a_broken_byte_is_one_damaged_character),
        cmocka_unit_test(every_character_survives_writing_and_reading),
        cmocka_unit_test(reads_backwards),
        cmocka_unit_test(folds),
        cmocka_unit_test(folding_never_outgrows_its_room),
        cmocka_unit_test(classes),
        cmocka_unit_test(compares_without_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
