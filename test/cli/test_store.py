"""acta ingest, query and stats: nothing is lost, nothing is kept twice, whatever happens. $ACTA is the program, $ACTA_DATA its data file.

    ACTA=build/acta ACTA_DATA=build/acta.data python3 -m unittest discover -s test/cli

$ACTA_TEST_FULL set: ingest is killed at 50 moments instead of 8.
"""
import csv
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACTA = os.path.abspath(os.environ.get("ACTA", os.path.join(ROOT, "build", "acta")))
DATA = os.path.abspath(os.environ.get("ACTA_DATA", os.path.join(os.path.dirname(ACTA), "acta.data")))
ENV = dict(os.environ, ACTA_DATA=DATA)
KILLS = 50 if os.environ.get("ACTA_TEST_FULL") else 8
TABLES = "document entity event agreement obligation claim party mention band happening setting".split()

WHO = ["Peru", "Ghana", "Norway", "Jordan", "Kenya", "Vietnam", "Chile", "Poland", "Nepal", "Cuba", "Mali", "Oman"]
DID = ["signed a trade agreement with", "accused the army of", "released eleven fishermen from", "sent two tonnes of rice to", "recalled its ambassador from",
       "rejected a proposal by", "imposed sanctions on", "held talks with the foreign minister of", "demanded an apology from", "shelled a border village in"]
WORDS = ("harbour winter ministry orchard engine valley copper teacher festival bridge library market railway judge forest captain lantern river doctor glass "
         "census pepper island violin garden meadow factory ticket shepherd tunnel carpet museum granite parcel stadium").split()


