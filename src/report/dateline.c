#include "report/dateline.h"

#include <string.h>

#include "base/utf8.h"
#include "report/day.h"
#include "report/names.h"

enum { DATELINE_BYTES_MAX = 200, PLACE_WORDS_MAX = 6, REGIONS_MAX = 3, BRACKET_BYTES_MAX = 100, AGENCY_WORDS_MAX = 8 };

/* Where the reading of one dateline stands. */
typedef struct reader {
    const char *text;
    uint32_t at, to;                 /* bytes; `to` ends the paragraph */
    civil_date published;
    dateline line;
    bool capitals;                   /* the place is in capitals throughout */
    bool region, day, full_day;      /* full: not by the name of the day only */
    bool agency, known_agency, guessed_agency, bracket_last;
    uint32_t place_words;
} reader;

static uint32_t code_at(const reader *r, uint32_t at) {
    uint32_t code = 0;
    if (at < r->to) utf8_decode(r->text + at, r->to - at, &code);
    return code;
}

static uint32_t char_end(const reader *r, uint32_t at) {
    uint32_t code;
    return at < r->to ? at + utf8_decode(r->text + at, r->to - at, &code) : at;
}

static uint32_t skip_blanks(const char *text, uint32_t at, uint32_t to) {
    while (at < to && (text[at] == ' ' || text[at] == '\n')) at++;
    return at;
}

/* ---- Places --------------------------------------------------------------------------------------------------------- */

typedef enum word_kind { KIND_OTHER, KIND_CAPITALS, KIND_TITLE, KIND_LINK } word_kind;

/* Small words inside names of places, and between two places. */
static bool is_link(const char *at, uint32_t bytes) {
    static const char *const links[] = {"de",  "es",   "al",  "el",  "del",  "la", "las", "los", "au",  "aux", "of",
                                        "the", "on",   "and", "in",  "near", "di", "do",  "da",  "dos", "na",  "nad",
                                        "sur", "upon", "le",  "les", "am",   "an", "der", "en",  "bin", "ash"};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (ascii_same(at, bytes, links[i])) return true;
    return bytes == 1 && (at[0] == '&' || at[0] == '/');
}

