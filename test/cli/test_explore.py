"""acta explore, asked as its page asks it and as those ask it who should not. $ACTA is the program, $ACTA_DATA its data file.

    ACTA=build/acta ACTA_DATA=build/acta.data python3 -m unittest discover -s test/cli
"""
import collections
import concurrent.futures
import csv
import glob
import hashlib
import http.client
import io
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import unittest
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACTA = os.path.abspath(os.environ.get("ACTA", os.path.join(ROOT, "build", "acta")))
DATA = os.path.abspath(os.environ.get("ACTA_DATA", os.path.join(os.path.dirname(ACTA), "acta.data")))
ENV = dict(os.environ, ACTA_DATA=DATA)

SCRIPT = "</script><script>alert('\u2028')</script>"
HOSTILE = {"id": "hostile", "title": SCRIPT + "<img src=x onerror=alert(1)>", "published": "2011-04-04", "publisher": "=cmd|'/c calc'!A0", "url": "javascript:alert(1)",
           "text": f"{SCRIPT} Peru released 14 Ecuadorean fishermen on Monday in Lima, the foreign ministry of {SCRIPT} said.\n\nEcuador condemned the arrests.\n"}
NASTY = ["'", "\"", "' OR 1=1 --", "\"; DROP TABLE event; --", "1 UNION SELECT record FROM document", "%", "_", "*", "^", "NEAR(a b)", "title: x", "a AND", "NOT", "(", ")",
         "\" OR \"", "-1", "0", "99999999999999999999", "1e309", "nan", "\u2028", "\U0001f600", "<script>alert(1)</script>", "../../etc/passwd", "{}", "[]", "\\",
         ",", ",,,", "a" * 3000, "actual,", "2021-02-30", "0000-00-00", "AFG GOV", "\x01\x02", "{{7*7}}", "$(id)", "\r\nX-Evil: 1"]
FILTERS = ["from", "to", "type", "quad", "status", "country", "actor", "recipient", "either", "speaker", "place", "box", "q", "min", "copies", "happenings"]
VIEWS = {"about": [], "timeline": ["by", "stack"], "map": ["by", "zoom"], "network": ["level", "limit"], "matrix": ["level", "limit"], "ledger": [],
         "events": ["offset", "limit", "sort"], "report": ["id"], "search": ["limit"], "explain": ["id"], "export": ["format"]}


