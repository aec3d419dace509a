#!/usr/bin/env python3
"""Who did it to whom, the right way round: aw/AW_train.wiki.jsonl.

usage: direction.py DATA [--errors]

The set gives two phrases of a sentence and says whether a political act runs from the first to the second. acta says so when an
event has an actor in the first and a recipient, or its place, in the second: acts outside its sixteen types are missed by nature.
"Not swapped" is asked of the pairs with such an act between which acta finds an event, whichever way round.
"""
import sys

import acta

SET = ("aw", "AW_train.wiki.jsonl")


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def side(event, names, span):
    found = [p["span"] for name in names for p in event.get(name) or []]
    place = event.get("event_loc") if "recipient" in names else None
    return any(overlap(s, span) for s in found + ([place["span"]] if place else []))


def runs(events, source, target):
    return any(side(e, ["actor"], source) and side(e, ["recipient"], target) for e in events)


def judged(data):
    """[(row, said, said the other way round)]"""
    rows = acta.read_jsonl(data, *SET)
    coded = acta.code([{"id": r["id"], "text": r["sentence"]} for r in rows])
    out = []
    for r in rows:
        events = [x for x in coded[r["id"]] if x["kind"] == "event"]
        out.append((r, runs(events, r["source_span"], r["target_span"]), runs(events, r["target_span"], r["source_span"])))
    return out


def rows(data):
    told = judged(data)
    right = sum(said and r["gold_binary"] == 1 for r, said, _ in told)
    p, r, f = acta.prf(right, sum(x["gold_binary"] == 1 for x, _, _ in told), sum(said for _, said, _ in told))
    found = [said for x, said, swapped in told if x["gold_binary"] == 1 and (said or swapped)]
    return [("AW", "direction P", p), ("AW", "direction R", r), ("AW", "direction F1", f), ("AW", "not swapped", sum(found) / max(1, len(found)))]


def main():
    for _, measure, value in rows(sys.argv[1]):
        print(f"{measure:14} {value:.3f}")
    if "--errors" in sys.argv:
        for r, said, swapped in judged(sys.argv[1]):
            if said != (r["gold_binary"] == 1):
                print("swapped" if swapped else "missed" if r["gold_binary"] else "wrong", "|", r["source"], ">", r["target"], "|", r["sentence"])


if __name__ == "__main__":
    main()
