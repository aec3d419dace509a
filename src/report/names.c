#include "report/names.h"

#include <string.h>

#include "base/utf8.h"

/* Every list is in bytewise order, lower case. */

typedef struct name_list {
    const char *const *names;
    size_t count;
} name_list;

typedef struct numbered {
    const char *name;
    int number;
} numbered;

#define LIST(name) (name_list){name, sizeof name / sizeof *name}

static const char *const agencies[] = {
    "aap", "aawsat", "abc news", "acn", "afp", "afp-jiji", "agence france-presse", "agerpres", "aki", "al arabiya",
    "al jazeera", "allafrica", "ana", "anadolu", "anatolia", "angop", "ani", "anp", "ansa", "antara", "ap",
    "ap-dow", "ap-reuters", "apa", "apa-tv", "apd", "apn", "app", "aps", "armenpress", "asian news international",
    "associated press", "atpn", "awn", "azertac", "bbc", "bbc news", "belga", "belta", "bernama", "bloomberg",
    "bna", "bta", "cana", "canadian press", "cbc", "cbs", "cbs news", "cna", "cnn", "cns", "cp", "ctk", "dawn",
    "deutsche welle", "dow jones", "dpa", "dvb", "dw", "efe", "efe-epa", "elta", "ena", "eurasianet",
    "eurasiareview", "fana", "fars", "financial times", "fox news", "france 24", "gna", "ians", "ifp", "ina",
    "interfax", "ips", "irin", "irna", "irna-english", "isna", "itar-tass", "jana", "jiji", "kabar", "kazinform",
    "kcna", "khovar", "kna", "kuna", "kyodo", "kyodo news", "lusa", "map", "mehr", "mena", "mna", "mti", "mtv",
    "nampa", "nan", "nbc", "nbc news", "new york times", "news24", "nhk", "nna", "notimex", "novosti", "npa", "nta",
    "ntb", "oana", "pa", "panapress", "pap", "petra", "pna", "prensa latina", "press trust of india", "pti", "ptv",
    "qna", "radio free europe", "reuters", "rfe", "rfe/rl", "rferl", "ria", "ria novosti", "rian", "rna", "rt",
    "saba", "sabah", "sana", "sapa", "sda", "shana", "sky news", "sonna", "spa", "sputnik", "sta", "suna", "tanjug",
    "tap", "tasnim", "tass", "telam", "the associated press", "the canadian press", "the guardian",
    "the new york times", "the washington post", "thomson reuters foundation", "tna", "tolonews", "trend",
    "ukrinform", "un news", "unb", "uni", "unian", "united press international", "upi", "urdupoint", "vna", "voa",
    "voice of america", "wafa", "wam", "xinhua", "yonhap", "zana", "zenit", "zimonline",
};

static const char *const agency_words[] = {
    "agence", "agencies", "agency", "broadcasting", "bulletin", "bureau", "chronicle", "correspondence",
    "correspondent", "correspondents", "courier", "daily", "desk", "despatch", "despatches", "dispatch",
    "dispatches", "express", "gazette", "guardian", "herald", "inquirer", "journal", "ledger", "mail", "media",
    "mercury", "messenger", "monitor", "news", "newspaper", "newspapers", "newsroom", "observer", "online", "post",
    "prensa", "press", "presse", "radio", "reporter", "reporters", "sentinel", "service", "staff", "stringer",
    "tagesspiegel", "telegraph", "telegraphic", "television", "times", "tribune", "tv", "weekly", "wire", "wires",
};

