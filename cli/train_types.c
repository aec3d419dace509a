/* train_types.c - acta train-types: types of a user's own, learnt from examples, with a word on how well. */
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "examples.h"
#include "model.h"
#include "output.h"
#include "pool.h"

enum { FEW = 20, NAME_COLUMN = 28, SHOWN_COLUMNS = 24 };

typedef struct listener {
    const examples *e;
    uint32_t told;
} listener;

static void tell(void *ctx, size_t example, const char *message) {
    listener *l = ctx;
    l->told++;
    fprintf(stderr, "%s:%llu: not used: %s\n", l->e->path, (unsigned long long)l->e->line[example], message);
}

/* ---- the account of it ---- */

static uint32_t row_sum(const acta_types *t, size_t type) {
    uint32_t sum = 0;
    for (size_t k = 0; k < acta_types_count(t); k++) sum += acta_types_taken(t, type, k);
    return sum;
}

static uint32_t column_sum(const acta_types *t, size_t type) {
    uint32_t sum = 0;
    for (size_t k = 0; k < acta_types_count(t); k++) sum += acta_types_taken(t, k, type);
    return sum;
}

static double share(uint32_t part, uint32_t of) {
    return of == 0 ? 0 : (double)part / of;
}

/* printf pads by bytes; names may hold more bytes than characters. */
static void print_name(const char *name) {
    int wide = 0;
    for (const char *at = name; *at != '\0'; at++) wide += ((unsigned char)*at & 0xC0) != 0x80;
    printf("%s%*s", name, wide < NAME_COLUMN ? NAME_COLUMN - wide : 1, "");
}

static void print_summary(const acta_types *t) {
    uint32_t all = 0, right = 0, most = 0;
    for (size_t k = 0; k < acta_types_count(t); k++) {
        uint32_t of = row_sum(t, k);
        all += of;
        right += acta_types_taken(t, k, k);
        if (of > most) most = of;
    }
    printf("%u examples of %zu types; each judged by what others taught (five parts in turn):\n", all, acta_types_count(t));
    printf("%.1f %% right; %.1f %% if the commonest type were always said; log loss %.2f\n\n", 100 * share(right, all), 100 * share(most, all),
           acta_types_log_loss(t));
}

static void print_types(const acta_types *t) {
    printf("      %-*sexamples  taken  right  precision  recall    F1\n", NAME_COLUMN, "type");
    for (size_t k = 0; k < acta_types_count(t); k++) {
        uint32_t of = row_sum(t, k), taken = column_sum(t, k), right = acta_types_taken(t, k, k);
        printf("%4zu  ", k + 1);
        print_name(acta_types_name(t, k));
        printf("%8u %6u %6u       %4.2f    %4.2f  %4.2f\n", of, taken, right, share(right, taken), share(right, of), share(2 * right, of + taken));
    }
}

/* Which type is taken for which: one line a type, one column a type; of very many the commonest mistakes would drown. */
static void print_confusion(const acta_types *t) {
    size_t count = acta_types_count(t);
    if (count > SHOWN_COLUMNS) return;
    printf("\n      %-*s", NAME_COLUMN, "taken for");
    for (size_t k = 0; k < count; k++) printf("%5zu", k + 1);
    printf("\n");
    for (size_t k = 0; k < count; k++) {
        printf("%4zu  ", k + 1);
        print_name(acta_types_name(t, k));
        for (size_t found = 0; found < count; found++) {
            uint32_t n = acta_types_taken(t, k, found);
            if (n > 0) printf("%5u", n);
            else printf("    .");
        }
        printf("\n");
    }
}

static void warn_of_few(const settings *s, const acta_types *t) {
    for (size_t k = 0; k < acta_types_count(t); k++) {
        uint32_t of = row_sum(t, k);
        if (of < FEW) fprintf(stderr, "%s: only %u examples of '%s'; %d make it surer\n", s->program, of, acta_types_name(t, k), FEW);
    }
}

/* ---- making them ---- */

static bool write_types(const settings *s, const acta_types *t) {
    bytes made = {0};
    acta_err err = {.message = ""};
    bool ok = acta_types_write(t, bytes_sink, &made, &err) == ACTA_OK;
    if (!ok) fprintf(stderr, "%s: %s\n", s->program, made.failed ? "out of memory" : err.message);
    ok = ok && output_print(s, made.at, made.count);
    bytes_clear(&made);
    return ok;
}

static int train(const settings *s, const examples *e) {
    acta_model *model = model_open(s);
    if (model == NULL) return EXIT_NOTHING;
    acta_types *types = NULL;
    acta_err err = {.message = ""};
    listener to = {e, 0};
    acta_status status = acta_types_fit(model, e->at, e->count, tell, &to, &types, &err);
    acta_model_close(model);
    if (status != ACTA_OK) {
        fprintf(stderr, "%s: %s: %s\n", s->program, e->path, err.message);
        return EXIT_NOTHING;
    }
    bool written = write_types(s, types);
    if (written) {
        print_summary(types);
        print_types(types);
        print_confusion(types);
        warn_of_few(s, types);
    }
    acta_types_free(types);
    if (!written) return EXIT_NOTHING;
    return e->wrong + to.told > 0 ? EXIT_SOME : EXIT_FINE;
}

int run_train_types(const settings *s, int count, char **arguments) {
    if (count != 1 || s->output == NULL) {
        fprintf(stderr, "%s train-types: say the file of examples and, with -o, where the types go; try '%s help train-types'\n", s->program, s->program);
        return EXIT_USAGE;
    }
    examples e;
    int status = examples_read(&e, arguments[0]) ? train(s, &e) : EXIT_NOTHING;
    examples_clear(&e);
    return status;
}
