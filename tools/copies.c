/* copies.c - what pairs of reports share, for eval/copies.py.
 *
 * usage: acta-copies < NEWS.jsonl
 *
 * A line is {"id", "published", "text"}. Prints for each two reports that have a band in common: the id of the one that comes first, that of the
 * other, Jaccard, share of the first, share of the other, 1 or 0: a copy or not.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "merge/copies.h"

typedef struct report {
    char *id, *day;
    copy_signature *signature;
} report;

typedef struct banded {
    uint64_t band;
    uint32_t at;
} banded;

typedef struct couple {
    uint32_t x, y;
} couple;

static const char *text(json_object *o, const char *name) {
    json_object *value;
    return json_object_object_get_ex(o, name, &value) && value != NULL ? json_object_get_string(value) : "";
}

static void *room_for(void *list, size_t count, size_t *room, size_t size) {
    if (count < *room) return list;
    *room = *room * 2 + 64;
    list = realloc(list, *room * size);
    if (list == NULL) exit(1);
    return list;
}

static report *read_reports(size_t *count) {
    char *line = NULL;
    size_t bytes = 0, room = 0;
    report *list = NULL;
    *count = 0;
    while (getline(&line, &bytes, stdin) > 0) {
        json_object *o = json_tokener_parse(line);
        const char *body = text(o, "text");
        list = room_for(list, *count, &room, sizeof *list);
        report r = {strdup(text(o, "id")), strdup(text(o, "published")), malloc(sizeof(copy_signature))};
        if (r.id == NULL || r.day == NULL || r.signature == NULL) exit(1);
        copies_signature(body, strlen(body), r.signature);
        list[(*count)++] = r;
        json_object_put(o);
    }
    free(line);
    return list;
}

static int by_band(const void *x, const void *y) {
    const banded *a = x, *b = y;
    if (a->band != b->band) return a->band < b->band ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static int by_couple(const void *x, const void *y) {
    const couple *a = x, *b = y;
    if (a->x != b->x) return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

static banded *all_bands(const report *reports, size_t count, size_t *bands) {
    banded *list = calloc(count * COPY_BANDS + 1, sizeof *list);
    if (list == NULL) exit(1);
    *bands = 0;
    for (size_t i = 0; i < count; i++) {
        for (int b = 0; b < COPY_BANDS && reports[i].signature->count > 0; b++) list[(*bands)++] = (banded){reports[i].signature->band[b], (uint32_t)i};
    }
    qsort(list, *bands, sizeof *list, by_band);
    return list;
}

/* Pairs with a band in common, each once. */
static couple *couples_of(const banded *bands, size_t band_count, size_t *count) {
    couple *list = NULL;
    size_t room = 0, made = 0;
    for (size_t i = 0; i < band_count; i++) {
        for (size_t k = i + 1; k < band_count && bands[k].band == bands[i].band; k++) {
            list = room_for(list, made, &room, sizeof *list);
            list[made++] = (couple){bands[i].at, bands[k].at};
        }
    }
    if (made > 0) qsort(list, made, sizeof *list, by_couple);
    *count = 0;
    for (size_t i = 0; i < made; i++) {
        if (*count == 0 || by_couple(&list[*count - 1], &list[i]) != 0) list[(*count)++] = list[i];
    }
    return list;
}

static void print_couple(const report *a, const report *b) {
    copy_rank rank_a = {a->day, a->signature->words, a->id}, rank_b = {b->day, b->signature->words, b->id};
    const report *first = copies_first(&rank_a, &rank_b) <= 0 ? a : b, *later = first == a ? b : a;
    copy_likeness like = copies_compare(first->signature, later->signature);
    printf("%s\t%s\t%.4f\t%.4f\t%.4f\t%d\n", first->id, later->id, (double)like.jaccard, (double)like.of_a, (double)like.of_b,
           copies_is_copy(first->signature, later->signature));
}

int main(void) {
    size_t report_count, band_count, couple_count;
    report *reports = read_reports(&report_count);
    banded *bands = all_bands(reports, report_count, &band_count);
    couple *couples = couples_of(bands, band_count, &couple_count);
    for (size_t i = 0; i < couple_count; i++) print_couple(&reports[couples[i].x], &reports[couples[i].y]);
    for (size_t i = 0; i < report_count; i++) {
        free(reports[i].id);
        free(reports[i].day);
        free(reports[i].signature);
    }
    free(reports);
    free(bands);
    free(couples);
    return 0;
}
