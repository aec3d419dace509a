/* test_page.c - pages of HTML: charsets, what stands around a report, headline, day, publisher, and pages made to do harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>

#include "acta.h"
#include "page/block.h"
#include "page/charset.h"
#include "page/phrase.h"
#include "page/sift.h"
#include "page/webday.h"

#define PARAGRAPH "Soldiers fired on a crowd in the capital on Sunday, and the ministry said that two people had died of their wounds. "
#define TWO_PARAGRAPHS                                                                                                                      \
    "Soldiers fired on a crowd in the capital on Sunday, and the ministry said that two people had died of their wounds.\n\n"                 \
    "The opposition called for an inquiry into the shooting, which it says began after the curfew had been lifted."
#define SECOND "The opposition called for an inquiry into the shooting, which it says began after the curfew had been lifted. "

static acta_page *read_bytes(const char *bytes, size_t count, const char *charset) {
    acta_page *page = NULL;
    acta_err err = {0};
    assert_int_equal(acta_page_read(bytes, count, charset, &page, &err), ACTA_OK);
    assert_non_null(page);
    assert_int_equal(strlen(page->text), page->text_bytes);
    return page;
}

static acta_page *read_html(const char *html) { return read_bytes(html, strlen(html), NULL); }

static void text_is(const char *html, const char *expected) {
    acta_page *page = read_html(html);
    assert_string_equal(page->text, expected);
    acta_page_free(page);
}

/* ---- The text ---- */

static void paragraphs(void **state) {
    (void)state;
    text_is("<html><body><nav><a href=/>Home</a> <a href=/world>World</a></nav><article><h1>Two die in the capital</h1>"
            "<p>" PARAGRAPH "</p><p>" SECOND "</p></article><footer>Contact us</footer>",
            TWO_PARAGRAPHS);
    text_is("", "");
    text_is("<p>", "");
}

/* Around the same two paragraphs, what sites set around theirs: nothing of it may stay. */
static void what_stands_around(void **state) {
    (void)state;
    static const char *const around[] = {
        "<div class='share-bar'><p>Share this report with your friends, and tell them what you think of it.</p></div>",
        "<div id=cookie-banner><p>We use cookies to store information on your device; by going on you agree to our privacy policy.</p></div>",
        "<aside><p>This box tells of another matter altogether, in a sentence as long as any other on the page.</p></aside>",
        "<figure><img src=a.jpg><figcaption>Soldiers stand guard in a street of the capital in this picture of last year.</figcaption></figure>",
        "<p><b>READ ALSO:</b> <a href=/x>Another story of which much more could be said than is said here</a></p>",
        "<p>Advertisement</p>",
        "<div class='newsletter-signup'><h3>Newsletter</h3><p>Get the day's stories in your inbox each morning, for nothing at all.</p></div>",
        "<blockquote class=pullquote><p>The ministry said that two people had died of their wounds in the hospital.</p></blockquote>",
        "<ul class='tags'><li><a href=/t>army</a></li></ul>",
        "<div hidden><p>This paragraph is not shown to anybody who reads the page in a browser of our day.</p></div>",
        "<div class='inline-related'><h4>Related stories</h4><ul><li><a href=/1>One more story</a></li><li><a href=/2>And another one</a></li></ul></div>",
        "<h3>You may also like</h3><ul><li><a href=/1>One more story</a></li><li><a href=/2>And another one</a></li></ul>",
        "<dialog open><p>This window asks you to leave your address before you may go on with what you read.</p></dialog>",
    };
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        char html[4096];
        snprintf(html, sizeof html, "<html><body><div class=page><h1>Two die in the capital</h1><div class=txt><p>" PARAGRAPH "</p>%s<p>" SECOND "</p></div></div></body></html>", around[i]);
        acta_page *page = read_html(html);
        if (strcmp(page->text, TWO_PARAGRAPHS) != 0) print_error("left of: %s\n%s\n", around[i], page->text);
        assert_string_equal(page->text, TWO_PARAGRAPHS);
        acta_page_free(page);
    }
}

/* What belongs to the text stays, whatever its element is called. */
static void what_is_kept(void **state) {
    (void)state;
    text_is("<body class='has-sidebar comments-open'><div class='no-share article-with-related'><h1>Two die</h1><p>" PARAGRAPH "<h2>Background</h2><ul><li>One.<li>Two were hurt.</ul>"
            "<blockquote>\"We heard nothing.\"</blockquote><p>" SECOND,
            "Soldiers fired on a crowd in the capital on Sunday, and the ministry said that two people had died of their wounds.\n\nBackground\n\nOne.\n\nTwo were hurt.\n\n"
            "\"We heard nothing.\"\n\nThe opposition called for an inquiry into the shooting, which it says began after the curfew had been lifted.");
    text_is("<h1>Two die</h1><h2 class=standfirst>The ministry names no culprit as the mourning goes on</h2><div class=a><p>" PARAGRAPH "</div>",
            "The ministry names no culprit as the mourning goes on\n\n"
            "Soldiers fired on a crowd in the capital on Sunday, and the ministry said that two people had died of their wounds.");
}

