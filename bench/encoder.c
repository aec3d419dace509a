/* encoder.c - how fast the language model reads, on one core.
 *
 * usage: encoder DATA [int8|bf16|f32] [SECONDS]
 *
 * Counts CPU time of its own thread, so that a busy machine does not matter much, and gives the fastest of many passes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "nn/heads.h"
#include "nn/model.h"

/* Thirty tokens each. */
static const char *const sentences[] = {
    "The foreign minister flew to Ankara on Monday for two days of talks with his counterpart about the border , the "
    "refugees and the trade agreement that both governments signed last October .",
    "Police in the northern port of Tawara arrested at least 40 people on Friday night after a march against rising bread "
    "prices turned violent , the interior ministry said .",
    "Rebels who hold most of the eastern province freed eleven soldiers on Sunday under a prisoner exchange that the Red "
    "Cross had negotiated with the army since early March .",
    "Lawmakers rejected a bill that would have let the president rule by decree for a year , although two small parties "
    "had promised him their votes only a week earlier .",
    "In a letter to the Security Council , the ambassador accused the neighbouring state of sending weapons and hundreds of "
    "fighters across the desert frontier in breach of the embargo .",
    "Thousands of teachers walked out of classrooms in the capital on Wednesday and said they would not return until the "
    "government paid the wages that it has owed since June .",
    "Warplanes bombed a fuel depot near Sarrin before dawn , killing nine people and wounding more than twenty , according "
    "to a local doctor and two residents reached by telephone .",
    "The bank agreed to lend the island 300 million dollars to rebuild schools , roads and hospitals that were destroyed "
    "when the cyclone struck its southern coast in late January .",
};
enum { SENTENCES = sizeof sentences / sizeof *sentences, BATCH = 2 * SENTENCES, WORDS_MAX = 64 };

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t split(const char *text, nn_word *words) {
    uint32_t count = 0;
    while (*text != 0) {
        size_t bytes = strcspn(text, " ");
        words[count++] = (nn_word){text, (uint32_t)bytes};
        text += bytes;
        text += strspn(text, " ");
    }
    return count;
}

/* What parse asks of a sentence with three triggers, less the decoding. */
static void ask_heads(nn_run *run, const nn_sentence *s) {
    uint32_t heads[WORDS_MAX] = {0};
    nn_classify(run, NN_UPOS, s->first_row + 1, s->word_count);
    nn_classify(run, NN_XPOS, s->first_row + 1, s->word_count);
    nn_classify(run, NN_NER, s->first_row + 1, s->word_count);
    nn_classify(run, NN_MENTION, s->first_row + 1, s->word_count);
    nn_classify(run, NN_TRIGGER, s->first_row + 1, s->word_count);
    nn_arcs(run, s->first_row, s->word_count + 1);
    nn_relations(run, s->first_row, heads, s->word_count);
    for (uint32_t t = 1; t <= 3; t++) {
        nn_classify(run, NN_MODE, s->first_row + t, 1);
        nn_classify(run, NN_CONTEXT, s->first_row + t, 1);
        nn_classify(run, NN_STATUS, s->first_row + t, 1);
        nn_roles(run, s->first_row, t, s->word_count);
    }
}

typedef struct timing {
    double read, heads;              /* seconds of the fastest pass */
} timing;

static void pass(nn_run *run, nn_sentence *batch, timing *best) {
    acta_err err;
    double begin = cpu_seconds();
    if (nn_read(run, batch, BATCH, &err) != ACTA_OK) {
        fprintf(stderr, "encoder: %s\n", err.message);
        exit(1);
    }
    double read = cpu_seconds();
    for (uint32_t i = 0; i < BATCH; i++) ask_heads(run, &batch[i]);
    double heads = cpu_seconds();
    if (read - begin < best->read) best->read = read - begin;
    if (heads - read < best->heads) best->heads = heads - read;
}

static acta_precision precision_named(const char *name) {
    return strcmp(name, "f32") == 0 ? ACTA_F32 : strcmp(name, "bf16") == 0 ? ACTA_BF16 : ACTA_INT8;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        fprintf(stderr, "usage: encoder DATA [int8|bf16|f32] [SECONDS]\n");
        return 2;
    }
    double seconds = argc > 3 ? atof(argv[3]) : 5;
    acta_err err;
    datafile file;
    nn_model *model;
    nn_run *run;
    double begin = cpu_seconds();
    if (datafile_open(argv[1], &file, &err) != ACTA_OK ||
        nn_model_open(&file, precision_named(argc > 2 ? argv[2] : "int8"), &model, &err) != ACTA_OK ||
        nn_run_new(model, acta__malloc(), &run, &err) != ACTA_OK) {
        fprintf(stderr, "encoder: %s\n", err.message);
        return 1;
    }
    double opened = cpu_seconds() - begin;
    static nn_word words[BATCH][WORDS_MAX];
    nn_sentence batch[BATCH];
    uint32_t word_count = 0;
    for (int i = 0; i < BATCH; i++) {
        batch[i] = (nn_sentence){.words = words[i], .word_count = split(sentences[i % SENTENCES], words[i])};
        word_count += batch[i].word_count;
    }
    timing best = {1e9, 1e9};
    double start = cpu_seconds();
    do pass(run, batch, &best);
    while (cpu_seconds() - start < seconds);
    uint32_t pieces = run->window[run->window_count];
    printf("%s, %s: opened in %.0f ms; %.1f words, %.1f pieces a sentence; %.0f sentences/s read, %.0f with heads; "
           "%.1f MB a run\n",
           argc > 2 ? argv[2] : "int8", nn_model_isa(model), opened * 1e3, (double)word_count / BATCH,
           (double)pieces / BATCH, BATCH / best.read, BATCH / (best.read + best.heads), (double)run->memory_bytes / 1e6);
    nn_run_free(run);
    nn_model_close(model);
    datafile_close(&file);
    return 0;
}
