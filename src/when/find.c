#include "when/find.h"

#include <string.h>

#include "base/status.h"
#include "when/direction.h"

typedef struct finder {
    doc *d;
    arena *scratch;
    acta_err *err;
    atom_list atoms;
    time_context context;
} finder;

/* Only these can begin an expression; the rest of a report's words are passed over at once. */
static bool may_begin(const atom *a) {
    static const char *const others[] = {"the", "a", "an", "that", "same", "these", "those", "its", "their", "his", "q1", "q2", "q3", "q4", "1q", "2q", "3q",
                                         "4q", "tonight", "overnight", "half", "right", "as", "not", "no", "well", "once", "twice", "fy", "long",
                                         "dozens", "scores", "hundreds", "decades", "future", "latter", "most", "latest", "first", "final",
                                         "remaining", "opening", "dozen", "year", "christmas", "id", "days", "less", "sometime", "recent", "nineteen", NULL};
    if (a->lex_count > 0 || a->form != NUMBER_NONE || (a->at[0] >= '0' && a->at[0] <= '9')) return true;
    return a->capital || atom_in(a, others);
}

/* A word cut at hyphens belongs wholly to an expression that holds any of it, except for what the cut began with:
 * "pre-1990" is not a time. */
static bool begins_word(const scan *s) {
    const atom *here = scan_peek(s, 0), *before = scan_peek(s, -1);
    return before == NULL || before->word != here->word;
}

/* "A 32-year-old": unlike "an 8-month-old ceasefire" it dates nothing. */
static bool is_age(const reading *r) {
    return r->rule == AGE_RULE && r->unit == UNIT_YEAR;
}

/* "a year earlier" compares; the story stays where it is. */
static bool counts_years_back(const reading *r) {
    return r->kind == READ_SHIFT && r->unit >= UNIT_QUARTER;
}

static acta_status add_time(finder *f, const scan *s, const reading *r) {
    doc *d = f->d;
    word_span words = {s->atoms[s->at].word, s->atoms[r->end - 1].word + 1};
    timex *t = ARENA_PUSH(d->arena, d->times, d->time_count, d->time_capacity);
    TRY_NEW(t, f->err);
    t->words = words;
    f->context.direction = time_direction(d, words);
    f->context.sentence = d->words[words.word_from].sentence;
    TRY(resolve_reading(r, &f->context, d->arena, t, f->err));
    if (!counts_years_back(r)) context_follow(&f->context, t);
    return ACTA_OK;
}

static acta_status find_in_sentence(finder *f, uint32_t sentence) {
    TRY(atoms_of_sentence(f->d, sentence, f->scratch, &f->atoms, f->err));
    scan s = {f->atoms.at, f->atoms.count, 0};
    while (s.at < s.count) {
        reading r;
        bool found = may_begin(scan_peek(&s, 0)) && read_expression(&s, &r);
        if (found && begins_word(&s) && !is_age(&r)) TRY(add_time(f, &s, &r));
        s.at = found ? r.end : s.at + 1;
    }
    return ACTA_OK;
}

acta_status when_find(doc *d, arena *scratch, acta_err *err) {
    finder f = {.d = d, .scratch = scratch, .err = err};
    f.context.report = d->published.year != 0 ? d->published : d->dateline.date;
    for (uint32_t i = 0; i < d->sentence_count; i++) TRY(find_in_sentence(&f, i));
    return ACTA_OK;
}
