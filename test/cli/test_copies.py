"""acta copies: which reports are reprints of others."""
import json
import os
import tempfile
import unittest

from test_cli import acta

STORY = """Gunmen attacked a bus on the road between Harun and the border town of Bakhmal on Tuesday, killing nine passengers and wounding fourteen
others, the provincial governor said.

The attackers, who came on motorcycles from the hills to the north, stopped the bus at a makeshift roadblock shortly before dawn and
opened fire when the driver tried to turn round, Governor Selim Arda told reporters in the provincial capital.

Soldiers reached the place two hours later and took the wounded to the hospital of Bakhmal, where doctors said that three of them
were in a critical condition. A teacher who survived by hiding under her seat said the men had asked for the passengers' papers.
"""
OTHER = """The central bank of Harun left its main rate unchanged on Thursday and said that it expected prices to rise more slowly by the end of the
year, after a good harvest and a fall in the cost of imported fuel that it had not foreseen in the spring.
"""


def line(name, text, **more):
    return json.dumps(dict({"id": name, "text": text}, **more))


class Copies(unittest.TestCase):
    def test_reprints_are_told_with_their_original(self):
        rows = [line("late", STORY, published="2020-05-07", title="Nine dead"), line("first", STORY, published="2020-05-05", title="Bus attacked"),
                line("other", OTHER, published="2020-05-05"), line("loud", "Share this:\n\n" + STORY.upper(), published="2020-05-06")]
        status, out, err = acta("copies", "--jsonl", "-", given="\n".join(rows).encode())
        self.assertEqual((status, err), (0, ""))
        self.assertEqual(out.decode(), "late\tfirst\t1.000\nloud\tfirst\t1.000\n")
        turned = acta("copies", "--jsonl", "--json", "-", given="\n".join(reversed(rows)).encode())[1]
        self.assertEqual([json.loads(x) for x in turned.decode().splitlines()],
                         [{"id": "loud", "copy_of": "first", "similarity": 1.0}, {"id": "late", "copy_of": "first", "similarity": 1.0}])

    def test_files_and_an_output(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("a.txt", STORY), ("b.txt", "Nine dead in Bakhmal\n\n" + STORY), ("c.txt", OTHER)):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                    f.write(text)
            out = os.path.join(folder, "copies.tsv")
            status, printed, err = acta("copies", "-o", out, *(os.path.join(folder, n) for n in ("a.txt", "b.txt", "c.txt")))
            self.assertEqual((status, printed, err), (0, b"", ""))
            with open(out, encoding="utf-8") as f:
                copy, original, similarity = f.read().split()
            self.assertEqual((copy, original), ("a", "b"))
            self.assertGreater(float(similarity), 0.9)

    def test_a_bad_report_costs_itself_alone(self):
        rows = [line("a", STORY), "{not json", line("b", STORY), line("c", STORY, published="yesterday")]
        status, out, err = acta("copies", "--jsonl", "-", given="\n".join(rows).encode())
        self.assertEqual(status, 3)
        self.assertEqual(out.decode(), "b\ta\t1.000\n")
        self.assertEqual(err.count("\n"), 2)
        self.assertEqual(acta("copies", "/no/such/file")[0], 1)
        self.assertEqual(acta("copies", "-", given=b"")[:2], (0, b""))


if __name__ == "__main__":
    unittest.main()
