/* test_parse.c - trees against brute force, BIO against brute force, lemmas of words by hand, objects by hand, and the stage as a whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>

#include "coder.h"
#include "handmade.h"
#include "parse/bio.h"
#include "parse/lemma.h"
#include "parse/object.h"
#include "parse/parse.h"
#include "parse/tree.h"

static uint32_t seed = 12345;

static uint32_t roll(uint32_t sides) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % sides;
}

/* ---- tree ---- */

enum { ROWS_BRUTE = 6 };

static bool is_tree(const uint32_t *heads, uint32_t words) {
    uint32_t roots = 0;
    for (uint32_t i = 0; i < words; i++) {
        roots += heads[i] == 0;
        uint32_t at = i + 1, steps = 0;
        while (at != 0 && steps++ <= words) at = heads[at - 1];
        if (at != 0) return false;
    }
    return roots == 1;
}

static double worth(const float *score, uint32_t rows, const uint32_t *heads) {
    double sum = 0;
    for (uint32_t d = 1; d < rows; d++) sum += score[d * rows + heads[d - 1]];
    return sum;
}

/* The best of all trees, tried one by one. */
static double best_by_force(const float *score, uint32_t rows) {
    uint32_t heads[ROWS_BRUTE] = {0}, words = rows - 1;
    double best = -INFINITY;
    for (;;) {
        if (is_tree(heads, words) && worth(score, rows, heads) > best) best = worth(score, rows, heads);
        uint32_t i = 0;
        while (i < words && ++heads[i] == rows) heads[i++] = 0;
        if (i == words) return best;
    }
}

static void trees_are_the_best(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 0);
    tree_work *work = tree_work_new(&a, ROWS_BRUTE);
    assert_non_null(work);
    for (int round = 0; round < 3000; round++) {
        uint32_t rows = 2 + roll(ROWS_BRUTE - 1), heads[ROWS_BRUTE];
        float score[ROWS_BRUTE * ROWS_BRUTE];
        for (uint32_t i = 0; i < rows * rows; i++) score[i] = (float)roll(round % 2 ? 1000 : 4) / 10 - 20;
        tree_best(work, score, rows, rows, heads);
        assert_true(is_tree(heads, rows - 1));
        assert_float_equal(worth(score, rows, heads), best_by_force(score, rows), 1e-4);
    }
    arena_end(&a);
}

/* Long ones, and scores made to give cycles within cycles; no force reaches these, but a tree it must be, and no change
 * of one head that leaves a tree may be better. */
static void long_trees_hold(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 0);
    tree_work *work = tree_work_new(&a, TREE_ROWS_MAX);
    assert_non_null(work);
    float *score = ARENA_NEW(&a, float, TREE_ROWS_MAX * TREE_ROWS_MAX);
    static uint32_t heads[TREE_ROWS_MAX];
    for (int round = 0; round < 6; round++) {
        uint32_t rows = round < 3 ? 40 + roll(80) : TREE_ROWS_MAX;
        for (uint32_t d = 0; d < rows; d++) {
            for (uint32_t h = 0; h < rows; h++) {
                float pair = (d ^ 1) == h ? 50 : (d ^ 2) == h ? 40 : (d ^ 7) == h ? 30 : 0;
                score[d * rows + h] = pair + (float)roll(1000) / 100;
            }
        }
        tree_best(work, score, rows, rows, heads);
        assert_true(is_tree(heads, rows - 1));
        double found = worth(score, rows, heads);
        for (int change = 0; change < 300; change++) {
            uint32_t d = roll(rows - 1), before = heads[d];
            heads[d] = roll(rows);
            if (is_tree(heads, rows - 1)) assert_true(worth(score, rows, heads) <= found + 1e-3);
            heads[d] = before;
        }
    }
    arena_end(&a);
}

