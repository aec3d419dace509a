/* sequence.c - sentences as windows of word pieces, [CLS] ... [SEP] each. */
#include "nn/model.h"

typedef struct sequence {
    nn_run *run;
    uint32_t count;                  /* pieces so far */
} sequence;

static void push(sequence *s, uint32_t piece, uint32_t row, letter_case letters) {
    s->run->piece[s->count] = piece;
    s->run->row[s->count] = row;
    s->run->letter_case[s->count++] = (uint8_t)letters;
}

/* row: where the vector of [CLS] goes, or NO_ROW. */
static void begin_window(sequence *s, uint32_t row) {
    s->run->window[s->run->window_count++] = s->count;
    push(s, pieces_cls(s->run->model->pieces), row, CASE_NONE);
}

static void end_window(sequence *s) {
    push(s, pieces_sep(s->run->model->pieces), NO_ROW, CASE_NONE);
}

/* A new window begins where a word would not fit; each holds at least one word, as a word has few pieces. */
static void push_sentence(sequence *s, const nn_sentence *sentence) {
    nn_run *run = s->run;
    begin_window(s, sentence->first_row);
    for (uint32_t i = 0; i < sentence->word_count; i++) {
        const nn_word *w = &sentence->words[i];
        uint32_t found[PIECES_OF_WORD_MAX];
        uint32_t count = pieces_of_word(run->model->pieces, w->text, w->bytes, found);
        uint32_t used = s->count - run->window[run->window_count - 1];
        if (used + count + 1 > WINDOW_PIECES) {
            end_window(s);
            begin_window(s, NO_ROW);
        }
        letter_case letters = case_of_word(w->text, w->bytes);
        for (uint32_t p = 0; p < count; p++) push(s, found[p], sentence->first_row + 1 + i, letters);
    }
    end_window(s);
}

void sequence_sentences(nn_run *run, nn_sentence *sentences, uint32_t count) {
    sequence s = {.run = run};
    run->window_count = 0;
    uint32_t row = 0;
    for (uint32_t i = 0; i < count; i++) {
        sentences[i].first_row = row;
        push_sentence(&s, &sentences[i]);
        row += sentences[i].word_count + 1;
    }
    run->window[run->window_count] = s.count;
}
