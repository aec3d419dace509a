/* sheets.h - the newest sheet of an archive, handed out to answers while another thread watches for changes. */
#ifndef ACTA_EXPLORE_SHEETS_H
#define ACTA_EXPLORE_SHEETS_H

#include "sheet.h"

typedef struct sheets sheets;

/* Reads the archive once before it returns. `path` and `stop` are borrowed until sheets_close. NULL: `wrong` says why. */
sheets *sheets_open(const char *path, const atomic_bool *stop, char *wrong, size_t wrong_bytes);
/* The newest, which stays whole until it is given back. */
const sheet *sheets_take(sheets *all);
void sheets_give_back(sheets *all, const sheet *one);
/* Once `stop` is set and nothing is lent. */
void sheets_close(sheets *all);

#endif
