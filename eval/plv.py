#!/usr/bin/env python3
"""Which of the sixteen types, given who and whom: plv/PLV_train.jsonl, PLOVER root and quad macro-F1.

usage: plv.py DATA [--confusion]

The set marks a source and a target in a sentence and asks for the type of the act between them (YIELD stands for CONCEDE and RETREAT).
acta reads the sentence; of the triggers it weighs, the one counts whose type is likeliest and whose actor and recipient lie in
the source and the target: P(type) x (P(actor in source) + small) x (P(recipient in target) + small).
"""
import collections
import os
import sys

import acta

QUAD = dict(AGREE=1, CONSULT=1, SUPPORT=1, YIELD=1, COOPERATE=2, AID=2, REQUEST=3, ACCUSE=3, REJECT=3, THREATEN=3,
            PROTEST=4, SANCTION=4, MOBILIZE=4, COERCE=4, ASSAULT=4)
SMALL = 0.05


def overlaps(span, spans):
    return any(span[0] < b and a < span[1] for a, b in spans)


def role_in(trigger, role, spans, tokens):
    """The highest probability that a word of the spans fills the role."""
    return max([p for w, p in trigger["roles"].get(role, []) if overlaps(tokens[w]["span"], spans)], default=0.0)


def choose(reading, row):
    best, found = -1.0, None
    tokens = [t for s in reading["sentences"] for t in s["tokens"]]
    for t in reading["triggers"]:
        fit = ((role_in(t, "actor", row["source_spans"], tokens) + SMALL) * (role_in(t, "recipient", row["target_spans"], tokens) + SMALL))
        for kind, p in t["types"].items():
            kind = "YIELD" if kind in ("CONCEDE", "RETREAT") else kind
            if p * fit > best:
                best, found = p * fit, kind
    return found


def score(data):
    rows = acta.read_jsonl(data, "plv", "PLV_train.jsonl")
    read = acta.parse([{"id": r["id"], "text": r["sentence"]} for r in rows])
    return [(r["gold_root"], choose(read[r["id"]], r)) for r in rows]


def figures(pairs):
    return {"root macro-F1": acta.macro_f1(pairs, sorted(QUAD)),
            "quad macro-F1": acta.macro_f1([(QUAD[g], QUAD.get(p)) for g, p in pairs], (1, 2, 3, 4))}


def main():
    pairs = score(sys.argv[1])
    for name, value in figures(pairs).items():
        print(f"{name:16} {value:.3f}")
    if "--confusion" in sys.argv:
        for (g, p), n in collections.Counter(pairs).most_common(40):
            if g != p:
                print(f"{n:4}  {g} taken for {p}")


if __name__ == "__main__":
    main()
