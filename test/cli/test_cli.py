"""The command as people use and misuse it. $ACTA is the program, $ACTA_DATA its data file.

    ACTA=build/acta ACTA_DATA=build/acta.data python3 -m unittest discover -s test/cli
"""
import json
import os
import random
import re
import select
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACTA = os.path.abspath(os.environ.get("ACTA", os.path.join(ROOT, "build", "acta")))
DATA = os.path.abspath(os.environ.get("ACTA_DATA", os.path.join(os.path.dirname(ACTA), "acta.data")))

sys.path.insert(0, os.path.join(ROOT, "tools"))
import corpus  # noqa: E402

REPORT = """Peru frees fishermen held since March

LIMA, April 4, 2011 (Acta) -- Peru released 14 Ecuadorean fishermen on Monday, the foreign ministry said.

"They were treated well," Foreign Minister Ana Salcedo told reporters. Ecuador condemned the arrests.
"""


def acta(*words, given=b"", env=None):
    """(status, standard output, standard error)"""
    done = subprocess.run([ACTA, *words], input=given, capture_output=True, env=dict(os.environ, ACTA_DATA=DATA, **(env or {})), check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def records(output):
    return [json.loads(line) for line in output.decode("utf-8").splitlines()]


def lines(*rows):
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows).encode()


