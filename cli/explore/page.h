/* page.h - the page itself: three files carried inside the program. */
#ifndef ACTA_EXPLORE_PAGE_H
#define ACTA_EXPLORE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct page_file {
    char path[32];                   /* "/", "/app.HASH.js", "/app.HASH.css" */
    const char *type;
    const unsigned char *bytes;
    size_t byte_count;
    bool forever;                    /* its name changes with its content */
} page_file;

typedef struct page {
    page_file files[3];
    unsigned char *index;            /* index.html with the hashed names in it */
} page;

/* False: out of memory. */
bool page_open(page *p);
const page_file *page_find(const page *p, const char *path);
void page_close(page *p);

#endif
