/* lookup.h - finding names and agent phrases of the lexicon in a report's words. */
#ifndef ACTA_WHO_LOOKUP_H
#define ACTA_WHO_LOOKUP_H

#include "doc.h"
#include "where/gazetteer.h"
#include "who/tables.h"

/* In the order in which they win where equally long. */
typedef enum hit_kind { HIT_HOLDER, HIT_ORG, HIT_HOUSE, HIT_COUNTRY, HIT_CAPITAL, HIT_DEMONYM, HIT_TOPONYM } hit_kind;

/* A name of the lexicon found in words. */
typedef struct hit {
    word_span words;
    hit_kind kind;
    uint32_t row;                    /* in the kind's table; in doc->toponyms for HIT_TOPONYM */
    char code[4];                    /* "" where the row says none */
    sector_set sectors;
    bool past;                       /* HIT_HOLDER: held the office before the day, not on it */
    bool aside;                      /* "US-backed", "pro-Russian", "London-based": says little of whose they are */
} hit;

/* How to read dated rows and homonyms. */
typedef struct lookup_context {
    const who_tables *tables;
    civil_date day;                  /* year 0: now */
    const char *home;                /* country the report is about, or "" */
    const gazetteer *places;         /* for words of a doc without toponyms; NULL: use the doc's toponyms alone */
} lookup_context;

/* Read "GOV PTY" or "-"; unknown words are passed over (the tables' test sees to them). */
sector_set who_sectors(slice cell);

/* The longest name that begins at word `from` and ends before `to`. */
bool who_name_at(const lookup_context *c, const doc *d, uint32_t from, uint32_t to, hit *found);

/* All names in the words, from the left, never overlapping; at most `capacity`. Returns their number. */
uint32_t who_names_in(const lookup_context *c, const doc *d, word_span words, hit *hits, uint32_t capacity);

/* How a row of the agents' table works in a phrase. */
typedef enum agent_use { AGENT_HEAD, AGENT_WEAK, AGENT_ADDS, AGENT_WINS } agent_use;

typedef struct agent {
    word_span words;
    uint32_t row;
    sector_set sectors;
    agent_use use;
} agent;

/* The longest agent phrase within `words` that holds the word `head`. */
bool who_agent_around(const who_tables *t, const doc *d, word_span words, uint32_t head, agent *found);

/* The longest agent phrase that ends before word `end` and begins at or after `from`. */
bool who_agent_before(const who_tables *t, const doc *d, uint32_t from, uint32_t end, agent *found);

/* The longest office that ends with the word before `end`, begins at or after `from`; its row. */
bool who_office_before(const who_tables *t, const doc *d, uint32_t from, uint32_t end, uint32_t *row);

/* The key of a stretch of words, as table_key gives it; 0 if there is none. */
size_t who_key(const doc *d, uint32_t from, uint32_t to, char out[TABLE_KEY_MAX]);

#endif
