/* test_write.c - JSON as it must be, records of docs made by hand, and the property that every span is its own words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <json-c/json.h>

#include "base/utf8.h"
#include "coder.h"
#include "handmade.h"
#include "write/json.h"

/* ---- a sink that gathers, and may stop ---- */

typedef struct gathered {
    char text[1 << 16];
    size_t count;
    size_t stop_after;               /* calls to take before saying stop; SIZE_MAX: never */
    size_t calls;
} gathered;

static bool gather(void *ctx, const char *at, size_t count) {
    gathered *g = ctx;
    if (g->calls++ >= g->stop_after || g->count + count >= sizeof g->text) return false;
    memcpy(g->text + g->count, at, count);
    g->count += count;
    g->text[g->count] = '\0';
    return true;
}

static gathered *new_gathered(void) {
    gathered *g = test_calloc(1, sizeof *g);
    g->stop_after = SIZE_MAX;
    return g;
}

/* ---- JSON ---- */

static void text_is_escaped(void **state) {
    (void)state;
    static const struct {
        const char *given;
        size_t bytes;
        const char *wanted;
    } cases[] = {{"plain", 5, "\"plain\""},
                 {"a\"b\\c/d", 7, "\"a\\\"b\\\\c/d\""},
                 {"\n\r\t\b\x1f\x7f", 6, "\"\\n\\r\\t\\u0008\\u001f\\u007f\""},
                 {"a\0b", 3, "\"a\\u0000b\""},
                 {"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", 14, "\"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\""},
                 {"\xFF x\xC3", 4, "\"\xEF\xBF\xBD x\xEF\xBF\xBD\""},
                 {"\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gathered *g = new_gathered();
        json j;
        json_begin(&j, gather, g);
        json_text(&j, (slice){cases[i].given, cases[i].bytes});
        assert_int_equal(json_end(&j, NULL), ACTA_OK);
        assert_string_equal(g->text, cases[i].wanted);
        test_free(g);
    }
}

static void decimals_are_short(void **state) {
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *wanted;
    } cases[] = {{2.5, 1, "2.5"}, {4, 1, "4"}, {-3.5, 1, "-3.5"}, {-10, 1, "-10"}, {0, 3, "0"}, {-0.0001, 3, "0"}, {0.1 + 0.2, 3, "0.3"},
                 {0.8005, 2, "0.8"}, {34.52813, 5, "34.52813"}, {-0.05, 5, "-0.05"}, {0.999999, 3, "1"}, {5e9, 2, "5000000000"},
                 {1e30, 2, "null"}, {NAN, 3, "null"}, {INFINITY, 0, "null"}, {1.005e2, 1, "100.5"}, {12.000001, 6, "12.000001"}};
    const char *before = setlocale(LC_ALL, "de_DE.UTF-8");   /* where there is one, a comma must not appear */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gathered *g = new_gathered();
        json j;
        json_begin(&j, gather, g);
        json_decimal(&j, cases[i].value, cases[i].decimals);
        assert_int_equal(json_end(&j, NULL), ACTA_OK);
        assert_string_equal(g->text, cases[i].wanted);
        test_free(g);
    }
    if (before != NULL) setlocale(LC_ALL, "C");
}

static void commas_stand_between(void **state) {
    (void)state;
    gathered *g = new_gathered();
    json j;
    json_begin(&j, gather, g);
    json_open(&j, '{');
    json_key(&j, "a");
    json_open(&j, '[');
    json_integer(&j, INT64_MIN);
    json_integer(&j, 0);
    json_open(&j, '{');
    json_close(&j, '}');
    json_close(&j, ']');
    json_key(&j, "b");
    json_truth(&j, true);
    json_close(&j, '}');
    json_line_end(&j);
    json_open(&j, '[');
    json_close(&j, ']');
    json_line_end(&j);
    assert_int_equal(json_end(&j, NULL), ACTA_OK);
    assert_string_equal(g->text, "{\"a\":[-9223372036854775808,0,{}],\"b\":true}\n[]\n");
    test_free(g);
}

/* ---- a report made by hand ---- */

