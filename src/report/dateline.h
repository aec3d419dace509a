/* dateline.h - the place, day and agency that stand before the first sentence of a report.
 *
 * "KABUL (Pakistan Point News / Sputnik - 28th February, 2021) ", "MOSCOW, Nov. 1, 2006 (Xinhua) -- ", "WASHINGTON — ",
 * "PARIS/SEVARE, Jan. 14 -- ", "(Reuters) - ", "ISLAMABAD: ". A dateline is a place, or an agency in brackets, then in
 * any order a day, agencies in brackets and a time, then a dash, a colon or the closing bracket. The less of it there
 * is, the more must speak for it: capitals in the place, a whole sentence after it.
 */
#ifndef ACTA_REPORT_DATELINE_H
#define ACTA_REPORT_DATELINE_H

#include "doc.h"

/* Reads the dateline at the head of a paragraph text[byte_from, byte_to); *body is where the sentence after it begins.
 * `published` (year 0: unknown) supplies the year, and the day where only its name is given. `opens`: the paragraph is the
 * first of the report's text, where a bare "Geneva – The" is believed. False: there is none. */
bool dateline_read(const char *text, uint32_t byte_from, uint32_t byte_to, civil_date published, bool opens,
                   dateline *line, uint32_t *body);

#endif
