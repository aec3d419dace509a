/* http.h - the answer of a web server, as a crawler kept it: head, body, and what was done to the body on its way. */
#ifndef ACTA_CLI_HTTP_H
#define ACTA_CLI_HTTP_H

#include <stdbool.h>
#include <stddef.h>

enum { HTTP_VALUE_BYTES = 128, HTTP_PROBLEM_BYTES = 160 };

typedef struct http_answer {
    int status;
    char type[HTTP_VALUE_BYTES];     /* "text/html", lower case; "" where the head does not say */
    char charset[HTTP_VALUE_BYTES];  /* as the head says, or "" */
    char encoding[HTTP_VALUE_BYTES]; /* Content-Encoding, lower case, or "" */
    bool chunked;
    size_t body_from;                /* in the answer's bytes */
} http_answer;

/* False: this is no HTTP answer. */
bool http_read(const char *bytes, size_t count, http_answer *answer);

/* The body freed of chunks and unpacked, at most `most` bytes of it: memory to be freed, or NULL and the problem. Crawlers often
 * keep the head as it came and the body already freed, so what does not look chunked or packed is taken as it is. */
char *http_body(const http_answer *answer, const char *bytes, size_t count, size_t most, size_t *body_count, char problem[HTTP_PROBLEM_BYTES]);

#endif
