/* rows.c - the answer to a query as a table, CSV, TSV, or lines of JSON. */
#include "rows.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "pad.h"

enum {
    ROWS_MEASURED = 500,             /* rows of a table that are looked at for the width of its columns */
    CELL_WIDTH_MAX = 48              /* columns of the terminal; what is longer is cut off */
};

rows_form rows_form_named(const char *name) {
    static const char *const names[ROWS_FORMS] = {"table", "csv", "tsv", "json"};
    for (int i = 0; i < ROWS_FORMS; i++) {
        if (strcmp(names[i], name) == 0) return (rows_form)i;
    }
    return ROWS_FORMS;
}

typedef struct writing {
    sqlite3_stmt *s;
    int columns;
    acta_sink sink;
    void *ctx;
    bool *sent;
    pad pad;                         /* what is measured before it is written */
    int *widths;                     /* [columns] */
    const char **cells;              /* [held * columns] */
    size_t held;
    char waiting[8192];
    size_t waiting_bytes;
} writing;

static void flush(writing *w) {
    if (*w->sent && w->waiting_bytes > 0 && !w->sink(w->ctx, w->waiting, w->waiting_bytes)) *w->sent = false;
    w->waiting_bytes = 0;
}

static void send(writing *w, const char *at, size_t bytes) {
    if (bytes > sizeof w->waiting - w->waiting_bytes) flush(w);
    if (bytes <= sizeof w->waiting) {
        memcpy(w->waiting + w->waiting_bytes, at, bytes);
        w->waiting_bytes += bytes;
    } else if (*w->sent && !w->sink(w->ctx, at, bytes)) *w->sent = false;
}

static void send_text(writing *w, const char *text) {
    send(w, text, strlen(text));
}

/* What a cell says, as text; a blob in hexadecimal. The memory is the pad's or SQLite's. */
static const char *cell(writing *w, int column, size_t *bytes) {
    if (sqlite3_column_type(w->s, column) != SQLITE_BLOB) {
        const char *text = (const char *)sqlite3_column_text(w->s, column);
        *bytes = (size_t)sqlite3_column_bytes(w->s, column);
        return text != NULL ? text : "";
    }
    const unsigned char *blob = sqlite3_column_blob(w->s, column);
    size_t count = (size_t)sqlite3_column_bytes(w->s, column);
    char *text = pad_take(&w->pad, 2 * count + 1);
    for (size_t i = 0; i < count; i++) snprintf(text + 2 * i, 3, "%02x", blob[i]);
    *bytes = 2 * count;
    return text;
}

/* ---- CSV and TSV ------------------------------------------------------------------------------------------------------- */

static void send_csv(writing *w, const char *at, size_t bytes) {
    bool plain = true;
    for (size_t i = 0; i < bytes; i++) plain = plain && strchr(",\"\r\n", at[i]) == NULL;
    if (plain && (bytes == 0 || (at[0] != ' ' && at[bytes - 1] != ' '))) {
        send(w, at, bytes);
        return;
    }
    send_text(w, "\"");
    for (size_t i = 0; i < bytes; i++) send(w, at[i] == '"' ? "\"\"" : &at[i], at[i] == '"' ? 2 : 1);
    send_text(w, "\"");
}

/* TSV knows no quotation: what would break a line becomes a space. */
static void send_tsv(writing *w, const char *at, size_t bytes) {
    for (size_t from = 0; from < bytes;) {
        size_t to = from;
        while (to < bytes && strchr("\t\r\n", at[to]) == NULL) to++;
        send(w, at + from, to - from);
        if (to < bytes) send_text(w, " ");
        from = to + 1;
    }
}

static void send_names(writing *w, rows_form form) {
    for (int c = 0; c < w->columns; c++) {
        const char *name = sqlite3_column_name(w->s, c);
        if (c > 0) send_text(w, form == ROWS_CSV ? "," : "\t");
        (form == ROWS_CSV ? send_csv : send_tsv)(w, name, strlen(name));
    }
    send_text(w, form == ROWS_CSV ? "\r\n" : "\n");
}

static void send_cells(writing *w, rows_form form) {
    for (int c = 0; c < w->columns; c++) {
        size_t bytes;
        const char *text = cell(w, c, &bytes);
        if (c > 0) send_text(w, form == ROWS_CSV ? "," : "\t");
        (form == ROWS_CSV ? send_csv : send_tsv)(w, text, bytes);
    }
    send_text(w, form == ROWS_CSV ? "\r\n" : "\n");
    pad_clear(&w->pad);
}

/* ---- JSON -------------------------------------------------------------------------------------------------------------- */

static json_object *value_of(writing *w, int column) {
    size_t bytes;
    switch (sqlite3_column_type(w->s, column)) {
    case SQLITE_NULL: return NULL;
    case SQLITE_INTEGER: return json_object_new_int64(sqlite3_column_int64(w->s, column));
    case SQLITE_FLOAT: {
        char text[40];
        double value = sqlite3_column_double(w->s, column);
        snprintf(text, sizeof text, "%.15g", value);
        return json_object_new_double_s(value, text);
    }
    default: {
        const char *text = cell(w, column, &bytes);
        return json_object_new_string_len(text, (int)bytes);
    }
    }
}

