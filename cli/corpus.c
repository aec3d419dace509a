/* corpus.c - reading files of corpus cases. */
#include "corpus.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BAR_LENGTH_MIN = 10 };

/* ---- memory: a test run without it is no test run ---- */

static void *room(void *old, size_t count, size_t size) {
    void *grown = realloc(old, (count > 0 ? count : 1) * size);
    if (grown == NULL) {
        fprintf(stderr, "acta: out of memory\n");
        exit(1);
    }
    return grown;
}

/* One more at the end of a list that grows by doubling. */
static void *append(void *list, size_t *count, size_t size) {
    if ((*count & (*count - 1)) == 0) list = room(list, *count * 2 + 1, size);
    memset((char *)list + *count * size, 0, size);
    (*count)++;
    return list;
}

/* ---- lines ---- */

static bool read_bytes(const char *path, char **bytes, size_t *count) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    size_t size = 1 << 16;
    *bytes = room(NULL, size, 1);
    *count = 0;
    for (size_t got; (got = fread(*bytes + *count, 1, size - *count - 1, file)) > 0;) {
        *count += got;
        if (*count + 1 == size) *bytes = room(*bytes, size *= 2, 1);
    }
    bool ok = ferror(file) == 0;
    if (!ok) fprintf(stderr, "%s: %s\n", path, strerror(errno));
    fclose(file);
    (*bytes)[*count] = '\0';
    return ok;
}

static void cut_lines(corpus_file *file, size_t count) {
    char *at = file->bytes, *end = file->bytes + count;
    while (at < end) {
        char *stop = memchr(at, '\n', (size_t)(end - at));
        file->lines = append(file->lines, &file->line_count, sizeof *file->lines);
        file->lines[file->line_count - 1] = at;
        if (stop == NULL) break;
        *stop = '\0';
        if (stop > at && stop[-1] == '\r') stop[-1] = '\0';
        at = stop + 1;
    }
}

static bool is_bar(const char *line) {
    size_t bytes = strspn(line, "=");
    return bytes >= BAR_LENGTH_MIN && line[bytes + strspn(line + bytes, " \t")] == '\0';
}

static bool is_blank(const char *line) {
    return line[strspn(line, " \t")] == '\0';
}

static bool is_divider(const char *line) {
    return strncmp(line, "---", 3) == 0 && is_blank(line + 3);
}

/* ---- the report of a case ---- */

static void add_text(corpus_case *c, const char *at, size_t bytes) {
    c->text = room(c->text, c->text_bytes + bytes + 1, 1);
    memcpy(c->text + c->text_bytes, at, bytes);
    c->text_bytes += bytes;
    c->text[c->text_bytes] = '\0';
}

static size_t trimmed(const char *line) {
    size_t bytes = strlen(line);
    while (bytes > 0 && strchr(" \t", line[bytes - 1]) != NULL) bytes--;
    return bytes;
}

static size_t read_report(corpus_file *file, corpus_case *c, size_t at) {
    bool paragraph_over = false;
    add_text(c, "", 0);
    for (; at < file->line_count && !is_bar(file->lines[at]) && !is_divider(file->lines[at]); at++) {
        const char *line = file->lines[at];
        if (is_blank(line)) {
            paragraph_over = true;
            continue;
        }
        if (c->text_bytes > 0) add_text(c, paragraph_over ? "\n\n" : " ", paragraph_over ? 2 : 1);
        add_text(c, line, trimmed(line));
        paragraph_over = false;
    }
    add_text(c, "\n", 1);
    return at;
}

static bool opens_sentence(const char *at) {
    if (*at == '"' || *at == '(') at++;
    else if (strncmp(at, "\xE2\x80\x9C", 3) == 0) at += 3;
    return isupper((unsigned char)*at) || isdigit((unsigned char)*at);
}