static const char *const labels[] = {
    "abstract", "act", "addition", "advisory", "agreement", "alert", "analysis", "announcement", "answer",
    "article", "attention", "audio", "background", "book", "box", "breaking", "brief", "briefing", "briefs",
    "budget", "bulletin", "caption", "chapter", "chronology", "clarification", "comment", "commentary", "consult",
    "contact", "correct", "corrected", "correction", "corrections", "corrects", "date", "details", "developing",
    "diary", "digest", "editor", "editorial", "editors", "eds", "email", "embargo", "embargoed", "end", "error",
    "exclusive", "explained", "explainer", "fact", "factbox", "facts", "fax", "feature", "file", "first", "flash",
    "focus", "for", "from", "full", "fyi", "gallery", "graphic", "headline", "headlines", "highlights", "important",
    "in", "insight", "interview", "introduction", "just", "key", "kill", "latest", "lead", "letter", "letters",
    "list", "live", "lookahead", "map", "market", "markets", "memo", "more", "morning", "must", "nb", "news",
    "newsmaker", "note", "note-to-editors", "notes", "obituary", "on", "only", "opinion", "opt", "out", "outlook",
    "part", "phone", "photo", "photos", "picture", "pictures", "place", "plus", "poll", "preview", "profile",
    "protocol", "ps", "q", "question", "questions", "quote", "quotes", "re", "read", "refile", "refiles",
    "reminder", "repeat", "repeating", "repeats", "report", "review", "rewrite", "roundup", "scene", "schedule",
    "scoreboard", "second", "section", "series", "shares", "sidebar", "snap", "source", "sources", "special",
    "sport", "sports", "spotlight", "statement", "stocks", "story", "sub", "subject", "subs", "summary", "table",
    "talking", "tel", "temperature", "test", "the", "third", "this", "time", "timeline", "tip", "title", "to",
    "today", "top", "transcript", "trends", "update", "updated", "updates", "updating", "urgent", "version",
    "video", "view", "viewpoint", "views", "wanted", "warning", "watch", "weather", "week", "weekend", "what",
    "when", "where", "who", "why", "with", "witness", "world", "wrap", "wrapup", "writethru", "xinhua", "yearender",
};

static const char *const organisations[] = {
    "ac", "acp", "adb", "afc", "afdb", "agoa", "aids", "aiib", "anc", "apc", "apec", "apga", "arf", "asean", "au",
    "bric", "brics", "cdc", "cia", "cis", "cites", "coa", "covid", "csto", "darpa", "dea", "dhs", "eac", "ec",
    "ecb", "ecowas", "efta", "eib", "epa", "esa", "eu", "eurozone", "fao", "farc", "fatf", "fbi", "fda", "fec",
    "fema", "fia", "fifa", "fincen", "fsb", "g20", "g7", "g8", "gcc", "hamas", "hdp", "hezbollah", "hrw", "iaea",
    "ibrd", "icao", "icbm", "icc", "icj", "icrc", "ictr", "icty", "idf", "ied", "ifad", "ifc", "ifrc", "igad",
    "ilo", "imf", "imo", "inc", "inec", "interpol", "ioc", "iom", "ipcc", "ipob", "ira", "irs", "is", "isaf", "isi",
    "isil", "isis", "iso", "itu", "iucn", "jnim", "kfor", "lra", "ltte", "mercosur", "monuc", "monusco", "msf",
    "nafta", "nam", "nasa", "nato", "ndc", "ngo", "npp", "npt", "nsa", "nuclear", "oas", "oau", "ocha", "oecd",
    "oic", "olaf", "opcw", "opec", "osce", "oxfam", "p5", "pdp", "pkk", "pla", "plo", "pti", "pyd", "rsf", "rss",
    "saarc", "sadc", "sars", "sco", "sec", "sfor", "spla", "splm", "swapo", "swift", "tpp", "ttp", "uae", "uk",
    "un", "unaids", "unami", "unamid", "unctad", "undp", "unep", "unesco", "unfccc", "unfpa", "unga", "unhcr",
    "unicef", "unido", "unifil", "unita", "unitaf", "unmik", "unmiss", "unocha", "unodc", "unrwa", "unsc", "us",
    "usa", "usaf", "usaid", "ussr", "wb", "wfp", "who", "wipo", "wmo", "wto", "ypg",
};

