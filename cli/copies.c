/* copies.c - acta copies: reports in, out for each reprint the report that it is a copy of. */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "pad.h"
#include "pool.h"
#include "progress.h"
#include "quarantine.h"

typedef struct gathered {
    const settings *s;
    acta_reprints *reprints;
    quarantine failed;
    progress bar;
    pool_tally tally;
    pad pad;                         /* ids, copies, the lines written */
    char **ids;                      /* [count] */
    size_t count;
} gathered;

/* False: the quarantine cannot be written. */
static bool refuse(gathered *g, const input *in) {
    g->tally.failed++;
    progress_wipe(&g->bar);
    fprintf(stderr, "%s: %s\n", in->place, in->problem);
    return quarantine_write(&g->failed, in);
}

static bool take(gathered *g, input *in) {
    acta_err err = {.message = ""};
    input_prepare(in, g->s);
    g->tally.done++;
    g->tally.foreign += in->foreign;
    if (in->foreign) return true;
    acta_report report = input_report(in);
    if (in->problem[0] == '\0' && acta_reprints_add(g->reprints, &report, &err) != ACTA_OK) snprintf(in->problem, sizeof in->problem, "%s", err.message);
    if (in->problem[0] != '\0') return refuse(g, in);
    const char *id = in->id == NULL ? "report" : in->id;         /* as the library calls it */
    g->ids = pad_append(&g->pad, g->ids, &g->count, sizeof *g->ids);
    g->ids[g->count - 1] = pad_text(&g->pad, id, strlen(id));
    return true;
}

/* False, after a message: it cannot go on. */
static bool take_all(gathered *g, input_reader *reader) {
    for (;;) {
        input in;
        input_state state = input_next(reader, &in);
        if (state == INPUT_END) return true;
        if (state == INPUT_NOMEM) {
            fprintf(stderr, "%s: out of memory while reading\n", g->s->program);
            return false;
        }
        bool go_on = take(g, &in);
        input_clear(&in);
        if (!go_on) return false;
        progress_show(&g->bar, &g->tally, reader->bytes_done, reader->bytes_total);
    }
}

static char *as_json(gathered *g, const char *id, const char *original, double similarity) {
    char figure[16];
    json_object *o = json_object_new_object();
    snprintf(figure, sizeof figure, "%.3f", similarity);
    json_object_object_add(o, "id", json_object_new_string(id));
    json_object_object_add(o, "copy_of", json_object_new_string(original));
    json_object_object_add(o, "similarity", json_object_new_double_s(similarity, figure));
    char *line = pad_printf(&g->pad, "%s\n", json_object_to_json_string_ext(o, JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_put(o);
    return line;
}

static bool write_copies(gathered *g, const acta_reprint *copies) {
    output *out = output_open(g->s);
    bool written = out != NULL;
    for (size_t i = 0; i < g->count && written; i++) {
        const char *id = g->ids[i], *original = g->ids[copies[i].original];
        if (copies[i].original == i) continue;
        char *line = g->s->json ? as_json(g, id, original, copies[i].similarity) : pad_printf(&g->pad, "%s\t%s\t%.3f\n", id, original, copies[i].similarity);
        written = output_write(out, line, strlen(line));
    }
    if (written) return output_close(out);
    output_drop(out);
    return false;
}

static int find(gathered *g) {
    acta_err err = {.message = ""};
    acta_reprint *copies = pad_take(&g->pad, (g->count + 1) * sizeof *copies);
    if (acta_reprints_find(g->reprints, copies, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s\n", g->s->program, err.message);
        return EXIT_NOTHING;
    }
    if (!write_copies(g, copies)) return EXIT_NOTHING;
    if (g->tally.foreign > 0) {
        fprintf(stderr, "%s: %llu of %llu reports passed over: not English\n", g->s->program, (unsigned long long)g->tally.foreign,
                (unsigned long long)g->tally.done);
    }
    return g->tally.failed == 0 ? EXIT_FINE : g->tally.failed == g->tally.done ? EXIT_NOTHING : EXIT_SOME;
}

static int run_open(gathered *g, int count, char **arguments) {
    input_reader reader;
    input_begin(&reader, g->s, arguments, count);
    progress_begin(&g->bar, g->s->progress);
    bool whole = take_all(g, &reader);
    progress_end(&g->bar, &g->tally);
    input_end(&reader);
    bool named = quarantine_close(&g->failed);
    return whole && named ? find(g) : EXIT_NOTHING;
}

int run_copies(const settings *s, int count, char **arguments) {
    char *standard_input[] = {"-"};
    acta_err err = {.message = ""};
    gathered g = {.s = s};
    if (acta_reprints_new(&g.reprints, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s\n", s->program, err.message);
        return EXIT_NOTHING;
    }
    int status = EXIT_NOTHING;
    if (quarantine_open(&g.failed, s)) status = run_open(&g, count > 0 ? count : 1, count > 0 ? arguments : standard_input);
    acta_reprints_free(g.reprints);
    pad_clear(&g.pad);
    return status;
}