/* ---- Headline, day, publisher, address ---- */

static void one_fact(const char *head, const char *title, const char *published, const char *publisher) {
    char html[4096];
    snprintf(html, sizeof html, "<html><head>%s</head><body><p>" PARAGRAPH "</p></body></html>", head);
    acta_page *page = read_html(html);
    if (title != NULL) assert_non_null(page->title);
    if (title != NULL) assert_string_equal(page->title, title);
    if (published != NULL && page->published == NULL) print_error("no day: %s\n", head);
    if (published != NULL) assert_non_null(page->published);
    if (published != NULL) assert_string_equal(page->published, published);
    else assert_null(page->published);
    if (publisher != NULL) assert_non_null(page->publisher);
    if (publisher != NULL) assert_string_equal(page->publisher, publisher);
    acta_page_free(page);
}

static void facts(void **state) {
    (void)state;
    one_fact("<title>Two die in the capital - The Daily Example</title><meta property=og:site_name content='Daily Example'>", "Two die in the capital", NULL, "Daily Example");
    one_fact("<title>Two die in capital, says ministry | World | Daily Example</title><meta property=og:site_name content='Daily Example'>", "Two die in capital, says ministry", NULL, "Daily Example");
    one_fact("<title>Two die in the capital, says ministry - Coast News</title>", "Two die in the capital, says ministry", NULL, "Coast News");
    one_fact("<meta property=og:title content='Two &amp;amp; more die'>", "Two & more die", NULL, NULL);
    static const char *const days[] = {"property=article:published_time content=2021-02-28T23:50:00+04:30", "name=dc.date.issued content=2021-02-28", "name=parsely-pub-date content=2021-02-28T01:00:00Z",
                                       "name=sailthru.date content='2021-02-28 10:00:00'", "itemprop=datePublished content='Feb. 28, 2021'", "name=DC.Date content=20210228", "name=pubdate content=1614500000"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        char head[256];
        snprintf(head, sizeof head, "<meta name=date content=1999-01-01><meta property=article:modified_time content=2022-01-01><meta %s>", days[i]);
        one_fact(head, NULL, "2021-02-28", NULL);
    }
    one_fact("<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Organization\",\"@id\":\"#o\",\"name\":\"Ex\"},{\"@type\":\"NewsArticle\",\"headline\":\"Two die\",\"datePublished\":\"2021-03-01\","
             "\"publisher\":{\"@id\":\"#o\"}}]}</script>", "Two die", "2021-03-01", "Ex");
    one_fact("<link rel=canonical href=https://x.example/news/2020/12/31/two-die>", NULL, "2020-12-31", NULL);
}

static void seen_day(const char *html, const char *published) {
    acta_page *page = read_html(html);
    assert_non_null(page->published);
    assert_string_equal(page->published, published);
    acta_page_free(page);
}

/* The day of the report, not today's in the head of the page, not that of a change, not one told in the text. */
static void days_on_the_page(void **state) {
    (void)state;
    seen_day("<div class=top>Monday, 23 November 2026</div><h1>Two die in the capital</h1><span>By Jane Roe</span><div>28 February 2021</div><p>" PARAGRAPH "</p><p>On 3 March 1999 it was so too.</p>", "2021-02-28");
    seen_day("<h1>Two die</h1><time class=updated datetime=2022-05-05>x</time><time datetime=2021-02-28T10:00Z>y</time><p>" PARAGRAPH, "2021-02-28");
    seen_day("<h1>Two die</h1><p>" PARAGRAPH "</p><p>" SECOND "</p><p>" PARAGRAPH SECOND PARAGRAPH SECOND PARAGRAPH SECOND "</p><p class=date>Published 28.02.2021</p>", "2021-02-28");
}

