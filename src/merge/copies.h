/* copies.h - is a report the reprint of another? The same wire story in ten outlets is one source, not ten.
 *
 * A report is compared by its shingles: every five words in a row, in lower case, letters and digits of ASCII alone, so that letter
 * case, punctuation, quotation marks and damaged bytes do not matter; lines that outlets add ("Share this", "Read also", credits) are left
 * out. The title is no part of it: outlets change it first.
 *
 * Two reports are compared when they have a band in common: bands are hashes of MinHash values, over the whole text and over its
 * opening. Then they are copies when the shingles that both have are
 *   - at least half of all that either has (Jaccard >= 0.5), or
 *   - nearly all of the one, its opening and the other's among them, and the other is the one told first: a copy whose tail was cut.
 * A follow-up that repeats the background shares neither half of the text nor the opening; a longer, later version tells what the
 * first did not and is a report of its own.
 *
 * The relation hangs on the two reports alone. Copies of copies are copies: what the relation ties together, directly or through
 * others, is one story, and its original is the report that copies_first puts first. So the originals do not depend on the
 * order in which reports come.
 */
#ifndef ACTA_MERGE_COPIES_H
#define ACTA_MERGE_COPIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    COPY_BANDS = 32,                 /* of a report; two copies have one in common in 99 of 100 cases */
    COPY_SHINGLES = 2048,            /* kept of a report: all of them up to some 2,000 words, else those with the least hashes */
    COPY_LIKELY_MAX = 64             /* a report is compared with the so many that share most bands with it, ties by id */
};

typedef struct copy_signature {
    uint64_t band[COPY_BANDS];       /* as int64_t they go into a table; those of a report with count 0 do not */
    uint32_t words;                  /* of the text, without the lines left out */
    uint32_t count;                  /* 0: too short (fewer than five words), never a copy */
    uint64_t limit;                  /* all shingles with a hash below are kept */
    uint64_t shingle[COPY_SHINGLES]; /* [count] hashes, ascending, each once */
    uint32_t place[COPY_SHINGLES];   /* [count] the word at which it first stands */
} copy_signature;

/* What two reports share, each figure 0..1, all of them estimates where a report is longer than COPY_SHINGLES. */
typedef struct copy_likeness {
    float jaccard;                   /* shingles of both by shingles of either */
    float of_a, of_b;                /* shared shingles by those of the one */
    float lead_of_a, lead_of_b;      /* the same among those that begin in its first words */
    uint32_t shared;                 /* shingles of both, of those kept */
} copy_likeness;

/* Who comes first: the earlier day, on one day the longer text (the fuller one is coded), then the lesser id, byte by byte. */
typedef struct copy_rank {
    const char *published;           /* "YYYY-MM-DD"; NULL or "": after all days */
    uint32_t words;                  /* of the signature */
    const char *id;
} copy_rank;

/* The signature of a text, UTF-8 that may be damaged. `out` takes some 25 KB; nothing else is allocated.
 * Owns: nothing.  Threads: any.  Fails with: never. */
void copies_signature(const char *utf8, size_t n, copy_signature *out);

/* Owns: nothing.  Threads: any.  Fails with: never. */
copy_likeness copies_compare(const copy_signature *a, const copy_signature *b);

/* What `similarity` in a record means: the Jaccard of the two. */
double copies_similarity(const copy_signature *a, const copy_signature *b);

/* -1: a comes first, 1: b does, 0: they are alike in all three. */
int copies_first(const copy_rank *a, const copy_rank *b);

/* False: neither is a copy of the other, `a` or the report of this text. Takes a tenth of the time that the signature of the text does.
 * Owns: nothing.  Threads: any.  Fails with: never. */
bool copies_may_be(const copy_signature *a, const char *utf8, size_t n);

/* Is the later of two a copy of the earlier? `first` is the one that copies_first puts first. */
bool copies_is_copy(const copy_signature *first, const copy_signature *later);

#endif
