/* version.c - acta version. */
#include <stdio.h>

#include "commands.h"
#include "model.h"

int run_version(const settings *s, int count, char **arguments) {
    (void)count;
    (void)arguments;
    printf("acta %s, data file format %d\n", acta_version(), ACTA_FILE_FORMAT);
    acta_model *model = model_open(s);
    if (model == NULL) return EXIT_NOTHING;
    printf("%s", acta_model_info(model));
    acta_model_close(model);
    return EXIT_FINE;
}
