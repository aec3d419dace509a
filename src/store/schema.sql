-- schema.sql - an archive of coded reports: what acta writes (docs/records.md), as tables.
--
-- Every record is kept twice: whole, as the JSON it was written as (`record`), and taken apart into the columns people ask by. The
-- JSON is the truth; the columns can be made anew from it. Spans count characters (code points) of document.text. Lists of
-- words that never hold a space (modes, contexts, sectors) are kept in one column, parted by spaces. Dates are ISO text.
-- A field with nothing to say is NULL.

PRAGMA application_id = 0x61637461;  -- "acta": tells an archive from other databases
PRAGMA user_version = 1;             -- of these tables; also in setting, under 'schema'

CREATE TABLE setting(               -- what the archive says of itself
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE document(
  doc INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hash BLOB NOT NULL UNIQUE,        -- 16 bytes: XXH3 of all that was given (text, title, day, publisher, url); knows a report seen before
  model TEXT,                       -- name, version, arithmetic and checksum of the data file that coded it; NULL: a copy, not coded
  title TEXT, title_source TEXT, published TEXT, url TEXT, publisher TEXT, language TEXT,
  dateline TEXT, dateline_place TEXT, dateline_date TEXT,
  sentences INTEGER, damaged INTEGER,
  copy_of INTEGER REFERENCES document(doc),   -- the earliest report that tells the same story in the same words
  similarity REAL,
  text TEXT NOT NULL,               -- the report as given; a byte that is no text, and a NUL, is one U+FFFD
  title_chars INTEGER,              -- how much of text came as a title, before two line ends; NULL: it came without one
  published_given INTEGER NOT NULL DEFAULT 0,  -- 1: the day came with the report; 0: it was read from it, or is not known
  record TEXT NOT NULL) STRICT;
CREATE INDEX document_published ON document(published);
CREATE INDEX document_copy ON document(copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE entity(
  entity INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, type TEXT NOT NULL, code TEXT, sector TEXT, office TEXT,
  record TEXT NOT NULL) STRICT;
CREATE INDEX entity_doc ON entity(doc);
CREATE INDEX entity_name ON entity(name);

CREATE TABLE happening(             -- one event of the world, told by one or more event records of one or more reports
  happening INTEGER PRIMARY KEY,
  event INTEGER NOT NULL,           -- the record that tells it best
  tellings INTEGER NOT NULL,        -- event records
  documents INTEGER NOT NULL,       -- reports
  sources INTEGER NOT NULL) STRICT; -- independent reports: no copies of one another

CREATE TABLE event(
  event INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL, mode TEXT, context TEXT, cameo TEXT, quad INTEGER NOT NULL, scale REAL NOT NULL, status TEXT NOT NULL,
  date TEXT, enddate TEXT, granularity TEXT, date_text TEXT,
  place_text TEXT, place TEXT, geonameid INTEGER, lat REAL, lon REAL, country TEXT, province TEXT, feature_code TEXT, resolution TEXT,
  dead INTEGER, injured INTEGER, arrested INTEGER, released INTEGER, displaced INTEGER, people INTEGER, amount REAL, unit TEXT, approx INTEGER,
  event_text TEXT NOT NULL,         -- trigger words, parted by " | "
  sentence INTEGER,                 -- of the first mention, from 0
  confidence REAL,
  happening INTEGER REFERENCES happening(happening) ON DELETE SET NULL,
  record TEXT NOT NULL) STRICT;
CREATE INDEX event_doc ON event(doc);
CREATE INDEX event_date ON event(date);
CREATE INDEX event_type ON event(type, date);
CREATE INDEX event_country ON event(country, date);
CREATE INDEX event_happening ON event(happening);

CREATE TABLE agreement(
  agreement INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  name TEXT, date TEXT, enddate TEXT, granularity TEXT, place TEXT, geonameid INTEGER, lat REAL, lon REAL, country TEXT,
  record TEXT NOT NULL) STRICT;
CREATE INDEX agreement_doc ON agreement(doc);

CREATE TABLE obligation(
  obligation INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  agreement INTEGER REFERENCES agreement(agreement) ON DELETE CASCADE,
  action TEXT, type TEXT NOT NULL, deadline TEXT,
  record TEXT NOT NULL) STRICT;
CREATE INDEX obligation_doc ON obligation(doc);
CREATE INDEX obligation_agreement ON obligation(agreement);

CREATE TABLE claim(
  claim INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  obligation INTEGER REFERENCES obligation(obligation) ON DELETE CASCADE,
  verdict TEXT NOT NULL, date TEXT, words TEXT,
  record TEXT NOT NULL) STRICT;
CREATE INDEX claim_doc ON claim(doc);
CREATE INDEX claim_obligation ON claim(obligation);

-- Who takes part in a record: actor and recipient of an event; speaker of an event or claim, place 0 the innermost;
-- party and mediator of an agreement; obligor and beneficiary of an obligation. One of the four owners is set.
CREATE TABLE party(
  party INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  event INTEGER REFERENCES event(event) ON DELETE CASCADE,
  agreement INTEGER REFERENCES agreement(agreement) ON DELETE CASCADE,
  obligation INTEGER REFERENCES obligation(obligation) ON DELETE CASCADE,
  claim INTEGER REFERENCES claim(claim) ON DELETE CASCADE,
  role TEXT NOT NULL,               -- actor recipient speaker party mediator obligor beneficiary
  place INTEGER NOT NULL,           -- in its list, from 0
  text TEXT, char_from INTEGER, char_to INTEGER,
  entity INTEGER REFERENCES entity(entity) ON DELETE SET NULL,
  name TEXT, code TEXT, sector TEXT, office TEXT,
  who TEXT NOT NULL,                -- code and first sector ("AFG GOV"), else code, else name, else text: what who-whom counts by
  CHECK ((event IS NOT NULL) + (agreement IS NOT NULL) + (obligation IS NOT NULL) + (claim IS NOT NULL) = 1)) STRICT;
CREATE INDEX party_event ON party(event, role) WHERE event IS NOT NULL;
CREATE INDEX party_agreement ON party(agreement) WHERE agreement IS NOT NULL;
CREATE INDEX party_obligation ON party(obligation) WHERE obligation IS NOT NULL;
CREATE INDEX party_claim ON party(claim) WHERE claim IS NOT NULL;
CREATE INDEX party_doc ON party(doc);
CREATE INDEX party_who ON party(who, role);
CREATE INDEX party_code ON party(code, role);
CREATE INDEX party_name ON party(name);

-- The places in a report's text that tell of a record.
CREATE TABLE mention(
  mention INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  entity INTEGER REFERENCES entity(entity) ON DELETE CASCADE,
  event INTEGER REFERENCES event(event) ON DELETE CASCADE,
  agreement INTEGER REFERENCES agreement(agreement) ON DELETE CASCADE,
  obligation INTEGER REFERENCES obligation(obligation) ON DELETE CASCADE,
  claim INTEGER REFERENCES claim(claim) ON DELETE CASCADE,
  sentence INTEGER, char_from INTEGER NOT NULL, char_to INTEGER NOT NULL,
  CHECK ((entity IS NOT NULL) + (event IS NOT NULL) + (agreement IS NOT NULL) + (obligation IS NOT NULL) + (claim IS NOT NULL) = 1)) STRICT;
CREATE INDEX mention_doc ON mention(doc);
CREATE INDEX mention_event ON mention(event) WHERE event IS NOT NULL;
CREATE INDEX mention_entity ON mention(entity) WHERE entity IS NOT NULL;

-- Bands of the reports' MinHash signatures: two reports that share a band may be copies. The setting 'bands' says up to which document they are here.
CREATE TABLE band(
  hash INTEGER NOT NULL,
  doc INTEGER NOT NULL REFERENCES document(doc) ON DELETE CASCADE,
  PRIMARY KEY (hash, doc)) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(title, text, content='document', content_rowid='doc', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER words_in AFTER INSERT ON document BEGIN
  INSERT INTO words(rowid, title, text) VALUES (new.doc, new.title, new.text); END;
CREATE TRIGGER words_out AFTER DELETE ON document BEGIN
  INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.doc, old.title, old.text); END;
CREATE TRIGGER words_changed AFTER UPDATE OF title, text ON document
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  INSERT INTO words(words, rowid, title, text) VALUES ('delete', old.doc, old.title, old.text);
  INSERT INTO words(rowid, title, text) VALUES (new.doc, new.title, new.text); END;

-- What people ask first. Events of copies are left out; an event told by several reports counts as often as it is told here:
-- count(DISTINCT happening) counts it once.
CREATE VIEW dyad AS                 -- one row for every pair of an actor and a recipient of an event
  SELECT e.event, e.id, e.date, e.type, e.quad, e.scale, e.status, e.confidence, e.happening, a.who AS actor, a.code AS actor_code,
         a.name AS actor_name, r.who AS recipient, r.code AS recipient_code, r.name AS recipient_name, d.id AS doc
  FROM event e JOIN document d USING (doc) JOIN party a ON a.event = e.event AND a.role = 'actor'
       LEFT JOIN party r ON r.event = e.event AND r.role = 'recipient'
  WHERE d.copy_of IS NULL;
CREATE VIEW dyad_day AS             -- events by day and dyad
  SELECT date, actor, recipient, count(DISTINCT event) AS events, count(DISTINCT happening) AS happenings, avg(scale) AS mean_scale
  FROM dyad WHERE status = 'actual' GROUP BY date, actor, recipient;
CREATE VIEW actor_month AS          -- actors by month
  SELECT substr(date, 1, 7) AS month, actor, count(DISTINCT event) AS events, count(DISTINCT happening) AS happenings, avg(scale) AS mean_scale
  FROM dyad WHERE status = 'actual' GROUP BY month, actor;
CREATE VIEW latest_claim AS         -- what was said last, by each who said it, of each obligation
  SELECT o.id AS obligation, o.type, o.action, c.verdict, s.name AS speaker, s.who AS speaker_who,
         max(coalesce(c.date, d.published, '')) AS day, c.id AS claim, d.id AS doc
  FROM claim c JOIN obligation o USING (obligation) JOIN document d ON d.doc = c.doc
       LEFT JOIN party s ON s.claim = c.claim AND s.role = 'speaker' AND s.place = 0
  GROUP BY o.obligation, coalesce(s.entity, s.name, '');
