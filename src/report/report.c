#include "report/report.h"

#include <string.h>

#include "base/civil.h"
#include "base/status.h"
#include "report/dateline.h"
#include "report/day.h"
#include "report/given.h"
#include "report/layout.h"
#include "report/matter.h"

enum { PREAMBLE_PARAGRAPHS_MAX = 8, DATELINE_PARAGRAPHS_MAX = 4, TAIL_PARAGRAPHS_MAX = 12 };

static acta_status copy_text(doc *d, const char *given, const char **copy, acta_err *err) {
    if (given == NULL) return ACTA_OK;
    *copy = arena_text(d->arena, given, strlen(given));
    TRY_NEW(*copy, err);
    return ACTA_OK;
}

static acta_status read_particulars(const acta_report *report, doc *d, acta_err *err) {
    TRY(copy_text(d, report->id != NULL ? report->id : "report", &d->id, err));
    TRY(copy_text(d, report->publisher, &d->publisher, err));
    TRY(copy_text(d, report->url, &d->url, err));
    if (report->published == NULL) return ACTA_OK;
    d->published = civil_read(report->published, strlen(report->published));
    d->published_given = d->published.year != 0;
    if (!d->published_given)
        return acta__fail(err, ACTA_MISUSE, -1, "published is \"%.32s\"; give a day as YYYY-MM-DD, or nothing",
                          report->published);
    return ACTA_OK;
}

/* ---- Text ------------------------------------------------------------------------------------------------------------- */

/* Title, a blank line and text are one text; *title_chars is how many characters of it the title takes. */
static acta_status read_text(const acta_report *report, doc *d, uint32_t *title_chars, acta_err *err) {
    size_t title_bytes = report->title != NULL ? strlen(report->title) : 0;
    if (report->byte_count > ACTA_REPORT_BYTES_MAX || title_bytes > ACTA_REPORT_BYTES_MAX - report->byte_count)
        return acta__fail(err, ACTA_LIMIT, -1, "a report of %zu bytes; at most %u are read",
                          report->byte_count + title_bytes, ACTA_REPORT_BYTES_MAX);
    report_part parts[3] = {{report->title, title_bytes}, {"\n\n", 2}, {report->bytes, report->byte_count}};
    if (report->bytes == NULL) parts[2] = (report_part){"", 0};
    uint32_t first = report->title != NULL ? 0 : 2;
    report_text text;
    if (first == 0) {
        arena scratch;
        arena_begin(&scratch, d->arena->alloc, title_bytes * 8 + 256);
        acta_status status = decode_parts(parts, 1, &scratch, &text);
        *title_chars = status == ACTA_OK ? text.char_count : 0;
        arena_end(&scratch);
        if (status != ACTA_OK) TRY_NEW(NULL, err);
    }
    if (decode_parts(parts + first, 3 - first, d->arena, &text) != ACTA_OK) TRY_NEW(NULL, err);
    TRY(given_repair(&text, d, err));
    d->text = text.bytes;
    d->text_bytes = text.byte_count;
    d->char_at = text.char_at;
    d->damaged = text.damaged;
    return ACTA_OK;
}

/* First byte that came from the given character or a later one. */
static uint32_t byte_of_char(const doc *d, uint32_t char_offset) {
    uint32_t low = 0, high = d->text_bytes;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (d->char_at[middle] < char_offset) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* ---- What the paragraphs are --------------------------------------------------------------------------------------------- */

static acta_status add_block(doc *d, byte_span span, block_kind kind, acta_err *err) {
    while (span.byte_from < span.byte_to && (d->text[span.byte_from] == ' ' || d->text[span.byte_from] == '\n'))
        span.byte_from++;
    while (span.byte_to > span.byte_from && (d->text[span.byte_to - 1] == ' ' || d->text[span.byte_to - 1] == '\n'))
        span.byte_to--;
    if (span.byte_from == span.byte_to) return ACTA_OK;
    block *b = ARENA_PUSH(d->arena, d->blocks, d->block_count, d->block_capacity);
    TRY_NEW(b, err);
    *b = (block){span, kind};
    return ACTA_OK;
}

static acta_status take_title(doc *d, byte_span title, acta_err *err) {
    d->title = title;
    d->title_source = matter_title_source(d->text, title);
    return add_block(d, title, BLOCK_TITLE, err);
}

static bool take_dateline(doc *d, byte_span p, bool opens, uint32_t *body) {
    if (!dateline_read(d->text, p.byte_from, p.byte_to, d->published, opens, &d->dateline, body)) return false;
    if (!d->published_given) d->published = d->dateline.date;
    if (d->published.year == 0) d->published = (civil_date){0};
    return true;
}

/* A paragraph that is a day and nothing else, "January 11, 2006", dates the report as a dateline would. */
static bool take_day_line(doc *d, byte_span p) {
    static const char *const labels[] = {"Published: ", "Updated: ", "Posted: ", "Published ", "Updated "};
    if (p.byte_to - p.byte_from > 60) return false;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t length = strlen(labels[i]);
        if (p.byte_to - p.byte_from > length && memcmp(d->text + p.byte_from, labels[i], length) == 0)
            p.byte_from += (uint32_t)length;
    }
    uint32_t at = p.byte_from;
    civil_date day;
    if (!day_read(d->text, &at, p.byte_to, d->published, &day) || at != p.byte_to || day.year == 0) return false;
    if (d->dateline.text.byte_to == 0) {
        d->dateline.text = d->dateline.date_text = p;
        d->dateline.date = day;
        if (!d->published_given) d->published = day;
    }
    return true;
}