static const char visit[] = "# title\n"
                            "Minister minister PROPN NNP 2 nsubj\n"
                            "visits visit VERB VBZ 0 root\n"
                            "Ankara Ankara PROPN NNP 2 obj\n"
                            "\n"
                            "# paragraph\n"
                            "Sadat Sadat PROPN NNP 2 nsubj\n"
                            "arrived arrive VERB VBD 0 root\n"
                            "in in ADP IN 4 case\n"
                            "T\xC3\xBCrkiye T\xC3\xBCrkiye PROPN NNP 2 obl\n"
                            "on on ADP IN 6 case\n"
                            "Wednesday Wednesday PROPN NNP 2 obl\n"
                            ", , PUNCT , 10 punct\n"
                            "the the DET DT 9 det\n"
                            "ministry ministry NOUN NN 10 nsubj\n"
                            "said say VERB VBD 2 parataxis\n"
                            ". . PUNCT . 2 punct\n"
                            "\n"
                            "He he PRON PRP 2 nsubj\n"
                            "met meet VERB VBD 0 root\n"
                            "nobody nobody PRON NN 2 obj\n"
                            ". . PUNCT . 2 punct\n";

static uint32_t one_entity(doc *d, const char *name, entity_type type, const char *code, const uint32_t *mentions, uint32_t count) {
    entity *e = ARENA_PUSH(d->arena, d->entities, d->entity_count, d->entity_capacity);
    *e = (entity){.name = name, .type = type, .mentions = ARENA_NEW(d->arena, uint32_t, count), .mention_count = count, .sectors = SECTOR_BIT(GOV)};
    memcpy(e->code, code, 4);
    for (uint32_t i = 0; i < count; i++) {
        e->mentions[i] = mentions[i];
        d->mentions[mentions[i]].entity = d->entity_count - 1;
    }
    return d->entity_count - 1;
}

static mention_list list_of(doc *d, uint32_t mention) {
    mention_list list = {.at = ARENA_NEW(d->arena, uint32_t, 1), .count = 1, .capacity = 1};
    list.at[0] = mention;
    return list;
}

static byte_span word_bytes(const doc *d, uint32_t word) {
    return d->words[word].span;
}

/* text is valid UTF-8: characters are counted, as the report stage does. */
static void count_characters(doc *d) {
    uint32_t *chars = ARENA_NEW(d->arena, uint32_t, d->text_bytes + 1), n = 0;
    for (uint32_t i = 0; i < d->text_bytes; i++) {
        chars[i] = n;
        bool last = i + 1 == d->text_bytes || ((unsigned char)d->text[i + 1] & 0xC0) != 0x80;
        n += last;
    }
    chars[d->text_bytes] = n;
    d->char_at = chars;
}

static void add_visit(doc *d, uint32_t actor, uint32_t recipient, uint32_t speaker) {
    uint32_t arrived = word_at(d, "arrived", 0), visits = word_at(d, "visits", 0);
    trigger_at(d, visits, TYPE_CONSULT, 0.7f);
    trigger_at(d, arrived, TYPE_CONSULT, 0.9f);
    timex *t = ARENA_PUSH(d->arena, d->times, d->time_count, d->time_capacity);
    uint32_t day = word_at(d, "Wednesday", 0);
    *t = (timex){.words = {day, day + 1}, .value = "2021-02-24", .from = {2021, 2, 24}, .to = {2021, 2, 24}, .grain = GRAIN_DAY, .rule = "weekday"};
    toponym *p = ARENA_PUSH(d->arena, d->toponyms, d->toponym_count, d->toponym_capacity);
    uint32_t place = word_at(d, "Ankara", 0);
    *p = (toponym){.words = {place, place + 1}, .span = word_bytes(d, place), .name = "Ankara", .geonameid = 323786, .lat = 39.91987,
                   .lon = 32.85427, .country = "TUR", .feature = "PPLC", .why = "capital"};
    event *e = ARENA_PUSH(d->arena, d->events, d->event_count, d->event_capacity);
    *e = (event){.type = TYPE_CONSULT, .modes = {MODE_CONSULT_visit}, .mode_count = 1, .contexts = (context_set)1 << CONTEXT_diplomatic,
                 .actors = list_of(d, actor), .recipients = list_of(d, recipient), .speakers = list_of(d, speaker), .time = 0, .from = t->from,
                 .to = t->to, .grain = GRAIN_DAY, .date_rule = "role of the trigger", .place = 0, .confidence = 0.875f, .runner_up = TYPE_AGREE,
                 .type_score = 0.9f, .runner_up_score = 0.05f, .size = {-1, -1, -1, -1, -1, 40, -1, NULL, true}};
    e->mentions = ARENA_NEW(d->arena, event_mention, 2);
    e->mentions[0] = (event_mention){1, word_bytes(d, arrived)};
    e->mentions[1] = (event_mention){0, word_bytes(d, visits)};
    e->mention_count = 2;
}

