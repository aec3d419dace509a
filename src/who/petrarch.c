/* petrarch.c - TABARI's and PETRARCH's actor and agent dictionaries as rows of our tables.
 *
 * Read as PETRARCH's own readers do: '#' and TABARI's ';' begin a comment, words are parted by '_' or blanks, codes stand in brackets. TABARI's rule that
 * a phrase without '_' at its end also stands for longer words is not followed: acta matches whole words, as PETRARCH does.
 */
#include "who/petrarch.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/plover.h"
#include "who/own.h"

enum { CODES_MAX = 64, FORMS_MAX = 32, FORM_BYTES = 2000, DEFINES_MAX = 64, BEGINNING = -1000000, END = 10000000 };

/* CAMEO's roles that PLOVER calls otherwise; those of one name need no line. */
static const struct {
    char cameo[4], plover[4];
} renamed[] = {{"MED", "JRN"}, {"HLH", "MED"}, {"INS", "REB"}, {"SEP", "REB"}, {"RAD", "REB"}, {"MOD", ""}, {"SET", "CVL"}, {"HRI", "SOC"}, {"ENV", "SOC"}, {"DEV", "SOC"},
               {"CHR", "REL"}, {"MOS", "REL"}, {"JEW", "REL"}, {"HIN", "REL"}, {"BUD", "REL"}, {"CTH", "REL"}, {"MNC", "BUS"}, {"NGO", "SOC"}, {"GOB", "GOV"}, {"UIS", "UNK"}};

static bool unit_is(const char *unit, const char *name) {
    return memcmp(unit, name, 3) == 0;
}

/* PLOVER's sector for a role of CAMEO's; "" if it needs none, NULL if there is none. */
static const char *sector_of(const char *unit) {
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++) {
        if (unit_is(unit, renamed[i].cameo)) return renamed[i].plover;
    }
    int sector = plover_sector_named(unit, 3);
    return sector < 0 ? NULL : plover_sectors[sector];
}

/* The leading unit: country or kind of body. IGOUNO and IGOEUR are the UN and the EU. Returns the units used. */
static size_t leading_code(slice cameo, const who_tables *tables, char code[4]) {
    static const char igo[] = "IGO", *const own[] = {"UNO", "EUR"};
    memcpy(code, "-", 2);
    if (cameo.bytes < 3) return 0;
    if (cameo.bytes >= 6 && unit_is(cameo.at, igo)) {
        for (int i = 0; i < 2; i++) {
            if (!unit_is(cameo.at + 3, own[i])) continue;
            memcpy(code, own[i], 4);
            return 2;
        }
    }
    bool world = unit_is(cameo.at, "INT");       /* CAMEO's international actors of no kind */
    if (!world && !own_code_known(tables, (slice){cameo.at, 3})) return 0;
    memcpy(code, world ? "IGO" : cameo.at, 3);
    code[3] = '\0';
    return 1;
}

static void add_sector(char sectors[32], const char *name) {
    if (name[0] == '\0' || strstr(sectors, name) != NULL || strlen(sectors) > 26) return;
    if (sectors[0] != '\0') strcat(sectors, " ");
    strcat(sectors, name);
}

bool petrarch_code(slice cameo, const who_tables *tables, char code[4], char sectors[32], slice *unknown) {
    *unknown = (slice){NULL, 0};
    sectors[0] = '\0';
    size_t at = 3 * leading_code(cameo, tables, code);
    for (; at + 3 <= cameo.bytes; at += 3) {
        const char *name = sector_of(cameo.at + at);
        if (name != NULL) add_sector(sectors, name);
        else if (unknown->at == NULL && !unit_is(cameo.at + at, "---")) *unknown = (slice){cameo.at + at, 3};
    }
    if (at < cameo.bytes && unknown->at == NULL) *unknown = (slice){cameo.at + at, cameo.bytes - at};
    bool useful = code[0] != '-' || sectors[0] != '\0';
    if (sectors[0] == '\0') memcpy(sectors, "-", 2);
    return useful;
}

/* ---- lines -------------------------------------------------------------------------------------------------------- */

static slice trimmed(slice s) {
    while (s.bytes > 0 && isspace((unsigned char)s.at[0])) s.at++, s.bytes--;
    while (s.bytes > 0 && isspace((unsigned char)s.at[s.bytes - 1])) s.bytes--;
    return s;
}