class WithFolder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def file(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        return path


class Reports(WithFolder):
    def coded(self, content, *words):
        status, out, err = acta("code", *words, self.file("r.txt", content))
        self.assertEqual((status, err), (0, ""))
        return records(out)

    def test_a_report_gives_a_document_and_events(self):
        got = self.coded(REPORT)
        self.assertEqual(got[0]["kind"], "document")
        self.assertEqual((got[0]["id"], got[0]["published"]), ("r", "2011-04-04"))
        self.assertTrue(all(r["doc"] == "r" for r in got[1:]))
        self.assertEqual(len({r["id"] for r in got}), len(got))

    def test_an_empty_file_gives_a_document(self):
        for nothing in ("", " ", "\n\n\n", "\r\n", "\ufeff"):
            got = self.coded(nothing)
            self.assertEqual([(r["kind"], r["sentences"]) for r in got], [("document", 0)])

    def test_a_headline_alone(self):
        self.assertEqual(self.coded("Minister visits Lima\n")[0]["sentences"], 1)

    def test_strange_bytes_give_valid_json(self):
        chance = random.Random(7)
        half = "caf\u00e9 \u20ac \U0001f600".encode()
        for content in ([b"\0" * 1000, b"Peru\0met\0Chile.", bytes(range(256)) * 8, REPORT.encode("utf-16"), REPORT.encode("utf-16-be"),
                         "\ufeff".encode("utf-16-le") + REPORT.encode("utf-16-le"), REPORT.encode("cp1252"), b"\xff\xfe", b"\xfe\xff\xd8",
                         b"\xef\xbb\xbf" + REPORT.encode()] + [half[:n] for n in range(len(half))]
                        + [bytes(chance.randrange(256) for _ in range(3000)) for _ in range(5)]):
            got = self.coded(content)
            self.assertEqual(got[0]["kind"], "document")

    def test_utf_16_reads_as_utf_8_does(self):
        # Without a byte order mark, which would count as a character.
        plain = self.coded(REPORT)
        self.assertEqual(plain, self.coded(REPORT.encode("utf-16-le")))

    def test_one_word_of_fifty_megabytes_is_refused(self):
        big, good = self.file("big.txt", b"a" * (50 << 20)), self.file("good.txt", REPORT)
        status, out, err = acta("code", big)
        self.assertEqual((status, out), (1, b""))
        self.assertRegex(err, r"big\.txt: longer than 1 MiB")
        status, out, err = acta("code", big, good)
        self.assertEqual(status, 3)
        self.assertEqual(records(out)[0]["id"], "good")
        self.assertIn("1 of 2 inputs failed", err)

    def test_one_word_just_under_the_limit(self):
        self.assertEqual(self.coded(b"a" * (1 << 20))[0]["kind"], "document")

    def test_missing_file_and_folder(self):
        os.mkdir(os.path.join(self.folder, "empty"))
        status, out, err = acta("code", os.path.join(self.folder, "none.txt"), os.path.join(self.folder, "empty"), self.file("r.txt", REPORT))
        self.assertEqual(status, 3)
        self.assertRegex(err, r"none\.txt: No such file")
        self.assertEqual([r["id"] for r in records(out) if r["kind"] == "document"], ["r"])

    def test_published_is_used_where_the_report_has_no_date(self):
        got = self.coded("Peru freed 14 fishermen on Monday.", "--published", "2011-04-05")
        self.assertEqual(got[0]["published"], "2011-04-05")

    def test_kinds(self):
        self.assertEqual({r["kind"] for r in self.coded(REPORT, "--kind", "document")}, {"document"})
        self.assertLessEqual({r["kind"] for r in self.coded(REPORT, "--kind", "event,entity")}, {"event", "entity"})

    def test_every_span_is_its_own_words(self):
        texts = [r.as_json() for name in ("plain-led.txt", "asia.txt") for r in corpus.read(os.path.join(ROOT, "corpus", name))][:40]
        texts += [{"id": "spoilt%d" % n, "text": t} for n, t in enumerate(
            [REPORT.replace("foreign", "for\u00adeign"), REPORT.replace(" ", "\u00a0"), REPORT.replace("\n", "\r\n"), "\ufeff" + REPORT,
             REPORT.replace("Peru", "Per\u00c3\u00ba"), REPORT.replace("'", "\u00e2\u20ac\u2122").replace('"', "\u00e2\u20ac\u0153")])]
        status, out, err = acta("code", "--jsonl", given=lines(*({"id": t["id"], "text": t["text"]} for t in texts)))
        self.assertEqual((status, err), (0, ""))
        by_id, checked = {t["id"]: t["text"] for t in texts}, 0
        for record in records(out):
            checked += self.check_spans(record, by_id[record.get("doc", record["id"])])
        self.assertGreater(checked, 100)

    def check_spans(self, value, text):
        checked = 0
        if isinstance(value, list):
            return sum(self.check_spans(v, text) for v in value)
        if not isinstance(value, dict):
            return 0
        for words, span in (("entity_text", "span"), ("text", "span"), ("date_text", "date_span")):
            if words in value and span in value:
                start, end = value[span]
                self.assertEqual(text[start:end], value[words])
                checked += 1
        if value.get("kind") in ("obligation", "agreement"):
            start, end = value["mentions"][0]["span"]
            self.assertIn(text[start:end], (value.get("action"), value.get("name")))
        return checked + sum(self.check_spans(v, text) for v in value.values())


class Lines(WithFolder):
    def test_one_bad_line_does_not_stop_the_rest(self):
        good = {"id": "a", "text": REPORT, "title": None, "url": "http://example.org/1", "publisher": "Acta"}
        cases = {
            '{"id": "b", "text": "Peru': "breaks off",
            "{'id': 'b', 'text': 'x'}": "not JSON",
            '{"id": "b", "text": "x",}': "not JSON",
            '{"id": "b", "text": "x"} {}': "unexpected character",
            "[1, 2]": "not a JSON object",
            "null": "not a JSON object",
            '{"id": "b"}': '"text" is missing',
            '{"id": "b", "text": null}': '"text" is missing',
            '{"text": "x"}': '"id" is missing',
            '{"id": "b", "text": 7}': '"text" is not a text',
            '{"id": ["b"], "text": "x"}': '"id" is not a text',
            '{"id": "b\\u0000c", "text": "x"}': "NUL",
            '{"id": "b", "text": "x", "published": "0000-13-45"}': "0000-13-45",
            '{"id": "b", "text": "x", "published": "2011-02-30"}': "2011-02-30",
            "[" * 1000: "not JSON",
            "\x00\x01\x02": "not JSON",
        }
        for bad, word in cases.items():
            path = self.file("in.jsonl", lines(good, bad, dict(good, id="c")))
            status, out, err = acta("code", "--jsonl", "--kind", "document", path)
            self.assertEqual(status, 3, bad)
            self.assertEqual([r["id"] for r in records(out)], ["a", "c"], bad)
            self.assertRegex(err, re.escape(path) + r":2: .*" + re.escape(word), bad)
            self.assertIn("1 of 3 inputs failed", err)

    def test_a_line_of_ten_megabytes_is_skipped(self):
        path = self.file("in.jsonl", lines({"id": "a", "text": "x"}, {"id": "b", "text": "y" * (10 << 20)}, {"id": "c", "text": "z"}))
        status, out, err = acta("code", "--jsonl", "--kind", "document", path)
        self.assertEqual((status, [r["id"] for r in records(out)]), (3, ["a", "c"]))
        self.assertRegex(err, r":2: line longer than 8 MiB, skipped")

    def test_a_text_past_the_limit_is_refused_in_words(self):
        status, out, err = acta("code", "--jsonl", "--kind", "document", given=lines({"id": "b", "text": "y" * (5 << 20)}, {"id": "c", "text": "z"}))
        self.assertEqual((status, [r["id"] for r in records(out)]), (3, ["c"]))
        self.assertRegex(err, r"standard input:1: a report of 5242880 bytes; at most 1048576")

    def test_what_is_given_is_kept(self):
        row = {"id": 17, "text": "Peru met Chile.", "title": "Two meet", "published": "2004-02-29", "url": "u", "publisher": "p", "more": [1]}
        status, out, err = acta("code", "--jsonl", "--kind", "document", given=b"\xef\xbb\xbf" + lines("", row, "  "))
        self.assertEqual((status, err), (0, ""))
        document = records(out)[0]
        self.assertEqual([document[k] for k in ("id", "title", "published", "url", "publisher")], ["17", "Two meet", "2004-02-29", "u", "p"])

    def test_a_last_line_without_an_end(self):
        status, out, _ = acta("code", "--jsonl", "--kind", "document", given=lines({"id": "a", "text": "x"}).rstrip())
        self.assertEqual((status, len(records(out))), (0, 1))

    def test_empty_input_is_no_error(self):
        self.assertEqual(acta("code", "--jsonl", given=b""), (0, b"", ""))

    def test_records_come_while_input_is_still_open(self):
        process = subprocess.Popen([ACTA, "code", "--jsonl", "--kind", "document", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   env=dict(os.environ, ACTA_DATA=DATA))
        process.stdin.write(lines({"id": "a", "text": "Peru met Chile."}))
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], 60)
        self.assertTrue(ready)
        self.assertEqual(json.loads(process.stdout.readline())["id"], "a")
        process.stdin.close()
        self.assertEqual(process.wait(60), 0)
        process.stdout.close()


