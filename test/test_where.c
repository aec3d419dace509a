/* test_where.c - the gazetteer, names resolved against it, the places that events take, and the builder's complaints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/datafile.h"
#include "base/table.h"
#include "handmade.h"
#include "where/attach.h"
#include "where/gazetteer.h"
#include "where/resolve.h"

static unsigned char *file_bytes;
static size_t file_size;
static gazetteer places;
static datafile data;
static table demonyms;

static const char *root(void) {
    const char *from = getenv("ACTA_SOURCE_ROOT");
    return from != NULL ? from : ".";
}

static int read_gazetteer(void **state) {
    (void)state;
    char path[4096];
    snprintf(path, sizeof path, "%s/data/gazetteer/places.bin", root());
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) return -1;
    file_size = (size_t)ftell(file);
    rewind(file);
    file_bytes = malloc(file_size);
    bool fine = file_bytes != NULL && fread(file_bytes, 1, file_size, file) == file_size;
    fclose(file);
    acta_err err;
    const char *packed = getenv("ACTA_DATA");
    fine = fine && packed != NULL && datafile_open(packed, &data, &err) == ACTA_OK && table_open(&data, "table.demonyms", 2, &demonyms, &err) == ACTA_OK;
    return fine && gazetteer_read(file_bytes, file_size, &places, &err) == ACTA_OK ? 0 : -1;
}

static int drop_gazetteer(void **state) {
    (void)state;
    free(file_bytes);
    datafile_close(&data);
    return 0;
}

/* ---- the file ----------------------------------------------------------------------------------------------------- */

static uint32_t find(const char *name, place *first) {
    char key[TABLE_KEY_MAX];
    gazetteer_hit hits[8];
    uint32_t found = gazetteer_hits(&places, key, table_key(name, strlen(name), key, sizeof key), hits, 8);
    if (found > 0) *first = gazetteer_place(&places, hits[0].place);
    return found;
}

static void test_lookup(void **state) {
    (void)state;
    place p;
    assert_true(find("Kabul", &p) > 0);
    assert_string_equal(p.country, "AFG");
    assert_true(find("Łódź", &p) > 0);
    assert_string_equal(p.country, "POL");
    assert_true(find("Odessa", &p) > 0);
    assert_string_equal(p.country, "UKR");
    assert_true(find("Hong Kong", &p) > 0);
    assert_string_equal(p.country, "CHN");
    assert_int_equal(find("Xyzzyville", &p), 0);
    assert_int_equal(find("", &p), 0);
    assert_string_equal(gazetteer_country(&places, "Nairobi", 7), "KEN");
    assert_string_equal(gazetteer_country(&places, "Nowhereatall", 12), "");
}

/* Every record can be read, and every place is found under its own name. */
static void test_every_place(void **state) {
    (void)state;
    char key[TABLE_KEY_MAX];
    gazetteer_hit *hits = malloc(4096 * sizeof *hits);
    assert_non_null(hits);
    assert_true(places.place_count > 200000);
    for (uint32_t i = 0; i < places.place_count; i += 61) {
        place p = gazetteer_place(&places, i);
        assert_true(p.lat >= -90 && p.lat <= 90 && p.lon >= -180 && p.lon <= 180);
        assert_true(strlen(p.country) == 3 || strlen(p.country) == 0);
        size_t bytes = table_key(p.name, strlen(p.name), key, sizeof key);
        uint32_t found = gazetteer_hits(&places, key, bytes, hits, 4096), at = 0;
        while (at < found && at < 4096 && hits[at].place != i) at++;
        if (bytes > 0 && at == found) fail_msg("place %u, '%s', is not found under its name", i, p.name);
    }
    free(hits);
}

