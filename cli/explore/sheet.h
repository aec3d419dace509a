/* sheet.h - what views count by, of every event of an archive, in memory.
 *
 * A view of a million events must answer while a person drags a brush. SQL over the tables takes seconds for that; a walk over
 * forty-eight bytes an event takes a few milliseconds, whatever is asked. So the columns that filters and counts need are read once
 * (sheet_load), and everything else (words, records, texts) stays in the archive and is asked for by the row. A sheet is never changed:
 * when the archive has grown a new one takes its place (sheets.h).
 */
#ifndef ACTA_EXPLORE_SHEET_H
#define ACTA_EXPLORE_SHEET_H

#include "names.h"
#include "reader.h"

enum { NO_DAY = INT32_MIN };
#define NOWHERE UINT32_MAX

typedef struct sheet_event {
    int64_t event;                   /* the archive's number for it */
    int32_t day;                     /* since 1970-01-01, or NO_DAY */
    uint32_t doc;                    /* in docs */
    uint32_t place;                  /* in places, or NOWHERE */
    uint32_t happening;              /* in happenings, or NOWHERE */
    uint32_t party_from;             /* in parties: actors, recipients, speakers */
    uint32_t country;                /* a name: where it happened */
    float confidence, scale;         /* confidence -1: not said */
    uint8_t type, quad, status;      /* codes.h; TYPES or STATUSES: one that this program does not know */
    uint8_t actors, recipients, speakers;
} sheet_event;

typedef struct sheet_doc {
    int64_t doc;
    int32_t day;                     /* published, or NO_DAY */
    uint32_t weight;                 /* itself, and the copies of it that were passed over uncoded */
    bool copy;
} sheet_doc;

typedef struct sheet_place {
    double lat, lon;                 /* NAN: a place without a point, such as a country */
    uint32_t name, country;          /* names */
    int64_t geonameid;               /* 0: none */
    uint32_t count;                  /* events, actual ones of reports that are no copies */
} sheet_place;

typedef struct sheet_happening {
    int64_t happening;
    int64_t best;                    /* the event that tells it best */
    uint32_t sources;
} sheet_happening;

/* How one who takes part is known: by code and sector, by country, by name. All three are names. */
typedef struct sheet_face {
    uint32_t who, code, name;
    uint32_t count;                  /* events in which it acts, is acted on, or speaks */
} sheet_face;

typedef struct sheet {
    sheet_event *events;             /* [event_count] by number */
    size_t event_count;
    sheet_doc *docs;                 /* [doc_count] by number; those with events, and copies */
    size_t doc_count;
    sheet_place *places;
    size_t place_count;
    sheet_happening *happenings;     /* by number */
    size_t happening_count;
    uint32_t *parties;               /* [party_count] in faces */
    size_t party_count;
    sheet_face *faces;
    size_t face_count;
    names names;
    uint32_t *rank;                  /* [names.count] its place among all names in alphabetical order */
    int32_t first, last;             /* days of the earliest and the latest event, or NO_DAY */
    uint64_t serial;                 /* from 1; every sheet of a run has its own */
    double seconds;                  /* that reading it took */
} sheet;

/* The whole archive as it stands now (one read transaction). False: nothing was read, `wrong` says why. */
bool sheet_load(sheet *s, reader *r, char *wrong, size_t wrong_bytes);
void sheet_clear(sheet *s);

/* Those that take part in an event. */
static inline const uint32_t *event_actors(const sheet *s, const sheet_event *e) {
    return s->parties + e->party_from;
}
static inline const uint32_t *event_recipients(const sheet *s, const sheet_event *e) {
    return s->parties + e->party_from + e->actors;
}
static inline const uint32_t *event_speakers(const sheet *s, const sheet_event *e) {
    return s->parties + e->party_from + e->actors + e->recipients;
}

/* Index of the archive's number, or SIZE_MAX. */
size_t sheet_event_index(const sheet *s, int64_t event);
size_t sheet_doc_index(const sheet *s, int64_t doc);

/* "2021-02-28" to days since 1970-01-01 and back; NO_DAY where the text is no day. */
int32_t explore_day_read(const char *text);
void day_write(int32_t day, char room[16]);

#endif
