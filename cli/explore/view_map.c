/* view_map.c - /api/map: events where they happened, by country, or as points that run together when seen from afar. */
#include <math.h>
#include <stdlib.h>

#include "filter.h"

enum { ZOOM_MAX = 12, ZOOM_OF_SINGLE_PLACES = 9 };
static const char *const kinds[] = {"country", "point", NULL};

typedef struct sum {
    uint64_t count;
    double scale;
    uint32_t index;                  /* a name, or a place */
} sum;

static int most_first(const void *a, const void *b) {
    const sum *m = a, *n = b;
    if (m->count != n->count) return m->count < n->count ? 1 : -1;
    return m->index < n->index ? -1 : m->index > n->index;
}

static void add_event(sum *to, uint32_t index, uint32_t weight, double scale) {
    to->index = index;
    to->count += weight;
    to->scale += scale * weight;
}

/* Those that are not empty, most first; their number. */
static size_t pack(sum *sums, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (sums[i].count > 0) sums[kept++] = sums[i];
    }
    if (kept > 0) qsort(sums, kept, sizeof *sums, most_first);
    return kept;
}

static void put_sum(reply *j, const sum *of) {
    reply_key(j, "count");
    reply_integer(j, (int64_t)of->count);
    reply_key(j, "mean");
    reply_real(j, of->scale / (double)of->count, 4);
}

static void put_countries(work *w, const selection *chosen) {
    const sheet *s = w->sheet;
    sum *sums = pad_take(&w->pad, (s->names.count + 1) * sizeof *sums);
    for (size_t i = 0; i < chosen->count; i++) {
        const sheet_event *e = &s->events[chosen->rows[i]];
        if (e->country != NO_NAME) add_event(&sums[e->country], e->country, event_weight(s, chosen, e), e->scale);
    }
    size_t count = pack(sums, s->names.count);
    for (size_t i = 0; i < count; i++) {
        reply_open(&w->out, '{');
        reply_key(&w->out, "code");
        reply_text(&w->out, names_text(&s->names, sums[i].index));
        put_sum(&w->out, &sums[i]);
        reply_close(&w->out, '}');
    }
}

/* ---- points ---- */

typedef struct cell {
    uint64_t key;                    /* row and column of the grid, or the place */
    double lat, lon, scale;          /* sums */
    uint64_t count, most;            /* most: of its place with the most events */
    uint32_t place, places;
    double west, south, east, north; /* the box around its places */
} cell;

/* A cell is some 40 pixels wide where the whole world, at zoom 0, is 256. */
static uint64_t cell_of(const sheet_place *p, uint32_t place, long zoom) {
    if (zoom >= ZOOM_OF_SINGLE_PLACES) return place;
    double degrees = 360.0 * 40 / 256 / (double)(1 << zoom);
    return (uint64_t)((p->lat + 90) / degrees) << 32 | (uint64_t)((p->lon + 180) / degrees);
}

static int by_key(const void *a, const void *b) {
    const cell *m = a, *n = b;
    if (m->key != n->key) return m->key < n->key ? -1 : 1;
    return m->place < n->place ? -1 : m->place > n->place;
}

static int fullest_first(const void *a, const void *b) {
    const cell *m = a, *n = b;
    if (m->count != n->count) return m->count < n->count ? 1 : -1;
    return m->place < n->place ? -1 : m->place > n->place;
}

/* Neighbours in the list that share a key become one. */
static size_t melt(cell *cells, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || cells[kept - 1].key != cells[i].key) {
            cells[kept++] = cells[i];
            continue;
        }
        cell *into = &cells[kept - 1];
        into->lat += cells[i].lat;
        into->lon += cells[i].lon;
        into->scale += cells[i].scale;
        into->count += cells[i].count;
        into->places++;
        into->west = fmin(into->west, cells[i].west);
        into->south = fmin(into->south, cells[i].south);
        into->east = fmax(into->east, cells[i].east);
        into->north = fmax(into->north, cells[i].north);
        if (cells[i].most > into->most) {
            into->most = cells[i].most;
            into->place = cells[i].place;
        }
    }
    return kept;
}

static cell *cells_of(work *w, const selection *chosen, long zoom, size_t *count) {
    const sheet *s = w->sheet;
    sum *sums = pad_take(&w->pad, (s->place_count + 1) * sizeof *sums);
    for (size_t i = 0; i < chosen->count; i++) {
        const sheet_event *e = &s->events[chosen->rows[i]];
        if (e->place != NOWHERE && !isnan(s->places[e->place].lat)) add_event(&sums[e->place], e->place, event_weight(s, chosen, e), e->scale);
    }
    size_t places = pack(sums, s->place_count);
    cell *cells = pad_take(&w->pad, (places + 1) * sizeof *cells);
    for (size_t i = 0; i < places; i++) {
        const sheet_place *p = &s->places[sums[i].index];
        double n = (double)sums[i].count;
        cells[i] = (cell){cell_of(p, sums[i].index, zoom), p->lat * n, p->lon * n, sums[i].scale, sums[i].count, sums[i].count, sums[i].index, 1, p->lon, p->lat, p->lon, p->lat};
    }
    if (places > 0) qsort(cells, places, sizeof *cells, by_key);
    *count = melt(cells, places);
    if (*count > 0) qsort(cells, *count, sizeof *cells, fullest_first);
    return cells;
}

static void put_points(work *w, const selection *chosen, long zoom) {
    const sheet *s = w->sheet;
    reply *j = &w->out;
    size_t count;
    const cell *cells = cells_of(w, chosen, zoom, &count);
    for (size_t i = 0; i < count; i++) {
        const cell *c = &cells[i];
        const sheet_place *p = &s->places[c->place];
        reply_open(j, '{');
        reply_key(j, "lat");
        reply_real(j, c->lat / (double)c->count, 7);
        reply_key(j, "lon");
        reply_real(j, c->lon / (double)c->count, 7);
        reply_key(j, "name");
        reply_text(j, names_text(&s->names, p->name));
        reply_key(j, "country");
        reply_text(j, names_text(&s->names, p->country));
        if (p->geonameid != 0) {
            reply_key(j, "geonameid");
            reply_integer(j, p->geonameid);
        }
        reply_key(j, "places");
        reply_integer(j, c->places);
        reply_key(j, "box");
        reply_open(j, '[');
        for (int side = 0; side < 4; side++) reply_real(j, (const double[]){c->west, c->south, c->east, c->north}[side], 8);
        reply_close(j, ']');
        put_sum(j, &(sum){.count = c->count, .scale = c->scale});
        reply_close(j, '}');
    }
}

bool view_map(work *w) {
    int kind;
    long zoom;
    selection chosen;
    if (!asked_word(w, "by", kinds, 0, &kind) || !asked_number(w, "zoom", 0, ZOOM_MAX, 2, &zoom) || !filter_select(w, &chosen)) return false;
    reply_open(&w->out, '{');
    reply_key(&w->out, "by");
    reply_text(&w->out, kinds[kind]);
    reply_key(&w->out, "rows");
    reply_open(&w->out, '[');
    if (kind == 0) put_countries(w, &chosen);
    else put_points(w, &chosen, zoom);
    reply_close(&w->out, ']');
    reply_close(&w->out, '}');
    return true;
}