/* Cut short or overwritten anywhere: refused, or at worst finding nothing; never beyond the bytes (ASan watches). */
static void test_damage(void **state) {
    (void)state;
    gazetteer g;
    acta_err err;
    for (size_t size = 0; size < 2000; size += 7) assert_int_equal(gazetteer_read(file_bytes, size, &g, &err), ACTA_DATA_FORMAT);
    assert_int_equal(gazetteer_read(file_bytes, file_size - 8, &g, &err), ACTA_DATA_FORMAT);
    size_t keep = file_size;
    unsigned char *copy = malloc(keep);
    assert_non_null(copy);
    memcpy(copy, file_bytes, keep);
    uint32_t seed = 7;
    for (int i = 0; i < 200000; i++) {
        seed = seed * 1664525u + 1013904223u;
        copy[places.keys - file_bytes + seed % places.key_bytes] = (unsigned char)(seed >> 24);
    }
    if (gazetteer_read(copy, keep, &g, &err) == ACTA_OK) {
        gazetteer_hit hits[8];
        for (char c = 'a'; c <= 'z'; c++) {
            char key[3] = {c, 'a', 0};
            gazetteer_hits(&g, key, 2, hits, 8);
        }
    }
    free(copy);
    assert_int_equal(gazetteer_read("ACTAGAZ2", 8, &g, &err), ACTA_DATA_FORMAT);
}

/* ---- names ---------------------------------------------------------------------------------------------------------- */

/* A doc whose words are those of the text at spaces; names are what stands in [brackets], which are taken away; a name
 * that opens the text and is followed by " -- " is the dateline's. */
static void make(doc *d, arena *a, const char *marked) {
    char *text = arena_take(a, strlen(marked) + 1, 1);
    uint32_t at = 0, name_from = 0;
    *d = (doc){.arena = a};
    for (const char *c = marked; *c != '\0'; c++) {
        if (*c == '[') name_from = at;
        else if (*c == ']') {
            word *w = ARENA_PUSH(a, d->words, d->word_count, d->word_capacity);
            *w = (word){.span = {name_from, at}, .folded = "", .head = NONE};
            if (name_from == 0 && strncmp(c, "] -- ", 5) == 0) {
                d->dateline.place = w->span;
                d->word_count--;
                continue;
            }
            name *n = ARENA_PUSH(a, d->names, d->name_count, d->name_capacity);
            *n = (name){{d->word_count - 1, d->word_count}, NAME_LOC};
        } else text[at++] = *c;
    }
    d->text = text;
    d->text_bytes = at;
}

/* The country and, where expected, province of the n-th toponym. */
static void resolves(const char *marked, uint32_t n, const char *country, const char *province) {
    arena a, scratch;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    arena_begin(&scratch, acta__malloc(), 4096);
    make(&d, &a, marked);
    assert_int_equal(where_find(&d, &places, NULL, &scratch, NULL), ACTA_OK);
    if (n >= d.toponym_count) fail_msg("'%s': %u toponyms", marked, d.toponym_count);
    const toponym *t = &d.toponyms[n];
    if (t->name == NULL) fail_msg("'%s': %s", marked, t->why);
    if (strcmp(t->country, country) != 0) fail_msg("'%s': %s, %s", marked, t->name, t->country);
    if (province != NULL && (t->province == NULL || strcmp(t->province, province) != 0)) fail_msg("'%s': %s", marked, t->province);
    assert_non_null(t->why);
    arena_end(&scratch);
    arena_end(&a);
}

static void test_resolution(void **state) {
    (void)state;
    resolves("They met in [Paris] .", 0, "FRA", NULL);
    resolves("They met in [Paris], Texas.", 0, "USA", "Texas");
    resolves("A fire in [Alexandria], La., killed two.", 0, "USA", "Louisiana");
    resolves("A fire in [Alexandria], Egypt, killed two.", 0, "EGY", NULL);
    resolves("They met in [Paris], London and Rome.", 0, "FRA", NULL);
    resolves("[Georgia] and [Armenia] reopened the road to [Tbilisi].", 0, "GEO", NULL);
    resolves("The governor of [Georgia] spoke in [Atlanta] and [Savannah].", 0, "USA", NULL);
    resolves("Guns in [Helmand] fell silent.", 0, "AFG", NULL);
    resolves("Talks on [Gaza] and the [West Bank] failed.", 1, "PSE", NULL);
    resolves("Ships crossed the [Taiwan Strait].", 0, "", NULL);
    resolves("Fighting in southern [Darfur] went on.", 0, "SDN", NULL);
    resolves("They met in [the city of Kano].", 0, "NGA", NULL);
    resolves("Talks opened in [Geneva].", 0, "CHE", NULL);
    resolves("Troops in [Kan.] trained.", 0, "USA", "Kansas");
    resolves("[BUSAN, South Korea] -- Ministers met.", 0, "KOR", NULL);
    resolves("[JERUSALEM/GAZA] -- Ministers met.", 0, "ISR", NULL);
    resolves("[NEW YORK] -- Envoys met in [New York].", 1, "USA", NULL);
    resolves("Talks on [Western Sahara] failed.", 0, "ESH", NULL);
    resolves("[NAIROBI] -- Police in [Kisumu] fired.", 1, "KEN", NULL);
    resolves("[NAIROBI] -- Police in [Kisumu] fired.", 0, "KEN", NULL);
}

