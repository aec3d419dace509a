"""Other names in the reports, so that what is learnt of an act does not hang on who did it.

A report that was read a dozen times is known by its names. So half of the time a report is read, its persons, places, peoples and
numbers have other words: a country another country's, a people's another people's, each the same all through the report.
Labels stay as they are: one word stands for one word, of the same kind. Names of organisations stay, since what they are is in them.
"""
import os
import re

import labels

COUNTRIES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "tables", "countries.tsv")
NUMBER = re.compile(r"\d[\d,]*$")
YEAR = re.compile(r"(1[89]|20)\d\d$")
NAME = re.compile(r"[A-Z][a-z]+[A-Za-z'’-]*[a-z]$")
SHARE = 0.5        # of the readings of a report that have other names
EACH = 0.7         # of a renamed report's names that are changed


def countries():
    with open(COUNTRIES, encoding="utf-8") as f:
        rows = [line.split("\t")[0].split("|") for line in f if not line.startswith("#")]
    return {name.strip() for row in rows for name in row if NAME.match(name.strip())}


class Renaming:
    """The pools of names, from the labelled reports themselves."""

    def __init__(self, groups, peoples):
        self.countries, self.peoples = countries(), peoples
        pools = {"person": set(), "country": set(), "place": set(), "people": set(), "peoples": set()}
        for s in (s for group in groups for s in group):
            for i, word in enumerate(s["words"]):
                kind = self.kind(s, i)
                if kind in pools:
                    pools[kind].add(word)
        self.pools = {kind: sorted(words) for kind, words in pools.items()}

    def kind(self, s, i):
        """Of which pool a word is, "number", or None for a word that stays."""
        word = s["words"][i]
        if NUMBER.match(word):
            return None if YEAR.match(word) else "number"
        ner = s.get("ner", ())
        if i >= len(ner) or ner[i] <= 0 or not NAME.match(word):
            return None
        name = labels.NER[ner[i]][2:]
        alone = labels.NER[ner[i]].startswith("B-") and not (i + 1 < len(ner) and labels.NER[max(0, ner[i + 1])].startswith("I-"))
        if name == "PER":
            return "person"
        if name == "LOC" and alone:
            if word in self.countries:
                return "country"
            return None if s.get("sectors", {}).get(i) else "place"        # "the Kremlin", a capital that acts
        if name == "NORP" and alone and word in self.peoples:
            return "peoples" if word.endswith("s") else "people"
        return None

    def words(self, group, rng):
        """The words of every sentence of a report, as they are or with other names."""
        if rng.random() >= SHARE:
            return [s["words"] for s in group]
        other = {}
        return [[self.instead(s, i, other, rng) for i in range(len(s["words"]))] for s in group]

    def instead(self, s, i, other, rng):
        word, kind = s["words"][i], self.kind(s, i)
        if kind is None:
            return word
        if (kind, word) not in other:
            other[kind, word] = word if rng.random() >= EACH else self.drawn(kind, word, rng)
        return other[kind, word]

    def drawn(self, kind, word, rng):
        if kind == "number":
            return "".join(c if c == "," else rng.choice("123456789" if n == 0 else "0123456789") for n, c in enumerate(word))
        return rng.choice(self.pools[kind])
