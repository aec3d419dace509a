/* parquet.c - Parquet format 1: "PAR1", row groups, a footer in Thrift's compact protocol, its length, "PAR1".
 *
 * A column of a row group is one data page: the definition levels (a bit a row: is there a value?) as one bit-packed run, then the
 * values, little-endian. See parquet.thrift of the Apache Parquet project for the numbers of fields and kinds.
 */
#include "parquet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "pool.h"

enum { GROUP_ROWS = 1 << 15, GROUP_BYTES = 64 << 20, ZSTD_LEVEL = 3 };

typedef struct chunk {
    const char *name;
    parquet_kind kind;
    bytes levels, values;            /* of the row group under way */
    uint8_t bits;                    /* levels not yet a whole byte */
} chunk;

struct parquet {
    acta_sink sink;
    void *ctx;
    uint64_t sent;                   /* bytes of the file */
    chunk *chunks;                   /* [chunk_count] */
    size_t chunk_count, gathered;    /* bytes of values in the row group */
    uint64_t rows, all_rows;         /* in the row group; in those before */
    bytes groups;                    /* their entries of the footer */
    uint64_t group_count;
    bytes page;
    bool stopped, no_memory;
};

/* ---- Thrift's compact protocol ---- */

enum { THRIFT_I32 = 5, THRIFT_I64 = 6, THRIFT_BINARY = 8, THRIFT_LIST = 9, THRIFT_STRUCT = 12 };

static void put_byte(bytes *out, unsigned value) {
    char byte = (char)value;
    bytes_sink(out, &byte, 1);
}

static void put_varint(bytes *out, uint64_t value) {
    for (; value >= 0x80; value >>= 7) put_byte(out, (unsigned)(value & 0x7f) | 0x80);
    put_byte(out, (unsigned)value);
}

/* `step`: how far the field's number is from that of the field before. */
static void put_field(bytes *out, unsigned step, unsigned type) {
    put_byte(out, step << 4 | type);
}

static void put_number(bytes *out, unsigned step, unsigned type, int64_t value) {
    put_field(out, step, type);
    put_varint(out, (uint64_t)value << 1 ^ (uint64_t)(value >> 63));
}

static void put_string(bytes *out, const char *text) {
    put_varint(out, strlen(text));
    bytes_sink(out, text, strlen(text));
}

static void put_list(bytes *out, unsigned step, unsigned type, uint64_t count) {
    put_field(out, step, THRIFT_LIST);
    put_byte(out, (count < 15 ? (unsigned)count : 15) << 4 | type);
    if (count >= 15) put_varint(out, count);
}

/* ---- what the kinds are called in the file ---- */

enum { TYPE_INT32 = 1, TYPE_INT64 = 2, TYPE_DOUBLE = 5, TYPE_BYTE_ARRAY = 6, CONVERTED_UTF8 = 0, CONVERTED_DATE = 6, LOGICAL_STRING = 1, LOGICAL_DATE = 6 };
enum { ENCODING_PLAIN = 0, ENCODING_RLE = 3, OPTIONAL = 1, CODEC_ZSTD = 6, DATA_PAGE = 0 };

static int type_of(parquet_kind kind) {
    static const int types[] = {[PARQUET_TEXT] = TYPE_BYTE_ARRAY, [PARQUET_WHOLE] = TYPE_INT64, [PARQUET_REAL] = TYPE_DOUBLE, [PARQUET_DAY] = TYPE_INT32};
    return types[kind];
}

/* ---- making and ending ---- */

parquet *parquet_new(size_t column_count, acta_sink sink, void *ctx) {
    parquet *p = calloc(1, sizeof *p);
    if (p == NULL) return NULL;
    *p = (parquet){.sink = sink, .ctx = ctx, .chunk_count = column_count, .chunks = calloc(column_count, sizeof *p->chunks)};
    if (p->chunks != NULL) return p;
    free(p);
    return NULL;
}

void parquet_column(parquet *p, size_t column, const char *name, parquet_kind kind) {
    p->chunks[column].name = name;
    p->chunks[column].kind = kind;
}

void parquet_free(parquet *p) {
    if (p == NULL) return;
    for (size_t i = 0; i < p->chunk_count; i++) {
        bytes_clear(&p->chunks[i].levels);
        bytes_clear(&p->chunks[i].values);
    }
    bytes_clear(&p->groups);
    bytes_clear(&p->page);
    free(p->chunks);
    free(p);
}

bool parquet_no_memory(const parquet *p) {
    return p->no_memory;
}

static void send(parquet *p, const char *at, size_t count) {
    if (p->stopped || p->no_memory) return;
    if (count > 0 && !p->sink(p->ctx, at, count)) p->stopped = true;
    p->sent += count;
}

