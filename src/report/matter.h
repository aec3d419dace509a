/* matter.h - what stands around a report's own words: headline, by-lines, credits, sign-offs, the site's furniture.
 *
 * Each test is sure or says no: a paragraph wrongly kept costs a sentence without events, one wrongly dropped an event.
 */
#ifndef ACTA_REPORT_MATTER_H
#define ACTA_REPORT_MATTER_H

#include "doc.h"

/* Does the paragraph end as sentences do? */
bool matter_ends_sentence(const char *text, byte_span p);

/* Short, with no final stop: may be a headline, given that more follows. */
bool matter_is_headline(const char *text, byte_span p);

/* "By Jane Roe", "by Jane Roe in Kabul", "From Jane Roe, Benin", "Jane Roe in Abuja", "Our Correspondent". */
bool matter_is_byline(const char *text, byte_span p);

/* "ADVERTISEMENT", "Share this:", "(File photo)", "All rights reserved ...": not the report's words, wherever it stands. */
bool matter_is_furniture(const char *text, byte_span p);

/* "(Reporting by ...)", "ENDS", "(AFP)", "Enditem": closes a report. */
bool matter_is_signoff(const char *text, byte_span p);

/* The paragraph without a sign-off that stands at its end: "... he said. (Reporting by Jane Roe)". */
byte_span matter_trim_signoff(const char *text, byte_span p);

/* "Ministry" in "Minister flies to Moscow - Ministry"; empty where the end of the headline names no source. */
byte_span matter_title_source(const char *text, byte_span title);

#endif
