/* explain_ledger.c - why the ledger says what it says: the sentence with its words and parties marked, how likely the model
 * holds it, by which rule its parties, its agreement or the obligation judged were found.
 */
#include "write/explain.h"

static void put_id(account *a, char letter, uint32_t index) {
    const char suffix[] = {'-', letter, '\0'};
    account_put(a, a->w.doc_id);
    account_put(a, suffix);
    account_put_number(a, index + 1);
}

/* "DOC-O1  obligation release" */
static void put_title(account *a, char letter, uint32_t index, const char *kind, const char *label) {
    account_put_colour(a, "1");
    put_id(a, letter, index);
    account_put(a, "  ");
    account_put(a, kind);
    account_put(a, label[0] != '\0' ? " " : "");
    account_put(a, label);
    account_put_colour(a, "0");
    account_put(a, "\n");
}

static void put_parties(account *a, const char *name, const mention_list *list) {
    for (uint32_t i = 0; i < list->count; i++) {
        const mention *m = &a->w.doc->mentions[list->at[i]];
        account_put_filler(a, name, m);
        account_put_filler_why(a, m);
    }
}

/* The sentence that tells the record, with what lies in it marked. */
typedef struct marked_list {
    const mention_list *list;
    const char *name, *colour;
} marked_list;

static void put_sentence(account *a, byte_span told, const char *name, const marked_list *lists, int count) {
    uint32_t sentence = sentence_at(a->w.doc, told.byte_from);
    if (sentence == NONE) return;
    byte_span inside = a->w.doc->sentences[sentence].span;
    account_no_marks(a);
    account_add_mark(a, inside, told, name, "1;31");
    for (int i = 0; i < count; i++) account_mark_list(a, inside, lists[i].list, lists[i].name, lists[i].colour);
    account_put(a, "  ");
    account_put_marked(a, inside);
}

static void put_again(account *a, const byte_span *mentions, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        uint32_t sentence = sentence_at(a->w.doc, mentions[i].byte_from);
        account_put_field(a, "told again");
        account_put(a, "\"");
        account_put_words(a, mentions[i]);
        account_put(a, "\" in sentence ");
        account_put_number(a, sentence == NONE ? 0 : sentence);
    }
}

static void put_likely(account *a, float score) {
    if (!(score > 0)) return;
    account_put_field(a, "likely");
    account_put_score(a, score);
}

static void put_day(account *a, const char *name, civil_date day) {
    if (day.year == 0) return;
    account_put_field(a, name);
    account_put_date(a, day);
}

void explain_agreement(account *a, uint32_t index) {
    const agreement *g = &a->w.doc->agreements[index];
    const marked_list lists[] = {{&g->parties, "party", "1;34"}, {&g->mediators, "mediator", "1;35"}};
    put_title(a, 'A', index, "agreement", "");
    put_sentence(a, g->name, "name", lists, 2);
    put_likely(a, g->score);
    put_parties(a, "party", &g->parties);
    put_parties(a, "mediator", &g->mediators);
    put_day(a, "date", g->from);
    put_again(a, g->mentions, g->mention_count);
    account_put(a, "\n\n");
}

static void put_agreement_of(account *a, const obligation *o) {
    if (o->agreement >= a->w.doc->agreement_count) return;
    account_put_field(a, "agreement");
    put_id(a, 'A', o->agreement);
    account_put(a, " \"");
    account_put_words(a, a->w.doc->agreements[o->agreement].name);
    account_put(a, "\"");
    account_put_why(a, o->agreement_why);
}

void explain_obligation(account *a, uint32_t index) {
    const obligation *o = &a->w.doc->obligations[index];
    const marked_list lists[] = {{&o->obligors, "obligor", "1;34"}, {&o->beneficiaries, "for", "1;35"}};
    put_title(a, 'O', index, "obligation", obligation_names[o->type]);
    put_sentence(a, o->action, "action", lists, 2);
    put_likely(a, o->score);
    put_parties(a, "obligor", &o->obligors);
    account_put_why(a, o->obligor_why);
    put_parties(a, "for", &o->beneficiaries);
    put_agreement_of(a, o);
    put_day(a, "deadline", o->deadline);
    put_again(a, o->mentions, o->mention_count);
    account_put(a, "\n\n");
}

void explain_claim(account *a, uint32_t index) {
    const claim *c = &a->w.doc->claims[index];
    const marked_list lists[] = {{&c->speakers, "said by", "1;33"}};
    put_title(a, 'C', index, "claim", verdict_names[c->verdict]);
    put_sentence(a, c->words, "words", lists, 1);
    put_likely(a, c->score);
    put_parties(a, "said by", &c->speakers);
    account_put_field(a, "judges");
    put_id(a, 'O', c->obligation);
    account_put(a, " \"");
    account_put_words(a, a->w.doc->obligations[c->obligation].action);
    account_put(a, "\"");
    account_put_why(a, c->why);
    put_day(a, "date", c->date);
    account_put(a, "\n\n");
}