static void broken_scores_give_trees(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 0);
    tree_work *work = tree_work_new(&a, 20);
    float score[20 * 20];
    uint32_t heads[20];
    const float odd[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 0};
    for (int round = 0; round < 500; round++) {
        for (int i = 0; i < 400; i++) score[i] = odd[roll(6)];
        tree_best(work, score, 20, 20, heads);
        assert_true(is_tree(heads, 19));
    }
    assert_null(tree_work_new(&a, TREE_ROWS_MAX + 1));
    arena_end(&a);
}

/* ---- BIO ---- */

static const bio_labels labels = {.count = 5, .side = {BIO_OUT, BIO_BEGIN, BIO_IN, BIO_BEGIN, BIO_IN}, .type = {0, 1, 1, 2, 2}};

static bool may_be(const uint8_t *tags, uint32_t words) {
    for (uint32_t i = 0; i < words; i++) {
        if (labels.side[tags[i]] != BIO_IN) continue;
        if (i == 0 || labels.side[tags[i - 1]] == BIO_OUT || labels.type[tags[i - 1]] != labels.type[tags[i]]) return false;
    }
    return true;
}

static double tags_worth(const float *score, const uint8_t *tags, uint32_t words) {
    double sum = 0;
    for (uint32_t i = 0; i < words; i++) sum += score[i * 8 + tags[i]];
    return sum;
}

static void phrases_are_the_best(void **state) {
    (void)state;
    for (int round = 0; round < 2000; round++) {
        uint32_t words = 1 + roll(5);
        float score[5 * 8];
        uint8_t found[5], tags[5] = {0};
        double best = -INFINITY;
        for (int i = 0; i < 40; i++) score[i] = (float)roll(100) / 10;
        bio_best(&labels, score, 8, words, found);
        assert_true(may_be(found, words));
        for (uint32_t i = 0; i < words;) {
            if (may_be(tags, words) && tags_worth(score, tags, words) > best) best = tags_worth(score, tags, words);
            for (i = 0; i < words && ++tags[i] == 5; i++) tags[i] = 0;
        }
        assert_float_equal(tags_worth(score, found, words), best, 1e-4);
    }
}

/* ---- lemma ---- */

