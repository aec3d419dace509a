/* across.c - joins tellings of events into happenings, or prints what speaks for each pair: for eval/happenings.py.
 *
 * usage: acta-across [--pairs] < TELLINGS.jsonl
 *
 * A line is a report {"report": id, "published", "topic"} or a telling of the report before it: {"telling": id, "type", "mode", "status", "date",
 * "enddate", "granularity", "place", "country", "province", "geonameid", "lat", "lon", "parties": [{"actor": bool, "code", "sector",
 * "name"}], "figures": {"dead": 3, …}, "triggers", "told"}; every field but the id may be missing. Prints ID TAB HAPPENING for each
 * telling; with --pairs a line of names, then ID TAB ID and the evidence, for each pair that is compared.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "merge/across_work.h"

static const char *const FIGURES[ACROSS_FIGURES] = {"dead", "injured", "arrested", "released", "displaced", "people"};

static const char *text(json_object *o, const char *name) {
    json_object *value;
    return json_object_object_get_ex(o, name, &value) && value != NULL ? json_object_get_string(value) : NULL;
}

static double real(json_object *o, const char *name, double otherwise) {
    json_object *value;
    return json_object_object_get_ex(o, name, &value) && value != NULL ? json_object_get_double(value) : otherwise;
}

static size_t read_parties(json_object *o, across_party *out, size_t room) {
    json_object *list;
    size_t count = json_object_object_get_ex(o, "parties", &list) ? json_object_array_length(list) : 0;
    if (count > room) count = room;
    for (size_t i = 0; i < count; i++) {
        json_object *p = json_object_array_get_idx(list, i);
        out[i] = (across_party){real(p, "actor", 0) != 0, text(p, "code"), text(p, "sector"), text(p, "name")};
    }
    return count;
}

static acta_status read_telling(across *a, json_object *o, acta_err *err) {
    across_party parties[PARTIES_MAX];
    json_object *figures = NULL;
    across_telling t = {.id = text(o, "telling"), .type = text(o, "type"), .mode = text(o, "mode"), .status = text(o, "status"), .date = text(o, "date"),
                        .enddate = text(o, "enddate"), .granularity = text(o, "granularity"), .place = text(o, "place"), .country = text(o, "country"),
                        .province = text(o, "province"), .geonameid = (int64_t)real(o, "geonameid", 0), .has_point = text(o, "lat") != NULL,
                        .lat = real(o, "lat", 0), .lon = real(o, "lon", 0), .parties = parties, .party_count = read_parties(o, parties, PARTIES_MAX),
                        .triggers = text(o, "triggers"), .told = text(o, "told")};
    json_object_object_get_ex(o, "figures", &figures);
    for (int i = 0; i < ACROSS_FIGURES; i++) t.figures[i] = figures == NULL ? -1 : real(figures, FIGURES[i], -1);
    return across_add(a, &t, err);
}

typedef struct names {
    char **at;
    size_t count, room;
} names;

static void remember(names *n, const char *id) {
    if (n->count == n->room) n->at = realloc(n->at, (n->room = n->room * 2 + 64) * sizeof *n->at);
    n->at[n->count++] = strdup(id);
}

static acta_status read_line(across *a, const char *line, names *ids, acta_err *err) {
    json_object *o = json_tokener_parse(line);
    acta_status status = acta__fail(err, ACTA_MISUSE, -1, "not a line of JSON");
    if (o != NULL && text(o, "report") != NULL) {
        status = across_add_report(a, &(across_report){text(o, "report"), text(o, "published"), text(o, "topic")}, err);
    } else if (o != NULL) {
        status = read_telling(a, o, err);
        if (status == ACTA_OK) remember(ids, text(o, "telling"));
    }
    json_object_put(o);
    return status;
}

static void print_pair(void *ctx, uint32_t x, uint32_t y, const float evidence[ACROSS_EVIDENCES]) {
    const names *ids = ctx;
    printf("%s\t%s", ids->at[x], ids->at[y]);
    for (int i = 0; i < ACROSS_EVIDENCES; i++) printf("\t%.5g", (double)evidence[i]);
    putchar('\n');
}

static acta_status print_pairs(across *a, names *ids, acta_err *err) {
    printf("x\ty");
    for (int i = 0; i < ACROSS_EVIDENCES; i++) printf("\t%s", across_evidence_names[i]);
    putchar('\n');
    return across_each_pair(a, print_pair, ids, err);
}

static acta_status print_happenings(across *a, const names *ids, acta_err *err) {
    uint32_t *happening = calloc(ids->count + 1, sizeof *happening), count;
    acta_status status = happening == NULL ? ACTA_NOMEM : across_join(a, happening, &count, err);
    for (size_t i = 0; i < ids->count && status == ACTA_OK; i++) printf("%s\t%u\n", ids->at[i], happening[i]);
    free(happening);
    return status;
}

int main(int argc, char **argv) {
    char *line = NULL;
    size_t room = 0;
    names ids = {0};
    across *a = NULL;
    acta_err err = {0};
    acta_status status = across_new(&a, &err);
    while (status == ACTA_OK && getline(&line, &room, stdin) > 0) status = read_line(a, line, &ids, &err);
    if (status == ACTA_OK) status = argc > 1 && strcmp(argv[1], "--pairs") == 0 ? print_pairs(a, &ids, &err) : print_happenings(a, &ids, &err);
    if (status != ACTA_OK) fprintf(stderr, "acta-across: %s\n", err.message);
    for (size_t i = 0; i < ids.count; i++) free(ids.at[i]);
    free(ids.at);
    free(line);
    across_free(a);
    return status == ACTA_OK ? 0 : 1;
}
