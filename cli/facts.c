/* facts.c - what a corpus case expects, as facts. */
#include "facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fact_add(pad *p, fact_record *r, const char *name, const text_span *span, const char *meaning) {
    r->facts = pad_append(p, r->facts, &r->fact_count, sizeof *r->facts);
    r->facts[r->fact_count - 1] = (fact){.name = name, .has_span = span != NULL, .span = span != NULL ? *span : (text_span){0, 0}, .meaning = meaning};
}

fact_record *fact_record_add(pad *p, fact_list *list, const char *kind, const char *label) {
    list->records = pad_append(p, list->records, &list->record_count, sizeof *list->records);
    fact_record *r = &list->records[list->record_count - 1];
    *r = (fact_record){.kind = kind, .label = label, .id = "", .about = ""};
    return r;
}

/* Each word of a text as a fact: modes, contexts. */
static void add_words(pad *p, fact_record *r, const char *name, const char *words) {
    for (const char *at = words; *at != '\0';) {
        at += strspn(at, " \t,");
        size_t bytes = strcspn(at, " \t,");
        if (bytes > 0) fact_add(p, r, name, NULL, pad_text(p, at, bytes));
        at += bytes;
    }
}

/* Words with single spaces between them, without commas unless they are kept. */
static char *tidy(pad *p, const char *text, bool keep_commas) {
    char *out = pad_take(p, strlen(text) + 1), *to = out;
    for (const char *at = text; *at != '\0'; at++) {
        bool gap = *at == ' ' || *at == '\t' || (*at == ',' && !keep_commas);
        if (!gap) *to++ = *at;
        else if (to > out && to[-1] != ' ') *to++ = ' ';
    }
    if (to > out && to[-1] == ' ') to--;
    *to = '\0';
    return out;
}

static bool takes_party(const char *name) {
    static const char *const names[] = {"actor", "recipient", "said_by", "party", "mediator", "obligor", "beneficiary"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) return true;
    }
    return false;
}

/* "nobody" and "-" mean that the field must be empty: a fact without words or meaning. */
static bool says_empty(const char *value) {
    return strcmp(value, "-") == 0 || strcmp(value, "nobody") == 0;
}

static void expect_quoted(pad *p, const corpus_file *file, const corpus_case *c, const corpus_field *f, const text_span *near, fact_record *r) {
    const char *arrow = strstr(f->value, "->");
    const char *meaning = arrow != NULL ? tidy(p, arrow + 2, !takes_party(f->name)) : "";
    text_span span;
    if (strchr(f->value, '"') == NULL) {
        fact_add(p, r, f->name, NULL, says_empty(f->value) ? "" : meaning);
        return;
    }
    if (corpus_locate(c, f->value, near, &span)) fact_add(p, r, f->name, &span, strcmp(meaning, "-") == 0 ? "" : meaning);
    else fprintf(stderr, "%s:%zu: not in the report: %s\n", file->path, f->line, f->value);
}

static void expect_office(pad *p, const corpus_field *f, fact_record *r) {
    size_t bytes = strlen(f->value);
    bool quoted = bytes >= 2 && f->value[0] == '"' && f->value[bytes - 1] == '"';
    fact_add(p, r, f->name, NULL, quoted ? pad_text(p, f->value + 1, bytes - 2) : f->value);
}

static void expect_field(pad *p, const corpus_file *file, const corpus_case *c, const corpus_field *f, const text_span *near, fact_record *r) {
    if (strcmp(f->name, "context") == 0) add_words(p, r, "context", f->value);
    else if (strcmp(f->name, "office") == 0) expect_office(p, f, r);
    else if (strcmp(f->name, "status") == 0 || strcmp(f->name, "size") == 0) fact_add(p, r, f->name, NULL, tidy(p, f->value, false));
    else expect_quoted(p, file, c, f, near, r);
}

/* The words that other fields of the record stand near: trigger, action, words of a claim, name of an agreement. */
static bool anchor_of(const corpus_case *c, const corpus_record *r, text_span *span) {
    if (strcmp(r->kind, "agreement") == 0) return corpus_locate(c, r->argument, NULL, span);
    for (size_t i = 0; i < r->field_count; i++) {
        const char *name = r->fields[i].name;
        if (strcmp(name, "trigger") == 0 || strcmp(name, "action") == 0 || strcmp(name, "words") == 0) {
            return corpus_locate(c, r->fields[i].value, NULL, span);
        }
    }
    return false;
}

/* The nth word of an argument, from 0; "" if there are not so many. */
static char *word_of(pad *p, const char *text, int nth) {
    for (; nth > 0; nth--) {
        text += strcspn(text, " \t");
        text += strspn(text, " \t");
    }
    return pad_text(p, text, strcspn(text, " \t"));
}

