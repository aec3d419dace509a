"""acta export: every format read back and held against the records, first by hand, then by the readers that people use.

    ACTA=build/acta ACTA_DATA=build/acta.data python3 -m unittest discover -s test/cli -p test_export.py
"""
import collections
import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

import readers

ROOT = readers.ROOT
ACTA = os.path.abspath(os.environ.get("ACTA", os.path.join(ROOT, "build", "acta")))
DATA = os.path.abspath(os.environ.get("ACTA_DATA", os.path.join(os.path.dirname(ACTA), "acta.data")))
PAGE = os.path.join(ROOT, "docs", "export.md")

sys.path.insert(0, os.path.join(ROOT, "tools"))
import corpus  # noqa: E402

FORMATS = "plover csv tsv polecat icews gdelt1 gdelt2 gdelt2-mentions phoenix petrarch geojson gexf parquet".split()
GDELT2_MENTIONS, ACTION_GEO = 16, 51
# Texts as strangers write them: formulas, quotes, line ends, tabs, what parts lists, letters beyond ISO-8859-1.
HOSTILE = ['=HYPERLINK("http://x","y")', "+1", "-2", "@SUM(A1)", 'said "no", then\r\nleft\tat once', "a;b\\tc \\ d",
           "Erdoğan – Łódź’s œuvre … Порошенко ﬁn", "plain"]