class Same(WithFolder):
    def setUp(self):
        super().setUp()
        reports = [r.as_json() for r in corpus.read(os.path.join(ROOT, "corpus", "plain-sec.txt"))][:12]
        self.rows = [{"id": r["id"], "text": r["text"], "published": r["published"]} for r in reports]
        self.rows.insert(5, {"id": "bad"})

    def test_bytes_do_not_depend_on_the_number_of_jobs(self):
        given = lines(*self.rows)
        outputs = {acta("code", "--jsonl", "--jobs", str(n), given=given) for n in (1, 2, 8)}
        self.assertEqual(len(outputs), 1)

    def test_records_do_not_depend_on_the_order_of_reports(self):
        forward, backward = (records(acta("code", "--jsonl", given=lines(*rows))[1]) for rows in (self.rows, self.rows[::-1]))
        key = lambda r: (r.get("doc", r["id"]), r["id"])
        self.assertEqual(sorted(forward, key=key), sorted(backward, key=key))

    def test_records_do_not_depend_on_the_way_in(self):
        row = self.rows[0]
        by_line = acta("code", "--jsonl", given=lines(row))[1]
        by_file = acta("code", "--published", row["published"], self.file(row["id"] + ".txt", row["text"]))[1]
        self.assertEqual(by_line, by_file)


