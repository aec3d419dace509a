/* direction.h - which way the verb beside a time expression looks. */
#ifndef ACTA_WHEN_DIRECTION_H
#define ACTA_WHEN_DIRECTION_H

#include "doc.h"

/* -1 past, 1 future, 0 no telling. With a parse the governing verb decides, without one the words round about. */
int time_direction(const doc *d, word_span time);

#endif
