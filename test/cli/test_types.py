"""Types of one's own: acta train-types learns them, acta code --types gives them to events; docs/own-types.md holds what it says."""
import json
import os
import re
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACTA = os.path.abspath(os.environ.get("ACTA", os.path.join(ROOT, "build", "acta")))
EXAMPLES = os.path.join(ROOT, "examples", "own-types.tsv")

ARRESTS = ["Police [[arrested]] nine students.", "The senator was [[detained]] at the airport.", "Soldiers [[rounded up]] thirty men.",
           "Two editors were [[jailed]] for libel.", "Agents [[seized]] three suspects at the border."]
MEETINGS = ["The presidents [[met]] in Vienna on Tuesday.", "The envoys held [[talks]] on the border.", "She [[visited]] Cairo for two days.",
            "He [[received]] his Polish counterpart in Rome.", "Delegates [[gathered]] in Geneva for a conference."]


def tabbed(**types):
    return "".join(f"{name}\t{sentence}\n" for name, sentences in types.items() for sentence in sentences)


class OwnTypes(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.types = os.path.join(self.folder.name, "my.types")

    def acta(self, *words, text=None):
        return subprocess.run([ACTA, *words], input=text, capture_output=True, text=True, check=False)

    def train(self, text, name="examples.tsv"):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        done = self.acta("train-types", path, "-o", self.types)
        done.stderr = done.stderr.replace(self.folder.name + "/", "")
        return done

    def events(self, text):
        done = self.acta("code", "--types", self.types, "--kind", "event", "-", text=text)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_the_worked_example(self):
        with open(os.path.join(ROOT, "docs", "own-types.md"), encoding="utf-8") as f:
            page = f.read()
        done = self.acta("train-types", EXAMPLES, "-o", self.types)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(re.search(r"^80 examples of 4 types;.*", page, re.M).group(), done.stdout.split("\n", 1)[0])
        right = float(re.search(r"^([\d.]+) % right; 25.0 %", done.stdout, re.M).group(1))
        self.assertGreater(right, 60)
        rows = re.findall(r"^ +\d  (\w+) +(\d+) .*\.\d\d$", done.stdout, re.M)
        self.assertEqual(rows, [(name, "20") for name in ("health", "none", "press", "school")])
        report = re.search(r"<!-- report -->\n```\n(.*?)```", page, re.S).group(1)
        told = re.findall(r'^"([^"]+)" +([A-Z]+) +(\S+)', re.search(r"<!-- found -->\n```\n(.*?)```", page, re.S).group(1), re.M)
        self.assertEqual(len(told), 4)
        found = [(" ".join(e["event_text"]), e["event"], e.get("own_type", "-")) for e in self.events(report)]
        self.assertEqual(found, told)

    def test_events_bear_the_type_and_its_probability(self):
        done = self.train("# comment\n\ntype\ttext\r\n" + tabbed(arrest=ARRESTS, meeting=MEETINGS))
        self.assertEqual(done.returncode, 0, done.stderr)
        found = self.events("Police arrested two men on Friday. The two presidents met in Lima.")
        self.assertEqual([e["own_type"] for e in found], ["arrest", "meeting"])
        self.assertTrue(all(.5 < e["own_probability"] <= 1 for e in found))
        self.assertEqual([e["event"] for e in found], ["COERCE", "CONSULT"])
        path = os.path.join(self.folder.name, "report.txt")
        with open(path, "w", encoding="utf-8") as f:
            f.write("Police arrested two men on Friday.")
        self.assertIn("own type   arrest 0.", self.acta("explain", "--types", self.types, path).stdout)
        self.assertNotIn("own", self.acta("explain", path).stdout)

    def test_nothing_else_of_a_record_changes(self):
        self.train(tabbed(arrest=ARRESTS, meeting=MEETINGS))
        report = os.path.join(ROOT, "demo", "report.txt")
        plain = [json.loads(line) for line in self.acta("code", report).stdout.splitlines()]
        with_types = [json.loads(line) for line in self.acta("code", "--types", self.types, report).stdout.splitlines()]
        self.assertTrue(any("own_type" in e for e in with_types))
        for e in with_types:
            self.assertEqual("own_type" in e, e["kind"] == "event")
            e.pop("own_type", None)
            e.pop("own_probability", None)
        self.assertEqual(with_types, plain)

    def test_any_name_is_written_whole(self):
        names = ['a "b" \\ c', "\u041c\u0438\u0440, \u0432\u043e\u0439\u043d\u0430 <1>"]
        done = self.train(tabbed(**dict(zip(names, (ARRESTS, MEETINGS)))))
        self.assertEqual(done.returncode, 0, done.stderr)
        found = self.events("Police arrested two men on Friday. The two presidents met in Lima.")
        self.assertEqual([e["own_type"] for e in found], names)
        reading = json.loads(self.acta("parse", "--json", "--types", self.types, "-", text="Police arrested two men on Friday.").stdout)
        best = max(reading["triggers"], key=lambda t: max(t["types"].values()))
        self.assertEqual(max(best["own_types"], key=lambda pair: pair[1])[0], names[0])

    def test_none_is_no_type(self):
        self.train(tabbed(arrest=ARRESTS, none=MEETINGS))
        found = self.events("Police arrested two men on Friday. The two presidents met in Lima.")
        self.assertEqual([e.get("own_type") for e in found], ["arrest", None])
        self.assertNotIn("own_probability", found[1])

    def test_json_lines_give_the_same(self):
        self.train(tabbed(arrest=ARRESTS, meeting=MEETINGS))
        with open(self.types, "rb") as f:
            first = f.read()
        rows = [{"type": t, "text": s} for t, sentences in (("arrest", ARRESTS), ("meeting", MEETINGS)) for s in sentences]
        done = self.train("".join(json.dumps(r) + "\n" for r in reversed(rows)), "examples.jsonl")
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.types, "rb") as f:
            self.assertEqual(f.read(), first)

    def test_lines_that_are_no_example_are_told_by_file_and_line(self):
        good = tabbed(arrest=ARRESTS, meeting=MEETINGS)
        for bad, why in (("no tab here", "no tab"), ("\ta sentence", "no type"), ("arrest\t ", "no sentence"), ("a\tb\tc", "second tab"),
                         ("arrest\tPolice [[arrested two.", "[[ without ]]"), ("arrest\t[[Police]] [[arrested]] two.", "more than one mark"),
                         ("arrest\tPolice [[]] arrested two.", "nothing in it"), ('{"type": "arrest"}', '"text" is missing'), ('{"type": 1, "text": "a"}', '"type" is missing'),
                         ('{"type": "arrest", ', "not JSON"), ("arrest\t" + ARRESTS[0], "the same example"), ("meeting\t" + ARRESTS[0], "another type"),
                         ("arrest\t" + "x " * 200000, "longer than 256 KiB")):
            done = self.train(good + bad + "\n")
            self.assertEqual(done.returncode, 3, bad[:40] + done.stderr)
            self.assertRegex(done.stderr, r"(?m)^examples\.tsv:11: .*" + re.escape(why))
            self.assertTrue(done.stdout.startswith("10 examples of 2 types"))

    def test_too_little_makes_no_file(self):
        for text, why in ((tabbed(arrest=ARRESTS), "two types"), (tabbed(arrest=ARRESTS, meeting=MEETINGS[:4]), "only 4 examples of 'meeting'"), ("", "two types"),
                          (b"\x00\xff\xfe\n" * 9, "two types")):
            done = self.train(text)
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn(why, done.stderr)
            self.assertFalse(os.path.exists(self.types))
        self.assertEqual(self.acta("train-types", "/nonexistent", "-o", self.types).returncode, 1)
        self.assertEqual(self.acta("train-types", EXAMPLES).returncode, 2)
        self.assertEqual(self.acta("train-types", "-o", self.types).returncode, 2)

    def test_few_examples_are_told(self):
        self.assertIn("only 5 examples of 'arrest'; 20 make it surer", self.train(tabbed(arrest=ARRESTS, meeting=MEETINGS)).stderr)

    def test_what_is_no_file_of_types_is_refused(self):
        self.train(tabbed(arrest=ARRESTS, meeting=MEETINGS))
        with open(self.types, "rb") as f:
            whole = f.read()
        for damaged in (b"", whole[:-1], whole[:2000] + b"\x55" + whole[2001:], b"type\ttext\n"):
            with open(self.types, "wb") as f:
                f.write(damaged)
            done = self.acta("code", "--types", self.types, "-", text="Police arrested two men.")
            self.assertEqual((done.returncode, done.stdout), (1, ""))
            self.assertIn("--types: " + self.types, done.stderr)
        done = self.acta("code", "--types", os.path.join(self.folder.name, "none"), "-", text="Police arrested two men.")
        self.assertEqual(done.returncode, 1)
        self.assertIn("No such file", done.stderr)

    def test_an_archive_keeps_them(self):
        self.train(tabbed(arrest=ARRESTS, meeting=MEETINGS))
        db = os.path.join(self.folder.name, "news.db")
        report = "Police arrested two men on Friday."
        self.assertEqual(self.acta("ingest", "--db", db, "--types", self.types, "-", text=report).returncode, 0)
        done = self.acta("query", db, "SELECT json_extract(record, '$.own_type') AS t FROM event", "--format", "tsv")
        self.assertEqual(done.stdout.split(), ["t", "arrest"])


if __name__ == "__main__":
    unittest.main()