static void add_ledger(doc *d, uint32_t party) {
    agreement *a = ARENA_PUSH(d->arena, d->agreements, d->agreement_count, d->agreement_capacity);
    byte_span said = word_bytes(d, word_at(d, "said", 0));
    *a = (agreement){.name = said, .parties = list_of(d, party), .from = {2020, 2, 1}, .to = {2020, 2, 29}, .grain = GRAIN_MONTH, .place = NONE,
                     .mentions = ARENA_NEW(d->arena, byte_span, 1), .mention_count = 1};
    a->mentions[0] = said;
    obligation *o = ARENA_PUSH(d->arena, d->obligations, d->obligation_count, d->obligation_capacity);
    *o = (obligation){.agreement = 0, .obligors = list_of(d, party), .action = word_bytes(d, word_at(d, "met", 0)), .type = OBLIGATION_NEGOTIATE,
                      .mentions = ARENA_NEW(d->arena, byte_span, 1), .mention_count = 1, .size = {-1, -1, -1, -1, -1, -1, 2.5e6, "USD", false}, .deadline = {2021, 12, 31}};
    o->mentions[0] = o->action;
    claim *c = ARENA_PUSH(d->arena, d->claims, d->claim_count, d->claim_capacity);
    *c = (claim){.obligation = 0, .verdict = VERDICT_BROKEN, .speakers = list_of(d, party), .words = o->action, .date = {2021, 2, 24}};
}

static void make_visit(acta_result *r) {
    *r = (acta_result){.alloc = acta__malloc(), .last = ACTA_STAGE_ALL};
    arena_begin(&r->arena, r->alloc, 0);
    doc *d = &r->doc;
    handmade(d, &r->arena, visit);
    count_characters(d);
    d->id = "visit";
    d->title = d->blocks[0].span;
    d->published = (civil_date){2021, 2, 28};
    uint32_t sadat = word_at(d, "Sadat", 0), ministry = word_at(d, "ministry", 0), minister = word_at(d, "Minister", 0), he = word_at(d, "He", 0);
    uint32_t ankara = word_at(d, "Ankara", 0), turkey = word_at(d, "T\xC3\xBCrkiye", 0);
    mention_at(d, minister, minister, minister, "AFG GOV");
    mention_at(d, ankara, ankara, ankara, "TUR");
    mention_at(d, sadat, sadat, sadat, "AFG GOV");
    mention_at(d, turkey, turkey, turkey, "");
    mention_at(d, ministry - 1, ministry, ministry, "AFG GOV");
    mention_at(d, he, he, he, "");
    one_entity(d, "Karim Sadat", ENTITY_PER, "AFG", (uint32_t[]){0, 2, 5}, 3);
    d->entities[0].office = "Foreign Minister";
    one_entity(d, "T\xC3\xBCrkiye", ENTITY_GPE, "TUR", (uint32_t[]){1, 3}, 2);
    add_visit(d, 2, 3, 4);
    add_ledger(d, 5);
}

