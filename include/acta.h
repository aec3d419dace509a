/* acta.h - read news reports, write down who did what to whom, when, where, and on whose word.
 *
 * This header is the manual of libacta and all that the outside may touch. Three objects, three lifetimes:
 *
 *   acta_model    weights and tables of one data file; read-only once open, shared by any number of threads
 *   acta_coder    one thread's working memory; reused report after report; reuse changes speed, never records
 *   acta_result   everything that came of one report; owns one arena, freed at one stroke
 *
 * Ownership, whole: (1) what you `open` or `new` you `close` or `free`, and NULL is accepted there; (2) what you pass
 * in is borrowed until the call returns; (3) every pointer taken from a result dies with that result; (4) a model must
 * outlive its coders, a result may outlive both; (5) nothing else is handed over.
 *
 * Bad text is never an error: a report with broken bytes, no date or unknown names still yields records. A status other
 * than ACTA_OK concerns that call alone; the coder stays usable.
 *
 * The library does no output, keeps no global state, reads no environment and never ends the process.
 */
#ifndef ACTA_H
#define ACTA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Versions ------------------------------------------------------------------------------------------------- */

#define ACTA_VERSION_NUMBER 100      /* major * 10000 + minor * 100 + patch */
#define ACTA_FILE_FORMAT 1           /* newest data file this library reads, and the one it writes */
#define ACTA_FILE_FORMAT_MIN 1       /* oldest data file it reads */

/* "0.1.0".  Owns: nothing.  Threads: any.  Fails with: never. */
const char *acta_version(void);

/* ---- Status --------------------------------------------------------------------------------------------------- */

#define ACTA_STATUS_MAP(X)                                                                                             \
    X(OK, "ok")                                                                                                        \
    X(NOMEM, "out of memory")                                                                                          \
    X(MISUSE, "a call with arguments it does not allow")                                                               \
    X(IO, "a file could not be read or written")                                                                       \
    X(DATA_FORMAT, "not an acta data file, or a damaged one")                                                          \
    X(DATA_VERSION, "a data file of a version this program does not read")                                             \
    X(LIMIT, "a report larger than the limit")                                                                         \
    X(CANCELLED, "stopped by the caller")                                                                              \
    X(INTERNAL, "a fault in acta itself")

typedef enum acta_status {
#define ACTA_STATUS_ENUM(name, english) ACTA_##name,
    ACTA_STATUS_MAP(ACTA_STATUS_ENUM)
#undef ACTA_STATUS_ENUM
} acta_status;

/* What went wrong, in the caller's hands. Pass NULL where only the status matters. */
typedef struct acta_err {
    acta_status status;
    int64_t byte_offset;             /* into the input concerned, or -1 */
    char message[256];               /* English, NUL-terminated, says what to do next where that is known */
} acta_err;

/* The status in English.  Owns: nothing.  Threads: any.  Fails with: never (unknown numbers say so). */
const char *acta_status_name(acta_status status);

/* All memory of a coder and its results comes from here. resize(ctx, NULL, 0, n) allocates, resize(ctx, p, old, 0)
 * frees, otherwise as realloc; NULL means failure. Called from the coder's thread only. */
typedef struct acta_alloc {
    void *(*resize)(void *ctx, void *ptr, size_t old_size, size_t new_size);
    void *ctx;
} acta_alloc;

/* ---- Model ---------------------------------------------------------------------------------------------------- */

typedef struct acta_model acta_model;

typedef enum acta_precision { ACTA_INT8, ACTA_BF16, ACTA_F32 } acta_precision;

/* Map a data file and make it ready to run in the given arithmetic. Reads the file once, checks every length in it.
 * Owns: *model is yours, acta_model_close it.  Threads: any.
 * Fails with: IO, DATA_FORMAT (cut short, damaged, not ours), DATA_VERSION, NOMEM. */
acta_status acta_model_open(const char *path, acta_precision precision, acta_model **model, acta_err *err);

/* The data file's own account of itself, `key: value` lines: name, version, training data, licence, scores.
 * Owns: the text belongs to the model.  Threads: any.  Fails with: never. */
const char *acta_model_info(const acta_model *model);

/* What tells this model from others that would give other records: name, version, arithmetic, checksum of the data file.
 * Owns: the text belongs to the model.  Threads: any.  Fails with: never. */