/* The next line without its comment; false at the end. `inside`: within <!-- -->. */
static bool next_line(slice *rest, bool *inside, slice *line) {
    if (rest->bytes == 0) return false;
    const char *stop = memchr(rest->at, '\n', rest->bytes);
    size_t bytes = stop == NULL ? rest->bytes : (size_t)(stop - rest->at);
    *line = (slice){rest->at, bytes};
    rest->at += bytes + (stop != NULL);
    rest->bytes -= bytes + (stop != NULL);
    for (size_t i = 0; i < line->bytes; i++) {       /* TABARI's ';' counts where a space or the end follows */
        bool semicolon = line->at[i] == ';' && (i + 1 == line->bytes || isspace((unsigned char)line->at[i + 1]));
        if (line->at[i] == '#' || semicolon) line->bytes = i;
    }
    bool opens = line->bytes >= 2 && memcmp(line->at, "<!", 2) == 0;
    bool comment = line->bytes >= 4 && memcmp(line->at, "<!--", 4) == 0;
    bool closes = memmem(line->at, line->bytes, "-->", 3) != NULL;
    if (*inside || opens) {
        *inside = (*inside || comment) && !closes;
        line->bytes = 0;
    }
    *line = trimmed(*line);
    return true;
}

/* ---- actors ------------------------------------------------------------------------------------------------------- */

typedef struct dated_code {
    slice code;
    int32_t from, to;                /* day numbers, half open */
} dated_code;

typedef struct actor {
    char names[FORM_BYTES];          /* parted by | */
    size_t bytes;
    uint32_t line;                   /* 0: none begun */
    dated_code codes[CODES_MAX];
    size_t code_count;
} actor;

/* YYMMDD (to 30: this century) or YYYYMMDD as a day number; false: no day. */
static bool read_day(slice s, int32_t *number) {
    int value = 0;
    for (size_t i = 0; i < s.bytes && i < 8; i++) {
        if (!isdigit((unsigned char)s.at[i])) return false;
        value = value * 10 + (s.at[i] - '0');
    }
    if (s.bytes != 6 && s.bytes != 8) return false;
    int year = value / 10000;
    if (s.bytes == 6) year += year <= 30 ? 2000 : 1900;
    civil_date date = civil_make(year, value / 100 % 100, value % 100);
    if (date.year == 0) return false;
    *number = civil_number(date);
    return true;
}

/* What follows the code: "", "<D", ">D", "A-B", "D". */
static bool read_restriction(slice s, dated_code *c) {
    c->from = BEGINNING;
    c->to = END;
    s = trimmed(s);
    if (s.bytes == 0) return true;
    if (s.at[0] == '<') return read_day(trimmed((slice){s.at + 1, s.bytes - 1}), &c->to);
    if (s.at[0] == '>') return read_day(trimmed((slice){s.at + 1, s.bytes - 1}), &c->from);
    const char *dash = memchr(s.at, '-', s.bytes);
    if (dash == NULL) return read_day(s, &c->from);
    size_t first = (size_t)(dash - s.at);
    return read_day(trimmed((slice){s.at, first}), &c->from) && read_day(trimmed((slice){dash + 1, s.bytes - first - 1}), &c->to);
}

static void add_code(tsv *t, actor *a, slice inside, uint32_t line) {
    inside = trimmed(inside);
    size_t bytes = 0;
    while (bytes < inside.bytes && (isalpha((unsigned char)inside.at[bytes]) || (inside.at[bytes] == '-' && bytes < 3))) bytes++;
    dated_code c = {.code = {inside.at, bytes}};
    if (a->code_count == CODES_MAX) tsv_mistake(t, line, "more codes of one actor than can be kept", inside);
    else if (!read_restriction((slice){inside.at + bytes, inside.bytes - bytes}, &c)) tsv_mistake(t, line, "no dates that can be read", inside);
    else if (c.from >= c.to) tsv_mistake(t, line, "ends before it begins", inside);
    else a->codes[a->code_count++] = c;
}

