/* export_letters.h - text for readers that do not take all of Unicode. */
#ifndef ACTA_CLI_EXPORT_LETTERS_H
#define ACTA_CLI_EXPORT_LETTERS_H

#include "pool.h"

/* UTF-8 as ISO-8859-1. A letter that it lacks loses its marks ("Erdoğan": Erdogan), is written out ("œ": oe), or becomes "?". */
void letters_latin1(bytes *out, const char *at, size_t count);
/* In capitals. */
void letters_upper(bytes *out, const char *text);
/* Between tags or in quotes of XML; what XML cannot hold is left out. */
void letters_xml(bytes *out, const char *text);
/* A string of JSON, with its quotes. */
void letters_json(bytes *out, const char *at, size_t count);

#endif
