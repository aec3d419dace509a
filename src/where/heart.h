/* heart.h - the place that a report is about: most of what it names lies around it. */
#ifndef ACTA_WHERE_HEART_H
#define ACTA_WHERE_HEART_H

#include <stdint.h>

typedef struct spot {
    double lat, lon;                 /* degrees */
    double weight;                   /* how much the report speaks of it */
} spot;

/* The spot with most weight around it, the first of equals; NONE where that is too little, or less than half of all. *weight: that
 * weight, or 0. Pure. */
uint32_t heart_of(const spot *spots, uint32_t count, double *weight);

#endif
