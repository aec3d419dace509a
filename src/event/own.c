/* own.c - which of the user's own types an event is of. */
#include "event/event.h"

static float mean_of(const doc *d, const event *e, uint32_t type) {
    float sum = 0;
    for (uint32_t i = 0; i < e->mention_count; i++) sum += d->triggers[e->mentions[i].trigger].own[type];
    return sum / (float)e->mention_count;
}

uint32_t event_own_type(const doc *d, const event *e, float *probability) {
    uint32_t best = NONE;
    *probability = 0;
    if (e->mention_count == 0) return NONE;
    for (uint32_t k = 0; k < d->own_type_count; k++) {
        float p = mean_of(d, e, k);
        if (best != NONE && p <= *probability) continue;
        best = k;
        *probability = p;
    }
    return best;
}