static void web_days(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool month_first;
        int year, month, day;
    } cases[] = {{"Sun, 28 Feb 2021 23:59:59 GMT", false, 2021, 2, 28}, {"Sun Feb 28 10:11:12 EST 2021", false, 2021, 2, 28}, {"February 28th, 2021", false, 2021, 2, 28}, {"2021-02-28T23:00:00-08:00", false, 2021, 2, 28},
                 {"03/04/2021", false, 2021, 4, 3}, {"03/04/2021", true, 2021, 3, 4}, {"13/04/2021", true, 2021, 4, 13}, {"3.4.2021", true, 2021, 4, 3}, {"20210228", false, 2021, 2, 28}, {"20210228101112", false, 2021, 2, 28},
                 {"1614556800000", false, 2021, 3, 1}, {"Posted On: 12 MAR 2021 4:30PM", false, 2021, 3, 12}, {"2021/2/3", false, 2021, 2, 3}, {"31 June 2021", false, 0, 0, 0}, {"10:15", false, 0, 0, 0},
                 {"", false, 0, 0, 0}, {"28 Feb", false, 0, 0, 0}, {"1234567890123456789012", false, 0, 0, 0}, {"99999999999999", false, 0, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        civil_date day = webday_read(cases[i].text, cases[i].month_first);
        assert_int_equal(day.year, cases[i].year);
        if (day.year != 0) assert_int_equal(day.month * 100 + day.day, cases[i].month * 100 + cases[i].day);
    }
    assert_int_equal(webday_of_url("https://x.example/2021/02/28/a").day, 28);
    assert_int_equal(webday_of_url("https://x.example/world/2021/feb/28/a").day, 28);
    assert_int_equal(webday_of_url("https://x.example/a-20210228-1.html").day, 28);
    assert_int_equal(webday_of_url("https://x.example/2021/a/12345").year, 0);
}

/* ---- Charsets ---- */

static void charset_is(const char *bytes, size_t count, const char *declared, const char *expected) {
    arena a;
    slice utf8;
    arena_begin(&a, acta__malloc(), 0);
    assert_int_equal(charset_decode((slice){bytes, count}, declared, &a, &utf8), ACTA_OK);
    assert_int_equal(utf8.bytes, strlen(expected));
    assert_memory_equal(utf8.at, expected, utf8.bytes);
    arena_end(&a);
}
#define CHARSET_IS(bytes, declared, expected) charset_is((bytes), sizeof(bytes) - 1, (declared), (expected))

static void charsets(void **state) {
    (void)state;
    CHARSET_IS("\xEF\xBB\xBF" "caf\xC3\xA9", "iso-8859-1", "caf\xC3\xA9");                   /* a byte order mark goes before all */
    CHARSET_IS("\xFF\xFE" "c\0\xE9\0", "utf-8", "c\xC3\xA9");
    CHARSET_IS("\xFE\xFF\0c\0\xE9", NULL, "c\xC3\xA9");
    CHARSET_IS("caf\xE9 \x93", "ISO-8859-1", "caf\xC3\xA9 \xE2\x80\x9C");                    /* which browsers take for windows-1252 */
    CHARSET_IS("\xC0<meta charset=utf-8>", "windows-1251", "\xD0\x90<meta charset=utf-8>");  /* the transport before the page */
    CHARSET_IS("<meta charset=\"koi8-r\">\xC1", NULL, "<meta charset=\"koi8-r\">\xD0\xB0");
    CHARSET_IS("<META http-equiv=Content-Type content='text/html; charset=shift_jis'>\x93\xFA", NULL, "<META http-equiv=Content-Type content='text/html; charset=shift_jis'>\xE6\x97\xA5");
    CHARSET_IS("<!-- <meta charset=koi8-r> -->\xC3\xA9", NULL, "<!-- <meta charset=koi8-r> -->\xC3\xA9");
    CHARSET_IS("<?xml version='1.0' encoding='iso-8859-2'?>\xB1", NULL, "<?xml version='1.0' encoding='iso-8859-2'?>\xC4\x85");
    CHARSET_IS("<meta charset=utf-16>caf\xC3\xA9", NULL, "<meta charset=utf-16>caf\xC3\xA9");  /* it was read as ASCII, so it is none */
    CHARSET_IS("caf\xC3\xA9", "no-such-charset", "caf\xC3\xA9");
    CHARSET_IS("caf\xC3\xA9 \xE2\x80", NULL, "caf\xC3\xA9 \xE2\x80");                        /* cut short, but UTF-8 */
    CHARSET_IS("caf\xE9", NULL, "caf\xC3\xA9");
    CHARSET_IS("a\x81\xE9", NULL, "a\xEF\xBF\xBD\xC3\xA9");
    CHARSET_IS("\xA1z<meta charset=big5>", "euc-jp", "\xEF\xBF\xBDz<meta charset=big5>");         /* a byte that stands for nothing */
}

/* ---- Pages made by hand, each odd in its way: test/pages/NAME.html, and in NAME.txt headline, day, publisher, text ---- */

