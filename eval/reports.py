#!/usr/bin/env python3
"""Score acta against the reports coded by hand: DATA/../reports/gold, NAME.txt with NAME.json beside it.

usage: reports.py DATA [--details]
"""
import json
import os
import sys

import acta
import events


def gold_events(annotation, text):
    spans, out = events.sentences(text), []

    def told(words):
        at = text.find(words) if words else -1
        return events.told_in(spans, at, at + len(words)) if at >= 0 else set()

    for e in annotation.get("events") or []:
        where = told(e.get("where")) or told(e.get("trigger"))
        speakers = [s.get("text") for s in e.get("said_by") or []]
        out.append(events.make(e, e.get("place"), speakers[0] if speakers else None, where.union(*(told(w) for w in e.get("also") or []))))
    return out


def score(data):
    folder = os.path.join(data, "..", "reports", "gold")
    names = sorted(f[:-5] for f in os.listdir(folder) if f.endswith(".json"))
    texts = {n: open(os.path.join(folder, n + ".txt"), encoding="utf-8").read() for n in names}
    coded = acta.code([{"id": n, "text": texts[n]} for n in names])
    result = events.Score()
    for n in names:
        with open(os.path.join(folder, n + ".json"), encoding="utf-8") as f:
            result.add(n, gold_events(json.load(f), texts[n]), events.from_records(coded[n], texts[n]))
    return result


def main():
    result = score(sys.argv[1])
    print(result.table())
    if "--details" in sys.argv:
        for miss in result.misses:
            print(*miss)


if __name__ == "__main__":
    main()
