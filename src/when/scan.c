#include <string.h>

#include "when/atoms.h"

const atom *scan_peek(const scan *s, int ahead) {
    int64_t at = (int64_t)s->at + ahead;
    return at >= 0 && at < s->count ? &s->atoms[at] : NULL;
}

bool atom_is(const atom *a, const char *text) {
    return a != NULL && strlen(text) == a->bytes && memcmp(a->at, text, a->bytes) == 0;
}

bool atom_in(const atom *a, const char *const *texts) {
    for (; *texts != NULL; texts++)
        if (atom_is(a, *texts)) return true;
    return false;
}

bool atom_class(const atom *a, lex_class class, int *value) {
    for (uint32_t i = 0; a != NULL && i < a->lex_count; i++) {
        if (a->lex[i].class != class) continue;
        if (value != NULL) *value = a->lex[i].value;
        return true;
    }
    return false;
}

bool eat(scan *s, const char *text) {
    if (!atom_is(scan_peek(s, 0), text)) return false;
    s->at++;
    return true;
}

bool eat_class(scan *s, lex_class class, int *value) {
    if (!atom_class(scan_peek(s, 0), class, value)) return false;
    s->at++;
    return true;
}

bool eat_dash(scan *s) {
    static const char *const dashes[] = {"-", "\xe2\x80\x93", "\xe2\x80\x90", "\xe2\x80\x91", NULL};
    if (!atom_in(scan_peek(s, 0), dashes)) return false;
    s->at++;
    return true;
}

bool eat_digits(scan *s, int digits_min, int digits_max, int64_t low, int64_t high, int *value) {
    const atom *a = scan_peek(s, 0);
    if (a == NULL || a->form != NUMBER_PLAIN || a->digits < digits_min || a->digits > digits_max) return false;
    if (a->number < low || a->number > high) return false;
    *value = (int)a->number;
    s->at++;
    return true;
}

bool eat_ordinal(scan *s, int high, int *value) {
    const atom *a = scan_peek(s, 0);
    int tens = 0, ones = 0;
    if (a != NULL && a->form == NUMBER_ORDINAL && a->number >= 1 && a->number <= high) {
        *value = (int)a->number;
        s->at++;
        return true;
    }
    scan t = *s;
    if (eat_class(&t, LEX_TENS, &tens)) eat_dash(&t);
    if (!eat_class(&t, LEX_ORDINAL, &ones) || (tens > 0 && ones > 9) || tens + ones > high) return false;
    *value = tens + ones;
    *s = t;
    return true;
}

/* ---- quantities --------------------------------------------------------------------------------------------- */

/* "24", "2 1/2", "2.5". */
static bool eat_number_digits(scan *s, double *amount) {
    const atom *a = scan_peek(s, 0);
    if (a == NULL || a->apostrophe || (a->form != NUMBER_PLAIN && a->form != NUMBER_FRACTION)) return false;
    *amount = a->number;
    s->at++;
    const atom *next = scan_peek(s, 0);
    if (a->form == NUMBER_PLAIN && next != NULL && next->form == NUMBER_FRACTION && next->number < 1) {
        *amount += next->number;
        s->at++;
    }
    return true;
}

/* "twenty-four", "twenty four", "a hundred and five" after the article. */
static bool eat_number_words(scan *s, double *amount) {
    int tens = 0, ones = 0, scale = 0;
    bool any = false;
    double sum = 0;
    scan t = *s;
    for (int rounds = 0; rounds < 4; rounds++) {
        double part = 0;
        scan u = t;
        scale = 0;
        if (eat_class(&u, LEX_TENS, &tens)) {
            part = tens;
            scan v = u;
            eat_dash(&v);
            if (eat_class(&v, LEX_CARDINAL, &ones) && ones > 0 && ones < 10) part += ones, u = v;
        } else if (eat_class(&u, LEX_CARDINAL, &ones)) {
            part = ones;
        } else {
            break;
        }
        any = true;
        t = u;
        if (eat_class(&t, LEX_SCALE, &scale)) part *= scale;
        sum += part;
        if (scale == 0) break;
        u = t;
        if (eat(&u, "and") && atom_class(scan_peek(&u, 0), LEX_CARDINAL, NULL)) t = u;
    }
    if (any) *s = t, *amount = sum;
    return any;
}

static bool eat_exact(scan *s, double *amount) {
    return eat_number_digits(s, amount) || eat_number_words(s, amount);
}

/* "a few", "several", "a number of", "dozens of", "hundreds of". */
static bool eat_vague(scan *s) {
    static const char *const nouns[] = {"number", "handful", "series", "lot", "bunch", NULL};
    static const char *const heaps[] = {"dozens", "scores", "hundreds", "thousands", "tens", NULL};
    scan t = *s;
    bool article = eat(&t, "a") || eat(&t, "an");
    if (article && atom_in(scan_peek(&t, 0), nouns)) {
        t.at++;
        if (!eat(&t, "of")) return false;
    } else if (!article && atom_in(scan_peek(&t, 0), heaps)) {
        t.at++;
        if (!eat(&t, "of")) return false;
    } else {
        if (article) eat(&t, "good"), eat(&t, "great");
        if (!eat_class(&t, LEX_VAGUE, NULL)) return false;
    }
    *s = t;
    return true;
}

/* "half a", "half an", "a half", "half". */
static bool eat_half(scan *s) {
    scan t = *s;
    if (eat(&t, "half")) {
        if (!eat(&t, "a") && !eat(&t, "an")) eat_dash(&t);
    } else if (!(eat(&t, "a") && eat(&t, "half"))) {
        return false;
    } else {
        eat_dash(&t);
    }
    *s = t;
    return true;
}

static bool eat_couple(scan *s) {
    scan t = *s;
    if (!eat(&t, "a")) eat(&t, "another");
    if (!eat(&t, "couple")) return false;
    eat(&t, "of");
    eat(&t, "more");
    *s = t;
    return true;
}

/* After a first number: "or three", "to 18", "- 18". */
static void eat_second_number(scan *s) {
    double ignored;
    scan t = *s;
    bool dash = eat_dash(&t);
    if (eat(&t, "to") || eat(&t, "or")) eat_dash(&t);
    else if (!dash) return;
    if (eat_exact(&t, &ignored)) *s = t;
}

/* "and a half" behind the number: "two and a half years". */
static double eat_and_a_half(scan *s) {
    scan t = *s;
    eat_dash(&t);
    if (!eat(&t, "and")) return 0;
    eat_dash(&t);
    if (!eat(&t, "a")) return 0;
    eat_dash(&t);
    if (!eat(&t, "half")) return 0;
    *s = t;
    return 0.5;
}

bool eat_quantity(scan *s, quantity *q) {
    scan t = *s;
    *q = (quantity){.amount = 1};
    if (eat_couple(&t)) {
        q->amount = 2;
    } else if (eat_half(&t)) {
        q->amount = eat(&t, "dozen") ? 6 : 0.5;
    } else if (eat_exact(&t, &q->amount)) {
        q->amount += eat_and_a_half(&t);
        eat_second_number(&t);
    } else if (eat_vague(&t)) {
        q->vague = true;
    } else if (eat(&t, "a") || eat(&t, "an")) {
        int scale = 0;
        q->article = !eat(&t, "dozen") && !eat_class(&t, LEX_SCALE, &scale);
        if (!q->article) q->amount = scale > 0 ? scale : 12;
    } else {
        return false;
    }
    *s = t;
    return true;
}