/* The name of the n-th toponym, "" where it stays without. Demonyms are given. */
static void named(const char *marked, uint32_t n, const char *name) {
    arena a, scratch;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    arena_begin(&scratch, acta__malloc(), 4096);
    make(&d, &a, marked);
    assert_int_equal(where_find(&d, &places, &demonyms, &scratch, NULL), ACTA_OK);
    if (n >= d.toponym_count) fail_msg("'%s': %u toponyms", marked, d.toponym_count);
    const char *found = d.toponyms[n].name != NULL ? d.toponyms[n].name : "";
    if (strcmp(found, name) != 0) fail_msg("'%s': %s", marked, found);
    arena_end(&scratch);
    arena_end(&a);
}

/* What lists of cities lack: rivers, islands, counties, provinces that are no more, airports. */
static void test_widened(void **state) {
    (void)state;
    named("Floods along the [Cauvery] River.", 0, "Cauvery");
    named("A ferry off [Waiheke Island] sank.", 0, "Waiheke Island");
    named("Police in [Northamptonshire] asked for help.", 0, "Northamptonshire");
    named("Cholera in [Nyanza Province], Kenya.", 0, "Nyanza");
    named("They landed at [Dulles International Airport].", 0, "Washington Dulles International Airport");
    resolves("Fighting in [Katanga] went on.", 0, "COD", NULL);
    resolves("The [European Union] and [EU] envoys.", 1, "", NULL);
}

/* An adjective of a country is no town of that name. */
static void test_adjectives(void **state) {
    (void)state;
    named("The [Canadian] envoy came.", 0, "Canada");
    named("The [Australian] navy came.", 0, "Australia");
    named("[Mexico] sent troops.", 0, "Mexico");
}

/* A house or a body stands where its name says; streets carry names of places far away. */
static void test_houses(void **state) {
    (void)state;
    resolves("They rallied outside the [Delhi High Court].", 0, "IND", NULL);
    resolves("They rallied at the [University of Nairobi].", 0, "KEN", NULL);
    named("They rallied at [Harare City Council].", 0, "Harare");
    named("They rallied in [Xyzzyville High Court].", 0, "");
    named("They rallied in [Paris Street East].", 0, "");
}

/* States stand in lists with states of their country. */
static void test_lists(void **state) {
    (void)state;
    resolves("Cases in [Alberta], [Ontario] and [British Columbia].", 1, "CAN", NULL);
    named("A flight to [L.A.] and [New Orleans], La., was late.", 0, "Los Angeles");
}

/* A name without a place lies near the town that the report is about, if it is about one. */
static void near(const char *marked, uint32_t n, const char *town) {
    arena a, scratch;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    arena_begin(&scratch, acta__malloc(), 4096);
    make(&d, &a, marked);
    assert_int_equal(where_find(&d, &places, NULL, &scratch, NULL), ACTA_OK);
    assert_null(d.toponyms[n].name);
    if (town == NULL) assert_null(d.toponyms[n].near);
    else assert_string_equal(d.toponyms[n].near->name, town);
    arena_end(&scratch);
    arena_end(&a);
}

