"""A user's own tables: used beside ours, every line that cannot be used told with file, line and reason."""
import json
import os
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ACTA = os.path.abspath(os.environ.get("ACTA", os.path.join(ROOT, "build", "acta")))

REPORT = """NAIROBI, {} (Reuters) - Chief Oduya Mbeki on Saturday condemned the Blue Lantern Society.

Range wardens arrested 12 mungikis in Kisumu on Friday, police said.
"""
ACTORS = """# actors as PETRARCH has them
ODUYA_MBEKI_
+CHIEF_ODUYA_MBEKI_  ; never seen
\t[KENGOV 20020101-20080101]
\t[KENOPP >080101]
\t[KENELI]
"""


class Tables(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def put(self, **files):
        for name, text in files.items():
            with open(os.path.join(self.folder.name, name.replace("__", ".")), "w", encoding="utf-8") as f:
                f.write(text)

    def acta(self, *words, text=None):
        return subprocess.run([ACTA, *words], input=text, capture_output=True, text=True, check=False)

    def check(self):
        return self.acta("tables", "check", self.folder.name)

    def parties(self, day="May 3, 2009"):
        """{words of a party: its code and sectors} of all events."""
        done = self.acta("code", "--tables", self.folder.name, "--kind", "event", "-", text=REPORT.format(day))
        self.assertEqual(done.returncode, 0, done.stderr)
        events = [json.loads(line) for line in done.stdout.splitlines()]
        return {p["entity_text"]: " ".join([p.get("code", "-"), *p.get("sector", [])]) for e in events for p in e.get("actor", []) + e.get("recipient", [])}

    def test_a_name_of_the_users_is_known(self):
        self.put(orgs__tsv="Blue Lantern Society|BLS\tTZA\tLAB\n", agents__tsv="#key\tsectors\tas?\tcode?\nmungiki+s\tCRM\n")
        found = self.parties()
        self.assertEqual(found["the Blue Lantern Society"], "TZA LAB")
        self.assertEqual(found["12 mungikis"], "KEN CRM")

    def test_the_users_line_goes_over_ours(self):
        before = self.acta("code", "--kind", "event", "-", text=REPORT.format("May 3, 2009")).stdout
        self.assertIn('"sector":["COP"]', before)
        self.put(agents__tsv="range warden+s\tAGR\n")
        self.assertEqual(self.parties()["Range wardens"], "KEN AGR")

    def test_dated_codes_of_petrarch_hold_on_their_days(self):
        self.put(my__actors__txt=ACTORS)
        names = {"May 3, 2009": "KEN OPP", "May 3, 2003": "KEN GOV", "May 3, 1999": "KEN ELI"}
        for day, expected in names.items():
            self.assertEqual(self.parties(day)["Chief Oduya Mbeki"], expected, day)

    def test_agents_of_petrarch(self):
        self.put(my__agents__txt="!KIND! = WARDEN, WARDENS\nRANGE_!KIND! [~AGR]\nMUNGIKI [~CRM]\n")
        found = self.parties()
        self.assertEqual((found["Range wardens"], found["12 mungikis"]), ("KEN AGR", "KEN CRM"))

    def test_every_line_that_cannot_be_used_is_told(self):
        self.put(orgs__tsv="Hamas\tPSE\tGOV\t2006-03\nHamas\tPSE\tREB\t\t2007\nA Guard\tXQX\tMIL\nB Guard\tKEN\tMILX\nC Guard KEN PRM\nD Guard\tKEN\tPRM\t2001-02-31\n"
                           "E Guard\tKEN\tPRM\t2009\t2001\nF Guard\tKEN\tPRM\n",
                 capitals__tsv="Gotham\tUSA\tGOV\ttower\n", my__actors__txt="NO_CODE_\nNULL_ [---]\nODD_ [KENXYZ]\nDAY_ [KENGOV 2004017-20061201]\n\t[TZA]\n",
                 my__agents__txt="THING [~ENV}\n", places__tsv="x\n", CAMEO__verbs__txt="x\n", notes__txt="not a table\n")
        done = self.check()
        self.assertEqual(done.returncode, 3)
        for told in ("orgs.tsv:2: contradicts line 1", "orgs.tsv:3: no country or kind of body has this code: XQX", "orgs.tsv:4: not a list of PLOVER's sectors: MILX",
                     "orgs.tsv:5: too few cells", "orgs.tsv:6: no day, month or year: 2001-02-31", "orgs.tsv:7: ends before it begins",
                     "capitals.tsv:1: must be capital or house: tower", "my.actors.txt:1: an actor without a code", "my.actors.txt:2: none of its codes",
                     "my.actors.txt:3: part of the code has no meaning in PLOVER and is passed over: XYZ", "my.actors.txt:4: no dates that can be read",
                     "my.agents.txt:1: no code in brackets", "places.tsv: no table of acta's is called so", "CAMEO.verbs.txt: verb patterns are not used"):
            self.assertIn(told, done.stdout)
        self.assertNotIn("notes.txt", done.stdout)
        coded = self.acta("code", "--tables", self.folder.name, "-", text=REPORT.format("May 3, 2009"))
        self.assertEqual(coded.returncode, 0)
        self.assertIn("tables check", coded.stderr)

    def test_other_columns_in_the_header(self):
        self.put(orgs__tsv="#key\tsectors\tcode\nBlue Lantern Society\tLAB\tTZA\n")
        self.assertIn("its header names other columns", self.check().stdout)

    def test_a_good_folder_is_good(self):
        self.put(orgs__tsv="Blue Lantern Society\tTZA\tLAB\r\n", my__actors__txt=ACTORS)
        done = self.check()
        self.assertEqual((done.returncode, done.stdout), (0, "2 files: 4 lines can be used, 0 cannot\n"))

    def test_no_such_folder_and_an_empty_one(self):
        self.assertIn("holds no table", self.check().stderr)
        done = self.acta("code", "--tables", self.folder.name + "/none", "-", text="x")
        self.assertEqual(done.returncode, 1)
        self.assertIn("No such file", done.stderr)

    def test_other_tables_are_another_model(self):
        """An archive must know that its reports were coded with other tables."""
        self.put(orgs__tsv="Blue Lantern Society\tTZA\tLAB\n")
        plain = self.acta("ingest", "--db", self.folder.name + "/a.db", "-", text=REPORT.format("May 3, 2009"))
        self.assertEqual(plain.returncode, 0, plain.stderr)
        self.acta("ingest", "--db", self.folder.name + "/a.db", "--recode", "--tables", self.folder.name, "-", text=REPORT.format("May 3, 2009"))
        with open(self.folder.name + "/a.db", "rb") as f:
            self.assertIn(b"int8", f.read())
        import sqlite3
        model = sqlite3.connect(self.folder.name + "/a.db").execute("SELECT model FROM document").fetchone()[0]
        self.assertIn(" tables ", model)


if __name__ == "__main__":
    unittest.main()
