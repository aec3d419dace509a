/* phrase.h - short lines that pages set between and around paragraphs, known by how they begin. */
#ifndef ACTA_PAGE_PHRASE_H
#define ACTA_PAGE_PHRASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/* "Read more: …", "Advertisement", "Share this", "(Photo: AP)", "© 2021 …", "By Jane Roe": no words of the report. `words` of them. */
bool phrase_is_furniture(slice text, uint32_t words);

/* A heading over what does not belong to the report: "Related stories", "Most read", "12 Comments". */
bool phrase_heads_others(slice text);

#endif
