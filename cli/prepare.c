/* prepare.c - what many threads can do to reports before they are coded. */
#include <string.h>

#include "input.h"

static void read_page(input *in) {
    snprintf(in->problem, sizeof in->problem, "an HTML page, which is not read");
}

void input_prepare(input *in, const settings *s) {
    (void)s;
    if (in->problem[0] == '\0' && in->page) read_page(in);
}
