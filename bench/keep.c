/* keep.c - what an archive costs beside coding as it grows, on one core.
 *
 * usage: keep DATA DB REPORTS.jsonl [COUNT] [TIMES]
 *
 * Codes the first COUNT reports once, and keeps what came of them TIMES times over, as another report each time: words, and names with them,
 * change places with others of their length, as in changed.py, so that few are copies of one another and spans stay where they are. Tells for
 * each tenth the processor time of looking whether a report is known or a copy, and of keeping it, and what memory is resident (COUNT
 * results, some 100 KB each, are part of it); then what joining the events costs. DB must not exist.
 */
#include <ctype.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "coder.h"

enum { BATCH = 240, COMMON = 300, BLOCK = 1024, BYTES_LEAST = 3, BYTES_MOST = 31, TENTHS = 10 };

typedef struct vocable {
    char text[BYTES_MOST + 1];
    unsigned bytes, count, place;    /* place: in its block */
    struct vocable **block;          /* [block_size] those that it changes places with; NULL: it stays */
    unsigned block_size;
} vocable;

static vocable *vocables;            /* [vocable_count] by text */
static size_t vocable_count, vocable_room;

typedef struct source {
    acta_result *result;
    char *id, *published;
    char *texts[4], *given[4];       /* title and body of the report, text of the result as repaired and as given: now, and as they were */
} source;

typedef struct spending {
    double look, keep;
    size_t copies;
} spending;

static double cpu_ms(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-3;
}

static long resident_mb(void) {
    long all = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &all, &resident) != 2) resident = 0;
    if (file != NULL) fclose(file);
    return resident * sysconf(_SC_PAGESIZE) >> 20;
}

static void must(acta_status status, const acta_err *err) {
    if (status == ACTA_OK) return;
    fprintf(stderr, "keep: %s\n", err->message);
    exit(1);
}

/* ---- words ---- */

static int by_text(const void *x, const void *y) {
    return strcmp(((const vocable *)x)->text, ((const vocable *)y)->text);
}

/* Those of a kind together: length, and whether it begins with a capital; the commonest first. */
static int by_kind(const void *x, const void *y) {
    const vocable *a = *(vocable *const *)x, *b = *(vocable *const *)y;
    bool high_a = isupper((unsigned char)a->text[0]), high_b = isupper((unsigned char)b->text[0]);
    if (a->bytes != b->bytes) return a->bytes < b->bytes ? -1 : 1;
    if (high_a != high_b) return high_a ? 1 : -1;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return strcmp(a->text, b->text);
}

static size_t word_at(const char *text) {
    size_t bytes = 0;
    while (isalpha((unsigned char)text[bytes])) bytes++;
    return bytes;
}

static vocable *find(const char *text, size_t bytes) {
    vocable key;
    if (bytes < BYTES_LEAST || bytes > BYTES_MOST) return NULL;
    memcpy(key.text, text, bytes);
    key.text[bytes] = '\0';
    return vocable_count == 0 ? NULL : bsearch(&key, vocables, vocable_count, sizeof key, by_text);
}

static void settle(void) {
    size_t kept = 0;
    if (vocable_count > 0) qsort(vocables, vocable_count, sizeof *vocables, by_text);
    for (size_t i = 0; i < vocable_count; i++) {
        if (kept > 0 && by_text(&vocables[kept - 1], &vocables[i]) == 0) vocables[kept - 1].count += vocables[i].count;
        else vocables[kept++] = vocables[i];
    }
    vocable_count = kept;
}

static void learn(const char *text) {
    for (size_t bytes; *text != '\0'; text += bytes > 0 ? bytes : 1) {
        bytes = word_at(text);
        if (bytes < BYTES_LEAST || bytes > BYTES_MOST) continue;
        if (vocable_count == vocable_room) settle();
        if (2 * vocable_count >= vocable_room) vocables = realloc(vocables, (vocable_room = 2 * vocable_room + 65536) * sizeof *vocables);
        if (vocables == NULL) exit(1);
        vocable *v = &vocables[vocable_count++];
        *v = (vocable){.bytes = (unsigned)bytes, .count = 1};
        memcpy(v->text, text, bytes);
    }
}

static void make_blocks(void) {
    settle();
    vocable **list = malloc((vocable_count + 1) * sizeof *list);
    if (list == NULL) exit(1);
    for (size_t i = 0; i < vocable_count; i++) list[i] = &vocables[i];
    qsort(list, vocable_count, sizeof *list, by_kind);
    for (size_t from = 0, to; from < vocable_count; from = to) {
        bool high = isupper((unsigned char)list[from]->text[0]);
        for (to = from; to < vocable_count && to - from < BLOCK && list[to]->bytes == list[from]->bytes && !!isupper((unsigned char)list[to]->text[0]) == high;) to++;
        for (size_t i = from; i < to; i++) {
            if (list[i]->count >= COMMON) continue;
            list[i]->block = list + from;
            list[i]->block_size = (unsigned)(to - from);
            list[i]->place = (unsigned)(i - from);
        }
    }
}

static void change(const char *from, char *to, unsigned round) {
    if (from == NULL) return;
    for (size_t bytes; *from != '\0'; from += bytes, to += bytes) {
        bytes = word_at(from);
        const vocable *v = find(from, bytes);
        if (v != NULL && v->block != NULL) v = v->block[(v->place + round) % v->block_size];
        if (bytes == 0) bytes = 1;
        memcpy(to, v != NULL ? v->text : from, bytes);
    }
}

/* ---- reports ---- */

