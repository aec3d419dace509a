/* jsonl.h - a report out of a line of JSON: id and text; title, published, url, publisher. */
#ifndef ACTA_CLI_JSONL_H
#define ACTA_CLI_JSONL_H

#include "input.h"

struct json_object;

/* The object that a line is, json_object_put it; else NULL, and what is wrong in `problem`. */
struct json_object *jsonl_object(const char *at, size_t bytes, char *problem, size_t room);
bool jsonl_is_blank(const char *at, size_t bytes);
/* Fills the report, or says in in->problem why there is none. */
void jsonl_read(const char *at, size_t bytes, input *in);

#endif
