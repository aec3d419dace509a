/* number.h - cardinal numbers as English text writes them. */
#ifndef ACTA_BASE_NUMBER_H
#define ACTA_BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Reads one folded word into a sum being read: "12,500", "3.5", "seventeen", "hundred", "million", "twenty-two".
 * Start with {0}; feed words in order; stop at the first word refused. */
typedef struct number_reader {
    double done;                     /* whole thousands, millions … */
    double current;                  /* below the next scale word */
    bool any;
} number_reader;

bool number_feed(number_reader *n, const char *folded);
double number_value(const number_reader *n);

/* The number of one word alone; false if it is none. */
bool number_of_word(const char *folded, double *value);

#endif
