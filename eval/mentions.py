#!/usr/bin/env python3
"""Names: UNER EWT dev, persons, organisations and places, exact span and type.

usage: mentions.py DATA [--errors]

Each sentence is given as a text of its own.
"""
import collections
import sys

import acta

TYPES = ("PER", "ORG", "LOC")


def score(data, show=False):
    rows = acta.read_jsonl(data, "ner", "uner_ewt_dev.jsonl")
    read = acta.parse([{"id": r["id"], "text": r["text"]} for r in rows])
    n = collections.Counter()
    for r in rows:
        gold = {(e["start"], e["end"], e["type"]) for e in r["entities"] if e["type"] in TYPES}
        found = {(*m["span"], m["type"]) for m in read[r["id"]]["names"] if m["type"] in TYPES}
        for kind in TYPES + ("all",):
            of = lambda s: {e for e in s if kind in ("all", e[2])}
            n[kind, "right"] += len(of(gold) & of(found))
            n[kind, "gold"] += len(of(gold))
            n[kind, "found"] += len(of(found))
        if show and gold != found:
            text = r["text"]
            print(text, "\n   missed", [(text[a:b], t) for a, b, t in sorted(gold - found)], " extra", [(text[a:b], t) for a, b, t in sorted(found - gold)])
    return {kind: acta.prf(n[kind, "right"], n[kind, "gold"], n[kind, "found"]) for kind in TYPES + ("all",)}


def rows(data):
    return [("UNER EWT dev", "name F1", score(data)["all"][2])]


def main():
    for kind, (p, r, f) in score(sys.argv[1], "--errors" in sys.argv).items():
        print(f"{kind:4} P {p:.3f} R {r:.3f} F {f:.3f}")


if __name__ == "__main__":
    main()
