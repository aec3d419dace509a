/* view_network.c - /api/network and /api/matrix: who acts on whom, as nodes and edges, and as rows and columns. */
#include "pairs.h"

enum { NODES_MAX = 2000, NODES = 200, MATRIX_MAX = 200, MATRIX = 30, EDGES_A_NODE = 10, EDGES_LEAST = 2000 };

/* For every name its place in the list, from 1; 0: it is not there. */
static uint32_t *places_in(work *w, const uint32_t *list, size_t count) {
    uint32_t *places = pad_take(&w->pad, (w->sheet->names.count + 1) * sizeof *places);
    for (size_t i = 0; i < count; i++) places[list[i]] = (uint32_t)i + 1;
    return places;
}

static void put_name(work *w, const char *key, uint32_t name) {
    reply_key(&w->out, key);
    reply_text(&w->out, names_text(&w->sheet->names, name));
}

/* In a large archive nearly everybody has met everybody: past some number the weakest only cover the others. */
static size_t edges_most(size_t nodes) {
    return nodes * EDGES_A_NODE > EDGES_LEAST ? nodes * EDGES_A_NODE : EDGES_LEAST;
}

bool view_network(work *w) {
    pairs p;
    long limit;
    size_t count;
    reply *j = &w->out;
    if (!asked_number(w, "limit", 1, NODES_MAX, NODES, &limit) || !pairs_tally(w, &p)) return false;
    const uint32_t *nodes = names_ranked(w, p.takes_part, (size_t)limit, &count), *places = places_in(w, nodes, count);
    pairs_count(w, &p, places, places, edges_most(count));
    reply_open(j, '{');
    reply_key(j, "level");
    reply_text(j, pair_levels[p.level]);
    reply_key(j, "nodes");
    reply_open(j, '[');
    for (size_t i = 0; i < count; i++) {
        reply_open(j, '{');
        put_name(w, "id", nodes[i]);
        put_name(w, "label", nodes[i]);
        reply_key(j, "count");
        reply_integer(j, (int64_t)p.takes_part[nodes[i]]);
        reply_close(j, '}');
    }
    reply_close(j, ']');
    reply_key(j, "edges");
    reply_open(j, '[');
    for (size_t i = 0; i < p.count; i++) {
        reply_open(j, '{');
        put_name(w, "from", p.at[i].from);
        put_name(w, "to", p.at[i].to);
        reply_key(j, "count");
        reply_integer(j, (int64_t)p.at[i].count);
        reply_key(j, "mean");
        reply_real(j, p.at[i].scale / (double)p.at[i].count, 4);
        reply_close(j, '}');
    }
    reply_close(j, ']');
    reply_key(j, "left_out");
    reply_integer(j, (int64_t)p.left_out);
    reply_close(j, '}');
    return true;
}

static void put_names(work *w, const char *key, const uint32_t *list, size_t count) {
    reply_key(&w->out, key);
    reply_open(&w->out, '[');
    for (size_t i = 0; i < count; i++) reply_text(&w->out, names_text(&w->sheet->names, list[i]));
    reply_close(&w->out, ']');
}

bool view_matrix(work *w) {
    pairs p;
    long limit;
    size_t row_count, column_count;
    reply *j = &w->out;
    if (!asked_number(w, "limit", 1, MATRIX_MAX, MATRIX, &limit) || !pairs_tally(w, &p)) return false;
    const uint32_t *rows = names_ranked(w, p.acts, (size_t)limit, &row_count), *columns = names_ranked(w, p.meets, (size_t)limit, &column_count);
    const uint32_t *row_places = places_in(w, rows, row_count), *column_places = places_in(w, columns, column_count);
    pairs_count(w, &p, row_places, column_places, SIZE_MAX);
    reply_open(j, '{');
    reply_key(j, "level");
    reply_text(j, pair_levels[p.level]);
    put_names(w, "rows", rows, row_count);
    put_names(w, "columns", columns, column_count);
    reply_key(j, "cells");
    reply_open(j, '[');
    for (size_t i = 0; i < p.count; i++) {
        reply_open(j, '[');
        reply_integer(j, row_places[p.at[i].from] - 1);
        reply_integer(j, column_places[p.at[i].to] - 1);
        reply_integer(j, (int64_t)p.at[i].count);
        reply_real(j, p.at[i].scale / (double)p.at[i].count, 4);
        reply_close(j, ']');
    }
    reply_close(j, ']');
    reply_close(j, '}');
    return true;
}
