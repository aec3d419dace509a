/* stats.c - acta stats: what an archive holds, drawn for a terminal. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "archive.h"
#include "commands.h"
#include "export.h"

enum { WIDTH_DEFAULT = 80, WIDTH_MIN = 40, WIDTH_MAX = 160, LABEL_MAX = 40, ROWS_MAX = 48, SECONDS_DEFAULT = 60 };

typedef struct picture {
    const settings *s;
    sqlite3 *db;
    int width;                       /* columns of the terminal */
    bool colour;
    bool failed;
} picture;

/* ---- drawing ----------------------------------------------------------------------------------------------------------- */

/* Verbal and material cooperation, verbal and material conflict; 0: none of them. */
static const char *const quad_colours[] = {"36", "36", "32", "33", "31"};

static void coloured(const picture *p, const char *colour, const char *text) {
    if (p->colour) printf("\x1b[%sm%s\x1b[0m", colour, text);
    else fputs(text, stdout);
}

static void heading(const picture *p, const char *text) {
    putchar('\n');
    coloured(p, "1", text);
    putchar('\n');
}

/* Columns that the text takes, cut off at `most`; control characters are passed over. Writes it if `write`. */
static int label(const char *text, int most, bool write) {
    int width = 0;
    for (size_t at = 0, all = strlen(text); at < all;) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(all - at), &code);
        int own = step > 0 ? utf8proc_charwidth(code) : 0;
        size_t bytes = step > 0 ? (size_t)step : 1;
        bool shown = step > 0 && code >= 0x20 && !(code >= 0x7F && code < 0xA0);
        if (width + own > most) break;
        if (shown && write) fwrite(text + at, 1, bytes, stdout);
        if (shown) width += own;
        at += bytes;
    }
    return width;
}

/* A bar of eighths of a column: at least one where there is anything. */
static void bar(const picture *p, double share, int room, const char *colour) {
    static const char *const eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int length = (int)(share * room * 8 + 0.5);
    if (length == 0 && share > 0) length = 1;
    if (p->colour) printf("\x1b[%sm", colour);
    for (int i = 0; i < length / 8; i++) fputs("█", stdout);
    fputs(eighths[length % 8], stdout);
    if (p->colour) fputs("\x1b[0m", stdout);
}

typedef struct bar_row {
    char label[160];
    int64_t count;
    int quad;
} bar_row;

static void draw(const picture *p, const bar_row *rows, int count) {
    int64_t most = 1;
    int widest = 0;
    for (int i = 0; i < count; i++) {
        int width = label(rows[i].label, LABEL_MAX, false);
        if (rows[i].count > most) most = rows[i].count;
        if (width > widest) widest = width;
    }
    if (widest > p->width / 2) widest = p->width / 2;
    for (int i = 0; i < count; i++) {
        printf("  ");
        int width = label(rows[i].label, widest, true);
        printf("%*s  %8lld  ", widest - width, "", (long long)rows[i].count);
        bar(p, (double)rows[i].count / (double)most, p->width - widest - 14, quad_colours[rows[i].quad]);
        putchar('\n');
    }
}

/* ---- asking ------------------------------------------------------------------------------------------------------------ */

static sqlite3_stmt *prepare(picture *p, const char *sql) {
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(p->db, sql, -1, &s, NULL) != SQLITE_OK) p->failed = true;
    else if (sqlite3_bind_parameter_count(s) > 0) sqlite3_bind_int(s, 1, p->s->copies);
    return s;
}

