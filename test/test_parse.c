/* test_parse.c - trees against brute force, BIO against brute force, lemmas of words by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#include "parse/bio.h"
#include "parse/lemma.h"
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_are_the_best),       cmocka_unit_test(long_trees_hold),
        cmocka_unit_test(broken_scores_give_trees), cmocka_unit_test(phrases_are_the_best),
        cmocka_unit_test(lemmas),                   cmocka_unit_test(any_word_has_a_lemma),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
