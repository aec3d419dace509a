"""The corpus reader: what it takes, and that it finds what is wrong in happenings.tsv.

    python3 tools/test_corpus.py
"""
import os
import tempfile
import unittest

import corpus

BAR = "=" * 20
REPORT = """{bar}
A title
:id {id}
:published 2004-03-02
{bar}
Two blasts in one town

TOWN, March 2 - A bomb exploded in the market on Monday. Police said another exploded by the mill on Tuesday.
---
event ASSAULT explosives
  trigger    "exploded"#1
event ASSAULT explosives
  trigger    "exploded" in "another exploded"
"""


class Happenings(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.reports = corpus.read(self.file("wx.txt", "".join(REPORT.format(bar=BAR, id=name) for name in ("s-0101", "s-0102", "s-0201"))))
        self.assertEqual([e for r in self.reports for e in r.errors], [])

    def file(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def read(self, *lines):
        return corpus.happenings(self.file("happenings.tsv", "# a comment\n" + "".join(line.replace(" ", "\t", 3) + "\n" for line in lines)),
                                 self.reports)

    def mistakes(self, *lines):
        return "\n".join(self.read(*lines)[1])

    def test_a_good_table_gives_its_rows(self):
        rows, mistakes = self.read('H1 dev s-0101 "exploded"#1', 'H1 dev s-0102 "exploded" in "bomb exploded"')
        self.assertEqual(mistakes, [])
        text = self.reports[0].text
        at = text.index("exploded")
        self.assertEqual(rows, [("H1", "dev", "s-0101", (at, at + 8)), ("H1", "dev", "s-0102", (at, at + 8))])

    def test_words_that_are_no_event(self):
        self.assertIn("is no event of s-0102", self.mistakes('H1 dev s-0101 "exploded"#1', 'H1 dev s-0102 "bomb"'))

    def test_words_that_are_not_there(self):
        self.assertIn("not in the report", self.mistakes('H1 dev s-0101 "exploded"#1', 'H1 dev s-0102 "burned"'))

    def test_words_that_stand_twice(self):
        self.assertIn("say which", self.mistakes('H1 dev s-0101 "exploded"', 'H1 dev s-0102 "exploded"#1'))

    def test_no_such_report(self):
        self.assertIn("no report s-0999", self.mistakes('H1 dev s-0999 "exploded"#1'))

    def test_an_event_in_two_happenings(self):
        self.assertIn("stands twice", self.mistakes('H1 dev s-0101 "exploded"#1', 'H2 dev s-0101 "exploded" in "bomb exploded"'))

    def test_a_happening_told_once(self):
        self.assertIn("one report only", self.mistakes('H1 dev s-0101 "exploded"#1', 'H1 dev s-0101 "exploded"#2'))

    def test_the_split_cuts_nothing(self):
        self.assertIn("happening H1 is in dev", self.mistakes('H1 dev s-0101 "exploded"#1', 'H1 test s-0201 "exploded"#1'))
        self.assertIn("story s-01 is in dev", self.mistakes('H1 dev s-0101 "exploded"#1', 'H1 dev s-0201 "exploded"#1',
                                                            'H2 test s-0102 "exploded"#2', 'H2 test s-0201 "exploded"#2'))
        self.assertIn("no split: train", self.mistakes('H1 train s-0101 "exploded"#1', 'H1 train s-0102 "exploded"#1'))

    def test_a_line_with_a_cell_missing(self):
        self.assertIn("not `happening, split, report, trigger`", self.mistakes("H1 dev s-0101"))

    def test_a_sentence_told_twice_in_the_same_words(self):
        self.assertEqual(len(list(corpus.near_copies(self.reports[:1]))), 0)
        self.assertIn("s-0102 repeats s-0101", "\n".join(corpus.near_copies(self.reports[:2])))


if __name__ == "__main__":
    unittest.main()
