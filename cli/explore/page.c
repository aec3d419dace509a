/* page.c - the page itself. The script and the style are called by names that hold a hash of them, so that a browser may keep them. */
#define XXH_INLINE_ALL
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* Made of files by acta-embed. */
extern const unsigned char page_index[], page_script[], page_style[];
extern const size_t page_index_bytes, page_script_bytes, page_style_bytes;

static void name_file(page_file *f, const char *ending) {
    snprintf(f->path, sizeof f->path, "/app.%016llx.%s", (unsigned long long)XXH3_64bits(f->bytes, f->byte_count), ending);
    f->forever = true;
}

/* Every `name` between quotation marks in place of `plain`, with a slash before it or without. Returns the new end. */
static unsigned char *put_names(const char *from, const char *to, unsigned char *out, const page_file *files) {
    static const char *const plain[] = {"\"/app.js\"", "\"app.js\"", "\"./app.js\"", "\"/app.css\"", "\"app.css\"", "\"./app.css\""};
    while (from < to) {
        size_t i = 0;
        while (i < 6 && ((size_t)(to - from) < strlen(plain[i]) || memcmp(from, plain[i], strlen(plain[i])) != 0)) i++;
        if (i == 6) {
            *out++ = (unsigned char)*from++;
            continue;
        }
        out += sprintf((char *)out, "\"%s\"", files[i < 3 ? 1 : 2].path);
        from += strlen(plain[i]);
    }
    return out;
}

bool page_open(page *p) {
    *p = (page){.files = {{.path = "/", .type = "text/html; charset=utf-8"},
                          {.type = "text/javascript; charset=utf-8", .bytes = page_script, .byte_count = page_script_bytes},
                          {.type = "text/css; charset=utf-8", .bytes = page_style, .byte_count = page_style_bytes}}};
    name_file(&p->files[1], "js");
    name_file(&p->files[2], "css");
    p->index = malloc(page_index_bytes * 5 + sizeof p->files->path);   /* a name takes at most four times the room of the plain one */
    if (p->index == NULL) return false;
    const char *from = (const char *)page_index;
    p->files[0].bytes = p->index;
    p->files[0].byte_count = (size_t)(put_names(from, from + page_index_bytes, p->index, p->files) - p->index);
    return true;
}

const page_file *page_find(const page *p, const char *path) {
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(p->files[i].path, path) == 0) return &p->files[i];
    }
    return NULL;
}

void page_close(page *p) {
    free(p->index);
    p->index = NULL;
}