static fact_record *expect_head(pad *p, const corpus_case *c, const corpus_record *from, fact_list *list) {
    const char *kind = from->kind, *argument = from->argument;
    bool agreement = strcmp(kind, "agreement") == 0, obligation = strcmp(kind, "obligation") == 0, claim = strcmp(kind, "claim") == 0;
    fact_record *r = fact_record_add(p, list, kind, agreement ? "" : word_of(p, argument, obligation ? 2 : claim ? 1 : 0));
    if (agreement || obligation) r->id = word_of(p, argument, 0);
    if (obligation || claim) r->about = word_of(p, argument, obligation ? 1 : 0);
    if (strcmp(kind, "event") == 0) add_words(p, r, "mode", argument + strcspn(argument, " \t"));
    text_span span;
    if (agreement && corpus_locate(c, argument, NULL, &span)) fact_add(p, r, "name", &span, "");
    if (strcmp(kind, "entity") == 0) {
        const char *open = strchr(argument, '"'), *close = open != NULL ? strchr(open + 1, '"') : NULL, *arrow = strstr(argument, "->");
        if (close != NULL) fact_add(p, r, "name", NULL, pad_text(p, open + 1, (size_t)(close - open - 1)));
        if (arrow != NULL) fact_add(p, r, "code", NULL, tidy(p, arrow + 2, false));
    }
    return r;
}

fact_list facts_expected(pad *p, const corpus_file *file, const corpus_case *c) {
    fact_list list = {0};
    for (size_t i = 0; i < c->record_count; i++) {
        const corpus_record *from = &c->records[i];
        text_span anchor;
        bool anchored = anchor_of(c, from, &anchor), status_said = false;
        fact_record *r = expect_head(p, c, from, &list);
        for (size_t f = 0; f < from->field_count; f++) {
            expect_field(p, file, c, &from->fields[f], anchored ? &anchor : NULL, r);
            status_said |= strcmp(from->fields[f].name, "status") == 0;
        }
        if (strcmp(from->kind, "event") == 0 && !status_said) fact_add(p, r, "status", NULL, "actual");
    }
    return list;
}

bool fact_tells(const fact *f) {
    static const char *const names[] = {"trigger", "also", "name", "action", "words", "alias"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (f->has_span && strcmp(names[i], f->name) == 0) return true;
    }
    return false;
}

/* The form has no way to quote a quotation mark: the longest stretch without one stands for the whole. */
static text_span quotable(const corpus_case *c, text_span span) {
    text_span best = {span.byte_from, span.byte_from};
    for (size_t from = span.byte_from; from < span.byte_to;) {
        const char *mark = memchr(c->text + from, '"', span.byte_to - from);
        size_t to = mark != NULL ? (size_t)(mark - c->text) : span.byte_to;
        while (from < to && c->text[from] == ' ') from++;
        text_span piece = {from, to};
        while (piece.byte_to > piece.byte_from && c->text[piece.byte_to - 1] == ' ') piece.byte_to--;
        if (piece.byte_to - piece.byte_from > best.byte_to - best.byte_from) best = piece;
        from = to + 1;
    }
    return best;
}

bool fact_sayable(const corpus_case *c, const fact *f) {
    text_span span = quotable(c, f->span);
    return !f->has_span || span.byte_to > span.byte_from;
}

/* "words" or "words"#2, on one line. */
static char *quote(pad *p, const corpus_case *c, text_span whole) {
    text_span span = quotable(c, whole);
    size_t nth, count = corpus_occurrences(c, span, &nth);
    char *words = pad_text(p, c->text + span.byte_from, span.byte_to - span.byte_from);
    for (char *at = words; *at != '\0'; at++) {
        if (*at == '\n') *at = ' ';
    }
    return count > 1 && nth > 0 ? pad_printf(p, "\"%s\"#%zu", words, nth) : pad_printf(p, "\"%s\"", words);
}

static bool is_day(const fact *f) {
    return strcmp(f->name, "date") == 0 || strcmp(f->name, "deadline") == 0;
}

char *fact_text(pad *p, const corpus_case *c, const fact *f) {
    const char *words = f->has_span ? quote(p, c, f->span) : is_day(f) ? "-" : "";
    bool arrow = f->meaning[0] != '\0' && words[0] != '\0', bare = f->meaning[0] != '\0' && words[0] == '\0';
    bool in_quotes = bare && strcmp(f->name, "office") == 0;
    return pad_printf(p, "%-10s %s%s%s%s%s", f->name, words, arrow ? " -> " : "", in_quotes ? "\"" : "", f->meaning, in_quotes ? "\"" : "");
}

static const fact *fact_named(const fact_record *r, const char *name) {
    for (size_t i = 0; i < r->fact_count; i++) {
        if (strcmp(r->facts[i].name, name) == 0) return &r->facts[i];
    }
    return NULL;
}

char *fact_head(pad *p, const corpus_case *c, const fact_record *r) {
    const fact *name = fact_named(r, "name"), *code = fact_named(r, "code");
    if (strcmp(r->kind, "agreement") == 0) return pad_printf(p, "agreement %s %s", r->id, name != NULL && name->has_span ? quote(p, c, name->span) : "\"\"");
    if (strcmp(r->kind, "obligation") == 0) return pad_printf(p, "obligation %s %s %s", r->id, r->about[0] != '\0' ? r->about : "-", r->label);
    if (strcmp(r->kind, "claim") == 0) return pad_printf(p, "claim %s %s", r->about, r->label);
    if (strcmp(r->kind, "entity") == 0) {
        return pad_printf(p, "entity %s \"%s\"%s%s", r->label, name != NULL ? name->meaning : "", code != NULL ? " -> " : "", code != NULL ? code->meaning : "");
    }
    char *head = pad_printf(p, "event %s", r->label);
    for (size_t i = 0; i < r->fact_count; i++) {
        if (strcmp(r->facts[i].name, "mode") == 0) head = pad_printf(p, "%s %s", head, r->facts[i].meaning);
    }
    return head;
}
