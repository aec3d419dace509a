/* prepare.c - what many threads can do to reports before they are coded. */
#include <stdlib.h>
#include <string.h>

#include "input.h"

static void fail(input *in, const acta_err *err) {
    snprintf(in->problem, sizeof in->problem, "%s", err->message);
}

/* What the page says goes where nothing is known yet. False: out of memory. */
static bool take(char **into, const char *text) {
    if (*into != NULL || text == NULL || text[0] == '\0') return true;
    *into = strdup(text);
    return *into != NULL;
}

/* The page's words take the place of the page. */
static void read_page(input *in, const settings *s) {
    acta_page *page = NULL;
    acta_err err = {.message = ""};
    if (acta_page_read(in->bytes, in->byte_count, in->charset, &page, &err) != ACTA_OK) {
        fail(in, &err);
        return;
    }
    char *text = malloc(page->text_bytes + 1);
    bool ok = text != NULL && take(&in->title, page->title) && take(&in->published, page->published) && take(&in->published, s->published) &&
              take(&in->publisher, page->publisher) && take(&in->url, page->url);
    if (text != NULL) memcpy(text, page->text, page->text_bytes);
    free(in->bytes);
    in->bytes = text;
    in->byte_count = text != NULL ? page->text_bytes : 0;
    if (!ok) snprintf(in->problem, sizeof in->problem, "out of memory");
    in->empty = page->text_bytes == 0;
    acta_page_free(page);
}

void input_prepare(input *in, const settings *s) {
    if (in->problem[0] == '\0' && in->page) read_page(in, s);
    if (in->problem[0] != '\0' || in->empty || s->any_language) return;
    acta_report report = input_report(in);
    acta_language language = ACTA_LANGUAGE_ENGLISH;
    acta_err err = {.message = ""};
    if (acta_report_language(&report, &language, &err) != ACTA_OK) fail(in, &err);
    in->foreign = language == ACTA_LANGUAGE_OTHER;
}
