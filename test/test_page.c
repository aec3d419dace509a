/* test_page.c - pages of HTML: charsets, what stands around a report, headline, day, publisher, and pages made to do harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "acta.h"
#include "page/charset.h"
#include "page/phrase.h"
#include "page/sift.h"
#include "page/webday.h"

#define PARAGRAPH "Soldiers fired on a crowd in the capital on Sunday, and the ministry said that two people had died of their wounds. "
#define SECOND "The opposition called for an inquiry into the shooting, which it says began after the curfew had been lifted. "

static acta_page *read_bytes(const char *bytes, size_t count, const char *charset) {
    acta_page *page = NULL;
    acta_err err = {0};
    assert_int_equal(acta_page_read(bytes, count, charset, &page, &err), ACTA_OK);
    assert_non_null(page);
    assert_int_equal(strlen(page->text), page->text_bytes);
    return page;
}

static acta_page *read_html(const char *html) { return read_bytes(html, strlen(html), NULL); }

static void text_is(const char *html, const char *expected) {
    acta_page *page = read_html(html);
    assert_string_equal(page->text, expected);
    acta_page_free(page);
}

/* ---- The text ---- */

static void paragraphs(void **state) {
    (void)state;
    text_is("<html><body><nav><a href=/>Home</a> <a href=/world>World</a></nav><article><h1>Two die in the capital</h1>"
            "<p>" PARAGRAPH "</p><p>" SECOND "</p></article><footer>Contact us</footer>",
            "Soldiers fired on a crowd in the capital on Sunday, and the ministry said that two people had died of their wounds.\n\n"
            "The opposition called for an inquiry into the shooting, which it says began after the curfew had been lifted.");
    text_is("no markup at all", "");
    text_is("", "");
}

/* ---- Limits ---- */

static void too_large(void **state) {
    (void)state;
    size_t count = ACTA_PAGE_BYTES_MAX + 1u;
    char *bytes = calloc(count, 1);
    acta_page *page = (acta_page *)bytes;
    acta_err err = {0};
    assert_int_equal(acta_page_read(bytes, count, NULL, &page, &err), ACTA_LIMIT);
    assert_null(page);
    assert_non_null(strstr(err.message, "at most 8388608"));
    free(bytes);
    assert_int_equal(acta_page_read(NULL, 1, NULL, &page, &err), ACTA_MISUSE);
}

/* The most that may be given, of one piece over and over: an answer comes, or the limit is named. */
static void one_piece(const char *piece) {
    size_t bytes = strlen(piece), count = ACTA_PAGE_BYTES_MAX / bytes;
    char *page = malloc(count * bytes);
    assert_non_null(page);
    for (size_t i = 0; i < count; i++) memcpy(page + i * bytes, piece, bytes);
    acta_page *read = NULL;
    acta_err err = {0};
    acta_status status = acta_page_read(page, count * bytes, NULL, &read, &err);
    assert_true(status == ACTA_OK || (status == ACTA_LIMIT && strstr(err.message, "too many elements") != NULL));
    acta_page_free(read);
    free(page);
}

static void harm(void **state) {
    (void)state;
    static const char *const pieces[] = {"<div>", "<p>", "<", "<!--", "<a b=\"", "<a b=\">\" ", "</div>", "&amp", "<b><p>", "<table>", "<svg>", "<script>",
                                         "<ul><li>", "<font size=1>", "<title>", "a ", "\xFF", "<h2>Related</h2>", "<table><a>", "<form><p>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) one_piece(pieces[i]);
}

/* One tag with more attributes than any page has. */
static void many_attributes(void **state) {
    (void)state;
    size_t count = 0;
    char *page = malloc(ACTA_PAGE_BYTES_MAX + 32);
    assert_non_null(page);
    for (unsigned i = 0; count < ACTA_PAGE_BYTES_MAX - 400; i++) count += (size_t)sprintf(page + count, i == 0 ? "<div " : "a%x=1 ", i);
    count += (size_t)sprintf(page + count, "class=story><p>" PARAGRAPH);
    acta_page *read = read_bytes(page, count, NULL);
    assert_memory_equal(read->text, "Soldiers fired", 14);
    acta_page_free(read);
    free(page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs),
        cmocka_unit_test(too_large),
        cmocka_unit_test(harm),
        cmocka_unit_test(many_attributes),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
