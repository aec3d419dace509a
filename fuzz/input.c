/* input.c - libFuzzer: any bytes at all as a file that the command reads: packed or not, lines, pages, web archives.
 *
 * The first byte chooses the name's ending and whether --jsonl is said; the rest is the file. Seeds: fuzz/seeds.py.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../cli/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every report or problem has a place, and one of the two. */
static void look(const input *in) {
    if (in->place == NULL || (in->problem[0] == '\0' && in->bytes == NULL && in->byte_count > 0)) abort();
    if (in->byte_count > ACTA_PAGE_BYTES_MAX + 1) abort();
}

/* A file in memory, under a name with that ending. */
static int open_file(const uint8_t *data, size_t size, const char *ending, char *link, size_t link_bytes) {
    int file = memfd_create("input", MFD_CLOEXEC);
    if (file < 0 || write(file, data, size) != (ssize_t)size) abort();
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)getpid(), file);
    snprintf(link, link_bytes, "%s/acta-fuzz-%d%s", getenv("TMPDIR") != NULL ? getenv("TMPDIR") : P_tmpdir, (int)getpid(), ending);
    unlink(link);
    if (symlink(path, link) != 0) abort();
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const endings[] = {"", ".txt", ".html", ".jsonl", ".warc", ".warc.gz", ".zst", ".json"};
    if (size == 0) return 0;
    char path[256];
    char *paths[] = {path};
    int file = open_file(data + 1, size - 1, endings[data[0] % 8], path, sizeof path);
    settings s = {.program = "fuzz", .jsonl = data[0] & 8, .progress = data[0] & 16 ? PROGRESS_JSON : PROGRESS_NONE};
    input_reader reader;
    input in;
    input_begin(&reader, &s, paths, 1);
    while (input_next(&reader, &in) == INPUT_ONE) {
        look(&in);
        input_prepare(&in, &s);
        look(&in);
        input_clear(&in);
    }
    input_clear(&in);
    input_end(&reader);
    unlink(path);
    close(file);
    return 0;
}
