/* view_export.c - /api/export: what is selected, as a file. */
#include "download.h"

bool view_export(work *w) {
    int format;
    selection chosen;
    if (!asked_word(w, "format", download_formats, AS_CSV, &format) || !filter_select(w, &chosen)) return false;
    w->download = download_new(w, &chosen, format);
    return w->download != NULL;
}