static void test_near(void **state) {
    (void)state;
    near("A fire in [Xyzzy Street] spread to the centre of [Kisumu].", 0, "Kisumu");
    near("A fire in [Xyzzy Street] was seen in [Kisumu] and [Osaka] and [Perth] and [Basel].", 0, NULL);
    near("A fire in [Xyzzy Street], [Kenya].", 0, NULL);
    near("[KISUMU] -- Police shot two in [Kisumu]. [Western] envoys protested.", 2, NULL);
    near("They met on [Xyzzy Square] in [Basel], then in [Kisumu], [Kisumu] and [Kisumu].", 0, "Basel");
    near("They met at [Rockingham], [Northamptonshire].", 0, "Northamptonshire");
    near("Police shot two in [Nenana] as [Kisumu] burned. [Kisumu] was quiet in [Kisumu].", 0, "Kisumu");
}

/* Each mention of a name has what stands behind it. */
static void test_twins(void **state) {
    (void)state;
    resolves("A flight from [Portland], Maine, to [Portland], Ore., was late.", 0, "USA", "Maine");
    resolves("A flight from [Portland], Maine, to [Portland], Ore., was late.", 1, "USA", "Oregon");
    resolves("A fire in [Alexandria]. Police in [Alexandria], La., came.", 0, "USA", "Louisiana");
    resolves("[Washington] is dry, as [Seattle], [Tacoma] and [Spokane] are; [Washington], D.C., is not.", 0, "USA", "Washington");
    resolves("[ALEXANDRIA, Va.] -- They met in [Springfield].", 1, "USA", "Virginia");
    resolves("They met in [Rockingham], WA.", 0, "AUS", "Western Australia");
    resolves("They met in [Spokane], WA.", 0, "USA", "Washington");
    resolves("They met in [W. Va.] today.", 0, "USA", "West Virginia");
}

static void test_unresolved(void **state) {
    (void)state;
    arena a, scratch;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    arena_begin(&scratch, acta__malloc(), 4096);
    make(&d, &a, "[KAMPALA] -- In [Xyzzyville] [Uganda] and [Uganda] , the [QZ] said.");
    assert_int_equal(where_find(&d, &places, NULL, &scratch, NULL), ACTA_OK);
    assert_null(d.toponyms[1].name);
    assert_int_equal(d.toponyms[1].geonameid, 0);
    assert_string_equal(d.toponyms[1].country, "UGA");       /* the report speaks of one country */
    assert_null(d.toponyms[4].name);                         /* letters alone are no town */
    assert_string_equal(d.toponyms[1].near->name, "Kampala");
    assert_null(d.toponyms[4].near);
    arena_end(&scratch);
    arena_end(&a);
}

/* No names, no gazetteer, five hundred names: always a status, never a crash. */
static void test_extremes(void **state) {
    (void)state;
    arena a, scratch;
    doc d;
    gazetteer empty = {0};
    arena_begin(&a, acta__malloc(), 4096);
    arena_begin(&scratch, acta__malloc(), 4096);
    make(&d, &a, "Nothing here.");
    assert_int_equal(where_find(&d, &places, NULL, &scratch, NULL), ACTA_OK);
    assert_int_equal(d.toponym_count, 0);
    make(&d, &a, "[Paris], Texas");
    assert_int_equal(where_find(&d, &empty, NULL, &scratch, NULL), ACTA_OK);
    assert_null(d.toponyms[0].name);
    char *many = arena_take(&a, 20000, 1);
    for (int i = 0; i < 500; i++) sprintf(many + strlen(many), "[San %c%c%c] ", 'A' + i % 26, 'a' + i / 26 % 26, 'a' + i % 7);
    make(&d, &a, many);
    assert_int_equal(where_find(&d, &places, NULL, &scratch, NULL), ACTA_OK);
    assert_int_equal(d.toponym_count, 500);
    arena_end(&scratch);
    arena_end(&a);
}

static void test_distance(void **state) {
    (void)state;
    double km = where_distance(48.8566, 2.3522, 51.5074, -0.1278);
    assert_true(km > 340 && km < 348);
    assert_true(where_distance(10, 20, 10, 20) < 0.001);
    assert_true(where_distance(0, 179.9, 0, -179.9) < 23);
}

/* ---- events ----------------------------------------------------------------------------------------------------------- */

