/* merge.c - one event told twice in a report becomes one record with two mentions.
 *
 * Reports tell an event in the headline, in the lead and once more below. Two tellings are one event when they are of
 * one type and status, nothing said of the one speaks against the other (parties, days, figures), and the model, which
 * compares the triggers in their sentences, holds them to be the same; where grammar ties them ("held talks"), it need not
 * be sure. Of several earlier tellings that may be meant, the likeliest is.
 */
#include "merge/merge.h"

#include <math.h>
#include <string.h>

#include "coder.h"
#include "event/event.h"

enum { LOOK_BACK = 64,              /* earlier events of a type that a telling is compared with */
       TELLINGS_COMPARED = 8 };     /* of each event, the first so many */

/* Of the model's likeness; by the pairs of tellings in our corpus's dev reports. */
static const float SAME_LEAST = 0.6f;
static const float SAME_LEAST_UNKNOWN = 0.8f;   /* where no party of the one is told of the other, or a headline names others */
static const float SAME_LEAST_PHRASE = 0.3f;    /* where grammar ties them: "held talks" is one, "killed two and seized five" is not */
static const float NEVER = 2;

static const trigger *trigger_of(const doc *d, const event *e, uint32_t mention) {
    return &d->triggers[e->mentions[mention].trigger];
}

static float same_probability(const trigger *a, const trigger *b, same_scale scale) {
    float cosine = 0;
    for (int k = 0; k < SAME_WIDTH; k++) cosine += a->same[k] * b->same[k];
    return 1 / (1 + expf(-(scale.scale * cosine + scale.bias)));
}

/* The likeliest pair of tellings. */
static float likeness(const doc *d, const event *a, const event *b, same_scale scale) {
    float best = 0;
    for (uint32_t i = 0; i < a->mention_count && i < TELLINGS_COMPARED; i++) {
        for (uint32_t k = 0; k < b->mention_count && k < TELLINGS_COMPARED; k++) {
            float p = same_probability(trigger_of(d, a, i), trigger_of(d, b, k), scale);
            if (p > best) best = p;
        }
    }
    return best;
}

static bool codes_meet(const char *a, const char *b) {
    return a[0] == 0 || b[0] == 0 || strcmp(a, b) == 0;
}

/* Is the code one of those whom the mention stands for? */
static bool has_code(const mention *m, const char *code) {
    bool has = codes_meet(m->code, code);
    for (uint32_t i = 0; i < m->also_count; i++) has |= codes_meet(m->also[i].code, code);
    return has;
}

static bool share_code(const mention *a, const mention *b) {
    bool share = has_code(a, b->code);
    for (uint32_t i = 0; i < b->also_count; i++) share |= has_code(a, b->also[i].code);
    return share;
}

/* Two mentions may be one party: the same entity, or codes and sectors that do not differ. */
static bool may_be_one(const mention *a, const mention *b) {
    if (a->entity != NONE && a->entity == b->entity) return true;
    if (!share_code(a, b)) return false;
    return a->sectors == 0 || b->sectors == 0 || (a->sectors & b->sectors) != 0;
}

static bool is_person(const doc *d, uint32_t mention_at) {
    const mention *m = &d->mentions[mention_at];
    return m->type == NAME_PER && m->entity != NONE;
}

/* Both lists name persons, and none is in both: "met Lavrov" and "met Morozov" are two meetings. */
static bool other_persons(const doc *d, const mention_list *a, const mention_list *b) {
    bool in_a = false, in_b = false;
    for (uint32_t k = 0; k < b->count; k++) in_b |= is_person(d, b->at[k]);
    for (uint32_t i = 0; i < a->count; i++) {
        if (!is_person(d, a->at[i])) continue;
        in_a = true;
        for (uint32_t k = 0; k < b->count; k++) {
            if (d->mentions[b->at[k]].entity == d->mentions[a->at[i]].entity) return false;
        }
    }
    return in_a && in_b;
}

/* Lists agree when one is empty or some member of the one may be a member of the other. */
static bool lists_agree(const doc *d, const mention_list *a, const mention_list *b) {
    if (a->count == 0 || b->count == 0) return true;
    if (other_persons(d, a, b)) return false;
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t k = 0; k < b->count; k++) {
            if (may_be_one(&d->mentions[a->at[i]], &d->mentions[b->at[k]])) return true;
        }
    }
    return false;
}

static int32_t day_number(civil_date c) {
    return c.year * 372 + c.month * 31 + c.day;      /* orders days; gaps do not matter here */
}

static bool days_agree(const event *a, const event *b) {
    if (a->from.year == 0 || b->from.year == 0) return true;
    return day_number(a->from) <= day_number(b->to) && day_number(b->from) <= day_number(a->to);
}

