/* test_store.c - an archive from C: what is put is there, a report that fails costs itself, older archives are brought up to date. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store/store.h"

extern const unsigned char store_schema_sql[];

static char path[64];
static acta_err err;

static int new_path(void **state) {
    (void)state;
    snprintf(path, sizeof path, "/tmp/acta-store-XXXXXX");
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    unlink(path);
    return 0;
}

static int remove_path(void **state) {
    (void)state;
    char beside[80];
    unlink(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    unlink(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    unlink(beside);
    return 0;
}

static void run(const char *sql) {
    sqlite3 *db;
    char *wrong = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &wrong) != SQLITE_OK) fail_msg("%s: %s", sql, wrong);
    sqlite3_close(db);
}

static int64_t number(const char *sql) {
    sqlite3 *db;
    sqlite3_stmt *s;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    sqlite3_close(db);
    return value;
}

static acta_store *opened(acta_store_mode mode) {
    acta_store *store = NULL;
    if (acta_store_open(path, mode, &store, &err) != ACTA_OK) fail_msg("%s", err.message);
    return store;
}

/* ---- the schema -------------------------------------------------------------------------------------------------------- */

/* As archives were before version 1: without the two columns that it brought. */
static void make_version_0(void) {
    run((const char *)store_schema_sql);
    run("ALTER TABLE document DROP COLUMN title_chars; ALTER TABLE document DROP COLUMN published_given;"
        "PRAGMA user_version = 0; INSERT INTO setting VALUES ('schema', '0');"
        "INSERT INTO document(id, hash, text, record) VALUES ('old', x'00', 'Peru released 14 fishermen.', '{}')");
}

static void an_older_archive_is_brought_up_to_date(void **state) {
    (void)state;
    acta_store *store = NULL;
    make_version_0();
    assert_int_equal(acta_store_open(path, ACTA_STORE_READ, &store, &err), ACTA_DATA_VERSION);
    assert_non_null(strstr(err.message, "version 0"));
    assert_int_equal(number("PRAGMA user_version"), 0);
    acta_store_close(opened(ACTA_STORE_WRITE));
    assert_int_equal(number("PRAGMA user_version"), ACTA_STORE_SCHEMA);
    assert_int_equal(number("SELECT value FROM setting WHERE name = 'schema'"), ACTA_STORE_SCHEMA);
    assert_int_equal(number("SELECT count(*) FROM document WHERE id = 'old' AND title_chars IS NULL AND published_given = 0"), 1);
    assert_int_equal(number("SELECT count(*) FROM words WHERE words MATCH 'fishermen'"), 1);
    acta_store_close(opened(ACTA_STORE_READ));
}

static void steps_run_in_turn_or_not_at_all(void **state) {
    (void)state;
    static const store_step_up steps[] = {{0, "CREATE TABLE a(x); INSERT INTO a VALUES (1)"}, {1, "UPDATE a SET x = x + 1"}, {2, "UPDATE a SET x = x * 10"},
                                          {3, "UPDATE nowhere SET x = 1"}};
    acta_store store = {.mode = ACTA_STORE_WRITE};
    run("CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL)");
    assert_int_equal(sqlite3_open(path, &store.db), SQLITE_OK);
    assert_int_equal(store_run(&store, "BEGIN", "", &err), ACTA_OK);
    assert_int_equal(store_migrate(&store, steps, 4, 3, &err), ACTA_OK);
    assert_int_equal(store_run(&store, "COMMIT", "", &err), ACTA_OK);
    assert_int_equal(number("SELECT x FROM a"), 20);
    assert_int_equal(number("PRAGMA user_version"), 3);
    assert_int_equal(store_migrate(&store, steps, 4, 3, &err), ACTA_OK);
    assert_int_equal(number("SELECT x FROM a"), 20);
    assert_int_equal(store_migrate(&store, steps, 4, 4, &err), ACTA_IO);
    assert_int_equal(store_migrate(&store, steps, 3, 9, &err), ACTA_DATA_VERSION);
    assert_non_null(strstr(err.message, "version 3"));
    assert_non_null(strstr(err.message, "9"));
    sqlite3_close(store.db);
}