def acta(*words, given=b""):
    done = subprocess.run([ACTA, *words], input=given, capture_output=True, env=dict(os.environ, ACTA_DATA=DATA), check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def setUpModule():
    global FOLDER, DB, RECORDS, GIVEN
    FOLDER = tempfile.mkdtemp()
    rows = [r.as_json() for name in ("plain-led.txt", "asia.txt", "plain-mea.txt") for r in corpus.read(os.path.join(ROOT, "corpus", name))[:9]]
    GIVEN = "".join(json.dumps(r) + "\n" for r in rows).encode()
    DB = os.path.join(FOLDER, "news.db")
    status, _, err = acta("ingest", "--db", DB, "--jsonl", "--jobs", "1", given=GIVEN)
    assert status == 0, err
    RECORDS = [json.loads(line) for line in acta("code", "--jsonl", given=GIVEN)[1].decode().splitlines()]


def tearDownModule():
    shutil.rmtree(FOLDER)


def events(status=None):
    return [r for r in RECORDS if r["kind"] == "event" and status in (None, r["status"])]


def who(party):
    code, sector = party.get("code", ""), party.get("sector", [])
    return f"{code} {sector[0]}" if code and sector else code or party.get("name") or party["entity_text"]


def pairs(record):
    """Sources and targets as the pair formats have them: each different party with each."""
    def different(side):
        met = {}
        for party in record.get(side, []):
            met.setdefault(who(party), party)
        return list(met.values())
    actors, recipients = different("actor"), different("recipient")
    if not record.get("actor") and not record.get("recipient"):
        return []
    if record["event"] == "CONSULT" and not recipients and len(record["actor"]) > 1:
        return [(a, b) for a in actors for b in actors if a is not b] or [(actors[0], None)]
    return [(a, b) for a in actors or [None] for b in recipients or [None]]


def rows_of(text, separator="\t"):
    return [line.split(separator) for line in text.splitlines()]


class WithArchive(unittest.TestCase):
    def copy(self):
        """An archive of the test's own, to be changed."""
        path = tempfile.mktemp(suffix=".db", dir=FOLDER)
        shutil.copy(DB, path)
        db = sqlite3.connect(path)
        self.addCleanup(db.close)
        return path, db

    def export(self, form, *words, db=None):
        status, out, err = acta("export", db or DB, "--format", form, *words)
        self.assertEqual((status, err), (0, ""))
        return out

    def table(self, form, *words, db=None, encoding="utf-8"):
        return rows_of(self.export(form, *words, db=db).decode(encoding))

    def csv(self, *words, db=None):
        return list(csv.DictReader(io.StringIO(self.export("csv", *words, db=db).decode(), newline="")))


class Formats(WithArchive):
    def test_plover_is_what_was_written(self):
        self.assertEqual(self.export("plover"), acta("code", "--jsonl", given=GIVEN)[1])
        kinds = {json.loads(line)["kind"] for line in self.export("plover", "--kind", "event,claim").splitlines()}
        self.assertEqual(kinds, {"event", "claim"})

    def test_csv_has_every_field(self):
        def listed(record, side, field):
            values = [p.get(field, "") for p in record.get(side, [])]
            values = [" ".join(v) if isinstance(v, list) else v for v in values]
            return ";".join(v.replace(";", ",") for v in values) if any(values) else ""

        got = self.csv()
        self.assertEqual([r["id"] for r in got], [r["id"] for r in events()])
        documents = {r["id"]: r for r in RECORDS if r["kind"] == "document"}
        for row, record in zip(got, events()):
            place, size = record.get("event_loc", {}), record.get("size", {})
            want = {"doc": record["doc"], "event": record["event"], "status": record["status"], "cameo": record["cameo"], "mode": ";".join(record.get("mode", [])),
                    "context": ";".join(record.get("context", [])), "event_text": ";".join(record["event_text"]), "date": record.get("date", ""),
                    "enddate": record.get("enddate", ""), "granularity": record.get("granularity", ""), "date_text": record.get("date_text", ""),
                    "place_text": place.get("text", ""), "place": place.get("name", ""), "country": place.get("country", ""),
                    "province": place.get("province", ""), "resolution": place.get("resolution", ""), "feature_code": place.get("feature_code", ""),
                    "unit": size.get("unit", ""), "title": documents[record["doc"]].get("title", ""), "published": documents[record["doc"]]["published"],
                    "mentions": ";".join(f"{m['sentence']}:{m['span'][0]}-{m['span'][1]}" for m in record["mentions"]),
                    "date_span": "-".join(map(str, record.get("date_span", []))), "place_span": "-".join(map(str, place.get("span", [])))}
            for column, side in (("actor", "actor"), ("recipient", "recipient"), ("said_by", "said_by")):
                want |= {column: listed(record, side, "entity_text"), column + "_span": ";".join(f"{p['span'][0]}-{p['span'][1]}" for p in record.get(side, []))}
                want |= {f"{column}_{field}": listed(record, side, field) for field in ("name", "code", "sector", "office", "entity")}
            for column, value in want.items():
                self.assertEqual(row[column], "'" + value if value[:1] in ("=", "+", "-", "@") else value, (record["id"], column))
            numbers = {"quad_code": record["quad_code"], "event_scale": record["event_scale"], "confidence": record["confidence"], "geonameid": place.get("geonameid"),
                       "lat": place.get("lat"), "lon": place.get("lon"), **{k: size.get(k) for k in ("dead", "injured", "arrested", "released", "displaced", "people", "amount")}}
            for column, value in numbers.items():
                self.assertEqual(float(row[column]) if row[column] else None, value, (record["id"], column))

    def hostile(self):
        path, db = self.copy()
        ids = [row[0] for row in db.execute("SELECT event FROM event ORDER BY event")][:len(HOSTILE)]
        for event, text in zip(ids, HOSTILE):
            db.execute("UPDATE event SET date_text = ?, mode = NULL WHERE event = ?", (text, event))
            db.execute("DELETE FROM party WHERE event = ?", (event,))
            doc, = db.execute("SELECT doc FROM event WHERE event = ?", (event,)).fetchone()
            for place, role in enumerate(("actor", "recipient")):
                db.execute("INSERT INTO party(doc, event, role, place, text, name, who) VALUES (?, ?, ?, 0, ?, ?, ?)", (doc, event, role, text, text, text + str(place)))
            db.execute("UPDATE event SET status = 'actual' WHERE event = ?", (event,))
        db.commit()
        return path

    def test_csv_holds_any_text_and_no_formula(self):
        path = self.hostile()
        for row, text in zip(self.csv(db=path), HOSTILE):
            self.assertEqual(row["date_text"], "'" + text if text[0] in "=+-@" else text)
            self.assertNotIn(row["actor"][0], "=+-@")
        self.assertTrue(all(line.endswith(b"\r") for line in self.export("csv").split(b"\n")[:-1]))

    def test_tsv_holds_any_text(self):
        header, *rows = self.table("tsv", db=self.hostile())
        unescape = lambda s: re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[m.group(1)], s)
        self.assertEqual([unescape(r[header.index("date_text")]) for r in rows[:len(HOSTILE)]], HOSTILE)
        self.assertEqual({len(r) for r in rows}, {len(header)})

    def test_the_older_formats_keep_their_columns_whatever_the_text(self):
        path = self.hostile()
        for form, columns in (("icews", 20), ("phoenix", 26), ("petrarch", 8), ("gdelt1", 58), ("gdelt2", 61), ("gdelt2-mentions", 16)):
            text = self.export(form, db=path).decode()
            self.assertEqual({len(line.split("\t")) for line in text.split("\n")[:-1]}, {columns}, form)
            self.assertNotIn('"', text)

    def test_polecat_is_iso_8859_1(self):
        out = self.export("polecat", db=self.hostile())
        header, *rows = rows_of(out.decode("iso-8859-1"))
        self.assertEqual({len(r) for r in [header] + rows}, {40})
        self.assertFalse(re.search(rb"[\x00-\x08\x0b-\x1f\x7f-\x9f]", out))
        self.assertEqual(rows[6][header.index("Actor Name")], "Erdogan - Lódz's oeuvre ... ????????? fin")
        header, *rows = self.table("polecat", encoding="iso-8859-1")
        by_id = {r[0]: dict(zip(header, r)) for r in rows}
        self.assertEqual(set(by_id), {r["id"] for r in events("actual")})
        for record in events("actual"):
            row, actors = by_id[record["id"]], record.get("actor", [])
            self.assertEqual(row["Event Date"], record.get("date", ""))
            self.assertEqual(row["Event Type"], record["event"])
            self.assertEqual(row["Actor Country"], ";".join(a.get("code", "") for a in actors).strip(";") and ";".join(a.get("code", "") for a in actors))
            self.assertEqual(row["Quad Code"], ["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"][record["quad_code"] - 1])
        cows = {r["Actor Country"]: r["Actor COW"] for r in by_id.values() if re.fullmatch("[A-Z]{3}", r["Actor Country"])}
        for code, number in {"AGO": "540", "IDN": "850", "EGY": "651", "ISR": "666"}.items():
            self.assertIn(cows.get(code, number), number)
        self.assertGreater(len(cows), 8)

    def test_pair_formats_have_a_row_for_every_pair(self):
        want = [(r, p) for r in events("actual") for p in pairs(r)]
        codes = [r["cameo"] + "0" * (len(r["cameo"]) == 2) for r, _ in want]
        header, *icews = self.table("icews")
        self.assertEqual(len(header), 20)
        petrarch, phoenix = self.table("petrarch"), self.table("phoenix")
        self.assertEqual([r[header.index("CAMEO Code")] for r in icews], codes)
        self.assertEqual([r[3] for r in petrarch], codes)
        self.assertEqual([r[13] for r in phoenix], codes)
        published = {r["id"]: r["published"] for r in RECORDS if r["kind"] == "document"}
        for row, old, new, (record, sides) in zip(icews, petrarch, phoenix, want):
            day = record.get("date") or published[record["doc"]]
            self.assertEqual((row[1], old[0], "".join(new[2:5])), (day, day.replace("-", ""), day.replace("-", "")))
            names = [(p.get("name") or p["entity_text"]).replace('"', "'") if p else "" for p in sides]
            self.assertEqual([row[2], row[8]], names)
            self.assertEqual(old[1:3], [new[5], new[9]])
            for coded, party in zip(old[1:3], sides):
                self.assertEqual(coded[:3], party["code"] if party and re.fullmatch("[A-Z]{3}", party.get("code", "")) and party["code"] not in
                                 ("UNO", "EUR", "ISM", "KOS", "TLS") else coded[:3] if party and party.get("code") else "---")
        self.assertEqual(len({r[0] for r in icews}), len(icews))

    def test_actor_codes(self):
        path, db = self.copy()
        doc, event = db.execute("SELECT doc, event FROM event WHERE status = 'actual' ORDER BY event").fetchone()
        cases = [("AFG", "GOV", "AFGGOV"), ("AFG", "JRN", "AFGMED"), ("AFG", "MED REF", "AFGHLHREF"), ("KOS", "GOV PRE", "KSVGOV"), ("UNO", "", "IGOUNO"),
                 ("EUR", "", "IGOEUREEC"), ("NGO", "", "NGO"), ("ISM", "", "---"), ("", "MIL", "---MIL"), ("", "UNK", "---"), ("ROU", "GOV LEG", "ROUGOVLEG")]
        for code, sector, want in cases:
            db.execute("DELETE FROM party WHERE event = ?", (event,))
            db.execute("INSERT INTO party(doc, event, role, place, text, code, sector, who) VALUES (?, ?, 'actor', 0, 'x', ?, ?, 'x')", (doc, event, code or None, sector or None))
            db.commit()
            self.assertEqual(self.table("petrarch", db=path)[0][1:3], [want, "---"])
            self.assertEqual(self.table("gdelt1", db=path)[0][5], want.replace("---", ""))

    def test_goldstein_and_class_go_by_the_code(self):
        rows = {r[26]: (r[28], r[29], r[30]) for r in self.table("gdelt1")}
        known = {"042": ("04", "1", "1.9"), "173": ("17", "4", "-5.0"), "112": ("11", "3", "-2.0"), "0871": ("08", "2", "9.0"), "030": ("03", "1", "4.0"),
                 "190": ("19", "4", "-10.0"), "193": ("19", "4", "-10.0"), "0841": ("08", "2", "7.0"), "080": ("08", "2", "5.0")}
        self.assertGreater(len(known.keys() & rows.keys()), 4)
        for code in known.keys() & rows.keys():
            self.assertEqual(rows[code], known[code])
        self.assertTrue(all(re.fullmatch(r"-?\d+\.\d", score) for _, _, score in rows.values()))

    def test_gdelt_places(self):
        by_id = {(r["country"], r["resolution"]): r for r in self.csv("--status", "actual") if r["resolution"]}
        rows = self.table("gdelt2")
        types = {"country": {"1"}, "province": {"2", "5"}, "city": {"3", "4"}}
        seen = {r[ACTION_GEO] for r in rows}
        self.assertEqual({t for kind in {k for _, k in by_id} & types.keys() for t in types[kind]} & seen, seen - {"0"})
        fips = {"AGO": "AO", "CHN": "CH", "JPN": "JA", "KOR": "KS", "ISR": "IS", "EGY": "EG", "IRQ": "IZ", "IND": "IN", "PHL": "RP"}
        for row in rows:
            self.assertEqual(len(row), 61)
            self.assertEqual((row[35], row[43]), ("0", "0"))
            if row[ACTION_GEO] == "1":
                self.assertEqual(row[ACTION_GEO + 2], row[ACTION_GEO + 3])
        path, db = self.copy()
        event, = db.execute("SELECT event FROM event e WHERE status = 'actual' AND EXISTS (SELECT 1 FROM party p WHERE p.event = e.event AND role = 'actor')").fetchone()
        places = [(c, "x", "city", f, "") for c, f in fips.items()] + [("PSE", "Gaza Strip", "city", "GZ", ""), ("PSE", "West Bank", "city", "WE", ""),
                                                                       ("PSE", None, "country", "", ""), ("USA", "Texas", "city", "US", "USTX")]
        for country, province, resolution, code, adm1 in places:
            db.execute("UPDATE event SET country = ?, province = ?, resolution = ?, place = 'y' WHERE event = ?", (country, province, resolution, event))
            db.commit()
            row = next(r for r in self.table("gdelt2", db=path) if r[0].startswith(str(event) + "0000"))
            self.assertEqual((row[ACTION_GEO + 2], row[ACTION_GEO + 3]), (code, adm1), (country, province))

    def test_gdelt_counts_a_happening_once(self):
        path, db = self.copy()
        wanted = "SELECT event, doc FROM event e WHERE status = 'actual' AND EXISTS (SELECT 1 FROM party p WHERE p.event = e.event AND role = 'actor') GROUP BY doc ORDER BY event"
        told = db.execute(wanted).fetchall()[:3]
        db.execute("UPDATE event SET happening = NULL")
        db.execute("DELETE FROM happening")
        db.commit()
        before = self.table("gdelt2", db=path)
        db.execute("INSERT INTO happening VALUES (1, ?, 3, 3, 2)", (told[1][0],))
        db.executemany("UPDATE event SET happening = 1 WHERE event = ?", [(e,) for e, _ in told])
        db.commit()
        rows = self.table("gdelt2", db=path)
        number = lambda event: f"{event}0000"
        ids = {r[0] for r in rows}
        self.assertIn(number(told[1][0]), ids)
        self.assertFalse({number(told[0][0]), number(told[2][0])} & ids)
        best = next(r for r in rows if r[0] == number(told[1][0]))
        mentions = [m for m in self.table("gdelt2-mentions", db=path) if m[0] == best[0]]
        want, = db.execute("SELECT count(*) FROM mention WHERE event IN (?, ?, ?)", [e for e, _ in told]).fetchone()
        self.assertEqual(best[31:34], [str(want), "2", "3"])
        self.assertEqual(len(mentions), want)
        self.assertEqual(len({m[5] for m in mentions}), 3)
        self.assertEqual(len(self.csv(db=path)), len(events()))
        self.assertEqual({r[0] for r in before} - ids, {r[0] for r in before if re.fullmatch(f"({told[0][0]}|{told[2][0]})....", r[0])})
        self.assertLess(len(rows), len(before))

    def test_gdelt_mentions_belong_to_events(self):
        counts = collections.Counter(m[0] for m in self.table("gdelt2-mentions"))
        self.assertEqual({r[0]: int(r[31]) for r in self.table("gdelt2")}, dict(counts))
        texts = {json.loads(line)["id"]: json.loads(line)["text"] for line in GIVEN.decode().splitlines()}
        words = {(r["doc"], m["span"][0]) for r in events() for m in r["mentions"]}
        for m in self.table("gdelt2-mentions"):
            self.assertEqual(len(m), GDELT2_MENTIONS)
            self.assertIn((m[5], int(m[9])), words)
            self.assertGreaterEqual(int(m[12]), len(texts[m[5]]))
            self.assertTrue(0 <= int(m[11]) <= 100)

    def test_geojson(self):
        whole = json.loads(self.export("geojson"))
        self.assertEqual(whole["type"], "FeatureCollection")
        self.assertEqual([f["id"] for f in whole["features"]], [r["id"] for r in events()])
        for feature, record in zip(whole["features"], events()):
            place = record.get("event_loc", {})
            want = {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if "lat" in place else None
            self.assertEqual(feature["geometry"], want)
            self.assertEqual(feature["properties"]["event_scale"], record["event_scale"])
        self.assertEqual([f["properties"]["date_text"] for f in json.loads(self.export("geojson", db=self.hostile()))["features"][:len(HOSTILE)]], HOSTILE)
        self.assertEqual(json.loads(self.export("geojson", "--from", "1800", "--to", "1801"))["features"], [])

    def test_gexf_counts_who_did_something_to_whom(self):
        names = {"g": "http://gexf.net/1.3"}
        _, db = self.copy()
        happening = dict(db.execute("SELECT id, coalesce(happening, -event) FROM event"))
        want = collections.defaultdict(dict)
        for record in events("actual"):
            for a, b in pairs(record):
                if a and b:
                    want[who(a), who(b)].setdefault(happening[record["id"]], []).append(record["event_scale"])
        graph = xml.fromstring(self.export("gexf"))
        edges = {(e.get("source"), e.get("target")): (int(e.get("weight")), float(e.find(".//g:attvalue", names).get("value"))) for e in graph.iterfind(".//g:edge", names)}
        self.assertEqual({k: w for k, (w, _) in edges.items()}, {k: len(v) for k, v in want.items()})
        for key, (_, scale) in edges.items():
            scales = [s for list_ in want[key].values() for s in list_]
            self.assertAlmostEqual(scale, sum(scales) / len(scales), places=2)
        nodes = {n.get("id") for n in graph.iterfind(".//g:node", names)}
        self.assertEqual(nodes, {w for pair in edges for w in pair})
        self.assertIsNotNone(xml.fromstring(self.export("gexf", db=self.hostile())))


class Chosen(WithArchive):
    def ids(self, *words, db=None):
        return {r["id"] for r in self.csv(*words, db=db)}

    def test_filters(self):
        all_events, day = events(), lambda r: r.get("date")
        years = sorted({day(r)[:4] for r in all_events if day(r)})
        year = years[len(years) // 2]
        party = lambda r, side, test: any(test(p) for p in r.get(side, []))
        code = collections.Counter(p["code"] for r in all_events for p in r.get("actor", []) if p.get("code")).most_common(1)[0][0]
        name = next(p["name"] for r in all_events for p in r.get("recipient", []) if p.get("name"))
        country = collections.Counter(r["event_loc"]["country"] for r in all_events if r.get("event_loc", {}).get("country")).most_common(1)[0][0]
        cases = {
            ("--from", year): lambda r: day(r) and (r.get("enddate") or day(r))[:4] >= year,
            ("--to", year): lambda r: day(r) and day(r)[:4] <= year,
            ("--from", year + "-03", "--to", year + "-09-10"): lambda r: day(r) and (r.get("enddate") or day(r)) >= year + "-03" and day(r) <= year + "-09-10",
            ("--type", "CONSULT,ASSAULT"): lambda r: r["event"] in ("CONSULT", "ASSAULT"),
            ("--status", "future,negated"): lambda r: r["status"] in ("future", "negated"),
            ("--actor", code): lambda r: party(r, "actor", lambda p: p.get("code") == code),
            ("--actor", code + " GOV"): lambda r: party(r, "actor", lambda p: who(p) == code + " GOV"),
            ("--recipient", name.upper()): lambda r: party(r, "recipient", lambda p: p.get("name", "").lower() == name.lower()),
            ("--country", country + ",ZZZ"): lambda r: r.get("event_loc", {}).get("country") == country,
            ("--min-confidence", "0.9"): lambda r: r["confidence"] >= 0.9,
            ("--type", "ACCUSE", "--status", "actual"): lambda r: r["event"] == "ACCUSE" and r["status"] == "actual",
        }
        for words, keeps in cases.items():
            want = {r["id"] for r in all_events if keeps(r)}
            self.assertTrue(want, words)
            self.assertLess(len(want), len(all_events), words)
            self.assertEqual(self.ids(*words), want, words)
            records = [json.loads(line) for line in self.export("plover", *words).splitlines()]
            self.assertEqual({r["id"] for r in records if r["kind"] == "event"}, want)
            self.assertEqual({r["id"] for r in records if r["kind"] == "document"}, {r["doc"] for r in all_events if r["id"] in want})

    def test_formats_without_a_status_hold_what_happened(self):
        for form, lines in (("polecat", 1), ("gexf", None)):
            if lines is not None:
                self.assertEqual(len(self.table(form, encoding="iso-8859-1")) - lines, len(events("actual")))
                self.assertEqual(len(self.table(form, "--status", "all", encoding="iso-8859-1")) - lines, len(events()))
            self.assertNotEqual(self.export(form), self.export(form, "--status", "all"))

    def test_copies_are_left_out(self):
        path, db = self.copy()
        (first, copy), = db.execute("SELECT min(doc), max(doc) FROM event").fetchall()
        db.execute("UPDATE document SET copy_of = ?, similarity = 0.9 WHERE doc = ?", (first, copy))
        db.commit()
        (name,), = db.execute("SELECT id FROM document WHERE doc = ?", (copy,)).fetchall()
        of_it = {r["id"] for r in events() if r["doc"] == name}
        self.assertTrue(of_it)
        self.assertEqual(self.ids(db=path), {r["id"] for r in events()} - of_it)
        self.assertEqual(self.ids("--copies", db=path), {r["id"] for r in events()})
        self.assertNotIn(f'"id":"{name}"'.encode(), self.export("plover", db=path))
        self.assertEqual(self.export("plover", "--copies", db=path), self.export("plover"))


class Wrong(WithArchive):
    def refused(self, status, pattern, *words):
        got, out, err = acta("export", *words)
        self.assertEqual((got, out), (status, b""))
        self.assertRegex(err, pattern)
        self.assertEqual(err.count("\n"), 1, err)

    def test_usage(self):
        self.refused(2, "one archive is wanted")
        self.refused(2, "no format xml; there are: plover csv", DB, "--format", "xml")
        self.refused(2, "no such type of event: KISS", DB, "--type", "ASSAULT,KISS")
        self.refused(2, "no such type of event", DB, "--type", "")
        self.refused(2, "no such status: maybe", DB, "--status", "maybe")
        self.refused(2, "--from takes", DB, "--from", "yesterday")
        self.refused(2, "--to takes", DB, "--to", "2021-1")
        self.refused(2, "--country takes", DB, "--country", "Peru")

    def test_what_is_no_archive(self):
        other, text = os.path.join(FOLDER, "other.db"), os.path.join(FOLDER, "text.db")
        sqlite3.connect(other).execute("CREATE TABLE t(x)").connection.close()
        with open(text, "w", encoding="utf-8") as f:
            f.write("no database at all, but long enough to look like one\n" * 40)
        self.refused(1, "none.db: .*unable to open", os.path.join(FOLDER, "none.db"))
        self.refused(1, "other.db: no archive of acta's", other)
        self.refused(1, "text.db: .*not a database", text)
        path, db = self.copy()
        db.execute("UPDATE setting SET value = '99' WHERE name = 'schema'")
        db.commit()
        self.refused(1, "schema 99.*newer acta", path)

    def test_a_damaged_archive_is_told_and_leaves_no_file(self):
        path, db = self.copy()
        root, = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event' AND type = 'table'").fetchone()
        page, = db.execute("PRAGMA page_size").fetchone()
        db.close()
        with open(path, "r+b") as f:
            f.seek((root - 1) * page)
            f.write(b"\xff" * page)
        out = os.path.join(FOLDER, "damaged.csv")
        status, _, err = acta("export", path, "--format", "csv", "-o", out)
        self.assertEqual(status, 1)
        self.assertRegex(err, "malformed")
        self.assertFalse(os.path.exists(out))

    def test_a_full_disk_is_told(self):
        for form in FORMATS:
            with open("/dev/full", "wb") as full:
                done = subprocess.run([ACTA, "export", DB, "--format", form], stdout=full, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 1, form)
            self.assertRegex(done.stderr.decode(), "No space left")
            self.assertEqual(done.stderr.count(b"\n"), 1)

    def test_an_archive_that_cannot_be_written_is_read(self):
        path, db = self.copy()
        db.close()
        os.chmod(path, 0o444)
        self.assertEqual(self.export("gexf", db=path), self.export("gexf"))

    def test_an_empty_archive(self):
        path = os.path.join(FOLDER, "empty.db")
        self.assertEqual(acta("ingest", "--db", path, "--jsonl", given=b"")[0], 0)
        for form in FORMATS:
            out = self.export(form, db=path)
            self.assertEqual(out.count(b"\n") <= 1 or form in ("gexf", "geojson", "parquet"), True, form)


class Many(WithArchive):
    EVENTS = 36000                   # more than one row group of Parquet

    def test_memory_does_not_grow_with_the_events(self):
        path, db = self.copy()
        columns = {t: [r[1] for r in db.execute(f"PRAGMA table_info({t})")] for t in ("event", "party", "mention")}
        event = {"event": "n * 100000 + event", "id": "id || '-' || n", "happening": "NULL"}
        hang = {"event": "n * 100000 + event", "party": "NULL", "mention": "NULL"}
        times = self.EVENTS // len(events()) + 1
        db.execute("PRAGMA journal_mode = OFF")
        for table, change in (("event", event), ("party", hang), ("mention", hang)):
            picked = ", ".join(change.get(c, c) for c in columns[table])
            db.execute(f"WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < {times}) INSERT INTO {table} SELECT {picked} FROM {table}, k"
                       " WHERE event IS NOT NULL")
        db.commit()
        db.close()
        # A sanitizer keeps what was freed for a while: little of it, please.
        quiet = dict(os.environ, ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1")
        peak = lambda *words: int(subprocess.run([sys.executable, "-c", "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
                                                  "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)", ACTA, "export", *words],
                                                 capture_output=True, check=True, env=quiet).stdout.split()[-1])
        out = os.path.join(FOLDER, "many")
        for form in ("csv", "gdelt2-mentions", "gexf"):
            few, many = peak(DB, "--format", form, "-o", out), peak(path, "--format", form, "-o", out)
            self.assertLess(many - few, 12 << 10, form)
            self.assertGreater(os.path.getsize(out), 0)
        python, why = readers.python_with_readers()
        if python is None:
            self.skipTest(why)
        out += ".parquet"                # several row groups
        self.assertLess(peak(path, "--format", "parquet", "-o", out), 400 << 10)
        read = "import sys, duckdb, pyarrow.parquet as p; f = p.ParquetFile(sys.argv[1]); t = f.read(columns=['id', 'event_scale']);" \
               "print(f.num_row_groups, t.num_rows, len(set(t['id'].to_pylist())), duckdb.sql(f\"SELECT count(DISTINCT id) FROM '{sys.argv[1]}'\").fetchall()[0][0])"
        groups, rows, different, by_duckdb = map(int, subprocess.run([python, "-c", read, out], capture_output=True, check=True).stdout.split())
        self.assertGreater(groups, 1)
        self.assertEqual((rows, different, by_duckdb), ((times + 1) * len(events()),) * 3)


class Examples(WithArchive):
    """The examples of docs/export.md, as they stand there, on a folder in which its commands have been run."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(dir=FOLDER)
        shutil.copy(DB, os.path.join(cls.folder, "news.db"))
        with open(PAGE, encoding="utf-8") as f:
            cls.blocks = re.findall(r"^```(\w+)\n(.*?)^```$", f.read(), re.M | re.S)
        for line in "".join(code for kind, code in cls.blocks if kind == "sh").splitlines():
            words = line.split()
            assert words[0] == "acta" and subprocess.run([ACTA, *words[1:]], cwd=cls.folder, check=False).returncode == 0, line

    def rows(self, code):
        """How many rows the example must have read."""
        pair_rows = sum(len(pairs(r)) for r in events("actual"))
        files = {"events.": len(events()), "news.db": len(events()), "polecat.txt": len(events("actual")), "icews.tab": pair_rows, "phoenix.txt": pair_rows,
                 "evts.txt": pair_rows, "gdelt1.csv": len(self.table("gdelt1")), "gdelt2.export": len(self.table("gdelt1")),
                 "gdelt2.mentions": len(self.table("gdelt2-mentions")), "network.gexf": xml.fromstring(self.export("gexf")).find(".//{*}nodes").__len__()}
        return next(count for name, count in files.items() if re.search(r'["\']' + re.escape(name), code))

    def test_every_format_has_examples(self):
        for kind in ("sh", "python", "r"):
            self.assertGreater(sum(k == kind for k, _ in self.blocks), 7, kind)
        self.assertEqual({f for k, code in self.blocks if k == "sh" for f in re.findall(r"--format (\S+)", code)}, set(FORMATS))
        self.assertEqual([code for kind, code in self.blocks if kind in "python r" and len(code.splitlines()) > 4], [])

    def test_python(self):
        python, why = readers.python_with_readers()
        if python is None:
            self.skipTest(why)
        run = ("import json, sys, contextlib, io\nfor code in json.load(sys.stdin):\n  names, said = {}, io.StringIO()\n"
               "  with contextlib.redirect_stdout(said): exec(code, names)\n"
               "  rows = next(names[n] for n in ('events', 'mentions', 'network') if n in names)\n"
               "  print(json.dumps([len(rows), len(said.getvalue())]))")
        codes = [code for kind, code in self.blocks if kind == "python"]
        done = subprocess.run([python, "-W", "error::FutureWarning", "-c", run], input=json.dumps(codes).encode(), cwd=self.folder, capture_output=True, check=False)
        got = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(got), len(codes), done.stderr.decode()[-2000:])
        for code, (rows, said) in zip(codes, got):
            self.assertEqual(rows, self.rows(code), code)
            self.assertGreater(said, 0, code)

    def test_pandas_duckdb_and_pyarrow_read_the_same(self):
        python, why = readers.python_with_readers()
        if python is None:
            self.skipTest(why)
        read = """
import duckdb, json, pandas, pyarrow.parquet
text = pandas.read_csv("events.csv", dtype=str, keep_default_na=False)
tabs = pandas.read_csv("events.tsv", sep="\\t", quoting=3, dtype=str, keep_default_na=False)
packed = pyarrow.parquet.read_table("events.parquet").to_pylist()
quack = duckdb.sql("SELECT * FROM read_csv('events.csv', all_varchar = true)").fetchall()
def same(a, b): return a == b or a == "'" + b or (b != "" and a != "" and float(a) == float(b))
plain = lambda v: "" if v is None else str(v)
wrong = [(c, i) for c in text.columns for i, (a, row) in enumerate(zip(text[c], packed)) if not same(a, plain(row[c]))]
wrong += [(c, i, "tsv") for c in text.columns for i, (a, b) in enumerate(zip(text[c], tabs[c])) if not same(a, b)]
wrong += [(i, "duckdb") for i, (row, line) in enumerate(zip(text.values.tolist(), quack)) if row != [plain(v) for v in line]]
print(json.dumps([len(text), len(tabs), len(packed), len(quack), wrong[:5]]))
"""
        done = subprocess.run([python, "-c", read], cwd=self.folder, capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode()[-2000:])
        self.assertEqual(json.loads(done.stdout), [len(events())] * 4 + [[]])

    def test_r(self):
        if not all(readers.r_with(p) for p in ("RSQLite", "jsonlite")):
            self.skipTest("no R with RSQLite and jsonlite (Debian: r-cran-rsqlite, r-cran-jsonlite)")
        codes = [code for kind, code in self.blocks if kind == "r"]
        script = "".join(f"local({{\n{code}\ncat('ROWS', if (is.data.frame(events)) nrow(events) else length(events), '\\n')\n}})\n" for code in codes)
        done = subprocess.run(["Rscript", "-"], input=("options(warn = 2)\n" + script).encode(), cwd=self.folder, capture_output=True, check=False,
                              env=dict(os.environ, LC_ALL="C.UTF-8"))
        self.assertEqual(done.returncode, 0, done.stderr.decode()[-2000:])
        self.assertEqual([int(n) for n in re.findall(r"ROWS (\d+)", done.stdout.decode())], [self.rows(code) for code in codes])


if __name__ == "__main__":
    unittest.main()