static char *read_file(const char *folder, const char *name, const char *ending, size_t *count) {
    char path[1024];
    snprintf(path, sizeof path, "%s/test/pages/%.*s%s", folder, (int)strcspn(name, "."), name, ending);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *bytes = calloc(1, 1 << 16);
    assert_non_null(bytes);
    *count = fread(bytes, 1, (1 << 16) - 1, f);
    fclose(f);
    return bytes;
}

static void one_odd_page(const char *root, const char *name) {
    size_t given, wanted;
    char *html = read_file(root, name, ".html", &given), *expected = read_file(root, name, ".txt", &wanted);
    acta_page *page = read_bytes(html, given, NULL);
    size_t room = page->text_bytes + 2048;
    char *told = malloc(room);
    assert_non_null(told);
    snprintf(told, room, "%.500s\n%s\n%.500s\n%s\n", page->title != NULL ? page->title : "", page->published != NULL ? page->published : "", page->publisher != NULL ? page->publisher : "", page->text);
    if (strcmp(told, expected) != 0) print_error("%s\n", name);
    assert_string_equal(told, expected);
    acta_page_free(page);
    free(told);
    free(html);
    free(expected);
}

static void odd_pages(void **state) {
    (void)state;
    const char *root = getenv("ACTA_SOURCE_ROOT");
    if (root == NULL) skip();
    char path[1024];
    snprintf(path, sizeof path, "%s/test/pages", root);
    DIR *folder = opendir(path);
    assert_non_null(folder);
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        size_t bytes = strlen(entry->d_name);
        if (bytes < 6 || strcmp(entry->d_name + bytes - 5, ".html") != 0) continue;
        one_odd_page(root, entry->d_name);
        count++;
    }
    closedir(folder);
    assert_true(count >= 10);
}

/* ---- Memory ---- */

typedef struct counted {
    int left;                        /* allocations that still succeed */
    int live;
} counted;

static void *counted_resize(void *ctx, void *ptr, size_t old_size, size_t new_size) {
    counted *c = ctx;
    acta_alloc memory = acta__malloc();
    if (new_size > 0 && c->left-- <= 0) return NULL;
    c->live += (ptr == NULL && new_size > 0) - (ptr != NULL && new_size == 0);
    return memory.resize(memory.ctx, ptr, old_size, new_size);
}

static acta_status read_tree(acta_alloc memory, const char *html) {
    arena a;
    slice sifted;
    tree t;
    block_list blocks = {0};
    arena_begin(&a, memory, 0);
    acta_status status = sift((slice){html, strlen(html)}, &a, &sifted);
    if (status == ACTA_OK) status = tree_read(sifted, &a, &t, NULL);
    bool *cut = status == ACTA_OK ? ARENA_NEW(&a, bool, t.count) : NULL;
    if (status == ACTA_OK) status = cut != NULL ? blocks_read(&t, cut, &a, &blocks) : ACTA_NOMEM;
    arena_end(&a);
    return status;
}

/* The parser of HTML does not expect to be refused memory; it is left at any point without losing any. */
static void no_memory(void **state) {
    (void)state;
    char html[20000] = "<html><body>";
    for (int i = 0; i < 100; i++) strcat(html, "<div class='a b c' id=d><p>" PARAGRAPH "</p></div>");
    acta_status status = ACTA_NOMEM;
    int tried = 0;
    for (; status != ACTA_OK && tried < 100000; tried++) {
        counted c = {.left = tried};
        status = read_tree((acta_alloc){counted_resize, &c}, html);
        assert_true(status == ACTA_OK || status == ACTA_NOMEM);
        assert_int_equal(c.live, 0);
    }
    assert_true(tried > 3);
}

/* ---- Lines that pages set between ---- */

static void phrases(void **state) {
    (void)state;
    static const char *const furniture[] = {"Read more: Army out", "ADVERTISEMENT", "\xE2\x96\xBA READ ALSO: Army out", "By Jane Roe", "by Jane Roe in Kabul", "(Photo: AP)", "\xC2\xA9 2021 Example", "Share this:"};
    static const char *const told[] = {"By Sunday the army had left the town.", "Reading the text of the accord, he wept.", "He had a photo of her.", ("Comment was not to be had from the ministry on Sunday or the days before, and nobody at the "
                                       "embassy would say whether the envoy was to fly on to the capital or had already left for home on the evening plane as was said."), "Sharing power was ruled out.",
                                       "Sponsored by two neighbours, the militia took the port on Monday."};
    for (size_t i = 0; i < sizeof furniture / sizeof *furniture; i++) assert_true(phrase_is_furniture((slice){furniture[i], strlen(furniture[i])}, 5));
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) assert_false(phrase_is_furniture((slice){told[i], strlen(told[i])}, i == 3 ? 45 : 11));
    assert_true(phrase_heads_others((slice){"12 Comments", 11}));
    assert_true(phrase_heads_others((slice){"RELATED STORIES:", 16}));
    assert_true(phrase_heads_others((slice){"Latest", 6}));
    assert_false(phrase_heads_others((slice){"Latest talks fail", 17}));
    assert_false(phrase_heads_others((slice){"Background", 10}));
}

