/* own.h - a user's own tables, read beside ours: files of the form of data/tables, and PETRARCH dictionaries as they are.
 *
 * Their lines go over ours: a name that the user's table has is no longer looked up in our table of that kind.
 */
#ifndef ACTA_WHO_OWN_H
#define ACTA_WHO_OWN_H

#include "base/tsv.h"
#include "who/tables.h"

/* The tables that can be added to, in the order of their names in own.c. */
typedef enum own_kind { OWN_AGENTS, OWN_CAPITALS, OWN_COUNTRIES, OWN_DEMONYMS, OWN_GIVEN, OWN_HOLDERS, OWN_OFFICES, OWN_ORGS, OWN_KINDS } own_kind;

/* What the compiled tables stand on; freed with the model. */
typedef struct own_tables {
    unsigned char *compiled[OWN_KINDS];      /* NULL: ours alone */
    uint64_t hash;                           /* of all lines taken; 0: none */
} own_tables;

/* Read every table of a folder and put `tables` over ours. Lines that cannot be used are told to `note` and left out.
 * Fails with: IO (the folder or a file in it cannot be read), NOMEM; `tables` are then as they were. */
acta_status own_tables_read(const char *folder, who_tables *tables, own_tables *own, tsv_note note, void *ctx, acta_table_count *count,
                            acta_err *err);

void own_tables_clear(own_tables *own);

/* Is this the code of a country or a kind of body in the tables? */
bool own_code_known(const who_tables *tables, slice code);

#endif