static const char *const sources[] = {
    "academic", "academics", "activist", "activists", "adviser", "advisers", "advisor", "aide", "aides", "airline",
    "airlines", "ambassador", "ambulance", "analysis", "analyst", "analysts", "army", "association", "attorney",
    "attorneys", "authorities", "authority", "bank", "bishop", "board", "broadcaster", "bureau", "cabinet",
    "campaigners", "cdc", "centcom", "chairman", "chancellor", "chief", "clerics", "coalition", "command",
    "commander", "commander-in-chief", "commanders", "commission", "commissioner", "committee", "company",
    "congressman", "consul", "coroner", "council", "counsel", "court", "cpj", "department", "deputy", "diplomat",
    "diplomats", "director", "doctor", "doctors", "economist", "economists", "embassies", "embassy", "envoy",
    "executive", "expert", "experts", "family", "fire", "firefighters", "fm", "foreign-ministry", "foundation",
    "government", "governor", "governorate", "govt", "group", "groups", "guards", "historian", "hospital",
    "hospitals", "hrw", "ict", "insiders", "institute", "intelligence", "interior-minister", "investigators",
    "journalist", "journalists", "judge", "judges", "junta", "kremlin", "lawmaker", "lawmakers", "lawyer",
    "lawyers", "leader", "leaders", "mayor", "media", "medic", "medics", "mfa", "military", "minister", "ministers",
    "ministry", "mission", "mod", "monitor", "monitors", "mp", "mps", "navy", "negotiator", "negotiators",
    "network", "newspaper", "newspapers", "ngo", "ngos", "observatory", "observer", "observers", "office",
    "officer", "officers", "official", "officials", "ombudsman", "operator", "opposition", "organisation",
    "organisers", "organization", "organizers", "palace", "panel", "paper", "papers", "parliament",
    "parliamentarian", "party", "pentagon", "pm", "police", "poll", "polls", "pollster", "premier", "presidency",
    "president", "prosecutor", "prosecutors", "provider", "radio", "rebels", "regulator", "relatives", "report",
    "reports", "representative", "republicans", "rescuers", "researcher", "researchers", "residents",
    "rights-group", "scholar", "scholars", "scientist", "scientists", "secretariat", "secretary", "security-forces",
    "senator", "senators", "sheriff", "source", "sources", "speaker", "spokesman", "spokesmen", "spokespeople",
    "spokesperson", "spokeswoman", "state-media", "statement", "statements", "study", "survey", "surveys",
    "taliban", "think-tank", "treasury", "tribunal", "tv", "un", "union", "unions", "university", "victims",
    "villagers", "watchdog", "watchdogs", "website", "white-house", "wikileaks", "witness", "witnesses", "workers",
};

static const char *const cities[] = {
    "abidjan", "abu dhabi", "abuja", "accra", "addis ababa", "aden", "agartala", "ahmedabad", "aleppo", "algiers",
    "almaty", "amman", "amritsar", "amsterdam", "ankara", "antananarivo", "ashgabat", "asmara", "astana",
    "asuncion", "athens", "atlanta", "auckland", "baghdad", "baku", "bali", "bamako", "bandar seri begawan",
    "bangalore", "bangkok", "bangui", "banjul", "barcelona", "basra", "beijing", "beirut", "belfast", "belgrade",
    "bengaluru", "benghazi", "berlin", "bern", "berne", "bhopal", "bhubaneswar", "bishkek", "bissau", "bogota",
    "bonn", "boston", "brasilia", "bratislava", "brazzaville", "brisbane", "brussels", "bucharest", "budapest",
    "buenos aires", "bujumbura", "bulawayo", "cairo", "calcutta", "calgary", "canberra", "cape town", "caracas",
    "casablanca", "chandigarh", "chennai", "chiang mai", "chicago", "chisinau", "chittagong", "colombo", "conakry",
    "copenhagen", "cotonou", "dakar", "dallas", "damascus", "dar es salaam", "davos", "dehradun", "delhi", "denver",
    "detroit", "dhaka", "dili", "djibouti", "dodoma", "doha", "donetsk", "dubai", "dublin", "durban", "dushanbe",
    "edinburgh", "entebbe", "erbil", "faisalabad", "frankfurt", "freetown", "gaborone", "gaza", "gaza city",
    "geneva", "georgetown", "goma", "guangzhou", "guatemala city", "guwahati", "hamburg", "hanoi", "harare",
    "hargeisa", "havana", "helsinki", "hiroshima", "ho chi minh city", "hong kong", "honiara", "houston",
    "hyderabad", "ibadan", "imphal", "isfahan", "islamabad", "istanbul", "jaffna", "jaipur", "jakarta", "jalalabad",
    "jammu", "jeddah", "jerusalem", "johannesburg", "juba", "kabul", "kaduna", "kampala", "kandahar", "kano",
    "karachi", "kathmandu", "kharkiv", "khartoum", "kiev", "kigali", "kingston", "kinshasa", "kisumu", "kochi",
    "kolkata", "kuala lumpur", "kuwait city", "kyiv", "la paz", "lagos", "lahore", "libreville", "lilongwe", "lima",
    "lisbon", "ljubljana", "lome", "london", "los angeles", "luanda", "lucknow", "lusaka", "luxembourg", "lviv",
    "macau", "madrid", "maiduguri", "malabo", "male", "managua", "manama", "manila", "maputo", "maseru", "mbabane",
    "mecca", "melbourne", "mexico city", "miami", "milan", "minneapolis", "minsk", "mogadishu", "mombasa",
    "monrovia", "montevideo", "montreal", "moroni", "moscow", "mosul", "multan", "mumbai", "munich", "muscat",
    "nagpur", "nairobi", "nassau", "naypyidaw", "new delhi", "new york", "niamey", "nicosia", "nouakchott",
    "nur-sultan", "osaka", "oslo", "ottawa", "ouagadougou", "panama city", "paris", "patna", "peshawar",
    "philadelphia", "phnom penh", "podgorica", "port harcourt", "port louis", "port moresby", "port of spain",
    "port sudan", "port-au-prince", "prague", "praia", "pretoria", "pristina", "pyongyang", "quetta", "quito",
    "rabat", "raipur", "ramallah", "ranchi", "rangoon", "rawalpindi", "reykjavik", "riga", "rio de janeiro",
    "riyadh", "rome", "saint petersburg", "san francisco", "san jose", "san juan", "san salvador", "sanaa",
    "santiago", "santo domingo", "sao paulo", "sarajevo", "seattle", "seoul", "shanghai", "shenzhen", "shillong",
    "singapore", "skopje", "sofia", "srinagar", "st petersburg", "st. petersburg", "stockholm", "strasbourg",
    "suva", "sydney", "taipei", "tallinn", "tashkent", "tbilisi", "tegucigalpa", "teheran", "tehran", "tel aviv",
    "the hague", "thimphu", "thiruvananthapuram", "tirana", "tokyo", "toronto", "tripoli", "tunis", "ulaanbaatar",
    "ulan bator", "united nations", "vancouver", "vatican city", "vienna", "vientiane", "vilnius", "vladivostok",
    "warsaw", "washington", "washington d.c.", "washington dc", "wellington", "west bank", "windhoek", "wuhan",
    "yangon", "yaounde", "yekaterinburg", "yerevan", "zagreb", "zurich",
};