class DataFile(WithFolder):
    def refused(self, content, *patterns):
        status, out, err = acta("code", "--data", self.file("x.data", content), given=b"Peru met Chile.")
        self.assertEqual((status, out), (1, b""))
        for pattern in patterns:
            self.assertRegex(err, pattern)

    def test_damaged_files(self):
        with open(DATA, "rb") as f:
            whole = f.read()
        for cut in (0, 7, 63, 64, 1000, len(whole) // 2, len(whole) - 1):
            self.refused(whole[:cut], r"x\.data: ")
        self.refused(whole[:8] + (99).to_bytes(4, "little") + whole[12:], r"x\.data: .*99")
        self.refused(b"not a data file" * 100, r"x\.data: ")
        spoilt = bytearray(whole)
        spoilt[len(whole) // 2] ^= 1
        self.refused(bytes(spoilt), r"x\.data: ")

    def test_missing_file(self):
        status, _, err = acta("version", "--data", os.path.join(self.folder, "none"))
        self.assertEqual(status, 1)
        self.assertRegex(err, "none: ")

    def test_no_file_anywhere_says_what_to_do(self):
        alone = shutil.copy(ACTA, os.path.join(self.folder, "acta"))
        done = subprocess.run([alone, "code"], input=b"x", capture_output=True, env={k: v for k, v in os.environ.items() if k != "ACTA_DATA"}, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"--data", done.stderr)

    def test_beside_the_program_or_in_share(self):
        for place in (".", "../share/acta"):
            folder = os.path.join(self.folder, place.strip("./").replace("/", "_"), "bin")
            os.makedirs(os.path.join(folder, place), exist_ok=True)
            program = shutil.copy(ACTA, os.path.join(folder, "acta"))
            os.symlink(DATA, os.path.join(folder, place, "acta.data"))
            done = subprocess.run([program, "version"], capture_output=True, env={k: v for k, v in os.environ.items() if k != "ACTA_DATA"}, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)


class Output(unittest.TestCase):
    def code_into(self, target):
        with open(target, "wb") as out:
            return subprocess.run([ACTA, "code", "-"], input=REPORT.encode(), stdout=out, stderr=subprocess.PIPE,
                                  env=dict(os.environ, ACTA_DATA=DATA), check=False)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_a_full_disk_is_told(self):
        done = self.code_into("/dev/full")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"No space left", done.stderr)

    def test_a_closed_pipe_is_told(self):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([ACTA, "code", "-"], input=REPORT.encode(), stdout=write, stderr=subprocess.PIPE,
                              env=dict(os.environ, ACTA_DATA=DATA), check=False)
        os.close(write)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"Broken pipe", done.stderr)


class Usage(unittest.TestCase):
    def test_mistakes_are_told_with_status_2(self):
        for words in ([], ["cod"], ["code", "--nonsense"], ["code", "--kind"], ["code", "--kind", "event,evnt"], ["code", "--jobs", "0"],
                      ["code", "--jobs", "many"], ["code", "--precision", "f64"], ["code", "--published", "0000-13-45"],
                      ["code", "--published", "2011"], ["explain"], ["test"], ["help", "cod"], ["parse", "-u"]):
            status, out, err = acta(*words)
            self.assertEqual(status, 2, words)
            self.assertTrue(err or out, words)

    def test_help_tells_every_command_and_option(self):
        status, out, _ = acta("help")
        self.assertEqual(status, 0)
        commands = re.findall(r"^  acta ([\w-]+)", out.decode(), re.M)
        self.assertGreaterEqual(set(commands), {"code", "parse", "explain", "test", "version", "help"})
        for name in commands:
            status, out, _ = acta("help", name)
            self.assertEqual((status, out), (0, acta(name, "--help")[1]))
            self.assertIn(b"--help", out)

    def test_completion_is_a_shell_script(self):
        status, out, _ = acta("help", "--completion")
        self.assertEqual(status, 0)
        if shutil.which("bash"):
            self.assertEqual(subprocess.run(["bash", "-n"], input=out, check=False).returncode, 0)

    def test_version_is_the_projects(self):
        status, out, _ = acta("--version")
        with open(os.path.join(ROOT, "VERSION"), encoding="utf-8") as f:
            self.assertIn(f"acta {f.read().strip()},", out.decode())
        self.assertEqual(status, 0)


