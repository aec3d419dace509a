/* input.c - reports one after another. */
#include "input.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "jsonl.h"
#include "warc.h"

enum {
    LINE_BYTES_MAX = 8 << 20,
    FAILURES_IN_A_ROW_MAX = 10000    /* a file that gives nothing but failures is not what it seemed: the rest is left */
};

void input_clear(input *in) {
    free(in->place);
    free(in->id);
    free(in->title);
    free(in->published);
    free(in->url);
    free(in->publisher);
    free(in->bytes);
    free(in->charset);
    free(in->note);
    *in = (input){0};
}

acta_report input_report(const input *in) {
    return (acta_report){.bytes = in->bytes, .byte_count = in->byte_count, .id = in->id, .title = in->title,
                         .published = in->published, .publisher = in->publisher, .url = in->url};
}

void input_begin(input_reader *r, const settings *s, char **paths, int path_count) {
    *r = (input_reader){.s = s};
    paths_begin(&r->paths, paths, path_count);
    if (s->progress != PROGRESS_NONE) r->bytes_total = paths_bytes(paths, path_count);
}

static void close_file(input_reader *r) {
    stream_close(r->file);
    r->file = NULL;
}

void input_end(input_reader *r) {
    close_file(r);
    paths_end(&r->paths);
    free(r->buffer.at);
    if (r->archive != NULL) warc_end(r->archive);
    free(r->archive);
}

static const char *shown_name(const input_reader *r) {
    return strcmp(r->path, "-") == 0 ? "standard input" : r->path;
}

/* "FILE:17" */
static bool set_place(const input_reader *r, char mark, uint64_t number, input *in) {
    size_t room = strlen(shown_name(r)) + 24;
    in->place = malloc(room);
    if (in->place != NULL) snprintf(in->place, room, "%s%c%llu", shown_name(r), mark, (unsigned long long)number);
    return in->place != NULL;
}

static input_state whole_file_problem(const input_reader *r, const char *what, input *in) {
    snprintf(in->problem, sizeof in->problem, "%s", what);
    if (in->place == NULL) in->place = strdup(shown_name(r));
    return in->place != NULL ? INPUT_ONE : INPUT_NOMEM;
}

/* ---- a file that is one report ------------------------------------------------------------------------------------ */

static bool ends_in(const char *name, size_t bytes, const char *ending) {
    size_t count = strlen(ending);
    return bytes > count && strncmp(name + bytes - count, ending, count) == 0;
}

/* "reports/a.b.txt.gz" is report "a.b". In a folder only .txt comes off, so that no two files have one id. */
static char *id_of_file(const input_reader *r) {
    size_t bytes = unpacked_name(r->id);
    if (r->in_folder) {
        if (ends_in(r->id, bytes, ".txt")) bytes -= 4;
    } else {
        const char *dot = memrchr(r->id, '.', bytes);
        if (dot != NULL && dot != r->id) bytes = (size_t)(dot - r->id);
    }
    return strndup(r->id, bytes);
}

/* Reads to the end, or to one byte past the limit. False: out of memory. */
static bool slurp(stream *file, size_t most, input *in) {
    size_t room = 1 << 16;
    for (;;) {
        char *grown = realloc(in->bytes, room);
        if (grown == NULL) return false;
        in->bytes = grown;
        in->byte_count += stream_read(file, in->bytes + in->byte_count, room - in->byte_count);
        if (in->byte_count < room || room == most + 1) return true;
        room = room * 4 < most + 1 ? room * 4 : most + 1;
    }
}

static input_state take_whole_file(input_reader *r, input *in) {
    bool standard = strcmp(r->path, "-") == 0;
    in->page = r->holds == HOLDS_PAGE;
    in->place = strdup(r->path);
    in->id = standard ? NULL : id_of_file(r);
    size_t most = in->page ? WARC_PAGE_BYTES_MAX : ACTA_REPORT_BYTES_MAX;
    if (in->place == NULL || (!standard && in->id == NULL) || !slurp(r->file, most, in)) return INPUT_NOMEM;
    if (stream_fault(r->file) != NULL) snprintf(in->problem, sizeof in->problem, "%s", stream_fault(r->file));
    else if (in->byte_count > most) {
        snprintf(in->problem, sizeof in->problem, "longer than %zu MiB, which is the limit for one %s", most >> 20, in->page ? "page" : "report");
    }
    close_file(r);
    return INPUT_ONE;
}

/* ---- files of many reports ---------------------------------------------------------------------------------------- */

