/* test.c - acta test: the cases of a corpus against what acta says of them. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "compare.h"
#include "model.h"
#include "pool.h"

enum { COLUMN_WIDTH = 64 };

static const char *const kind_names[] = {"event", "agreement", "obligation", "claim", "entity"};
enum { KINDS = sizeof kind_names / sizeof *kind_names };

typedef struct count {
    size_t expected, found, whole, besides, asked, right;
} count;

typedef struct test_run {
    const settings *s;
    acta_coder *coder;
    count kinds[KINDS];
    size_t cases, right, hoped;      /* hoped: marked :todo, and still not right */
    size_t failed;                   /* could not be coded */
} test_run;

/* ---- one case ---- */

/* acta's records of a case as JSON lines; false after a message. */
static bool code_case(test_run *t, const corpus_file *file, const corpus_case *c, bytes *out) {
    acta_report report = {.bytes = c->text, .byte_count = c->text_bytes, .id = c->id != NULL ? c->id : "case", .published = c->published};
    acta_result *result = NULL;
    acta_err err = {.message = ""};
    acta_status status = acta_code(t->coder, &report, &result, &err);
    if (status == ACTA_OK) status = acta_write_records(result, ACTA_ALL_KINDS & ~(unsigned)ACTA_DOCUMENT, bytes_sink, out, &err);
    acta_result_free(result);
    if (status == ACTA_OK && bytes_sink(out, "", 1)) return true;
    fprintf(stderr, "%s:%zu: %s\n", file->path, c->line, err.message);
    return false;
}

static count *count_of(test_run *t, const char *kind) {
    for (int i = 0; i < KINDS; i++) {
        if (strcmp(kind_names[i], kind) == 0) return &t->kinds[i];
    }
    return NULL;
}

static void count_pairs(test_run *t, const comparison *c) {
    for (size_t i = 0; i < c->pair_count; i++) {
        const record_pair *pair = &c->pairs[i];
        count *n = count_of(t, (pair->expected != NULL ? pair->expected : pair->given)->kind);
        if (n == NULL) continue;
        n->expected += pair->expected != NULL;
        n->found += pair->expected != NULL && pair->given != NULL;
        n->besides += pair->expected == NULL;
        n->whole += pair->right;
        n->asked += pair->asked_count;
        n->right += pair->right_count;
    }
}

/* ---- side by side ---- */

/* The first `cells` characters of a text, then blanks: columns stay columns. */
static void print_cell(const char *text, size_t cells) {
    size_t shown = 0, bytes = 0;
    while (text[bytes] != '\0' && shown < cells) {
        bytes++;
        while (((unsigned char)text[bytes] & 0xC0) == 0x80) bytes++;
        shown++;
    }
    printf("%.*s%*s", (int)bytes, text, (int)(cells - shown), "");
}

static void print_row(const char *left, const char *right, bool same) {
    printf("  ");
    print_cell(left, COLUMN_WIDTH);
    printf(" %c ", same ? ' ' : left[0] == '\0' ? '>' : right[0] == '\0' ? '<' : '|');
    printf("%s\n", right);
}

static void print_record(pad *p, const corpus_case *c, const fact_record *r, bool left) {
    const char *head = fact_head(p, c, r);
    print_row(left ? head : "", left ? "" : head, false);
    for (size_t i = 0; i < r->fact_count; i++) {
        if (strcmp(r->facts[i].name, "mode") == 0) continue;
        const char *line = pad_printf(p, "  %s", fact_text(p, c, &r->facts[i]));
        print_row(left ? line : "", left ? "" : line, false);
    }
}

static void print_pair(pad *p, const corpus_case *c, const record_pair *pair) {
    if (pair->expected == NULL || pair->given == NULL) {
        print_record(p, c, pair->expected != NULL ? pair->expected : pair->given, pair->expected != NULL);
        return;
    }
    print_row(fact_head(p, c, pair->expected), fact_head(p, c, pair->given), pair->label_right);
    for (size_t i = 0; i < pair->fact_count; i++) {
        const fact_pair *f = &pair->facts[i];
        const char *left = f->expected != NULL ? pad_printf(p, "  %s", fact_text(p, c, f->expected)) : "";
        const char *right = f->given != NULL ? pad_printf(p, "  %s", fact_text(p, c, f->given)) : "";
        print_row(left, right, f->right);
    }
}

