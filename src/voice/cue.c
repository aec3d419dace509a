/* cue.c - a word of the report and its row in the table of cues. */
#include "voice/cue.h"

#include <stdio.h>
#include <string.h>

#include "parse/lemma.h"

static bool cell_is(slice cell, const char *text) {
    return cell.bytes == strlen(text) && memcmp(cell.at, text, cell.bytes) == 0;
}

static bool row_of(const table *cues, const char *key, const char *part, cue *found) {
    char folded[TABLE_KEY_MAX];
    uint32_t first;
    size_t bytes = table_key(key, strlen(key), folded, sizeof folded);
    uint32_t rows = bytes == 0 ? 0 : table_find(cues, folded, bytes, &first);
    for (uint32_t i = 0; i < rows; i++) {
        if (!cell_is(table_cell(cues, first + i, CUE_PART), part)) continue;
        *found = (cue){cell_is(table_cell(cues, first + i, CUE_FORCE), "says") ? FORCE_SAYS : FORCE_HOLDS, table_cell(cues, first + i, CUE_TAKES)};
        return true;
    }
    return false;
}

bool cue_at(const table *cues, const syntax *s, uint32_t at, const char *part, cue *found) {
    const word *w = &s->d->words[at];
    if (cues == NULL || w->lemma == NULL) return false;
    uint32_t particle = syntax_child_exactly(s, at, REL_compound_prt);
    if (particle != NONE) {
        char phrase[TABLE_KEY_MAX];
        int bytes = snprintf(phrase, sizeof phrase, "%s %s", w->lemma, s->d->words[particle].folded);
        if (bytes > 0 && (size_t)bytes < sizeof phrase && row_of(cues, phrase, part, found)) return true;
    }
    if (row_of(cues, w->lemma, part, found)) return true;
    /* The tagger may take a verb for a participle that is an adjective: then "accused" is its own dictionary form. */
    return w->upos == UPOS_VERB && strcmp(part, "verb") == 0 && strcmp(w->lemma, w->folded) == 0 && cue_of_form(cues, s->d->arena, w->folded, found);
}

bool cue_of_form(const table *cues, arena *memory, const char *folded, cue *found) {
    size_t bytes = strlen(folded);
    bool past = bytes > 3 && strcmp(folded + bytes - 2, "ed") == 0;
    if (!past && strcmp(folded, "said") != 0 && strcmp(folded, "told") != 0 && strcmp(folded, "wrote") != 0) return false;
    const char *lemma = lemma_of(memory, folded, UPOS_VERB, XPOS_VBD);
    return cues != NULL && lemma != NULL && row_of(cues, lemma, "verb", found);
}

bool cue_names_spokesman(const table *cues, const char *folded) {
    cue found;
    return cues != NULL && row_of(cues, folded, "spokesman", &found);
}

/* The next name of a list parted by spaces; false at its end. */
static bool next_name(slice list, size_t *at, slice *name) {
    while (*at < list.bytes && list.at[*at] == ' ') (*at)++;
    size_t from = *at;
    while (*at < list.bytes && list.at[*at] != ' ') (*at)++;
    *name = (slice){list.at + from, *at - from};
    return *at > from;
}

bool cue_takes(const cue *c, const char *complement) {
    slice name;
    for (size_t at = 0; next_name(c->takes, &at, &name);) {
        if (cell_is(name, complement)) return true;
    }
    return false;
}

uint32_t cue_preposition(const cue *c, const syntax *s, uint32_t word) {
    slice name;
    for (size_t at = 0; next_name(c->takes, &at, &name);) {
        uint32_t mark = syntax_mark(s, word, name.at, name.bytes);
        if (mark != NONE) return mark;
    }
    return NONE;
}
