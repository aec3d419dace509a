/* deed.c - what a deed makes of those who take part in it.
 *
 * A villager who was driven out is a refugee, however the report names him. "Israeli" in "Israeli raids" stands for the army that
 * flies them, not for the government. Students in a march are citizens. None of this is told by the words of a mention alone.
 */
#include "who/deed.h"

#include <string.h>

#include "base/ud.h"

static bool has_mode(const event *e, int mode) {
    for (uint32_t i = 0; i < e->mode_count; i++) {
        if (e->modes[i] == mode) return true;
    }
    return false;
}

static bool is_named_person(const doc *d, const entity *e) {
    for (uint32_t i = 0; i < e->mention_count; i++) {
        if (d->mentions[e->mentions[i]].type == NAME_PER) return true;
    }
    return false;
}

/* People who were made to flee, wherever the report tells of them again. */
static void displace(doc *d, uint32_t at) {
    mention *m = &d->mentions[at];
    if (m->sectors != SECTOR_BIT(CVL)) return;
    m->sectors |= SECTOR_BIT(REF);
    entity *e = m->entity == NONE ? NULL : &d->entities[m->entity];
    if (e == NULL || e->sectors != SECTOR_BIT(CVL) || is_named_person(d, e)) return;
    e->sectors |= SECTOR_BIT(REF);
    for (uint32_t i = 0; i < e->mention_count; i++) {
        mention *other = &d->mentions[e->mentions[i]];
        if (other->sectors == SECTOR_BIT(CVL)) other->sectors |= SECTOR_BIT(REF);
    }
}

/* "Israeli" of "Israeli raids", "U.S." of "U.S. warships". */
static bool is_attribute(const doc *d, const mention *m) {
    const word *w = &d->words[m->anchor];
    rel how = rel_base((rel)w->rel);
    return (how == REL_amod || how == REL_compound) && w->head != NONE && w->head >= m->words.word_to;
}

static void arm(doc *d, const mention_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        mention *m = &d->mentions[list->at[i]];
        if (m->sectors == SECTOR_BIT(GOV) && m->code[0] != 0 && is_attribute(d, m)) m->sectors = SECTOR_BIT(MIL);
    }
}

static bool is_student(const doc *d, const mention *m) {
    static const char *const students[] = {"student", "students", "pupil", "pupils", "undergraduate", "undergraduates", "schoolchildren"};
    for (size_t i = 0; i < sizeof students / sizeof *students; i++) {
        if (strcmp(d->words[m->anchor].folded, students[i]) == 0) return true;
    }
    return false;
}

static void march(doc *d, const mention_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        mention *m = &d->mentions[list->at[i]];
        if (m->sectors == SECTOR_BIT(EDU) && is_student(d, m)) m->sectors = SECTOR_BIT(CVL);
    }
}

void who_deeds(doc *d) {
    for (uint32_t i = 0; i < d->event_count; i++) {
        event *e = &d->events[i];
        if (e->type == TYPE_ASSAULT || e->type == TYPE_RETREAT) {
            arm(d, &e->actors);
            arm(d, &e->recipients);
        }
        if (has_mode(e, MODE_PROTEST_demo) || has_mode(e, MODE_PROTEST_riot)) march(d, &e->actors);
        for (uint32_t k = 0; has_mode(e, MODE_SANCTION_expel) && k < e->recipients.count; k++) displace(d, e->recipients.at[k]);
    }
}
