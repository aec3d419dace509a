/* handmade.c - docs made by hand, so that a stage is tested without a model. */
#include "handmade.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/ud.h"
#include "event/event.h"
#include "voice/voice.h"

int begin_arena(void **state) {
    arena *a = test_malloc(sizeof *a);
    arena_begin(a, acta__malloc(), 0);
    *state = a;
    return 0;
}

int end_arena(void **state) {
    arena_end(*state);
    test_free(*state);
    return 0;
}

const float ROLE_LEAST[ROLES] = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f};

typedef struct maker {
    doc *d;
    char text[8192];
    bool quoted, title, fresh;       /* fresh: the next sentence begins a paragraph */
} maker;

static char *lower(arena *a, const char *form) {
    char *folded = arena_text(a, form, strlen(form));
    for (char *c = folded; *c != 0; c++) *c = (char)tolower((unsigned char)*c);
    return folded;
}

static void begin_sentence(maker *m) {
    doc *d = m->d;
    uint32_t at = (uint32_t)strlen(m->text);
    if (d->block_count == 0 || m->title || m->fresh) {
        block *b = ARENA_PUSH(d->arena, d->blocks, d->block_count, d->block_capacity);
        *b = (block){{at, at}, m->title ? BLOCK_TITLE : BLOCK_PARAGRAPH};
    }
    m->fresh = m->title;
    m->title = false;
    sentence *s = ARENA_PUSH(d->arena, d->sentences, d->sentence_count, d->sentence_capacity);
    *s = (sentence){{at, at}, {d->word_count, d->word_count}, d->block_count - 1};
}

static void add_word(maker *m, const char *form, const char *lemma, int upos, int xpos, int head, int relation) {
    doc *d = m->d;
    sentence *s = &d->sentences[d->sentence_count - 1];
    if (d->word_count > 0) strcat(m->text, " ");
    uint32_t from = (uint32_t)strlen(m->text);
    strcat(m->text, form);
    word *w = ARENA_PUSH(d->arena, d->words, d->word_count, d->word_capacity);
    *w = (word){.span = {from, (uint32_t)strlen(m->text)}, .folded = lower(d->arena, form), .lemma = arena_text(d->arena, lemma, strlen(lemma)),
                .sentence = d->sentence_count - 1, .head = head == 0 ? NONE : s->words.word_from + (uint32_t)head - 1,
                .flags = WORD_SPACE_BEFORE, .upos = (uint8_t)upos, .xpos = (uint8_t)xpos, .rel = (uint8_t)relation};
    if (isupper((unsigned char)form[0])) w->flags |= WORD_CAPITAL;
    if (isdigit((unsigned char)form[0])) w->flags |= WORD_NUMBER;
    if (strcmp(form, "\"") == 0) m->quoted = !m->quoted;
    else if (m->quoted) w->flags |= WORD_IN_QUOTES;
    if (s->words.word_from + 1 == d->word_count) s->span.byte_from = from;
    s->words.word_to = d->word_count;
    s->span.byte_to = w->span.byte_to;
    d->blocks[s->block].span.byte_to = w->span.byte_to;
}

static void take_line(maker *m, const char *line, bool *open) {
    char form[64], lemma[64], upos[16], xpos[16], relation[24];
    int head;
    if (line[0] == '#') {
        m->title = strstr(line, "title") != NULL;
        m->fresh = true;
        return;
    }
    if (line[0] == 0) {
        *open = false;
        return;
    }
    if (sscanf(line, "%63s %63s %15s %15s %d %23s", form, lemma, upos, xpos, &head, relation) != 6) fail_msg("handmade: %s", line);
    int u = upos_named(upos, strlen(upos)), x = xpos_named(xpos, strlen(xpos)), r = rel_named(relation, strlen(relation));
    if (u < 0 || x < 0 || r < 0) fail_msg("handmade: unknown label in: %s", line);
    if (!*open) begin_sentence(m);
    *open = true;
    add_word(m, form, lemma, u, x, head, r);
}

void handmade(doc *d, arena *a, const char *lines) {
    maker m = {.d = d, .fresh = true};
    bool open = false;
    *d = (doc){.arena = a, .id = "handmade"};
    while (*lines != 0) {
        char line[256];
        size_t bytes = strcspn(lines, "\n");
        snprintf(line, sizeof line, "%.*s", (int)bytes, lines);
        take_line(&m, line, &open);
        lines += bytes + (lines[bytes] == '\n');
    }
    d->text_bytes = (uint32_t)strlen(m.text);
    d->text = arena_text(a, m.text, d->text_bytes);
    uint32_t *chars = ARENA_NEW(a, uint32_t, d->text_bytes + 1);
    for (uint32_t i = 0; i <= d->text_bytes; i++) chars[i] = i;
    d->char_at = chars;
}

uint32_t word_at(const doc *d, const char *form, int n) {
    for (uint32_t i = 0; i < d->word_count; i++) {
        const word *w = &d->words[i];
        uint32_t bytes = w->span.byte_to - w->span.byte_from;
        if (strlen(form) == bytes && memcmp(d->text + w->span.byte_from, form, bytes) == 0 && n-- == 0) return i;
    }
    fail_msg("handmade: no word %s", form);
    return NONE;
}

uint32_t mention_at(doc *d, uint32_t from, uint32_t to, uint32_t anchor, const char *codes) {
    mention *m = ARENA_PUSH(d->arena, d->mentions, d->mention_count, d->mention_capacity);
    *m = (mention){.words = {from, to + 1}, .anchor = anchor, .entity = NONE};
    char code[4] = "", sector[4] = "";
    if (sscanf(codes, "%3s %3s", code, sector) >= 1) memcpy(m->code, code, sizeof code);
    if (sector[0] != 0) m->sectors = (sector_set)1 << plover_sector_named(sector, 3);
    return d->mention_count - 1;
}

trigger *trigger_at(doc *d, uint32_t word, plover_type type, float probability) {
    trigger *t = ARENA_PUSH(d->arena, d->triggers, d->trigger_count, d->trigger_capacity);
    word_span bounds = d->sentences[d->words[word].sentence].words;
    *t = (trigger){.word = word};
    t->type[type] = probability;
    t->status[REALITY_ACTUAL] = 1;
    t->role = arena_take(d->arena, bounds.word_to - bounds.word_from, sizeof *t->role);
    t->same[0] = 1;
    return t;
}

void role_at(doc *d, trigger *t, uint32_t word, role which, float probability) {
    float(*roles)[ROLES] = (float(*)[ROLES])(uintptr_t)t->role;
    roles[word - d->sentences[d->words[word].sentence].words.word_from][which] = probability;
}

confidence_scale plain_confidence(void) {
    confidence_scale scale = {.offset = {0}};
    for (int type = 0; type < PLOVER_TYPES; type++) scale.slope[type] = 1;
    return scale;
}

void events_of(doc *d) {
    confidence_scale scale = plain_confidence();
    event_belief belief = {ROLE_LEAST, &scale, 0.5f};
    assert_int_equal(event_from_triggers(d, &belief, NULL), ACTA_OK);
}

void voices_of(doc *d) {
    datafile file;
    table cues;
    const char *path = getenv("ACTA_DATA");
    assert_non_null(path);
    assert_int_equal(datafile_open(path, &file, NULL), ACTA_OK);
    assert_int_equal(voice_cues_open(&file, &cues, NULL), ACTA_OK);
    assert_int_equal(voice_attributions(d, &cues, NULL), ACTA_OK);
    assert_int_equal(voice_speakers(d, &cues, NULL), ACTA_OK);
    datafile_close(&file);
}
