/* datafile.c - map the container, check it once, find sections by name. */
#include "base/datafile.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/status.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the data file is little-endian and read in place"
#endif

enum { HEADER_BYTES = 64, NAME_BYTES = 64, SECTION_COUNT_MAX = 1 << 16 };

static const char magic[8] = {'A', 'C', 'T', 'A', 'D', 'A', 'T', '\n'};

typedef struct header {
    char magic[8];
    uint32_t version, section_count;
    uint64_t file_bytes, checksum;
    char zero[32];
} header;

typedef struct entry {
    char name[NAME_BYTES];
    uint32_t type, rank;
    uint64_t dim[SECTION_RANK_MAX];
    uint64_t offset, bytes;
    char zero[8];
} entry;

_Static_assert(sizeof(header) == HEADER_BYTES, "the header's layout is the file's");
_Static_assert(sizeof(entry) == 128, "an entry's layout is the file's");

static const entry *entry_at(const datafile *file, uint32_t index) {
    return (const entry *)(file->at + HEADER_BYTES) + index;
}

static size_t type_bytes(uint32_t type) {
    switch (type) {
    case SECTION_F32:
    case SECTION_I32: return 4;
    case SECTION_BF16: return 2;
    default: return 1;
    }
}

/* Bytes that the dimensions ask for, or UINT64_MAX if that overflows. */
static uint64_t bytes_of_dims(const entry *e) {
    uint64_t product = type_bytes(e->type);
    for (uint32_t i = 0; i < e->rank; i++) {
        if (__builtin_mul_overflow(product, e->dim[i], &product)) return UINT64_MAX;
    }
    return product;
}

static bool shape_holds(const entry *e) {
    if (e->type > SECTION_TABLE || e->rank > SECTION_RANK_MAX) return false;
    if (e->type == SECTION_TABLE && e->rank == 0) return true;   /* its rows are described inside it */
    for (uint32_t i = e->rank; i < SECTION_RANK_MAX; i++) {
        if (e->dim[i] != 0) return false;
    }
    return bytes_of_dims(e) == e->bytes;
}

static acta_status check_entries(const datafile *file, acta_err *err) {
    uint64_t free_from = HEADER_BYTES + (uint64_t)file->section_count * sizeof(entry);
    for (uint32_t i = 0; i < file->section_count; i++) {
        const entry *e = entry_at(file, i);
        int64_t at = HEADER_BYTES + (int64_t)i * (int64_t)sizeof(entry);
        if (memchr(e->name, 0, NAME_BYTES) == NULL || e->name[0] == 0) {
            return acta__fail(err, ACTA_DATA_FORMAT, at, "section %u of the data file has a damaged name", i);
        }
        if (!shape_holds(e)) {
            return acta__fail(err, ACTA_DATA_FORMAT, at, "section %s does not hold what its dimensions say", e->name);
        }
        if (e->offset % SECTION_ALIGN != 0 || e->offset < free_from || e->offset > file->bytes ||
            e->bytes > file->bytes - e->offset) {
            return acta__fail(err, ACTA_DATA_FORMAT, at, "section %s lies outside its place in the data file", e->name);
        }
        free_from = e->offset + e->bytes;
    }
    if (file->bytes - free_from < SECTION_ALIGN) return ACTA_OK;
    return acta__fail(err, ACTA_DATA_FORMAT, 12, "data file with bytes that belong to none of its sections");
}

static acta_status check_header(const datafile *file, acta_err *err) {
    const header *h = (const header *)file->at;
    if (file->bytes < HEADER_BYTES) {
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "not an acta data file: %zu bytes are less than its header",
                          file->bytes);
    }
    if (memcmp(h->magic, magic, sizeof magic) != 0) {
        return acta__fail(err, ACTA_DATA_FORMAT, 0, "not an acta data file: it begins with other bytes");
    }
    if (h->version < ACTA_FILE_FORMAT_MIN || h->version > ACTA_FILE_FORMAT) {
        return acta__fail(err, ACTA_DATA_VERSION, 8, "data file of format %u; this program reads %d to %d: %s",
                          h->version, ACTA_FILE_FORMAT_MIN, ACTA_FILE_FORMAT,
                          h->version > ACTA_FILE_FORMAT ? "use a newer program" : "use a newer data file");
    }
    if (h->file_bytes != file->bytes) {
        return acta__fail(err, ACTA_DATA_FORMAT, 16, "data file cut short or added to: %llu bytes expected, %zu found",
                          (unsigned long long)h->file_bytes, file->bytes);
    }
    if (h->section_count > SECTION_COUNT_MAX ||
        h->section_count > (file->bytes - HEADER_BYTES) / sizeof(entry)) {
        return acta__fail(err, ACTA_DATA_FORMAT, 12, "data file with a damaged number of sections");
    }
    return ACTA_OK;
}

