/* decode.h - bytes of any likely encoding become valid UTF-8 that still knows where each character came from.
 *
 * Told apart: UTF-16 by its byte order mark or by the zeros of Latin text; UTF-8 where its sequences outnumber broken
 * bytes; windows-1252 otherwise. Every character given counts one, a byte order mark and an undecodable byte too.
 */
#ifndef ACTA_REPORT_DECODE_H
#define ACTA_REPORT_DECODE_H

#include "acta.h"
#include "base/arena.h"

/* Text under repair. `char_at` has one entry a byte and one for the end. */
typedef struct report_text {
    char *bytes;                     /* [byte_count], valid UTF-8, NUL-terminated */
    uint32_t *char_at;               /* [byte_count + 1] code point of the report as given */
    uint32_t byte_count;
    uint32_t char_count;             /* code points given */
    uint32_t damaged;                /* of these could not be read: undecodable, or U+FFFD already when given */
} report_text;

/* What a report is made of, decoded part by part; offsets run on from one to the next. */
typedef struct report_part {
    const char *bytes;
    size_t byte_count;
} report_part;

/* Fails with: NOMEM. */
acta_status decode_parts(const report_part *parts, uint32_t count, arena *a, report_text *text);

/* The byte that windows-1252 has for a character (the five it leaves open stand for themselves); -1: none. */
int decode_byte_1252(uint32_t code);

#endif