/* Small words that may end the name of a region: "Vietnam-Cambodia border". */
static bool is_place_noun(const char *at, uint32_t bytes) {
    static const char *const nouns[] = {"border", "province", "state",   "region",      "district",
                                        "island", "islands",  "airport", "base",        "camp",
                                        "county", "city",     "oblast",  "governorate", "front"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (ascii_same(at, bytes, nouns[i])) return true;
    return false;
}

static bool ends_word(uint32_t code) {
    return code == 0 || code == ' ' || code == '\n' || code == ',' || code == '(' || code == '[' || code == ':' ||
           code == ';' || code == 0x2014 || code == 0x2013 || code == 0x2015 || code == UTF8_REPLACEMENT ||
           code == '"' || code == '_' || code == ')' || code == '|';
}

/* The end of the word at r->at; "--" ends it too, a single hyphen inside does not. */
static uint32_t word_end(const reader *r, uint32_t at) {
    while (!ends_word(code_at(r, at))) {
        if (r->text[at] == '-' && (at + 1 >= r->to || r->text[at + 1] == '-' || r->text[at + 1] == ' ')) break;
        at = char_end(r, at);
    }
    return at;
}

/* "KABUL", "N'DJAMENA", "PORT-au-PRINCE", "McALLEN", "N.Y." are in capitals; "Kabul" is a title; digits are out. */
static word_kind kind_of(const reader *r, uint32_t from, uint32_t to) {
    uint32_t upper = 0, lower = 0, first = code_at(r, from);
    if (to == from) return KIND_OTHER;
    if (is_link(r->text + from, to - from) && !utf8_is_upper(first)) return KIND_LINK;
    for (uint32_t at = from; at < to; at = char_end(r, at)) {
        uint32_t code = code_at(r, at);
        if (utf8_is_digit(code)) return KIND_OTHER;
        if (utf8_is_upper(code)) upper++;
        else if (utf8_is_letter(code)) lower++;
        else if (code != '.' && code != '\'' && code != 0x2019 && code != '-' && code != '/' && code != '`' &&
                 code != '&')
            return KIND_OTHER;
    }
    if (!utf8_is_upper(first) && upper < 2) return KIND_OTHER;
    if (upper >= 2 && lower <= upper / 2) return KIND_CAPITALS;
    return utf8_is_upper(first) ? KIND_TITLE : KIND_OTHER;
}

static bool day_follows(const reader *r, uint32_t at) {
    civil_date day;
    uint32_t end = at;
    while (end < r->to && ascii_is_letter((uint8_t)r->text[end])) end++;
    return day_read(r->text, &at, r->to, r->published, &day) || names_month(r->text + at, end - at) != 0;
}

/* One name: words with capitals, small words only between them. Its end, or r->at where there is none. */
static uint32_t read_name(reader *r, uint32_t words_max, bool *capitals) {
    uint32_t at = r->at, end = r->at, words = 0, links = 0;
    *capitals = true;
    while (words + links < words_max && !(words > 0 && day_follows(r, at))) {
        uint32_t to = word_end(r, at);
        word_kind kind = words > 0 && is_place_noun(r->text + at, to - at) ? KIND_TITLE : kind_of(r, at, to);
        if (kind == KIND_OTHER || (kind == KIND_LINK && words == 0)) break;
        if (kind == KIND_LINK) {
            links++;
        } else {
            words++;
            end = to;
            if (kind == KIND_TITLE) *capitals = false;
        }
        at = skip_blanks(r->text, to, r->to);
        if (at == to) break;
    }
    r->place_words += words + links;
    return end;
}

/* "SEOUL." before a day, but not "ST." or "N.Y." */
static bool ends_in_stop(const reader *r, uint32_t from, uint32_t end) {
    if (end - from < 5 || r->text[end - 1] != '.') return false;
    for (uint32_t i = 2; i < 6 && end - i >= from; i++)
        if (!ascii_is_upper((uint8_t)r->text[end - i])) return false;
    return true;
}

/* "ROCHESTER, N.Y.", "YINING, URUMQI", "BAGHDAD, Iraq". */
static bool read_place(reader *r) {
    uint32_t from = r->at, end = read_name(r, PLACE_WORDS_MAX, &r->capitals);
    if (end == from) return false;
    for (int i = 0; i < REGIONS_MAX; i++) {
        uint32_t comma = skip_blanks(r->text, end, r->to);
        if (code_at(r, comma) != ',') break;
        r->at = skip_blanks(r->text, comma + 1, r->to);
        bool capitals;
        if (day_follows(r, r->at)) break;
        if (r->to - r->at > 4 && ascii_same(r->text + r->at, 4, "the ")) r->at += 4;
        uint32_t region_end = read_name(r, 4, &capitals);
        if (region_end == r->at) break;
        end = region_end;
        r->region = true;
    }
    r->line.place = (byte_span){from, end - (!r->region && ends_in_stop(r, from, end))};
    r->at = end;
    return true;
}

/* ---- What follows the place ------------------------------------------------------------------------------------------- */

/* "11pm", "1430 GMT", "2:30 p.m." */
static bool read_time(reader *r) {
    uint32_t at = r->at;
    while (at < r->to && (ascii_is_digit((uint8_t)r->text[at]) || r->text[at] == ':' || r->text[at] == '.')) at++;
    if (at == r->at) return false;
    at = skip_blanks(r->text, at, r->to);
    uint32_t end = at;
    while (end < r->to && (ascii_is_letter((uint8_t)r->text[end]) || r->text[end] == '.')) end++;
    static const char *const zones[] = {"am", "pm", "a.m.", "p.m.", "gmt", "utc", "hrs", "est", "edt", "cet", "local"};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (ascii_same(r->text + at, end - at, zones[i])) {
            r->at = end;
            return true;
        }
    return false;
}

static bool take_day(reader *r) {
    uint32_t from = r->at;
    civil_date day;
    if (!day_read(r->text, &r->at, r->to, r->published, &day)) return false;
    for (uint32_t at = from; at < r->at; at++) r->full_day |= ascii_is_digit((uint8_t)r->text[at]);
    if (r->line.date_text.byte_to == 0 || (r->line.date.year == 0 && day.year != 0)) {
        r->line.date = day;
        r->line.date_text = (byte_span){from, r->at};
    }
    r->day = true;
    return true;
}

/* A name that shows by itself to be an agency's: a known one, one with a word like "News", or an acronym. */
static bool looks_like_agency(const reader *r, uint32_t from, uint32_t to) {
    if (names_is_agency(r->text + from, to - from)) return true;
    uint32_t words = 0;
    bool acronym = to - from >= 2 && to - from <= 7, found = false;
    for (uint32_t at = from; at < to; words++) {
        uint32_t end = at;
        while (end < to && r->text[end] != ' ') end++;
        found |= names_is_agency_word(r->text + at, end - at);
        for (uint32_t i = at; i < end; i++) {
            acronym &= ascii_is_upper((uint8_t)r->text[i]) || r->text[i] == '-';
            found |= i > at && end - i >= 4 &&
                     (ascii_same(r->text + i, end - i, "press") || ascii_same(r->text + i, end - i, "news"));
        }
        at = skip_blanks(r->text, end, to);
    }
    return found || (acronym && words == 1 && !names_is_organisation(r->text + from, to - from));
}

static void take_agency(reader *r, uint32_t from, uint32_t to) {
    uint32_t words = 1, letters = 0;
    for (uint32_t i = from; i < to; i++)
        words += r->text[i] == ' ', letters += ascii_is_letter((uint8_t)r->text[i]) || (uint8_t)r->text[i] >= 0x80;
    if (letters < 2 || words > AGENCY_WORDS_MAX || r->line.agency_count == 4) return;
    bool sure = looks_like_agency(r, from, to);
    r->agency |= sure;
    r->known_agency |= names_is_agency(r->text + from, to - from);
    r->guessed_agency |= !sure && utf8_is_upper(code_at(r, from));
    r->line.agencies[r->line.agency_count++] = (byte_span){from, to};
}

/* A piece between the marks that part what stands in brackets. */
static void take_piece(reader *r, uint32_t from, uint32_t to) {
    while (from < to && r->text[from] == ' ') from++;
    while (to > from && r->text[to - 1] == ' ') to--;
    if (from == to) return;
    reader piece = *r;
    piece.at = from;
    piece.to = to;
    if (take_day(&piece) && piece.at == to) {
        uint32_t at = r->at, end = r->to;
        *r = piece;
        r->at = at, r->to = end;
        return;
    }
    piece = *r;
    piece.at = from, piece.to = to;
    if (!read_time(&piece)) take_agency(r, from, to);
}

static bool parts_pieces(const reader *r, uint32_t at) {
    char c = r->text[at];
    if (c == '/' || c == ';' || c == '|') return true;
    bool spaced = r->text[at - 1] == ' ' && at + 1 < r->to && (r->text[at + 1] == ' ' || (uint8_t)r->text[at] >= 0x80);
    uint32_t code = code_at(r, at);
    return spaced && (c == '-' || code == 0x2013 || code == 0x2014);
}

/* A comma parts pieces unless it stands inside a day: "28th February, 2021". */
static bool comma_parts(const reader *r, uint32_t at) {
    uint32_t next = skip_blanks(r->text, at + 1, r->to);
    uint32_t end = next;
    while (end < r->to && ascii_is_digit((uint8_t)r->text[end])) end++;
    return end - next != 4;
}

/* "(Pakistan Point News / Sputnik - 28th February, 2021)". */
static bool read_bracket(reader *r) {
    char open = r->text[r->at];
    if (open != '(' && open != '[' && open != '/') return false;
    uint32_t limit = r->to - r->at > BRACKET_BYTES_MAX ? r->at + BRACKET_BYTES_MAX : r->to;
    const char *close = memchr(r->text + r->at + 1, open == '(' ? ')' : open == '[' ? ']' : '/', limit - r->at - 1);
    if (close == NULL) return false;
    uint32_t end = (uint32_t)(close - r->text), from = r->at + 1;
    bool whole = names_is_agency(r->text + from, end - from);
    for (uint32_t at = from; at < end && !whole; at = char_end(r, at)) {
        if (!parts_pieces(r, at) && !(r->text[at] == ',' && comma_parts(r, at))) continue;
        take_piece(r, from, at);
        from = char_end(r, at);
    }
    take_piece(r, from, end);
    r->at = end + 1;
    return true;
}

/* "GUSAU | Zamfara Voice | 2 March 2021": a name between bars, or between a bar and the end of a short line. */
static bool take_barred(reader *r) {
    uint32_t limit = r->to - r->at > BRACKET_BYTES_MAX ? r->at + BRACKET_BYTES_MAX : r->to, end = r->at;
    while (end < limit && r->text[end] != '|' && r->text[end] != '\n') end++;
    if (end == limit && limit < r->to) return false;
    uint32_t name_end = end;
    while (name_end > r->at && r->text[name_end - 1] == ' ') name_end--;
    if (r->line.agency_count == 4 || name_end == r->at || !utf8_is_upper(code_at(r, r->at))) return false;
    if (end < limit || looks_like_agency(r, r->at, name_end)) take_agency(r, r->at, name_end);
    else return false;
    r->at = name_end;
    return true;
}

/* Days, brackets and times, in any order; `line.text` ends after the last. */
static void read_items(reader *r) {
    for (;;) {
        uint32_t end = r->at;
        r->at = skip_blanks(r->text, r->at, r->to);
        uint32_t mark = code_at(r, r->at);
        if (mark == ',' || mark == '|' || (mark == '.' && code_at(r, r->at + 1) == ' '))
            r->at = skip_blanks(r->text, r->at + 1, r->to);
        if (r->at < r->to && read_bracket(r)) r->bracket_last = true;
        else if (r->at < r->to && (take_day(r) || read_time(r) || (mark == '|' && take_barred(r))))
            r->bracket_last = false;
        else {
            r->at = end;
            return;
        }
        r->line.text.byte_to = r->at;
    }
}

/* ---- The mark after it, and whether to believe it ----------------------------------------------------------------------- */

typedef enum mark_kind { MARK_NONE, MARK_HYPHEN, MARK_DASH, MARK_COLON, MARK_POINT, MARK_END } mark_kind;

/* A hyphen needs a blank before it; U+FFFD between blanks was a dash once. */
static mark_kind read_dash(reader *r, uint32_t at, bool spaced) {
    uint32_t code = code_at(r, at), from = at, after = char_end(r, at);
    bool lost = code == UTF8_REPLACEMENT && spaced && r->text[at - 1] == ' ' && code_at(r, after) == ' ';
    if ((code >= 0x2013 && code <= 0x2015) || lost || (code == '|' && spaced)) {
        r->at = after;
        return MARK_DASH;
    }
    while (at < r->to && (r->text[at] == '-' || r->text[at] == '_')) at++;
    if (at == from || (at == from + 1 && !spaced)) return MARK_NONE;
    r->at = at;
    return at > from + 1 || r->text[from] == '_' ? MARK_DASH : MARK_HYPHEN;
}

static bool is_blank(const reader *r, uint32_t at) { return r->text[at] == ' ' || r->text[at] == '\n'; }

static mark_kind read_mark(reader *r) {
    uint32_t at = skip_blanks(r->text, r->at, r->to);
    bool spaced = at > r->at || r->bracket_last;
    uint32_t code = code_at(r, at), after = at + 1;
    if (at >= r->to) return MARK_END;
    if (code != '.' && code != ':') return read_dash(r, at, spaced);
    if (code == '.' && read_dash(r, skip_blanks(r->text, after, r->to), true) != MARK_NONE) return MARK_DASH;
    r->at = after;
    if (after >= r->to) return MARK_END;
    if (!is_blank(r, after)) return MARK_NONE;
    return code == ':' ? MARK_COLON : MARK_POINT;
}

static bool starts_sentence(const reader *r) {
    uint32_t at = r->at;
    for (uint32_t code = code_at(r, at);
         code == '"' || code == '\'' || code == 0x201C || code == 0x2018 || code == '(' || code == '[' || code == '<' ||
         code == '`' || code == 0x2026 || code == '.' || code == '$' || code == UTF8_REPLACEMENT;
         code = code_at(r, at))
        at = char_end(r, at);
    return utf8_is_upper(code_at(r, at)) || utf8_is_digit(code_at(r, at));
}

/* Does the paragraph read like one, not like a headline: it ends as sentences do, or is long? */
static bool is_prose(const reader *r) {
    uint32_t last, words = 1;
    utf8_before(r->text, r->to, &last);
    if (last == '.' || last == '!' || last == '?' || last == '"' || last == 0x201D || last == 0x2019 || last == ')' ||
        last == ':')
        return true;
    for (uint32_t at = r->at; at < r->to && words < 26; at++) words += r->text[at] == ' ';
    return words > 25;
}

/* The first words of the body are not all in capitals, or all of the paragraph is. */
static bool body_is_mixed(const reader *r) {
    uint32_t limit = r->to - r->at > 60 ? r->at + 60 : r->to;
    for (uint32_t at = r->at; at < limit; at++)
        if (ascii_is_lower((uint8_t)r->text[at])) return true;
    return limit - r->at >= 60;
}

static bool is_city(const reader *r) {
    uint32_t from = r->line.place.byte_from, to = r->line.place.byte_to;
    const char *comma = memchr(r->text + from, ',', to - from);
    if (comma != NULL) to = (uint32_t)(comma - r->text);
    while (to > from && r->text[to - 1] == ' ') to--;
    return names_is_city(r->text + from, to - from);
}

/* "UPDATE", "NATO", "EU" before a mark say what follows, not where it comes from. */
static bool is_label(const reader *r) {
    uint32_t from = r->line.place.byte_from, end = word_end(r, from);
    bool one_word = end == r->line.place.byte_to;
    if (names_is_label(r->text + from, end - from)) return !is_city(r) && (one_word || !r->day);
    return one_word && (end - from <= 3 || names_is_organisation(r->text + from, end - from));
}

/* A place in capitals, or one known, or one as fully told as no other words are. */
static bool is_sure_place(const reader *r) {
    if (r->place_words > 10 || (is_label(r) && !is_city(r))) return false;
    if (r->capitals || is_city(r)) return true;
    return r->place_words <= 5 && (r->full_day || r->known_agency || (r->agency && r->place_words <= 2));
}

/* With nothing but a place before the mark. */
static bool believe_bare(const reader *r, mark_kind mark, bool opens) {
    if (!starts_sentence(r) || !is_prose(r) || !body_is_mixed(r)) return false;
    if (mark == MARK_POINT) return opens && r->capitals && (is_city(r) || (r->region && r->place_words <= 4));
    if (r->capitals && !is_label(r)) return mark != MARK_COLON || is_city(r) || (opens && r->place_words <= 4);
    return is_city(r) || (r->region && opens && mark == MARK_DASH && r->place_words <= 4);
}

static bool believe(const reader *r, mark_kind mark, bool opens) {
    bool placed = r->line.place.byte_to > r->line.place.byte_from;
    bool strong = r->day || r->agency || (r->guessed_agency && r->capitals);
    if (!placed) return r->known_agency && (mark != MARK_NONE || (r->bracket_last && starts_sentence(r)));
    if (mark == MARK_END) return is_sure_place(r) && (r->full_day || r->agency || (r->day && r->capitals));
    if (mark == MARK_NONE)
        return r->bracket_last && (r->agency || r->full_day) && (r->capitals || is_city(r)) && starts_sentence(r);
    if (strong) return is_sure_place(r) && (r->capitals || starts_sentence(r));
    return believe_bare(r, mark, opens);
}

bool dateline_read(const char *text, uint32_t byte_from, uint32_t byte_to, civil_date published, bool opens,
                   dateline *line, uint32_t *body) {
    while (byte_from < byte_to && (text[byte_from] == '*' || text[byte_from] == ' ')) byte_from++;
    reader r = {.text = text, .at = byte_from, .to = byte_to, .published = published};
    if (!read_place(&r)) r.capitals = false;
    r.line.text = (byte_span){byte_from, r.line.place.byte_to};
    read_items(&r);
    if (r.line.text.byte_to == 0 || r.line.text.byte_to - byte_from > DATELINE_BYTES_MAX) return false;
    uint32_t before_mark = r.at;
    mark_kind mark = read_mark(&r);
    if (mark == MARK_NONE) r.at = before_mark;
    r.at = skip_blanks(text, r.at, byte_to);
    if ((r.at >= byte_to) != (mark == MARK_END) || !believe(&r, mark, opens)) return false;
    *line = r.line;
    *body = r.at;
    return true;
}