static bool pooled(plover_type t) {
    return t == TYPE_CONSULT || t == TYPE_SUPPORT || t == TYPE_AGREE || t == TYPE_COOPERATE;
}

/* The land of a party, where it is known, is that of one of the event's parties. */
static bool in_either(const doc *d, uint32_t m, const event *e) {
    const mention_list *sides[] = {&e->actors, &e->recipients};
    for (int s = 0; s < 2; s++) {
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            const mention *a = &d->mentions[m], *b = &d->mentions[sides[s]->at[i]];
            if ((a->entity != NONE && a->entity == b->entity) || share_code(a, b)) return true;
        }
    }
    return false;
}

/* Has the one a party that is none of the other's? */
static bool has_stranger(const doc *d, const event *a, const event *b) {
    const mention_list *sides[] = {&a->actors, &a->recipients};
    for (int s = 0; s < 2; s++) {
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            if (!in_either(d, sides[s]->at[i], b)) return true;
        }
    }
    return false;
}

/* Who talk with one another or agree may swap sides between tellings or stand together, and not all need be named again; but
 * where each telling has somebody whom the other has not, these are other people's talks. */
static bool circles_differ(const doc *d, const event *a, const event *b) {
    return has_stranger(d, a, b) && has_stranger(d, b, a);
}

/* Who did it to whom must stand, save among those who do it together. */
static bool parties_agree(const doc *d, const event *a, const event *b) {
    if (pooled(a->type) && circles_differ(d, a, b)) return false;
    if (lists_agree(d, &a->actors, &b->actors) && lists_agree(d, &a->recipients, &b->recipients)) return true;
    return pooled(a->type) && (lists_agree(d, &a->actors, &b->recipients) || lists_agree(d, &a->recipients, &b->actors));
}

static bool in_headline(const doc *d, const event *e, uint32_t mention) {
    uint32_t sentence_at = d->words[trigger_of(d, e, mention)->word].sentence;
    return d->blocks[d->sentences[sentence_at].block].kind == BLOCK_TITLE;
}

static bool has_person(const doc *d, const mention_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        if (is_person(d, list->at[i])) return true;
    }
    return false;
}

/* Coming to a country and meeting somebody there are two consultations, though a headline may tell them as one. */
static bool journey_and_meeting(const doc *d, const event *a, const event *b) {
    if (a->type != TYPE_CONSULT || a->recipients.count == 0 || b->recipients.count == 0) return false;
    if (in_headline(d, a, 0) || in_headline(d, b, 0)) return false;
    return has_person(d, &a->recipients) != has_person(d, &b->recipients);
}

static bool figures_agree(const event_size *a, const event_size *b) {
    return (a->dead < 0 || b->dead < 0 || a->dead == b->dead) && (a->arrested < 0 || b->arrested < 0 || a->arrested == b->arrested) &&
           (a->injured < 0 || b->injured < 0 || a->injured == b->injured) &&
           (a->released < 0 || b->released < 0 || a->released == b->released);
}

/* One trigger governs the other or shares its governor as a light verb's object does: "held talks", "opened fire, shooting". */
static bool one_phrase(const doc *d, const event *a, const event *b) {
    uint32_t x = trigger_of(d, a, 0)->word, y = trigger_of(d, b, 0)->word;
    return d->words[x].head == y || d->words[y].head == x;
}

/* Some party of the one is known to be a party of the other: more than that nothing speaks against it. */
static bool share_party(const doc *d, const event *a, const event *b) {
    const mention_list *of_a[] = {&a->actors, &a->recipients}, *of_b[] = {&b->actors, &b->recipients};
    for (int i = 0; i < 4; i++) {
        if (of_a[i / 2]->count > 0 && of_b[i % 2]->count > 0 && lists_agree(d, of_a[i / 2], of_b[i % 2])) return true;
    }
    return false;
}

/* Lists of one land, whatever else their members are; named persons are themselves. */
static bool lands_agree(const doc *d, const mention_list *a, const mention_list *b) {
    if (a->count == 0 || b->count == 0) return true;
    if (other_persons(d, a, b)) return false;
    for (uint32_t i = 0; i < a->count; i++) {
        for (uint32_t k = 0; k < b->count; k++) {
            if (share_code(&d->mentions[a->at[i]], &d->mentions[b->at[k]])) return true;
        }
    }
    return false;
}

/* A headline names the land or the movement for those who act: "Iran" for its general, "al-Qaeda leader" for his deputy. */
static bool headline_agrees(const doc *d, const event *a, const event *b) {
    return in_headline(d, a, 0) != in_headline(d, b, 0) && lands_agree(d, &a->actors, &b->actors) && lands_agree(d, &a->recipients, &b->recipients);
}

