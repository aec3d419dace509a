#!/usr/bin/env python3
"""The worked example, DATA/../reports/atmar-patrushev: how many of its hand-written events acta finds.

usage: seed.py DATA

An event counts as found when acta has one of the type, told at the same words' sentence, whose actor and recipient countries,
pooled, are those of the hand-written record.
"""
import os
import sys

import acta
import events


def countries(record):
    return {e["code"] for side in ("actor", "recipient") for e in record.get(side) or [] if e.get("code")}


def score(data):
    """[(hand-written event, found?)]"""
    path = os.path.join(data, "..", "reports", "atmar-patrushev")
    with open(path + ".txt", encoding="utf-8") as f:
        text = f.read()
    gold = [r for r in acta.read_jsonl(path + ".gold.jsonl") if r["kind"] == "event"]
    coded = [r for r in acta.code([{"id": "seed", "text": text}])["seed"] if r["kind"] == "event"]
    spans = events.sentences(text)
    told = lambda r: set().union(*(events.told_in(spans, *m["span"]) for m in r["mentions"]))
    return [(g, any(g["event"] == c["event"] and told(g) & told(c) and countries(g) == countries(c) for c in coded)) for g in gold]


def main():
    for record, found in score(sys.argv[1]):
        print("found " if found else "missed", record["event"], *record["event_text"], sorted(countries(record)))


if __name__ == "__main__":
    main()
