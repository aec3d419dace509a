/* confidence.h - from the model's probability of a trigger to the share of such records that are right. */
#ifndef ACTA_EVENT_CONFIDENCE_H
#define ACTA_EVENT_CONFIDENCE_H

#include "base/plover.h"
#include "base/status.h"

typedef struct datafile datafile;

/* A probability's log odds times the slope, plus the offset, are the log odds that the record is right (Platt, 1999). */
typedef struct confidence_scale {
    float slope[PLOVER_TYPES], offset[PLOVER_TYPES];
} confidence_scale;

/* Read data/tables/confidence.tsv; a type it lacks keeps its probability.  Fails with: DATA_FORMAT. */
acta_status confidence_open(const datafile *file, confidence_scale *scale, acta_err *err);

/* 0 to 1, rising with the probability; the doubt is taken from its log odds. */
float confidence_of(const confidence_scale *scale, plover_type type, float probability, float doubt);

#endif