class Server:
    def __init__(self, *words):
        self.process = subprocess.Popen([ACTA, "explore", *words, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
        self.address = self.process.stdout.readline().decode().strip()
        if not self.address:
            raise AssertionError(self.process.communicate()[1].decode())
        self.port = int(self.address.rstrip("/").rsplit(":", 1)[1])

    def ask(self, path, method="GET", headers=None, host=None):
        """(status, headers, body)"""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        if host != "":
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def get(self, view, **parameters):
        status, _, body = self.ask(f"/api/{view}?" + urllib.parse.urlencode(parameters))
        return status, json.loads(body)

    def stop(self):
        """Ends as it should, or the test fails with what it said; standard error."""
        self.process.send_signal(signal.SIGINT)
        _, err = self.process.communicate(timeout=60)
        if self.process.returncode != 0:
            raise AssertionError(err.decode())
        return err.decode()


def ingest(path, reports):
    lines = "".join(json.dumps(r) + "\n" for r in reports).encode()
    subprocess.run([ACTA, "ingest", "--db", path, "--jsonl", "-"], input=lines, check=True, env=ENV, stderr=subprocess.DEVNULL)


def reports():
    """Those of the ledger example, six of the sample, a hostile one, and a reprint."""
    for path in sorted(glob.glob(os.path.join(ROOT, "examples", "ledger", "*.txt"))):
        with open(path, encoding="utf-8") as f:
            yield {"id": os.path.basename(path)[:-4], "text": f.read()}
    with open(os.path.join(ROOT, "examples", "sample", "reports.jsonl"), encoding="utf-8") as f:
        sample = [json.loads(line) for line in f]
    yield from [r for r in sample if r["id"] in ("wx-0101", "wx-0101-reprint", "wx-0102", "ws-0201", "ws-0204", "wx-0203")]
    yield HOSTILE


class Explorer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.path = os.path.join(cls.folder, "news #1?.db")
        ingest(cls.path, reports())
        cls.spoil(cls.path)
        cls.server = Server(cls.path)
        cls.db = sqlite3.connect(cls.path)
        cls.events = cls.read_events()

    @classmethod
    def spoil(cls, path):
        """Things that only another hand can have put there, and happenings of which the test knows what they are."""
        db = sqlite3.connect(path)
        db.execute("UPDATE party SET name = ?, text = ? WHERE rowid = (SELECT min(party) FROM party WHERE event IS NOT NULL)", (SCRIPT, SCRIPT))
        db.execute("UPDATE event SET event_text = ? WHERE event = 1", ("=2+5+cmd" + SCRIPT,))
        db.execute("UPDATE entity SET record = 'no JSON' WHERE entity = 1")
        db.execute("UPDATE event SET date = CASE event WHEN 5 THEN '0001-01-01' ELSE '9999-12-31' END WHERE event IN (5, 6)")
        db.execute("UPDATE event SET happening = NULL")
        db.execute("DELETE FROM happening")
        db.execute("INSERT INTO happening(happening, event, tellings, documents, sources) VALUES (7, 3, 3, 2, 2)")
        db.execute("UPDATE event SET happening = 7 WHERE event IN (2, 3, 4)")
        db.commit()
        db.close()

    @classmethod
    def tearDownClass(cls):
        cls.db.close()
        cls.server.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def read_events(cls):
        """What the tables say, in a form that the tests filter themselves."""
        cls.db.row_factory = sqlite3.Row
        rows = {r["event"]: dict(r, actor=[], recipient=[], speaker=[]) for r in
                cls.db.execute("SELECT e.*, d.id AS report, d.copy_of, d.text AS words FROM event e JOIN document d USING (doc) ORDER BY event")}
        for p in cls.db.execute("SELECT * FROM party WHERE event IS NOT NULL ORDER BY event, role, place"):
            rows[p["event"]][p["role"]].append(dict(p))
        return list(rows.values())

    def expect(self, test, actual=True):
        return [e["id"] for e in self.events if e["copy_of"] is None and (not actual or e["status"] == "actual") and test(e)]

    def ids(self, **filters):
        status, got = self.server.get("events", limit=1000, **filters)
        self.assertEqual(status, 200, got)
        self.assertEqual(got["total"], len(got["rows"]))
        return [r["id"] for r in got["rows"]]

    # ---- the filter ----

    def same(self, expected, **filters):
        self.assertTrue(expected, filters)
        self.assertEqual(sorted(self.ids(**filters)), sorted(expected), filters)

    def test_without_a_filter_actual_events_are_meant(self):
        self.same(self.expect(lambda e: True))
        self.assertGreater(len(self.events), len(self.ids()))

    def test_days(self):
        self.same(self.expect(lambda e: e["date"] and e["date"] >= "2009-01-01"), **{"from": "2009-01-01"})
        self.same(self.expect(lambda e: e["date"] and "2001-01-01" <= e["date"] <= "2001-12-31"), **{"from": "2001-01-01", "to": "2001-12-31"})

    def test_types_quads_statuses(self):
        self.same(self.expect(lambda e: e["type"] in ("ASSAULT", "CONSULT")), type="ASSAULT,CONSULT")
        self.same(self.expect(lambda e: e["quad"] in (3, 4)), quad="3,4")
        self.same(self.expect(lambda e: e["status"] in ("future", "negated", "hypothetical"), actual=False), status="future,negated,hypothetical")

    def test_where(self):
        self.same(self.expect(lambda e: e["country"] in ("PAK", "PER")), country="PAK,PER")
        self.same(self.expect(lambda e: e["place"] == "Peshawar"), place="peshawar")
        self.same(self.expect(lambda e: e["lat"] is not None and 60 <= e["lon"] <= 80 and 20 <= e["lat"] <= 40), box="60,20,80,40")
        self.same(self.expect(lambda e: e["lat"] is not None and (e["lon"] >= 60 or e["lon"] <= -60) and -90 <= e["lat"] <= 90), box="60,-90,-60,90")

    def test_who(self):
        def known(parties, word):
            return any(word in (p["who"], p["code"], p["name"]) for p in parties)
        for word in ("PAK", "ETH GOV", SCRIPT):
            self.same(self.expect(lambda e: known(e["actor"] + e["recipient"], word)), either=word)
        self.same(self.expect(lambda e: known(e["actor"], "ETH")), actor="ETH")
        self.same(self.expect(lambda e: known(e["recipient"], "ERI")), recipient="ERI")
        speaker = next(p["name"] for e in self.events for p in e["speaker"] if p["name"] and e["status"] == "actual")
        self.same(self.expect(lambda e: known(e["speaker"], speaker)), speaker=speaker)
        self.same(self.expect(lambda e: not e["speaker"]), speaker="-")

    def test_words_and_confidence(self):
        self.same(self.expect(lambda e: "fishermen" in e["words"] and "Lima" in e["words"]), q="fishermen lima")
        self.same(self.expect(lambda e: "Peshawar" in e["words"]), q="pesh*")
        self.same(self.expect(lambda e: "car bomb" in e["words"].lower()), q='"car bomb"')
        self.same(self.expect(lambda e: e["confidence"] >= 0.7), min="0.7")
        self.assertEqual(self.ids(q="nowheretobefound"), [])

    def test_all_together(self):
        self.same(self.expect(lambda e: e["quad"] == 4 and e["country"] == "PAK" and e["confidence"] >= 0.3 and re.search(r"\bbomb\b", e["words"], re.I)),
                  quad="4", country="PAK", min="0.3", q="bomb")

    def test_a_happening_counts_once_and_best_told(self):
        meant = self.expect(lambda e: e["happening"] is None or e["event"] == 3, actual=False)
        statuses = "actual,future,hypothetical,negated,historical"
        self.same(meant, happenings="1", status=statuses)
        first = self.events[1]["id"]                 # the best is filtered out: the first that is left stands for it
        without = [e for e in self.events if e["event"] in (2, 4)]
        self.assertIn(first, [e["id"] for e in without])

    def test_copies_weigh(self):
        def total(**filters):
            got = self.server.get("timeline", **filters)[1]
            return got["undated"] + sum(n for b in got["bins"] for n in b["counts"].values())
        original = [e for e in self.events if e["report"] == "wx-0101" and e["status"] == "actual"]
        self.assertTrue(original)
        self.assertEqual(self.db.execute("SELECT count(*) FROM document WHERE copy_of IS NOT NULL AND model IS NULL").fetchone()[0], 1)
        self.assertEqual(total(copies=1), total() + len(original))

    def test_wrong_filters_are_refused_with_a_word(self):
        for wrong in ({"from": "yesterday"}, {"to": "2021-02-30"}, {"type": "WAR"}, {"quad": "5"}, {"status": "past"}, {"min": "2"}, {"copies": "yes"}, {"q": "!!!"},
                      {"by": "hour"}, {"limit": "1001"}, {"limit": "-1"}, {"sort": "text"}, {"unheard": "of"}, {"box": "1,2,3"}, {"box": "1,2,3,north"}):
            status, got = self.server.get("events" if "by" not in wrong else "timeline", **wrong)
            self.assertEqual((status, list(got)), (400, ["error"]), wrong)
            self.assertGreater(len(got["error"]), 10)
        status, _, body = self.server.ask("/api/events?type=AID&type=ASSAULT")
        self.assertEqual(status, 400, body)
        self.assertEqual(self.server.ask("/api/events?q=%ff%fe")[0], 400)
        self.assertEqual(self.server.ask("/api/events?q=a%00b")[0], 400)
        self.assertEqual(self.server.ask("/api/events?type=&q=&from=")[0], 200)

    # ---- the views ----

    def test_about(self):
        _, got = self.server.get("about")
        def one(sql):
            return self.db.execute(sql).fetchone()[0]
        self.assertEqual([got[k] for k in ("documents", "copies", "events", "agreements", "claims", "happenings")],
                         [one(f"SELECT count(*) FROM {t}") for t in ("document", "document WHERE copy_of IS NOT NULL", "event", "agreement", "claim", "happening")])
        self.assertEqual((got["first"], got["last"]), tuple(self.db.execute("SELECT min(date), max(date) FROM event WHERE status = 'actual'").fetchone()))
        self.assertEqual(len(got["types"]), 16)
        self.assertIs(got["sample"], False)

    def test_types_are_those_of_the_codebook(self):
        with open(os.path.join(ROOT, "src", "base", "plover.def"), encoding="utf-8") as f:
            lines = [line[len("PLOVER_TYPE("):].split(",") for line in f if line.startswith("PLOVER_TYPE(")]
        book = {words[0]: (float(words[1]) / 10, int(words[2])) for words in lines}
        self.assertEqual({t["type"]: (t["scale"], t["quad"]) for t in self.server.get("about")[1]["types"]}, book)

    def test_timeline(self):
        for by, cut in (("day", 10), ("month", 7)):
            _, got = self.server.get("timeline", by=by, stack="type")
            expected = collections.Counter((e["date"][:cut], e["type"]) for e in self.events if e["date"] and e["status"] == "actual")
            self.assertEqual({(b["start"][:cut], t): n for b in got["bins"] for t, n in b["counts"].items()}, dict(expected))
        _, got = self.server.get("timeline", by="week", stack="quad")
        self.assertTrue(all(time.strptime(b["start"], "%Y-%m-%d").tm_wday == 0 for b in got["bins"]))
        self.assertEqual([b["start"] for b in got["bins"]], sorted(b["start"] for b in got["bins"]))
        self.assertEqual(got["undated"], len(self.expect(lambda e: e["date"] is None)))

    def test_map(self):
        _, got = self.server.get("map", by="country")
        expected = collections.Counter(e["country"] for e in self.events if e["country"] and e["status"] == "actual")
        self.assertEqual({r["code"]: r["count"] for r in got["rows"]}, dict(expected))
        scales = [e["scale"] for e in self.events if e["country"] == "PAK" and e["status"] == "actual"]
        self.assertAlmostEqual(next(r["mean"] for r in got["rows"] if r["code"] == "PAK"), sum(scales) / len(scales), 2)
        with_point = len(self.expect(lambda e: e["lat"] is not None))
        shown = [self.server.get("map", by="point", zoom=zoom)[1]["rows"] for zoom in (0, 4, 12)]
        self.assertEqual([sum(r["count"] for r in rows) for rows in shown], [with_point] * 3)
        self.assertEqual(sorted(len(rows) for rows in shown), [len(rows) for rows in shown])
        for r in shown[0]:
            west, south, east, north = r["box"]
            inside = self.server.get("events", box=f"{west - 1e-5},{south - 1e-5},{east + 1e-5},{north + 1e-5}")[1]["total"]
            self.assertGreaterEqual(inside, r["count"])
            self.assertTrue(west <= r["lon"] + 1e-3 and r["lon"] <= east + 1e-3 and south <= r["lat"] + 1e-3 and r["lat"] <= north + 1e-3, r)
        places = {e["geonameid"]: (e["lat"], e["lon"]) for e in self.events if e["lat"] is not None}
        for r in [r for r in shown[2] if "geonameid" in r]:
            self.assertAlmostEqual(r["lat"], places[r["geonameid"]][0], 3)
            self.assertAlmostEqual(r["lon"], places[r["geonameid"]][1], 3)

    def dyads(self, key):
        count = collections.Counter()
        for e in self.events:
            if e["status"] == "actual":
                senders, receivers = [{key(p) for p in e[role]} - {None} for role in ("actor", "recipient")]
                count.update((a, r) for a in senders for r in receivers)
        return dict(count)

    def test_network_and_matrix(self):
        for level, key in (("country", lambda p: p["code"]), ("who", lambda p: p["who"]), ("name", lambda p: p["name"] or p["who"])):
            _, got = self.server.get("network", level=level, limit=2000)
            expected = self.dyads(key)
            self.assertEqual({(e["from"], e["to"]): e["count"] for e in got["edges"]}, expected)
            self.assertEqual({n["id"] for n in got["nodes"]}, {who for pair in expected for who in pair})
            _, got = self.server.get("matrix", level=level, limit=200)
            self.assertEqual({(got["rows"][r], got["columns"][c]): n for r, c, n, _ in got["cells"]}, expected)
        _, got = self.server.get("network", limit=3)
        self.assertEqual(len(got["nodes"]), 3)
        self.assertTrue(all({e["from"], e["to"]} <= {n["id"] for n in got["nodes"]} for e in got["edges"]))

    def test_events_in_every_order_and_by_the_page(self):
        everything = sorted(self.ids())
        column = {"actor": lambda r: r["actor"][0]["who"] if r["actor"] else None, "recipient": lambda r: r["recipient"][0]["who"] if r["recipient"] else None,
                  "speaker": lambda r: r["speaker"][0]["who"] if r["speaker"] else None}
        for name in "date quad scale country place confidence sources published actor recipient speaker".split():
            for sort in (name, "-" + name):
                rows = self.server.get("events", sort=sort, limit=1000)[1]["rows"]
                values = [column.get(name, lambda r: r.get(name))(r) for r in rows]
                there = [v.encode() if isinstance(v, str) else v for v in values if v is not None]
                self.assertEqual(there, sorted(there, reverse=sort[0] == "-"), sort)
                self.assertNotIn(None, values[:len(there)], sort)
                self.assertEqual(sorted(r["id"] for r in rows), everything)
        paged = []
        while page := self.server.get("events", offset=len(paged), limit=7)[1]["rows"]:
            paged += [r["id"] for r in page]
        self.assertEqual(paged, self.ids())
        for offset in (len(paged), 10 ** 9):
            self.assertEqual(self.server.get("events", offset=offset)[1]["rows"], [])
        self.assertEqual(self.server.get("events", limit=0)[1]["total"], len(paged))

    def test_an_event_row_says_what_the_table_says(self):
        rows = {r["id"]: r for r in self.server.get("events", limit=1000, status="actual,future,hypothetical,negated,historical")[1]["rows"]}
        self.assertEqual(len(rows), len(self.events))
        for e in self.events:
            row = rows[e["id"]]
            self.assertEqual(row["doc"], e["report"])
            for key in ("date", "enddate", "type", "quad", "status", "place", "country"):
                self.assertEqual(row.get(key), e[key], key)
            for role in ("actor", "recipient", "speaker"):
                self.assertEqual([p["who"] for p in row[role]], [p["who"] for p in e[role]])
            self.assertEqual(row["sources"], 2 if e["happening"] else 1)

    def test_report(self):
        for doc in ("hostile", "moyale-1", "wx-0101"):
            status, got = self.server.get("report", id=doc)
            self.assertEqual((status, got["id"]), (200, doc))
            self.assertEqual(got["text"], self.db.execute("SELECT text FROM document WHERE id = ?", (doc,)).fetchone()[0])
            kinds = collections.Counter(r["kind"] for r in got["records"])
            self.assertEqual(kinds["document"], 1)
            self.assertGreater(kinds["event"], 0)
            for record in got["records"]:
                for party in record.get("actor", []) + record.get("recipient", []) + record.get("said_by", []):
                    self.assertEqual(got["text"][slice(*party["span"])], party["entity_text"])
        self.assertEqual([c["id"] for c in self.server.get("report", id="wx-0101")[1]["copies"]], ["wx-0101-reprint"])
        copy = self.server.get("report", id="wx-0101-reprint")[1]
        self.assertEqual((copy["copy_of"], [c["id"] for c in copy["copies"]]), ("wx-0101", ["wx-0101"]))
        self.assertGreater(copy["similarity"], 0.5)
        self.assertEqual(self.server.get("report", id="no such")[0], 404)
        self.assertEqual(self.server.get("report")[0], 400)

    def test_search(self):
        _, got = self.server.get("search", q="peshawar")
        self.assertIn("wx-0101", [d["id"] for d in got["documents"]])
        hits = [s["text"] for d in got["documents"] for s in d["snippet"] if s["hit"]]
        self.assertTrue(hits and all(h.lower() == "peshawar" for h in hits), hits)
        self.assertIn(("Peshawar", "PAK"), [(p["name"], p["country"]) for p in got["places"]])
        _, got = self.server.get("search", q="eth")
        self.assertTrue(any(a["who"].startswith("ETH") for a in got["actors"]))
        self.assertEqual(self.server.get("search")[0], 400)
        self.assertEqual(self.server.get("search", q="!?")[1], {"documents": [], "actors": [], "places": []})

    def test_ledger_is_that_of_the_command(self):
        documents = [r[0] for r in self.db.execute("SELECT record FROM document ORDER BY doc")]
        lines = "\n".join(documents + [r[0] for t in ("agreement", "obligation", "claim") for r in self.db.execute(f"SELECT record FROM {t} ORDER BY {t}")])
        done = subprocess.run([ACTA, "ledger", "--json"], input=lines.encode(), capture_output=True, check=True)
        expected = [json.loads(line) for line in done.stdout.splitlines()]
        got = self.server.get("ledger")[1]["agreements"]
        self.assertGreater(len(got), 1)
        self.assertEqual([(a["name"], len(a["obligations"]), [(o["contrary"], [c["id"] for c in o["claims"]]) for o in a["obligations"]]) for a in got],
                         [(a.get("agreement"), len(a["obligations"]), [(o["contrary"], [c["id"] for c in o["claims"]]) for o in a["obligations"]]) for a in expected])
        self.assertTrue(any(o["contrary"] for a in got for o in a["obligations"]))

    def test_a_claim_leads_to_its_words(self):
        claims = [c for a in self.server.get("ledger")[1]["agreements"] for o in a["obligations"] for c in o["claims"]]
        self.assertTrue(claims)
        for c in claims:
            text = self.server.get("report", id=c["doc"])[1]["text"]
            self.assertTrue(0 <= c["span"][0] < c["span"][1] <= len(text))
            self.assertIn(c["verdict"], ("kept", "broken", "partly", "pending", "disputed"))

    def test_ledger_by_words(self):
        every = self.server.get("ledger")[1]["agreements"]
        some = self.server.get("ledger", q="prisoners")[1]["agreements"]
        self.assertTrue(0 < len(some) < len(every))
        self.assertTrue(all("prisoners" in json.dumps(a).lower() for a in some))
        self.assertEqual(self.server.get("ledger", q="nowheretobefound")[1]["agreements"], [])

    def test_explain(self):
        _, got = self.server.get("explain", id="moyale-1-V01")
        self.assertTrue(got["text"].startswith("moyale-1-V01  "), got)
        told = subprocess.run([ACTA, "explain", os.path.join(ROOT, "examples", "ledger", "moyale-1.txt"), "V01"], capture_output=True, env=ENV, check=True)
        self.assertEqual(got["text"], told.stdout.decode())
        event = next(e["id"] for e in self.events if e["report"] == "hostile")
        self.assertIn(event, self.server.get("explain", id=event)[1]["text"])    # its title came apart from its text
        self.assertEqual(self.server.get("explain", id="nobody-V01")[0], 404)

    def test_exports(self):
        expected = self.expect(lambda e: e["quad"] == 4)
        status, headers, body = self.server.ask("/api/export?format=csv&quad=4")
        rows = list(csv.DictReader(io.StringIO(body.decode())))
        self.assertEqual((status, [r["id"] for r in rows]), (200, expected))
        self.assertIn("attachment", headers["content-disposition"])
        _, _, body = self.server.ask("/api/export?format=geojson&quad=4")
        features = json.loads(body)["features"]
        self.assertEqual([f["properties"]["id"] for f in features], expected)
        point = next(e for e in self.events if e["lat"] is not None and e["quad"] == 4 and e["status"] == "actual")
        self.assertIn([point["lon"], point["lat"]], [[round(x, 5) for x in f["geometry"]["coordinates"]] for f in features if f["geometry"]])
        _, _, body = self.server.ask("/api/export?format=plover&quad=4")
        stored = {e["id"]: json.loads(e["record"]) for e in self.events}
        self.assertEqual([json.loads(line) for line in body.splitlines()], [stored[i] for i in expected])
        self.assertEqual(self.server.ask("/api/export?format=exe")[0], 400)
        told = subprocess.run([ACTA, "export", "--format", "csv", "--status", "actual", self.path], capture_output=True, check=True).stdout
        self.assertEqual(self.server.ask("/api/export?format=csv")[2], told)

    def test_a_download_that_nobody_waits_for_gives_up_its_place(self):
        def until_served(method):
            until, status = time.time() + 30, 503
            while status == 503 and time.time() < until:
                status = self.server.ask("/api/export?format=csv", method=method)[0]
            self.assertEqual(status, 200)
        for _ in range(8):
            until_served("HEAD")
        for _ in range(8):
            with socket.create_connection(("127.0.0.1", self.server.port)) as raw:
                raw.sendall(f"GET /api/export?format=csv HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n\r\n".encode())
        until_served("GET")

    def test_a_spreadsheet_finds_no_formula(self):
        _, _, body = self.server.ask("/api/export?format=csv&status=actual,future,hypothetical,negated,historical")
        rows = list(csv.reader(io.StringIO(body.decode())))
        numbers = {i for i, name in enumerate(rows[0]) if name in ("event_scale", "lat", "lon", "date_span", "place_span")}
        self.assertTrue(any("cmd" in cell for row in rows for cell in row))
        for row in rows[1:]:
            self.assertFalse([cell for i, cell in enumerate(row) if cell[:1] in "=+-@" and cell and i not in numbers])

    # ---- hostile words ----

    def mark(self):
        with open(self.path, "rb") as f:
            return hashlib.sha256(f.read()).digest()

    def every_path(self):
        for view in VIEWS:
            yield f"/api/{view}?id=hostile" if view == "report" else f"/api/{view}?q=script" if view in ("search", "ledger") else \
                f"/api/{view}?id=hostile-V01" if view == "explain" else f"/api/{view}?q=alert&format=geojson" if view == "export" else f"/api/{view}"

    def test_no_text_can_become_markup(self):
        seen = b""
        for path in self.every_path():
            _, headers, body = self.server.ask(path)
            if "/export" not in path:                # a file to be saved, of a type that no browser shows
                self.assertNotIn(b"<", body, path)
                self.assertNotIn("\u2028".encode(), body, path)
            self.assertNotIn("html", headers["content-type"])
            seen += body
        self.assertIn(b"\\u003c/script\\u003e\\u003cscript\\u003ealert('\\u2028')", seen)
        self.assertEqual(self.server.get("report", id="hostile")[1]["title"], HOSTILE["title"])

    def test_every_answer_has_the_headers(self):
        paths = [*self.every_path(), "/", "/nowhere", "/api/nothing", "/api/events?from=x"]
        for path in paths:
            _, headers, _ = self.server.ask(path)
            policy = headers["content-security-policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual((headers["x-content-type-options"], headers["referrer-policy"], headers["cross-origin-resource-policy"]),
                             ("nosniff", "no-referrer", "same-origin"), path)
            self.assertNotIn("access-control-allow-origin", headers)

    def test_nasty_words_in_every_parameter(self):
        before = self.mark()
        for view, own in VIEWS.items():
            for parameter in FILTERS + own:
                for value in NASTY if view in ("events", "search") or parameter in own else NASTY[:6]:
                    given = {parameter: value} if parameter != "limit" or view != "search" else {parameter: value, "q": "x"}
                    status, headers, body = self.server.ask(f"/api/{view}?" + urllib.parse.urlencode(given))
                    self.assertIn(status, (200, 400, 404), (view, parameter, value, body))
                    self.assertNotIn("x-evil", headers)
                    if view != "export" or status != 200:
                        json.loads(body)
        self.assertEqual(self.mark(), before)
        self.assertEqual(self.server.get("events")[1]["total"], len(self.expect(lambda e: True)))

    def test_search_words_mean_themselves(self):
        for typed in ("NOT peshawar", "peshawar OR nowheretobefound", "title:peshawar", "peshawar) OR (lima"):
            self.assertEqual(self.server.get("search", q=typed)[1]["documents"], [], typed)

    # ---- who may ask ----

    def test_only_its_own_name_is_answered(self):
        port = self.server.port
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
            self.assertEqual(self.server.ask("/api/about", host=host)[0], 200, host)
        for host in ("", "evil.example", f"evil.example:{port}", "127.0.0.1", "localhost", f"127.0.0.1:{port + 1}", f"127.0.0.1:{port}.evil.example", f"[::1]:{port}",
                     f"127.0.0.1:{port}@evil.example", f"0.0.0.0:{port}", f"2130706433:{port}"):
            for path in ("/", "/api/about"):
                self.assertIn(self.server.ask(path, host=host)[0], (400, 403), host)
        with socket.create_connection(("127.0.0.1", port)) as raw:
            raw.sendall(f"GET /api/about HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n".encode())
            self.assertRegex(raw.recv(100).decode(), "^HTTP/1.1 40[03]")

    def test_another_page_is_refused(self):
        own = f"http://127.0.0.1:{self.server.port}"
        for origin in ("http://evil.example", "null", own + ".evil.example", "https" + own[4:], "http://127.0.0.1"):
            self.assertEqual(self.server.ask("/api/about", headers={"Origin": origin})[0], 403, origin)
        self.assertEqual(self.server.ask("/api/about", headers={"Origin": own})[0], 200)
        for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)):
            self.assertEqual(self.server.ask("/api/about", headers={"Sec-Fetch-Site": site})[0], status, site)
        self.assertEqual(self.server.ask("/", headers={"Sec-Fetch-Site": "cross-site"})[0], 200)     # a link sent to somebody

    def test_reading_is_all_there_is(self):
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "BREW"):
            self.assertIn(self.server.ask("/api/about", method=method)[0], (400, 405), method)
        status, headers, body = self.server.ask("/api/about", method="HEAD")
        self.assertEqual((status, body), (200, b""))
        self.assertGreater(int(headers["content-length"]), 100)

    def test_no_path_leaves_the_bundle(self):
        _, _, page = self.server.ask("/")
        names = [n for n in page.decode().split('"') if n.startswith("/app.")]
        self.assertEqual(len(names), 2, page)
        for name in names:
            status, headers, _ = self.server.ask(name)
            self.assertEqual(status, 200)
            self.assertIn("immutable", headers["cache-control"])
        for path in ("/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2fetc", "/etc/passwd", "/index.html", "/app.js", "/app.css", "/api", "/api/", "/api/about/",
                     "//", "/API/about", "/app.0000000000000000.js", "/.git/config", "/%00", "*", "http://evil.example/"):
            self.assertIn(self.server.ask(path)[0], (400, 404), path)

    def test_an_address_too_long(self):
        self.assertEqual(self.server.ask("/api/events?q=" + "a" * 8000)[0], 200)
        self.assertEqual(self.server.ask("/api/events?q=" + "a" * 9000)[0], 414)
        self.assertIn(self.server.ask("/api/events?q=" + "a" * 200000)[0], (413, 414, 431))

    def test_broken_requests_do_no_harm(self):
        for sent in (b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x00\xa5" * 20, b"GET / HTTP/1.1\r\nHost: " + b"a" * 60000 + b"\r\n\r\n", b"GET /api/about", b"\x00" * 500):
            with socket.create_connection(("127.0.0.1", self.server.port), timeout=10) as raw:
                try:                                     # it may hang up at once
                    raw.sendall(sent)
                    raw.shutdown(socket.SHUT_WR)
                    while raw.recv(4096):
                        pass
                except OSError:
                    pass
        self.assertEqual(self.server.get("about")[0], 200)

    def test_it_listens_on_this_machine_alone(self):
        with open("/proc/net/tcp", encoding="ascii") as f:
            listening = [line.split()[1] for line in f if line.split()[3] == "0A"]
        self.assertEqual([a for a in listening if a.endswith(f":{self.server.port:04X}")], [f"0100007F:{self.server.port:04X}"])

    def test_many_at_once(self):
        paths = [p for p in self.every_path() if "export" not in p] * 12
        one = {p: self.server.ask(p)[2] for p in set(paths)}
        with concurrent.futures.ThreadPoolExecutor(24) as pool:
            for path, (status, _, body) in zip(paths, pool.map(self.server.ask, paths)):
                self.assertEqual((status, body), (200, one[path]), path)


class Running(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def archive(self, name="news.db"):
        ingest(self.path(name), [{"id": "r1", "text": "Peru released 14 Ecuadorean fishermen on Monday in Lima.\n", "published": "2011-04-04"}])
        return self.path(name)

    def refused(self, *words, status=1):
        done = subprocess.run([ACTA, "explore", *words], capture_output=True, env=ENV, timeout=30, check=False)
        self.assertEqual((done.returncode, done.stdout), (status, b""), done.stderr)
        return done.stderr.decode()

    def test_what_cannot_be_opened_is_named(self):
        self.assertIn("no such file", self.refused(self.path("none.db")))
        self.assertIn("not a file", self.refused(self.folder))
        for name, content in (("text.db", b"not a database at all, only text " * 50), ("empty.db", b"")):
            with open(self.path(name), "wb") as f:
                f.write(content)
            self.assertIn("not an archive", self.refused(self.path(name)))
        other = sqlite3.connect(self.path("other.db"))
        other.execute("CREATE TABLE event(x)")
        other.commit()
        other.close()
        self.assertIn("not an archive", self.refused(self.path("other.db")))
        newer = self.archive()
        db = sqlite3.connect(newer)
        db.execute("UPDATE setting SET value = '99' WHERE name = 'schema'")
        db.commit()
        db.close()
        self.assertIn("newer acta", self.refused(newer))

    def test_the_command_line(self):
        self.assertIn("--sample", self.refused(status=2))
        self.refused("a.db", "b.db", status=2)
        self.refused("a.db", "--sample", status=2)
        self.assertIn("--port", self.refused("a.db", "--port", "70000", status=2))

    def test_a_port_that_is_taken(self):
        path = self.archive()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            self.assertIn(f"port {port} is taken", self.refused(path, "--port", str(port)))

    def test_a_damaged_archive_does_no_harm(self):
        path = self.archive()
        with open(path, "r+b") as f:
            content = f.read()
            for at in range(4096 * 3, len(content), 4096):
                f.seek(at + 20)
                f.write(b"\xff" * 900)
        process = subprocess.Popen([ACTA, "explore", path, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV)
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        self.assertIn(process.returncode, (0, 1), err)
        self.assertTrue(process.returncode == 0 or b"cannot be read" in err or b"not an archive" in err or b"malformed" in err, err)

    def test_ctrl_c_ends_it_cleanly(self):
        server = Server(self.archive())
        with socket.create_connection(("127.0.0.1", server.port)):       # somebody who says nothing does not hold it up
            began = time.time()
            err = server.stop()
        self.assertLess(time.time() - began, 10)
        self.assertNotIn("error", err.lower())

    def test_a_question_that_takes_too_long_is_stopped(self):
        path = self.archive()
        db = sqlite3.connect(path)
        db.executescript("DROP TABLE claim; CREATE VIEW claim AS WITH RECURSIVE n(claim) AS (SELECT 1 UNION ALL SELECT claim + 1 FROM n) SELECT claim FROM n;")
        db.close()
        server = Server(path)
        self.addCleanup(server.stop)
        began = time.time()
        status, got = server.get("about")
        self.assertEqual(status, 503, got)
        self.assertLess(time.time() - began, 50)
        self.assertEqual(server.get("events")[0], 200)

    def test_what_is_kept_meanwhile_shows_up(self):
        path = self.archive()
        server = Server(path)
        self.addCleanup(server.stop)
        before = server.get("events")[1]["total"]
        ingest(path, [{"id": "r2", "text": "Gunmen attacked a police post near Quito on Tuesday, killing two officers.\n", "published": "2011-04-06"}])
        until = time.time() + 30
        while server.get("events")[1]["total"] == before and time.time() < until:
            time.sleep(0.2)
        self.assertGreater(server.get("events")[1]["total"], before)
        self.assertEqual(server.get("report", id="r2")[0], 200)

    def test_the_sample(self):
        kept = ENV.get("XDG_CACHE_HOME")
        ENV["XDG_CACHE_HOME"] = self.folder
        self.addCleanup(lambda: ENV.update(XDG_CACHE_HOME=kept) if kept else ENV.pop("XDG_CACHE_HOME"))
        first = Server("--sample")
        _, got = first.get("about")
        with open(os.path.join(ROOT, "examples", "sample", "reports.jsonl"), encoding="utf-8") as f:
            reports_there = len(f.readlines())
        self.assertEqual((got["sample"], got["documents"]), (True, reports_there))
        self.assertGreater(got["copies"], 0)
        self.assertGreater(len(first.get("ledger")[1]["agreements"]), 3)
        first.stop()
        again = Server("--sample")
        self.assertEqual(again.get("about")[1], got)
        self.assertIn(f"{reports_there} known already", again.stop())
        ENV["XDG_CACHE_HOME"] = os.path.join(DATA, "no folder")
        self.assertIn("XDG_CACHE_HOME", self.refused("--sample"))

    def test_without_a_data_file_there_are_no_reasons(self):
        path, name = self.archive(), "ACTA_DATA"
        kept = ENV[name]
        ENV[name] = self.path("nothing.data")
        try:
            server = Server(path)
        finally:
            ENV[name] = kept
        self.addCleanup(server.stop)
        self.assertEqual(server.get("explain", id="r1-V01"), (200, {"text": None}))


if __name__ == "__main__":
    unittest.main()
