/* table.c - compiled tables: check once, then binary search over mapped text. */
#include "base/table.h"

#include <string.h>
#include <utf8proc.h>

#include "base/datafile.h"


enum { HEAD_WORDS = 4 };

static acta_status damaged(acta_err *err, const char *name, const char *how) {
    return acta__fail(err, ACTA_DATA_FORMAT, -1, "the data file's section %s is damaged: %s; make it again", name, how);
}

/* Every cell inside the text, with its NUL; keys in order. */
static acta_status check_cells(const table *t, const char *name, acta_err *err) {
    uint64_t cells = (uint64_t)t->rows * t->columns;
    for (uint64_t i = 0; i < cells; i++) {
        uint32_t at = t->cells[2 * i], bytes = t->cells[2 * i + 1];
        if (at >= t->text_bytes || bytes >= t->text_bytes - at || t->text[at + bytes] != '\0')
            return damaged(err, name, "a cell outside its text");
    }
    for (uint32_t row = 1; row < t->rows; row++) {
        slice a = table_cell(t, row - 1, 0), b = table_cell(t, row, 0);
        int order = memcmp(a.at, b.at, a.bytes < b.bytes ? a.bytes : b.bytes);
        if (order > 0 || (order == 0 && a.bytes > b.bytes)) return damaged(err, name, "keys out of order");
    }
    return ACTA_OK;
}

acta_status table_read(const void *bytes, size_t count, const char *name, uint32_t min_columns, table *t, acta_err *err) {
    if (count < HEAD_WORDS * sizeof(uint32_t)) return damaged(err, name, "cut short");
    const uint32_t *head = bytes;
    t->rows = head[0];
    t->columns = head[1];
    t->text_bytes = head[2];
    if (t->columns < min_columns || t->columns == 0) return damaged(err, name, "too few columns");
    uint64_t left = count - HEAD_WORDS * sizeof(uint32_t);
    uint64_t row_bytes = (uint64_t)t->columns * 2 * sizeof(uint32_t);
    if (t->rows > left / row_bytes || left - t->rows * row_bytes < t->text_bytes) return damaged(err, name, "cut short");
    t->cells = head + HEAD_WORDS;
    t->text = (const char *)(t->cells + (size_t)t->rows * t->columns * 2);
    return check_cells(t, name, err);
}

acta_status table_open(const datafile *file, const char *name, uint32_t min_columns, table *t, acta_err *err) {
    section found;
    if (!datafile_find(file, name, &found) || found.type != SECTION_TABLE)
        return acta__fail(err, ACTA_DATA_FORMAT, -1, "the data file has no table %s; make it again", name);
    return table_read(found.at, found.bytes, name, min_columns, t, err);
}

slice table_cell(const table *t, uint32_t row, uint32_t column) {
    if (column >= t->columns) return (slice){"", 0};
    const uint32_t *cell = t->cells + 2 * ((size_t)row * t->columns + column);
    return (slice){t->text + cell[0], cell[1]};
}

bool table_same_line(const table *t, uint32_t a, uint32_t b) {
    return a == b || (t->columns > 1 && table_cell(t, a, 1).at == table_cell(t, b, 1).at);
}

/* ---- keys ------------------------------------------------------------------------------------------------------ */

/* Letters that have no decomposition but that wires write without their stroke. */
static const char *plain_letter(utf8proc_int32_t c) {
    switch (c) {
    case 0xE6: return "ae";
    case 0xF0: case 0x111: return "d";
    case 0xF8: return "o";
    case 0xFE: return "th";
    case 0xDF: return "ss";
    case 0x131: return "i";
    case 0x142: return "l";
    case 0x153: return "oe";
    case 0x259: return "a";
    default: return NULL;
    }
}

static bool is_dropped(utf8proc_int32_t c) {
    return c == '.' || c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2BF || c == 0x2BE ||
           c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF;
}

typedef struct key_out {
    char *at;
    size_t used, capacity;
    bool gap, full;                  /* a space is owed; no room was left */
} key_out;

static void put(key_out *out, const char *bytes, size_t count) {
    size_t need = count + (out->gap && out->used > 0 ? 1 : 0);
    if (out->capacity - out->used < need) {
        out->full = true;
        return;
    }
    if (need > count) out->at[out->used++] = ' ';
    out->gap = false;
    memcpy(out->at + out->used, bytes, count);
    out->used += count;
}

static void put_char(key_out *out, utf8proc_int32_t c) {
    utf8proc_category_t kind = utf8proc_category(c);
    if (kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_CF) return;
    bool letter = kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
    bool digit = kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_NO;
    const char *plain = plain_letter(c);
    if (plain != NULL) {
        put(out, plain, strlen(plain));
    } else if (letter || digit || kind == UTF8PROC_CATEGORY_MC) {
        utf8proc_uint8_t bytes[4];
        put(out, (const char *)bytes, (size_t)utf8proc_encode_char(c, bytes));
    } else {
        out->gap = true;
    }
}

static void put_folded(key_out *out, utf8proc_int32_t c) {
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(utf8proc_tolower(c), parts, 8, UTF8PROC_DECOMPOSE, &boundary);
    for (utf8proc_ssize_t i = 0; i < n && i < 8; i++) put_char(out, parts[i]);
}

static void put_ascii(key_out *out, unsigned char c) {
    char low = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) put(out, &low, 1);
    else if (!is_dropped(c)) out->gap = true;
}

size_t table_key(const char *utf8, size_t bytes, char *out, size_t capacity) {
    key_out key = {.at = out, .capacity = capacity};
    for (size_t i = 0; i < bytes && !key.full;) {
        unsigned char c = (unsigned char)utf8[i];
        if (c < 0x80) {
            put_ascii(&key, c);
            i++;
            continue;
        }
        utf8proc_int32_t wide;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)utf8 + i, (utf8proc_ssize_t)(bytes - i), &wide);
        if (n <= 0) {
            key.gap = true;
            i++;
            continue;
        }
        if (!is_dropped(wide)) put_folded(&key, wide);
        i += (size_t)n;
    }
    return key.full ? 0 : key.used;
}

/* ---- search ---------------------------------------------------------------------------------------------------- */

static int compare(slice cell, const char *key, size_t bytes) {
    int order = memcmp(cell.at, key, cell.bytes < bytes ? cell.bytes : bytes);
    if (order != 0) return order;
    return cell.bytes < bytes ? -1 : cell.bytes > bytes;
}

/* First row whose key is not below `key`; rows where there is none. */
static uint32_t lower_bound(const table *t, const char *key, size_t bytes) {
    uint32_t low = 0, high = t->rows;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare(table_cell(t, middle, 0), key, bytes) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

uint32_t table_find(const table *t, const char *key, size_t bytes, uint32_t *first) {
    uint32_t row = lower_bound(t, key, bytes), end = row;
    while (end < t->rows && compare(table_cell(t, end, 0), key, bytes) == 0) end++;
    *first = row;
    return end - row;
}

bool table_goes_on(const table *t, const char *key, size_t bytes) {
    char longer[TABLE_KEY_MAX + 1];
    if (bytes >= sizeof longer) return false;
    memcpy(longer, key, bytes);
    longer[bytes] = ' ';
    uint32_t row = lower_bound(t, longer, bytes + 1);
    if (row >= t->rows) return false;
    slice cell = table_cell(t, row, 0);
    return cell.bytes > bytes && memcmp(cell.at, longer, bytes + 1) == 0;
}
