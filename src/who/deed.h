/* deed.h - what a deed makes of those who take part in it. */
#ifndef ACTA_WHO_DEED_H
#define ACTA_WHO_DEED_H

#include "doc.h"

/* Mends the sectors of actors and recipients, and of those who are one with them. */
void who_deeds(doc *d);

#endif
