#!/usr/bin/env python3
"""Where an act happened: event/event_location.jsonl, the rows checked twice.

usage: eventplace.py DATA [--errors]

The set marks a verb in a sentence and the place names that say where it happened, perhaps none. acta's answer is the place of the
event told at or next to the verb, or, where it has no event there, the place its model sees for the likeliest trigger among the
verb's words. Right: a name in common, or none in both. Verbs that acta does not weigh at all count as "none".
"""
import sys

import acta

SURE = 0.5
NEAR = 25


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def distance(a, b):
    return 0 if overlap(a, b) else min(abs(a[0] - b[1]), abs(b[0] - a[1]))


def place_of(records, reading, verb):
    """Span, or None."""
    near = [(min(distance(m["span"], verb) for m in x["mentions"]), x) for x in records if x["kind"] == "event"]
    near = sorted([e for e in near if e[0] <= NEAR], key=lambda e: e[0])
    if near:
        place = near[0][1].get("event_loc")
        return place["span"] if place else None
    tokens = [t for s in reading["sentences"] for t in s["tokens"]]
    told = [t for t in reading["triggers"] if overlap(t["span"], verb)]
    best = max((p for t in told for p in t["roles"].get("place", [])), key=lambda p: p[1], default=None)
    return tokens[best[0]]["span"] if best and best[1] >= SURE else None


def judged(data):
    """[(row, span or None, right)]"""
    rows = [r for r in acta.read_jsonl(data, "event", "event_location.jsonl") if r["gold"] and r["verb"]]
    given = [{"id": r["id"], "text": r["text"]} for r in rows]
    coded, read = acta.code(given), acta.parse(given)
    out = []
    for r in rows:
        verb = (r["verb"][0]["start"], r["verb"][0]["end"])
        gold = [(x["start"], x["end"]) for x in r["locations"]]
        place = place_of(coded[r["id"]], read[r["id"]], verb)
        out.append((r, place, (not gold and place is None) or any(place and overlap(place, g) for g in gold)))
    return out


def rows(data):
    told = judged(data)
    return [("event places", "right", sum(ok for _, _, ok in told) / len(told))]


def main():
    told = judged(sys.argv[1])
    print(f"right {sum(ok for _, _, ok in told) / len(told):.3f} of {len(told)}")
    if "--errors" in sys.argv:
        for r, place, ok in told:
            if not ok:
                print([v["text"] for v in r["verb"]], "gold", [x["text"] for x in r["locations"]], "acta", place and r["text"][slice(*place)], "|", r["text"])


if __name__ == "__main__":
    main()
