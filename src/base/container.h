/* container.h - putting a file of the form of datafile.h together. */
#ifndef ACTA_BASE_CONTAINER_H
#define ACTA_BASE_CONTAINER_H

#include "base/datafile.h"

/* The whole file out of its sections, in their order; *out is malloc's and the caller's. The same sections give the same bytes.
 * Fails with: NOMEM, MISUSE (a name too long, or two alike). */
acta_status container_make(const section *sections, uint32_t count, unsigned char **out, size_t *bytes, acta_err *err);

#endif
