/* jsonl.h - a report out of a line of JSON: id and text; title, published, url, publisher. */
#ifndef ACTA_CLI_JSONL_H
#define ACTA_CLI_JSONL_H

#include "input.h"

bool jsonl_is_blank(const char *at, size_t bytes);
/* Fills the report, or says in in->problem why there is none. */
void jsonl_read(const char *at, size_t bytes, input *in);

#endif
