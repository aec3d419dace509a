/* surroundings.c - reports that tell nothing.
 *
 * The model weighs a sentence with little of what stands around it. A coach who demands, a critic who rejects and a firm that
 * agrees are told in the words of ministers; what gives them away is that nothing else in the report is an event either. So the
 * mean probability of an event in the other sentences, where it is less than usual, lowers the log odds. It lowers those of words
 * (asking, refusing, praising, accusing) further than those of deeds, for everybody's words are reported, arrests and shellings
 * seldom by the way. A few usual sentences are counted beside a report's own, so that a short one is judged mildly.
 *
 * A mean above the usual one raises nothing: it makes an event likelier too, but most of those gained so retell one already told.
 */
#include "event/surroundings.h"

#include <math.h>

#include "base/status.h"

/* The mean over the sentences of our corpus's dev reports, and how many such sentences are counted beside a report's own. */
static const float USUAL = 0.5f, USUAL_SENTENCES = 8;

/* By logistic regression on the dev reports. */
static const float OF_DEEDS = 1.57f, OF_WORDS = 2.37f;

static bool is_of_words(plover_type type) {
    return plover_types[type].quad == 1 || plover_types[type].quad == 3;
}

acta_status surroundings_read(doc *d, surroundings *s, acta_err *err) {
    *s = (surroundings){ARENA_NEW(d->arena, float, d->sentence_count), 0, d->sentence_count};
    TRY_NEW(s->likeliest, err);
    for (uint32_t i = 0; i < d->trigger_count; i++) {
        float *likeliest = &s->likeliest[d->words[d->triggers[i].word].sentence];
        for (plover_type type = 0; type < PLOVER_TYPES; type++) *likeliest = fmaxf(*likeliest, d->triggers[i].type[type]);
    }
    for (uint32_t i = 0; i < s->sentences; i++) s->sum += s->likeliest[i];
    return ACTA_OK;
}

float surroundings_doubt(const surroundings *s, uint32_t sentence, plover_type type) {
    float others = s->sum - s->likeliest[sentence], count = (float)(s->sentences - 1);
    float mean = (others + USUAL_SENTENCES * USUAL) / (count + USUAL_SENTENCES);
    return fmaxf(0, logf(USUAL / mean)) * (is_of_words(type) ? OF_WORDS : OF_DEEDS);
}