static event *event_on(doc *d, uint32_t word, plover_type type) {
    trigger_at(d, word, type, 0.9f);
    event *e = ARENA_PUSH(d->arena, d->events, d->event_count, d->event_capacity);
    event_mention *m = ARENA_PUSH(d->arena, e->mentions, e->mention_count, e->mention_capacity);
    *m = (event_mention){d->trigger_count - 1, d->words[word].span};
    e->type = type;
    e->time = e->place = NONE;
    return e;
}

static const char *const clash =
    "Troops troop NOUN NNS 2 nsubj\n"
    "fired fire VERB VBD 0 root\n"
    "in in ADP IN 4 case\n"
    "Juba Juba PROPN NNP 2 obl\n"
    ", , PUNCT , 6 punct\n"
    "Sudan Sudan PROPN NNP 4 appos\n"
    "and and CCONJ CC 8 cc\n"
    "accused accuse VERB VBD 2 conj\n"
    "rebels rebel NOUN NNS 8 obj\n"
    "here here ADV RB 8 advmod\n"
    ". . PUNCT . 2 punct\n";

static void clash_doc(doc *d, arena *a) {
    arena scratch;
    *d = (doc){.arena = a};
    handmade(d, a, clash);
    for (int i = 0; i < 2; i++) {
        uint32_t at = word_at(d, i == 0 ? "Juba" : "Sudan", 0);
        name *n = ARENA_PUSH(a, d->names, d->name_count, d->name_capacity);
        *n = (name){{at, at + 1}, NAME_LOC};
    }
    arena_begin(&scratch, acta__malloc(), 4096);
    assert_int_equal(where_find(d, &places, NULL, &scratch, NULL), ACTA_OK);
    arena_end(&scratch);
}

static const char *const university =
    "Oregon Oregon PROPN NNP 3 compound\n"
    "State State PROPN NNP 3 compound\n"
    "University University PROPN NNP 4 nsubj\n"
    "closed close VERB VBD 0 root\n"
    "in in ADP IN 6 case\n"
    "Salem Salem PROPN NNP 4 obl\n"
    ". . PUNCT . 4 punct\n";

/* A body's name tells of the place it bears, but is none itself. */
static void test_bodies(void **state) {
    (void)state;
    for (int with_body = 0; with_body < 2; with_body++) {
        arena a, scratch;
        arena_begin(&a, acta__malloc(), 4096);
        arena_begin(&scratch, acta__malloc(), 4096);
        doc d = {.arena = &a};
        handmade(&d, &a, university);
        uint32_t at = word_at(&d, "Salem", 0);
        name *body = ARENA_PUSH(&a, d.names, d.name_count, d.name_capacity);
        *body = (name){{0, with_body ? 3 : 1}, NAME_ORG};
        name *town = ARENA_PUSH(&a, d.names, d.name_count, d.name_capacity);
        *town = (name){{at, at + 1}, NAME_LOC};
        assert_int_equal(where_find(&d, &places, NULL, &scratch, NULL), ACTA_OK);
        assert_int_equal(d.toponym_count, 1);
        assert_string_equal(d.toponyms[0].country, with_body ? "USA" : "IND");
        arena_end(&scratch);
        arena_end(&a);
    }
}

static void test_parse_places(void **state) {
    (void)state;
    arena a;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    clash_doc(&d, &a);
    event_on(&d, word_at(&d, "fired", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "accused", 0), TYPE_ACCUSE);
    assert_int_equal(where_attach(&d, &places, NULL, 0.5f, NULL), ACTA_OK);
    assert_true(d.events[0].place != NONE);
    assert_string_equal(d.toponyms[d.events[0].place].country, "SSD");
    assert_int_equal(d.events[1].place, NONE);
    arena_end(&a);
}