/* The next line that holds anything; INPUT_END: the file is over, or stopped at a fault. */
static input_state next_line(input_reader *r, input *in) {
    for (;;) {
        line_buffer *line = &r->buffer;
        line_state state = stream_line(r->file, line, LINE_BYTES_MAX);
        if (state == LINE_END || (state == LINE_WHOLE && stream_fault(r->file) != NULL && line->bytes == 0)) return INPUT_END;
        if (state == LINE_NOMEM) return INPUT_NOMEM;
        r->line++;
        size_t skip = r->line == 1 && line->bytes >= 3 && memcmp(line->at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
        bool empty = line->bytes == skip;     /* the buffer may not be there yet */
        if (state == LINE_WHOLE && (empty || jsonl_is_blank(line->at + skip, line->bytes - skip))) continue;
        if (!set_place(r, ':', r->line, in)) return INPUT_NOMEM;
        if (state == LINE_TOO_LONG) snprintf(in->problem, sizeof in->problem, "line longer than %d MiB, skipped", LINE_BYTES_MAX >> 20);
        else jsonl_read(line->at + skip, line->bytes - skip, in);
        return INPUT_ONE;
    }
}

static input_state next_page(input_reader *r, input *in) {
    if (r->archive == NULL) r->archive = calloc(1, sizeof *r->archive);
    if (r->archive == NULL) return INPUT_NOMEM;
    input_state state = warc_next(r->archive, r->file, in);
    return state == INPUT_ONE && !set_place(r, '#', r->archive->record, in) ? INPUT_NOMEM : state;
}

/* The end of an open file: of all of it, or of what can be read in one go. */
static input_state end_of_many(input_reader *r, input *in) {
    const char *fault = stream_fault(r->file);
    bool told = r->archive != NULL && r->archive->fault_told;
    if (r->archive != NULL) r->archive->fault_told = false;
    if (fault == NULL) {
        close_file(r);
        return INPUT_END;
    }
    input_state state = told ? INPUT_END : whole_file_problem(r, fault, in);
    if (!stream_resume(r->file)) close_file(r);
    else if (r->archive != NULL) r->archive->lost = true;
    return state;
}

/* A file that fails again and again is left. */
static void count_failure(input_reader *r, input *in) {
    if (in->problem[0] == '\0') {
        r->failures = 0;
        stream_found(r->file);
        return;
    }
    if (++r->failures < FAILURES_IN_A_ROW_MAX) return;
    snprintf(in->problem, sizeof in->problem, "%d failures in a row; the rest of the file is left", FAILURES_IN_A_ROW_MAX);
    close_file(r);
}

/* The next of a file of many; INPUT_END: the file is over. */
static input_state next_of_many(input_reader *r, input *in) {
    while (r->file != NULL) {
        input_state state = r->holds == HOLDS_WARC ? next_page(r, in) : next_line(r, in);
        if (state == INPUT_END) state = end_of_many(r, in);
        if (state == INPUT_ONE && r->file != NULL) count_failure(r, in);
        if (state != INPUT_END) return state;
    }
    return INPUT_END;
}

/* ---- one file after another ---------------------------------------------------------------------------------------- */

/* Is it what this run writes itself: the output, the quarantine, the archive, or what stands beside them meanwhile? */
static bool is_own(const settings *s, const char *path) {
    static const char *const endings[] = {"", ".tmp", "-wal", "-shm", "-journal"};
    const char *const own[] = {s->output, s->quarantine, s->db};
    struct stat file, other;
    if ((own[0] == NULL && own[1] == NULL && own[2] == NULL) || stat(path, &file) != 0) return false;
    for (size_t i = 0; i < sizeof own / sizeof *own * (sizeof endings / sizeof *endings); i++) {
        char name[PATH_MAX];
        const char *written = own[i / (sizeof endings / sizeof *endings)];
        if (written == NULL || snprintf(name, sizeof name, "%s%s", written, endings[i % (sizeof endings / sizeof *endings)]) >= (int)sizeof name) continue;
        if (stat(name, &other) == 0 && other.st_dev == file.st_dev && other.st_ino == file.st_ino) return true;
    }
    return false;
}

/* The next path; what this run writes into a folder that it reads is passed over. */
static path_state next_path(input_reader *r, char why[STREAM_PROBLEM_BYTES]) {
    for (;;) {
        path_state state = paths_next(&r->paths, &r->path, &r->id, why);
        r->in_folder = r->paths.folder != NULL;
        if (state != PATH_FILE || !r->in_folder || !is_own(r->s, r->path)) return state;
    }
}

/* Opens the next file. INPUT_ONE: instead there is a problem. INPUT_END: there is none. */
static input_state open_next(input_reader *r, input *in, bool *opened) {
    char why[STREAM_PROBLEM_BYTES];
    const char *what = NULL;
    path_state state = next_path(r, why);
    if (state == PATH_END) return INPUT_END;
    if (state == PATH_PROBLEM || (r->file = stream_open(r->path, &r->bytes_done, why)) == NULL) return whole_file_problem(r, why, in);
    r->line = r->failures = 0;
    if (r->archive != NULL) {
        r->archive->record = 0;
        r->archive->lost = r->archive->fault_told = false;
    }
    r->holds = r->s->jsonl ? HOLDS_LINES : sniff(r->file, r->path, &what);
    *opened = true;
    if (r->holds != HOLDS_OTHER) return INPUT_END;
    close_file(r);
    return whole_file_problem(r, what, in);
}

static input_state next(input_reader *r, input *in) {
    for (;;) {
        if (r->file != NULL) {
            bool many = r->holds == HOLDS_LINES || r->holds == HOLDS_WARC;
            input_state state = many ? next_of_many(r, in) : take_whole_file(r, in);
            if (state != INPUT_END) return state;
        }
        bool opened = false;
        input_state state = open_next(r, in, &opened);
        if (state != INPUT_END || !opened) return state;
    }
}

input_state input_next(input_reader *r, input *in) {
    *in = (input){0};
    if (r->source != NULL) return r->source(r->source_ctx, in);
    input_state state = next(r, in);
    if (state == INPUT_ONE && in->published == NULL && !in->page && r->s->published != NULL) {
        in->published = strdup(r->s->published);
        if (in->published == NULL) state = INPUT_NOMEM;
    }
    return state;
}
