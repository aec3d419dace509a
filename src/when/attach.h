/* attach.h - which of the report's times is the day, week or year of an event. */
#ifndef ACTA_WHEN_ATTACH_H
#define ACTA_WHEN_ATTACH_H

#include "doc.h"

/* Gives every event its time, interval, grain and date_rule, and turns what is long past into history. role_least: the
 * probability from which the model's date role is believed. */
void when_attach(doc *d, float role_least);

/* Is the time's phrase hung on the trigger, or on the verb that the trigger belongs to, by the parse? */
bool time_hangs_on(const doc *d, const timex *t, uint32_t trigger_word);

/* An event told in the headline alone: the first event of its type that the first two sentences of the text tell, or NONE. */
uint32_t event_of_lead(const doc *d, const event *e);

#endif
