/* tables.c - acta tables check: a user's own tables read as --tables would, every line that cannot be used told with the reason. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "model.h"

static void print(void *ctx, const char *path, uint32_t line, const char *message) {
    (void)ctx;
    if (line > 0) printf("%s:%u: %s\n", path, line, message);
    else printf("%s: %s\n", path, message);
}

int run_tables(const settings *s, int count, char **arguments) {
    if (count != 2 || strcmp(arguments[0], "check") != 0) {
        fprintf(stderr, "%s tables: say 'check' and the folder; try '%s help tables'\n", s->program, s->program);
        return EXIT_USAGE;
    }
    acta_model *model = model_open(s);
    if (model == NULL) return EXIT_NOTHING;
    acta_table_count found;
    acta_err err;
    acta_status status = acta_model_add_tables(model, arguments[1], print, NULL, &found, &err);
    acta_model_close(model);
    if (status != ACTA_OK) {
        fprintf(stderr, "%s tables: %s\n", s->program, err.message);
        return EXIT_NOTHING;
    }
    printf("%u files: %u lines can be used, %u cannot\n", found.files, found.lines, found.unused);
    return found.unused > 0 ? EXIT_SOME : EXIT_FINE;
}
