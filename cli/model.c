/* model.c - finding and opening the data file. */
#include "model.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the running program, without a slash at the end. */
static bool program_folder(char *room, size_t room_bytes) {
    ssize_t bytes = readlink("/proc/self/exe", room, room_bytes - 1);
    if (bytes <= 0) return false;
    room[bytes] = '\0';
    char *slash = strrchr(room, '/');
    if (slash == NULL) return false;
    *slash = '\0';
    return true;
}

const char *data_path(const settings *s, char *room, size_t room_bytes) {
    if (s->data != NULL) return s->data;
    const char *given = getenv("ACTA_DATA");
    if (given != NULL && given[0] != '\0') return given;
    static const char *const beside[] = {"acta.data", "../share/acta/acta.data"};
    char folder[PATH_MAX];
    if (!program_folder(folder, sizeof folder)) return NULL;
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        int bytes = snprintf(room, room_bytes, "%s/%s", folder, beside[i]);
        if (bytes > 0 && (size_t)bytes < room_bytes && access(room, R_OK) == 0) return room;
    }
    return NULL;
}

/* ACTA_ISA=avx2 keeps the matrix library from newer instructions: for trying old processors on new ones. */
static void limit_instructions(void) {
    const char *isa = getenv("ACTA_ISA");
    if (isa != NULL && isa[0] != '\0') setenv("ONEDNN_MAX_CPU_ISA", isa, 1);
}

typedef struct told {
    const settings *s;
    uint32_t shown;
} told;

/* The first few by name; all of them is what `acta tables check` is for. */
static void tell(void *ctx, const char *path, uint32_t line, const char *message) {
    enum { SHOWN = 3 };
    told *t = ctx;
    if (t->shown++ >= SHOWN) return;
    fprintf(stderr, "%s: %s:", t->s->program, path);
    if (line > 0) fprintf(stderr, "%u:", line);
    fprintf(stderr, " %s\n", message);
}

static bool add_tables(const settings *s, acta_model *model) {
    told t = {s, 0};
    acta_table_count count;
    acta_err err;
    if (acta_model_add_tables(model, s->tables, tell, &t, &count, &err) != ACTA_OK) {
        fprintf(stderr, "%s: --tables: %s\n", s->program, err.message);
        return false;
    }
    if (count.unused > 0) fprintf(stderr, "%s: %s: %u lines used, %u not; '%s tables check %s' lists them\n", s->program, s->tables, count.lines, count.unused, s->program, s->tables);
    return true;
}

static bool add_types(const settings *s, acta_model *model) {
    acta_err err;
    if (acta_model_add_types(model, s->types, &err) == ACTA_OK) return true;
    bool named = strncmp(err.message, s->types, strlen(s->types)) == 0;      /* what the system says of a file names it */
    fprintf(stderr, "%s: --types: %s%s%s\n", s->program, named ? "" : s->types, named ? "" : ": ", err.message);
    return false;
}

acta_model *model_open(const settings *s) {
    char room[PATH_MAX + 32];
    const char *path = data_path(s, room, sizeof room);
    if (path == NULL) {
        fprintf(stderr, "%s: no acta.data beside the program; say where it is with --data FILE or $ACTA_DATA\n", s->program);
        return NULL;
    }
    limit_instructions();
    acta_model *model = NULL;
    acta_err err;
    if (acta_model_open(path, s->precision, &model, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s: %s\n", s->program, path, err.message);
        return NULL;
    }
    if ((s->tables != NULL && !add_tables(s, model)) || (s->types != NULL && !add_types(s, model))) {
        acta_model_close(model);
        return NULL;
    }
    return model;
}