const char *acta_model_name(const acta_model *model);

/* A line of a user's table that cannot be used, or one that is used in part: left out, the rest is used. line 0: the whole file. */
typedef void (*acta_table_note)(void *ctx, const char *path, uint32_t line, const char *message);

typedef struct acta_table_count {
    uint32_t files, lines;           /* read; lines taken from them */
    uint32_t unused;                 /* lines and files that could not be used */
} acta_table_count;

/* Put a folder of a user's own tables over the model's: agents, capitals, countries, demonyms, given, holders, offices and orgs.tsv in the form of
 * data/tables, and PETRARCH's NAME.actors.txt and NAME.agents.txt as they are. A name the user's table has is no longer looked up in ours of that kind.
 * Once, before the model's first coder is made. note may be NULL.
 * Owns: nothing; the folder may change afterwards.  Threads: none beside.
 * Fails with: IO (no such folder, no table in it, a file that cannot be read), NOMEM, MISUSE (a second time); the model is then as it was. */
acta_status acta_model_add_tables(acta_model *model, const char *folder, acta_table_note note, void *ctx, acta_table_count *count, acta_err *err);

void acta_model_close(acta_model *model);

/* ---- Coding --------------------------------------------------------------------------------------------------- */

typedef struct acta_coder acta_coder;
typedef struct acta_result acta_result;

/* One report as it came. Text is pointer and length: NUL bytes are text like any other. */
typedef struct acta_report {
    const char *bytes;               /* [byte_count], any encoding: UTF-8, windows-1252, UTF-16 with BOM are told apart */
    size_t byte_count;
    const char *id;                  /* NULL: "report" */
    const char *title;               /* NULL: look for a headline in the text. Given: coded as the first sentence, and
                                        spans into it are offsets into title + "\n\n" + text */
    const char *published;           /* "YYYY-MM-DD" or NULL: use the dateline's date */
    const char *publisher;           /* NULL: unknown */
    const char *url;                 /* NULL: none */
} acta_report;

typedef enum acta_language { ACTA_LANGUAGE_ENGLISH, ACTA_LANGUAGE_OTHER } acta_language;

/* Is the report English, which is all that acta reads? Told from title and text, their first 200 words; *language is
 * ACTA_LANGUAGE_ENGLISH wherever that is open: a headline, a table of results, noise. acta_code does not ask.
 * Owns: nothing.  Threads: any.  Fails with: NOMEM. */
acta_status acta_report_language(const acta_report *report, acta_language *language, acta_err *err);

#define ACTA_REPORT_BYTES_MAX (1u << 20)   /* a longer report is refused with ACTA_LIMIT; a result takes some 300 bytes a byte */

/* Owns: *coder is yours, acta_coder_free it.  Threads: one coder, one thread.  alloc may be NULL (malloc).
 * Fails with: NOMEM, MISUSE. */
acta_status acta_coder_new(const acta_model *model, const acta_alloc *alloc, acta_coder **coder, acta_err *err);
void acta_coder_free(acta_coder *coder);

/* From now on give the events whose confidence is at least `least`, 0 to 1: more of them, or surer ones. Negative, as at first:
 * those from the confidence on that balances wrong events against missed ones.  Threads: the coder's. */
void acta_coder_min_confidence(acta_coder *coder, double least);

/* The journey's stages, in order; acta_code_until stops after one, for tests and evaluation. */
typedef enum acta_stage {
    ACTA_STAGE_REPORT, ACTA_STAGE_TEXT, ACTA_STAGE_PARSE, ACTA_STAGE_ENTITY, ACTA_STAGE_EVENT, ACTA_STAGE_VOICE,
    ACTA_STAGE_WHEN, ACTA_STAGE_WHERE, ACTA_STAGE_WHO, ACTA_STAGE_LEDGER, ACTA_STAGE_MERGE, ACTA_STAGE_ALL
} acta_stage;

/* The whole journey: one report in, all its records out.
 * Owns: *result is yours, acta_result_free it; it does not point into the report.  Threads: the coder's.
 * Fails with: LIMIT, NOMEM, MISUSE (published is no date), INTERNAL. */
