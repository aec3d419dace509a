/* model.h - finding and opening the data file. */
#ifndef ACTA_CLI_MODEL_H
#define ACTA_CLI_MODEL_H

#include "options.h"

/* The path of the data file: --data, else $ACTA_DATA, else beside the executable, else ../share/acta/ from there.
 * NULL if none of the last two is there; the first two are taken at their word. */
const char *data_path(const settings *s, char *room, size_t room_bytes);

/* Open it, or say on standard error why not and return NULL. */
acta_model *model_open(const settings *s);

#endif