class Readings(WithFolder):
    def test_conllu(self):
        status, out, _ = acta("parse", self.file("r.txt", REPORT))
        self.assertEqual(status, 0)
        for block in out.decode().strip().split("\n\n"):
            rows = [r.split("\t") for r in block.split("\n") if not r.startswith("#")]
            self.assertTrue(all(len(r) == 10 for r in rows))
            self.assertEqual([int(r[0]) for r in rows], list(range(1, len(rows) + 1)))
            heads = [int(r[6]) for r in rows]
            self.assertEqual(heads.count(0), 1)
            for n in range(1, len(rows) + 1):                 # a tree: every word reaches the root
                seen = set()
                while n and n not in seen:
                    seen.add(n)
                    n = heads[n - 1]
                self.assertEqual(n, 0)

    def test_json(self):
        status, out, _ = acta("parse", "--json", self.file("r.txt", REPORT))
        reading = json.loads(out)
        self.assertEqual(status, 0)
        for sentence in reading["sentences"]:
            for token in sentence["tokens"]:
                start, end = token["span"]
                self.assertEqual(REPORT[start:end], token["text"])

    def test_explain(self):
        path = self.file("r.txt", REPORT)
        events = [r["id"] for r in records(acta("code", "--kind", "event", path)[1])]
        status, out, _ = acta("explain", path)
        self.assertEqual(status, 0)
        for event in events:
            self.assertIn(event, out.decode())
            self.assertIn(event, acta("explain", path, event)[1].decode())
        status, _, err = acta("explain", path, "V99")
        self.assertEqual(status, 1)
        self.assertIn("V99", err)
        self.assertNotIn(b"\033", out)
        self.assertIn(b"\033" if events else b"", acta("explain", "--colour", "always", path)[1])


