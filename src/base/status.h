/* status.h - failing: a status, and a message in the caller's struct. */
#ifndef ACTA_BASE_STATUS_H
#define ACTA_BASE_STATUS_H

#include "acta.h"

/* Fill err (may be NULL) and hand the status back, so that a failure is one line: return fail(err, ACTA_IO, -1, ...). */
acta_status acta__fail(acta_err *err, acta_status status, int64_t byte_offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Hand a failure up, or go on. */
#define TRY(call)                                                                                                      \
    do {                                                                                                               \
        acta_status try_status_ = (call);                                                                              \
        if (try_status_ != ACTA_OK) return try_status_;                                                                \
    } while (0)

/* A pointer from an arena, or NOMEM. */
#define TRY_NEW(pointer, err)                                                                                          \
    do {                                                                                                               \
        if ((pointer) == NULL) return acta__fail((err), ACTA_NOMEM, -1, "out of memory");                              \
    } while (0)

#endif
