/* test_text.c - words and sentences: the conventions, the bounds, and properties that hold for any bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/report.h"
#include "text/lexicon.h"
#include "text/split.h"
#include "text/text.h"

typedef struct reading {
    arena arena;
    doc doc;
} reading;

static void read_text(reading *r, const char *bytes, size_t count) {
    arena_begin(&r->arena, acta__malloc(), count * 16 + 4096);
    r->doc = (doc){.arena = &r->arena};
    acta_report report = {.bytes = bytes, .byte_count = count};
    assert_int_equal(report_read(&report, &r->doc, NULL), ACTA_OK);
    assert_int_equal(text_read(&r->doc, NULL), ACTA_OK);
}

static void add(char *out, const char *from, size_t count) {
    size_t at = strlen(out);
    memcpy(out + at, from, count);
    out[at + count] = '\0';
}

/* Words parted by a blank, sentences by " | ". */
static void joined(const doc *d, char *out) {
    out[0] = '\0';
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        if (s > 0) add(out, " | ", 3);
        for (uint32_t i = d->sentences[s].words.word_from; i < d->sentences[s].words.word_to; i++) {
            if (i > d->sentences[s].words.word_from) add(out, " ", 1);
            add(out, d->text + d->words[i].span.byte_from, d->words[i].span.byte_to - d->words[i].span.byte_from);
        }
    }
}

static void reads_as(const char *text, const char *expected) {
    static char out[4096];
    reading r;
    read_text(&r, text, strlen(text));
    joined(&r.doc, out);
    assert_string_equal(out, expected);
    arena_end(&r.arena);
}

static void clitics_part(void **state) {
    (void)state;
    reads_as("We don't, can't, won't and cannot say it's John's; they'll've gone.",
             "We do n't , ca n't , wo n't and can not say it 's John 's ; they 'll 've gone .");
    reads_as("The ministers\xE2\x80\x99 aides aren\xE2\x80\x99t gonna talk.",
             "The ministers \xE2\x80\x99 aides are n\xE2\x80\x99t gon na talk .");
    reads_as("O'Neill met Qur'an readers in N'Djamena at five o'clock.",
             "O'Neill met Qur'an readers in N'Djamena at five o'clock .");
    reads_as("The U.S.'s envoy left in the '90s.", "The U.S. 's envoy left in the '90s .");
}

static void hyphens_and_slashes(void **state) {
    (void)state;
    reads_as("A US-led, non-violent, 15-year anti-government co-operation and/or talks.",
             "A US - led , non-violent , 15 - year anti-government co-operation and / or talks .");
    reads_as("UN-led U-17 talks on a to-be-named date in mid-2004, in clock-wise order.",
             "UN - led U - 17 talks on a to - be - named date in mid-2004 , in clock-wise order .");
    reads_as("On 9/11 he rang 713-853-3989 about 5-10 men -- twice.",
             "On 9/11 he rang 713-853-3989 about 5 - 10 men -- twice .");
}

static void numbers_and_money(void **state) {
    (void)state;
    reads_as("It cost $5.2bn, US$4 or 1,234.50 euros (12%) at 7:30pm on the 10th in the 1990s.",
             "It cost $ 5.2 bn , US$ 4 or 1,234.50 euros ( 12 % ) at 7:30 pm on the 10th in the 1990s .");
    reads_as("No. 7 ran 35mm film and 4G.", "No. 7 ran 35 mm film and 4G .");
}

static void addresses_stay_whole(void **state) {
    (void)state;
    reads_as("See http://example.org/a?b=1, www.example.org. Write to jane.roe@example.org or example.com.",
             "See http://example.org/a?b=1 , www.example.org . | Write to jane.roe@example.org or example.com .");
    reads_as("Follow @acta and #peace :) now", "Follow @acta and #peace :) now");
}

static void abbreviations_keep_their_stop(void **state) {
    (void)state;
    reads_as("Gen. J. F. Roe of Acme Corp. met Mr. Doe at 5 p.m. on Jan. 3. The U.S. agreed.",
             "Gen. J. F. Roe of Acme Corp. met Mr. Doe at 5 p.m. on Jan. 3 . | The U.S. agreed .");
    reads_as("He left the U.S. The army stayed in Salem, Ore. It rained.",
             "He left the U.S. | The army stayed in Salem , Ore. | It rained .");
    reads_as("They took Plan B. The rest fled.", "They took Plan B . | The rest fled .");
}