class Ledger(WithFolder):
    STORY = os.path.join(ROOT, "examples", "ledger", "records.jsonl")

    def story(self):
        with open(self.STORY, encoding="utf-8") as f:
            return [json.loads(line) for line in f]

    def test_an_archive_is_read_as_the_records_in_it(self):
        reports = [os.path.join(ROOT, "examples", "ledger", name) for name in sorted(os.listdir(os.path.dirname(self.STORY))) if name.endswith(".txt")]
        archive, records = os.path.join(self.folder, "news.db"), os.path.join(self.folder, "records.jsonl")
        self.assertEqual(acta("ingest", "--db", archive, *reports)[0], 0)
        with open(records, "wb") as f:
            f.write(acta("code", *reports)[1])
        status, out, err = acta("ledger", archive)
        self.assertEqual((status, err), (0, ""))
        self.assertNotEqual(out.strip(), b"")
        self.assertEqual(out, acta("ledger", records)[1])

    def test_a_database_of_something_else(self):
        other = os.path.join(self.folder, "other.db")
        sqlite3.connect(other).execute("CREATE TABLE t(x)").connection.commit()
        status, _, err = acta("ledger", other)
        self.assertEqual(status, 1)
        self.assertIn("no archive of acta's", err)

    def test_the_example_is_as_the_documentation_shows_it(self):
        status, out, err = acta("ledger", self.STORY)
        self.assertEqual((status, err), (0, ""))
        with open(os.path.join(ROOT, "docs", "ledger.md"), encoding="utf-8") as f:
            shown = re.search(r"<!-- ledger -->\n```\n(.*?)```\n<!-- /ledger -->", f.read(), re.S).group(1)
        self.assertEqual(out.decode().strip(), shown.strip())

    def test_reports_that_tell_of_one_agreement_are_joined(self):
        pacts = records(acta("ledger", "--json", self.STORY)[1])
        self.assertEqual(len(pacts), 1)
        self.assertEqual([t["doc"] for t in pacts[0]["told"]], ["moyale-1", "moyale-2", "moyale-3"])
        for duty in pacts[0]["obligations"]:
            self.assertEqual(len(duty["told"]), 3)
            self.assertTrue(duty["contrary"])
            self.assertEqual([c["verdict"] for c in duty["claims"]], ["kept", "broken"])
        chain = [p["name"] for p in pacts[0]["obligations"][1]["claims"][0]["said_by"]]
        self.assertEqual(chain, ["Almaz Bekele", "state radio"])

    def test_the_order_of_reports_parts_nothing(self):
        rows = self.story()
        backward = [r for doc in ("moyale-3", "moyale-2", "moyale-1") for r in rows if doc in (r.get("doc"), r["id"])]
        count = lambda given: [(len(p["told"]), len(p["obligations"])) for p in records(acta("ledger", "--json", given=lines(*given))[1])]
        self.assertEqual(count(rows), count(backward))

    def test_other_days_and_other_parties_are_other_agreements(self):
        pact = {"kind": "agreement", "id": "a-A1", "doc": "a", "name": "the accord", "date": "2001-05-01",
                "parties": [{"entity_text": "Chad", "code": "TCD", "sector": ["GOV"]}, {"entity_text": "Libya", "code": "LBY", "sector": ["GOV"]}]}
        rebels = [dict(pact["parties"][0], sector=["REB"]), pact["parties"][1]]
        for other, groups in ((dict(pact, id="b-A1", doc="b"), 1), (dict(pact, id="b-A1", doc="b", date="2003-01-01"), 2),
                              (dict(pact, id="b-A1", doc="b", parties=rebels), 2), (dict(pact, id="a-A2"), 2)):
            self.assertEqual(len(records(acta("ledger", "--json", given=lines(pact, other))[1])), groups, other)

    def test_the_only_withdrawal_of_a_party_is_one_in_any_words(self):
        def report(doc, *actions, obligor="TCD"):
            yield {"kind": "agreement", "id": f"{doc}-A1", "doc": doc, "name": "the Sebha accord",
                   "parties": [{"entity_text": c, "code": c, "sector": ["GOV"]} for c in ("TCD", "LBY")]}
            for n, action in enumerate(actions, 1):
                yield {"kind": "obligation", "id": f"{doc}-O{n}", "doc": doc, "agreement": f"{doc}-A1", "type": "withdraw", "action": action,
                       "obligor": [{"entity_text": obligor, "code": obligor, "sector": ["GOV"]}]}
        first = list(report("a", "pull back from Aouzou"))
        for second, duties in ((report("b", "return to barracks"), 1), (report("b", "return to barracks", obligor="LBY"), 2),
                               (report("b", "return to barracks", "leave the wells"), 3)):
            pacts = records(acta("ledger", "--json", given=lines(*first, *second))[1])
            self.assertEqual([len(p["obligations"]) for p in pacts], [duties])

    def test_bad_lines_are_told_and_stop_nothing(self):
        good = self.story()
        cases = {'{"kind": "claim", "id": ': "breaks off", "nonsense": "not JSON", "[]": "not a JSON object", "null": "not a JSON object",
                 "{}": 'no "kind"', '{"kind": "agreement", "doc": "a", "name": "x"}': 'agreement without "id"',
                 '{"kind": "obligation", "id": 7, "doc": "a", "action": "x", "type": "pay"}': 'obligation without "id"',
                 '{"kind": "claim", "id": "a-C1", "doc": "a", "verdict": "kept"}': 'claim without "obligation"',
                 '{"kind": "claim", "id": "a-C1", "doc": "a", "obligation": "a-O1", "verdict": "true"}': "verdict that is none",
                 '{"kind": "poem", "id": "a"}': "no such kind", '{"kind": "event"} {}': "unexpected character", "[" * 100: "not JSON"}
        for bad, word in cases.items():
            path = self.file("r.jsonl", lines(bad, *good))
            status, out, err = acta("ledger", "--json", path)
            self.assertEqual((status, len(records(out))), (3, 1), bad)
            self.assertRegex(err, re.escape(path) + r":1: .*" + re.escape(word), bad)

    def test_what_does_not_fit_together_is_left_out(self):
        rows = [{"kind": "claim", "id": "a-C1", "doc": "a", "obligation": "a-O9", "verdict": "kept"},
                {"kind": "obligation", "id": "a-O1", "doc": "a", "agreement": "a-A9", "action": "pay", "type": "pay", "obligor": [7, {}, {"span": [0, 1]}]},
                {"kind": "claim", "id": "a-C2", "doc": "a", "obligation": "a-O1", "verdict": "broken", "said_by": "nobody"}]
        status, out, err = acta("ledger", "--json", given=lines(*rows))
        self.assertEqual(status, 3)
        self.assertIn("1 claims judge obligations that no record tells", err)
        duties = records(out)[0]["obligations"]
        self.assertEqual([(d["told"][0]["id"], [c["id"] for c in d["claims"]]) for d in duties], [("a-O1", ["a-C2"])])

    def test_no_record_and_no_file(self):
        self.assertEqual(acta("ledger", given=b""), (0, b"", ""))
        self.assertEqual(acta("ledger", given=b"nonsense")[0], 1)
        status, _, err = acta("ledger", os.path.join(self.folder, "none"))
        self.assertEqual(status, 1)
        self.assertRegex(err, "none: ")
        self.assertEqual(acta("ledger", os.path.join(self.folder, "none"), self.STORY)[0], 3)