static const char visit_records[] =
    "{\"kind\":\"document\",\"id\":\"visit\",\"title\":\"Minister visits Ankara\",\"published\":\"2021-02-28\",\"language\":\"en\",\"sentences\":3,\"damaged\":0}\n"
    "{\"kind\":\"event\",\"id\":\"visit-V01\",\"doc\":\"visit\",\"event\":\"CONSULT\",\"mode\":[\"visit\"],\"context\":[\"diplomatic\"],\"cameo\":\"042\","
    "\"quad_code\":1,\"event_scale\":4,\"status\":\"actual\",\"actor\":[{\"entity_text\":\"Sadat\",\"span\":[23,28],\"entity\":\"visit-E1\",\"name\":\"Karim Sadat\","
    "\"code\":\"AFG\",\"sector\":[\"GOV\"],\"office\":\"Foreign Minister\"}],\"recipient\":[{\"entity_text\":\"T\xC3\xBCrkiye\",\"span\":[40,47],"
    "\"entity\":\"visit-E2\",\"name\":\"T\xC3\xBCrkiye\",\"code\":\"TUR\",\"sector\":[\"GOV\"]}],\"date\":\"2021-02-24\",\"granularity\":\"day\","
    "\"date_text\":\"Wednesday\",\"date_span\":[51,60],\"event_loc\":{\"text\":\"Ankara\",\"span\":[16,22],\"name\":\"Ankara\",\"geonameid\":323786,"
    "\"lat\":39.91987,\"lon\":32.85427,\"country\":\"TUR\",\"feature_code\":\"PPLC\",\"resolution\":\"city\"},\"size\":{\"people\":40,\"approx\":true},"
    "\"said_by\":[{\"entity_text\":\"the ministry\",\"span\":[63,75],\"code\":\"AFG\",\"sector\":[\"GOV\"]}],\"event_text\":[\"arrived\",\"visits\"],"
    "\"mentions\":[{\"sentence\":0,\"span\":[9,15]},{\"sentence\":1,\"span\":[29,36]}],\"confidence\":0.875}\n"
    "{\"kind\":\"agreement\",\"id\":\"visit-A1\",\"doc\":\"visit\",\"name\":\"said\",\"parties\":[{\"entity_text\":\"He\",\"span\":[83,85],\"entity\":\"visit-E1\","
    "\"name\":\"Karim Sadat\",\"code\":\"AFG\",\"sector\":[\"GOV\"],\"office\":\"Foreign Minister\"}],\"date\":\"2020-02-01\",\"enddate\":\"2020-02-29\","
    "\"granularity\":\"month\",\"mentions\":[{\"sentence\":1,\"span\":[76,80]}]}\n"
    "{\"kind\":\"obligation\",\"id\":\"visit-O1\",\"doc\":\"visit\",\"agreement\":\"visit-A1\",\"obligor\":[{\"entity_text\":\"He\",\"span\":[83,85],"
    "\"entity\":\"visit-E1\",\"name\":\"Karim Sadat\",\"code\":\"AFG\",\"sector\":[\"GOV\"],\"office\":\"Foreign Minister\"}],\"action\":\"met\","
    "\"type\":\"negotiate\",\"size\":{\"amount\":2500000,\"unit\":\"USD\"},\"deadline\":\"2021-12-31\",\"mentions\":[{\"sentence\":2,\"span\":[86,89]}]}\n"
    "{\"kind\":\"claim\",\"id\":\"visit-C1\",\"doc\":\"visit\",\"obligation\":\"visit-O1\",\"verdict\":\"broken\",\"said_by\":[{\"entity_text\":\"He\",\"span\":[83,85],"
    "\"entity\":\"visit-E1\",\"name\":\"Karim Sadat\",\"code\":\"AFG\",\"sector\":[\"GOV\"],\"office\":\"Foreign Minister\"}],\"words\":\"met\",\"date\":\"2021-02-24\","
    "\"mentions\":[{\"sentence\":2,\"span\":[86,89]}]}\n"
    "{\"kind\":\"entity\",\"id\":\"visit-E1\",\"doc\":\"visit\",\"name\":\"Karim Sadat\",\"aliases\":[\"Minister\",\"Sadat\"],\"type\":\"PER\",\"code\":\"AFG\","
    "\"sector\":[\"GOV\"],\"office\":\"Foreign Minister\",\"mentions\":[{\"sentence\":0,\"span\":[0,8]},{\"sentence\":1,\"span\":[23,28]},{\"sentence\":2,\"span\":[83,85]}]}\n"
    "{\"kind\":\"entity\",\"id\":\"visit-E2\",\"doc\":\"visit\",\"name\":\"T\xC3\xBCrkiye\",\"aliases\":[\"Ankara\",\"T\xC3\xBCrkiye\"],\"type\":\"GPE\",\"code\":\"TUR\","
    "\"sector\":[\"GOV\"],\"mentions\":[{\"sentence\":0,\"span\":[16,22]},{\"sentence\":1,\"span\":[40,47]}]}\n";