static void send_bytes(parquet *p, bytes *b) {
    p->no_memory = p->no_memory || b->failed;
    send(p, b->at, b->count);
}

/* ---- values ---- */

static void put_little(bytes *out, uint64_t value, int count) {
    for (int i = 0; i < count; i++) put_byte(out, (unsigned)(value >> 8 * i) & 0xff);
}

/* Days since 1 January 1970: the year is taken to begin in March, so that the leap day is its last. */
static bool day_number(const char *text, size_t count, int32_t *days) {
    int year, month, day;
    if (count != 10 || sscanf(text, "%4d-%2d-%2d", &year, &month, &day) != 3) return false;
    int y = month > 2 ? year : year - 1, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    *days = y * 365 + y / 4 - y / 100 + y / 400 + of_year - 719468;
    return true;
}

static bool put_value(chunk *c, const char *text, size_t count) {
    char *end = NULL;
    uint64_t raw;
    if (c->kind == PARQUET_TEXT) {
        put_little(&c->values, count, 4);
        return bytes_sink(&c->values, text, count);
    }
    if (c->kind == PARQUET_WHOLE) {
        raw = (uint64_t)strtoll(text, &end, 10);
        if (end != text + count) return false;
        put_little(&c->values, raw, 8);
    } else if (c->kind == PARQUET_REAL) {
        double number = strtod(text, &end);
        if (end != text + count) return false;
        memcpy(&raw, &number, sizeof raw);
        put_little(&c->values, raw, 8);
    } else {
        int32_t days;
        if (!day_number(text, count, &days)) return false;
        put_little(&c->values, (uint32_t)days, 4);
    }
    return true;
}

void parquet_put(parquet *p, size_t column, const char *text, size_t count) {
    chunk *c = &p->chunks[column];
    char number[64] = "";            /* numbers and days end in a NUL */
    size_t before = c->values.count;
    if (c->kind != PARQUET_TEXT) {
        if (count >= sizeof number) count = 0;
        memcpy(number, text, count);
        text = number;
    }
    bool there = count > 0 && put_value(c, text, count);
    if (there) c->bits |= (uint8_t)(1 << p->rows % 8);
    if (p->rows % 8 == 7) {
        put_byte(&c->levels, c->bits);
        c->bits = 0;
    }
    p->gathered += c->values.count - before;
}

/* ---- row groups ---- */

/* Levels, with their length before them, and values: packed into `page`. Returns how many bytes they had. */
static size_t pack_page(parquet *p, chunk *c) {
    bytes plain = {0}, run = {0};
    if (p->rows % 8 != 0) put_byte(&c->levels, c->bits);
    put_varint(&run, (p->rows + 7) / 8 << 1 | 1);    /* one run of groups of eight, a bit each */
    put_little(&plain, run.count + c->levels.count, 4);
    bytes_sink(&plain, run.at, run.count);
    bytes_sink(&plain, c->levels.at, c->levels.count);
    if (c->values.count > 0) bytes_sink(&plain, c->values.at, c->values.count);
    size_t count = plain.count, room = ZSTD_compressBound(count);
    p->page.count = 0;
    p->no_memory = p->no_memory || plain.failed || run.failed || c->levels.failed || c->values.failed;
    if (!p->no_memory && p->page.room < room) {
        bytes_clear(&p->page);
        p->page = (bytes){.at = malloc(room), .room = room};
        p->no_memory = p->page.at == NULL;
    }
    if (!p->no_memory) {
        size_t packed = ZSTD_compress(p->page.at, p->page.room, plain.at, count, ZSTD_LEVEL);
        if (ZSTD_isError(packed)) p->no_memory = true;
        else p->page.count = packed;
    }
    bytes_clear(&plain);
    bytes_clear(&run);
    return count;
}

static void put_page_header(bytes *out, size_t plain, size_t packed, uint64_t rows) {
    put_number(out, 1, THRIFT_I32, DATA_PAGE);
    put_number(out, 1, THRIFT_I32, (int64_t)plain);
    put_number(out, 1, THRIFT_I32, (int64_t)packed);
    put_field(out, 2, THRIFT_STRUCT);
    put_number(out, 1, THRIFT_I32, (int64_t)rows);
    put_number(out, 1, THRIFT_I32, ENCODING_PLAIN);
    put_number(out, 1, THRIFT_I32, ENCODING_RLE);    /* of definition levels */
    put_number(out, 1, THRIFT_I32, ENCODING_RLE);    /* of repetition levels, of which there are none */
    put_byte(out, 0);
    put_byte(out, 0);
}

