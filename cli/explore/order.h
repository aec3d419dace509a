/* order.h - rows put in order by a number. */
#ifndef ACTA_EXPLORE_ORDER_H
#define ACTA_EXPLORE_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "pad.h"

typedef struct keyed {
    uint32_t key, row;
} keyed;

/* Ascending by key, rows of one key as they stood. What is returned is `rows` or as many in the pad. */
keyed *order_rows(pad *p, keyed *rows, size_t count);

#endif
