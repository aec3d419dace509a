#!/usr/bin/env python3
"""Reports of news multiplied: the same reports again and again, each round with other words, so that no report is a copy of another.

usage: changed.py DATA COUNT [--sentences N]          > REPORTS.jsonl

The reports are those of DATA/copies/news.jsonl in their order, round after round until there are COUNT. In every round but the first each word
that is not among the commonest is replaced by another of the same length, case and frequency, always the same word by the same one: names
become other names, and spans stay where they are. Days stay, so that a round makes each day's news denser, not the archive longer. The
same arguments always give the same reports. --sentences N keeps the first N sentences of each.
"""
import argparse
import collections
import json
import os
import re
import sys

COMMON, BLOCK = 300, 64              # words that stay; words that change places with one another
WORD = re.compile(r"[^\W\d_]+")
END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z])")


def kind(word):
    """What a word must have in common with the one in its place."""
    return len(word), len(word.encode()), word[0].isupper(), word.isupper()


class Words:
    """Which word stands for which, round by round."""

    def __init__(self, texts):
        counts = collections.Counter(word for text in texts for word in WORD.findall(text))
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        kinds = collections.defaultdict(list)
        for word in ranked[COMMON:]:
            kinds[kind(word)].append(word)
        self.blocks = {}
        for words in kinds.values():
            for at in range(0, len(words), BLOCK):
                block = words[at:at + BLOCK]
                for place, word in enumerate(block):
                    self.blocks[word] = (block, place)

    def changed(self, text, rounds):
        def other(match):
            block, place = self.blocks.get(match.group(), (None, 0))
            return block[(place + rounds) % len(block)] if block else match.group()
        return WORD.sub(other, text) if text and rounds else text


def beginning(text, sentences):
    ends = [m.end() for m in END.finditer(text)]
    return text[:ends[sentences - 1]].rstrip() if 0 < sentences <= len(ends) else text


def news(data):
    with open(os.path.join(data, "copies", "news.jsonl"), encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def reports(data, count, sentences=0):
    rows = news(data)
    words = Words(part for row in rows for part in (row["title"], row["text"]))
    for n in range(count):
        rounds, row = n // len(rows), rows[n % len(rows)]
        yield {"id": f"{row['id']}-{rounds}", "title": words.changed(row["title"], rounds), "published": row["dct"], "publisher": row["source"],
               "text": words.changed(beginning(row["text"], sentences), rounds)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data")
    parser.add_argument("count", type=int)
    parser.add_argument("--sentences", type=int, default=0)
    said = parser.parse_args()
    for report in reports(said.data, said.count, said.sentences):
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