static const char *text_of(json_object *report, const char *key) {
    json_object *value = NULL;
    return json_object_object_get_ex(report, key, &value) ? json_object_get_string(value) : NULL;
}

static char *copy_of(const char *text) {
    char *copy = text == NULL ? NULL : strdup(text);
    if (text != NULL && copy == NULL) exit(1);
    return copy;
}

static acta_report report_of(const source *s, const char *id) {
    return (acta_report){.bytes = s->texts[1], .byte_count = strlen(s->texts[1]), .id = id, .title = s->texts[0], .published = s->published};
}

static size_t code(const char *path, acta_coder *coder, source *sources, size_t count) {
    char *line = NULL;
    size_t room = 0, got = 0;
    acta_err err;
    FILE *file = fopen(path, "r");
    while (file != NULL && got < count && getline(&line, &room, file) > 0) {
        json_object *o = json_tokener_parse(line);
        if (text_of(o, "text") == NULL) continue;
        source *s = &sources[got++];
        *s = (source){.id = copy_of(text_of(o, "id")), .published = copy_of(text_of(o, "dct"))};
        s->given[0] = copy_of(text_of(o, "title"));
        s->given[1] = copy_of(text_of(o, "text"));
        for (int i = 0; i < 2; i++) s->texts[i] = copy_of(s->given[i]);
        acta_report report = report_of(s, s->id);
        must(acta_code(coder, &report, &s->result, &err), &err);
        /* The result's own memory: what it says of names points into it. */
        s->texts[2] = (char *)s->result->doc.text;
        s->texts[3] = (char *)s->result->doc.given;
        for (int i = 2; i < 4; i++) s->given[i] = copy_of(s->texts[i]);
        for (int i = 0; i < 2; i++) {
            if (s->given[i] != NULL) learn(s->given[i]);
        }
        json_object_put(o);
    }
    if (file != NULL) fclose(file);
    free(line);
    return got;
}

static void keep(acta_store *store, const char *model, source *s, unsigned round, spending *spent) {
    char id[80];
    acta_err err;
    acta_store_answer answer;
    acta_copy copy = {0};
    for (int i = 0; i < 4; i++) change(s->given[i], s->texts[i], round);
    snprintf(id, sizeof id, "%.60s-%u", s->id, round);
    s->result->doc.id = id;
    acta_report report = report_of(s, id);
    double begun = cpu_ms();
    must(acta_store_seen(store, &report, model, &answer, &err), &err);
    must(acta_store_copy(store, &report, &copy, &err), &err);
    double looked = cpu_ms();
    must(acta_store_put(store, &report, s->result, &copy, &err), &err);
    spent->look += looked - begun;
    spent->keep += cpu_ms() - looked;
    spent->copies += copy.original != 0;
}

static void keep_all(acta_store *store, const char *model, source *sources, size_t count, unsigned times) {
    acta_err err;
    spending spent = {0};
    size_t all = count * times, told = 0;
    printf("reports     looking, keeping a report     copies     resident\n");
    for (size_t n = 0; n < all; n++) {
        double begun = cpu_ms();
        if (n % BATCH == 0 && n > 0) must(acta_store_commit(store, &err), &err);
        if (n % BATCH == 0) must(acta_store_begin(store, &err), &err);
        spent.keep += cpu_ms() - begun;
        keep(store, model, &sources[n % count], (unsigned)(n / count), &spent);
        if ((n + 1) * TENTHS / all == n * TENTHS / all) continue;
        double part = (double)(n + 1 - told);
        printf("%7zu     %.3f, %.3f ms     %zu     %ld MB\n", n + 1, spent.look / part, spent.keep / part, spent.copies, resident_mb());
        fflush(stdout);
        told = n + 1;
        spent = (spending){0};
    }
    must(acta_store_commit(store, &err), &err);
}

static void join(acta_store *store, size_t reports) {
    acta_err err;
    struct rusage used;
    double begun = cpu_ms();
    must(acta_store_join(store, &err), &err);
    double joined = cpu_ms();
    acta_store_close(store);
    getrusage(RUSAGE_SELF, &used);
    printf("joining, with the indexes that were put off: %.3f ms a report; closing: %.3f; %ld MB resident at most\n", (joined - begun) / (double)reports,
           (cpu_ms() - joined) / (double)reports, used.ru_maxrss / 1024);
}

int main(int count, char **arguments) {
    if (count < 4) {
        fprintf(stderr, "usage: keep DATA DB REPORTS.jsonl [COUNT] [TIMES]\n");
        return 2;
    }
    acta_err err;
    acta_model *model;
    acta_coder *coder;
    acta_store *store;
    size_t wanted = count > 4 ? strtoul(arguments[4], NULL, 10) : 200;
    unsigned times = count > 5 ? (unsigned)strtoul(arguments[5], NULL, 10) : 10;
    source *sources = calloc(wanted + 1, sizeof *sources);
    if (sources == NULL) return 1;
    must(acta_model_open(arguments[1], ACTA_INT8, &model, &err), &err);
    must(acta_coder_new(model, NULL, &coder, &err), &err);
    double begun = cpu_ms();
    size_t got = code(arguments[3], coder, sources, wanted);
    printf("%zu reports coded, %.1f ms each\n", got, (cpu_ms() - begun) / (double)(got + !got));
    acta_coder_free(coder);
    make_blocks();
    must(acta_store_open(arguments[2], ACTA_STORE_WRITE, &store, &err), &err);
    keep_all(store, acta_model_name(model), sources, got, times);
    for (size_t i = 0; i < got; i++) acta_result_free(sources[i].result);
    acta_model_close(model);
    join(store, got * times);
    return 0;
}
