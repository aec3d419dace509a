/* object.h - an object that hangs on a farther verb than the one it follows is given to that. */
#ifndef ACTA_PARSE_OBJECT_H
#define ACTA_PARSE_OBJECT_H

#include "doc.h"

/* For the words of a tree, whose heads and relations are set. */
void parse_settle_objects(doc *d, word_span bounds);

#endif