/* Every [..] of a line; returns what stands before the first. */
static slice take_codes(tsv *t, actor *a, slice line, uint32_t number) {
    const char *end = line.at + line.bytes, *open = memchr(line.at, '[', line.bytes);
    slice before = trimmed((slice){line.at, open == NULL ? line.bytes : (size_t)(open - line.at)});
    while (open != NULL) {
        const char *close = memchr(open, ']', (size_t)(end - open));
        if (close == NULL) {
            tsv_mistake(t, number, "a bracket that is not closed", line);
            break;
        }
        add_code(t, a, (slice){open + 1, (size_t)(close - open - 1)}, number);
        open = memchr(close, '[', (size_t)(end - close));
    }
    return before;
}

/* A phrase to the names, its '_' as spaces. */
static void add_name(tsv *t, actor *a, slice phrase, uint32_t line) {
    if (phrase.bytes == 0) return;
    if (a->bytes + phrase.bytes + 1 >= sizeof a->names) {
        tsv_mistake(t, line, "more names of one actor than can be kept", phrase);
        return;
    }
    if (a->bytes > 0) a->names[a->bytes++] = '|';
    for (size_t i = 0; i < phrase.bytes; i++) {
        char c = phrase.at[i];
        a->names[a->bytes++] = c == '_' || c == '|' || c == '+' || c == '\t' ? ' ' : c;
    }
}

static const dated_code *code_on(const actor *a, int32_t day) {
    for (size_t i = 0; i < a->code_count; i++) {
        if (a->codes[i].from <= day && day < a->codes[i].to) return &a->codes[i];
    }
    return NULL;
}

/* The first day after `day` on which another code may hold. */
static int32_t next_change(const actor *a, int32_t day) {
    int32_t next = END;
    for (size_t i = 0; i < a->code_count; i++) {
        if (a->codes[i].from > day && a->codes[i].from < next) next = a->codes[i].from;
        if (a->codes[i].to > day && a->codes[i].to < next) next = a->codes[i].to;
    }
    return next;
}