static void put_chunk_entry(bytes *out, const chunk *c, uint64_t rows, uint64_t offset, size_t plain, size_t packed) {
    put_number(out, 2, THRIFT_I64, (int64_t)offset);
    put_field(out, 1, THRIFT_STRUCT);
    put_number(out, 1, THRIFT_I32, type_of(c->kind));
    put_list(out, 1, THRIFT_I32, 2);
    put_varint(out, ENCODING_PLAIN << 1);
    put_varint(out, ENCODING_RLE << 1);
    put_list(out, 1, THRIFT_BINARY, 1);
    put_string(out, c->name);
    put_number(out, 1, THRIFT_I32, CODEC_ZSTD);
    put_number(out, 1, THRIFT_I64, (int64_t)rows);
    put_number(out, 1, THRIFT_I64, (int64_t)plain);
    put_number(out, 1, THRIFT_I64, (int64_t)packed);
    put_number(out, 2, THRIFT_I64, (int64_t)offset);
    put_byte(out, 0);
    put_byte(out, 0);
}

/* Returns the bytes it has unpacked. */
static size_t send_chunk(parquet *p, chunk *c) {
    bytes header = {0};
    uint64_t offset = p->sent;
    size_t plain = pack_page(p, c);
    put_page_header(&header, plain, p->page.count, p->rows);
    plain += header.count;
    put_chunk_entry(&p->groups, c, p->rows, offset, plain, header.count + p->page.count);
    send_bytes(p, &header);
    send_bytes(p, &p->page);
    bytes_clear(&header);
    c->levels.count = c->values.count = 0;
    c->bits = 0;
    return plain;
}

static void send_group(parquet *p) {
    if (p->rows == 0) return;
    if (p->sent == 0) send(p, "PAR1", 4);
    size_t plain = 0;
    put_list(&p->groups, 1, THRIFT_STRUCT, p->chunk_count);
    for (size_t i = 0; i < p->chunk_count; i++) plain += send_chunk(p, &p->chunks[i]);
    put_number(&p->groups, 1, THRIFT_I64, (int64_t)plain);
    put_number(&p->groups, 1, THRIFT_I64, (int64_t)p->rows);
    put_byte(&p->groups, 0);
    p->group_count++;
    p->all_rows += p->rows;
    p->rows = p->gathered = 0;
}

bool parquet_row_end(parquet *p) {
    if (++p->rows == GROUP_ROWS || p->gathered >= GROUP_BYTES) send_group(p);
    return !p->stopped && !p->no_memory;
}

/* ---- the footer ---- */

static void put_schema_entry(bytes *out, const chunk *c) {
    put_number(out, 1, THRIFT_I32, type_of(c->kind));
    put_number(out, 2, THRIFT_I32, OPTIONAL);
    put_field(out, 1, THRIFT_BINARY);
    put_string(out, c->name);
    if (c->kind == PARQUET_TEXT || c->kind == PARQUET_DAY) {
        put_number(out, 2, THRIFT_I32, c->kind == PARQUET_TEXT ? CONVERTED_UTF8 : CONVERTED_DATE);
        put_field(out, 4, THRIFT_STRUCT);            /* the logical type: a union, of which one member is there, empty */
        put_field(out, c->kind == PARQUET_TEXT ? LOGICAL_STRING : LOGICAL_DATE, THRIFT_STRUCT);
        put_byte(out, 0);
        put_byte(out, 0);
    }
    put_byte(out, 0);
}

static void put_footer(const parquet *p, bytes *out) {
    put_number(out, 1, THRIFT_I32, 1);               /* the format's version */
    put_list(out, 1, THRIFT_STRUCT, p->chunk_count + 1);
    put_field(out, 4, THRIFT_BINARY);
    put_string(out, "schema");
    put_number(out, 1, THRIFT_I32, (int64_t)p->chunk_count);
    put_byte(out, 0);
    for (size_t i = 0; i < p->chunk_count; i++) put_schema_entry(out, &p->chunks[i]);
    put_number(out, 1, THRIFT_I64, (int64_t)p->all_rows);
    put_list(out, 1, THRIFT_STRUCT, p->group_count);
    if (p->groups.count > 0) bytes_sink(out, p->groups.at, p->groups.count);
    put_field(out, 2, THRIFT_BINARY);
    put_string(out, "acta");
    put_byte(out, 0);
}

bool parquet_end(parquet *p) {
    bytes footer = {0};
    send_group(p);
    if (p->sent == 0) send(p, "PAR1", 4);
    put_footer(p, &footer);
    put_little(&footer, footer.count, 4);
    bytes_sink(&footer, "PAR1", 4);
    p->no_memory = p->no_memory || p->groups.failed;
    send_bytes(p, &footer);
    bytes_clear(&footer);
    return !p->stopped && !p->no_memory;
}