/* The model's anchor wins; "here" stands for the dateline's place, and nothing without a dateline. */
static void test_here(void **state) {
    (void)state;
    arena a;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    clash_doc(&d, &a);
    event_on(&d, word_at(&d, "accused", 0), TYPE_ACCUSE);
    role_at(&d, &d.triggers[0], word_at(&d, "here", 0), ROLE_PLACE, 0.9f);
    assert_int_equal(where_attach(&d, &places, NULL, 0.5f, NULL), ACTA_OK);
    assert_int_equal(d.events[0].place, NONE);
    toponym dateline = {.name = "Nairobi", .country = "KEN", .feature = "PPLC", .why = ""};
    toponym *first = arena_take(&a, d.toponym_count + 1, sizeof *first);
    first[0] = dateline;
    memcpy(first + 1, d.toponyms, d.toponym_count * sizeof *first);
    d.toponyms = first;
    d.toponym_count++;
    d.toponym_capacity = d.toponym_count;
    assert_int_equal(where_attach(&d, &places, NULL, 0.5f, NULL), ACTA_OK);
    assert_true(d.events[0].place != NONE);
    assert_string_equal(d.toponyms[d.events[0].place].name, "Nairobi");
    d.triggers[0].role = NULL;       /* no words tell the place: talks in the lead are where the dateline is, not other deeds */
    assert_int_equal(where_attach(&d, &places, NULL, 0.5f, NULL), ACTA_OK);
    assert_int_equal(d.events[0].place, NONE);
    d.events[0].type = TYPE_CONSULT;
    assert_int_equal(where_attach(&d, &places, NULL, 0.5f, NULL), ACTA_OK);
    assert_int_equal(d.events[0].place, 0);
    assert_non_null(d.events[0].place_rule);
    arena_end(&a);
}

static uint32_t place_role(const char *lines, const char *trigger_form, plover_type type, const char *anchor, const char *const *located, doc *d, arena *a) {
    arena scratch;
    *d = (doc){.arena = a};
    handmade(d, a, lines);
    for (; *located != NULL; located++) {
        uint32_t at = word_at(d, *located, 0);
        name *n = ARENA_PUSH(a, d->names, d->name_count, d->name_capacity);
        *n = (name){{at, at + 1}, NAME_LOC};
    }
    arena_begin(&scratch, acta__malloc(), 4096);
    assert_int_equal(where_find(d, &places, &demonyms, &scratch, NULL), ACTA_OK);
    arena_end(&scratch);
    event_on(d, word_at(d, trigger_form, 0), type);
    role_at(d, &d->triggers[0], word_at(d, anchor, 0), ROLE_PLACE, 0.9f);
    assert_int_equal(where_attach(d, &places, &demonyms, 0.5f, NULL), ACTA_OK);
    return d->events[0].place;
}

/* The words and, where it has one, the country of the place that the anchor gives. */
static void gives(const char *lines, const char *trigger_form, const char *anchor, const char *const *located, const char *words, const char *country) {
    arena a;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    uint32_t at = place_role(lines, trigger_form, TYPE_ASSAULT, anchor, located, &d, &a);
    if (words == NULL) assert_int_equal(at, NONE);
    else {
        if (at == NONE) fail_msg("no place for '%s'", words);
        const toponym *t = &d.toponyms[at];
        assert_int_equal(t->span.byte_to - t->span.byte_from, strlen(words));
        assert_memory_equal(d.text + t->span.byte_from, words, strlen(words));
        assert_string_equal(t->country, country);
    }
    arena_end(&a);
}

static void test_phrases(void **state) {
    (void)state;
    static const char *const none[] = {NULL}, *const haiti[] = {"Haiti", NULL}, *const uganda[] = {"Uganda", NULL}, *const kupwara[] = {"Kupwara", NULL};
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nnear near ADP IN 6 case\nthe the DET DT 6 det\nGalaha Galaha PROPN NNP 6 compound\n"
          "junction junction NOUN NN 2 obl\n", "fired", "junction", none, "Galaha junction", "");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nnear near ADP IN 5 case\nthe the DET DT 5 det\njunction junction NOUN NN 2 obl\n",
          "fired", "junction", none, NULL, "");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 6 case\nthe the DET DT 6 det\nwestern western ADJ JJ 6 amod\n"
          "desert desert NOUN NN 2 obl\n", "fired", "desert", none, "the western desert", "");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 4 case\ndesert desert NOUN NN 2 obl\n", "fired", "desert", none, NULL, "");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 5 case\nthe the DET DT 5 det\nKupwara Kupwara PROPN NNP 5 compound\n"
          "mountains mountains PROPN NNP 2 obl\n", "fired", "mountains", kupwara, "Kupwara", "IND");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nnear near ADP IN 6 case\nthe the DET DT 6 det\nSyrian syrian ADJ JJ 6 amod\n"
          "border border NOUN NN 2 obl\n", "fired", "border", none, "Syrian border", "SYR");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 6 case\nHaiti Haiti PROPN NNP 6 nmod:poss\n's 's PART POS 4 case\n"
          "capital capital NOUN NN 2 obl\n", "fired", "capital", haiti, "capital", "HTI");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 5 case\nthe the DET DT 5 det\nnorth north NOUN NN 2 obl\nof of ADP IN 7 case\n"
          "Uganda Uganda PROPN NNP 5 nmod\n", "fired", "north", uganda, "Uganda", "UGA");
    gives("They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 5 case\nKupwara Kupwara PROPN NNP 5 compound\ndistrict district NOUN NN 2 obl\n",
          "fired", "district", kupwara, "Kupwara", "IND");
}

