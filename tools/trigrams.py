#!/usr/bin/env python3
"""Write the letter trigrams of English, as the corpus has them: src/report/trigrams.def.

usage: trigrams.py > src/report/trigrams.def

Of the words written in lower case, "_" for the beginning and end of a word, the commonest trigrams are kept that make up 97 of 100.
"""
import collections
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "tools"))
import corpus  # noqa: E402

SHARE = 0.97
HEAD = """/* trigrams.def - letter trigrams of English, made by tools/trigrams.py from the corpus: one bit for each of 27 * 27 * 27, the first letter
 * counting most; 0 is the edge of a word, 1 to 26 are a to z. */
"""


def number(trigram):
    n = 0
    for c in trigram:
        n = n * 27 + (0 if c == "_" else ord(c) - 96)
    return n


def main():
    counts = collections.Counter()
    for path in sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt"))):
        for report in corpus.read(path):
            for word in re.findall(r"[^\W\d_]+", report.as_json()["text"]):
                if word.isascii() and word.islower():
                    edged = f"_{word}_"
                    counts.update(edged[i:i + 3] for i in range(len(edged) - 2))
    bits, seen, total = [0] * ((27 ** 3 + 31) // 32), 0, sum(counts.values())
    for trigram, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        bits[number(trigram) // 32] |= 1 << number(trigram) % 32
        seen += count
        if seen > SHARE * total:
            break
    print(HEAD, end="")
    for i in range(0, len(bits), 11):
        print(" ".join(f"0x{word:x}," for word in bits[i:i + 11]))


if __name__ == "__main__":
    main()