static void sentences_end(void **state) {
    (void)state;
    reads_as("\"Why now?\" he asked. \"Stop!\" Roe said. \"We go.\" They went (late).",
             "\" Why now ? \" he asked . | \" Stop ! \" Roe said . | \" We go . \" | They went ( late ) .");
    reads_as("He waited... Then he spoke ... slowly. Really?! Yes.",
             "He waited ... | Then he spoke ... slowly . | Really ?! | Yes .");
    reads_as("It rose 3.5 percent. 20 died. \xE2\x80\x9CWe are lost.\xE2\x80\x9D Nobody came.",
             "It rose 3.5 percent . | 20 died . | \xE2\x80\x9C We are lost . \xE2\x80\x9D | Nobody came .");
    reads_as("Mr Roe met the envoy.\xEF\xBF\xBD"
             "During the meeting they spoke.",
             "Mr Roe met the envoy . | During the meeting they spoke .");
    reads_as("Erdo\xEF\xBF\xBD"
             "an said the\xEF\xBF\xBDminister left.",
             "Erdo\xEF\xBF\xBD"
             "an said the\xEF\xBF\xBD"
             "minister left .");
}

static void a_headline_is_one_sentence(void **state) {
    (void)state;
    reads_as("Stop. Look. Who goes there?\n\nNobody went. Nobody came.",
             "Stop . Look . Who goes there ? | Nobody went . | Nobody came .");
}

static uint8_t flags_of(const doc *d, const char *folded) {
    for (uint32_t i = 0; i < d->word_count; i++)
        if (strcmp(d->words[i].folded, folded) == 0) return d->words[i].flags;
    fail_msg("no word %s", folded);
    return 0;
}

static void flags_and_quotes(void **state) {
    (void)state;
    const char *text = "He said: \"We will go. They will stay,\" and left for \xC3\x89vora in 2021. \"They 'shall' "
                       "pay.\n\n\"And soon,\" he added.";
    reading r;
    read_text(&r, text, strlen(text));
    assert_int_equal(flags_of(&r.doc, "he") & WORD_IN_QUOTES, 0);
    assert_int_equal(flags_of(&r.doc, "go") & WORD_IN_QUOTES, WORD_IN_QUOTES);
    assert_int_equal(flags_of(&r.doc, "stay") & WORD_IN_QUOTES, WORD_IN_QUOTES);
    assert_int_equal(flags_of(&r.doc, "left") & WORD_IN_QUOTES, 0);
    assert_int_equal(flags_of(&r.doc, "shall") & WORD_IN_QUOTES, WORD_IN_QUOTES);
    assert_int_equal(flags_of(&r.doc, "pay") & WORD_IN_QUOTES, WORD_IN_QUOTES);
    assert_int_equal(flags_of(&r.doc, "soon") & WORD_IN_QUOTES, WORD_IN_QUOTES);
    assert_int_equal(flags_of(&r.doc, "added") & WORD_IN_QUOTES, 0);
    assert_int_equal(flags_of(&r.doc, "evora"), WORD_SPACE_BEFORE | WORD_CAPITAL);
    assert_int_equal(flags_of(&r.doc, "2021"), WORD_SPACE_BEFORE | WORD_NUMBER);
    assert_int_equal(flags_of(&r.doc, "we") & WORD_SPACE_BEFORE, 0);
    arena_end(&r.arena);
}

static void no_sentence_is_too_long(void **state) {
    (void)state;
    char *text = malloc(40001);
    assert_non_null(text);
    for (int i = 0; i < 20000; i++) memcpy(text + i * 2, i % 50 == 49 ? ", " : "a ", 2);
    reading r;
    read_text(&r, text, 40000);
    assert_true(r.doc.sentence_count > 40);
    for (uint32_t s = 0; s < r.doc.sentence_count; s++)
        assert_true(r.doc.sentences[s].words.word_to - r.doc.sentences[s].words.word_from <= SENTENCE_WORDS_MAX);
    assert_int_equal(r.doc.text[r.doc.sentences[0].span.byte_to - 1], ',');
    arena_end(&r.arena);
    free(text);
}