/* Words that stand for a place come among the named places in the order of the text, and events keep theirs. */
static void test_order(void **state) {
    (void)state;
    static const char *const osh[] = {"Osh", NULL};
    static const char *const lines = "They they PRON PRP 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 6 case\nthe the DET DT 6 det\n"
                                     "western western ADJ JJ 6 amod\ndesert desert NOUN NN 2 obl\nnear near ADP IN 8 case\nOsh Osh PROPN NNP 6 nmod\n";
    arena a;
    doc d;
    arena_begin(&a, acta__malloc(), 4096);
    uint32_t at = place_role(lines, "fired", TYPE_ASSAULT, "desert", osh, &d, &a);
    assert_int_equal(d.toponym_count, 2);
    assert_int_equal(at, 0);
    assert_int_equal(d.toponyms[0].words.word_from, word_at(&d, "the", 0));
    assert_string_equal(d.toponyms[1].name, "Osh");
    arena_end(&a);
}

/* The story stays where it is while deeds follow in the plain past and no place is named. */
static void test_carried(void **state) {
    (void)state;
    static const char *const lines =
        "# title\nTroops troop NOUN NNS 2 nsubj\nfire fire VERB VBP 0 root\non on ADP IN 4 case\ncrowd crowd NOUN NN 2 obl\n\n"
        "Troops troop NOUN NNS 2 nsubj\nfired fire VERB VBD 0 root\nin in ADP IN 4 case\nOsh Osh PROPN NNP 2 obl\n. . PUNCT . 2 punct\n\n"
        "Police police NOUN NN 2 nsubj\narrested arrest VERB VBD 0 root\nten ten NUM CD 2 obj\n. . PUNCT . 2 punct\n\n"
        "Rebels rebel NOUN NNS 3 nsubj\nhad have AUX VBD 3 aux\nattacked attack VERB VBN 0 root\nit it PRON PRP 3 obj\n. . PUNCT . 3 punct\n\n"
        "Crowds crowd NOUN NNS 2 nsubj\nmarched march VERB VBD 0 root\nfrom from ADP IN 4 case\nNairobi Nairobi PROPN NNP 2 obl\n. . PUNCT . 2 punct\n";
    arena a, scratch;
    doc d = {.arena = &a};
    arena_begin(&a, acta__malloc(), 4096);
    handmade(&d, &a, lines);
    for (int i = 0; i < 2; i++) {
        uint32_t at = word_at(&d, i == 0 ? "Osh" : "Nairobi", 0);
        name *n = ARENA_PUSH(&a, d.names, d.name_count, d.name_capacity);
        *n = (name){{at, at + 1}, NAME_LOC};
    }
    arena_begin(&scratch, acta__malloc(), 4096);
    assert_int_equal(where_find(&d, &places, &demonyms, &scratch, NULL), ACTA_OK);
    arena_end(&scratch);
    event_on(&d, word_at(&d, "fired", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "arrested", 0), TYPE_COERCE);
    event_on(&d, word_at(&d, "attacked", 0), TYPE_ASSAULT);
    event_on(&d, word_at(&d, "marched", 0), TYPE_PROTEST);
    event_on(&d, word_at(&d, "fire", 0), TYPE_ASSAULT);
    role_at(&d, &d.triggers[0], word_at(&d, "Osh", 0), ROLE_PLACE, 0.9f);
    role_at(&d, &d.triggers[3], word_at(&d, "marched", 0), ROLE_PLACE, 0.01f);
    assert_int_equal(where_attach(&d, &places, &demonyms, 0.5f, NULL), ACTA_OK);
    assert_true(d.events[0].place != NONE);
    assert_null(d.events[0].place_rule);
    assert_int_equal(d.events[1].place, d.events[0].place);
    assert_non_null(d.events[1].place_rule);
    assert_int_equal(d.events[2].place, NONE);               /* had attacked: perhaps elsewhere */
    assert_int_equal(d.events[3].place, NONE);               /* another place is named */
    assert_int_equal(d.events[4].place, d.events[0].place);  /* the headline */
    arena_end(&a);
}

