/* names.h - the closed lists of words that headlines, datelines and sign-offs are known by. Look-up ignores case. */
#ifndef ACTA_REPORT_NAMES_H
#define ACTA_REPORT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

int names_month(const char *word, size_t bytes);             /* 1..12 for "Feb", "February", "Sept"; 0 */
int names_weekday(const char *word, size_t bytes);           /* 1..7 for "Monday", "Mon"; 0 */
bool names_is_agency(const char *words, size_t bytes);       /* a whole name: "Reuters", "Xinhua" */
bool names_is_agency_word(const char *word, size_t bytes);   /* part of one: "Press", "News", "Agency" */
bool names_is_label(const char *word, size_t bytes);         /* "UPDATE", "BREAKING", "NOTE": no place */
bool names_is_organisation(const char *word, size_t bytes);  /* "NATO", "UNHCR": no place either */
bool names_is_source(const char *word, size_t bytes);        /* whose word a headline gives: "ministry", "reports" */
bool names_is_city(const char *words, size_t bytes);         /* "New Delhi": a place although not in capitals */

bool names_are_sorted(void);                                 /* for the tests */

#endif
