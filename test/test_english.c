/* test_english.c - which reports are English. All texts are ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/english.h"

static acta_language language_of(const char *bytes, size_t count, const char *title) {
    acta_language language = ACTA_LANGUAGE_OTHER;
    acta_report report = {.bytes = bytes, .byte_count = count, .title = title};
    assert_int_equal(acta_report_language(&report, &language, NULL), ACTA_OK);
    return language;
}

static bool is_english(const char *text) {
    return language_of(text, strlen(text), NULL) == ACTA_LANGUAGE_ENGLISH;
}

static const struct {
    const char *language, *text;
} others[] = {
    {"French", "Le ministre des affaires étrangères est arrivé lundi à Tunis pour des entretiens avec son homologue sur la situation à la frontière."},
    {"French in capitals", "LE MINISTRE EST ARRIVÉ LUNDI À TUNIS POUR DES ENTRETIENS AVEC SON HOMOLOGUE SUR LA FRONTIÈRE ET LES RÉFUGIÉS."},
    {"German", "Der Außenminister ist am Montag zu Gesprächen in Prag eingetroffen. Die Regierung wollte sich zu den Vorwürfen nicht äußern."},
    {"Spanish", "El presidente recibió el martes a los dirigentes sindicales en el palacio de gobierno para poner fin a la huelga de los mineros."},
    {"Portuguese", "O presidente recebeu na terça-feira os dirigentes sindicais no palácio do governo para pôr fim à greve dos mineiros, que já dura um mês."},
    {"Italian", "Il ministro degli esteri è arrivato lunedì a Tripoli per colloqui con il suo omologo sulla situazione dei migranti nel Mediterraneo."},
    {"Dutch", "De minister van Buitenlandse Zaken is maandag in Praag aangekomen voor overleg met zijn ambtgenoot over de toestand aan de grens."},
    {"Swedish", "Utrikesministern anlände på måndagen till Prag för att tala med sin kollega om läget vid gränsen, uppger en talesman för regeringen."},
    {"Danish", "Udenrigsministeren ankom mandag til Prag for at drøfte situationen ved grænsen med sin kollega, siger en talsmand for regeringen."},
    {"Norwegian", "Utenriksministeren kom mandag til Praha for å drøfte situasjonen ved grensen med sin kollega, sier en talsmann for regjeringen."},
    {"Finnish", "Ulkoministeri saapui maanantaina Prahaan keskustelemaan rajan tilanteesta. Hallituksen mukaan neuvottelut jatkuvat vielä tiistaina."},
    {"Estonian", "Välisminister saabus esmaspäeval Prahasse, et arutada olukorda piiril. Valitsuse teatel jätkuvad läbirääkimised ka teisipäeval."},
    {"Latvian", "Ārlietu ministrs pirmdien ieradās Prāgā, lai pārrunātu stāvokli uz robežas. Valdība paziņoja, ka sarunas turpināsies arī otrdien."},
    {"Lithuanian", "Užsienio reikalų ministras pirmadienį atvyko į Prahą aptarti padėties pasienyje. Vyriausybė pranešė, kad derybos tęsis ir antradienį."},
    {"Polish", "Minister spraw zagranicznych przybył w poniedziałek do Pragi na rozmowy o sytuacji na granicy. Rząd nie chciał tego komentować."},
    {"Czech", "Ministr zahraničí přijel v pondělí do Varšavy na jednání o situaci na hranici. Vláda se k tomu nechtěla vyjádřit, uvedl mluvčí."},
    {"Croatian", "Ministar vanjskih poslova doputovao je u ponedjeljak u Prag na razgovore o stanju na granici. Vlada nije htjela komentirati navode."},
    {"Romanian", "Ministrul de externe a sosit luni la Praga pentru discuții despre situația de la frontieră. Guvernul nu a dorit să comenteze știrea."},
    {"Hungarian", "A külügyminiszter hétfőn Prágába érkezett, hogy tárgyaljon a határon kialakult helyzetről. A kormány nem kívánta kommentálni a hírt."},
    {"Turkish", "Dışişleri bakanı pazartesi günü sınırdaki durumu görüşmek için Prag'a geldi. Hükümet bu iddialar için bir açıklama yapmadı."},
    {"Albanian", "Ministri i jashtëm mbërriti të hënën në Pragë për bisedime për gjendjen në kufi. Qeveria nuk deshi të komentojë këtë lajm."},
    {"Indonesian", "Menteri luar negeri tiba di Praha pada hari Senin untuk membahas keadaan di perbatasan dengan rekannya, kata juru bicara pemerintah."},
    {"Tagalog", "Dumating sa Praga noong Lunes ang kalihim ng ugnayang panlabas upang pag-usapan ang kalagayan sa hangganan, ayon sa pamahalaan."},
    {"Vietnamese", "Bộ trưởng ngoại giao đã đến Praha hôm thứ hai để thảo luận về tình hình ở biên giới, theo người phát ngôn của chính phủ."},
    {"Swahili", "Waziri wa mambo ya nje aliwasili Praha siku ya Jumatatu kwa mazungumzo na mwenzake kuhusu hali ya mpakani, alisema msemaji wa serikali."},
    {"Hausa", "Ministan harkokin waje ya isa Praha ranar Litinin domin tattaunawa da takwaransa kan halin da ake ciki a iyaka, in ji gwamnatin."},
    {"Somali", "Wasiirka arrimaha dibadda ayaa Isniintii gaaray magaalada si uu ugala hadlo dhiggiisa xaaladda xuduudda, sida ay sheegtay dowladda."},
    {"no list: Kinyarwanda", "Minisitiri w'ububanyi n'amahanga yageze i Praha kuwa mbere kugira ngo baganire ku bibazo byo ku mupaka hamwe na mugenzi we, nk'uko "
                             "byatangajwe n'umuvugizi wa guverinoma wavuze ko ibiganiro bizakomeza ejo."},
    {"Russian", "Министр иностранных дел прибыл в понедельник в Прагу для переговоров о положении на границе."},
    {"Ukrainian", "Міністр закордонних справ прибув у понеділок до Праги для переговорів про становище на кордоні."},
    {"Greek", "Ο υπουργός Εξωτερικών έφτασε τη Δευτέρα στην Πράγα για συνομιλίες."},
    {"Arabic", "وصل وزير الخارجية يوم الاثنين إلى براغ لإجراء محادثات حول الوضع على الحدود."},
    {"Persian", "وزیر امور خارجه روز دوشنبه برای گفتگو درباره وضعیت مرز وارد پراگ شد."},
    {"Hebrew", "שר החוץ הגיע ביום שני לפראג לשיחות על המצב בגבול."},
    {"Hindi", "विदेश मंत्री सीमा की स्थिति पर बातचीत के लिए सोमवार को प्राग पहुंचे।"},
    {"Chinese", "外交部长星期一抵达布拉格，就边境局势举行会谈。"},
    {"Japanese", "外相は月曜日、国境の情勢について協議するためプラハに到着した。"},
    {"Korean", "외무장관이 월요일 국경 상황을 논의하기 위해 프라하에 도착했다."},
    {"Thai", "รัฐมนตรีต่างประเทศเดินทางถึงกรุงปรากเมื่อวันจันทร์เพื่อหารือเกี่ยวกับสถานการณ์ชายแดน"},
};

static void test_other_languages(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (is_english(others[i].text)) fail_msg("%s is taken for English", others[i].language);
    }
}

static const char *const english[] = {
    "",
    " \n\n ",
    "x",
    "Minister visits Lima",
    "EU, Chile ink deal",
    "U.S. deports 214 to Honduras",
    "BRIEF-Vale Q3 net up 12 pct",
    "Peru met Chile.",
    "POLICE IN KATHMANDU ARREST FORTY AT BANNED RALLY",
    "Carlos de la Torre beats Juan de los Santos, 6-4, 7-5",
    "Lima: Ana de la Cruz, José de los Ríos, María del Carmen Vega y Luis San Martín",
    "Abdullah bin Rashid al Maktoum, Khalifa bin Zayed al Nahyan, Hamad bin Isa al Khalifa",
    "Results: Almería 2 Getafe 0; Cádiz 1 Real Unión 1; Las Palmas 3 Elche 2 (Santos 12, 44, Van der Berg 80-og)",
    "Shr 31 cts vs 28 cts\nNet 1,699,124 vs 1,177,786\nRevs 45.6 mln vs 31.6 mln\n12 mths\nShr 1.12 dlrs vs 98 cts",
    "The party of Jean-Marie de La Rochefoucauld, Les Amis de la Terre, said the vote in Bois-le-Duc was fair.",
    "\"Nous sommes prêts\", he told reporters after the talks, which the two sides called useful, in the town of Pau.",
    "Th\xFF minist\x80r m\x00t reb\xE2l l\xFF""aders \xE2n th\xFF capit\x80l on Monday, offici\xE2ls sa\x80""d, and they agr\xFF""ed to a truce.",
    "Peopleâ€™s Party leader â€œMajaâ€\x9D OrÅ¡iÄ‡ wonâ€™t stand in the cityâ€™s vote, she said on Monday.",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
    "http://example.org/de/la/el/los/nachrichten-und-berichte www.example.fr/le-ministre-est-arrive a.de.la@example.es",
};

static void test_english(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
        if (!is_english(english[i])) fail_msg("not taken for English: %s", english[i]);
    }
}

static void test_noise_is_no_other_language(void **state) {
    (void)state;
    char noise[3000];
    uint32_t x = 7;
    for (size_t i = 0; i < sizeof noise; i++) noise[i] = (char)((x = x * 1664525 + 1013904223) >> 24);
    assert_int_equal(language_of(noise, sizeof noise, NULL), ACTA_LANGUAGE_ENGLISH);
    memset(noise, 'a', sizeof noise);
    assert_int_equal(language_of(noise, sizeof noise, NULL), ACTA_LANGUAGE_ENGLISH);
    memset(noise, 0, sizeof noise);
    assert_int_equal(language_of(noise, sizeof noise, NULL), ACTA_LANGUAGE_ENGLISH);
}

static void test_utf_16_and_windows_1252(void **state) {
    (void)state;
    char wide[512];
    const char *text = "Le ministre est venu pour des entretiens avec son homologue sur la situation dans les deux pays.";
    for (size_t i = 0; i <= strlen(text); i++) wide[2 * i] = text[i], wide[2 * i + 1] = '\0';
    assert_int_equal(language_of(wide, 2 * strlen(text), NULL), ACTA_LANGUAGE_OTHER);
    assert_false(is_english("Le ministre a \xE9t\xE9 re\xE7u par le pr\xE9sident, qui a d\xE9""clar\xE9 que les deux pays \xE9taient pr\xEAts."));
}

static void test_title_counts_too(void **state) {
    (void)state;
    const char *title = "Le ministre est arrivé pour des entretiens avec son homologue sur la situation";
    assert_int_equal(language_of("", 0, title), ACTA_LANGUAGE_OTHER);
    assert_int_equal(language_of(NULL, 0, "Minister arrives for talks with his counterpart"), ACTA_LANGUAGE_ENGLISH);
}

static void test_what_is_seen(void **state) {
    (void)state;
    english_signs s;
    const char *text = "The mayor of La Paz said 12 of the 40 were freed. See https://example.org/the/of";
    english_look(text, strlen(text), &s);
    assert_int_equal(s.english, 6);                  /* the of said of the were: those of the address do not count */
    assert_int_equal(s.numeric, 2);
    assert_int_equal(s.letters, s.latin);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_other_languages), cmocka_unit_test(test_english), cmocka_unit_test(test_noise_is_no_other_language),
        cmocka_unit_test(test_utf_16_and_windows_1252), cmocka_unit_test(test_title_counts_too), cmocka_unit_test(test_what_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
