/* corpus.h - reading files of corpus cases: a report written by us, and the records that should come of it.
 *
 *   ==========            a bar of ten or more
 *   what is hard here     title, then ":key value" lines: id, published, tags, todo, skip
 *   ==========
 *   the report            wrapped lines inside a paragraph are one line; a blank line ends it
 *   ---
 *   event CONSULT visit   records: a kind with its argument, indented fields below
 *     trigger "arrived"   the words in quotes stand for their place in the report
 *
 * "nothing" instead of records: none is expected; "..." after them: more may come. ";" begins a comment line.
 */
#ifndef ACTA_CLI_CORPUS_H
#define ACTA_CLI_CORPUS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct text_span {
    size_t byte_from, byte_to;       /* into corpus_case.text */
} text_span;

typedef struct corpus_field {
    size_t line;
    const char *name, *value;
} corpus_field;

typedef struct corpus_record {
    size_t line;
    const char *kind, *argument;
    corpus_field *fields;            /* [field_count] */
    size_t field_count;
} corpus_record;

typedef struct corpus_case {
    size_t line;                     /* of the first bar */
    char *title;
    const char *id, *published, *todo;   /* NULL where not given */
    bool skip;
    char *text;
    size_t text_bytes;
    text_span *sentences;            /* blunt ones, to tell which of several occurrences is meant */
    size_t sentence_count;
    corpus_record *records;          /* [record_count] */
    size_t record_count;
    bool open;                       /* "...": the list is not complete */
    size_t records_from, records_to; /* lines after "---" up to the next bar, half open */
} corpus_case;

typedef struct corpus_file {
    const char *path;
    char *bytes;                     /* the file, cut into lines by NULs */
    char **lines;                    /* [line_count]; line n is lines[n - 1] */
    size_t line_count;
    char **copies;                   /* [copy_count] values of keys */
    size_t copy_count;
    corpus_case *cases;              /* [case_count] */
    size_t case_count;
} corpus_file;

/* Read a file of cases; mistakes in its form are told on standard error as PATH:LINE. False: nothing to go on with. */
bool corpus_read(const char *path, corpus_file *file);
void corpus_free(corpus_file *file);

/* The place a quoted value means: "words", "words"#2, "words" in "a longer stretch". `near` breaks ties: the nearest in
 * its sentence, else before it, else anywhere; NULL: the first. False: the words are not there. */
bool corpus_locate(const corpus_case *c, const char *value, const text_span *near, text_span *span);

/* How often the words of a span stand in the text, and the how-manieth this is (from 1). */
size_t corpus_occurrences(const corpus_case *c, text_span span, size_t *nth);

#endif
