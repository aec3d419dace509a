"""The lexicon's tables: rows well made, codes and sectors of the codebook, nothing said twice, enough of everything.

    python3 tools/test_tables.py

Contradictions between dated rows are acta-pack's business; that it finds them is tested where it is built ($ACTA_PACK or
build/tools/acta-pack).
"""
import collections
import os
import re
import struct
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLES = os.path.join(ROOT, "data", "tables")
PACK = os.environ.get("ACTA_PACK", os.path.join(ROOT, "build", "tools", "acta-pack"))
BODIES = set("IGO UNO EUR NGO ISM IMG MNC".split())
DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")


def sectors_of_codebook():
    with open(os.path.join(ROOT, "src", "base", "plover.def"), encoding="utf-8") as f:
        text = f.read()
    return set(re.findall(r"^PLOVER_SECTOR\((\w+)", text, re.M))


def rows(name):
    """(line number, {column: cell}) of a table."""
    columns = None
    with open(os.path.join(TABLES, name + ".tsv"), encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if line.startswith("#key\t"):
                columns = [c.rstrip("?") for c in line[1:].split("\t")]
            elif line and not line.startswith("#"):
                yield number, dict(zip(columns, line.split("\t")))


def keys(row):
    for key in row["key"].split("|"):
        stem, plus, ending = key.partition("+")
        yield stem
        if plus:
            yield stem + ending


COUNTRIES = {row["code"] for _, row in rows("countries")}
SECTORS = sectors_of_codebook()


class Tables(unittest.TestCase):
    def check_cells(self, name, codes, sectors_column="sectors"):
        for number, row in rows(name):
            where = f"{name}.tsv:{number}"
            if codes and row.get("code"):
                self.assertIn(row["code"], codes, where)
            cell = row.get(sectors_column, "")
            if cell not in ("", "-"):
                said = cell.split(" ")
                self.assertLessEqual(set(said), SECTORS, where)
                self.assertEqual(len(said), len(set(said)), where)
            for column in ("from", "to"):
                if row.get(column):
                    self.assertRegex(row[column], DAY, where)
            if row.get("from") and row.get("to"):
                short = min(len(row["from"]), len(row["to"]))
                self.assertLessEqual(row["from"][:short], row["to"][:short], where)
            for key in keys(row):
                self.assertTrue(key.strip() == key and key, f"{where}: {row['key']}")

    def test_countries(self):
        self.check_cells("countries", None)
        self.assertGreaterEqual(len(COUNTRIES), 195)
        for code in COUNTRIES:
            self.assertRegex(code, r"^[A-Z]{3}$")
        self.assertIn("KOS", COUNTRIES)
        self.assertNotIn("XKX", COUNTRIES)

    def test_every_country_has_a_people_and_a_seat(self):
        one_name = {"demonyms": {"DMA"}, "capitals": {"MCO", "SMR", "SGP", "VAT", "MDV", "STP", "BEL"}}    # another's (Brussels is the Union's), or the country's own
        for name, left_out in one_name.items():
            self.assertEqual(COUNTRIES - {row["code"] for _, row in rows(name)} - left_out, set(), name)

    def test_demonyms(self):
        self.check_cells("demonyms", COUNTRIES | {"-"})

    def test_capitals(self):
        self.check_cells("capitals", COUNTRIES | BODIES)
        for number, row in rows("capitals"):
            self.assertIn(row["kind"], ("capital", "house"), f"capitals.tsv:{number}")

    def test_organisations(self):
        self.check_cells("orgs", COUNTRIES | BODIES)
        self.assertGreaterEqual(sum(1 for _ in rows("orgs")), 700)
        for number, row in rows("orgs"):
            if row["code"] in ("UNO", "EUR"):
                self.assertIn(row["sectors"], ("-", "MIL", "JUD"), f"orgs.tsv:{number}")

    def test_agents(self):
        self.check_cells("agents", BODIES)
        self.assertGreaterEqual(sum(len(list(keys(row))) for _, row in rows("agents")), 3000)
        for number, row in rows("agents"):
            self.assertIn(row.get("as", ""), ("", "weak", "adds", "wins"), f"agents.tsv:{number}")

    def test_cues(self):
        seen = set()
        for number, row in rows("cues"):
            where = f"cues.tsv:{number}"
            self.assertIn(row["part"], ("verb", "noun", "adj", "adv", "light", "spokesman"), where)
            self.assertIn(row["force"], ("says", "holds"), where)
            for key in keys(row):
                self.assertNotIn((key, row["part"]), seen, where)       # the first would hide the second
                seen.add((key, row["part"]))
        self.assertGreaterEqual(len(seen), 400)

    def test_pacts(self):
        with open(os.path.join(ROOT, "src", "base", "pact.def"), encoding="utf-8") as f:
            types = set(re.findall(r'^PACT_OBLIGATION\(\w+, "(\w+)"', f.read(), re.M))
        seen = set()
        for number, row in rows("pacts"):
            where = f"pacts.tsv:{number}"
            self.assertIn(row["sense"], ("undertakes", "undertaking", "pact", "verdict", "fight", "halt", "part", "deed"), where)
            self.assertEqual(row["sense"] == "deed", "type" in row, where)
            self.assertIn(row.get("type", "other"), types, where)
            for key in keys(row):
                self.assertNotIn((key, row["sense"], row.get("type")), seen, where)
                seen.add((key, row["sense"], row.get("type")))
        self.assertGreaterEqual(len(seen), 200)

    def test_offices(self):
        self.check_cells("offices", COUNTRIES | BODIES | {"-"})

    def test_holders(self):
        self.check_cells("holders", COUNTRIES | BODIES)
        people = collections.defaultdict(set)
        count = 0
        for number, row in rows("holders"):
            count += 1
            people[row["name"]].add(row["code"])
            self.assertGreater(len(row["key"].split("|")[0].split()), 0, f"holders.tsv:{number}")
        self.assertGreaterEqual(count, 1000)
        for name, codes in people.items():
            self.assertLessEqual(len(codes - BODIES), 2, name)


@unittest.skipUnless(os.path.exists(PACK), "acta-pack is not built")
class Pack(unittest.TestCase):
    def pack(self, tables, weights=None):
        """(status, messages, bytes of the data file or None) of packing {name: text} onto an empty container."""
        with tempfile.TemporaryDirectory() as folder:
            weights = weights or os.path.join(folder, "weights")
            out = os.path.join(folder, "out")
            if not os.path.exists(weights) and weights.endswith("weights"):
                empty = b""
                with open(weights, "wb") as f:           # the checksum is XXH3-64 of nothing
                    f.write(b"ACTADAT\n" + struct.pack("<IIQQ", 1, 0, 64, 0x2D06800538D394C2) + bytes(32) + empty)
            paths = []
            for name, text in tables.items():
                paths.append(os.path.join(folder, name + ".tsv"))
                with open(paths[-1], "w", encoding="utf-8") as f:
                    f.write(text)
            done = subprocess.run([PACK, weights, "-o", out, *paths], capture_output=True, text=True, check=False)
            made = None
            if os.path.exists(out):
                with open(out, "rb") as f:
                    made = f.read()
            return done.returncode, done.stderr, made

    def test_two_rows_of_one_key_contradict(self):
        text = "#key\tcode\tsectors\tfrom?\tto?\n#dated\nHamas\tPSE\tPTY\t\t2006-02\nHAMAS\tPSE\tGOV\t2006-02\n"
        status, said, made = self.pack({"orgs": text})
        self.assertEqual((status, made), (1, None))
        self.assertIn("orgs.tsv:4: contradicts line 3", said)

    def test_dates_that_follow_do_not(self):
        text = "#key\tcode\tsectors\tfrom?\tto?\n#dated\nHamas\tPSE\tPTY\t\t2006-02\nHamas\tPSE\tGOV\t2006-03\n"
        status, said, made = self.pack({"orgs": text})
        self.assertEqual((status, said), (0, ""))
        self.assertIn(b"table.orgs\0", made)

    def test_every_mistake_is_told_with_its_line(self):
        text = "#key\tcode\n#unique\na\tb\tc\nd\n...\tx\nArmy\tA\narmy\tB\n"
        status, said, made = self.pack({"t": text})
        self.assertEqual((status, made), (1, None))
        for line in ("t.tsv:3: more cells", "t.tsv:4: too few cells", "t.tsv:5: a key that is empty", "t.tsv:7: the key stands on line 6"):
            self.assertIn(line, said)

    def test_same_input_same_bytes(self):
        text = "#key\tcode\nb+s|a\tX\nc\tY\n"
        self.assertEqual(self.pack({"t": text})[2], self.pack({"t": text})[2])

    def test_no_weights(self):
        with tempfile.TemporaryDirectory() as folder:
            status, said, made = self.pack({}, os.path.join(folder, "none.bin"))
        self.assertEqual((status, made), (1, None))
        self.assertIn("none.bin", said)


if __name__ == "__main__":
    unittest.main()