static void a_newer_one_and_other_files_are_refused(void **state) {
    (void)state;
    acta_store *store = NULL;
    acta_store_close(opened(ACTA_STORE_WRITE));
    run("PRAGMA user_version = 7");
    assert_int_equal(acta_store_open(path, ACTA_STORE_WRITE, &store, &err), ACTA_DATA_VERSION);
    assert_non_null(strstr(err.message, "version 7"));
    assert_null(store);
    run("PRAGMA user_version = 1; PRAGMA application_id = 3");
    assert_int_equal(acta_store_open(path, ACTA_STORE_WRITE, &store, &err), ACTA_DATA_FORMAT);
    assert_int_equal(acta_store_open("/no/such/folder/a.db", ACTA_STORE_READ, &store, &err), ACTA_IO);
    assert_int_equal(acta_store_open(NULL, ACTA_STORE_READ, &store, &err), ACTA_MISUSE);
    acta_store_close(NULL);
}

/* ---- reports ----------------------------------------------------------------------------------------------------------- */

static acta_report report_of(const char *id, const char *text) {
    return (acta_report){.bytes = text, .byte_count = strlen(text), .id = id, .published = "2021-02-28"};
}

static const char *const texts[] = {
    "Peru released 14 Ecuadorean fishermen on Monday, the foreign ministry in Lima said.",
    "Police in Accra arrested nine students on Friday after a march against the price of bread.",
    "The government of Norway signed a treaty with Chile on the protection of whales last week."};

static acta_model *model;
static acta_coder *coder;

static int open_model(void **state) {
    (void)state;
    const char *data = getenv("ACTA_DATA");
    return data == NULL || acta_model_open(data, ACTA_INT8, &model, &err) != ACTA_OK || acta_coder_new(model, NULL, &coder, &err) != ACTA_OK;
}

static int close_model(void **state) {
    (void)state;
    acta_coder_free(coder);
    acta_model_close(model);
    return 0;
}

static acta_status put(acta_store *store, const acta_report *report) {
    acta_result *result = NULL;
    acta_status status = acta_code(coder, report, &result, &err);
    if (status == ACTA_OK) status = acta_store_put(store, report, result, NULL, &err);
    acta_result_free(result);
    return status;
}

static acta_store_answer seen(acta_store *store, const acta_report *report, const char *model_name) {
    acta_store_answer answer = ACTA_STORE_NEW;
    assert_int_equal(acta_store_seen(store, report, model_name, &answer, &err), ACTA_OK);
    return answer;
}

static void what_is_put_is_known(void **state) {
    (void)state;
    acta_report report = report_of("a", texts[0]), other = report;
    acta_store *store = opened(ACTA_STORE_WRITE);
    assert_int_equal(seen(store, &report, acta_model_name(model)), ACTA_STORE_NEW);
    assert_int_equal(put(store, &report), ACTA_OK);
    assert_int_equal(put(store, &report), ACTA_OK);
    acta_store_close(store);
    store = opened(ACTA_STORE_READ);
    assert_int_equal(seen(store, &report, acta_model_name(model)), ACTA_STORE_KEPT);
    assert_int_equal(seen(store, &report, "another"), ACTA_STORE_OTHER_MODEL);
    assert_int_equal(seen(store, &report, NULL), ACTA_STORE_KEPT);
    other.id = "b";
    assert_int_equal(seen(store, &other, NULL), ACTA_STORE_KEPT);
    other.title = "";                /* a title with nothing in it is another report than one without a title */
    assert_int_equal(seen(store, &other, NULL), ACTA_STORE_NEW);
    assert_int_equal(put(store, &other), ACTA_MISUSE);
    acta_store_close(store);
    assert_int_equal(number("SELECT count(*) FROM document"), 1);
    assert_true(number("SELECT count(*) FROM event WHERE type = 'RETREAT'") > 0);
    assert_int_equal(number("SELECT count(*) FROM setting WHERE name = 'happenings' AND value = 'due'"), 1);
}