class Corpus(WithFolder):
    def test_what_acta_says_is_what_it_expects_of_itself(self):
        path = shutil.copy(os.path.join(ROOT, "corpus", "plain-led.txt"), self.folder)
        before = [r.as_json() for r in corpus.read(path)]
        status, _, err = acta("test", "-u", path)
        self.assertEqual((status, err), (0, ""))
        after = [r.as_json() for r in corpus.read(path)]
        self.assertEqual([(r["id"], r["text"]) for r in before], [(r["id"], r["text"]) for r in after])
        status, out, err = acta("test", path)
        self.assertEqual((status, err), (0, ""), out.decode()[:3000])
        self.assertIn(f"{len(after)} of {len(after)} cases right", out.decode())

    def test_a_wrong_expectation_is_shown(self):
        bar = "=" * 20
        case = f"{bar}\nNothing political\n:id x-1\n:published 2011-04-05\n{bar}\nIt rained all day.\n---\nevent ASSAULT\n  trigger \"rained\"\n"
        status, out, _ = acta("test", self.file("x.txt", case))
        self.assertEqual(status, 3)
        self.assertIn("event ASSAULT", out.decode())
        self.assertIn("0 of 1 cases right", out.decode())
        self.assertEqual(acta("test", "-i", "nowhere", os.path.join(self.folder, "x.txt"))[0], 0)

    def test_words_that_are_not_there_are_told(self):
        bar = "=" * 20
        case = f"{bar}\nA slip\n:id x-1\n:published 2011-04-05\n{bar}\nIt rained all day.\n---\nevent ASSAULT\n  trigger \"snowed\"\n"
        _, _, err = acta("test", self.file("x.txt", case))
        self.assertRegex(err, r"x\.txt:9: not in the report")


if __name__ == "__main__":
    unittest.main()
