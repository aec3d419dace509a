#include "where/heart.h"

#include "doc.h"
#include "where/resolve.h"

/* Places so near are one neighbourhood; half of what the report names must lie in it, and nearly one sure mention. */
static const double AROUND_KM = 100, LEAST_SHARE = 0.5, LEAST_WEIGHT = 0.8;

static double weight_around(const spot *spots, uint32_t count, const spot *middle) {
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        if (where_distance(middle->lat, middle->lon, spots[i].lat, spots[i].lon) < AROUND_KM) sum += spots[i].weight;
    return sum;
}

uint32_t heart_of(const spot *spots, uint32_t count, double *weight) {
    double total = 0, best = 0;
    uint32_t heart = NONE;
    for (uint32_t i = 0; i < count; i++) {
        double around = weight_around(spots, count, &spots[i]);
        total += spots[i].weight;
        if (heart != NONE && around <= best + 1e-9) continue;
        best = around;
        heart = i;
    }
    bool plain = heart != NONE && best >= LEAST_WEIGHT && best >= total * LEAST_SHARE;
    *weight = plain ? best : 0;
    return plain ? heart : NONE;
}