static void records_are_as_the_contract_says(void **state) {
    (void)state;
    acta_result r;
    make_visit(&r);
    gathered *g = new_gathered();
    assert_int_equal(acta_write_records(&r, ACTA_ALL_KINDS, gather, g, NULL), ACTA_OK);
    assert_string_equal(g->text, visit_records);
    test_free(g);
    arena_end(&r.arena);
}

/* What the gazetteer lacks is given as the town it lies near. */
static void a_place_near_a_town_is_given_so(void **state) {
    (void)state;
    acta_result r;
    make_visit(&r);
    toponym *p = &r.doc.toponyms[0];
    toponym town = {.name = "Izmir", .geonameid = 311046, .lat = 38.41273, .lon = 27.13838, .country = "TUR", .province = "Izmir", .feature = "PPLA", .why = ""};
    *p = (toponym){.words = p->words, .span = p->span, .near = &town, .country = "TUR", .why = "near"};
    gathered *g = new_gathered();
    assert_int_equal(acta_write_records(&r, ACTA_EVENT, gather, g, NULL), ACTA_OK);
    assert_non_null(strstr(g->text, "\"event_loc\":{\"text\":\"Ankara\",\"span\":[16,22],\"name\":\"Izmir\",\"geonameid\":311046,\"lat\":38.41273,\"lon\":27.13838,"
                                    "\"country\":\"TUR\",\"province\":\"Izmir\",\"feature_code\":\"PPLA\",\"resolution\":\"near\"}"));
    p->near = NULL;
    test_free(g);
    g = new_gathered();
    assert_int_equal(acta_write_records(&r, ACTA_EVENT, gather, g, NULL), ACTA_OK);
    assert_non_null(strstr(g->text, "\"event_loc\":{\"text\":\"Ankara\",\"span\":[16,22],\"country\":\"TUR\"}"));
    test_free(g);
    arena_end(&r.arena);
}

static void kinds_are_chosen(void **state) {
    (void)state;
    acta_result r;
    make_visit(&r);
    gathered *g = new_gathered();
    assert_int_equal(acta_write_records(&r, ACTA_CLAIM | ACTA_DOCUMENT, gather, g, NULL), ACTA_OK);
    assert_non_null(strstr(g->text, "\"kind\":\"document\""));
    assert_non_null(strstr(g->text, "\"kind\":\"claim\""));
    assert_null(strstr(g->text, "\"kind\":\"event\""));
    test_free(g);
    arena_end(&r.arena);
}

/* ---- every span is its own words ---- */

/* The bytes of characters from..to of UTF-8. */
static slice characters(const char *text, int64_t from, int64_t to) {
    const char *at = text;
    int64_t n = 0;
    for (; n < from; n++) at += utf8_decode(at, strlen(at), &(uint32_t){0});
    const char *begin = at;
    for (; n < to; n++) at += utf8_decode(at, strlen(at), &(uint32_t){0});
    return (slice){begin, (size_t)(at - begin)};
}

static const char *const word_keys[][2] = {{"entity_text", "span"}, {"text", "span"}, {"date_text", "date_span"}, {"cue", "cue_span"}, {"source", "source_span"}};

/* Walks a record (our own, of bounded depth); returns how many spans were checked. */
static int check_spans(json_object *o, const char *given) {
    int checked = 0;
    if (json_object_is_type(o, json_type_array)) {
        for (size_t i = 0; i < json_object_array_length(o); i++) checked += check_spans(json_object_array_get_idx(o, i), given);
    }
    if (!json_object_is_type(o, json_type_object)) return checked;
    for (size_t k = 0; k < sizeof word_keys / sizeof *word_keys; k++) {
        json_object *words, *span;
        if (!json_object_object_get_ex(o, word_keys[k][0], &words) || !json_object_object_get_ex(o, word_keys[k][1], &span)) continue;
        slice found = characters(given, json_object_get_int64(json_object_array_get_idx(span, 0)), json_object_get_int64(json_object_array_get_idx(span, 1)));
        assert_int_equal(found.bytes, json_object_get_string_len(words));
        assert_memory_equal(found.at, json_object_get_string(words), found.bytes);
        checked++;
    }
    json_object_object_foreach(o, key, value) {
        (void)key;
        checked += check_spans(value, given);
    }
    return checked;
}