acta_status acta_code(acta_coder *coder, const acta_report *report, acta_result **result, acta_err *err);
acta_status acta_code_until(acta_coder *coder, const acta_report *report, acta_stage last, acta_result **result,
                            acta_err *err);
void acta_result_free(acta_result *result);

/* ---- Pages ---------------------------------------------------------------------------------------------------- */

/* A news report as a page of the web holds it, freed of all that stands around it. Everything is UTF-8 and belongs to the page;
 * what the page does not say is NULL. `published` and the texts may go into an acta_report as they are. */
typedef struct acta_page {
    const char *title;               /* the headline, without the name of the site */
    const char *published;           /* "YYYY-MM-DD", the day as the page writes it (no change of time zone) */
    const char *publisher;           /* "The Daily Example" */
    const char *url;                 /* the address that the page says is its own */
    const char *language;            /* what the page calls its language: "en-GB" */
    const char *text;                /* [text_bytes], paragraphs with a blank line between; never NULL, "" where there is none */
    size_t text_bytes;
} acta_page;

#define ACTA_PAGE_BYTES_MAX (8u << 20)     /* a longer page is refused with ACTA_LIMIT */

/* Read a page of HTML: its main text, and what JSON-LD, meta elements or the page itself say of it. Any bytes are a page; one without
 * a text (a script, a list of links) gives an empty text and is no failure. charset: what the transport said ("iso-8859-1"), or NULL;
 * a byte order mark goes before it, then follow what the page declares, UTF-8 if it is valid, windows-1252.
 * Owns: *page is yours, acta_page_free it; it does not point into the bytes.  Threads: any.
 * Fails with: LIMIT (the page, or the tree that it makes, is too large), NOMEM, MISUSE. */
acta_status acta_page_read(const char *bytes, size_t count, const char *charset, acta_page **page, acta_err *err);
void acta_page_free(acta_page *page);

/* ---- Out ------------------------------------------------------------------------------------------------------ */

/* Takes `count` bytes; returns false to stop (the call then fails with ACTA_IO). */
typedef bool (*acta_sink)(void *ctx, const char *bytes, size_t count);

/* Kinds of record. Agreements, obligations and claims are found only with a data file whose model has the heads for them. */
typedef enum acta_kind {
    ACTA_DOCUMENT = 1, ACTA_EVENT = 2, ACTA_AGREEMENT = 4, ACTA_OBLIGATION = 8, ACTA_CLAIM = 16, ACTA_ENTITY = 32,
    ACTA_ALL_KINDS = 63
} acta_kind;

/* The records as newline-delimited JSON, one object a line, those kinds only (a set of acta_kind).
 * Owns: nothing.  Threads: one result, one thread at a time.  Fails with: IO (the sink said stop), NOMEM. */
acta_status acta_write_records(const acta_result *result, unsigned kinds, acta_sink sink, void *ctx, acta_err *err);

/* The reading of the language: CoNLL-U, or JSON with sentences, tokens, mentions, times, places, speakers. */
acta_status acta_write_conllu(const acta_result *result, acta_sink sink, void *ctx, acta_err *err);
acta_status acta_write_parse(const acta_result *result, acta_sink sink, void *ctx, acta_err *err);

/* Why a record says what it says, for a person at a terminal: an event, agreement, obligation or claim by its id ("V03",
 * "O1", with the report's id before it or without); NULL: every one. colour: ANSI escapes.
 * Fails with: IO, MISUSE (no such record). */
acta_status acta_write_explain(const acta_result *result, const char *id, bool colour, acta_sink sink, void *ctx,
                               acta_err *err);

/* ---- Types of one's own --------------------------------------------------------------------------------------- */

/* Another ontology beside PLOVER's, from examples: some twenty sentences of each type teach a line drawn through the model's vectors, and
 * each event found then also bears the likeliest of these types (docs/own-types.md). What PLOVER says of the event stays as it was. */
typedef struct acta_types acta_types;

/* A sentence that tells of a type. The type "none" is for those that tell of none of the others: an event of it bears no type. */
typedef struct acta_example {
    const char *type;                /* its name */
    const char *text;                /* [text_bytes] UTF-8; a sentence, or a few */
    size_t text_bytes;
    size_t mark_from, mark_to;       /* bytes of text: the words that tell it; equal: the word that the model weighs likeliest as an event */
} acta_example;

