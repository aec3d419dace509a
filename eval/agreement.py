#!/usr/bin/env python3
"""How far two coders agree: corpus/second/*.txt, coded blind, against the same reports of the corpus.

usage: agreement.py [--details] [FILE…]    FILE of corpus/second, without one all of them
"""
import glob
import os
import sys

import acta
import events
import own


def both(files=()):
    """[(id, the first coder's events, the second's)] of the reports in these files of second codings, or in all there are."""
    files = files or sorted(glob.glob(os.path.join(acta.ROOT, "corpus", "second", "*.txt")))
    second = [r for f in files for r in own.corpus.read(f)]
    first = {r["id"]: r for split in ("train", "dev", "test") for r in own.reports(split)}
    return [(r["id"], own.gold_events(first[r["id"]]), own.gold_events(r)) for r in (s.as_json() for s in second) if r["id"] in first]


def score(files=()):
    result = events.Score()
    for name, one, other in both(files):
        result.add(name, one, other)
    return result


def main():
    result = score([word for word in sys.argv[1:] if word != "--details"])
    print(result.table())
    if "--details" in sys.argv:
        for miss in result.misses:
            print(*miss)


if __name__ == "__main__":
    main()
