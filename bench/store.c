/* store.c - what keeping reports costs beside coding them, on one core.
 *
 * usage: store DATA DB REPORTS.jsonl [COUNT] [TIMES]
 *
 * Keeps the first COUNT reports TIMES times over, each time with other words mixed in, so that none is a copy; then each once more with its
 * first words changed, which makes it one. Counts processor time of its own thread: milliseconds a report. DB must not exist.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "acta.h"

enum { BATCH = 100, STEPS = 4 };

typedef struct bench {
    acta_coder *coder;
    acta_store *store;
    const char *model_name;
    double spent[STEPS];             /* coding, looking, keeping, keeping a copy */
    size_t reports, copies;
} bench;

static double cpu_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void must(acta_status status, const acta_err *err) {
    if (status == ACTA_OK) return;
    fprintf(stderr, "store: %s\n", err->message);
    exit(1);
}

/* Every fourth word of the text gets the round behind it: other shingles, the same length of report. */
static char *altered(const char *text, unsigned round) {
    char *made = malloc(strlen(text) * 2 + 64), *to = made;
    unsigned words = 0;
    for (; *text != '\0'; text++) {
        if (*text == ' ' && round > 0 && ++words % 4 == 0) to += sprintf(to, "q%u", round);
        *to++ = *text;
    }
    *to = '\0';
    return made;
}

static const char *text_of(json_object *report, const char *key) {
    json_object *value = NULL;
    return json_object_object_get_ex(report, key, &value) ? json_object_get_string(value) : NULL;
}

static void keep(bench *b, const acta_report *report) {
    acta_err err;
    acta_result *result = NULL;
    acta_store_answer answer;
    acta_copy copy;
    double begun = cpu_ms();
    must(acta_store_seen(b->store, report, b->model_name, &answer, &err), &err);
    must(acta_store_copy(b->store, report, &copy, &err), &err);
    double looked = cpu_ms();
    b->spent[1] += looked - begun;
    if (copy.original != 0) {
        must(acta_store_put(b->store, report, NULL, NULL, &err), &err);
        b->spent[3] += cpu_ms() - begun;
        b->copies++;
        return;
    }
    must(acta_code(b->coder, report, &result, &err), &err);
    double coded = cpu_ms();
    must(acta_store_put(b->store, report, result, NULL, &err), &err);
    b->spent[0] += coded - looked;
    b->spent[2] += cpu_ms() - coded;
    acta_result_free(result);
    b->reports++;
}

static void keep_line(bench *b, const char *line, unsigned round, size_t number) {
    json_object *o = json_tokener_parse(line);
    const char *text = text_of(o, "text");
    if (text != NULL) {
        char id[48], *made = altered(text, round);
        snprintf(id, sizeof id, "r%u-%zu", round, number);
        keep(b, &(acta_report){.bytes = made, .byte_count = strlen(made), .id = id, .title = text_of(o, "title"), .published = text_of(o, "published")});
        if (strlen(made) > 400) {
            memset(made, 'x', 40);
            id[0] = 'c';
            keep(b, &(acta_report){.bytes = made, .byte_count = strlen(made), .id = id, .title = text_of(o, "title"), .published = text_of(o, "published")});
        }
        free(made);
    }
    json_object_put(o);
}

static void read_all(bench *b, const char *path, size_t count, unsigned times) {
    char *line = NULL;
    size_t room = 0, seen = 0;
    acta_err err;
    for (unsigned round = 0; round < times; round++) {
        FILE *file = fopen(path, "r");
        if (file == NULL) exit(1);
        for (size_t i = 0; i < count && getline(&line, &room, file) > 0; i++, seen++) {
            if (seen % BATCH == 0) {
                double begun = cpu_ms();
                if (seen > 0) must(acta_store_commit(b->store, &err), &err);
                must(acta_store_begin(b->store, &err), &err);
                b->spent[2] += cpu_ms() - begun;
            }
            keep_line(b, line, round, i);
        }
        fclose(file);
    }
    must(acta_store_commit(b->store, &err), &err);
    free(line);
}

int main(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "usage: store DATA DB REPORTS.jsonl [COUNT] [TIMES]\n");
        return 2;
    }
    acta_err err;
    acta_model *model;
    bench b = {0};
    must(acta_model_open(arguments[1], ACTA_INT8, &model, &err), &err);
    must(acta_coder_new(model, NULL, &b.coder, &err), &err);
    must(acta_store_open(arguments[2], ACTA_STORE_WRITE, &b.store, &err), &err);
    b.model_name = acta_model_name(model);
    read_all(&b, arguments[3], count > 4 ? strtoul(arguments[4], NULL, 10) : 200, count > 5 ? (unsigned)strtoul(arguments[5], NULL, 10) : 1);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%zu reports: coding %.2f ms, looking for it and for copies %.3f ms, keeping %.3f ms\n", b.reports, b.spent[0] / (double)b.reports,
           b.spent[1] / (double)(b.reports + b.copies), b.spent[2] / (double)b.reports);
    printf("%zu copies: %.3f ms each; %ld MB resident at most\n", b.copies, b.copies > 0 ? b.spent[3] / (double)b.copies : 0.0, used.ru_maxrss / 1024);
    acta_store_close(b.store);
    acta_coder_free(b.coder);
    acta_model_close(model);
    return 0;
}