static const char all_rows[] = "SELECT (SELECT count(*) FROM entity) + (SELECT count(*) FROM event) + (SELECT count(*) FROM party) + (SELECT count(*) FROM mention)";

/* What another model coded is coded anew by its id; what is not there, or not to be written, is refused. */
static void a_report_is_recoded_by_its_id(void **state) {
    (void)state;
    acta_report report = report_of("a", texts[0]);
    acta_result *result = NULL;
    acta_store *store = opened(ACTA_STORE_WRITE);
    assert_int_equal(put(store, &report), ACTA_OK);
    acta_store_close(store);
    int64_t events = number("SELECT count(*) FROM event"), rows = number(all_rows);
    run("UPDATE event SET happening = NULL; DELETE FROM happening; UPDATE document SET model = 'older'");
    assert_int_equal(acta_code(coder, &report, &result, &err), ACTA_OK);
    store = opened(ACTA_STORE_WRITE);
    assert_int_equal(acta_store_recode(store, "b", result, &err), ACTA_MISUSE);
    assert_int_equal(acta_store_recode(store, "a", NULL, &err), ACTA_MISUSE);
    assert_int_equal(acta_store_recode(store, "a", result, &err), ACTA_OK);
    assert_int_equal(acta_store_recode(store, "a", result, &err), ACTA_OK);
    acta_store_close(store);
    store = opened(ACTA_STORE_READ);
    assert_int_equal(acta_store_recode(store, "a", result, &err), ACTA_MISUSE);
    assert_int_equal(seen(store, &report, acta_model_name(model)), ACTA_STORE_KEPT);
    acta_store_close(store);
    acta_result_free(result);
    assert_true(events > 0);
    assert_int_equal(number("SELECT count(*) FROM event"), events);
    assert_int_equal(number(all_rows), rows);
    assert_int_equal(number("SELECT count(*) FROM document"), 1);
    assert_int_equal(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

static void one_that_fails_costs_itself(void **state) {
    (void)state;
    acta_store *store = opened(ACTA_STORE_WRITE);
    acta_report bad = report_of("bad", texts[1]), first = report_of("a", texts[0]), last = report_of("c", texts[2]);
    bad.published = "never";
    assert_int_equal(acta_store_begin(store, &err), ACTA_OK);
    assert_int_equal(acta_store_begin(store, &err), ACTA_MISUSE);
    assert_int_equal(put(store, &first), ACTA_OK);
    assert_int_equal(acta_store_put(store, &bad, NULL, NULL, &err), ACTA_MISUSE);
    bad.published = NULL;            /* not coded, and a copy of nothing: a failure half-way */
    assert_int_equal(acta_store_put(store, &bad, NULL, NULL, &err), ACTA_MISUSE);
    assert_int_equal(put(store, &last), ACTA_OK);
    assert_int_equal(acta_store_join(store, &err), ACTA_MISUSE);
    assert_int_equal(acta_store_commit(store, &err), ACTA_OK);
    assert_int_equal(acta_store_commit(store, &err), ACTA_MISUSE);
    assert_int_equal(acta_store_join(store, &err), ACTA_OK);
    acta_store_close(store);
    assert_int_equal(number("SELECT count(*) FROM document"), 2);
    assert_int_equal(number("SELECT count(*) FROM event WHERE happening IS NULL"), 0);
    assert_int_equal(number("SELECT count(*) FROM setting WHERE name = 'happenings' AND value = 'done'"), 1);
}

/* Half of it is written already when something fails: in a batch too nothing of it stays. */
static void one_that_fails_half_way_leaves_nothing(void **state) {
    (void)state;
    acta_store_close(opened(ACTA_STORE_WRITE));
    acta_store *store = opened(ACTA_STORE_WRITE);
    assert_int_equal(store_run(store, "CREATE TEMP TRIGGER stop BEFORE INSERT ON main.event WHEN new.id LIKE 'bad-%' BEGIN SELECT RAISE(ABORT, 'stop'); END", "", &err), ACTA_OK);
    acta_report bad = report_of("bad", texts[1]), first = report_of("a", texts[0]), last = report_of("c", texts[2]);
    assert_int_equal(acta_store_begin(store, &err), ACTA_OK);
    assert_int_equal(put(store, &first), ACTA_OK);
    assert_int_equal(put(store, &bad), ACTA_IO);
    assert_int_equal(put(store, &last), ACTA_OK);
    assert_int_equal(acta_store_commit(store, &err), ACTA_OK);
    acta_store_close(store);
    assert_int_equal(number("SELECT count(*) FROM document WHERE id IN ('a', 'c')"), 2);
    assert_int_equal(number("SELECT (SELECT count(*) FROM document WHERE id = 'bad') + (SELECT count(*) FROM entity WHERE id LIKE 'bad-%')"
                            " + (SELECT count(*) FROM words WHERE words MATCH 'students')"), 0);
    assert_int_equal(number("SELECT count(*) FROM mention WHERE doc NOT IN (SELECT doc FROM document)"), 0);
    assert_int_equal(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    store = opened(ACTA_STORE_WRITE);
    assert_int_equal(put(store, &bad), ACTA_OK);
    acta_store_close(store);
    assert_int_equal(number("SELECT count(*) FROM words WHERE words MATCH 'students'"), 1);
}

/* Pages run out in the middle of a batch: what was committed before stays, and the archive is whole. */
static void no_room_undoes_the_batch_alone(void **state) {
    (void)state;
    acta_store *store = opened(ACTA_STORE_WRITE);
    acta_report first = report_of("a", texts[0]);
    assert_int_equal(put(store, &first), ACTA_OK);
    int64_t pages;
    char sql[80], *text = malloc(300001);
    assert_non_null(text);
    assert_int_equal(store_number(store, "PRAGMA page_count", 0, &pages, &err), ACTA_OK);
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %lld", (long long)pages + 20);
    assert_int_equal(store_run(store, sql, "", &err), ACTA_OK);
    for (size_t i = 0; i < 300000; i++) text[i] = i % 7 == 6 ? ' ' : (char)('a' + i * i % 23);
    text[300000] = '\0';
    acta_report second = report_of("b", texts[1]), large = report_of("large", text);
    assert_int_equal(acta_store_begin(store, &err), ACTA_OK);
    assert_int_equal(put(store, &second), ACTA_OK);
    acta_result *result = NULL;
    assert_int_equal(acta_code_until(coder, &large, ACTA_STAGE_REPORT, &result, &err), ACTA_OK);
    assert_int_equal(acta_store_put(store, &large, result, NULL, &err), ACTA_IO);
    assert_non_null(strstr(err.message, "full"));
    acta_result_free(result);
    acta_store_close(store);
    free(text);
    assert_int_equal(number("SELECT count(*) FROM document WHERE id = 'a'"), 1);
    assert_int_equal(number("SELECT count(*) FROM document WHERE id = 'large'"), 0);
    assert_int_equal(number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

/* Indexes that are put off are missing until the join, also that of another program, and then as the schema has them. */
static void indexes_that_were_put_off_are_made_again(void **state) {
    (void)state;
    static const char indexes[] = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL";
    acta_store *store = opened(ACTA_STORE_WRITE);
    int64_t all = number(indexes);
    store->late_least = 2;
    for (int i = 0; i < 3; i++) {
        char id[2] = {(char)('a' + i), 0};
        acta_report report = report_of(id, texts[i]);
        assert_int_equal(number("SELECT count(*) FROM setting WHERE name = 'indexes'"), 0);
        assert_int_equal(acta_store_begin(store, &err), ACTA_OK);
        assert_int_equal(put(store, &report), ACTA_OK);
        assert_int_equal(acta_store_commit(store, &err), ACTA_OK);
    }
    acta_store_close(store);
    assert_true(number(indexes) < all);
    assert_int_equal(number("SELECT count(*) FROM setting WHERE name = 'indexes' AND value = 'due'"), 1);
    store = opened(ACTA_STORE_WRITE);
    assert_int_equal(acta_store_join(store, &err), ACTA_OK);
    acta_store_close(store);
    assert_int_equal(number(indexes), all);
    assert_int_equal(number("SELECT count(*) FROM sqlite_schema WHERE sql LIKE 'CREATE INDEX party_who ON party(who, role)'"), 1);
    assert_int_equal(number("SELECT count(*) FROM setting WHERE name = 'indexes'"), 0);
    assert_int_equal(number("SELECT count(*) FROM event WHERE happening IS NULL"), 0);
    assert_int_equal(number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

static int64_t original_of(acta_store *store, const acta_report *report) {
    acta_copy copy;
    assert_int_equal(acta_store_copy(store, report, &copy, &err), ACTA_OK);
    return copy.original;
}

/* Who codes kept reports anew finds what was kept of them by indexes: they are made then, and put off no more. */
static void recoding_makes_the_indexes(void **state) {
    (void)state;
    static const char due[] = "SELECT count(*) FROM setting WHERE name = 'indexes' AND value = 'due'";
    acta_report first = report_of("a", texts[0]), other = report_of("b", texts[1]), last = report_of("c", texts[2]);
    acta_store *store = opened(ACTA_STORE_WRITE);
    store->late_least = 1;
    assert_int_equal(put(store, &first), ACTA_OK);
    assert_int_equal(acta_store_begin(store, &err), ACTA_OK);
    assert_int_equal(put(store, &other), ACTA_OK);
    assert_int_equal(acta_store_commit(store, &err), ACTA_OK);
    int64_t rows = number(all_rows);
    assert_int_equal(number(due), 1);
    run("UPDATE document SET model = 'older'");
    assert_int_equal(acta_store_begin(store, &err), ACTA_OK);
    assert_int_equal(put(store, &first), ACTA_OK);
    assert_int_equal(put(store, &other), ACTA_OK);
    assert_int_equal(acta_store_commit(store, &err), ACTA_OK);
    assert_int_equal(number(due), 0);
    assert_int_equal(number(all_rows), rows);
    assert_int_equal(acta_store_begin(store, &err), ACTA_OK);
    assert_int_equal(put(store, &last), ACTA_OK);
    assert_int_equal(acta_store_commit(store, &err), ACTA_OK);
    assert_int_equal(number(due), 0);
    acta_store_close(store);
    assert_int_equal(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

/* What keeps two reports from being compared with each other: their bands, wherever they are. */
static void bands_that_wait_are_found(void **state) {
    (void)state;
    static const char bands[] = "SELECT count(*) FROM band", known[] = "SELECT value FROM setting WHERE name = 'bands'";
    acta_report first = report_of("a", texts[0]), other = report_of("b", texts[1]), reprint = report_of("c", texts[0]);
    reprint.publisher = "Another Paper";
    acta_store *store = opened(ACTA_STORE_WRITE), *beside = opened(ACTA_STORE_WRITE);
    assert_int_equal(put(store, &first), ACTA_OK);
    assert_int_equal(put(store, &other), ACTA_OK);
    assert_int_equal(number(bands), 0);
    assert_int_equal(number(known), 0);
    assert_int_equal(original_of(store, &reprint), 1);
    assert_int_equal(original_of(beside, &reprint), 1);
    run("DELETE FROM document WHERE id = 'a'");
    assert_int_equal(original_of(store, &reprint), 0);
    acta_store_close(store);
    assert_int_equal(number(bands), 32);
    assert_int_equal(number(known), 2);
    acta_store_close(beside);
    assert_int_equal(number(bands), 32);
    beside = opened(ACTA_STORE_READ);
    reprint = report_of("c", texts[1]);
    reprint.publisher = "Another Paper";
    assert_int_equal(original_of(beside, &reprint), 2);
    acta_store_close(beside);
}

/* The sieve overlooks no band of the table, is given up when it is full, and made again. */
static void a_sieve_overlooks_nothing(void **state) {
    (void)state;
    enum { MORE = 1 << 16 };
    acta_report first = report_of("a", texts[0]), reprint = report_of("b", texts[0]);
    bool passes = true;
    int passed = 0;
    reprint.publisher = "Another Paper";
    acta_store *store = opened(ACTA_STORE_WRITE);
    store->bands.most = 1;
    assert_int_equal(put(store, &first), ACTA_OK);
    for (uint64_t i = 0; i < 1000; i++) {
        assert_int_equal(sieve_passes(store, i << 40, &passes, &err), ACTA_OK);
        passed += passes;
    }
    assert_non_null(store->sieve.words);
    assert_in_range(passed, 0, 20);  /* the first, which the table was asked for, among them */
    assert_int_equal(original_of(store, &reprint), 1);
    for (uint64_t i = 0; i < MORE && store->sieve.words != NULL; i++) sieve_add(&store->sieve, i << 40);
    assert_null(store->sieve.words);
    assert_int_equal(original_of(store, &reprint), 1);
    assert_int_equal(original_of(store, &reprint), 1);
    assert_non_null(store->sieve.words);
    acta_store_close(store);
}

/* As a program that was ended leaves them, and as one that writes them at once does. */
static void bands_that_were_lost_are_made_again(void **state) {
    (void)state;
    acta_report first = report_of("a", texts[0]), other = report_of("b", texts[1]), reprint = report_of("c", texts[0]);
    reprint.publisher = "Another Paper";
    acta_store *store = opened(ACTA_STORE_WRITE);
    store->bands.most = 1;
    assert_int_equal(put(store, &first), ACTA_OK);
    assert_int_equal(number("SELECT count(*) FROM band"), 32);
    assert_int_equal(put(store, &other), ACTA_OK);
    assert_int_equal(number("SELECT value FROM setting WHERE name = 'bands'"), 2);
    assert_int_equal(original_of(store, &reprint), 1);
    acta_store_close(store);
    run("DELETE FROM band; UPDATE setting SET value = '0' WHERE name = 'bands'");
    store = opened(ACTA_STORE_WRITE);
    assert_int_equal(original_of(store, &reprint), 1);
    acta_store_close(store);
    assert_int_equal(number("SELECT count(*) FROM band"), 64);
    run("DELETE FROM band; UPDATE setting SET value = '1' WHERE name = 'bands'");
    store = opened(ACTA_STORE_WRITE);
    assert_int_equal(acta_store_join(store, &err), ACTA_OK);
    acta_store_close(store);
    assert_int_equal(number("SELECT count(*) FROM band WHERE doc = 2"), 32);
    assert_int_equal(number("SELECT value FROM setting WHERE name = 'bands'"), 2);
    run("DELETE FROM setting WHERE name = 'bands'");
    reprint = report_of("c", texts[1]);
    reprint.publisher = "Another Paper";
    store = opened(ACTA_STORE_WRITE);
    assert_int_equal(original_of(store, &reprint), 2);
    assert_int_equal(store->bands.count, 0);
    acta_store_close(store);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_older_archive_is_brought_up_to_date, new_path, remove_path),
        cmocka_unit_test_setup_teardown(steps_run_in_turn_or_not_at_all, new_path, remove_path),
        cmocka_unit_test_setup_teardown(a_newer_one_and_other_files_are_refused, new_path, remove_path),
        cmocka_unit_test_setup_teardown(what_is_put_is_known, new_path, remove_path),
        cmocka_unit_test_setup_teardown(a_report_is_recoded_by_its_id, new_path, remove_path),
        cmocka_unit_test_setup_teardown(one_that_fails_costs_itself, new_path, remove_path),
        cmocka_unit_test_setup_teardown(one_that_fails_half_way_leaves_nothing, new_path, remove_path),
        cmocka_unit_test_setup_teardown(no_room_undoes_the_batch_alone, new_path, remove_path),
        cmocka_unit_test_setup_teardown(indexes_that_were_put_off_are_made_again, new_path, remove_path),
        cmocka_unit_test_setup_teardown(bands_that_wait_are_found, new_path, remove_path),
        cmocka_unit_test_setup_teardown(bands_that_were_lost_are_made_again, new_path, remove_path),
        cmocka_unit_test_setup_teardown(recoding_makes_the_indexes, new_path, remove_path),
        cmocka_unit_test_setup_teardown(a_sieve_overlooks_nothing, new_path, remove_path),
    };
    return cmocka_run_group_tests(tests, open_model, close_model);
}