static char *day_text(arena *keep, int32_t number) {
    civil_date d = civil_from_number(number);
    return arena_printf(keep, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static slice text_of(const char *s) {
    return (slice){s, strlen(s)};
}

/* One code over one stretch of days, as a row of orgs. False: its code says nothing. */
static bool add_stretch(tsv *t, const actor *a, const dated_code *c, int32_t from, int32_t to, const who_tables *tables, arena *keep) {
    char code[4], sectors[32];
    slice unknown;
    if (!petrarch_code(c->code, tables, code, sectors, &unknown)) return false;
    const char *cells[] = {arena_text(keep, a->names, a->bytes), arena_text(keep, code, strlen(code)), arena_text(keep, sectors, strlen(sectors)),
                           from == BEGINNING ? "" : day_text(keep, from), to == END ? "" : day_text(keep, to - 1)};
    slice cell[5];
    for (int i = 0; i < 5; i++) {
        if (cells[i] == NULL) t->failed = true;
        cell[i] = text_of(cells[i] == NULL ? "" : cells[i]);
    }
    if (!t->failed) tsv_add_line(t, cell, 5, a->line);
    return true;
}

static void tell_unknown_units(tsv *t, const actor *a, const who_tables *tables) {
    for (size_t i = 0; i < a->code_count; i++) {
        char code[4], sectors[32];
        slice unknown;
        bool useful = petrarch_code(a->codes[i].code, tables, code, sectors, &unknown);
        if (unknown.at != NULL && useful) t->note(t->ctx, t->path, a->line, "part of the code has no meaning in PLOVER and is passed over", unknown);
    }
}

/* All that was gathered of an actor becomes rows: for each stretch of days the first code that holds. */
static void end_actor(tsv *t, actor *a, const who_tables *tables, arena *keep) {
    slice names = {a->names, a->bytes < 60 ? a->bytes : 60};
    bool any = false;
    if (a->line != 0 && a->code_count == 0) tsv_mistake(t, a->line, "an actor without a code", names);
    if (a->line != 0 && a->code_count > 0) {
        for (int32_t day = BEGINNING; day < END;) {
            const dated_code *c = code_on(a, day);
            int32_t to = next_change(a, day);
            while (to < END && code_on(a, to) == c) to = next_change(a, to);
            if (c != NULL) any |= add_stretch(t, a, c, day, to, tables, keep);
            day = to;
        }
        if (!any) tsv_mistake(t, a->line, "none of its codes names a country, a kind of body or a sector", names);
        tell_unknown_units(t, a, tables);
    }
    a->line = 0;
    a->bytes = a->code_count = 0;
}

void petrarch_actors(tsv *orgs, slice text, const who_tables *tables, arena *keep) {
    actor a = {0};
    slice line;
    bool inside = false;
    for (uint32_t number = 1; next_line(&text, &inside, &line); number++) {
        if (line.bytes == 0) continue;
        if (line.at[0] == '[' || line.at[0] == '+') {
            if (a.line == 0) {
                tsv_mistake(orgs, number, "belongs to no actor", line);
                continue;
            }
            bool synonym = line.at[0] == '+';
            add_name(orgs, &a, take_codes(orgs, &a, (slice){line.at + synonym, line.bytes - synonym}, number), number);
            continue;
        }
        end_actor(orgs, &a, tables, keep);
        a.line = number;
        add_name(orgs, &a, take_codes(orgs, &a, line, number), number);
    }
    end_actor(orgs, &a, tables, keep);
}

/* ---- agents ------------------------------------------------------------------------------------------------------- */

typedef struct define {
    slice name, items;               /* "PERSON"; "MAN, MEN, WOMAN" */
} define;

typedef struct agent_reader {
    tsv *t;
    arena *keep;
    define defines[DEFINES_MAX];
    size_t define_count;
} agent_reader;

static void take_define(agent_reader *r, slice line, uint32_t number) {
    const char *end = line.at + line.bytes, *bang = memchr(line.at + 1, '!', line.bytes - 1), *equals = memchr(line.at, '=', line.bytes);
    if (bang == NULL || equals == NULL || equals < bang || r->define_count == DEFINES_MAX) {
        tsv_mistake(r->t, number, "no definition that can be read", line);
        return;
    }
    r->defines[r->define_count++] = (define){{line.at + 1, (size_t)(bang - line.at - 1)}, trimmed((slice){equals + 1, (size_t)(end - equals - 1)})};
}

/* Y gives IES, S gives ES, the rest S. */
static void add_plural(char *forms, const char *phrase) {
    size_t n = strlen(phrase);
    char last = (char)toupper((unsigned char)phrase[n - 1]);
    size_t at = strlen(forms), room = FORM_BYTES - at;
    if (last == 'Y') snprintf(forms + at, room, "|%.*sies", (int)n - 1, phrase);
    else snprintf(forms + at, room, "|%s%s", phrase, last == 'S' ? "es" : "s");
}

static void copy_phrase(char *out, size_t room, slice phrase) {
    size_t n = phrase.bytes < room - 1 ? phrase.bytes : room - 1;
    for (size_t i = 0; i < n; i++) {
        char c = phrase.at[i];
        out[i] = c == '_' || c == '|' || c == '+' || c == '\t' ? ' ' : c;
    }
    out[n] = '\0';
    while (n > 0 && out[n - 1] == ' ') out[--n] = '\0';
}

/* A phrase with !NAME! in it: one form an item, no plural. False: no such name. */
static bool expand(const agent_reader *r, slice phrase, const char *bang, char *forms) {
    const char *end = phrase.at + phrase.bytes, *close = memchr(bang + 1, '!', (size_t)(end - bang - 1));
    if (close == NULL) return false;
    for (size_t i = 0; i < r->define_count; i++) {
        slice name = r->defines[i].name, items = r->defines[i].items;
        if (name.bytes != (size_t)(close - bang - 1) || memcmp(name.at, bang + 1, name.bytes) != 0) continue;
        while (items.bytes > 0) {
            const char *comma = memchr(items.at, ',', items.bytes);
            slice item = trimmed((slice){items.at, comma == NULL ? items.bytes : (size_t)(comma - items.at)});
            char made[300], clean[300];
            snprintf(made, sizeof made, "%.*s%.*s%.*s", (int)(bang - phrase.at), phrase.at, (int)item.bytes, item.at, (int)(end - close - 1), close + 1);
            copy_phrase(clean, sizeof clean, text_of(made));
            size_t at = strlen(forms);
            snprintf(forms + at, FORM_BYTES - at, "%s%s", at > 0 ? "|" : "", clean);
            items.bytes -= comma == NULL ? items.bytes : (size_t)(comma - items.at) + 1;
            if (comma != NULL) items.at = comma + 1;
        }
        return true;
    }
    return false;
}

/* All forms of a phrase, parted by |. `plural` at NULL: made by rule; empty: none. */
static bool agent_forms(const agent_reader *r, slice phrase, slice plural, char *forms) {
    const char *bang = memchr(phrase.at, '!', phrase.bytes);
    forms[0] = '\0';
    if (bang != NULL) return expand(r, phrase, bang, forms) && forms[0] != '\0';
    copy_phrase(forms, 400, phrase);
    if (forms[0] == '\0') return false;
    char single[400];
    memcpy(single, forms, strlen(forms) + 1);
    if (plural.at == NULL) {
        add_plural(forms, single);
    } else if (trimmed(plural).bytes > 0) {
        size_t at = strlen(forms);
        forms[at] = '|';
        copy_phrase(forms + at + 1, 400, trimmed(plural));
    }
    return true;
}

/* "~GOV" gives sectors; "NGO~" a kind of body. */
static const char *agent_code(slice inside, char code[4], char sectors[32]) {
    slice unknown, cameo = inside;
    bool behind = cameo.bytes > 0 && cameo.at[0] == '~', ahead = cameo.bytes > 0 && cameo.at[cameo.bytes - 1] == '~';
    if (behind == ahead || cameo.bytes < 4) return "no code of an agent: [~GOV] or [NGO~]";
    cameo = (slice){cameo.at + behind, cameo.bytes - 1};
    static const who_tables none;
    if (behind) cameo = cameo.bytes % 3 == 0 ? cameo : (slice){cameo.at, cameo.bytes - cameo.bytes % 3};
    bool useful = petrarch_code(cameo, &none, code, sectors, &unknown);
    return useful && (sectors[0] != '-' || ahead) ? NULL : "no sector of PLOVER stands for its code";
}

static void take_agent(agent_reader *r, slice line, uint32_t number) {
    const char *end = line.at + line.bytes, *open = memchr(line.at, '[', line.bytes), *close = open == NULL ? NULL : memchr(open, ']', (size_t)(end - open));
    if (close == NULL) {
        tsv_mistake(r->t, number, "no code in brackets", line);
        return;
    }
    slice phrase = {line.at, (size_t)(open - line.at)}, plural = {NULL, 0};
    const char *brace = memchr(phrase.at, '{', phrase.bytes), *shut = brace == NULL ? NULL : memchr(brace, '}', (size_t)(open - brace));
    if (shut != NULL) {
        plural = (slice){brace + 1, (size_t)(shut - brace - 1)};
        phrase.bytes = (size_t)(brace - phrase.at);
    }
    char forms[FORM_BYTES], code[4], sectors[32];
    const char *wrong = agent_code(trimmed((slice){open + 1, (size_t)(close - open - 1)}), code, sectors);
    if (wrong == NULL && !agent_forms(r, trimmed(phrase), plural, forms)) wrong = "no phrase that can be read";
    if (wrong != NULL) {
        tsv_mistake(r->t, number, wrong, line);
        return;
    }
    const char *cells[] = {arena_text(r->keep, forms, strlen(forms)), arena_text(r->keep, sectors, strlen(sectors)), "", arena_text(r->keep, code[0] == '-' ? "" : code, code[0] == '-' ? 0 : 3)};
    slice cell[4];
    for (int i = 0; i < 4; i++) {
        if (cells[i] == NULL) r->t->failed = true;
        cell[i] = text_of(cells[i] == NULL ? "" : cells[i]);
    }
    if (!r->t->failed) tsv_add_line(r->t, cell, 4, number);
}

void petrarch_agents(tsv *agents, slice text, arena *keep) {
    agent_reader r = {.t = agents, .keep = keep};
    slice line;
    bool inside = false;
    for (uint32_t number = 1; next_line(&text, &inside, &line); number++) {
        if (line.bytes == 0) continue;
        if (line.at[0] == '!' && memchr(line.at, '=', line.bytes) != NULL) take_define(&r, line, number);
        else take_agent(&r, line, number);
    }
}