#define ACTA_TYPES_MAX 200                 /* types, "none" included; there must be two */
#define ACTA_TYPE_NAME_BYTES 64            /* of the longest name */
#define ACTA_TYPE_EXAMPLES_MIN 5           /* of each type; twenty are a good beginning */
#define ACTA_EXAMPLES_MAX 20000
#define ACTA_EXAMPLE_BYTES_MAX (1u << 16)

/* An example, counted from 0, that cannot be used: the others are. */
typedef void (*acta_example_note)(void *ctx, size_t example, const char *message);

/* Learn types from examples; what is to be chosen is chosen by cross-validation in five parts. The same examples in any order
 * give the same types; only of two that contradict one another the first counts. note may be NULL.
 * Owns: *types is yours, acta_types_free it; it points into neither model nor examples.  Threads: any; the model is only read.
 * Fails with: MISUSE (too few types, or examples of one), LIMIT (too many), NOMEM, INTERNAL. */
acta_status acta_types_fit(const acta_model *model, const acta_example *examples, size_t count, acta_example_note note, void *ctx,
                           acta_types **types, acta_err *err);
void acta_types_free(acta_types *types);

/* What was learnt, and how well. Types are numbered from 0 in the order of their names' bytes. */
size_t acta_types_count(const acta_types *types);
const char *acta_types_name(const acta_types *types, size_t type);
/* Cross-validation: how many examples of `type` were taken for `found` by what the other four parts had taught. */
uint32_t acta_types_taken(const acta_types *types, size_t type, size_t found);
/* The same: mean of -log of the probability given to an example's own type. */
double acta_types_log_loss(const acta_types *types);

/* The file that acta_model_add_types reads. It names the model it was made with.  Fails with: IO (the sink said stop), NOMEM, MISUSE. */
acta_status acta_types_write(const acta_types *types, acta_sink sink, void *ctx, acta_err *err);

/* From now on give events their type of these, with its probability. Once, before the model's first coder is made.
 * Owns: nothing; the file may change afterwards.  Threads: none beside.
 * Fails with: IO, DATA_FORMAT, DATA_VERSION, NOMEM, MISUSE (made with another model, whose vectors mean something else; a second time); the model
 * is then as it was. */
acta_status acta_model_add_types(acta_model *model, const char *path, acta_err *err);

/* ---- Copies --------------------------------------------------------------------------------------------------- */

/* Which of many reports are reprints of one another: the same text, be it under another headline, with other credits, or cut short.
 * No model is needed. docs/counted-once.md says what counts as a copy; an archive does the same for the reports it keeps. */
typedef struct acta_reprints acta_reprints;

/* Owns: *reprints is yours, acta_reprints_free it.  Threads: one at a time.  Fails with: NOMEM. */
acta_status acta_reprints_new(acta_reprints **reprints, acta_err *err);
void acta_reprints_free(acta_reprints *reprints);

/* One report more; they are numbered from 0 in the order they come. Some six bytes are kept for each byte of text.
 * Owns: nothing.  Threads: one at a time.  Fails with: LIMIT, NOMEM, MISUSE (published is no date). */
acta_status acta_reprints_add(acta_reprints *reprints, const acta_report *report, acta_err *err);

typedef struct acta_reprint {
    size_t original;                 /* the number of the report that it is a copy of; its own: it is a copy of none */
    double similarity;               /* with that one, 0 to 1: five-word sequences that both have, by those that either has */
} acta_reprint;

/* Whose copy each report is, for all added so far: out[0..reports). A story's original is the report of the earliest day, of these the
 * longest, of these the one with the least id; reports without a day come last.
 * Owns: nothing.  Threads: one at a time.  Fails with: NOMEM. */
acta_status acta_reprints_find(acta_reprints *reprints, acta_reprint *out, acta_err *err);

/* ---- Archive -------------------------------------------------------------------------------------------------- */

/* One SQLite file that keeps reports and all that was found in them, in tables (docs/store.md). What is kept stays kept whatever
 * happens to the program afterwards; a report is kept whole or not at all. Any program that speaks SQLite may read the file meanwhile,
 * and two programs may write to it: they take turns. */
typedef struct acta_store acta_store;