static void print_case(pad *p, const corpus_file *file, const corpus_case *c, const comparison *compared) {
    printf("%s:%zu: %s%s%s\n", file->path, c->line, c->id != NULL ? c->id : "", c->id != NULL ? ": " : "", c->title);
    print_row("expected", "acta says", true);
    for (size_t i = 0; i < compared->pair_count; i++) {
        if (!compared->pairs[i].right) print_pair(p, c, &compared->pairs[i]);
    }
    printf("\n");
}

/* ---- what acta says, as a corpus file has it ---- */

/* A record is written where the words that tell it can be. */
static bool record_sayable(const corpus_case *c, const fact_record *r) {
    for (size_t i = 0; i < r->fact_count; i++) {
        if (fact_tells(&r->facts[i]) && fact_sayable(c, &r->facts[i])) return true;
    }
    return false;
}

static void write_case(pad *p, const corpus_case *c, const fact_list *given, FILE *out) {
    size_t written = 0;
    for (size_t i = 0; i < given->record_count; i++) {
        const fact_record *r = &given->records[i];
        written += strcmp(r->kind, "entity") != 0 && record_sayable(c, r);
    }
    if (written == 0) fprintf(out, "nothing\n");
    for (size_t i = 0; i < given->record_count; i++) {
        const fact_record *r = &given->records[i];
        bool event = strcmp(r->kind, "event") == 0, agreement = strcmp(r->kind, "agreement") == 0, entity = strcmp(r->kind, "entity") == 0;
        if (!record_sayable(c, r)) continue;
        fprintf(out, "%s\n", fact_head(p, c, r));
        for (size_t f = 0; f < r->fact_count; f++) {
            const fact *this = &r->facts[f];
            bool in_head = strcmp(this->name, "mode") == 0 || (agreement && strcmp(this->name, "name") == 0) ||
                           (entity && (strcmp(this->name, "name") == 0 || strcmp(this->name, "code") == 0));
            bool plain = event && strcmp(this->name, "status") == 0 && strcmp(this->meaning, "actual") == 0;
            if (!in_head && !plain && fact_sayable(c, this)) fprintf(out, "  %s\n", fact_text(p, c, this));
        }
    }
}

/* The file again, with the records of the chosen cases as acta gives them: written beside it, then put in its place. */
static bool rewrite(const corpus_file *file, char *const *records) {
    pad p = {0};
    const char *beside = pad_printf(&p, "%s.new", file->path);
    FILE *out = fopen(beside, "wb");
    size_t next = 0;
    for (size_t n = 0; out != NULL && n < file->line_count;) {
        while (next < file->case_count && (records[next] == NULL || file->cases[next].records_from < n)) next++;
        if (next < file->case_count && file->cases[next].records_from == n) {
            fputs(records[next], out);
            n = file->cases[next].records_to;
            next++;
            if (n < file->line_count) fputs("\n", out);
        } else fprintf(out, "%s\n", file->lines[n++]);
    }
    bool ok = out != NULL && fflush(out) == 0 && ferror(out) == 0;
    if (out != NULL && fclose(out) != 0) ok = false;
    if (ok && rename(beside, file->path) != 0) ok = false;
    if (!ok) fprintf(stderr, "%s: %s\n", beside, strerror(errno));
    pad_clear(&p);
    return ok;
}

static char *case_records(pad *p, const corpus_case *c, const fact_list *given) {
    char *text = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&text, &count);
    if (out == NULL) return NULL;
    write_case(p, c, given, out);
    fclose(out);
    return text;
}

/* ---- files and folders ---- */

