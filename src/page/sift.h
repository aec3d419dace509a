/* sift.h - what can hold no part of a report goes before the page is parsed: scripts, styles, drawings, comments, NULs.
 *
 * It makes parsing cheap (most bytes of a page are scripts) and safe: tags nested deeper than PAGE_DEPTH_MAX are left out, their text
 * stays.
 */
#ifndef ACTA_PAGE_SIFT_H
#define ACTA_PAGE_SIFT_H

#include "acta.h"
#include "base/arena.h"
#include "base/slice.h"

enum { PAGE_DEPTH_MAX = 400 };       /* browsers stop at 512; pages that people made stay below 60 */

/* Fails with: NOMEM. */
acta_status sift(slice page, arena *a, slice *sifted);

#endif