/* Does a title or a month, cut short, end here? */
static bool ends_short_form(const char *text, size_t byte_to) {
    static const char *const forms[] = {"Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Sgt", "Maj", "Capt", "Sen", "Rep", "St", "No",
                                        "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "Aug", "Sep", "Sept", "Oct", "U.S", "U.N"};
    if (byte_to == 0 || text[byte_to - 1] != '.') return false;
    size_t to = byte_to - 1, from = to;
    while (from > 0 && (isalpha((unsigned char)text[from - 1]) || text[from - 1] == '.')) from--;
    if (to - from == 1 && isupper((unsigned char)text[from])) return true;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strlen(forms[i]) == to - from && memcmp(forms[i], text + from, to - from) == 0) return true;
    }
    return false;
}

/* Past a full stop and what closes with it, where white space follows; else `at` itself. */
static size_t past_stop(const char *text, size_t at) {
    if (strchr(".!?", text[at]) == NULL || text[at] == '\0') return at;
    size_t end = at + 1;
    for (;;) {
        if (text[end] == '"' || text[end] == '\'' || text[end] == ')') end++;
        else if (strncmp(text + end, "\xE2\x80\x9D", 3) == 0) end += 3;
        else break;
    }
    return isspace((unsigned char)text[end]) ? end : at;
}

static void add_sentence(corpus_case *c, size_t from, size_t to) {
    if (from >= to) return;
    c->sentences = append(c->sentences, &c->sentence_count, sizeof *c->sentences);
    c->sentences[c->sentence_count - 1] = (text_span){from, to};
}

static void cut_sentences(corpus_case *c) {
    size_t from = 0;
    for (size_t at = 0; at < c->text_bytes; at++) {
        size_t end = past_stop(c->text, at), next = end;
        while (isspace((unsigned char)c->text[next])) next++;
        bool paragraph = strncmp(c->text + at, "\n\n", 2) == 0;
        bool stop = end > at && opens_sentence(c->text + next) && !ends_short_form(c->text, at + 1);
        if (!paragraph && !stop) continue;
        if (paragraph) next = at + 2;
        add_sentence(c, from, paragraph ? at : end);
        from = next;
        at = next - 1;
    }
    add_sentence(c, from, c->text_bytes);
}

/* ---- title, keys, records ---- */

static void add_title(corpus_case *c, const char *line) {
    size_t old = c->title != NULL ? strlen(c->title) : 0, more = trimmed(line);
    c->title = room(c->title, old + more + 2, 1);
    snprintf(c->title + old, more + 2, "%s%.*s", old > 0 ? " " : "", (int)more, line);
}

static void read_key(corpus_case *c, char *line) {
    char *value = line + strcspn(line, " \t");
    if (*value != '\0') *value++ = '\0';
    value += strspn(value, " \t");
    value[trimmed(value)] = '\0';
    if (strcmp(line, ":id") == 0) c->id = value;
    else if (strcmp(line, ":published") == 0) c->published = value;
    else if (strcmp(line, ":todo") == 0) c->todo = value;
    else if (strcmp(line, ":skip") == 0) c->skip = true;
}

static size_t read_head(corpus_file *file, corpus_case *c, size_t at) {
    for (at++; at < file->line_count && !is_bar(file->lines[at]); at++) {
        char *line = file->lines[at];
        if (line[0] == ':') {                    /* lines stay whole: they are written back as they were */
            file->copies = append(file->copies, &file->copy_count, sizeof *file->copies);
            file->copies[file->copy_count - 1] = room(NULL, strlen(line) + 2, 1);
            read_key(c, strcpy(file->copies[file->copy_count - 1], line));
        } else if (!is_blank(line)) add_title(c, line);
    }
    if (c->title == NULL) add_title(c, "");
    return at + 1;
}

/* Cuts "name value" in a copy of the line. */
static const char *cut_word(const char *line, const char **value) {
    line += strspn(line, " \t");
    char *copy = strcpy(room(NULL, strlen(line) + 1, 1), line);
    copy[trimmed(copy)] = '\0';
    char *rest = copy + strcspn(copy, " \t");
    if (*rest != '\0') *rest++ = '\0';
    *value = rest + strspn(rest, " \t");
    return copy;
}