static bool wanted(const test_run *t, const corpus_case *c) {
    if (c->skip) return false;
    return t->s->only == NULL || strstr(c->title, t->s->only) != NULL || (c->id != NULL && strstr(c->id, t->s->only) != NULL);
}

static void judge(test_run *t, pad *p, const corpus_file *file, const corpus_case *c, const fact_list *given) {
    fact_list expected = facts_expected(p, file, c);
    comparison compared = compare(p, &expected, given, c->open);
    count_pairs(t, &compared);
    t->cases++;
    t->right += compared.right;
    if (c->todo != NULL && compared.right) printf("%s:%zu: right now: take out the line :todo %s\n\n", file->path, c->line, c->todo);
    if (compared.right) return;
    t->hoped += c->todo != NULL;
    if (c->todo == NULL) print_case(p, file, c, &compared);
}

static void test_file(test_run *t, const char *path) {
    corpus_file file;
    if (!corpus_read(path, &file)) {
        t->failed++;
        return;
    }
    char **records = calloc(file.case_count + 1, sizeof *records);
    for (size_t i = 0; records != NULL && i < file.case_count; i++) {
        const corpus_case *c = &file.cases[i];
        pad p = {0};
        bytes out = {0};
        if (wanted(t, c) && code_case(t, &file, c, &out)) {
            fact_list given = facts_given(&p, c, out.at);
            if (t->s->update) records[i] = case_records(&p, c, &given);
            else judge(t, &p, &file, c, &given);
        } else t->failed += wanted(t, c);
        bytes_clear(&out);
        pad_clear(&p);
    }
    if (records != NULL && t->s->update && !rewrite(&file, records)) t->failed++;
    for (size_t i = 0; records != NULL && i < file.case_count; i++) free(records[i]);
    free(records);
    corpus_free(&file);
}

static int case_file(const struct dirent *entry) {
    size_t bytes = strlen(entry->d_name);
    return entry->d_name[0] != '.' && bytes > 4 && strcmp(entry->d_name + bytes - 4, ".txt") == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* A file, or the .txt files of a folder in the order of their names. */
static void test_path(test_run *t, const char *path) {
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode)) {
        test_file(t, path);
        return;
    }
    struct dirent **entries;
    int found = scandir(path, &entries, case_file, by_bytes);
    for (int i = 0; i < found; i++) {
        pad p = {0};
        test_file(t, pad_printf(&p, "%s/%s", path, entries[i]->d_name));
        pad_clear(&p);
        free(entries[i]);
    }
    if (found >= 0) free(entries);
    else t->failed++;
}

static void print_counts(const test_run *t) {
    printf("%-12s %9s %6s %6s %8s %13s\n", "", "expected", "found", "whole", "besides", "fields right");
    for (int i = 0; i < KINDS; i++) {
        const count *n = &t->kinds[i];
        if (n->expected + n->besides == 0) continue;
        printf("%-12s %9zu %6zu %6zu %8zu %6zu of %zu\n", kind_names[i], n->expected, n->found, n->whole, n->besides, n->right, n->asked);
    }
    printf("%zu of %zu cases right", t->right, t->cases);
    if (t->hoped > 0) printf(", %zu not expected to be", t->hoped);
    printf("\n");
}

int run_test(const settings *s, int count, char **arguments) {
    if (count == 0) {
        fprintf(stderr, "%s: test takes files or folders of cases\n", s->program);
        return EXIT_USAGE;
    }
    acta_model *model = model_open(s);
    test_run t = {.s = s};
    acta_err err;
    if (model == NULL) return EXIT_NOTHING;
    if (acta_coder_new(model, NULL, &t.coder, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s\n", s->program, err.message);
        acta_model_close(model);
        return EXIT_NOTHING;
    }
    for (int i = 0; i < count; i++) test_path(&t, arguments[i]);
    acta_coder_free(t.coder);
    acta_model_close(model);
    if (!s->update) print_counts(&t);
    return t.failed > 0 || t.right + t.hoped < t.cases ? EXIT_SOME : EXIT_FINE;
}
