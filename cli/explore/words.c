/* words.c - what a person types into a search field, as a question to FTS5. */
#include <ctype.h>
#include <string.h>

#include "filter.h"

enum { WORDS_MAX = 32 };

static bool is_word_character(char c) {
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool has_word(const char *at, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        if (is_word_character(at[i])) return true;
    }
    return false;
}

/* Quoted, it is text to FTS5 whatever it holds; a quotation mark inside cannot be, as it ended the stretch. */
const char *words_as_question(pad *p, const char *typed) {
    const char *question = NULL;
    size_t count = 0;
    for (const char *at = typed; *at != '\0' && count < WORDS_MAX;) {
        bool phrase = *at == '"';
        at += phrase;
        size_t bytes = strcspn(at, phrase ? "\"" : " \t\r\n\"");
        bool star = !phrase && bytes > 1 && at[bytes - 1] == '*' && is_word_character(at[bytes - 2]);
        if (has_word(at, bytes)) {
            question = pad_printf(p, "%s%s\"%.*s\"%s", question != NULL ? question : "", question != NULL ? " AND " : "", (int)(bytes - star), at, star ? "*" : "");
            count++;
        }
        at += bytes;
        if (*at != '\0' && (phrase || *at != '"')) at++;
    }
    return question;
}