static bool same_text(const doc *d, byte_span a, byte_span b) {
    return a.byte_to - a.byte_from == b.byte_to - b.byte_from &&
           memcmp(d->text + a.byte_from, d->text + b.byte_from, a.byte_to - a.byte_from) == 0;
}

/* Without final stop, and short: a line under the headline, a label. What follows may still begin with a dateline. */
static bool is_deck(const doc *d, byte_span p) {
    return matter_is_headline(d->text, p) && !matter_ends_sentence(d->text, p);
}

/* Is the first paragraph a headline? Something must follow, or it is all there is of a report. Before a sure dateline
 * even a short sentence is one. */
static bool is_title(const doc *d, const paragraph_list *list, uint32_t i, bool before_dateline) {
    if (d->title.byte_to != 0 || d->block_count != 0 || i + 1 >= list->count) return false;
    return matter_is_headline(d->text, list->at[i]) ||
           (before_dateline && list->at[i].byte_to - list->at[i].byte_from < 150);
}

/* The paragraph among the first that begins with a dateline beyond doubt, one with a day or an agency; count: none. */
static uint32_t find_sure_dateline(const doc *d, const paragraph_list *list, uint32_t count) {
    dateline line;
    uint32_t body;
    for (uint32_t i = 0; i < count && i < DATELINE_PARAGRAPHS_MAX; i++)
        if (dateline_read(d->text, list->at[i].byte_from, list->at[i].byte_to, d->published, false, &line, &body) &&
            line.place.byte_to != 0 && (line.date_text.byte_to != 0 || line.agency_count != 0))
            return i;
    return count;
}

/* Everything up to and with the first paragraph of the report proper; the number of paragraphs that takes. */
static acta_status read_preamble(doc *d, const paragraph_list *list, uint32_t count, uint32_t *taken, acta_err *err) {
    uint32_t i = 0, sure = find_sure_dateline(d, list, count);
    for (; i < count && i < PREAMBLE_PARAGRAPHS_MAX; i++) {
        bool before_dateline = i < sure && sure < count;
        byte_span p = list->at[i];
        uint32_t body;
        bool dated = d->dateline.place.byte_to != 0 || d->dateline.agency_count != 0;
        if (same_text(d, p, d->title) || matter_is_furniture(d->text, p) || matter_is_byline(d->text, p) ||
            take_day_line(d, p))
            continue;
        if (!dated && !(before_dateline && is_title(d, list, i, true)) &&
            take_dateline(d, p, d->block_count > 0 || !is_title(d, list, i, before_dateline), &body)) {
            TRY(add_block(d, (byte_span){body, p.byte_to}, BLOCK_PARAGRAPH, err));
        } else if (is_title(d, list, i, before_dateline)) {
            TRY(take_title(d, p, err));
            continue;
        } else {
            TRY(add_block(d, p, BLOCK_PARAGRAPH, err));
            if (before_dateline || is_deck(d, p)) continue;
        }
        i++;
        break;
    }
    *taken = i;
    return ACTA_OK;
}

/* How many paragraphs are left without the sign-offs at the end. */
static uint32_t without_tail(const doc *d, const paragraph_list *list) {
    uint32_t count = list->count;
    for (uint32_t steps = 0; count > 0 && steps < TAIL_PARAGRAPHS_MAX; steps++, count--) {
        byte_span p = list->at[count - 1];
        if (count < 2 ||
            !(matter_is_signoff(d->text, p) || matter_is_furniture(d->text, p) || matter_is_byline(d->text, p)))
            break;
    }
    return count;
}

static acta_status read_paragraphs(doc *d, uint32_t byte_from, arena *scratch, acta_err *err) {
    paragraph_list list = {.arena = scratch};
    if (layout_paragraphs(d->text, byte_from, d->text_bytes, &list) != ACTA_OK) TRY_NEW(NULL, err);
    uint32_t count = without_tail(d, &list), i = 0;
    if (count > 0) list.at[count - 1] = matter_trim_signoff(d->text, list.at[count - 1]);
    TRY(read_preamble(d, &list, count, &i, err));
    for (; i < count; i++)
        if (!matter_is_furniture(d->text, list.at[i])) TRY(add_block(d, list.at[i], BLOCK_PARAGRAPH, err));
    return ACTA_OK;
}

static byte_span trimmed(const doc *d, uint32_t from, uint32_t to) {
    while (from < to && (d->text[from] == ' ' || d->text[from] == '\n')) from++;
    while (to > from && (d->text[to - 1] == ' ' || d->text[to - 1] == '\n')) to--;
    return (byte_span){from, to};
}

acta_status report_read(const acta_report *report, doc *d, acta_err *err) {
    uint32_t title_chars = 0, byte_from = 0;
    TRY(read_particulars(report, d, err));
    TRY(read_text(report, d, &title_chars, err));
    if (report->title != NULL) {
        byte_from = byte_of_char(d, title_chars);
        byte_span title = trimmed(d, 0, byte_from);
        if (title.byte_to > title.byte_from) TRY(take_title(d, title, err));
    }
    arena scratch;
    arena_begin(&scratch, d->arena->alloc, 65536);
    acta_status status = read_paragraphs(d, byte_from, &scratch, err);
    arena_end(&scratch);
    return status;
}

acta_status report_stage(const acta_coder *coder, const acta_report *report, doc *d, acta_err *err) {
    (void)coder;
    return report_read(report, d, err);
}
