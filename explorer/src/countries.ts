// countries.ts - ISO 3166 alpha-3 codes with the numbers that the map's shapes go by, and names.
// The names are the first of each in data/tables/countries.tsv. A space parts entries, an underscore stands for a space.
const TABLE = `
  AFG004Afghanistan AGO024Angola ALB008Albania AND020Andorra ARE784United_Arab_Emirates ARG032Argentina
  ARM051Armenia ATG028Antigua_and_Barbuda AUS036Australia AUT040Austria AZE031Azerbaijan BDI108Burundi
  BEL056Belgium BEN204Benin BFA854Burkina_Faso BGD050Bangladesh BGR100Bulgaria BHR048Bahrain
  BHS044Bahamas BIH070Bosnia_and_Herzegovina BLR112Belarus BLZ084Belize BOL068Bolivia BRA076Brazil
  BRB052Barbados BRN096Brunei BTN064Bhutan BWA072Botswana CAF140Central_African_Republic CAN124Canada
  CHE756Switzerland CHL152Chile CHN156China CIV384Ivory_Coast CMR120Cameroon COD180Democratic_Republic_of_the_Congo
  COG178Republic_of_the_Congo COL170Colombia COM174Comoros CPV132Cape_Verde CRI188Costa_Rica CUB192Cuba
  CYP196Cyprus CZE203Czech_Republic DEU276Germany DJI262Djibouti DMA212Dominica DNK208Denmark
  DOM214Dominican_Republic DZA012Algeria ECU218Ecuador EGY818Egypt ERI232Eritrea ESP724Spain
  EST233Estonia ETH231Ethiopia FIN246Finland FJI242Fiji FRA250France FSM583Micronesia
  GAB266Gabon GBR826United_Kingdom GEO268Georgia GHA288Ghana GIN324Guinea GMB270Gambia
  GNB624Guinea-Bissau GNQ226Equatorial_Guinea GRC300Greece GRD308Grenada GTM320Guatemala GUY328Guyana
  HND340Honduras HRV191Croatia HTI332Haiti HUN348Hungary IDN360Indonesia IND356India
  IRL372Ireland IRN364Iran IRQ368Iraq ISL352Iceland ISR376Israel ITA380Italy
  JAM388Jamaica JOR400Jordan JPN392Japan KAZ398Kazakhstan KEN404Kenya KGZ417Kyrgyzstan
  KHM116Cambodia KIR296Kiribati KNA659Saint_Kitts_and_Nevis KOR410South_Korea KOS---Kosovo KWT414Kuwait
  LAO418Laos LBN422Lebanon LBR430Liberia LBY434Libya LCA662Saint_Lucia LIE438Liechtenstein
  LKA144Sri_Lanka LSO426Lesotho LTU440Lithuania LUX442Luxembourg LVA428Latvia MAR504Morocco
  MCO492Monaco MDA498Moldova MDG450Madagascar MDV462Maldives MEX484Mexico MHL584Marshall_Islands
  MKD807North_Macedonia MLI466Mali MLT470Malta MMR104Myanmar MNE499Montenegro MNG496Mongolia
  MOZ508Mozambique MRT478Mauritania MUS480Mauritius MWI454Malawi MYS458Malaysia NAM516Namibia
  NER562Niger NGA566Nigeria NIC558Nicaragua NLD528Netherlands NOR578Norway NPL524Nepal
  NRU520Nauru NZL554New_Zealand OMN512Oman PAK586Pakistan PAN591Panama PER604Peru
  PHL608Philippines PLW585Palau PNG598Papua_New_Guinea POL616Poland PRK408North_Korea PRT620Portugal
  PRY600Paraguay PSE275Palestine QAT634Qatar ROU642Romania RUS643Russia RWA646Rwanda
  SAU682Saudi_Arabia SDN729Sudan SEN686Senegal SGP702Singapore SLB090Solomon_Islands SLE694Sierra_Leone
  SLV222El_Salvador SMR674San_Marino SOM706Somalia SRB688Serbia SSD728South_Sudan STP678Sao_Tome_and_Principe
  SUR740Suriname SVK703Slovakia SVN705Slovenia SWE752Sweden SWZ748Eswatini SYC690Seychelles
  SYR760Syria TCD148Chad TGO768Togo THA764Thailand TJK762Tajikistan TKM795Turkmenistan
  TLS626East_Timor TON776Tonga TTO780Trinidad_and_Tobago TUN788Tunisia TUR792Turkey TUV798Tuvalu
  TWN158Taiwan TZA834Tanzania UGA800Uganda UKR804Ukraine URY858Uruguay USA840United_States
  UZB860Uzbekistan VAT336Holy_See VCT670Saint_Vincent_and_the_Grenadines VEN862Venezuela VNM704Vietnam VUT548Vanuatu
  WSM882Samoa YEM887Yemen ZAF710South_Africa ZMB894Zambia ZWE716Zimbabwe`;

// What belongs to another country in the records as well (a dependency has its sovereign's code), and shapes without a number.
const SHAPES: Record<string, string> = {
  "304": "DNK", "630": "USA", "540": "FRA", "238": "GBR", "260": "FRA", "Kosovo": "KOS", "Somaliland": "SOM", "N. Cyprus": "CYP",
};

// Bodies that stand where a country's code stands in PLOVER.
const BODIES: Record<string, string> = {
  IGO: "Intergovernmental body", UNO: "United Nations", EUR: "Europe", NGO: "Non-governmental organisation", ISM: "Religious or ideological movement",
  IMG: "International militant group", MNC: "Multinational company",
};

const names = new Map<string, string>();
const numbers = new Map<string, string>();
for (const entry of TABLE.trim().split(/\s+/)) {
  const code = entry.slice(0, 3);
  names.set(code, entry.slice(6).replaceAll("_", " "));
  numbers.set(entry.slice(3, 6), code);
}

/** The code of a shape of the map, by its number or, where it has none, by its name. */
export function codeOfShape(number: string | undefined, name: string): string | null {
  return (number && (numbers.get(number) ?? SHAPES[number])) ?? SHAPES[name] ?? null;
}

export function countryName(code: string): string {
  return names.get(code) ?? BODIES[code] ?? code;
}

/** The name of an actor as it is counted by: "AFG GOV" is "Afghanistan, government". Names stay as they are. */
export function actorName(who: string): string {
  const [code = "", sector, ...rest] = who.split(" ");
  if (rest.length || !(names.has(code) || BODIES[code])) return who;
  if (!sector) return countryName(code);
  const word = SECTORS[sector];
  return word ? `${countryName(code)}, ${word}` : who;
}

/** Every country by name, for choosing one. */
export const countries: [string, string][] = [...names].sort((a, b) => a[1].localeCompare(b[1], "en"));

export const SECTORS: Record<string, string> = {
  COP: "police", GOV: "government", JUD: "courts", LEG: "parliament", MIL: "military", PRM: "paramilitary", PTY: "party", REB: "rebels", SPY: "intelligence",
  UAF: "unidentified armed", UNK: "unknown", AGR: "farmers", BUS: "business", CRM: "criminals", CVL: "civilians", EDU: "education", ELI: "elites",
  JRN: "journalists", LAB: "workers", MED: "medical", REF: "refugees", OPP: "opposition", PRE: "partly recognised", REL: "religious", SOC: "civil society",
};