/* ---- Limits ---- */

/* The tree of a page of elements alone takes more memory than a page may. */
static void too_many_elements(void **state) {
    (void)state;
    size_t count = ACTA_PAGE_BYTES_MAX / 3;
    char *bytes = malloc(count * 3);
    acta_page *page = NULL;
    acta_err err = {0};
    assert_non_null(bytes);
    for (size_t i = 0; i < count; i++) memcpy(bytes + 3 * i, "<p>", 3);
    assert_int_equal(acta_page_read(bytes, count * 3, NULL, &page, &err), ACTA_LIMIT);
    assert_non_null(strstr(err.message, "too many elements"));
    assert_null(page);
    free(bytes);
}

static void too_large(void **state) {
    (void)state;
    size_t count = ACTA_PAGE_BYTES_MAX + 1u;
    char *bytes = calloc(count, 1);
    acta_page *page = (acta_page *)bytes;
    acta_err err = {0};
    assert_int_equal(acta_page_read(bytes, count, NULL, &page, &err), ACTA_LIMIT);
    assert_null(page);
    assert_non_null(strstr(err.message, "at most 8388608"));
    free(bytes);
    assert_int_equal(acta_page_read(NULL, 1, NULL, &page, &err), ACTA_MISUSE);
    assert_int_equal(acta_page_read(NULL, 0, NULL, &page, &err), ACTA_OK);
    assert_string_equal(page->text, "");
    acta_page_free(page);
}

enum { HARM_BYTES = 1 << 20 };       /* what takes a time that grows with the square of the page takes minutes at this size */

/* One piece over and over: an answer comes, or the limit is named. */
static void one_piece(const char *piece) {
    size_t bytes = strlen(piece), count = HARM_BYTES / bytes;
    char *page = malloc(count * bytes);
    assert_non_null(page);
    for (size_t i = 0; i < count; i++) memcpy(page + i * bytes, piece, bytes);
    acta_page *read = NULL;
    acta_err err = {0};
    acta_status status = acta_page_read(page, count * bytes, NULL, &read, &err);
    assert_true(status == ACTA_OK || (status == ACTA_LIMIT && strstr(err.message, "too many elements") != NULL));
    acta_page_free(read);
    free(page);
}

static void harm(void **state) {
    (void)state;
    static const char *const pieces[] = {"<div>", "<p>", "<", "<!--", "<a b=\"", "<a b=\">\" ", "</div>", "&amp", "<b><p>", "<table>", "<svg>", "<script>",
                                         "<ul><li>", "<font size=1>", "<title>", "a ", "\xFF", "<h2>Related</h2>", "<table><a>", "<form><p>", "<h1>", "<h2>a b", "<time>", "<p class=date>1", "<meta name=date>", "<script type=application/ld+json>[{}]</script>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) one_piece(pieces[i]);
}

/* One tag with more attributes than any page has. */
static void many_attributes(void **state) {
    (void)state;
    size_t count = 0;
    char *page = malloc(HARM_BYTES + 32);
    assert_non_null(page);
    for (unsigned i = 0; count < HARM_BYTES - 400; i++) count += (size_t)sprintf(page + count, i == 0 ? "<div " : "a%x=1 ", i);
    count += (size_t)sprintf(page + count, "class=story><p>" PARAGRAPH);
    acta_page *read = read_bytes(page, count, NULL);
    assert_memory_equal(read->text, "Soldiers fired", 14);
    acta_page_free(read);
    free(page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs),      cmocka_unit_test(what_stands_around), cmocka_unit_test(what_is_kept), cmocka_unit_test(facts),
        cmocka_unit_test(days_on_the_page), cmocka_unit_test(web_days),          cmocka_unit_test(charsets),     cmocka_unit_test(odd_pages),
        cmocka_unit_test(no_memory),       cmocka_unit_test(phrases),            cmocka_unit_test(too_large),    cmocka_unit_test(harm),
        cmocka_unit_test(too_many_elements),
        cmocka_unit_test(many_attributes),
    };
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