static const numbered months[] = {
    {"apr", 4}, {"april", 4}, {"aug", 8}, {"august", 8}, {"dec", 12}, {"december", 12}, {"feb", 2}, {"febr", 2},
    {"february", 2}, {"jan", 1}, {"january", 1}, {"jul", 7}, {"july", 7}, {"jun", 6}, {"june", 6}, {"mar", 3},
    {"march", 3}, {"may", 5}, {"nov", 11}, {"november", 11}, {"oct", 10}, {"october", 10}, {"sep", 9}, {"sept", 9},
    {"september", 9},
};

static const numbered weekdays[] = {
    {"fri", 5}, {"friday", 5}, {"mon", 1}, {"monday", 1}, {"sat", 6}, {"saturday", 6}, {"sun", 7}, {"sunday", 7},
    {"thu", 4}, {"thur", 4}, {"thurs", 4}, {"thursday", 4}, {"tue", 2}, {"tues", 2}, {"tuesday", 2}, {"wed", 3},
    {"wednesday", 3}, {"weds", 3},
};

/* Bytewise order of a lower-case name and a text, letter case aside. */
static int compare(const char *name, const char *text, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        int difference = (int)(uint8_t)name[i] - (int)ascii_lower((uint8_t)text[i]);
        if (difference != 0) return difference;
    }
    return (uint8_t)name[bytes];
}

static bool list_has(name_list list, const char *text, size_t bytes) {
    size_t low = 0, high = list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(list.names[middle], text, bytes);
        if (order == 0) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}

static int number_of(const numbered *list, size_t count, const char *text, size_t bytes) {
    for (size_t i = 0; i < count; i++)
        if (compare(list[i].name, text, bytes) == 0) return list[i].number;
    return 0;
}

int names_month(const char *word, size_t bytes) { return number_of(months, sizeof months / sizeof *months, word, bytes); }
int names_weekday(const char *word, size_t bytes) { return number_of(weekdays, sizeof weekdays / sizeof *weekdays, word, bytes); }
bool names_is_agency(const char *words, size_t bytes) { return list_has(LIST(agencies), words, bytes); }
bool names_is_agency_word(const char *word, size_t bytes) { return list_has(LIST(agency_words), word, bytes); }
bool names_is_label(const char *word, size_t bytes) { return list_has(LIST(labels), word, bytes); }
bool names_is_organisation(const char *word, size_t bytes) { return list_has(LIST(organisations), word, bytes); }
bool names_is_source(const char *word, size_t bytes) { return list_has(LIST(sources), word, bytes); }
bool names_is_city(const char *words, size_t bytes) { return list_has(LIST(cities), words, bytes); }

bool names_are_sorted(void) {
    const name_list lists[] = {LIST(agencies), LIST(agency_words), LIST(labels), LIST(organisations), LIST(sources), LIST(cities)};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 1; j < lists[i].count; j++)
            if (strcmp(lists[i].names[j - 1], lists[i].names[j]) >= 0) return false;
    return true;
}
