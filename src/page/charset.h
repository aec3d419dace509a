/* charset.h - the bytes of a page become UTF-8, by the order of the WHATWG.
 *
 * A byte order mark; what the transport declared; what a meta element or an XML declaration says in the first 1024 bytes; UTF-8 where
 * all of it is valid; windows-1252. Names of charsets mean what browsers take them for: "iso-8859-1" is windows-1252.
 */
#ifndef ACTA_PAGE_CHARSET_H
#define ACTA_PAGE_CHARSET_H

#include "acta.h"
#include "base/arena.h"
#include "base/slice.h"

/* The page in UTF-8, which may still hold NULs and, where it was declared UTF-8 wrongly, broken bytes. `declared` may be NULL. The
 * text is either in the arena or the bytes themselves.  Fails with: NOMEM. */
acta_status charset_decode(slice bytes, const char *declared, arena *a, slice *utf8);

/* The label that the head of a page declares, as it stands there; empty where there is none. */
slice charset_of_head(slice bytes);

#endif