static void read_record_line(corpus_file *file, corpus_case *c, size_t at) {
    const char *line = file->lines[at];
    if (is_blank(line) || line[0] == ';' || strncmp(line, "nothing", 7) == 0) return;
    if (strncmp(line, "...", 3) == 0) {
        c->open = true;
    } else if (line[0] != ' ' && line[0] != '\t') {
        c->records = append(c->records, &c->record_count, sizeof *c->records);
        corpus_record *r = &c->records[c->record_count - 1];
        r->line = at + 1;
        r->kind = cut_word(line, &r->argument);
    } else if (c->record_count == 0) {
        fprintf(stderr, "%s:%zu: a field outside a record\n", file->path, at + 1);
    } else {
        corpus_record *r = &c->records[c->record_count - 1];
        r->fields = append(r->fields, &r->field_count, sizeof *r->fields);
        corpus_field *f = &r->fields[r->field_count - 1];
        f->line = at + 1;
        f->name = cut_word(line, &f->value);
    }
}

static size_t read_case(corpus_file *file, size_t at) {
    file->cases = append(file->cases, &file->case_count, sizeof *file->cases);
    corpus_case *c = &file->cases[file->case_count - 1];
    c->line = at + 1;
    at = read_report(file, c, read_head(file, c, at));
    cut_sentences(c);
    if (at >= file->line_count || !is_divider(file->lines[at])) {
        fprintf(stderr, "%s:%zu: no --- after the report\n", file->path, at + 1);
        c->skip = true;
        return at;
    }
    c->records_from = ++at;
    for (; at < file->line_count && !is_bar(file->lines[at]); at++) read_record_line(file, c, at);
    c->records_to = at;
    return at;
}

bool corpus_read(const char *path, corpus_file *file) {
    size_t count;
    *file = (corpus_file){.path = path};
    if (!read_bytes(path, &file->bytes, &count)) return false;
    cut_lines(file, count);
    for (size_t at = 0; at < file->line_count;) {
        if (is_bar(file->lines[at])) {
            at = read_case(file, at);
            continue;
        }
        if (!is_blank(file->lines[at]) && file->lines[at][0] != ';') fprintf(stderr, "%s:%zu: text outside a case\n", path, at + 1);
        at++;
    }
    return true;
}

/* Names and values are copies whose first byte is the name. */
static void free_case(corpus_case *c) {
    for (size_t r = 0; r < c->record_count; r++) {
        for (size_t f = 0; f < c->records[r].field_count; f++) free((char *)c->records[r].fields[f].name);
        free(c->records[r].fields);
        free((char *)c->records[r].kind);
    }
    free(c->records);
    free(c->sentences);
    free(c->text);
    free(c->title);
}

void corpus_free(corpus_file *file) {
    for (size_t i = 0; i < file->case_count; i++) free_case(&file->cases[i]);
    for (size_t i = 0; i < file->copy_count; i++) free(file->copies[i]);
    free(file->copies);
    free(file->cases);
    free(file->lines);
    free(file->bytes);
}

/* ---- places of quoted words ---- */

/* Does a letter or digit begin here? Of what is not ASCII all counts but the blocks of signs: U+0080 to 00BF, U+2000 to
 * 2FFF (quotation marks, dashes), U+F000 to FFFF (the replacement character). */
static bool word_at(const char *at) {
    unsigned char lead = (unsigned char)*at;
    if (lead < 0x80) return isalnum(lead) || lead == '_';
    return lead != 0xC2 && lead != 0xE2 && lead != 0xEF;
}

static bool word_before(const char *text, size_t at) {
    if (at == 0) return false;
    for (at--; at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80;) at--;
    return word_at(text + at);
}

/* Do the words stand at `at`? Any white space is like any other. Returns their end, or 0. */
static size_t words_at(const corpus_case *c, size_t at, const char *words, size_t bytes) {
    size_t end = at;
    if (((unsigned char)c->text[at] & 0xC0) == 0x80 || (word_at(words) && word_before(c->text, at))) return 0;
    for (size_t i = 0; i < bytes;) {
        if (isspace((unsigned char)words[i])) {
            if (!isspace((unsigned char)c->text[end])) return 0;
            while (i < bytes && isspace((unsigned char)words[i])) i++;
            while (isspace((unsigned char)c->text[end])) end++;
        } else if (c->text[end++] != words[i++]) return 0;
    }
    return word_before(words, bytes) && word_at(c->text + end) ? 0 : end;
}

