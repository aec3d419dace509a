/* parts.c - the model's sectors of an entity: the mean of what it says at the head word of each mention. */
#include "who/parts.h"

#include "base/ud.h"

/* From half to .85 and from a tenth to a fifth the choice hardly matters: 803 to 806 of the dev reports' events with the right parties, 796 without. */
enum { SURE = 179, HARDLY = 25 };        /* 255ths */
enum { LEAST_SHARE = 76, MORE_LIKELY_THAN_NOT = 128, MENTIONS_ASKED = 24 };  /* 255ths; a chain's first mentions tell enough */

static uint32_t add_parts(const doc *d, const uint32_t *mentions, uint32_t count, uint32_t sums[PLOVER_SECTORS]) {
    uint32_t asked = 0;
    for (uint32_t i = 0; i < count && asked < MENTIONS_ASKED; i++) {
        uint32_t anchor = d->mentions[mentions[i]].anchor;
        if (d->words[anchor].upos == UPOS_PRON) continue;
        for (int k = 0; k < PLOVER_SECTORS; k++) sums[k] += d->parts[anchor][k];
        asked++;
    }
    return asked;
}

sector_set who_parts(const doc *d, const uint32_t *mentions, uint32_t count) {
    uint32_t sums[PLOVER_SECTORS] = {0};
    uint32_t asked = d->parts == NULL ? 0 : add_parts(d, mentions, count, sums), best = 0;
    if (asked == 0) return 0;
    for (uint32_t k = 1; k < PLOVER_SECTORS; k++) {
        if (sums[k] > sums[best]) best = k;
    }
    if (sums[best] < LEAST_SHARE * asked) return 0;
    sector_set found = (sector_set)1 << best;
    for (uint32_t k = 0; k < PLOVER_SECTORS; k++) {
        if (sums[k] >= MORE_LIKELY_THAN_NOT * asked) found |= (sector_set)1 << k;
    }
    return found;
}

sector_set who_other_part(const doc *d, uint32_t mention, sector_set told) {
    if (d->parts == NULL || d->words[d->mentions[mention].anchor].upos == UPOS_PRON) return 0;
    const uint8_t *share = d->parts[d->mentions[mention].anchor];
    uint8_t best = 0;
    for (uint32_t k = 0; k < PLOVER_SECTORS; k++) {
        if ((told >> k & 1) != 0 && share[k] > HARDLY) return 0;
        if (share[k] > best) best = share[k];
    }
    return best >= SURE ? who_parts(d, &mention, 1) : 0;
}
