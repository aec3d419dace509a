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
    reading last;                    /* of the last time added in this sentence; kind READ_NONE: none */
} finder;

/* Only these can begin an expression; the rest of a report's words are passed over at once. */
static bool may_begin(const atom *a) {
    static const char *const others[] = {"the", "a", "an", "that", "same", "these", "those", "its", "their", "his", "q1", "q2", "q3", "q4", "1q", "2q", "3q",
                                         "4q", "tonight", "overnight", "half", "right", "as", "not", "no", "well", "once", "twice", "fy", "long",
                                         "dozens", "scores", "hundreds", "decades", "future", "latter", "most", "latest", "first", "final",
                                         "remaining", "opening", "dozen", "year", "christmas", "id", "days", "less", "sometime", "recent", "sunset", "sundown", "sunrise", "nightfall", "nineteen", NULL};
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

/* ---- two dates that share a part ---------------------------------------------------------------------------------- */

/* "between May and July of 1992", "on March 3 and March 7, 1994": the year stands once, behind the second. */
static acta_status share_year(finder *f, const reading *r) {
    doc *d = f->d;
    const reading *last = &f->last;
    if (d->time_count < 2 || last->kind != READ_DATE || r->kind != READ_DATE || r->year == 0 || r->month == 0) return ACTA_OK;
    if (last->year != 0 || last->year_which != WHICH_NONE || last->month == 0 || last->weekday != 0 || last->which != WHICH_NONE) return ACTA_OK;
    timex *before = &d->times[d->time_count - 2];
    if (before->words.word_to + 1 != d->times[d->time_count - 1].words.word_from) return ACTA_OK;
    reading whole = *last;
    whole.year = r->year - (last->month > r->month);
    word_span words = before->words;
    TRY(resolve_reading(&whole, &f->context, d->arena, before, f->err));
    before->words = words;
    return ACTA_OK;
}

/* "from March 3 to 7", "on April 24 and 25": the month stands once, before the first. Moves on over the second day. */
static acta_status add_second_day(finder *f, scan *s, const reading *r) {
    static const char *const joins[] = {"to", "and", "through", "until", "till", "or", NULL};
    static const char *const closers[] = {",", ".", ";", ":", ")", "and", "but", "in", "at", "to", "for", "on", "by", "with", "when", "as", "that", "the", "after", "before", NULL};
    if (r->kind != READ_DATE || r->month == 0 || r->day == 0 || r->day_last != 0 || !atom_in(scan_peek(s, 0), joins)) return ACTA_OK;
    scan t = *s;
    reading second = *r;
    t.at++;
    uint32_t from = t.at;
    if (!eat_digits(&t, 1, 2, r->day + 1, 31, &second.day) && !eat_ordinal(&t, 31, &second.day)) return ACTA_OK;
    const atom *next = scan_peek(&t, 0);
    if (second.day <= r->day || (next != NULL && next->lex_count == 0 && !atom_in(next, closers) && t.atoms[from].form != NUMBER_ORDINAL)) return ACTA_OK;
    if (next != NULL && atom_class(next, LEX_UNIT, NULL)) return ACTA_OK;
    if (atom_is(next, ",")) {
        scan year = t;
        year.at++;
        if (second.year == 0 && eat_year(&year, &second)) t = year;
    }
    second.weekday = 0;
    second.end = t.at;
    scan at = *s;
    at.at = from;
    TRY(add_time(f, &at, &second));
    if (second.year != 0 && r->year == 0) TRY(share_year(f, &second));
    s->at = t.at;
    return ACTA_OK;
}

static acta_status find_in_sentence(finder *f, uint32_t sentence) {
    TRY(atoms_of_sentence(f->d, sentence, f->scratch, &f->atoms, f->err));
    scan s = {f->atoms.at, f->atoms.count, 0};
    f->last = reading_of(READ_NONE, "");
    while (s.at < s.count) {
        reading r;
        bool found = may_begin(scan_peek(&s, 0)) && read_expression(&s, &r);
        bool kept = found && begins_word(&s) && !is_age(&r);
        if (kept) TRY(add_time(f, &s, &r));
        s.at = found ? r.end : s.at + 1;
        if (!kept) continue;
        TRY(share_year(f, &r));
        f->last = r;
        TRY(add_second_day(f, &s, &r));
    }
    return ACTA_OK;
}

acta_status when_find(doc *d, arena *scratch, acta_err *err) {
    finder f = {.d = d, .scratch = scratch, .err = err};
    f.context.report = d->published.year != 0 ? d->published : d->dateline.date;
    for (uint32_t i = 0; i < d->sentence_count; i++) TRY(find_in_sentence(&f, i));
    return ACTA_OK;
}