static void lemmas(void **state) {
    (void)state;
    static const struct {
        const char *word, *lemma;
        upos u;
        xpos x;
    } known[] = {
        {"shelled", "shell", UPOS_VERB, XPOS_VBD},      {"expelled", "expel", UPOS_VERB, XPOS_VBN},
        {"patrolling", "patrol", UPOS_VERB, XPOS_VBG},  {"installed", "install", UPOS_VERB, XPOS_VBN},
        {"bombed", "bomb", UPOS_VERB, XPOS_VBD},        {"boycotted", "boycott", UPOS_VERB, XPOS_VBD},
        {"vetoed", "veto", UPOS_VERB, XPOS_VBD},        {"vetoes", "veto", UPOS_VERB, XPOS_VBZ},
        {"besieged", "besiege", UPOS_VERB, XPOS_VBD},   {"invited", "invite", UPOS_VERB, XPOS_VBD},
        {"visited", "visit", UPOS_VERB, XPOS_VBD},      {"created", "create", UPOS_VERB, XPOS_VBN},
        {"treated", "treat", UPOS_VERB, XPOS_VBN},      {"putting", "put", UPOS_VERB, XPOS_VBG},
        {"admitted", "admit", UPOS_VERB, XPOS_VBD},     {"threatened", "threaten", UPOS_VERB, XPOS_VBD},
        {"intervened", "intervene", UPOS_VERB, XPOS_VBD}, {"changing", "change", UPOS_VERB, XPOS_VBG},
        {"hanging", "hang", UPOS_VERB, XPOS_VBG},       {"challenged", "challenge", UPOS_VERB, XPOS_VBD},
        {"singing", "sing", UPOS_VERB, XPOS_VBG},       {"infringing", "infringe", UPOS_VERB, XPOS_VBG},
        {"trafficked", "traffic", UPOS_VERB, XPOS_VBN}, {"dying", "die", UPOS_VERB, XPOS_VBG},
        {"occupied", "occupy", UPOS_VERB, XPOS_VBN},    {"agreed", "agree", UPOS_VERB, XPOS_VBD},
        {"exceeded", "exceed", UPOS_VERB, XPOS_VBD},    {"said", "say", UPOS_VERB, XPOS_VBD},
        {"overthrew", "overthrow", UPOS_VERB, XPOS_VBD}, {"misled", "mislead", UPOS_VERB, XPOS_VBN},
        {"rebuilt", "rebuild", UPOS_VERB, XPOS_VBN},    {"withdrawn", "withdraw", UPOS_VERB, XPOS_VBN},
        {"passes", "pass", UPOS_VERB, XPOS_VBZ},        {"closes", "close", UPOS_VERB, XPOS_VBZ},
        {"flies", "fly", UPOS_VERB, XPOS_VBZ},          {"lies", "lie", UPOS_VERB, XPOS_VBZ},
        {"does", "do", UPOS_AUX, XPOS_VBZ},             {"'s", "be", UPOS_AUX, XPOS_VBZ},
        {"'s", "'s", UPOS_PART, XPOS_POS},              {"wo", "will", UPOS_AUX, XPOS_MD},
        {"n't", "not", UPOS_PART, XPOS_RB},             {"them", "they", UPOS_PRON, XPOS_PRP},
        {"policewomen", "policewoman", UPOS_NOUN, XPOS_NNS}, {"children", "child", UPOS_NOUN, XPOS_NNS},
        {"crises", "crisis", UPOS_NOUN, XPOS_NNS},      {"viruses", "virus", UPOS_NOUN, XPOS_NNS},
        {"houses", "house", UPOS_NOUN, XPOS_NNS},       {"embassies", "embassy", UPOS_NOUN, XPOS_NNS},
        {"coaches", "coach", UPOS_NOUN, XPOS_NNS},      {"axes", "axis", UPOS_NOUN, XPOS_NNS},
        {"headquarters", "headquarters", UPOS_NOUN, XPOS_NNS}, {"forces", "force", UPOS_NOUN, XPOS_NNS},
        {"better", "good", UPOS_ADJ, XPOS_JJR},         {"biggest", "big", UPOS_ADJ, XPOS_JJS},
        {"larger", "large", UPOS_ADJ, XPOS_JJR},        {"stronger", "strong", UPOS_ADJ, XPOS_JJR},
        {"heaviest", "heavy", UPOS_ADJ, XPOS_JJS},      {"simpler", "simple", UPOS_ADJ, XPOS_JJR},
        {"ministry", "ministry", UPOS_NOUN, XPOS_NN},   {"...", "...", UPOS_PUNCT, XPOS_COLON},
        {"", "", UPOS_X, XPOS_NN},                      {"ed", "ed", UPOS_VERB, XPOS_VBD},
        {"s", "s", UPOS_NOUN, XPOS_NNS},                {"ing", "ing", UPOS_VERB, XPOS_VBG},
    };
    arena a;
    arena_begin(&a, acta__malloc(), 0);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_string_equal(lemma_of(&a, known[i].word, known[i].u, known[i].x), known[i].lemma);
    }
    arena_end(&a);
}

/* Whatever bytes come, some text comes back, inside its memory. */
static void any_word_has_a_lemma(void **state) {
    (void)state;
    arena a;
    arena_begin(&a, acta__malloc(), 0);
    for (int round = 0; round < 20000; round++) {
        char word[12];
        uint32_t bytes = roll(sizeof word);
        for (uint32_t i = 0; i < bytes; i++) word[i] = roll(4) ? "edingsrtliyazo'"[roll(15)] : (char)(1 + roll(255));
        word[bytes] = 0;
        const char *lemma = lemma_of(&a, word, (upos)roll(UPOS_COUNT), (xpos)roll(XPOS_COUNT));
        assert_non_null(lemma);
        assert_true(strlen(lemma) <= bytes + 8);
    }
    arena_end(&a);
}

