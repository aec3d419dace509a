/* reversal.c - lifting a ban is no ban.
 *
 * "Lifted the embargo", "eased the curfew", "tariffs were reduced": the noun names a sanction or a restriction, the verb undoes it.
 * The model sees the noun and half believes in a SANCTION or a COERCE; the code book calls the end of sanctions a RETREAT and that
 * of other restrictions a CONCEDE.
 */
#include <string.h>

#include "base/ud.h"
#include "event/event.h"

static const char *const undoing[] = {"lift", "ease", "relax", "rescind", "revoke", "repeal", "waive", "reduce", "lower", "loosen", "roll", "end",
                                      "scrap", "remove"};
static const char *const restrictions[] = {"sanction", "sanctions", "embargo", "blockade", "ban", "curfew", "restriction", "tariff", "tariffs", "siege",
                                           "emergency", "state", "closure"};

static bool is_one_of(const char *lemma, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (lemma != NULL && strcmp(lemma, list[i]) == 0) return true;
    }
    return false;
}

static bool undoes(const doc *d, uint32_t verb) {
    if (d->words[verb].upos != UPOS_VERB || !is_one_of(d->words[verb].lemma, undoing, sizeof undoing / sizeof *undoing)) return false;
    const word_span s = d->sentences[d->words[verb].sentence].words;
    for (uint32_t w = s.word_from; w < s.word_to; w++) {
        const word *noun = &d->words[w];
        bool undergoes = noun->head == verb && (noun->rel == REL_obj || noun->rel == REL_nsubj_pass);
        if (undergoes && is_one_of(noun->lemma, restrictions, sizeof restrictions / sizeof *restrictions)) return true;
    }
    return false;
}

static void move(float *types, plover_type from, plover_type to) {
    if (types[from] > types[to]) types[to] = types[from];
    types[from] = 0;
}

void event_reverse(doc *d) {
    for (uint32_t i = 0; i < d->trigger_count; i++) {
        if (!undoes(d, d->triggers[i].word)) continue;
        move(d->triggers[i].type, TYPE_SANCTION, TYPE_RETREAT);
        move(d->triggers[i].type, TYPE_COERCE, TYPE_CONCEDE);
    }
}