/* ---- the builder ------------------------------------------------------------------------------------------------------ */

/* Runs the builder on a wire table of one line; its exit status. */
static int build_with(const char *line) {
    char folder[] = "acta-where-XXXXXX", command[8192];
    assert_non_null(mkdtemp(folder));
    snprintf(command, sizeof command,
             "cd %s && printf '%%s\\n' '%s' >wire.tsv && "
             "printf '1\\tTown\\tTown\\t\\t1.5\\t2.5\\tP\\tPPL\\tKE\\t\\t01\\t\\t\\t\\t9000\\t\\t1\\tx\\t2020\\n' >cities && "
             "echo '[{\"code\":\"KE.01\",\"name\":\"Coast Province\"}]' >admin1 && echo '[]' >admin2 && : >ids && : >names && "
             "echo '{\"KE\":{\"iso\":\"KE\",\"iso3\":\"KEN\",\"geonameid\":2,\"name\":\"Kenya\",\"population\":50000000}}' >countries && "
             "python3 \"$OLDPWD/%s/tools/gazetteer.py\" --cities cities --admin1 admin1 --admin2 admin2 --admin-ids ids --countries countries "
             "--country-names names --wire wire.tsv -o out >log 2>&1",
             folder, line, root());
    if (root()[0] == '/') {
        char *at = strstr(command, "$OLDPWD/");
        memmove(at, at + 8, strlen(at + 8) + 1);
    }
    int status = system(command);
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_builder(void **state) {
    (void)state;
    assert_int_equal(build_with("Old Port|Puerto\t1\t2\tKEN\tPPL\t0\t100"), 0);
    assert_int_equal(build_with("# a comment"), 0);
    assert_int_equal(build_with("Old Port\t1\t2\tKEN\tPPL\t0"), 1);
    assert_int_equal(build_with("Old Port||X\t1\t2\tKEN\tPPL\t0\t100"), 1);
    assert_int_equal(build_with("Old Port\tnorth\t2\tKEN\tPPL\t0\t100"), 1);
    assert_int_equal(build_with("Old Port\t91\t2\tKEN\tPPL\t0\t100"), 1);
    assert_int_equal(build_with("Old Port\t1\t2\tXXX\tPPL\t0\t100"), 1);
    assert_int_equal(build_with("Old Port\t1\t2\tKEN\tcity\t0\t100"), 1);
    assert_int_equal(build_with("Nowhere\t-\t-\tKEN\tPPL\t0\t0"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lookup), cmocka_unit_test(test_every_place), cmocka_unit_test(test_damage), cmocka_unit_test(test_resolution),
        cmocka_unit_test(test_unresolved), cmocka_unit_test(test_near), cmocka_unit_test(test_bodies), cmocka_unit_test(test_twins), cmocka_unit_test(test_extremes), cmocka_unit_test(test_distance), cmocka_unit_test(test_parse_places),
        cmocka_unit_test(test_here), cmocka_unit_test(test_widened), cmocka_unit_test(test_adjectives), cmocka_unit_test(test_houses), cmocka_unit_test(test_lists), cmocka_unit_test(test_phrases), cmocka_unit_test(test_carried), cmocka_unit_test(test_order), cmocka_unit_test(test_builder),
    };
    return cmocka_run_group_tests(tests, read_gazetteer, drop_gazetteer);
}
