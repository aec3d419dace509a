#!/usr/bin/env python3
"""One person, many spellings: pairs of names in a short report, one entity or two? Cases of our own, eval/cases/aliases.tsv.

usage: aliases.py [--details]

A case is right when acta takes both names for persons' and joins them, or keeps them apart, as the case says.
"""
import os
import sys

import acta

TEXT = "ACCRA, March 3 (Reuters) - {} spoke to reporters on Monday after the vote, officials said.\n\nOn Tuesday {} told parliament that the talks would go on.\n"
CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases", "aliases.tsv")


def cases():
    with open(CASES, encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]


def entity_at(records, start, end):
    """The entity with a mention that covers most of these characters."""
    best = (0, None)
    for r in records:
        for m in r["mentions"] if r["kind"] == "entity" else ():
            shared = min(end, m["span"][1]) - max(start, m["span"][0])
            best = max(best, (shared, r["id"]), key=lambda x: x[0])
    return best[1]


def judged():
    """[(first, second, verdict, what acta says)]"""
    rows = [{"id": str(i), "text": TEXT.format(a, b), "published": "2006-03-04"} for i, (a, b, _) in enumerate(cases())]
    coded, out = acta.code(rows), []
    for row, (a, b, verdict) in zip(rows, cases()):
        first = row["text"].index(a)
        second = row["text"].index("On Tuesday ") + len("On Tuesday ")
        x, y = entity_at(coded[row["id"]], first, first + len(a)), entity_at(coded[row["id"]], second, second + len(b))
        out.append((a, b, verdict, "not found" if x is None or y is None else "same" if x == y else "other"))
    return out


def rows(_):
    """[(set, measure, value)] for the table of all scores."""
    return [("spellings of names", name, value) for name, value in figures()]


def figures():
    answers = judged()
    return [("right", sum(v == said for _, _, v, said in answers) / len(answers)), ("cases", len(answers))]


def main():
    for name, value in figures():
        print(f"{name:12} {value:.3f}" if name == "right" else f"{name:12} {value}")
    if "--details" in sys.argv:
        for a, b, verdict, said in judged():
            if verdict != said:
                print(f"{a} | {b}: {verdict}, taken for {said}")


if __name__ == "__main__":
    main()