static int check_lines(char *lines, const char *given) {
    int checked = 0;
    for (char *line = strtok(lines, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        json_object *o = json_tokener_parse(line);
        assert_non_null(o);
        checked += check_spans(o, given);
        json_object_put(o);
    }
    return checked;
}

/* The same report, given with a soft hyphen in "Sadat" and two characters for the "ü": repair took them out, the records
 * must show them. */
static const char *give_unrepaired(doc *d) {
    static const char given[] = "Minister visits Ankara Sa\xC2\xAD" "dat arrived in T\xC3\x83\xC2\xBCrkiye on Wednesday , the ministry said . He met nobody .";
    uint32_t *chars = ARENA_NEW(d->arena, uint32_t, d->text_bytes + 1), *at = ARENA_NEW(d->arena, uint32_t, sizeof given);
    uint32_t n = 0, count = 0;
    for (uint32_t i = 0; i < d->text_bytes; i++) {
        bool continued = ((unsigned char)d->text[i] & 0xC0) == 0x80;
        if (!continued && i > 0) n += (unsigned char)d->text[i - 1] >= 0x80 ? 2 : 1;
        if (strncmp(d->text + i, "dat arrived", 11) == 0) n++;
        chars[i] = n;
    }
    chars[d->text_bytes] = n + 1;
    for (uint32_t i = 0; i < sizeof given; i++) {
        if (((unsigned char)given[i] & 0xC0) != 0x80) at[count++] = i;
    }
    d->char_at = chars;
    d->given = given;
    d->given_at = at;
    return given;
}

static void spans_are_their_own_words(void **state) {
    (void)state;
    for (int repaired = 0; repaired < 2; repaired++) {
        acta_result r;
        make_visit(&r);
        const char *given = repaired ? give_unrepaired(&r.doc) : r.doc.text;
        gathered *g = new_gathered();
        assert_int_equal(acta_write_records(&r, ACTA_ALL_KINDS, gather, g, NULL), ACTA_OK);
        if (repaired) assert_non_null(strstr(g->text, "\"Sa\xC2\xAD" "dat\""));
        assert_true(check_lines(g->text, given) >= 8);
        g->count = 0;
        assert_int_equal(acta_write_parse(&r, gather, g, NULL), ACTA_OK);
        assert_true(check_lines(g->text, given) >= 20);
        test_free(g);
        arena_end(&r.arena);
    }
}

/* ---- other forms ---- */

static void conllu_is_well_formed(void **state) {
    (void)state;
    acta_result r;
    make_visit(&r);
    gathered *g = new_gathered();
    assert_int_equal(acta_write_conllu(&r, gather, g, NULL), ACTA_OK);
    assert_non_null(strstr(g->text, "# newdoc id = visit\n# sent_id = visit-0\n# text = Minister visits Ankara\n"
                                    "1\tMinister\tminister\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tstart_char=0|end_char=8\n"));
    assert_non_null(strstr(g->text, "4\tT\xC3\xBCrkiye\tT\xC3\xBCrkiye\tPROPN\tNNP\tNumber=Sing\t2\tobl\t_\tstart_char=40|end_char=47\n"));
    int tabs = 0, lines = 0;
    for (const char *at = g->text; *at != '\0'; at++) {
        tabs += *at == '\t';
        lines += at[0] == '\n' && at[1] >= '0' && at[1] <= '9';
    }
    assert_int_equal(lines, 18);
    assert_int_equal(tabs, 9 * 18);
    test_free(g);
    arena_end(&r.arena);
}

static void reasons_are_shown(void **state) {
    (void)state;
    acta_result r;
    make_visit(&r);
    r.doc.mentions[2].why = "holders.tsv: sadat";
    gathered *g = new_gathered();
    assert_int_equal(acta_write_explain(&r, "visit-V01", false, gather, g, NULL), ACTA_OK);
    assert_non_null(strstr(g->text, "visit-V01  CONSULT visit\n"));
    assert_non_null(strstr(g->text, "[actor Sadat] [trigger arrived] in [recipient T\xC3\xBCrkiye] on [date Wednesday] , [said by the ministry] said ."));
    assert_non_null(strstr(g->text, "next AGREE 0.05"));
    assert_non_null(strstr(g->text, "arrived -parataxis-> said -nsubj-> ministry"));
    assert_non_null(strstr(g->text, "holders.tsv: sadat"));
    assert_non_null(strstr(g->text, "role of the trigger"));
    assert_non_null(strstr(g->text, "\"visits\" in sentence 0"));
    assert_null(strchr(g->text, '\033'));
    g->count = 0;
    assert_int_equal(acta_write_explain(&r, NULL, true, gather, g, NULL), ACTA_OK);
    assert_non_null(strchr(g->text, '\033'));
    acta_err err;
    assert_int_equal(acta_write_explain(&r, "V02", false, gather, g, &err), ACTA_MISUSE);
    assert_non_null(strstr(err.message, "V02"));
    test_free(g);
    arena_end(&r.arena);
}

static void a_stopping_sink_is_an_error(void **state) {
    (void)state;
    acta_result r;
    make_visit(&r);
    acta_status (*const writers[])(const acta_result *, acta_sink, void *, acta_err *) = {acta_write_conllu, acta_write_parse};
    for (size_t stop = 0; stop < 3; stop++) {
        gathered *g = new_gathered();
        g->stop_after = stop;
        acta_status status = acta_write_records(&r, ACTA_ALL_KINDS, gather, g, NULL);
        assert_int_equal(status, stop < g->calls ? ACTA_IO : ACTA_OK);
        test_free(g);
    }
    for (size_t i = 0; i < 2; i++) {
        gathered *g = new_gathered();
        g->stop_after = 0;
        assert_int_equal(writers[i](&r, gather, g, NULL), ACTA_IO);
        test_free(g);
    }
    arena_end(&r.arena);
}

/* ---- without memory, without anything ---- */

typedef struct rationed {
    size_t left;
} rationed;

static void *resize_rationed(void *ctx, void *ptr, size_t old_size, size_t new_size) {
    rationed *r = ctx;
    acta_alloc plain = acta__malloc();
    if (new_size == 0) return plain.resize(plain.ctx, ptr, old_size, 0);
    if (r->left == 0) return NULL;
    r->left--;
    return plain.resize(plain.ctx, ptr, old_size, new_size);
}

static void running_out_of_memory_is_told(void **state) {
    (void)state;
    acta_result r;
    make_visit(&r);
    rationed ration = {0};
    acta_status status = ACTA_NOMEM;
    for (size_t n = 0; status != ACTA_OK; n++) {
        assert_true(n < 100);
        gathered *g = new_gathered();
        ration.left = n;
        r.alloc = (acta_alloc){resize_rationed, &ration};
        status = acta_write_records(&r, ACTA_ALL_KINDS, gather, g, NULL);
        if (n == 0) assert_int_equal(status, ACTA_NOMEM);
        test_free(g);
    }
    arena_end(&r.arena);
}

static void an_empty_report_has_a_document(void **state) {
    (void)state;
    acta_result r = {.alloc = acta__malloc()};
    uint32_t zero = 0;
    arena_begin(&r.arena, r.alloc, 0);
    r.doc = (doc){.arena = &r.arena, .text = "", .char_at = &zero};
    gathered *g = new_gathered();
    assert_int_equal(acta_write_records(&r, ACTA_ALL_KINDS, gather, g, NULL), ACTA_OK);
    assert_string_equal(g->text, "{\"kind\":\"document\",\"id\":\"report\",\"language\":\"en\",\"sentences\":0,\"damaged\":0}\n");
    g->count = 0;
    assert_int_equal(acta_write_explain(&r, NULL, false, gather, g, NULL), ACTA_OK);
    assert_string_equal(g->text, "No event in this report.\n");
    test_free(g);
    assert_int_equal(acta_write_records(NULL, 1, gather, NULL, NULL), ACTA_MISUSE);
    arena_end(&r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(decimals_are_short),
        cmocka_unit_test(commas_stand_between),
        cmocka_unit_test(records_are_as_the_contract_says),
        cmocka_unit_test(a_place_near_a_town_is_given_so),
        cmocka_unit_test(kinds_are_chosen),
        cmocka_unit_test(spans_are_their_own_words),
        cmocka_unit_test(conllu_is_well_formed),
        cmocka_unit_test(reasons_are_shown),
        cmocka_unit_test(a_stopping_sink_is_an_error),
        cmocka_unit_test(running_out_of_memory_is_told),
        cmocka_unit_test(an_empty_report_has_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
