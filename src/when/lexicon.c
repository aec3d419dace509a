#include "when/lexicon.h"

#include <string.h>

static const lex_entry entries[] = {
#define LEX(word, class, value) {word, LEX_##class, value},
#include "when/lexicon.def"
#undef LEX
};

enum { ENTRIES = sizeof entries / sizeof *entries };

const lex_entry *time_lexicon_all(size_t *count) {
    *count = ENTRIES;
    return entries;
}

/* As strcmp of entry and the `bytes` long word. */
static int compare(const char *entry, const char *folded, size_t bytes) {
    int order = strncmp(entry, folded, bytes);
    return order != 0 ? order : entry[bytes] != '\0';
}

const lex_entry *time_lexicon_find(const char *folded, size_t bytes, uint32_t *count) {
    size_t low = 0, high = ENTRIES;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare(entries[middle].word, folded, bytes) < 0) low = middle + 1;
        else high = middle;
    }
    *count = 0;
    while (low + *count < ENTRIES && compare(entries[low + *count].word, folded, bytes) == 0) ++*count;
    return *count > 0 ? &entries[low] : NULL;
}
