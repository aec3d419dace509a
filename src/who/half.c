/* half.c - "the North", "the South's army": the half of a land whose full name the report tells.
 *
 * A report on the two Koreas, on Yemen or Sudan names "North Korea" once and then "the North". A gazetteer knows some
 * province of that name, so that a bare direction is never looked up there: it is the country named with it, or nobody's.
 */
#include "who/half.h"

#include <string.h>

enum { DIRECTIONS = 4, HITS_A_SENTENCE = 24 };

static const char *const directions[DIRECTIONS] = {"north", "south", "east", "west"};

typedef struct halves {
    hit named[DIRECTIONS];           /* the country whose name begins so */
    bool known[DIRECTIONS], unclear[DIRECTIONS];
} halves;

static int direction_of(const doc *d, uint32_t w) {
    for (int i = 0; i < DIRECTIONS; i++) {
        if ((d->words[w].flags & WORD_CAPITAL) != 0 && strcmp(d->words[w].folded, directions[i]) == 0) return i;
    }
    return -1;
}

static halves read_halves(const doc *d, const lookup_context *c) {
    halves h = {0};
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        hit hits[HITS_A_SENTENCE];
        uint32_t n = who_names_in(c, d, d->sentences[s].words, hits, HITS_A_SENTENCE);
        for (uint32_t i = 0; i < n; i++) {
            int k = direction_of(d, hits[i].words.word_from);
            bool country = hits[i].kind == HIT_COUNTRY || hits[i].kind == HIT_DEMONYM;
            if (k < 0 || !country || hits[i].code[0] == 0 || hits[i].words.word_to < hits[i].words.word_from + 2) continue;
            h.unclear[k] |= h.known[k] && strcmp(h.named[k].code, hits[i].code) != 0;
            h.named[k] = hits[i];
            h.known[k] = true;
        }
    }
    return h;
}

/* A direction that is a name by itself: "the North", not "North Kivu". */
static bool stands_alone(const doc *d, const mention *m, uint32_t w) {
    return w + 1 >= m->words.word_to || (d->words[w + 1].flags & WORD_CAPITAL) == 0;
}

static void tell(const doc *d, const mention *m, uint32_t w, const hit *named, reading *own) {
    uint32_t from = d->words[named->words.word_from].span.byte_from, to = d->words[named->words.word_to - 1].span.byte_to;
    memcpy(own->code, named->code, sizeof own->code);
    own->code_table = "named with it";
    own->code_key = (slice){d->text + from, to - from};
    if (w != m->anchor) return;
    own->place = true;
    own->sectors = 0;
    own->told_sectors = false;
}

void who_halves(const doc *d, const lookup_context *c, reading *own) {
    halves h = read_halves(d, c);
    for (uint32_t i = 0; i < d->mention_count; i++) {
        const mention *m = &d->mentions[i];
        bool open = own[i].code[0] == 0 || (own[i].code_table != NULL && strcmp(own[i].code_table, "toponym") == 0);
        for (uint32_t w = m->words.word_from; open && w < m->words.word_to; w++) {
            int k = direction_of(d, w);
            if (k < 0 || !stands_alone(d, m, w)) continue;
            if (h.known[k] && !h.unclear[k]) tell(d, m, w, &h.named[k], &own[i]);
            break;
        }
    }
}