/* ---- the stage ---- */

static acta_model model;

static int open_model(void **state) {
    (void)state;
    char path[1024];
    acta_err err;
    const char *root = getenv("ACTA_SOURCE_ROOT");
    snprintf(path, sizeof path, "%s/data/model/acta.weights", root != NULL ? root : "..");
    if (datafile_open(path, &model.file, &err) == ACTA_OK && nn_model_open(&model.file, ACTA_INT8, &model.nn, &err) == ACTA_OK) return 0;
    fprintf(stderr, "%s\n", err.message);
    return -1;
}

static int close_model(void **state) {
    (void)state;
    nn_model_close(model.nn);
    datafile_close(&model.file);
    return 0;
}

/* Sentences a line each, tokens between single spaces. */
static void make_doc(doc *d, arena *a, const char *text) {
    *d = (doc){.arena = a, .text = text, .text_bytes = (uint32_t)strlen(text)};
    for (const char *line = text; *line != 0;) {
        sentence *s = ARENA_PUSH(a, d->sentences, d->sentence_count, d->sentence_capacity);
        assert_non_null(s);
        s->words.word_from = d->word_count;
        while (*line != '\n') {
            size_t bytes = strcspn(line, " \n");
            word *w = ARENA_PUSH(a, d->words, d->word_count, d->word_capacity);
            assert_non_null(w);
            w->span = (byte_span){(uint32_t)(line - text), (uint32_t)(line - text + (ptrdiff_t)bytes)};
            w->folded = arena_text(a, line, bytes);
            assert_non_null(w->folded);
            w->sentence = d->sentence_count - 1;
            w->head = NONE;
            line += bytes + (line[bytes] == ' ');
        }
        s->words.word_to = d->word_count;
        line++;
    }
}

static acta_status run_stage(doc *d, acta_alloc alloc) {
    acta_coder coder = {.model = &model, .alloc = alloc};
    acta_err err;
    arena_begin(&coder.scratch, alloc, 0);
    acta_status status = nn_run_new(model.nn, alloc, &coder.nn, &err);
    if (status == ACTA_OK) {
        status = parse_stage(&coder, d, &err);
        nn_run_free(coder.nn);
    }
    arena_end(&coder.scratch);
    return status;
}

/* One root a sentence, every word under it, and all that is promised of the lists. */
static void check_doc(const doc *d) {
    for (uint32_t i = 0; i < d->sentence_count; i++) {
        word_span span = d->sentences[i].words;
        uint32_t roots = 0;
        for (uint32_t w = span.word_from; w < span.word_to; w++) {
            uint32_t at = w, steps = 0;
            while (d->words[at].head != NONE && steps++ < d->word_count) {
                at = d->words[at].head;
                assert_true(at >= span.word_from && at < span.word_to);
            }
            assert_int_equal(d->words[at].head, NONE);
            roots += d->words[w].head == NONE;
            assert_int_equal(d->words[w].rel == REL_root, d->words[w].head == NONE);
            assert_non_null(d->words[w].lemma);
            assert_true(d->words[w].upos < UPOS_COUNT && d->words[w].xpos < XPOS_COUNT && d->words[w].rel < REL_COUNT);
        }
        assert_int_equal(roots, span.word_to > span.word_from);
    }
    for (uint32_t i = 0; i < d->name_count; i++) {
        assert_true(d->names[i].words.word_from < d->names[i].words.word_to && d->names[i].type != NAME_NONE);
        assert_int_equal(d->words[d->names[i].words.word_from].sentence, d->words[d->names[i].words.word_to - 1].sentence);
        if (i > 0) assert_true(d->names[i].words.word_from >= d->names[i - 1].words.word_to);
    }
    for (uint32_t i = 0; i < d->trigger_count; i++) {
        const trigger *t = &d->triggers[i];
        float most = 0, statuses = 0, squares = 0;
        for (int k = 0; k < PLOVER_TYPES; k++) most = fmaxf(most, t->type[k]);
        for (int k = 0; k < REALITIES; k++) statuses += t->status[k];
        for (int k = 0; k < SAME_WIDTH; k++) squares += t->same[k] * t->same[k];
        assert_true(most >= TRIGGER_LEAST && most <= 1);
        assert_float_equal(statuses, 1, 1e-5);
        assert_float_equal(squares, 1, 1e-4);
        if (i > 0) assert_true(t->word > d->triggers[i - 1].word);
        word_span span = d->sentences[d->words[t->word].sentence].words;
        for (uint32_t w = 0; w < span.word_to - span.word_from; w++) {
            for (int r = 0; r < ROLES; r++) assert_true(t->role[w][r] >= 0 && t->role[w][r] <= 1);
        }
    }
}