/* What every later stage relies on. */
static void check(const doc *d) {
    for (uint32_t i = 0; i < d->text_bytes; i++) assert_true(d->char_at[i] <= d->char_at[i + 1]);
    uint32_t word = 0, byte = 0;
    for (uint32_t s = 0; s < d->sentence_count; s++) {
        const sentence *sent = &d->sentences[s];
        assert_int_equal(sent->words.word_from, word);
        assert_true(sent->words.word_to > word && sent->words.word_to - word <= SENTENCE_WORDS_MAX &&
                    sent->block < d->block_count);
        for (; word < sent->words.word_to; word++) {
            const byte_span span = d->words[word].span;
            assert_true(span.byte_from >= byte && span.byte_to > span.byte_from && span.byte_to <= d->text_bytes);
            assert_true(span.byte_from >= sent->span.byte_from && span.byte_to <= sent->span.byte_to);
            assert_true(span.byte_from >= d->blocks[sent->block].span.byte_from &&
                        span.byte_to <= d->blocks[sent->block].span.byte_to);
            assert_true(d->char_at[span.byte_to] > d->char_at[span.byte_from]);
            assert_int_equal(d->words[word].sentence, s);
            assert_non_null(d->words[word].folded);
            byte = span.byte_to;
        }
    }
    assert_int_equal(word, d->word_count);
}

static void huge_and_empty_texts(void **state) {
    (void)state;
    size_t most = ACTA_REPORT_BYTES_MAX;
    char *text = malloc(most);
    assert_non_null(text);
    static const char *const fills[] = {"a",   "\n", ".",  "'",    "-",        "\"",  "(",  "a.",
                                        "a@",  "1-", "A ", "\xFF", "\xC3\xA9", "a\n", "&#", "\xC3\x83\xC2\xA9",
                                        "www."};
    for (size_t f = 0; f < sizeof fills / sizeof *fills; f++) {
        size_t unit = strlen(fills[f]), count = most / unit * unit / (f < 2 ? 1 : 16);
        for (size_t i = 0; i < count; i++) text[i] = fills[f][i % unit];
        reading r;
        read_text(&r, text, count);
        check(&r.doc);
        arena_end(&r.arena);
    }
    memset(text, '"', most);
    text[0] = 'a', text[1] = '.';
    reading stop;
    read_text(&stop, text, most);
    check(&stop.doc);
    arena_end(&stop.arena);
    free(text);
    reading r;
    read_text(&r, "", 0);
    assert_int_equal(r.doc.sentence_count, 0);
    arena_end(&r.arena);
}

static uint32_t next_random(uint32_t *seed) { return *seed = *seed * 1664525u + 1013904223u, *seed >> 8; }

static void any_bytes_keep_the_invariants(void **state) {
    (void)state;
    static const char base[] = "Afghan minister visits Moscow - Ministry\n\nKABUL, Feb. 28 (AWN) -- \"Mr. Roe's men "
                               "didn't go,\" he said\xE2\x80\xA6 The U.S. paid $5bn.\r\n"
                               "By Jane Roe\n\nPeople\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s talks &amp; more... (Reporting "
                               "by Jane Roe; Editing by John Doe)\n";
    uint32_t seed = 20210228;
    for (int round = 0; round < 3000; round++) {
        char text[sizeof base + 64];
        size_t count = sizeof base - 1;
        memcpy(text, base, count);
        uint32_t changes = next_random(&seed) % 24;
        for (uint32_t i = 0; i < changes; i++) {
            uint32_t at = next_random(&seed) % count;
            switch (next_random(&seed) % 4) {
            case 0: text[at] = (char)next_random(&seed); break;
            case 1: text[at] = ".\n\"'-( \xEF"[next_random(&seed) % 8]; break;
            case 2: memmove(text + at, text + at + 1, --count - at); break;
            default:
                if (count < sizeof text) memmove(text + at + 1, text + at, count++ - at);
                break;
            }
        }
        reading r;
        read_text(&r, text, round % 7 == 0 ? next_random(&seed) % count : count);
        check(&r.doc);
        arena_end(&r.arena);
    }
}

static void lists_are_sorted(void **state) {
    (void)state;
    assert_true(lexicon_is_sorted());
    assert_int_equal(lexicon_abbreviation("Gen", 3), ABBREVIATION_INSIDE);
    assert_int_equal(lexicon_abbreviation("general", 7), ABBREVIATION_NONE);
    assert_int_equal(lexicon_contraction("CANNOT", 6), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clitics_part),
        cmocka_unit_test(hyphens_and_slashes),
        cmocka_unit_test(numbers_and_money),
        cmocka_unit_test(addresses_stay_whole),
        cmocka_unit_test(abbreviations_keep_their_stop),
        cmocka_unit_test(sentences_end),
        cmocka_unit_test(a_headline_is_one_sentence),
        cmocka_unit_test(flags_and_quotes),
        cmocka_unit_test(no_sentence_is_too_long),
        cmocka_unit_test(huge_and_empty_texts),
        cmocka_unit_test(any_bytes_keep_the_invariants),
        cmocka_unit_test(lists_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