/* How alike two tellings must be. */
static float least_likeness(const doc *d, const event *a, const event *b) {
    if (!parties_agree(d, a, b)) return headline_agrees(d, a, b) ? SAME_LEAST_UNKNOWN : NEVER;
    if (one_phrase(d, a, b)) return SAME_LEAST_PHRASE;
    return share_party(d, a, b) ? SAME_LEAST : SAME_LEAST_UNKNOWN;
}

static bool same_event(const doc *d, const event *a, const event *b, float like) {
    if ((a->status == REALITY_NEGATED) != (b->status == REALITY_NEGATED) || a->mentions[0].trigger == b->mentions[0].trigger) return false;
    if (!days_agree(a, b) || !figures_agree(&a->size, &b->size) || journey_and_meeting(d, a, b)) return false;
    return like >= least_likeness(d, a, b);
}

static void take_if_unknown(int64_t *into, int64_t from) {
    if (*into < 0) *into = from;
}

static void fold_sizes(event_size *into, const event_size *from) {
    take_if_unknown(&into->dead, from->dead);
    take_if_unknown(&into->injured, from->injured);
    take_if_unknown(&into->arrested, from->arrested);
    take_if_unknown(&into->released, from->released);
    take_if_unknown(&into->displaced, from->displaced);
    take_if_unknown(&into->people, from->people);
    into->approx |= from->approx;
}

static void fold_modes(event *into, const event *from) {
    for (uint32_t i = 0; i < from->mode_count; i++) {
        bool known = memchr(into->modes, from->modes[i], into->mode_count) != NULL;
        if (!known && into->mode_count < EVENT_MODES_MAX && into->mode_count == 0) into->modes[into->mode_count++] = from->modes[i];
    }
}

/* A party told by name is worth more than "they": the list with more known codes stays; an empty one is filled. */
static uint32_t known_codes(const doc *d, const mention_list *list) {
    uint32_t known = 0;
    for (uint32_t i = 0; i < list->count; i++) known += d->mentions[list->at[i]].code[0] != 0;
    return known;
}

static void fold_list(const doc *d, mention_list *into, const mention_list *from) {
    if (known_codes(d, into) == 0 && (into->count == 0 || known_codes(d, from) > 0) && from->count > 0) *into = *from;
}

static void fold_date(event *into, const event *from) {
    if (into->from.year != 0 || (into->time != NONE && from->from.year == 0)) return;
    into->time = from->time;
    into->from = from->from;
    into->to = from->to;
    into->grain = from->grain;
    into->date_rule = from->date_rule;
}

/* `told` becomes part of `into`. The fuller telling leads: one outside the headline before one inside it. */
static acta_status fold(doc *d, event *into, event *told, acta_err *err) {
    if (in_headline(d, into, 0) && !in_headline(d, told, 0)) {
        event swap = *into;
        *into = *told;
        *told = swap;
    }
    for (uint32_t i = 0; i < told->mention_count; i++) {
        event_mention *m = ARENA_PUSH(d->arena, into->mentions, into->mention_count, into->mention_capacity);
        TRY_NEW(m, err);
        *m = told->mentions[i];
    }
    fold_list(d, &into->actors, &told->actors);
    fold_list(d, &into->recipients, &told->recipients);
    if (into->speakers.count == 0) into->speakers = told->speakers;
    fold_modes(into, told);
    into->contexts |= told->contexts;
    fold_date(into, told);
    if (into->place == NONE) into->place = told->place;
    fold_sizes(&into->size, &told->size);
    if (told->confidence > into->confidence) into->confidence = told->confidence;
    return ACTA_OK;
}

/* The likeliest of the earlier tellings; of equals the nearest. */
static event *earlier_telling(doc *d, uint32_t kept, const event *e, same_scale scale) {
    uint32_t compared = 0;
    event *best = NULL;
    float most = -1;
    for (uint32_t i = kept; i > 0 && compared < LOOK_BACK; i--) {
        event *before = &d->events[i - 1];
        if (before->type != e->type) continue;
        compared++;
        float like = likeness(d, before, e, scale);
        if (!same_event(d, before, e, like)) continue;
        if (one_phrase(d, before, e)) like = 1;
        if (like > most) best = before, most = like;
    }
    return best;
}

acta_status merge_events(doc *d, same_scale scale, acta_err *err) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < d->event_count; i++) {
        event told = d->events[i];
        event *before = earlier_telling(d, kept, &told, scale);
        if (before != NULL) TRY(fold(d, before, &told, err));
        else d->events[kept++] = told;
    }
    d->event_count = kept;
    return ACTA_OK;
}

acta_status merge_stage(const acta_coder *coder, doc *d, acta_err *err) {
    return merge_events(d, nn_same_scale(coder->model->nn), err);
}