static void check_cues(const doc *d) {
    for (uint32_t i = 0; i < d->pact_cue_count; i++) {
        const pact_cue *c = &d->pact_cues[i];
        float most = c->agreement;
        for (int k = 0; k < OBLIGATION_TYPES; k++) most = fmaxf(most, c->obligation[k]);
        for (int k = 0; k < VERDICTS; k++) most = fmaxf(most, c->claim[k]);
        assert_true(most >= PACT_LEAST && most <= 1);
        assert_non_null(c->role);
        if (i > 0) assert_true(c->word > d->pact_cues[i - 1].word);
    }
}

static const char report[] =
    "Ministers met in Lisbon on Monday .\n"
    "Rebels freed nine hostages , the army said .\n"
    "No .\n"
    "Thousands marched through the port city of Lobito to demand that the governor resign over the fuel shortage .\n";

static void the_stage_fills_a_doc(void **state) {
    (void)state;
    arena a, b;
    doc d, again;
    arena_begin(&a, acta__malloc(), 0);
    make_doc(&d, &a, report);
    assert_int_equal(run_stage(&d, acta__malloc()), ACTA_OK);
    check_doc(&d);
    check_cues(&d);
    arena_begin(&b, acta__malloc(), 0);
    make_doc(&again, &b, strchr(report, '\n') + 1);          /* without its first sentence nothing else changes */
    assert_int_equal(run_stage(&again, acta__malloc()), ACTA_OK);
    uint32_t skipped = d.sentences[0].words.word_to;
    for (uint32_t i = 0; i < again.word_count; i++) {
        const word *x = &d.words[skipped + i], *y = &again.words[i];
        assert_true(x->upos == y->upos && x->xpos == y->xpos && x->rel == y->rel);
        assert_int_equal(x->head == NONE ? NONE : x->head - skipped, y->head);
        assert_string_equal(x->lemma, y->lemma);
    }
    arena_end(&a);
    arena_end(&b);
}

static void nothing_is_a_doc(void **state) {
    (void)state;
    arena a;
    doc d;
    arena_begin(&a, acta__malloc(), 0);
    make_doc(&d, &a, "");
    assert_int_equal(run_stage(&d, acta__malloc()), ACTA_OK);
    make_doc(&d, &a, "\n\nx\n\n");                          /* sentences without words */
    assert_int_equal(run_stage(&d, acta__malloc()), ACTA_OK);
    check_doc(&d);
    arena_end(&a);
}

/* A sentence of 1300 words is read in stretches and still has one root. */
static void long_sentences_hang_together(void **state) {
    (void)state;
    arena a;
    doc d;
    arena_begin(&a, acta__malloc(), 0);
    char *text = ARENA_NEW(&a, char, 20000), *to = text;
    for (int i = 0; i < 1300; i++) to += sprintf(to, "%s ", i % 7 == 6 ? "," : i % 5 == 0 ? "Ouagadougou-" : "soldiers");
    sprintf(to, ".\nThey left .\n");
    make_doc(&d, &a, text);
    assert_int_equal(run_stage(&d, acta__malloc()), ACTA_OK);
    check_doc(&d);
    check_cues(&d);
    arena_end(&a);
}

