/* page.c - libFuzzer: any bytes at all as a page of HTML.
 *
 * The first byte chooses the charset that the transport declares; the rest is the page. Seeds: fuzz/seeds.py writes them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "acta.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything that is given out is UTF-8 without NULs, control characters or over-long forms. */
static void must_be_text(const char *text) {
    for (const uint8_t *c = (const uint8_t *)text; c != NULL && *c != 0; c++) {
        int more = *c < 0x80 ? 0 : *c >= 0xC2 && *c < 0xE0 ? 1 : *c >= 0xE0 && *c < 0xF0 ? 2 : *c >= 0xF0 && *c < 0xF5 ? 3 : -1;
        if (more < 0) abort();
        for (; more > 0; more--)
            if ((*++c & 0xC0) != 0x80) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const charsets[] = {NULL, "utf-8", "iso-8859-1", "shift_jis", "utf-16", "gb2312", "no such charset", "euc-kr"};
    if (size == 0) return 0;
    acta_page *page = NULL;
    if (acta_page_read((const char *)data + 1, size - 1, charsets[data[0] % 8], &page, NULL) != ACTA_OK) abort();
    if (strlen(page->text) != page->text_bytes) abort();
    if (page->published != NULL && strlen(page->published) != 10) abort();
    must_be_text(page->title);
    must_be_text(page->publisher);
    must_be_text(page->text);
    acta_page_free(page);
    return 0;
}
