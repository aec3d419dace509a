/* status.c - failing: a status, and a message in the caller's struct. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

acta_status acta__fail(acta_err *err, acta_status status, int64_t byte_offset, const char *format, ...) {
    if (err != NULL) {
        va_list args;
        va_start(args, format);
        err->status = status;
        err->byte_offset = byte_offset;
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}

const char *acta_status_name(acta_status status) {
    static const char *const english[] = {
#define STATUS_ENGLISH(name, text) text,
        ACTA_STATUS_MAP(STATUS_ENGLISH)
#undef STATUS_ENGLISH
    };
    if ((unsigned)status >= sizeof english / sizeof *english) return "an unknown status";
    return english[status];
}