def reports(count, seed=1):
    """Short ones, no two alike."""
    say, made = random.Random(seed), []
    for i in range(count):
        one, two = say.sample(WHO, 2)
        about = " ".join(say.choice(WORDS) for _ in range(40))
        text = f"{one} {say.choice(DID)} {two} on {say.choice(['Monday', 'Tuesday', 'Friday'])}, the foreign ministry said. Observers spoke of {about}.\n\n" \
               f"{two} {say.choice(DID)} {say.choice(WHO)} last week. {one} promised to withdraw {say.randint(20, 900)} troops from {two} by May.\n"
        made.append({"id": f"r{seed}-{i:03d}", "title": f"{one} and {two}: {about[:30]}", "published": f"2021-{i % 12 + 1:02d}-{i % 28 + 1:02d}", "text": text})
    return made


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def tables(path, names=TABLES):
    """All that the archive holds, row by row."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        return {name: db.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}


def content(path):
    with open(path, "rb") as f:
        return f.read()


def ask(path, sql, *values):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return db.execute(sql, values).fetchall()
    finally:
        db.close()


class Archive(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.db = os.path.join(self.folder, "news.db")

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path

    def acta(self, *words, given=b"", env=None, **more):
        done = subprocess.run([ACTA, *words], input=given, capture_output=True, env=dict(ENV, **(env or {})), check=False, **more)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def ingest(self, rows, *words, db=None, **more):
        return self.acta("ingest", "--jsonl", "--db", db or self.db, *words, given=rows if isinstance(rows, bytes) else lines(rows), **more)

    def sound(self, path=None):
        """Nothing points nowhere, the file is whole, and the index of words knows what the documents say."""
        db = sqlite3.connect(path or self.db)
        self.assertEqual(db.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(db.execute("PRAGMA foreign_key_check").fetchall(), [])
        db.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
        db.close()


class Kept(Archive):
    def test_records_come_out_as_they_went_in(self):
        rows = reports(6)
        rows[2]["text"] += "Sent\xe4k\u200bo \ufffd \U0001f600 said \"no\".\0 The end."
        self.assertEqual(self.ingest(rows)[0], 0)
        status, written, _ = self.acta("code", "--jsonl", given=lines(rows))
        self.assertEqual(status, 0)
        parts = " UNION ALL ".join(f"SELECT doc, {n} AS kind, {t} AS number, record FROM {t}"
                                   for n, t in enumerate(["event", "agreement", "obligation", "claim", "entity"], 1))
        kept = ask(self.db, f"SELECT record FROM (SELECT doc, 0 AS kind, 0 AS number, record FROM document UNION ALL {parts}) ORDER BY doc, kind, number")
        self.assertEqual([k for k, in kept], written.splitlines())
        self.sound()

    def test_columns_say_what_the_records_say(self):
        self.ingest(reports(8))
        events = ask(self.db, "SELECT record, type, mode, quad, scale, status, date, country, confidence, event_text, event FROM event")
        self.assertGreater(len(events), 8)
        for record, *columns, event in events:
            r = json.loads(record)
            self.assertEqual(columns, [r["event"], " ".join(r.get("mode", [])) or None, r["quad_code"], r["event_scale"], r["status"], r.get("date"),
                                       r.get("event_loc", {}).get("country"), r["confidence"], " | ".join(r["event_text"])])
            for role, field in (("actor", "actor"), ("recipient", "recipient"), ("speaker", "said_by")):
                parties = ask(self.db, "SELECT text, char_from, char_to, name, code, sector FROM party WHERE event = ? AND role = ? ORDER BY place", event, role)
                self.assertEqual(parties, [(p.get("entity_text"), *p["span"], p.get("name"), p.get("code"), " ".join(p.get("sector", [])) or None)
                                           for p in r.get(field, [])])
            spans = ask(self.db, "SELECT sentence, char_from, char_to FROM mention WHERE event = ? ORDER BY mention", event)
            self.assertEqual(spans, [(m["sentence"], *m["span"]) for m in r["mentions"]])

    def test_spans_count_in_the_text_that_is_kept(self):
        self.ingest(reports(5))
        for text, words, start, end in ask(self.db, "SELECT d.text, p.text, p.char_from, p.char_to FROM party p JOIN document d USING (doc)"):
            self.assertEqual(text[start:end], words)

    def test_a_second_run_changes_nothing(self):
        rows = reports(10)
        status, _, told = self.ingest(rows)
        self.assertEqual((status, told), (0, "acta: 10 reports kept, 0 copies, 0 known already, 0 failed\n"))
        before = tables(self.db)
        status, _, told = self.ingest(rows)
        self.assertEqual((status, told), (0, "acta: 0 reports kept, 0 copies, 10 known already, 0 failed\n"))
        self.assertEqual(tables(self.db), before)

    def test_threads_change_nothing(self):
        rows = reports(12)
        self.ingest(rows, "--jobs", "1")
        self.ingest(rows, "--jobs", "7", db=self.db + "7")
        self.assertEqual(tables(self.db), tables(self.db + "7"))

    def test_one_id_for_two_reports(self):
        rows = reports(3)
        for row in rows:
            row["id"] = "same"
        self.assertEqual(self.ingest(rows)[0], 0)
        ids = [i for i, in ask(self.db, "SELECT id FROM document ORDER BY doc")]
        self.assertEqual(ids[0], "same")
        for i in ids[1:]:
            self.assertRegex(i, r"^same~[0-9a-f]{8}$")
        for doc, event in ask(self.db, "SELECT d.id, e.id FROM event e JOIN document d USING (doc)"):
            self.assertTrue(event.startswith(doc + "-V"), event)
        before = tables(self.db)
        self.ingest(rows)
        self.assertEqual(tables(self.db), before)

    def test_five_in_a_hundred_broken(self):
        rows = [json.dumps(r).encode() for r in reports(40)]
        rows[7], rows[29] = rows[7][:50], b'{"id": "x", "published": "2021-13-77", "text": "Peru accused Ghana."}'
        status, _, told = self.ingest(b"\n".join(rows) + b"\n")
        self.assertEqual(status, 3)
        self.assertIn(":8: not JSON", told)
        self.assertIn(":30: ", told)
        self.assertIn("38 reports kept, 0 copies, 0 known already, 2 failed", told)
        self.assertEqual(ask(self.db, "SELECT count(*) FROM document"), [(38,)])

    def test_another_model_recodes_only_when_asked(self):
        rows = reports(6)
        self.ingest(rows)
        before = tables(self.db)
        with sqlite3.connect(self.db) as db:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("UPDATE document SET model = 'an older one' WHERE doc IN (2, 5)")
            db.execute("DELETE FROM event WHERE doc = 2")
            db.execute("UPDATE event SET type = 'AID', record = '{}' WHERE doc = 5")
        db.close()
        self.assertIn("6 known already", self.ingest(rows)[2])
        self.assertIn("2 reports kept, 0 copies, 4 known already", self.ingest(rows, "--recode", "-")[2])
        self.assertEqual(ask(self.db, "SELECT count(DISTINCT model) FROM document"), [(1,)])
        for table in ("document", "event", "entity", "party"):
            record = "record" if table != "party" else "text || role || char_from"
            self.assertEqual(sorted(ask(self.db, f"SELECT doc, {record} FROM {table}")),
                             sorted((r[0 if table == "document" else 1], r[-1] if table != "party" else f"{r[8]}{r[6]}{r[9]}") for r in before[table]), table)
        self.sound()


    def test_the_archive_is_recoded_without_its_inputs(self):
        rows = reports(5) + [dict(reports(1)[0], id="copy", published="2022-01-01")]
        rows[1]["text"] += "Sent\u00e4k\u200bo \ufffd \U0001f600 said \"no\". The end."
        del rows[2]["title"], rows[3]["published"]
        rows[4].update(url="https://example.org/a?b=c", publisher="The Paper", title="")
        self.ingest(rows)
        with open(self.file("bad.txt", b"Caf\xe9 owners in Lima accused Peru of fraud on Monday, police said \xff."), "rb") as f:
            self.acta("ingest", "--db", self.db, f.name)
        before = tables(self.db)
        with sqlite3.connect(self.db) as db:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("UPDATE document SET model = 'an older one' WHERE doc <> 1 AND model IS NOT NULL")
            db.execute("DELETE FROM event WHERE doc > 1")
            db.execute("UPDATE entity SET name = 'nobody', record = '{}' WHERE doc > 2")
        db.close()
        status, _, told = self.acta("ingest", "--db", self.db, "--recode", "--jobs", "3")
        self.assertEqual((status, told), (0, "acta: 5 reports kept, 0 copies, 0 known already, 0 failed\n"))
        after = tables(self.db)
        for table in ("document", "event", "entity", "agreement", "obligation", "claim"):
            whole = [[(row[2] if table != "document" else row[1], row[-1]) for row in sorted(each[table], key=str)] for each in (before, after)]
            self.assertEqual(sorted(whole[0]), sorted(whole[1]), table)
        self.assertEqual(before["document"], after["document"])
        self.sound()
        self.assertIn("0 reports kept", self.acta("ingest", "--db", self.db, "--recode")[2])
        self.assertEqual(tables(self.db), after)


class Copies(Archive):
    def stories(self):
        rows = reports(4, seed=3)
        for n, row in enumerate(list(rows)):
            row["published"], row["text"] = "2021-05-10", row["text"] + " ".join(random.Random(n).choices(WORDS, k=60)) + ".\n"
            rows.append(dict(row, id=f"late{n}", title="As others tell it", published="2021-05-12", publisher="B", text=row["text"] + "Read also: sport.\n"))
            rows.append(dict(row, id=f"early{n}", title="First", published="2021-05-08", publisher="C", text="EXCLUSIVE - " + row["text"]))
        return rows

    def originals(self, db):
        return sorted(ask(db, "SELECT c.id, o.id FROM document c LEFT JOIN document o ON o.doc = c.copy_of"))

    def test_the_earliest_is_the_original_in_any_order(self):
        rows = self.stories()
        wanted = sorted([(f"r3-{n:03d}", f"early{n}") for n in range(4)] + [(f"late{n}", f"early{n}") for n in range(4)] + [(f"early{n}", None) for n in range(4)])
        for seed in range(4):
            db = f"{self.db}{seed}"
            random.Random(seed).shuffle(rows)
            self.assertEqual(self.ingest(rows, "--jobs", "3", db=db)[0], 0)
            self.assertEqual(self.originals(db), wanted)
            self.assertEqual(ask(db, "SELECT count(*) FROM document WHERE copy_of IS NOT NULL AND (similarity < 0.5 OR similarity > 1)"), [(0,)])

    def test_a_copy_is_kept_and_not_coded(self):
        row = self.stories()[0]
        copy = dict(row, id="copy", published="2021-06-01", title="Another headline")
        self.assertIn("1 reports kept, 1 copies", self.ingest([row, copy])[2])
        (text, model, record), = ask(self.db, "SELECT text, model, record FROM document WHERE id = 'copy'")
        self.assertEqual((text, model), (copy["title"] + "\n\n" + copy["text"], None))
        self.assertEqual(json.loads(record)["title"], "Another headline")
        self.assertEqual(ask(self.db, "SELECT count(*) FROM event e JOIN document d USING (doc) WHERE d.id = 'copy'"), [(0,)])
        self.assertEqual(ask(self.db, "SELECT max(sources) FROM happening"), [(1,)])

    def test_happenings_count_sources(self):
        story = "On Monday gunmen killed four farmers near Tamale in Ghana, police said. "
        rows = [{"id": f"h{n}", "published": "2021-03-02", "text": story + " ".join(random.Random(n).choices(WORDS, k=60)) + ".\n"} for n in range(3)]
        rows.append(dict(rows[0], id="copy", title="Again", published="2021-03-03"))
        for order in (rows, rows[::-1]):
            db = self.db + order[0]["id"]
            self.ingest(order, db=db)
            told = ask(db, "SELECT h.sources, count(*) FROM event e JOIN happening h USING (happening) JOIN document d ON d.doc = e.doc"
                           " WHERE e.type = 'ASSAULT' AND d.copy_of IS NULL GROUP BY e.happening")
            self.assertEqual(told, [(3, 3)])
        by_id = "SELECT e.id, e.happening FROM event e JOIN document d USING (doc) WHERE d.copy_of IS NULL ORDER BY 1"
        self.assertEqual(ask(self.db + "h0", by_id), ask(self.db + "copy", by_id))


class Disturbed(Archive):
    def test_killed_at_any_moment_and_run_again(self):
        rows = reports(60, seed=5) + [dict(r, id=r["id"] + "c", published="2022-01-01", title="Copied") for r in reports(12, seed=5)]
        path, whole = self.file("r.jsonl", lines(rows)), self.db + "whole"
        command = [ACTA, "ingest", "--jsonl", "--jobs", "2", "--db"]
        began = time.monotonic()
        subprocess.run([*command, whole, path], env=ENV, capture_output=True, check=True)
        lasts, wanted, moments, kills, done = time.monotonic() - began, tables(whole), random.Random(time.time_ns()), 0, 0
        self.assertEqual(len(wanted["document"]), len(rows))
        while kills < KILLS:
            db = f"{self.db}{done}"
            while kills < KILLS:
                run = subprocess.Popen([*command, db, path], env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                try:
                    run.wait(moments.uniform(0.01, lasts * 1.1))
                    break
                except subprocess.TimeoutExpired:
                    run.send_signal(signal.SIGKILL)
                    run.wait()
                    kills += 1
            self.assertEqual(subprocess.run([*command, db, path], env=ENV, capture_output=True, check=False).returncode, 0)
            self.assertEqual(tables(db), wanted)
            self.sound(db)
            done += 1

    def test_two_writers_at_once(self):
        rows = reports(40, seed=6)
        paths = [self.file("a.jsonl", lines(rows[:28])), self.file("b.jsonl", lines(rows[12:]))]
        runs = [subprocess.Popen([ACTA, "ingest", "--jsonl", "--db", self.db, p], env=ENV, stderr=subprocess.PIPE) for p in paths]
        told = [run.communicate()[1].decode() for run in runs]
        self.assertEqual([run.returncode for run in runs], [0, 0], told)
        self.assertEqual(sorted(i for i, in ask(self.db, "SELECT id FROM document")), sorted(r["id"] for r in rows))
        alone = self.db + "alone"
        self.ingest(rows, db=alone)
        for table in ("document", "event", "entity", "agreement", "obligation", "claim"):
            self.assertEqual(sorted(ask(self.db, f"SELECT id, record FROM {table}")), sorted(ask(alone, f"SELECT id, record FROM {table}")))
        self.sound()

    def full(self, run):
        """A run that finds no room says so and keeps what it has; with room the next one does the rest."""
        rows = reports(60, seed=7)
        status, _, told = run(rows)
        self.assertEqual(status, 1, told)
        self.assertRegex(told, r"acta: .*news\.db: .+")
        self.assertLess(ask(self.db, "SELECT count(*) FROM document")[0][0], 60)
        return rows

    def finish(self, rows):
        self.assertEqual(self.ingest(rows)[0], 0)
        self.ingest(rows, db=self.db + "2")
        self.assertEqual(tables(self.db), tables(self.db + "2"))
        self.sound()

    def test_a_limit_on_the_size_of_files(self):
        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (600000, 600000))
        self.ingest([])
        self.finish(self.full(lambda rows: self.ingest(rows, "--jobs", "1", preexec_fn=small, restore_signals=False)))

    def test_a_full_disk(self):
        disk = os.path.join(self.folder, "disk")
        os.mkdir(disk)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=700k", "none", disk], capture_output=True, check=False).returncode != 0:
            self.skipTest("no small file system can be made here")
        self.addCleanup(subprocess.run, ["umount", disk], check=False)
        home, self.db = self.db, os.path.join(disk, "news.db")
        rows = self.full(lambda rows: self.ingest(rows, "--jobs", "1"))
        for name in os.listdir(disk):
            shutil.copy(os.path.join(disk, name), os.path.dirname(home))
        self.db = home
        self.finish(rows)

    def test_no_output_is_no_loss(self):
        status, _, told = self.ingest(reports(1), db=os.path.join(self.folder, "no", "such", "folder.db"))
        self.assertEqual(status, 1)
        self.assertIn("cannot be opened or made", told)


class Refused(Archive):
    def refused(self, *parts, db=None):
        for words in (["ingest", "--jsonl", "--db", db or self.db], ["query", db or self.db, "SELECT 1"], ["stats", db or self.db]):
            status, out, told = self.acta(*words, given=lines(reports(1)))
            self.assertEqual((status, out), (1, ""), told)
            for part in parts:
                self.assertIn(part, told)

    def test_a_newer_schema(self):
        self.ingest(reports(1))
        with sqlite3.connect(self.db) as db:
            db.execute("PRAGMA user_version = 99")
            db.execute("UPDATE setting SET value = '99' WHERE name = 'schema'")
        db.close()
        before = content(self.db)
        self.refused("schema", "99", " 1")
        self.assertEqual(content(self.db), before)

    def test_what_is_no_archive(self):
        self.refused("acta", db=self.file("text.db", "This is a letter to my aunt. " * 100))
        other = os.path.join(self.folder, "other.db")
        with sqlite3.connect(other) as db:
            db.execute("CREATE TABLE recipe(name)")
        db.close()
        before = content(other)
        self.refused("archive", db=other)
        self.assertEqual(content(other), before)

    def test_a_damaged_archive(self):
        self.ingest(reports(5))
        with open(self.db, "r+b") as f:
            f.truncate(os.path.getsize(self.db) // 2)
        status, _, told = self.ingest(reports(8))
        self.assertEqual(status, 1)
        self.assertRegex(told, "damaged|malformed")

    def test_an_archive_that_may_not_be_written(self):
        if os.geteuid() != 0 and not os.access("/proc/self", os.R_OK):
            self.skipTest("no other user")
        self.ingest(reports(3))
        os.chmod(self.db, 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        try:
            status, out, told = self.acta("query", self.db, "SELECT count(*) FROM document", "--format", "csv", **nobody)
        except PermissionError:
            self.skipTest("the program is out of another user's reach")
        if nobody and status != 0 and "cannot" not in told:
            self.skipTest("the program is out of another user's reach")
        self.assertEqual((status, out), (0, "count(*)\r\n3\r\n"), told)
        before = content(self.db)
        status, _, told = self.ingest(reports(4), **nobody)
        self.assertEqual(status, 1, told)
        self.assertRegex(told, "may not be written|cannot be opened")
        self.assertEqual(content(self.db), before)


class Asked(Archive):
    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.kept)
        cls.news = os.path.join(cls.kept, "news.db")
        subprocess.run([ACTA, "ingest", "--jsonl", "--db", cls.news], input=lines(reports(24, seed=9)), env=ENV, capture_output=True, check=True)

    def test_formats_say_the_same(self):
        sql = "SELECT id, quad, scale, date, 'a,\"b\"' || char(10) AS odd, NULL AS none FROM event ORDER BY id LIMIT 7"
        wanted = ask(self.news, sql)
        status, out, _ = self.acta("query", self.news, sql, "--format", "csv")
        self.assertEqual((status, [tuple(r) for r in csv.reader(io.StringIO(out, newline=""))][1:]),
                         (0, [tuple("" if v is None else str(v) for v in row) for row in wanted]))
        status, out, _ = self.acta("query", "--format=json", self.news, sql)
        self.assertEqual([tuple(json.loads(line).values()) for line in out.splitlines()], wanted)
        status, out, _ = self.acta("query", "--format=tsv", self.news, sql)
        self.assertEqual([len(line.split("\t")) for line in out.splitlines()], [6] * 8)
        status, out, _ = self.acta("query", self.news, sql)
        self.assertEqual(len(out.splitlines()), 9)
        self.assertEqual(out.split()[:3], ["id", "quad", "scale"])

    def test_a_question_never_writes(self):
        before = content(self.news)
        for sql in ("DELETE FROM event", "INSERT INTO setting VALUES ('a', 'b')", "DROP TABLE event", "PRAGMA user_version = 7", "ATTACH 'other.db' AS o", "VACUUM",
                    "CREATE TEMP TABLE t(x)", "BEGIN IMMEDIATE", "SELECT 1; DELETE FROM event", "SELECT load_extension('x')", "WITH x AS (SELECT 1) DELETE FROM event", "",
                    "SELECT", "SELECT * FROM nowhere", "PRAGMA writable_schema = 1", "REINDEX", "INSERT INTO words(words) VALUES ('rebuild')"):
            status, out, told = self.acta("query", self.news, sql)
            self.assertEqual((status, out), (2, ""), (sql, told))
            self.assertTrue(told.startswith("acta query: "), told)
        self.assertEqual(content(self.news), before)
        self.assertEqual(os.listdir(self.kept), ["news.db"])

    def test_a_question_that_takes_too_long(self):
        began = time.monotonic()
        status, _, told = self.acta("query", self.news, "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c", "--seconds", "1")
        self.assertEqual(status, 1)
        self.assertIn("--seconds", told)
        self.assertLess(time.monotonic() - began, 20)

    def test_words_are_found(self):
        status, out, told = self.acta("query", self.news, "SELECT count(*) FROM words WHERE words MATCH 'ambassador'", "--format", "csv")
        wanted, = ask(self.news, "SELECT count(*) FROM document WHERE title || text LIKE '%ambassador%'")
        self.assertEqual((status, out.split()), (0, ["count(*)", str(wanted[0])]), told)

    def rows(self, *words):
        status, out, told = self.acta("query", self.news, "--format", "json", *words)
        self.assertEqual((status, told), (0, ""))
        return [json.loads(line) for line in out.splitlines()]

    def test_ready_questions(self):
        everything = self.rows()
        self.assertEqual(len(everything), ask(self.news, "SELECT count(*) FROM event")[0][0])
        one, two = ask(self.news, "SELECT a.code, b.code FROM party a JOIN party b USING (event) WHERE a.role = 'actor' AND b.role = 'recipient' AND a.code <> b.code LIMIT 1")[0]
        together = self.rows("--dyad", one, two)
        self.assertEqual([r["id"] for r in together], [r["id"] for r in self.rows("--dyad", two, one)])
        names = [{r["actor_who"][:3], (r["recipient_who"] or "")[:3]} for r in together if ";" not in r["actor_who"] + (r["recipient_who"] or "")]
        self.assertTrue(names)
        for pair in names:
            self.assertEqual(pair, {one, two})
        for words, holds in ((["--type", "SUPPORT,AGREE"], lambda r: r["type"] in ("SUPPORT", "AGREE")), (["--status", "future"], lambda r: r["status"] == "future"),
                             (["--min-confidence", "0.6"], lambda r: r["confidence"] >= 0.6), (["--actor", one], lambda r: one in (r["actor_who"] or "")),
                             (["--recipient", two], lambda r: two in (r["recipient_who"] or ""))):
            found = {r["id"] for r in self.rows(*words)}
            self.assertEqual(found, {r["id"] for r in everything if holds(r)}, words)
        summer = ask(self.news, "SELECT id FROM event WHERE coalesce(enddate, date) >= '2021-06' AND date < '2021-09' ORDER BY date, id")
        self.assertEqual([(r["id"],) for r in self.rows("--from", "2021-06", "--to", "2021-08")], summer)
        self.assertEqual([r["id"] for r in self.rows("--limit", "3")], [r["id"] for r in everything[:3]])

    def test_questions_that_make_no_sense(self):
        for words in (["query"], ["query", self.news, "SELECT 1", "--limit", "2"], ["query", self.news, "--format", "gif"], ["query", self.news, "--dyad", "AFG"],
                      ["query", self.news, "--type", "WAR"], ["query", self.news, "--limit", "0"], ["stats"], ["ingest"]):
            status, _, told = self.acta(*words)
            self.assertEqual(status, 2, words)
            self.assertTrue(told, words)

    def test_the_picture_fits_the_terminal(self):
        for width in (40, 80, 120):
            status, out, told = self.acta("stats", self.news, env={"COLUMNS": str(width), "NO_COLOR": "1"})
            self.assertEqual((status, told), (0, ""))
            self.assertIn("24 reports", out)
            drawn = [line for line in out.splitlines() if "█" in line or "▏" in line]
            self.assertGreater(len(drawn), 20)
            self.assertLessEqual(max(map(len, drawn)), width)
            self.assertNotIn("\x1b", out)
        self.assertIn("\x1b[", self.acta("stats", self.news, "--colour", "always")[1])

    def test_an_archive_with_nothing_in_it(self):
        self.assertEqual(self.ingest(b"")[0], 0)
        status, out, told = self.acta("stats", self.db)
        self.assertEqual((status, told), (0, ""))
        self.assertIn("0 reports", out)

    def test_the_questions_of_the_manual(self):
        page = content(os.path.join(ROOT, "docs", "store.md")).decode()
        questions = re.findall(r"```sql\n(.*?)```", page, re.S)
        self.assertGreaterEqual(len(questions), 10)
        for sql in questions:
            status, out, told = self.acta("query", self.news, sql, "--format", "csv")
            self.assertEqual((status, told), (0, ""), sql)
            self.assertIn("\r\n", out)

    def example(self, language):
        page = content(os.path.join(ROOT, "docs", "store.md")).decode()
        code = re.search(rf"```{language}\n(.*?)```", page, re.S).group(1)
        return self.file("example", code.replace("news.db", self.news))

    def test_from_python(self):
        done = subprocess.run(["python3", self.example("python")], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.strip())

    def test_from_r(self):
        if shutil.which("Rscript") is None or subprocess.run(["Rscript", "-e", "library(RSQLite)"], capture_output=True, check=False).returncode != 0:
            self.skipTest("no R with RSQLite here")
        done = subprocess.run(["Rscript", self.example("r")], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.strip())


if __name__ == "__main__":
    unittest.main()