/* Rows of a label, a count, and perhaps a quad class, the first ROWS_MAX of them. */
static int gather(picture *p, const char *sql, bar_row *rows) {
    sqlite3_stmt *s = prepare(p, sql);
    int count = 0, code = SQLITE_DONE;
    while (s != NULL && count < ROWS_MAX && (code = sqlite3_step(s)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(s, 0);
        bar_row *row = &rows[count++];
        *row = (bar_row){.count = sqlite3_column_int64(s, 1), .quad = sqlite3_column_count(s) > 2 ? sqlite3_column_int(s, 2) : 0};
        if (row->quad < 0 || row->quad > 4) row->quad = 0;
        snprintf(row->label, sizeof row->label, "%s", text != NULL ? text : "?");
    }
    if (code != SQLITE_DONE && code != SQLITE_ROW) p->failed = true;
    sqlite3_finalize(s);
    return count;
}

static void plot(picture *p, const char *title, const char *sql) {
    bar_row rows[ROWS_MAX];
    int count = gather(p, sql, rows);
    if (count == 0 || p->failed) return;
    heading(p, title);
    draw(p, rows, count);
}

static int64_t number(picture *p, const char *sql) {
    sqlite3_stmt *s = prepare(p, sql);
    int code = s != NULL ? sqlite3_step(s) : SQLITE_ERROR;
    int64_t value = code == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    if (code != SQLITE_ROW) p->failed = true;
    sqlite3_finalize(s);
    return value;
}

static void one_line(picture *p, const char *sql) {
    sqlite3_stmt *s = prepare(p, sql);
    if (s != NULL && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_text(s, 0) != NULL) printf("%s\n", (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
}

/* ---- what is shown ----------------------------------------------------------------------------------------------------- */

#define NOT_COPIED " (?1 OR d.copy_of IS NULL)"
#define FROM_EVENTS " FROM event e JOIN document d USING (doc) WHERE e.status = 'actual' AND" NOT_COPIED

static const char summary_sql[] =
    "SELECT (SELECT count(*) FROM document) || ' reports, ' || (SELECT count(*) FROM document WHERE copy_of IS NOT NULL) || ' of them copies; '"
    " || (SELECT count(*) FROM event) || ' events, ' || (SELECT count(*) FROM happening) || ' counted once, of '"
    " || coalesce((SELECT min(date) || ' to ' || max(date) FROM event WHERE status = 'actual'), 'no known day') || char(10)"
    " || (SELECT count(*) FROM agreement) || ' agreements, ' || (SELECT count(*) FROM obligation) || ' obligations, '"
    " || (SELECT count(*) FROM claim) || ' claims; ' || (SELECT count(*) FROM entity) || ' entities'";

/* The last months, or the last years where there are more months than a screen holds. */
static const char months_sql[] =
    "SELECT label, n FROM (SELECT substr(e.date, 1, 7) AS label, count(*) AS n" FROM_EVENTS
    " AND e.date IS NOT NULL GROUP BY label ORDER BY label DESC LIMIT 36) ORDER BY label";
static const char years_sql[] =
    "SELECT label, n FROM (SELECT substr(e.date, 1, 4) AS label, count(*) AS n" FROM_EVENTS
    " AND e.date IS NOT NULL GROUP BY label ORDER BY label DESC LIMIT 36) ORDER BY label";
static const char types_sql[] = "SELECT e.type, count(*), e.quad" FROM_EVENTS " GROUP BY e.type ORDER BY e.quad, count(*) DESC";
static const char dyads_sql[] =
    "SELECT a.who || ' → ' || r.who, count(DISTINCT e.event) FROM event e JOIN document d USING (doc) JOIN party a ON a.event = e.event AND a.role = 'actor'"
    " JOIN party r ON r.event = e.event AND r.role = 'recipient' WHERE e.status = 'actual' AND" NOT_COPIED
    " AND a.code IS NOT NULL AND r.code IS NOT NULL GROUP BY a.who, r.who ORDER BY 2 DESC, 1 LIMIT 10";
static const char actors_sql[] =
    "SELECT p.name || coalesce(' (' || p.code || coalesce(' ' || p.sector, '') || ')', ''), count(DISTINCT e.event) FROM event e JOIN document d USING (doc)"
    " JOIN party p ON p.event = e.event AND p.role = 'actor' WHERE e.status = 'actual' AND" NOT_COPIED
    " AND p.name IS NOT NULL GROUP BY p.name ORDER BY 2 DESC, 1 LIMIT 10";
static const char places_sql[] =
    "SELECT e.place || coalesce(', ' || e.country, ''), count(*)" FROM_EVENTS " AND e.place IS NOT NULL GROUP BY e.place, e.country ORDER BY 2 DESC, 1 LIMIT 10";
static const char claims_sql[] =
    "SELECT c.verdict, count(*) FROM claim c JOIN document d USING (doc) WHERE" NOT_COPIED " GROUP BY c.verdict"
    " ORDER BY instr('kept broken partly pending disputed', c.verdict)";

static void show(picture *p) {
    one_line(p, summary_sql);
    bool long_time = number(p, "SELECT coalesce(12 * (substr(max(date), 1, 4) - substr(min(date), 1, 4)), 0) FROM event WHERE status = 'actual'") > 48;
    plot(p, long_time ? "Events by year" : "Events by month", long_time ? years_sql : months_sql);
    plot(p, "Events by type: verbal and material cooperation, verbal and material conflict", types_sql);
    plot(p, "Who did it to whom", dyads_sql);
    plot(p, "Actors", actors_sql);
    plot(p, "Places", places_sql);
    plot(p, "What is said of undertakings", claims_sql);
}

/* ---- the terminal ------------------------------------------------------------------------------------------------------ */

static int width_of_terminal(void) {
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    int width = columns != NULL ? atoi(columns) : 0;
    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
    if (width <= 0) width = WIDTH_DEFAULT;
    return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
}

static bool wants_colour(const settings *s) {
    const char *no = getenv("NO_COLOR");
    if (s->colour_said) return s->colour;
    return (no == NULL || no[0] == '\0') && isatty(STDOUT_FILENO);
}

int run_stats(const settings *s, int count, char **arguments) {
    if (count != 1) {
        fprintf(stderr, "%s stats: one archive is wanted\n", s->program);
        return EXIT_USAGE;
    }
    acta_err err;
    picture p = {.s = s, .width = width_of_terminal(), .colour = wants_colour(s)};
    if (export_open(arguments[0], &p.db, &err) != ACTA_OK) {
        fprintf(stderr, "%s: %s: %s\n", s->program, arguments[0], err.message);
        return EXIT_NOTHING;
    }
    archive_deadline deadline;
    archive_limit(p.db, &deadline, s->seconds > 0 ? s->seconds : SECONDS_DEFAULT);
    show(&p);
    if (p.failed) {
        bool late = sqlite3_errcode(p.db) == SQLITE_INTERRUPT;
        fprintf(stderr, "%s: %s: %s\n", s->program, arguments[0], late ? "it took too long; --seconds gives it more" : sqlite3_errmsg(p.db));
    }
    sqlite3_close(p.db);
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (!written) fprintf(stderr, "%s: the output cannot be written\n", s->program);
    return written && !p.failed ? EXIT_FINE : EXIT_NOTHING;
}