typedef struct failing {
    int left;                        /* allocations that still succeed */
    long held;                       /* bytes */
} failing;

static void *failing_resize(void *ctx, void *ptr, size_t old_size, size_t new_size) {
    failing *f = ctx;
    acta_alloc inner = acta__malloc();
    if (new_size > 0 && f->left-- <= 0) return NULL;
    void *out = inner.resize(inner.ctx, ptr, old_size, new_size);
    if (new_size == 0 || out != NULL) f->held += (long)new_size - (long)old_size;
    return out;
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    acta_status status = ACTA_NOMEM;
    for (int left = 0; status != ACTA_OK; left++) {
        failing f = {left, 0};
        arena a, kept;
        doc d;
        assert_true(left < 5000);
        arena_begin(&kept, acta__malloc(), 0);
        make_doc(&d, &kept, "Rebels freed nine hostages .\n");
        acta_alloc alloc = {failing_resize, &f};
        arena_begin(&a, alloc, 0);
        d.arena = &a;
        status = run_stage(&d, alloc);
        if (status != ACTA_OK) assert_int_equal(status, ACTA_NOMEM);
        arena_end(&a);
        arena_end(&kept);
        assert_int_equal(f.held, 0);
    }
}

/* The head of a word after objects are settled: "killing three soldiers" and the like. */
static void an_object_belongs_to_the_verb_it_follows(void **state) {
    static const struct { const char *lines; uint32_t object, verb; } cases[] = {
        {"They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\n, , PUNCT , 4 punct\nkilling kill VERB VBG 2 advcl\nthree three NUM CD 6 nummod\n"
         "soldiers soldier NOUN NNS 2 obj\n", 5, 3},
        {"They they PRON PRP 2 nsubj\nsmashed smash VERB VBD 0 root\nwindows window NOUN NNS 2 obj\nand and CCONJ CC 5 cc\nburned burn VERB VBD 2 conj\n"
         "furniture furniture NOUN NN 2 obj\n", 5, 4},
        /* shared by both verbs */
        {"He he PRON PRP 2 nsubj\nconfirmed confirm VERB VBD 0 root\nor or CCONJ CC 4 cc\ndenied deny VERB VBD 2 conj\nthis this PRON DT 2 obj\n", 4, 1},
        /* the nearer verb has one of its own, or is no more than an adjective */
        {"They they PRON PRP 2 nsubj\ntold tell VERB VBD 0 root\nit it PRON PRP 4 obj\nstopping stop VERB VBG 2 advcl\nships ship NOUN NNS 2 obj\n", 4, 1},
        {"They they PRON PRP 2 nsubj\nfreed free VERB VBD 0 root\ndetained detain VERB VBN 2 xcomp\nmen man NOUN NNS 2 obj\n", 3, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        doc d;
        handmade(&d, *state, cases[i].lines);
        parse_settle_objects(&d, d.sentences[0].words);
        assert_int_equal(d.words[cases[i].object].head, cases[i].verb);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_are_the_best),       cmocka_unit_test(long_trees_hold),
        cmocka_unit_test(broken_scores_give_trees), cmocka_unit_test(phrases_are_the_best),
        cmocka_unit_test_setup_teardown(an_object_belongs_to_the_verb_it_follows, begin_arena, end_arena),
        cmocka_unit_test(lemmas),                   cmocka_unit_test(any_word_has_a_lemma),
        cmocka_unit_test(the_stage_fills_a_doc),    cmocka_unit_test(nothing_is_a_doc),
        cmocka_unit_test(long_sentences_hang_together), cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
