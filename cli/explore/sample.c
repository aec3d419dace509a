/* sample.c - the sample archive. */
#define XXH_INLINE_ALL
#include "sample.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "commands.h"

/* examples/sample/reports.jsonl, by acta-embed. */
extern const unsigned char sample_reports[];
extern const size_t sample_reports_bytes;

enum { PATH_BYTES = 4096 };

/* $XDG_CACHE_HOME/acta, else ~/.cache/acta, made where it is missing. */
static bool cache_folder(char *folder) {
    const char *given = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    bool absolute = given != NULL && given[0] == '/';
    if (!absolute && (home == NULL || home[0] != '/')) return false;
    int bytes = absolute ? snprintf(folder, PATH_BYTES, "%s", given) : snprintf(folder, PATH_BYTES, "%s/.cache", home);
    if (bytes < 0 || bytes > PATH_BYTES - 64) return false;
    mkdir(folder, 0700);
    strcat(folder, "/acta");
    return (mkdir(folder, 0700) == 0 || errno == EEXIST) && access(folder, W_OK) == 0;
}

static bool write_reports(const settings *s, const char *path) {
    FILE *out = fopen(path, "wb");
    bool whole = out != NULL && fwrite(sample_reports, 1, sample_reports_bytes, out) == sample_reports_bytes;
    if (out != NULL && fclose(out) != 0) whole = false;
    if (!whole) fprintf(stderr, "%s: %s: %s\n", s->program, path, strerror(errno));
    return whole;
}

/* The files are named by what is in them, so that another version's sample stands beside this one's. */
int sample_ready(const settings *s, char *path, size_t path_bytes) {
    char folder[PATH_BYTES], reports[PATH_BYTES + 64];
    unsigned long long mark = XXH3_64bits(sample_reports, sample_reports_bytes);
    if (!cache_folder(folder)) {
        fprintf(stderr, "%s: there is no folder for the sample archive; set $XDG_CACHE_HOME to one that can be written\n", s->program);
        return EXIT_NOTHING;
    }
    snprintf(reports, sizeof reports, "%s/sample-%s-%016llx.jsonl", folder, acta_version(), mark);
    snprintf(path, path_bytes, "%s/sample-%s-%016llx.db", folder, acta_version(), mark);
    if (!write_reports(s, reports)) return EXIT_NOTHING;
    settings ingest = *s;
    ingest.db = path;
    ingest.jsonl = ingest.recode = true;
    ingest.progress = isatty(STDERR_FILENO) == 1 ? PROGRESS_BAR : PROGRESS_NONE;
    char *inputs[] = {reports};
    fprintf(stderr, "%s: reading the sample, some seconds the first time\n", s->program);
    int status = run_ingest(&ingest, 1, inputs);
    unlink(reports);
    return status;
}
