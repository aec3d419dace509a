/* paths.c - files out of arguments and folders. */
#include "paths.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int by_name(const FTSENT **a, const FTSENT **b) {
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_standard_input(const char *path) {
    return strcmp(path, "-") == 0;
}

static bool is_folder(const char *path) {
    struct stat about;
    return !is_standard_input(path) && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool open_folder(paths *p, char *path) {
    char *const roots[] = {path, NULL};
    size_t bytes = strlen(path);
    p->folder = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    p->folder_bytes = bytes + (bytes > 0 && path[bytes - 1] != '/');
    return p->folder != NULL;
}

void paths_begin(paths *p, char **arguments, int count) {
    *p = (paths){.arguments = arguments, .count = count};
}

void paths_end(paths *p) {
    if (p->folder != NULL) fts_close(p->folder);
    p->folder = NULL;
}

static path_state problem_with(const FTSENT *entry, const char *what, const char **path, char problem[STREAM_PROBLEM_BYTES]) {
    *path = entry->fts_path;
    snprintf(problem, STREAM_PROBLEM_BYTES, "%s", what);
    return PATH_PROBLEM;
}

/* The next file of the open folder; PATH_END: it is through. */
static path_state next_in_folder(paths *p, const char **path, const char **id, char problem[STREAM_PROBLEM_BYTES]) {
    for (FTSENT *entry; (entry = fts_read(p->folder)) != NULL;) {
        if (entry->fts_level > 0 && entry->fts_name[0] == '.') {
            fts_set(p->folder, entry, FTS_SKIP);
            continue;
        }
        switch (entry->fts_info) {
        case FTS_F:
            *path = entry->fts_path;
            *id = entry->fts_path + p->folder_bytes;
            return PATH_FILE;
        case FTS_DC: return problem_with(entry, "a link back to a folder above it; not gone into again", path, problem);
        case FTS_DNR: case FTS_ERR: case FTS_NS: return problem_with(entry, strerror(entry->fts_errno), path, problem);
        case FTS_SLNONE: return problem_with(entry, "a link to nothing", path, problem);
        default: break;              /* folders on the way down and up; pipes, sockets and devices */
        }
    }
    return PATH_END;
}

path_state paths_next(paths *p, const char **path, const char **id, char problem[STREAM_PROBLEM_BYTES]) {
    for (;;) {
        if (p->folder != NULL) {
            path_state state = next_in_folder(p, path, id, problem);
            if (state != PATH_END) return state;
            paths_end(p);
        }
        if (p->next == p->count) return PATH_END;
        char *argument = p->arguments[p->next++];
        *path = *id = argument;
        if (!is_folder(argument)) {
            const char *slash = strrchr(argument, '/');
            if (slash != NULL) *id = slash + 1;
            return PATH_FILE;
        }
        if (open_folder(p, argument)) continue;
        snprintf(problem, STREAM_PROBLEM_BYTES, "%s", strerror(errno));
        return PATH_PROBLEM;
    }
}

uint64_t paths_bytes(char **arguments, int count) {
    paths p;
    const char *path, *id;
    char problem[STREAM_PROBLEM_BYTES];
    uint64_t bytes = 0;
    bool known = true;
    paths_begin(&p, arguments, count);
    for (path_state state; known && (state = paths_next(&p, &path, &id, problem)) != PATH_END;) {
        struct stat about;
        known = !is_standard_input(path);
        if (state == PATH_FILE && stat(path, &about) == 0 && S_ISREG(about.st_mode)) bytes += (uint64_t)about.st_size;
    }
    paths_end(&p);
    return known ? bytes : 0;
}
