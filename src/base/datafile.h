/* datafile.h - the container all of acta's weights and tables travel in, mapped read-only.
 *
 *   0   8 bytes "ACTADAT\n"
 *   8   u32 format version, u32 number of sections n
 *   16  u64 size of the whole file, u64 XXH3-64 of every byte from 64 to the end
 *   32  32 zero bytes
 *   64  n entries of 128 bytes: name[64], u32 type, u32 rank, u64 dim[4], u64 offset, u64 bytes, 8 zero bytes
 *   ..  the sections, in the order of the entries, each at a multiple of 64
 *
 * All numbers little-endian. Opening checks everything that a reader relies on: after it every section lies inside the
 * file, holds as many bytes as its dimensions say, and its name ends in NUL.
 */
#ifndef ACTA_BASE_DATAFILE_H
#define ACTA_BASE_DATAFILE_H

#include "acta.h"

typedef enum section_type { SECTION_BYTES, SECTION_F32, SECTION_I8, SECTION_I32, SECTION_BF16, SECTION_TABLE } section_type;

enum { SECTION_ALIGN = 64, SECTION_RANK_MAX = 4 };

typedef struct section {
    const char *name;
    section_type type;
    uint32_t rank;                   /* dimensions used; the rest of dim is 0 */
    uint64_t dim[SECTION_RANK_MAX];
    const void *at;                  /* [bytes], aligned to SECTION_ALIGN */
    size_t bytes;
} section;

typedef struct datafile {
    const unsigned char *at;         /* [bytes]: the mapping, or borrowed memory */
    size_t bytes;
    uint32_t section_count;
    bool mapped;                     /* `at` is ours to unmap */
} datafile;

/* Fails with: IO, DATA_FORMAT, DATA_VERSION. On failure *file is empty and may be closed. */
acta_status datafile_open(const char *path, datafile *file, acta_err *err);

/* The same from memory, aligned to SECTION_ALIGN and borrowed until datafile_close. */
acta_status datafile_from_memory(const void *at, size_t bytes, datafile *file, acta_err *err);

void datafile_close(datafile *file);

/* The checksum of all that is in the file. */
uint64_t datafile_checksum(const datafile *file);

/* The section numbered `index` < section_count. */
section datafile_section(const datafile *file, uint32_t index);

/* False if there is none of that name. */
bool datafile_find(const datafile *file, const char *name, section *found);

/* A section that must be there, of this type and these dimensions (0 in `dim`: any). Fails with: DATA_FORMAT. */
acta_status datafile_need(const datafile *file, const char *name, section_type type, uint32_t rank,
                          const uint64_t dim[SECTION_RANK_MAX], section *found, acta_err *err);

#endif