static acta_status check(datafile *file, acta_err *err) {
    TRY(check_header(file, err));
    const header *h = (const header *)file->at;
    file->section_count = h->section_count;
    if (XXH3_64bits(file->at + HEADER_BYTES, file->bytes - HEADER_BYTES) != h->checksum) {
        return acta__fail(err, ACTA_DATA_FORMAT, 24, "damaged data file: its checksum does not fit; fetch it again");
    }
    return check_entries(file, err);
}

acta_status datafile_from_memory(const void *at, size_t bytes, datafile *file, acta_err *err) {
    *file = (datafile){.at = at, .bytes = bytes};
    if ((uintptr_t)at % SECTION_ALIGN != 0) {
        *file = (datafile){0};
        return acta__fail(err, ACTA_MISUSE, -1, "a data file in memory must be aligned to %d bytes", SECTION_ALIGN);
    }
    acta_status status = check(file, err);
    if (status != ACTA_OK) *file = (datafile){0};
    return status;
}

static acta_status map_descriptor(int descriptor, const char *path, datafile *file, acta_err *err) {
    struct stat st;
    if (fstat(descriptor, &st) != 0) return acta__fail(err, ACTA_IO, -1, "%s: %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode)) return acta__fail(err, ACTA_IO, -1, "%s: not a plain file", path);
    if (st.st_size < HEADER_BYTES) {
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "%s: not an acta data file: %lld bytes are less than its header",
                          path, (long long)st.st_size);
    }
    void *at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
    if (at == MAP_FAILED) return acta__fail(err, ACTA_IO, -1, "%s: %s", path, strerror(errno));
    *file = (datafile){.at = at, .bytes = (size_t)st.st_size, .mapped = true};
    return ACTA_OK;
}

acta_status datafile_open(const char *path, datafile *file, acta_err *err) {
    *file = (datafile){0};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return acta__fail(err, ACTA_IO, -1, "%s: %s", path, strerror(errno));
    acta_status status = map_descriptor(descriptor, path, file, err);
    close(descriptor);
    TRY(status);
    status = check(file, err);
    if (status != ACTA_OK) datafile_close(file);
    return status;
}

void datafile_close(datafile *file) {
    if (file->mapped) munmap((void *)(uintptr_t)file->at, file->bytes);
    *file = (datafile){0};
}

section datafile_section(const datafile *file, uint32_t index) {
    const entry *e = entry_at(file, index);
    section s = {.name = e->name, .type = (section_type)e->type, .rank = e->rank, .at = file->at + e->offset,
                 .bytes = (size_t)e->bytes};
    memcpy(s.dim, e->dim, sizeof s.dim);
    return s;
}

bool datafile_find(const datafile *file, const char *name, section *found) {
    for (uint32_t i = 0; i < file->section_count; i++) {
        if (strcmp(entry_at(file, i)->name, name) != 0) continue;
        *found = datafile_section(file, i);
        return true;
    }
    return false;
}

acta_status datafile_need(const datafile *file, const char *name, section_type type, uint32_t rank,
                          const uint64_t dim[SECTION_RANK_MAX], section *found, acta_err *err) {
    if (!datafile_find(file, name, found)) {
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "data file without its section %s", name);
    }
    bool fits = found->type == type && found->rank == rank;
    for (uint32_t i = 0; fits && i < rank; i++) fits = dim[i] == 0 || dim[i] == found->dim[i];
    if (!fits) return acta__fail(err, ACTA_DATA_FORMAT, -1, "section %s of the data file is of another shape", name);
    return ACTA_OK;
}

uint64_t datafile_checksum(const datafile *file) {
    return ((const header *)file->at)->checksum;
}