/* The next occurrence from `at` on that ends by `limit`. */
static bool next_place(const corpus_case *c, const char *words, size_t bytes, size_t at, size_t limit, text_span *span) {
    for (; at < limit; at++) {
        size_t end = words_at(c, at, words, bytes);
        if (end == 0 || end > limit) continue;
        *span = (text_span){at, end};
        return true;
    }
    return false;
}

/* A quotation: its words inside the marks, and what follows it. */
static const char *quoted(const char *value, const char **words, size_t *bytes) {
    const char *open = strchr(value, '"'), *close = open != NULL ? strchr(open + 1, '"') : NULL;
    if (close == NULL || close == open + 1) return NULL;
    *words = open + 1;
    *bytes = (size_t)(close - open - 1);
    return close + 1;
}

static text_span sentence_of(const corpus_case *c, size_t byte) {
    for (size_t i = 0; i < c->sentence_count; i++) {
        if (c->sentences[i].byte_from <= byte && byte < c->sentences[i].byte_to) return c->sentences[i];
    }
    return (text_span){0, 0};
}

/* Worth of an occurrence for `near`: 0 same sentence, 1 before it, 2 elsewhere. */
static int rank_of(text_span place, text_span sentence, const text_span *near) {
    if (place.byte_from >= sentence.byte_from && place.byte_from < sentence.byte_to) return 0;
    return place.byte_from < near->byte_from ? 1 : 2;
}

static size_t distance(text_span a, text_span b) {
    return a.byte_from > b.byte_from ? a.byte_from - b.byte_from : b.byte_from - a.byte_from;
}

static bool nearest(const corpus_case *c, const char *words, size_t bytes, text_span box, const text_span *near, text_span *best) {
    text_span place, sentence = near != NULL ? sentence_of(c, near->byte_from) : (text_span){0, 0};
    bool found = false;
    for (size_t at = box.byte_from; next_place(c, words, bytes, at, box.byte_to, &place); at = place.byte_to) {
        int rank = near != NULL ? rank_of(place, sentence, near) : 2, best_rank = found && near != NULL ? rank_of(*best, sentence, near) : 2;
        if (!found || rank < best_rank || (near != NULL && rank == best_rank && distance(place, *near) < distance(*best, *near))) *best = place;
        found = true;
    }
    return found;
}

static bool nth_place(const corpus_case *c, const char *words, size_t bytes, text_span box, long nth, text_span *span) {
    size_t at = box.byte_from;
    for (long i = 0; i < nth; i++, at = span->byte_to) {
        if (!next_place(c, words, bytes, at, box.byte_to, span)) return false;
    }
    return nth > 0;
}

bool corpus_locate(const corpus_case *c, const char *value, const text_span *near, text_span *span) {
    const char *words, *inside;
    size_t bytes, inside_bytes;
    const char *rest = quoted(value, &words, &bytes);
    if (rest == NULL) return false;
    text_span box = {0, c->text_bytes};
    long nth = 0;
    if (*rest == '#') nth = strtol(rest + 1, (char **)&rest, 10);
    rest += strspn(rest, " \t");
    if (strncmp(rest, "in ", 3) == 0 && quoted(rest, &inside, &inside_bytes) != NULL &&
        !next_place(c, inside, inside_bytes, 0, c->text_bytes, &box)) return false;
    return nth > 0 ? nth_place(c, words, bytes, box, nth, span) : nearest(c, words, bytes, box, near, span);
}

size_t corpus_occurrences(const corpus_case *c, text_span span, size_t *nth) {
    size_t count = 0;
    text_span place;
    *nth = 0;
    for (size_t at = 0; next_place(c, c->text + span.byte_from, span.byte_to - span.byte_from, at, c->text_bytes, &place); at = place.byte_to) {
        count++;
        if (place.byte_from == span.byte_from) *nth = count;
    }
    return count;
}