static void send_object(writing *w) {
    json_object *o = json_object_new_object();
    for (int c = 0; c < w->columns; c++) json_object_object_add(o, sqlite3_column_name(w->s, c), value_of(w, c));
    size_t bytes;
    const char *line = json_object_to_json_string_length(o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &bytes);
    send(w, line, bytes);
    send_text(w, "\n");
    json_object_put(o);
    pad_clear(&w->pad);
}

/* ---- the table --------------------------------------------------------------------------------------------------------- */

/* How many columns of a terminal the text takes, cut off at the most that a cell may; *bytes is how much of it fits. */
static int width_of(const char *text, size_t *bytes) {
    int width = 0;
    size_t at = 0, all = strlen(text);
    while (at < all) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(all - at), &code);
        int own = step > 0 ? utf8proc_charwidth(code) : 1;
        if (width + own > CELL_WIDTH_MAX) break;
        width += own;
        at += step > 0 ? (size_t)step : 1;
    }
    *bytes = at;
    return width;
}

/* A cell on one line: control characters, which could steer a terminal, are spaces. */
static const char *on_one_line(writing *w, const char *text, size_t bytes) {
    char *made = pad_text(&w->pad, text, bytes);
    for (size_t i = 0; i < bytes; i++) {
        if ((unsigned char)made[i] < 0x20 || made[i] == 0x7F) made[i] = ' ';
        /* So do U+0080 to U+009F, C2 80 to C2 9F in UTF-8. */
        if (i > 0 && (unsigned char)made[i - 1] == 0xC2 && (unsigned char)made[i] < 0xA0) made[i - 1] = made[i] = ' ';
    }
    return made;
}

static void send_padded(writing *w, const char *text, int column, bool right) {
    size_t bytes;
    int width = width_of(text, &bytes);
    bool cut = text[bytes] != '\0';
    int missing = w->widths[column] - width;
    for (int i = 0; right && i < missing; i++) send_text(w, " ");
    send(w, text, bytes);
    if (cut) send_text(w, "…");
    bool last = column + 1 == w->columns;
    for (int i = 0; !right && !last && i < missing - cut; i++) send_text(w, " ");
    send_text(w, last ? "\n" : cut && missing <= 0 ? " " : "  ");
}

static void widen(writing *w, int column, const char *text) {
    size_t bytes;
    int width = width_of(text, &bytes);
    if (width > w->widths[column]) w->widths[column] = width;
}

static void hold_row(writing *w) {
    for (int c = 0; c < w->columns; c++) {
        size_t bytes;
        const char *text = cell(w, c, &bytes);
        text = on_one_line(w, text, bytes);
        widen(w, c, text);
        w->cells[w->held * (size_t)w->columns + (size_t)c] = text;
    }
    w->held++;
}

static bool is_number(const char *text) {
    return text[0] != '\0' && strspn(text, "0123456789.-+e") == strlen(text) && strchr(text, ':') == NULL && (text[0] != '-' || text[1] != '\0');
}

/* A date is no number: it holds a hyphen inside. */
static bool stands_right(const char *text) {
    return is_number(text) && strchr(text + 1, '-') == NULL;
}

static void send_held(writing *w) {
    for (int c = 0; c < w->columns; c++) widen(w, c, sqlite3_column_name(w->s, c));
    for (int c = 0; c < w->columns; c++) send_padded(w, sqlite3_column_name(w->s, c), c, false);
    for (int c = 0; c < w->columns; c++) {
        for (int i = 0; i < w->widths[c]; i++) send_text(w, "─");
        send_text(w, c + 1 < w->columns ? "  " : "\n");
    }
    for (size_t r = 0; r < w->held; r++) {
        for (int c = 0; c < w->columns; c++) {
            const char *text = w->cells[r * (size_t)w->columns + (size_t)c];
            send_padded(w, text, c, stands_right(text));
        }
    }
}

static int write_table(writing *w) {
    int code = SQLITE_ROW;
    pad first = {NULL};
    w->widths = pad_take(&first, (size_t)w->columns * sizeof *w->widths);
    w->cells = pad_take(&first, ROWS_MEASURED * (size_t)w->columns * sizeof *w->cells);
    while (w->held < ROWS_MEASURED && (code = sqlite3_step(w->s)) == SQLITE_ROW) hold_row(w);
    send_held(w);
    while (code == SQLITE_ROW && *w->sent && (code = sqlite3_step(w->s)) == SQLITE_ROW) {
        pad_clear(&w->pad);
        for (int c = 0; c < w->columns; c++) {
            size_t bytes;
            const char *raw = cell(w, c, &bytes), *text = on_one_line(w, raw, bytes);
            send_padded(w, text, c, stands_right(text));
        }
    }
    pad_clear(&w->pad);
    pad_clear(&first);
    return code;
}

static int write_lines(writing *w, rows_form form) {
    int code = SQLITE_ROW;
    if (form != ROWS_JSON) send_names(w, form);
    while (*w->sent && (code = sqlite3_step(w->s)) == SQLITE_ROW) {
        if (form == ROWS_JSON) send_object(w);
        else send_cells(w, form);
    }
    return code;
}

int rows_write(sqlite3_stmt *s, rows_form form, acta_sink sink, void *ctx, bool *sent) {
    writing w = {.s = s, .columns = sqlite3_column_count(s), .sink = sink, .ctx = ctx, .sent = sent};
    *sent = true;
    int code = form == ROWS_TABLE ? write_table(&w) : write_lines(&w, form);
    flush(&w);
    return code;
}