#define ACTA_STORE_SCHEMA 1          /* version of the tables; older ones are brought up to date when opened for writing */

typedef enum acta_store_mode { ACTA_STORE_READ, ACTA_STORE_WRITE } acta_store_mode;

/* Open an archive; ACTA_STORE_WRITE makes it where there is none.
 * Owns: *store is yours, acta_store_close it.  Threads: one at a time.
 * Fails with: IO, DATA_FORMAT (no archive, damaged), DATA_VERSION (a newer schema; to read, also an older one), NOMEM, MISUSE. */
acta_status acta_store_open(const char *path, acta_store_mode mode, acta_store **store, acta_err *err);

/* What was put in a batch that is still open is kept. Where nobody else has the archive open it becomes one plain file again. */
void acta_store_close(acta_store *store);

typedef enum acta_store_answer {
    ACTA_STORE_NEW,                  /* not kept yet */
    ACTA_STORE_KEPT,                 /* kept: coded by this model, or known as a copy */
    ACTA_STORE_OTHER_MODEL           /* kept as another model coded it; acta_store_put replaces its records */
} acta_store_answer;

/* Is the report kept already? It is known by its text, title, day, publisher and url together, whatever its id.
 * model_name: acta_model_name, or NULL: any model will do.
 * Owns: nothing.  Threads: the store's.  Fails with: IO, DATA_FORMAT, NOMEM, MISUSE. */
acta_status acta_store_seen(acta_store *store, const acta_report *report, const char *model_name, acta_store_answer *answer, acta_err *err);

/* Whose copy a report is: the same story in the same words, told by an earlier report. */
typedef struct acta_copy {
    int64_t original;                /* the number of that report's document in the archive; 0: a copy of none */
    double similarity;               /* of the two, 0 to 1 */
} acta_copy;

/* Is a report that is not kept yet a copy of one that is? Then it need not be coded. Where it comes before those it shares its story with
 * it is the original, and they become its copies once it is put.
 * Owns: nothing.  Threads: the store's.  Fails with: IO, DATA_FORMAT, LIMIT, NOMEM, MISUSE (also: published is no date). */
acta_status acta_store_copy(acta_store *store, const acta_report *report, acta_copy *copy, acta_err *err);

/* Keep a report with its result, in a transaction of its own or, in a batch, as a part of it that fails alone. A report that the archive
 * has as the same model coded it is left as it is. A copy is kept without records: then result may be NULL, as it is not looked at, and
 * *copy, which may be NULL, says whose copy it is. An id that another report has already is lengthened: "a17" becomes "a17~5d0c22e1".
 * Owns: nothing.  Threads: the store's.
 * Fails with: IO (also a full disk, which undoes the open batch), DATA_FORMAT, LIMIT, NOMEM, MISUSE (also: no result, and no copy). */
acta_status acta_store_put(acta_store *store, const acta_report *report, const acta_result *result, acta_copy *copy, acta_err *err);

/* Make the records of a report that is kept anew, out of its text as the archive has it (document.text) coded by another model. Its text, its id
 * and whose copy it is stay; a copy, and what the same model coded, is left as it is.
 * Owns: nothing.  Threads: the store's.  Fails with: as acta_store_put; MISUSE also: no report of this id. */
acta_status acta_store_recode(acta_store *store, const char *id, const acta_result *result, acta_err *err);

/* Batches are faster: what is put between the two is kept for good by acta_store_commit. Meanwhile other programs cannot write, so that
 * a batch should not wait for anything long.  Threads: the store's.  Fails with: IO, MISUSE. */
acta_status acta_store_begin(acta_store *store, acta_err *err);
acta_status acta_store_commit(acta_store *store, acta_err *err);

/* Work out which event records tell the same event of the world (the table `happening`), if reports have come since that was done last.
 * Call it when all are put; if a program ends before, the next call makes up for it. It also makes the
 * indexes that were put off while many reports came. Takes under 250 MB and 100 bytes a record of memory, and some 500 bytes a record in the
 * system's folder for temporary files.
 * Owns: nothing.  Threads: the store's.  Fails with: IO, DATA_FORMAT, NOMEM, MISUSE (a batch is open). */
acta_status acta_store_join(acta_store *store, acta_err *err);

#ifdef __cplusplus
}
#endif
#endif
